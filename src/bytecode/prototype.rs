//! A prototype: one compiled function with everything the machine, the debugger and the listings need.
//!
//! It is plain data, owned top-down, so its drop recurses only as deep as functions nest (at most
//! `compiler::limit::SYNTAX_LEVELS`).

use std::{fmt, sync::Arc};

use super::encode::Instruction;

/// A compiled function and the functions written inside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Prototype {
    /// The chunk's name as given by the host (`@file`, `=name` or the source itself), shared by all nested prototypes.
    pub source: Arc<[u8]>,
    /// The text that it was compiled from.
    pub text: Text,
    /// The line of the `function` keyword; 0 for a main chunk.
    pub line_defined: u32,
    /// The line of its `end`; 0 for a main chunk.
    pub last_line_defined: u32,
    /// The number of fixed parameters; they are the first registers.
    pub parameters: u8,
    /// Whether and how the function takes extra arguments.
    pub vararg: Vararg,
    /// How many registers an activation needs, at most `compiler::limit::REGISTERS`.
    pub frame_size: u8,
    /// The code; never empty, ends in a return.
    pub code: Box<[Instruction]>,
    /// The constants.
    pub constants: Box<[Constant]>,
    /// The functions written inside this one; shared, because the machine keeps them for their debug information.
    pub prototypes: Box<[Arc<Prototype>]>,
    /// Where a new closure takes its upvalues from, in the order of their first mention.
    pub captures: Box<[Capture]>,
    /// The line of each instruction.
    pub lines: Box<[u32]>,
    /// Instructions at the beginning that set up parameters and variables: no line hook and no count sees them.
    pub prologue: u32,
    /// The second copies of the conditions of `while`, at the loops' ends, ordered by `start`.
    pub tests: Box<[LoopTest]>,
    /// Local variables with the stretch of code in which they live, ordered by `start`.
    pub locals: Box<[LocalName]>,
}

/// The source text of a function: what it takes to compile it once more, but for names that other parts of a prototype hold.
#[derive(Clone, PartialEq, Eq)]
pub struct Text {
    /// The text of the whole chunk, shared by all nested prototypes.
    pub chunk: Arc<[u8]>,
    /// Where the function begins in it: with the parenthesis of its parameters, or at 0 if it is the chunk.
    pub start: u32,
    /// Where it ends: behind its `end`.
    pub end: u32,
    /// The line on which the text begins.
    pub line: u32,
    /// Whether its first parameter is the `self` that the text does not mention.
    pub has_self: bool,
}

impl Text {
    /// The text.
    pub fn as_bytes(&self) -> &[u8] {
        &self.chunk[self.start as usize..self.end as usize]
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({}..{})", self.start, self.end)
    }
}

/// Whether a function takes extra arguments.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Vararg {
    /// It does not.
    No,
    /// It does, through `...`.
    Dots,
    /// It does and, as in Lua 5.0, finds them in a local table `arg` (it never mentions `...`).
    Table,
}

/// A constant.
#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    /// A number, never NaN.
    Number(f64),
    /// A string of any bytes.
    String(Box<[u8]>),
}

/// How a closure obtains one upvalue when it is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture {
    /// Where the value comes from.
    pub source: CaptureSource,
    /// True: a cell shared with the declaring function. False: the value itself, which is never reassigned.
    pub cell: bool,
    /// The variable's name.
    pub name: Box<[u8]>,
}

/// The place an upvalue is taken from, seen from the function that makes the closure.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum CaptureSource {
    /// A register of the making function.
    Register(u8),
    /// An upvalue of the making function.
    Upvalue(u8),
}

/// Where the condition of a `while` is tested again at the end of the loop, for line hooks: in PUC-Rio's code there is a
/// jump back to the only copy.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct LoopTest {
    /// The first instruction.
    pub start: u32,
    /// The first instruction behind it.
    pub end: u32,
    /// The line of PUC-Rio's jump.
    pub jump_line: u32,
}

/// A local variable in the debug information.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalName {
    /// The variable's name; internal loop variables are called `(for index)` and so on.
    pub name: Box<[u8]>,
    /// The register that holds it.
    pub register: u8,
    /// True if the register holds a cell around the value.
    pub cell: bool,
    /// The first instruction that sees the variable.
    pub start: u32,
    /// The first instruction that no longer does.
    pub end: u32,
}

impl Prototype {
    /// The chunk's name as messages show it.
    pub fn short_source(&self) -> String {
        String::from_utf8_lossy(&self.short_source_bytes()).into_owned()
    }

    /// The same, byte for byte.
    pub fn short_source_bytes(&self) -> Vec<u8> {
        display_name(&self.source, RUN_TIME_NAME)
    }
}

/// Bytes of a chunk's name in messages at run time, with C's final NUL: PUC-Rio's `LUA_IDSIZE`.
const RUN_TIME_NAME: usize = 60;
/// The same in messages of the compiler: PUC-Rio's `MAXSRC`.
pub(crate) const COMPILE_TIME_NAME: usize = 80;

/// Bytes of a chunk's name that are kept, unless it is the chunk's own text.
const LONGEST_NAME: usize = 1 << 20;

/// What a prototype keeps of its chunk's name. The name of a file ends at a NUL, as C's does, because messages show its end.
pub(crate) fn kept_name(chunk_name: &[u8]) -> &[u8] {
    let name = &chunk_name[..chunk_name.len().min(LONGEST_NAME)];
    match name.first() {
        Some(b'@') => name.split(|&b| b == 0).next().unwrap_or_default(),
        _ => name,
    }
}

/// A chunk's name as messages show it: `=name` is `name`, `@file` is `file` (its end, if it is long), and anything else
/// is source text whose first line is quoted. At most `size` - 1 bytes, and not many more are looked at: there may be many
/// errors in a chunk with a long name.
pub(crate) fn display_name(chunk_name: &[u8], size: usize) -> Vec<u8> {
    let file_room = size - b" '...' \0".len();
    let quoted_room = size - b" [string \"...\"] \0".len();
    if let [b'@', file @ ..] = chunk_name {
        return match file.len() > file_room {
            true => [b"...", &file[file.len() - file_room..]].concat(),
            false => file.to_vec(),
        };
    }
    let start = &chunk_name[..chunk_name.len().min(size)];
    match start.split(|&b| b == 0).next().unwrap_or_default() {
        [b'=', name @ ..] => name[..name.len().min(size - 1)].to_vec(),
        source => {
            let line = source
                .iter()
                .position(|b| matches!(b, b'\n' | b'\r'))
                .unwrap_or(source.len());
            let shown = &source[..line.min(quoted_room)];
            let dots: &[u8] = if shown.len() < source.len() {
                b"..."
            } else {
                b""
            };
            [b"[string \"", shown, dots, b"\"]"].concat()
        }
    }
}
