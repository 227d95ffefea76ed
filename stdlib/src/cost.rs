//! What library work costs, and how a native stops in the middle of it.
//!
//! A unit of fuel is worth about what an instruction takes, a few nanoseconds. Work on contiguous bytes (copying,
//! comparing, changing case) is linear in what a script has already paid to build: up to a [`PIECE`] it is charged by its length
//! and may overdraw, which ends the slice at the next safe point. Everything else, work that is longer, or more than
//! linear, or calls Lua, is a [`Resume`] state that goes on where it stopped; [`begin`] runs one.

use ferrous_core::heap::native::Continuation;

use crate::prelude::*;

/// Bytes that are copied, hashed or compared for one unit of fuel.
///
/// PERF: a cold copy runs at 0.6 to 10 bytes a nanosecond, page faults of fresh memory included, so that this is 55 ns at
/// worst; 1,000,000 units stay under 100 ms.
pub(crate) const BYTES_COPIED: usize = 32;

/// Bytes that are copied between two looks at the fuel.
///
/// PERF: 0.1 ms where each page of memory is new, and a thousand units of fuel.
pub(crate) const PIECE: usize = 32 << 10;

/// Values that are moved between two looks at the fuel.
pub(crate) const VALUES: usize = 4 << 10;

/// Bytes that are looked at one by one for one unit of fuel.
pub(crate) const BYTES_VISITED: usize = 8;

/// The fuel for a full collection that has left alive what there is: a unit for each object.
///
/// PERF: 16 ns an object while the heap fits the caches, 33 beyond, and twice that where much has died.
pub(crate) fn collection(ctx: Context<'_>) -> u64 {
    ctx.collection_work() as u64
}

/// The fuel for copying, hashing or comparing `bytes`.
#[inline(always)]
pub(crate) fn copy(bytes: usize) -> u64 {
    (bytes / BYTES_COPIED) as u64
}

/// The fuel for looking at `bytes` one by one.
#[inline(always)]
pub(crate) fn visit(bytes: usize) -> u64 {
    (bytes / BYTES_VISITED) as u64
}

/// The fuel for finding a level of the call stack: a step each, as many as there can be.
#[inline]
pub(crate) fn levels(level: usize) -> u64 {
    const MOST: usize = 250_000;
    const PER_UNIT: usize = 16;
    (level.min(MOST) / PER_UNIT) as u64
}

/// Starts work that may have to stop: on the Rust stack until it does so for the first time, which most work never
/// does, and from then on in the heap.
#[inline]
pub(crate) fn begin<'gc, R: Resume<'gc> + 'gc>(
    ctx: Context<'gc>,
    window: &mut Window<'gc, '_>,
    mut state: R,
) -> Outcome<'gc> {
    let action = state.resume(ctx, window)?;
    if !matches!(action, Action::Return) {
        window.suspend(state);
    }
    Ok(action)
}

/// Goes on after an error that a native got before it had done anything: if there was no memory for what it wanted, asks for
/// it and begins again.
#[cold]
pub(crate) fn ask_again<'gc>(
    ctx: Context<'gc>,
    window: &mut Window<'gc, '_>,
    error: Thrown<'gc>,
    again: Continuation,
) -> Outcome<'gc> {
    let Some(bytes) = error.refused(ctx) else {
        return Err(error);
    };
    window.then(again);
    Ok(Action::Reserve(bytes))
}

/// Memory that a state holds outside the heap: charged when it is made, given back when it is dropped.
#[derive(Collect)]
#[collect(require_static)]
pub(crate) struct Charge(usize);

impl Charge {
    /// Charges `bytes`.
    pub fn new(ctx: Context<'_>, bytes: usize) -> Self {
        ctx.charge(bytes);
        Self(bytes)
    }

    /// Takes over `bytes` that are charged already.
    pub fn of(bytes: usize) -> Self {
        Self(bytes)
    }

    /// Leaves the charge to the caller.
    pub fn keep(mut self) -> usize {
        std::mem::take(&mut self.0)
    }
}

impl Drop for Charge {
    fn drop(&mut self) {
        credit(self.0);
    }
}

/// Lets `work` use the fuel that is left, and pays what it took.
#[inline]
pub(crate) fn metered<T>(ctx: Context<'_>, work: impl FnOnce(&mut u64) -> T) -> T {
    let before = ctx.fuel_left();
    let mut fuel = before;
    let result = work(&mut fuel);
    ctx.pay(before - fuel);
    result
}
