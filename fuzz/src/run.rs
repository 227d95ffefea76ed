//! Running a program by a plan, and what must hold.
//!
//! Whatever the program does: nothing panics; no more bytes are in use than the limit and its documented reserve; the fuel
//! that was asked for is what was burned; the interpreter works afterwards; and when it is taken apart, each byte that was
//! charged is given back. A program that does not observe the collector burns the same fuel and prints the same in one
//! slice and in many, under stress and without, on both backends.

use std::{cell::RefCell, io, rc::Rc};

use ferrous::{Builder, Context, Error, Executor, Fuel, Lua, Step, Stress, Thrown, Variadic};

use crate::plan::Plan;

/// The small reserve beyond the limit: a sixteenth of it, and what 128 instructions allocate.
const STRETCH: usize = 128 << 10;

/// How often a run that has yielded to the host is resumed.
const MOST_YIELDS: usize = 50;

/// What a program has printed may not grow for ever.
const MOST_OUTPUT: usize = 64 << 10;

/// The clock stands still, and nothing tells how much memory is in use: otherwise no two runs were comparable.
const PRELUDE: &str = "
    local time, date, collect = os.time, os.date, collectgarbage
    function os.clock() return 0 end
    function os.time(t) if t == nil then return 1e9 end return time(t) end
    function os.date(format, t) return date(format, t or 1e9) end
    function collectgarbage(...) collect(...) return 0 end
    function gcinfo() return 0 end";

/// What a program observes the collector with. (A step or a full collection costs what there is to collect.)
const OBSERVERS: [&[u8]; 3] = [b"__gc", b"__mode", b"collectgarbage"];

/// How a program has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// It has returned so many values.
    Returned(usize),
    /// With this error.
    Failed(String),
    /// Its fuel was spent, or it yielded without end.
    Unfinished,
}

/// What is known of a run afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// How it has ended.
    pub end: End,
    /// The fuel that it has burned.
    pub fuel: u64,
    /// What it has printed.
    pub output: String,
}

/// Runs a program by a plan and checks all that must hold.
pub fn check(source: &[u8], plan: &Plan) {
    run(source, plan);
    if OBSERVERS.iter().any(|name| contains(source, name)) {
        return;
    }
    let plain = run(source, &plan.plain());
    let other = plan.unobtrusive();
    if plain.end != End::Unfinished && plain.fuel <= other.fuel {
        assert_eq!(run(source, &other), plain, "the slices show");
    }
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

/// Runs a program by a plan.
pub fn run(source: &[u8], plan: &Plan) -> Report {
    let output = Output::default();
    let mut lua = interpreter(plan, &output);
    let report = match lua.load(source) {
        Ok(main) => {
            let run = lua
                .start(&main, (1, "two", true))
                .expect("a fresh interpreter starts runs");
            let end = drive(&mut lua, &run, plan);
            Report {
                end,
                fuel: run.fuel_used(),
                output: output.text(),
            }
        }
        Err(error) => Report {
            end: End::Failed(error.to_string()),
            fuel: 0,
            output: String::new(),
        },
    };
    check_limit(&mut lua, plan);
    check_usable(lua, plan);
    report
}

fn interpreter(plan: &Plan, output: &Output) -> Lua {
    let output = output.clone();
    let builder = Builder::new()
        .library(ferrous::open::safe)
        .library(ferrous::open::debug)
        .seed(plan.seed)
        .tail_calls(plan.tail_calls)
        .depth_limit(plan.depth_limit)
        .stress(plan.stress);
    let mut lua = builder.build().expect("the libraries open");
    lua.try_enter(|ctx| prepare(ctx, output))
        .expect("there is memory for the streams");
    lua.exec(PRELUDE).ok();
    lua.set_memory_limit(Some(plan.memory_limit));
    lua
}

fn prepare<'gc>(ctx: Context<'gc>, output: Output) -> Result<(), Thrown<'gc>> {
    ferrous::output::set(ctx, output.clone())?;
    ferrous::output::set_errors(ctx, output)?;
    ferrous::input::set(ctx, io::empty())
}

/// Steps a run to its end, or to the end of the plan's fuel.
fn drive(lua: &mut Lua, run: &Executor, plan: &Plan) -> End {
    let mut slices = Slices(plan.seed, plan.largest_slice);
    let (mut given, mut burned, mut yields) = (0, 0, 0);
    for step in 1.. {
        if plan.interrupt == Some(step) {
            lua.interrupt_handle().interrupt();
        }
        let mut fuel = Fuel::new(slices.next());
        given += fuel.remaining();
        let result = lua.step(run, &mut fuel);
        given -= fuel.remaining();
        burned += fuel.burned();
        assert_eq!(given, burned, "what is not left was burned");
        assert_eq!(
            run.fuel_used(),
            burned + run.fuel_debt(),
            "fuel and debt add up"
        );
        match result {
            Ok(Step::Done) => {
                let values: Variadic<ferrous::StashedValue> =
                    lua.take(run).expect("a run that is done has results");
                return End::Returned(values.len());
            }
            Ok(Step::OutOfFuel) => assert!(fuel.is_spent(), "there was fuel left"),
            Ok(Step::Interrupted) => assert_eq!(plan.interrupt, Some(step)),
            Ok(Step::Yielded) if yields == MOST_YIELDS => return End::Unfinished,
            Ok(Step::Yielded) => {
                yields += 1;
                match yields % 3 {
                    0 => lua.throw(run, "thrown by the host"),
                    _ => lua.resume(run, (yields as f64, "resumed")),
                }
                .expect("a run that has yielded can be resumed");
            }
            Ok(Step::Waiting(_)) => panic!("nobody asks the host"),
            Ok(Step::Deadline) => panic!("there is no deadline"),
            Err(error) => return failed(error),
        }
        if plan.cancel == Some(step) {
            assert!(lua.cancel(run));
            assert!(matches!(
                lua.step(run, &mut Fuel::new(1)),
                Err(Error::Cancelled)
            ));
            return End::Unfinished;
        }
        if burned >= plan.fuel {
            return End::Unfinished;
        }
    }
    unreachable!("there are more numbers than steps")
}

fn failed(error: Error) -> End {
    match error {
        Error::Runtime { .. } | Error::Memory { .. } => End::Failed(error.to_string()),
        other => panic!("no script makes this error: {other:?}"),
    }
}

fn check_limit(lua: &mut Lua, plan: &Plan) {
    let memory = lua.memory();
    let most = plan.memory_limit + plan.memory_limit / 16 + STRETCH;
    assert!(memory.used <= memory.peak);
    assert!(
        memory.peak <= most,
        "{} bytes under a limit of {}",
        memory.peak,
        plan.memory_limit
    );
}

/// The interpreter works on, closes, and gives back what it has charged.
fn check_usable(mut lua: Lua, plan: &Plan) {
    lua.interrupt_handle().clear();
    lua.set_memory_limit(None);
    if !matches!(plan.stress, Stress::Fail(_)) {
        let sum: f64 = lua.eval("return 1 + 1").expect("the interpreter is usable");
        assert_eq!(sum, 2.0);
    }
    lua.close(&mut Fuel::new(plan.fuel / 10));
    assert_eq!(
        lua.dismantle(),
        0,
        "bytes that were charged and not given back"
    );
}

/// Random slices.
struct Slices(u64, u64);

impl Slices {
    fn next(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        1 + (self.0 >> 33) % self.1.max(1)
    }
}

/// Where a program prints to.
#[derive(Clone, Default)]
struct Output(Rc<RefCell<Vec<u8>>>);

impl Output {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.borrow()).into_owned()
    }
}

impl io::Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut text = self.0.borrow_mut();
        let room = MOST_OUTPUT.saturating_sub(text.len());
        text.extend_from_slice(&bytes[..bytes.len().min(room)]);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
