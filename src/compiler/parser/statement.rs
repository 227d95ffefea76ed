//! Statements and blocks.

use super::super::ast::{Kind, NONE, NodeId, StringId, VariableId};
use super::super::limit;
use super::super::resolve::{Binding, Exceeded};
use super::super::token::Token;
use super::{Parsed, Parser};

impl Parser<'_> {
    /// A sequence of statements up to a token that ends a block. The variables it declares stay visible.
    pub(super) fn chunk(&mut self) -> Parsed<NodeId> {
        self.nested(|parser| {
            let mark = parser.pending.len();
            let mut last = false;
            while !last && !parser.token().ends_block() {
                last = matches!(parser.token(), Token::Return | Token::Break);
                let statement = parser.statement()?;
                parser.pending.push(statement.0);
                parser.accept_char(b';')?;
            }
            let list = parser.counted_list(mark);
            Ok(parser.node(Kind::Block, list))
        })
    }

    /// A block with a scope of its own.
    fn block(&mut self) -> Parsed<NodeId> {
        let mark = self.scopes.open_block();
        let block = self.chunk()?;
        self.scopes.close_block(mark);
        Ok(block)
    }

    /// The block of a loop.
    fn loop_block(&mut self) -> Parsed<NodeId> {
        self.scopes.open_loop();
        let block = self.block()?;
        self.scopes.close_loop();
        Ok(block)
    }

    fn statement(&mut self) -> Parsed<NodeId> {
        let line = self.lexer.line;
        match self.token() {
            Token::If => self.if_statement(line),
            Token::While => self.while_statement(line),
            Token::Do => {
                self.advance()?;
                let block = self.block()?;
                self.expect_match(Token::End, Token::Do, line)?;
                debug_assert_eq!(self.ast.nodes.len() as u32, block.0 + 1);
                Ok(self.node(Kind::Do, 0))
            }
            Token::For => self.for_statement(line),
            Token::Repeat => self.repeat_statement(line),
            Token::Function => self.function_statement(line),
            Token::Local => {
                self.advance()?;
                if self.accept(Token::Function)? {
                    self.local_function()
                } else {
                    self.local_statement()
                }
            }
            Token::Return => self.return_statement(),
            Token::Break => {
                self.advance()?;
                if !self.scopes.in_loop() {
                    return self.syntax_error(&b"no loop to break"[..]);
                }
                Ok(self.node(Kind::Break, 0))
            }
            _ => self.expression_statement(),
        }
    }

    /// A condition up to its closing keyword.
    fn condition(&mut self, closing: Token) -> Parsed<NodeId> {
        let condition = self.expression()?;
        self.settle(condition);
        self.expect(closing)?;
        Ok(condition)
    }

    fn if_statement(&mut self, line: u32) -> Parsed<NodeId> {
        let mark = self.pending.len();
        self.pending.push(0);
        let mut arms = 0;
        let mut otherwise = NONE;
        loop {
            self.advance()?;
            let condition = self.condition(Token::Then)?;
            self.pending.push(condition.0);
            let block = self.block()?;
            self.pending.push(block.0);
            arms += 1;
            if self.token() != Token::ElseIf {
                break;
            }
        }
        if self.accept(Token::Else)? {
            otherwise = self.block()?.0;
        }
        self.expect_match(Token::End, Token::If, line)?;
        self.pending.push(otherwise);
        self.pending[mark] = arms;
        let list = self.list(mark);
        Ok(self.node(Kind::If, list))
    }

    fn while_statement(&mut self, line: u32) -> Parsed<NodeId> {
        self.advance()?;
        let condition = self.condition(Token::Do)?;
        self.loop_block()?;
        self.expect_match(Token::End, Token::While, line)?;
        Ok(self.node(Kind::While, condition.0))
    }

    fn repeat_statement(&mut self, line: u32) -> Parsed<NodeId> {
        self.advance()?;
        let mark = self.scopes.open_block();
        self.scopes.open_loop();
        let block = self.chunk()?;
        self.expect_match(Token::Until, Token::Repeat, line)?;
        let condition = self.expression()?;
        self.settle(condition);
        self.scopes.close_loop();
        self.scopes.close_block(mark);
        Ok(self.node(Kind::Repeat, block.0))
    }

    fn for_statement(&mut self, line: u32) -> Parsed<NodeId> {
        let mark = self.scopes.open_block();
        self.advance()?;
        let Token::Name(name) = self.token() else {
            return self.expected_text(b"<name>");
        };
        self.advance()?;
        let node = match self.token() {
            Token::Char(b'=') => self.numeric_for(name, line)?,
            Token::Char(b',') | Token::In => self.generic_for(name)?,
            _ => return self.syntax_error(&b"'=' or 'in' expected"[..]),
        };
        self.expect_match(Token::End, Token::For, line)?;
        self.scopes.close_block(mark);
        Ok(node)
    }

    /// `for name = start, limit, step do block`; its variables are three hidden ones and the named one.
    fn numeric_for(&mut self, name: StringId, loop_line: u32) -> Parsed<NodeId> {
        let first = self.declare_hidden(["(for index)", "(for limit)", "(for step)"])?;
        self.declare(name)?;
        self.expect_char(b'=')?;
        let start = self.loop_bound()?;
        self.expect_char(b',')?;
        let limit = self.loop_bound()?;
        let step = if self.accept_char(b',')? {
            self.loop_bound()?.0
        } else {
            NONE
        };
        self.scopes.activate(first, 3);
        let line = self.expect_do()?;
        self.scopes.activate(VariableId(first.0 + 3), 1);
        self.loop_block()?;
        let list = self.ast.lists.len() as u32;
        self.ast
            .lists
            .extend([first.0, start.0, limit.0, step, line]);
        Ok(self.node_at(Kind::NumericFor, loop_line, list))
    }

    fn loop_bound(&mut self) -> Parsed<NodeId> {
        let bound = self.expression()?;
        self.settle(bound);
        Ok(bound)
    }

    /// `for names in expressions do block`; its variables are three hidden ones and the named ones.
    fn generic_for(&mut self, name: StringId) -> Parsed<NodeId> {
        let first = self.declare_hidden(["(for generator)", "(for state)", "(for control)"])?;
        self.declare(name)?;
        let mut count = 1;
        while self.accept_char(b',')? {
            let name = self.expect_name()?;
            self.declare(name)?;
            count += 1;
        }
        self.expect(Token::In)?;
        let line = self.lexer.line;
        let mark = self.pending.len();
        self.pending.extend([first.0, count, 0, 0]);
        let expressions = self.expressions()?;
        self.settle_pending();
        self.scopes.activate(first, 3);
        self.pending[mark + 2] = self.expect_do()?;
        self.pending[mark + 3] = expressions;
        self.scopes.activate(VariableId(first.0 + 3), count);
        self.loop_block()?;
        let list = self.list(mark);
        Ok(self.node_at(Kind::GenericFor, line, list))
    }

    /// Consumes `do` and returns its line.
    fn expect_do(&mut self) -> Parsed<u32> {
        self.expect(Token::Do)?;
        Ok(self.last_line)
    }

    fn declare(&mut self, name: StringId) -> Parsed<VariableId> {
        let declared = self.scopes.declare(name);
        self.within(declared)
    }

    fn declare_hidden(&mut self, names: [&str; 3]) -> Parsed<VariableId> {
        let mut first = None;
        for name in names {
            let name = self.lexer.strings.intern(name.as_bytes());
            let id = self.declare(name)?;
            first = first.or(Some(id));
        }
        Ok(first.expect("three names"))
    }

    fn function_statement(&mut self, line: u32) -> Parsed<NodeId> {
        self.advance()?;
        let mut target = self.variable()?;
        while self.token() == Token::Char(b'.') {
            target = self.field(target)?;
        }
        let has_self = self.token() == Token::Char(b':');
        if has_self {
            target = self.field(target)?;
        }
        self.mark_reassigned(target);
        self.function(has_self, line)?;
        Ok(self.node_at(Kind::FunctionStatement, line, target.0))
    }

    fn local_function(&mut self) -> Parsed<NodeId> {
        let name = self.expect_name()?;
        let variable = self.declare(name)?;
        self.scopes.activate(variable, 1);
        let line = self.lexer.line;
        self.function(false, line)?;
        Ok(self.node(Kind::LocalFunction, variable.0))
    }

    fn local_statement(&mut self) -> Parsed<NodeId> {
        let name = self.expect_name()?;
        let first = self.declare(name)?;
        let mut variables = 1;
        while self.accept_char(b',')? {
            let name = self.expect_name()?;
            self.declare(name)?;
            variables += 1;
        }
        let mark = self.pending.len();
        self.pending.extend([first.0, variables, 0]);
        let mut expressions = 0;
        if self.accept_char(b'=')? {
            expressions = self.expressions()?;
            self.settle_pending();
        }
        self.pending[mark + 2] = expressions;
        self.scopes.activate(first, variables);
        let node = match (variables, expressions) {
            (1, 0) => self.node(Kind::LocalNil, first.0),
            (1, 1) => self.node(Kind::LocalOne, first.0),
            _ => {
                let list = self.list(mark);
                self.node(Kind::LocalMany, list)
            }
        };
        self.pending.truncate(mark);
        Ok(node)
    }

    fn return_statement(&mut self) -> Parsed<NodeId> {
        self.advance()?;
        if self.token().ends_block() || self.token() == Token::Char(b';') {
            return Ok(self.node(Kind::Return, 0));
        }
        let mark = self.pending.len();
        let count = self.expressions()?;
        self.settle_pending();
        if count == 1 {
            self.pending.truncate(mark);
            return Ok(self.node(Kind::ReturnOne, 0));
        }
        let list = self.counted_list(mark);
        Ok(self.node(Kind::ReturnMany, list))
    }

    /// A call, or an assignment.
    fn expression_statement(&mut self) -> Parsed<NodeId> {
        let first = self.suffixed()?;
        if self.ast.kind(first).is_call() {
            return Ok(self.node(Kind::CallStatement, 0));
        }
        let mark = self.pending.len();
        self.pending.extend([0, 0]);
        let targets = self.targets(first)?;
        let expressions = self.expressions()?;
        self.settle_pending();
        for at in 0..targets as usize {
            self.mark_reassigned(NodeId(self.pending[mark + 2 + at]));
        }
        if targets == 1 && expressions == 1 {
            self.pending.truncate(mark);
            return Ok(self.node(Kind::Assign, first.0));
        }
        self.pending[mark] = targets;
        self.pending[mark + 1] = expressions;
        let list = self.list(mark);
        Ok(self.node(Kind::AssignMany, list))
    }

    /// Parses the other targets of an assignment and its `=`; all are left on `pending`.
    fn targets(&mut self, first: NodeId) -> Parsed<u32> {
        let mut target = first;
        let mut count = 1;
        loop {
            if !self.ast.kind(target).is_variable() {
                return self.syntax_error(&b"syntax error"[..]);
            }
            self.pending.push(target.0);
            if !self.accept_char(b',')? {
                break;
            }
            target = self.suffixed()?;
            let room = limit::SYNTAX_LEVELS - self.levels;
            if count as usize > room {
                let scope = Exceeded {
                    function_line: self.scopes.function_line(),
                    limit: room,
                    what: "variables in assignment",
                };
                return self.within(Err(scope));
            }
            count += 1;
        }
        self.expect_char(b'=')?;
        Ok(count)
    }

    /// Remembers that a variable is assigned to.
    fn mark_reassigned(&mut self, target: NodeId) {
        let node = self.ast.node(target);
        match node.kind() {
            Kind::Local => self.scopes.reassign(Binding::Local(VariableId(node.arg))),
            Kind::Upvalue => self.scopes.reassign(Binding::Upvalue(node.arg as u8)),
            _ => {}
        }
    }
}
