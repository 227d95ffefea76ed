//! Conditions: jumps instead of values, and the values of `and` and `or`.

use super::super::ast::{Kind, NodeId, StringId};
use super::super::limit;
use super::emit::JumpList;
use super::expression::Operand;
use super::{Generated, Generator, Register};
use crate::bytecode::Op;

impl Generator<'_> {
    /// Emits jumps that are taken if the truth of `e` is `when`; otherwise control falls through.
    pub(super) fn jump_if(
        &mut self,
        mut e: NodeId,
        mut when: bool,
        list: &mut JumpList,
    ) -> Generated<()> {
        let free = self.current.free;
        loop {
            match self.ast.kind(e) {
                Kind::Not => when = !when,
                Kind::Paren => {}
                _ => break,
            }
            e = self.ast.last(e);
        }
        let line = self.ast.line(e);
        match self.ast.kind(e) {
            Kind::And => self.jump_if_logical(e, Kind::And, when, list)?,
            Kind::Or => self.jump_if_logical(e, Kind::Or, when, list)?,
            kind if kind.is_comparison() => {
                let left = self.operand(NodeId(self.ast.node(e).arg))?;
                self.compare(e, left, when, list)?;
            }
            _ => match self.literal_truth(e) {
                Some(truth) if truth == when => self.jump(Op::JMP, 0, 0, line, list),
                Some(_) => {}
                None => {
                    let register = self.any(e)?;
                    let op = if when { Op::JT } else { Op::JF };
                    self.jump(op, register.0, 0, line, list);
                }
            },
        }
        self.current.free = free;
        Ok(())
    }

    /// `and` is decided by a false operand, `or` by a true one.
    fn jump_if_logical(
        &mut self,
        e: NodeId,
        kind: Kind,
        when: bool,
        list: &mut JumpList,
    ) -> Generated<()> {
        let decisive = kind == Kind::Or;
        let mut skip = JumpList::default();
        let mark = self.push_operands(e, kind);
        while let Some((operand, last)) = self.pop_operand(mark) {
            if last || when == decisive {
                self.jump_if(operand, when, list)?;
            } else {
                self.jump_if(operand, decisive, &mut skip)?;
            }
        }
        self.land(skip);
        Ok(())
    }

    /// Puts the operands of `a and b and c` on the spine, the first one on top.
    fn push_operands(&mut self, mut e: NodeId, kind: Kind) -> usize {
        let mark = self.spine.len();
        while self.ast.kind(e) == kind {
            self.spine.push(self.ast.last(e));
            e = NodeId(self.ast.node(e).arg);
        }
        self.spine.push(e);
        mark
    }

    /// The next operand above `mark`, and whether it is the last.
    fn pop_operand(&mut self, mark: usize) -> Option<(NodeId, bool)> {
        if self.spine.len() == mark {
            return None;
        }
        let operand = self.spine.pop()?;
        Some((operand, self.spine.len() == mark))
    }

    fn literal_truth(&self, e: NodeId) -> Option<bool> {
        match self.ast.kind(e) {
            Kind::Nil | Kind::False => Some(false),
            Kind::True | Kind::Integer | Kind::Number | Kind::String => Some(true),
            _ => None,
        }
    }

    /// Whether the operand that decides last is a literal.
    fn ends_in_literal(&self, mut e: NodeId) -> bool {
        while let Kind::Not | Kind::Paren | Kind::And | Kind::Or = self.ast.kind(e) {
            e = self.ast.last(e);
        }
        self.literal_truth(e).is_some()
    }

    // Comparisons.

    /// Emits the jump of a comparison whose left operand is known.
    pub(super) fn compare(
        &mut self,
        e: NodeId,
        left: Operand,
        when: bool,
        list: &mut JumpList,
    ) -> Generated<()> {
        let line = self.ast.line(e);
        let right = self.operand(self.ast.last(e))?;
        let (op, a, b) = match self.ast.kind(e) {
            Kind::Equal => self.equality(left, right, when, line)?,
            Kind::NotEqual => self.equality(left, right, !when, line)?,
            kind => self.order(kind, left, right, when, line)?,
        };
        self.jump(op, a.0, b, line, list);
        Ok(())
    }

    fn equality(
        &mut self,
        left: Operand,
        right: Operand,
        when: bool,
        line: u32,
    ) -> Generated<(Op, Register, u32)> {
        let (left, right) = if matches!(left, Operand::Literal(_)) {
            (right, left)
        } else {
            (left, right)
        };
        let literal = self.equality_literal(right);
        let a = self.settle(left, line)?;
        let (equal, unequal, b) = match literal {
            Some(literal) => literal,
            None => (Op::JEQ, Op::JNE, self.settle(right, line)?.0.into()),
        };
        Ok((if when { equal } else { unequal }, a, b))
    }

    /// The instructions that compare with this operand, if it is a literal in reach.
    fn equality_literal(&mut self, operand: Operand) -> Option<(Op, Op, u32)> {
        let Operand::Literal(e) = operand else {
            return None;
        };
        match self.ast.kind(e) {
            Kind::Nil => Some((Op::JEQP, Op::JNEP, 0)),
            Kind::False => Some((Op::JEQP, Op::JNEP, 1)),
            Kind::True => Some((Op::JEQP, Op::JNEP, 2)),
            Kind::String => {
                let k = self.string(StringId(self.ast.node(e).arg));
                (k < limit::SHORT_CONSTANTS).then_some((Op::JEQS, Op::JNES, k))
            }
            _ => self.short_number(operand).map(|k| (Op::JEQN, Op::JNEN, k)),
        }
    }

    fn short_number(&mut self, operand: Operand) -> Option<u32> {
        self.number_operand(operand)
            .filter(|&k| k < limit::SHORT_CONSTANTS)
    }

    fn order(
        &mut self,
        kind: Kind,
        left: Operand,
        right: Operand,
        when: bool,
        line: u32,
    ) -> Generated<(Op, Register, u32)> {
        if let Some(k) = self.short_number(right) {
            let register = self.settle(left, line)?;
            return Ok((order_with_constant(kind, when), register, k));
        }
        if let Some(k) = self.short_number(left) {
            let register = self.settle(right, line)?;
            return Ok((order_with_constant(mirrored(kind), when), register, k));
        }
        let a = self.settle(left, line)?;
        let b = self.settle(right, line)?;
        let (a, b) = if matches!(kind, Kind::Greater | Kind::GreaterEqual) {
            (b, a)
        } else {
            (a, b)
        };
        let op = match (kind, when) {
            (Kind::Less | Kind::Greater, true) => Op::JLT,
            (Kind::Less | Kind::Greater, false) => Op::JNLT,
            (_, true) => Op::JLE,
            (_, false) => Op::JNLE,
        };
        Ok((op, a, b.0.into()))
    }

    // The values of `and` and `or`.

    /// The value of `and` or `or` where `register` may be a variable that the expression reads.
    pub(super) fn guarded_logical(&mut self, e: NodeId, register: Register) -> Generated<()> {
        let is_variable = u32::from(register.0) < self.current.variables_end;
        if !is_variable || !self.reads_late(e, register) {
            return self.logical(e, register);
        }
        let line = self.ast.line(e);
        let scratch = self.allocate(1)?;
        self.logical(e, scratch)?;
        self.place(Operand::Register(scratch), register, line)
    }

    /// Whether an expression may read the variable in `register` after its own value has been put there.
    fn reads_late(&self, e: NodeId, register: Register) -> bool {
        let reads =
            |e: NodeId| self.ast.kind(e) == Kind::Local && self.local(e).register == register.0;
        // The first operand is read before anything is written, and `x and f(x)` writes x to x.
        let start = self.ast.subtree_start(e);
        let last = self.ast.last(e);
        let first_is_all = self.ast.node(e).arg == start.0 && reads(start);
        if first_is_all && !matches!(self.ast.kind(last), Kind::And | Kind::Or | Kind::Paren) {
            return false;
        }
        (start.0 + 1..=e.0).map(NodeId).any(reads)
    }

    /// The value of an expression in a register that it does not read.
    fn value(&mut self, e: NodeId, register: Register) -> Generated<()> {
        match self.ast.kind(e) {
            Kind::And | Kind::Or => self.logical(e, register),
            _ => self.compute(e, register),
        }
    }

    fn logical(&mut self, e: NodeId, register: Register) -> Generated<()> {
        let kind = self.ast.kind(e);
        let mut done = JumpList::default();
        let mark = self.push_operands(e, kind);
        while let Some((operand, last)) = self.pop_operand(mark) {
            match last {
                true => self.value(operand, register)?,
                false => self.keep_if(operand, register, kind == Kind::Or, &mut done)?,
            }
        }
        self.land(done);
        Ok(())
    }

    /// If the truth of `e` is `when`, puts its value into `register` and jumps; otherwise control falls through and
    /// the register may hold anything.
    fn keep_if(
        &mut self,
        e: NodeId,
        register: Register,
        when: bool,
        done: &mut JumpList,
    ) -> Generated<()> {
        let line = self.ast.line(e);
        let kind = self.ast.kind(e);
        if let Some(truth) = self.literal_truth(e) {
            if truth == when {
                self.compute(e, register)?;
                self.jump(Op::JMP, 0, 0, line, done);
            }
            return Ok(());
        }
        if matches!(kind, Kind::And | Kind::Or) {
            return self.keep_if_logical(e, kind, register, when, done);
        }
        if kind == Kind::Not || kind.is_comparison() {
            let mut skip = JumpList::default();
            self.jump_if(e, !when, &mut skip)?;
            let is_tested = !self.ends_in_literal(e);
            self.emit(
                Op::LOADBOOL,
                register.0,
                when.into(),
                is_tested.into(),
                line,
            );
            self.jump(Op::JMP, 0, 0, line, done);
            self.land(skip);
            return Ok(());
        }
        self.compute(e, register)?;
        let op = if when { Op::JT } else { Op::JF };
        self.jump(op, register.0, 0, line, done);
        Ok(())
    }

    fn keep_if_logical(
        &mut self,
        e: NodeId,
        kind: Kind,
        register: Register,
        when: bool,
        done: &mut JumpList,
    ) -> Generated<()> {
        let decisive = kind == Kind::Or;
        let mut skip = JumpList::default();
        let mark = self.push_operands(e, kind);
        while let Some((operand, last)) = self.pop_operand(mark) {
            if last || when == decisive {
                self.keep_if(operand, register, when, done)?;
            } else {
                self.jump_if(operand, decisive, &mut skip)?;
            }
        }
        self.land(skip);
        Ok(())
    }
}

/// The comparison with its operands exchanged.
fn mirrored(kind: Kind) -> Kind {
    match kind {
        Kind::Less => Kind::Greater,
        Kind::LessEqual => Kind::GreaterEqual,
        Kind::Greater => Kind::Less,
        _ => Kind::LessEqual,
    }
}

/// The jump that compares a register on the left with a constant on the right.
fn order_with_constant(kind: Kind, when: bool) -> Op {
    match (kind, when) {
        (Kind::Less, true) => Op::JLTK,
        (Kind::Less, false) => Op::JNLTK,
        (Kind::LessEqual, true) => Op::JLEK,
        (Kind::LessEqual, false) => Op::JNLEK,
        (Kind::Greater, true) => Op::JGTK,
        (Kind::Greater, false) => Op::JNGTK,
        (_, true) => Op::JGEK,
        (_, false) => Op::JNGEK,
    }
}
