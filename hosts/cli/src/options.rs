//! The command line: the options of `lua`, in its order and with its strictness, and the limits that `lua` has not.

use std::{ffi::OsString, fmt};

/// What the command line says.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Everything behind the command's name, as it was given.
    pub arguments: Vec<OsString>,
    /// `-e`: source to run before the script.
    pub statements: Vec<OsString>,
    /// Where the script is among the arguments.
    pub script: Option<usize>,
    /// `-v`: say what this is.
    pub version: bool,
    /// `--fuel`: all that may be burned.
    pub fuel: Option<u64>,
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
                b"-e" => {
                    let statement = arguments.get(index).ok_or(Problem::Missing("-e"))?;
                    options.statements.push(statement.clone());
                    index += 1;
                }
                b"--fuel" => {
                    let value = arguments.get(index).ok_or(Problem::Missing("--fuel"))?;
                    options.fuel = Some(number("--fuel", value)?);
                    index += 1;
                }
                _ if text.starts_with(b"-e") => {
                    let statement = argument.to_string_lossy()[2..].into();
                    options.statements.push(statement);
                }
                _ if text.starts_with(b"--fuel=") => {
                    let value = argument.to_string_lossy()["--fuel=".len()..].into();
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

    /// Whether the script comes from the standard input: an argument `-` that was not escaped by `--`.
    pub fn reads_stdin(&self) -> bool {
        match self.script {
            None => !self.version && self.statements.is_empty(),
            Some(script) => {
                self.arguments[script] == "-" && (script == 0 || self.arguments[script - 1] != "--")
            }
        }
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
    use super::{Options, Problem};

    fn read(line: &str) -> Result<Options, Problem> {
        Options::read(line.split_whitespace().map(Into::into).collect())
    }

    #[test]
    fn options_end_at_the_script() {
        let options = read("-v -e x=1 -ey=2 --fuel 1_000 a.lua -v -e").unwrap();
        assert!(options.version);
        assert_eq!(options.statements, ["x=1", "y=2"]);
        assert_eq!(options.fuel, Some(1000));
        assert_eq!(options.script, Some(6));
        assert!(!options.reads_stdin());
    }

    #[test]
    fn a_dash_is_the_standard_input() {
        assert!(read("- a").unwrap().reads_stdin());
        assert!(read("").unwrap().reads_stdin());
        assert!(!read("-v").unwrap().reads_stdin());
        assert!(!read("-- -").unwrap().reads_stdin());
        assert_eq!(read("-- a.lua").unwrap().script, Some(1));
        assert_eq!(read("-v --").unwrap().script, None);
    }

    #[test]
    fn bad_options_are_refused() {
        assert_eq!(read("-x"), Err(Problem::Unknown("-x".into())));
        assert_eq!(read("-vx"), Err(Problem::Unknown("-vx".into())));
        assert_eq!(read("-e"), Err(Problem::Missing("-e")));
        assert_eq!(read("--fuel"), Err(Problem::Missing("--fuel")));
        let problem = Problem::NotANumber("--fuel", "much".into());
        assert_eq!(read("--fuel=much"), Err(problem));
    }
}
