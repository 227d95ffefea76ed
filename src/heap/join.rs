//! A long string on its way: joined from others, piece by piece.
//!
//! Memory that nobody has touched yet takes up to 4 ms a MB to fill, so a result of a hundred megabytes is not made within
//! one instruction. What it is joined from, how far it is and the memory for all of it are an object of its own, which waits
//! in a register, or in the state of a native, while the machine leaves; scripts never see it. Whoever joins pays for each
//! piece, and the pieces are the same however the run is sliced. Between two of them an interrupt from another thread is
//! seen, too.

use std::{
    cell::{Cell, RefCell},
    mem,
};

use gc_arena::{Collect, Gc, collect::Trace};

use super::{
    context::Context, native::Thrown, number::NumberText, string::LuaString, value::Value,
};
use crate::meter::memory::{OBJECT_HEADER, block, credit};

/// Results up to this length are made at once: 1 to 4 ms where all memory is fresh.
pub(crate) const SHORT: usize = 1 << 20;
/// Bytes between two looks at the fuel; they cost a whole number of units.
const PIECE: usize = 256 << 10;
/// Bytes joined for one unit of fuel.
pub(crate) const BYTES_PER_FUEL: u64 = 32;

/// The object that keeps a long string on its way.
#[repr(C)]
pub(crate) struct JoinData<'gc> {
    id: Cell<u32>,
    /// Strings and numbers.
    parts: Box<[Value<'gc>]>,
    /// The part that is copied next.
    part: Cell<usize>,
    /// How much of that was copied.
    copied: Cell<usize>,
    length: usize,
    buffer: RefCell<Vec<u8>>,
    charged: Cell<usize>,
}

/// A handle of it.
pub(crate) type Join<'gc> = Gc<'gc, JoinData<'gc>>;

/// Calls `f` with the text of a string or number.
pub(crate) fn with_text<T>(value: Value<'_>, f: impl FnOnce(&[u8]) -> T) -> T {
    match value.as_string() {
        Some(string) => f(string.as_bytes()),
        None => f(NumberText::new(value.float()).as_bytes()),
    }
}

impl<'gc> JoinData<'gc> {
    /// Prepares to join strings and numbers whose text has at least this length altogether, and takes the memory for as much.
    pub fn begin(
        ctx: Context<'gc>,
        parts: Box<[Value<'gc>]>,
        length: usize,
    ) -> Result<Join<'gc>, Thrown<'gc>> {
        let bytes = block(length);
        ctx.claim(bytes)?;
        let mut buffer = Vec::new();
        if buffer.try_reserve_exact(length).is_err() {
            ctx.release(bytes);
            return Err(ctx.out_of_memory());
        }
        let own = OBJECT_HEADER + mem::size_of::<Self>() + mem::size_of_val(&*parts);
        ctx.charge(own);
        Ok(Gc::new(
            ctx.mutation(),
            Self {
                id: Cell::new(0),
                parts,
                part: Cell::new(0),
                copied: Cell::new(0),
                length,
                buffer: RefCell::new(buffer),
                charged: Cell::new(own + bytes),
            },
        ))
    }

    /// Goes on, and pays. False: it is time to leave, and it is not yet done.
    pub fn go_on(&self, ctx: Context<'gc>) -> bool {
        loop {
            let size = self.copy_piece();
            let is_paid = ctx.pay(size as u64 / BYTES_PER_FUEL);
            if self.buffer.borrow().len() == self.length {
                return true;
            }
            if !is_paid || ctx.is_interrupted() {
                return false;
            }
        }
    }

    /// Copies the next piece; answers its size.
    fn copy_piece(&self) -> usize {
        let mut buffer = self.buffer.borrow_mut();
        let before = buffer.len();
        let end = self.length.min(before + PIECE);
        while buffer.len() < end {
            with_text(self.parts[self.part.get()], |text| {
                let rest = &text[self.copied.get()..];
                let size = rest.len().min(end - buffer.len());
                buffer.extend_from_slice(&rest[..size]);
                if size == rest.len() {
                    self.part.update(|part| part + 1);
                    self.copied.set(0);
                } else {
                    self.copied.update(|copied| copied + size);
                }
            });
        }
        buffer.len() - before
    }

    /// The string, once it is done.
    pub fn finish(&self, ctx: Context<'gc>) -> LuaString<'gc> {
        let buffer = self.buffer.take();
        debug_assert_eq!(buffer.len(), self.length, "a string that is not yet joined");
        // The string charges it.
        let bytes = block(self.length);
        self.charged.update(|charged| charged - bytes);
        ctx.release(bytes);
        LuaString::from_buffer(ctx, buffer.into_boxed_slice())
    }

    /// What it is joined from, for the verifier.
    pub fn held_values(&self, found: &mut impl FnMut(Value<'gc>)) {
        self.parts.iter().for_each(|part| found(*part));
    }
}

impl Drop for JoinData<'_> {
    fn drop(&mut self) {
        credit(self.charged.get());
    }
}

// SAFETY: traces all that it is joined from.
unsafe impl<'gc> Collect<'gc> for JoinData<'gc> {
    fn trace<T: Trace<'gc>>(&self, cc: &mut T) {
        for part in &self.parts {
            part.trace(cc);
        }
    }
}
