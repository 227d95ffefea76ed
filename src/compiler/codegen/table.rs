//! Table constructors, and stores into fields.

use super::super::ast::{Kind, NodeId, StringId};
use super::super::limit;
use super::expression::Operand;
use super::{Generated, Generator, Register};
use crate::bytecode::Op;
use crate::bytecode::instruction::OPEN;

/// Temporaries that a list item may need; items are stored earlier where fewer registers are left.
const HEADROOM: u32 = 20;

impl Generator<'_> {
    pub(super) fn table(&mut self, e: NodeId, register: Register) -> Generated<()> {
        let line = self.ast.line(e);
        let count = self.ast.count(e);
        if count == 0 {
            self.emit(Op::NEWTABLE, register.0, 0, 0, line);
            return Ok(());
        }
        let table = self.scratch(register)?;
        let (array, fields) = self.table_hints(e, count);
        self.emit(Op::NEWTABLE, table.0, array, fields, line);
        let empty = self.current.free;
        let last_line = self.ast.list(e, count + 1);
        let mut stored = 0;
        for at in 1..=count {
            let item = self.ast.listed(e, at);
            self.pay(self.ast.line(item))?;
            match self.ast.kind(item) {
                Kind::NamedPair | Kind::Pair => self.pair(item, table)?,
                kind if at == count && kind.is_multiple() => {
                    self.open(item)?;
                    self.emit_adjacent(Op::SETLIST, table.0, OPEN, stored, last_line);
                    self.current.free = empty;
                }
                _ => _ = self.next(item)?,
            }
            let pending = self.current.free - empty;
            let full = pending >= limit::ITEMS_PER_FLUSH
                || self.current.free + HEADROOM > limit::REGISTERS;
            if pending > 0 && (full || at == count) {
                let line = if at == count {
                    last_line
                } else {
                    self.ast.line(item)
                };
                self.emit(Op::SETLIST, table.0, pending, stored, line);
                self.current.free = empty;
                stored += pending;
            }
        }
        self.place(Operand::Register(table), register, line)
    }

    /// How many list items and how many fields a constructor has.
    fn table_hints(&self, e: NodeId, count: u32) -> (u32, u32) {
        let is_field = |at: &u32| {
            matches!(
                self.ast.kind(self.ast.listed(e, *at)),
                Kind::NamedPair | Kind::Pair
            )
        };
        let fields = (1..=count).filter(is_field).count() as u32;
        let open = self.ast.kind(self.ast.listed(e, count)).is_multiple();
        (
            (count - fields - u32::from(open)).min(limit::ARRAY_HINT),
            fields,
        )
    }

    /// `name = value` or `[key] = value` in a constructor.
    fn pair(&mut self, item: NodeId, table: Register) -> Generated<()> {
        let free = self.current.free;
        let node = self.ast.node(item);
        let value = self.ast.last(item);
        if node.kind() == Kind::NamedPair {
            let value = self.any(value)?;
            self.set_field(table, StringId(node.arg), value, node.line())?;
        } else {
            let key = self.operand(NodeId(node.arg))?;
            let value = self.operand(value)?;
            self.set_index(Operand::Register(table), key, value, node.line())?;
        }
        self.current.free = free;
        Ok(())
    }

    /// `table[name] = value`. Names with two underscores may be metamethods, and the machine notices those in SETINDEX.
    pub(super) fn set_field(
        &mut self,
        table: Register,
        name: StringId,
        value: Register,
        line: u32,
    ) -> Generated<()> {
        let special = self.ast.strings.get(name).starts_with(b"__");
        let k = self.string(name);
        if k < limit::SHORT_CONSTANTS && !special {
            self.emit(Op::SETFIELD, table.0, value.0.into(), k, line);
        } else {
            let key = self.load_constant(k, line)?;
            self.emit(Op::SETINDEX, table.0, key.0.into(), value.0.into(), line);
        }
        Ok(())
    }

    /// `table[key] = value`
    pub(super) fn set_index(
        &mut self,
        table: Operand,
        key: Operand,
        value: Operand,
        line: u32,
    ) -> Generated<()> {
        let table = self.settle(table, line)?;
        if let Some(index) = self.immediate_index(key) {
            let value = self.settle(value, line)?;
            self.emit(Op::SETINDEXI, table.0, value.0.into(), index, line);
            return Ok(());
        }
        let key = self.settle(key, line)?;
        let value = self.settle(value, line)?;
        self.emit(Op::SETINDEX, table.0, key.0.into(), value.0.into(), line);
        Ok(())
    }
}
