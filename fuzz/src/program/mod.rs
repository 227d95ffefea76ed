//! Programs written by bytes.
//!
//! Bytes choose statements and expressions of a grammar, so that each of them makes a program that compiles, and a small
//! change of the bytes is a small change of the program. The grammar is biased to what is hard for the machine: library calls
//! with arguments of any kind, callbacks that call and change what called them, metatables, coroutines, errors, hooks, and
//! the debug library on all of it. Loops and recursion end by the fuel, if not by themselves.
//!
//! All functions take `...`, and all variables have one of a few names, so that there is no scope to keep in mind: what is
//! no local variable is a global.

mod expression;
mod library;
mod statement;

use std::fmt;

use libfuzzer_sys::arbitrary::{Arbitrary, Result, Unstructured};

/// Statements of the longest program.
const MOST_STATEMENTS: usize = 60;

/// What a program begins with: something of each kind.
const PRELUDE: &str = "\
local a, b, c, d = 7, 'hello world', { 3, 1, 2, k = 'v' }, function(...) return ... end
e = coroutine.create(function(...) while true do e = ... coroutine.yield(...) end end)
f = setmetatable({}, { __index = function(_, k) return k end, __call = function(_, ...) return ... end })
g = newproxy(true)
";

/// A program.
#[derive(Clone)]
pub struct Program(pub String);

impl Arbitrary<'_> for Program {
    fn arbitrary(u: &mut Unstructured<'_>) -> Result<Self> {
        let mut author = Author {
            bytes: u,
            text: PRELUDE.into(),
            depth: 0,
            loops: 0,
            left: MOST_STATEMENTS,
        };
        while author.goes_on() {
            author.guarded_statement();
        }
        Ok(Self(author.text))
    }
}

impl fmt::Debug for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Who writes: the bytes that decide, and the text so far.
struct Author<'u, 'b> {
    bytes: &'u mut Unstructured<'b>,
    text: String,
    /// Blocks and functions around what is being written.
    depth: usize,
    /// Loops around it, inside its function.
    loops: usize,
    /// Statements that may still be written.
    left: usize,
}

impl Author<'_, '_> {
    /// Whether there are bytes for another statement.
    fn goes_on(&self) -> bool {
        self.left > 0 && !self.bytes.is_empty()
    }

    /// A number below `end`; 0 when there are no bytes any more.
    fn below(&mut self, end: usize) -> usize {
        self.bytes.int_in_range(0..=end - 1).unwrap_or(0)
    }

    /// True in so many of a hundred cases.
    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) >= 100 - percent
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }

    fn line(&mut self, line: &str) {
        self.text.extend(std::iter::repeat_n(' ', 2 * self.depth));
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Statements between two lines.
    fn block(&mut self, begin: &str, end: &str) {
        self.line(begin);
        self.depth += 1;
        for _ in 0..=self.below(4) {
            if self.goes_on() {
                self.statement();
            }
        }
        self.depth -= 1;
        self.line(end);
    }

    fn loop_block(&mut self, begin: &str, end: &str) {
        self.loops += 1;
        self.block(begin, end);
        self.loops -= 1;
    }

    /// A function's statements and a `return`, between two lines.
    fn function_block(&mut self, begin: &str, end: &str) {
        let loops = std::mem::take(&mut self.loops);
        let results = self.some_values(2);
        self.block(begin, &format!("return {results} {end}"));
        self.loops = loops;
    }
}
