//! Random programs: written by [`program`] from a seed, compared by [`compare`], made small by [`shrink`].
//!
//! The same seed gives the same program, whatever else has been generated before.

pub mod compare;
mod expression;
pub mod program;
pub mod shrink;
mod statement;
mod text;
