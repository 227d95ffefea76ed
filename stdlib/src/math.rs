//! Mathematics: C's functions on doubles, and a random generator for each interpreter.
//!
//! The transcendental functions are those of the platform's C library, through `std`, so that they print what PUC-Lua
//! prints. `floor` and `sqrt` are intrinsics: the machine runs them without a call.

use std::{cell::RefCell, f64::consts, rc::Rc};

use ferrous_core::heap::native::Intrinsic;
use rand::{RngExt, SeedableRng, rngs::Xoshiro256PlusPlus};

use crate::{open, prelude::*};

/// The functions of the library that are nothing but functions.
pub(crate) const FUNCTIONS: &[(&str, NativeFn)] = &[
    ("math.abs", abs),
    ("math.acos", acos),
    ("math.asin", asin),
    ("math.atan", atan),
    ("math.atan2", atan2),
    ("math.ceil", ceil),
    ("math.cos", cos),
    ("math.cosh", cosh),
    ("math.deg", deg),
    ("math.exp", exp),
    ("math.frexp", frexp),
    ("math.ldexp", ldexp),
    ("math.log", log),
    ("math.log10", log10),
    ("math.max", max),
    ("math.min", min),
    ("math.modf", modf),
    ("math.pow", pow),
    ("math.rad", rad),
    ("math.sin", sin),
    ("math.sinh", sinh),
    ("math.tan", tan),
    ("math.tanh", tanh),
];

/// Adds what the list cannot hold: numbers, intrinsics, `mod` as another name of `fmod`, the generator.
pub(crate) fn open<'gc>(ctx: Context<'gc>, math: Table<'gc>) -> Result<'gc, ()> {
    let remainder = ctx.native("math.fmod", fmod);
    open::field(ctx, math, "fmod", remainder)?;
    open::field(ctx, math, "mod", remainder)?;
    open::field(
        ctx,
        math,
        "floor",
        ctx.intrinsic("math.floor", floor, Intrinsic::Floor),
    )?;
    open::field(
        ctx,
        math,
        "sqrt",
        ctx.intrinsic("math.sqrt", sqrt, Intrinsic::Sqrt),
    )?;
    open::field(ctx, math, "huge", f64::INFINITY)?;
    open::field(ctx, math, "pi", consts::PI)?;
    let generator = Generator::new(ctx.seed());
    let random = ctx.native_with("math.random", Random(generator.clone()));
    open::field(ctx, math, "random", random)?;
    let seed = ctx.native_with("math.randomseed", RandomSeed(generator));
    open::field(ctx, math, "randomseed", seed)
}

macro_rules! functions_of_one_number {
    ($($name:ident: $compute:expr;)*) => { $(
        #[doc = concat!("`math.", stringify!($name), "(x)`")]
        fn $name<'gc>(_: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
            let x = window.check_number(1)?;
            let compute: fn(f64) -> f64 = $compute;
            window.answer(Value::number(compute(x)));
            Ok(Action::Return)
        }
    )* };
}

functions_of_one_number! {
    abs: f64::abs;
    acos: f64::acos;
    asin: f64::asin;
    atan: f64::atan;
    ceil: f64::ceil;
    cos: f64::cos;
    cosh: f64::cosh;
    // C's macro divides; multiplying by the reciprocal rounds differently.
    deg: |x| x / (consts::PI / 180.0);
    exp: f64::exp;
    floor: f64::floor;
    log: f64::ln;
    log10: f64::log10;
    rad: |x| x * (consts::PI / 180.0);
    sin: f64::sin;
    sinh: f64::sinh;
    sqrt: f64::sqrt;
    tan: f64::tan;
    tanh: f64::tanh;
}

macro_rules! functions_of_two_numbers {
    ($($name:ident: $compute:expr;)*) => { $(
        #[doc = concat!("`math.", stringify!($name), "(x, y)`")]
        fn $name<'gc>(_: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
            // The second argument is looked at first, as in the reference; it shows where both are bad.
            let y = window.check_number(2)?;
            let x = window.check_number(1)?;
            let compute: fn(f64, f64) -> f64 = $compute;
            window.answer(Value::number(compute(x, y)));
            Ok(Action::Return)
        }
    )* };
}

functions_of_two_numbers! {
    atan2: f64::atan2;
    fmod: |x, y| x % y;
    pow: f64::powf;
}

/// `math.max(x, ...)`
fn max<'gc>(_: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    choose(window, |best, x| x > best)
}

/// `math.min(x, ...)`
fn min<'gc>(_: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    choose(window, |best, x| x < best)
}

/// The argument that no later one beats.
#[inline(always)]
fn choose<'gc>(window: &mut Window<'gc, '_>, beats: impl Fn(f64, f64) -> bool) -> Outcome<'gc> {
    let mut best = window.check_number(1)?;
    for index in 2..=window.len() {
        let x = window.check_number(index)?;
        if beats(best, x) {
            best = x;
        }
    }
    window.answer(Value::number(best));
    Ok(Action::Return)
}

/// `math.modf(x)`: the whole part and the fraction, both with the sign of `x`.
fn modf<'gc>(_: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let x = window.check_number(1)?;
    let whole = x.trunc();
    let fraction = if x.is_infinite() { 0.0 } else { x - whole };
    window.answer(Value::number(whole));
    window.push(Value::number(fraction.copysign(x)));
    Ok(Action::Return)
}

/// `math.frexp(x)`: `m` in [0.5, 1) and `e` with `x = m * 2^e`.
fn frexp<'gc>(_: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let (mantissa, exponent) = split(window.check_number(1)?);
    window.answer(Value::number(mantissa));
    window.push(Value::number(exponent as f64));
    Ok(Action::Return)
}

/// `math.ldexp(m, e)`: `m * 2^e`.
fn ldexp<'gc>(_: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let exponent = window.check_int(2)?;
    let mantissa = window.check_number(1)?;
    window.answer(Value::number(scale(mantissa, exponent)));
    Ok(Action::Return)
}

/// Where a double has its exponent, and how wide that is.
const EXPONENT_SHIFT: u32 = 52;
const EXPONENT_MASK: u64 = 0x7FF;
/// The exponent field of numbers in [0.5, 1).
const HALF_EXPONENT: u64 = 1022;

fn split(x: f64) -> (f64, i32) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    if x.is_subnormal() {
        let (mantissa, exponent) = split(x * power_of_two(54));
        return (mantissa, exponent - 54);
    }
    let field = x.to_bits() >> EXPONENT_SHIFT & EXPONENT_MASK;
    let rest = x.to_bits() & !(EXPONENT_MASK << EXPONENT_SHIFT);
    let mantissa = f64::from_bits(rest | HALF_EXPONENT << EXPONENT_SHIFT);
    (mantissa, field as i32 - HALF_EXPONENT as i32)
}

/// Scales in steps that stay exact, so that a subnormal result is rounded once.
fn scale(mut x: f64, mut exponent: i32) -> f64 {
    // On the way down 53 bits are kept above the subnormals until the last step.
    const DOWN: i32 = 1022 - 53;
    for _ in 0..2 {
        if exponent > 1023 {
            x *= power_of_two(1023);
            exponent -= 1023;
        } else if exponent < -1022 {
            x *= power_of_two(-DOWN);
            exponent += DOWN;
        }
    }
    x * power_of_two(exponent.clamp(-1022, 1023))
}

/// 2^n for a normal result.
fn power_of_two(n: i32) -> f64 {
    f64::from_bits(((n + 1023) as u64) << EXPONENT_SHIFT)
}

/// The random generator of one interpreter.
///
/// It starts from the interpreter's seed, so a run is reproducible when that is fixed; the algorithm is named, so it is the
/// same on every machine and in every version.
#[derive(Clone, Collect)]
#[collect(require_static)]
struct Generator(Rc<RefCell<Xoshiro256PlusPlus>>);

impl Generator {
    fn new(seed: u64) -> Self {
        Self(Rc::new(RefCell::new(Xoshiro256PlusPlus::seed_from_u64(
            seed,
        ))))
    }

    /// A number in [0, 1).
    fn next(&self) -> f64 {
        self.0.borrow_mut().random()
    }
}

/// `math.random([m [, n]])`
#[derive(Collect)]
#[collect(require_static)]
struct Random(Generator);

impl<'gc> Body<'gc> for Random {
    fn call(&self, _: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        let random = self.0.next();
        let number = match window.len() {
            0 => random,
            1 => {
                let most = window.check_int(1)? as f64;
                if most < 1.0 {
                    return Err(Thrown::argument(1, "interval is empty"));
                }
                (random * most).floor() + 1.0
            }
            2 => {
                let (least, most) = (window.check_int(1)? as f64, window.check_int(2)? as f64);
                if least > most {
                    return Err(Thrown::argument(2, "interval is empty"));
                }
                (random * (most - least + 1.0)).floor() + least
            }
            _ => return Err(Thrown::msg("wrong number of arguments")),
        };
        window.answer(Value::number(number));
        Ok(Action::Return)
    }
}

/// `math.randomseed(x)`
#[derive(Collect)]
#[collect(require_static)]
struct RandomSeed(Generator);

impl<'gc> Body<'gc> for RandomSeed {
    fn call(&self, _: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        let seed = window.check_int(1)? as u64;
        *self.0.0.borrow_mut() = Xoshiro256PlusPlus::seed_from_u64(seed);
        window.clear();
        Ok(Action::Return)
    }
}

#[cfg(test)]
mod tests {
    use super::{scale, split};

    #[test]
    fn frexp_and_ldexp_are_inverse() {
        for x in [1.0, -3.5, 5e-324, 2.2e-308, f64::MAX, 0.1, -0.0] {
            let (mantissa, exponent) = split(x);
            assert!(x == 0.0 || (0.5..1.0).contains(&mantissa.abs()), "{x}");
            assert_eq!(scale(mantissa, exponent).to_bits(), x.to_bits(), "{x}");
        }
        assert_eq!(split(-3.5), (-0.875, 2));
        assert_eq!(split(5e-324), (0.5, -1073));
        assert_eq!(split(f64::INFINITY), (f64::INFINITY, 0));
    }

    #[test]
    fn ldexp_rounds_once() {
        assert_eq!(scale(3.0, -1075), 1e-323);
        assert_eq!(scale(1.0, -1074), 5e-324);
        assert_eq!(scale(1.0, -1075), 0.0);
        assert_eq!(scale(1.0 + f64::EPSILON, -1075), 5e-324);
        assert_eq!(scale(1.0, 2000), f64::INFINITY);
        assert_eq!(scale(5e-324, 2097), 2f64.powi(1023));
        assert_eq!(scale(0.5, i32::MAX), f64::INFINITY);
        assert_eq!(scale(f64::MAX, i32::MIN), 0.0);
    }
}
