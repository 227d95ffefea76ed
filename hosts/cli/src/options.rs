//! The command line: the options of `lua`, in its order and with its strictness, and the limits that `lua` has not.

use std::{ffi::OsString, fmt};

/// What the command line says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Everything behind the command's name, as it was given.
    pub arguments: Vec<OsString>,
    /// What to do before the script, in this order.
    pub tasks: Vec<Task>,
    /// `-i`: read statements from the terminal afterwards.
    pub interactive: bool,
    /// `--sandbox`: only what scripts of strangers may have.
    pub sandbox: bool,
    /// Where the script is among the arguments.
    pub script: Option<usize>,
    /// `-v`: say what this is.
    pub version: bool,
    /// `--fuel`: all that may be burned.
    pub fuel: Option<u64>,
}

/// Something to do before the script.
#[derive(Debug, PartialEq, Eq)]
pub enum Task {
    /// `-e`: run this source.
    Run(OsString),
    /// `-l`: require this module.
    Require(OsString),
}

/// What is wrong with the command line.
#[derive(Debug, PartialEq, Eq)]
pub enum Problem {
    /// There is no such option, or it has something behind it that it should not have.
    Unknown(OsString),
    /// The option wants a value.
    Missing(&'static str),
    /// The option wants a number.
    NotANumber(&'static str, OsString),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Unknown(option) => write!(f, "unknown option '{}'", option.display()),
            Problem::Missing(option) => write!(f, "'{option}' wants a value"),
            Problem::NotANumber(option, value) => {
                write!(f, "'{option}' wants a number, not '{}'", value.display())
            }
        }
    }
}

impl Options {
    /// Reads the arguments behind the command's name.
    pub fn read(arguments: Vec<OsString>) -> Result<Self, Problem> {
        let mut options = Self::default();
        let mut index = 0;
        while let Some(argument) = arguments.get(index) {
            index += 1;
            let text = argument.as_encoded_bytes();
            match text {
                b"-" => {
                    options.script = Some(index - 1);
                    break;
                }
                b"--" => {
                    options.script = (index < arguments.len()).then_some(index);
                    break;
                }
                b"-v" => options.version = true,
                b"-i" => options.interactive = true,
                b"--sandbox" => options.sandbox = true,
                b"-e" => {
                    let statement = arguments.get(index).ok_or(Problem::Missing("-e"))?;
                    options.tasks.push(Task::Run(statement.clone()));
                    index += 1;
                }
                b"-l" => {
                    let module = arguments.get(index).ok_or(Problem::Missing("-l"))?;
                    options.tasks.push(Task::Require(module.clone()));
                    index += 1;
                }
                b"--fuel" => {
                    let value = arguments.get(index).ok_or(Problem::Missing("--fuel"))?;
                    options.fuel = Some(number("--fuel", value)?);
                    index += 1;
                }
                _ if text.starts_with(b"-e") => options.tasks.push(Task::Run(tail(argument, 2))),
                _ if text.starts_with(b"-l") => {
                    options.tasks.push(Task::Require(tail(argument, 2)));
                }
                _ if text.starts_with(b"--fuel=") => {
                    let value = tail(argument, "--fuel=".len());
                    options.fuel = Some(number("--fuel", &value)?);
                }
                [b'-', ..] => return Err(Problem::Unknown(argument.clone())),
                _ => {
                    options.script = Some(index - 1);
                    break;
                }
            }
        }
        options.arguments = arguments;
        Ok(options)
    }

    /// Whether there is nothing to do but what the standard input says.
    pub fn is_idle(&self) -> bool {
        let runs = |task: &Task| matches!(task, Task::Run(_));
        self.script.is_none() && !self.version && !self.interactive && !self.tasks.iter().any(runs)
    }

    /// Whether the script comes from the standard input: an argument `-` that was not escaped by `--`.
    pub fn reads_stdin(&self) -> bool {
        match self.script {
            None => false,
            Some(script) => {
                self.arguments[script] == "-" && (script == 0 || self.arguments[script - 1] != "--")
            }
        }
    }
}

/// An argument without its beginning, which is ASCII.
fn tail(argument: &OsString, start: usize) -> OsString {
    match argument.to_str() {
        Some(text) => text[start..].into(),
        None => argument.to_string_lossy()[start..].into(),
    }
}

fn number(option: &'static str, value: &OsString) -> Result<u64, Problem> {
    value
        .to_str()
        .and_then(|text| text.replace('_', "").parse().ok())
        .ok_or_else(|| Problem::NotANumber(option, value.clone()))
}

#[cfg(test)]
mod tests {
    use super::{Options, Problem, Task};

    fn read(line: &str) -> Result<Options, Problem> {
        Options::read(line.split_whitespace().map(Into::into).collect())
    }

    #[test]
    fn options_end_at_the_script() {
        let options = read("-v -e x=1 -ey=2 --fuel 1_000 a.lua -v -e").unwrap();
        assert!(options.version);
        let run = |source: &str| Task::Run(source.into());
        assert_eq!(options.tasks, [run("x=1"), run("y=2")]);
        assert_eq!(options.fuel, Some(1000));
        assert_eq!(options.script, Some(6));
        assert!(!options.reads_stdin());
    }

    #[test]
    fn modules_and_statements_keep_their_order() {
        let options = read("-la -e x -l b -i --sandbox").unwrap();
        let require = |module: &str| Task::Require(module.into());
        let tasks = [require("a"), Task::Run("x".into()), require("b")];
        assert_eq!(options.tasks, tasks);
        assert!(options.interactive && options.sandbox && !options.is_idle());
        assert!(read("-l a").unwrap().is_idle());
    }

    #[test]
    fn a_dash_is_the_standard_input() {
        assert!(read("- a").unwrap().reads_stdin());
        assert!(read("").unwrap().is_idle());
        assert!(!read("-v").unwrap().is_idle());
        assert!(!read("-- -").unwrap().reads_stdin());
        assert_eq!(read("-- a.lua").unwrap().script, Some(1));
        assert_eq!(read("-v --").unwrap().script, None);
    }

    #[test]
    fn bad_options_are_refused() {
        assert_eq!(read("-x"), Err(Problem::Unknown("-x".into())));
        assert_eq!(read("-vx"), Err(Problem::Unknown("-vx".into())));
        assert_eq!(read("-e"), Err(Problem::Missing("-e")));
        assert_eq!(read("-l"), Err(Problem::Missing("-l")));
        assert_eq!(read("-ix"), Err(Problem::Unknown("-ix".into())));
        assert_eq!(read("--fuel"), Err(Problem::Missing("--fuel")));
        let problem = Problem::NotANumber("--fuel", "much".into());
        assert_eq!(read("--fuel=much"), Err(problem));
    }
}
