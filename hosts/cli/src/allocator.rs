//! The allocator of the command.
//!
//! Scripts allocate many small objects, and mimalloc is quick at that (see `Cargo.toml`). It keeps blocks that are freed for a
//! while (10 ms), in case they are wanted again. So where large blocks grow, the old ones stay: under a limit of 64 MB a
//! process took up to 93 MB beside its own 10. Where they are given back after 1 ms it takes 76 MB at most
//! (`tests/memory/`). That costs time where large blocks come and go (strings of 4 MB take 2.3 times as long; given back
//! at once, 10 times), so it is done only under a limit.
//!
//! Some of what is free it keeps for good: after days with a script that fills its limit now and then a process has some 10 MB more
//! than at first. So now and then, and when much less is in use than before ([`Tide`]), it is told to look for what it can give back.
//!
//! It has a way of its own for blocks with an alignment, which takes them from the next larger size: tables and stacks took
//! up to a quarter more than they charge. All blocks have the alignment that ours want, so we go the plain way.
//!
//! mimalloc reads its options from the environment when the process begins, so the command begins once more with this one.

use std::alloc::{GlobalAlloc, Layout};

use libmimalloc_sys::{
    mi_collect, mi_free, mi_malloc, mi_malloc_aligned, mi_realloc, mi_realloc_aligned, mi_zalloc,
    mi_zalloc_aligned,
};

#[global_allocator]
static ALLOCATOR: Mimalloc = Mimalloc;

struct Mimalloc;

/// Blocks of mimalloc are aligned to this (`MI_MAX_ALIGN_SIZE`), smaller ones to the largest power of two in them.
const ALIGNED: usize = 16;

/// Whether a block of this size has this alignment whatever is done.
fn is_natural(size: usize, alignment: usize) -> bool {
    alignment <= ALIGNED && alignment <= size
}

// SAFETY: all four are mimalloc's own, which can be mixed; without an alignment they are called where each block has it.
unsafe impl GlobalAlloc for Mimalloc {
    #[inline]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let (size, alignment) = (layout.size(), layout.align());
        // SAFETY: any size and any power of two will do.
        let block = unsafe {
            match is_natural(size, alignment) {
                true => mi_malloc(size),
                false => mi_malloc_aligned(size, alignment),
            }
        };
        block.cast()
    }

    #[inline]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        let (size, alignment) = (layout.size(), layout.align());
        // SAFETY: any size and any power of two will do.
        let block = unsafe {
            match is_natural(size, alignment) {
                true => mi_zalloc(size),
                false => mi_zalloc_aligned(size, alignment),
            }
        };
        block.cast()
    }

    #[inline]
    unsafe fn dealloc(&self, block: *mut u8, _: Layout) {
        // SAFETY: the caller says that it is a block of this allocator.
        unsafe { mi_free(block.cast()) };
    }

    #[inline]
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let alignment = layout.align();
        // SAFETY: the caller says that it is a block of this allocator.
        let block = unsafe {
            match is_natural(size, alignment) {
                true => mi_realloc(block.cast(), size),
                false => mi_realloc_aligned(block.cast(), size, alignment),
            }
        };
        block.cast()
    }
}

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

/// By how much less has to be in use than before, that mimalloc gives back what it keeps.
const EBB: usize = 4 << 20;

/// After so many looks it does so in any case: between two of them much may have come and gone.
const LOOKS: u32 = 64;

/// Watches how much is in use.
#[derive(Debug, Default)]
pub struct Tide {
    highest: usize,
    looks: u32,
}

impl Tide {
    /// Now it is so much. Where that is much less than before, free memory is given back to the system.
    pub fn look(&mut self, used: usize) {
        self.looks += 1;
        if used + EBB <= self.highest || self.looks == LOOKS {
            (self.highest, self.looks) = (used, 0);
            // SAFETY: it only looks for pages that no block lies in.
            unsafe { mi_collect(true) };
        }
        self.highest = self.highest.max(used);
    }
}
