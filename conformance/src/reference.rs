//! Running programs under `lua5.1`, the reference.
//!
//! A case gets a process of its own, so that nothing of it is left for the next. Random programs are many and small: they
//! go to one process, which runs them one after the other, each in fresh globals and on a coroutine of its own.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

/// The command.
const COMMAND: &str = "lua5.1";

/// Whether `lua5.1` is installed. Where the checks must not be skipped (the variable `CI` is set) it has to be.
pub fn is_installed() -> bool {
    let is_there = Command::new(COMMAND).arg("-v").output().is_ok();
    assert!(
        is_there || std::env::var_os("CI").is_none(),
        "lua5.1 is not installed: nothing to compare with"
    );
    is_there
}

/// Runs a script file of a folder in a process and gives what it printed; an error that nobody catches is its last line.
pub fn run(folder: &Path, file: &str, stdin: &str) -> io::Result<Vec<u8>> {
    let mut command = Command::new(COMMAND);
    command.arg(file).current_dir(folder);
    let output = feed(command, stdin)?;
    let mut printed = output.stdout;
    if !output.status.success() {
        let prefix = format!("{COMMAND}: ").into_bytes();
        let text = output.stderr;
        let begin = text.windows(prefix.len()).rposition(|part| part == prefix);
        match begin {
            Some(begin) => {
                let message = before(&text[begin + prefix.len()..], b"\nstack traceback:");
                printed.extend_from_slice(b"error: ");
                printed.extend_from_slice(message.strip_suffix(b"\n").unwrap_or(message));
                printed.push(b'\n');
            }
            None => printed.extend_from_slice(&exit_line(&output.status)),
        }
    }
    Ok(printed)
}

/// How a process that failed without a message ended, as the last line of its output.
pub fn exit_line(status: &std::process::ExitStatus) -> Vec<u8> {
    match status.code() {
        Some(code) => format!("exit: {code}\n").into_bytes(),
        None => format!("exit: {status}\n").into_bytes(),
    }
}

/// How long a process may take before it is killed.
const PATIENCE: Duration = Duration::from_secs(20);

/// Runs a command with a text as its standard input; kills it if it does not end.
pub fn feed(mut command: Command, stdin: &str) -> io::Result<Output> {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn()?;
    let mut pipe = child.stdin.take().expect("it is piped");
    let text = stdin.to_owned();
    // A script need not read what it is given.
    thread::spawn(move || drop(pipe.write_all(text.as_bytes())));
    let stdout = read_aside(child.stdout.take().expect("it is piped"));
    let stderr = read_aside(child.stderr.take().expect("it is piped"));
    let begin = Instant::now();
    let stdout = stdout.recv_timeout(PATIENCE);
    let stderr = stderr.recv_timeout(PATIENCE.saturating_sub(begin.elapsed()));
    if stdout.is_err() || stderr.is_err() {
        child.kill()?;
    }
    Ok(Output {
        status: child.wait()?,
        stdout: stdout.unwrap_or_default(),
        stderr: stderr.unwrap_or_default(),
    })
}

/// Reads a pipe to its end on a thread.
fn read_aside(mut pipe: impl Read + Send + 'static) -> mpsc::Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut text = Vec::new();
        let _ = pipe.read_to_end(&mut text);
        let _ = sender.send(text);
    });
    receiver
}

fn before<'a>(text: &'a [u8], mark: &[u8]) -> &'a [u8] {
    let end = text.windows(mark.len()).position(|part| part == mark);
    &text[..end.unwrap_or(text.len())]
}

/// A process that runs one program after the other. Programs go in and outputs come out in the same order; many can be
/// under way.
#[derive(Debug)]
pub struct Server {
    child: Child,
    programs: Option<mpsc::Sender<Vec<u8>>>,
    outputs: BufReader<ChildStdout>,
}

/// What the process runs.
const SERVE: &str = include_str!("serve.lua");

impl Server {
    /// Starts the process.
    pub fn start() -> io::Result<Self> {
        let mut command = Command::new(COMMAND);
        command.args(["-e", SERVE]);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let stdin = child.stdin.take().expect("it is piped");
        let stdout = child.stdout.take().expect("it is piped");
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || write_all(stdin, &receiver));
        Ok(Self {
            child,
            programs: Some(sender),
            outputs: BufReader::new(stdout),
        })
    }

    /// Hands over a program.
    pub fn send(&mut self, program: Vec<u8>) {
        if let Some(programs) = &self.programs {
            // If the process has died, `receive` says so.
            let _ = programs.send(program);
        }
    }

    /// The output of the first program that has not been received yet.
    pub fn receive(&mut self) -> io::Result<Vec<u8>> {
        let mut length = String::new();
        self.outputs.read_line(&mut length)?;
        let length = length
            .trim()
            .parse()
            .map_err(|_| io::Error::other("lua5.1 has died"))?;
        let mut text = vec![0; length];
        self.outputs.read_exact(&mut text)?;
        Ok(text)
    }

    /// One program, one output.
    pub fn run(&mut self, program: &str) -> io::Result<Vec<u8>> {
        self.send(program.into());
        self.receive()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.programs = None;
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Writes programs as they come; a thread of its own, because both pipes can be full.
fn write_all(mut pipe: ChildStdin, programs: &mpsc::Receiver<Vec<u8>>) {
    for program in programs {
        let written = writeln!(pipe, "{}", program.len())
            .and_then(|()| pipe.write_all(&program))
            .and_then(|()| pipe.flush());
        if written.is_err() {
            return;
        }
    }
}
