//! `string.gsub`.

use std::ops::Range;

use ferrous_core::heap::{native::Answer, number::NumberText};

use super::search::{Search, Turn, pay_for, thrown};
use crate::{
    buffer::{Made, Part},
    cost::PIECE,
    pattern::{Capture, Caret},
    prelude::*,
};

/// `string.gsub(s, pattern, replacement [, n])`: the new string and how many matches there were.
pub(super) fn gsub<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let subject = window.check_string(ctx, 1)?;
    let pattern = window.check_string(ctx, 2)?;
    pay_for(ctx, pattern);
    let most = window.opt_int(4, i32::MAX)? as i64;
    let replacement = match window.arg(3).view() {
        View::Number(number) => Replacement::Text(ctx.string(NumberText::new(number).as_bytes())),
        View::String(text) => Replacement::Text(text),
        View::Table(table) => Replacement::Table(table),
        View::Function(function) => Replacement::Function(function),
        _ => return Err(Thrown::argument(3, "string/function/table expected")),
    };
    let state = Gsub {
        subject,
        pattern,
        replacement,
        search: Search::new(subject.as_bytes(), pattern.as_bytes(), 0, Caret::Anchors),
        buffer: Buffer::new(),
        pouring: None,
        copied: 0,
        count: 0,
        most,
        stage: Stage::Search,
    };
    window.clear();
    begin(ctx, window, state)
}

/// What takes the place of a match.
#[derive(Copy, Clone, Collect)]
#[collect(no_drop)]
enum Replacement<'gc> {
    /// A text in which `%1` stands for the first capture.
    Text(LuaString<'gc>),
    /// What the first capture is the key of.
    Table(Table<'gc>),
    /// What this answers for the captures.
    Function(Function<'gc>),
}

/// A `gsub` on its way.
#[derive(Collect)]
#[collect(no_drop)]
struct Gsub<'gc> {
    subject: LuaString<'gc>,
    pattern: LuaString<'gc>,
    replacement: Replacement<'gc>,
    search: Search,
    buffer: Buffer,
    /// A long text on its way into the buffer, before anything else is done.
    pouring: Option<Part<'gc>>,
    /// So much of the subject is in the buffer.
    copied: usize,
    count: i64,
    most: i64,
    stage: Stage,
}

/// What is done next.
#[derive(Clone, Default, Collect)]
#[collect(require_static)]
enum Stage {
    /// Look for the next match.
    #[default]
    Search,
    /// Replace this one.
    Replace(Range<usize>),
    /// Replace it by the value that Lua was asked for, which is in the window.
    Take(Range<usize>),
    /// Go on in the middle of the replacement text.
    Fill(Range<usize>, usize),
    /// Append what is behind the last match.
    End,
    /// Make the string.
    Finish,
}

impl<'gc> Resume<'gc> for Gsub<'gc> {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        loop {
            if let Some(part) = &mut self.pouring {
                if let Some(stop) = self.buffer.pour(ctx, part)? {
                    return Ok(self.stop(ctx, stop));
                }
                self.pouring = None;
            }
            let stop = match std::mem::take(&mut self.stage) {
                Stage::Search if self.count < self.most => self.search(ctx, window)?,
                Stage::Search | Stage::End => {
                    self.search.release();
                    self.stage = Stage::Finish;
                    if self.copied > 0 || !self.buffer.is_empty() {
                        self.copy_up_to(ctx, self.subject.len())?;
                    }
                    None
                }
                Stage::Replace(range) => self.replace(ctx, window, range)?,
                Stage::Take(range) => {
                    let value = window.get(0);
                    window.clear();
                    self.put(ctx, range, value)?;
                    None
                }
                Stage::Fill(range, at) => self.fill(ctx, range, at)?,
                Stage::Finish => break,
            };
            if let Some(action) = stop {
                return Ok(self.stop(ctx, action));
            }
        }
        let text = match self.buffer.is_empty() && self.copied == 0 {
            true => self.subject,
            false => self.buffer.take(ctx),
        };
        window.answer(text.into());
        window.push(Value::number(self.count as f64));
        Ok(Action::Return)
    }
}

impl<'gc> Gsub<'gc> {
    fn stop(&mut self, ctx: Context<'gc>, action: Action<'gc>) -> Action<'gc> {
        self.search.settle(ctx);
        self.buffer.settle(ctx);
        action
    }

    /// Looks for the next match, copies what is before it, and replaces it.
    #[inline]
    fn search(
        &mut self,
        ctx: Context<'gc>,
        window: &mut Window<'gc, '_>,
    ) -> Result<'gc, Option<Action<'gc>>> {
        let (search, subject, pattern) = (&mut self.search, self.subject, self.pattern);
        let turn = match self.replacement {
            Replacement::Text(_) => search.next(ctx, subject, pattern)?,
            _ => search.next_captured(ctx, subject, pattern)?,
        };
        match turn {
            Turn::Found(range) => {
                self.count += 1;
                self.copy_up_to(ctx, range.start)?;
                if self.pouring.is_none() {
                    return self.replace(ctx, window, range);
                }
                self.stage = Stage::Replace(range);
            }
            Turn::End => self.stage = Stage::End,
            Turn::Stop(action) => return Ok(Some(action)),
        }
        Ok(None)
    }

    /// Replaces a match, or says what to do for that first.
    #[inline]
    fn replace(
        &mut self,
        ctx: Context<'gc>,
        window: &mut Window<'gc, '_>,
        range: Range<usize>,
    ) -> Result<'gc, Option<Action<'gc>>> {
        let call = match self.replacement {
            Replacement::Text(_) => {
                self.copied = range.end;
                return self.fill(ctx, range, 0);
            }
            Replacement::Table(table) => {
                let key = match self.search.value(ctx, self.subject, 0)? {
                    Made::Done(key) => key,
                    Made::Stop(action) => {
                        self.stage = Stage::Replace(range);
                        return Ok(Some(action));
                    }
                };
                match ctx.index(table.into(), key)? {
                    Answer::Known(value) => {
                        self.put(ctx, range, value)?;
                        return Ok(None);
                    }
                    Answer::Ask(handler, operands) => {
                        window.push(operands[0]);
                        window.push(operands[1]);
                        handler
                    }
                }
            }
            Replacement::Function(function) => {
                let subject = self.subject;
                if let Some(stop) = self.search.push_captures(ctx, window, subject, true)? {
                    self.stage = Stage::Replace(range);
                    return Ok(Some(stop));
                }
                function.into()
            }
        };
        self.stage = Stage::Take(range);
        Ok(Some(Action::Call(call)))
    }

    /// Puts a value in the place of a match: a text; for nil and false, the match itself.
    fn put(
        &mut self,
        ctx: Context<'gc>,
        range: Range<usize>,
        value: Value<'gc>,
    ) -> Result<'gc, ()> {
        match value.view() {
            View::String(text) => self.append(ctx, Part::all(text))?,
            View::Number(number) => self.append_short(ctx, NumberText::new(number).as_bytes())?,
            // The next copy takes the match along.
            View::Nil | View::Boolean(false) => return Ok(()),
            _ => {
                return Err(Thrown::msg(format!(
                    "invalid replacement value (a {})",
                    value.type_name()
                )));
            }
        }
        self.copied = range.end;
        Ok(())
    }

    /// Appends the replacement text from a place on with its captures put in, as far as it goes.
    fn fill(
        &mut self,
        ctx: Context<'gc>,
        range: Range<usize>,
        mut at: usize,
    ) -> Result<'gc, Option<Action<'gc>>> {
        let Replacement::Text(text) = self.replacement else {
            unreachable!("only texts have captures put in")
        };
        let bytes = text.as_bytes();
        while let Some(escape) = memchr::memchr(b'%', &bytes[at..]) {
            if escape > 0 {
                self.append(ctx, Part::new(text, at..at + escape))?;
                at += escape;
                if self.pouring.is_some() {
                    self.stage = Stage::Fill(range, at);
                    return Ok(None);
                }
            }
            match bytes.get(at + 1) {
                Some(b'0') => self.append(ctx, Part::new(self.subject, range.clone()))?,
                Some(digit @ b'1'..=b'9') => self.append_capture(ctx, (digit - b'1') as usize)?,
                Some(other) => self.append_short(ctx, &[*other])?,
                // C finds the NUL behind the text.
                None => {
                    self.append_short(ctx, b"\0")?;
                    return Ok(None);
                }
            }
            at += 2;
            let paid = ctx.pay(1);
            if !paid || self.pouring.is_some() {
                self.stage = Stage::Fill(range, at);
                return Ok((!paid).then_some(Action::Pause));
            }
        }
        self.append(ctx, Part::new(text, at..bytes.len()))?;
        Ok(None)
    }

    fn append_capture(&mut self, ctx: Context<'gc>, index: usize) -> Result<'gc, ()> {
        match self.search.capture(index).map_err(thrown)? {
            Capture::Text(range) => self.append(ctx, Part::new(self.subject, range)),
            Capture::Position(position) => {
                self.append_short(ctx, NumberText::new(position as f64).as_bytes())
            }
        }
    }

    fn copy_up_to(&mut self, ctx: Context<'gc>, end: usize) -> Result<'gc, ()> {
        let between = Part::new(self.subject, self.copied..end);
        self.copied = end;
        self.append(ctx, between)
    }

    /// Appends a text, or lets it be poured next.
    #[inline]
    fn append(&mut self, ctx: Context<'gc>, part: Part<'gc>) -> Result<'gc, ()> {
        let bytes = part.rest();
        if bytes.len() > PIECE || !self.buffer.is_ready(bytes.len()) {
            self.pouring = Some(part);
            return Ok(());
        }
        ctx.pay(cost::copy(bytes.len()));
        self.buffer.push_bytes(ctx, bytes)
    }

    /// The same for a few bytes.
    #[inline]
    fn append_short(&mut self, ctx: Context<'gc>, bytes: &[u8]) -> Result<'gc, ()> {
        if !self.buffer.is_ready(bytes.len()) {
            self.pouring = Some(Part::all(ctx.string(bytes)));
            return Ok(());
        }
        self.buffer.push_bytes(ctx, bytes)
    }
}
