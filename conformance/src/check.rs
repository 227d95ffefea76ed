//! Cases against both interpreters.
//!
//! Ferrous runs a case in this process, unless the case wants one of its own; then this package's command runs it
//! ([`Runner::new`] is told where that is). Files that cases make lie in a folder which is removed in the end.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::{self, Command},
};

use ferrous::Fuel;

use crate::{answer, case::Case, case::File, ours, reference};

/// The name of the file that a case is run from, which messages show.
const SCRIPT: &str = "case.lua";

/// Fuel for a case that does not say how much; more than any needs, so that what hangs ends.
const FUEL: u64 = 2_000_000_000;

/// Who runs a case.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// Ferrous.
    Ours,
    /// `lua5.1`.
    Reference,
}

/// Runs cases in a folder of its own, which is the process's current folder from then on.
#[derive(Debug)]
pub struct Runner {
    folder: PathBuf,
    command: PathBuf,
}

impl Runner {
    /// `command` is this package's binary.
    pub fn new(command: &Path) -> io::Result<Self> {
        let folder = env::temp_dir().join(format!("ferrous-conformance-{}", process::id()));
        fs::create_dir_all(&folder)?;
        env::set_current_dir(&folder)?;
        Ok(Self {
            folder,
            command: command.into(),
        })
    }

    /// What a case prints.
    pub fn run(&self, case: &Case, who: Who) -> io::Result<Vec<String>> {
        let source = case.source();
        let printed = match who {
            Who::Ours if !case.wants_process() => {
                ours::run(SCRIPT, source.as_bytes(), case.options.fuel.unwrap_or(FUEL))
            }
            Who::Ours => self.run_command(case)?,
            Who::Reference => {
                fs::write(self.folder.join(SCRIPT), source)?;
                reference::run(&self.folder, SCRIPT, &case.stdin())?
            }
        };
        Ok(answer::lines(&printed))
    }

    fn run_command(&self, case: &Case) -> io::Result<Vec<u8>> {
        fs::write(self.folder.join(SCRIPT), case.source())?;
        let mut command = Command::new(&self.command);
        command.args(["script", SCRIPT]).current_dir(&self.folder);
        let output = reference::feed(command, &case.stdin())?;
        let mut printed = output.stdout;
        if !output.status.success() {
            printed.extend_from_slice(&reference::exit_line(&output.status));
        }
        Ok(printed)
    }

    /// Checks cases; what is wrong, as texts.
    pub fn check(&self, files: &[File], who: Who, wanted: &str) -> io::Result<Report> {
        let mut report = Report::default();
        for case in files.iter().flat_map(|file| &file.cases) {
            if !case.id.contains(wanted) {
                continue;
            }
            report.count += 1;
            let expected = match who {
                Who::Ours => case.expected_of_ours(),
                Who::Reference => &case.answers,
            };
            let printed = self.run(case, who)?;
            if expected != printed {
                let shown = answer::difference(expected, &printed);
                report
                    .wrong
                    .push(format!("{}: {}\n{shown}", case.id, case.title));
            }
        }
        Ok(report)
    }

    /// Writes the answers that the interpreters give today into the files.
    pub fn bless(&self, files: &mut [File], wanted: &str) -> io::Result<()> {
        for file in files {
            for case in &mut file.cases {
                if case.id.contains(wanted) {
                    case.answers = self.run(case, Who::Reference)?;
                    if case.deviates() {
                        case.ours = self.run(case, Who::Ours)?;
                    }
                }
            }
            file.write()?;
        }
        Ok(())
    }
}

impl Drop for Runner {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// How a check went.
#[derive(Debug, Default)]
pub struct Report {
    /// How many cases it ran.
    pub count: usize,
    /// What was wrong.
    pub wrong: Vec<String>,
}

/// Runs a script as a case in a process of its own: on the real standard streams.
pub fn run_script(file: &str) -> io::Result<()> {
    let source = fs::read(file)?;
    ours::run_here(file, &source, Fuel::MAX);
    Ok(())
}
