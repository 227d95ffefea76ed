//! A buffer in which natives build strings.
//!
//! Most results are short and most natives finish at once, so a buffer borrows its memory from a spare block that each
//! OS thread keeps, and a short result is copied out of it: no allocation but the string's own. A long result takes its
//! memory with it.
//!
//! The spare block belongs to nobody. What a buffer holds beyond [`SPARE`] bytes, or holds while its native is
//! suspended ([`Buffer::settle`]), is charged to the script.
//!
//! How large a spare block happens to be must not be seen: when a buffer grows, asks and charges depends on what is in it
//! alone. So the same script burns the same fuel, whatever ran on this thread before.

use std::cell::Cell;

use ferrous_core::heap::string::LONGEST;

use crate::prelude::*;

/// The largest block that is kept for the next buffer, uncharged.
const SPARE: usize = 16 << 10;

/// The room that every buffer begins with.
const LEAST: usize = 256;

/// Growth beyond this size is asked for first (`Action::Reserve`), where the native can stop.
const ASK: usize = 64 << 10;

thread_local! {
    static BLOCK: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Bytes on their way to a string.
#[derive(Collect)]
#[collect(require_static)]
pub(crate) struct Buffer {
    bytes: Vec<u8>,
    /// How long it may become before it grows. There is memory for at least as much.
    room: usize,
    charged: usize,
    /// The capacity that was asked for.
    asked: usize,
}

impl Buffer {
    /// An empty buffer.
    #[inline]
    pub fn new() -> Self {
        let mut bytes = BLOCK.take();
        bytes.clear();
        bytes.reserve(LEAST);
        Self {
            bytes,
            room: LEAST,
            charged: 0,
            asked: 0,
        }
    }

    /// What is in it.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes, for a formatter that appends to them; there is room for what it appends.
    pub fn bytes_mut(&mut self) -> &mut Vec<u8> {
        &mut self.bytes
    }

    /// The number of bytes in it.
    #[inline]
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// What is in it, to be changed in place.
    pub fn as_bytes_mut(&mut self) -> &mut [u8] {
        &mut self.bytes
    }

    /// Goes on repeating `unit`, which is not empty and is all that is in here, up to `length`. There is room for it.
    pub fn repeat(&mut self, unit: &[u8], length: usize) {
        if let Some(first) = unit.get(self.bytes.len()..unit.len().min(length)) {
            self.bytes.extend_from_slice(first);
        }
        while self.bytes.len() < length {
            let held = self.bytes.len();
            let start = held % unit.len();
            let more = (held - start).min(length - held);
            self.bytes.extend_from_within(start..start + more);
        }
    }

    /// Appends bytes.
    #[inline]
    pub fn push_bytes<'gc>(&mut self, ctx: Context<'gc>, bytes: &[u8]) -> Result<'gc, ()> {
        self.make_room(ctx, bytes.len())?;
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }

    /// Appends a byte.
    #[inline]
    pub fn push<'gc>(&mut self, ctx: Context<'gc>, byte: u8) -> Result<'gc, ()> {
        self.make_room(ctx, 1)?;
        self.bytes.push(byte);
        Ok(())
    }

    /// How much memory has to be asked for before `more` bytes are appended, if it is so much that one asks. The second
    /// time there is no need to ask any more.
    pub fn wants(&mut self, more: usize) -> Option<usize> {
        let needed = self.bytes.len().saturating_add(more);
        if needed <= ASK || needed <= self.asked.max(self.room) || needed > LONGEST {
            return None;
        }
        self.asked = self.grown(needed);
        Some(self.asked)
    }

    /// The same for the last `more` bytes there will be: no more than those is asked for and allocated.
    pub fn wants_exactly<'gc>(&mut self, more: usize) -> Result<'gc, usize> {
        self.asked = self.bytes.len().saturating_add(more);
        match self.asked > LONGEST {
            true => Err(too_large()),
            false => Ok(self.asked),
        }
    }

    /// Makes room for `more` bytes and charges it.
    #[inline(always)]
    pub fn make_room<'gc>(&mut self, ctx: Context<'gc>, more: usize) -> Result<'gc, ()> {
        if self.room.saturating_sub(self.bytes.len()) < more {
            self.grow(ctx, more)?;
        }
        Ok(())
    }

    #[cold]
    fn grow<'gc>(&mut self, ctx: Context<'gc>, more: usize) -> Result<'gc, ()> {
        let needed = self.bytes.len().saturating_add(more);
        if needed > LONGEST {
            return Err(too_large());
        }
        let capacity = if needed <= self.asked {
            self.asked
        } else {
            self.grown(needed)
        };
        if capacity > SPARE {
            // The old block and the new one are there at once, until the content has moved.
            ctx.claim(capacity)?;
            credit(std::mem::replace(&mut self.charged, capacity));
        }
        let more = capacity - self.bytes.len();
        if self.bytes.try_reserve_exact(more).is_err() {
            return Err(ctx.out_of_memory());
        }
        self.room = capacity;
        Ok(())
    }

    fn grown(&self, needed: usize) -> usize {
        needed
            .max(self.room.saturating_mul(2))
            .clamp(LEAST, LONGEST)
    }

    /// Charges everything: the native is about to be suspended, and others may use the spare block.
    pub fn settle(&mut self, ctx: Context<'_>) {
        ctx.charge(self.room.saturating_sub(self.charged));
        self.charged = self.charged.max(self.room);
    }

    /// The string of what is in it.
    #[inline]
    pub fn finish<'gc>(mut self, ctx: Context<'gc>) -> LuaString<'gc> {
        if self.bytes.len() <= SPARE {
            return ctx.string(&self.bytes);
        }
        let bytes = std::mem::take(&mut self.bytes).into_boxed_slice();
        // The string charges it.
        ctx.release(std::mem::take(&mut self.charged));
        LuaString::from_buffer(ctx, bytes)
    }

    /// [`Buffer::finish`] for a state that stays behind, with an empty buffer.
    pub fn take<'gc>(&mut self, ctx: Context<'gc>) -> LuaString<'gc> {
        let empty = Self {
            bytes: Vec::new(),
            room: 0,
            charged: 0,
            asked: 0,
        };
        std::mem::replace(self, empty).finish(ctx)
    }
}

/// The error for a string that would be longer than any may be.
pub(crate) fn too_large<'gc>() -> Thrown<'gc> {
    Thrown::msg("resulting string too large")
}

impl Drop for Buffer {
    fn drop(&mut self) {
        if self.charged > 0 {
            credit(self.charged);
        }
        if (1..=SPARE).contains(&self.bytes.capacity()) {
            // At the end of a thread there may be nowhere to keep it.
            let bytes = std::mem::take(&mut self.bytes);
            let _ = BLOCK.try_with(|kept| kept.set(bytes));
        }
    }
}
