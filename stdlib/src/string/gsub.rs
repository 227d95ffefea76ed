//! `string.gsub`.

use std::ops::Range;

use ferrous_core::heap::{native::Answer, number::NumberText};

use super::search::{Search, Turn, thrown};
use crate::{
    pattern::{Capture, Caret},
    prelude::*,
};

/// `string.gsub(s, pattern, replacement [, n])`: the new string and how many matches there were.
pub(super) fn gsub<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let subject = window.check_string(ctx, 1)?;
    let pattern = window.check_string(ctx, 2)?;
    ctx.pay(cost::visit(pattern.len()));
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
        copied: 0,
        count: 0,
        most,
        asked: None,
        filling: None,
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

/// A `gsub` between two matches, or waiting for what replaces one.
#[derive(Collect)]
#[collect(no_drop)]
struct Gsub<'gc> {
    subject: LuaString<'gc>,
    pattern: LuaString<'gc>,
    replacement: Replacement<'gc>,
    search: Search,
    buffer: Buffer,
    /// So much of the subject is in the buffer.
    copied: usize,
    count: i64,
    most: i64,
    /// The match whose replacement Lua was asked for: it will be in the window.
    #[collect(require_static)]
    asked: Option<Range<usize>>,
    /// A match whose replacement text is in the buffer up to here.
    #[collect(require_static)]
    filling: Option<(Range<usize>, usize)>,
}

impl<'gc> Resume<'gc> for Gsub<'gc> {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        if let Some(range) = self.asked.take() {
            let value = window.get(0);
            window.clear();
            self.replace(ctx, range, value)?;
        }
        while self.filling.is_some() || self.count < self.most {
            let stop = match (self.buffer.wants(self.room_ahead()), self.filling.take()) {
                (Some(bytes), filling) => {
                    self.filling = filling;
                    Some(Action::Reserve(bytes))
                }
                (None, Some((range, at))) => self.fill(ctx, range, at)?,
                (None, None) => match self.next(ctx)? {
                    Turn::Found(range) => self.found(ctx, window, range)?,
                    Turn::End => break,
                    Turn::Stop(action) => Some(action),
                },
            };
            if let Some(action) = stop {
                self.search.settle(ctx);
                self.buffer.settle(ctx);
                return Ok(action);
            }
        }
        self.search.release();
        let text = self.finish(ctx)?;
        window.answer(text.into());
        window.push(Value::number(self.count as f64));
        Ok(Action::Return)
    }
}

impl<'gc> Gsub<'gc> {
    /// How much room there should be before a match is looked for, so that memory is asked for while it is easy to stop.
    #[inline]
    fn room_ahead(&self) -> usize {
        match self.replacement {
            Replacement::Text(text) => self.buffer.len().max(text.len()),
            _ => self.buffer.len(),
        }
    }

    fn next(&mut self, ctx: Context<'gc>) -> Result<'gc, Turn<'gc>> {
        let (search, subject, pattern) = (&mut self.search, self.subject, self.pattern);
        match self.replacement {
            Replacement::Text(_) => search.next(ctx, subject, pattern),
            _ => search.next_captured(ctx, subject, pattern),
        }
    }

    /// Replaces a match, or says what to do for that first.
    fn found(
        &mut self,
        ctx: Context<'gc>,
        window: &mut Window<'gc, '_>,
        range: Range<usize>,
    ) -> Result<'gc, Option<Action<'gc>>> {
        self.count += 1;
        self.copy_up_to(ctx, range.start)?;
        let call = match self.replacement {
            Replacement::Text(_) => {
                self.copied = range.end;
                return self.fill(ctx, range, 0);
            }
            Replacement::Table(table) => {
                let key = self.search.value(ctx, self.subject, 0)?;
                match ctx.index(table.into(), key)? {
                    Answer::Known(value) => {
                        self.replace(ctx, range, value)?;
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
                self.search.push_captures(ctx, window, self.subject, true)?;
                function.into()
            }
        };
        self.asked = Some(range);
        Ok(Some(Action::Call(call)))
    }

    /// Puts a value in the place of a match: a text; for nil and false, the match itself.
    fn replace(
        &mut self,
        ctx: Context<'gc>,
        range: Range<usize>,
        value: Value<'gc>,
    ) -> Result<'gc, ()> {
        match value.view() {
            View::String(text) => self.append(ctx, text.as_bytes())?,
            View::Number(number) => self.append(ctx, NumberText::new(number).as_bytes())?,
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
        while let Some(escape) = memchr::memchr(b'%', &text.as_bytes()[at..]) {
            let (before, rest) = text.as_bytes()[at..].split_at(escape);
            self.append(ctx, before)?;
            match rest.get(1) {
                Some(b'0') => self.append(ctx, &self.subject.as_bytes()[range.clone()])?,
                Some(digit @ b'1'..=b'9') => self.append_capture(ctx, (digit - b'1') as usize)?,
                Some(other) => self.append(ctx, &[*other])?,
                // C finds the NUL behind the text.
                None => {
                    self.append(ctx, b"\0")?;
                    return Ok(None);
                }
            }
            at += escape + 2;
            let stop = match (ctx.pay(1), self.buffer.wants(range.len())) {
                (_, Some(bytes)) => Action::Reserve(bytes),
                (false, None) => Action::Pause,
                (true, None) => continue,
            };
            self.filling = Some((range, at));
            return Ok(Some(stop));
        }
        self.append(ctx, &text.as_bytes()[at..])?;
        Ok(None)
    }

    fn append_capture(&mut self, ctx: Context<'gc>, index: usize) -> Result<'gc, ()> {
        match self.search.capture(index).map_err(thrown)? {
            Capture::Text(range) => self.append(ctx, &self.subject.as_bytes()[range]),
            Capture::Position(position) => {
                self.append(ctx, NumberText::new(position as f64).as_bytes())
            }
        }
    }

    fn copy_up_to(&mut self, ctx: Context<'gc>, end: usize) -> Result<'gc, ()> {
        let between = &self.subject.as_bytes()[self.copied..end];
        self.copied = end;
        self.append(ctx, between)
    }

    #[inline]
    fn append(&mut self, ctx: Context<'gc>, bytes: &[u8]) -> Result<'gc, ()> {
        ctx.pay(cost::copy(bytes.len()));
        self.buffer.push_bytes(ctx, bytes)
    }

    fn finish(&mut self, ctx: Context<'gc>) -> Result<'gc, LuaString<'gc>> {
        if self.copied == 0 && self.buffer.is_empty() {
            return Ok(self.subject);
        }
        self.copy_up_to(ctx, self.subject.len())?;
        Ok(self.buffer.take(ctx))
    }
}
