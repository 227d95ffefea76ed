//! What objects hold, with its type: what tracing does not tell, and the collector's verifier asks.

use gc_arena::{Collect, Gc, collect::Trace};

use super::{colour::Colour, context::State, table::flag, value::Value};

impl<'gc> State<'gc> {
    /// The values at which everything that can be reached begins.
    pub(crate) fn root_values(&self, found: &mut impl FnMut(Value<'gc>)) {
        found(self.thread.get().into());
        found(self.main.get().into());
        found(self.registry().into());
        self.stash.held_values(found);
        self.finalizers.held_values(found);
        self.shared_values(found);
    }

    /// What the root object keeps without keeping it alive, and has to let go of when it dies.
    pub(crate) fn weakly_held_values(&self, found: &mut impl FnMut(Value<'gc>)) {
        self.interner.held_values(found);
        self.finalizers.candidates(found);
        self.large.held_values(found);
        self.growing.held_values(found);
    }
}

impl<'gc> Value<'gc> {
    /// The values in the object behind this one, but for those that the collector's last visit has left out as weak.
    pub(crate) fn held_values(self, found: &mut impl FnMut(Value<'gc>)) {
        if let Some(table) = self.as_table() {
            let weak = table.0.flags.get();
            let (weak_keys, weak_values) =
                (weak & flag::WEAK_KEYS != 0, weak & flag::WEAK_VALUES != 0);
            table.0.entries(&mut |key, value| {
                if !weak_keys {
                    found(key);
                }
                if !weak_values {
                    found(value);
                }
            });
            if !weak_values && let Some(index) = table.0.index_cache.get() {
                found(index.into());
            }
            if let Some(metatable) = table.metatable() {
                found(metatable.into());
            }
        }
        if let Some(closure) = self.closure_data() {
            // SAFETY: the closure is live, and has as many upvalues as it says.
            unsafe { super::closure::ClosureData::held_values(closure, found) };
        }
        if let Some(native) = self.as_native() {
            found(native.environment.get().into());
            native
                .thread
                .into_iter()
                .for_each(|thread| found(thread.into()));
        }
        if let Some(userdata) = self.as_userdata() {
            found(userdata.0.environment.get().into());
            userdata
                .metatable()
                .into_iter()
                .for_each(|table| found(table.into()));
        }
        if let Some(thread) = self.as_thread() {
            thread.0.held_values(found);
        }
        if let Some(cell) = self.as_cell() {
            found(cell.value.get());
        }
        if let Some(join) = self.as_join() {
            join.held_values(found);
        }
    }

    /// Traces the fields of the object behind this one that are not values.
    pub(crate) fn held_objects<T: Trace<'gc>>(self, cc: &mut T) {
        if let Some(closure) = self.as_closure() {
            closure.proto.trace(cc);
        }
        if let Some(native) = self.as_native() {
            native.as_ref().trace(cc);
        }
        if let Some(userdata) = self.as_userdata() {
            userdata.0.as_ref().trace(cc);
        }
        if let Some(thread) = self.as_thread() {
            thread.0.suspended(&mut |state| state.trace(cc));
        }
    }

    /// Traces what those fields hold, as far as they are black.
    pub(crate) fn held_by_black_objects<T: Trace<'gc>>(self, cc: &mut T) {
        if let Some(closure) = self.as_closure()
            && Colour::of(Gc::erase(closure.proto)) == Colour::Black
        {
            closure.proto.as_ref().trace(cc);
        }
        if let Some(thread) = self.as_thread() {
            thread.0.suspended(&mut |state| {
                if Colour::of(Gc::erase(state)) == Colour::Black {
                    state.as_ref().trace(cc);
                }
            });
        }
    }
}
