//! `string.format`.

use crate::{
    buffer::Part,
    cost::PIECE,
    format::{Spec, escape, to_byte, to_long, to_unsigned_long},
    prelude::*,
};

/// Texts up to this length are appended at once. Pieces of a long one that is quoted are as long.
const SHORT: usize = 8 << 10;

/// What a byte takes in the quoted form, at most.
const QUOTED: usize = 4;

/// No item but `%s` and `%q` is longer than this.
const ITEM: usize = 512;

/// Binary digits before or behind the point, and decimal digits behind it, that are computed for one unit of fuel.
///
/// PERF: without this, 1,000,000 fuel of `%99.99f` took 380 ms; with it, 52.
const EXPONENT_PER_UNIT: u64 = 6;
const DIGITS_PER_UNIT: u64 = 3;

/// `string.format(form, ...)`
pub(super) fn format<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let state = Format {
        form: window.check_string(ctx, 1)?,
        at: 0,
        argument: 1,
        buffer: Buffer::new(),
        pouring: None,
    };
    begin(ctx, window, state)
}

/// A `format` that has come to `at` in its form. The arguments stay in the window.
#[derive(Collect)]
#[collect(no_drop)]
struct Format<'gc> {
    form: LuaString<'gc>,
    at: usize,
    /// The argument of the last item.
    argument: usize,
    buffer: Buffer,
    pouring: Option<Pouring<'gc>>,
}

/// A long text on its way.
#[derive(Copy, Clone, Collect)]
#[collect(no_drop)]
enum Pouring<'gc> {
    /// As it is.
    Plain(Part<'gc>),
    /// For `%q`, between two quotes.
    Quoted(Part<'gc>),
}

impl<'gc> Resume<'gc> for Format<'gc> {
    #[inline]
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        loop {
            if let Some(pouring) = self.pouring.take()
                && let Some(stop) = self.pour(ctx, pouring)?
            {
                self.buffer.settle(ctx);
                return Ok(stop);
            }
            if self.at >= self.form.len() {
                break;
            }
            let before = self.buffer.len();
            if let Some(ask) = self.append_next(ctx, window)? {
                self.buffer.settle(ctx);
                return Ok(ask);
            }
            if !ctx.pay(1 + cost::visit(self.buffer.len() - before)) {
                self.buffer.settle(ctx);
                return Ok(Action::Pause);
            }
        }
        let text = self.buffer.take(ctx);
        window.answer(text.into());
        Ok(Action::Return)
    }
}

impl<'gc> Format<'gc> {
    /// Appends the next item, or the text up to it; or says what to ask for first.
    #[inline]
    fn append_next(
        &mut self,
        ctx: Context<'gc>,
        window: &Window<'gc, '_>,
    ) -> Result<'gc, Option<Action<'gc>>> {
        let rest = &self.form.as_bytes()[self.at..];
        let text = memchr::memchr(b'%', rest).unwrap_or(rest.len());
        if text > 0 {
            if text > PIECE {
                let part = Part::new(self.form, self.at..self.at + text);
                self.pouring = Some(Pouring::Plain(part));
            } else {
                if let Some(stop) = self.buffer.prepare(ctx, text)? {
                    return Ok(Some(stop));
                }
                self.buffer.push_bytes(ctx, &rest[..text])?;
            }
            self.at += text;
            return Ok(None);
        }
        if let [_, b'%', ..] = rest {
            self.at += 2;
            self.buffer.push(ctx, b'%')?;
            return Ok(None);
        }
        if self.argument == window.len() {
            return Err(Thrown::argument(self.argument + 1, "no value"));
        }
        let (spec, behind) = Spec::parse(&rest[1..])?;
        let (letter, behind) = match behind {
            [letter, behind @ ..] => (*letter, behind),
            [] => (0, behind),
        };
        let index = self.argument + 1;
        if matches!(letter, b's' | b'q') {
            let string = window.check_string(ctx, index)?;
            let mut text = string.as_bytes();
            if letter == b's'
                && let Some(precision) = spec.precision
            {
                text = &text[..text.len().min(precision.into())];
            }
            if text.len() > SHORT {
                // No field is as wide.
                let part = Part::all(string);
                if letter == b'q' {
                    if let Some(stop) = self.buffer.prepare(ctx, SHORT)? {
                        return Ok(Some(stop));
                    }
                    self.buffer.push(ctx, b'"')?;
                }
                self.pouring = Some(match letter {
                    b's' => Pouring::Plain(part),
                    _ => Pouring::Quoted(part),
                });
            } else {
                let most = match letter {
                    b's' => text.len() + ITEM,
                    _ => text.len() * QUOTED + ITEM,
                };
                if let Some(stop) = self.buffer.prepare(ctx, most)? {
                    return Ok(Some(stop));
                }
                self.buffer.make_room(ctx, most)?;
                match letter {
                    b's' => spec.string(self.buffer.bytes_mut(), text),
                    _ => {
                        self.buffer.push(ctx, b'"')?;
                        quote(self.buffer.bytes_mut(), text);
                        self.buffer.push(ctx, b'"')?;
                    }
                }
            }
        } else {
            if let Some(stop) = self.buffer.prepare(ctx, ITEM)? {
                return Ok(Some(stop));
            }
            self.buffer.make_room(ctx, ITEM)?;
            self.append_number(ctx, spec, letter, window, index)?;
        }
        self.argument = index;
        self.at = self.form.len() - behind.len();
        Ok(None)
    }

    /// Goes on with a long text.
    fn pour(
        &mut self,
        ctx: Context<'gc>,
        mut pouring: Pouring<'gc>,
    ) -> Result<'gc, Option<Action<'gc>>> {
        let stop = match &mut pouring {
            Pouring::Plain(part) => self.buffer.pour(ctx, part)?,
            Pouring::Quoted(part) => self.pour_quoted(ctx, part)?,
        };
        if stop.is_some() {
            self.pouring = Some(pouring);
        }
        Ok(stop)
    }

    fn pour_quoted(
        &mut self,
        ctx: Context<'gc>,
        part: &mut Part<'gc>,
    ) -> Result<'gc, Option<Action<'gc>>> {
        while let Some(piece) = part.rest().chunks(SHORT).next() {
            let most = piece.len() * QUOTED + 1;
            if let Some(stop) = self.buffer.prepare(ctx, most)? {
                return Ok(Some(stop));
            }
            self.buffer.make_room(ctx, most)?;
            let before = self.buffer.len();
            quote(self.buffer.bytes_mut(), piece);
            part.pass(piece.len());
            if part.rest().is_empty() {
                self.buffer.push(ctx, b'"')?;
            }
            if !ctx.pay(cost::visit(self.buffer.len() - before)) {
                return Ok(Some(Action::Pause));
            }
        }
        Ok(None)
    }

    #[inline]
    fn append_number(
        &mut self,
        ctx: Context<'gc>,
        spec: Spec,
        letter: u8,
        window: &Window<'gc, '_>,
        index: usize,
    ) -> Result<'gc, ()> {
        if !b"cdiouxXeEfgG".contains(&letter) {
            return Err(invalid_option(letter));
        }
        let n = window.check_number(index)?;
        if letter.is_ascii_alphabetic() && matches!(letter | 0x20, b'e' | b'f' | b'g') {
            ctx.pay(digits_cost(spec, n));
        }
        let out = self.buffer.bytes_mut();
        match letter {
            b'c' => spec.character(out, to_byte(n)),
            b'd' | b'i' => spec.signed(out, to_long(n)),
            b'o' => spec.octal(out, to_unsigned_long(n)),
            b'u' => spec.unsigned(out, to_unsigned_long(n)),
            b'x' | b'X' => spec.hexadecimal(out, to_unsigned_long(n), letter == b'X'),
            b'e' | b'E' => spec.exponential(out, n, letter == b'E'),
            b'f' => spec.fixed(out, n),
            _ => spec.general(out, n, letter == b'G'),
        }
        Ok(())
    }
}

/// `%q`: as a string in source, without the quotes.
fn quote(out: &mut Vec<u8>, text: &[u8]) {
    for byte in text {
        match escape(*byte) {
            Some(escaped) => out.extend_from_slice(escaped),
            None => out.push(*byte),
        }
    }
}

/// What all the digits of a number cost that is far from 1, or is wanted very exactly.
fn digits_cost(spec: Spec, n: f64) -> u64 {
    let exponent = (n.to_bits() >> 52 & 0x7FF).abs_diff(1023);
    exponent / EXPONENT_PER_UNIT + u64::from(spec.precision.unwrap_or(0)) / DIGITS_PER_UNIT
}

#[cold]
fn invalid_option<'gc>(letter: u8) -> Thrown<'gc> {
    // C ends the text at a NUL.
    let shown: &[u8] = if letter == 0 { b"" } else { &[letter] };
    Thrown::msg([b"invalid option '%", shown, b"' to 'format'"].concat())
}
