//! Loops, calls and returns.

use gc_arena::Gc;

use super::{Ctl, R, bodies, floor, jump, likely, settle, unlikely};
use crate::{
    bytecode::instruction::OPEN,
    heap::{
        closure::{ClosureData, ProtoData},
        context::State,
        native::Intrinsic,
        value::Value,
    },
    vm::{
        call::CALL_COST,
        dispatch::Regs,
        frame::{Frame, Return},
    },
};

/// Returns one value to a Lua caller that wants at most one.
///
/// # Safety
/// Verified code only.
#[inline(always)]
unsafe fn return_one<'gc>(r: &mut Regs<'gc>, st: *const State<'gc>, value: Value<'gc>) -> Ctl {
    // SAFETY: the top frame is the running function's.
    unsafe {
        let frame = (*st).frame.get();
        if likely((*frame).ret.is_fast()) {
            return return_to(r, st, frame, value);
        }
    }
    Ctl::Slow
}

/// Goes back to the Lua caller of the function in `frame`, the top one; `value` is the first result.
///
/// # Safety
/// The function was called by a Lua function, plainly and without extra arguments.
#[inline(always)]
unsafe fn return_to<'gc>(
    r: &mut Regs<'gc>,
    st: *const State<'gc>,
    frame: *mut Frame<'gc>,
    value: Value<'gc>,
) -> Ctl {
    // SAFETY: the caller's promise: the frame below is a Lua function's, whose closure lies below its base.
    unsafe {
        *r.base.sub(1) = value;
        let caller = frame.sub(1);
        (*st).frame.set(caller);
        r.base = (*caller).base;
        r.pc = (*caller).pc;
        r.k = (*Gc::as_ptr((*(*r.base.sub(1)).closure_unchecked()).proto)).constants;
    }
    Ctl::Next
}

/// How many open values there are from a slot on.
///
/// # Safety
/// The instruction before this one left an open end at or above the slot.
#[inline(always)]
unsafe fn open_count<'gc>(st: *const State<'gc>, first: *mut Value<'gc>) -> u32 {
    // SAFETY: the state outlives the dispatch.
    unsafe { (((*st).top.get().addr() - first.addr()) / size_of::<Value<'_>>()) as u32 }
}

/// Calls a Lua closure that takes exactly the arguments it is given.
///
/// # Safety
/// `closure` is what lies in `callee`, with `count` arguments above it.
#[inline(always)]
unsafe fn enter<'gc>(
    r: &mut Regs<'gc>,
    st: *const State<'gc>,
    closure: *const ClosureData<'gc>,
    callee: *mut Value<'gc>,
    count: u32,
    wanted: u32,
) -> Ctl {
    // SAFETY: a closure in a live slot is live; the frame fits.
    unsafe {
        let proto = Gc::as_ptr((*closure).proto);
        let base = callee.add(1);
        let frame = (*st).frame.get();
        if likely(
            count == (*proto).fast_arguments
                && base.addr() + (*proto).frame_size as usize * size_of::<Value<'_>>()
                    <= (*st).stack_limit.get().addr()
                && frame.addr() < (*st).frame_limit.get().addr(),
        ) {
            (*frame).pc = r.pc;
            let callee_frame = frame.add(1);
            (*callee_frame).base = base;
            (*callee_frame).ret = Return::plain(wanted);
            (*st).frame.set(callee_frame);
            r.base = base;
            return begin(r, st, proto);
        }
    }
    Ctl::Slow
}

/// Calls a Lua closure in place of the running function, which gives up its frame.
///
/// # Safety
/// `count` arguments lie above `callee`, a register of the running function.
#[inline(always)]
unsafe fn reenter<'gc>(
    r: &mut Regs<'gc>,
    st: *const State<'gc>,
    callee: *mut Value<'gc>,
    count: u32,
) -> Ctl {
    // SAFETY: a closure in a live slot is live; callee and arguments move down to where the running function was called.
    unsafe {
        let Some(closure) = (*callee).closure_data() else {
            return Ctl::Slow;
        };
        let proto = Gc::as_ptr((*closure).proto);
        let frame = (*st).frame.get();
        if likely(
            count == (*proto).fast_arguments
                && !(*frame).ret.has_extra()
                && r.base.addr() + (*proto).frame_size as usize * size_of::<Value<'_>>()
                    <= (*st).stack_limit.get().addr(),
        ) {
            let mut index = 0;
            while index <= count as usize {
                *settle(r.base.sub(1).add(index)) = *callee.add(index);
                index += 1;
            }
            (*frame).ret = (*frame).ret.after_tail_call();
            return begin(r, st, proto);
        }
    }
    Ctl::Slow
}

/// Begins to run a prototype whose frame is the top one, and pays for the call.
///
/// # Safety
/// The frame's registers are at `r.base`.
#[inline(always)]
unsafe fn begin<'gc>(
    r: &mut Regs<'gc>,
    st: *const State<'gc>,
    proto: *const ProtoData<'gc>,
) -> Ctl {
    // SAFETY: the prototype is live as long as its closure.
    unsafe {
        r.pc = (*proto).code;
        r.k = (*proto).constants;
        let fuel = (*st).fuel.get() - CALL_COST;
        (*st).fuel.set(fuel);
        if fuel < 0 {
            unlikely();
            return Ctl::Leave;
        }
    }
    Ctl::Next
}

/// Extra arguments and open results up to this many are moved here.
const FEW: u32 = 15;

bodies! {
    FORPREP(i, r, st) {
        let (start, limit, step) = (R!(r, i.a()), R!(r, i.a() + 1), R!(r, i.a() + 2));
        if likely(start.is_number() && limit.is_number() && step.is_number()) {
            let (limit, step) = (limit.float(), step.float());
            let start = (start.float() - step) + step;
            let runs = if step > 0.0 { start <= limit } else { limit <= start };
            R!(r, i.a()) = Value::number(start);
            if runs {
                return Ctl::Next;
            }
            unlikely();
            return jump(r, st, i.d());
        }
        Ctl::Slow
    }
    FORLOOP(i, r, st) {
        let step = R!(r, i.a() + 2).float();
        let index = R!(r, i.a()).float() + step;
        let limit = R!(r, i.a() + 1).float();
        if step > 0.0 {
            if index <= limit {
                R!(r, i.a()) = Value::number_unchecked(index);
                return jump(r, st, i.d());
            }
        } else {
            unlikely();
            if limit <= index {
                R!(r, i.a()) = Value::number_unchecked(index);
                return jump(r, st, i.d());
            }
        }
        unlikely();
        Ctl::Next
    }
    FORLOOP1(i, r, st) {
        let index = R!(r, i.a()).float() + 1.0;
        if index <= R!(r, i.a() + 1).float() {
            R!(r, i.a()) = Value::number_unchecked(index);
            return jump(r, st, i.d());
        }
        unlikely();
        Ctl::Next
    }
    TFORPREP(i, r, st) { Ctl::Slow }
    TFOR(i, r, st) {
        let control = settle(r.base.add(i.a() + 2));
        let Some(position) = (*control).as_position() else { return Ctl::Slow };
        let Some(table) = (*control.sub(1)).table_data() else { return Ctl::Slow };
        if position >= table.array_size.get() {
            return Ctl::Slow;
        }
        let value = *settle(table.array.get().add(position as usize));
        if value.is_nil() {
            unlikely();
            return Ctl::Slow;
        }
        *control.add(2) = value;
        *control.add(1) = Value::number_unchecked(position as f64);
        *control = Value::position(position + 1);
        jump(r, st, i.d())
    }
    CALL(i, r, st) {
        let callee = r.base.add(i.a());
        if let Some(closure) = (*callee).closure_data() {
            return enter(r, st, closure, callee, i.b() as u32, i.c() as u32);
        } else if let Some(native) = (*callee).native_data()
            && i.b() == 1
            && i.c() == 1
        {
            let argument = *callee.add(1);
            if argument.is_number() {
                match native.intrinsic {
                    Intrinsic::Floor => {
                        *callee = Value::number_unchecked(floor(argument.float()));
                        return Ctl::Next;
                    }
                    Intrinsic::Sqrt => {
                        *callee = Value::number_unchecked(argument.float().sqrt());
                        return Ctl::Next;
                    }
                    _ => {}
                }
            }
        }
        Ctl::Slow
    }
    CALLO(i, r, st) {
        let callee = r.base.add(i.a());
        let Some(closure) = (*callee).closure_data() else { return Ctl::Slow };
        let count = open_count(st, callee.add(1));
        enter(r, st, closure, callee, count, i.c() as u32)
    }
    TAILCALL(i, r, st) {
        let callee = r.base.add(i.a());
        reenter(r, st, callee, i.b() as u32)
    }
    TAILCALLO(i, r, st) {
        let callee = r.base.add(i.a());
        let count = open_count(st, callee.add(1));
        reenter(r, st, callee, count)
    }
    RETURN0(i, r, st) { return_one(r, st, Value::NIL) }
    RETURN1(i, r, st) {
        let value = R!(r, i.a());
        let frame = (*st).frame.get();
        if (*frame).ret.is_open() {
            unlikely();
            (*st).top.set(r.base);
            return return_to(r, st, frame, value);
        }
        return_one(r, st, value)
    }
    RETURN(i, r, st) {
        let frame = (*st).frame.get();
        let wanted = (*frame).ret.0 as u32;
        let count = i.b() as u32;
        if wanted > count {
            if wanted != OPEN {
                return Ctl::Slow;
            }
            (*st).top.set(r.base.add(count as usize - 1));
        }
        let source = r.base.add(i.a());
        let first = *source;
        let moved = if wanted > count { count } else { wanted };
        let mut index = 1;
        while index < moved as usize {
            *settle(r.base.sub(1).add(index)) = *source.add(index);
            index += 1;
        }
        return_to(r, st, frame, first)
    }
    RETURNO(i, r, st) {
        let frame = (*st).frame.get();
        let source = r.base.add(i.a());
        let count = open_count(st, source);
        if !(*frame).ret.is_open() || count == 0 || count > FEW {
            return Ctl::Slow;
        }
        let first = *source;
        let mut index = 1;
        while index < count as usize {
            *settle(r.base.sub(1).add(index)) = *source.add(index);
            index += 1;
        }
        (*st).top.set(r.base.add(count as usize - 1));
        return_to(r, st, frame, first)
    }
    VARARG(i, r, st) {
        let extra = (*(*st).frame.get()).info;
        let target = r.base.add(i.a());
        let mut wanted = i.b() as u32;
        if wanted == OPEN {
            wanted = extra;
        }
        let end = target.add(wanted as usize);
        if wanted > FEW || end.addr() > (*st).stack_limit.get().addr() {
            unlikely();
            return Ctl::Slow;
        }
        if i.b() as u32 == OPEN {
            (*st).top.set(end);
        }
        let source = r.base.sub(1 + extra as usize);
        let mut index = 0;
        while index < wanted {
            let value = if index < extra {
                *source.add(index as usize)
            } else {
                unlikely();
                Value::NIL
            };
            *settle(target.add(index as usize)) = value;
            index += 1;
        }
        Ctl::Next
    }
    ARGTABLE(i, r, st) { Ctl::Slow }
    CLOSURE(i, r, st) { Ctl::Slow }
    CHARGE(i, r, st) {
        let fuel = (*st).fuel.get() - i.c() as i64;
        (*st).fuel.set(fuel);
        if fuel < 0 {
            unlikely();
            return Ctl::Leave;
        }
        Ctl::Next
    }
}
