//! Doing what the command line says: `LUA_INIT`, statements and modules, the script, the prompt.

use std::{
    env,
    ffi::{OsStr, OsString},
    fs,
    io::{self, BufWriter, IsTerminal, LineWriter, Read},
    process::ExitCode,
    time::{Duration, Instant},
};

use ferrous::{
    Action, Bytes, Chunk, Context, Error, Executor, Exit, Fuel, Lua, Outcome, StashedFunction,
    StashedValue, Step, Variadic, Window, compiler::skip_shebang,
};

use crate::{
    allocator::{self, Tide},
    interrupt::Interrupt,
    options::{Options, Problem, Task},
    prompt, report,
};

/// The variable with source to run first, or with `@` and a file of it.
const INIT: &str = "LUA_INIT";

/// The first byte of what `string.dump` has written.
const DUMP: u8 = 0x1B;

/// How long finalizers may take when the time is up.
const LAST_TIME: Duration = Duration::from_millis(20);

/// The fuel of a slice under a limit of memory: some 20 ms.
const SLICE: u64 = 4_000_000;

/// Why there is nothing more to do.
pub enum End {
    /// Something went wrong. It has been reported.
    Failed,
    /// A script has called `os.exit`.
    Exit(i32),
}

/// Runs everything.
pub fn run(command: OsString, options: Result<Options, Problem>) -> ExitCode {
    let settings = options.as_ref().ok();
    let fuel = settings.and_then(|options| options.fuel);
    let time = settings.and_then(|options| options.time);
    let deadline = time.and_then(|time| Instant::now().checked_add(time));
    let mut lua = interpreter(settings);
    let mut session = Session {
        interrupt: Interrupt::new(lua.interrupt_handle()),
        loadstring: lua.eval("return loadstring").expect("a base function"),
        outermost: lua.enter(|ctx| ctx.stash(ctx.native("ferrous", call))),
        lua,
        tide: settings
            .and_then(|options| options.memory)
            .map(|_| Tide::default()),
        fuel: fuel.map(Fuel::new),
        budget: fuel.unwrap_or(Fuel::MAX),
        deadline,
        time: time.unwrap_or_default(),
        is_interactive: false,
    };
    session.lua.set_deadline(deadline);
    let result = session.run_all(&command, options);
    // `os.exit` ends the process without it.
    if !matches!(result, Err(End::Exit(_))) {
        session.close();
    }
    // What was printed comes out before the process ends, whatever happened.
    session.flush();
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(End::Failed) => ExitCode::FAILURE,
        // The system keeps the low byte.
        Err(End::Exit(code)) => ExitCode::from(code as u8),
    }
}

/// An interpreter with every library, or with those that touch nothing outside, under the limits that were asked for.
fn interpreter(options: Option<&Options>) -> Lua {
    let builder = match options.is_some_and(|options| options.sandbox) {
        true => ferrous::builder(),
        false => ferrous::Builder::new().library(ferrous::open::all),
    };
    if options.is_some_and(|options| options.memory.is_some()) {
        allocator::keep_little();
    }
    let builder = match options {
        Some(options) => options.limit(builder),
        None => builder,
    };
    builder
        .build()
        .expect("the libraries open in fresh globals")
}

/// Calls its first argument with the others.
fn call<'gc>(_: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    Ok(Action::Call(window.remove(0)))
}

/// An interpreter and what it may still burn.
pub struct Session {
    lua: Lua,
    interrupt: Interrupt,
    /// The base function, as it was before a script could change it: it knows dumps.
    loadstring: StashedFunction,
    /// Calls what it is given: scripts find the command itself at the bottom of the stack.
    outermost: StashedFunction,
    /// Under a limit of memory: how much was in use.
    tide: Option<Tide>,
    fuel: Option<Fuel>,
    budget: u64,
    /// How long everything may take, and when that is over.
    time: Duration,
    deadline: Option<Instant>,
    /// Whether somebody sits at the prompt.
    pub is_interactive: bool,
}

/// Why a function did not come to its end.
enum Stop {
    Error(Error),
    OutOfFuel,
    OutOfTime,
    Interrupted,
    Exit(i32),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        match error {
            Error::Deadline => Stop::OutOfTime,
            error => Stop::Error(error),
        }
    }
}

impl Session {
    fn run_all(&mut self, command: &OsStr, options: Result<Options, Problem>) -> Result<(), End> {
        self.buffer_output()?;
        self.run_init()?;
        let options = options.map_err(|problem| {
            report::usage(&problem);
            End::Failed
        })?;
        let asks = io::stdin().is_terminal();
        if options.version || options.interactive || options.is_idle() && asks {
            report::version();
        }
        for task in &options.tasks {
            match task {
                Task::Run(statement) => {
                    let source = statement.as_encoded_bytes();
                    self.run_source(source, "=(command line)", Vec::new())?;
                }
                Task::Require(module) => self.require(module)?,
            }
        }
        if let Some(script) = options.script {
            let arguments = self.set_arg(command, &options, script)?;
            match options.reads_stdin() {
                true => self.run_stdin(arguments)?,
                false => self.run_file(&options.arguments[script], arguments)?,
            }
        }
        match options.interactive || options.is_idle() && asks {
            true => prompt::run(self)?,
            false if options.is_idle() => self.run_stdin(Vec::new())?,
            false => {}
        }
        Ok(())
    }

    /// Lets the finalizers run, with the fuel that is left, and for a moment where there is no time left.
    fn close(&mut self) {
        let mut unmetered = Fuel::new(Fuel::MAX);
        let soon = Instant::now() + LAST_TIME;
        self.lua
            .set_deadline(self.deadline.map(|deadline| deadline.max(soon)));
        self.lua.close(self.fuel.as_mut().unwrap_or(&mut unmetered));
    }

    /// Lets `print` write whole blocks, or lines where somebody is looking.
    fn buffer_output(&mut self) -> Result<(), End> {
        let opened = self.lua.try_enter(|ctx| {
            if io::stdout().is_terminal() {
                ferrous::output::set(ctx, LineWriter::new(io::stdout()))
            } else {
                ferrous::output::set(ctx, BufWriter::with_capacity(1 << 16, io::stdout()))
            }
        });
        self.checked(opened.map_err(Stop::from))
    }

    fn run_init(&mut self) -> Result<(), End> {
        let Some(init) = env::var_os(INIT) else {
            return Ok(());
        };
        match init.to_str().and_then(|text| text.strip_prefix('@')) {
            Some(file) => self.run_file(OsStr::new(file), Vec::new()),
            None => self.run_source(init.as_encoded_bytes(), &format!("={INIT}"), Vec::new()),
        }
    }

    fn require(&mut self, module: &OsStr) -> Result<(), End> {
        let name = Bytes::from(module.as_encoded_bytes());
        let done = self.call_global("require", Variadic(vec![name]));
        self.checked(done)
    }

    /// Sets the global `arg`: the script is at 0, what precedes it is below. Answers what follows it.
    fn set_arg(
        &mut self,
        command: &OsStr,
        options: &Options,
        script: usize,
    ) -> Result<Vec<Bytes>, End> {
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
        self.checked(set.map_err(Stop::from))?;
        Ok(all[script + 2..].to_vec())
    }

    fn run_stdin(&mut self, arguments: Vec<Bytes>) -> Result<(), End> {
        let mut source = Vec::new();
        let read = io::stdin().lock().read_to_end(&mut source);
        read.map_err(|error| unreadable("stdin", &error))?;
        self.run_source(skip_shebang(&source), "=stdin", arguments)
    }

    fn run_file(&mut self, file: &OsStr, arguments: Vec<Bytes>) -> Result<(), End> {
        let name = file.to_string_lossy();
        let source = fs::read(file).map_err(|error| unreadable(&name, &error))?;
        self.run_source(skip_shebang(&source), &format!("@{name}"), arguments)
    }

    fn run_source(&mut self, source: &[u8], name: &str, arguments: Vec<Bytes>) -> Result<(), End> {
        let done = self
            .load(source, name)
            .and_then(|main| self.burn(&main, Variadic(arguments)));
        self.checked(done).map(drop)
    }

    /// Runs a statement and prints what it returns. What goes wrong is told.
    pub fn run_statement(&mut self, statement: &[u8], name: &str) -> Result<(), End> {
        let done = self
            .load(statement, name)
            .and_then(|main| self.burn(&main, ()))
            .and_then(|run| Ok(self.lua.take::<Variadic<StashedValue>>(&run)?));
        let Variadic(results) = self.checked(done)?;
        if results.is_empty() {
            return Ok(());
        }
        match self.call_global("print", Variadic(results)) {
            Err(Stop::Error(error)) => {
                self.flush();
                report::message(true, format_args!("error calling 'print' ({error})"));
                Err(End::Failed)
            }
            printed => self.checked(printed),
        }
    }

    /// The text of a global, if it is one.
    pub fn text_of_global(&mut self, name: &str) -> Option<Vec<u8>> {
        self.lua.enter(|ctx| {
            let value = ctx.globals().raw_get(ctx, ctx.string(name));
            match (value.as_string(), value.as_number()) {
                (Some(text), _) => Some(text.as_bytes().to_vec()),
                (_, Some(number)) => Some(number.to_string().into_bytes()),
                _ => None,
            }
        })
    }

    fn call_global(
        &mut self,
        name: &str,
        arguments: impl for<'gc> ferrous::IntoMulti<'gc>,
    ) -> Result<(), Stop> {
        let function = self.lua.try_enter(|ctx| {
            let value = ctx.globals().raw_get(ctx, ctx.string(name));
            match value.as_function() {
                Some(function) => Ok(ctx.stash(function)),
                None => Err(ferrous::Thrown::plain(format!(
                    "attempt to call a {} value",
                    value.type_name()
                ))),
            }
        })?;
        self.burn(&function, arguments).map(drop)
    }

    fn load(&mut self, source: &[u8], name: &str) -> Result<StashedFunction, Stop> {
        if source.trim_ascii_start().first() != Some(&DUMP) {
            return Ok(self.lua.load(Chunk::new(source).name(name))?);
        }
        let dump = Bytes::from(source.trim_ascii_start());
        let loadstring = self.loadstring.clone();
        let (function, message): (Option<StashedFunction>, Option<String>) =
            self.lua.call(&loadstring, (dump, name))?;
        Ok(match function {
            Some(function) => function,
            None => self
                .lua
                .try_enter(|_| Err(ferrous::Thrown::plain(message.unwrap_or_default())))?,
        })
    }

    /// Runs a function to its end, or as far as the fuel goes or Ctrl-C lets it.
    fn burn(
        &mut self,
        function: &StashedFunction,
        arguments: impl for<'gc> ferrous::IntoMulti<'gc>,
    ) -> Result<Executor, Stop> {
        let run = self.lua.start(&self.outermost, (function, arguments))?;
        self.interrupt.arm();
        let end = self.drive(&run);
        self.interrupt.disarm();
        if end.is_err() {
            self.lua.cancel(&run);
        }
        end.map(|()| run)
    }

    /// Steps a run with the fuel that is left. Under a limit of memory it comes back now and then.
    fn step(&mut self, run: &Executor) -> Result<Step, Error> {
        let left = self.fuel.map_or(Fuel::MAX, |fuel| fuel.remaining());
        let most = match self.tide {
            Some(_) => left.min(SLICE),
            None => left,
        };
        let mut slice = Fuel::new(most);
        let step = self.lua.step(run, &mut slice);
        if let Some(fuel) = &mut self.fuel {
            *fuel = Fuel::new(left - most + slice.remaining());
        }
        step
    }

    fn drive(&mut self, run: &Executor) -> Result<(), Stop> {
        loop {
            let step = self.step(run)?;
            if let Some(tide) = &mut self.tide {
                tide.look(self.lua.memory().used);
            }
            match step {
                Step::Done => return Ok(()),
                Step::OutOfFuel if self.fuel.is_some_and(|fuel| fuel.is_spent()) => {
                    return Err(Stop::OutOfFuel);
                }
                Step::OutOfFuel => {}
                // Nobody is there to resume the main chunk.
                Step::Yielded => self
                    .lua
                    .throw(run, "attempt to yield across metamethod/C-call boundary")?,
                Step::Waiting(request) => {
                    return Err(match request.downcast::<Exit>() {
                        Ok(exit) => Stop::Exit(exit.code),
                        Err(_) => Stop::Interrupted,
                    });
                }
                Step::Interrupted => return Err(Stop::Interrupted),
                Step::Deadline => return Err(Stop::OutOfTime),
            }
        }
    }

    fn checked<T>(&mut self, result: Result<T, Stop>) -> Result<T, End> {
        result.map_err(|stop| {
            self.flush();
            match stop {
                Stop::Error(error) => report::error(&mut self.lua, &error, self.is_interactive),
                Stop::OutOfFuel => report::out_of_fuel(self.budget),
                Stop::OutOfTime => report::out_of_time(self.time),
                Stop::Interrupted => report::message(self.is_interactive, "interrupted!"),
                Stop::Exit(code) => return End::Exit(code),
            }
            End::Failed
        })
    }

    /// Writes out what scripts have printed.
    pub fn flush(&mut self) {
        let _ = self.lua.enter(ferrous::output::flush);
    }
}

fn unreadable(file: &str, error: &io::Error) -> End {
    report::unreadable(file, error);
    End::Failed
}
