//! The verifier: what the collector has marked, compared with what can be reached.
//!
//! A forgotten barrier leaves a black object that points to a white one, and that one is freed while it is in use. The
//! arena tells the colour of an object only when everything is marked, and then black and white are all there is; so that
//! is when this check is made: it goes from the root through everything that values lead to, and no object on the way may
//! be dead. (While there are grey objects, whether the invariant holds cannot be asked from outside the arena; that phases
//! change at every safe point of a program is what [`Stress::Increments`] is for, and this check makes its findings
//! certain instead of likely.)
//!
//! Tracing says which objects an object holds, but not of which type they are. The walk therefore follows values, whose
//! type is known, and the fields that are not values (prototypes, states of suspended natives) are checked themselves, but not
//! what they lead to. Weak halves are left out as the visit of the collector has left them out.
//!
//! It costs as much as a cycle, so it happens with debug assertions and under that stress only.

use std::collections::HashSet;

use gc_arena::{Collect, Finalization, Gc, GcWeak, collect::Trace};

use super::{Driver, stress::Stress};
use crate::heap::{context::State, value::Value};

impl Driver {
    /// When everything is marked: panics if something can be reached that is not.
    pub(super) fn verify(&mut self) {
        if cfg!(debug_assertions) && self.stress == Stress::Increments && !self.separated {
            self.when_marked(check);
        }
    }
}

fn check<'gc>(finalization: &'gc Finalization<'gc>, state: &'gc State<'gc>) {
    let mut walk = Walk {
        finalization,
        seen: HashSet::new(),
        left: Vec::new(),
    };
    state.trace(&mut Marked(finalization));
    state.root_values(&mut |value| walk.find(value));
    while let Some(value) = walk.left.pop() {
        value.held_objects(&mut Marked(finalization));
        value.held_values(&mut |value| walk.find(value));
    }
}

/// The objects that are to be walked.
struct Walk<'gc> {
    finalization: &'gc Finalization<'gc>,
    seen: HashSet<usize>,
    left: Vec<Value<'gc>>,
}

impl<'gc> Walk<'gc> {
    fn find(&mut self, value: Value<'gc>) {
        if value.as_object().is_some() && self.seen.insert(value.bits()) {
            let is_dead = value.is_dead_object(self.finalization);
            assert!(
                !is_dead,
                "a {} can be reached and is not marked",
                value.type_name()
            );
            self.left.push(value);
        }
    }
}

/// A tracer that finds only objects that are marked.
struct Marked<'gc>(&'gc Finalization<'gc>);

impl<'gc> Trace<'gc> for Marked<'gc> {
    fn trace_gc(&mut self, object: Gc<'gc, ()>) {
        let is_dead = Gc::is_dead(self.0, object);
        assert!(!is_dead, "an object can be reached and is not marked");
    }

    fn trace_gc_weak(&mut self, _: GcWeak<'gc, ()>) {}
}

#[cfg(test)]
mod tests {
    use gc_arena::arena::CollectionPhase;

    use super::*;
    use crate::{
        Table,
        driver::{Driver, Settings},
    };

    /// A driver whose cycle has marked everything.
    fn marked() -> Driver {
        let mut driver = Driver::new(&Settings {
            seed: Some(1),
            pause: None,
            step_multiplier: None,
            increment_objects: Settings::INCREMENT_OBJECTS,
            depth_limit: None,
            memory_limit: None,
            tail_calls: false,
            stress: Stress::None,
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
        driver.stress = Stress::Increments;
        driver
    }

    /// Gives the table in the global `t` a metatable that nothing else holds.
    fn change(
        driver: &mut Driver,
        how: impl for<'gc> FnOnce(crate::Context<'gc>, Table<'gc>, Table<'gc>),
    ) {
        driver.mutate(|ctx| {
            let table = ctx.globals().raw_get(ctx, ctx.string("t")).as_table();
            how(ctx, table.unwrap(), ctx.table());
        });
    }

    #[test]
    fn what_is_barriered_is_accepted() {
        let mut driver = marked();
        change(&mut driver, |ctx, table, metatable| {
            table.set_metatable(ctx, Some(metatable));
        });
        driver.verify();
    }

    #[test]
    #[cfg(debug_assertions)]
    #[should_panic(expected = "a table can be reached and is not marked")]
    fn a_store_without_a_barrier_is_found() {
        let mut driver = marked();
        change(&mut driver, |_, table, metatable| {
            table.0.metatable.set(Some(metatable));
        });
        driver.verify();
    }
}
