//! Expressions: primaries with their suffixes, operators by precedence, constructors, functions.

use super::super::ast::{Function, Kind, NONE, NodeId, Span, VariableId};
use super::super::fold;
use super::super::resolve::Binding;
use super::super::token::Token;
use super::{Parsed, Parser};

/// A binary operator with how strongly it binds to its left and to its right; `..` and `^` are right-associative.
#[derive(Copy, Clone)]
struct Operator {
    kind: Kind,
    left: u8,
    right: u8,
}

/// How strongly `not`, `-` and `#` bind.
const UNARY: u8 = 8;

impl Operator {
    fn of(token: Token) -> Option<Self> {
        let (kind, left, right) = match token {
            Token::Char(b'+') => (Kind::Add, 6, 6),
            Token::Char(b'-') => (Kind::Subtract, 6, 6),
            Token::Char(b'*') => (Kind::Multiply, 7, 7),
            Token::Char(b'/') => (Kind::Divide, 7, 7),
            Token::Char(b'%') => (Kind::Modulo, 7, 7),
            Token::Char(b'^') => (Kind::Power, 10, 9),
            Token::Concat => (Kind::Concat, 5, 4),
            Token::NotEqual => (Kind::NotEqual, 3, 3),
            Token::Equal => (Kind::Equal, 3, 3),
            Token::Char(b'<') => (Kind::Less, 3, 3),
            Token::LessEqual => (Kind::LessEqual, 3, 3),
            Token::Char(b'>') => (Kind::Greater, 3, 3),
            Token::GreaterEqual => (Kind::GreaterEqual, 3, 3),
            Token::And => (Kind::And, 2, 2),
            Token::Or => (Kind::Or, 1, 1),
            _ => return None,
        };
        Some(Self { kind, left, right })
    }
}

impl Parser<'_> {
    pub(super) fn expression(&mut self) -> Parsed<NodeId> {
        self.operators(0)
    }

    /// Parses one or more expressions onto `pending` and returns how many. All but the last are settled.
    pub(super) fn expressions(&mut self) -> Parsed<u32> {
        let mut count = 1;
        let mut last = self.expression()?;
        self.pending.push(last.0);
        while self.accept_char(b',')? {
            self.settle(last);
            last = self.expression()?;
            self.pending.push(last.0);
            count += 1;
        }
        Ok(count)
    }

    /// An expression of operators that bind more strongly than `bound`.
    fn operators(&mut self, bound: u8) -> Parsed<NodeId> {
        self.nested(|parser| {
            let mut left = parser.operand()?;
            while let Some(operator) =
                Operator::of(parser.token()).filter(|operator| operator.left > bound)
            {
                parser.advance()?;
                parser.settle(left);
                let right = parser.operators(operator.right)?;
                left = parser.binary(operator.kind, left, right);
            }
            Ok(left)
        })
    }

    /// What stands between binary operators.
    fn operand(&mut self) -> Parsed<NodeId> {
        let kind = match self.token() {
            Token::Not => Kind::Not,
            Token::Char(b'-') => Kind::Negate,
            Token::Char(b'#') => Kind::Length,
            _ => return self.simple(),
        };
        self.advance()?;
        let operand = self.operators(UNARY)?;
        Ok(self.unary(kind, operand))
    }

    fn unary(&mut self, kind: Kind, operand: NodeId) -> NodeId {
        let constant = match (kind, self.ast.kind(operand)) {
            (Kind::Not, Kind::Nil | Kind::False) => Some(Kind::True),
            (Kind::Not, Kind::True | Kind::Integer | Kind::Number | Kind::String) => {
                Some(Kind::False)
            }
            _ => None,
        };
        if let Some(constant) = constant {
            self.ast.nodes.pop();
            return self.node(constant, 0);
        }
        if let (Kind::Negate, Some(number)) = (kind, self.ast.number(operand)) {
            self.ast.nodes.pop();
            return self.number(-number);
        }
        self.settle(operand);
        self.node(kind, 0)
    }

    fn binary(&mut self, kind: Kind, left: NodeId, right: NodeId) -> NodeId {
        // Two constants are two nodes, the last ones.
        if let (Some(a), Some(b)) = (self.ast.number(left), self.ast.number(right))
            && let Some(result) = fold::arithmetic(kind, a, b)
        {
            self.ast.nodes.truncate(left.0 as usize);
            return self.number(result);
        }
        if !matches!(kind, Kind::And | Kind::Or) {
            self.settle(right);
        }
        self.node(kind, left.0)
    }

    fn number(&mut self, value: f64) -> NodeId {
        match fold::small_integer(value) {
            Some(integer) => self.node(Kind::Integer, integer as u32),
            None => {
                let id = self.ast.numbers.intern(value);
                self.node(Kind::Number, id)
            }
        }
    }

    fn simple(&mut self) -> Parsed<NodeId> {
        let (kind, arg) = match self.token() {
            Token::Number(value) => {
                self.advance()?;
                return Ok(self.number(value));
            }
            Token::String(id) => (Kind::String, id.0),
            Token::Nil => (Kind::Nil, 0),
            Token::True => (Kind::True, 0),
            Token::False => (Kind::False, 0),
            Token::Dots => {
                if !self.scopes.mention_dots() {
                    return self.syntax_error(&b"cannot use '...' outside a vararg function"[..]);
                }
                let dots = self.node(Kind::Varargs, 0);
                self.advance()?;
                return Ok(dots);
            }
            Token::Char(b'{') => return self.table(),
            Token::Function => {
                self.advance()?;
                let line = self.lexer.line;
                return self.function(false, line);
            }
            _ => return self.suffixed(),
        };
        self.advance()?;
        Ok(self.node(kind, arg))
    }

    /// A name or parenthesised expression with any number of suffixes.
    pub(super) fn suffixed(&mut self) -> Parsed<NodeId> {
        let mut e = self.primary()?;
        loop {
            e = match self.token() {
                Token::Char(b'.') => self.field(e)?,
                Token::Char(b'[') => self.index(e)?,
                Token::Char(b':') => self.method(e)?,
                Token::Char(b'(' | b'{') | Token::String(_) => {
                    self.settle(e);
                    self.call(e)?
                }
                _ => return Ok(e),
            };
        }
    }

    fn primary(&mut self) -> Parsed<NodeId> {
        match self.token() {
            Token::Name(_) => self.variable(),
            Token::Char(b'(') => {
                let line = self.lexer.line;
                self.advance()?;
                let inner = self.expression()?;
                self.expect_match(Token::Char(b')'), Token::Char(b'('), line)?;
                self.settle(inner);
                let kind = self.ast.kind(inner);
                let matters = kind.is_variable() || kind.is_multiple();
                Ok(if matters {
                    self.node(Kind::Paren, 0)
                } else {
                    inner
                })
            }
            _ => self.syntax_error(&b"unexpected symbol"[..]),
        }
    }

    /// A name, as the variable it stands for.
    pub(super) fn variable(&mut self) -> Parsed<NodeId> {
        let name = self.expect_name()?;
        let binding = self.scopes.lookup(name);
        Ok(match self.within(binding)? {
            Binding::Local(id) => self.node(Kind::Local, id.0),
            Binding::Upvalue(index) => self.node(Kind::Upvalue, u32::from(index)),
            Binding::Global => self.node(Kind::Global, name.0),
        })
    }

    /// `.name` after `e`.
    pub(super) fn field(&mut self, e: NodeId) -> Parsed<NodeId> {
        self.settle(e);
        self.advance()?;
        let name = self.expect_name()?;
        Ok(self.node(Kind::Field, name.0))
    }

    /// `[key]` after `e`.
    fn index(&mut self, e: NodeId) -> Parsed<NodeId> {
        self.settle(e);
        let key = self.bracketed_key()?;
        let node = self.ast.node(key);
        if node.kind() == Kind::String {
            self.ast.nodes.pop();
            return Ok(self.node(Kind::Field, node.arg));
        }
        Ok(self.node(Kind::Index, e.0))
    }

    /// `[key]`
    fn bracketed_key(&mut self) -> Parsed<NodeId> {
        self.advance()?;
        let key = self.expression()?;
        self.settle(key);
        self.expect_char(b']')?;
        Ok(key)
    }

    /// `:name arguments` after `object`.
    fn method(&mut self, object: NodeId) -> Parsed<NodeId> {
        self.advance()?;
        let name = self.expect_name()?;
        self.settle(object);
        let mark = self.pending.len();
        self.pending.extend([object.0, name.0, self.last_line, 0]);
        let (line, count) = self.arguments()?;
        self.pending[mark + 3] = count;
        let list = self.list(mark);
        Ok(self.node_at(Kind::Method, line, list))
    }

    /// Arguments after `callee`.
    fn call(&mut self, callee: NodeId) -> Parsed<NodeId> {
        let mark = self.pending.len();
        self.pending.extend([callee.0, 0]);
        let (line, count) = self.arguments()?;
        let (kind, arg) = match count {
            0 => (Kind::Call0, 0),
            1 => (Kind::Call1, callee.0),
            _ => {
                self.pending[mark + 1] = count;
                (Kind::Call, self.list(mark))
            }
        };
        self.pending.truncate(mark);
        Ok(self.node_at(kind, line, arg))
    }

    /// Parses arguments onto `pending` and returns the line of the call and how many they are.
    fn arguments(&mut self) -> Parsed<(u32, u32)> {
        let line = self.lexer.line;
        match self.token() {
            Token::Char(b'(') => {
                if line != self.last_line {
                    return self
                        .syntax_error(&b"ambiguous syntax (function call x new statement)"[..]);
                }
                self.advance()?;
                let count = if self.token() == Token::Char(b')') {
                    0
                } else {
                    self.expressions()?
                };
                if count > 0 {
                    self.settle_pending();
                }
                self.expect_match(Token::Char(b')'), Token::Char(b'('), line)?;
                // PUC-Rio moves the last argument into place only now.
                if count > 0 {
                    self.settle_pending();
                }
                Ok((line, count))
            }
            Token::Char(b'{') => {
                let table = self.table()?;
                self.pending.push(table.0);
                Ok((line, 1))
            }
            Token::String(_) => {
                let string = self.simple()?;
                self.pending.push(string.0);
                Ok((line, 1))
            }
            _ => self.syntax_error(&b"function arguments expected"[..]),
        }
    }

    /// Settles the expression parsed last.
    pub(super) fn settle_pending(&mut self) {
        if let Some(&mut last) = self.pending.last_mut() {
            self.settle(NodeId(last));
        }
    }

    fn table(&mut self) -> Parsed<NodeId> {
        let (line, first_line) = (self.lexer.line, self.last_line);
        let mark = self.pending.len();
        self.pending.push(0);
        let mut count = 0;
        self.expect_char(b'{')?;
        while self.token() != Token::Char(b'}') {
            if count > 0 {
                self.settle_pending();
            }
            let item = match self.token() {
                Token::Name(_) if self.look_ahead()? == Token::Char(b'=') => self.named_item()?,
                Token::Char(b'[') => self.keyed_item()?,
                _ => self.expression()?,
            };
            self.pending.push(item.0);
            count += 1;
            if !(self.accept_char(b',')? || self.accept_char(b';')?) {
                break;
            }
        }
        self.expect_match(Token::Char(b'}'), Token::Char(b'{'), line)?;
        if count == 0 {
            self.pending.truncate(mark);
            return Ok(self.node_at(Kind::Table, first_line, NONE));
        }
        self.settle_pending();
        self.pending[mark] = count;
        self.pending.push(self.last_line);
        let list = self.list(mark);
        Ok(self.node_at(Kind::Table, first_line, list))
    }

    fn named_item(&mut self) -> Parsed<NodeId> {
        let name = self.expect_name()?;
        self.expect_char(b'=')?;
        let value = self.expression()?;
        self.settle(value);
        Ok(self.node(Kind::NamedPair, name.0))
    }

    fn keyed_item(&mut self) -> Parsed<NodeId> {
        let key = self.bracketed_key()?;
        self.expect_char(b'=')?;
        let node = self.ast.node(key);
        if node.kind() == Kind::String {
            self.ast.nodes.pop();
            let value = self.expression()?;
            self.settle(value);
            return Ok(self.node(Kind::NamedPair, node.arg));
        }
        let value = self.expression()?;
        self.settle(value);
        Ok(self.node(Kind::Pair, key.0))
    }

    /// Parameters and body of a function whose keyword is in line `line`.
    pub(super) fn function(&mut self, has_self: bool, line: u32) -> Parsed<NodeId> {
        self.scopes.open_function(line, false);
        let first = VariableId(self.scopes.variables.len() as u32);
        let (start, first_line) = (self.current.start, self.lexer.line);
        self.expect_char(b'(')?;
        if has_self {
            let name = self.lexer.strings.intern(b"self");
            let declared = self.scopes.declare(name);
            self.within(declared)?;
            self.scopes.activate(first, 1);
        }
        let vararg = self.parameters()?;
        let count = self.scopes.variables.len() as u32 - first.0;
        let visible = u32::from(has_self);
        self.scopes
            .activate(VariableId(first.0 + visible), count - visible);
        self.expect_char(b')')?;
        let body = self.chunk()?;
        let last_line = self.lexer.line;
        let end = self.current.end;
        self.expect_match(Token::End, Token::Function, line)?;
        let function = self.finish_function(Function {
            line,
            last_line,
            text: Span {
                start: start as u32,
                end: end as u32,
                line: first_line,
                has_self,
            },
            first_parameter: first,
            parameters: (count - u32::from(vararg)) as u8,
            vararg,
            uses_dots: false,
            has_arg: vararg,
            body,
            upvalues: 0..0,
        });
        Ok(self.node(Kind::Function, function.0))
    }

    /// Declares the parameters; true if they end in `...`, and then the last one declared is `arg`.
    fn parameters(&mut self) -> Parsed<bool> {
        if self.token() == Token::Char(b')') {
            return Ok(false);
        }
        loop {
            match self.token() {
                Token::Name(name) => {
                    self.advance()?;
                    let declared = self.scopes.declare(name);
                    self.within(declared)?;
                }
                Token::Dots => {
                    self.advance()?;
                    let name = self.lexer.strings.intern(b"arg");
                    let declared = self.scopes.declare(name);
                    self.within(declared)?;
                    self.scopes.set_vararg();
                    return Ok(true);
                }
                _ => return self.syntax_error(&b"<name> or '...' expected"[..]),
            }
            if !self.accept_char(b',')? {
                return Ok(false);
            }
        }
    }
}
