//! Frames: the typed call stack beside the value stack.
//!
//! A frame is one activation, of a Lua function or of a native that has suspended itself. It says where its registers
//! begin, where it goes on when what it called returns, and what its own caller expects of it ([`Return`]). Which kind it
//! is can be read off the callee in the slot below its base. The fast call path writes three words of it.
//!
//! ```text
//! values:  ... | callee | base: R[0] R[1] ...            | callee' | base': ...
//! vararg:  ... | callee | fixed.. extra.. | callee again | base: fixed.. R[n] ...
//! ```

use crate::{
    bytecode::Instruction,
    heap::{value::Value, window::Next},
};

/// One activation.
#[repr(C)]
#[derive(Copy, Clone)]
pub(crate) struct Frame<'gc> {
    /// Register 0, or the native's window. The callee lies one slot below.
    pub base: *mut Value<'gc>,
    /// The next instruction of a Lua function; valid while something it called runs.
    pub pc: *const Instruction,
    /// What the caller expects.
    pub ret: Return,
    /// Lua: the extra arguments below the base. Native: the slots it keeps.
    pub info: u32,
    /// Native: how it goes on.
    pub next: Next<'gc>,
}

/// What happens with a frame's results, in one word that the return instructions compare at once.
///
/// The low 16 bits are the wanted results ([`OPEN`](crate::bytecode::instruction::OPEN) for all), the next 8 the kind
/// (0 for a plain call), bit 31 says that the frame has extra arguments below its base, and the upper 32 bits count the
/// tail calls that were lost on the way into this frame.
#[derive(Copy, Clone, PartialEq, Eq)]
#[repr(transparent)]
pub(crate) struct Return(pub u64);

/// The kinds of [`Return`].
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum After {
    /// Results go to the caller's registers, from the callee's slot on.
    Plain,
    /// The result finishes the instruction that the caller is in the middle of (a metamethod was called).
    Finish,
    /// The same, but the result is negated first (`a <= b` asked `b < a`).
    FinishNot,
    /// The results go to the native below, which goes on.
    Native,
    /// The results are those of the Lua function below, which called it in tail position.
    Return,
    /// The results are those of the whole thread.
    Thread,
    /// The result of an `xpcall` handler: unwinding goes on with it.
    Handler,
    /// There is none: a hook has interrupted the frame below.
    Hook,
    /// A finalizer was called where a slice began; its results are dropped.
    Finalizer,
}

impl Return {
    const KIND_SHIFT: u32 = 16;
    const EXTRA: u64 = 1 << 31;

    /// A plain call that wants `results`.
    #[inline(always)]
    pub const fn plain(results: u32) -> Self {
        Self(results as u64)
    }

    /// Any kind that takes all results.
    pub const fn to(after: After) -> Self {
        Self::with(after, crate::bytecode::instruction::OPEN)
    }

    /// Any kind, wanting `results`.
    pub const fn with(after: After, results: u32) -> Self {
        Self(results as u64 | (after as u64) << Self::KIND_SHIFT)
    }

    /// Whether the fast return path may serve it: a plain call, no extra arguments, at most one result wanted.
    #[inline(always)]
    pub const fn is_fast(self) -> bool {
        self.0 as u32 <= 1
    }

    /// Whether it is a plain call without extra arguments that wants all results.
    #[inline(always)]
    pub const fn is_open(self) -> bool {
        self.0 as u32 == crate::bytecode::instruction::OPEN
    }

    /// Whether a Lua function waits for the results, in the middle of an instruction or behind one.
    #[inline(always)]
    pub const fn is_for_registers(self) -> bool {
        (self.0 >> Self::KIND_SHIFT) as u8 <= After::Finish as u8
    }

    /// The wanted results.
    pub const fn wanted(self) -> u32 {
        self.0 as u32 & 0xFFFF
    }

    /// The kind.
    pub fn after(self) -> After {
        match (self.0 >> Self::KIND_SHIFT) as u8 {
            0 => After::Plain,
            1 => After::Finish,
            2 => After::FinishNot,
            3 => After::Native,
            4 => After::Return,
            5 => After::Thread,
            6 => After::Handler,
            7 => After::Hook,
            _ => After::Finalizer,
        }
    }

    /// The same with extra arguments noted or not.
    pub const fn with_extra(self, extra: bool) -> Self {
        Self(self.0 & !Self::EXTRA | if extra { Self::EXTRA } else { 0 })
    }

    /// Whether extra arguments lie below the base.
    #[inline(always)]
    pub const fn has_extra(self) -> bool {
        self.0 & Self::EXTRA != 0
    }

    /// How many tail calls were lost.
    pub const fn tail_calls(self) -> u32 {
        (self.0 >> 32) as u32
    }

    /// The same with one tail call less.
    pub const fn before_tail_call(self) -> Self {
        Self(self.0 - (1 << 32))
    }

    /// The same with one more tail call, as far as they can be counted.
    #[inline(always)]
    pub const fn after_tail_call(self) -> Self {
        match self.0.checked_add(1 << 32) {
            Some(counted) => Self(counted),
            None => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_billion_tail_calls_change_nothing_else() {
        let ret = Return::with(After::Finish, 1).with_extra(true);
        let last = Return(ret.0 | u64::from(u32::MAX - 1) << 32);
        assert_eq!(last.after_tail_call().tail_calls(), u32::MAX);
        let end = last.after_tail_call().after_tail_call();
        assert_eq!(end.tail_calls(), u32::MAX);
        assert!(end.after() == After::Finish && end.wanted() == 1 && end.has_extra());
    }
}
