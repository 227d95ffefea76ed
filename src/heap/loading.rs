//! A compiled chunk on its way into the heap.
//!
//! To load a prototype means to copy its code and to intern its strings. A source of a few megabytes can have a million of
//! those, which take a tenth of a second, so whoever lets scripts compile does it in pieces. The memory for all of it is
//! charged from the beginning, so that it cannot fail on the way.

use std::sync::Arc;

use gc_arena::{Collect, Gc};

use super::{
    closure::{ClosureData, ProtoData, TextCharge, needs},
    context::Context,
    native::Thrown,
    string::{BYTES_PER_STRING, LuaString},
    value::{Function, Value},
};
use crate::{
    bytecode::{Constant, Instruction, Prototype},
    meter::memory::{credit, system_has},
};

/// Instructions that are copied in the time that a constant takes.
const CODE_PER_STEP: usize = 64;

/// A chunk that is being loaded.
#[derive(Collect)]
#[collect(no_drop)]
pub struct Loading<'gc> {
    text: Gc<'gc, TextCharge>,
    /// The functions that are not complete, the innermost one last: as many as functions nest.
    stack: Vec<Half<'gc>>,
    reserve: Reserve,
}

/// Bytes that are charged for what is still to be loaded.
#[derive(Collect)]
#[collect(require_static)]
struct Reserve(usize);

impl Drop for Reserve {
    fn drop(&mut self) {
        credit(self.0);
    }
}

/// A function that is not complete.
#[derive(Collect)]
#[collect(no_drop)]
struct Half<'gc> {
    #[collect(require_static)]
    prototype: Arc<Prototype>,
    prototypes: Vec<Gc<'gc, ProtoData<'gc>>>,
    constants: Vec<Value<'gc>>,
    #[collect(require_static)]
    code: Vec<Instruction>,
}

impl<'gc> Loading<'gc> {
    /// Begins. Errors: there is no memory.
    pub(crate) fn new(ctx: Context<'gc>, prototype: &Arc<Prototype>) -> Result<Self, Thrown<'gc>> {
        let (bytes, strings) = needs(prototype);
        let own = bytes + strings * BYTES_PER_STRING;
        let text = TextCharge::size(prototype);
        ctx.claim(own + text)?;
        ctx.release(text);
        if !system_has(own + text) {
            ctx.release(own);
            return Err(ctx.out_of_memory());
        }
        Ok(Self {
            text: TextCharge::new(ctx, prototype),
            stack: vec![Half::new(prototype.clone())],
            reserve: Reserve(own),
        })
    }

    /// Loads as much as about so many constants take. When it is complete it answers the function, as a closure over the
    /// globals of the running thread.
    pub fn go_on(&mut self, ctx: Context<'gc>, steps: usize) -> Option<Function<'gc>> {
        let proto = self.run(ctx, steps)?;
        let closure = ClosureData::detached(ctx, proto, ctx.globals());
        Value::closure(closure).as_function()
    }

    /// The same, for the prototype itself.
    pub(crate) fn run(
        &mut self,
        ctx: Context<'gc>,
        mut steps: usize,
    ) -> Option<Gc<'gc, ProtoData<'gc>>> {
        // What is made is charged by itself.
        let memory = &ctx.state().memory;
        let reserve = std::mem::take(&mut self.reserve.0);
        ctx.release(reserve);
        let before = memory.charged();
        let done = self.fill(ctx, &mut steps);
        if done.is_none() {
            self.reserve.0 = reserve.saturating_sub(memory.charged() - before);
            ctx.charge(self.reserve.0);
        }
        done
    }

    fn fill(&mut self, ctx: Context<'gc>, steps: &mut usize) -> Option<Gc<'gc, ProtoData<'gc>>> {
        while let Some(top) = self.stack.last_mut() {
            if let Some(inner) = top.prototype.prototypes.get(top.prototypes.len()) {
                let inner = Half::new(inner.clone());
                self.stack.push(inner);
                continue;
            }
            if !top.fill(ctx, steps) {
                return None;
            }
            let proto = self.stack.pop().expect("just seen").finish(ctx, self.text);
            match self.stack.last_mut() {
                Some(outer) => outer.prototypes.push(proto),
                None => return Some(proto),
            }
        }
        unreachable!("a chunk is loaded once")
    }
}

impl<'gc> Half<'gc> {
    fn new(prototype: Arc<Prototype>) -> Self {
        Self {
            prototypes: Vec::with_capacity(prototype.prototypes.len()),
            constants: Vec::with_capacity(prototype.constants.len()),
            code: Vec::with_capacity(prototype.code.len()),
            prototype,
        }
    }

    /// Makes constants and copies code for so many steps; true if that is all.
    fn fill(&mut self, ctx: Context<'gc>, steps: &mut usize) -> bool {
        while let Some(constant) = self.prototype.constants.get(self.constants.len()) {
            if *steps == 0 {
                return false;
            }
            *steps -= 1;
            self.constants.push(match constant {
                Constant::Number(n) => Value::number(*n),
                Constant::String(bytes) => LuaString::interned(ctx, bytes).into(),
            });
        }
        while self.code.len() < self.prototype.code.len() {
            if *steps == 0 {
                return false;
            }
            *steps -= 1;
            let rest = &self.prototype.code[self.code.len()..];
            self.code
                .extend_from_slice(&rest[..rest.len().min(CODE_PER_STEP)]);
        }
        true
    }

    fn finish(self, ctx: Context<'gc>, text: Gc<'gc, TextCharge>) -> Gc<'gc, ProtoData<'gc>> {
        ProtoData::new(
            ctx,
            self.prototype,
            self.prototypes.into_boxed_slice(),
            self.constants.into_boxed_slice(),
            self.code.into_boxed_slice(),
            text,
        )
    }
}
