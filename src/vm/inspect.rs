//! Looking into running programs: activations, their variables, and what functions are made of.
//!
//! This is what a debugger is written with, `debug.getinfo` and its kin among them. An [`Activation`] names a place in a
//! thread's call stack by its depth and looks it up again each time, so that one that is gone gives nothing instead of
//! something else's memory.
//!
//! Variables are listed as PUC-Lua lists them: in the order of their declaration, the hidden ones of loops included, and
//! after them the temporaries. What the machine keeps in registers in a form of its own (a cell around a captured variable,
//! a position in place of a traversal's key) is shown as the value that it stands for, and set as such.

use gc_arena::Gc;

use super::{
    call::callee_slot,
    frame::Frame,
    traceback::{self, Level, code_of, function_of},
};
use crate::{
    bytecode::{LocalName, Prototype},
    heap::{
        closure::ClosureData,
        context::Context,
        string::LuaString,
        thread::Thread,
        value::{Function, Value},
    },
    site::Site,
};

/// How PUC-Lua calls what has no name.
const TEMPORARY: &str = "(*temporary)";

/// A call that is going on, or that a tail call replaced.
#[derive(Copy, Clone)]
pub struct Activation<'gc> {
    thread: Thread<'gc>,
    place: Place,
}

#[derive(Copy, Clone, PartialEq, Eq)]
enum Place {
    /// The running native, which has no frame.
    Inline,
    /// A frame, counted from the bottom.
    Depth(usize),
    /// A lost tail call.
    Tail,
}

/// A variable of an activation.
enum Variable<'gc> {
    /// It has a name.
    Named(&'gc LocalName),
    /// It is in this slot.
    Temporary(*mut Value<'gc>),
}

impl<'gc> Context<'gc> {
    /// The activation at a level of a thread's call stack: 0 is what runs (or was left) there, 1 its caller and so on; each
    /// lost tail call is a level of its own. As in PUC-Lua, so are all levels below 0.
    pub fn activation(self, thread: Thread<'gc>, level: i32) -> Option<Activation<'gc>> {
        let place = match traceback::find_level(self, thread, level)? {
            Level::Inline(_) => Place::Inline,
            Level::Frame(frame) => Place::Depth(thread.0.depth_of(frame)),
            Level::Tail => Place::Tail,
        };
        Some(Activation { thread, place })
    }
}

impl<'gc> Activation<'gc> {
    fn level(self, ctx: Context<'gc>) -> Option<Level<'gc>> {
        match self.place {
            Place::Inline => traceback::inline_native(ctx, self.thread).map(Level::Inline),
            Place::Depth(_) => self.frame(ctx).map(Level::Frame),
            Place::Tail => Some(Level::Tail),
        }
    }

    /// The frame, if there still is one at this depth.
    fn frame(self, ctx: Context<'gc>) -> Option<*mut Frame<'gc>> {
        let Place::Depth(depth) = self.place else {
            return None;
        };
        let top = traceback::top_frame(ctx, self.thread);
        (depth <= self.thread.0.depth_of(top))
            .then(|| self.thread.0.first_frame().wrapping_add(depth))
    }

    /// Whether it is a call that a tail call replaced: nothing is known of it.
    pub fn is_tail_call(self) -> bool {
        self.place == Place::Tail
    }

    /// The function that was called.
    pub fn function(self, ctx: Context<'gc>) -> Option<Function<'gc>> {
        match self.level(ctx)? {
            Level::Inline(native) => native.as_function(),
            Level::Frame(frame) => function_of(frame).as_function(),
            Level::Tail => None,
        }
    }

    /// The line that a Lua function is in.
    pub fn line(self, ctx: Context<'gc>) -> Option<u32> {
        traceback::line_of(self.frame(ctx)?)
    }

    /// What the caller calls the function: the kind of variable ("global", "local", "method", "field", "upvalue"), and its
    /// name.
    pub fn name(self, ctx: Context<'gc>) -> Option<(&'static str, String)> {
        traceback::level_name(ctx, self.thread, self.level(ctx)?)
    }

    /// Name and value of a variable, counted from 1. Those of a native that runs without a frame, only it knows.
    pub fn local(self, ctx: Context<'gc>, index: i32) -> Option<(LuaString<'gc>, Value<'gc>)> {
        let frame = self.frame(ctx)?;
        match find_variable(ctx, self.thread, frame, index)? {
            Variable::Named(local) => {
                // SAFETY: verified code: the variable's register lies in the frame.
                let slot = unsafe { (*frame).base.add(local.register.into()) };
                Some((ctx.string(&local.name), visible(slot)))
            }
            Variable::Temporary(slot) => Some((ctx.string(TEMPORARY), visible(slot))),
        }
    }

    /// Sets a variable of a Lua function; answers its name.
    pub fn set_local(
        self,
        ctx: Context<'gc>,
        index: i32,
        value: Value<'gc>,
    ) -> Option<LuaString<'gc>> {
        let frame = self.frame(ctx)?;
        // What natives keep in their windows is theirs: they rely on it.
        let (proto, at) = code_of(frame)?;
        let variable = find_variable(ctx, self.thread, frame, index)?;
        // The thread may be marked already, and may not be the running one.
        ctx.barrier(Site::DebugLocal, Gc::erase(self.thread.0));
        match variable {
            Variable::Named(local) => {
                // SAFETY: verified code: the variable's register lies in the frame.
                let slot = unsafe { (*frame).base.add(local.register.into()) };
                if local.name.starts_with(b"(for ") {
                    show_control(&proto.prototype, at, frame);
                }
                set_slot(ctx, slot, local.cell, value);
                Some(ctx.string(&local.name))
            }
            Variable::Temporary(slot) => {
                set_slot(ctx, slot, false, value);
                Some(ctx.string(TEMPORARY))
            }
        }
    }
}

/// The variables that are in scope at an instruction, in the order of their declaration.
fn in_scope(prototype: &Prototype, at: usize) -> impl Iterator<Item = &LocalName> {
    prototype
        .locals
        .iter()
        .take_while(move |local| local.start as usize <= at)
        .filter(move |local| at < local.end as usize)
}

fn find_variable<'gc>(
    ctx: Context<'gc>,
    thread: Thread<'gc>,
    frame: *mut Frame<'gc>,
    index: i32,
) -> Option<Variable<'gc>> {
    let mut index = usize::try_from(index).ok()?.checked_sub(1)?;
    let mut first_free = 0;
    if let Some((proto, at)) = code_of(frame) {
        let prototype = &proto.prototype;
        ctx.pay(prototype.locals.len() as u64 / 16);
        for local in in_scope(prototype, at) {
            if index == 0 {
                return Some(Variable::Named(local));
            }
            index -= 1;
            // The variable of a numeric loop may share the register of the hidden index.
            first_free = first_free.max(usize::from(local.register) + 1);
        }
    }
    // SAFETY: the frame is live.
    let base = unsafe { (*frame).base };
    let end = temporaries_end(ctx, thread, frame);
    let free = (end.addr().saturating_sub(base.addr()) / size_of::<Value<'_>>())
        .saturating_sub(first_free);
    (index < free).then(|| Variable::Temporary(base.wrapping_add(first_free + index)))
}

/// Where the temporaries of an activation end: with the function that it called.
fn temporaries_end<'gc>(
    ctx: Context<'gc>,
    thread: Thread<'gc>,
    frame: *mut Frame<'gc>,
) -> *mut Value<'gc> {
    let is_running = thread == ctx.thread();
    if frame != traceback::top_frame(ctx, thread) {
        // SAFETY: the frame above is live.
        return callee_slot(unsafe { &*frame.wrapping_add(1) });
    }
    if traceback::inline_native(ctx, thread).is_some() {
        return ctx.state().native_base.get().wrapping_sub(1);
    }
    // SAFETY: the frame is live.
    match unsafe { (*frame).base } {
        base if code_of(frame).is_some() => base,
        _ if is_running => ctx.state().top.get(),
        _ => thread.0.top.get(),
    }
}

/// The value that a slot stands for.
fn visible<'gc>(slot: *mut Value<'gc>) -> Value<'gc> {
    // SAFETY: callers name slots of live frames. The slot below a position is the state of the same traversal.
    unsafe {
        if let Some(cell) = (*slot).as_cell() {
            return cell.value.get();
        }
        if (*slot).as_join().is_some() {
            return Value::NIL;
        }
        match ((*slot).as_position(), (*slot.sub(1)).as_table()) {
            (None, _) => *slot,
            (Some(position), Some(table)) => table.key_before(position),
            (Some(_), None) => Value::NIL,
        }
    }
}

/// Sets what a slot stands for. Where the code relies on a cell, a cell remains; one that no variable in scope has is let
/// alone, because a variable may be about to come into scope with it.
fn set_slot<'gc>(ctx: Context<'gc>, slot: *mut Value<'gc>, is_cell: bool, value: Value<'gc>) {
    // SAFETY: callers name slots of live objects, which they have barriered.
    unsafe {
        match (*slot).as_cell() {
            Some(cell) if is_cell => {
                ctx.barrier(Site::DebugCell, Gc::erase(cell));
                cell.value.set(value);
            }
            Some(_) => {}
            // Only the machine's own notes are positions here: those of traversals were made keys before.
            None if (*slot).as_position().is_some() || (*slot).as_join().is_some() => {}
            None => *slot = value,
        }
    }
}

/// Puts the key into the control variable of every traversal that keeps a position there: from here on the iterator is
/// called as it is written.
fn show_control(prototype: &Prototype, at: usize, frame: *mut Frame<'_>) {
    let controls = in_scope(prototype, at).filter(|local| *local.name == *b"(for control)");
    for local in controls {
        // SAFETY: verified code: the variable's register lies in the frame.
        show_key(unsafe { (*frame).base.add(local.register.into()) });
    }
}

/// Puts the key into a control variable in whose slot the machine keeps a position. If the collector has taken that key
/// the one before it serves as well, because between the two there is nothing left to visit.
pub(crate) fn show_key<'gc>(slot: *mut Value<'gc>) {
    // SAFETY: callers name slots of live frames. The slot below a position is the state of the same traversal.
    unsafe {
        let key = match ((*slot).as_position(), (*slot.sub(1)).as_table()) {
            (Some(position), Some(table)) => (0..=position)
                .rev()
                .map(|position| table.key_before(position))
                .find(|key| !key.is_nil())
                .unwrap_or(Value::NIL),
            _ => visible(slot),
        };
        *slot = key;
    }
}

impl<'gc> Function<'gc> {
    /// What the compiler has made of the function's source: code, lines, names. Natives have none.
    pub fn prototype(self) -> Option<&'gc Prototype> {
        let closure = Value::from(self).closure_data()?;
        // SAFETY: a closure in a value is live, and so is its prototype.
        Some(unsafe { &(*closure).proto.as_ref().prototype })
    }

    /// The value of an upvalue of a Lua function, counted from 0 in the order of `Prototype::captures`.
    pub fn upvalue(self, index: usize) -> Option<Value<'gc>> {
        self.upvalue_slot(index).map(visible_upvalue)
    }

    /// Sets an upvalue; false if there is none. A captured variable that is assigned anywhere is shared, and so is the
    /// change. One that never is was copied into each closure that captures it, and only this copy changes.
    pub fn set_upvalue(self, ctx: Context<'gc>, index: usize, value: Value<'gc>) -> bool {
        let Some(slot) = self.upvalue_slot(index) else {
            return false;
        };
        if let Some(closure) = Value::from(self).as_closure() {
            ctx.barrier(Site::DebugUpvalue, Gc::erase(closure));
        }
        let is_cell = self
            .prototype()
            .is_some_and(|prototype| prototype.captures[index].cell);
        set_slot(ctx, slot, is_cell, value);
        true
    }

    fn upvalue_slot(self, index: usize) -> Option<*mut Value<'gc>> {
        let closure = Value::from(self).closure_data()?;
        let is_there = index < self.prototype()?.captures.len();
        is_there.then(|| ClosureData::upvalue(closure, index))
    }
}

fn visible_upvalue<'gc>(slot: *mut Value<'gc>) -> Value<'gc> {
    // SAFETY: callers name upvalues of live closures.
    let value = unsafe { *slot };
    value.as_cell().map_or(value, |cell| cell.value.get())
}
