//! The block of a stack: memory that is touched as far as it is used, and moves when it has to grow.
//!
//! What is slow about a large block is that the system makes its pages when they are touched first: milliseconds for a few
//! megabytes. So items can be used only up to a point, to which the block is filled with zeros; what lies behind is opened up
//! piece by piece. Items of zeros are valid ([`Zeroed`]), and no page is written before it is needed.
//!
//! A block frees its memory and charges nothing: its owner does.

use std::{alloc, cell::Cell, mem, ptr};

use crate::meter::memory::block;

/// What is valid when all its bytes are zero.
///
/// # Safety
/// It must be, and moving one must be copying its bytes.
pub(crate) unsafe trait Zeroed: Copy {}

/// Bytes that are opened up at a time, if so many are left: a huge page.
const OPENED_AT_A_TIME: usize = 2 << 20;

/// Memory for items, the first of which may be used.
pub(crate) struct Block<T: Zeroed> {
    start: Cell<*mut T>,
    open: Cell<usize>,
    capacity: Cell<usize>,
}

impl<T: Zeroed> Block<T> {
    /// A block of `count` items, at least one, all of which may be used. Nothing: the system has none.
    pub fn new(count: usize) -> Option<Self> {
        let block = Self {
            start: Cell::new(allocate(count)?),
            open: Cell::new(0),
            capacity: Cell::new(count),
        };
        block.open_up_to(count);
        Some(block)
    }

    /// The first item.
    pub fn start(&self) -> *mut T {
        self.start.get()
    }

    /// How many items may be used.
    pub fn open(&self) -> usize {
        self.open.get()
    }

    /// How many items the block has.
    pub fn capacity(&self) -> usize {
        self.capacity.get()
    }

    /// The bytes that it takes.
    pub fn bytes(&self) -> usize {
        Self::bytes_of(self.capacity.get())
    }

    /// The bytes that a block of so many items takes.
    pub fn bytes_of(count: usize) -> usize {
        block(layout::<T>(count).size())
    }

    /// How many items a block has that needs so many: as many as fit into the memory that it gets.
    pub fn whole(count: usize) -> usize {
        Self::bytes_of(count) / mem::size_of::<T>()
    }

    /// Lets `count` items be used, and some more.
    pub fn open_up(&self, count: usize) {
        let piece = self.open.get() + OPENED_AT_A_TIME / mem::size_of::<T>();
        self.open_up_to(count.max(piece).min(self.capacity.get()));
    }

    fn open_up_to(&self, end: usize) {
        let open = self.open.get();
        assert!(
            end <= self.capacity.get(),
            "a block is opened up to its end"
        );
        if end > open {
            // SAFETY: all this is in the block, and items of zeros are valid.
            unsafe { ptr::write_bytes(self.start.get().add(open), 0, end - open) };
            self.open.set(end);
        }
    }

    /// Moves the items, as far as they fit, to another block of `capacity` items, in which as many may be used as before, if it has
    /// so many. Answers where they were; that memory is gone. Nothing: the system has none, and nothing has changed.
    pub fn replace(&self, capacity: usize) -> Option<*mut T> {
        let (old, old_capacity) = (self.start.get(), self.capacity.get());
        let new = allocate(capacity)?;
        let open = self.open.get().min(capacity);
        // SAFETY: both blocks hold at least so many; the old one is freed with the layout it was made with.
        unsafe {
            ptr::copy_nonoverlapping(old, new, open);
            alloc::dealloc(old.cast(), layout::<T>(old_capacity));
        }
        self.start.set(new);
        self.open.set(open);
        self.capacity.set(capacity);
        Some(old)
    }
}

impl<T: Zeroed> Drop for Block<T> {
    fn drop(&mut self) {
        // SAFETY: the memory is freed with the layout it was made with, and only here.
        unsafe { alloc::dealloc(self.start.get().cast(), layout::<T>(self.capacity.get())) }
    }
}

/// The layout of so many items.
pub(crate) fn layout<T>(count: usize) -> alloc::Layout {
    alloc::Layout::array::<T>(count).expect("stacks are bounded")
}

/// Memory for so many items, which are none yet.
fn allocate<T>(count: usize) -> Option<*mut T> {
    assert!(count > 0, "a block has items");
    // SAFETY: the layout is not empty.
    let start = unsafe { alloc::alloc(layout::<T>(count)).cast::<T>() };
    (!start.is_null()).then_some(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    // SAFETY: zero is a number.
    unsafe impl Zeroed for u64 {}

    fn items(block: &Block<u64>) -> Vec<u64> {
        // SAFETY: the open items are valid.
        (0..block.open())
            .map(|index| unsafe { *block.start().add(index) })
            .collect()
    }

    #[test]
    fn items_move_and_new_ones_are_zero() {
        let block = Block::<u64>::new(3).expect("there is memory");
        for index in 0..3 {
            // SAFETY: three items are open.
            unsafe { *block.start().add(index) = index as u64 + 1 };
        }
        assert!(block.replace(300_000).is_some());
        assert_eq!((block.open(), block.capacity()), (3, 300_000));
        block.open_up(4);
        assert_eq!(block.open(), 3 + (OPENED_AT_A_TIME / 8));
        assert_eq!(items(&block)[..5], [1, 2, 3, 0, 0]);
        block.open_up(300_000);
        assert_eq!(items(&block).iter().sum::<u64>(), 6);
        assert!(block.replace(2).is_some());
        assert_eq!(items(&block), [1, 2]);
        assert!(block.replace(4).is_some());
        assert_eq!(items(&block), [1, 2]);
        block.open_up(3);
        assert_eq!(items(&block), [1, 2, 0, 0]);
    }

    #[test]
    #[should_panic = "up to its end"]
    fn nothing_is_opened_beyond_the_end() {
        Block::<u64>::new(1).expect("there is memory").open_up_to(2);
    }
}
