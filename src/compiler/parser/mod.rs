//! The parser: tokens to the syntax tree, by recursive descent.
//!
//! It asks its questions in PUC-Rio's order, so that the first error of a chunk is the same one at the same token.
//! A node's line is the line PUC-Rio would give the instruction made from it, which is the line of the last token consumed at the
//! moment it would emit it; since variables and fields are read when their value is first needed, the parser
//! calls [`Parser::settle`] at those moments.

mod expression;
mod statement;

use super::ast::{Ast, Function, FunctionId, Kind, NONE, NodeId, Span, StringId, VariableId};
use super::error::{CompileError, ErrorKind};
use super::lexer::{Lexeme, Lexer};
use super::pages::Pages;
use super::resolve::{Exceeded, Scopes};
use super::token::Token;
use super::{Fragment, Meter, limit};

pub(super) type Parsed<T> = Result<T, CompileError>;

/// What is parsed.
#[derive(Copy, Clone, Debug)]
pub enum Unit<'a> {
    /// A whole chunk.
    Chunk,
    /// One function, cut out of a chunk.
    Function(&'a Fragment<'a>),
}

/// Parses a chunk or a function, which is then the last function of the tree.
pub fn parse<'s>(
    unit: Unit<'_>,
    source: &'s [u8],
    chunk_name: &'s [u8],
    meter: Meter<'s>,
) -> Parsed<(Ast, Meter<'s>)> {
    let mut parser = Parser::new(source, chunk_name, meter);
    parser.unit(unit)?;
    let (strings, meter) = parser.lexer.into_parts();
    let mut ast = parser.ast;
    ast.strings = strings;
    ast.variables = parser.scopes.variables;
    Ok((ast, meter))
}

/// The error of a chunk whose expression `node` needs more registers than there are.
///
/// PUC-Rio notices while it parses, so its message shows the token it has come to. We notice later, and parse once
/// more to see which token that is.
pub fn too_complex(unit: Unit<'_>, source: &[u8], chunk_name: &[u8], node: NodeId) -> CompileError {
    let mut never_stop = |_| true;
    let mut parser = Parser::new(source, chunk_name, &mut never_stop);
    parser.watched = Some((node, parser.place()));
    if let Err(error) = parser.unit(unit) {
        return error;
    }
    if let Some((_, (lexeme, line))) = parser.watched {
        parser.lexer.line = line;
        parser.current = lexeme;
    }
    let message = b"function or expression too complex".to_vec();
    parser
        .lexer
        .error(ErrorKind::Limit, message, parser.current, true)
}

struct Parser<'s> {
    lexer: Lexer<'s>,
    /// The token to be consumed next.
    current: Lexeme,
    /// The token after it, where one had to look.
    ahead: Option<Lexeme>,
    /// The line of the last token consumed.
    last_line: u32,
    /// How deep the parser is nested.
    levels: usize,
    ast: Ast,
    scopes: Scopes,
    /// Children of unfinished lists; each list owns the end above its mark.
    pending: Pages<u32>,
    /// A node, and the token and line at which it was settled.
    watched: Option<(NodeId, (Lexeme, u32))>,
}

impl<'s> Parser<'s> {
    fn new(source: &'s [u8], chunk_name: &'s [u8], meter: Meter<'s>) -> Self {
        Self {
            lexer: Lexer::new(source, chunk_name, meter),
            current: Lexeme {
                token: Token::Eof,
                start: 0,
                end: 0,
            },
            ahead: None,
            last_line: 1,
            levels: 0,
            ast: Ast::default(),
            scopes: Scopes::default(),
            pending: Pages::default(),
            watched: None,
        }
    }

    /// Where the parser stands.
    fn place(&self) -> (Lexeme, u32) {
        (self.current, self.lexer.line)
    }
}

impl Parser<'_> {
    fn unit(&mut self, unit: Unit<'_>) -> Parsed<()> {
        match unit {
            Unit::Chunk => self.main_function(),
            Unit::Function(fragment) => self.fragment(fragment),
        }
    }

    /// A function whose upvalues are variables of a function around it that has nothing else.
    fn fragment(&mut self, fragment: &Fragment<'_>) -> Parsed<()> {
        self.scopes.open_function(0, true);
        self.lexer.line = fragment.line;
        for (index, name) in fragment.upvalues.iter().enumerate() {
            let name = self.lexer.strings.intern(name);
            let declared = self.scopes.declare(name);
            self.within(declared)?;
            self.scopes.activate(VariableId(index as u32), 1);
        }
        self.advance()?;
        self.function(fragment.has_self, fragment.line_defined)?;
        self.check(Token::Eof)
    }

    fn main_function(&mut self) -> Parsed<()> {
        self.scopes.open_function(0, true);
        self.advance()?;
        let body = self.chunk()?;
        self.check(Token::Eof)?;
        self.finish_function(Function {
            line: 0,
            last_line: self.last_line,
            text: Span {
                start: 0,
                end: self.current.end as u32,
                line: 1,
                has_self: false,
            },
            first_parameter: VariableId(0),
            parameters: 0,
            vararg: true,
            uses_dots: false,
            has_arg: false,
            body,
            upvalues: 0..0,
        });
        Ok(())
    }

    /// Closes the current scope of a function and stores the function.
    fn finish_function(&mut self, mut function: Function) -> FunctionId {
        let (upvalues, uses_dots) = self.scopes.close_function();
        let start = self.ast.upvalues.len() as u32;
        self.ast.upvalues.extend(upvalues);
        function.upvalues = start..self.ast.upvalues.len() as u32;
        function.uses_dots = uses_dots;
        self.ast.functions.push(function);
        FunctionId(self.ast.functions.len() as u32 - 1)
    }

    // Tokens.

    fn token(&self) -> Token {
        self.current.token
    }

    /// Consumes the current token.
    fn advance(&mut self) -> Parsed<()> {
        self.last_line = self.lexer.line;
        self.current = match self.ahead.take() {
            Some(lexeme) => lexeme,
            None => self.lexer.next()?,
        };
        Ok(())
    }

    /// The token after the current one.
    fn look_ahead(&mut self) -> Parsed<Token> {
        let lexeme = match self.ahead {
            Some(lexeme) => lexeme,
            None => self.lexer.next()?,
        };
        self.ahead = Some(lexeme);
        Ok(lexeme.token)
    }

    /// Consumes `token` if it is the current one.
    fn accept(&mut self, token: Token) -> Parsed<bool> {
        let found = self.token() == token;
        if found {
            self.advance()?;
        }
        Ok(found)
    }

    fn accept_char(&mut self, c: u8) -> Parsed<bool> {
        self.accept(Token::Char(c))
    }

    /// Fails unless `token` is the current one.
    fn check(&self, token: Token) -> Parsed<()> {
        if self.token() == token {
            Ok(())
        } else {
            self.expected(token)
        }
    }

    fn expect(&mut self, token: Token) -> Parsed<()> {
        self.check(token)?;
        self.advance()
    }

    fn expect_char(&mut self, c: u8) -> Parsed<()> {
        self.expect(Token::Char(c))
    }

    /// Consumes the token that closes what `opening` opened in line `line`.
    fn expect_match(&mut self, closing: Token, opening: Token, line: u32) -> Parsed<()> {
        if self.token() == closing {
            return self.advance();
        }
        if line == self.lexer.line {
            return self.expected(closing);
        }
        let (closing, opening) = (closing.describe(), opening.describe());
        let line = line.to_string();
        self.syntax_error(
            [
                b"'",
                &closing[..],
                b"' expected (to close '",
                &opening,
                b"' at line ",
                line.as_bytes(),
                b")",
            ]
            .concat(),
        )
    }

    fn expect_name(&mut self) -> Parsed<StringId> {
        let Token::Name(name) = self.token() else {
            return self.expected_text(b"<name>");
        };
        self.advance()?;
        Ok(name)
    }

    // Errors.

    fn syntax_error<T>(&self, message: impl Into<Vec<u8>>) -> Parsed<T> {
        Err(self
            .lexer
            .error(ErrorKind::Syntax, message.into(), self.current, true))
    }

    fn expected<T>(&self, token: Token) -> Parsed<T> {
        self.expected_text(&token.describe())
    }

    fn expected_text<T>(&self, what: &[u8]) -> Parsed<T> {
        self.syntax_error([b"'", what, b"' expected"].concat())
    }

    fn limit_error<T>(&self, message: String) -> Parsed<T> {
        Err(self
            .lexer
            .error(ErrorKind::Limit, message.into_bytes(), self.current, false))
    }

    /// Reports an exceeded limit of a function.
    fn within<T>(&self, result: Result<T, Exceeded>) -> Parsed<T> {
        result.or_else(
            |Exceeded {
                 function_line,
                 limit,
                 what,
             }| {
                let function = match function_line {
                    0 => "main function".to_owned(),
                    line => format!("function at line {line}"),
                };
                self.limit_error(format!("{function} has more than {limit} {what}"))
            },
        )
    }

    /// Runs `parse` one level deeper.
    fn nested<T>(&mut self, parse: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        self.levels += 1;
        if self.levels > limit::SYNTAX_LEVELS {
            return self.limit_error("chunk has too many syntax levels".to_owned());
        }
        let result = parse(self)?;
        self.levels -= 1;
        Ok(result)
    }

    // Nodes.

    /// A node on the line of the last token consumed.
    fn node(&mut self, kind: Kind, arg: u32) -> NodeId {
        self.ast.push(kind, self.last_line, arg)
    }

    fn node_at(&mut self, kind: Kind, line: u32, arg: u32) -> NodeId {
        self.ast.push(kind, line, arg)
    }

    /// This is the moment at which PUC-Rio emits the read of a variable, field or literal.
    fn settle(&mut self, id: NodeId) {
        if let Some((watched, place)) = &mut self.watched
            && *watched == id
        {
            *place = (self.current, self.lexer.line);
        }
        let kind = self.ast.kind(id);
        if kind.is_variable() || kind.is_literal() {
            self.ast.set_line(id, self.last_line);
        }
    }

    /// Moves what `pending` holds from `mark` on into a list and returns where it begins.
    fn list(&mut self, mark: usize) -> u32 {
        let start = self.ast.lists.len() as u32;
        for at in mark..self.pending.len() {
            self.ast.lists.push(self.pending[at]);
        }
        self.pending.truncate(mark);
        start
    }

    /// The same with the count in front, or `NONE` for an empty list.
    fn counted_list(&mut self, mark: usize) -> u32 {
        let count = (self.pending.len() - mark) as u32;
        if count == 0 {
            return NONE;
        }
        self.ast.lists.push(count);
        self.list(mark) - 1
    }
}
