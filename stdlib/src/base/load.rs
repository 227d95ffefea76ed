//! `load`, `loadstring`, `loadfile` and `dofile`: source that the program makes or reads while it runs.
//!
//! The source is gathered, asked memory for and paid, and then compiled ([`compile`]) and loaded; a function that fails to
//! compile is nil and a message. While a long source is gathered it is looked at now and then, so that a reader that never
//! ends is not read for ever if its source is wrong from the beginning.

use std::mem;

use ferrous_core::{
    compiler::{BYTES_PER_SOURCE_BYTE, ErrorKind, compile_metered, skip_shebang},
    heap::{loading::Loading, number::NumberText},
};

use super::{
    compile::{self, Compiled, Job, PRECOMPILED, Source, compile},
    input::{self, Input},
};
use crate::{
    buffer::{Made, Part},
    io::{OPENING, system::LONGEST_PATH},
    message::{self, Message},
    os_text,
    package::{NOT_LOADED, not_loaded, not_loaded_behind},
    prelude::*,
};

/// Bytes of source that are compiled for one unit of fuel.
///
/// PERF: the compiler takes up to 50 ns a byte.
const BYTES_PER_UNIT: usize = 1;

/// Sources up to this length do not ask for memory first.
const ASK: usize = 4 << 10;

/// A source is looked at before its end each time it has become so many times as long, from the first byte on: a reader is not
/// asked much beyond an error that it has read.
const NEXT_LOOK: usize = 2;

/// What is loaded between two looks for an interrupt, in constants: 1 to 2 ms.
const LOADED: usize = 8 << 10;

/// Fuel for asking the operating system for a piece of a file.
const READ: u64 = 64;

/// `loadstring(source [, chunk_name])`
pub(super) fn loadstring<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let source = window.check_string(ctx, 1)?;
    let name = window.opt_string(ctx, 2)?.unwrap_or(source);
    begin(ctx, window, Load::new(Origin::Text(source), name))
}

/// `load(reader [, chunk_name])`: calls `reader` for piece after piece, up to an empty one or nil. If that is the first one, it is
/// asked once more, as PUC-Lua does, which looks at the first byte before it begins to read.
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
    if let Some(name) = file.filter(|name| name.len() > LONGEST_PATH) {
        return begin(ctx, window, not_opened(ctx, name, message::Purpose::Deny));
    }
    let load = Load::file(ctx, file, Purpose::Answer);
    begin(ctx, window, load)
}

/// `dofile([file])`: runs it and answers what it returns. Its errors are thrown on.
pub(super) fn dofile<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let file = window.opt_string(ctx, 1)?;
    window.clear();
    if let Some(name) = file.filter(|name| name.len() > LONGEST_PATH) {
        return begin(ctx, window, not_opened(ctx, name, message::Purpose::Throw));
    }
    let load = Load::file(ctx, file, Purpose::Run);
    begin(ctx, window, load)
}

/// What is said of a file whose name is too long for any.
fn not_opened<'gc>(
    ctx: Context<'gc>,
    name: LuaString<'gc>,
    purpose: message::Purpose,
) -> Message<'gc> {
    ctx.pay(OPENING);
    let reason = os_text::reason(&os_text::name_too_long());
    let (before, behind) = (b"cannot open ", [": ", &reason].concat());
    Message::new(before, Part::all(name), behind.as_bytes(), purpose)
}

/// A chunk on its way to a function.
#[derive(Collect)]
#[collect(no_drop)]
pub(crate) struct Load<'gc> {
    origin: Origin<'gc>,
    name: LuaString<'gc>,
    pieces: Buffer,
    /// What has not been taken of the piece that the reader has answered with.
    piece: Option<Part<'gc>>,
    /// Whether the reader has answered once.
    has_begun: bool,
    next_look: usize,
    purpose: Purpose<'gc>,
    stage: Stage,
    /// The compiler at work on a long source.
    job: Option<Job>,
    /// Its result, being loaded.
    loading: Option<Loading<'gc>>,
    /// The message that is thrown, if it is a long one.
    refusal: Option<Message<'gc>>,
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
    /// Go on with that.
    Pour,
    /// Ask for memory.
    Reserve,
    /// Pay for the compiler's work.
    Pay,
    /// Compile.
    Compile,
    /// Gather a long source, to compile it elsewhere.
    Gather,
    /// Wait for the compiler.
    Wait,
    /// Load what it has made.
    Load,
    /// What it was run for has returned.
    Ran,
    /// Put the message together that is thrown.
    Refuse,
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
                    if let Some(stop) = self.pieces.prepare(ctx, input::PIECE)? {
                        self.pieces.settle(ctx);
                        return Ok(stop);
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
                // A reader that is a native may never look at the fuel.
                Stage::Read if !ctx.pay(0) => {
                    self.pieces.settle(ctx);
                    return Ok(Action::Pause);
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
                Stage::Pour => match self.pour(ctx) {
                    Ok(Made::Done(next)) => next,
                    Ok(Made::Stop(action)) => {
                        self.pieces.settle(ctx);
                        return Ok(action);
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
                Stage::Compile if self.source().len() > compile::LONG => {
                    if let Origin::Text(text) = self.origin {
                        self.piece = Some(Part::all(text));
                    }
                    Stage::Gather
                }
                Stage::Compile => {
                    let (source, name) = (self.source(), self.name.as_bytes());
                    match self.compiled(ctx, compile(source, name, &mut |_| true)) {
                        Ok(next) => next,
                        Err(error) => return self.failed(ctx, window, error),
                    }
                }
                Stage::Gather => {
                    if let Some(piece) = &mut self.piece
                        && let Some(stop) = self.pieces.pour(ctx, piece)?
                    {
                        self.pieces.settle(ctx);
                        return Ok(stop);
                    }
                    self.piece = None;
                    self.job = Some(Job::new(self.take_source()));
                    Stage::Wait
                }
                Stage::Wait => {
                    let job = self.job.as_ref().expect("set with the stage");
                    let Some(compiled) = job.wait(ctx) else {
                        self.pieces.settle(ctx);
                        return Ok(Action::Pause);
                    };
                    // The thread has ended before its source is given back.
                    self.job = None;
                    match self.compiled(ctx, compiled) {
                        Ok(next) => next,
                        Err(error) => return self.failed(ctx, window, error),
                    }
                }
                Stage::Load => {
                    let loading = self.loading.as_mut().expect("set with the stage");
                    match loading.go_on(ctx, LOADED) {
                        Some(function) => return self.loaded(window, function),
                        None if ctx.is_interrupted() => return Ok(Action::Pause),
                        None => Stage::Load,
                    }
                }
                Stage::Ran => return Ok(Action::Return),
                Stage::Refuse => {
                    let message = self.refusal.as_mut().expect("set with the stage");
                    return message.resume(ctx, window);
                }
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
            piece: None,
            has_begun: false,
            next_look: 1,
            job: None,
            loading: None,
            refusal: None,
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
        let end = match mem::replace(&mut self.has_begun, true) {
            true => Stage::Reserve,
            false => Stage::Read,
        };
        let piece = match piece.view() {
            View::Nil => return Ok(end),
            View::String(text) => text,
            View::Number(n) => ctx.string(NumberText::new(n).as_bytes()),
            _ => {
                let position = ctx.position(1);
                return Err(Thrown::plain(
                    position + "reader function must return a string",
                ));
            }
        };
        if piece.is_empty() {
            return Ok(end);
        }
        self.piece = Some(Part::all(piece));
        Ok(Stage::Pour)
    }

    /// Goes on with taking a piece.
    fn pour(&mut self, ctx: Context<'gc>) -> Result<'gc, Made<'gc, Stage>> {
        if let Some(piece) = &mut self.piece
            && let Some(stop) = self.pieces.pour(ctx, piece)?
        {
            return Ok(Made::Stop(stop));
        }
        self.piece = None;
        let is_source = self.source().first() != Some(&PRECOMPILED);
        if is_source && self.pieces.len() >= self.next_look {
            self.next_look *= NEXT_LOOK;
            self.look(ctx)?;
        }
        Ok(Made::Done(Stage::Read))
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
        match compile_metered(source, self.name.as_bytes(), &mut meter) {
            Err(error) if error.kind() == ErrorKind::Stopped => Ok(()),
            Err(error) if !error.is_incomplete() && error.span().end < source.len() => {
                Err(Thrown::plain(error.to_bytes()))
            }
            _ => Ok(()),
        }
    }

    /// Takes the gathered source out, which stays charged.
    fn take_source(&mut self) -> Source {
        let (whole, source) = (self.pieces.as_bytes(), self.source());
        // What is left out stands before it.
        let source = match self.origin {
            Origin::Text(_) => whole,
            _ => source,
        };
        let range = whole.len() - source.len()..whole.len();
        let is_its_name = match self.origin {
            Origin::Text(text) => self.name.as_bytes().as_ptr() == text.as_bytes().as_ptr(),
            _ => false,
        };
        let name = (!is_its_name).then(|| self.name.as_bytes().to_vec());
        Source {
            bytes: self.pieces.take_bytes(),
            range,
            name,
        }
    }

    /// Takes what the compiler has made, and says what is next.
    fn compiled(&mut self, ctx: Context<'gc>, compiled: Compiled) -> Result<'gc, Stage> {
        // Nobody needs the source any more.
        self.pieces = Buffer::new();
        self.pieces.settle(ctx);
        match compiled {
            Ok(Some(prototype)) => {
                self.loading = Some(ctx.begin_loading(prototype)?);
                Ok(Stage::Load)
            }
            Ok(None) => unreachable!("only a job that nobody waits for is stopped"),
            Err(message) => Err(Thrown::plain(message)),
        }
    }

    fn loaded(&mut self, window: &mut Window<'gc, '_>, function: Function<'gc>) -> Outcome<'gc> {
        self.loading = None;
        if let Purpose::Run = self.purpose {
            self.stage = Stage::Ran;
            window.clear();
            return Ok(Action::Call(function.into()));
        }
        window.answer(function.into());
        Ok(Action::Return)
    }

    fn failed(
        &mut self,
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
            Purpose::Module(name) if message::is_long(name) => {
                let reason = error.as_string().map_or(&b""[..], LuaString::as_bytes);
                let behind = not_loaded_behind(&self.name.as_bytes()[1..], reason);
                let before = ctx.position(1) + NOT_LOADED;
                let name = Part::all(name);
                let whole = Message::new(before.as_bytes(), name, &behind, message::Purpose::Throw);
                self.stage = Stage::Refuse;
                self.refusal.insert(whole).resume(ctx, window)
            }
            Purpose::Module(name) => Err(not_loaded(
                name.as_bytes(),
                &self.name.as_bytes()[1..],
                error.as_string().map_or(&b""[..], LuaString::as_bytes),
            )),
        }
    }
}
