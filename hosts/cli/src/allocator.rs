//! The allocator of the command.
//!
//! Scripts allocate many small objects, and mimalloc is quick at that (see `Cargo.toml`). It keeps blocks that are freed for a
//! while (10 ms), in case they are wanted again. So where large blocks grow, the old ones stay: under a limit of 64 MB a
//! process took up to 93 MB beside its own 10. Where they are given back after 1 ms it takes 76 MB at most
//! (`tests/memory.rs`). That costs time where large blocks come and go (strings of 4 MB take 2.3 times as long; given back
//! at once, 10 times), so it is done only under a limit.
//!
//! mimalloc reads its options from the environment when the process begins, so the command begins once more with this one.

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How many milliseconds mimalloc keeps what is free. Whoever has set it has decided.
const PURGE_DELAY: &str = "MIMALLOC_PURGE_DELAY";

/// Begins the process once more, as one that gives free memory back to the system soon. Where that is impossible it goes on as
/// it is.
#[cfg(unix)]
pub fn keep_little() {
    use std::{env, os::unix::process::CommandExt, process::Command};
    if env::var_os(PURGE_DELAY).is_some() {
        return;
    }
    let mut arguments = env::args_os();
    if let (Ok(program), Some(name)) = (env::current_exe(), arguments.next()) {
        // It returns only if it fails.
        let _ = Command::new(program)
            .arg0(name)
            .args(arguments)
            .env(PURGE_DELAY, "1")
            .exec();
    }
}

/// Elsewhere a process cannot be replaced.
#[cfg(not(unix))]
pub fn keep_little() {}
