//! # The net
//!
//! Ferrous is Lua 5.1 as far as programs can see. This package is how that is known, and it knows three ways:
//!
//! * **cases** (`cases/**/*.lua`): small programs of ours, each with an id that stays, each with the answer inside. `lua5.1`
//!   gives the answers, and Ferrous has to give the same;
//! * **random programs**, which a generator writes in large numbers and both interpreters run; what differs is shrunk to a
//!   few lines and becomes a case;
//! * **deviations**: what is different on purpose is a case too, with both answers and the reason. README's table is made
//!   from them.
//!
//! And the net is tested itself: a committed list of **faults** is sown into copies of the source, one at a time, to see that the
//! net holds them, and **coverage** counts the library's lines that cases reach.
//!
//! | room | what it is |
//! |---|---|
//! | [`case`] | the format of a case: sections of a Lua file, with answers |
//! | [`answer`] | what a program printed, as text that can stand in a comment |
//! | [`ours`] | running a program under Ferrous |
//! | [`reference`] | running programs under `lua5.1` |
//! | [`check`] | cases against both interpreters |
//! | [`random`] | the generator, the comparison in batches, the shrinker |
//! | [`message`] | the messages in the source, each of which some case has to provoke |
//! | [`fault`] | faults sown into the source |
//! | [`coverage`] | the lines of the library that cases reach |
//! | [`deviation`] | the table of what is different on purpose |

#![forbid(unsafe_code)]

pub mod answer;
pub mod case;
pub mod check;
pub mod coverage;
pub mod deviation;
pub mod fault;
pub mod message;
pub mod ours;
pub mod random;
pub mod reference;

use std::path::{Path, PathBuf};

/// The root of the repository.
pub fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package
        .parent()
        .expect("the package is in the repository")
        .into()
}
