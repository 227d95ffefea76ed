//! Tables: an index into the array part is one conversion and one compare; a field is the node that the instruction's hint
//! remembers.

use std::ptr;

use super::{Ctl, K, R, again, bodies, index_of, is_marking, likely, settle, unlikely};
use crate::{
    bytecode::Instruction,
    heap::{
        table::{NO_NODE, Node, TableData},
        value::Value,
    },
    site::Site,
};

/// The node that the instruction's hint points at.
///
/// # Safety
/// Verified code only.
#[inline(always)]
unsafe fn hint<'gc>(table: &TableData<'gc>, i: Instruction) -> *mut Node<'gc> {
    // SAFETY: the mask keeps the index inside.
    unsafe {
        settle(
            table
                .nodes
                .get()
                .add((i.hint() & table.node_mask.get()) as usize),
        )
    }
}

/// The same, if it holds the key.
///
/// # Safety
/// Verified code only.
#[inline(always)]
unsafe fn hinted<'gc>(
    table: &TableData<'gc>,
    key: Value<'gc>,
    i: Instruction,
) -> Option<*mut Node<'gc>> {
    // SAFETY: the caller's promise; nodes are readable.
    unsafe {
        let node = hint(table, i);
        likely((*node).key.bits() == key.bits()).then_some(node)
    }
}

/// The node at which the chain of a string begins.
///
/// # Safety
/// `key` must be a string. (One that is not interned is no key and equals none; its hash may be anything.)
#[inline(always)]
unsafe fn main_node<'gc>(table: &TableData<'gc>, key: Value<'gc>) -> *mut Node<'gc> {
    // SAFETY: the mask keeps the index inside.
    unsafe {
        settle(
            table
                .nodes
                .get()
                .add((key.string_unchecked().hash() & table.node_mask.get()) as usize),
        )
    }
}

/// Stores into an array slot that exists, if neither a handler nor a barrier nor protection is in the way.
macro_rules! store {
    ($table:ident, $index:expr, $value:expr, $st:ident, $site:ident) => {{
        let index = $index;
        if likely(index < $table.array_size.get()) {
            let slot = $table.array.get().add(index as usize);
            if likely(
                ($table.metatable.get().is_none() || !(*slot).is_nil()) && !$table.is_locked(),
            ) {
                let value = $value;
                if is_marking($st, Site::$site) {
                    unlikely();
                    return Ctl::Slow;
                }
                *slot = value;
                return Ctl::Next;
            }
        }
    }};
}

bodies! {
    GETFIELD(i, r, st) {
        let Some(table) = R!(r, i.b()).table_data() else { return Ctl::Slow };
        let key = K!(r, i.kh());
        let mut node = hint(table, i);
        if (*node).key.bits() != key.bits() {
            // Tables of several shapes come by here.
            unlikely();
            node = main_node(table, key);
            if (*node).key.bits() != key.bits() {
                unlikely();
                return Ctl::Slow;
            }
        }
        let value = (*node).value;
        if likely(!value.is_nil()) {
            R!(r, i.a()) = value;
            return Ctl::Next;
        }
        Ctl::Slow
    }
    SETFIELD(i, r, st) {
        let Some(table) = R!(r, i.a()).table_data() else { return Ctl::Slow };
        if let Some(node) = hinted(table, K!(r, i.kh()), i) {
            if likely(!(*node).value.is_nil() && !table.is_locked()) {
                let value = R!(r, i.b());
                if is_marking(st, Site::FastField) {
                    unlikely();
                    return Ctl::Slow;
                }
                (*node).value = value;
                return Ctl::Next;
            }
            return Ctl::Slow;
        }
        // A new field, as in a constructor.
        // PERF: all is read again rather than kept, which would take more registers than there are.
        let table = &*settle(ptr::from_ref(table).cast_mut());
        let node = main_node(table, K!(r, i.kh()));
        if (*node).key.is_nil() && table.takes_fields() && !is_marking(st, Site::FastNewField) {
            let i = again(i);
            if !R!(r, i.b()).is_nil() {
                Node::occupy(node, K!(r, i.kh()), R!(r, i.b()));
                return Ctl::Next;
            }
            unlikely();
        }
        Ctl::Slow
    }
    GETINDEX(i, r, st) {
        if let Some(table) = R!(r, i.b()).table_data()
            && let Some(index) = index_of(R!(r, i.c()))
            && likely(index < table.array_size.get())
        {
            let value = *table.array.get().add(index as usize);
            if likely(!value.is_nil()) {
                R!(r, i.a()) = value;
                return Ctl::Next;
            }
            return Ctl::Slow;
        }
        // Another key than an index: a string, if it is at its main position.
        if let Some(table) = R!(r, i.b()).table_data()
            && R!(r, i.c()).is_string()
        {
            let node = main_node(table, R!(r, i.c()));
            if (*node).key.bits() == R!(r, i.c()).bits() {
                let value = (*node).value;
                if likely(!value.is_nil()) {
                    R!(r, i.a()) = value;
                    return Ctl::Next;
                }
            }
        }
        Ctl::Slow
    }
    SETINDEX(i, r, st) {
        if let Some(table) = R!(r, i.a()).table_data()
            && let Some(index) = index_of(R!(r, i.b()))
        {
            store!(table, index, R!(r, i.c()), st, FastIndex);
            return Ctl::Slow;
        }
        if let Some(table) = R!(r, i.a()).table_data()
            && R!(r, i.b()).is_string()
        {
            let node = main_node(table, R!(r, i.b()));
            // The name may be `__index`: a metatable that remembers its value has to notice.
            if (*node).key.bits() == R!(r, i.b()).bits()
                && likely(!(*node).value.is_nil() && !table.is_locked())
                && table.cached_index_table().is_none()
            {
                let value = R!(r, i.c());
                if is_marking(st, Site::FastString) {
                    unlikely();
                    return Ctl::Slow;
                }
                (*node).value = value;
                return Ctl::Next;
            }
        }
        Ctl::Slow
    }
    GETINDEXI(i, r, st) {
        if let Some(table) = R!(r, i.b()).table_data() {
            let index = i.c() as u32;
            if likely(index < table.array_size.get()) {
                let value = *table.array.get().add(index as usize);
                if likely(!value.is_nil()) {
                    R!(r, i.a()) = value;
                    return Ctl::Next;
                }
            }
        }
        Ctl::Slow
    }
    SETINDEXI(i, r, st) {
        if let Some(table) = R!(r, i.a()).table_data() {
            store!(table, i.c() as u32, R!(r, i.b()), st, FastConstantIndex);
        }
        Ctl::Slow
    }
    SELF(i, r, st) {
        let key = K!(r, i.kh());
        let Some(table) = R!(r, i.b()).table_data() else {
            // A method of a string.
            if !R!(r, i.b()).is_string() {
                return Ctl::Slow;
            }
            let Some(metatable) = (*st).string_metatable() else { return Ctl::Slow };
            let Some(index) = metatable.0.cached_index_table() else { return Ctl::Slow };
            let Some(found) = hinted(index, key, i) else { return Ctl::Slow };
            let value = (*found).value;
            if value.is_nil() {
                unlikely();
                return Ctl::Slow;
            }
            let i = again(i);
            let object = R!(r, i.b());
            R!(r, i.a() + 1) = object;
            R!(r, i.a()) = value;
            return Ctl::Next;
        };
        let mut node = main_node(table, key);
        if (*node).key.bits() != key.bits() {
            // Not at its main position, and nothing is chained there: not in this table at all.
            if (*node).next != NO_NODE {
                unlikely();
                return Ctl::Slow;
            }
            let Some(metatable) = table.metatable.get() else { return Ctl::Slow };
            let Some(index) = metatable.0.cached_index_table() else { return Ctl::Slow };
            let Some(found) = hinted(index, key, i) else { return Ctl::Slow };
            node = found;
        }
        let value = (*node).value;
        if value.is_nil() {
            unlikely();
            return Ctl::Slow;
        }
        // PERF: the object is read again rather than kept, which would take one more register than there are.
        let i = again(i);
        let object = R!(r, i.b());
        R!(r, i.a() + 1) = object;
        R!(r, i.a()) = value;
        Ctl::Next
    }
    NEWTABLE(i, r, st) { Ctl::Slow }
    SETLIST(i, r, st) { Ctl::Slow }
}
