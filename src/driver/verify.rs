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
