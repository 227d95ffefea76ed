//! Functions written in Lua: loaded prototypes, closures over them, and the cells that closures share.
//!
//! A captured variable that is never reassigned is copied into the closure. One that is reassigned lives in a
//! [`CellData`] from its declaration on, and closure and frame both hold the cell; there are no open upvalues.

use std::{cell::Cell, mem, ptr, sync::Arc};

use gc_arena::{Collect, Gc, collect::Trace};

use super::{
    context::Context,
    loading::Loading,
    native::Thrown,
    string::LuaString,
    table::{Table, count_visited},
    value::Value,
};
use crate::{
    bytecode::{CaptureSource, Constant, Instruction, Prototype, Vararg},
    meter::memory::{OBJECT_HEADER, credit},
};

/// A prototype as the machine runs it: the code in a buffer of its own (the machine patches slot hints into it) and the
/// constants as values.
#[repr(C)]
pub(crate) struct ProtoData<'gc> {
    id: Cell<u32>,
    /// The argument count with which the fast call path may enter: the parameters, or a count that no call has.
    pub fast_arguments: u32,
    /// First instruction.
    pub code: *mut Instruction,
    /// First constant.
    pub constants: *const Value<'gc>,
    /// Registers an activation needs.
    pub frame_size: u32,
    /// Fixed parameters.
    pub parameters: u32,
    /// Extra arguments, as in the prototype.
    pub vararg: Vararg,
    /// The functions inside.
    pub prototypes: Box<[Gc<'gc, ProtoData<'gc>>]>,
    /// Names, lines and captures.
    pub prototype: Arc<Prototype>,
    /// What the chunk's text is charged with.
    text: Gc<'gc, TextCharge>,
    charged: usize,
}

/// The bytes of a chunk's text and name, which each of its prototypes keeps whole: given back with the last of them.
pub(crate) struct TextCharge(usize);

impl TextCharge {
    /// The bytes of the text and the name of a chunk.
    pub fn size(prototype: &Prototype) -> usize {
        let (name, text) = (&prototype.source, &prototype.text.chunk);
        let name = if Arc::ptr_eq(name, text) {
            0
        } else {
            name.len()
        };
        OBJECT_HEADER + mem::size_of::<Self>() + 2 * ARC_COUNTS + name + text.len()
    }

    /// Charges them.
    pub fn new<'gc>(ctx: Context<'gc>, prototype: &Prototype) -> Gc<'gc, Self> {
        let charged = Self::size(prototype);
        ctx.charge(charged);
        Gc::new(ctx.mutation(), Self(charged))
    }
}

impl Drop for TextCharge {
    fn drop(&mut self) {
        credit(self.0);
    }
}

// SAFETY: there is nothing to trace.
unsafe impl<'gc> Collect<'gc> for TextCharge {
    const NEEDS_TRACE: bool = false;
}

/// An argument count that no call instruction can have.
const NO_FAST_ENTRY: u32 = u32::MAX;

impl<'gc> ProtoData<'gc> {
    /// Loads a prototype and all inside it: copies the code, interns the strings, charges the bytes. Errors: there is no
    /// memory.
    pub fn load(
        ctx: Context<'gc>,
        prototype: &Arc<Prototype>,
    ) -> Result<Gc<'gc, Self>, Thrown<'gc>> {
        let loaded = Loading::new(ctx, prototype)?.run(ctx, usize::MAX);
        Ok(loaded.expect("there were enough steps"))
    }

    /// A prototype of what was made of its parts.
    pub fn new(
        ctx: Context<'gc>,
        prototype: Arc<Prototype>,
        prototypes: Box<[Gc<'gc, Self>]>,
        constants: Box<[Value<'gc>]>,
        code: Box<[Instruction]>,
        text: Gc<'gc, TextCharge>,
    ) -> Gc<'gc, Self> {
        let charged = size(&prototype);
        ctx.charge(charged);
        let fast = prototype.vararg == Vararg::No;
        Gc::new(
            ctx.mutation(),
            Self {
                id: Cell::new(0),
                fast_arguments: if fast {
                    prototype.parameters.into()
                } else {
                    NO_FAST_ENTRY
                },
                code: Box::into_raw(code).cast(),
                constants: Box::into_raw(constants).cast_const().cast(),
                frame_size: prototype.frame_size.into(),
                parameters: prototype.parameters.into(),
                vararg: prototype.vararg,
                prototypes,
                prototype,
                text,
                charged,
            },
        )
    }

    /// The index of the instruction before `pc`: the one being executed; the first one if none has been yet.
    pub fn index_before(&self, pc: *const Instruction) -> usize {
        (pc.addr().saturating_sub(self.code.addr()) / mem::size_of::<Instruction>())
            .saturating_sub(1)
    }
}

/// The bytes of a loaded prototype without those inside it: its own buffers, and the plain prototype behind it.
fn size(prototype: &Prototype) -> usize {
    let text = |constant: &Constant| match constant {
        Constant::String(bytes) => bytes.len(),
        Constant::Number(_) => 0,
    };
    let names = prototype
        .captures
        .iter()
        .map(|c| c.name.len())
        .sum::<usize>()
        + prototype.locals.iter().map(|l| l.name.len()).sum::<usize>();
    let loaded = OBJECT_HEADER
        + mem::size_of::<ProtoData<'_>>()
        + mem::size_of_val(&*prototype.code)
        + prototype.constants.len() * mem::size_of::<Value>()
        + mem::size_of_val(&*prototype.prototypes);
    let plain = ARC_COUNTS
        + mem::size_of::<Prototype>()
        + mem::size_of_val(&*prototype.code)
        + mem::size_of_val(&*prototype.lines)
        + mem::size_of_val(&*prototype.constants)
        + mem::size_of_val(&*prototype.prototypes)
        + mem::size_of_val(&*prototype.captures)
        + mem::size_of_val(&*prototype.locals);
    loaded + plain + names + prototype.constants.iter().map(text).sum::<usize>()
}

/// What loading a prototype and all inside it takes: bytes, and strings to be interned.
pub(crate) fn needs(prototype: &Prototype) -> (usize, usize) {
    let strings = prototype
        .constants
        .iter()
        .filter_map(|constant| match constant {
            Constant::String(bytes) => Some(LuaString::size(bytes.len())),
            Constant::Number(_) => None,
        });
    let own = strings.fold((size(prototype), 0), |(bytes, count), size| {
        (bytes + size, count + 1)
    });
    // Functions nest at most as deep as the compiler's syntax levels.
    prototype
        .prototypes
        .iter()
        .fold(own, |(bytes, strings), inner| {
            let (more_bytes, more_strings) = needs(inner);
            (bytes + more_bytes, strings + more_strings)
        })
}

/// The two counts in front of what is shared.
const ARC_COUNTS: usize = 2 * mem::size_of::<usize>();

impl Drop for ProtoData<'_> {
    fn drop(&mut self) {
        credit(self.charged);
        let (code, constants) = (self.prototype.code.len(), self.prototype.constants.len());
        // SAFETY: both buffers were made from boxed slices of these lengths in `load` and are freed only here.
        unsafe {
            drop(Box::from_raw(ptr::slice_from_raw_parts_mut(
                self.code, code,
            )));
            drop(Box::from_raw(ptr::slice_from_raw_parts_mut(
                self.constants.cast_mut(),
                constants,
            )));
        }
    }
}

// SAFETY: traces every value and prototype it holds; the plain prototype holds none.
unsafe impl<'gc> Collect<'gc> for ProtoData<'gc> {
    fn trace<T: Trace<'gc>>(&self, cc: &mut T) {
        count_visited(self.prototype.constants.len() + self.prototypes.len());
        for index in 0..self.prototype.constants.len() {
            // SAFETY: the buffer has as many constants as the prototype.
            unsafe { *self.constants.add(index) }.trace(cc);
        }
        for prototype in &self.prototypes {
            cc.trace(prototype);
        }
        cc.trace(&self.text);
    }
}

/// A cell around a captured variable that is reassigned.
#[repr(C)]
pub(crate) struct CellData<'gc> {
    id: Cell<u32>,
    /// The variable's value. Stores need a barrier on the cell.
    pub value: Cell<Value<'gc>>,
}

impl<'gc> CellData<'gc> {
    /// Bytes of one cell.
    pub const BYTES: usize = OBJECT_HEADER + mem::size_of::<Self>();

    /// Makes a cell around `value`.
    pub fn new(ctx: Context<'gc>, value: Value<'gc>) -> Gc<'gc, Self> {
        ctx.charge(Self::BYTES);
        Gc::new(
            ctx.mutation(),
            Self {
                id: Cell::new(0),
                value: Cell::new(value),
            },
        )
    }
}

impl Drop for CellData<'_> {
    fn drop(&mut self) {
        credit(Self::BYTES);
    }
}

// SAFETY: traces the one value it holds.
unsafe impl<'gc> Collect<'gc> for CellData<'gc> {
    fn trace<T: Trace<'gc>>(&self, cc: &mut T) {
        self.value.get().trace(cc);
    }
}

/// The head of a closure; the upvalues follow it in memory.
#[repr(C)]
pub(crate) struct ClosureData<'gc> {
    id: Cell<u32>,
    count: u32,
    /// What it runs.
    pub proto: Gc<'gc, ProtoData<'gc>>,
    /// Where its globals are. Stores need a barrier on the closure.
    pub environment: Cell<Table<'gc>>,
}

/// A closure with room for `N` upvalues: the sized type that the arena allocates for a [`ClosureData`].
#[repr(C)]
struct SizedClosure<'gc, const N: usize> {
    head: ClosureData<'gc>,
    upvalues: [Cell<Value<'gc>>; N],
}

impl<const N: usize> SizedClosure<'_, N> {
    const BYTES: usize = OBJECT_HEADER + mem::size_of::<Self>();
}

impl<const N: usize> Drop for SizedClosure<'_, N> {
    fn drop(&mut self) {
        credit(Self::BYTES);
    }
}

// SAFETY: traces the prototype, the environment and every upvalue.
unsafe impl<'gc, const N: usize> Collect<'gc> for SizedClosure<'gc, N> {
    fn trace<T: Trace<'gc>>(&self, cc: &mut T) {
        cc.trace(&self.head.proto);
        self.head.environment.get().trace(cc);
        for upvalue in &self.upvalues {
            upvalue.get().trace(cc);
        }
    }
}

impl<'gc> ClosureData<'gc> {
    /// Makes a closure whose upvalues are all nil.
    pub fn new(
        ctx: Context<'gc>,
        proto: Gc<'gc, ProtoData<'gc>>,
        environment: Table<'gc>,
    ) -> Gc<'gc, Self> {
        fn make<'gc, const N: usize>(
            ctx: Context<'gc>,
            head: ClosureData<'gc>,
        ) -> Gc<'gc, ClosureData<'gc>> {
            ctx.charge(SizedClosure::<N>::BYTES);
            let upvalues = [const { Cell::new(Value::NIL) }; N];
            let closure = Gc::new(ctx.mutation(), SizedClosure { head, upvalues });
            // SAFETY: `repr(C)` puts the head at the object's address.
            unsafe { Gc::cast(closure) }
        }
        let count = proto.prototype.captures.len();
        let head = Self {
            id: Cell::new(0),
            count: count as u32,
            proto,
            environment: Cell::new(environment),
        };
        match count {
            0 => make::<0>(ctx, head),
            1 => make::<1>(ctx, head),
            2 => make::<2>(ctx, head),
            3..=4 => make::<4>(ctx, head),
            5..=8 => make::<8>(ctx, head),
            9..=16 => make::<16>(ctx, head),
            17..=32 => make::<32>(ctx, head),
            _ => make::<{ crate::compiler::limit::UPVALUES }>(ctx, head),
        }
    }

    /// Makes a closure whose upvalues are variables of its own, all nil.
    pub fn detached(
        ctx: Context<'gc>,
        proto: Gc<'gc, ProtoData<'gc>>,
        environment: Table<'gc>,
    ) -> Gc<'gc, Self> {
        let closure = Self::new(ctx, proto, environment);
        for (index, capture) in proto.prototype.captures.iter().enumerate() {
            if capture.cell {
                let cell = Value::cell(CellData::new(ctx, Value::NIL));
                // SAFETY: the closure has as many upvalues as captures; it is not yet marked, so it needs no barrier.
                unsafe { *Self::upvalue(Gc::as_ptr(closure), index) = cell };
            }
        }
        closure
    }

    /// A pointer to the upvalue `index`. `this` must come from a [`Value`] or `Gc::as_ptr`, not from a reference: its
    /// provenance has to cover the upvalues behind the head.
    #[inline(always)]
    pub fn upvalue(this: *const Self, index: usize) -> *mut Value<'gc> {
        this.wrapping_add(1)
            .cast::<Value<'gc>>()
            .cast_mut()
            .wrapping_add(index)
    }

    /// The environment and every upvalue, for the verifier.
    ///
    /// # Safety
    /// `this` must be a live closure.
    pub unsafe fn held_values(this: *const Self, found: &mut impl FnMut(Value<'gc>)) {
        // SAFETY: the caller's promise; a closure has room for the upvalues that it counts.
        unsafe {
            found((*this).environment.get().into());
            for index in 0..(*this).count as usize {
                found(*Self::upvalue(this, index));
            }
        }
    }

    /// Where each upvalue comes from when a closure of `proto` is made.
    pub fn sources(proto: &ProtoData<'gc>) -> impl Iterator<Item = CaptureSource> {
        proto
            .prototype
            .captures
            .iter()
            .map(|capture| capture.source)
    }
}
