//! `load`, `loadstring`, `loadfile` and `dofile`: source that the program makes or reads while it runs.
//!
//! The source is gathered, asked memory for and paid, and then compiled in one go; a function that fails to compile is nil
//! and a message. While a long source is gathered it is looked at now and then, so that a reader that never ends is not
//! read for ever if its source is wrong from the beginning.
//!
//! An interrupt stops the compiler. Nothing has happened then that anyone could see, and it begins again, already paid, when
//! the run goes on.

use ferrous_core::{
    compiler::{BYTES_PER_SOURCE_BYTE, ErrorKind, skip_shebang},
    heap::number::NumberText,
};

use super::input::{self, Input};
use crate::{io::OPENING, package::not_loaded, prelude::*, string::dump};

/// Bytes of source that are compiled for one unit of fuel.
///
/// PERF: the compiler takes up to 50 ns a byte.
const BYTES_PER_UNIT: usize = 1;

/// Sources up to this length do not ask for memory first.
const ASK: usize = 4 << 10;

/// A source is looked at before its end each time it has become so many times as long, from the first byte on: a reader is not
/// asked much beyond an error that it has read.
const NEXT_LOOK: usize = 2;

/// After so many interrupts the compiler goes on to its end: a host that interrupts again and again and lets the script go on
/// each time gets there too.
const MOST_STOPS: u8 = 8;

/// Fuel for asking the operating system for a piece of a file.
const READ: u64 = 64;

/// The first byte of a precompiled chunk.
const PRECOMPILED: u8 = 0x1B;

/// `loadstring(source [, chunk_name])`
pub(super) fn loadstring<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let source = window.check_string(ctx, 1)?;
    let name = window.opt_string(ctx, 2)?.unwrap_or(source);
    begin(ctx, window, Load::new(Origin::Text(source), name))
}

/// `load(reader [, chunk_name])`: calls `reader` for piece after piece, up to an empty one or nil.
pub(super) fn load<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let reader = window.check_function(1)?;
    let name = match window.opt_string(ctx, 2)? {
        Some(name) => name,
        None => ctx.string("=(load)"),
    };
    window.clear();
    begin(ctx, window, Load::new(Origin::Reader(reader), name))
}

/// `loadfile([file])`: without a name, the standard input.
pub(super) fn loadfile<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let file = window.opt_string(ctx, 1)?;
    window.clear();
    let load = Load::file(ctx, file, Purpose::Answer);
    begin(ctx, window, load)
}

/// `dofile([file])`: runs it and answers what it returns. Its errors are thrown on.
pub(super) fn dofile<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let file = window.opt_string(ctx, 1)?;
    window.clear();
    let load = Load::file(ctx, file, Purpose::Run);
    begin(ctx, window, load)
}

/// A chunk on its way to a function.
#[derive(Collect)]
#[collect(no_drop)]
pub(crate) struct Load<'gc> {
    origin: Origin<'gc>,
    name: LuaString<'gc>,
    pieces: Buffer,
    next_look: usize,
    purpose: Purpose<'gc>,
    stage: Stage,
    /// How often an interrupt has stopped the compiler.
    stopped: u8,
}

/// Where the source is.
#[derive(Collect)]
#[collect(no_drop)]
enum Origin<'gc> {
    /// All of it is here.
    Text(LuaString<'gc>),
    /// This answers with piece after piece.
    Reader(Function<'gc>),
    /// In a file; nothing is the standard input.
    File(Option<LuaString<'gc>>),
    /// In a file that is open.
    Open(Input),
}

/// What becomes of the function, or of the message that says why there is none.
#[derive(Copy, Clone, Collect)]
#[collect(no_drop)]
pub(crate) enum Purpose<'gc> {
    /// Either is answered.
    Answer,
    /// The function is run, the message thrown.
    Run,
    /// It loads the module of this name: the function is answered, the message thrown with the module's name.
    Module(LuaString<'gc>),
}

/// What is done next.
#[derive(Copy, Clone, PartialEq, Eq, Collect)]
#[collect(require_static)]
enum Stage {
    /// Open the file.
    Open,
    /// Read the next piece of it.
    Next,
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
    /// What it was run for has returned.
    Ran,
}

impl<'gc> Resume<'gc> for Load<'gc> {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        loop {
            self.stage = match self.stage {
                Stage::Open => match self.open(ctx) {
                    Ok(()) => Stage::Next,
                    Err(error) => return self.failed(ctx, window, error),
                },
                Stage::Next => {
                    if let Some(bytes) = self.pieces.wants(input::PIECE) {
                        return Ok(Action::Reserve(bytes));
                    }
                    self.stage = match self.read_piece(ctx) {
                        Ok(next) => next,
                        Err(error) => return self.failed(ctx, window, error),
                    };
                    if ctx.fuel_left() == 0 {
                        self.pieces.settle(ctx);
                        return Ok(Action::Pause);
                    }
                    continue;
                }
                Stage::Read => {
                    self.stage = Stage::Take;
                    self.pieces.settle(ctx);
                    let Origin::Reader(reader) = self.origin else {
                        unreachable!("only a load with a reader reads")
                    };
                    return Ok(Action::Call(reader.into()));
                }
                Stage::Take => match self.take(ctx, window.get(0)) {
                    Ok(next) => {
                        window.clear();
                        next
                    }
                    Err(error) => return self.failed(ctx, window, error),
                },
                Stage::Reserve => {
                    self.stage = Stage::Pay;
                    if self.source().len() > ASK {
                        self.pieces.settle(ctx);
                        return Ok(Action::Reserve(self.source().len() * BYTES_PER_SOURCE_BYTE));
                    }
                    Stage::Pay
                }
                Stage::Pay => {
                    self.stage = Stage::Compile;
                    let name = self.name.len() / cost::BYTES_COPIED;
                    let work = 1 + self.source().len() / BYTES_PER_UNIT + name;
                    if !ctx.pay(work as u64) && self.source().len() > ASK {
                        self.pieces.settle(ctx);
                        return Ok(Action::Pause);
                    }
                    Stage::Compile
                }
                Stage::Compile => return self.compile(ctx, window),
                Stage::Ran => return Ok(Action::Return),
            }
        }
    }

    fn caught(
        &mut self,
        ctx: Context<'gc>,
        error: Thrown<'gc>,
        window: &mut Window<'gc, '_>,
    ) -> Outcome<'gc> {
        self.failed(ctx, window, error)
    }

    fn catches(&self) -> bool {
        // The reader's errors, and that there is no memory.
        matches!(self.purpose, Purpose::Answer)
    }
}

impl<'gc> Load<'gc> {
    fn new(origin: Origin<'gc>, name: LuaString<'gc>) -> Self {
        Self {
            stage: match origin {
                Origin::Reader(_) => Stage::Read,
                _ => Stage::Reserve,
            },
            origin,
            name,
            pieces: Buffer::new(),
            next_look: 1,
            stopped: 0,
            purpose: Purpose::Answer,
        }
    }

    /// Source from a file; without a name, from the standard input.
    pub fn file(ctx: Context<'gc>, file: Option<LuaString<'gc>>, purpose: Purpose<'gc>) -> Self {
        let name = match file {
            Some(file) => ctx.string([b"@", file.as_bytes()].concat()),
            None => ctx.string("=stdin"),
        };
        Self {
            stage: Stage::Open,
            purpose,
            ..Self::new(Origin::File(file), name)
        }
    }

    fn source(&self) -> &[u8] {
        match self.origin {
            Origin::Text(text) => text.as_bytes(),
            Origin::Reader(_) => self.pieces.as_bytes(),
            Origin::File(_) | Origin::Open(_) => match skip_shebang(self.pieces.as_bytes()) {
                // The line end counts for the compiler, but a dump begins right behind it.
                [b'\n', dump @ ..] if dump.first() == Some(&PRECOMPILED) => dump,
                source => source,
            },
        }
    }

    fn open(&mut self, ctx: Context<'gc>) -> Result<'gc, ()> {
        ctx.pay(OPENING);
        self.origin = match self.origin {
            Origin::File(None) => Origin::Open(Input::standard(ctx)?),
            Origin::File(Some(file)) => Origin::Open(Input::open(file.as_bytes())?),
            _ => unreachable!("only files are opened"),
        };
        Ok(())
    }

    fn read_piece(&mut self, ctx: Context<'gc>) -> Result<'gc, Stage> {
        self.pieces.make_room(ctx, input::PIECE)?;
        let before = self.pieces.len();
        let Origin::Open(input) = &mut self.origin else {
            unreachable!("only open files are read")
        };
        // Behind the mark of the name's kind is the file.
        let is_more = input.read(&mut self.pieces, &self.name.as_bytes()[1..])?;
        ctx.pay(READ + cost::visit(self.pieces.len() - before));
        Ok(match is_more {
            true => Stage::Next,
            false => Stage::Reserve,
        })
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
        let is_source = self.source().first() != Some(&PRECOMPILED);
        if is_source && self.pieces.len() >= self.next_look {
            self.next_look *= NEXT_LOOK;
            self.look(ctx)?;
        }
        Ok(Stage::Read)
    }

    /// Finds an error that no further piece can mend: one whose token is complete.
    #[cold]
    fn look(&self, ctx: Context<'gc>) -> Result<'gc, ()> {
        let source = self.source();
        if !ctx.fits(source.len() * BYTES_PER_SOURCE_BYTE) {
            return Ok(());
        }
        ctx.pay((source.len() / BYTES_PER_UNIT) as u64);
        let mut meter = |_| !ctx.is_interrupted();
        match ctx.load_metered(source, self.name.as_bytes(), &mut meter) {
            Err(error) if error.kind() == ErrorKind::Stopped => Ok(()),
            Err(error) if !error.is_incomplete() && error.span().end < source.len() => {
                Err(Thrown::plain(error.to_bytes()))
            }
            _ => Ok(()),
        }
    }

    fn compile(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        let (source, name) = (self.source(), self.name.as_bytes());
        let is_patient = self.stopped >= MOST_STOPS;
        let mut meter = |_| is_patient || !ctx.is_interrupted();
        let loaded = match source.first() {
            Some(&PRECOMPILED) => dump::load(ctx, source, name, &mut meter),
            _ => match ctx.load_metered(source, name, &mut meter) {
                Ok(function) => Ok(Some(function)),
                Err(error) if error.kind() == ErrorKind::Stopped => Ok(None),
                Err(error) => Err(Thrown::plain(error.to_bytes())),
            },
        };
        let function = match loaded {
            Ok(Some(function)) => function,
            Ok(None) => {
                self.stopped += 1;
                self.pieces.settle(ctx);
                return Ok(Action::Pause);
            }
            Err(error) => return self.failed(ctx, window, error),
        };
        // Nobody needs the source any more.
        self.pieces = Buffer::new();
        self.pieces.settle(ctx);
        if let Purpose::Run = self.purpose {
            self.stage = Stage::Ran;
            window.clear();
            return Ok(Action::Call(function.into()));
        }
        window.answer(function.into());
        Ok(Action::Return)
    }

    fn failed(
        &self,
        ctx: Context<'gc>,
        window: &mut Window<'gc, '_>,
        error: Thrown<'gc>,
    ) -> Outcome<'gc> {
        let error = error.into_value(ctx);
        match self.purpose {
            Purpose::Answer => {
                window.answer(Value::NIL);
                window.push(error);
                Ok(Action::Return)
            }
            Purpose::Run => Err(Thrown::value(error)),
            Purpose::Module(name) => Err(not_loaded(
                name.as_bytes(),
                &self.name.as_bytes()[1..],
                error.as_string().map_or(&b""[..], LuaString::as_bytes),
            )),
        }
    }
}
