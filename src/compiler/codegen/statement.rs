//! Statements.

use super::super::ast::{Kind, NONE, NodeId, VariableId};
use super::assignment::Target;
use super::emit::{JumpList, NEXT_LINE};
use super::expression::Want;
use super::{Generated, Generator};
use crate::bytecode::Op;

impl Generator<'_> {
    /// A block whose variables stay in scope.
    pub(super) fn block(&mut self, block: NodeId) -> Generated<()> {
        for at in 1..=self.ast.count(block) {
            self.statement(self.ast.listed(block, at))?;
            debug_assert_eq!(
                self.current.free, self.current.variables_end,
                "a statement kept temporaries"
            );
        }
        Ok(())
    }

    /// A block with a scope of its own.
    pub(super) fn scoped_block(&mut self, block: NodeId) -> Generated<()> {
        self.scoped(|generator| generator.block(block))
    }

    fn statement(&mut self, e: NodeId) -> Generated<()> {
        let node = self.ast.node(e);
        let line = node.line();
        self.pay(line)?;
        self.blame = e;
        match node.kind() {
            Kind::LocalNil => {
                let register = self.allocate(1)?;
                self.load_nil(register, 1, line);
                self.activate(VariableId(node.arg), 1, register, self.last_line());
            }
            Kind::LocalOne => {
                let register = self.next(self.ast.last(e))?;
                self.activate(VariableId(node.arg), 1, register, self.last_line());
            }
            Kind::LocalMany => {
                let (first, count) = (VariableId(self.ast.list(e, 0)), self.ast.list(e, 1));
                let register = self.adjusted(e, 3, self.ast.list(e, 2), count)?;
                self.activate(first, count, register, self.last_line());
            }
            Kind::LocalFunction => {
                self.local_function(VariableId(node.arg), self.ast.last(e), line)?
            }
            Kind::Assign => self.assign(NodeId(node.arg), self.ast.last(e), line)?,
            Kind::AssignMany => self.assign_many(e)?,
            Kind::FunctionStatement => {
                self.function_statement(NodeId(node.arg), self.ast.last(e), line)?
            }
            Kind::CallStatement => {
                let free = self.current.free;
                self.chain(self.ast.last(e), Want::Results(0))?;
                self.current.free = free;
            }
            Kind::Do => self.scoped_block(self.ast.last(e))?,
            Kind::While => self.while_loop(e)?,
            Kind::Repeat => self.repeat_loop(e)?,
            Kind::If => self.if_statement(e)?,
            Kind::NumericFor => self.numeric_for(e)?,
            Kind::GenericFor => self.generic_for(e)?,
            Kind::Return => {
                self.emit(Op::RETURN0, 0, 0, 0, line);
            }
            Kind::ReturnOne => self.return_one(self.ast.last(e), line)?,
            Kind::ReturnMany => self.return_many(e, line)?,
            Kind::Break => self.break_statement(line),
            kind => unreachable!("{kind:?} is no statement"),
        }
        Ok(())
    }

    fn break_statement(&mut self, line: u32) {
        let mut breaks = self.current.breaks;
        self.jump(Op::JMP, 0, 0, line, &mut breaks);
        self.current.breaks = breaks;
    }

    /// The function may mention its own name, so its variable exists before it does.
    fn local_function(&mut self, id: VariableId, function: NodeId, line: u32) -> Generated<()> {
        let register = self.allocate(1)?;
        if self.ast.variables[id.0 as usize].is_cell() {
            self.load_nil(register, 1, NEXT_LINE);
            self.activate(id, 1, register, NEXT_LINE);
            let free = self.current.free;
            let value = self.next(function)?;
            self.emit(Op::SETCELL, register.0, value.0.into(), 0, line);
            self.current.free = free;
        } else {
            self.ast.variables[id.0 as usize].register = register.0;
            self.compute(function, register)?;
            self.activate(id, 1, register, line);
        }
        Ok(())
    }

    fn function_statement(&mut self, target: NodeId, function: NodeId, line: u32) -> Generated<()> {
        let free = self.current.free;
        let target = self.target(target)?;
        // The last instruction of the definition happens in its first line. PUC-Rio's closures with upvalues end in
        // other instructions than CLOSURE.
        let upvalues = &self.ast.functions[self.ast.node(function).arg as usize].upvalues;
        if matches!(target, Target::Register(_)) && upvalues.is_empty() {
            self.ast.set_line(function, line);
        }
        self.assign_expression(target, function, line)?;
        self.current.free = free;
        Ok(())
    }

    fn if_statement(&mut self, e: NodeId) -> Generated<()> {
        let arms = self.ast.list(e, 0);
        let otherwise = self.ast.list(e, 1 + 2 * arms);
        let mut end = JumpList::default();
        for arm in 0..arms {
            let (condition, block) = (
                self.ast.listed(e, 1 + 2 * arm),
                self.ast.listed(e, 2 + 2 * arm),
            );
            self.pay(self.ast.line(condition))?;
            let more = arm + 1 < arms || otherwise != NONE;
            if !more && self.is_break(block, condition) {
                let mut breaks = self.current.breaks;
                self.jump_if(condition, true, &mut breaks)?;
                self.current.breaks = breaks;
                continue;
            }
            let mut next = JumpList::default();
            self.jump_if(condition, false, &mut next)?;
            self.scoped_block(block)?;
            if more && !self.ends_in_jump(block) {
                self.jump(Op::JMP, 0, 0, self.ast.line(block), &mut end);
            }
            self.land(next);
        }
        if otherwise != NONE {
            self.scoped_block(NodeId(otherwise))?;
        }
        self.land(end);
        Ok(())
    }

    /// Whether a block is nothing but `break`, on the line of its condition (otherwise a line hook would miss it).
    fn is_break(&self, block: NodeId, condition: NodeId) -> bool {
        self.ast.count(block) == 1 && {
            let statement = self.ast.listed(block, 1);
            self.ast.kind(statement) == Kind::Break
                && self.ast.line(statement) == self.ast.line(condition)
        }
    }

    /// Whether control never reaches the end of a block.
    fn ends_in_jump(&self, block: NodeId) -> bool {
        let count = self.ast.count(block);
        count > 0
            && matches!(
                self.ast.kind(self.ast.listed(block, count)),
                Kind::Break | Kind::Return | Kind::ReturnOne | Kind::ReturnMany
            )
    }

    fn return_one(&mut self, e: NodeId, line: u32) -> Generated<()> {
        let free = self.current.free;
        let kind = self.ast.kind(e);
        if kind.is_call() {
            self.chain(e, Want::Tail)?;
        } else if kind == Kind::Varargs {
            self.open(e)?;
            self.emit_adjacent(Op::RETURNO, free as u8, 0, 0, line);
        } else {
            let register = self.any(e)?;
            self.emit(Op::RETURN1, register.0, 0, 0, line);
        }
        self.current.free = free;
        Ok(())
    }

    fn return_many(&mut self, e: NodeId, line: u32) -> Generated<()> {
        let free = self.current.free;
        let count = self.ast.count(e);
        for at in 1..=count {
            let item = self.ast.listed(e, at);
            if at == count && self.ast.kind(item).is_multiple() {
                self.open(item)?;
                self.emit_adjacent(Op::RETURNO, free as u8, 0, 0, line);
            } else {
                self.next(item)?;
                if at == count {
                    self.emit(Op::RETURN, free as u8, count, 0, line);
                }
            }
        }
        self.current.free = free;
        Ok(())
    }
}
