//! `load` and `loadstring`: source that is made while the program runs.
//!
//! The source is gathered, asked memory for and paid, and then compiled in one go; a function that fails to compile is nil
//! and a message. While a long source is gathered it is looked at now and then, so that a reader that never ends is not
//! read for ever if its source is wrong from the beginning.

use ferrous_core::heap::number::NumberText;

use crate::prelude::*;

/// The compiler needs at most about so many bytes for a byte of source, its result included.
const BYTES_PER_BYTE: usize = 16;

/// Bytes of source that are compiled for one unit of fuel.
///
/// PERF: the compiler takes 20 to 60 ns a byte.
const BYTES_PER_UNIT: usize = 2;

/// Sources up to this length do not ask for memory first.
const ASK: usize = 4 << 10;

/// The length at which a source is looked at before its end, for the first time and then each time it has grown so much.
const FIRST_LOOK: usize = 16 << 10;
const NEXT_LOOK: usize = 4;

/// The first byte of a precompiled chunk.
const PRECOMPILED: u8 = 0x1B;
/// The length of the header that is expected behind it.
const HEADER: usize = 12;

/// `loadstring(source [, chunk_name])`
pub(super) fn loadstring<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let source = window.check_string(ctx, 1)?;
    let name = window.opt_string(ctx, 2)?.unwrap_or(source);
    let state = Load {
        reader: None,
        text: Some(source),
        name,
        pieces: Buffer::new(),
        next_look: FIRST_LOOK,
        stage: Stage::Reserve,
    };
    begin(ctx, window, state)
}

/// `load(reader [, chunk_name])`: calls `reader` for piece after piece, up to an empty one or nil.
pub(super) fn load<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let reader = window.check_function(1)?;
    let name = match window.opt_string(ctx, 2)? {
        Some(name) => name,
        None => ctx.string("=(load)"),
    };
    let state = Load {
        reader: Some(reader),
        text: None,
        name,
        pieces: Buffer::new(),
        next_look: FIRST_LOOK,
        stage: Stage::Read,
    };
    window.clear();
    begin(ctx, window, state)
}

/// A chunk on its way to a function.
#[derive(Collect)]
#[collect(no_drop)]
struct Load<'gc> {
    reader: Option<Function<'gc>>,
    text: Option<LuaString<'gc>>,
    name: LuaString<'gc>,
    pieces: Buffer,
    next_look: usize,
    stage: Stage,
}

/// What is done next.
#[derive(Copy, Clone, PartialEq, Eq, Collect)]
#[collect(require_static)]
enum Stage {
    /// Ask the reader for a piece.
    Read,
    /// Take the piece that the reader has answered with.
    Take,
    /// Ask for memory.
    Reserve,
    /// Pay for the compiler's work.
    Pay,
    /// Compile.
    Compile,
}

impl<'gc> Resume<'gc> for Load<'gc> {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        loop {
            self.stage = match self.stage {
                Stage::Read => {
                    self.stage = Stage::Take;
                    self.pieces.settle(ctx);
                    let reader = self.reader.expect("only a load with a reader reads");
                    return Ok(Action::Call(reader.into()));
                }
                Stage::Take => match self.take(ctx, window.get(0)) {
                    Ok(next) => {
                        window.clear();
                        next
                    }
                    Err(error) => return Ok(failed(ctx, window, error)),
                },
                Stage::Reserve => {
                    self.stage = Stage::Pay;
                    if self.source().len() > ASK {
                        return Ok(Action::Reserve(self.source().len() * BYTES_PER_BYTE));
                    }
                    Stage::Pay
                }
                Stage::Pay => {
                    self.stage = Stage::Compile;
                    let work = 1 + self.source().len() / BYTES_PER_UNIT;
                    if !ctx.pay(work as u64) && self.source().len() > ASK {
                        return Ok(Action::Pause);
                    }
                    Stage::Compile
                }
                Stage::Compile => return Ok(self.compile(ctx, window)),
            }
        }
    }

    fn caught(
        &mut self,
        ctx: Context<'gc>,
        error: Thrown<'gc>,
        window: &mut Window<'gc, '_>,
    ) -> Outcome<'gc> {
        Ok(failed(ctx, window, error))
    }

    fn catches(&self) -> bool {
        true
    }
}

impl<'gc> Load<'gc> {
    fn source(&self) -> &[u8] {
        match self.text {
            Some(text) => text.as_bytes(),
            None => self.pieces.as_bytes(),
        }
    }

    /// Takes a piece of the source and says what is next.
    fn take(&mut self, ctx: Context<'gc>, piece: Value<'gc>) -> Result<'gc, Stage> {
        let number;
        let piece = match piece.view() {
            View::Nil => b"",
            View::String(text) => text.as_bytes(),
            View::Number(n) => {
                number = NumberText::new(n);
                number.as_bytes()
            }
            _ => {
                let position = ctx.position(1);
                return Err(Thrown::plain(
                    position + "reader function must return a string",
                ));
            }
        };
        if piece.is_empty() {
            return Ok(Stage::Reserve);
        }
        ctx.pay(cost::copy(piece.len()));
        self.pieces.push_bytes(ctx, piece)?;
        if self.pieces.len() >= self.next_look {
            self.next_look *= NEXT_LOOK;
            self.look(ctx)?;
        }
        Ok(Stage::Read)
    }

    /// Finds an error that no further piece can mend: one whose token is complete.
    #[cold]
    fn look(&self, ctx: Context<'gc>) -> Result<'gc, ()> {
        let source = self.source();
        ctx.pay((source.len() / BYTES_PER_UNIT) as u64);
        match ctx.load(source, self.name.as_bytes()) {
            Err(error) if !error.is_incomplete() && error.span().end < source.len() => {
                Err(Thrown::plain(error.to_bytes()))
            }
            _ => Ok(()),
        }
    }

    fn compile(&self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Action<'gc> {
        let (source, name) = (self.source(), self.name.as_bytes());
        if source.first() == Some(&PRECOMPILED) {
            return failed(ctx, window, refuse_precompiled(source, name));
        }
        match ctx.load(source, name) {
            Ok(function) => {
                window.answer(function.into());
                Action::Return
            }
            Err(error) => failed(ctx, window, Thrown::plain(error.to_bytes())),
        }
    }
}

/// Chunks that PUC-Lua has compiled are not for this machine.
fn refuse_precompiled<'gc>(source: &[u8], name: &[u8]) -> Thrown<'gc> {
    let shown = match name {
        [b'@' | b'=', rest @ ..] => rest,
        [PRECOMPILED, ..] => b"binary string",
        _ => name,
    };
    let problem = if source.len() < HEADER {
        b": unexpected end"
    } else {
        &b": bad header"[..]
    };
    Thrown::plain([shown, problem, b" in precompiled chunk"].concat())
}

fn failed<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>, error: Thrown<'gc>) -> Action<'gc> {
    window.answer(Value::NIL);
    window.push(error.into_value(ctx));
    Action::Return
}
