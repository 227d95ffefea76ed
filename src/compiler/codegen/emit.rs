//! Instructions, constants, jumps and charges of one function.
//!
//! Straight code pays for itself here and nowhere else: `unpaid` is the greatest number of instructions that any path to
//! the current place has run since it last paid, and before it would exceed [`limit::UNPAID`] a CHARGE is emitted. Backward
//! jumps pay their own length.

use hashbrown::HashMap;

use super::super::ast::StringId;
use super::super::limit;
use super::super::pages::Pages;
use super::{Generator, Register};
use crate::bytecode::{Constant, Instruction, Op};

/// Forward jumps to one place that is not yet known, linked through their distance fields.
#[derive(Copy, Clone, Debug)]
pub struct JumpList {
    head: u32,
    /// The greatest `unpaid` of its jumps.
    unpaid: u32,
}

const END: u32 = u32::MAX;

impl Default for JumpList {
    fn default() -> Self {
        Self {
            head: END,
            unpaid: 0,
        }
    }
}

/// The code of one function.
#[derive(Default)]
pub struct Code {
    instructions: Pages<Instruction>,
    lines: Pages<u32>,
    constants: Pages<Constant>,
    strings: HashMap<u32, u32>,
    numbers: HashMap<u64, u32>,
    unpaid: u32,
    /// The last place that a jump lands on.
    label: u32,
    /// Whether there is any.
    has_label: bool,
    /// How many instructions at the end wait for their line.
    lineless: usize,
    /// Instructions in front of the first one that has a line of its own.
    prologue: u32,
}

/// The line of an instruction that PUC-Rio has no counterpart of, and that comes before those of a statement: it gets the
/// line of the next one, so that no line hook sees it.
pub(super) const NEXT_LINE: u32 = 0;

/// The finished parts of a prototype.
pub struct FinishedCode {
    pub instructions: Box<[Instruction]>,
    pub lines: Box<[u32]>,
    pub constants: Box<[Constant]>,
    pub prologue: u32,
}

impl Code {
    /// Freezes the code.
    pub fn finish(self) -> FinishedCode {
        FinishedCode {
            instructions: self.instructions.into_boxed_slice(),
            lines: self.lines.into_boxed_slice(),
            constants: self.constants.into_boxed_slice(),
            prologue: self.prologue,
        }
    }

    /// Whether there is no instruction yet that has a line.
    fn is_beginning(&self) -> bool {
        self.instructions.len() == self.lineless
    }

    fn push(&mut self, instruction: Instruction, line: u32) -> u32 {
        let at = self.instructions.len() as u32;
        if line == NEXT_LINE {
            self.lineless += 1;
        } else {
            if self.is_beginning() {
                self.prologue = at;
            }
            for waiting in 1..=std::mem::take(&mut self.lineless) {
                self.lines[at as usize - waiting] = line;
            }
        }
        self.instructions.push(instruction);
        self.lines.push(line);
        self.unpaid += 1;
        at
    }
}

impl Generator<'_> {
    /// Where the next instruction goes.
    pub(super) fn here(&self) -> u32 {
        self.current.code.instructions.len() as u32
    }

    /// Emits an instruction and returns its place.
    pub(super) fn emit(&mut self, op: Op, a: u8, b: u32, c: u32, line: u32) -> u32 {
        let code = &mut self.current.code;
        if limit::CHARGE_STRAIGHT_CODE && code.unpaid >= limit::UNPAID {
            let charge = Instruction::new(Op::CHARGE, 0, 0, code.unpaid);
            code.push(charge, line);
            code.unpaid = 0;
        }
        self.emit_adjacent(op, a, b, c, line)
    }

    /// Emits an instruction that must directly follow the one before, because that left an open end.
    pub(super) fn emit_adjacent(&mut self, op: Op, a: u8, b: u32, c: u32, line: u32) -> u32 {
        let code = &mut self.current.code;
        let at = code.push(Instruction::new(op, a, b as u16, c), line);
        if matches!(
            op,
            Op::JMP
                | Op::RETURN0
                | Op::RETURN1
                | Op::RETURN
                | Op::RETURNO
                | Op::TAILCALL
                | Op::TAILCALLO
        ) {
            code.unpaid = 0;
        }
        at
    }

    /// The line of the last instruction, for one that PUC-Rio has no counterpart of and that belongs to it.
    pub(super) fn last_line(&self) -> u32 {
        match self.here() {
            0 => NEXT_LINE,
            here => self.current.code.lines[here as usize - 1],
        }
    }

    // Constants.

    /// The index of a string constant.
    pub(super) fn string(&mut self, id: StringId) -> u32 {
        let Code {
            constants, strings, ..
        } = &mut self.current.code;
        *strings.entry(id.0).or_insert_with(|| {
            constants.push(Constant::String(self.ast.strings.get(id).into()));
            constants.len() as u32 - 1
        })
    }

    /// The index of a number constant. As in PUC-Lua's table of constants `0` and `-0` are the same key, so that all zeros
    /// of a function have the sign of the first.
    pub(super) fn number(&mut self, value: f64) -> u32 {
        let Code {
            constants, numbers, ..
        } = &mut self.current.code;
        *numbers.entry((value + 0.0).to_bits()).or_insert_with(|| {
            constants.push(Constant::Number(value));
            constants.len() as u32 - 1
        })
    }

    /// Emits nils for `count` registers, together with those just before.
    pub(super) fn load_nil(&mut self, first: Register, count: u32, line: u32) -> u32 {
        let here = self.here();
        let code = &mut self.current.code;
        if code.label < here
            && let Some(last) = code.instructions.last_mut()
            && last.op() == Some(Op::LOADNIL)
            && last.a() + last.b() == usize::from(first.0)
        {
            *last = Instruction::new(
                Op::LOADNIL,
                last.a() as u8,
                last.b() as u16 + count as u16,
                0,
            );
            return here - 1;
        }
        // PUC-Rio has no instruction for variables that are nil at the beginning of a function.
        let line = match code.is_beginning() && !code.has_label {
            true => NEXT_LINE,
            false => line,
        };
        self.emit(Op::LOADNIL, first.0, count, 0, line)
    }

    // Jumps.

    /// Emits a jump whose target is not yet known.
    pub(super) fn jump(&mut self, op: Op, a: u8, b: u32, line: u32, list: &mut JumpList) {
        let unpaid = self.current.code.unpaid;
        let at = self.emit(op, a, b, list.head, line);
        list.head = at;
        // A charge just before it only makes this bound too high.
        list.unpaid = list.unpaid.max(unpaid + 1);
    }

    /// Emits a jump to an earlier place.
    pub(super) fn jump_back(&mut self, op: Op, a: u8, b: u32, target: u32, line: u32) {
        let mut list = JumpList::default();
        self.jump(op, a, b, line, &mut list);
        self.patch(list, target);
    }

    /// Lets all jumps of the list land here.
    pub(super) fn land(&mut self, list: JumpList) {
        let here = self.here();
        if list.head != END {
            self.current.code.label = here;
            self.current.code.has_label = true;
            self.current.code.unpaid = self.current.code.unpaid.max(list.unpaid.min(limit::UNPAID));
        }
        self.patch(list, here);
    }

    /// Marks a place that later jumps will go back to.
    pub(super) fn loop_start(&mut self) -> u32 {
        self.current.code.label = self.here();
        self.current.code.has_label = true;
        self.here()
    }

    /// Lets all jumps of the list go to `target`.
    pub(super) fn patch(&mut self, list: JumpList, target: u32) {
        let mut at = list.head;
        while at != END {
            let instruction = &mut self.current.code.instructions[at as usize];
            let next = instruction.c() as u32;
            *instruction = instruction.with_jump(target as i32 - at as i32 - 1);
            at = next;
        }
    }
}
