//! What the fuzz targets share.
//!
//! Each target in `fuzz_targets/` is a few lines: it takes bytes, makes something of them with what is here, and checks what
//! must hold of it. What is made of the bytes has a `Debug` that a person can read, which `cargo fuzz fmt TARGET FILE` prints.
//!
//! | file | what it is |
//! |---|---|
//! | [`source`] | what must hold of the tokens and the prototype of any source |
//! | [`dump`] | dumps that were changed, loaded and run |
//! | [`plan`] | how a program is run: limits, slices, stress, when it is stopped; from eight bytes |
//! | [`run`] | running a program by a plan, and what must hold before, meanwhile and afterwards |
//! | [`program`] | programs written by bytes, of a grammar that is biased to what is hard for the machine |
//! | [`patterns`] | the library's pattern functions against the reference |
//! | [`reference`](mod@reference) | Lua 5.1's patterns as simply as possible |

pub mod dump;
pub mod patterns;
pub mod plan;
pub mod program;
pub mod reference;
pub mod run;
pub mod source;
