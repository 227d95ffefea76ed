//! Where `print` and `io.write` write, and where error messages go.
//!
//! By default that is the process's standard output through Rust's own handle, so that what a script prints and what the
//! host prints with `println!` come out in order. A host that wants the text elsewhere, or whole blocks instead of
//! lines, sets a writer of its own:
//!
//! ```
//! let mut lua = ferrous::lua();
//! lua.try_enter(|ctx| ferrous::output::set(ctx, std::io::sink()))?;
//! lua.exec("print('into the void')")?;
//! # Ok::<(), ferrous::Error>(())
//! ```
//!
//! `print` and `io.stdout` share the one writer, so that their texts come out in order. It is flushed when the `Lua` is
//! dropped, when a script asks for it, or by [`flush`]. `print` drops its errors, as C's does; `io.write` tells them.

use std::{
    cell::{RefCell, RefMut},
    io::{self, Write},
    rc::Rc,
};

use ferrous_core::heap::{context::Context, userdata::UserData};

use crate::prelude::{Collect, Result};

/// The registry's slots for the output and for error messages.
const OUTPUT: &str = "ferrous.output";
const ERRORS: &str = "ferrous.errors";

/// When a writer is flushed without being asked.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Flushing {
    /// As the writer itself sees fit.
    Never,
    /// After every write with an end of line in it.
    Lines,
    /// After every write.
    Always,
}

/// A writer of the host or the process.
pub(crate) struct Output {
    writer: Box<dyn Write>,
    pub flushing: Flushing,
}

/// A handle on an output: a userdata in the registry.
#[derive(Copy, Clone, Collect)]
#[collect(no_drop)]
pub(crate) struct Sink<'gc>(UserData<'gc>);

/// Sets where this interpreter's `print`, `io.write` and `io.stdout` write.
pub fn set<'gc>(ctx: Context<'gc>, writer: impl Write + 'static) -> Result<'gc, ()> {
    sink(ctx)?.borrow().writer = Box::new(writer);
    Ok(())
}

/// Sets where this interpreter's `io.stderr` writes. By default that is the process's standard error.
pub fn set_errors<'gc>(ctx: Context<'gc>, writer: impl Write + 'static) -> Result<'gc, ()> {
    errors(ctx)?.borrow().writer = Box::new(writer);
    Ok(())
}

/// Writes out what is buffered: by the output, and by every file that the interpreter has open.
pub fn flush(ctx: Context<'_>) -> io::Result<()> {
    let files = crate::io::flush_files(ctx);
    match sink(ctx) {
        Ok(sink) => sink.borrow().flush().and(files),
        Err(_) => files,
    }
}

/// The output; made at first use.
pub(crate) fn sink<'gc>(ctx: Context<'gc>) -> Result<'gc, Sink<'gc>> {
    find(ctx, OUTPUT, || Box::new(io::stdout()))
}

/// Where `io.stderr` writes; made at first use.
pub(crate) fn errors<'gc>(ctx: Context<'gc>) -> Result<'gc, Sink<'gc>> {
    find(ctx, ERRORS, || Box::new(io::stderr()))
}

fn find<'gc>(
    ctx: Context<'gc>,
    slot: &str,
    default: fn() -> Box<dyn Write>,
) -> Result<'gc, Sink<'gc>> {
    let slot = ctx.string(slot);
    if let Some(known) = ctx.registry().raw_get(ctx, slot).as_userdata()
        && known.downcast::<Rc<RefCell<Output>>>().is_some()
    {
        return Ok(Sink(known));
    }
    let output = Output {
        writer: default(),
        flushing: Flushing::Never,
    };
    let made = UserData::new(ctx, Rc::new(RefCell::new(output)));
    ctx.registry().raw_set(ctx, slot, made)?;
    Ok(Sink(made))
}

impl<'gc> Sink<'gc> {
    fn output(self) -> &'gc Rc<RefCell<Output>> {
        self.0
            .downcast()
            .expect("a sink is made from an output only")
    }

    fn borrow(self) -> RefMut<'gc, Output> {
        self.output().borrow_mut()
    }

    /// The output itself, for a file that writes to it.
    pub fn share(self) -> Rc<RefCell<Output>> {
        self.output().clone()
    }

    /// Writes bytes.
    #[inline]
    pub fn write(self, bytes: &[u8]) {
        if let Ok(mut output) = self.output().try_borrow_mut() {
            let _ = output.write(bytes);
        }
    }
}

impl Output {
    /// Writes all of `bytes`.
    #[inline]
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.writer.write_all(bytes)?;
        match self.flushing {
            Flushing::Never => Ok(()),
            Flushing::Lines if !bytes.contains(&b'\n') => Ok(()),
            _ => self.flush(),
        }
    }

    /// Writes out what is buffered.
    pub fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}
