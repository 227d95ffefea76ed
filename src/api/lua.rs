//! An interpreter, as the host holds it.

use std::{
    fmt,
    time::{Duration, Instant},
};

use super::{
    chunk::{Chunk, Prototype},
    convert::{FromMulti, FromValue, IntoMulti, IntoValue, Values},
    error::Error,
    executor::{Executor, Report, Results, Stage, Step},
    interrupt::InterruptHandle,
    stash::{StashedFunction, StashedTable, StashedThread},
};
use crate::{
    compiler::ErrorKind,
    driver::{Course, Drive, Driver, Settings, Stop, Verdict},
    heap::{
        closure::{ClosureData, ProtoData},
        context::Context,
        native::Thrown,
        thread::Thread,
        value::Value,
    },
    meter::{Fuel, MemoryUse, Signal},
    vm::{finalize, slice},
};

/// A Lua interpreter: its heap, its globals and everything that runs in it.
///
/// Source goes in, Rust values come out:
///
/// ```
/// use ferrous_core::{Lua, StashedFunction};
///
/// let mut lua = Lua::bare();
/// let answer: f64 = lua.eval("return 6 * 7")?;
/// assert_eq!(answer, 42.0);
///
/// let greet: StashedFunction = lua.eval("return function(name) return 'hello ' .. name end")?;
/// assert_eq!(lua.call::<String>(&greet, "world")?, "hello world");
/// # Ok::<(), ferrous_core::Error>(())
/// ```
///
/// `exec`, `eval` and `call` run to the end. A host that wants to stop a script in between starts it and steps it:
///
/// ```
/// use ferrous_core::{Chunk, Fuel, Lua, StashedFunction, Step};
///
/// let mut lua = Lua::bare();
/// let main: StashedFunction = lua.load(Chunk::new("while true do end").name("=spin"))?;
/// let run = lua.start(&main, ())?;
/// for _ in 0..3 {
///     assert!(matches!(lua.step(&run, &mut Fuel::new(10_000))?, Step::OutOfFuel));
/// }
/// lua.cancel(&run);
/// # Ok::<(), ferrous_core::Error>(())
/// ```
pub struct Lua {
    driver: Driver,
    helpers: Helpers,
}

/// Lua functions that do what needs metamethods, made when they are first needed.
#[derive(Default)]
struct Helpers {
    index: Option<StashedFunction>,
    set_index: Option<StashedFunction>,
}

impl fmt::Debug for Lua {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Lua")
    }
}

impl Lua {
    /// An interpreter without any library.
    pub fn bare() -> Self {
        super::builder::Builder::new()
            .build()
            .expect("there is no library to fail")
    }

    pub(super) fn with_settings(settings: &Settings) -> Self {
        Self {
            driver: Driver::new(settings),
            helpers: Helpers::default(),
        }
    }

    /// What holds from when the libraries are open.
    pub(super) fn begin(&mut self, settings: &Settings) {
        self.driver.set_memory_limit(settings.memory_limit);
        self.driver.arm();
    }

    // -- inside --------------------------------------------------------------------------------------------------------

    /// Runs `f` inside the arena, where values are plain words. They cannot leave; stash what has to.
    ///
    /// If that comes to the limit of memory, everything is collected afterwards, in one go.
    ///
    /// # Panics
    /// If a function of the host has panicked in this `Lua` before; [`Lua::try_enter`] gives an error then.
    pub fn enter<R>(&mut self, f: impl for<'gc> FnOnce(Context<'gc>) -> R) -> R {
        assert!(!self.driver.is_poisoned(), "{}", Error::Poisoned);
        self.driver.enter(f)
    }

    /// The same for what may throw.
    ///
    /// ```
    /// use ferrous_core::Lua;
    ///
    /// let mut lua = Lua::bare();
    /// lua.try_enter(|ctx| {
    ///     let point = ctx.table();
    ///     point.raw_set(ctx, ctx.string("x"), 1.5)?;
    ///     ctx.set_global("point", point)
    /// })?;
    /// assert_eq!(lua.eval::<f64>("return point.x")?, 1.5);
    /// # Ok::<(), ferrous_core::Error>(())
    /// ```
    pub fn try_enter<R>(
        &mut self,
        f: impl for<'gc> FnOnce(Context<'gc>) -> Result<R, Thrown<'gc>>,
    ) -> Result<R, Error> {
        self.checked(|ctx| f(ctx).map_err(|thrown| Error::thrown(ctx, thrown)))
    }

    /// Runs `f` inside, unless this `Lua` is poisoned.
    fn checked<R>(
        &mut self,
        f: impl for<'gc> FnOnce(Context<'gc>) -> Result<R, Error>,
    ) -> Result<R, Error> {
        self.check()?;
        self.driver.enter(f)
    }

    fn check(&self) -> Result<(), Error> {
        match self.driver.is_poisoned() {
            true => Err(Error::Poisoned),
            false => Ok(()),
        }
    }

    // -- source --------------------------------------------------------------------------------------------------------

    /// Compiles a chunk (or takes a compiled one) and makes a function of it. Nothing runs yet. An interrupt or the deadline
    /// stops the compiler, when the source is long.
    pub fn load<'a>(&mut self, chunk: impl Into<Chunk<'a>>) -> Result<StashedFunction, Error> {
        self.check()?;
        let mut signal = None;
        let mut meter = |_| {
            signal = signal.or_else(|| self.driver.take_signal());
            signal.is_none()
        };
        let compiled = chunk.into().compile(&mut meter);
        if let Some(signal) = signal {
            return Err(signal.into());
        }
        let (prototype, environment) = compiled.map_err(|error| self.known(error))?;
        match self.load_once(&prototype, environment.as_ref()) {
            // Garbage may be in the way.
            Err(Error::Memory { .. }) => {
                self.driver.collect_garbage();
                self.load_once(&prototype, environment.as_ref())
            }
            result => result,
        }
    }

    /// The error that the compiler has given. There is one that says nothing about the source.
    fn known(&self, error: Error) -> Error {
        match error {
            Error::Syntax(error) if error.kind() == ErrorKind::Memory => Error::Memory {
                limit: None,
                used: self.driver.memory().used,
            },
            error => error,
        }
    }

    fn load_once(
        &mut self,
        prototype: &Prototype,
        environment: Option<&StashedTable>,
    ) -> Result<StashedFunction, Error> {
        self.checked(|ctx| {
            let environment = match environment {
                Some(table) => ctx.fetch(table)?,
                None => ctx.globals(),
            };
            let proto = ProtoData::load(ctx, prototype.shared())
                .map_err(|thrown| Error::thrown(ctx, thrown))?;
            let closure = Value::closure(ClosureData::new(ctx, proto, environment));
            Ok(StashedFunction::from_value(ctx, closure)?)
        })
    }

    /// Runs a chunk to its end and gives its results.
    pub fn eval<'a, R>(&mut self, chunk: impl Into<Chunk<'a>>) -> Result<R, Error>
    where
        R: for<'gc> FromMulti<'gc>,
    {
        let main = self.load(chunk)?;
        self.call(&main, ())
    }

    /// Runs a chunk to its end.
    pub fn exec<'a>(&mut self, chunk: impl Into<Chunk<'a>>) -> Result<(), Error> {
        self.eval(chunk)
    }

    /// Calls a function, runs it to its end and gives its results.
    ///
    /// Nobody is there to resume what is called in this way: `coroutine.yield` outside of coroutines is an error, and so
    /// is a function that asks the host.
    pub fn call<R>(
        &mut self,
        function: &StashedFunction,
        arguments: impl for<'gc> IntoMulti<'gc>,
    ) -> Result<R, Error>
    where
        R: for<'gc> FromMulti<'gc>,
    {
        let thread = self.thread(function, arguments)?;
        let mut course = Course {
            slot: thread.slot(),
            fuel: Fuel::MAX as i64,
            ..Course::default()
        };
        loop {
            match self.driver.drive(&mut course, |ctx, thread, stop| {
                finish::<R>(ctx, thread, stop)
            }) {
                Drive::Ended(result) => return result,
                Drive::Spent => course.fuel = Fuel::MAX as i64,
                Drive::Stopped(signal) => {
                    self.discard(&thread);
                    return Err(signal.into());
                }
            }
        }
    }

    // -- runs ----------------------------------------------------------------------------------------------------------

    /// Makes a run of a function and its arguments. Nothing happens before the first step.
    pub fn start(
        &mut self,
        function: &StashedFunction,
        arguments: impl for<'gc> IntoMulti<'gc>,
    ) -> Result<Executor, Error> {
        self.thread(function, arguments).map(Executor::new)
    }

    /// Lets a run go on until the fuel is spent or there is something for the host to do.
    ///
    /// The run may burn a little more than the budget, by the cost of what it was doing when the budget ended. It carries
    /// that as debt and repays it from the next budget first, so that the sum over all budgets is exact.
    pub fn step(&mut self, run: &Executor, fuel: &mut Fuel) -> Result<Step, Error> {
        self.check()?;
        let mut course = run.record(self.driver.home())?.set_out(fuel)?;
        let end = self.driver.drive(&mut course, report);
        let mut record = run.record(self.driver.home())?;
        record.come_back(&course, fuel);
        match end {
            Drive::Spent => Ok(Step::OutOfFuel),
            Drive::Stopped(Signal::Interrupt) => Ok(Step::Interrupted),
            Drive::Stopped(Signal::Deadline) => Ok(Step::Deadline),
            Drive::Ended(report) => record.note(report),
        }
    }

    /// Answers a run that waits or has yielded: `answer` is what its call gives back. It goes on at the next step.
    pub fn resume(
        &mut self,
        run: &Executor,
        answer: impl for<'gc> IntoMulti<'gc>,
    ) -> Result<(), Error> {
        self.check()?;
        let thread = run.record(self.driver.home())?.suspended()?;
        self.driver.enter(|ctx| {
            let mut values = Vec::new();
            answer.into_multi(ctx, &mut values)?;
            slice::answer(ctx, ctx.fetch(&thread)?, &values)
                .map_err(|thrown| Error::thrown(ctx, thrown))
        })?;
        run.record(self.driver.home())?.go_on(None);
        Ok(())
    }

    /// Answers a run that waits or has yielded with an error: its call raises `error`, which the script can catch.
    pub fn throw(
        &mut self,
        run: &Executor,
        error: impl for<'gc> IntoValue<'gc>,
    ) -> Result<(), Error> {
        self.check()?;
        run.record(self.driver.home())?.suspended()?;
        let error = self
            .driver
            .enter(|ctx| error.into_value(ctx).map(|error| ctx.stash(error)))?;
        run.record(self.driver.home())?.go_on(Some(error));
        Ok(())
    }

    /// Ends a run where it stands. Nothing of it runs any more: no handler sees it, no code is cleaned up after. False if
    /// there was nothing to end, because the run is over or belongs to another `Lua`.
    pub fn cancel(&mut self, run: &Executor) -> bool {
        let Ok(mut record) = run.record(self.driver.home()) else {
            return false;
        };
        if self.check().is_err() || record.is_over() {
            return false;
        }
        record.stage = Stage::Cancelled;
        let thread = record.innermost.clone();
        drop(record);
        self.discard(&thread);
        true
    }

    /// Takes what a run has returned, or yielded last.
    ///
    /// Results that do not fit stay, and can be taken as something else.
    pub fn take<R>(&mut self, run: &Executor) -> Result<R, Error>
    where
        R: for<'gc> FromMulti<'gc>,
    {
        let taken = self.results(run, |ctx, values| {
            R::from_multi(ctx, &mut Values::new(values)).map_err(Error::from)
        })??;
        run.record(self.driver.home())?.drop_results();
        Ok(taken)
    }

    /// Looks at what a run has returned, or yielded last.
    pub fn results<R>(
        &mut self,
        run: &Executor,
        look: impl for<'gc> FnOnce(Context<'gc>, &[Value<'gc>]) -> R,
    ) -> Result<R, Error> {
        self.check()?;
        let results = run.record(self.driver.home())?.results()?;
        self.driver
            .enter(|ctx| Ok(look(ctx, &results.values(ctx)?)))
    }

    /// A thread that has not begun yet.
    fn thread(
        &mut self,
        function: &StashedFunction,
        arguments: impl for<'gc> IntoMulti<'gc>,
    ) -> Result<StashedThread, Error> {
        self.checked(|ctx| {
            let body = ctx.fetch(function)?;
            let mut values = Vec::new();
            arguments.into_multi(ctx, &mut values)?;
            let thread = Thread::new(ctx, body.into());
            slice::push_arguments(ctx, thread, &values)
                .map_err(|thrown| Error::thrown(ctx, thrown))?;
            Ok(ctx.stash(thread))
        })
    }

    fn discard(&mut self, innermost: &StashedThread) {
        self.driver.enter(|ctx| {
            if let Ok(thread) = ctx.fetch(innermost) {
                slice::discard(ctx, thread);
            }
        });
    }

    // -- tables --------------------------------------------------------------------------------------------------------

    /// The table of globals.
    pub fn globals(&mut self) -> Result<StashedTable, Error> {
        self.checked(|ctx| Ok(ctx.stash(ctx.globals())))
    }

    /// `table[key]`, metamethods included.
    ///
    /// ```
    /// use ferrous_core::{Lua, StashedTable};
    ///
    /// let mut lua = Lua::bare();
    /// let config: StashedTable = lua.eval("return { width = 80, [1] = 'first' }")?;
    /// assert_eq!(lua.get::<u32>(&config, "width")?, 80);
    /// assert_eq!(lua.get::<String>(&config, 1)?, "first");
    /// lua.set(&config, "height", 24)?;
    /// assert_eq!(lua.get::<Option<u32>>(&config, "height")?, Some(24));
    /// # Ok::<(), ferrous_core::Error>(())
    /// ```
    pub fn get<R>(
        &mut self,
        table: &StashedTable,
        key: impl for<'gc> IntoValue<'gc>,
    ) -> Result<R, Error>
    where
        R: for<'gc> FromValue<'gc>,
    {
        let found = self.checked(|ctx| {
            let (table, key) = (ctx.fetch(table)?, key.into_value(ctx)?);
            let value = table.raw_get(ctx, key);
            if value.is_nil() && table.metatable().is_some() {
                return Ok(Err(ctx.stash(key)));
            }
            Ok(Ok(R::from_value(ctx, value)?))
        })?;
        match found {
            Ok(value) => Ok(value),
            Err(key) => {
                let index = self.helper(|helpers| &mut helpers.index, INDEX)?;
                self.call(&index, (table, key))
            }
        }
    }

    /// `table[key] = value`, metamethods included.
    pub fn set(
        &mut self,
        table: &StashedTable,
        key: impl for<'gc> IntoValue<'gc>,
        value: impl for<'gc> IntoValue<'gc>,
    ) -> Result<(), Error> {
        let pending = self.checked(|ctx| {
            let table = ctx.fetch(table)?;
            let (key, value) = (key.into_value(ctx)?, value.into_value(ctx)?);
            if table.metatable().is_some() {
                return Ok(Some((ctx.stash(key), ctx.stash(value))));
            }
            table
                .raw_set(ctx, key, value)
                .map_err(|thrown| Error::thrown(ctx, thrown))?;
            Ok(None)
        })?;
        let Some((key, value)) = pending else {
            return Ok(());
        };
        let set_index = self.helper(|helpers| &mut helpers.set_index, SET_INDEX)?;
        self.call(&set_index, (table, key, value))
    }

    /// `#table`. In Lua 5.1 no metamethod changes the length of a table.
    pub fn len(&mut self, table: &StashedTable) -> Result<usize, Error> {
        self.checked(|ctx| Ok(ctx.fetch(table)?.raw_len()))
    }

    fn helper(
        &mut self,
        place: fn(&mut Helpers) -> &mut Option<StashedFunction>,
        source: &str,
    ) -> Result<StashedFunction, Error> {
        if let Some(function) = place(&mut self.helpers) {
            return Ok(function.clone());
        }
        let function = self.load(Chunk::new(source).name("=host"))?;
        *place(&mut self.helpers) = Some(function.clone());
        Ok(function)
    }

    // -- the end ------------------------------------------------------------------------------------------------------

    /// Runs the finalizers of all userdata that have one and were not finalized yet, newest first, whether they are in use
    /// or not. Errors in them are dropped. True if all of them were called before the fuel was spent or the deadline passed, and
    /// nobody interrupted them.
    ///
    /// What it does before the first finalizer runs, going through all userdata with a metatable, is not split.
    ///
    /// This is what `lua_close` does in the reference implementation; dropping a `Lua` runs no Lua code. It is meant for
    /// the end of a `Lua`, which stays usable all the same.
    ///
    /// ```
    /// use ferrous_core::{Fuel, Lua, UserData};
    ///
    /// let mut lua = Lua::bare();
    /// lua.exec("closed = {}  meta = { __gc = function(u) closed[#closed + 1] = 'last words' end }")?;
    /// lua.try_enter(|ctx| {
    ///     let meta = ctx.globals().raw_get(ctx, ctx.string("meta")).as_table();
    ///     let resource = UserData::new(ctx, "a resource");
    ///     resource.set_metatable(ctx, meta);
    ///     ctx.set_global("resource", resource)
    /// })?;
    /// assert!(lua.close(&mut Fuel::new(100_000)));
    /// assert_eq!(lua.eval::<String>("return closed[1]")?, "last words");
    /// # Ok::<(), ferrous_core::Error>(())
    /// ```
    pub fn close(&mut self, fuel: &mut Fuel) -> bool {
        let thread = self.checked(|ctx| {
            ctx.state().finalizers.separate_all(ctx);
            // The stash's barrier is the finalizers' as well.
            let body = ctx.native("__gc", finalize::finalize_all);
            Ok(ctx.stash(Thread::new(ctx, body.into())))
        });
        let Ok(thread) = thread else {
            return false;
        };
        let mut course = Course {
            slot: thread.slot(),
            fuel: fuel.remaining() as i64,
            ..Course::default()
        };
        let end = self.driver.drive(&mut course, |ctx, thread, stop| {
            finish::<()>(ctx, thread, stop)
        });
        fuel.burn(fuel.remaining() - course.fuel.max(0) as u64);
        if !matches!(end, Drive::Ended(_)) {
            self.discard(&thread);
        }
        self.driver.end_closing();
        matches!(end, Drive::Ended(Ok(())))
    }

    // -- memory --------------------------------------------------------------------------------------------------------

    /// Sets the most bytes that this `Lua` may have in use, or none.
    ///
    /// A script that needs more gets the error "not enough memory", which it can catch; the interpreter works on after it. A
    /// limit below what is in use lets everything fail that allocates, until enough was freed; everything is collected at once
    /// then, in one go.
    ///
    /// What counts is everything on the heap and everything that scripts can make grow outside of it: stacks, buffers of
    /// library functions, the interpreter's own tables, the queue of the collector. It is counted before it is allocated, so
    /// more is in use only by a small reserve, which what is small may overdraw until the machine comes to a safe point:
    /// at most a sixteenth of the limit and 1 MB, and what 128 instructions allocate. What the allocator of the process takes
    /// beside that is not known here: a script that keeps one small object in each of many of its pages can make the process
    /// several times as large as the limit, against which only a limit of the operating system helps.
    ///
    /// ```
    /// use ferrous_core::{Error, Lua};
    ///
    /// let mut lua = Lua::bare();
    /// lua.set_memory_limit(Some(1 << 20));
    /// let endless = lua.exec("local list; while true do list = { list } end");
    /// assert!(matches!(endless, Err(Error::Memory { limit: Some(0x100000), .. })));
    /// assert_eq!(lua.eval::<f64>("return 6 * 7")?, 42.0);
    /// # Ok::<(), ferrous_core::Error>(())
    /// ```
    pub fn set_memory_limit(&mut self, limit: Option<usize>) {
        self.driver.set_memory_limit(limit);
    }

    /// What is in use.
    pub fn memory(&mut self) -> MemoryUse {
        self.driver.memory()
    }

    /// Sets how long one step of the collector may take (at first: 2 ms), the pause that a run may notice.
    ///
    /// The budget is turned into a number of objects at a fixed price, 125 ns each, and no clock is looked at: the same program
    /// collects at the same points on every machine. An object costs 12 to 40 ns in the median where this was measured. Heaps of up to six times as many objects are collected in one go, which costs less for each. A
    /// smaller budget makes pauses shorter and the whole work longer; it is 125 µs at least.
    ///
    /// Full collections and those at the limit come in steps of the same size, and an interrupt or the deadline is seen
    /// between them. What cannot be split takes its own time: one object (a table or a stack of a million slots takes 5 to
    /// 10 ms), and what the end of a cycle does at once (docs/latency.md). What the host does itself is done in one go,
    /// whatever it takes: [`Lua::set_memory_limit`] below what is in use, and [`Lua::enter`] or [`Lua::load`] where they come to the
    /// limit.
    ///
    /// ```
    /// use std::time::Duration;
    /// use ferrous_core::{Builder, Lua};
    ///
    /// let mut lua = Builder::new().pause_budget(Duration::from_micros(500)).build()?;
    /// lua.exec("for i = 1, 100000 do local t = { i } end")?;
    /// lua.set_pause_budget(Duration::from_millis(5));
    /// # Ok::<(), ferrous_core::Error>(())
    /// ```
    pub fn set_pause_budget(&mut self, budget: Duration) {
        self.driver.set_pause_budget(budget);
    }

    /// Frees everything, and answers how many bytes were charged that nothing was given back for: 0, or something is
    /// wrong with the meter. For tests.
    pub fn dismantle(self) -> usize {
        self.driver.dismantle()
    }

    // -- the rest ------------------------------------------------------------------------------------------------------

    /// Sets the time at which everything that this `Lua` runs stops, or none.
    ///
    /// [`Lua::step`] answers [`Step::Deadline`] then, and the run can go on under a later deadline; `exec`, `eval`, `call` and
    /// `load` give up with [`Error::Deadline`]. It holds for all runs, and stays: once it has passed nothing runs until the
    /// host sets another one. Scripts cannot see or catch it. What it costs is a look at the clock in each slice.
    ///
    /// It is seen wherever an interrupt is: between two slices, between the pieces of a collection, by library functions that
    /// work for long, and in the compiler. How far apart that can be is in `docs/latency.md`; a call of the operating system that
    /// blocks is not ended by it.
    ///
    /// ```
    /// use std::time::{Duration, Instant};
    /// use ferrous_core::{Error, Lua};
    ///
    /// let mut lua = Lua::bare();
    /// lua.set_deadline(Some(Instant::now() + Duration::from_millis(5)));
    /// assert!(matches!(lua.exec("while true do end"), Err(Error::Deadline)));
    /// assert!(matches!(lua.exec("return"), Err(Error::Deadline)));
    /// lua.set_deadline(None);
    /// lua.exec("return")?;
    /// # Ok::<(), ferrous_core::Error>(())
    /// ```
    pub fn set_deadline(&mut self, deadline: Option<Instant>) {
        self.driver.set_deadline(deadline);
    }

    /// A handle with which other threads can ask for a stop.
    pub fn interrupt_handle(&self) -> InterruptHandle {
        InterruptHandle::new(self.driver.interrupt())
    }
}

/// What `get` and `set` run when a metatable may have its say.
const INDEX: &str = "local table, key = ... return table[key]";
const SET_INDEX: &str = "local table, key, value = ... table[key] = value";

/// What `call` makes of a run that has stopped.
fn finish<'gc, R: FromMulti<'gc>>(
    ctx: Context<'gc>,
    thread: Thread<'gc>,
    stop: Stop<'gc>,
) -> Verdict<'gc, Result<R, Error>> {
    Verdict::End(match stop {
        Stop::Done => {
            let values = slice::values(thread);
            R::from_multi(ctx, &mut Values::new(&values)).map_err(Error::from)
        }
        Stop::Failed(value) => Err(uncaught(ctx, value)),
        Stop::Yielded => {
            return Verdict::Throw(Thrown::plain(
                "attempt to yield across metamethod/C-call boundary",
            ));
        }
        Stop::Waiting(_) => {
            return Verdict::Throw(Thrown::msg("the host does not answer requests here"));
        }
    })
}

/// What `step` makes of a run that has stopped.
fn report<'gc>(ctx: Context<'gc>, thread: Thread<'gc>, stop: Stop<'gc>) -> Verdict<'gc, Report> {
    Verdict::End(match stop {
        Stop::Done => match Results::collect(ctx, &slice::values(thread)) {
            Ok(results) => Report::Done(results),
            Err(thrown) => Report::Failed(Error::thrown(ctx, thrown)),
        },
        Stop::Failed(value) => Report::Failed(uncaught(ctx, value)),
        Stop::Yielded => match Results::collect(ctx, &slice::values(thread)) {
            Ok(results) => Report::Yielded(results),
            Err(thrown) => return Verdict::Throw(thrown),
        },
        Stop::Waiting(request) => Report::Waiting(request),
    })
}

fn uncaught<'gc>(ctx: Context<'gc>, value: Value<'gc>) -> Error {
    let traceback = ctx.state().traceback.take();
    Error::uncaught(ctx, value, Some(traceback))
}
