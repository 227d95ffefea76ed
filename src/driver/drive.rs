//! The loop: a slice of the machine, then whatever is due between slices, then the next slice.
//!
//! A slice ends because its fuel is spent, because the machine was asked to leave for the collector, or because the run
//! has come to an end or to a stop. Slices are short enough that an interrupt from another thread, or a deadline, is seen
//! within milliseconds.
//!
//! Fuel adds up exactly, however it is sliced: what a slice burns is what it was given less what it leaves, the fuel that
//! was withheld to make it leave early is given back first, and a slice that burns more than it was given (by the cost of
//! one step) leaves less for those after it. So the same script burns the same fuel in one slice or in thousands, with
//! collections in between or without.

use super::{Account, Driver, Want};
use crate::{
    heap::{
        context::{Context, Leave},
        finalizers::MOST_FUEL,
        native::{Request, Thrown},
        thread::Thread,
        value::Value,
    },
    meter::Signal,
    vm::{
        finalize,
        slice::{self, Exit},
    },
};

/// The most fuel that a slice may have: about a millisecond of plain instructions.
const SLICE: i64 = 1 << 18;

/// One run on its way.
#[derive(Default)]
pub(crate) struct Course {
    /// The slot that holds the innermost thread between two drives.
    pub slot: u32,
    /// The slot that holds an error to be raised where the run is suspended.
    pub error: Option<u32>,
    /// Fuel that it may still burn; below zero after an overdraft.
    pub fuel: i64,
    /// Bytes that it has charged since it began.
    pub bytes: u64,
    /// Whether it is inside a finalizer, and the fuel that has burned so far.
    pub finalizing: Option<i64>,
    /// The memory that it wants and that there is not.
    pub want: Want,
    /// By how much the memory in use has grown in its steps, and may grow.
    pub account: Account,
}

/// Where a run cannot go on by itself.
pub(crate) enum Stop<'gc> {
    /// It has returned; the results are in its thread.
    Done,
    /// Nothing caught this error.
    Failed(Value<'gc>),
    /// It has yielded to the host; what it yielded is in its thread.
    Yielded,
    /// It asks the host.
    Waiting(Request),
}

/// What shall become of a run that has stopped.
pub(crate) enum Verdict<'gc, R> {
    /// It is left there, with this to say.
    End(R),
    /// It goes on with an error at the place where it stopped.
    Throw(Thrown<'gc>),
}

/// Why a drive came to its end.
pub(crate) enum Drive<R> {
    /// The fuel is spent.
    Spent,
    /// Another thread asked for a stop, or the time is up.
    Stopped(Signal),
    /// The run has stopped, and this is what was made of it.
    Ended(R),
}

impl Driver {
    /// Drives a run until its fuel is spent, a signal is seen, or it has stopped and `at_stop` leaves it there.
    pub fn drive<R>(
        &mut self,
        course: &mut Course,
        mut at_stop: impl for<'gc> FnMut(Context<'gc>, Thread<'gc>, Stop<'gc>) -> Verdict<'gc, R>,
    ) -> Drive<R> {
        self.open_account(course);
        let end = loop {
            if let Some(signal) = self.take_signal() {
                break Drive::Stopped(signal);
            }
            if !self.make_room(course) {
                continue;
            }
            if course.fuel <= 0 {
                break Drive::Spent;
            }
            let fuel = self.slice_under_stress(SLICE).min(course.fuel);
            let fuel_before = course.fuel;
            let (ended, leave) = self.mutate(|ctx| run_slice(ctx, course, fuel, &mut at_stop));
            let has_burned = course.fuel != fuel_before;
            self.after_slice(course, leave, has_burned);
            if let Some(result) = ended {
                break Drive::Ended(result);
            }
        };
        self.close_account(course);
        end
    }
}

/// One slice; if the run has stopped, what `at_stop` made of it.
fn run_slice<'gc, R>(
    ctx: Context<'gc>,
    course: &mut Course,
    fuel: i64,
    at_stop: &mut impl FnMut(Context<'gc>, Thread<'gc>, Stop<'gc>) -> Verdict<'gc, R>,
) -> (Option<R>, Leave) {
    let state = ctx.state();
    let first = innermost(ctx, course);
    let (mut thread, mut error) = (first, pending_error(ctx, course));
    let bytes_before = state.memory.charged();
    state.fuel.set(fuel);
    let is_alone = matches!(course.want, Want::Finalizing(_));
    state
        .finalizers
        .begin_slice(course.finalizing, fuel, is_alone);
    if course.finalizing.is_some_and(|spent| spent > MOST_FUEL) {
        (thread, error) = finalize::stop(ctx, thread);
    } else if error.is_none() {
        error = course.want.take_error(ctx);
    }
    let ended = loop {
        let exit;
        (exit, thread) = slice::run(ctx, thread, error.take());
        let stop = match exit {
            Exit::Left => break None,
            Exit::Done => Stop::Done,
            Exit::Failed(value) => Stop::Failed(value),
            Exit::Yielded => Stop::Yielded,
            Exit::Waiting(request) => Stop::Waiting(request),
        };
        match at_stop(ctx, thread, stop) {
            Verdict::End(result) => break Some(result),
            Verdict::Throw(thrown) => error = Some(thrown),
        }
    };
    let leave = state.take_leave();
    course.finalizing = state.finalizers.end_slice(state, fuel);
    course.fuel -= fuel - state.fuel.get();
    course.bytes += (state.memory.charged() - bytes_before) as u64;
    if thread != first {
        state.stash.replace(ctx, course.slot, thread.into());
    }
    (ended, leave)
}

/// The thread in which a run goes on.
fn innermost<'gc>(ctx: Context<'gc>, course: &Course) -> Thread<'gc> {
    let thread = ctx.state().stash.get(course.slot).as_thread();
    thread.expect("the slot of a run holds its innermost thread")
}

/// The error that the host wants to be raised there.
fn pending_error<'gc>(ctx: Context<'gc>, course: &mut Course) -> Option<Thrown<'gc>> {
    let slot = course.error.take()?;
    Some(Thrown::value(ctx.state().stash.get(slot)))
}
