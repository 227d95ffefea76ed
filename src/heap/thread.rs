//! Threads: coroutines, each with a value stack and a frame stack of its own.
//!
//! A thread's stores into its own registers are free of barriers, because the machine barriers a thread whenever it becomes
//! the running one. While a thread runs, its frame pointer and live end are in the machine's [`State`]; `save` and `load`
//! move them. Whatever points to an object above the live end is set to nil by the collector, so stale slots never dangle.
//!
//! PERF: what is slow about large stacks is that the system makes their pages when these are touched first. So a stack's [`Block`]
//! is opened up piece by piece, and the collector writes only where a slot points to something.
//!
//! Both stacks double when they are full, if that fits under the memory limit, and the collector makes those smaller of
//! which it finds less than a quarter in use: the thread is saved then, so that all that points into its stacks is in it.
//!
//! [`State`]: super::context::State

use std::{alloc, cell::Cell, fmt, mem, ptr};

use gc_arena::{Collect, Gc, collect::Trace};

use super::{
    block::{Block, Zeroed, layout},
    context::{Context, Leave, State},
    native::{SuspendedData, Thrown},
    table::{Table, count_visited},
    value::Value,
    window::Next,
};
use crate::{
    meter::memory::{OBJECT_HEADER, credit},
    site::{Site, present},
    vm::{
        frame::Frame,
        hooks::Hooks,
        room::{DEPTH_LIMIT, HANDLER_DEPTH},
    },
};

/// Fuel for making a thread: its stacks are 1.5 KB of memory that may be fresh.
const MAKING_COST: u64 = 32;

/// Slots of a fresh value stack.
const FIRST_SLOTS: usize = 64;
/// Frames of a fresh frame stack.
const FIRST_FRAMES: usize = 8;
/// Slots above the limit that only error handling uses.
pub(crate) const HEADROOM: usize = 64;
/// The most slots a value stack may have: five for each frame that it may have, 18 MB of values. When it grows to that, half of
/// them are copied into fresh memory in one go, and whoever moves all the values of a stack does it in one go, too.
pub(crate) const MOST_SLOTS: usize = 5 * DEPTH_LIMIT;
/// Frames that are there beyond the limit: as many as error handlers may use, and one.
const SPARE_FRAMES: usize = HANDLER_DEPTH + 1;
/// A frame stack of more bytes grows by more than its size, so that it is moved less often.
const MUCH_TO_MOVE: usize = 1 << 20;
/// After growth by more bytes than so many, the machine leaves at the next safe point.
const LARGE_GROWTH: usize = 4 << 20;

/// What the visit of a slot or frame costs, in entries of tables: up to three more for each are cleared.
const ENTRIES_PER_SLOT: usize = 2;

/// What a thread is doing.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// Not started, or yielded.
    Suspended,
    /// Running.
    Running,
    /// Has resumed another one.
    Normal,
    /// Returned or failed.
    Dead,
}

impl Status {
    /// The word that `coroutine.status` answers.
    pub fn name(self) -> &'static str {
        match self {
            Status::Suspended => "suspended",
            Status::Running => "running",
            Status::Normal => "normal",
            Status::Dead => "dead",
        }
    }
}

/// The object behind a [`Thread`].
#[repr(C)]
pub(crate) struct ThreadData<'gc> {
    id: Cell<u32>,
    pub status: Cell<Status>,
    slots: Block<Value<'gc>>,
    frames: Block<Frame<'gc>>,
    /// The top frame, while the thread does not run; the first one is at `frames`.
    pub frame: Cell<*mut Frame<'gc>>,
    /// The last frame that may be used, while the thread does not run.
    pub last_frame: Cell<*mut Frame<'gc>>,
    /// The end of the live values, while the thread does not run: transferred values end here.
    pub top: Cell<*mut Value<'gc>>,
    /// The environment that `getfenv(0)` answers; stores need a barrier.
    pub globals: Cell<Table<'gc>>,
    /// The thread that resumed this one; stores need a barrier.
    pub resumer: Cell<Option<Thread<'gc>>>,
    /// Whether the body was started.
    pub started: Cell<bool>,
    /// Call depth that the chain of resumers had used up when this thread was resumed.
    pub depth_below: Cell<usize>,
    /// How many `xpcall` handlers are running.
    pub handlers: Cell<u32>,
    /// What its hook watches now; nothing while the hook runs.
    pub watch: Cell<u8>,
    /// The hook; setting one needs a barrier.
    pub hooks: Hooks<'gc>,
    /// The error with which the thread goes on, if a slice has ended while it was on its way to whoever catches it.
    pub in_flight: Cell<Option<Value<'gc>>>,
    /// The frames below the finalizer that runs on this thread, which must not yield then; 0 if none does.
    pub finalizing: Cell<usize>,
    /// Whether its stacks stay where they are, because the machine points into them also between mutations: the main thread.
    pub is_fixed: Cell<bool>,
}

/// A coroutine: a cheap handle.
#[derive(Copy, Clone)]
#[repr(transparent)]
pub struct Thread<'gc>(pub(crate) Gc<'gc, ThreadData<'gc>>);

// SAFETY: traces the one object it points to.
unsafe impl<'gc> Collect<'gc> for Thread<'gc> {
    fn trace<T: Trace<'gc>>(&self, cc: &mut T) {
        cc.trace_gc(Gc::erase(self.0));
    }
}

impl fmt::Debug for Thread<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("thread")
    }
}

impl PartialEq for Thread<'_> {
    fn eq(&self, other: &Self) -> bool {
        Gc::ptr_eq(self.0, other.0)
    }
}

/// The first block of a thread's stack. If the system has no memory for that, it has none for anything.
fn block_of<T: Zeroed>(count: usize) -> Block<T> {
    Block::new(count).unwrap_or_else(|| alloc::handle_alloc_error(layout::<T>(count)))
}

// SAFETY: a value of zeros is the number 0.
unsafe impl Zeroed for Value<'_> {}

// SAFETY: a frame of zeros is an empty one: null pointers, zeros, and `Next::Unset`.
unsafe impl Zeroed for Frame<'_> {}

impl<'gc> ThreadData<'gc> {
    fn bytes(&self) -> usize {
        OBJECT_HEADER + mem::size_of::<Self>() + self.slots.bytes() + self.frames.bytes()
    }

    /// The slot at an offset from the bottom.
    #[inline]
    pub fn slot(&self, offset: usize) -> *mut Value<'gc> {
        debug_assert!(offset <= self.slots.open());
        self.slots.start().wrapping_add(offset)
    }

    /// The offset of a slot from the bottom.
    #[inline]
    pub fn offset_of(&self, slot: *mut Value<'gc>) -> usize {
        (slot.addr() - self.slots.start().addr()) / mem::size_of::<Value<'_>>()
    }

    /// The end of what calls may use.
    pub fn stack_limit(&self) -> *mut Value<'gc> {
        self.slot(self.slots.open() - HEADROOM)
    }

    /// The first frame.
    pub fn first_frame(&self) -> *mut Frame<'gc> {
        self.frames.start()
    }

    /// The last frame that fits, if there may be `most` of them.
    pub fn frame_limit(&self, most: usize) -> *mut Frame<'gc> {
        let count = self.frames.open().min(most.max(1));
        self.frames.start().wrapping_add(count - 1)
    }

    /// How many frames lie between the first one and `frame`.
    pub fn depth_of(&self, frame: *mut Frame<'gc>) -> usize {
        (frame.addr() - self.frames.start().addr()) / mem::size_of::<Frame<'_>>()
    }

    /// Makes room for `needed` slots above the bottom (and the headroom). All pointers into the stack may move: those in the
    /// frames, and, if this is the running thread, those in the machine's state. Callers read theirs again.
    #[cold]
    pub fn grow_stack(&self, ctx: Context<'gc>, needed: usize) -> Result<(), Thrown<'gc>> {
        self.grow_block(ctx, needed)?;
        self.open_up(ctx, needed);
        Ok(())
    }

    /// Sees to a block for `needed` slots (and the headroom), if this one is too small.
    fn grow_block(&self, ctx: Context<'gc>, needed: usize) -> Result<(), Thrown<'gc>> {
        let bytes = self.growth(needed);
        if bytes == 0 {
            return Ok(());
        }
        ctx.claim(bytes)?;
        let old_bytes = self.slots.bytes();
        if !self.move_slots(bytes / mem::size_of::<Value<'_>>(), ctx) {
            ctx.release(bytes);
            return Err(ctx.out_of_memory());
        }
        credit(old_bytes);
        Self::has_grown(ctx, bytes);
        Ok(())
    }

    /// Lets `needed` slots (and the headroom) be used, for which there is a block.
    fn open_up(&self, ctx: Context<'gc>, needed: usize) {
        self.slots.open_up(needed + HEADROOM);
        let state = ctx.state();
        if self.is_running(state) {
            state.stack_limit.set(self.stack_limit());
        }
    }

    /// Growth of large stacks takes milliseconds: an interrupt is looked for soon after it.
    fn has_grown(ctx: Context<'gc>, bytes: usize) {
        if bytes > LARGE_GROWTH {
            ctx.state().request_leave(Leave::Soon);
        }
    }

    /// The same as [`grow_stack`](Self::grow_stack) where no error can be raised: what is needed is charged and allocated,
    /// whatever the limit says.
    #[cold]
    pub fn grow_stack_at_once(&self, ctx: Context<'gc>, needed: usize) {
        self.grow_block_at_once(ctx, needed);
        self.open_up(ctx, needed);
    }

    /// Sees to a block for `needed` slots, whatever the limit says. They are opened up when they are used.
    pub fn grow_block_at_once(&self, ctx: Context<'gc>, needed: usize) {
        if self.grow_block(ctx, needed).is_ok() {
            return;
        }
        ctx.state().memory.take_refused();
        let (old_bytes, capacity) = (
            self.slots.bytes(),
            Block::<Value<'_>>::whole(needed + HEADROOM),
        );
        ctx.charge(Block::<Value<'_>>::bytes_of(capacity));
        if !self.move_slots(capacity, ctx) {
            alloc::handle_alloc_error(layout::<Value<'_>>(capacity));
        }
        credit(old_bytes);
    }

    /// The bytes that a stack of `needed` slots is allocated with when it grows; 0 if it need not.
    #[inline]
    pub fn growth(&self, needed: usize) -> usize {
        let capacity = self.slots.capacity();
        if needed + HEADROOM <= capacity {
            return 0;
        }
        // A native that asks for all that its results need hands them to somebody who needs a little more.
        let roomy = (needed + needed / 8).max(capacity.saturating_mul(2));
        Block::<Value<'_>>::bytes_of(roomy.min(MOST_SLOTS).max(needed) + HEADROOM)
    }

    /// Moves the slots to a block of `capacity`, and everything that points into them; whether the system had one.
    fn move_slots(&self, capacity: usize, ctx: Context<'gc>) -> bool {
        let Some(old) = self.slots.replace(capacity) else {
            return false;
        };
        let state = ctx.state();
        if !self.is_running(state) {
            self.rebase(old);
            return true;
        }
        self.rebase_frames(old, state.frame.get());
        state.base.set(self.moved(old, state.base.get()));
        state.top.set(self.moved(old, state.top.get()));
        // A native that makes room in its window may ask for its place in the stack then.
        let native_base = state.native_base.get();
        if !native_base.is_null() {
            state.native_base.set(self.moved(old, native_base));
        }
        state.stack_limit.set(self.stack_limit());
        true
    }

    /// Where a slot is now that was in a block which began at `old`.
    fn moved(&self, old: *mut Value<'gc>, slot: *mut Value<'gc>) -> *mut Value<'gc> {
        let distance = slot.addr().wrapping_sub(old.addr());
        self.slots.start().wrapping_byte_add(distance)
    }

    /// Moves what points from the frames up to `last` into a block of slots that began at `old`.
    fn rebase_frames(&self, old: *mut Value<'gc>, last: *mut Frame<'gc>) {
        let mut frame = self.frames.start();
        while frame.addr() <= last.addr() {
            // SAFETY: frames up to the last one are live.
            unsafe { (*frame).base = self.moved(old, (*frame).base) };
            frame = frame.wrapping_add(1);
        }
    }

    /// Moves all that points into a block of slots that began at `old`, in a thread that does not run.
    fn rebase(&self, old: *mut Value<'gc>) {
        self.rebase_frames(old, self.frame.get());
        self.top.set(self.moved(old, self.top.get()));
    }

    /// Whether this is the thread that runs.
    fn is_running(&self, state: &State<'gc>) -> bool {
        Gc::as_ptr(state.thread.get().0).addr() == ptr::from_ref(self).addr()
    }

    /// Makes room for more frames after `last` (the running thread's top frame), `most` at the most; answers where `last` is
    /// now.
    #[cold]
    pub fn grow_frames(
        &self,
        ctx: Context<'gc>,
        last: *mut Frame<'gc>,
        most: usize,
    ) -> Result<*mut Frame<'gc>, Thrown<'gc>> {
        let depth = self.depth_of(last);
        let needed = depth + 2;
        if needed > self.frames.capacity() {
            let old_bytes = self.frames.bytes();
            let capacity = self.more_frames(ctx, most);
            let bytes = Block::<Frame<'_>>::bytes_of(capacity);
            ctx.claim(bytes)?;
            if self.frames.replace(capacity).is_none() {
                ctx.release(bytes);
                return Err(ctx.out_of_memory());
            }
            credit(old_bytes);
            Self::has_grown(ctx, bytes);
        }
        if needed > self.frames.open() {
            self.frames.open_up(needed);
        }
        Ok(self.frames.start().wrapping_add(depth))
    }

    /// How many frames there are after the next growth: twice as many, or four times if that is much to move and still fits
    /// under the limit. The last growth brings those that only error handlers use, too.
    fn more_frames(&self, ctx: Context<'gc>, most: usize) -> usize {
        let enough = most.saturating_add(SPARE_FRAMES);
        let (twice, fourfold) = (self.frames.capacity() * 2, self.frames.capacity() * 4);
        match self.frames.bytes() > MUCH_TO_MOVE
            && ctx.fits(Block::<Frame<'_>>::bytes_of(fourfold.min(enough)))
        {
            true => fourfold.min(enough),
            false => twice.min(enough),
        }
    }

    /// Gives back most of stacks that are hardly used. The thread is saved and no mutation runs.
    fn shrink(&self, live_slots: usize) {
        let claimed = self.claimed_slots(live_slots);
        let capacity = Block::<Value<'_>>::whole((claimed * 2).max(FIRST_SLOTS) + HEADROOM);
        let old_bytes = self.slots.bytes();
        // What is allocated here was charged as a part of what is given back. If the system has none, nothing changes. What
        // was in use is open also afterwards, the headroom included.
        if self.slots.capacity() / 2 > capacity
            && let Some(old) = self.slots.replace(capacity)
        {
            self.rebase(old);
            credit(old_bytes - self.slots.bytes());
            if live_slots == 0 {
                self.top.set(self.slot(1));
            }
        }
        let (depth, last) = (
            self.depth_of(self.frame.get()),
            self.depth_of(self.last_frame.get()),
        );
        let capacity = ((depth + 1) * 2).max(FIRST_FRAMES);
        let old_bytes = self.frames.bytes();
        if self.frames.capacity() / 2 > capacity && self.frames.replace(capacity).is_some() {
            credit(old_bytes - self.frames.bytes());
            let first = self.frames.start();
            self.frame.set(first.wrapping_add(depth));
            self.last_frame
                .set(first.wrapping_add(last.min(capacity - 1)));
        }
    }

    /// Every value of a thread that does not run, for the verifier.
    pub fn held_values(&self, found: &mut impl FnMut(Value<'gc>)) {
        found(self.globals.get().into());
        self.in_flight.get().into_iter().for_each(&mut *found);
        self.resumer
            .get()
            .into_iter()
            .for_each(|resumer| found(resumer.into()));
        if let Some(hook) = self.hooks.function() {
            found(hook.into());
        }
        for index in 0..self.live_slots() {
            // SAFETY: up to the live end the slots are live.
            found(unsafe { *self.slots.start().add(index) });
        }
    }

    /// The states of the natives that are suspended in a thread that does not run.
    pub fn suspended(&self, found: &mut impl FnMut(Gc<'gc, SuspendedData<'gc>>)) {
        if self.live_slots() == 0 {
            return;
        }
        let mut frame = self.frames.start();
        while frame.addr() <= self.frame.get().addr() {
            // SAFETY: frames up to the top one are live.
            unsafe { Self::state_of(frame) }
                .into_iter()
                .for_each(&mut *found);
            frame = frame.wrapping_add(1);
        }
    }

    /// The state of a suspended native.
    ///
    /// # Safety
    /// The frame must be live, in a thread that does not run.
    unsafe fn state_of(frame: *mut Frame<'gc>) -> Option<Gc<'gc, SuspendedData<'gc>>> {
        // SAFETY: the caller's promise; the callee lies below the base.
        unsafe {
            match (*frame).next {
                Next::State(state) if (*(*frame).base.sub(1)).as_native().is_some() => Some(state),
                _ => None,
            }
        }
    }

    /// How many slots are live in a thread that does not run, or were reserved by the native that is suspended on its top.
    fn claimed_slots(&self, live: usize) -> usize {
        match live {
            0 => 0,
            // SAFETY: the top frame is live, as something is.
            _ => live + unsafe { Self::state_of(self.frame.get()) }.map_or(0, |state| state.room()),
        }
    }

    /// How many slots are live in a thread that does not run. One that an error has ended keeps its stack, for tracebacks.
    fn live_slots(&self) -> usize {
        match self.status.get() {
            Status::Dead if self.frame.get() == self.frames.start() => 0,
            _ => self.offset_of(self.live_end(self.frame.get(), self.top.get())),
        }
    }

    /// The end of the live values, given the top frame and the end of open values.
    pub fn live_end(&self, last: *mut Frame<'gc>, top: *mut Value<'gc>) -> *mut Value<'gc> {
        if last == self.frames.start() {
            return top;
        }
        // SAFETY: the top frame is live and its callee lies below its base.
        let (base, callee) = unsafe { ((*last).base, *(*last).base.sub(1)) };
        let frame_end = match callee.closure_data() {
            // SAFETY: a closure and its prototype are live as long as the frame.
            Some(closure) => base.wrapping_add(unsafe { (*closure).proto }.frame_size as usize),
            None => base,
        };
        if top.addr() > frame_end.addr() {
            top
        } else {
            frame_end
        }
    }
}

impl Drop for ThreadData<'_> {
    fn drop(&mut self) {
        credit(self.bytes());
    }
}

// SAFETY: traces every live slot, the states of suspended natives, environment and resumer; clears the other slots that point
// to something.
unsafe impl<'gc> Collect<'gc> for ThreadData<'gc> {
    fn trace<T: Trace<'gc>>(&self, cc: &mut T) {
        self.globals.get().trace(cc);
        self.resumer.get().trace(cc);
        self.hooks.function().trace(cc);
        self.in_flight.get().trace(cc);
        let live = self.live_slots();
        let frames = self.depth_of(self.frame.get());
        count_visited((live + frames) * ENTRIES_PER_SLOT);
        // SAFETY: the thread is saved whenever no mutation runs, so `frame` and `top` describe it; `live` is within the stack.
        unsafe {
            for index in 0..live {
                (*self.slots.start().add(index)).trace(cc);
            }
        }
        if !self.is_fixed.get() {
            self.shrink(live);
        }
        if present(Site::StaleSlots) {
            for index in live..self.slots.open() {
                // SAFETY: as above, also if the stack has moved.
                unsafe {
                    let slot = self.slots.start().add(index);
                    // PERF: memory that was never written stays so, for which the system need not give any.
                    if (*slot).is_gc() {
                        *slot = Value::NIL;
                    }
                }
            }
        }
        self.suspended(&mut |state| cc.trace(&state));
    }
}

impl<'gc> Thread<'gc> {
    /// A thread that will run `body` when it is first resumed. It inherits the globals of the running thread, and the settings of
    /// its hook, but not the function.
    pub fn new(ctx: Context<'gc>, body: Value<'gc>) -> Self {
        ctx.pay(MAKING_COST);
        let thread = Self::with_globals(ctx, body, ctx.globals());
        thread.0.hooks.inherit(&ctx.thread().0.hooks);
        thread
    }

    pub(crate) fn with_globals(ctx: Context<'gc>, body: Value<'gc>, globals: Table<'gc>) -> Self {
        let thread = Self(Gc::new(ctx.mutation(), Self::unstarted(body, globals)));
        ctx.charge(thread.0.bytes());
        thread
    }

    /// The data of a thread that holds its body in slot 0, under a first frame whose window is empty.
    pub(crate) fn unstarted(body: Value<'gc>, globals: Table<'gc>) -> ThreadData<'gc> {
        let slots = block_of(FIRST_SLOTS + HEADROOM);
        let frames = block_of(FIRST_FRAMES);
        let (stack, frame): (*mut Value<'gc>, *mut Frame<'gc>) = (slots.start(), frames.start());
        // SAFETY: both blocks have an item that may be used.
        unsafe {
            *stack = body;
            (*frame).base = stack.add(1);
        }
        ThreadData {
            id: Cell::new(0),
            status: Cell::new(Status::Suspended),
            frame: Cell::new(frame),
            last_frame: Cell::new(frame.wrapping_add(FIRST_FRAMES - 1)),
            top: Cell::new(stack.wrapping_add(1)),
            globals: Cell::new(globals),
            resumer: Cell::new(None),
            started: Cell::new(false),
            depth_below: Cell::new(0),
            handlers: Cell::new(0),
            watch: Cell::new(0),
            hooks: Hooks::none(),
            in_flight: Cell::new(None),
            finalizing: Cell::new(0),
            is_fixed: Cell::new(false),
            slots,
            frames,
        }
    }

    /// What the thread is doing.
    pub fn status(self) -> Status {
        self.0.status.get()
    }

    /// The environment of the thread: what `getfenv(0)` inside it answers.
    pub fn globals(self) -> Table<'gc> {
        self.0.globals.get()
    }

    /// Sets the environment of the thread.
    pub fn set_globals(self, ctx: Context<'gc>, globals: Table<'gc>) {
        ctx.barrier(Site::ThreadGlobals, Gc::erase(self.0));
        self.0.globals.set(globals);
    }

    pub(crate) fn overflow() -> Thrown<'gc> {
        Thrown::msg("stack overflow")
    }
}

impl<'gc> ThreadData<'gc> {
    /// Charges a thread that was made before there was a context.
    pub fn charge_first(&self, ctx: Context<'gc>) {
        ctx.charge(self.bytes());
    }
}
