//! `debug.getinfo`: what is known about a function, or about a call that is going on.

use ferrous_core::bytecode::Prototype;

use super::{Activation, Subject, to_number, truncate};
use crate::{cost::PIECE, io::system::c_text, prelude::*};

/// Instructions whose lines are noted between two looks at the fuel.
const LINES: usize = 512;

/// What `getinfo` tells if it is not told what to tell.
const EVERYTHING: &[u8] = b"flnSu";

/// What is asked about.
struct Question<'gc> {
    /// The call; nothing if the function itself was given.
    activation: Option<Activation<'gc>>,
    /// The function; nothing for a lost tail call.
    function: Option<Function<'gc>>,
}

/// `debug.getinfo([thread,] function or level [, what])`
pub(super) fn getinfo<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let subject = Subject::of(ctx, window);
    let (first, second) = (subject.shift + 1, subject.shift + 2);
    let options = window.opt_string(ctx, second)?;
    let options = options.as_ref().map_or(EVERYTHING, |text| text.as_bytes());
    let question = if let Some(level) = to_number(ctx, window.arg(first)) {
        let Some(activation) = subject.activation(ctx, truncate(level) as i32) else {
            window.answer(Value::NIL);
            return Ok(Action::Return);
        };
        Question {
            activation: Some(activation),
            function: activation.function(ctx),
        }
    } else if let Some(function) = window.arg(first).as_function() {
        Question {
            activation: None,
            function: Some(function),
        }
    } else {
        return Err(Thrown::argument(first, "function or level expected"));
    };
    let is_known = |option: &u8| b"SlnuLf".contains(option);
    if question.function.is_some() && !options.iter().all(is_known) {
        return Err(Thrown::argument(second, "invalid option"));
    }
    let answer = question.answer(ctx, options)?;
    let is_long = |prototype| source(prototype).len() > PIECE;
    let is_long = options.contains(&b'S') && question.prototype().is_some_and(is_long);
    let state = Answer {
        table: answer,
        function: question.function,
        source: is_long.then(Buffer::new),
        at: 0,
        lines: options.contains(&b'L').then(|| ctx.table()),
        line: 0,
    };
    begin(ctx, window, state)
}

/// An answer without what may be long: the source, and the lines.
#[derive(Collect)]
#[collect(no_drop)]
struct Answer<'gc> {
    table: Table<'gc>,
    function: Option<Function<'gc>>,
    /// The source on its way.
    source: Option<Buffer>,
    /// How much of it there is.
    at: usize,
    /// The lines that have code, as far as the instructions up to `line` say.
    lines: Option<Table<'gc>>,
    line: usize,
}

impl<'gc> Resume<'gc> for Answer<'gc> {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        if let Some(prototype) = self.function.and_then(Function::prototype) {
            if let Some(stop) = self.add_source(ctx, prototype)? {
                return Ok(stop);
            }
            if let Some(stop) = self.add_lines(ctx, prototype)? {
                return Ok(stop);
            }
        }
        window.answer(self.table.into());
        Ok(Action::Return)
    }
}

impl<'gc> Answer<'gc> {
    fn add_source(
        &mut self,
        ctx: Context<'gc>,
        prototype: &'gc Prototype,
    ) -> Result<'gc, Option<Action<'gc>>> {
        let Some(buffer) = &mut self.source else {
            return Ok(None);
        };
        let source = source(prototype);
        let stop = match buffer.is_empty() && buffer.would_ask(source.len()) {
            true => Some(buffer.ask_exactly(source.len())?),
            false => buffer.pour_bytes(ctx, source, &mut self.at)?,
        };
        if stop.is_some() {
            buffer.settle(ctx);
            return Ok(stop);
        }
        let text = buffer.take(ctx);
        self.source = None;
        self.table.raw_set(ctx, ctx.string("source"), text)?;
        Ok(None)
    }

    /// A field with `true` for each line that has code.
    fn add_lines(
        &mut self,
        ctx: Context<'gc>,
        prototype: &'gc Prototype,
    ) -> Result<'gc, Option<Action<'gc>>> {
        let Some(lines) = self.lines else {
            return Ok(None);
        };
        for piece in prototype.lines[self.line..].chunks(LINES) {
            for line in piece {
                if let Err(error) = lines.raw_set_index(ctx, i64::from(*line), Value::TRUE) {
                    return error
                        .refused(ctx)
                        .map(|bytes| Some(Action::Reserve(bytes)))
                        .ok_or(error);
                }
            }
            self.line += piece.len();
            if !ctx.pay(piece.len() as u64) {
                return Ok(Some(Action::Pause));
            }
        }
        self.lines = None;
        self.table.raw_set(ctx, ctx.string("activelines"), lines)?;
        Ok(None)
    }
}

impl<'gc> Question<'gc> {
    fn answer(&self, ctx: Context<'gc>, options: &[u8]) -> Result<'gc, Table<'gc>> {
        let table = ctx.table();
        let set = |name: &str, value: Value<'gc>| table.raw_set(ctx, ctx.string(name), value);
        let asks = |option: u8| options.contains(&option);
        if asks(b'S') {
            let place = self.place();
            if place.source.len() <= PIECE {
                // Sources are copied each time.
                ctx.pay(cost::visit(place.source.len()));
                set("source", ctx.string(place.source).into())?;
            }
            set("short_src", ctx.string(place.short_source).into())?;
            set("linedefined", place.lines.0.into())?;
            set("lastlinedefined", place.lines.1.into())?;
            set("what", ctx.string(place.what).into())?;
        }
        if asks(b'l') {
            let line = self
                .activation
                .and_then(|activation| activation.line(ctx))
                .map_or(UNKNOWN, f64::from);
            set("currentline", line.into())?;
        }
        if asks(b'u') {
            let count = self.prototype().map_or(0, |known| known.captures.len());
            set("nups", (count as f64).into())?;
        }
        if asks(b'n') {
            match self.activation.and_then(|activation| activation.name(ctx)) {
                Some((kind, name)) => {
                    set("name", ctx.string(name).into())?;
                    set("namewhat", ctx.string(kind).into())?;
                }
                None => {
                    if self.function.is_none() {
                        set("name", ctx.string("").into())?;
                    }
                    set("namewhat", ctx.string("").into())?;
                }
            }
        }
        if asks(b'f')
            && let Some(function) = self.function
        {
            set("func", function.into())?;
        }
        Ok(table)
    }

    fn prototype(&self) -> Option<&'gc Prototype> {
        self.function.and_then(Function::prototype)
    }

    fn place(&self) -> Place<'gc> {
        match (self.function, self.prototype()) {
            (_, Some(prototype)) => Place {
                source: source(prototype),
                short_source: prototype.short_source_bytes(),
                lines: (
                    prototype.line_defined.into(),
                    prototype.last_line_defined.into(),
                ),
                what: if prototype.line_defined == 0 {
                    "main"
                } else {
                    "Lua"
                },
            },
            (Some(_), None) => Place::nowhere("=[C]", "C"),
            (None, None) => Place::nowhere("=(tail call)", "tail"),
        }
    }
}

/// A line that is not known.
const UNKNOWN: f64 = -1.0;

/// Where a function was written.
struct Place<'gc> {
    source: &'gc [u8],
    short_source: Vec<u8>,
    /// Its first line and its last one.
    lines: (f64, f64),
    what: &'static str,
}

impl Place<'_> {
    fn nowhere(source: &'static str, what: &'static str) -> Self {
        Place {
            source: source.as_bytes(),
            short_source: source.as_bytes()[1..].to_vec(),
            lines: (UNKNOWN, UNKNOWN),
            what,
        }
    }
}

/// The name of a function's chunk. As of a C string, there is nothing behind a NUL.
fn source(prototype: &Prototype) -> &[u8] {
    c_text(&prototype.source)
}
