//! Going through bytes for the first one that passes a test, or the last one, or the first that fails.
//!
//! Most of the matcher's time goes here: a repetition running forward, one coming back, a search for where a match can
//! begin. So each test has a loop of its own, and those for one certain byte are `memchr`'s. A scan goes as far as its fuel
//! allows and says what it cost; in pieces it costs the same as in one.

use memchr::memchr;

use super::program::{Program, Test};
use super::{affordable, price};

/// The result of going through bytes for the first that passes (or fails) a test, and what it cost.
pub struct Scan {
    pub end: ScanEnd,
    pub price: u64,
}

pub enum ScanEnd {
    At(usize),
    Nowhere,
    /// Out of fuel. Going forward: how many bytes are done; going backward: how many are left.
    Spent(usize),
}

impl Scan {
    /// The first byte that passes.
    pub fn forward(program: &Program, test: Test, bytes: &[u8], fuel: u64) -> Scan {
        match test {
            Test::Any => Scan::any(bytes),
            Test::Byte(wanted) => Scan::vector(bytes, fuel, |window| memchr(wanted, window)),
            Test::Not(byte) => Scan::bytewise(bytes, fuel, |other| other != byte),
            Test::Set(index) => {
                let set = program.set(index);
                Scan::bytewise(bytes, fuel, |byte| set.contains(byte))
            }
        }
    }

    /// The first byte that fails.
    pub fn run(program: &Program, test: Test, bytes: &[u8], fuel: u64) -> Scan {
        match test {
            Test::Any => Scan {
                end: ScanEnd::Nowhere,
                price: 0,
            },
            Test::Byte(byte) => Scan::bytewise(bytes, fuel, |other| other != byte),
            Test::Not(wanted) => Scan::vector(bytes, fuel, |window| memchr(wanted, window)),
            Test::Set(index) => {
                let set = program.set(index);
                Scan::bytewise(bytes, fuel, |byte| !set.contains(byte))
            }
        }
    }

    /// The last byte that passes.
    pub fn backward(program: &Program, test: Test, bytes: &[u8], fuel: u64) -> Scan {
        let window = Scan::affordable_bytes(bytes, fuel);
        let skipped = bytes.len() - window;
        let found = match test {
            Test::Any => bytes.len().checked_sub(1).map(|last| last - skipped),
            _ => bytes[skipped..]
                .iter()
                .rposition(|byte| program.passes(test, *byte)),
        };
        match found {
            Some(index) => Scan {
                end: ScanEnd::At(skipped + index),
                price: (window - index) as u64,
            },
            None if skipped == 0 => Scan {
                end: ScanEnd::Nowhere,
                price: window as u64,
            },
            None => Scan {
                end: ScanEnd::Spent(skipped),
                price: window as u64,
            },
        }
    }

    fn any(bytes: &[u8]) -> Scan {
        Scan {
            end: if bytes.is_empty() {
                ScanEnd::Nowhere
            } else {
                ScanEnd::At(0)
            },
            price: 0,
        }
    }

    #[inline]
    fn bytewise(bytes: &[u8], fuel: u64, is_wanted: impl Fn(u8) -> bool) -> Scan {
        let window = Scan::affordable_bytes(bytes, fuel);
        match bytes[..window].iter().position(|byte| is_wanted(*byte)) {
            Some(index) => Scan {
                end: ScanEnd::At(index),
                price: index as u64,
            },
            None if window == bytes.len() => Scan {
                end: ScanEnd::Nowhere,
                price: window as u64,
            },
            None => Scan {
                end: ScanEnd::Spent(window),
                price: window as u64,
            },
        }
    }

    #[inline]
    fn vector(bytes: &[u8], fuel: u64, search: impl Fn(&[u8]) -> Option<usize>) -> Scan {
        let window = bytes.len().min(affordable(fuel));
        match search(&bytes[..window]) {
            Some(index) => Scan {
                end: ScanEnd::At(index),
                price: price(index),
            },
            None if window == bytes.len() => Scan {
                end: ScanEnd::Nowhere,
                price: price(window),
            },
            None => Scan {
                end: ScanEnd::Spent(window),
                price: price(window),
            },
        }
    }

    fn affordable_bytes(bytes: &[u8], fuel: u64) -> usize {
        bytes.len().min(usize::try_from(fuel).unwrap_or(usize::MAX))
    }
}
