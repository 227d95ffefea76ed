//! Finding: from a key to its slot, and the border that `#` asks for.

use std::ptr;

use super::{NO_NODE, Node, TableData};
use crate::heap::{context::Context, value::Value};

/// No array part has this index.
pub(super) const NO_INDEX: u32 = u32::MAX;

/// The largest integer from which on not all integers are numbers; no border is looked for beyond it.
const LARGEST_BORDER: u64 = 1 << 53;

/// The array index that a number is: one below any `array_size` only if the number is that integer.
#[inline(always)]
pub(super) fn index_of(number: f64) -> u32 {
    let integer = truncate(number);
    if f64::from(integer) == number {
        integer as u32
    } else {
        NO_INDEX
    }
}

/// A number as an integer, if it is one in range; else any integer.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn truncate(number: f64) -> i32 {
    use std::arch::x86_64::{_mm_cvttsd_si32, _mm_set_sd};
    // SAFETY: every x86-64 has SSE2. (`as` would saturate, at the cost of two more compares.)
    unsafe { _mm_cvttsd_si32(_mm_set_sd(number)) }
}

#[cfg(not(target_arch = "x86_64"))]
#[inline(always)]
fn truncate(number: f64) -> i32 {
    number as i32
}

/// The hash of a value that is no object: a folded multiplication, since the low bits of a small integer's bits are all
/// zero.
#[inline(always)]
pub(super) fn hash_bits(seed: u32, bits: usize) -> u32 {
    const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
    const MIX: u64 = 0x9FB2_1C65_1E98_DF25;
    let seed = u64::from(seed).wrapping_mul(SPREAD);
    let product = u128::from(bits as u64 ^ seed) * u128::from(MIX ^ seed.rotate_left(32) | 1);
    (product as u64 ^ (product >> 64) as u64) as u32
}

impl<'gc> TableData<'gc> {
    /// The node of a normalised key (no `-0`, no string that is not interned), or null.
    #[inline]
    pub fn find(&self, _ctx: Context<'gc>, key: Value<'gc>) -> *mut Node<'gc> {
        if key.is_string() {
            return self.find_string(key);
        }
        if key.is_gc() {
            // An object that has no identity yet is no key of any table.
            return match key.object_word().get() {
                0 => ptr::null_mut(),
                hash => self.find_hashed(key, hash),
            };
        }
        self.find_plain(key)
    }

    /// The node of an interned string, or null.
    #[inline(always)]
    pub fn find_string(&self, key: Value<'gc>) -> *mut Node<'gc> {
        debug_assert!(key.is_string());
        // SAFETY: it is a string.
        self.find_hashed(key, unsafe { key.string_unchecked() }.hash())
    }

    /// The node of a key that is no object, or null.
    #[inline]
    pub(super) fn find_plain(&self, key: Value<'gc>) -> *mut Node<'gc> {
        self.find_hashed(key, hash_bits(self.seed.get(), key.bits()))
    }

    /// The node of a key with this hash, or null.
    #[inline(always)]
    pub(super) fn find_hashed(&self, key: Value<'gc>, hash: u32) -> *mut Node<'gc> {
        let nodes = self.nodes.get();
        let mut at = hash & self.node_mask.get();
        loop {
            // SAFETY: the mask and every link stay inside the node block.
            let node = unsafe { nodes.add(at as usize) };
            // SAFETY: as above; nodes are always initialised.
            let (found, next) = unsafe { ((*node).key.bits() == key.bits(), (*node).next) };
            if found {
                return node;
            }
            if next == NO_NODE {
                return ptr::null_mut();
            }
            at = next;
        }
    }

    /// The value in a node that may be null.
    #[inline(always)]
    pub(super) fn value_of(node: *mut Node<'gc>) -> Value<'gc> {
        if node.is_null() {
            return Value::NIL;
        }
        // SAFETY: it is a node of this table.
        unsafe { (*node).value }
    }

    /// The array slot of a key, if it has one.
    #[inline(always)]
    pub(super) fn slot(&self, key: Value<'gc>) -> Option<*mut Value<'gc>> {
        // What is no number is a NaN here, and so no index.
        let index = index_of(key.float());
        (index < self.array_size.get()).then(|| self.array.get().wrapping_add(index as usize))
    }

    /// The value under any key.
    #[inline]
    pub(super) fn get(&self, ctx: Context<'gc>, key: Value<'gc>) -> Value<'gc> {
        if let Some(slot) = self.slot(key) {
            // SAFETY: it is a slot of this table.
            return unsafe { *slot };
        }
        if let Some(string) = key.as_string() {
            return match string.known_key(ctx) {
                Some(key) => Self::value_of(self.find_string(key.into())),
                None => Value::NIL,
            };
        }
        Self::value_of(self.find(ctx, normalised(key)))
    }

    /// The value under an integer key.
    #[inline]
    pub fn get_integer(&self, _ctx: Context<'gc>, key: i64) -> Value<'gc> {
        self.at(key as u64)
    }

    #[inline]
    fn at(&self, key: u64) -> Value<'gc> {
        if key < u64::from(self.array_size.get()) {
            // SAFETY: the index is inside the array part.
            return unsafe { *self.array.get().add(key as usize) };
        }
        Self::value_of(self.find_plain(Value::number(key as i64 as f64)))
    }

    /// A border: `n` such that the entry `n` is there (or `n` is 0) and the entry `n + 1` is not.
    ///
    /// If the last array slot is empty there is a border in the array part; else the search goes on among the nodes. Both
    /// are binary searches, as in PUC-Lua, and give the same border for the same layout.
    pub fn border(&self) -> usize {
        let items = self.array_slots();
        let last = items.len().saturating_sub(1);
        if last > 0 && items[last].is_nil() {
            let (mut full, mut empty) = (0, last);
            while empty - full > 1 {
                let middle = (full + empty) / 2;
                if items[middle].is_nil() {
                    empty = middle;
                } else {
                    full = middle;
                }
            }
            return full;
        }
        if !self.has_nodes() {
            return last;
        }
        self.border_among_nodes(last as u64) as usize
    }

    fn border_among_nodes(&self, last: u64) -> u64 {
        let (mut full, mut empty) = (last, last + 1);
        while !self.at(empty).is_nil() {
            full = empty;
            empty *= 2;
            if full >= LARGEST_BORDER {
                return full;
            }
        }
        while empty - full > 1 {
            let middle = full + (empty - full) / 2;
            if self.at(middle).is_nil() {
                empty = middle;
            } else {
                full = middle;
            }
        }
        full
    }
}

/// A key that is no string as nodes have it: `-0` is `+0`.
#[inline(always)]
pub(super) fn normalised(key: Value<'_>) -> Value<'_> {
    if key.is_number() {
        Value::number_unchecked(key.float() + 0.0)
    } else {
        key
    }
}
