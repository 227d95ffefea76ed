//! Threads: coroutines, each with a value stack and a frame stack of its own.
//!
//! A thread's stores into its own registers are free of barriers, because the machine barriers a thread whenever it becomes
//! the running one. While a thread runs, its frame pointer and live end are in the machine's [`State`]; `save` and `load`
//! move them. Whatever points to an object above the live end is set to nil by the collector, so stale slots never dangle.
//!
//! PERF: what is slow about large stacks is that the system makes their pages when these are touched first. So a value stack
//! may be used only up to a point, to which it is filled with zeros, which are numbers; the block behind that is touched piece by
//! piece when it is needed. The collector writes only where a slot points to something. Frames that are all zero are empty.
//!
//! Both stacks double when they are full, if that fits under the memory limit, and the collector makes those smaller of
//! which it finds less than a quarter in use: the thread is saved then, so that all that points into its stacks is in it.
//!
//! [`State`]: super::context::State

use std::{alloc, cell::Cell, fmt, mem, ptr};

use gc_arena::{Collect, Gc, collect::Trace};

use super::{
    context::{Context, Leave, State},
    native::{SuspendedData, Thrown},
    table::{Table, count_visited},
    value::Value,
    window::Next,
};
use crate::{
    meter::memory::{OBJECT_HEADER, block, credit},
    site::{Site, present},
    vm::{frame::Frame, hooks::Hooks},
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
pub(crate) const MOST_SLOTS: usize = 2_250_000;
/// So many slots more may be used at a time, one huge page.
const SLOTS_AT_A_TIME: usize = 1 << 18;
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
    stack: Cell<*mut Value<'gc>>,
    /// How many slots may be used; they are values, all of them.
    slots: Cell<usize>,
    /// How many slots were allocated.
    slot_capacity: Cell<usize>,
    frames: Cell<*mut Frame<'gc>>,
    frame_capacity: Cell<usize>,
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

fn slots_layout(count: usize) -> alloc::Layout {
    alloc::Layout::array::<Value<'_>>(count).expect("bounded by MOST_SLOTS")
}

fn frames_layout(count: usize) -> alloc::Layout {
    alloc::Layout::array::<Frame<'_>>(count).expect("bounded by the call depth")
}

/// What a stack of so many slots takes.
fn slots_bytes(count: usize) -> usize {
    block(slots_layout(count).size())
}

/// What so many frames take.
fn frames_bytes(count: usize) -> usize {
    block(frames_layout(count).size())
}

/// How many slots a stack has that needs so many: as many as fit into the block.
fn whole_block(slots: usize) -> usize {
    slots_bytes(slots) / mem::size_of::<Value<'_>>()
}

/// Memory for `count` slots, which are no values yet. Nothing: the system has none.
fn allocate_slots<'gc>(count: usize) -> Option<*mut Value<'gc>> {
    // SAFETY: the layout is not empty.
    let slots = unsafe { alloc::alloc(slots_layout(count)).cast::<Value<'gc>>() };
    (!slots.is_null()).then_some(slots)
}

/// Memory for `count` frames, all empty. Nothing: the system has none.
fn allocate_frames<'gc>(count: usize) -> Option<*mut Frame<'gc>> {
    // SAFETY: the layout is not empty, and a frame of zeros is an empty one: null pointers, zeros, and `Next::Unset`.
    let frames = unsafe { alloc::alloc_zeroed(frames_layout(count)).cast::<Frame<'gc>>() };
    (!frames.is_null()).then_some(frames)
}

impl<'gc> ThreadData<'gc> {
    fn bytes(&self) -> usize {
        OBJECT_HEADER
            + mem::size_of::<Self>()
            + slots_bytes(self.slot_capacity.get())
            + frames_bytes(self.frame_capacity.get())
    }

    /// The slot at an offset from the bottom.
    #[inline]
    pub fn slot(&self, offset: usize) -> *mut Value<'gc> {
        debug_assert!(offset <= self.slots.get());
        self.stack.get().wrapping_add(offset)
    }

    /// The offset of a slot from the bottom.
    #[inline]
    pub fn offset_of(&self, slot: *mut Value<'gc>) -> usize {
        (slot.addr() - self.stack.get().addr()) / mem::size_of::<Value<'_>>()
    }

    /// The end of what calls may use.
    pub fn stack_limit(&self) -> *mut Value<'gc> {
        self.stack.get().wrapping_add(self.slots.get() - HEADROOM)
    }

    /// The first frame.
    pub fn first_frame(&self) -> *mut Frame<'gc> {
        self.frames.get()
    }

    /// The last frame that fits, if there may be `most` of them.
    pub fn frame_limit(&self, most: usize) -> *mut Frame<'gc> {
        self.frames
            .get()
            .wrapping_add(self.frame_capacity.get().min(most.max(1)) - 1)
    }

    /// How many frames lie between the first one and `frame`.
    pub fn depth_of(&self, frame: *mut Frame<'gc>) -> usize {
        (frame.addr() - self.frames.get().addr()) / mem::size_of::<Frame<'_>>()
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
        let capacity = bytes / mem::size_of::<Value<'_>>();
        let Some(new) = allocate_slots(capacity) else {
            ctx.release(bytes);
            return Err(ctx.out_of_memory());
        };
        credit(self.move_stack(new, capacity, Some(ctx)));
        Self::has_grown(ctx, bytes);
        Ok(())
    }

    /// Lets `needed` slots (and the headroom) be used, for which there is a block.
    fn open_up(&self, ctx: Context<'gc>, needed: usize) {
        let (slots, capacity) = (self.slots.get(), self.slot_capacity.get());
        let wanted = (needed + HEADROOM).max(slots + SLOTS_AT_A_TIME);
        self.fill_up_to(wanted.min(capacity));
        let state = ctx.state();
        if self.is_running(state) {
            state.stack_limit.set(self.stack_limit());
        }
    }

    /// Makes the number 0 of slots up to `end`, which is in the block.
    fn fill_up_to(&self, end: usize) {
        let slots = self.slots.get();
        debug_assert!(end <= self.slot_capacity.get());
        if end > slots {
            // SAFETY: all this is in the block, and a value of zeros is a number.
            unsafe { ptr::write_bytes(self.stack.get().add(slots), 0, end - slots) };
            self.slots.set(end);
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
        let capacity = whole_block(needed + HEADROOM);
        ctx.charge(slots_bytes(capacity));
        let Some(new) = allocate_slots(capacity) else {
            alloc::handle_alloc_error(slots_layout(capacity));
        };
        credit(self.move_stack(new, capacity, Some(ctx)));
    }

    /// The bytes that a stack of `needed` slots is allocated with when it grows; 0 if it need not.
    #[inline]
    pub fn growth(&self, needed: usize) -> usize {
        let capacity = self.slot_capacity.get();
        if needed + HEADROOM <= capacity {
            return 0;
        }
        // A native that asks for all that its results need hands them to somebody who needs a little more.
        let roomy = (needed + needed / 8).max(capacity.saturating_mul(2));
        slots_bytes(roomy.min(MOST_SLOTS).max(needed) + HEADROOM)
    }

    /// Moves the stack to a block that holds the live values, and everything that points into it; answers the size of the
    /// old block. What the new one has more cannot be used yet. Without a context, this is not the running thread.
    fn move_stack(
        &self,
        new: *mut Value<'gc>,
        new_capacity: usize,
        ctx: Option<Context<'gc>>,
    ) -> usize {
        let (old, old_capacity) = (self.stack.get(), self.slot_capacity.get());
        let slots = self.slots.get().min(new_capacity);
        // SAFETY: both blocks hold at least so many; the old one is freed with the layout it was made with, and every
        // pointer into it is moved here or read again by the caller.
        unsafe {
            ptr::copy_nonoverlapping(old, new, slots);
            alloc::dealloc(old.cast(), slots_layout(old_capacity));
        }
        self.stack.set(new);
        self.slots.set(slots);
        self.slot_capacity.set(new_capacity);
        let moved =
            |slot: *mut Value<'gc>| new.wrapping_byte_add(slot.addr().wrapping_sub(old.addr()));
        let running = ctx
            .map(Context::state)
            .filter(|state| self.is_running(state));
        let last = match running {
            Some(state) => state.frame.get(),
            None => self.frame.get(),
        };
        let mut frame = self.frames.get();
        while frame.addr() <= last.addr() {
            // SAFETY: frames up to the last one are live.
            unsafe { (*frame).base = moved((*frame).base) };
            frame = frame.wrapping_add(1);
        }
        if let Some(state) = running {
            state.base.set(moved(state.base.get()));
            state.top.set(moved(state.top.get()));
            // A native that makes room in its window may ask for its place in the stack then.
            let native_base = state.native_base.get();
            if !native_base.is_null() {
                state.native_base.set(moved(native_base));
            }
            state.stack_limit.set(self.stack_limit());
        } else {
            self.top.set(moved(self.top.get()));
        }
        slots_bytes(old_capacity)
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
        let old_capacity = self.frame_capacity.get();
        let new_capacity = (old_capacity * 2).min(most);
        if new_capacity <= old_capacity {
            return Ok(last);
        }
        let depth = self.depth_of(last);
        let bytes = frames_bytes(new_capacity);
        ctx.claim(bytes)?;
        let Some(new) = allocate_frames(new_capacity) else {
            ctx.release(bytes);
            return Err(ctx.out_of_memory());
        };
        credit(self.move_frames(new, new_capacity));
        Self::has_grown(ctx, bytes);
        Ok(new.wrapping_add(depth))
    }

    /// Moves the frames to a block that holds the live ones; answers the size of the old block.
    fn move_frames(&self, new: *mut Frame<'gc>, new_capacity: usize) -> usize {
        let (old, old_capacity) = (self.frames.get(), self.frame_capacity.get());
        // SAFETY: both blocks hold at least the smaller count; the old one is freed with the layout it was made with.
        unsafe {
            ptr::copy_nonoverlapping(old, new, old_capacity.min(new_capacity));
            alloc::dealloc(old.cast(), frames_layout(old_capacity));
        }
        self.frames.set(new);
        self.frame_capacity.set(new_capacity);
        frames_bytes(old_capacity)
    }

    /// Gives back most of stacks that are hardly used. The thread is saved and no mutation runs.
    fn shrink(&self, live_slots: usize) {
        let claimed = self.claimed_slots(live_slots);
        let slots = whole_block((claimed * 2).max(FIRST_SLOTS) + HEADROOM);
        // What is allocated here was charged as a part of what is given back. If the system has none, nothing changes.
        if self.slot_capacity.get() / 2 > slots
            && let Some(new) = allocate_slots(slots)
        {
            let old_bytes = self.move_stack(new, slots, None);
            self.fill_up_to(slots);
            credit(old_bytes - slots_bytes(slots));
            if live_slots == 0 {
                self.top.set(new.wrapping_add(1));
            }
        }
        let depth = self.depth_of(self.frame.get());
        let capacity = ((depth + 1) * 2).max(FIRST_FRAMES);
        if self.frame_capacity.get() / 2 > capacity
            && let Some(new) = allocate_frames(capacity)
        {
            let last = self.depth_of(self.last_frame.get()).min(capacity - 1);
            let old_bytes = self.move_frames(new, capacity);
            credit(old_bytes - frames_bytes(capacity));
            self.frame.set(new.wrapping_add(depth));
            self.last_frame.set(new.wrapping_add(last));
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
            found(unsafe { *self.stack.get().add(index) });
        }
    }

    /// The states of the natives that are suspended in a thread that does not run.
    pub fn suspended(&self, found: &mut impl FnMut(Gc<'gc, SuspendedData<'gc>>)) {
        if self.live_slots() == 0 {
            return;
        }
        let mut frame = self.frames.get();
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
            Status::Dead if self.frame.get() == self.frames.get() => 0,
            _ => self.offset_of(self.live_end(self.frame.get(), self.top.get())),
        }
    }

    /// The end of the live values, given the top frame and the end of open values.
    pub fn live_end(&self, last: *mut Frame<'gc>, top: *mut Value<'gc>) -> *mut Value<'gc> {
        if last == self.frames.get() {
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
        // SAFETY: both blocks are freed with the layouts they were made with, and only here.
        unsafe {
            alloc::dealloc(
                self.stack.get().cast(),
                slots_layout(self.slot_capacity.get()),
            );
            alloc::dealloc(
                self.frames.get().cast(),
                frames_layout(self.frame_capacity.get()),
            );
        }
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
                (*self.stack.get().add(index)).trace(cc);
            }
        }
        if !self.is_fixed.get() {
            self.shrink(live);
        }
        if present(Site::StaleSlots) {
            for index in live..self.slots.get() {
                // SAFETY: as above, also if the stack has moved.
                unsafe {
                    let slot = self.stack.get().add(index);
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
        let (slots, frame_capacity) = (FIRST_SLOTS + HEADROOM, FIRST_FRAMES);
        let stack =
            allocate_slots(slots).unwrap_or_else(|| alloc::handle_alloc_error(slots_layout(slots)));
        let frames = allocate_frames(frame_capacity)
            .unwrap_or_else(|| alloc::handle_alloc_error(frames_layout(frame_capacity)));
        // SAFETY: fresh blocks of at least one element each; a value of zeros is a number.
        unsafe {
            ptr::write_bytes(stack, 0, slots);
            *stack = body;
            (*frames).base = stack.add(1);
        }
        ThreadData {
            id: Cell::new(0),
            status: Cell::new(Status::Suspended),
            stack: Cell::new(stack),
            slots: Cell::new(slots),
            slot_capacity: Cell::new(slots),
            frames: Cell::new(frames),
            frame_capacity: Cell::new(frame_capacity),
            frame: Cell::new(frames),
            last_frame: Cell::new(frames.wrapping_add(frame_capacity - 1)),
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
