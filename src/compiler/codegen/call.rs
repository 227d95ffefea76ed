//! Calls, and expressions with any number of values.

use super::super::ast::{Kind, NodeId, StringId};
use super::super::limit;
use super::expression::{Operand, Want};
use super::{Generated, Generator, Register};
use crate::bytecode::Op;
use crate::bytecode::instruction::OPEN;

impl Generator<'_> {
    /// Calls `callee` (of a method call: the object) in the window that begins at `base`, the topmost register.
    pub(super) fn call(
        &mut self,
        e: NodeId,
        callee: Operand,
        base: Register,
        want: Want,
    ) -> Generated<()> {
        let node = self.ast.node(e);
        let line = node.line();
        if node.kind() == Kind::Method {
            self.method(e, callee, base)?;
        } else {
            self.place(callee, base, line)?;
        }
        let open = match node.kind() {
            Kind::Call0 => false,
            Kind::Call1 => self.argument(self.ast.last(e), true)?,
            Kind::Call => self.arguments(e, 2, self.ast.list(e, 1))?,
            _ => self.arguments(e, 4, self.ast.list(e, 3))?,
        };
        let count = self.current.free - u32::from(base.0) - 1;
        let results = match want {
            Want::Any | Want::Into(_) => 1,
            Want::Results(count) => count,
            Want::Open | Want::Tail => OPEN,
        };
        match (open, want) {
            (true, Want::Tail) => self.emit_adjacent(Op::TAILCALLO, base.0, 0, 0, line),
            (false, Want::Tail) => self.emit(Op::TAILCALL, base.0, count, 0, line),
            (true, _) => self.emit_adjacent(Op::CALLO, base.0, 0, results, line),
            (false, _) => self.emit(Op::CALL, base.0, count, results, line),
        };
        self.current.free = u32::from(base.0);
        self.allocate(if results == OPEN { 1 } else { results })?;
        Ok(())
    }

    /// Puts method and object into the first two registers of the window.
    fn method(&mut self, e: NodeId, object: Operand, base: Register) -> Generated<()> {
        let line = self.ast.list(e, 2);
        let own = self.allocate(1)?;
        let name = self.string(StringId(self.ast.list(e, 1)));
        if name < limit::SHORT_CONSTANTS {
            let free = self.current.free;
            let object = self.settle(object, line)?;
            self.emit(Op::SELF, base.0, object.0.into(), name, line);
            self.current.free = free;
            return Ok(());
        }
        self.place(object, own, line)?;
        self.emit(Op::LOADK, base.0, 0, name, line);
        self.emit(Op::GETINDEX, base.0, own.0.into(), base.0.into(), line);
        Ok(())
    }

    /// Computes the listed arguments from entry `first` on; true if they have an open end.
    fn arguments(&mut self, e: NodeId, first: u32, count: u32) -> Generated<bool> {
        let mut open = false;
        for at in 0..count {
            open = self.argument(self.ast.listed(e, first + at), at + 1 == count)?;
        }
        Ok(open)
    }

    fn argument(&mut self, e: NodeId, last: bool) -> Generated<bool> {
        let open = last && self.ast.kind(e).is_multiple();
        match open {
            true => self.open(e)?,
            false => _ = self.next(e)?,
        }
        Ok(open)
    }

    /// Computes all values of a call or `...` into registers from the top on, up to the open end.
    pub(super) fn open(&mut self, e: NodeId) -> Generated<()> {
        let line = self.ast.line(e);
        if self.ast.kind(e) == Kind::Varargs {
            let register = self.allocate(1)?;
            self.emit(Op::VARARG, register.0, OPEN, 0, line);
        } else {
            self.chain(e, Want::Open)?;
        }
        Ok(())
    }

    /// Computes exactly `count` values of a call or `...` into new registers.
    pub(super) fn results(&mut self, e: NodeId, count: u32) -> Generated<()> {
        let line = self.ast.line(e);
        if self.ast.kind(e) == Kind::Varargs {
            let register = self.allocate(count)?;
            if count > 0 {
                self.emit(Op::VARARG, register.0, count, 0, line);
            }
        } else {
            self.chain(e, Want::Results(count))?;
        }
        Ok(())
    }

    /// Computes listed expressions into exactly `wanted` new registers; what is too much is computed and dropped. Returns the
    /// first register.
    pub(super) fn adjusted(
        &mut self,
        e: NodeId,
        first: u32,
        count: u32,
        wanted: u32,
    ) -> Generated<Register> {
        let base = self.current.free;
        let mut last = None;
        for at in 0..count {
            let item = self.ast.listed(e, first + at);
            last = Some(item);
            if at + 1 == count && self.ast.kind(item).is_multiple() {
                self.results(item, wanted.saturating_sub(at))?;
            } else {
                self.next(item)?;
            }
        }
        let line = last.map_or(self.ast.line(e), |last| self.ast.line(last));
        let have = self.current.free - base;
        if have < wanted {
            let register = self.allocate(wanted - have)?;
            self.load_nil(register, wanted - have, line);
        }
        self.current.free = base + wanted;
        Ok(Register(base as u8))
    }
}
