//! Constants, moves, upvalues, cells and globals.

use super::{Ctl, K, R, bodies, is_marking, likely, settle, unlikely};
use crate::{
    heap::{closure::ClosureData, table::Node, value::Value},
    site::Site,
    vm::dispatch::Regs,
};

/// The running closure's upvalue.
///
/// # Safety
/// The upvalue must exist.
#[inline(always)]
unsafe fn upvalue<'gc>(r: &Regs<'gc>, index: usize) -> *mut Value<'gc> {
    // SAFETY: the running closure lies below the base.
    unsafe { ClosureData::upvalue((*r.base.sub(1)).closure_unchecked(), index) }
}

/// The node that a hint points at in the globals, and whether a value may be put there with nothing to notice it. (The name
/// may be `__index`: globals that are a metatable, too, and remember its value have to.)
///
/// # Safety
/// The registers must be those of an entered function.
#[inline(always)]
unsafe fn global_node<'gc>(r: &Regs<'gc>, hint: usize) -> (*mut Node<'gc>, bool) {
    // SAFETY: the running closure lies below the base, its environment is live, and the mask keeps the index inside.
    unsafe {
        let table =
            &*gc_arena::Gc::as_ptr((*(*r.base.sub(1)).closure_unchecked()).environment.get().0);
        let node = settle(table.nodes.get().add(hint & table.node_mask.get() as usize));
        let is_plain = !table.is_locked() && table.cached_index_table().is_none();
        (node, is_plain)
    }
}

bodies! {
    MOVE(i, r, st) {
        R!(r, i.a()) = R!(r, i.b());
        Ctl::Next
    }
    LOADK(i, r, st) {
        R!(r, i.a()) = K!(r, i.c());
        Ctl::Next
    }
    LOADNIL(i, r, st) {
        if likely(i.b() == 1) {
            R!(r, i.a()) = Value::NIL;
            return Ctl::Next;
        }
        Ctl::Slow
    }
    LOADBOOL(i, r, st) {
        R!(r, i.a()) = Value::boolean(i.b() != 0);
        Ctl::Next
    }
    GETUPVAL(i, r, st) {
        R!(r, i.a()) = *upvalue(r, i.b());
        Ctl::Next
    }
    GETUPCELL(i, r, st) {
        R!(r, i.a()) = (*upvalue(r, i.b())).cell_unchecked().value.get();
        Ctl::Next
    }
    SETUPCELL(i, r, st) {
        let value = R!(r, i.b());
        if is_marking(st, Site::FastUpcell) {
            unlikely();
            return Ctl::Slow;
        }
        (*upvalue(r, i.a())).cell_unchecked().value.set(value);
        Ctl::Next
    }
    NEWCELL(i, r, st) { Ctl::Slow }
    GETCELL(i, r, st) {
        R!(r, i.a()) = R!(r, i.b()).cell_unchecked().value.get();
        Ctl::Next
    }
    SETCELL(i, r, st) {
        let value = R!(r, i.b());
        if is_marking(st, Site::FastCell) {
            unlikely();
            return Ctl::Slow;
        }
        R!(r, i.a()).cell_unchecked().value.set(value);
        Ctl::Next
    }
    CELLADD(i, r, st) {
        let cell = R!(r, i.a()).cell_unchecked();
        let sum = cell.value.get().float() + R!(r, i.b()).float();
        if likely(!sum.is_nan()) {
            cell.value.set(Value::number_unchecked(sum));
            return Ctl::Next;
        }
        Ctl::Slow
    }
    CELLADDK(i, r, st) {
        let cell = R!(r, i.a()).cell_unchecked();
        let sum = cell.value.get().float() + K!(r, i.c()).float();
        if likely(!sum.is_nan()) {
            cell.value.set(Value::number_unchecked(sum));
            return Ctl::Next;
        }
        Ctl::Slow
    }
    UPADD(i, r, st) {
        let cell = (*upvalue(r, i.a())).cell_unchecked();
        let sum = cell.value.get().float() + R!(r, i.b()).float();
        if likely(!sum.is_nan()) {
            cell.value.set(Value::number_unchecked(sum));
            return Ctl::Next;
        }
        Ctl::Slow
    }
    UPADDK(i, r, st) {
        let cell = (*upvalue(r, i.a())).cell_unchecked();
        let sum = cell.value.get().float() + K!(r, i.c()).float();
        if likely(!sum.is_nan()) {
            cell.value.set(Value::number_unchecked(sum));
            return Ctl::Next;
        }
        Ctl::Slow
    }
    GETGLOBAL(i, r, st) {
        let (node, _) = global_node(r, i.b());
        if likely((*node).key.bits() == K!(r, i.c()).bits()) {
            let value = (*node).value;
            if likely(!value.is_nil()) {
                R!(r, i.a()) = value;
                return Ctl::Next;
            }
        }
        Ctl::Slow
    }
    SETGLOBAL(i, r, st) {
        let (node, is_plain) = global_node(r, i.b());
        if likely((*node).key.bits() == K!(r, i.c()).bits() && !(*node).value.is_nil() && is_plain) {
            let value = R!(r, i.a());
            if is_marking(st, Site::FastGlobal) {
                unlikely();
                return Ctl::Slow;
            }
            (*node).value = value;
            return Ctl::Next;
        }
        Ctl::Slow
    }
}
