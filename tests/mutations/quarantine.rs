//! An allocator that makes use after free visible: what is freed is filled with a pattern, and not given to anybody else for
//! a while.
//!
//! As a pointer the pattern is no address. As the header of an object it says: white, to be traced, not alive, of a type that is
//! no address. So whoever follows a pointer to a freed object crashes.

use std::{
    alloc::{GlobalAlloc, Layout, System},
    ptr,
    sync::atomic::{AtomicBool, Ordering},
};

const PATTERN: u8 = 0xD4;
/// How many freed blocks are kept.
const BLOCKS: usize = 1 << 17;
/// Larger ones are not.
const LARGEST: usize = 64 << 10;

struct Quarantine;

/// The blocks that are kept, and where the next one goes.
struct Kept {
    blocks: [(*mut u8, Layout); BLOCKS],
    next: usize,
}

static mut KEPT: Kept = Kept {
    blocks: [(ptr::null_mut(), Layout::new::<()>()); BLOCKS],
    next: 0,
};
static TAKEN: AtomicBool = AtomicBool::new(false);

// SAFETY: blocks are the system's; each is given back to it once, when it leaves the quarantine, with its layout.
unsafe impl GlobalAlloc for Quarantine {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promise.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the block is the caller's until here, and nobody's from now on; the list is this thread's while it is taken.
        unsafe {
            ptr::write_bytes(block, PATTERN, layout.size());
            if layout.size() > LARGEST {
                return System.dealloc(block, layout);
            }
            while TAKEN.swap(true, Ordering::Acquire) {
                std::hint::spin_loop();
            }
            let kept = &raw mut KEPT;
            let place = &raw mut (*kept).blocks[(*kept).next];
            let (oldest, its_layout) = ptr::replace(place, (block, layout));
            (*kept).next = ((*kept).next + 1) % BLOCKS;
            TAKEN.store(false, Ordering::Release);
            if !oldest.is_null() {
                System.dealloc(oldest, its_layout);
            }
        }
    }
}

#[global_allocator]
static ALLOCATOR: Quarantine = Quarantine;
