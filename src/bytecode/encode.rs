//! Encoding: one 64-bit word an instruction, and the fields in it.
//!
//! Fields that the machine patches (slot hints) live in the same word, so that one load brings everything an
//! instruction needs. Constructors take each field in its own type and check nothing but the ranges the compiler's
//! named limits already guarantee; `verify` checks whole prototypes.

use super::instruction::Op;

/// One encoded instruction: `A8 op8 B16 C32`.
///
/// PERF: A comes before the operation because on x86-64 the lowest byte of a register can be moved into any other one, the
/// second byte only into some; the operation is read where all of those are free.
#[derive(Copy, Clone, PartialEq, Eq)]
#[repr(transparent)]
pub struct Instruction(pub u64);

impl Instruction {
    /// Encodes an instruction whose upper half is a count, register, constant or prototype.
    #[inline]
    pub const fn new(op: Op, a: u8, b: u16, c: u32) -> Self {
        Self(a as u64 | (op as u64) << 8 | (b as u64) << 16 | (c as u64) << 32)
    }

    /// Encodes an instruction that jumps `distance` instructions from its successor.
    #[inline]
    pub const fn jump(op: Op, a: u8, b: u16, distance: i32) -> Self {
        Self::new(op, a, b, distance as u32)
    }

    /// The same instruction with another jump distance.
    #[inline]
    pub const fn with_jump(self, distance: i32) -> Self {
        Self(self.0 & 0xFFFF_FFFF | (distance as u32 as u64) << 32)
    }

    /// The operation, or nothing if the byte names none.
    #[inline]
    pub fn op(self) -> Option<Op> {
        Op::ALL.get(self.code() as usize).copied()
    }

    /// The operation's number, the index into a dispatch table.
    #[inline(always)]
    pub const fn code(self) -> u8 {
        (self.0 >> 8) as u8
    }

    /// Field A.
    #[inline(always)]
    pub const fn a(self) -> usize {
        self.0 as u8 as usize
    }

    /// Field B.
    #[inline(always)]
    pub const fn b(self) -> usize {
        (self.0 >> 16) as u16 as usize
    }

    /// Field C: the whole upper half.
    #[inline(always)]
    pub const fn c(self) -> usize {
        (self.0 >> 32) as usize
    }

    /// Field D: the upper half as a jump distance.
    #[inline(always)]
    pub const fn d(self) -> isize {
        (self.0 as i64 >> 32) as isize
    }

    /// The constant of the form `KH`.
    #[inline(always)]
    pub const fn kh(self) -> usize {
        (self.0 >> 32) as u16 as usize
    }

    /// The slot hint of the form `KH`.
    #[inline(always)]
    pub const fn hint(self) -> u32 {
        (self.0 >> 48) as u32
    }
}

impl std::fmt::Debug for Instruction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = self.op().map_or("?", Op::name);
        write!(f, "{name} {} {} {}", self.a(), self.b(), self.c())
    }
}
