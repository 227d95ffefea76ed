//! Where modules are looked for: the default paths, and what the environment makes of them.
//!
//! The defaults are those of the reference implementation for Unix. Distributions have others; `LUA_PATH` says what is
//! wanted here, and two semicolons in it stand for the default.

use std::env;

use crate::os_text;

const LUA: &str = "./?.lua;/usr/local/share/lua/5.1/?.lua;/usr/local/share/lua/5.1/?/init.lua;\
                   /usr/local/lib/lua/5.1/?.lua;/usr/local/lib/lua/5.1/?/init.lua";
const C: &str = "./?.so;/usr/local/lib/lua/5.1/?.so;/usr/local/lib/lua/5.1/loadall.so";

/// `package.config`: between folders, between templates, the mark for the name, for the program's folder, in front of what
/// C functions are not named by.
pub(super) const CONFIG: &str = "/\n;\n?\n!\n-";

/// Between folders.
pub(super) const FOLDERS: u8 = b'/';
/// Between templates.
pub(super) const TEMPLATES: u8 = b';';
/// Where the name goes in a template.
pub(super) const NAME: u8 = b'?';

/// `package.path`
pub(super) fn lua() -> Vec<u8> {
    from_environment("LUA_PATH", LUA)
}

/// `package.cpath`
pub(super) fn c() -> Vec<u8> {
    from_environment("LUA_CPATH", C)
}

fn from_environment(variable: &str, default: &str) -> Vec<u8> {
    match env::var_os(variable) {
        Some(path) => with_default(&os_text::bytes(&path), default),
        None => default.into(),
    }
}

/// The path with the default in the place of each pair of semicolons. The pair itself stays around it.
fn with_default(path: &[u8], default: &str) -> Vec<u8> {
    let mut whole = Vec::new();
    let mut rest = path;
    while let Some(at) = memchr::memmem::find(rest, b";;") {
        whole.extend_from_slice(&rest[..=at]);
        whole.extend_from_slice(default.as_bytes());
        whole.push(TEMPLATES);
        rest = &rest[at + 2..];
    }
    whole.extend_from_slice(rest);
    whole
}

#[cfg(test)]
mod tests {
    use super::with_default;

    #[test]
    fn two_semicolons_stand_for_the_default() {
        let expanded = |path: &str| String::from_utf8(with_default(path.as_bytes(), "D")).unwrap();
        assert_eq!(expanded("a"), "a");
        assert_eq!(expanded("a;b"), "a;b");
        assert_eq!(expanded("a;;b"), "a;D;b");
        assert_eq!(expanded(";;"), ";D;");
        assert_eq!(expanded(";;;"), ";D;;");
        assert_eq!(expanded("a;;;;b"), "a;D;;D;b");
        assert_eq!(expanded(""), "");
    }
}
