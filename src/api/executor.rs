//! Runs: a function on its way, driven by the host slice by slice.
//!
//! An [`Executor`] is the handle of one run and holds all that the host's side knows of it: where it stands, the fuel it
//! has burned, the debt it carries. The driving itself is on [`Lua`](crate::Lua): `start`, `step`, `resume`, `take`,
//! `cancel`. Any number of runs of one `Lua` can be under way, each stepped when the host likes.

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::{
    error::Error,
    stash::{StashedTable, StashedThread, StashedValue},
};
use crate::{
    driver::{Account, Course, Want},
    heap::{
        context::Context,
        native::{Request, Thrown},
        slots::Dropped,
        table::Table,
        value::Value,
    },
    meter::Fuel,
};

/// What a step came to.
#[derive(Debug)]
pub enum Step {
    /// The function has returned; its results can be taken.
    Done,
    /// The fuel is spent; the next step goes on.
    OutOfFuel,
    /// The function has yielded to the host. What it yielded can be taken, and it goes on when it is resumed.
    Yielded,
    /// The function asks the host for something and goes on when it is resumed with the answer.
    Waiting(Request),
    /// Another thread asked for a stop; the next step goes on.
    Interrupted,
    /// The time is up ([`Lua::set_deadline`](crate::Lua::set_deadline)); a step under a later deadline goes on.
    Deadline,
}

/// A run, started by [`Lua::start`](crate::Lua::start). Clones are the same run; when the last one is dropped, what is
/// left of the run is garbage.
#[derive(Clone)]
pub struct Executor(Arc<Mutex<Record>>);

impl Executor {
    /// Fuel that the run has burned so far, the overdraft of its last step included.
    pub fn fuel_used(&self) -> u64 {
        self.lock().fuel_used
    }

    /// Fuel that the run has burned beyond what it was given. The next step repays it first.
    pub fn fuel_debt(&self) -> u64 {
        self.lock().debt
    }

    /// Bytes that the run has charged so far, whether they are still in use or not.
    pub fn bytes_charged(&self) -> u64 {
        self.lock().bytes
    }

    /// Sets the most bytes by which the memory in use may grow in this run's own steps, or none. It holds from the next step on,
    /// beside the limit of the `Lua` ([`Lua::set_memory_limit`](crate::Lua::set_memory_limit)).
    ///
    /// A run that wants more gets the error "not enough memory", which it can catch, after everything was collected; other
    /// runs and the host are not affected. The host sees [`Error::Memory`](crate::Error::Memory) with this as its limit.
    ///
    /// What counts is what is allocated while the run is stepped, by itself, its coroutines and the functions that it calls,
    /// less what is freed of it, from when there is a cap. Garbage that others collect is told from theirs as long as it is
    /// young; old garbage (that a collection has found alive once) counts for the run in whose step it is collected. So that
    /// this is never held against it, a run is not refused what all that is in use has not grown by since it began.
    ///
    /// Small things may overdraw the cap up to the next safe point, by a sixteenth of it and at most 1 MB, but 128 KB in any case.
    /// Collections that it asks for go through the whole heap: where it is small beside what others hold, the run pays for them
    /// with fuel.
    ///
    /// ```
    /// use ferrous_core::{Error, Fuel, Lua, Step};
    ///
    /// let mut lua = Lua::bare();
    /// lua.exec("cache = {} for i = 1, 10000 do cache[i] = { i } end")?;
    /// let greedy = lua.load("local list; while true do list = { list } end")?;
    /// let modest = lua.load("for i = 1, 100000 do local t = { i } end return 'done'")?;
    /// let (greedy, modest) = (lua.start(&greedy, ())?, lua.start(&modest, ())?);
    /// for run in [&greedy, &modest] {
    ///     run.set_memory_limit(Some(256 << 10));
    /// }
    /// let over = lua.step(&greedy, &mut Fuel::new(10_000_000));
    /// assert!(matches!(over, Err(Error::Memory { limit: Some(0x40000), .. })));
    /// assert!(matches!(lua.step(&modest, &mut Fuel::new(10_000_000))?, Step::Done));
    /// # Ok::<(), ferrous_core::Error>(())
    /// ```
    pub fn set_memory_limit(&self, bytes: Option<usize>) {
        self.lock().account.set_cap(bytes);
    }

    /// The most bytes by which the memory in use may grow in this run's steps.
    pub fn memory_limit(&self) -> Option<usize> {
        self.lock().account.cap()
    }

    /// The bytes by which the memory in use has grown in this run's steps since it has such a limit, garbage included; below
    /// zero if more was freed than allocated; 0 without one.
    pub fn memory_growth(&self) -> isize {
        self.lock().account.growth()
    }

    /// Whether there is nothing left to step: the run has returned, failed or was cancelled.
    pub fn is_finished(&self) -> bool {
        self.lock().is_over()
    }

    pub(super) fn new(innermost: StashedThread) -> Self {
        Self(Arc::new(Mutex::new(Record {
            innermost,
            stage: Stage::Ready,
            results: Results::None,
            error: None,
            debt: 0,
            fuel_used: 0,
            bytes: 0,
            finalizing: None,
            want: Want::default(),
            account: Account::default(),
        })))
    }

    /// The record, if it belongs to the `Lua` with this queue. No Lua code runs while it is locked.
    pub(super) fn record(&self, home: &Dropped) -> Result<MutexGuard<'_, Record>, Error> {
        let record = self.lock();
        match record.innermost.lives_in(home) {
            true => Ok(record),
            false => Err(Error::Foreign),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Record> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Executor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let record = self.lock();
        write!(
            f,
            "Executor({:?}, {} fuel used)",
            record.stage, record.fuel_used
        )
    }
}

/// What the host's side knows of a run.
pub(super) struct Record {
    /// The innermost thread: where the next step goes on.
    pub innermost: StashedThread,
    /// Where the run stands.
    pub stage: Stage,
    /// What it has returned or yielded, until that is taken.
    pub results: Results,
    /// An error to be raised where the run is suspended.
    pub error: Option<StashedValue>,
    pub debt: u64,
    pub fuel_used: u64,
    pub bytes: u64,
    /// Whether it is inside a finalizer, and the fuel that has burned so far.
    pub finalizing: Option<i64>,
    /// The memory that it wants and that there is not.
    pub want: Want,
    /// By how much the memory in use has grown in its steps, and may grow.
    pub account: Account,
}

/// Where a run stands.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Can be stepped.
    Ready,
    /// Has stopped for the host and wants to be resumed.
    Suspended,
    /// Has returned.
    Done,
    /// Has failed.
    Dead,
    /// Was cancelled.
    Cancelled,
}

/// What a run that has stopped hands to the host.
pub(super) enum Report {
    Done(Results),
    Yielded(Results),
    Waiting(Request),
    Failed(Error),
}

/// Values that a run has handed to the host. They are moved off its stack, so that it can go on or be freed.
#[derive(Clone, Debug)]
pub(super) enum Results {
    None,
    One(StashedValue),
    /// In the elements from 1 to this number.
    Many(StashedTable, usize),
}

impl Results {
    /// Takes hold of values. Fails if there is no memory for that.
    pub fn collect<'gc>(ctx: Context<'gc>, values: &[Value<'gc>]) -> Result<Self, Thrown<'gc>> {
        Ok(match values {
            [] => Results::None,
            [value] => Results::One(ctx.stash(*value)),
            values => {
                let table = Table::with_capacity(ctx, values.len(), 0);
                for (index, value) in values.iter().enumerate() {
                    table.raw_set(ctx, (index + 1) as f64, *value)?;
                }
                Results::Many(ctx.stash(table), values.len())
            }
        })
    }

    /// The values again.
    pub fn values<'gc>(&self, ctx: Context<'gc>) -> Result<Vec<Value<'gc>>, Error> {
        Ok(match self {
            Results::None => Vec::new(),
            Results::One(value) => vec![ctx.fetch(value)?],
            Results::Many(table, count) => {
                let table = ctx.fetch(table)?;
                (1..=*count)
                    .map(|index| table.raw_get(ctx, index as f64))
                    .collect()
            }
        })
    }
}

impl Record {
    /// What a step needs, if the run can be stepped: the debt is taken off the budget.
    pub fn set_out(&self, fuel: &Fuel) -> Result<Course, Error> {
        match self.stage {
            Stage::Ready => Ok(Course {
                slot: self.innermost.slot(),
                error: self.error.as_ref().map(StashedValue::slot),
                fuel: fuel.remaining() as i64 - self.debt as i64,
                bytes: self.bytes,
                finalizing: self.finalizing,
                want: self.want,
                account: self.account.clone(),
            }),
            Stage::Suspended => Err(Error::Suspended),
            Stage::Done | Stage::Dead => Err(Error::Dead),
            Stage::Cancelled => Err(Error::Cancelled),
        }
    }

    /// Notes what a step has burned, in the run and in the budget.
    pub fn come_back(&mut self, course: &Course, fuel: &mut Fuel) {
        let before = fuel.remaining() as i64 - self.debt as i64;
        self.fuel_used += (before - course.fuel) as u64;
        self.debt = course.fuel.min(0).unsigned_abs();
        fuel.burn(fuel.remaining() - course.fuel.max(0) as u64);
        self.bytes = course.bytes;
        self.finalizing = course.finalizing;
        self.want = course.want;
        // The host may have set another cap meanwhile.
        let cap = self.account.cap();
        self.account = course.account.clone();
        self.account.set_cap(cap);
        if course.error.is_none() {
            self.error = None;
        }
    }

    /// Notes how a run has stopped.
    pub fn note(&mut self, report: Report) -> Result<Step, Error> {
        match report {
            Report::Done(results) => {
                (self.stage, self.results) = (Stage::Done, results);
                Ok(Step::Done)
            }
            Report::Yielded(results) => {
                (self.stage, self.results) = (Stage::Suspended, results);
                Ok(Step::Yielded)
            }
            Report::Waiting(request) => {
                (self.stage, self.results) = (Stage::Suspended, Results::None);
                Ok(Step::Waiting(request))
            }
            Report::Failed(error) => {
                self.stage = Stage::Dead;
                Err(error)
            }
        }
    }

    /// The innermost thread, if the run can be resumed.
    pub fn suspended(&self) -> Result<StashedThread, Error> {
        match self.stage {
            Stage::Ready => Err(Error::Running),
            Stage::Suspended => Ok(self.innermost.clone()),
            Stage::Done | Stage::Dead => Err(Error::Dead),
            Stage::Cancelled => Err(Error::Cancelled),
        }
    }

    /// Lets the run go on at the next step, with an error or without.
    pub fn go_on(&mut self, error: Option<StashedValue>) {
        self.stage = Stage::Ready;
        self.results = Results::None;
        self.error = error;
    }

    /// What the run has handed out and nobody has taken yet.
    pub fn results(&self) -> Result<Results, Error> {
        match self.stage {
            Stage::Ready => Err(Error::Running),
            Stage::Suspended | Stage::Done => Ok(self.results.clone()),
            Stage::Dead => Err(Error::Dead),
            Stage::Cancelled => Err(Error::Cancelled),
        }
    }

    /// Lets go of what the run has handed out. A run that has returned is over then.
    pub fn drop_results(&mut self) {
        self.results = Results::None;
        if self.stage == Stage::Done {
            self.stage = Stage::Dead;
        }
    }

    /// Whether the run has returned, failed or was cancelled.
    pub fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Done | Stage::Dead | Stage::Cancelled)
    }
}
