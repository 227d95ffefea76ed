//! Strings: any bytes, immutable, thin.
//!
//! A string is a header of eight bytes with the content behind it, in one of a few size classes (the arena allocates only
//! sized types); what is longer than the largest class lives in a buffer of its own, and charges all of that. The top bit of
//! the length says whether the string is interned. Only interned strings are table keys, so that a lookup compares pointers. Constants and names
//! are interned when they are loaded, strings that a program makes when they are first used as a key.
//!
//! PERF: the other choice, interning every string of up to 40 bytes when it is made, was measured against this one on the
//! programs of `benches/lua` (time of this one relative to that, median of three): format 0.74, concat_buffer 0.88,
//! sort_plain 0.91, string_find 0.94, char_scan, gsub and split_join 1.0, string_keys (every string becomes a key) 1.20.
//! Making a million strings took 0.06 s instead of 0.33 s, ten times a million that die at once 0.8 s instead of 2.7 s,
//! because the set neither grows nor has to be swept of them.
//!
//! The hash covers all bytes and is seeded per `Lua`, so colliding keys cannot be prepared.

use std::{
    cell::{Cell, RefCell},
    fmt,
    mem::{self, ManuallyDrop},
    ptr, slice,
};

use gc_arena::{Collect, Gc};
use hashbrown::HashTable;

use super::{context::Context, value::Value};
use crate::{
    meter::memory::{HEADER, OBJECT_HEADER, block, credit},
    site::{Site, present},
};

/// The longest string: the length shares its word with one bit.
pub const LONGEST: usize = 0x7FFF_FFFF;

const INTERNED: u32 = 1 << 31;
/// Bytes that are hashed for one unit of fuel.
const HASHED_PER_FUEL: u64 = 64;
/// The most that the set of interned strings takes for one more: it is kept in parts that double when they are full.
pub(crate) const BYTES_PER_STRING: usize = 2 * 9;
/// Content up to this length lies behind the header.
const LONGEST_INLINE: usize = 128;

/// The head of a string; its content, or a pointer to it, follows in memory.
#[repr(C)]
pub(crate) struct StringData {
    /// The hash; 0 while not computed.
    hash: Cell<u32>,
    length: Cell<u32>,
}

#[repr(C)]
struct InlineString<const N: usize> {
    head: StringData,
    bytes: [u8; N],
}

#[repr(C)]
struct LongString {
    head: StringData,
    bytes: *const u8,
}

/// A long string in a block that is larger than it.
#[repr(C)]
struct RoomyString {
    head: StringData,
    bytes: *const u8,
    capacity: usize,
}

impl<const N: usize> InlineString<N> {
    const BYTES: usize = OBJECT_HEADER + mem::size_of::<Self>();
}

impl LongString {
    /// What one of this length takes.
    const fn bytes(length: usize) -> usize {
        OBJECT_HEADER + mem::size_of::<Self>() + block(length)
    }
}

impl RoomyString {
    /// What one in a block of this capacity takes.
    const fn bytes(capacity: usize) -> usize {
        OBJECT_HEADER + mem::size_of::<Self>() + block(capacity)
    }
}

impl<const N: usize> Drop for InlineString<N> {
    fn drop(&mut self) {
        credit(Self::BYTES);
    }
}

impl Drop for LongString {
    fn drop(&mut self) {
        let length = self.head.length();
        credit(Self::bytes(length));
        // SAFETY: the buffer was made from a boxed slice of this length in `allocate` and is freed only here.
        drop(unsafe {
            Box::from_raw(ptr::slice_from_raw_parts_mut(self.bytes.cast_mut(), length))
        });
    }
}

impl Drop for RoomyString {
    fn drop(&mut self) {
        credit(Self::bytes(self.capacity));
        // SAFETY: the buffer was made from a vector of this capacity in `from_vec` and is freed only here.
        drop(unsafe { Vec::from_raw_parts(self.bytes.cast_mut(), 0, self.capacity) });
    }
}

// SAFETY: strings hold no pointers into the arena.
unsafe impl<const N: usize> Collect<'_> for InlineString<N> {
    const NEEDS_TRACE: bool = false;
}

// SAFETY: strings hold no pointers into the arena.
unsafe impl Collect<'_> for LongString {
    const NEEDS_TRACE: bool = false;
}

// SAFETY: strings hold no pointers into the arena.
unsafe impl Collect<'_> for RoomyString {
    const NEEDS_TRACE: bool = false;
}

impl StringData {
    /// That of a string whose content lies elsewhere.
    fn long(length: usize) -> Self {
        assert!(
            length <= LONGEST,
            "callers check the length of what they build"
        );
        Self {
            hash: Cell::new(0),
            length: Cell::new(length as u32),
        }
    }

    #[inline(always)]
    pub fn length(&self) -> usize {
        (self.length.get() & !INTERNED) as usize
    }

    /// Whether this is the one string of its content that may be a table key.
    #[inline(always)]
    pub fn is_interned(&self) -> bool {
        self.length.get() & INTERNED != 0
    }

    /// The hash of an interned string.
    #[inline(always)]
    pub fn hash(&self) -> u32 {
        self.hash.get()
    }
}

/// A Lua string: a cheap handle.
#[derive(Copy, Clone)]
#[repr(transparent)]
pub struct LuaString<'gc>(pub(crate) Gc<'gc, StringData>);

// SAFETY: traces the one object it points to.
unsafe impl<'gc> Collect<'gc> for LuaString<'gc> {
    fn trace<T: gc_arena::collect::Trace<'gc>>(&self, cc: &mut T) {
        cc.trace_gc(Gc::erase(self.0));
    }
}

impl<'gc> LuaString<'gc> {
    /// A string of these bytes.
    #[inline]
    pub fn new(ctx: Context<'gc>, bytes: &[u8]) -> Self {
        match bytes {
            [] => Self::interned(ctx, bytes),
            [byte] => ctx.state().single_bytes[*byte as usize]
                .get()
                .unwrap_or_else(|| Self::interned(ctx, bytes)),
            _ => Self::allocate(ctx, bytes, 0),
        }
    }

    /// The interned string of these bytes.
    pub fn interned(ctx: Context<'gc>, bytes: &[u8]) -> Self {
        let interner = &ctx.state().interner;
        let hash = interner.hash(bytes);
        if let Some(known) = interner.find(hash, bytes) {
            return known;
        }
        let string = Self::allocate(ctx, bytes, hash);
        // A string with a buffer of its own was made without.
        string.0.hash.set(hash);
        interner.insert(ctx, string);
        string
    }

    /// The interned string of this one's content, made if there is none yet: what a table stores as a key.
    #[inline]
    pub(crate) fn to_key(self, ctx: Context<'gc>) -> Self {
        if let Some(known) = self.known_key(ctx) {
            return known;
        }
        ctx.state().interner.insert(ctx, self);
        self
    }

    /// The interned string of this one's content, if any exists: if none does, no table has it as a key.
    #[inline]
    pub(crate) fn known_key(self, ctx: Context<'gc>) -> Option<Self> {
        if self.0.is_interned() {
            return Some(self);
        }
        let interner = &ctx.state().interner;
        if self.0.hash.get() == 0 {
            ctx.pay(self.len() as u64 / HASHED_PER_FUEL);
            self.0.hash.set(interner.hash(self.as_bytes()));
        }
        interner.find(self.0.hash.get(), self.as_bytes())
    }

    fn allocate(ctx: Context<'gc>, bytes: &[u8], hash: u32) -> Self {
        fn inline<'gc, const N: usize>(
            ctx: Context<'gc>,
            head: StringData,
            content: &[u8],
        ) -> Gc<'gc, StringData> {
            ctx.charge(InlineString::<N>::BYTES);
            let mut bytes = [0; N];
            bytes[..content.len()].copy_from_slice(content);
            let string = Gc::new(ctx.mutation(), InlineString { head, bytes });
            // SAFETY: `repr(C)` puts the head at the object's address.
            unsafe { Gc::cast(string) }
        }
        assert!(
            bytes.len() <= LONGEST,
            "callers check the length of what they build"
        );
        let head = StringData {
            hash: Cell::new(hash),
            length: Cell::new(bytes.len() as u32),
        };
        Self(match bytes.len() {
            0..=16 => inline::<16>(ctx, head, bytes),
            17..=32 => inline::<32>(ctx, head, bytes),
            33..=64 => inline::<64>(ctx, head, bytes),
            65..=LONGEST_INLINE => inline::<LONGEST_INLINE>(ctx, head, bytes),
            _ => return Self::from_buffer(ctx, bytes.into()),
        })
    }

    /// The bytes that a string of this length takes.
    pub(crate) fn size(length: usize) -> usize {
        match length {
            0..=16 => InlineString::<16>::BYTES,
            17..=32 => InlineString::<32>::BYTES,
            33..=64 => InlineString::<64>::BYTES,
            65..=LONGEST_INLINE => InlineString::<LONGEST_INLINE>::BYTES,
            _ => LongString::bytes(length),
        }
    }

    /// A string that takes over a buffer; its bytes are charged here.
    pub fn from_buffer(ctx: Context<'gc>, buffer: Box<[u8]>) -> Self {
        if buffer.len() <= LONGEST_INLINE {
            return Self::new(ctx, &buffer);
        }
        ctx.charge(LongString::bytes(buffer.len()));
        let head = StringData::long(buffer.len());
        let bytes = Box::into_raw(buffer) as *const u8;
        let string = Gc::new(ctx.mutation(), LongString { head, bytes });
        // SAFETY: `repr(C)` puts the head at the object's address.
        Self(unsafe { Gc::cast(string) })
    }

    /// A string that takes over a buffer as it is, room and all; that is charged here.
    pub fn from_vec(ctx: Context<'gc>, buffer: Vec<u8>) -> Self {
        let capacity = buffer.capacity();
        if buffer.len() == capacity || buffer.len() <= LONGEST_INLINE {
            return Self::from_buffer(ctx, buffer.into_boxed_slice());
        }
        ctx.charge(RoomyString::bytes(capacity));
        let head = StringData::long(buffer.len());
        let bytes = ManuallyDrop::new(buffer).as_ptr();
        let string = RoomyString {
            head,
            bytes,
            capacity,
        };
        // SAFETY: `repr(C)` puts the head at the object's address, and the pointer where a long string has it.
        Self(unsafe { Gc::cast(Gc::new(ctx.mutation(), string)) })
    }

    /// The content.
    #[inline]
    pub fn as_bytes(self) -> &'gc [u8] {
        let length = self.0.length();
        let behind = Gc::as_ptr(self.0).wrapping_add(1);
        // SAFETY: the content (or, if it is long, a pointer to it) lies behind the head and never changes; the pointer
        // comes from `Gc::as_ptr` and so covers the whole allocation.
        unsafe {
            let bytes = if length <= LONGEST_INLINE {
                behind.cast::<u8>()
            } else {
                *behind.cast::<*const u8>()
            };
            slice::from_raw_parts(bytes, length)
        }
    }

    /// The number of bytes.
    #[inline]
    pub fn len(self) -> usize {
        self.0.length()
    }

    /// Whether there are no bytes.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The content as UTF-8, if it is.
    pub fn to_str(self) -> Option<&'gc str> {
        str::from_utf8(self.as_bytes()).ok()
    }

    /// The content as text for messages: whatever is not UTF-8 is replaced.
    pub fn to_string_lossy(self) -> String {
        String::from_utf8_lossy(self.as_bytes()).into_owned()
    }

    /// Whether both are the same bytes.
    #[inline]
    pub fn content_equals(self, other: Self) -> bool {
        if Gc::ptr_eq(self.0, other.0) {
            return true;
        }
        !(self.0.is_interned() && other.0.is_interned()) && self.as_bytes() == other.as_bytes()
    }
}

impl fmt::Debug for LuaString<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", String::from_utf8_lossy(self.as_bytes()))
    }
}

impl PartialEq for LuaString<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.content_equals(*other)
    }
}

impl Eq for LuaString<'_> {}

/// How many parts the set of interned strings has.
const SHARDS: usize = if cfg!(miri) { 4 } else { 64 };

/// Buckets whose strings are fetched together, because nobody has touched them for long.
const STRETCH: usize = 32;

/// A string in the set, and its hash: no search and no growth has to look for it in the string.
#[derive(Copy, Clone)]
struct Interned<'gc> {
    hash: u32,
    string: LuaString<'gc>,
}

impl Interned<'_> {
    /// hashbrown takes its control byte from the top bits, our hashes have 32.
    #[inline(always)]
    fn spread(&self) -> u64 {
        spread(self.hash)
    }
}

/// The set of interned strings. It holds them weakly: the driver sweeps out the dead ones before they are freed.
///
/// The set has parts by hash, so that a part that grows or shrinks does so in some tenths of a millisecond. It is swept bucket by
/// bucket while the program goes on; strings that are interned meanwhile where the sweep has been already may die before its end:
/// they are noted, and looked at at the end.
pub(crate) struct Interner<'gc> {
    seed: u64,
    shards: [RefCell<HashTable<Interned<'gc>>>; SHARDS],
    /// The parts that were swept, while the others were not.
    swept: Cell<usize>,
    /// The buckets of the next one that were looked at.
    seen: Cell<usize>,
    /// Strings that were interned where that was.
    young: RefCell<Vec<LuaString<'gc>>>,
}

impl<'gc> Interner<'gc> {
    /// An empty set whose hashes depend on `seed`.
    pub fn new(seed: u64) -> Self {
        Self {
            seed,
            shards: [const { RefCell::new(HashTable::new()) }; SHARDS],
            swept: Cell::new(0),
            seen: Cell::new(0),
            young: RefCell::default(),
        }
    }

    /// The seeded hash of a string; never 0.
    #[inline]
    pub fn hash(&self, bytes: &[u8]) -> u32 {
        hash_bytes(self.seed, bytes)
    }

    #[inline(always)]
    fn shard(hash: u32) -> usize {
        hash as usize % SHARDS
    }

    #[inline]
    fn find(&self, hash: u32, bytes: &[u8]) -> Option<LuaString<'gc>> {
        let strings = self.shards[Self::shard(hash)].borrow();
        strings
            .find(spread(hash), |s| {
                s.hash == hash && s.string.as_bytes() == bytes
            })
            .map(|s| s.string)
    }

    fn insert(&self, ctx: Context<'gc>, string: LuaString<'gc>) {
        let hash = string.0.hash.get();
        let shard = Self::shard(hash);
        let is_begun = shard == self.swept.get() && self.seen.get() > 0;
        if shard < self.swept.get() || is_begun {
            self.young.borrow_mut().push(string);
        }
        let mut strings = self.shards[shard].borrow_mut();
        if is_begun && strings.len() == strings.capacity() {
            // All come into other buckets.
            self.seen.set(0);
        }
        let before = strings.allocation_size();
        strings.insert_unique(spread(hash), Interned { hash, string }, Interned::spread);
        string.0.length.update(|length| length | INTERNED);
        let after = strings.allocation_size();
        if after != before {
            credit(before);
            ctx.charge(after);
        }
    }

    /// Sweeps the set until `count` buckets or so were looked at, and keeps the strings for which `alive` says so. True if that
    /// ended the set: then no dead string is in it.
    pub fn sweep(&self, mut count: usize, alive: impl Fn(LuaString<'gc>) -> bool) -> bool {
        while self.swept.get() < SHARDS {
            if count == 0 {
                return false;
            }
            self.sweep_shard(&mut count, &alive);
        }
        let mut young = self.young.take();
        let left = young.len().saturating_sub(count);
        for string in young.drain(left..) {
            if !alive(string) && present(Site::InternerYoung) {
                self.remove(string);
            }
        }
        if left > 0 {
            self.young.replace(young);
            return false;
        }
        self.swept.set(0);
        true
    }

    /// Sweeps up to `count` buckets of the next part; at its end gives back room when few strings remain.
    fn sweep_shard(&self, count: &mut usize, alive: impl Fn(LuaString<'gc>) -> bool) {
        let mut strings = self.shards[self.swept.get()].borrow_mut();
        let buckets = strings.num_buckets();
        let from = match strings.is_empty() {
            true => buckets,
            false => self.seen.get(),
        };
        let to = buckets.min(from.saturating_add(*count));
        *count -= to - from;
        for stretch in (from..to).step_by(STRETCH) {
            let stretch = stretch..to.min(stretch + STRETCH);
            for bucket in stretch.clone().filter(|_| !cfg!(miri)) {
                if let Some(interned) = strings.get_bucket(bucket) {
                    prefetch_header(interned.string.0);
                }
            }
            for bucket in stretch {
                let Some(interned) = strings.get_bucket(bucket) else {
                    continue;
                };
                if !alive(interned.string)
                    && present(Site::InternerSweep)
                    && let Ok(entry) = strings.get_bucket_entry(bucket)
                {
                    entry.remove();
                }
            }
        }
        self.seen.set(to);
        if to < buckets {
            return;
        }
        self.seen.set(0);
        self.swept.update(|swept| swept + 1);
        let before = strings.allocation_size();
        if strings.len() * 4 < strings.capacity() {
            let room = strings.len() * 2;
            strings.shrink_to(room, Interned::spread);
            credit(before - strings.allocation_size());
        }
    }

    /// How many strings it has.
    pub fn len(&self) -> usize {
        let strings = |shard: &RefCell<HashTable<_>>| shard.borrow().len();
        self.shards.iter().map(strings).sum()
    }

    /// Every string, for the verifier.
    pub fn held_values(&self, found: &mut impl FnMut(Value<'gc>)) {
        for shard in &self.shards {
            shard.borrow().iter().for_each(|s| found(s.string.into()));
        }
    }

    fn remove(&self, string: LuaString<'gc>) {
        let hash = string.0.hash.get();
        let mut strings = self.shards[Self::shard(hash)].borrow_mut();
        let found = strings.find_entry(spread(hash), |s| Gc::ptr_eq(s.string.0, string.0));
        if let Ok(entry) = found {
            entry.remove();
        }
    }
}

impl Drop for Interner<'_> {
    fn drop(&mut self) {
        let bytes = |shard: &RefCell<HashTable<_>>| shard.borrow().allocation_size();
        credit(self.shards.iter().map(bytes).sum());
    }
}

/// Has the processor fetch what the arena keeps of an object.
#[inline(always)]
fn prefetch_header<T>(object: Gc<'_, T>) {
    let header = Gc::as_ptr(object).cast::<i8>().wrapping_sub(HEADER);
    #[cfg(all(target_arch = "x86_64", not(miri)))]
    // SAFETY: a prefetch has no effect but on the caches, whatever the address.
    unsafe {
        std::arch::x86_64::_mm_prefetch::<{ std::arch::x86_64::_MM_HINT_T0 }>(header);
    }
    #[cfg(not(all(target_arch = "x86_64", not(miri))))]
    let _ = header;
}

#[inline(always)]
fn spread(hash: u32) -> u64 {
    (hash as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// A seeded hash over all bytes by folded multiplication; never 0.
#[inline]
pub(crate) fn hash_bytes(seed: u64, bytes: &[u8]) -> u32 {
    const MIX: u64 = 0x9FB2_1C65_1E98_DF25;
    #[inline(always)]
    fn fold(a: u64, b: u64) -> u64 {
        let product = a as u128 * b as u128;
        product as u64 ^ (product >> 64) as u64
    }
    #[inline(always)]
    fn word(bytes: &[u8]) -> u64 {
        u64::from_le_bytes(bytes.try_into().expect("eight bytes"))
    }
    /// From here on four stretches are mixed at the same time: one multiplication would wait for the one before.
    const LONG: usize = 1024;
    let length = bytes.len();
    let mut state = seed ^ (length as u64).wrapping_mul(MIX);
    if length >= 8 {
        let mut rest = bytes;
        if length >= LONG {
            let mut lanes = [0, 1, 2, 3].map(|lane| state.wrapping_add(MIX.rotate_left(16 * lane)));
            let (blocks, others) = rest.as_chunks::<64>();
            for block in blocks {
                for (lane, pair) in lanes.iter_mut().zip(block.as_chunks::<16>().0) {
                    let mixed = MIX ^ word(&pair[8..]).rotate_left(17) ^ seed;
                    *lane = fold(*lane ^ word(&pair[..8]), mixed);
                }
            }
            state = lanes
                .iter()
                .fold(state, |state, lane| fold(state ^ lane, MIX ^ seed));
            rest = others;
        }
        while rest.len() > 16 {
            state = fold(
                state ^ word(&rest[..8]),
                MIX ^ word(&rest[8..16]).rotate_left(17) ^ seed,
            );
            rest = &rest[16..];
        }
        state = fold(
            state ^ word(&bytes[length.saturating_sub(16)..][..8]),
            MIX ^ seed,
        );
        state = fold(
            state ^ word(&bytes[length - 8..]),
            MIX.rotate_left(32) ^ seed,
        );
    } else {
        let mut tail = [0; 8];
        tail[..length].copy_from_slice(bytes);
        state = fold(state ^ u64::from_le_bytes(tail), MIX ^ seed);
    }
    let hash = (state ^ state >> 32) as u32;
    hash | (hash == 0) as u32
}
