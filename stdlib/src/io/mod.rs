//! Files: `io` and the methods of what it opens.
//!
//! A file is a userdata ([`file`]) around a [`stream`], which is what C's `FILE` is: a device and one buffer. The standard
//! streams are the interpreter's own ([`crate::output`], [`crate::input`]), so that `print` and `io.write` share one output
//! and a host can redirect both. A file that nobody closes is written out when it is collected or the `Lua` is dropped.
//!
//! Reading and writing pay by the byte, ask for memory first and pause in the middle: `read("*a")` of a file without end
//! can be stopped, and so can a line without end. What no fuel bounds is a single call of the operating system. These can
//! take as long as they like, and so nothing of this library is for scripts of strangers:
//!
//! * opening a pipe with a name (`mkfifo`) waits for its other side;
//! * reading from a terminal, a pipe or a process waits until something comes, and writing to one until there is room;
//! * closing a file of `popen` waits until the process has ended.
//!
//! | file | what it is |
//! |---|---|
//! | `mode` `stream` `scan` | the algorithms: modes of `fopen`, buffering, the numbers that `fscanf` reads |
//! | `system` `failure` | paths and commands, and errors in C's words |
//! | `file` | the userdata |
//! | `open` `close` `default` | what makes files, ends them, and chooses those that are used when none is named |
//! | `item` `read` `lines` `write` `place` | the methods |

mod close;
mod default;
pub(crate) mod failure;
mod file;
mod item;
mod lines;
mod mode;
mod open;
mod place;
mod read;
mod scan;
mod stream;
pub(crate) mod system;
mod write;

use std::rc::Rc;

use self::{
    default::{INPUT, OUTPUT},
    file::{File, Streams},
    stream::{Device, Stream},
};
use crate::{input, open::field, output, prelude::*};

/// Fuel for a call of the operating system.
pub(crate) const SYSTEM_CALL: u64 = 32;
/// Fuel for opening or closing a file.
pub(crate) const OPENING: u64 = 256;
/// Fuel for starting a process.
pub(crate) const PROCESS: u64 = 20_000;

/// The registry's slot for the streams.
const SLOT: &str = "ferrous.io";

/// What the functions of the library share.
#[derive(Copy, Clone, Collect)]
#[collect(no_drop)]
struct Library<'gc> {
    /// The metatable of files.
    metatable: Table<'gc>,
    /// The files that are used when none is named.
    defaults: Table<'gc>,
    /// A userdata around [`Streams`].
    streams: UserData<'gc>,
}

/// A function of the library.
type Call = for<'gc> fn(Library<'gc>, Context<'gc>, &mut Window<'gc, '_>) -> Outcome<'gc>;

const FUNCTIONS: &[(&str, Call)] = &[
    ("io.close", close::close),
    ("io.flush", write::flush),
    ("io.input", default::input),
    ("io.lines", lines::lines),
    ("io.open", open::open),
    ("io.output", default::output),
    ("io.popen", open::popen),
    ("io.read", read::read),
    ("io.tmpfile", open::tmpfile),
    ("io.write", write::write),
];

const METHODS: &[(&str, NativeFn)] = &[
    ("file.close", close::file_close),
    ("file.flush", write::file_flush),
    ("file.lines", lines::file_lines),
    ("file.read", read::file_read),
    ("file.seek", place::seek),
    ("file.setvbuf", place::setvbuf),
    ("file.write", write::file_write),
    ("file.__gc", close::finalize),
    ("file.__tostring", tostring),
];

/// Opens the library: fills its table.
pub(crate) fn open<'gc>(ctx: Context<'gc>, io: Table<'gc>) -> Result<'gc, ()> {
    let metatable = ctx.table();
    crate::open::fill(ctx, metatable, METHODS)?;
    field(ctx, metatable, "__index", metatable)?;
    let streams = UserData::new(ctx, Rc::new(Streams::default()));
    ctx.registry().raw_set(ctx, ctx.string(SLOT), streams)?;
    let library = Library {
        metatable,
        defaults: ctx.table(),
        streams,
    };
    for (name, call) in FUNCTIONS {
        let function = ctx.native_with(
            name,
            Function {
                library,
                call: *call,
            },
        );
        field(ctx, io, name.trim_start_matches("io."), function)?;
    }
    field(ctx, io, "type", ctx.native("io.type", type_of))?;

    let standard = |device, readable, writable| {
        File::standard(ctx, metatable, Stream::new(device, readable, writable))
    };
    let output = output::sink(ctx)?.share();
    let stdin = standard(
        Device::Input(input::share(ctx)?, output.clone()),
        true,
        false,
    );
    let stdout = standard(Device::Output(output), false, true);
    let stderr = standard(Device::Output(output::errors(ctx)?.share()), false, true);
    library.set_default(ctx, INPUT, stdin)?;
    library.set_default(ctx, OUTPUT, stdout)?;
    field(ctx, io, "stdin", stdin)?;
    field(ctx, io, "stdout", stdout)?;
    field(ctx, io, "stderr", stderr)
}

/// Writes out what the files of an interpreter hold.
pub(crate) fn flush_files(ctx: Context<'_>) -> std::io::Result<()> {
    let slot = ctx.registry().raw_get(ctx, ctx.string(SLOT));
    let streams = slot.as_userdata();
    match streams.and_then(|streams| streams.downcast::<Rc<Streams>>()) {
        Some(streams) => streams.flush(),
        None => Ok(()),
    }
}

impl<'gc> Library<'gc> {
    /// A file of the library's.
    fn file(self, ctx: Context<'gc>, stream: Stream) -> File<'gc> {
        let streams: &Rc<Streams> = self.streams.downcast().expect("the library has made it so");
        File::new(ctx, self.metatable, streams, stream)
    }
}

/// A native that knows its library.
#[derive(Collect)]
#[collect(no_drop)]
struct Function<'gc> {
    library: Library<'gc>,
    #[collect(require_static)]
    call: Call,
}

impl<'gc> Body<'gc> for Function<'gc> {
    #[inline]
    fn call(&self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        (self.call)(self.library, ctx, window)
    }
}

/// `io.type(value)`: "file", "closed file", or nil for anything else.
fn type_of<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let kind = match File::of(window.check_any(1)?) {
        None => Value::NIL,
        Some(file) if file.is_closed() => ctx.string("closed file").into(),
        Some(_) => ctx.string("file").into(),
    };
    window.answer(kind);
    Ok(Action::Return)
}

/// `tostring(file)`
fn tostring<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let file = File::check_any(window)?;
    let text = match file.is_closed() {
        true => ctx.string("file (closed)"),
        false => ctx.string(format!("file (0x{:08x})", ctx.identity(file.into()))),
    };
    window.answer(text.into());
    Ok(Action::Return)
}
