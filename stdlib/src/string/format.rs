//! `string.format`.

use crate::{
    format::{Spec, escape, to_byte, to_long, to_unsigned_long},
    prelude::*,
};

/// No item but `%s` and `%q` is longer than this.
const ITEM: usize = 512;

/// Binary digits before or behind the point, and decimal digits behind it, that are computed for one unit of fuel.
///
/// PERF: without this, 1,000,000 fuel of `%99.99f` took 380 ms; with it, 65.
const EXPONENT_PER_UNIT: u64 = 8;
const DIGITS_PER_UNIT: u64 = 4;

/// `string.format(form, ...)`
pub(super) fn format<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let state = Format {
        form: window.check_string(ctx, 1)?,
        at: 0,
        argument: 1,
        buffer: Buffer::new(),
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
}

impl<'gc> Resume<'gc> for Format<'gc> {
    #[inline]
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        while self.at < self.form.len() {
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
            self.at += text;
            self.buffer.push_bytes(ctx, &rest[..text])?;
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
            let mut text = window.check_string(ctx, index)?.as_bytes();
            if letter == b's'
                && let Some(precision) = spec.precision
            {
                text = &text[..text.len().min(precision.into())];
            }
            // A byte takes up to four in the quoted form.
            let most = text
                .len()
                .saturating_mul(if letter == b'q' { 4 } else { 1 })
                + ITEM;
            if let Some(bytes) = self.buffer.wants(most) {
                return Ok(Some(Action::Reserve(bytes)));
            }
            self.buffer.make_room(ctx, most)?;
            match letter {
                b's' => spec.string(self.buffer.bytes_mut(), text),
                _ => quote(self.buffer.bytes_mut(), text),
            }
        } else {
            self.buffer.make_room(ctx, ITEM)?;
            self.append_number(ctx, spec, letter, window, index)?;
        }
        self.argument = index;
        self.at = self.form.len() - behind.len();
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

/// `%q`: as a string in source.
fn quote(out: &mut Vec<u8>, text: &[u8]) {
    out.push(b'"');
    for byte in text {
        match escape(*byte) {
            Some(escaped) => out.extend_from_slice(escaped),
            None => out.push(*byte),
        }
    }
    out.push(b'"');
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
