//! The compiler: source text to a [`Prototype`], which is plain data.
//!
//! ```text
//! bytes -> lexer -> parser (with resolve: names to variables, and fold) -> ast -> codegen -> Prototype
//! ```
//!
//! The parser reads the whole chunk before the first instruction is made, because whether a variable needs a cell (is it
//! captured *and* reassigned?) is known only then. All passes are linear in the source. Nothing a script writes makes them
//! recurse deeper than [`limit::SYNTAX_LEVELS`], and the scratch memory is about ten bytes a source byte at worst.
//!
//! The compiler knows neither heap nor `'gc`, so a chunk can be compiled on any thread and loaded into many interpreters.

pub mod error;
pub mod limit;
pub mod number;

mod ast;
mod codegen;
mod fold;
mod lexer;
mod pages;
mod parser;
mod resolve;
mod run;
mod token;
mod tokens;

pub use error::{CompileError, ErrorKind};
pub use tokens::{SourceToken, tokens};

use self::{codegen::Failure, parser::Unit};
use crate::{bytecode::Prototype, meter::memory::system_has};

/// Asked now and then with the work done since the last time, in bytes of source or about as much; false stops the
/// compiler with an error of the kind [`ErrorKind::Stopped`].
///
/// The total is between one and four times the length of the source. A unit costs about 20 ns, at worst 100 (source
/// that is nothing but calls).
pub type Meter<'m> = &'m mut dyn FnMut(usize) -> bool;

/// The most memory that compiling and loading takes for a byte of source, the result included: for sources that make much
/// of little. Whoever lets scripts compile asks for so much first.
///
/// PERF: `tests/allocation.rs` measures it.
pub const BYTES_PER_SOURCE_BYTE: usize = 32;

/// Compiles a chunk. `chunk_name` is `@file`, `=name` or the source itself.
///
/// ```
/// use ferrous_core::compiler::compile;
///
/// assert!(compile(b"return 1 + 1", b"=sum").is_ok());
/// let error = compile(b"return +", b"@sum.lua").unwrap_err();
/// assert_eq!(error.to_string(), "sum.lua:1: unexpected symbol near '+'");
/// ```
pub fn compile(source: &[u8], chunk_name: &[u8]) -> Result<Prototype, CompileError> {
    compile_metered(source, chunk_name, &mut |_| true)
}

/// Compiles a chunk and lets `meter` stop it.
pub fn compile_metered(
    source: &[u8],
    chunk_name: &[u8],
    meter: Meter<'_>,
) -> Result<Prototype, CompileError> {
    compile_unit(Unit::Chunk, source, chunk_name, meter)
}

/// A function that was cut out of a chunk: what its text does not tell.
#[derive(Clone, Debug)]
pub struct Fragment<'a> {
    /// The line of the `function` keyword, never 0.
    pub line_defined: u32,
    /// The line on which the text begins.
    pub line: u32,
    /// Whether its first parameter is the `self` that the text does not mention.
    pub has_self: bool,
    /// The names that are variables of functions around it.
    pub upvalues: Vec<&'a [u8]>,
}

/// Compiles one function again that was part of a chunk, from its text (see
/// [`Text`](crate::bytecode::Text)). What comes out is what it was, its lines and the order of its upvalues included;
/// only which of them are cells depends on this function alone.
pub fn compile_fragment(
    fragment: &Fragment<'_>,
    source: &[u8],
    chunk_name: &[u8],
    meter: Meter<'_>,
) -> Result<Prototype, CompileError> {
    compile_unit(Unit::Function(fragment), source, chunk_name, meter)
}

fn compile_unit(
    unit: Unit<'_>,
    source: &[u8],
    chunk_name: &[u8],
    meter: Meter<'_>,
) -> Result<Prototype, CompileError> {
    if source.len() > limit::SOURCE {
        return Err(CompileError::too_long(chunk_name));
    }
    if !system_has(source.len().saturating_mul(BYTES_PER_SOURCE_BYTE)) {
        return Err(CompileError::out_of_memory());
    }
    let (ast, meter) = parser::parse(unit, source, chunk_name, meter)?;
    let generated = codegen::generate(ast, source, chunk_name, meter);
    let prototype = generated.map_err(|failure| match failure {
        Failure::TooComplex(node) => parser::too_complex(unit, source, chunk_name, node),
        Failure::Stopped(line) => CompileError::stopped(chunk_name, line),
    })?;
    #[cfg(debug_assertions)]
    if let Err(reason) = crate::bytecode::verify::verify(&prototype) {
        panic!("the compiler made wrong code: {reason}");
    }
    Ok(prototype)
}

/// Compiles source that arrives in pieces, as `load` with a reader function gets it.
#[derive(Debug)]
pub struct Compiler {
    chunk_name: Vec<u8>,
    source: Vec<u8>,
}

impl Compiler {
    /// A compiler for the chunk `chunk_name`.
    pub fn new(chunk_name: &[u8]) -> Self {
        Self {
            chunk_name: chunk_name.to_vec(),
            source: Vec::new(),
        }
    }

    /// Adds the next piece of the source.
    pub fn feed(&mut self, piece: &[u8]) {
        self.source.extend_from_slice(piece);
    }

    /// How many bytes it has been fed.
    pub fn len(&self) -> usize {
        self.source.len()
    }

    /// Whether it has been fed nothing.
    pub fn is_empty(&self) -> bool {
        self.source.is_empty()
    }

    /// Compiles what it has been fed.
    pub fn finish(&self, meter: Meter<'_>) -> Result<Prototype, CompileError> {
        compile_metered(&self.source, &self.chunk_name, meter)
    }
}

/// The source without a first line that begins with `#`, as files of scripts may have one. The line end stays, so that
/// lines are counted right.
pub fn skip_shebang(source: &[u8]) -> &[u8] {
    if source.first() != Some(&b'#') {
        return source;
    }
    let line = source
        .iter()
        .position(|&b| b == b'\n')
        .unwrap_or(source.len());
    &source[line..]
}
