//! The messages in the source, each of which some case has to provoke.
//!
//! A message is a string literal of several words in the machine, the compiler or the library, outside of tests, of
//! documentation, and of what only a bug of ours could print (`expect`, `assert!` and the like). Its `{}` stand for
//! anything. It is provoked if it occurs in the answer of some case.

use std::{fs, io, path::Path};

use crate::root;

/// Where scripts' messages come from.
const FOLDERS: &[&str] = &["src/compiler", "src/vm", "src/heap", "stdlib/src"];

/// Macros and functions whose texts scripts never see.
const OURS: &[&str] = &[
    "expect",
    "assert",
    "assert_eq",
    "assert_ne",
    "debug_assert",
    "debug_assert_eq",
    "debug_assert_ne",
    "panic",
    "unreachable",
    "asm",
    "cfg",
    "feature",
    "ensure",
    "doc",
    "concat",
    "deprecated",
];

/// A literal and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The file.
    pub path: String,
    /// The text between the quotes, escapes as written.
    pub text: String,
}

impl Message {
    /// Whether it occurs in a text: its fixed parts, in order.
    pub fn occurs_in(&self, text: &str) -> bool {
        let mut rest = text;
        for part in self.parts() {
            match rest.find(part.as_str()) {
                Some(begin) => rest = &rest[begin + part.len()..],
                None => return false,
            }
        }
        true
    }

    /// What stands around the `{}`.
    fn parts(&self) -> Vec<String> {
        let mut parts = vec![String::new()];
        let mut inside = false;
        for c in self
            .text
            .replace("\\\"", "\"")
            .replace("\\n", "{}")
            .replace("\\t", "{}")
            .chars()
        {
            match c {
                '{' if !inside => (inside, _) = (true, parts.push(String::new())),
                '}' if inside => inside = false,
                _ if inside => {}
                c => parts.last_mut().expect("there is one").push(c),
            }
        }
        parts.retain(|part| !part.is_empty());
        parts
    }
}

/// All messages, in the order of files and lines.
pub fn all() -> io::Result<Vec<Message>> {
    let mut messages = Vec::new();
    for folder in FOLDERS {
        collect(&root().join(folder), &mut messages)?;
    }
    Ok(messages)
}

fn collect(folder: &Path, into: &mut Vec<Message>) -> io::Result<()> {
    let mut paths: Vec<_> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    paths.sort();
    for path in paths {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_dir() && name != "tests" {
            collect(&path, into)?;
        } else if name.ends_with(".rs") && name != "tests.rs" && name != "selfcheck.rs" {
            let shown = path
                .strip_prefix(root())
                .unwrap_or(&path)
                .to_string_lossy()
                .into_owned();
            let source = fs::read_to_string(&path)?;
            into.extend(of_source(&source).into_iter().map(|text| Message {
                path: shown.clone(),
                text,
            }));
        }
    }
    Ok(())
}

/// The messages in a source text, up to its tests.
fn of_source(source: &str) -> Vec<String> {
    let code = source
        .split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or_default();
    let mut reader = Reader {
        rest: code,
        word: String::new(),
        open: Vec::new(),
        found: Vec::new(),
    };
    while reader.step() {}
    reader.found
}

/// Reads Rust just well enough to know which call or macro a literal is an argument of.
struct Reader<'a> {
    rest: &'a str,
    /// The last name.
    word: String,
    /// The names before the parentheses that are open.
    open: Vec<String>,
    found: Vec<String>,
}

impl Reader<'_> {
    fn step(&mut self) -> bool {
        let Some(c) = self.rest.chars().next() else {
            return false;
        };
        if self.rest.starts_with("//") {
            self.skip(self.rest.find('\n').unwrap_or(self.rest.len()));
        } else if self.rest.starts_with("'\"'") || self.rest.starts_with("'\\''") {
            self.skip(if self.rest.starts_with("'\\") { 4 } else { 3 });
        } else if self.rest.starts_with("r#\"") {
            let end = self.rest.find("\"#").map_or(self.rest.len(), |end| end + 2);
            self.skip(end);
        } else if c == '"' {
            self.literal();
        } else if c.is_alphanumeric() || c == '_' {
            let end = self
                .rest
                .find(|c: char| !c.is_alphanumeric() && c != '_')
                .unwrap_or(self.rest.len());
            self.word = self.rest[..end].into();
            self.skip(end);
        } else {
            match c {
                '(' | '[' | '{' => self.open.push(std::mem::take(&mut self.word)),
                ')' | ']' | '}' => drop(self.open.pop()),
                '!' | ' ' | '\n' => {}
                _ => self.word.clear(),
            }
            self.skip(c.len_utf8());
        }
        true
    }

    fn skip(&mut self, length: usize) {
        self.rest = &self.rest[length..];
    }

    fn literal(&mut self) {
        let bytes = self.rest.as_bytes();
        let mut end = 1;
        while end < bytes.len() && bytes[end] != b'"' {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        let written = &self.rest[1..end.min(self.rest.len())];
        // A literal over several lines goes on where its text does.
        let mut lines = written.split("\\\n");
        let mut text = lines.next().unwrap_or_default().to_owned();
        text.extend(lines.map(str::trim_start));
        let is_ours = self.open.iter().any(|name| OURS.contains(&name.as_str()));
        let words = text
            .split(' ')
            .filter(|word| word.chars().any(char::is_alphabetic))
            .count();
        if words >= 2 && !is_ours {
            self.found.push(text);
        }
        self.skip((end + 1).min(self.rest.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::{Message, of_source};

    #[test]
    fn literals_are_found() {
        let source = "// \"in a comment\"\nfail(\"two words\"); x.expect(\"not this\"); assert!(a, \"nor this\");\n\
            let a = '\"'; let b = \"single\"; Err(format!(\"a {b} c\"))\n#[cfg(test)]\nmod tests {\n\"no no\"";
        assert_eq!(of_source(source), ["two words", "a {b} c"]);
    }

    #[test]
    fn placeholders_are_anything() {
        let message = Message {
            path: String::new(),
            text: "bad {} to '{name}'".into(),
        };
        assert!(message.occurs_in("x: bad argument to 'f'"));
        assert!(!message.occurs_in("bad argument"));
    }
}
