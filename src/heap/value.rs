//! A Lua value in eight bytes: a NaN box over a pointer.
//!
//! Numbers are themselves. Everything else lives in the negative quiet NaNs above the one that x86 produces, with a tag in
//! the upper 16 bits and a 48-bit payload. All boxed values are therefore NaNs, which is what makes arithmetic one
//! addition and one test: compute first, and only if the result is a NaN ask what the operands were. (Measured against
//! tag checks: +7 %; a Rust enum of 16 bytes is about half as fast.)
//!
//! The box is a `*mut ()`, so that pointers keep their provenance through it.

use std::{cell::Cell, fmt, marker::PhantomData, ptr};

use gc_arena::{Collect, Finalization, Gc, collect::Trace};

use super::{
    closure::{CellData, ClosureData},
    context::Context,
    join::{Join, JoinData},
    native::{NativeData, Pending},
    string::{LuaString, StringData},
    table::{Table, TableData},
    thread::{Thread, ThreadData},
    userdata::{UserData, UserDataData},
};
use crate::site::Site;

/// Any Lua value.
#[derive(Copy, Clone)]
#[repr(transparent)]
pub struct Value<'gc>(*mut (), PhantomData<Cell<&'gc ()>>);

/// A value taken apart, for `match`.
#[derive(Copy, Clone, Debug)]
pub enum View<'gc> {
    /// `nil`.
    Nil,
    /// `true` or `false`.
    Boolean(bool),
    /// A number.
    Number(f64),
    /// A string.
    String(LuaString<'gc>),
    /// A table.
    Table(Table<'gc>),
    /// A function, written in Lua or native.
    Function(Function<'gc>),
    /// A userdata.
    UserData(UserData<'gc>),
    /// A coroutine.
    Thread(Thread<'gc>),
    /// A bare pointer of the host, compared by address.
    Light(*mut ()),
}

/// The eight types that Lua programs can tell apart.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Type {
    /// `nil`
    Nil,
    /// `boolean`
    Boolean,
    /// `number`
    Number,
    /// `string`
    String,
    /// `table`
    Table,
    /// `function`
    Function,
    /// `userdata`
    UserData,
    /// `thread`
    Thread,
}

impl Type {
    /// How many types there are.
    pub const COUNT: usize = 8;

    /// The name that `type` answers.
    pub const fn name(self) -> &'static str {
        match self {
            Type::Nil => "nil",
            Type::Boolean => "boolean",
            Type::Number => "number",
            Type::String => "string",
            Type::Table => "table",
            Type::Function => "function",
            Type::UserData => "userdata",
            Type::Thread => "thread",
        }
    }
}

/// A function value: a Lua closure or a native.
#[derive(Copy, Clone)]
#[repr(transparent)]
pub struct Function<'gc>(Value<'gc>);

const SHIFT: u32 = 48;
const TAG_LIGHT: usize = 0xFFF9;
const TAG_STRING: usize = 0xFFFA;
const TAG_TABLE: usize = 0xFFFB;
const TAG_CLOSURE: usize = 0xFFFC;
const TAG_NATIVE: usize = 0xFFFD;
/// Userdata, threads, cells and strings on their way share a tag and tell themselves apart by the low bits of the pointer.
const TAG_OTHER: usize = 0xFFFE;
const TAG_SPECIAL: usize = 0xFFFF;
const PAYLOAD: usize = (1 << SHIFT) - 1;
const KIND: usize = 7;
const KIND_USERDATA: usize = 0;
const KIND_THREAD: usize = 1;
const KIND_CELL: usize = 2;
/// Not an object: a boxed error on its way, inside a `Thrown` only.
const KIND_PENDING: usize = 3;
/// A string on its way: only in registers of an instruction that is not yet over.
const KIND_JOIN: usize = 4;

/// PERF: `nil` is all ones, so that the commonest test needs no constant in a register; the others follow downwards.
const NIL_BITS: usize = usize::MAX;
const FALSE_BITS: usize = usize::MAX - 1;
const TRUE_BITS: usize = usize::MAX - 2;
/// A key that was removed and stays in its chain so that `next` still finds the way.
const DEAD_BITS: usize = usize::MAX - 3;
/// The upper half of a position, which no light pointer of a host may be taken for.
const POSITION: usize = TAG_SPECIAL << 16;

impl<'gc> Value<'gc> {
    /// `nil`.
    pub const NIL: Self = Self::immediate(NIL_BITS);
    /// `true`.
    pub const TRUE: Self = Self::immediate(TRUE_BITS);
    /// `false`.
    pub const FALSE: Self = Self::immediate(FALSE_BITS);
    /// The mark of a dead table key. Never visible to a script.
    pub(crate) const DEAD: Self = Self::immediate(DEAD_BITS);

    #[inline(always)]
    const fn immediate(bits: usize) -> Self {
        Value(ptr::without_provenance_mut(bits), PhantomData)
    }

    #[inline(always)]
    fn boxed<T: 'gc>(tag: usize, kind: usize, gc: Gc<'gc, T>) -> Self {
        let object = Gc::as_ptr(gc) as *mut ();
        debug_assert!(
            object.addr() & !PAYLOAD == 0,
            "a heap address above 48 bits"
        );
        Value(
            object.map_addr(|address| address | tag << SHIFT | kind),
            PhantomData,
        )
    }

    /// A number. NaNs of foreign make lose their payload and keep their sign.
    #[inline(always)]
    pub fn number(n: f64) -> Self {
        let bits = n.to_bits();
        if n.is_nan() {
            return Self::immediate(((bits & 1 << 63) | 0x7FF8 << SHIFT) as usize);
        }
        Self::immediate(bits as usize)
    }

    /// A number that is known to be no NaN, or a NaN that arithmetic on this machine's own numbers made.
    #[inline(always)]
    pub(crate) fn number_unchecked(n: f64) -> Self {
        Self::immediate(n.to_bits() as usize)
    }

    /// `true` or `false`.
    #[inline(always)]
    pub fn boolean(b: bool) -> Self {
        Self::immediate(if b { TRUE_BITS } else { FALSE_BITS })
    }

    /// A bare pointer of the host; only its lower 48 bits are kept.
    pub fn light(pointer: *mut ()) -> Self {
        Value(
            pointer.map_addr(|a| a & PAYLOAD | TAG_LIGHT << SHIFT),
            PhantomData,
        )
    }

    /// A small integer that the machine keeps in a register of its own, such as an iteration's position.
    #[inline(always)]
    pub(crate) fn position(index: u32) -> Self {
        Self::immediate(POSITION << 32 | index as usize)
    }

    /// The integer of [`Value::position`].
    #[inline(always)]
    pub(crate) fn as_position(self) -> Option<u32> {
        (self.bits() >> 32 == POSITION).then(|| self.bits() as u32)
    }

    #[inline(always)]
    pub(crate) fn cell(gc: Gc<'gc, CellData<'gc>>) -> Self {
        Self::boxed(TAG_OTHER, KIND_CELL, gc)
    }

    #[inline(always)]
    pub(crate) fn closure(gc: Gc<'gc, ClosureData<'gc>>) -> Self {
        Self::boxed(TAG_CLOSURE, 0, gc)
    }

    #[inline(always)]
    pub(crate) fn native(gc: Gc<'gc, NativeData<'gc>>) -> Self {
        Self::boxed(TAG_NATIVE, 0, gc)
    }

    #[inline(always)]
    pub(crate) fn join(gc: Join<'gc>) -> Self {
        Self::boxed(TAG_OTHER, KIND_JOIN, gc)
    }

    /// The word of a `Thrown` that holds a boxed error.
    pub(crate) fn pending(error: *mut Pending<'gc>) -> Self {
        Value(
            error
                .cast::<()>()
                .map_addr(|address| address | TAG_OTHER << SHIFT | KIND_PENDING),
            PhantomData,
        )
    }

    /// The boxed error of such a word.
    #[inline(always)]
    pub(crate) fn as_pending(self) -> Option<*mut Pending<'gc>> {
        self.is_kind(KIND_PENDING)
            .then(|| self.pointer::<Pending<'gc>>().cast_mut())
    }

    /// The raw bits. Two values of the same bits are the same value; equal values have the same bits, except numbers
    /// (`0 == -0`, NaN) and strings that are not interned.
    #[inline(always)]
    pub(crate) fn bits(self) -> usize {
        self.0.addr()
    }

    #[inline(always)]
    fn tag(self) -> usize {
        self.bits() >> SHIFT
    }

    #[inline(always)]
    fn pointer<T>(self) -> *const T {
        self.0.map_addr(|address| address & PAYLOAD & !KIND) as *const T
    }

    /// The payload, for hot paths that know (or then test) the tag: bits that do not cancel out stay.
    ///
    /// PERF: the pointer goes through an integer, so that LLVM keeps it in one register; with `map_addr` or pointer
    /// arithmetic it carries tag and pointer in two, and `GETFIELD` saves a register. Miri checks the strict form.
    #[inline(always)]
    fn untag(self, tag: usize) -> *mut () {
        #[cfg(not(miri))]
        {
            ptr::with_exposed_provenance_mut(self.0.expose_provenance() ^ tag)
        }
        #[cfg(miri)]
        {
            self.0.map_addr(|address| address ^ tag)
        }
    }

    #[inline(always)]
    fn is_kind(self, kind: usize) -> bool {
        self.tag() == TAG_OTHER && self.bits() & KIND == kind
    }

    /// Whether this is `nil`.
    #[inline(always)]
    pub fn is_nil(self) -> bool {
        self.bits() == NIL_BITS
    }

    #[inline(always)]
    pub(crate) fn is_dead(self) -> bool {
        self.bits() == DEAD_BITS
    }

    /// Whether a condition takes this for false: `nil` or `false`.
    #[inline(always)]
    pub fn is_falsy(self) -> bool {
        self.bits() >= FALSE_BITS
    }

    /// Whether this is a number.
    #[inline(always)]
    pub fn is_number(self) -> bool {
        self.bits() < TAG_LIGHT << SHIFT
    }

    /// Whether this is a string.
    #[inline(always)]
    pub fn is_string(self) -> bool {
        self.tag() == TAG_STRING
    }

    /// Whether this is a table.
    #[inline(always)]
    pub fn is_table(self) -> bool {
        self.tag() == TAG_TABLE
    }

    /// Whether this refers to an object of the heap.
    #[inline(always)]
    pub(crate) fn is_gc(self) -> bool {
        self.bits() >= TAG_STRING << SHIFT && self.bits() < TAG_SPECIAL << SHIFT
    }

    /// The bits as a number, whatever they are: a NaN if this is none.
    #[inline(always)]
    pub(crate) fn float(self) -> f64 {
        f64::from_bits(self.bits() as u64)
    }

    /// The number, if this is one (a string is not).
    #[inline(always)]
    pub fn as_number(self) -> Option<f64> {
        self.is_number().then(|| self.float())
    }

    /// The boolean, if this is one.
    pub fn as_boolean(self) -> Option<bool> {
        match self.bits() {
            TRUE_BITS => Some(true),
            FALSE_BITS => Some(false),
            _ => None,
        }
    }

    /// The string, if this is one.
    #[inline(always)]
    pub fn as_string(self) -> Option<LuaString<'gc>> {
        // SAFETY: the tag says that the payload is a live string of this arena.
        self.is_string()
            .then(|| LuaString(unsafe { Gc::from_ptr(self.pointer::<StringData>()) }))
    }

    /// The table, if this is one.
    #[inline(always)]
    pub fn as_table(self) -> Option<Table<'gc>> {
        // SAFETY: the tag says that the payload is a live table of this arena.
        self.is_table()
            .then(|| Table(unsafe { Gc::from_ptr(self.pointer::<TableData<'gc>>()) }))
    }

    /// The table as a plain reference, without the masks of the general accessor: for the machine's hot paths.
    #[inline(always)]
    pub(crate) fn table_data(self) -> Option<&'gc TableData<'gc>> {
        let object = self.untag(TAG_TABLE << SHIFT);
        // SAFETY: if the tag cancels out, the rest is a live table of this arena.
        (object.addr() >> SHIFT == 0).then(|| unsafe { &*(object as *const TableData<'gc>) })
    }

    /// The closure as a raw pointer that also reaches its upvalues, for the machine's hot paths.
    #[inline(always)]
    pub(crate) fn closure_data(self) -> Option<*const ClosureData<'gc>> {
        let object = self.untag(TAG_CLOSURE << SHIFT);
        (object.addr() >> SHIFT == 0).then_some(object as *const ClosureData<'gc>)
    }

    /// The native as a plain reference, for the machine's hot paths.
    #[inline(always)]
    pub(crate) fn native_data(self) -> Option<&'gc NativeData<'gc>> {
        let object = self.untag(TAG_NATIVE << SHIFT);
        // SAFETY: if the tag cancels out, the rest is a live native of this arena.
        (object.addr() >> SHIFT == 0).then(|| unsafe { &*(object as *const NativeData<'gc>) })
    }

    /// The closure as a raw pointer; meaningless (but harmless to make) if this value is no closure.
    #[inline(always)]
    pub(crate) fn closure_unchecked(self) -> *const ClosureData<'gc> {
        self.untag(TAG_CLOSURE << SHIFT) as *const ClosureData<'gc>
    }

    /// # Safety
    /// This value must be a cell.
    #[inline(always)]
    pub(crate) unsafe fn cell_unchecked(self) -> &'gc CellData<'gc> {
        // SAFETY: the caller's promise.
        unsafe { &*(self.untag(TAG_OTHER << SHIFT | KIND_CELL) as *const CellData<'gc>) }
    }

    /// # Safety
    /// This value must be a string.
    #[inline(always)]
    pub(crate) unsafe fn string_unchecked(self) -> &'gc StringData {
        // SAFETY: the caller's promise.
        unsafe { &*(self.untag(TAG_STRING << SHIFT) as *const StringData) }
    }

    /// The function, if this is one.
    #[inline]
    pub fn as_function(self) -> Option<Function<'gc>> {
        matches!(self.tag(), TAG_CLOSURE | TAG_NATIVE).then_some(Function(self))
    }

    /// The Lua closure, if this is one.
    #[inline]
    pub(crate) fn as_closure(self) -> Option<Gc<'gc, ClosureData<'gc>>> {
        // SAFETY: the tag says that the payload is a live closure of this arena.
        (self.tag() == TAG_CLOSURE)
            .then(|| unsafe { Gc::from_ptr(self.pointer::<ClosureData<'gc>>()) })
    }

    /// The native function, if this is one.
    #[inline]
    pub(crate) fn as_native(self) -> Option<Gc<'gc, NativeData<'gc>>> {
        // SAFETY: the tag says that the payload is a live native of this arena.
        (self.tag() == TAG_NATIVE)
            .then(|| unsafe { Gc::from_ptr(self.pointer::<NativeData<'gc>>()) })
    }

    /// The userdata, if this is one.
    #[inline]
    pub fn as_userdata(self) -> Option<UserData<'gc>> {
        // SAFETY: tag and kind say that the payload is a live userdata of this arena.
        self.is_kind(KIND_USERDATA)
            .then(|| UserData(unsafe { Gc::from_ptr(self.pointer::<UserDataData<'gc>>()) }))
    }

    /// The coroutine, if this is one.
    #[inline]
    pub fn as_thread(self) -> Option<Thread<'gc>> {
        // SAFETY: tag and kind say that the payload is a live thread of this arena.
        self.is_kind(KIND_THREAD)
            .then(|| Thread(unsafe { Gc::from_ptr(self.pointer::<ThreadData<'gc>>()) }))
    }

    /// The cell, if this is one.
    #[inline]
    pub(crate) fn as_cell(self) -> Option<Gc<'gc, CellData<'gc>>> {
        // SAFETY: tag and kind say that the payload is a live cell of this arena.
        self.is_kind(KIND_CELL)
            .then(|| unsafe { Gc::from_ptr(self.pointer::<CellData<'gc>>()) })
    }

    /// The string on its way, if this is one.
    #[inline(always)]
    pub(crate) fn as_join(self) -> Option<Join<'gc>> {
        // SAFETY: tag and kind say that the payload is a live object of that type in this arena.
        self.is_kind(KIND_JOIN)
            .then(|| unsafe { Gc::from_ptr(self.pointer::<JoinData<'gc>>()) })
    }

    /// The object behind this value, whatever its type.
    #[inline]
    pub(crate) fn as_object(self) -> Option<Gc<'gc, ()>> {
        // SAFETY: the tag says that the payload is a live object of this arena.
        self.is_gc()
            .then(|| unsafe { Gc::from_ptr(self.pointer::<()>()) })
    }

    /// Whether this refers to an object that the running cycle has not marked.
    pub(crate) fn is_dead_object(self, finalization: &Finalization<'gc>) -> bool {
        self.as_object()
            .is_some_and(|object| Gc::is_dead(finalization, object))
    }

    /// The first word of the object behind this value: a string's hash, another object's identity; 0 if not yet made.
    #[inline(always)]
    pub(crate) fn object_word(self) -> &'gc Cell<u32> {
        debug_assert!(self.is_gc());
        // SAFETY: every heap type begins with a `Cell<u32>` (invariant of the room).
        unsafe { &*self.pointer::<Cell<u32>>() }
    }

    /// The type as Lua programs see it.
    pub fn kind(self) -> Type {
        match self.tag() {
            TAG_LIGHT => Type::UserData,
            TAG_STRING => Type::String,
            TAG_TABLE => Type::Table,
            TAG_CLOSURE | TAG_NATIVE => Type::Function,
            TAG_OTHER if self.bits() & KIND == KIND_THREAD => Type::Thread,
            TAG_OTHER => Type::UserData,
            TAG_SPECIAL if self.is_nil() => Type::Nil,
            TAG_SPECIAL => Type::Boolean,
            _ => Type::Number,
        }
    }

    /// The name of the type, as `type` answers it.
    pub fn type_name(self) -> &'static str {
        self.kind().name()
    }

    /// Takes the value apart.
    pub fn view(self) -> View<'gc> {
        match self.tag() {
            TAG_LIGHT => View::Light(self.0.map_addr(|a| a & PAYLOAD)),
            TAG_STRING => View::String(self.as_string().expect("tagged")),
            TAG_TABLE => View::Table(self.as_table().expect("tagged")),
            TAG_CLOSURE | TAG_NATIVE => View::Function(Function(self)),
            TAG_OTHER => match (self.as_thread(), self.as_userdata()) {
                (Some(thread), _) => View::Thread(thread),
                (_, Some(userdata)) => View::UserData(userdata),
                _ => View::Nil,
            },
            TAG_SPECIAL => self.as_boolean().map_or(View::Nil, View::Boolean),
            _ => View::Number(self.float()),
        }
    }

    /// Equality without metamethods, as `rawequal` has it.
    #[inline]
    pub fn raw_equals(self, other: Self) -> bool {
        if self.is_number() && other.is_number() {
            return self.float() == other.float();
        }
        if self.bits() == other.bits() {
            return true;
        }
        match (self.as_string(), other.as_string()) {
            (Some(a), Some(b)) => a.content_equals(b),
            _ => false,
        }
    }
}

impl<'gc> Function<'gc> {
    /// Whether the function was written in Lua.
    pub fn is_lua(self) -> bool {
        self.0.tag() == TAG_CLOSURE
    }

    /// The table in which the function finds its globals.
    pub fn environment(self) -> Table<'gc> {
        match (self.0.as_closure(), self.0.as_native()) {
            (Some(closure), _) => closure.environment.get(),
            (_, Some(native)) => native.environment.get(),
            _ => unreachable!("a function is a closure or a native"),
        }
    }

    /// Lets the function find its globals in another table.
    pub fn set_environment(self, ctx: Context<'gc>, environment: Table<'gc>) {
        if let Some(closure) = self.0.as_closure() {
            ctx.barrier(Site::ClosureEnvironment, Gc::erase(closure));
            closure.environment.set(environment);
        }
        if let Some(native) = self.0.as_native() {
            ctx.barrier(Site::NativeEnvironment, Gc::erase(native));
            native.environment.set(environment);
        }
    }
}

// SAFETY: traces exactly the object that the tag names; numbers, light pointers and specials hold none.
unsafe impl<'gc> Collect<'gc> for Value<'gc> {
    #[inline]
    fn trace<T: Trace<'gc>>(&self, cc: &mut T) {
        if let Some(object) = self.as_object() {
            cc.trace_gc(object);
        }
    }
}

// SAFETY: traces the value inside.
unsafe impl<'gc> Collect<'gc> for Function<'gc> {
    #[inline]
    fn trace<T: Trace<'gc>>(&self, cc: &mut T) {
        self.0.trace(cc);
    }
}

macro_rules! boxes {
    ($($handle:ident $tag:ident $kind:expr;)*) => { $(
        impl<'gc> From<$handle<'gc>> for Value<'gc> {
            #[inline(always)]
            fn from(handle: $handle<'gc>) -> Self {
                Self::boxed($tag, $kind, handle.0)
            }
        }
    )* };
}
boxes! {
    LuaString TAG_STRING 0;
    Table TAG_TABLE 0;
    UserData TAG_OTHER KIND_USERDATA;
    Thread TAG_OTHER KIND_THREAD;
}

impl<'gc> From<Function<'gc>> for Value<'gc> {
    #[inline(always)]
    fn from(function: Function<'gc>) -> Self {
        function.0
    }
}

impl<'gc> From<bool> for Value<'gc> {
    #[inline(always)]
    fn from(b: bool) -> Self {
        Self::boolean(b)
    }
}

impl<'gc> From<f64> for Value<'gc> {
    #[inline(always)]
    fn from(n: f64) -> Self {
        Self::number(n)
    }
}

impl Default for Value<'_> {
    fn default() -> Self {
        Self::NIL
    }
}

impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.view() {
            View::Nil => f.write_str("nil"),
            View::Boolean(b) => write!(f, "{b}"),
            View::Number(n) => write!(f, "{n}"),
            View::String(s) => write!(f, "{s:?}"),
            _ => f.write_str(self.type_name()),
        }
    }
}

impl fmt::Debug for Function<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("function")
    }
}
