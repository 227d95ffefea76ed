//! Hooks: functions that are called while a thread runs, at calls, returns, new lines, or after so many instructions.
//!
//! A hook is a call like any other. The frame that it interrupts notes in [`Next`] where it goes on, the hook's own frame
//! says [`After::Hook`], and so a hook may yield, fail or run out of fuel. While it runs, its thread watches nothing.
//!
//! A thread that watches nothing pays nothing: what is watched is looked for in a dispatch loop of its own
//! ([`dispatch::hooked`]), and the state's table of handlers leads there as long as the running thread watches something.
//! A native has a frame from the beginning then, for the hook to see it.
//!
//! What the lines of a program are, PUC-Lua's code decides: an instruction begins a line if it is the first one, if control
//! has come to it backwards, or if the one before was of another line. Our code has other shapes here and there, and
//! [`Passage`] makes up for them.
//!
//! [`dispatch::hooked`]: super::dispatch::hooked
//! [`Next`]: crate::heap::window::Next

use std::cell::Cell;

use gc_arena::Gc;

use super::{
    call::{Step, callee_slot, ensure_slots, load_registers},
    dispatch,
    frame::{After, Frame, Return},
    natives,
};
use crate::{
    bytecode::{Instruction, Op, Prototype},
    heap::{
        context::Context,
        native::Thrown,
        thread::Thread,
        value::{Function, Value},
        window::Next,
    },
    site::Site,
};

/// The bits of what a thread watches.
pub(crate) mod watch {
    /// Calls.
    pub const CALL: u8 = 1;
    /// Returns.
    pub const RETURN: u8 = 2;
    /// New lines.
    pub const LINE: u8 = 4;
    /// Every so many instructions.
    pub const COUNT: u8 = 8;
    /// Those for which natives need frames.
    pub const CALLS: u8 = CALL | RETURN;
}

/// A thread's hook: what is called, and when. It gets the name of the event ("call", "return", "tail return", "line",
/// "count") and for "line" the line.
#[derive(Copy, Clone, Debug, Default)]
pub struct Hook<'gc> {
    /// The function. Without one nothing is called, whatever else is set.
    pub function: Option<Function<'gc>>,
    /// Whether it is called when a function begins.
    pub calls: bool,
    /// Whether it is called when a function ends, and once more for each tail call that was lost on the way into it.
    pub returns: bool,
    /// Whether it is called when a new line begins, or an old one again.
    pub lines: bool,
    /// After how many instructions it is called again and again; never if that is not positive.
    pub count: i32,
}

impl Hook<'_> {
    fn watched(&self) -> u8 {
        let bit = |is_set: bool, bit: u8| if is_set { bit } else { 0 };
        bit(self.calls, watch::CALL)
            | bit(self.returns, watch::RETURN)
            | bit(self.lines, watch::LINE)
            | bit(self.count > 0, watch::COUNT)
    }
}

/// How far the hooks of the next instruction are.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Stage {
    /// None was called yet.
    Fresh,
    /// The count was looked at.
    Counted,
    /// The line of the jump that PUC-Lua has here was looked at, too.
    Jumped,
    /// All were called: the instruction runs.
    Done,
}

/// What a thread knows of its hook.
pub(crate) struct Hooks<'gc> {
    hook: Cell<Hook<'gc>>,
    /// Instructions up to the next call for their count.
    left: Cell<i32>,
    /// The depth of the hook's frame while it runs.
    inside: Cell<Option<u32>>,
    stage: Cell<Stage>,
    /// A function has been entered, and nobody was told yet.
    entering: Cell<bool>,
    /// Behind the last instruction that was looked at, and how deep that was.
    last: Cell<(*const Instruction, usize)>,
}

impl<'gc> Hooks<'gc> {
    /// No hook.
    pub fn none() -> Self {
        Self {
            hook: Cell::new(Hook::default()),
            left: Cell::new(0),
            inside: Cell::new(None),
            stage: Cell::new(Stage::Fresh),
            entering: Cell::new(false),
            last: Cell::new((std::ptr::null(), 0)),
        }
    }

    /// The hook's function, for the collector.
    pub fn function(&self) -> Option<Function<'gc>> {
        self.hook.get().function
    }

    /// As PUC-Lua's library has it, a new thread has the settings of the one that makes it, but not the function.
    pub fn inherit(&self, from: &Self) {
        self.hook.set(Hook {
            function: None,
            ..from.hook.get()
        });
    }
}

impl<'gc> Thread<'gc> {
    /// The thread's hook.
    pub fn hook(self) -> Hook<'gc> {
        self.0.hooks.hook.get()
    }

    /// Sets the thread's hook. A native that sets the one of its own thread is not yet watched: if its return is to be seen,
    /// it answers `Action::Reserve(0)`, with which the machine takes notice of it.
    pub fn set_hook(self, ctx: Context<'gc>, hook: Hook<'gc>) {
        let hooks = &self.0.hooks;
        ctx.barrier(Site::ThreadHook, Gc::erase(self.0));
        hooks.hook.set(hook);
        hooks.left.set(hook.count);
        hooks.last.set((std::ptr::null(), 0));
        settle(ctx, self);
    }
}

/// Brings what a thread watches up to date, and the machine if it is the running one. Finalizers are not watched.
pub(crate) fn settle<'gc>(ctx: Context<'gc>, thread: Thread<'gc>) {
    let hooks = &thread.0.hooks;
    let hook = hooks.hook.get();
    let is_free = hooks.inside.get().is_none() && thread.0.finalizing.get() == 0;
    let is_on = hook.function.is_some() && is_free;
    thread.0.watch.set(if is_on { hook.watched() } else { 0 });
    if thread == ctx.thread() {
        follow(ctx);
    }
}

/// Makes the machine watch what the running thread watches.
#[cold]
pub(crate) fn follow(ctx: Context<'_>) {
    let watched = ctx.thread().0.watch.get();
    let before = ctx.state().watch.replace(watched);
    if (before == 0) != (watched == 0) {
        dispatch::select(ctx.state(), watched != 0);
    }
}

/// Frames from this depth on are gone: if the hook's is among them, the thread watches again.
pub(crate) fn unwound(ctx: Context<'_>, depth: usize) {
    let thread = ctx.thread();
    let hooks = &thread.0.hooks;
    match hooks.inside.get() {
        // The hook itself has caught the error, and what it has interrupted still waits.
        Some(inside) if (inside as usize) < depth => return,
        Some(_) => {
            hooks.inside.set(None);
            settle(ctx, thread);
        }
        None => {}
    }
    hooks.stage.set(Stage::Fresh);
    hooks.entering.set(false);
}

/// Calls the hook above what the frame on top needs, which goes on as `next` says.
fn call_hook<'gc>(
    ctx: Context<'gc>,
    event: &str,
    line: Option<u32>,
    above: *mut Value<'gc>,
    next: Next<'gc>,
) -> Result<Step, Thrown<'gc>> {
    let state = ctx.state();
    let thread = ctx.thread();
    let hooks = &thread.0.hooks;
    let function = hooks.function().map_or(Value::NIL, Value::from);
    let callee = ensure_slots(ctx, above, 3)?;
    let name = ctx.string(event);
    // SAFETY: there is room for function and arguments; the top frame is live.
    unsafe {
        (*state.frame.get()).next = next;
        *callee = function;
        *callee.add(1) = name.into();
        *callee.add(2) = line.map_or(Value::NIL, |line| f64::from(line).into());
    }
    let depth = thread.0.depth_of(state.frame.get()) + 1;
    hooks.inside.set(Some(depth as u32));
    settle(ctx, thread);
    Ok(Step::call(ctx, callee, 2, Return::with(After::Hook, 0)))
}

/// The hook has returned: what it interrupted goes on.
pub(crate) fn go_on(ctx: Context<'_>) -> Result<Step, Thrown<'_>> {
    let state = ctx.state();
    let thread = ctx.thread();
    thread.0.hooks.inside.set(None);
    settle(ctx, thread);
    // SAFETY: the top frame is the one that the hook has interrupted.
    match unsafe { (*state.frame.get()).next } {
        Next::Instruction(open) => {
            load_registers(ctx);
            // The instruction that is about to run is looked at again.
            state.pc.set(state.pc.get().wrapping_sub(1));
            if let Some(open) = open {
                state.top.set(state.base.get().wrapping_add(open as usize));
            }
            Ok(Step::Run)
        }
        Next::Begin => natives::begin(ctx),
        Next::Return { from, count } => finish_return(ctx, from as usize, count as usize),
        _ => unreachable!("only these are interrupted by hooks"),
    }
}

/// A function has been entered.
#[cold]
pub(crate) fn entering(ctx: Context<'_>) {
    ctx.thread().0.hooks.entering.set(true);
}

/// A native has been entered: the frame on top is its own, with `count` arguments.
#[cold]
pub(crate) fn enter_native(ctx: Context<'_>, count: usize) -> Result<Step, Thrown<'_>> {
    if ctx.state().watch.get() & watch::CALL == 0 {
        return natives::begin(ctx);
    }
    // SAFETY: the top frame is the native's.
    let above = unsafe { (*ctx.state().frame.get()).base.add(count) };
    call_hook(ctx, "call", None, above, Next::Begin)
}

/// The function in the frame on top ends with `count` values at `from`.
#[cold]
pub(crate) fn returns<'gc>(
    ctx: Context<'gc>,
    from: *mut Value<'gc>,
    count: usize,
) -> Result<Step, Thrown<'gc>> {
    // SAFETY: the top frame is live.
    let frame = unsafe { &*ctx.state().frame.get() };
    let from = (from.addr() - frame.base.addr()) / size_of::<Value<'_>>();
    call_return_hook(ctx, "return", from, count)
}

fn call_return_hook<'gc>(
    ctx: Context<'gc>,
    event: &str,
    from: usize,
    count: usize,
) -> Result<Step, Thrown<'gc>> {
    // SAFETY: the top frame is live.
    let frame = unsafe { &*ctx.state().frame.get() };
    let above = frame_size(frame).max(from + count);
    let next = Next::Return {
        from: from as u32,
        count: count as u32,
    };
    call_hook(ctx, event, None, frame.base.wrapping_add(above), next)
}

/// Registers of a Lua function's frame.
fn frame_size(frame: &Frame<'_>) -> usize {
    // SAFETY: a live frame has its callee below its base.
    unsafe {
        (*frame.base.sub(1))
            .closure_data()
            .map_or(0, |closure| (*closure).proto.as_ref().frame_size as usize)
    }
}

/// The hook was told of the return: lost tail calls come next, then the results go where they are wanted.
fn finish_return(ctx: Context<'_>, from: usize, count: usize) -> Result<Step, Thrown<'_>> {
    let state = ctx.state();
    // SAFETY: the top frame is the one that returns.
    let frame = unsafe { &mut *state.frame.get() };
    let is_lua = frame_size(frame) > 0;
    if is_lua && state.watch.get() & watch::RETURN != 0 && frame.ret.tail_calls() > 0 {
        frame.ret = frame.ret.before_tail_call();
        return call_return_hook(ctx, "tail return", from, count);
    }
    state.frame.update(|frame| frame.wrapping_sub(1));
    let values = frame.base.wrapping_add(from);
    Ok(Step::results(
        ctx,
        callee_slot(frame),
        values,
        count,
        frame.ret,
    ))
}

/// A slow path takes a jump: what comes next compares itself with the instruction that jumped.
#[cold]
pub(crate) fn jumping(ctx: Context<'_>) {
    let state = ctx.state();
    let depth = ctx.thread().0.depth_of(state.frame.get());
    ctx.thread().0.hooks.last.set((state.pc.get(), depth));
}

/// The running instruction is going to run once more: the hook was told of it.
pub(crate) fn again(ctx: Context<'_>) {
    if ctx.state().watch.get() != 0 {
        ctx.thread().0.hooks.stage.set(Stage::Done);
    }
}

/// Looks at the instruction before `pc`, whose registers are in the state: nothing if it is to run now, else the hook to be
/// called first.
#[inline]
pub(crate) fn before(ctx: Context<'_>) -> Option<Result<Step, Thrown<'_>>> {
    let state = ctx.state();
    let thread = ctx.thread();
    let hooks = &thread.0.hooks;
    let (proto, index) = running(ctx);
    let prototype = &*proto.prototype;
    if index < prototype.prologue as usize {
        return None;
    }
    let watched = state.watch.get();
    if hooks.stage.get() == Stage::Done {
        hooks.stage.set(Stage::Fresh);
        return None;
    }
    if hooks.entering.take() && watched & watch::CALL != 0 {
        return Some(interrupt(ctx, "call", None));
    }
    let (pc, frame) = (state.pc.get(), state.frame.get());
    let depth = thread.0.depth_of(frame);
    let old = match hooks.last.get() {
        (last, at) if at == depth => last,
        // A call was between, or a slice has ended. The frame was left behind the instruction before.
        // SAFETY: the top frame is live.
        _ => unsafe { (*frame).pc },
    };
    if hooks.stage.get() == Stage::Fresh && watched & watch::COUNT != 0 {
        hooks.left.update(|left| left - 1);
        if hooks.left.get() == 0 {
            hooks.left.set(hooks.hook.get().count);
            hooks.last.set((old, depth));
            hooks.stage.set(Stage::Counted);
            return Some(interrupt(ctx, "count", None));
        }
    }
    let stage = hooks.stage.replace(Stage::Fresh);
    if watched & watch::LINE == 0 {
        return None;
    }
    let line = prototype.lines[index];
    let passage = (index > prototype.prologue as usize).then(|| Passage {
        prototype,
        from: proto.index_before(old),
        to: index,
        is_back: pc <= old,
    });
    if passage.as_ref().is_some_and(Passage::is_on_the_way) {
        hooks.last.set((old, depth));
        return None;
    }
    if stage != Stage::Jumped
        && let Some(jump) = passage.as_ref().and_then(Passage::jump_line)
    {
        hooks.last.set((old, depth));
        hooks.stage.set(Stage::Jumped);
        return Some(interrupt(ctx, "line", Some(jump)));
    }
    hooks.last.set((pc, depth));
    if !passage.is_none_or(|passage| passage.begins_line()) {
        return None;
    }
    hooks.stage.set(Stage::Done);
    Some(interrupt(ctx, "line", Some(line)))
}

/// One instruction after another.
struct Passage<'p> {
    prototype: &'p Prototype,
    from: usize,
    to: usize,
    /// Whether the second one is not behind the first one.
    is_back: bool,
}

impl Passage<'_> {
    /// Whether the second instruction begins a line.
    fn begins_line(&self) -> bool {
        let lines = &self.prototype.lines;
        // PUC-Lua enters a numeric loop at its end.
        let enters_loop =
            self.from + 1 == self.to && self.prototype.code[self.from].op() == Some(Op::FORPREP);
        // It tests the condition of `while` at the beginning only.
        let (from, to) = (self.test(self.from), self.test(self.to));
        enters_loop
            || self.is_back && from.is_none()
            || to.is_some() && from != to
            || lines[self.from] != lines[self.to]
    }

    /// Whether it is a jump to a jump: PUC-Lua's compiler makes one of the two.
    fn is_on_the_way(&self) -> bool {
        self.to > self.from + 1 && self.prototype.code[self.to].op() == Some(Op::JMP)
    }

    /// The line of the jump back to the condition of `while` that PUC-Lua's code has where ours has the condition, if
    /// control would come to it and it begins a line.
    fn jump_line(&self) -> Option<u32> {
        let to = self.test(self.to)?;
        let comes_by =
            self.from + 1 == self.to || self.prototype.code[self.from].op() == Some(Op::FORPREP);
        let jump_line = self.prototype.tests[to].jump_line;
        let is_new = jump_line != self.prototype.lines[self.from];
        (comes_by && self.test(self.from).is_none() && is_new).then_some(jump_line)
    }

    /// Which copy of a condition an instruction belongs to.
    fn test(&self, at: usize) -> Option<usize> {
        let tests = &self.prototype.tests;
        let index = tests.partition_point(|test| test.end as usize <= at);
        (tests.get(index)?.start as usize <= at).then_some(index)
    }
}

/// The running function's prototype and the index of the instruction before `pc`.
fn running<'gc>(ctx: Context<'gc>) -> (&'gc crate::heap::closure::ProtoData<'gc>, usize) {
    let state = ctx.state();
    // SAFETY: the running closure lies below the base.
    unsafe {
        let proto = (*(*state.base.get().sub(1)).closure_unchecked())
            .proto
            .as_ref();
        (proto, proto.index_before(state.pc.get()))
    }
}

/// Calls the hook in front of the instruction before `pc`.
#[cold]
fn interrupt<'gc>(ctx: Context<'gc>, event: &str, line: Option<u32>) -> Result<Step, Thrown<'gc>> {
    let state = ctx.state();
    // SAFETY: the instruction before `pc` is about to run; the top frame is the running function's.
    let (frame, takes_open) = unsafe {
        let frame = &mut *state.frame.get();
        frame.pc = state.pc.get();
        (&*frame, takes_open(*state.pc.get().sub(1)))
    };
    let base = frame.base.addr();
    let open = takes_open.then(|| (state.top.get().addr() - base) / size_of::<Value<'_>>());
    let above = frame_size(frame).max(open.unwrap_or(0));
    let next = Next::Instruction(open.map(|open| open as u32));
    call_hook(ctx, event, line, frame.base.wrapping_add(above), next)
}

/// Whether an instruction works on values up to the open end.
fn takes_open(instruction: Instruction) -> bool {
    match instruction.op() {
        Some(Op::CALLO | Op::TAILCALLO | Op::RETURNO) => true,
        Some(Op::SETLIST) => instruction.b() == crate::bytecode::instruction::OPEN as usize,
        _ => false,
    }
}
