//! The same sources to `lua5.1` and to us: the same are accepted, and the others are refused in the same words.
//!
//! The sources are the test scripts with tokens lost, doubled and exchanged, and random soups of tokens. Nothing happens where `lua5.1` is
//! not installed.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use ferrous_core::compiler::compile;
use pretty_assertions::assert_str_eq;

/// Reads sources, each after a line with its length, and prints what `loadstring` says.
const JUDGE: &str = r#"
    while true do
      local length = io.read("*l")
      if not length then break end
      local source = tonumber(length) == 0 and "" or io.read(tonumber(length))
      local chunk, message = loadstring(source, "=x")
      print(chunk and "fine" or (message:gsub("\n", " ")))
    end
"#;

/// Tokens to throw in.
const TOKENS: &[&str] = &[
    "and",
    "break",
    "do",
    "else",
    "elseif",
    "end",
    "false",
    "for",
    "function",
    "if",
    "in",
    "local",
    "nil",
    "not",
    "or",
    "repeat",
    "return",
    "then",
    "true",
    "until",
    "while",
    "..",
    "...",
    "==",
    ">=",
    "<=",
    "~=",
    "=",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    ";",
    ":",
    ",",
    ".",
    "+",
    "-",
    "*",
    "/",
    "%",
    "^",
    "#",
    "<",
    ">",
    "x",
    "f",
    "1",
    "0x",
    "1e",
    "3..2",
    "\"s\"",
    "'q",
    "[[l]]",
    "[==[x]]",
    "--[[c",
    "~",
    "@",
    "\0",
    "\u{ff}",
    "\n",
    "\"\\300\"",
    "\"a\\\nb\"",
    "[=",
    "!",
    "$",
    "\u{1}",
    "[[a[[b]]",
];

#[test]
fn errors_are_word_for_word_the_same() {
    let mut random = Random(0x5EED_1E55);
    let scripts = scripts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lua"));
    let mut sources: Vec<String> = scripts.clone();
    for _ in 0..4000 {
        sources.push(match random.below(3) {
            0 => soup(&mut random),
            _ => damaged(&mut random, &scripts),
        });
    }
    let Some(expected) = judge(&sources) else {
        return;
    };
    assert_eq!(expected.len(), sources.len());
    for (source, expected) in sources.iter().zip(expected) {
        let actual = match compile(source.as_bytes(), b"=x") {
            Ok(_) => b"fine".to_vec(),
            Err(error) => error.to_bytes(),
        };
        let actual = String::from_utf8_lossy(&actual).replace('\n', " ");
        assert_eq!(actual, expected, "for the source\n{source}");
    }
}

#[test]
fn chunk_names_are_shown_the_same_way() {
    let text = "name of a chunk that is long enough ".repeat(4);
    let mut names: Vec<String> = Vec::new();
    for length in (0..text.len()).step_by(3) {
        for mark in ["=", "@", "", "\n", "x\n"] {
            names.push(format!("{mark}{}", &text[..length]));
        }
    }
    let list: Vec<String> = names.iter().map(|name| format!("{name:?}")).collect();
    let script = format!(
        "for _, name in ipairs {{ {} }} do print((select(2, loadstring(')', name)))) end",
        list.join(", ")
    );
    let Ok(output) = Command::new("lua5.1").args(["-e", &script]).output() else {
        return;
    };
    let ours = names
        .iter()
        .map(|name| compile(b")", name.as_bytes()).unwrap_err().to_string() + "\n");
    assert_str_eq!(
        String::from_utf8_lossy(&output.stdout),
        ours.collect::<String>()
    );
}

fn soup(random: &mut Random) -> String {
    let count = 1 + random.below(12);
    let mut token = || [random.choose(TOKENS), *random.choose(&[" ", " ", "\n"])].concat();
    (0..count).map(|_| token()).collect()
}

/// A few lines of a script with a token or two changed.
fn damaged(random: &mut Random, scripts: &[String]) -> String {
    let lines: Vec<&str> = random.choose(scripts).lines().collect();
    let first = random.below(lines.len().max(1));
    let last = (first + 1 + random.below(12)).min(lines.len());
    let mut tokens = tokens(&lines[first..last].join("\n"));
    for _ in 0..random.below(4) {
        if tokens.is_empty() {
            break;
        }
        let at = random.below(tokens.len());
        match random.below(4) {
            0 => _ = tokens.remove(at),
            1 => tokens.insert(at, format!(" {} ", random.choose(TOKENS))),
            2 => tokens[at] = random.choose(TOKENS).to_string(),
            _ => tokens.truncate(at),
        }
    }
    tokens.concat()
}

/// Words and single characters.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut in_word = false;
    for c in text.chars() {
        let word = c.is_ascii_alphanumeric() || c == '_';
        match tokens.last_mut() {
            Some(last) if word && in_word => last.push(c),
            _ => tokens.push(c.to_string()),
        }
        in_word = word;
    }
    tokens
}

fn scripts(folder: &Path) -> Vec<String> {
    let mut scripts = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            scripts.extend(self::scripts(&path));
        } else if path.extension().is_some_and(|extension| extension == "lua") {
            scripts.extend(std::fs::read_to_string(&path));
        }
    }
    scripts.sort();
    scripts
}

/// What `lua5.1` says about each source.
fn judge(sources: &[String]) -> Option<Vec<String>> {
    let command = Command::new("lua5.1")
        .args(["-e", JUDGE])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let mut child = command.ok()?;
    let mut input = child.stdin.take()?;
    let text: Vec<u8> = sources
        .iter()
        .flat_map(|source| format!("{}\n{source}", source.len()).into_bytes())
        .collect();
    let writer = std::thread::spawn(move || input.write_all(&text));
    let output = child.wait_with_output().expect("lua5.1's output");
    writer
        .join()
        .expect("a writer")
        .expect("lua5.1 reads everything");
    Some(
        String::from_utf8_lossy(&output.stdout)
            .lines()
            .map(str::to_owned)
            .collect(),
    )
}

/// A small generator, so that every run tries the same sources.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % bound
    }

    fn choose<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}
