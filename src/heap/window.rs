//! A native's window on the value stack: its arguments, then its results.
//!
//! Slot 0 is the first argument. At `Return` the content is the results; at `Call` it is the arguments (above the kept
//! slots) and, when the native goes on, the kept slots and then the results. The window follows the stack when it grows.

use std::marker::PhantomData;

use gc_arena::Gc;

use super::{
    context::Context,
    native::{Continuation, Resume, SuspendedData},
    thread::MOST_SLOTS,
    value::Value,
};
use crate::meter::memory::SMALL;

/// Free slots that every native finds above its arguments; more are made on demand.
pub(crate) const NATIVE_SLOTS: usize = 20;

/// The window of one native call. Only the machine makes one.
pub struct Window<'gc, 'a> {
    ctx: Context<'gc>,
    base: *mut Value<'gc>,
    len: usize,
    /// Slots at the bottom that stay while something is called.
    pub(crate) kept: usize,
    pub(crate) next: Next<'gc>,
    scope: PhantomData<&'a mut ()>,
}

/// How a native goes on after its current action. The first one is all zeros, which fresh frames are filled with.
#[derive(Copy, Clone)]
#[repr(u32)]
pub(crate) enum Next<'gc> {
    /// Nothing was said: as it was resumed before, or not at all.
    Unset,
    /// Through a function that sees returns only.
    Then(Continuation),
    /// Through a function that also sees errors.
    ThenCatch(Continuation),
    /// Not at all if what was called returns; through this function if it throws.
    OnError(Continuation),
    /// It returns the results; a text that is thrown gets the position of its caller.
    Positioned,
    /// It returns `true` and the results, or `false` and the error.
    Protect,
    /// The same, but the function in the last kept slot sees errors first, where they happen.
    ProtectWithHandler,
    /// That function is seeing one.
    Handling,
    /// Through a state.
    State(Gc<'gc, SuspendedData<'gc>>),
    /// A hook was called before it began; it keeps its arguments.
    Begin,
    /// A hook was called as it (or the Lua function whose frame this is) returned: so many results are in its frame, the first
    /// one at a distance from the base.
    Return { from: u32, count: u32 },
    /// A hook was called before an instruction of the Lua function whose frame this is; that may need the open end, given by
    /// its distance from the base.
    Instruction(Option<u32>),
}

impl<'gc> Window<'gc, '_> {
    /// # Safety
    /// `base` must point into the running thread's stack, with `len` live slots and the callee below it.
    #[inline(always)]
    pub(crate) unsafe fn new(
        ctx: Context<'gc>,
        base: *mut Value<'gc>,
        len: usize,
        kept: usize,
    ) -> Self {
        Self {
            ctx,
            base,
            len,
            kept,
            next: Next::Unset,
            scope: PhantomData,
        }
    }

    #[inline(always)]
    pub(crate) fn base(&self) -> *mut Value<'gc> {
        self.base
    }

    /// The context that the native was called with.
    pub fn context(&self) -> Context<'gc> {
        self.ctx
    }

    /// The function being called.
    pub fn callee(&self) -> Value<'gc> {
        // SAFETY: the callee lies below the window.
        unsafe { *self.base.sub(1) }
    }

    /// How many values there are.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no values.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The value in a slot; nil beyond the end.
    #[inline(always)]
    pub fn get(&self, index: usize) -> Value<'gc> {
        if index < self.len {
            // SAFETY: below `len` the slots are live.
            unsafe { *self.base.add(index) }
        } else {
            Value::NIL
        }
    }

    /// The value in a slot; nothing beyond the end.
    pub fn try_get(&self, index: usize) -> Option<Value<'gc>> {
        (index < self.len).then(|| self.get(index))
    }

    /// Overwrites a slot below the end.
    #[inline]
    pub fn set(&mut self, index: usize, value: Value<'gc>) {
        assert!(index < self.len, "window slot out of range");
        // SAFETY: just checked.
        unsafe { *self.base.add(index) = value }
    }

    /// All values.
    pub fn values(&self) -> &[Value<'gc>] {
        // SAFETY: below `len` the slots are live; the borrow keeps the window from growing meanwhile.
        unsafe { std::slice::from_raw_parts(self.base, self.len) }
    }

    /// Cuts the end off, or fills up with nil.
    pub fn resize(&mut self, len: usize) {
        if len > self.len {
            self.reserve(len - self.len);
            for index in self.len..len {
                // SAFETY: `reserve` made room.
                unsafe { *self.base.add(index) = Value::NIL }
            }
        }
        self.len = len;
    }

    /// Adds a value at the end.
    #[inline]
    pub fn push(&mut self, value: Value<'gc>) {
        self.reserve(1);
        // SAFETY: `reserve` made room.
        unsafe { *self.base.add(self.len) = value };
        self.len += 1;
    }

    /// Inserts a value, moving those from `index` on up.
    pub fn insert(&mut self, index: usize, value: Value<'gc>) {
        assert!(index <= self.len, "window slot out of range");
        self.reserve(1);
        // SAFETY: `reserve` made room for one more.
        unsafe {
            std::ptr::copy(
                self.base.add(index),
                self.base.add(index + 1),
                self.len - index,
            );
            *self.base.add(index) = value;
        }
        self.len += 1;
    }

    /// Removes a value, moving those above it down.
    pub fn remove(&mut self, index: usize) -> Value<'gc> {
        assert!(index < self.len, "window slot out of range");
        // SAFETY: just checked.
        unsafe {
            let value = *self.base.add(index);
            std::ptr::copy(
                self.base.add(index + 1),
                self.base.add(index),
                self.len - index - 1,
            );
            self.len -= 1;
            value
        }
    }

    /// Removes the first `count` values, moving the others down.
    pub fn remove_front(&mut self, count: usize) {
        assert!(count <= self.len, "window slot out of range");
        // SAFETY: just checked.
        unsafe { std::ptr::copy(self.base.add(count), self.base, self.len - count) };
        self.len -= count;
    }

    /// Replaces everything by one value: the usual single result.
    #[inline(always)]
    pub fn answer(&mut self, value: Value<'gc>) {
        // SAFETY: every window has room for at least `NATIVE_SLOTS` values above its arguments.
        unsafe { *self.base = value };
        self.len = 1;
    }

    /// Removes everything.
    pub fn clear(&mut self) {
        self.len = 0;
    }

    /// Makes room for `more` values; the stack may move.
    #[inline(always)]
    pub fn reserve(&mut self, more: usize) {
        let room =
            (self.ctx.state().stack_limit.get().addr() - self.base.addr()) / size_of::<Value<'_>>();
        if room < self.len + more {
            self.grow(more);
        }
    }

    /// How much memory has to be asked for before there is room for `more` values, if that is so much that one asks.
    #[inline]
    pub fn wants(&self, more: usize) -> Option<usize> {
        let thread = self.ctx.thread().0;
        let needed = thread.offset_of(self.base) + self.len + more;
        let bytes = thread.growth(needed.min(MOST_SLOTS));
        (bytes > SMALL && !self.ctx.fits(bytes)).then_some(bytes)
    }

    /// Makes room for `more` values if a stack may become so large; the stack may move.
    pub fn try_reserve(&mut self, more: usize) -> bool {
        let thread = self.ctx.state().thread.get().0;
        let offset = thread.offset_of(self.base);
        let fits = offset + self.len + NATIVE_SLOTS <= MOST_SLOTS.saturating_sub(more);
        if fits {
            thread.grow_block_at_once(self.ctx, offset + self.len + more);
            self.base = thread.slot(offset);
        }
        fits
    }

    #[cold]
    fn grow(&mut self, more: usize) {
        let thread = self.ctx.state().thread.get();
        let offset = thread.0.offset_of(self.base);
        thread
            .0
            .grow_stack_at_once(self.ctx, offset + self.len + more);
        self.base = thread.0.slot(offset);
    }

    /// The lowest `count` values stay where they are while something is called, and are there again afterwards.
    pub fn keep(&mut self, count: usize) {
        assert!(count <= self.len, "cannot keep more than there is");
        self.kept = count;
    }

    /// How many values at the bottom are kept; results follow them.
    pub fn kept(&self) -> usize {
        self.kept
    }

    /// Goes on through `continuation` when what is called now has returned. Errors pass by.
    pub fn then(&mut self, continuation: Continuation) {
        self.next = Next::Then(continuation);
    }

    /// Goes on through `continuation` when what is called now has returned or thrown.
    pub fn then_catch(&mut self, continuation: Continuation) {
        self.next = Next::ThenCatch(continuation);
    }

    /// Returns the results of what is called now; goes on through `continuation` only if it throws.
    pub fn on_error(&mut self, continuation: Continuation) {
        self.next = Next::OnError(continuation);
    }

    /// Returns the results of what is called now; a text that it throws gets the position of this native's caller in front,
    /// and any other value is thrown on.
    pub fn positioned(&mut self) {
        self.next = Next::Positioned;
    }

    /// The coroutine that this native was made to resume.
    pub fn wrapped_thread(&self) -> Option<super::thread::Thread<'gc>> {
        self.callee().native_data()?.thread
    }

    /// Returns `true` and the results of what is called now, or `false` and what it throws. The machine does this by
    /// itself; the status takes the last kept slot, and what is kept below that is dropped.
    pub fn protect(&mut self) {
        assert!(self.kept > 0, "the status needs a kept slot");
        self.next = Next::Protect;
    }

    /// Like [`Window::protect`]; the function in the last kept slot is called with the error first, where it happens, and
    /// its first result is the error that is answered.
    pub fn protect_with_handler(&mut self) {
        assert!(self.kept > 0, "the handler has to be kept");
        self.next = Next::ProtectWithHandler;
    }

    /// Moves the native's locals into the heap: from now on it goes on through `state`.
    pub fn suspend<R: Resume<'gc> + 'gc>(&mut self, state: R) {
        self.next = Next::State(SuspendedData::new(self.ctx, state));
    }
}
