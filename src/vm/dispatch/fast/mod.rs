//! Fast bodies: what an operation does when everything is as usual.
//!
//! A fast body either does all of its work or nothing and answers `Slow`. It makes no ordinary call and keeps no local that
//! needs dropping, because either would make every execution save registers. The names are those of the table, so that one
//! list makes both backends.

mod arithmetic;
mod compare;
mod control;
mod data;
mod table;

pub(crate) use arithmetic::*;
pub(crate) use compare::*;
pub(crate) use control::*;
pub(crate) use data::*;
pub(crate) use table::*;

use super::{Ctl, Regs};
use crate::{
    bytecode::Instruction,
    heap::{context::State, value::Value},
    site::{Site, present},
};

/// Declares fast bodies.
macro_rules! bodies {
    ($($(#[$meta:meta])* $name:ident($i:ident, $r:ident, $st:ident) $body:block)*) => { $(
        $(#[$meta])*
        #[inline(always)]
        #[allow(non_snake_case, unused_variables, unused_unsafe)]
        pub(crate) unsafe fn $name<'gc>(
            $i: crate::bytecode::Instruction,
            $r: &mut super::Regs<'gc>,
            $st: *const crate::heap::context::State<'gc>,
        ) -> super::Ctl {
            // SAFETY: verified code of an entered function: registers, constants and upvalues of the instruction exist.
            unsafe { $body }
        }
    )* };
}

/// A register.
macro_rules! R {
    ($r:ident, $index:expr) => {
        *$r.base.add($index)
    };
}

/// A constant.
macro_rules! K {
    ($r:ident, $index:expr) => {
        *$r.k.add($index)
    };
}

pub(crate) use {K, R, bodies};

/// Marks the path that is not taken often.
#[cold]
#[inline(always)]
pub(crate) fn unlikely() {}

/// A condition that usually holds.
#[inline(always)]
pub(crate) fn likely(condition: bool) -> bool {
    if !condition {
        unlikely();
    }
    condition
}

/// Has a pointer computed here and now, into one register.
///
/// PERF: left alone, LLVM carries base and index on to where the pointer is used, and the handler has to save registers to
/// hold both.
#[inline(always)]
#[allow(clippy::pointers_in_nomem_asm_block)]
pub(crate) fn settle<T>(pointer: *mut T) -> *mut T {
    #[cfg(all(not(miri), any(target_arch = "x86_64", target_arch = "aarch64")))]
    {
        let mut settled = pointer;
        // SAFETY: an empty instruction that returns what it is given.
        unsafe {
            std::arch::asm!("/* {0} */", inout(reg) settled, options(pure, nomem, nostack, preserves_flags));
        }
        settled
    }
    #[cfg(not(all(not(miri), any(target_arch = "x86_64", target_arch = "aarch64"))))]
    {
        pointer
    }
}

/// The instruction once more, so that what was taken out of it need not be kept.
#[inline(always)]
pub(crate) fn again(instruction: Instruction) -> Instruction {
    Instruction(
        settle(std::ptr::without_provenance_mut::<()>(
            instruction.0 as usize,
        ))
        .addr() as u64,
    )
}

/// Whether stores of objects need barriers now. Then all stores take the slow path: marking in increments is rare, and one
/// test is all that a store should cost otherwise.
///
/// # Safety
/// `st` must be the root object.
#[inline(always)]
unsafe fn is_marking(st: *const State<'_>, site: Site) -> bool {
    // SAFETY: the caller's promise.
    unsafe { (*st).marking.get() && present(site) }
}

/// Takes a jump; a backward one pays for its length.
///
/// # Safety
/// The distance must lead to an instruction of the same code.
#[inline(always)]
unsafe fn jump<'gc>(r: &mut Regs<'gc>, st: *const State<'gc>, distance: isize) -> Ctl {
    // SAFETY: the caller's promise.
    unsafe {
        r.pc = r.pc.offset(distance);
        if distance < 0 {
            let fuel = (*st).fuel.get() + distance as i64;
            (*st).fuel.set(fuel);
            if fuel < 0 {
                unlikely();
                return Ctl::Leave;
            }
        }
    }
    Ctl::Next
}

/// The number as an index, if it is an integer that fits.
#[inline(always)]
pub(crate) fn index_of(value: Value<'_>) -> Option<u32> {
    let number = value.float();
    let index = to_int(number);
    likely(index as f64 == number).then_some(index as u32)
}

/// Truncates to an integer; anything out of range becomes one that does not convert back to the same number.
#[inline(always)]
fn to_int(number: f64) -> i32 {
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::x86_64::{_mm_cvttsd_si32, _mm_set_sd};
        // SAFETY: SSE2 belongs to every x86-64.
        #[allow(unused_unsafe)]
        unsafe {
            _mm_cvttsd_si32(_mm_set_sd(number))
        }
    }
    #[cfg(not(target_arch = "x86_64"))]
    {
        number as i32
    }
}

/// Rounds down, without a call.
#[inline(always)]
pub(crate) fn floor(number: f64) -> f64 {
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::x86_64::{_mm_cvttsd_si64, _mm_set_sd};
        /// From here on every double is an integer.
        const ALL_INTEGERS: f64 = 4_503_599_627_370_496.0;
        if number.abs() < ALL_INTEGERS {
            // SAFETY: SSE2 belongs to every x86-64.
            #[allow(unused_unsafe)]
            let truncated = unsafe { _mm_cvttsd_si64(_mm_set_sd(number)) } as f64;
            let rounded = if truncated > number {
                truncated - 1.0
            } else {
                truncated
            };
            return rounded.copysign(number);
        }
        number
    }
    #[cfg(not(target_arch = "x86_64"))]
    {
        number.floor()
    }
}
