//! The tokens of a source, for whoever wants to look at one without compiling it: an editor's colours, a fuzzer.

use std::ops::Range;

use super::{CompileError, Meter, lexer::Lexer, token::Token};

/// A token, as [`tokens`] finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceToken {
    /// The bytes that it was read from.
    pub span: Range<usize>,
    /// The line on which it ends, counted from 1.
    pub line: u32,
    /// How messages show it: strings with their escapes resolved, everything else as it is written.
    pub text: Vec<u8>,
}

/// Reads a source token by token, without the blanks and comments in between, and hands each of them to `found`.
///
/// ```
/// use ferrous_core::compiler::tokens;
///
/// let mut texts = Vec::new();
/// tokens(b"x = 'a\\65' -- a comment", b"=x", &mut |_| true, &mut |token| {
///     texts.push(String::from_utf8(token.text).unwrap());
/// })?;
/// assert_eq!(texts, ["x", "=", "'aA'"]);
/// # Ok::<(), ferrous_core::compiler::CompileError>(())
/// ```
pub fn tokens(
    source: &[u8],
    chunk_name: &[u8],
    meter: Meter<'_>,
    found: &mut dyn FnMut(SourceToken),
) -> Result<(), CompileError> {
    let mut lexer = Lexer::new(source, chunk_name, meter);
    loop {
        let lexeme = lexer.next()?;
        if lexeme.token == Token::Eof {
            return Ok(());
        }
        found(SourceToken {
            span: lexeme.start..lexeme.end,
            line: lexer.line,
            text: lexer.spelling(lexeme),
        });
    }
}
