//! Where `io.read`, `io.stdin` and a `dofile` without a name read.
//!
//! By default that is the process's standard input through Rust's own handle and its buffer: a script and its host take
//! turns on it without losing anything. A host that wants scripts to read something else sets a reader of its own:
//!
//! ```
//! let mut lua = ferrous::Builder::new().library(ferrous::open::all).build()?;
//! lua.try_enter(|ctx| ferrous::input::set(ctx, &b"first\nsecond\n"[..]))?;
//! assert_eq!(lua.eval::<String>("return io.read()")?, "first");
//! # Ok::<(), ferrous::Error>(())
//! ```

use std::{
    cell::RefCell,
    io::{self, BufRead, ErrorKind, IsTerminal},
    rc::Rc,
};

use ferrous_core::heap::{context::Context, userdata::UserData};

use crate::prelude::Result;

/// The registry's slot for the input.
const SLOT: &str = "ferrous.input";

/// The input of one interpreter.
pub(crate) enum Input {
    /// The process's standard input. It is locked for each look only, so that the host can read it too.
    Process(io::Stdin),
    /// A reader of the host.
    Host(Box<dyn BufRead>),
}

/// Sets where this interpreter's `io.read` and `io.stdin` read.
pub fn set<'gc>(ctx: Context<'gc>, reader: impl BufRead + 'static) -> Result<'gc, ()> {
    *share(ctx)?.borrow_mut() = Input::Host(Box::new(reader));
    Ok(())
}

/// The input; made at first use.
pub(crate) fn share<'gc>(ctx: Context<'gc>) -> Result<'gc, Rc<RefCell<Input>>> {
    let slot = ctx.string(SLOT);
    let known = ctx.registry().raw_get(ctx, slot).as_userdata();
    if let Some(input) = known.and_then(|known| known.downcast::<Rc<RefCell<Input>>>()) {
        return Ok(input.clone());
    }
    let made = Rc::new(RefCell::new(Input::Process(io::stdin())));
    ctx.registry()
        .raw_set(ctx, slot, UserData::new(ctx, made.clone()))?;
    Ok(made)
}

impl Input {
    /// Whether somebody sits there, who has to see a question before the answer is read.
    pub fn is_terminal(&self) -> bool {
        match self {
            Input::Process(stdin) => stdin.is_terminal(),
            Input::Host(_) => false,
        }
    }

    /// Lets `take` look at what there is to read, nothing at the end, and say how much of it it takes.
    pub fn look<R>(&mut self, take: impl FnOnce(&[u8]) -> (usize, R)) -> io::Result<R> {
        match self {
            Input::Process(stdin) => look(&mut stdin.lock(), take),
            Input::Host(reader) => look(reader, take),
        }
    }
}

fn look<R>(reader: &mut impl BufRead, take: impl FnOnce(&[u8]) -> (usize, R)) -> io::Result<R> {
    let available = loop {
        match reader.fill_buf() {
            Ok(available) => break available,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    };
    let (taken, result) = take(available);
    reader.consume(taken);
    Ok(result)
}
