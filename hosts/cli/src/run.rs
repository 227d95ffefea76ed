//! Doing what the command line says: statements first, then the script.

use std::{
    ffi::{OsStr, OsString},
    fs,
    io::{self, BufWriter, IsTerminal, LineWriter, Read},
    process::ExitCode,
};

use ferrous::{Bytes, Chunk, Error, Exit, Fuel, Lua, Step, Variadic, compiler::skip_shebang};

use crate::{options::Options, report};

/// Why there is nothing more to do.
enum Stop {
    /// Something went wrong. It has been reported.
    Failed,
    /// A script has called `os.exit`.
    Exit(i32),
}

/// How far a chunk came.
enum End {
    Done,
    OutOfFuel,
    Exit(i32),
}

/// Runs everything.
pub fn run(command: OsString, options: Options) -> ExitCode {
    if options.version {
        report::version();
    }
    let mut session = Session {
        lua: libraries(),
        fuel: options.fuel.map(Fuel::new),
        budget: options.fuel.unwrap_or(Fuel::MAX),
    };
    let result = session.run_all(&command, &options);
    // What was printed comes out before the process ends, whatever happened.
    let _ = session.lua.enter(ferrous::output::flush);
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop::Failed) => ExitCode::FAILURE,
        // The system keeps the low byte.
        Err(Stop::Exit(code)) => ExitCode::from(code as u8),
    }
}

/// An interpreter with every library.
fn libraries() -> Lua {
    ferrous::Builder::new()
        .library(ferrous::open::all)
        .build()
        .expect("the libraries open in fresh globals")
}

/// An interpreter and what it may still burn.
struct Session {
    lua: Lua,
    fuel: Option<Fuel>,
    budget: u64,
}

impl Session {
    fn run_all(&mut self, command: &OsStr, options: &Options) -> Result<(), Stop> {
        self.buffer_output()?;
        for statement in &options.statements {
            let chunk = Chunk::new(statement.as_encoded_bytes()).name("=(command line)");
            self.run_chunk(chunk, Vec::new())?;
        }
        let arguments = match options.script {
            Some(script) => self.set_arg(command, options, script)?,
            None => Vec::new(),
        };
        if options.reads_stdin() {
            let mut source = Vec::new();
            let read = io::stdin().lock().read_to_end(&mut source);
            read.map_err(|error| unreadable("stdin", &error))?;
            return self.run_chunk(Chunk::new(skip_shebang(&source)).name("=stdin"), arguments);
        }
        let Some(script) = options.script else {
            return Ok(());
        };
        let file = &options.arguments[script];
        let name = file.to_string_lossy();
        let source = fs::read(file).map_err(|error| unreadable(&name, &error))?;
        let chunk = Chunk::new(skip_shebang(&source)).name(format!("@{name}"));
        self.run_chunk(chunk, arguments)
    }

    /// Lets `print` write whole blocks, or lines where somebody is looking.
    fn buffer_output(&mut self) -> Result<(), Stop> {
        let opened = self.lua.try_enter(|ctx| {
            if io::stdout().is_terminal() {
                ferrous::output::set(ctx, LineWriter::new(io::stdout()))
            } else {
                ferrous::output::set(ctx, BufWriter::with_capacity(1 << 16, io::stdout()))
            }
        });
        self.checked(opened)
    }

    /// Sets the global `arg`: the script is at 0, what precedes it is below. Answers what follows it.
    fn set_arg(
        &mut self,
        command: &OsStr,
        options: &Options,
        script: usize,
    ) -> Result<Vec<Bytes>, Stop> {
        let text = |argument: &OsStr| Bytes::from(argument.as_encoded_bytes());
        let all: Vec<Bytes> = std::iter::once(command)
            .chain(options.arguments.iter().map(OsString::as_os_str))
            .map(text)
            .collect();
        let set = self.lua.try_enter(|ctx| {
            let arg = ctx.table();
            for (index, argument) in all.iter().enumerate() {
                let index = index as i64 - 1 - script as i64;
                arg.raw_set_index(ctx, index, ctx.string(argument))?;
            }
            ctx.set_global("arg", arg)
        });
        self.checked(set)?;
        Ok(all[script + 2..].to_vec())
    }

    fn run_chunk(&mut self, chunk: Chunk<'_>, arguments: Vec<Bytes>) -> Result<(), Stop> {
        let result = self.burn(chunk, arguments);
        match self.checked(result)? {
            End::Done => Ok(()),
            End::OutOfFuel => {
                self.flush();
                report::out_of_fuel(self.budget);
                Err(Stop::Failed)
            }
            End::Exit(code) => Err(Stop::Exit(code)),
        }
    }

    /// Runs a chunk to its end, or as far as it goes.
    fn burn(&mut self, chunk: Chunk<'_>, arguments: Vec<Bytes>) -> Result<End, Error> {
        let main = self.lua.load(chunk)?;
        let run = self.lua.start(&main, Variadic(arguments))?;
        loop {
            let mut endless = Fuel::new(Fuel::MAX);
            let fuel = self.fuel.as_mut().unwrap_or(&mut endless);
            match self.lua.step(&run, fuel)? {
                Step::Done => return Ok(End::Done),
                Step::OutOfFuel if self.fuel.is_none() => {}
                Step::OutOfFuel => return Ok(End::OutOfFuel),
                // Nobody is there to resume the main chunk.
                Step::Yielded => self
                    .lua
                    .throw(&run, "attempt to yield across metamethod/C-call boundary")?,
                Step::Waiting(request) => match request.downcast::<Exit>() {
                    Ok(exit) => return Ok(End::Exit(exit.code)),
                    Err(_) => return Err(Error::Interrupted),
                },
                Step::Interrupted => return Err(Error::Interrupted),
            }
        }
    }

    fn checked<T>(&mut self, result: Result<T, Error>) -> Result<T, Stop> {
        result.map_err(|error| {
            self.flush();
            report::error(&mut self.lua, &error);
            Stop::Failed
        })
    }

    fn flush(&mut self) {
        let _ = self.lua.enter(ferrous::output::flush);
    }
}

fn unreadable(file: &str, error: &io::Error) -> Stop {
    report::unreadable(file, error);
    Stop::Failed
}
