//! One thing that is read from a file: a line, so many bytes, the rest, or a number. It is gathered piece by piece, so
//! that a long one can be paid for, asked memory for, and stopped in the middle.

use std::ops::Range;

use super::{
    SYSTEM_CALL,
    scan::{Scanner, Verdict},
    stream::Stream,
};
use crate::prelude::*;

/// Bytes that are taken at a time.
const STRIDE: usize = 32 << 10;

/// What is to be read.
#[derive(Clone, Debug)]
pub(super) enum Want {
    /// A line without its end.
    Line,
    /// So many bytes, or fewer at the end of the file.
    Bytes(usize),
    /// Nothing, if the end has not been reached.
    Test,
    /// All that is left.
    Rest,
    /// A number.
    Number(Scanner),
}

/// How far reading has come.
pub(super) enum Progress<'gc> {
    /// This was read.
    Done(Value<'gc>),
    /// There was nothing to read.
    Nothing,
    /// The file cannot be read.
    Failed(std::io::Error),
    /// It goes on after this.
    Stop(Action<'gc>),
}

/// An item and what has been read of it.
#[derive(Collect)]
#[collect(require_static)]
pub(super) struct Item {
    want: Want,
    text: Buffer,
    /// The bytes that were taken so far.
    taken: usize,
}

/// What of a piece of the file belongs to an item.
struct Cut {
    /// The bytes that do.
    content: Range<usize>,
    /// The bytes that are done with.
    taken: usize,
    /// Whether the item is complete.
    complete: bool,
}

impl Want {
    /// Cuts off what it wants of a piece that follows those before.
    fn cut(&mut self, piece: &[u8]) -> Cut {
        let up_to = |end, taken, complete| Cut {
            content: 0..end,
            taken,
            complete,
        };
        match self {
            Want::Line => match memchr::memchr(b'\n', piece) {
                Some(end) => up_to(end, end + 1, true),
                None => up_to(piece.len(), piece.len(), false),
            },
            Want::Bytes(left) => {
                let end = piece.len().min(*left);
                *left -= end;
                up_to(end, end, *left == 0)
            }
            Want::Test => up_to(0, 0, true),
            Want::Rest => up_to(piece.len(), piece.len(), false),
            Want::Number(scanner) => scan(scanner, piece),
        }
    }
}

fn scan(scanner: &mut Scanner, piece: &[u8]) -> Cut {
    let mut start = 0;
    for (at, byte) in piece.iter().enumerate() {
        let taken = match scanner.feed(*byte) {
            Verdict::Skip => {
                start = at + 1;
                continue;
            }
            Verdict::Keep => continue,
            Verdict::End => at,
            Verdict::Fail => at + 1,
        };
        return Cut {
            content: start..at,
            taken,
            complete: true,
        };
    }
    Cut {
        content: start..piece.len(),
        taken: piece.len(),
        complete: false,
    }
}

/// What was done with a piece.
enum Taken<'gc> {
    /// The file has ended.
    End,
    /// This has to happen first.
    Stop(Action<'gc>),
    /// All of it belongs to the item, or what remained of that.
    Piece { complete: bool },
    /// The item was the piece: this is its text.
    Whole(LuaString<'gc>),
}

impl Item {
    /// Nothing has been read yet.
    pub fn new(want: Want) -> Self {
        Self {
            want,
            text: Buffer::new(),
            taken: 0,
        }
    }

    /// Reads on, until it is done or has to stop.
    pub fn read<'gc>(
        &mut self,
        ctx: Context<'gc>,
        stream: &mut Stream,
    ) -> Result<'gc, Progress<'gc>> {
        loop {
            let before = self.cost();
            let taken = match stream.look(|piece| self.take(ctx, piece)) {
                Ok(taken) => taken?,
                Err(error) => return Ok(Progress::Failed(error)),
            };
            // By the sum, because the pieces that a pipe gives are not always the same.
            let paid = ctx.pay(self.cost() - before);
            match taken {
                Taken::Whole(text) => return Ok(Progress::Done(text.into())),
                Taken::Piece { complete: true } => return Ok(self.finish(ctx)),
                Taken::End => {
                    ctx.pay(SYSTEM_CALL);
                    return Ok(self.finish_at_end(ctx));
                }
                Taken::Stop(action) => {
                    self.text.settle(ctx);
                    return Ok(Progress::Stop(action));
                }
                Taken::Piece { complete: false } if paid => {}
                Taken::Piece { complete: false } => {
                    self.text.settle(ctx);
                    return Ok(Progress::Stop(Action::Pause));
                }
            }
        }
    }

    /// What has been taken costs so much.
    fn cost(&self) -> u64 {
        match self.want {
            Want::Number(_) => cost::visit(self.taken),
            _ => cost::copy(self.taken),
        }
    }

    /// Takes what belongs to the item from a piece of the file: how many bytes are done with.
    fn take<'gc>(&mut self, ctx: Context<'gc>, piece: &[u8]) -> (usize, Result<'gc, Taken<'gc>>) {
        let piece = &piece[..piece.len().min(STRIDE)];
        if piece.is_empty() {
            return (0, Ok(Taken::End));
        }
        match self.text.prepare(ctx, piece.len()) {
            Ok(None) => {}
            Ok(Some(action)) => return (0, Ok(Taken::Stop(action))),
            Err(error) => return (0, Err(error)),
        }
        let cut = self.want.cut(piece);
        self.taken += cut.taken;
        let content = &piece[cut.content];
        if cut.complete && self.text.is_empty() && !matches!(self.want, Want::Number(_)) {
            return (cut.taken, Ok(Taken::Whole(ctx.string(content))));
        }
        let pushed = self.text.push_bytes(ctx, content);
        let taken = pushed.map(|()| Taken::Piece {
            complete: cut.complete,
        });
        (cut.taken, taken)
    }

    fn finish<'gc>(&mut self, ctx: Context<'gc>) -> Progress<'gc> {
        if let Want::Number(scanner) = &self.want {
            ctx.pay(cost::visit(self.text.len()));
            let number = scanner.finish(self.text.as_bytes());
            return number.map_or(Progress::Nothing, |n| Progress::Done(Value::number(n)));
        }
        Progress::Done(self.text.take(ctx).into())
    }

    fn finish_at_end<'gc>(&mut self, ctx: Context<'gc>) -> Progress<'gc> {
        match self.want {
            Want::Line | Want::Bytes(_) | Want::Test if self.text.is_empty() => Progress::Nothing,
            _ => self.finish(ctx),
        }
    }
}
