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
//!
//! A long buffer is filled in pieces ([`Buffer::pour`]), and moves in pieces to a larger block ([`Buffer::prepare`]): fresh memory
//! costs up to 4 ms a MB where the system has to find each page, and nobody can stop a native in the middle of a copy. The
//! string at the end takes the block as it is, and charges all of it, unless it is short enough to be copied ([`exact`]).

use std::{cell::Cell, ops::Range};

use ferrous_core::{heap::string::LONGEST, meter::memory::block};

use crate::{
    cost::{Charge, PIECE, copy},
    prelude::*,
};

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
    /// The larger block that the content is on its way to.
    target: Option<Target>,
}

/// A block, and the beginning of what will be in it.
struct Target {
    bytes: Vec<u8>,
    charge: Charge,
}

/// A text of which a buffer has not got everything yet.
#[derive(Copy, Clone, Collect)]
#[collect(no_drop)]
pub(crate) struct Part<'gc> {
    text: LuaString<'gc>,
    at: usize,
    end: usize,
}

impl<'gc> Part<'gc> {
    /// These bytes of a text.
    pub fn new(text: LuaString<'gc>, range: Range<usize>) -> Self {
        Self {
            text,
            at: range.start,
            end: range.end,
        }
    }

    /// All of a text.
    pub fn all(text: LuaString<'gc>) -> Self {
        Self::new(text, 0..text.len())
    }

    /// The bytes that the buffer has not got.
    pub fn rest(&self) -> &'gc [u8] {
        &self.text.as_bytes()[self.at..self.end]
    }

    /// The buffer has got so many more of them.
    pub fn pass(&mut self, count: usize) {
        self.at += count;
    }
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
            target: None,
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

    /// What has to be done before `more` bytes are appended, if that is much: to ask for memory, or to pause while the content
    /// moves. The native answers that and comes back to this when it goes on; then, or if there is nothing to be done,
    /// there is room for them as soon as somebody appends them.
    #[inline(always)]
    pub fn prepare<'gc>(
        &mut self,
        ctx: Context<'gc>,
        more: usize,
    ) -> Result<'gc, Option<Action<'gc>>> {
        if self.is_ready(more) {
            return Ok(None);
        }
        self.prepare_slowly(ctx, self.bytes.len().saturating_add(more))
    }

    #[cold]
    fn prepare_slowly<'gc>(
        &mut self,
        ctx: Context<'gc>,
        needed: usize,
    ) -> Result<'gc, Option<Action<'gc>>> {
        if needed > LONGEST {
            return Err(too_large());
        }
        if needed > self.asked {
            self.asked = self.grown(needed);
            return Ok(Some(Action::Reserve(self.asked)));
        }
        self.enlarge(ctx)
    }

    /// Whether there is nothing to be done before `more` bytes are appended.
    #[inline(always)]
    pub fn is_ready(&self, more: usize) -> bool {
        self.bytes.len().saturating_add(more) <= self.room.max(ASK)
    }

    /// Whether [`Buffer::prepare`] would ask for memory.
    #[inline]
    pub fn would_ask(&self, more: usize) -> bool {
        let needed = self.bytes.len().saturating_add(more);
        needed > ASK && needed > self.asked.max(self.room)
    }

    /// Asks for the memory of the last `more` bytes there will be: no more than that is allocated for them.
    pub fn ask_exactly<'gc>(&mut self, more: usize) -> Outcome<'gc> {
        self.asked = self.bytes.len().saturating_add(more);
        match self.asked > LONGEST {
            true => Err(too_large()),
            false => Ok(Action::Reserve(self.asked)),
        }
    }

    /// Moves the content to a block of the capacity that was asked for, as far as the fuel goes.
    fn enlarge<'gc>(&mut self, ctx: Context<'gc>) -> Result<'gc, Option<Action<'gc>>> {
        let mut target = match self.target.take() {
            Some(target) => target,
            None => Target {
                bytes: allocate(ctx, self.asked)?,
                charge: Charge::of(self.asked),
            },
        };
        while target.bytes.len() < self.bytes.len() {
            let rest = &self.bytes[target.bytes.len()..];
            let piece = &rest[..rest.len().min(PIECE)];
            target.bytes.extend_from_slice(piece);
            if !ctx.pay(copy(piece.len())) {
                self.target = Some(target);
                return Ok(Some(Action::Pause));
            }
        }
        self.bytes = target.bytes;
        credit(std::mem::replace(&mut self.charged, target.charge.keep()));
        self.room = self.charged;
        Ok(None)
    }

    /// Appends what it has not got of a part, as far as memory and fuel go; pays for it.
    #[inline]
    pub fn pour<'gc>(
        &mut self,
        ctx: Context<'gc>,
        part: &mut Part<'gc>,
    ) -> Result<'gc, Option<Action<'gc>>> {
        self.pour_bytes(ctx, &part.text.as_bytes()[..part.end], &mut part.at)
    }

    /// Appends the bytes from `at` on, as far as memory and fuel go; pays for them.
    pub fn pour_bytes<'gc>(
        &mut self,
        ctx: Context<'gc>,
        bytes: &[u8],
        at: &mut usize,
    ) -> Result<'gc, Option<Action<'gc>>> {
        while *at < bytes.len() {
            let rest = &bytes[*at..];
            if let Some(stop) = self.prepare(ctx, rest.len())? {
                return Ok(Some(stop));
            }
            let piece = &rest[..rest.len().min(PIECE)];
            self.push_bytes(ctx, piece)?;
            *at += piece.len();
            if !ctx.pay(copy(piece.len())) {
                return Ok(Some(Action::Pause));
            }
        }
        Ok(None)
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
        let more = match self.room < COPIED {
            true => self.room,
            false => self.room / 2,
        };
        needed.max(self.room + more).clamp(LEAST, LONGEST)
    }

    /// Charges everything: the native is about to be suspended, and others may use the spare block.
    pub fn settle(&mut self, ctx: Context<'_>) {
        ctx.charge(self.room.saturating_sub(self.charged));
        self.charged = self.charged.max(self.room);
    }

    /// Takes the bytes out, and leaves their charge.
    pub fn take_bytes(&mut self) -> Vec<u8> {
        self.room = 0;
        std::mem::take(&mut self.bytes)
    }

    /// The string of what is in it.
    #[inline]
    pub fn finish<'gc>(mut self, ctx: Context<'gc>) -> LuaString<'gc> {
        if self.bytes.len() <= SPARE {
            return ctx.string(&self.bytes);
        }
        let bytes = exact(ctx, std::mem::take(&mut self.bytes));
        // The string charges it.
        ctx.release(std::mem::take(&mut self.charged));
        LuaString::from_vec(ctx, bytes)
    }

    /// [`Buffer::finish`] for a state that stays behind, with an empty buffer.
    pub fn take<'gc>(&mut self, ctx: Context<'gc>) -> LuaString<'gc> {
        let empty = Self {
            bytes: Vec::new(),
            room: 0,
            charged: 0,
            asked: 0,
            target: None,
        };
        std::mem::replace(self, empty).finish(ctx)
    }
}

/// What a piece of work has come to.
pub(crate) enum Made<'gc, T> {
    /// It is done.
    Done(T),
    /// This has to happen before it goes on.
    Stop(Action<'gc>),
}

/// A long piece of a string on its way to be a string of its own.
#[derive(Collect)]
#[collect(require_static)]
pub(crate) struct Slice {
    at: usize,
    end: usize,
    buffer: Buffer,
}

impl Slice {
    /// These bytes.
    pub fn new(range: Range<usize>) -> Self {
        Self {
            at: range.start,
            end: range.end,
            buffer: Buffer::new(),
        }
    }

    /// The string, or what to do before it goes on.
    pub fn cut<'gc>(
        &mut self,
        ctx: Context<'gc>,
        text: LuaString<'gc>,
    ) -> Result<'gc, Made<'gc, LuaString<'gc>>> {
        let rest = self.end - self.at;
        let stop = match self.buffer.is_empty() && self.buffer.would_ask(rest) {
            true => Some(self.buffer.ask_exactly(rest)?),
            false => {
                let bytes = &text.as_bytes()[..self.end];
                self.buffer.pour_bytes(ctx, bytes, &mut self.at)?
            }
        };
        Ok(match stop {
            Some(action) => {
                self.buffer.settle(ctx);
                Made::Stop(action)
            }
            None => Made::Done(self.buffer.take(ctx)),
        })
    }
}

/// What is longer stays in its block: nobody can stop a copy at the end (1 to 4 ms for this, where all memory is fresh). So
/// beyond this a buffer does not double but grows by half, and at most a third of what the string charges is room that nobody uses.
///
/// PERF: growing by a quarter makes reads of 30 MB 1.6 times as long.
const COPIED: usize = 1 << 20;

/// The bytes in a block of their own size, unless they are many.
///
/// Allocators do not shorten a block by less than half. (Strings of 66 KB from `gsub` took 117 MB under a limit of 64.)
fn exact(ctx: Context<'_>, bytes: Vec<u8>) -> Vec<u8> {
    let length = bytes.len();
    if length <= COPIED && block(length) < block(bytes.capacity()) {
        let mut copied = Vec::new();
        if copied.try_reserve_exact(length).is_ok() {
            copied.extend_from_slice(&bytes);
            ctx.pay(copy(length));
            return copied;
        }
    }
    bytes
}

/// A block of this capacity, charged.
fn allocate<'gc>(ctx: Context<'gc>, capacity: usize) -> Result<'gc, Vec<u8>> {
    ctx.claim(capacity)?;
    let mut bytes = Vec::new();
    if bytes.try_reserve_exact(capacity).is_err() {
        ctx.release(capacity);
        return Err(ctx.out_of_memory());
    }
    Ok(bytes)
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
