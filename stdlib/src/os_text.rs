//! Texts of the operating system as bytes of Lua, and back: file names, variables, what went wrong.

use std::{borrow::Cow, ffi::OsStr, io};

/// The system's form of a text.
pub(crate) fn of(text: &[u8]) -> Cow<'_, OsStr> {
    #[cfg(unix)]
    return Cow::Borrowed(std::os::unix::ffi::OsStrExt::from_bytes(text));
    #[cfg(not(unix))]
    return Cow::Owned(String::from_utf8_lossy(text).into_owned().into());
}

/// The system's error for a name that is too long for any file, in its own number.
pub(crate) fn name_too_long() -> io::Error {
    #[cfg(unix)]
    return rustix::io::Errno::NAMETOOLONG.into();
    #[cfg(not(unix))]
    return io::ErrorKind::InvalidFilename.into();
}

/// The system's error for a command that is too long for any process.
pub(crate) fn command_too_long() -> io::Error {
    #[cfg(unix)]
    return rustix::io::Errno::TOOBIG.into();
    #[cfg(not(unix))]
    return io::ErrorKind::ArgumentListTooLong.into();
}

/// Lua's form of a text of the system.
pub(crate) fn bytes(text: &OsStr) -> Vec<u8> {
    #[cfg(unix)]
    return std::os::unix::ffi::OsStrExt::as_bytes(text).to_vec();
    #[cfg(not(unix))]
    return text.to_string_lossy().into_owned().into_bytes();
}

/// What went wrong, in the system's own words: those of C's `strerror`.
pub(crate) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    match error.raw_os_error() {
        Some(number) => match text.strip_suffix(&format!(" (os error {number})")) {
            Some(words) => words.into(),
            None => text,
        },
        None => text,
    }
}
