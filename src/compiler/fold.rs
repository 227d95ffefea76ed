//! Arithmetic on constants while compiling.
//!
//! Only what changes nothing is folded: no division or modulo by zero and no result that is not a number, as in PUC-Rio,
//! because those have a sign or a message that belongs to run time.

use super::ast::Kind;

/// The value of `a op b`, if it may be computed now.
pub fn arithmetic(operator: Kind, a: f64, b: f64) -> Option<f64> {
    let result = match operator {
        Kind::Add => a + b,
        Kind::Subtract => a - b,
        Kind::Multiply => a * b,
        Kind::Divide if b != 0.0 => a / b,
        Kind::Modulo if b != 0.0 => a - (a / b).floor() * b,
        Kind::Power => a.powf(b),
        _ => return None,
    };
    (!result.is_nan()).then_some(result)
}

/// The integer that `number` is, if a node can hold it. Minus zero is none.
pub fn small_integer(number: f64) -> Option<i32> {
    let integer = number as i32;
    (f64::from(integer).to_bits() == number.to_bits()).then_some(integer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_alone_what_belongs_to_run_time() {
        assert_eq!(arithmetic(Kind::Divide, 1.0, 0.0), None);
        assert_eq!(arithmetic(Kind::Modulo, 1.0, -0.0), None);
        assert_eq!(
            arithmetic(Kind::Subtract, f64::INFINITY, f64::INFINITY),
            None
        );
        assert_eq!(arithmetic(Kind::Modulo, -5.0, 3.0), Some(1.0));
        assert_eq!(arithmetic(Kind::Power, 2.0, 10.0), Some(1024.0));
    }

    #[test]
    fn minus_zero_is_no_small_integer() {
        assert_eq!(small_integer(0.0), Some(0));
        assert_eq!(small_integer(-0.0), None);
        assert_eq!(small_integer(2147483648.0), None);
        assert_eq!(small_integer(-7.0), Some(-7));
        assert_eq!(small_integer(0.5), None);
    }
}
