//! Assignments.
//!
//! Lua leaves the order open; programs see PUC-Rio's: tables and keys of the targets from left to right, then the values from
//! left to right, then the stores from right to left. Variables are read when they are used, so a table or key that
//! is a variable assigned by the same statement is copied first.

use super::super::ast::{Kind, NodeId, StringId};
use super::expression::Operand;
use super::{Generated, Generator, Register};
use crate::bytecode::Op;

/// Where a value is stored.
#[derive(Copy, Clone, Debug)]
pub(super) enum Target {
    /// The register of a variable.
    Register(Register),
    /// The cell in a register.
    Cell(Register),
    /// The cell of an upvalue.
    Upvalue(u8),
    Global(StringId),
    Field(Operand, StringId),
    Index(Operand, Operand),
}

impl Generator<'_> {
    /// Computes what a target needs: its table and key.
    pub(super) fn target(&mut self, e: NodeId) -> Generated<Target> {
        let node = self.ast.node(e);
        Ok(match node.kind() {
            Kind::Local => {
                let variable = self.local(e);
                let register = Register(variable.register);
                if variable.is_cell() {
                    Target::Cell(register)
                } else {
                    Target::Register(register)
                }
            }
            Kind::Upvalue => Target::Upvalue(node.arg as u8),
            Kind::Global => Target::Global(StringId(node.arg)),
            Kind::Field => Target::Field(self.operand(self.ast.last(e))?, StringId(node.arg)),
            _ => {
                let table = self.operand(NodeId(node.arg))?;
                let key = self.operand(self.ast.last(e))?;
                Target::Index(table, key)
            }
        })
    }

    /// `target = e`
    pub(super) fn assign(&mut self, target: NodeId, e: NodeId, line: u32) -> Generated<()> {
        let free = self.current.free;
        if !self.fused_add(target, e, line)? {
            let target = self.target(target)?;
            self.assign_expression(target, e, line)?;
        }
        self.current.free = free;
        Ok(())
    }

    /// `x = x + e` on a variable in a cell is one instruction.
    ///
    /// That one reads `x` after `e` has been evaluated. So does PUC-Rio for local variables; for upvalues it does not,
    /// so there `e` must not call anything.
    fn fused_add(&mut self, target: NodeId, e: NodeId, line: u32) -> Generated<bool> {
        let node = self.ast.node(target);
        let sum = self.ast.node(e);
        if sum.kind() != Kind::Add {
            return Ok(false);
        }
        let (left, right) = (self.ast.node(NodeId(sum.arg)), self.ast.last(e));
        if left.kind() != node.kind() || left.arg != node.arg {
            return Ok(false);
        }
        let (a, register_form, constant_form) = match node.kind() {
            Kind::Local if self.local(target).is_cell() => {
                (self.local(target).register, Op::CELLADD, Op::CELLADDK)
            }
            Kind::Upvalue if !self.calls(right) => (node.arg as u8, Op::UPADD, Op::UPADDK),
            _ => return Ok(false),
        };
        let right = self.operand(right)?;
        if let Some(k) = self.number_operand(right) {
            self.emit(constant_form, a, 0, k, line);
        } else {
            let right = self.settle(right, line)?;
            self.emit(register_form, a, right.0.into(), 0, line);
        }
        Ok(true)
    }

    /// Whether an expression has a call in it.
    fn calls(&self, e: NodeId) -> bool {
        (self.ast.subtree_start(e).0..=e.0).any(|at| self.ast.kind(NodeId(at)).is_call())
    }

    /// Computes an expression and stores it.
    pub(super) fn assign_expression(
        &mut self,
        target: Target,
        e: NodeId,
        line: u32,
    ) -> Generated<()> {
        match target {
            // What a call returns is moved where the statement ends, as a line hook can see.
            Target::Register(register) if !self.ast.kind(e).is_call() => self.compute(e, register),
            _ => {
                let value = self.operand(e)?;
                self.store(target, value, line)
            }
        }
    }

    /// Stores a value.
    pub(super) fn store(&mut self, target: Target, value: Operand, line: u32) -> Generated<()> {
        let free = self.current.free;
        match target {
            Target::Register(register) => self.place(value, register, line)?,
            Target::Cell(cell) => {
                let value = self.settle(value, line)?;
                self.emit(Op::SETCELL, cell.0, value.0.into(), 0, line);
            }
            Target::Upvalue(index) => {
                let value = self.settle(value, line)?;
                self.emit(Op::SETUPCELL, index, value.0.into(), 0, line);
            }
            Target::Global(name) => {
                let value = self.settle(value, line)?;
                let k = self.string(name);
                self.emit(Op::SETGLOBAL, value.0, 0, k, line);
            }
            Target::Field(table, name) => {
                let value = self.settle(value, line)?;
                let table = self.settle(table, line)?;
                self.set_field(table, name, value, line)?;
            }
            Target::Index(table, key) => self.set_index(table, key, value, line)?,
        }
        self.current.free = free;
        Ok(())
    }

    /// `a, b = c, d`
    pub(super) fn assign_many(&mut self, e: NodeId) -> Generated<()> {
        let free = self.current.free;
        let line = self.ast.line(e);
        let (targets, expressions) = (self.ast.list(e, 0), self.ast.list(e, 1));
        let mut stores = Vec::with_capacity(targets as usize);
        for at in 0..targets {
            let target = self.target(self.ast.listed(e, 2 + at))?;
            self.copy_assigned(&mut stores, target, line)?;
            stores.push(target);
        }
        let first = 2 + targets;
        let mut value;
        if targets == expressions {
            value = Register(self.current.free as u8);
            for at in 0..expressions - 1 {
                self.next(self.ast.listed(e, first + at))?;
            }
            value = value.above(expressions - 1);
            let last = stores.pop().expect("a target for each expression");
            self.assign_expression(last, self.ast.listed(e, first + expressions - 1), line)?;
        } else {
            value = self
                .adjusted(e, first, expressions, targets)?
                .above(targets);
        }
        while let Some(target) = stores.pop() {
            value = Register(value.0 - 1);
            self.store(target, Operand::Register(value), line)?;
        }
        self.current.free = free;
        Ok(())
    }

    /// Copies the variable in `assigned` for the earlier targets that use it as table or key.
    fn copy_assigned(
        &mut self,
        earlier: &mut [Target],
        assigned: Target,
        line: u32,
    ) -> Generated<()> {
        let (Target::Register(register) | Target::Cell(register)) = assigned else {
            return Ok(());
        };
        let is_assigned = |operand: Operand| match operand {
            Operand::Register(used) | Operand::Cell(used) => used == register,
            Operand::Literal(_) => false,
        };
        let mut copy = None;
        for target in earlier {
            let (table, key) = match target {
                Target::Field(table, _) => (table, None),
                Target::Index(table, key) => (table, Some(key)),
                _ => continue,
            };
            for operand in [Some(table), key].into_iter().flatten() {
                if !is_assigned(*operand) {
                    continue;
                }
                let source = *operand;
                if copy.is_none() {
                    let register = self.allocate(1)?;
                    self.place(source, register, line)?;
                    copy = Some(register);
                }
                *operand = Operand::Register(copy.expect("made above"));
            }
        }
        Ok(())
    }
}
