//! The modes of `io.open`, as C's `fopen` reads them.
//!
//! Lua 5.1 hands the mode on to C, and programs can see what glibc takes: the first character is `r`, `w` or `a`, and
//! among a few that follow only `+` and `x` mean anything.

use std::fs::OpenOptions;

/// Characters behind the first one that are looked at.
const LOOKED_AT: usize = 6;

/// What a file is opened for.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct Mode {
    pub read: bool,
    pub write: bool,
    pub append: bool,
    truncate: bool,
    create: bool,
    /// The file must not exist yet.
    exclusive: bool,
}

impl Mode {
    /// `r`
    pub const READ: Self = Self {
        read: true,
        write: false,
        append: false,
        truncate: false,
        create: false,
        exclusive: false,
    };

    /// `w`
    pub const WRITE: Self = Self {
        read: false,
        write: true,
        truncate: true,
        create: true,
        ..Self::READ
    };

    /// Reads a mode.
    pub fn parse(mode: &[u8]) -> Option<Self> {
        let (first, rest) = mode.split_first()?;
        let mut parsed = match first {
            b'r' => Self::READ,
            b'w' => Self::WRITE,
            b'a' => Self {
                append: true,
                truncate: false,
                ..Self::WRITE
            },
            _ => return None,
        };
        for letter in rest.iter().take(LOOKED_AT) {
            match letter {
                b'+' => (parsed.read, parsed.write) = (true, true),
                b'x' => parsed.exclusive = parsed.create,
                _ => {}
            }
        }
        Some(parsed)
    }

    /// The same for Rust.
    pub fn options(self) -> OpenOptions {
        let mut options = OpenOptions::new();
        options
            .read(self.read)
            .write(self.write)
            .append(self.append)
            .truncate(self.truncate)
            .create(self.create)
            .create_new(self.exclusive);
        options
    }
}

#[cfg(test)]
mod tests {
    use super::Mode;

    #[test]
    fn what_fopen_takes() {
        let parse = |mode: &str| Mode::parse(mode.as_bytes());
        assert_eq!(parse("r"), Some(Mode::READ));
        assert_eq!(parse("rb"), Some(Mode::READ));
        assert_eq!(parse("rw"), Some(Mode::READ));
        assert_eq!(parse("wb"), Some(Mode::WRITE));
        assert_eq!(parse("r+b"), parse("rb+"));
        assert!(parse("r+").is_some_and(|mode| mode.write && !mode.truncate));
        assert!(parse("a+").is_some_and(|mode| mode.read && mode.append && !mode.truncate));
        assert!(parse("wx").is_some_and(|mode| mode.exclusive));
        assert_eq!(parse("rbbbbbb+"), Some(Mode::READ));
        for bad in ["", "x", "+r", "R", " r"] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
