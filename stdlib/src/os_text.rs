//! Texts of the operating system as bytes of Lua, and back: file names, variables, what went wrong.

use std::{
    ffi::{OsStr, OsString},
    io,
};

/// The system's form of a text.
pub(crate) fn from_bytes(text: &[u8]) -> OsString {
    #[cfg(unix)]
    return std::os::unix::ffi::OsStringExt::from_vec(text.to_vec());
    #[cfg(not(unix))]
    return String::from_utf8_lossy(text).into_owned().into();
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
