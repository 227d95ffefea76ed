//! Lua's strings as the operating system takes them: paths and commands. A NUL ends them, as in C.

use std::{
    io::{Error, Result},
    path::PathBuf,
    process::Command,
};

use crate::os_text;

/// What C sees of a string.
pub(crate) fn c_text(text: &[u8]) -> &[u8] {
    match memchr::memchr(0, text) {
        Some(end) => &text[..end],
        None => text,
    }
}

/// No system has longer paths: those are refused as it would, without being copied.
pub(crate) const LONGEST_PATH: usize = 64 << 10;

/// No system takes longer commands.
const LONGEST_COMMAND: usize = 2 << 20;

/// A path.
pub(crate) fn path(text: &[u8]) -> Result<PathBuf> {
    let text = c_text(text);
    match text.len() > LONGEST_PATH {
        true => Err(os_text::name_too_long()),
        false => Ok(os_text::of(text).into_owned().into()),
    }
}

/// The shell, told to run a command.
pub(crate) fn shell(command: &[u8]) -> Result<Command> {
    let command = c_text(command);
    if command.len() > LONGEST_COMMAND {
        return Err(os_text::command_too_long());
    }
    let (program, option) = match cfg!(windows) {
        true => ("cmd", "/C"),
        false => ("/bin/sh", "-c"),
    };
    let mut shell = Command::new(program);
    // C calls it so, and it shows in the messages of the shell.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::arg0(&mut shell, "sh");
    shell.arg(option).arg(os_text::of(command));
    Ok(shell)
}

/// Makes a file with a new name in the folder for temporary files.
pub(crate) fn temporary() -> Result<(std::fs::File, PathBuf)> {
    const LETTERS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    const ATTEMPTS: usize = 100;
    let folder = match cfg!(unix) {
        true => PathBuf::from("/tmp"),
        false => std::env::temp_dir(),
    };
    let mut options = std::fs::OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut last = None;
    for _ in 0..ATTEMPTS {
        let word: String = (0..6)
            .map(|_| LETTERS[rand::random_range(0..LETTERS.len())] as char)
            .collect();
        let path = folder.join(format!("lua_{word}"));
        match options.open(&path) {
            Ok(file) => return Ok((file, path)),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => last = Some(error),
            Err(error) => return Err(error),
        }
    }
    Err(last.unwrap_or_else(|| Error::other("no name is free")))
}
