//! Where `print` writes.
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
//! A writer is flushed when the `Lua` is dropped or [`flush`] is called. Its errors are dropped, as C's `print` drops them.

use std::{
    cell::RefCell,
    io::{self, Write},
};

use ferrous_core::heap::{context::Context, userdata::UserData};

use crate::prelude::{Collect, Result};

/// The registry's slot for the output.
const SLOT: &str = "ferrous.output";

/// The output of one interpreter: a userdata in the registry.
pub(crate) struct Output(RefCell<Box<dyn Write>>);

/// A handle on the output.
#[derive(Copy, Clone, Collect)]
#[collect(no_drop)]
pub(crate) struct Sink<'gc>(UserData<'gc>);

/// Sets where this interpreter's `print` writes.
pub fn set<'gc>(ctx: Context<'gc>, writer: impl Write + 'static) -> Result<'gc, ()> {
    *sink(ctx)?.output().0.borrow_mut() = Box::new(writer);
    Ok(())
}

/// Writes out what is buffered.
pub fn flush(ctx: Context<'_>) -> io::Result<()> {
    match sink(ctx) {
        Ok(sink) => sink.output().0.borrow_mut().flush(),
        Err(_) => Ok(()),
    }
}

/// The output; made at first use.
pub(crate) fn sink<'gc>(ctx: Context<'gc>) -> Result<'gc, Sink<'gc>> {
    let slot = ctx.string(SLOT);
    if let Some(known) = ctx.registry().raw_get(ctx, slot).as_userdata()
        && known.downcast::<Output>().is_some()
    {
        return Ok(Sink(known));
    }
    let made = UserData::new(ctx, Output(RefCell::new(Box::new(io::stdout()))));
    ctx.registry().raw_set(ctx, slot, made)?;
    Ok(Sink(made))
}

impl<'gc> Sink<'gc> {
    fn output(self) -> &'gc Output {
        self.0
            .downcast::<Output>()
            .expect("a sink is made from an output only")
    }

    /// Writes bytes.
    #[inline]
    pub fn write(self, bytes: &[u8]) {
        if let Ok(mut writer) = self.output().0.try_borrow_mut() {
            let _ = writer.write_all(bytes);
        }
    }
}
