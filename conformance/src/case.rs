//! The format of cases.
//!
//! A file of cases is Lua source in sections. A section begins with a line `--- name: description`; then follow the code and
//! its answers, one `--> line` for each line that the code prints:
//!
//! ```text
//! -- Searching and replacing.
//!
//! --- anchor-once: an anchored pattern is tried at the beginning only
//! print((string.gsub("hello hello", "^hello", "bye")))
//! --> bye hello
//! ```
//!
//! The **id** of a case is its file's path with dots and its name: `string.gsub/anchor-once` stands in
//! `cases/string/gsub.lua`. An error that nobody catches is the last line of the output, behind `error: `. Between the title
//! and the code there can be lines
//!
//! * `--@ process`: the case wants a process of its own (it ends it, or reads its standard input);
//! * `--@ stdin TEXT`: the same, with this text (with Lua's `\n`) as standard input;
//! * `--@ fuel N`: Ferrous runs it with so much fuel;
//! * `--@ why TEXT`: the case shows a deviation, and this is its reason. Its title is then what README's table says is
//!   different, `-->` is what `lua5.1` answers, and `--ferrous>` what Ferrous answers.
//!
//! What stands before the first section is a comment on the file. `cases --bless` writes the answers.

use std::{fs, io, path::Path};

use crate::root;

/// A file of cases.
#[derive(Debug)]
pub struct File {
    /// The path from the root of the repository.
    pub path: String,
    /// What precedes the first section, line by line.
    pub head: Vec<String>,
    /// Its sections.
    pub cases: Vec<Case>,
}

/// One case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Case {
    /// Path with dots and name.
    pub id: String,
    /// One sentence.
    pub title: String,
    /// What stands in `--@` lines.
    pub options: Options,
    /// The code.
    pub code: Vec<String>,
    /// What `lua5.1` prints, and Ferrous too if it does not deviate.
    pub answers: Vec<String>,
    /// What Ferrous prints where that is different on purpose.
    pub ours: Vec<String>,
}

/// How a case wants to be run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// In a process of its own.
    pub process: bool,
    /// Its standard input, as written.
    pub stdin: Option<String>,
    /// With so much fuel.
    pub fuel: Option<u64>,
    /// Why the two answers differ.
    pub why: Option<String>,
}

impl Case {
    /// The program: the code as one text.
    pub fn source(&self) -> String {
        self.code.join("\n") + "\n"
    }

    /// Whether the answers differ on purpose.
    pub fn deviates(&self) -> bool {
        self.options.why.is_some()
    }

    /// What Ferrous has to print.
    pub fn expected_of_ours(&self) -> &[String] {
        if self.deviates() {
            &self.ours
        } else {
            &self.answers
        }
    }

    /// Whether it wants a process.
    pub fn wants_process(&self) -> bool {
        self.options.process || self.options.stdin.is_some()
    }

    /// What it reads from the standard input.
    pub fn stdin(&self) -> String {
        let text = self.options.stdin.as_deref().unwrap_or_default();
        text.replace("\\n", "\n")
    }

    /// The section as text.
    fn text(&self) -> String {
        let name = self.id.rsplit('/').next().unwrap_or_default();
        let mut text = format!("--- {name}: {}\n", self.title);
        let options = &self.options;
        if options.process {
            text += "--@ process\n";
        }
        if let Some(stdin) = &options.stdin {
            text += &format!("--@ stdin {stdin}\n");
        }
        if let Some(fuel) = options.fuel {
            text += &format!("--@ fuel {fuel}\n");
        }
        if let Some(why) = &options.why {
            text += &format!("--@ why {why}\n");
        }
        text += &self.source();
        for line in &self.answers {
            text += &prefixed("-->", line);
        }
        if self.deviates() {
            for line in &self.ours {
                text += &prefixed("--ferrous>", line);
            }
        }
        text
    }
}

fn prefixed(prefix: &str, line: &str) -> String {
    match line {
        "" => format!("{prefix}\n"),
        line => format!("{prefix} {line}\n"),
    }
}

impl File {
    /// Reads a file; what is wrong with its form is an error.
    pub fn read(path: &Path) -> io::Result<Self> {
        let text = fs::read_to_string(path)?;
        let shown = path
            .strip_prefix(root())
            .unwrap_or(path)
            .to_string_lossy()
            .replace('\\', "/");
        Self::parse(&shown, &text)
            .map_err(|problem| io::Error::other(format!("{shown}: {problem}")))
    }

    /// Takes a text apart.
    pub fn parse(path: &str, text: &str) -> Result<Self, String> {
        let place = path
            .strip_prefix("conformance/cases/")
            .and_then(|path| path.strip_suffix(".lua"))
            .ok_or("it is not in conformance/cases")?
            .replace('/', ".");
        let mut file = Self {
            path: path.into(),
            head: Vec::new(),
            cases: Vec::new(),
        };
        for line in text.lines() {
            if let Some(title) = line.strip_prefix("--- ") {
                let (name, title) = title.split_once(": ").ok_or("a title without a name")?;
                let id = format!("{place}/{name}");
                let case = Case {
                    id,
                    title: title.into(),
                    ..Case::default()
                };
                file.cases.push(case);
            } else if let Some(case) = file.cases.last_mut() {
                case.add(line)
                    .map_err(|problem| format!("{}: {problem}", case.id))?;
            } else {
                file.head.push(line.into());
            }
        }
        for case in &mut file.cases {
            while case.code.last().is_some_and(|line| line.is_empty()) {
                case.code.pop();
            }
        }
        Ok(file)
    }

    /// The file as text.
    pub fn text(&self) -> String {
        let mut text = self.head.join("\n").trim_end().to_owned();
        for case in &self.cases {
            text += if text.is_empty() { "" } else { "\n\n" };
            text += case.text().trim_end_matches('\n');
        }
        text + "\n"
    }

    /// Writes it where it was read.
    pub fn write(&self) -> io::Result<()> {
        let path = root().join(&self.path);
        let text = self.text();
        if fs::read_to_string(&path).is_ok_and(|old| old == text) {
            return Ok(());
        }
        fs::create_dir_all(path.parent().expect("a file is in a folder"))?;
        fs::write(path, text)
    }
}

impl Case {
    /// Takes in a line below the title.
    fn add(&mut self, line: &str) -> Result<(), String> {
        let behind = |prefix: &str| {
            let rest = line.strip_prefix(prefix)?;
            if rest.is_empty() {
                Some("")
            } else {
                rest.strip_prefix(' ')
            }
        };
        if let Some(answer) = behind("-->") {
            self.answers.push(answer.into());
        } else if let Some(answer) = behind("--ferrous>") {
            self.ours.push(answer.into());
        } else if let Some(option) = behind("--@") {
            self.set(option)?;
        } else {
            self.code.push(line.into());
        }
        Ok(())
    }

    fn set(&mut self, option: &str) -> Result<(), String> {
        let (name, value) = option.split_once(' ').unwrap_or((option, ""));
        match name {
            "process" => self.options.process = true,
            "stdin" => self.options.stdin = Some(value.into()),
            "fuel" => {
                let fuel = value.parse().map_err(|_| "fuel wants a number")?;
                self.options.fuel = Some(fuel);
            }
            "why" => self.options.why = Some(value.into()),
            _ => return Err(format!("there is no option {name}")),
        }
        Ok(())
    }
}

/// All files of cases, sorted by path.
pub fn all() -> io::Result<Vec<File>> {
    let mut paths = Vec::new();
    collect(&root().join("conformance/cases"), &mut paths)?;
    paths.sort();
    paths.iter().map(|path| File::read(path)).collect()
}

fn collect(folder: &Path, into: &mut Vec<std::path::PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, into)?;
        } else if path.extension().is_some_and(|extension| extension == "lua") {
            into.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::File;

    const TEXT: &str = "-- A comment.\n\n--- one: the first\nprint(1)\n\nprint()\n--> 1\n-->\n\n\
        --- two: the second\n--@ fuel 100\n--@ why because\nprint(2)\n--> 2\n--ferrous> two\n";

    #[test]
    fn a_file_is_read_and_written() {
        let file = File::parse("conformance/cases/a/b.lua", TEXT).unwrap();
        assert_eq!(file.text(), TEXT);
        let [one, two] = &file.cases[..] else {
            panic!("two cases");
        };
        assert_eq!((one.id.as_str(), two.id.as_str()), ("a.b/one", "a.b/two"));
        assert_eq!(one.source(), "print(1)\n\nprint()\n");
        assert_eq!(one.answers, ["1", ""]);
        assert_eq!(one.expected_of_ours(), one.answers);
        assert_eq!(two.options.fuel, Some(100));
        assert_eq!(two.expected_of_ours(), ["two"]);
    }

    #[test]
    fn bad_forms_are_refused() {
        assert!(File::parse("conformance/cases/a.lua", "--- nameless\n").is_err());
        assert!(File::parse("conformance/cases/a.lua", "--- a: b\n--@ wish\n").is_err());
        assert!(File::parse("elsewhere/a.lua", "").is_err());
    }
}
