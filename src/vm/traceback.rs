//! Where we are, in words: positions, names of variables and functions, error messages and tracebacks.
//!
//! Nothing here is kept while a program runs; it is worked out from the frames and the code when somebody asks. A level is
//! what Lua programs call one: 0 is the running native, 1 its caller, and every lost tail call is a level of its own.

use std::ops::Range;

use super::{
    frame::{After, Frame},
    names,
};
use crate::{
    bytecode::{Op, Prototype},
    heap::{
        closure::ProtoData,
        context::Context,
        join::{self, JoinData},
        native::{Pending, Thrown},
        string::LuaString,
        thread::Thread,
        value::{Function, Value},
    },
    meter::memory::SMALL,
};

/// Levels at the top and at the bottom that a traceback shows.
const LEVELS_SHOWN: (i64, i64) = (12, 10);
/// Bytes of a message that are put together for one unit of fuel.
const COPIED_PER_FUEL: u64 = 32;

/// Levels that are passed for one unit of fuel.
const LEVELS_PER_FUEL: u64 = 4;

/// One level of a thread's call stack.
#[derive(Copy, Clone)]
pub(crate) enum Level<'gc> {
    /// The running native, which has no frame.
    Inline(Value<'gc>),
    /// An activation, and what its caller's instruction calls it.
    Frame(*mut Frame<'gc>),
    /// A call that a tail call replaced.
    Tail,
}

/// The activations of a thread from the top, each with the number of tail calls that were lost on the way into it.
pub(crate) struct Levels<'gc> {
    frame: *mut Frame<'gc>,
    first: *mut Frame<'gc>,
    inline: Option<Value<'gc>>,
}

impl<'gc> Levels<'gc> {
    /// The activations of a thread. If it is the running one, a native that runs without a frame is level 0.
    pub fn of(ctx: Context<'gc>, thread: Thread<'gc>) -> Self {
        Self {
            frame: top_frame(ctx, thread),
            first: thread.0.first_frame(),
            inline: inline_native(ctx, thread),
        }
    }
}

impl<'gc> Iterator for Levels<'gc> {
    type Item = (Level<'gc>, u32);

    fn next(&mut self) -> Option<(Level<'gc>, u32)> {
        if let Some(native) = self.inline.take() {
            return Some((Level::Inline(native), 0));
        }
        if self.frame == self.first {
            return None;
        }
        let frame = self.frame;
        self.frame = frame.wrapping_sub(1);
        // SAFETY: frames above the first one are live.
        let tail_calls = unsafe { (*frame).ret.tail_calls() };
        Some((Level::Frame(frame), tail_calls))
    }
}

/// A thread's top frame.
pub(crate) fn top_frame<'gc>(ctx: Context<'gc>, thread: Thread<'gc>) -> *mut Frame<'gc> {
    if thread == ctx.thread() {
        ctx.state().frame.get()
    } else {
        thread.0.frame.get()
    }
}

/// The native that runs without a frame in a thread.
pub(crate) fn inline_native<'gc>(ctx: Context<'gc>, thread: Thread<'gc>) -> Option<Value<'gc>> {
    let state = ctx.state();
    let base = state.native_base.get();
    if thread != ctx.thread() || base.is_null() {
        return None;
    }
    // SAFETY: the top frame is live. While a native runs, its callee lies below its window; `native_base` is reset when
    // none does.
    unsafe { (base != (*state.frame.get()).base).then(|| *base.sub(1)) }
}

/// What is at a level of a thread. Below level 0 are lost tail calls only.
pub(crate) fn find_level<'gc>(
    ctx: Context<'gc>,
    thread: Thread<'gc>,
    level: i32,
) -> Option<Level<'gc>> {
    let Ok(mut left) = u32::try_from(level) else {
        return Some(Level::Tail);
    };
    for (level, tail_calls) in Levels::of(ctx, thread) {
        if left == 0 {
            return Some(level);
        }
        left -= 1;
        if left < tail_calls {
            return Some(Level::Tail);
        }
        left -= tail_calls;
    }
    None
}

/// The function of a frame.
pub(crate) fn function_of<'gc>(frame: *mut Frame<'gc>) -> Value<'gc> {
    // SAFETY: a live frame has its callee below its base.
    unsafe { *(*frame).base.sub(1) }
}

/// The prototype of a Lua function's frame and the index of the instruction it is in.
pub(crate) fn code_of<'gc>(frame: *mut Frame<'gc>) -> Option<(&'gc ProtoData<'gc>, usize)> {
    let closure = function_of(frame).closure_data()?;
    // SAFETY: the closure is live, and the frame's instruction pointer was saved when it was left or called something.
    unsafe {
        let proto = (*closure).proto.as_ref();
        Some((proto, proto.index_before((*frame).pc)))
    }
}

/// The line a frame is in; nothing for natives.
pub(crate) fn line_of(frame: *mut Frame<'_>) -> Option<u32> {
    let (proto, index) = code_of(frame)?;
    proto.prototype.lines.get(index).copied()
}

/// What the caller's instruction calls the function that it called.
fn called_name<'gc>(ctx: Context<'gc>, caller: *mut Frame<'gc>) -> Option<(&'static str, String)> {
    let (proto, index) = code_of(caller)?;
    // SAFETY: the code has an instruction at every index that a frame can be in.
    let instruction = unsafe { *proto.code.add(index) };
    match instruction.op()? {
        Op::CALL | Op::CALLO | Op::TAILCALL | Op::TAILCALLO | Op::TFOR => {
            ctx.pay(index as u64 / 16);
            names::describe(&proto.prototype, index, instruction.a())
        }
        _ => None,
    }
}

/// The name of the function in a level: how its caller refers to it.
pub(crate) fn level_name<'gc>(
    ctx: Context<'gc>,
    thread: Thread<'gc>,
    level: Level<'gc>,
) -> Option<(&'static str, String)> {
    match level {
        Level::Inline(_) => called_name(ctx, ctx.state().frame.get()),
        Level::Frame(frame) => {
            // SAFETY: the frame is live.
            let ret = unsafe { (*frame).ret };
            let below = frame.wrapping_sub(1);
            let has_no_name = ret.tail_calls() > 0 || ret.after() == After::Finalizer;
            if has_no_name || below == thread.0.first_frame() {
                return None;
            }
            called_name(ctx, below)
        }
        Level::Tail => None,
    }
}

/// "chunk:line: " of a frame, or nothing for natives.
fn position_of(frame: *mut Frame<'_>) -> String {
    match (code_of(frame), line_of(frame)) {
        (Some((proto, _)), Some(line)) => format!("{}:{line}: ", proto.prototype.short_source()),
        _ => String::new(),
    }
}

impl<'gc> Context<'gc> {
    /// "chunk:line: " of a level of the running thread (0 is the running native), or nothing if that is no Lua function.
    pub fn position(self, level: usize) -> String {
        match find_level(self, self.thread(), level.try_into().unwrap_or(i32::MAX)) {
            Some(Level::Frame(frame)) => position_of(frame),
            _ => String::new(),
        }
    }

    /// The function at a level of the running thread. The outer nothing: there is no such level; the inner: a tail call.
    pub fn function_at_level(self, level: usize) -> Option<Option<Function<'gc>>> {
        let level = level.try_into().unwrap_or(i32::MAX);
        Some(match find_level(self, self.thread(), level)? {
            Level::Inline(native) => native.as_function(),
            Level::Frame(frame) => function_of(frame).as_function(),
            Level::Tail => None,
        })
    }

    /// A traceback of a thread in the form of `debug.traceback`, from a level on: the first levels up to the twelfth and
    /// the last ten. Pays for its way through the stack.
    pub fn traceback(self, thread: Thread<'gc>, level: i32) -> String {
        text(self, thread, level)
    }
}

/// Fuel for the message of an error: some four blocks of memory and a look at the code for its place, 200 to 900 ns.
const MESSAGE_COST: u64 = 14;

/// Makes an error into the value that scripts see; if that is a long text, into a string on its way.
pub(crate) fn error_value<'gc>(ctx: Context<'gc>, error: Thrown<'gc>) -> Value<'gc> {
    ctx.state().native_base.set(std::ptr::null_mut());
    let pending = match error.into_parts() {
        Ok(value) => return value,
        Err(pending) => *pending,
    };
    ctx.pay(MESSAGE_COST);
    let top = ctx.state().frame.get();
    let is_native = function_of(top).native_data().is_some();
    let place = if is_native && top != ctx.thread().0.first_frame() {
        top.wrapping_sub(1)
    } else {
        top
    };
    let position = if place == ctx.thread().0.first_frame() {
        String::new()
    } else {
        position_of(place)
    };
    let mut bytes = position.into_bytes();
    match pending {
        Pending::Plain(message) => return ctx.string(message).into(),
        Pending::Text(given, message, length) => {
            let position = given.map_or(bytes, String::into_bytes);
            return positioned(ctx, position, message, length);
        }
        Pending::Message(message) => bytes.extend_from_slice(&message),
        Pending::Argument(index, what) => {
            let name = level_name(ctx, ctx.thread(), Level::Frame(top));
            bytes.extend_from_slice(argument_message(index, &what, name).as_bytes());
        }
    }
    ctx.pay(bytes.len() as u64 / COPIED_PER_FUEL);
    ctx.string(bytes).into()
}

/// A text behind a position.
fn positioned<'gc>(
    ctx: Context<'gc>,
    mut position: Vec<u8>,
    message: LuaString<'gc>,
    used: usize,
) -> Value<'gc> {
    let length = position.len() + used;
    if length > join::SHORT {
        let parts = [ctx.string(position).into(), message.into()];
        let join = JoinData::begin(ctx, parts.into(), length);
        return join.map_or(ctx.memory_error().into(), Value::join);
    }
    // It is held twice while it becomes a value.
    if length > SMALL && !ctx.fits(2 * length) {
        return ctx.memory_error().into();
    }
    ctx.pay(length as u64 / COPIED_PER_FUEL);
    position.extend_from_slice(&message.as_bytes()[..used]);
    ctx.string(position).into()
}

fn argument_message(index: usize, what: &str, name: Option<(&'static str, String)>) -> String {
    let (kind, name) = name.unwrap_or(("", "?".into()));
    match (kind, index) {
        ("method", 1) => format!("calling '{name}' on bad self ({what})"),
        ("method", _) => format!("bad argument #{} to '{name}' ({what})", index - 1),
        _ => format!("bad argument #{index} to '{name}' ({what})"),
    }
}

/// "attempt to VERB local 'x' (a nil value)", the name found for a register of the running instruction.
fn type_error<'gc>(
    ctx: Context<'gc>,
    verb: &str,
    value: Value<'gc>,
    register: Option<usize>,
) -> Thrown<'gc> {
    let name = code_of(ctx.state().frame.get()).and_then(|(proto, index)| {
        ctx.pay(index as u64 / 16);
        match register {
            Some(register) => names::describe(&proto.prototype, index, register),
            None => names::describe_implied(&proto.prototype, index),
        }
    });
    let kind = value.type_name();
    Thrown::msg(match name {
        // Names may be long: this is put together in a block of its size.
        Some((place, name)) => [
            "attempt to ",
            verb,
            " ",
            place,
            " '",
            &name,
            "' (a ",
            kind,
            " value)",
        ]
        .concat(),
        None => format!("attempt to {verb} a {kind} value"),
    })
}

/// The register among an instruction's operands that holds this very value.
fn operand_register<'gc>(ctx: Context<'gc>, value: Value<'gc>) -> Option<usize> {
    let state = ctx.state();
    let frame = state.frame.get();
    let closure = function_of(frame).closure_data()?;
    // SAFETY: the top frame is that of a Lua function in the middle of the instruction before `pc`.
    let (instruction, size) =
        unsafe { (*state.pc.get().sub(1), (*closure).proto.as_ref().frame_size) };
    let operands = [instruction.a(), instruction.b(), instruction.c()];
    let roles = instruction.op()?.roles();
    let holds = |register: usize| {
        // SAFETY: registers below the frame's size are inside the stack.
        register < size as usize
            && unsafe { *state.base.get().add(register) }.bits() == value.bits()
    };
    (0..3)
        .filter(|field| {
            matches!(
                roles[*field],
                crate::bytecode::Role::Read | crate::bytecode::Role::Update
            )
        })
        .map(|field| operands[field])
        .find(|register| holds(*register))
}

/// A value that cannot be indexed was.
pub(crate) fn index_error<'gc>(ctx: Context<'gc>, object: Value<'gc>) -> Thrown<'gc> {
    type_error(ctx, "index", object, operand_register(ctx, object))
}

/// A value that cannot be called was.
pub(crate) fn call_error<'gc>(ctx: Context<'gc>, callee: *mut Value<'gc>) -> Thrown<'gc> {
    // SAFETY: the callee's slot is live.
    let value = unsafe { *callee };
    let register = ctx.state().frame.get();
    let is_lua = function_of(register).closure_data().is_some();
    let offset = callee.addr().wrapping_sub(ctx.state().base.get().addr()) / size_of::<Value<'_>>();
    if !is_lua {
        return Thrown::plain(format!("attempt to call a {} value", value.type_name()));
    }
    type_error(ctx, "call", value, Some(offset))
}

/// An operand of arithmetic is no number.
pub(crate) fn arithmetic_error<'gc>(ctx: Context<'gc>, wrong: Value<'gc>) -> Thrown<'gc> {
    type_error(
        ctx,
        "perform arithmetic on",
        wrong,
        operand_register(ctx, wrong),
    )
}

/// An operand of `..` is neither string nor number; `register` holds it.
pub(crate) fn concat_error<'gc>(
    ctx: Context<'gc>,
    value: Value<'gc>,
    register: usize,
) -> Thrown<'gc> {
    type_error(ctx, "concatenate", value, Some(register))
}

/// A value has no length.
pub(crate) fn length_error<'gc>(ctx: Context<'gc>, value: Value<'gc>) -> Thrown<'gc> {
    type_error(ctx, "get length of", value, operand_register(ctx, value))
}

/// Two values cannot be compared.
pub(crate) fn compare_error<'gc>(a: Value<'gc>, b: Value<'gc>) -> Thrown<'gc> {
    let (left, right) = (a.type_name(), b.type_name());
    // The reference looks at the third letters only, so that a thread and a string are "two thread values".
    let third = |name: &str| name.as_bytes().get(2).copied();
    Thrown::msg(if third(left) == third(right) {
        format!("attempt to compare two {left} values")
    } else {
        format!("attempt to compare {left} with {right}")
    })
}

/// A traceback of a thread, from a level on.
pub(crate) fn text<'gc>(ctx: Context<'gc>, thread: Thread<'gc>, level: i32) -> String {
    shortened(ctx, thread, level.max(-1).into(), [0, 0])
}

/// A traceback of an error that nothing has caught. Where it is cut short it leaves out what `lua` does, whose handler takes up
/// two levels above and whose own frame is below.
pub(crate) fn text_of_uncaught<'gc>(ctx: Context<'gc>, thread: Thread<'gc>) -> String {
    shortened(ctx, thread, 0, [2, 1])
}

/// A traceback from a level on, cut short as if there were so many levels more above and below.
fn shortened<'gc>(
    ctx: Context<'gc>,
    thread: Thread<'gc>,
    from: i64,
    [above, below]: [i64; 2],
) -> String {
    let (mut total, mut activations) = (0, 0);
    for (_, tail_calls) in Levels::of(ctx, thread) {
        total += 1 + i64::from(tail_calls);
        activations += 1;
    }
    ctx.pay(activations / LEVELS_PER_FUEL);
    let (first, last) = (LEVELS_SHOWN.0 - above, LEVELS_SHOWN.1 - below);
    let mut text = String::from("stack traceback:");
    if total < from.max(first) + last + 2 {
        lines(ctx, thread, from..total, &mut text);
    } else {
        lines(ctx, thread, from..first, &mut text);
        text.push_str("\n\t...");
        lines(ctx, thread, total - last..total, &mut text);
    }
    text
}

/// A line for each of these levels.
fn lines<'gc>(ctx: Context<'gc>, thread: Thread<'gc>, shown: Range<i64>, text: &mut String) {
    let mut push = |level| {
        text.push_str("\n\t");
        text.push_str(&line(ctx, thread, level));
    };
    (shown.start..0).for_each(|_| push(Level::Tail));
    let mut at = 0;
    for (level, tail_calls) in Levels::of(ctx, thread) {
        if at >= shown.end {
            return;
        }
        if at >= shown.start {
            push(level);
        }
        let next = at + 1 + i64::from(tail_calls);
        ((at + 1).max(shown.start)..next.min(shown.end)).for_each(|_| push(Level::Tail));
        at = next;
    }
}

fn line<'gc>(ctx: Context<'gc>, thread: Thread<'gc>, level: Level<'gc>) -> String {
    let code = match level {
        Level::Tail => return "(tail call): ?".into(),
        Level::Inline(_) => None,
        Level::Frame(frame) => code_of(frame).zip(line_of(frame)),
    };
    let name = level_name(ctx, thread, level);
    let place = match &code {
        Some(((proto, _), line)) => format!("{}:{line}:", proto.prototype.short_source()),
        None => "[C]:".into(),
    };
    let what = match (name, code) {
        (Some((_, name)), _) => format!(" in function '{name}'"),
        (None, None) => " ?".into(),
        (None, Some(((proto, _), _))) => described(&proto.prototype),
    };
    place + &what
}

fn described(prototype: &Prototype) -> String {
    match prototype.line_defined {
        0 => " in main chunk".into(),
        line => format!(" in function <{}:{line}>", prototype.short_source()),
    }
}
