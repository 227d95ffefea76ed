//! The lexer: bytes to tokens.
//!
//! It mirrors PUC-Rio's in everything a program can notice: where lines are counted, which bytes a malformed token swallows,
//! and what the message shows of it. Names and strings are interned on the way, so a token is two words.

use super::ast::Strings;
use super::error::{CompileError, ErrorKind, Place};
use super::token::Token;
use super::{Meter, limit, number};

/// A token with the bytes it was read from.
#[derive(Copy, Clone, Debug)]
pub struct Lexeme {
    pub token: Token,
    pub start: usize,
    pub end: usize,
}

/// Reads tokens from a source text.
pub struct Lexer<'s> {
    source: &'s [u8],
    chunk_name: &'s [u8],
    /// Where the next token is looked for.
    position: usize,
    /// The line at `position`.
    pub line: u32,
    /// The content of the string being read.
    buffer: Vec<u8>,
    meter: Meter<'s>,
    /// Where the meter is asked again.
    next_look: usize,
    pub strings: Strings,
}

type Lexed<T> = Result<T, CompileError>;

impl<'s> Lexer<'s> {
    pub fn new(source: &'s [u8], chunk_name: &'s [u8], meter: Meter<'s>) -> Self {
        Self {
            source,
            chunk_name,
            position: 0,
            line: 1,
            buffer: Vec::new(),
            meter,
            next_look: limit::METER_STEP,
            strings: Strings::default(),
        }
    }

    /// Reads the next token.
    pub fn next(&mut self) -> Lexed<Lexeme> {
        self.pay()?;
        let start = self.skip_blanks()?;
        let token = self.token(start)?;
        Ok(Lexeme {
            token,
            start,
            end: self.position,
        })
    }

    /// An error at a token; `near` says whether the message shows it.
    pub fn error(&self, kind: ErrorKind, message: Vec<u8>, at: Lexeme, near: bool) -> CompileError {
        let kind = if near && at.token == Token::Eof {
            ErrorKind::Incomplete
        } else {
            kind
        };
        // PUC-Rio takes the token NUL for "no token".
        let near = (near && at.token != Token::Char(0)).then(|| self.spelling(at));
        let place = Place {
            line: self.line,
            span: at.start..at.end,
        };
        CompileError::new(kind, self.chunk_name, self.source, place, message, near)
    }

    /// Gives back the meter when the tokens are used up.
    pub fn into_parts(self) -> (Strings, Meter<'s>) {
        (self.strings, self.meter)
    }

    /// How a message shows a token: names, numbers and strings as they are, with their escapes already resolved.
    pub fn spelling(&self, at: Lexeme) -> Vec<u8> {
        match at.token {
            Token::Name(_) | Token::Number(_) => self.source[at.start..at.end].to_vec(),
            Token::String(id) => {
                let content = self.strings.get(id);
                let opening = match self.source[at.start] {
                    b'[' => {
                        2 + self.source[at.start + 1..]
                            .iter()
                            .take_while(|&&b| b == b'=')
                            .count()
                    }
                    _ => 1,
                };
                [
                    &self.source[at.start..at.start + opening],
                    content,
                    &self.source[at.end - opening..at.end],
                ]
                .concat()
            }
            token => token.describe(),
        }
    }

    /// A lexical error, which shows `near` as it stands in PUC-Rio's buffer.
    fn fail<T>(&self, message: &str, start: usize, near: &[u8]) -> Lexed<T> {
        self.fail_as(ErrorKind::Syntax, message, start, near)
    }

    /// The source ends inside a token.
    fn fail_at_end<T>(&self, message: &str, start: usize) -> Lexed<T> {
        self.fail_as(ErrorKind::Incomplete, message, start, b"<eof>")
    }

    fn fail_as<T>(&self, kind: ErrorKind, message: &str, start: usize, near: &[u8]) -> Lexed<T> {
        let place = Place {
            line: self.line,
            span: start..self.position,
        };
        let (message, near) = (message.as_bytes().to_vec(), Some(near.to_vec()));
        Err(CompileError::new(
            kind,
            self.chunk_name,
            self.source,
            place,
            message,
            near,
        ))
    }

    /// Asks the meter now and then.
    fn pay(&mut self) -> Lexed<()> {
        if self.position < self.next_look {
            return Ok(());
        }
        let work = self.position + limit::METER_STEP - self.next_look;
        self.next_look = self.position + limit::METER_STEP;
        if (self.meter)(work) {
            return Ok(());
        }
        Err(CompileError::stopped(self.chunk_name, self.line))
    }

    #[inline]
    fn at(&self, offset: usize) -> Option<u8> {
        self.source.get(self.position + offset).copied()
    }

    /// Steps over one line end, which may have two different bytes.
    fn end_line(&mut self) {
        let first = self.at(0);
        self.position += 1;
        if matches!(self.at(0), Some(b'\n' | b'\r')) && self.at(0) != first {
            self.position += 1;
        }
        self.line += 1;
    }

    /// Skips blanks and comments and returns where the next token begins.
    fn skip_blanks(&mut self) -> Lexed<usize> {
        loop {
            match self.at(0) {
                Some(b'\n' | b'\r') => self.end_line(),
                Some(b' ' | b'\t' | 0x0B | 0x0C) => self.position += 1,
                Some(b'-') if self.at(1) == Some(b'-') => self.comment()?,
                _ => return Ok(self.position),
            }
        }
    }

    fn comment(&mut self) -> Lexed<()> {
        let start = self.position;
        self.position += 2;
        if let Some(level) = self.bracket_level(b'[') {
            return self.long_text(start, level, "unfinished long comment");
        }
        let rest = &self.source[self.position..];
        self.position += rest
            .iter()
            .position(|b| matches!(b, b'\n' | b'\r'))
            .unwrap_or(rest.len());
        Ok(())
    }

    fn token(&mut self, start: usize) -> Lexed<Token> {
        let Some(first) = self.at(0) else {
            return Ok(Token::Eof);
        };
        match first {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => Ok(self.word(start)),
            b'0'..=b'9' => self.number(start),
            b'.' if self.at(1).is_some_and(|b| b.is_ascii_digit()) => self.number(start),
            b'"' | b'\'' => self.quoted(start, first),
            b'[' if matches!(self.at(1), Some(b'[' | b'=')) => self.bracketed(start),
            _ => Ok(self.symbol(first)),
        }
    }

    fn symbol(&mut self, first: u8) -> Token {
        let (token, len) = match (first, self.at(1), self.at(2)) {
            // PUC-Rio looks for the second and third dot with `strchr`, which finds C's NUL too.
            (b'.', Some(b'.' | 0), Some(b'.' | 0)) => (Token::Dots, 3),
            (b'.', Some(b'.' | 0), _) => (Token::Concat, 2),
            (b'=', Some(b'='), _) => (Token::Equal, 2),
            (b'<', Some(b'='), _) => (Token::LessEqual, 2),
            (b'>', Some(b'='), _) => (Token::GreaterEqual, 2),
            (b'~', Some(b'='), _) => (Token::NotEqual, 2),
            _ => (Token::Char(first), 1),
        };
        self.position += len;
        token
    }

    fn word(&mut self, start: usize) -> Token {
        let rest = &self.source[start..];
        let len = rest
            .iter()
            .position(|b| !(b.is_ascii_alphanumeric() || *b == b'_'))
            .unwrap_or(rest.len());
        self.position = start + len;
        let word = &rest[..len];
        Token::keyword(word).unwrap_or_else(|| Token::Name(self.strings.intern(word)))
    }

    fn number(&mut self, start: usize) -> Lexed<Token> {
        let rest = &self.source[start..];
        let text = &rest[..number::numeral_len(rest)];
        self.position = start + text.len();
        match number::parse(text) {
            Some(value) => Ok(Token::Number(value)),
            None => self.fail("malformed number", start, text),
        }
    }

    fn quoted(&mut self, start: usize, quote: u8) -> Lexed<Token> {
        self.position += 1;
        self.buffer.clear();
        loop {
            let rest = &self.source[self.position..];
            let plain = rest
                .iter()
                .position(|&b| b == quote || matches!(b, b'\\' | b'\n' | b'\r'))
                .unwrap_or(rest.len());
            self.buffer.extend_from_slice(&rest[..plain]);
            self.position += plain;
            match self.at(0) {
                None => return self.fail_at_end("unfinished string", start),
                Some(b'\\') => self.escape(start, quote)?,
                Some(b'\n' | b'\r') => {
                    return self.fail("unfinished string", start, &self.so_far(quote));
                }
                Some(_) => break,
            }
        }
        self.position += 1;
        Ok(Token::String(self.strings.intern(&self.buffer)))
    }

    /// The beginning of a string that went wrong.
    fn so_far(&self, quote: u8) -> Vec<u8> {
        [&[quote], &self.buffer[..]].concat()
    }

    fn escape(&mut self, start: usize, quote: u8) -> Lexed<()> {
        self.position += 1;
        let byte = match self.at(0) {
            None => return Ok(()),
            Some(b'\n' | b'\r') => {
                self.buffer.push(b'\n');
                self.end_line();
                return Ok(());
            }
            Some(b'0'..=b'9') => return self.decimal_escape(start, quote),
            Some(b'a') => 7,
            Some(b'b') => 8,
            Some(b'f') => 12,
            Some(b'n') => b'\n',
            Some(b'r') => b'\r',
            Some(b't') => b'\t',
            Some(b'v') => 11,
            Some(other) => other,
        };
        self.buffer.push(byte);
        self.position += 1;
        Ok(())
    }

    fn decimal_escape(&mut self, start: usize, quote: u8) -> Lexed<()> {
        let rest = &self.source[self.position..];
        let digits = rest.iter().take(3).take_while(|b| b.is_ascii_digit());
        let (value, len) = digits.fold((0u32, 0), |(value, len), b| {
            (value * 10 + u32::from(b - b'0'), len + 1)
        });
        self.position += len;
        match u8::try_from(value) {
            Ok(byte) => self.buffer.push(byte),
            Err(_) => return self.fail("escape sequence too large", start, &self.so_far(quote)),
        }
        Ok(())
    }

    fn bracketed(&mut self, start: usize) -> Lexed<Token> {
        let Some(level) = self.bracket_level(b'[') else {
            let signs = self.source[start + 1..]
                .iter()
                .take_while(|&&b| b == b'=')
                .count();
            self.position = start + 1 + signs;
            return self.fail(
                "invalid long string delimiter",
                start,
                &self.source[start..self.position],
            );
        };
        self.buffer.clear();
        self.long_text(start, level, "unfinished long string")?;
        Ok(Token::String(self.strings.intern(&self.buffer)))
    }

    /// How many `=` are between two brackets, if two brackets are here.
    fn bracket_level(&self, bracket: u8) -> Option<usize> {
        let rest = self.source[self.position..].strip_prefix(&[bracket])?;
        let level = rest.iter().take_while(|&&b| b == b'=').count();
        (rest.get(level) == Some(&bracket)).then_some(level)
    }

    /// Reads a long string or comment from its opening bracket on; the content is left in `buffer`.
    fn long_text(&mut self, start: usize, level: usize, unfinished: &str) -> Lexed<()> {
        self.position += level + 2;
        self.buffer.clear();
        if matches!(self.at(0), Some(b'\n' | b'\r')) {
            self.end_line();
        }
        loop {
            let rest = &self.source[self.position..];
            let plain = rest
                .iter()
                .position(|b| matches!(b, b']' | b'[' | b'\n' | b'\r'))
                .unwrap_or(rest.len());
            self.buffer.extend_from_slice(&rest[..plain]);
            self.position += plain;
            match self.at(0) {
                None => return self.fail_at_end(unfinished, start),
                Some(b'\n' | b'\r') => {
                    self.buffer.push(b'\n');
                    self.end_line();
                }
                Some(bracket) if self.bracket_level(bracket) == Some(level) => {
                    // Lua 5.0 nested them; PUC-Rio 5.1 warns whoever still does.
                    if bracket == b'[' && level == 0 {
                        self.position += 1;
                        return self.fail("nesting of [[...]] is deprecated", start, b"[");
                    }
                    self.position += level + 2;
                    if bracket == b']' {
                        return Ok(());
                    }
                    self.buffer.push(b'[');
                    self.buffer.extend(std::iter::repeat_n(b'=', level));
                    self.buffer.push(b'[');
                }
                // After `]==`, what follows may still begin a closing bracket: only the run of `=` is consumed.
                Some(bracket) => {
                    let signs = self.source[self.position + 1..]
                        .iter()
                        .take_while(|&&b| b == b'=')
                        .count();
                    self.buffer.push(bracket);
                    self.buffer.extend(std::iter::repeat_n(b'=', signs));
                    self.position += 1 + signs;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tokens of a source, spelled as messages spell them, and the line at its end.
    fn tokens(source: &str) -> (Vec<String>, u32) {
        let mut always = |_| true;
        let mut lexer = Lexer::new(source.as_bytes(), b"=x", &mut always);
        let mut spelled = Vec::new();
        loop {
            let lexeme = lexer.next().expect("a token");
            if lexeme.token == Token::Eof {
                return (spelled, lexer.line);
            }
            spelled.push(String::from_utf8_lossy(&lexer.spelling(lexeme)).into_owned());
        }
    }

    #[test]
    fn symbols_are_as_long_as_they_can_be() {
        assert_eq!(
            tokens("...=== ~=~.. .<=>=<>").0,
            ["...", "==", "=", "~=", "~", "..", ".", "<=", ">=", "<", ">"]
        );
        assert_eq!(tokens("a.b..c 12e1 .5").0.len(), 7);
    }

    #[test]
    fn line_ends_of_every_kind_count_once() {
        assert_eq!(tokens("a\r\nb\n\rc\rd\ne\n\nf").1, 7);
        assert_eq!(tokens("[[\r\na\n\rb]] --[[\n\n]] x").1, 5);
        assert_eq!(tokens("'a\\\r\nb'"), (vec!["'a\nb'".to_owned()], 2));
    }

    #[test]
    fn escapes_are_resolved() {
        assert_eq!(tokens(r#""\a\65\0665\"\q""#).0, ["\"\u{7}AB5\"q\""]);
    }

    #[test]
    fn long_brackets_end_at_their_level() {
        assert_eq!(tokens("[==[\n]]]=]]==]").0, ["[==[]]]=]]==]"]);
        assert_eq!(tokens("--[=[ ]] ]=] a --[==x\n b").0, ["a", "b"]);
        assert_eq!(tokens("[=[ [[ ]=]").0, ["[=[ [[ ]=]"]);
    }
}
