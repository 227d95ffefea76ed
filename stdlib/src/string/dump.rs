//! `string.dump`, and what `load` makes of its result.
//!
//! No bytecode comes from outside: the machine trusts its code, so it runs only what the compiler has just made. A dump is
//! therefore the function's source text, cut out of its chunk, with what the text does not tell: the chunk's name, the lines on which the
//! function and its text begin, whether there is a `self`, and the names of its upvalues. It is compiled again when it is
//! loaded, into the same code with the same lines, names, constants and order of upvalues; the upvalues are fresh, and nil.
//! A dump that somebody has changed is at worst a different program, which runs under the same limits.
//!
//! Every chunk keeps its text for that: a byte for each, beside the four or five that the loaded code takes, charged to whoever loads it. (A
//! syntax tree in a compact form would be about as long and need a second reader of its own.)
//!
//! ```text
//! "\x1BFerrous"  version  kind  line of the function  line of the text  name  count of upvalues  their names  text
//! ```
//!
//! The version and the kind are a byte each, lines, counts and lengths four bytes, the least one first. Names and text have
//! their length in front.

use std::borrow::Cow;

use ferrous_core::{
    bytecode::Prototype,
    compiler::{ErrorKind, Fragment, Meter, compile_fragment, compile_metered, limit},
};

use crate::prelude::*;

/// How every dump begins.
const MAGIC: &[u8] = b"\x1BFerrous";
/// The form that is described here.
const VERSION: u8 = 1;

/// Kinds of dumps.
const CHUNK: u8 = 0;
const FUNCTION: u8 = 1;
const METHOD: u8 = 2;

/// `string.dump(function)`
pub(super) fn dump<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let function = window.check_function(1)?;
    if !function.is_lua() {
        return Err(Thrown::msg("unable to dump given function"));
    }
    let state = Dump {
        function,
        segment: 0,
        at: 0,
        buffer: Buffer::new(),
    };
    begin(ctx, window, state)
}

/// A dump of which some segments are written, and one in part.
#[derive(Collect)]
#[collect(no_drop)]
struct Dump<'gc> {
    function: Function<'gc>,
    segment: usize,
    at: usize,
    buffer: Buffer,
}

impl<'gc> Resume<'gc> for Dump<'gc> {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        let prototype = self.function.prototype().expect("a Lua function has one");
        if self.buffer.is_empty() {
            ctx.pay(1);
            let length = segments(prototype).map(|segment| segment.len()).sum();
            if self.buffer.would_ask(length) {
                return self.buffer.ask_exactly(length);
            }
        }
        for segment in segments(prototype).skip(self.segment) {
            if let Some(stop) = self.buffer.pour_bytes(ctx, &segment, &mut self.at)? {
                self.buffer.settle(ctx);
                return Ok(stop);
            }
            (self.segment, self.at) = (self.segment + 1, 0);
        }
        window.answer(self.buffer.take(ctx).into());
        Ok(Action::Return)
    }
}

/// What a dump consists of. There are few segments: a function has 60 upvalues at most.
fn segments(prototype: &Prototype) -> impl Iterator<Item = Cow<'_, [u8]>> {
    let text = &prototype.text;
    let kind = match prototype.line_defined {
        0 => CHUNK,
        _ if text.has_self => METHOD,
        _ => FUNCTION,
    };
    let mut head = MAGIC.to_vec();
    head.extend([VERSION, kind]);
    head.extend(prototype.line_defined.to_le_bytes());
    head.extend(text.line.to_le_bytes());
    let names = prototype.captures.iter();
    let count = names.len() as u32;
    [Cow::Owned(head)]
        .into_iter()
        .chain(with_length(&prototype.source))
        .chain([Cow::Owned(count.to_le_bytes().to_vec())])
        .chain(names.flat_map(|capture| with_length(&capture.name)))
        .chain(with_length(text.as_bytes()))
}

/// Bytes, and their length in front.
fn with_length(bytes: &[u8]) -> [Cow<'_, [u8]>; 2] {
    let length = (bytes.len() as u32).to_le_bytes();
    [Cow::Owned(length.to_vec()), Cow::Borrowed(bytes)]
}

/// Compiles a dump; `name` is what it was loaded as, for errors. Nothing if the meter has stopped it.
pub(crate) fn compile(
    dump: &[u8],
    name: &[u8],
    meter: Meter<'_>,
) -> std::result::Result<Option<Prototype>, Vec<u8>> {
    let parts = read(dump).map_err(|problem| refusal(name, problem))?;
    let compiled = match &parts.fragment {
        Some(fragment) => compile_fragment(fragment, parts.text, parts.name, meter),
        None => compile_metered(parts.text, parts.name, meter),
    };
    let prototype = match compiled {
        Ok(prototype) => prototype,
        Err(error) if error.kind() == ErrorKind::Stopped => return Ok(None),
        Err(_) => return Err(refusal(name, Problem::Code)),
    };
    let expected = parts
        .fragment
        .map_or(Vec::new(), |fragment| fragment.upvalues);
    let captures = prototype.captures.iter();
    // Each name is mentioned, and they are in the order of their first mention.
    match captures.map(|capture| &*capture.name).eq(expected) {
        true => Ok(Some(prototype)),
        false => Err(refusal(name, Problem::Code)),
    }
}

/// What is wrong with a dump.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Problem {
    /// It is none of ours, or of another version.
    Header,
    /// There should be more.
    End,
    /// It is not what a dump contains.
    Code,
}

/// A dump, taken apart.
#[derive(Debug)]
struct Parts<'a> {
    name: &'a [u8],
    /// Nothing for a whole chunk.
    fragment: Option<Fragment<'a>>,
    text: &'a [u8],
}

fn read(dump: &[u8]) -> std::result::Result<Parts<'_>, Problem> {
    let header = MAGIC.len() + 1;
    if dump.len() < header {
        return Err(Problem::End);
    }
    let mut rest = Reader(&dump[header..]);
    if !dump.starts_with(MAGIC) || dump[header - 1] != VERSION {
        return Err(Problem::Header);
    }
    let kind = rest.take(1)?[0];
    let (line_defined, line) = (rest.word()?, rest.word()?);
    let name = rest.bytes()?;
    let count = rest.word()? as usize;
    if count > limit::UPVALUES {
        return Err(Problem::Code);
    }
    let upvalues: Vec<_> = (0..count)
        .map(|_| rest.bytes())
        .collect::<std::result::Result<_, _>>()?;
    let text = rest.bytes()?;
    let is_chunk = kind == CHUNK;
    let is_consistent = match is_chunk {
        true => line_defined == 0 && upvalues.is_empty(),
        false => line_defined != 0 && line_defined <= line && line <= MOST_LINES,
    };
    if kind > METHOD || !rest.0.is_empty() || !is_consistent {
        return Err(Problem::Code);
    }
    let fragment = (!is_chunk).then_some(Fragment {
        line_defined,
        line,
        has_self: kind == METHOD,
        upvalues,
    });
    Ok(Parts {
        name,
        fragment,
        text,
    })
}

/// Lines that a chunk can have; a text may begin on the last one and still count on.
const MOST_LINES: u32 = limit::SOURCE as u32;

/// What has not been read of a dump.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> std::result::Result<&'a [u8], Problem> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(Problem::End)?;
        self.0 = rest;
        Ok(taken)
    }

    fn word(&mut self) -> std::result::Result<u32, Problem> {
        let (word, rest) = self.0.split_first_chunk().ok_or(Problem::End)?;
        self.0 = rest;
        Ok(u32::from_le_bytes(*word))
    }

    fn bytes(&mut self) -> std::result::Result<&'a [u8], Problem> {
        let length = self.word()?;
        self.take(length as usize)
    }
}

/// The error for a chunk that is neither source nor a dump that can be loaded.
fn refusal(name: &[u8], problem: Problem) -> Vec<u8> {
    let shown = match name {
        [b'@' | b'=', rest @ ..] => rest,
        [b'\x1B', ..] => b"binary string",
        _ => name,
    };
    let problem: &[u8] = match problem {
        Problem::Header => b": bad header",
        Problem::End => b": unexpected end",
        Problem::Code => b": bad code",
    };
    [shown, problem, b" in precompiled chunk"].concat()
}
