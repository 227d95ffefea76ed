//! Scripts with the answer inside, each run in every way the machine has.
//!
//! Every `tests/lua/**/*.lua` prints lines, and each line stands in the script as a comment `--> line` (see
//! `tests/lua/README.md`). A script must print its answers, and burn the same fuel,
//!
//! * plainly, and in slices of one unit of fuel, which leaves the machine at every safe point;
//! * with a whole cycle of the collector at every safe point, and with a tiny increment of one there;
//! * by tail calls and by the loop (where tail calls are compiled in: not at `opt-level = 0`);
//! * under PUC-Lua 5.1, but for the scripts in `tests/lua/ferrous`, which show what is different on purpose.
//!
//! To run one script only: `SCRIPT=part-of-its-name cargo test --test scripts`.

use std::{
    cell::RefCell,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::Command,
    rc::Rc,
};

use ferrous::{Builder, Chunk, Error, Fuel, Lua, Step, Stress};
use pretty_assertions::StrComparison;

#[test]
fn plain_by_tail_calls() {
    check_all(Mode {
        tail_calls: true,
        ..Mode::PLAIN
    });
}

#[test]
fn plain_by_the_loop() {
    check_all(Mode {
        tail_calls: false,
        ..Mode::PLAIN
    });
}

#[test]
fn one_unit_a_slice_by_tail_calls() {
    check_all(Mode {
        slice: 1,
        tail_calls: true,
        ..Mode::PLAIN
    });
}

#[test]
fn one_unit_a_slice_by_the_loop() {
    check_all(Mode {
        slice: 1,
        tail_calls: false,
        ..Mode::PLAIN
    });
}

#[test]
fn odd_slices() {
    check_all(Mode {
        slice: 97,
        ..Mode::PLAIN
    });
}

#[test]
fn a_cycle_at_every_safe_point_by_tail_calls() {
    check_all(Mode {
        stress: Stress::Cycles,
        tail_calls: true,
        ..Mode::PLAIN
    });
}

#[test]
fn a_cycle_at_every_safe_point_by_the_loop() {
    check_all(Mode {
        stress: Stress::Cycles,
        tail_calls: false,
        ..Mode::PLAIN
    });
}

#[test]
fn an_increment_at_every_safe_point_by_tail_calls() {
    for seed in 1..=3 {
        check_all(Mode {
            stress: Stress::Increments,
            tail_calls: true,
            seed,
            ..Mode::PLAIN
        });
    }
}

#[test]
fn an_increment_at_every_safe_point_by_the_loop() {
    for seed in 4..=6 {
        check_all(Mode {
            stress: Stress::Increments,
            tail_calls: false,
            seed,
            ..Mode::PLAIN
        });
    }
}

#[test]
fn lua_5_1_prints_the_same() {
    if Command::new("lua5.1").arg("-v").output().is_err() {
        assert!(
            std::env::var_os("CI").is_none(),
            "lua5.1 is not installed: nothing to compare with"
        );
        eprintln!("lua5.1 is not installed: NOT compared with it");
        return;
    }
    let mut faults = Faults::default();
    for script in scripts()
        .iter()
        .filter(|script| !script.name.starts_with("tests/lua/ferrous/"))
    {
        let run = Command::new("lua5.1")
            .arg(&script.name)
            .current_dir(root())
            .output()
            .expect("lua5.1 can be run");
        let mut printed = text(&run.stdout);
        if !run.status.success() {
            printed += &text(&run.stderr);
        }
        faults.compare(script, &script.answers, &printed);
    }
    faults.report("lua5.1");
}

/// A way to run a script.
#[derive(Copy, Clone, Debug)]
struct Mode {
    stress: Stress,
    /// Fuel of one `step`.
    slice: u64,
    tail_calls: bool,
    seed: u64,
}

impl Mode {
    const PLAIN: Self = Self {
        stress: Stress::None,
        slice: Fuel::MAX,
        tail_calls: true,
        seed: 1,
    };

    fn is_slow(&self) -> bool {
        self.stress != Stress::None || self.slice == 1
    }
}

/// What a script did.
struct Run {
    /// What it printed, and the error that it ended with.
    printed: String,
    fuel: u64,
}

/// Runs every script in a mode, against its answers and against the fuel of the plain run with the same seed.
fn check_all(mode: Mode) {
    let mut faults = Faults::default();
    for script in scripts()
        .iter()
        .filter(|script| !script.heavy || !mode.is_slow())
    {
        let run = run(script, mode);
        faults.compare(script, &script.answers, &run.printed);
        let plain = self::run(
            script,
            Mode {
                seed: mode.seed,
                ..Mode::PLAIN
            },
        );
        if !script.observes_collector && run.fuel != plain.fuel {
            faults.add(
                script,
                format!(
                    "it burns {} fuel, and {} in a plain run",
                    run.fuel, plain.fuel
                ),
            );
        }
    }
    faults.report(&format!("{mode:?}"));
}

fn run(script: &Script, mode: Mode) -> Run {
    let printed = Printed::default();
    let mut lua = Builder::new()
        .library(ferrous::open::all)
        .seed(mode.seed)
        .stress(mode.stress)
        .tail_calls(mode.tail_calls)
        .build()
        .expect("the libraries open");
    lua.try_enter({
        let printed = printed.clone();
        |ctx| ferrous::output::set(ctx, printed)
    })
    .expect("the output can be set");
    let fuel = match drive(&mut lua, script, mode.slice) {
        Ok(fuel) => fuel,
        Err(error) => {
            printed.add(&format!("error: {error}\n"));
            0
        }
    };
    Run {
        printed: printed.text(),
        fuel,
    }
}

/// Runs a script to its end; the fuel that it took.
fn drive(lua: &mut Lua, script: &Script, slice: u64) -> Result<u64, Error> {
    let main = lua.load(Chunk::new(&script.source).name(format!("@{}", script.name)))?;
    let run = lua.start(&main, ())?;
    loop {
        match lua.step(&run, &mut Fuel::new(slice))? {
            Step::Done => return Ok(run.fuel_used()),
            Step::OutOfFuel => {}
            // As under `lua`, there is nobody to yield to.
            Step::Yielded => {
                lua.throw(&run, "attempt to yield across metamethod/C-call boundary")?
            }
            step => panic!("{}: {step:?}", script.name),
        }
    }
}

/// A script and its answers.
struct Script {
    /// Its path from the root of the repository.
    name: String,
    source: Vec<u8>,
    answers: String,
    /// Whether what it does depends on when objects are collected; its fuel may then differ between modes.
    observes_collector: bool,
    /// One of its first two lines says that it takes too long, or too much memory, for runs that leave the machine at every safe point.
    heavy: bool,
}

impl Script {
    fn read(path: &Path) -> Self {
        let name = path
            .strip_prefix(root())
            .expect("it is inside")
            .to_string_lossy()
            .replace('\\', "/");
        let source = fs::read(path).expect("a script can be read");
        let text = text(&source);
        let answers = text
            .lines()
            .filter_map(answer)
            .map(|answer| format!("{answer}\n"))
            .collect();
        let observes_collector = ["collectgarbage", "gcinfo", "__mode", "__gc"]
            .iter()
            .any(|word| text.contains(word));
        let heavy = text
            .lines()
            .take(2)
            .any(|line| line.starts_with("-- heavy:"));
        Self {
            name,
            source,
            answers,
            observes_collector,
            heavy,
        }
    }
}

/// Every byte as a character: Lua's strings are bytes.
fn text(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| *byte as char).collect()
}

/// The answer on a line, which is all that stands behind `--> ` (or nothing behind `-->`).
fn answer(line: &str) -> Option<&str> {
    let (_, answer) = line.rsplit_once("-->")?;
    if answer.is_empty() {
        Some("")
    } else {
        answer.strip_prefix(' ')
    }
}

/// The root of the repository.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All scripts, or those that the variable `SCRIPT` names a part of.
fn scripts() -> Vec<Script> {
    let mut paths = Vec::new();
    collect(&root().join("tests/lua"), &mut paths);
    paths.sort();
    let wanted = std::env::var("SCRIPT").unwrap_or_default();
    let scripts: Vec<_> = paths
        .iter()
        .map(|path| Script::read(path))
        .filter(|script| script.name.contains(&wanted))
        .collect();
    assert!(!scripts.is_empty(), "no scripts");
    for script in &scripts {
        assert!(!script.answers.is_empty(), "{} has no answers", script.name);
    }
    scripts
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder of scripts") {
        let path = entry.expect("an entry of it").path();
        if path.is_dir() {
            collect(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "lua") {
            into.push(path);
        }
    }
}

/// What was wrong with the scripts of one mode.
#[derive(Default)]
struct Faults {
    texts: Vec<String>,
    names: Vec<String>,
}

impl Faults {
    fn compare(&mut self, script: &Script, expected: &str, printed: &str) {
        if expected != printed {
            self.add(
                script,
                format!(
                    "the answers (<) and what it printed (>):\n{}",
                    StrComparison::new(expected, printed)
                ),
            );
        }
    }

    fn add(&mut self, script: &Script, text: String) {
        self.texts.push(format!("{}: {text}", script.name));
        self.names.push(script.name.clone());
    }

    fn report(self, mode: &str) {
        if self.names.is_empty() {
            return;
        }
        for text in &self.texts {
            eprintln!("{text}\n");
        }
        panic!(
            "{} scripts went wrong ({mode}): {}",
            self.names.len(),
            self.names.join(", ")
        );
    }
}

/// Where a script prints.
#[derive(Clone, Default)]
struct Printed(Rc<RefCell<Vec<u8>>>);

impl Printed {
    fn add(&self, text: &str) {
        self.0.borrow_mut().extend_from_slice(text.as_bytes());
    }

    fn text(&self) -> String {
        text(&self.0.borrow())
    }
}

impl Write for Printed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
