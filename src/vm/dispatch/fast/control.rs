//! Loops, calls and returns.

use gc_arena::Gc;

use super::{Ctl, R, bodies, floor, jump, likely, settle, unlikely};
use crate::{
    heap::{native::Intrinsic, value::Value},
    vm::{call::CALL_COST, dispatch::Regs, frame::Return},
};

/// Returns one value to a Lua caller that wants at most one.
///
/// # Safety
/// Verified code only.
#[inline(always)]
unsafe fn return_one<'gc>(
    r: &mut Regs<'gc>,
    st: *const crate::heap::context::State<'gc>,
    value: Value<'gc>,
) -> Ctl {
    // SAFETY: the top frame is the running function's; a plain return means that the frame below is a Lua function's.
    unsafe {
        let frame = (*st).frame.get();
        if likely((*frame).ret.is_fast()) {
            *r.base.sub(1) = value;
            let caller = frame.sub(1);
            (*st).frame.set(caller);
            r.base = (*caller).base;
            r.pc = (*caller).pc;
            r.k = (*Gc::as_ptr((*(*r.base.sub(1)).closure_unchecked()).proto)).constants;
            return Ctl::Next;
        }
        Ctl::Slow
    }
}

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
            let proto = Gc::as_ptr((*closure).proto);
            let base = callee.add(1);
            let frame = (*st).frame.get();
            if likely(
                i.b() as u32 == (*proto).fast_arguments
                    && base.addr() + (*proto).frame_size as usize * size_of::<Value<'_>>() <= (*st).stack_limit.get().addr()
                    && frame.addr() < (*st).frame_limit.get().addr(),
            ) {
                (*frame).pc = r.pc;
                let callee_frame = frame.add(1);
                (*callee_frame).base = base;
                (*callee_frame).ret = Return::plain(i.c() as u32);
                (*st).frame.set(callee_frame);
                r.base = base;
                r.pc = (*proto).code;
                r.k = (*proto).constants;
                let fuel = (*st).fuel.get() - CALL_COST;
                (*st).fuel.set(fuel);
                if fuel < 0 {
                    unlikely();
                    return Ctl::Leave;
                }
                return Ctl::Next;
            }
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
    CALLO(i, r, st) { Ctl::Slow }
    TAILCALL(i, r, st) { Ctl::Slow }
    TAILCALLO(i, r, st) { Ctl::Slow }
    RETURN0(i, r, st) { return_one(r, st, Value::NIL) }
    RETURN1(i, r, st) {
        let value = R!(r, i.a());
        return_one(r, st, value)
    }
    RETURN(i, r, st) { Ctl::Slow }
    RETURNO(i, r, st) { Ctl::Slow }
    VARARG(i, r, st) { Ctl::Slow }
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
