//! Tests and comparisons with their jumps fused in.
//!
//! The taken arm is marked unlikely to keep it a branch: LLVM would make a conditional move of the code pointer out of a
//! select, and every later fetch would wait for it (-18 % geomean).

use super::{Ctl, K, R, bodies, jump, likely, unlikely};
use crate::heap::value::Value;

macro_rules! jump_when {
    ($condition:expr, $r:ident, $st:ident, $i:ident) => {{
        if $condition {
            unlikely();
            return jump($r, $st, $i.d());
        }
        Ctl::Next
    }};
}

/// Orders two values that are expected to be numbers; a NaN (or no number) goes to the slow path.
macro_rules! order {
    ($a:expr, $b:expr, |$x:ident, $y:ident| $test:expr, $when:literal, $r:ident, $st:ident, $i:ident) => {{
        let ($x, $y) = ($a.float(), $b.float());
        if likely($x.partial_cmp(&$y).is_some()) {
            jump_when!($test == $when, $r, $st, $i)
        } else {
            Ctl::Slow
        }
    }};
}

/// Equality without a call; nothing if it may take a handler or a look at two strings.
#[inline(always)]
fn equal<'gc>(a: Value<'gc>, b: Value<'gc>) -> Option<bool> {
    let (x, y) = (a.float(), b.float());
    if x.partial_cmp(&y).is_some() {
        return Some(x == y);
    }
    if a.bits() == b.bits() {
        return Some(!a.is_number());
    }
    if a.is_gc() && b.is_gc() {
        unlikely();
        return None;
    }
    Some(false)
}

macro_rules! equality {
    ($when:literal, $r:ident, $st:ident, $i:ident) => {
        match equal(R!($r, $i.a()), R!($r, $i.b())) {
            Some(equal) => jump_when!(equal == $when, $r, $st, $i),
            None => Ctl::Slow,
        }
    };
}

macro_rules! string_equality {
    ($when:literal, $r:ident, $st:ident, $i:ident) => {{
        let (value, constant) = (R!($r, $i.a()), K!($r, $i.b()));
        let same = value.bits() == constant.bits();
        if !same && value.is_string() && !value.string_unchecked().is_interned() {
            unlikely();
            return Ctl::Slow;
        }
        jump_when!(same == $when, $r, $st, $i)
    }};
}

/// The constants that JEQP and JNEP compare with.
const PRIMITIVES: [Value<'static>; 3] = [Value::NIL, Value::FALSE, Value::TRUE];

#[inline(always)]
fn is_primitive(value: Value<'_>, which: usize) -> bool {
    value.bits() == primitive_bits(which)
}

#[inline(always)]
fn primitive_bits(which: usize) -> usize {
    // `nil`, `false` and `true` are consecutive, from the top down.
    PRIMITIVES[0].bits() - which
}

bodies! {
    JMP(i, r, st) { jump(r, st, i.d()) }
    JT(i, r, st) { jump_when!(!R!(r, i.a()).is_falsy(), r, st, i) }
    JF(i, r, st) { jump_when!(R!(r, i.a()).is_falsy(), r, st, i) }
    JEQ(i, r, st) { equality!(true, r, st, i) }
    JNE(i, r, st) { equality!(false, r, st, i) }
    JEQN(i, r, st) { jump_when!(R!(r, i.a()).float() == K!(r, i.b()).float(), r, st, i) }
    JNEN(i, r, st) { jump_when!(R!(r, i.a()).float() != K!(r, i.b()).float(), r, st, i) }
    JEQS(i, r, st) { string_equality!(true, r, st, i) }
    JNES(i, r, st) { string_equality!(false, r, st, i) }
    JEQP(i, r, st) { jump_when!(is_primitive(R!(r, i.a()), i.b()), r, st, i) }
    JNEP(i, r, st) { jump_when!(!is_primitive(R!(r, i.a()), i.b()), r, st, i) }
    JLT(i, r, st) { order!(R!(r, i.a()), R!(r, i.b()), |x, y| (x < y), true, r, st, i) }
    JNLT(i, r, st) { order!(R!(r, i.a()), R!(r, i.b()), |x, y| (x < y), false, r, st, i) }
    JLE(i, r, st) { order!(R!(r, i.a()), R!(r, i.b()), |x, y| (x <= y), true, r, st, i) }
    JNLE(i, r, st) { order!(R!(r, i.a()), R!(r, i.b()), |x, y| (x <= y), false, r, st, i) }
    JLTK(i, r, st) { order!(R!(r, i.a()), K!(r, i.b()), |x, y| (x < y), true, r, st, i) }
    JNLTK(i, r, st) { order!(R!(r, i.a()), K!(r, i.b()), |x, y| (x < y), false, r, st, i) }
    JLEK(i, r, st) { order!(R!(r, i.a()), K!(r, i.b()), |x, y| (x <= y), true, r, st, i) }
    JNLEK(i, r, st) { order!(R!(r, i.a()), K!(r, i.b()), |x, y| (x <= y), false, r, st, i) }
    JGTK(i, r, st) { order!(R!(r, i.a()), K!(r, i.b()), |x, y| (x > y), true, r, st, i) }
    JNGTK(i, r, st) { order!(R!(r, i.a()), K!(r, i.b()), |x, y| (x > y), false, r, st, i) }
    JGEK(i, r, st) { order!(R!(r, i.a()), K!(r, i.b()), |x, y| (x >= y), true, r, st, i) }
    JNGEK(i, r, st) { order!(R!(r, i.a()), K!(r, i.b()), |x, y| (x >= y), false, r, st, i) }
}
