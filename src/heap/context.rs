//! The context: what code inside the arena works with, and the state of the machine behind it.
//!
//! [`Context`] is two pointers and is passed by value to everything that runs inside a `mutate`. [`State`] is the root
//! object: the running thread's registers, the meters, the interner, the well-known names and the roots. All of it is
//! cells, because natives, instruction handlers and the driver share it; a store of an object into it goes through
//! [`State::set`], which barriers it.

use std::cell::Cell;

use gc_arena::{Collect, Gc, Mutation, collect::Trace};

use super::{
    finalizers::Finalizers,
    native::{Intrinsic, NativeData, NativeFn, Thrown},
    slots::Slots,
    string::{Interner, LuaString},
    table::{ENTRIES_PER_OBJECT, GrowingTable, LargeTables, Table, WeakTables},
    thread::Thread,
    value::{Function, Type, Value},
};
use crate::{
    bytecode::{Instruction, Op},
    meter::{
        collector::CollectorControl,
        memory::{Claim, Memory, OBJECT_HEADER, credit, system_has},
        signals::Signals,
    },
    site::{Site, present},
    vm::{call::Operands, frame::Frame, slice::Exit},
};

/// Metamethods, in the order in which a metatable's absence bits number them.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum Event {
    Index,
    NewIndex,
    Eq,
    Len,
    Call,
    Add,
    Sub,
    Mul,
    Div,
    Mod,
    Pow,
    Unm,
    Lt,
    Le,
    Concat,
    Gc,
    Mode,
    ToString,
    Metatable,
}

impl Event {
    /// Every event.
    pub const ALL: [Event; 19] = [
        Event::Index,
        Event::NewIndex,
        Event::Eq,
        Event::Len,
        Event::Call,
        Event::Add,
        Event::Sub,
        Event::Mul,
        Event::Div,
        Event::Mod,
        Event::Pow,
        Event::Unm,
        Event::Lt,
        Event::Le,
        Event::Concat,
        Event::Gc,
        Event::Mode,
        Event::ToString,
        Event::Metatable,
    ];

    /// The field of a metatable that holds the handler.
    pub const fn name(self) -> &'static str {
        match self {
            Event::Index => "__index",
            Event::NewIndex => "__newindex",
            Event::Eq => "__eq",
            Event::Len => "__len",
            Event::Call => "__call",
            Event::Add => "__add",
            Event::Sub => "__sub",
            Event::Mul => "__mul",
            Event::Div => "__div",
            Event::Mod => "__mod",
            Event::Pow => "__pow",
            Event::Unm => "__unm",
            Event::Lt => "__lt",
            Event::Le => "__le",
            Event::Concat => "__concat",
            Event::Gc => "__gc",
            Event::Mode => "__mode",
            Event::ToString => "__tostring",
            Event::Metatable => "__metatable",
        }
    }
}

/// Why the machine was asked to leave at the next safe point although fuel was left.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Leave {
    /// Nobody asked.
    No,
    /// Something has taken long: an interrupt is to be looked for.
    Soon,
    /// The byte threshold was passed: collect.
    Collect,
    /// The script asked for a full collection.
    CollectFull,
    /// So many bytes were asked for, and do not fit under the limit.
    Limit(usize),
}

/// The root object.
///
/// The first fields are the ones that instruction handlers touch.
#[repr(C)]
pub(crate) struct State<'gc> {
    /// The handler of each operation, as an untyped code pointer; filled by the dispatch backend.
    pub handlers: [Cell<*const ()>; Op::COUNT],
    /// Fuel left; negative: leave at the next safe point.
    pub fuel: Cell<i64>,
    /// The running thread's top frame.
    pub frame: Cell<*mut Frame<'gc>>,
    /// The last frame that fits.
    pub frame_limit: Cell<*mut Frame<'gc>>,
    /// The end of the value stack.
    pub stack_limit: Cell<*mut Value<'gc>>,
    /// Whether the collector is marking, so that stores need barriers. Constant inside a slice.
    pub marking: Cell<bool>,
    /// The registers of the run loop, while it is in a slow path or left.
    pub pc: Cell<*const Instruction>,
    /// Register 0 of the running Lua function.
    pub base: Cell<*mut Value<'gc>>,
    /// Its first constant.
    pub constants: Cell<*const Value<'gc>>,
    /// The end of open values.
    pub top: Cell<*mut Value<'gc>>,
    /// The running thread.
    pub thread: Cell<Thread<'gc>>,
    mutation: Cell<*const Mutation<'gc>>,
    /// Why the run loop was left.
    pub exit: Cell<Option<Exit<'gc>>>,
    /// What the next step is done with.
    pub operands: Operands<'gc>,
    /// The window of the native that runs or ran last: tells whether it has a frame of its own.
    pub native_base: Cell<*mut Value<'gc>>,
    /// Fuel that was taken out of `fuel` to make the machine leave early.
    pub withheld: Cell<i64>,
    /// Why.
    pub leave: Cell<Leave>,
    /// The byte meter.
    pub memory: Memory,
    /// Frames that a thread chain may have.
    pub depth_limit: Cell<usize>,
    /// Where the machine stack was when dispatch began.
    pub stack_mark: Cell<usize>,
    /// What the running thread's hook watches.
    pub watch: Cell<u8>,
    /// Dispatch was left because the other loop takes over.
    pub diverted: Cell<bool>,
    /// Whether the tail-calling backend runs (else the loop does).
    pub tail_calls: Cell<bool>,
    /// The set of interned strings.
    pub interner: Interner<'gc>,
    /// The strings of one byte.
    pub single_bytes: [Cell<Option<LuaString<'gc>>>; 256],
    events: [Cell<Option<LuaString<'gc>>>; Event::ALL.len()],
    /// Metatables of the types that have one for all their values.
    type_metatables: [Cell<Option<Table<'gc>>>; Type::COUNT],
    /// The registry: named slots of libraries and hosts.
    registry: Cell<Table<'gc>>,
    /// The thread that natives called from the host find running when no script does.
    pub main: Cell<Thread<'gc>>,
    /// The traceback of the last error that nothing caught.
    pub traceback: std::cell::RefCell<String>,
    /// Values that the host holds.
    pub stash: Slots<'gc>,
    /// Userdata that may have to be finalized.
    pub finalizers: Finalizers<'gc>,
    /// The weak tables that the running cycle has visited.
    pub weak: WeakTables<'gc>,
    /// The table that is being made larger.
    pub growing: GrowingTable<'gc>,
    /// The tables that are visited in parts.
    pub large: LargeTables<'gc>,
    /// The value of "not enough memory" errors, made in time.
    memory_error: Cell<Option<LuaString<'gc>>>,
    next_identity: Cell<u32>,
    seed: u64,
    /// The collector's settings.
    pub collector: CollectorControl,
    /// What asks for a stop.
    pub signals: Signals,
    /// This object as the arena made it: unlike a reference, it also reaches the collector's header in front.
    this: Cell<*const Self>,
}

// SAFETY: traces every root; the raw registers hold nothing that is not reachable otherwise, and of the interner, the
// candidates for finalizers, the growing table and the lists of weak and of large ones the atomic step takes out what dies.
unsafe impl<'gc> Collect<'gc> for State<'gc> {
    fn trace<T: Trace<'gc>>(&self, cc: &mut T) {
        self.thread.get().trace(cc);
        self.main.get().trace(cc);
        self.registry.get().trace(cc);
        self.stash.trace(cc);
        self.finalizers.trace(cc);
        for string in self.single_bytes.iter().chain(&self.events) {
            string.get().trace(cc);
        }
        self.memory_error.get().trace(cc);
        for metatable in &self.type_metatables {
            metatable.get().trace(cc);
        }
    }
}

impl Drop for State<'_> {
    fn drop(&mut self) {
        credit(OBJECT_HEADER + size_of::<Self>());
    }
}

/// Fuel for the least step of the collector.
const STEP_COST: u64 = 64;

/// What code inside the arena works with.
#[derive(Copy, Clone)]
pub struct Context<'gc> {
    mutation: &'gc Mutation<'gc>,
    state: &'gc State<'gc>,
}

impl<'gc> State<'gc> {
    /// The metatable of all strings.
    #[inline(always)]
    pub fn string_metatable(&self) -> Option<Table<'gc>> {
        self.type_metatables[Type::String as usize].get()
    }

    /// Makes the root object with an empty global table.
    pub fn new(mutation: &'gc Mutation<'gc>, seed: u64, threshold: usize) -> Gc<'gc, Self> {
        let globals = Table(Gc::new(mutation, super::table::TableData::EMPTY));
        let registry = Table(Gc::new(mutation, super::table::TableData::EMPTY));
        let main = Thread(Gc::new(mutation, Thread::unstarted(Value::NIL, globals)));
        let memory = Memory::new(threshold);
        let state = Gc::new(
            mutation,
            Self {
                handlers: [const { Cell::new(std::ptr::null()) }; Op::COUNT],
                fuel: Cell::new(0),
                frame: Cell::new(main.0.frame.get()),
                frame_limit: Cell::new(main.0.frame_limit(usize::MAX)),
                stack_limit: Cell::new(main.0.stack_limit()),
                marking: Cell::new(false),
                pc: Cell::new(std::ptr::null()),
                base: Cell::new(main.0.top.get()),
                constants: Cell::new(std::ptr::null()),
                top: Cell::new(main.0.top.get()),
                thread: Cell::new(main),
                mutation: Cell::new(mutation),
                exit: Cell::new(None),
                operands: Operands::default(),
                native_base: Cell::new(std::ptr::null_mut()),
                withheld: Cell::new(0),
                leave: Cell::new(Leave::No),
                memory,
                depth_limit: Cell::new(crate::vm::room::DEPTH_LIMIT),
                stack_mark: Cell::new(0),
                watch: Cell::new(0),
                diverted: Cell::new(false),
                tail_calls: Cell::new(false),
                interner: Interner::new(seed),
                single_bytes: [const { Cell::new(None) }; 256],
                events: [const { Cell::new(None) }; Event::ALL.len()],
                type_metatables: [const { Cell::new(None) }; Type::COUNT],
                registry: Cell::new(registry),
                main: Cell::new(main),
                traceback: Default::default(),
                stash: Slots::default(),
                finalizers: Finalizers::default(),
                weak: WeakTables::default(),
                growing: GrowingTable::default(),
                large: LargeTables::default(),
                memory_error: Cell::new(None),
                next_identity: Cell::new(1),
                seed,
                collector: CollectorControl::default(),
                signals: Signals::default(),
                this: Cell::new(std::ptr::null()),
            },
        );
        state.this.set(Gc::as_ptr(state));
        let ctx = Context::new(mutation, state.as_ref());
        ctx.charge(OBJECT_HEADER + size_of::<Self>());
        main.0.charge_first(ctx);
        main.0.is_fixed.set(true);
        globals.0.charge_first(ctx);
        registry.0.charge_first(ctx);
        for event in Event::ALL {
            state.events[event as usize]
                .set(Some(LuaString::interned(ctx, event.name().as_bytes())));
        }
        for byte in 0..=255u8 {
            state.single_bytes[byte as usize].set(Some(LuaString::interned(ctx, &[byte])));
        }
        let text = LuaString::new(ctx, b"not enough memory");
        state.memory_error.set(Some(text));
        state
    }

    /// The strings and metatables that are always there, for the verifier.
    pub fn shared_values(&self, found: &mut impl FnMut(Value<'gc>)) {
        for string in self.single_bytes.iter().chain(&self.events) {
            string.get().into_iter().for_each(|s| found(s.into()));
        }
        for metatable in &self.type_metatables {
            metatable.get().into_iter().for_each(|t| found(t.into()));
        }
    }

    /// The root object itself, as the arena made it.
    pub fn object(&self) -> Gc<'gc, ()> {
        // SAFETY: the pointer comes from `Gc::as_ptr` of this very object.
        Gc::erase(unsafe { Gc::from_ptr(self.this.get()) })
    }

    /// Called at the start of each mutation: the address is the arena's for its whole life.
    pub fn enter(&self, mutation: &'gc Mutation<'gc>) {
        self.mutation.set(mutation);
    }

    /// The context of the running mutation.
    ///
    /// # Safety
    /// [`State::enter`] must have been called in the running mutation, and `this` must be the root object.
    #[inline(always)]
    pub unsafe fn context(this: *const Self) -> Context<'gc> {
        // SAFETY: the caller's promise; the root object lives as long as the arena.
        unsafe {
            Context {
                mutation: &*(*this).mutation.get(),
                state: &*this,
            }
        }
    }

    /// The table for libraries and hosts.
    pub fn registry(&self) -> Table<'gc> {
        self.registry.get()
    }

    /// Makes the machine leave at the next safe point.
    #[cold]
    pub fn request_leave(&self, why: Leave) {
        if self.leave.get() == Leave::No {
            self.withheld.set(self.fuel.get() + 1);
            self.fuel.set(-1);
        }
        let is_more = match self.leave.get() {
            Leave::Limit(_) => false,
            Leave::CollectFull => matches!(why, Leave::Limit(_)),
            Leave::Collect => why != Leave::Soon,
            Leave::No | Leave::Soon => true,
        };
        if is_more {
            self.leave.set(why);
        }
    }

    /// Takes back a request to leave: gives the fuel back and says why it was made.
    pub fn take_leave(&self) -> Leave {
        let why = self.leave.replace(Leave::No);
        self.fuel.update(|fuel| fuel + self.withheld.replace(0));
        why
    }
}

impl<'gc> Context<'gc> {
    /// The context of a mutation.
    pub(crate) fn new(mutation: &'gc Mutation<'gc>, state: &'gc State<'gc>) -> Self {
        Self { mutation, state }
    }

    /// The arena's mutation context.
    #[inline(always)]
    pub fn mutation(self) -> &'gc Mutation<'gc> {
        self.mutation
    }

    #[inline(always)]
    pub(crate) fn state(self) -> &'gc State<'gc> {
        self.state
    }

    /// Charges bytes that are about to be allocated; a collection happens soon if too many are in use.
    ///
    /// This is for what is small, and for what was asked for ([`Action::Reserve`](super::native::Action::Reserve)): it may pass
    /// the limit.
    #[inline(always)]
    pub fn charge(self, bytes: usize) {
        if self.state.memory.charge(bytes) {
            self.passed_threshold();
        }
    }

    #[cold]
    fn passed_threshold(self) {
        if self.state.memory.passed() {
            self.state.request_leave(Leave::Collect);
        }
    }

    /// Charges bytes that are about to be allocated, unless they do not fit under the limit.
    ///
    /// A native that gets the error can ask the machine for as much as [`Thrown::refused`] says, and try again. An instruction
    /// that has done nothing yet is run again by the machine, after a collection.
    #[inline]
    pub fn claim(self, bytes: usize) -> Result<(), Thrown<'gc>> {
        match self.state.memory.claim(bytes) {
            Claim::Granted => Ok(()),
            Claim::Due => {
                self.state.request_leave(Leave::Collect);
                Ok(())
            }
            Claim::Refused => Err(self.out_of_memory()),
        }
    }

    /// Takes back a claim or a charge whose memory the system did not give, or that is going to be charged otherwise.
    pub fn release(self, bytes: usize) {
        self.state.memory.release(bytes);
    }

    /// Whether so many bytes would fit under the limit now, and the system has them.
    pub fn fits(self, bytes: usize) -> bool {
        !self.state.memory.is_over_with(bytes) && system_has(bytes)
    }

    /// The error of whatever finds no memory: "not enough memory", without a position. It takes no memory itself.
    #[cold]
    pub fn out_of_memory(self) -> Thrown<'gc> {
        Thrown::value(self.memory_error())
    }

    /// The error of whatever has to be tried again, because it takes long and the fuel is spent: for whoever looks at
    /// [`Thrown::refused`], 0 bytes are missing.
    #[cold]
    pub(crate) fn try_again(self) -> Thrown<'gc> {
        self.state.memory.refuse(0);
        self.out_of_memory()
    }

    /// Whether a value is that of the machine's own "not enough memory".
    pub(crate) fn is_memory_error(self, value: Value<'gc>) -> bool {
        value.bits() == Value::from(self.memory_error()).bits()
    }

    /// The value of that error. It is told from other strings by its address.
    pub(crate) fn memory_error(self) -> LuaString<'gc> {
        self.state.memory_error.get().expect("made with the state")
    }

    /// Pays fuel for work done. False: it is spent, and the native should answer `Pause` at its next good point.
    #[inline(always)]
    pub fn pay(self, amount: u64) -> bool {
        let left = self.state.fuel.get().saturating_sub_unsigned(amount);
        self.state.fuel.set(left);
        left >= 0
    }

    /// Fuel left before the native should pause, as far as this slice goes.
    #[inline]
    pub fn fuel_left(self) -> u64 {
        self.state.fuel.get().max(0) as u64
    }

    /// Whether another thread asks for a stop, or the deadline has passed ([`Lua::set_deadline`](crate::Lua::set_deadline)). The
    /// machine looks between two slices; a native that works for long without pausing looks here.
    pub fn is_interrupted(self) -> bool {
        self.state.signals.is_set()
    }

    /// Objects on the heap.
    pub fn object_count(self) -> usize {
        self.mutation.metrics().total_gc_count()
    }

    /// After a full collection the measure of what it has cost, 16 to 33 ns for each: objects, and a part of one for each entry of
    /// tables that are not small. A native that lets scripts ask for collections pays for them.
    pub fn collection_work(self) -> usize {
        self.object_count() + self.state.large.visited() / ENTRIES_PER_OBJECT
    }

    /// Asks for a full collection at the next safe point.
    pub fn request_collection(self) {
        self.state.request_leave(Leave::CollectFull);
    }

    /// Asks for a step of the collector at the next safe point, as large as if `bytes` had been allocated. Whether it ended
    /// a cycle is known afterwards ([`CollectorControl::step_ended_cycle`]).
    pub fn request_collector_step(self, bytes: usize) {
        let used = self.memory_used().max(1);
        let share = bytes.min(used) as f64 / used as f64;
        let objects = self.collection_work() * self.collector().step_multiplier() / 100;
        self.pay(STEP_COST + (objects as f64 * share) as u64);
        self.state.collector.ask_for_step(bytes);
        self.state.request_leave(Leave::Collect);
    }

    /// Turns automatic collections off, until they are restarted or one is asked for.
    pub fn stop_collector(self) {
        self.state.collector.set_stopped(true);
        self.state.memory.set_pace(usize::MAX);
    }

    /// Lets automatic collections happen again, the first one at the next safe point.
    pub fn restart_collector(self) {
        self.state.collector.set_stopped(false);
        self.state.request_leave(Leave::Collect);
    }

    /// The collector's settings.
    pub fn collector(self) -> &'gc CollectorControl {
        &self.state.collector
    }

    /// Bytes in use.
    pub fn memory_used(self) -> usize {
        self.state.memory.used()
    }

    /// The globals of the running thread.
    #[inline]
    pub fn globals(self) -> Table<'gc> {
        self.state.thread.get().0.globals.get()
    }

    /// The running thread.
    pub fn thread(self) -> Thread<'gc> {
        self.state.thread.get()
    }

    /// Whether the running thread is the one a host started, not a coroutine.
    pub fn is_main_thread(self) -> bool {
        self.thread().0.resumer.get().is_none()
    }

    /// The registry: a table for libraries and hosts that scripts do not see.
    pub fn registry(self) -> Table<'gc> {
        self.state.registry.get()
    }

    /// A string of these bytes.
    pub fn string(self, bytes: impl AsRef<[u8]>) -> LuaString<'gc> {
        LuaString::new(self, bytes.as_ref())
    }

    /// An empty table.
    pub fn table(self) -> Table<'gc> {
        Table::with_capacity(self, 0, 0)
    }

    /// A plain native function.
    pub fn native(self, name: &'static str, call: NativeFn) -> Function<'gc> {
        self.intrinsic(name, call, Intrinsic::None)
    }

    /// A plain native that the machine may run by itself, because it behaves exactly like `intrinsic`.
    pub fn intrinsic(
        self,
        name: &'static str,
        call: NativeFn,
        intrinsic: Intrinsic,
    ) -> Function<'gc> {
        Value::native(NativeData::new(self, name, call, intrinsic))
            .as_function()
            .expect("a native")
    }

    /// A native function that resumes a coroutine; it finds it with `Window::wrapped_thread`. The machine may do by itself what
    /// `coroutine.wrap` says such a function does.
    pub fn wrapping(
        self,
        name: &'static str,
        call: NativeFn,
        thread: Thread<'gc>,
    ) -> Function<'gc> {
        Value::native(NativeData::wrapping(self, name, call, thread))
            .as_function()
            .expect("a native")
    }

    /// A native function with captured state.
    pub fn native_with<B: super::native::Body<'gc> + 'gc>(
        self,
        name: &'static str,
        body: B,
    ) -> Function<'gc> {
        Value::native(NativeData::with_body(self, name, body))
            .as_function()
            .expect("a native")
    }

    /// The name of a metamethod.
    #[inline]
    pub fn event_name(self, event: Event) -> LuaString<'gc> {
        self.state.events[event as usize]
            .get()
            .expect("made with the state")
    }

    /// The metatable that all values of a type share.
    pub fn type_metatable(self, kind: Type) -> Option<Table<'gc>> {
        self.state.type_metatables[kind as usize].get()
    }

    /// Sets the metatable that all values of a type share. Tables and userdata have their own.
    pub fn set_type_metatable(self, kind: Type, metatable: Option<Table<'gc>>) {
        self.barrier_state(Site::TypeMetatable);
        self.state.type_metatables[kind as usize].set(metatable);
    }

    /// The metatable of any value.
    #[inline]
    pub fn metatable(self, value: Value<'gc>) -> Option<Table<'gc>> {
        if let Some(table) = value.as_table() {
            return table.metatable();
        }
        match value.as_userdata() {
            Some(userdata) => userdata.metatable(),
            None => self.type_metatable(value.kind()),
        }
    }

    /// Sets the globals of the running thread.
    pub fn set_globals(self, globals: Table<'gc>) {
        self.thread().set_globals(self, globals);
    }

    /// The stores into an object that follow are safe.
    #[inline(always)]
    pub(crate) fn barrier(self, site: Site, object: Gc<'gc, ()>) {
        if present(site) {
            self.mutation.backward_barrier(object, None);
        }
    }

    /// The stores into the root object that follow are safe.
    #[inline]
    pub(crate) fn barrier_state(self, site: Site) {
        self.barrier(site, self.state.object());
    }

    /// The identity of an object, made on first use: stable, unique while fewer than 2^32 are made, and no address.
    pub fn identity(self, value: Value<'gc>) -> u32 {
        let word = value.object_word();
        if word.get() == 0 && !value.is_string() {
            let next = self.state.next_identity.get();
            self.state
                .next_identity
                .set(next.checked_add(1).unwrap_or(1));
            // An odd multiplier is a bijection on 32 bits: unique, scattered, and never 0. It depends on the seed in one
            // way only: what `tostring` shows does not give the seed of the hashes away.
            let multiplier = super::string::hash_bytes(self.state.seed, b"identity") | 1;
            word.set(next.wrapping_mul(multiplier));
        }
        word.get()
    }

    /// The seed of this interpreter's hashes.
    pub fn seed(self) -> u64 {
        self.state.seed
    }
}
