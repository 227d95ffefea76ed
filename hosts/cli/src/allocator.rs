//! The allocator of the command.
//!
//! Scripts allocate many small objects, and mimalloc is quick at that (see `Cargo.toml`). It keeps blocks that are freed for a
//! while (10 ms), in case they are wanted again. So where large blocks grow, the old ones stay: under a limit of 64 MB a
//! process took up to 93 MB beside its own 10. Where they are given back after 1 ms it takes 76 MB at most
//! (`tests/memory.rs`). That costs time where large blocks come and go (strings of 4 MB take 2.3 times as long; given back
//! at once, 10 times), so it is done only under a limit.

#![allow(unsafe_code)]

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The number of mimalloc's option `purge_delay`: how many milliseconds it keeps what is free.
const PURGE_DELAY: libmimalloc_sys::mi_option_t = 15;

/// From now on gives memory that is free back to the system soon.
pub fn keep_little() {
    // SAFETY: the call stores a number in a table of the allocator, which knows this option.
    unsafe { libmimalloc_sys::mi_option_set(PURGE_DELAY, 1) }
}
