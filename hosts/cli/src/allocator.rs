//! The allocator of the command.
//!
//! Scripts allocate many small objects, and mimalloc is quick at that (see `Cargo.toml`). It keeps blocks that are freed for a
//! while, in case they are wanted again. So where large blocks grow, the old ones stay, and under a limit of 64 MB a process
//! took up to 93 MB; where they are given back at once it takes 77 MB. That costs time, so it is done only under a limit.

#![allow(unsafe_code)]

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The number of mimalloc's option `purge_delay`: how many milliseconds it keeps what is free.
const PURGE_DELAY: libmimalloc_sys::mi_option_t = 15;

/// From now on gives memory that is free back to the system at once.
pub fn keep_little() {
    // SAFETY: the call stores a number in a table of the allocator, which knows this option.
    unsafe { libmimalloc_sys::mi_option_set(PURGE_DELAY, 0) }
}
