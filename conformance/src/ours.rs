//! Running a program under Ferrous.

use std::{
    cell::RefCell,
    io::{self, Write},
    rc::Rc,
};

use ferrous::{Builder, Bytes, Chunk, Error, Exit, Fuel, Lua, Step, open};

/// How a run ends that is out of fuel, as the last line of its output.
pub const OUT_OF_FUEL: &[u8] = b"error: out of fuel\n";

/// Fuel for the finalizers that are left in the end.
const CLOSING: u64 = 1_000_000;

/// How much fuel one slice gets; a prime, so that slices end everywhere.
const SLICE: u64 = 10_007;

/// Runs a program in an interpreter of its own and gives what it printed; an error that nobody catches is its last line.
pub fn run(name: &str, source: &[u8], fuel: u64) -> Vec<u8> {
    run_until(name, source, fuel, AtYield::Refuse)
}

/// The same for a program whose main function is the first of a coroutine; it ends where that yields.
pub fn run_on_coroutine(name: &str, source: &[u8], fuel: u64) -> Vec<u8> {
    run_until(name, source, fuel, AtYield::End)
}

/// What happens when the main function yields.
#[derive(Copy, Clone, PartialEq, Eq)]
enum AtYield {
    /// An error, as under `lua`: there is nobody to yield to.
    Refuse,
    /// The program is over.
    End,
}

fn run_until(name: &str, source: &[u8], fuel: u64, at_yield: AtYield) -> Vec<u8> {
    let printed = Printed::default();
    let mut lua = interpreter();
    lua.try_enter({
        let printed = printed.clone();
        |ctx| ferrous::output::set(ctx, printed)
    })
    .expect("the output can be set");
    let end = last_line(&mut lua, name, source, fuel, at_yield);
    drop(lua);
    let mut text = printed.0.take();
    text.extend_from_slice(&end);
    text
}

/// The same on the process's standard output.
pub fn run_here(name: &str, source: &[u8], fuel: u64) {
    let mut lua = interpreter();
    let end = last_line(&mut lua, name, source, fuel, AtYield::Refuse);
    drop(lua);
    // Nobody is left to tell if it cannot be written.
    let _ = io::stdout().write_all(&end);
}

fn interpreter() -> Lua {
    let builder = Builder::new().library(open::all).seed(1);
    builder.build().expect("the libraries open")
}

/// Runs a program to its end; what to print if that is not a good one.
fn last_line(lua: &mut Lua, name: &str, source: &[u8], fuel: u64, at_yield: AtYield) -> Vec<u8> {
    let end = drive(lua, name, source, fuel, at_yield);
    if !matches!(end, Ok(End::Exit(_))) {
        lua.close(&mut Fuel::new(CLOSING));
    }
    match end {
        Ok(End::Done | End::Exit(0)) => Vec::new(),
        Ok(End::Yielded) => b"error: yielded\n".into(),
        Ok(End::OutOfFuel) => OUT_OF_FUEL.into(),
        Ok(End::Exit(code)) => format!("exit: {code}\n").into_bytes(),
        Err(error) => uncaught(lua, &error),
    }
}

/// The last line of a program that an error has ended.
fn uncaught(lua: &mut Lua, error: &Error) -> Vec<u8> {
    let text = match error {
        Error::Syntax(error) => error.to_bytes(),
        Error::Runtime { value, .. } => lua
            .enter(|ctx| {
                let value = ctx.fetch(value).ok()?;
                let text = value.as_string().map(|text| text.as_bytes().to_vec());
                text.or_else(|| value.is_number().then(|| error.to_string().into_bytes()))
            })
            .unwrap_or_else(|| b"(error object is not a string)".into()),
        error => error.to_string().into_bytes(),
    };
    [b"error: ", &text[..], b"\n"].concat()
}

/// How a run ends without an error.
enum End {
    Done,
    Yielded,
    OutOfFuel,
    /// `os.exit` was called: nothing is cleaned up.
    Exit(i32),
}

fn drive(
    lua: &mut Lua,
    name: &str,
    source: &[u8],
    mut fuel: u64,
    at_yield: AtYield,
) -> Result<End, Error> {
    let main = lua.load(Chunk::new(source).name(format!("@{name}")))?;
    let run = lua.start(&main, ferrous::Variadic(Vec::<Bytes>::new()))?;
    while fuel > 0 {
        let slice = fuel.min(SLICE);
        fuel -= slice;
        match lua.step(&run, &mut Fuel::new(slice))? {
            Step::Done => return Ok(End::Done),
            Step::OutOfFuel => {}
            Step::Waiting(request) => {
                let exit = request.downcast::<Exit>();
                return Ok(End::Exit(exit.map_or(-1, |exit| exit.code)));
            }
            _ if at_yield == AtYield::End => return Ok(End::Yielded),
            _ => lua.throw(&run, "attempt to yield across metamethod/C-call boundary")?,
        }
    }
    Ok(End::OutOfFuel)
}

/// Where a program prints.
#[derive(Clone, Default)]
struct Printed(Rc<RefCell<Vec<u8>>>);

impl Write for Printed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
