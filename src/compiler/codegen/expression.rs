//! Expressions into registers.

use super::super::ast::{Kind, NodeId, StringId, Variable};
use super::super::limit;
use super::emit::JumpList;
use super::{Generated, Generator, Register};
use crate::bytecode::Op;

/// A value that an instruction is about to use.
#[derive(Copy, Clone, Debug)]
pub(super) enum Operand {
    /// It is in a register.
    Register(Register),
    /// It is the content of the cell in a register, read as late as possible: PUC-Rio reads local variables when they are used,
    /// after the other operands have been evaluated.
    Cell(Register),
    /// It is a literal.
    Literal(NodeId),
}

/// Where the value of an expression is wanted.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Want {
    /// In any new register.
    Any,
    /// In this register.
    Into(Register),
    /// So many results of a call, in new registers.
    Results(u32),
    /// All results of a call, up to the open end.
    Open,
    /// A call whose results are those of the current function.
    Tail,
}

impl Generator<'_> {
    /// Computes an expression into a new register.
    pub(super) fn next(&mut self, e: NodeId) -> Generated<Register> {
        self.blame = e;
        let register = self.allocate(1)?;
        self.compute(e, register)?;
        Ok(register)
    }

    /// Computes an expression into whatever register suits it.
    pub(super) fn any(&mut self, e: NodeId) -> Generated<Register> {
        let operand = self.operand(e)?;
        self.settle(operand, self.ast.line(e))
    }

    /// An expression as an operand: only what is no variable and no literal is computed.
    pub(super) fn operand(&mut self, mut e: NodeId) -> Generated<Operand> {
        while self.ast.kind(e) == Kind::Paren {
            e = self.ast.last(e);
        }
        Ok(match self.leaf(e) {
            Some(operand) => operand,
            None => Operand::Register(self.next(e)?),
        })
    }

    /// The variable that an expression in parentheses is, or the expression itself: a variable is read late there too.
    fn unwrapped_local(&self, e: NodeId) -> NodeId {
        let mut inner = e;
        while self.ast.kind(inner) == Kind::Paren {
            inner = self.ast.last(inner);
        }
        match self.ast.kind(inner) {
            Kind::Local => inner,
            _ => e,
        }
    }

    fn leaf(&self, e: NodeId) -> Option<Operand> {
        match self.ast.kind(e) {
            Kind::Local => Some(self.local_operand(e)),
            Kind::Nil | Kind::False | Kind::True | Kind::Integer | Kind::Number | Kind::String => {
                Some(Operand::Literal(e))
            }
            _ => None,
        }
    }

    fn local_operand(&self, e: NodeId) -> Operand {
        let variable = self.local(e);
        let register = Register(variable.register);
        if variable.is_cell() {
            Operand::Cell(register)
        } else {
            Operand::Register(register)
        }
    }

    /// The variable of a `Local` node.
    pub(super) fn local(&self, e: NodeId) -> &Variable {
        &self.ast.variables[self.ast.node(e).arg as usize]
    }

    /// Whether the upvalue of an `Upvalue` node is a cell.
    fn upvalue_is_cell(&self, e: NodeId) -> bool {
        self.upvalue_variable(e).is_cell()
    }

    /// The variable of an `Upvalue` node.
    pub(super) fn upvalue_variable(&self, e: NodeId) -> &Variable {
        let index = self.current.upvalues + self.ast.node(e).arg;
        &self.ast.variables[self.ast.upvalues[index as usize].variable.0 as usize]
    }

    /// The register of an operand, which is now read.
    pub(super) fn settle(&mut self, operand: Operand, line: u32) -> Generated<Register> {
        if let Operand::Register(register) = operand {
            return Ok(register);
        }
        let register = self.allocate(1)?;
        self.place(operand, register, line)?;
        Ok(register)
    }

    /// Moves an operand into a register.
    pub(super) fn place(
        &mut self,
        operand: Operand,
        register: Register,
        line: u32,
    ) -> Generated<()> {
        match operand {
            Operand::Register(source) if source == register => {}
            Operand::Register(source) => {
                self.emit(Op::MOVE, register.0, source.0.into(), 0, line);
            }
            Operand::Cell(source) => {
                self.emit(Op::GETCELL, register.0, source.0.into(), 0, line);
            }
            Operand::Literal(e) => self.compute(e, register)?,
        }
        Ok(())
    }

    /// Computes an expression into `register`.
    pub(super) fn compute(&mut self, e: NodeId, register: Register) -> Generated<()> {
        let free = self.current.free;
        self.compute_with_scratch(e, register)?;
        self.current.free = free;
        Ok(())
    }

    fn compute_with_scratch(&mut self, e: NodeId, register: Register) -> Generated<()> {
        let node = self.ast.node(e);
        let line = node.line();
        let a = register.0;
        match node.kind() {
            Kind::Nil => {
                self.load_nil(register, 1, line);
            }
            Kind::False => {
                self.emit(Op::LOADBOOL, a, 0, 0, line);
            }
            Kind::True => {
                self.emit(Op::LOADBOOL, a, 1, 0, line);
            }
            Kind::Integer | Kind::Number => {
                let value = self.ast.number(e).expect("a number");
                let k = self.number(value);
                self.emit(Op::LOADK, a, 0, k, line);
            }
            Kind::String => {
                let k = self.string(StringId(node.arg));
                self.emit(Op::LOADK, a, 0, k, line);
            }
            Kind::Varargs => {
                self.emit(Op::VARARG, a, 1, 0, line);
            }
            Kind::Local => self.place(self.local_operand(e), register, line)?,
            Kind::Upvalue => {
                let op = if self.upvalue_is_cell(e) {
                    Op::GETUPCELL
                } else {
                    Op::GETUPVAL
                };
                self.emit(op, a, node.arg, 0, line);
            }
            Kind::Global => {
                let k = self.string(StringId(node.arg));
                self.emit(Op::GETGLOBAL, a, 0, k, line);
            }
            Kind::Function => self.closure(e, register)?,
            Kind::Paren => self.compute(self.ast.last(e), register)?,
            Kind::Negate => self.unary(Op::UNM, e, register)?,
            Kind::Length => self.unary(Op::LEN, e, register)?,
            Kind::Not => self.not(e, register)?,
            Kind::Concat => self.concat(e, register)?,
            Kind::And | Kind::Or => self.guarded_logical(e, register)?,
            Kind::Table => self.table(e, register)?,
            _ => {
                self.chain(e, Want::Into(register))?;
            }
        }
        Ok(())
    }

    fn unary(&mut self, op: Op, e: NodeId, register: Register) -> Generated<()> {
        let operand = self.any(self.ast.last(e))?;
        self.emit(op, register.0, operand.0.into(), 0, self.ast.line(e));
        Ok(())
    }

    fn not(&mut self, e: NodeId, register: Register) -> Generated<()> {
        let kind = self.ast.kind(self.ast.last(e));
        if kind.is_comparison() || matches!(kind, Kind::And | Kind::Or | Kind::Not) {
            let mut no = JumpList::default();
            self.jump_if(e, false, &mut no)?;
            self.boolean(register, no, self.ast.line(e));
            return Ok(());
        }
        self.unary(Op::NOT, e, register)
    }

    /// True if control gets here, false from the jumps of `no`.
    fn boolean(&mut self, register: Register, no: JumpList, line: u32) {
        let mut done = JumpList::default();
        self.emit(Op::LOADBOOL, register.0, 1, 0, line);
        self.jump(Op::JMP, 0, 0, line, &mut done);
        self.land(no);
        self.emit(Op::LOADBOOL, register.0, 0, 0, line);
        self.land(done);
    }

    /// `a .. b .. c`: the operands side by side, then one instruction, which has the innermost operator's line.
    fn concat(&mut self, root: NodeId, register: Register) -> Generated<()> {
        let base = self.scratch(register)?;
        let mut line = 0;
        let mut e = root;
        let mut count = 0;
        while self.ast.kind(e) == Kind::Concat {
            line = self.ast.line(e);
            let operand = NodeId(self.ast.node(e).arg);
            match count {
                0 => self.compute(operand, base)?,
                _ => _ = self.next(operand)?,
            }
            count += 1;
            e = self.ast.last(e);
        }
        self.next(e)?;
        self.emit(Op::CONCAT, register.0, base.0.into(), count + 1, line);
        Ok(())
    }

    /// `register` if intermediate results may be there and more registers follow it, otherwise a new one.
    pub(super) fn scratch(&mut self, register: Register) -> Generated<Register> {
        if self.is_scratch_top(register) {
            Ok(register)
        } else {
            self.allocate(1)
        }
    }

    /// Makes a closure.
    fn closure(&mut self, e: NodeId, register: Register) -> Generated<()> {
        let node = self.ast.node(e);
        let prototype = self.function(super::FunctionId(node.arg))?;
        let index = self.current.prototypes.len() as u32;
        self.current.prototypes.push(prototype);
        self.emit(Op::CLOSURE, register.0, 0, index, node.line());
        Ok(())
    }

    // Chains of operators and suffixes.

    /// Computes an expression with a first operand: down to the innermost in a loop, then outwards step by step. All
    /// intermediate results are in one register. Returns the register of the (first) result.
    pub(super) fn chain(&mut self, root: NodeId, want: Want) -> Generated<Register> {
        let mark = self.spine.len();
        let mut e = root;
        while let Some(first) = self.ast.first(e) {
            self.spine.push(e);
            e = first;
        }
        let leaf = self.leaf(self.unwrapped_local(e)).filter(
            |operand| !matches!(operand, Operand::Literal(e) if self.ast.number(*e).is_none()),
        );
        let single =
            self.spine.len() == mark + 1 && leaf.is_some() && !self.ast.kind(root).is_call();
        let scratch = match want {
            Want::Into(register) if single => register,
            Want::Into(register) => self.scratch(register)?,
            _ => self.allocate(1)?,
        };
        let free = self.current.free;
        let mut left = match leaf {
            Some(operand) => operand,
            None => {
                self.compute(e, scratch)?;
                Operand::Register(scratch)
            }
        };
        while self.spine.len() > mark {
            let step = self.spine.pop().expect("longer than the mark");
            let last = self.spine.len() == mark;
            let target = match want {
                Want::Into(register) if last => register,
                _ => scratch,
            };
            if self.ast.kind(step).is_call() {
                let want = if last { want } else { Want::Any };
                self.call(step, left, scratch, want)?;
                if last && matches!(want, Want::Results(_) | Want::Open | Want::Tail) {
                    return Ok(scratch);
                }
                self.place(Operand::Register(scratch), target, self.ast.line(step))?;
            } else {
                self.step(step, left, target)?;
            }
            self.current.free = free;
            left = Operand::Register(target);
        }
        Ok(match want {
            Want::Into(register) => register,
            _ => scratch,
        })
    }

    /// One operator or suffix that is no call.
    fn step(&mut self, e: NodeId, left: Operand, target: Register) -> Generated<()> {
        match self.ast.kind(e) {
            Kind::Field => self.get_field(e, left, target),
            Kind::Index => self.get_index(e, left, target),
            kind if kind.is_comparison() => {
                let mut no = JumpList::default();
                self.compare(e, left, false, &mut no)?;
                self.boolean(target, no, self.ast.line(e));
                Ok(())
            }
            kind => self.arithmetic(kind, e, left, target),
        }
    }

    fn get_field(&mut self, e: NodeId, left: Operand, target: Register) -> Generated<()> {
        let node = self.ast.node(e);
        let table = self.settle(left, node.line())?;
        let k = self.string(StringId(node.arg));
        if k < limit::SHORT_CONSTANTS {
            self.emit(Op::GETFIELD, target.0, table.0.into(), k, node.line());
        } else {
            let key = self.load_constant(k, node.line())?;
            self.emit(
                Op::GETINDEX,
                target.0,
                table.0.into(),
                key.0.into(),
                node.line(),
            );
        }
        Ok(())
    }

    /// Loads a constant into a new register.
    pub(super) fn load_constant(&mut self, k: u32, line: u32) -> Generated<Register> {
        let register = self.allocate(1)?;
        self.emit(Op::LOADK, register.0, 0, k, line);
        Ok(register)
    }

    fn get_index(&mut self, e: NodeId, left: Operand, target: Register) -> Generated<()> {
        let line = self.ast.line(e);
        let key = self.operand(self.ast.last(e))?;
        if let Some(index) = self.immediate_index(key) {
            let table = self.settle(left, line)?;
            self.emit(Op::GETINDEXI, target.0, table.0.into(), index, line);
            return Ok(());
        }
        let table = self.settle(left, line)?;
        let key = self.settle(key, line)?;
        self.emit(Op::GETINDEX, target.0, table.0.into(), key.0.into(), line);
        Ok(())
    }

    /// The integer key that fits into an instruction.
    pub(super) fn immediate_index(&self, key: Operand) -> Option<u32> {
        let Operand::Literal(e) = key else {
            return None;
        };
        let node = self.ast.node(e);
        (node.kind() == Kind::Integer && node.arg <= limit::IMMEDIATE_INDEX).then_some(node.arg)
    }

    /// The constant of an operand that is a number.
    pub(super) fn number_operand(&mut self, operand: Operand) -> Option<u32> {
        let Operand::Literal(e) = operand else {
            return None;
        };
        let value = self.ast.number(e)?;
        Some(self.number(value))
    }

    fn arithmetic(
        &mut self,
        kind: Kind,
        e: NodeId,
        left: Operand,
        target: Register,
    ) -> Generated<()> {
        let (registers, constant_right, constant_left) = match kind {
            Kind::Add => (Op::ADD, Op::ADDK, Op::KADD),
            Kind::Subtract => (Op::SUB, Op::SUBK, Op::KSUB),
            Kind::Multiply => (Op::MUL, Op::MULK, Op::KMUL),
            Kind::Divide => (Op::DIV, Op::DIVK, Op::KDIV),
            Kind::Modulo => (Op::MOD, Op::MODK, Op::KMOD),
            _ => (Op::POW, Op::POWK, Op::KPOW),
        };
        let line = self.ast.line(e);
        let right = self.operand(self.ast.last(e))?;
        if let Some(k) = self.number_operand(right) {
            let left = self.settle(left, line)?;
            self.emit(constant_right, target.0, left.0.into(), k, line);
        } else if let Some(k) = self.number_operand(left) {
            let right = self.settle(right, line)?;
            self.emit(constant_left, target.0, right.0.into(), k, line);
        } else {
            let left = self.settle(left, line)?;
            let right = self.settle(right, line)?;
            self.emit(registers, target.0, left.0.into(), right.0.into(), line);
        }
        Ok(())
    }
}
