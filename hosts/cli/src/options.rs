//! The command line: the options of `lua`, in its order and with its strictness, and the limits that `lua` has not.

use std::{ffi::OsString, fmt, time::Duration};

use ferrous::{Builder, Stress};

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
    /// `--memory`: the bytes that may be in use.
    pub memory: Option<usize>,
    /// `--time`: how long everything may take.
    pub time: Option<Duration>,
    /// `--seed`: what the order of tables depends on.
    pub seed: Option<u64>,
    /// `--stress`: what happens more often than it would.
    pub stress: Vec<Stress>,
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
    /// The option wants a time.
    NotATime(OsString),
    /// There is no such way to stress the interpreter.
    NoSuchStress(OsString),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Unknown(option) => write!(f, "unknown option '{}'", option.display()),
            Problem::Missing(option) => write!(f, "'{option}' wants a value"),
            Problem::NotANumber(option, value) => {
                write!(f, "'{option}' wants a number, not '{}'", value.display())
            }
            Problem::NotATime(value) => write!(
                f,
                "'--time' wants a time like 2s or 500ms, not '{}'",
                value.display()
            ),
            Problem::NoSuchStress(value) => write!(
                f,
                "'--stress' wants none, slices, cycles, increments, mixed=SEED or fail=N, or several with '+' between them, not '{}'",
                value.display()
            ),
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
                b"--fuel" | b"--memory" | b"--time" | b"--seed" | b"--stress" => {
                    let name = LIMITS.into_iter().find(|name| argument == *name);
                    let name = name.expect("one of them");
                    let value = arguments.get(index).ok_or(Problem::Missing(name))?;
                    options.set(name, value)?;
                    index += 1;
                }
                _ if text.starts_with(b"-e") => options.tasks.push(Task::Run(tail(argument, 2))),
                _ if text.starts_with(b"-l") => {
                    options.tasks.push(Task::Require(tail(argument, 2)));
                }
                _ if with_value(argument).is_some() => {
                    let (name, value) = with_value(argument).expect("just seen");
                    options.set(name, &value)?;
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

    /// Puts an interpreter that is being made under the limits.
    pub fn limit(&self, builder: Builder) -> Builder {
        let builder = self.stress.iter().fold(builder, |b, mode| b.stress(*mode));
        let builder = match self.memory {
            Some(bytes) => builder.memory_limit(bytes),
            None => builder,
        };
        match self.seed {
            Some(seed) => builder.seed(seed),
            None => builder,
        }
    }

    /// Sets an option that has a value.
    fn set(&mut self, name: &'static str, value: &OsString) -> Result<(), Problem> {
        match name {
            "--fuel" => self.fuel = Some(number(name, value)?),
            "--memory" => self.memory = Some(bytes(name, value)?),
            "--time" => self.time = Some(duration(value)?),
            "--seed" => self.seed = Some(number(name, value)?),
            _ => self.stress.extend(stress(value)?),
        }
        Ok(())
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

/// The options that have a value.
const LIMITS: [&str; 5] = ["--fuel", "--memory", "--time", "--seed", "--stress"];

/// An option with its value behind an equals sign.
fn with_value(argument: &OsString) -> Option<(&'static str, OsString)> {
    let text = argument.to_str()?;
    LIMITS.into_iter().find_map(|name| {
        let value = text.strip_prefix(name)?.strip_prefix('=')?;
        Some((name, value.into()))
    })
}

/// A number of bytes: with K, M or G behind it, of so many.
fn bytes(option: &'static str, value: &OsString) -> Result<usize, Problem> {
    let text = value.to_str().unwrap_or_default();
    let (digits, shift) = match text.as_bytes().last() {
        Some(b'K' | b'k') => (&text[..text.len() - 1], 10),
        Some(b'M' | b'm') => (&text[..text.len() - 1], 20),
        Some(b'G' | b'g') => (&text[..text.len() - 1], 30),
        _ => (text, 0),
    };
    let count: Option<usize> = digits.replace('_', "").parse().ok();
    count
        .and_then(|count| count.checked_mul(1 << shift))
        .ok_or_else(|| Problem::NotANumber(option, value.clone()))
}

/// A time in seconds, or, with `ms` behind it, in milliseconds.
fn duration(value: &OsString) -> Result<Duration, Problem> {
    let text = value.to_str().unwrap_or_default();
    let (digits, unit) = match text.strip_suffix("ms") {
        Some(digits) => (digits, 1e-3),
        None => (text.strip_suffix('s').unwrap_or(text), 1.0),
    };
    let count: Option<f64> = digits.parse().ok();
    count
        .and_then(|count| Duration::try_from_secs_f64(count * unit).ok())
        .ok_or_else(|| Problem::NotATime(value.clone()))
}

/// Modes of stress, with `+` between them.
fn stress(value: &OsString) -> Result<Vec<Stress>, Problem> {
    let modes = value.to_str().unwrap_or_default().split('+');
    let modes = modes.map(str::parse).collect::<Result<_, _>>();
    modes.map_err(|_| Problem::NoSuchStress(value.clone()))
}

fn number(option: &'static str, value: &OsString) -> Result<u64, Problem> {
    value
        .to_str()
        .and_then(|text| text.replace('_', "").parse().ok())
        .ok_or_else(|| Problem::NotANumber(option, value.clone()))
}

#[cfg(test)]
mod tests {
    use super::{Duration, Options, Problem, Stress, Task};

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
        let problem = Problem::NotANumber("--memory", "64MB".into());
        assert_eq!(read("--memory 64MB"), Err(problem));
        let problem = Problem::NotANumber("--memory", "99999999999G".into());
        assert_eq!(read("--memory=99999999999G"), Err(problem));
        for modes in ["fail=x", "cycles+", "cycles,slices"] {
            let problem = Problem::NoSuchStress(modes.into());
            assert_eq!(read(&format!("--stress {modes}")), Err(problem));
        }
    }

    #[test]
    fn times_have_units() {
        for (text, milliseconds) in [("2s", 2000), ("2", 2000), ("1.5s", 1500), ("500ms", 500)] {
            let options = read(&format!("--time {text}")).unwrap();
            assert_eq!(options.time, Some(Duration::from_millis(milliseconds)));
        }
        for text in ["", "s", "2m", "-1s", "nan", "1e400", "infs"] {
            let problem = Problem::NotATime(text.into());
            assert_eq!(read(&format!("--time={text}")), Err(problem));
        }
    }

    #[test]
    fn limits_have_units() {
        for (text, bytes) in [
            ("1_000", 1000),
            ("3K", 3 << 10),
            ("64M", 64 << 20),
            ("2g", 2 << 30),
        ] {
            let options = read(&format!("--memory {text} --stress=fail=7 --seed 3")).unwrap();
            assert_eq!(options.memory, Some(bytes));
            assert_eq!(options.stress, [Stress::Fail(7)]);
            assert_eq!(options.seed, Some(3));
        }
        let modes = read("--stress cycles+mixed=5 --stress fail=7")
            .unwrap()
            .stress;
        assert_eq!(modes, [Stress::Cycles, Stress::Mixed(5), Stress::Fail(7)]);
    }
}
