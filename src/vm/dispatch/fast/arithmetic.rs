//! Arithmetic: compute first; only a NaN result asks what the operands were.
//!
//! Every value that is no number is a NaN, so an operand that is none makes the result one. PERF: +7 % geomean over
//! testing both tags first.

use super::{Ctl, K, R, bodies, floor, likely, unlikely};
use crate::heap::value::Value;

macro_rules! binary {
    ($r:ident, $i:ident, $a:expr, $b:expr, |$x:ident, $y:ident| $result:expr) => {{
        let ($x, $y) = ($a.float(), $b.float());
        let result = $result;
        if likely(!result.is_nan()) {
            R!($r, $i.a()) = Value::number_unchecked(result);
            return Ctl::Next;
        }
        Ctl::Slow
    }};
}

bodies! {
    ADD(i, r, st) { binary!(r, i, R!(r, i.b()), R!(r, i.c()), |x, y| x + y) }
    SUB(i, r, st) { binary!(r, i, R!(r, i.b()), R!(r, i.c()), |x, y| x - y) }
    MUL(i, r, st) { binary!(r, i, R!(r, i.b()), R!(r, i.c()), |x, y| x * y) }
    DIV(i, r, st) { binary!(r, i, R!(r, i.b()), R!(r, i.c()), |x, y| x / y) }
    MOD(i, r, st) { binary!(r, i, R!(r, i.b()), R!(r, i.c()), |x, y| x - floor(x / y) * y) }
    POW(i, r, st) { Ctl::Slow }
    ADDK(i, r, st) { binary!(r, i, R!(r, i.b()), K!(r, i.c()), |x, y| x + y) }
    SUBK(i, r, st) { binary!(r, i, R!(r, i.b()), K!(r, i.c()), |x, y| x - y) }
    MULK(i, r, st) { binary!(r, i, R!(r, i.b()), K!(r, i.c()), |x, y| x * y) }
    DIVK(i, r, st) { binary!(r, i, R!(r, i.b()), K!(r, i.c()), |x, y| x / y) }
    MODK(i, r, st) { binary!(r, i, R!(r, i.b()), K!(r, i.c()), |x, y| x - floor(x / y) * y) }
    POWK(i, r, st) { Ctl::Slow }
    KADD(i, r, st) { binary!(r, i, K!(r, i.c()), R!(r, i.b()), |x, y| x + y) }
    KSUB(i, r, st) { binary!(r, i, K!(r, i.c()), R!(r, i.b()), |x, y| x - y) }
    KMUL(i, r, st) { binary!(r, i, K!(r, i.c()), R!(r, i.b()), |x, y| x * y) }
    KDIV(i, r, st) { binary!(r, i, K!(r, i.c()), R!(r, i.b()), |x, y| x / y) }
    KMOD(i, r, st) { binary!(r, i, K!(r, i.c()), R!(r, i.b()), |x, y| x - floor(x / y) * y) }
    KPOW(i, r, st) { Ctl::Slow }
    UNM(i, r, st) {
        let operand = R!(r, i.b());
        if likely(operand.is_number()) {
            R!(r, i.a()) = Value::number_unchecked(-operand.float());
            return Ctl::Next;
        }
        Ctl::Slow
    }
    NOT(i, r, st) {
        R!(r, i.a()) = Value::boolean(R!(r, i.b()).is_falsy());
        Ctl::Next
    }
    LEN(i, r, st) {
        if let Some(table) = R!(r, i.b()).table_data() {
            let size = table.array_size.get();
            if size <= 1 {
                unlikely();
                return Ctl::Slow;
            }
            let array = table.array.get();
            let (mut full, mut empty) = (0, size - 1);
            if !(*array.add(empty as usize)).is_nil() {
                // The border may lie among the nodes.
                unlikely();
                return Ctl::Slow;
            }
            while empty - full > 1 {
                let middle = (full + empty) / 2;
                if (*array.add(middle as usize)).is_nil() {
                    empty = middle;
                } else {
                    full = middle;
                }
            }
            R!(r, i.a()) = Value::number_unchecked(full as f64);
            return Ctl::Next;
        }
        if R!(r, i.b()).is_string() {
            R!(r, i.a()) = Value::number_unchecked(R!(r, i.b()).string_unchecked().length() as f64);
            return Ctl::Next;
        }
        Ctl::Slow
    }
    CONCAT(i, r, st) { Ctl::Slow }
}
