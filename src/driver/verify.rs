//! The verifier: the colours of objects, compared with what holds them.
//!
//! While the collector marks, no black object may hold a white one: it will not be visited again, and the white one will be
//! freed while it is in use. A forgotten barrier breaks that. So with debug assertions this room walks, after a slice,
//! from the root through everything that values lead to, and looks at the colours. Once more it does so when everything is
//! marked and weak tables are cleared: then nothing may be white that can be reached, be it through a weak table, and nothing
//! that the interner and the list of finalizers remember.
//!
//! The weak halves of tables are left out as the visit of the collector has left them out. No thread is running between two
//! slices, so none has registers that are free of barriers: the one that has run was barriered when it became the
//! running one, and is grey.
//!
//! Tracing says which objects an object holds, but not of which type they are. The walk therefore follows values, whose
//! type is known, and looks at the fields that are not values (prototypes, states of suspended natives) and at what they hold,
//! but no further.
//!
//! # What it costs
//! A walk takes about as long as marking. Slices and collections pay in for it, and it happens when what they have paid covers
//! the heap: after each slice while there are up to [`OBJECTS_PER_SLICE`] objects, after each n-th where there are n times as
//! many, and after each increment that handles as many as there are. Of `cargo test --test scripts`, the modes with a cycle at every
//! safe point take 5 % longer with it; those with an increment there, which are a small part, 70 %.

use gc_arena::{
    Gc, GcWeak,
    arena::CollectionPhase,
    collect::{Collect, Trace},
};
use hashbrown::HashSet;

use super::Driver;
use crate::heap::{colour::Colour, context::State, table::flag, value::Value};

/// The most objects that are walked under a limit in bytes: what a walk has seen it remembers, and that is not counted.
const MOST_UNDER_LIMIT: usize = 100_000;

/// What a slice pays for, and a stretch of collection at least.
const OBJECTS_PER_SLICE: usize = if cfg!(miri) { 4 } else { 32 };

impl Driver {
    /// After a slice: looks whether a barrier was forgotten, if the collector is marking and it is time for that.
    pub(super) fn verify_slice(&mut self) {
        let phase = self.arena.collection_phase();
        if matches!(phase, CollectionPhase::Marking | CollectionPhase::Marked)
            && self.may_verify(OBJECTS_PER_SLICE)
        {
            self.arena.mutate(|_, state| check(state));
        }
    }

    /// Before the sweep: looks whether something is about to be freed that can still be reached.
    pub(super) fn verify_sweep(&mut self) {
        if self.may_verify(OBJECTS_PER_SLICE) {
            self.arena.mutate(|_, state| {
                check(state);
                state.weakly_held_values(&mut |value| {
                    assert!(
                        !is_white(value),
                        "a {} is remembered and not marked",
                        value.type_name()
                    );
                });
            });
        }
    }

    /// The collector has handled so many objects: the verifier may look at as many.
    pub(super) fn pay_verifier(&mut self, objects: usize) {
        self.unverified = self.unverified.saturating_add(objects);
    }

    fn may_verify(&mut self, paid: usize) -> bool {
        if !cfg!(debug_assertions) {
            return false;
        }
        #[cfg(feature = "mutations")]
        if let Some(is_time) = crate::site::verifies() {
            return is_time;
        }
        self.pay_verifier(paid);
        let objects = self.arena.metrics().total_gc_count();
        let has_limit = self.arena.mutate(|_, state| state.memory.limit().is_some());
        let is_time = self.unverified >= objects && !(has_limit && objects > MOST_UNDER_LIMIT);
        if is_time {
            self.unverified = 0;
        }
        is_time
    }
}

/// Panics if a black object holds a white one.
fn check<'gc>(state: &State<'gc>) {
    let mut walk = Walk::default();
    let is_visited = Colour::of(state.object()) == Colour::Black;
    if is_visited {
        state.trace(&mut NotWhite("the root"));
    }
    state.root_values(&mut |value| {
        assert!(
            !is_visited || !is_white(value),
            "the root, which is black, holds a white {}",
            value.type_name()
        );
        walk.find(value);
    });
    while let Some(holder) = walk.left.pop() {
        holder.held_by_black_objects(&mut NotWhite("a prototype or a state"));
        if Colour::of_value(holder) != Some(Colour::Black) || is_waiting(holder) {
            holder.held_values(&mut |held| walk.find(held));
            continue;
        }
        holder.held_objects(&mut NotWhite(name(holder)));
        holder.held_values(&mut |held| {
            assert!(
                !is_white(held),
                "a black {} holds a white {}",
                name(holder),
                name(held)
            );
            walk.find(held);
        });
    }
}

/// What kind of object it is, for messages.
fn name(value: Value<'_>) -> &'static str {
    match value.as_cell() {
        Some(_) => "cell",
        None => value.type_name(),
    }
}

/// Whether it is a table of which some parts were not visited yet.
fn is_waiting(value: Value<'_>) -> bool {
    let table = value.as_table();
    table.is_some_and(|table| table.0.flags.get() & flag::WAITING != 0)
}

fn is_white(value: Value<'_>) -> bool {
    Colour::of_value(value) == Some(Colour::White)
}

/// The objects that were found, and those of them that are to be walked.
#[derive(Default)]
struct Walk<'gc> {
    seen: HashSet<usize>,
    left: Vec<Value<'gc>>,
}

impl<'gc> Walk<'gc> {
    fn find(&mut self, value: Value<'gc>) {
        if value.is_gc() && !value.is_string() && self.seen.insert(value.bits()) {
            self.left.push(value);
        }
    }
}

/// A tracer that finds no white objects in a black one of this name.
struct NotWhite(&'static str);

impl<'gc> Trace<'gc> for NotWhite {
    fn trace_gc(&mut self, object: Gc<'gc, ()>) {
        let holder = self.0;
        assert!(
            Colour::of(object) != Colour::White,
            "{holder}, which is black, holds a white object"
        );
    }

    fn trace_gc_weak(&mut self, _: GcWeak<'gc, ()>) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Table,
        driver::{Driver, Settings},
    };

    /// A driver whose cycle has marked everything, and a table in the global `t`.
    fn marked() -> Driver {
        let mut driver = Driver::new(&Settings {
            seed: Some(1),
            pause: None,
            step_multiplier: None,
            pause_budget: Settings::PAUSE_BUDGET,
            depth_limit: None,
            memory_limit: None,
            tail_calls: false,
            stress: Default::default(),
        });
        driver.enter(|ctx| {
            let table = ctx.table();
            let inner = ctx.table();
            table.raw_set(ctx, 1.0, Value::from(inner)).unwrap();
            let globals = ctx.globals();
            globals
                .raw_set(ctx, ctx.string("t"), Value::from(table))
                .unwrap();
        });
        driver.marking(|arena| {
            arena.finish_marking();
        });
        assert_eq!(driver.arena.collection_phase(), CollectionPhase::Marked);
        driver
    }

    /// Does something with the table in the global `t`, which is marked, and another one, which nothing holds; then verifies.
    fn change(how: impl for<'gc> FnOnce(crate::Context<'gc>, Table<'gc>, Table<'gc>)) {
        let mut driver = marked();
        driver.mutate(|ctx| {
            let table = ctx.globals().raw_get(ctx, ctx.string("t")).as_table();
            how(ctx, table.unwrap(), ctx.table());
        });
        driver.pay_verifier(usize::MAX);
        driver.verify_slice();
    }

    #[test]
    fn what_is_barriered_is_accepted() {
        change(|ctx, table, metatable| table.set_metatable(ctx, Some(metatable)));
        change(|_, _, other| other.0.metatable.set(Some(other)));
    }

    #[test]
    #[cfg(debug_assertions)]
    #[should_panic(expected = "a black table holds a white table")]
    fn a_store_without_a_barrier_is_found() {
        change(|_, table, metatable| table.0.metatable.set(Some(metatable)));
    }

    #[test]
    #[cfg(debug_assertions)]
    #[should_panic(expected = "a string is remembered and not marked")]
    fn a_dead_string_that_is_still_interned_is_found() {
        let mut driver = marked();
        driver.mutate(|ctx| crate::LuaString::interned(ctx, b"nobody holds this").len());
        driver.pay_verifier(usize::MAX);
        driver.verify_sweep();
    }
}
