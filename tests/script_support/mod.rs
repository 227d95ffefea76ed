//! Scripts with the answer inside: how they are found, read and run (see `tests/lua/README.md`).

#![allow(dead_code, reason = "each test file uses some of it")]

use std::{
    cell::RefCell,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    rc::Rc,
};

use ferrous::{Builder, Chunk, Error, Fuel, Lua, Step, Stress};

/// A way to run a script.
#[derive(Copy, Clone, Debug)]
pub struct Mode {
    pub stress: Stress,
    /// The charge that fails; with 0 none does, and they are counted.
    pub fails: Option<u64>,
    /// Fuel of one `step`.
    pub slice: u64,
    /// Fuel after which the script is left.
    pub most: u64,
    pub tail_calls: bool,
    pub seed: u64,
}

impl Mode {
    pub const PLAIN: Self = Self {
        stress: Stress::None,
        fails: None,
        slice: Fuel::MAX,
        most: Fuel::MAX,
        tail_calls: true,
        seed: 1,
    };

    pub fn is_slow(&self) -> bool {
        self.stress != Stress::None || self.slice == 1
    }

    /// An interpreter for this way, whose output goes there.
    pub fn lua(&self, output: impl Write + 'static) -> Lua {
        let mut builder = Builder::new()
            .library(ferrous::open::all)
            .seed(self.seed)
            .stress(self.stress)
            .tail_calls(self.tail_calls);
        if let Some(number) = self.fails {
            builder = builder.stress(Stress::Fail(number));
        }
        let mut lua = builder.build().expect("the libraries open");
        lua.try_enter(|ctx| ferrous::output::set(ctx, output))
            .expect("the output can be set");
        lua
    }
}

/// What a script did.
pub struct Run {
    /// What it printed, and the error that it ended with.
    pub printed: String,
    pub fuel: u64,
    /// Whether it was left before its end.
    pub is_cut: bool,
    /// How often it charged bytes, if that was counted.
    pub charges: u64,
    /// The interpreter.
    pub lua: Lua,
}

/// Runs a script to its end.
pub fn run(script: &Script, mode: Mode) -> Run {
    let printed = Printed::default();
    let mut lua = mode.lua(printed.clone());
    let (fuel, is_cut) = match drive(&mut lua, script, mode) {
        Ok(end) => end,
        Err(error) => {
            printed.add(&format!("error: {error}\n"));
            (0, false)
        }
    };
    Run {
        printed: printed.text(),
        fuel,
        is_cut,
        charges: lua.memory().charges,
        lua,
    }
}

/// Runs a script; the fuel that it took, and whether it was left before its end.
fn drive(lua: &mut Lua, script: &Script, mode: Mode) -> Result<(u64, bool), Error> {
    let main = lua.load(Chunk::new(&script.source).name(format!("@{}", script.name)))?;
    let run = lua.start(&main, ())?;
    loop {
        match lua.step(&run, &mut Fuel::new(mode.slice.min(mode.most)))? {
            Step::Done => return Ok((run.fuel_used(), false)),
            Step::OutOfFuel if run.fuel_used() >= mode.most => return Ok((run.fuel_used(), true)),
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
pub struct Script {
    /// Its path from the root of the repository.
    pub name: String,
    pub source: Vec<u8>,
    pub answers: String,
    /// Whether what it does depends on when objects are collected; its fuel may then differ between modes.
    pub observes_collector: bool,
    /// One of its first two lines says that it takes too long, or too much memory, for runs that leave the machine at every safe point.
    pub heavy: bool,
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
pub fn text(bytes: &[u8]) -> String {
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
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All scripts, or those that the variable `SCRIPT` names a part of.
pub fn scripts() -> Vec<Script> {
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

/// Where a script prints.
#[derive(Clone, Default)]
pub struct Printed(Rc<RefCell<Vec<u8>>>);

impl Printed {
    pub fn add(&self, text: &str) {
        self.0.borrow_mut().extend_from_slice(text.as_bytes());
    }

    pub fn text(&self) -> String {
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
