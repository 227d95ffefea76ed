//! Scripts with the answer inside, run in every way that must not make a difference.
//!
//! What a script prints stands behind each statement as `--> text` (see `tests/lua/README.md` at the root). The library's
//! own scripts are in `tests/lua` here; those at the root test the language and need the library too. Where `lua5.1` is
//! installed it has to give the same answers.

use std::{
    cell::RefCell,
    env, fs, io,
    path::{Path, PathBuf},
    process::Command,
    rc::Rc,
};

use ferrous::{Builder, Chunk, Fuel, Lua, Step, Stress};

/// Where the scripts are, and whether `lua5.1` agrees with them.
const FOLDERS: &[(&str, bool)] = &[
    ("tests/lua", true),
    ("tests/lua/ferrous", false),
    ("../tests/lua/lang", true),
    ("../tests/lua/errors", true),
    ("../tests/lua/vm", true),
    ("../tests/lua/ferrous", false),
];

/// A script says so if it is too slow for the stress modes.
const HEAVY: &str = "-- heavy";

fn scripts() -> Vec<(PathBuf, bool)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    // The paths in scripts begin there.
    env::set_current_dir(root.join("..")).unwrap();
    let mut scripts = Vec::new();
    for (folder, is_reference) in FOLDERS {
        let Ok(entries) = fs::read_dir(root.join(folder)) else {
            continue;
        };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "lua") {
                scripts.push((path, *is_reference));
            }
        }
    }
    scripts.sort();
    assert!(!scripts.is_empty());
    scripts
}

/// The lines that a script expects to print.
fn answers(source: &[u8]) -> Vec<Vec<u8>> {
    const MARK: &[u8] = b"-->";
    source
        .split(|byte| *byte == b'\n')
        .filter_map(|line| {
            let at = line
                .windows(MARK.len())
                .rposition(|window| window == MARK)?;
            let answer = &line[at + MARK.len()..];
            Some(answer.strip_prefix(b" ").unwrap_or(answer).to_vec())
        })
        .collect()
}

/// What was printed, for the test to look at.
#[derive(Clone, Default)]
struct Printed(Rc<RefCell<Vec<u8>>>);

impl io::Write for Printed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn lines(printed: &[u8]) -> Vec<Vec<u8>> {
    let mut lines: Vec<_> = printed
        .split(|byte| *byte == b'\n')
        .map(<[u8]>::to_vec)
        .collect();
    lines.pop();
    lines
}

/// Runs a script, `slice` units of fuel at a time, and compares what it prints.
fn check(path: &Path, builder: &Builder, slice: u64) {
    let source = fs::read(path).unwrap();
    let name = format!("@{}", path.file_name().unwrap().to_string_lossy());
    let printed = Printed::default();
    let mut lua = builder.build().unwrap();
    lua.try_enter(|ctx| ferrous::output::set(ctx, printed.clone()))
        .unwrap();
    let end = run(&mut lua, Chunk::new(&source).name(name), slice);
    compare(path, &lines(&printed.0.borrow()), &answers(&source));
    if let Err(error) = end {
        panic!("{}: {error}", path.display());
    }
}

fn run(lua: &mut Lua, chunk: Chunk<'_>, slice: u64) -> Result<(), ferrous::Error> {
    let main = lua.load(chunk)?;
    let run = lua.start(&main, ())?;
    loop {
        match lua.step(&run, &mut Fuel::new(slice))? {
            Step::Done => return Ok(()),
            Step::OutOfFuel => {}
            Step::Yielded => {
                lua.throw(&run, "attempt to yield across metamethod/C-call boundary")?
            }
            other => panic!("{other:?}"),
        }
    }
}

fn compare(path: &Path, printed: &[Vec<u8>], expected: &[Vec<u8>]) {
    for (index, answer) in expected.iter().enumerate() {
        let line = printed.get(index).map(|line| String::from_utf8_lossy(line));
        let answer = String::from_utf8_lossy(answer);
        assert!(
            line.as_deref() == Some(&*answer),
            "{}: answer {}\n  expected: {answer}\n   printed: {}",
            path.display(),
            index + 1,
            line.as_deref().unwrap_or("(nothing)"),
        );
    }
    assert_eq!(printed.len(), expected.len(), "{}", path.display());
}

fn builder() -> Builder {
    Builder::new().library(ferrous::open::all).seed(1)
}

fn is_heavy(path: &Path) -> bool {
    fs::read(path)
        .unwrap()
        .windows(HEAVY.len())
        .any(|window| window == HEAVY.as_bytes())
}

fn check_all(builder: &Builder, slice: u64, with_heavy: bool) {
    for (path, _) in scripts() {
        if with_heavy || !is_heavy(&path) {
            check(&path, builder, slice);
        }
    }
}

#[test]
fn in_one_go() {
    check_all(&builder(), Fuel::MAX, true);
}

#[test]
fn without_tail_calls() {
    check_all(&builder().tail_calls(false), Fuel::MAX, true);
}

#[test]
fn in_slices_of_a_hundred() {
    check_all(&builder(), 100, false);
}

#[test]
fn in_slices_of_one() {
    check_all(&builder(), 1, false);
}

#[test]
fn with_a_cycle_at_every_safe_point() {
    check_all(&builder().stress(Stress::Cycles), Fuel::MAX, false);
}

#[test]
fn with_an_increment_at_every_safe_point() {
    check_all(&builder().stress(Stress::Increments), Fuel::MAX, false);
}

#[test]
fn with_slices_and_collections_at_random() {
    for seed in 1..=3 {
        check_all(&builder().stress(Stress::Mixed(seed)), Fuel::MAX, false);
    }
}

#[test]
fn lua_5_1_agrees() {
    if Command::new("lua5.1").arg("-v").output().is_err() {
        eprintln!("lua5.1 is not installed: nothing to compare with");
        return;
    }
    for (path, _) in scripts()
        .into_iter()
        .filter(|(_, is_reference)| *is_reference)
    {
        let run = Command::new("lua5.1")
            .current_dir(path.parent().unwrap())
            .arg(path.file_name().unwrap())
            .output()
            .unwrap();
        assert!(run.status.success(), "{}", path.display());
        compare(
            &path,
            &lines(&run.stdout),
            &answers(&fs::read(&path).unwrap()),
        );
    }
}
