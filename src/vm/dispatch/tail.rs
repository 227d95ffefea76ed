//! The tail-calling backend: one function an operation, each ending in a jump to the next.
//!
//! The five arguments are the interpreter's registers and stay in machine registers from operation to operation. The
//! calling convention is an `-unwind` form, so that a panic in a native passes through to the host. What is slow is behind
//! an out-of-line stub, itself tail-called, so that no fast path saves a register. The instruction is the third argument
//! because on x86-64 that register's second byte (operand A) can be read in place.

use super::{Ctl, Regs, fast, slow, slow_path};
use crate::{
    bytecode::{Instruction, Op},
    heap::{context::State, value::Value},
    vm::{call::Flow, slice::Exit},
};

#[cfg(target_arch = "x86_64")]
macro_rules! with_convention {
    ($(#[$meta:meta])* $vis:vis unsafe fn $($rest:tt)*) => {
        $(#[$meta])* $vis unsafe extern "sysv64-unwind" fn $($rest)*
    };
}
#[cfg(not(target_arch = "x86_64"))]
macro_rules! with_convention {
    ($(#[$meta:meta])* $vis:vis unsafe fn $($rest:tt)*) => {
        $(#[$meta])* $vis unsafe extern "C-unwind" fn $($rest)*
    };
}

#[cfg(target_arch = "x86_64")]
type Handler<'gc> = unsafe extern "sysv64-unwind" fn(
    *const Instruction,
    *mut Value<'gc>,
    Instruction,
    *const Value<'gc>,
    *const State<'gc>,
);
#[cfg(not(target_arch = "x86_64"))]
type Handler<'gc> = unsafe extern "C-unwind" fn(
    *const Instruction,
    *mut Value<'gc>,
    Instruction,
    *const Value<'gc>,
    *const State<'gc>,
);

/// Jumps to the handler of the instruction at `pc`.
macro_rules! go {
    ($pc:expr, $base:expr, $k:expr, $st:expr) => {{
        let pc: *const Instruction = $pc;
        let instruction = *pc;
        let handler = *(&raw const (*$st).handlers)
            .cast::<Handler<'gc>>()
            .add(instruction.code() as usize);
        handler(pc.add(1), $base, instruction, $k, $st)
    }};
}

macro_rules! handlers {
    ($($name:ident)*) => { $(
        #[allow(non_snake_case)]
        mod $name {
            use super::*;

            with_convention! {
                /// # Safety
                /// Only the dispatch of a verified instruction may call this.
                pub(super) unsafe fn handler<'gc>(
                    pc: *const Instruction,
                    base: *mut Value<'gc>,
                    instruction: Instruction,
                    k: *const Value<'gc>,
                    st: *const State<'gc>,
                ) {
                    // SAFETY: verified code; the registers are those of an entered function.
                    unsafe {
                        let mut r = Regs { pc, base, k };
                        match fast::$name(instruction, &mut r, st) {
                            Ctl::Next => go!(r.pc, r.base, r.k, st),
                            Ctl::Slow => stub(r.pc, r.base, instruction, r.k, st),
                            Ctl::Leave => leave(r.pc, r.base, instruction, r.k, st),
                        }
                    }
                }
            }

            with_convention! {
                #[inline(never)]
                unsafe fn stub<'gc>(
                    pc: *const Instruction,
                    base: *mut Value<'gc>,
                    instruction: Instruction,
                    k: *const Value<'gc>,
                    st: *const State<'gc>,
                ) {
                    // SAFETY: as above; the slow path leaves the registers in the state.
                    unsafe {
                        (*st).pc.set(pc);
                        (*st).base.set(base);
                        (*st).constants.set(k);
                        if slow_or_drifted(instruction, st) {
                            return;
                        }
                        go!((*st).pc.get(), (*st).base.get(), (*st).constants.get(), st)
                    }
                }
            }

            /// Runs the slow body; true if dispatch has to be left. It is a function of its own because a stub that holds
            /// a local whose address is taken would not end in a jump.
            #[inline(never)]
            unsafe fn slow_or_drifted<'gc>(instruction: Instruction, st: *const State<'gc>) -> bool {
                // SAFETY: the state holds the registers.
                unsafe { slow_path(instruction, st, slow::$name) == Flow::Leave || drifted(st) }
            }
        } )*

        /// The handlers, in the order of the table.
        pub(crate) const HANDLERS: [*const (); Op::COUNT] = [$($name::handler as *const ()),*];
    };
}
crate::__op_names!(handlers);

with_convention! {
    /// Leaves because the fuel is spent.
    #[inline(never)]
    unsafe fn leave<'gc>(
        pc: *const Instruction,
        base: *mut Value<'gc>,
        _: Instruction,
        k: *const Value<'gc>,
        st: *const State<'gc>,
    ) {
        // SAFETY: the state outlives the dispatch.
        unsafe {
            (*st).pc.set(pc);
            (*st).base.set(base);
            (*st).constants.set(k);
            (*st).exit.set(Some(Exit::Left));
        }
    }
}

/// How far the machine stack may be from where dispatch began before something must be wrong: far more than any stub uses.
const DRIFT: usize = 1 << 16;

/// Whether the machine stack has grown since dispatch began: then tail calls are not jumps in this build, whatever the
/// self-check found, and the loop takes over.
#[inline(always)]
unsafe fn drifted(st: *const State<'_>) -> bool {
    let here = 0u8;
    // SAFETY: the state outlives the dispatch.
    unsafe {
        if (*st).stack_mark.get().abs_diff((&raw const here).addr()) < DRIFT {
            return false;
        }
        (*st).tail_calls.set(false);
    }
    true
}

with_convention! {
    /// Leaves before an instruction, because the thread that runs now has a hook.
    #[inline(never)]
    unsafe fn divert<'gc>(
        pc: *const Instruction,
        base: *mut Value<'gc>,
        _: Instruction,
        k: *const Value<'gc>,
        st: *const State<'gc>,
    ) {
        // SAFETY: the state outlives the dispatch; the instruction lies before `pc`.
        unsafe {
            (*st).pc.set(pc.sub(1));
            (*st).base.set(base);
            (*st).constants.set(k);
            (*st).diverted.set(true);
        }
    }
}

/// Fills a state's table of handlers: with those that leave at once, if hooks are to be looked for.
pub(crate) fn install(state: &State<'_>, hooked: bool) {
    for (slot, handler) in state.handlers.iter().zip(HANDLERS) {
        slot.set(if hooked { divert as *const () } else { handler });
    }
}

/// Executes instructions until there is a reason to leave.
///
/// # Safety
/// The state must hold the registers of a Lua function that was entered, and its handlers must be installed.
pub(crate) unsafe fn run<'gc>(st: *const State<'gc>) {
    let here = 0u8;
    // SAFETY: the caller's promise.
    unsafe { (*st).stack_mark.set((&raw const here).addr()) };
    // SAFETY: the caller's promise.
    unsafe { go!((*st).pc.get(), (*st).base.get(), (*st).constants.get(), st) }
}
