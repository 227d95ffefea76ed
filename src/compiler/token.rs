//! Tokens, and how error messages spell them.

use super::ast::StringId;

/// One token. A single character that is no other token is itself, whether Lua knows it or not.
#[derive(Copy, Clone, Debug, PartialEq)]
pub enum Token {
    And,
    Break,
    Do,
    Else,
    ElseIf,
    End,
    False,
    For,
    Function,
    If,
    In,
    Local,
    Nil,
    Not,
    Or,
    Repeat,
    Return,
    Then,
    True,
    Until,
    While,
    /// `..`
    Concat,
    /// `...`
    Dots,
    /// `==`
    Equal,
    /// `>=`
    GreaterEqual,
    /// `<=`
    LessEqual,
    /// `~=`
    NotEqual,
    Number(f64),
    Name(StringId),
    String(StringId),
    /// The end of the source.
    Eof,
    Char(u8),
}

impl Token {
    /// The keyword that `word` is, if it is one.
    pub fn keyword(word: &[u8]) -> Option<Token> {
        Some(match word {
            b"and" => Token::And,
            b"break" => Token::Break,
            b"do" => Token::Do,
            b"else" => Token::Else,
            b"elseif" => Token::ElseIf,
            b"end" => Token::End,
            b"false" => Token::False,
            b"for" => Token::For,
            b"function" => Token::Function,
            b"if" => Token::If,
            b"in" => Token::In,
            b"local" => Token::Local,
            b"nil" => Token::Nil,
            b"not" => Token::Not,
            b"or" => Token::Or,
            b"repeat" => Token::Repeat,
            b"return" => Token::Return,
            b"then" => Token::Then,
            b"true" => Token::True,
            b"until" => Token::Until,
            b"while" => Token::While,
            _ => return None,
        })
    }

    /// The token's name in messages. Names, strings and numbers are usually shown as they are written instead.
    pub fn describe(self) -> Vec<u8> {
        let fixed = match self {
            Token::And => "and",
            Token::Break => "break",
            Token::Do => "do",
            Token::Else => "else",
            Token::ElseIf => "elseif",
            Token::End => "end",
            Token::False => "false",
            Token::For => "for",
            Token::Function => "function",
            Token::If => "if",
            Token::In => "in",
            Token::Local => "local",
            Token::Nil => "nil",
            Token::Not => "not",
            Token::Or => "or",
            Token::Repeat => "repeat",
            Token::Return => "return",
            Token::Then => "then",
            Token::True => "true",
            Token::Until => "until",
            Token::While => "while",
            Token::Concat => "..",
            Token::Dots => "...",
            Token::Equal => "==",
            Token::GreaterEqual => ">=",
            Token::LessEqual => "<=",
            Token::NotEqual => "~=",
            Token::Number(_) => "<number>",
            Token::Name(_) => "<name>",
            Token::String(_) => "<string>",
            Token::Eof => "<eof>",
            Token::Char(c) if c.is_ascii_control() => return format!("char({c})").into_bytes(),
            Token::Char(c) => return vec![c],
        };
        fixed.as_bytes().to_vec()
    }

    /// Whether the token ends a block.
    pub fn ends_block(self) -> bool {
        matches!(
            self,
            Token::Else | Token::ElseIf | Token::End | Token::Eof | Token::Until
        )
    }
}
