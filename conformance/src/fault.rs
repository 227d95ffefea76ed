//! Faults sown into the source, to see whether the net holds them.
//!
//! `faults.txt` lists them. Each is put into a copy of the tree, this package is built there, and that build runs the cases
//! and some random programs whose answers were recorded before: it must give a wrong one, crash, or not end. What does not
//! compile any more, or is caught by nothing, is a failure of the list or of the net.
//!
//! The copy and its target folder stay, so that only what a fault changes is built again.

use std::{
    error::Error,
    fs, io,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::{random, root};

/// Of a hundred faults so many must be caught.
const GOAL: usize = 95;

/// How long a build with a fault may run the cases or the programs: so many times what it takes without one, which is seconds
/// where the machine has nothing else to do.
const PATIENCE: u32 = 6;

/// And at least so long.
const LEAST_PATIENCE: Duration = Duration::from_secs(60);

/// What to do.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The number of the first fault, from 1.
    pub from: usize,
    /// How many.
    pub count: usize,
    /// Each of so many only.
    pub every: usize,
    /// How many random programs are tried.
    pub programs: u64,
    /// Where the copy is; by default in the folder for temporary files.
    pub scratch: Option<PathBuf>,
    /// How much the copy is optimised: 0 builds quickly, and random programs take long.
    pub optimisation: u64,
    /// Only look whether each fault can be sown.
    pub only_list: bool,
}

/// A fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    path: String,
    find: String,
    replace: String,
}

/// How the net did.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Verdict {
    Caught(&'static str),
    Missed,
    DoesNotCompile,
}

/// Sows faults; whether enough were caught.
pub fn run(settings: &Settings) -> Result<bool, Box<dyn Error>> {
    let faults = read(&fs::read_to_string(root().join("conformance/faults.txt"))?)?;
    for fault in &faults {
        fault.sown(&root())?;
    }
    println!("{} faults, each can be sown", faults.len());
    if settings.only_list {
        return Ok(true);
    }
    let folder = settings
        .scratch
        .clone()
        .unwrap_or_else(|| std::env::temp_dir().join("ferrous-faults"));
    let field = Field::prepare(folder, settings)?;
    let (mut caught, mut tried) = (0, 0);
    let wanted = faults.iter().enumerate().skip(settings.from - 1);
    for (index, fault) in wanted.step_by(settings.every.max(1)).take(settings.count) {
        let verdict = field.try_fault(fault)?;
        tried += 1;
        caught += usize::from(matches!(verdict, Verdict::Caught(_)));
        println!(
            "{:3}  {verdict:?}  {}: {}",
            index + 1,
            fault.path,
            fault.replace
        );
    }
    println!("{caught} of {tried} faults were caught");
    Ok(caught * 100 >= tried * GOAL)
}

/// Reads the list: a path, a line behind `- `, a line behind `+ `.
fn read(text: &str) -> Result<Vec<Fault>, Box<dyn Error>> {
    let lines = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let lines: Vec<_> = lines.collect();
    lines
        .chunks(3)
        .map(|lines| match lines {
            [path, find, replace] => Ok(Fault {
                path: (*path).into(),
                find: find.strip_prefix("- ").ok_or("no line to find")?.into(),
                replace: replace
                    .strip_prefix("+ ")
                    .ok_or("no line to put in")?
                    .into(),
            }),
            _ => Err("a fault has three lines".into()),
        })
        .collect()
}

impl Fault {
    /// The file with the fault in it.
    fn sown(&self, root: &Path) -> Result<String, Box<dyn Error>> {
        let source = fs::read_to_string(root.join(&self.path))?;
        match source.matches(&self.find).count() {
            1 => Ok(source.replacen(&self.find, &self.replace, 1)),
            count => Err(format!("{}: occurs {count} times: {}", self.path, self.find).into()),
        }
    }
}

/// The copy of the tree.
struct Field {
    folder: PathBuf,
    record: PathBuf,
    optimisation: u64,
    patience: Duration,
}

impl Field {
    /// Copies what is under version control, builds it and records the answers of `lua5.1`.
    fn prepare(folder: PathBuf, settings: &Settings) -> Result<Self, Box<dyn Error>> {
        let list = Command::new("git")
            .args(["ls-files"])
            .current_dir(root())
            .output()?;
        for path in String::from_utf8(list.stdout)?.lines() {
            let (from, to) = (root().join(path), folder.join("tree").join(path));
            fs::create_dir_all(to.parent().ok_or("a path without a folder")?)?;
            if from.exists() && fs::read(&from)? != fs::read(&to).unwrap_or_default() {
                fs::copy(from, to)?;
            }
        }
        let mut field = Self {
            record: folder.join("record.txt"),
            folder,
            optimisation: settings.optimisation,
            patience: Duration::MAX,
        };
        random::compare::record(&field.record, settings.programs)?;
        let is_built = field.build()?;
        let begin = Instant::now();
        match is_built && field.outcome()? == Verdict::Missed {
            true => {
                field.patience = LEAST_PATIENCE.max(begin.elapsed() * PATIENCE);
                Ok(field)
            }
            false => Err("without a fault something is wrong already".into()),
        }
    }

    fn try_fault(&self, fault: &Fault) -> Result<Verdict, Box<dyn Error>> {
        let path = self.folder.join("tree").join(&fault.path);
        let sound = fs::read_to_string(&path)?;
        fs::write(&path, fault.sown(&self.folder.join("tree"))?)?;
        let verdict = match self.build()? {
            true => self.outcome()?,
            false => Verdict::DoesNotCompile,
        };
        fs::write(&path, sound)?;
        Ok(verdict)
    }

    fn build(&self) -> io::Result<bool> {
        let status = Command::new("cargo")
            .args(["build", "--quiet", "--package", "ferrous-conformance"])
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env("CARGO_PROFILE_DEV_OPT_LEVEL", self.optimisation.to_string())
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .current_dir(self.folder.join("tree"))
            .stderr(Stdio::null())
            .status()?;
        Ok(status.success())
    }

    /// Whether what was built gives a wrong answer.
    fn outcome(&self) -> io::Result<Verdict> {
        let record = self.record.to_string_lossy().into_owned();
        for (name, endless, arguments) in [
            ("cases", "cases that did not end", &["run-cases"][..]),
            (
                "random programs",
                "random programs that did not end",
                &["replay", &record],
            ),
        ] {
            let child = Command::new(self.folder.join("target/debug/ferrous-conformance"))
                .args(arguments)
                .current_dir(self.folder.join("tree"))
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()?;
            match self.ends_well(child)? {
                Some(true) => {}
                Some(false) => return Ok(Verdict::Caught(name)),
                None => return Ok(Verdict::Caught(endless)),
            }
        }
        Ok(Verdict::Missed)
    }

    /// Waits for a process, but not forever: nothing if it does not end.
    fn ends_well(&self, mut child: Child) -> io::Result<Option<bool>> {
        let begin = Instant::now();
        loop {
            if let Some(status) = child.try_wait()? {
                return Ok(Some(status.success()));
            }
            if begin.elapsed() > self.patience {
                child.kill()?;
                child.wait()?;
                return Ok(None);
            }
            thread::sleep(Duration::from_millis(20));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn the_list_is_read() {
        let faults = read("# comment\n\na.rs\n- x\n+ y\n\nb.rs\n- 1\n+ 2\n").unwrap();
        assert_eq!(faults.len(), 2);
        assert_eq!(
            (faults[1].find.as_str(), faults[1].replace.as_str()),
            ("1", "2")
        );
        assert!(read("a.rs\n- x\n").is_err());
        assert!(read("a.rs\nx\n+ y\n").is_err());
    }
}
