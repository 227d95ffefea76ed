//! Native functions and what they answer.
//!
//! A plain native is a function called inline on a [`Window`] of the value stack; it answers with a small code in
//! registers and gets a frame only if it suspends. A native that has to go on after calling Lua either names a
//! continuation function ([`Window::then`]) or moves its locals into a traced state ([`Window::suspend`]).

use std::{any::Any, cell::Cell, fmt, mem, mem::ManuallyDrop};

use gc_arena::{
    Collect, Gc,
    collect::{DynCollect, Trace},
};

use super::{
    context::Context, number::NumberText, string::LuaString, table::Table, thread::Thread,
    value::Value, window::Window,
};
use crate::{
    meter::memory::{OBJECT_HEADER, credit},
    site::Site,
};

/// A plain native function.
pub type NativeFn = for<'gc> fn(Context<'gc>, &mut Window<'gc, '_>) -> Outcome<'gc>;

/// What a native goes on with when what it called has returned (`Ok`, results in the window) or thrown (`Err`, only if
/// it asked for that with [`Window::then_catch`]).
pub type Continuation =
    for<'gc> fn(Context<'gc>, &mut Window<'gc, '_>, Result<(), Thrown<'gc>>) -> Outcome<'gc>;

/// What a native answers.
pub type Outcome<'gc> = Result<Action<'gc>, Thrown<'gc>>;

/// A native answers in two machine words.
const _: () = assert!(size_of::<Outcome<'static>>() == 16);

/// What the machine shall do after a native.
#[derive(Debug)]
pub enum Action<'gc> {
    /// Return the window's content.
    Return,
    /// Call this value with the window's content (above what is kept) as arguments; go on when it returns.
    Call(Value<'gc>),
    /// Call this value with the window's content as arguments, in place of this native.
    TailCall(Value<'gc>),
    /// Resume this coroutine with the window's content (above what is kept); go on when it yields, returns or fails.
    Resume(Thread<'gc>),
    /// Yield the window's content from the running coroutine; go on with what it is resumed with.
    Yield,
    /// Out of fuel: go on when there is some again.
    Pause,
    /// Ask for this many bytes; go on when they are there.
    Reserve(usize),
    /// Hand a request to the host; go on with its answer.
    Wait(Request),
}

/// What an operation came to that may have a metamethod: see [`Context::index`] and [`Context::less`].
#[derive(Copy, Clone, Debug)]
pub enum Answer<'gc> {
    /// The result.
    Known(Value<'gc>),
    /// Call this handler with these operands; its first result is the result.
    Ask(Value<'gc>, [Value<'gc>; 2]),
}

/// A request to the host, opaque to everything between.
pub struct Request(Box<Box<dyn Any>>);

impl Request {
    /// Wraps a host's own request type.
    pub fn new<T: 'static>(request: T) -> Self {
        Self(Box::new(Box::new(request)))
    }

    /// The request, if it is a `T`.
    pub fn downcast<T: 'static>(self) -> Result<T, Self> {
        match (*self.0).downcast() {
            Ok(request) => Ok(*request),
            Err(other) => Err(Self(Box::new(other))),
        }
    }

    /// A look at the request, if it is a `T`.
    pub fn downcast_ref<T: 'static>(&self) -> Option<&T> {
        (**self.0).downcast_ref()
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Request")
    }
}

/// An error in flight: any Lua value, or a message that becomes one (with its position) when it is raised.
///
/// It is one word, so that a native's answer stays in registers. It is not a `std::error::Error`, so that `?` turns every
/// such error into one of these.
///
/// The word is a value, or the one private kind of box that holds a [`Pending`]; it is never stored anywhere else, and no
/// slice ends while there is one.
pub struct Thrown<'gc>(Value<'gc>);

/// An error whose text depends on who called.
#[derive(Debug)]
pub(crate) enum Pending<'gc> {
    /// A message that gets the position of the caller.
    Message(Box<[u8]>),
    /// A bad argument: its index from 1 and what is wrong with it.
    Argument(usize, String),
    /// A message without position.
    Plain(Box<[u8]>),
    /// A text of the script's, as far as it counts, behind a position: this one, or that of the caller.
    Text(Option<String>, LuaString<'gc>, usize),
}

impl<'gc> Thrown<'gc> {
    /// A value thrown as it is, as `error(v, 0)` does.
    pub fn value(value: impl Into<Value<'gc>>) -> Self {
        Self(value.into())
    }

    /// A message; the position of the calling Lua function is put in front of it.
    pub fn msg(message: impl AsRef<[u8]>) -> Self {
        Self::pending(Pending::Message(message.as_ref().into()))
    }

    /// A message that is thrown as it is.
    pub fn plain(message: impl AsRef<[u8]>) -> Self {
        Self::pending(Pending::Plain(message.as_ref().into()))
    }

    /// The first `length` bytes of a string as a message; `position` is put in front of it, or else that of the calling Lua
    /// function. However long it is, nothing is copied before it is raised, and then in pieces.
    pub fn text(position: Option<String>, message: LuaString<'gc>, length: usize) -> Self {
        Self::pending(Pending::Text(position, message, length.min(message.len())))
    }

    /// A bad argument, `index` counted from 1: "bad argument #1 to 'f' (what)".
    pub fn argument(index: usize, what: impl Into<String>) -> Self {
        Self::pending(Pending::Argument(index, what.into()))
    }

    #[cold]
    fn pending(pending: Pending<'gc>) -> Self {
        Self(Value::pending(Box::into_raw(Box::new(pending))))
    }

    /// The same error; if it is a message, without a position in front.
    pub fn without_position(self) -> Self {
        match self.into_parts() {
            Ok(value) => Self(value),
            Err(pending) => Self::pending(match *pending {
                Pending::Message(message) => Pending::Plain(message),
                Pending::Text(None, message, length) => {
                    Pending::Text(Some(String::new()), message, length)
                }
                other => other,
            }),
        }
    }

    /// The same error; a text (or a number, which becomes one) gets the position of the caller in front when it is raised.
    pub(crate) fn with_position(self, ctx: Context<'gc>) -> Self {
        let value = self.into_value(ctx);
        match (value.as_string(), value.as_number()) {
            _ if ctx.is_memory_error(value) => Self::value(value),
            (Some(text), _) => Self::text(None, text, text.len()),
            (_, Some(number)) => Self::msg(NumberText::new(number).as_bytes()),
            _ => Self::value(value),
        }
    }

    /// If the error says that a claim was refused ([`Context::claim`]): its size. Answered once.
    pub fn refused(&self, ctx: Context<'gc>) -> Option<usize> {
        match self.is_out_of_memory(ctx) {
            true => ctx.state().memory.take_refused(),
            false => None,
        }
    }

    /// Whether this is the machine's own error of that kind.
    pub(crate) fn is_out_of_memory(&self, ctx: Context<'gc>) -> bool {
        ctx.is_memory_error(self.0)
    }

    /// The value that was thrown. A message that has not been raised yet becomes one as it is.
    pub fn into_value(self, ctx: Context<'gc>) -> Value<'gc> {
        match self.into_parts() {
            Ok(value) => value,
            Err(pending) => match *pending {
                Pending::Message(message) | Pending::Plain(message) => ctx.string(message).into(),
                Pending::Argument(index, what) => {
                    ctx.string(format!("bad argument #{index} ({what})")).into()
                }
                Pending::Text(position, message, length) => {
                    let position = position.unwrap_or_default();
                    let message = &message.as_bytes()[..length];
                    ctx.string([position.as_bytes(), message].concat()).into()
                }
            },
        }
    }

    pub(crate) fn into_parts(self) -> Result<Value<'gc>, Box<Pending<'gc>>> {
        let word = ManuallyDrop::new(self).0;
        match word.as_pending() {
            // SAFETY: the box was made in `pending`, and this word, its only owner, is given up here.
            Some(pending) => Err(unsafe { Box::from_raw(pending) }),
            None => Ok(word),
        }
    }
}

impl Drop for Thrown<'_> {
    #[inline]
    fn drop(&mut self) {
        if let Some(pending) = self.0.as_pending() {
            // SAFETY: the box was made in `pending`, and this word is its only owner.
            drop(unsafe { Box::from_raw(pending) });
        }
    }
}

impl fmt::Debug for Thrown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_pending() {
            // SAFETY: this word owns the box.
            Some(pending) => write!(f, "Thrown({:?})", unsafe { &*pending }),
            None => write!(f, "Thrown({:?})", self.0),
        }
    }
}

impl<E: std::error::Error> From<E> for Thrown<'_> {
    fn from(error: E) -> Self {
        Self::msg(error.to_string())
    }
}

/// Natives that the machine knows so well that it runs them without calling them. They behave exactly like the function
/// they are given with; see `Context::native`.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Intrinsic {
    /// No such native.
    None,
    /// `math.floor`
    Floor,
    /// `math.sqrt`
    Sqrt,
    /// `next`
    Next,
    /// The iterator of `ipairs`.
    IpairsStep,
    /// `coroutine.resume`
    Resume,
    /// `coroutine.yield`
    Yield,
    /// `pcall`
    Pcall,
    /// A function that `coroutine.wrap` has made.
    Wrapped,
}

/// The object behind a native function.
#[repr(C)]
pub(crate) struct NativeData<'gc> {
    id: Cell<u32>,
    /// What the machine may run in its place.
    pub intrinsic: Intrinsic,
    /// What is called.
    pub call: NativeFn,
    /// A stable name, for tracebacks and profiles.
    pub name: &'static str,
    /// The environment that `getfenv` answers; stores need a barrier.
    pub environment: Cell<Table<'gc>>,
    /// The coroutine that the native resumes, if that is what it does.
    pub thread: Option<Thread<'gc>>,
    /// Captured state of the native, for [`call_body`].
    body: Option<Box<dyn Body<'gc> + 'gc>>,
    charged: usize,
}

/// A native with captured state.
pub trait Body<'gc>: DynCollect<'gc> {
    /// Calls the native.
    fn call(&self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc>;
}

impl<'gc> NativeData<'gc> {
    /// Makes a plain native.
    pub fn new(
        ctx: Context<'gc>,
        name: &'static str,
        call: NativeFn,
        intrinsic: Intrinsic,
    ) -> Gc<'gc, Self> {
        Self::make(ctx, name, call, intrinsic, None, None, 0)
    }

    /// Makes a native that resumes a coroutine.
    pub fn wrapping(
        ctx: Context<'gc>,
        name: &'static str,
        call: NativeFn,
        thread: Thread<'gc>,
    ) -> Gc<'gc, Self> {
        Self::make(ctx, name, call, Intrinsic::Wrapped, Some(thread), None, 0)
    }

    /// Makes a native with captured state.
    pub fn with_body<B: Body<'gc> + 'gc>(
        ctx: Context<'gc>,
        name: &'static str,
        body: B,
    ) -> Gc<'gc, Self> {
        Self::make(
            ctx,
            name,
            call_body,
            Intrinsic::None,
            None,
            Some(Box::new(body)),
            mem::size_of::<B>(),
        )
    }

    fn make(
        ctx: Context<'gc>,
        name: &'static str,
        call: NativeFn,
        intrinsic: Intrinsic,
        thread: Option<Thread<'gc>>,
        body: Option<Box<dyn Body<'gc> + 'gc>>,
        body_size: usize,
    ) -> Gc<'gc, Self> {
        let charged = OBJECT_HEADER + mem::size_of::<Self>() + body_size;
        ctx.charge(charged);
        let environment = Cell::new(ctx.globals());
        Gc::new(
            ctx.mutation(),
            Self {
                id: Cell::new(0),
                intrinsic,
                call,
                name,
                environment,
                thread,
                body,
                charged,
            },
        )
    }
}

fn call_body<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let callee = window
        .callee()
        .as_native()
        .expect("the machine puts the native below its window");
    let body = callee
        .as_ref()
        .body
        .as_ref()
        .expect("only natives with a body call it");
    body.call(ctx, window)
}

impl Drop for NativeData<'_> {
    fn drop(&mut self) {
        credit(self.charged);
    }
}

// SAFETY: traces the environment and whatever the body holds.
unsafe impl<'gc> Collect<'gc> for NativeData<'gc> {
    fn trace<T: Trace<'gc>>(&self, cc: &mut T) {
        self.environment.get().trace(cc);
        self.thread.trace(cc);
        if let Some(body) = &self.body {
            (**body).dyn_trace(cc);
        }
    }
}

/// The state of a native that is in the middle of its work: what it goes on with when it is resumed.
pub trait Resume<'gc>: DynCollect<'gc> {
    /// Goes on: after a call or a resumed coroutine returned, after a pause, a yield or an answer. The window holds what was
    /// kept and, above it, the results.
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc>;

    /// Goes on after what was called has thrown. By default the error is passed on.
    fn caught(
        &mut self,
        _ctx: Context<'gc>,
        error: Thrown<'gc>,
        _window: &mut Window<'gc, '_>,
    ) -> Outcome<'gc> {
        Err(error)
    }

    /// Whether [`Resume::caught`] does anything: a state that does not catch is not asked.
    fn catches(&self) -> bool {
        false
    }

    /// How many values it still is to push, if it has [made room](Window::try_reserve) for them: the collector leaves it that.
    fn room(&self) -> usize {
        0
    }
}

/// The object that holds the state of a suspended native.
#[repr(C)]
pub(crate) struct SuspendedData<'gc> {
    id: Cell<u32>,
    /// The state; taken out while it runs.
    state: Cell<Option<Box<dyn Resume<'gc> + 'gc>>>,
    catches: bool,
    charged: usize,
}

impl<'gc> SuspendedData<'gc> {
    /// Moves a native's state into the heap.
    pub fn new<R: Resume<'gc> + 'gc>(ctx: Context<'gc>, state: R) -> Gc<'gc, Self> {
        let charged = OBJECT_HEADER + mem::size_of::<Self>() + mem::size_of::<R>();
        ctx.charge(charged);
        let catches = state.catches();
        Gc::new(
            ctx.mutation(),
            Self {
                id: Cell::new(0),
                state: Cell::new(Some(Box::new(state))),
                catches,
                charged,
            },
        )
    }

    /// Whether the state wants to see errors.
    pub fn catches(&self) -> bool {
        self.catches
    }

    /// How many values the state still is to push.
    pub fn room(&self) -> usize {
        self.look_at(|state| state.room())
    }

    /// Looks at the state, while no mutation runs. There is none while it runs itself.
    fn look_at<T: Default>(&self, f: impl FnOnce(&(dyn Resume<'gc> + 'gc)) -> T) -> T {
        let state = ManuallyDrop::new(self.state.take());
        let seen = (*state).as_deref().map(f);
        self.state.set(ManuallyDrop::into_inner(state));
        seen.unwrap_or_default()
    }

    /// Runs `f` on the state. The state may take up objects, so the whole object is barriered first.
    pub fn run<T>(
        this: Gc<'gc, Self>,
        ctx: Context<'gc>,
        f: impl FnOnce(&mut (dyn Resume<'gc> + 'gc)) -> T,
    ) -> T {
        ctx.barrier(Site::NativeState, Gc::erase(this));
        let mut state = this
            .state
            .take()
            .expect("a suspended native runs once at a time");
        let result = f(&mut *state);
        this.state.set(Some(state));
        result
    }
}

impl Drop for SuspendedData<'_> {
    fn drop(&mut self) {
        credit(self.charged);
    }
}

// SAFETY: traces the state; it is absent only while it runs, and nothing is traced then.
unsafe impl<'gc> Collect<'gc> for SuspendedData<'gc> {
    fn trace<T: Trace<'gc>>(&self, cc: &mut T) {
        self.look_at(|state| state.dyn_trace(cc));
    }
}
