//! Userdata: a host's Rust value as a Lua object.

use std::{any::Any, cell::Cell, fmt, mem};

use gc_arena::{Collect, Gc, collect::Trace};

use super::{context::Context, table::Table};
use crate::{
    meter::memory::{OBJECT_HEADER, credit},
    site::{Site, present},
};

/// How far a userdata is on the way to its finalizer.
#[derive(Copy, Clone, PartialEq, Eq)]
enum Stage {
    /// It never had a metatable.
    Plain,
    /// It is a candidate for a finalizer.
    Candidate,
    /// Its finalizer is due, or was called.
    Finalized,
}

/// The object behind a [`UserData`].
#[repr(C)]
pub(crate) struct UserDataData<'gc> {
    id: Cell<u32>,
    /// Whether it may need its finalizer called, or is past that.
    stage: Cell<Stage>,
    /// The metatable; stores need a barrier.
    pub metatable: Cell<Option<Table<'gc>>>,
    /// The environment that `getfenv` answers; stores need a barrier.
    pub environment: Cell<Table<'gc>>,
    value: Box<dyn Any>,
    charged: usize,
}

impl Drop for UserDataData<'_> {
    fn drop(&mut self) {
        credit(self.charged);
    }
}

// SAFETY: traces metatable and environment; the host's value is `'static` and so holds nothing of the arena.
unsafe impl<'gc> Collect<'gc> for UserDataData<'gc> {
    fn trace<T: Trace<'gc>>(&self, cc: &mut T) {
        self.metatable.get().trace(cc);
        self.environment.get().trace(cc);
    }
}

/// A userdata: a cheap handle.
#[derive(Copy, Clone)]
#[repr(transparent)]
pub struct UserData<'gc>(pub(crate) Gc<'gc, UserDataData<'gc>>);

// SAFETY: traces the one object it points to.
unsafe impl<'gc> Collect<'gc> for UserData<'gc> {
    fn trace<T: Trace<'gc>>(&self, cc: &mut T) {
        cc.trace_gc(Gc::erase(self.0));
    }
}

impl<'gc> UserData<'gc> {
    /// A userdata around a plain value of the host.
    pub fn new<T: 'static>(ctx: Context<'gc>, value: T) -> Self {
        let charged = OBJECT_HEADER + mem::size_of::<UserDataData<'_>>() + mem::size_of::<T>();
        ctx.charge(charged);
        Self(Gc::new(
            ctx.mutation(),
            UserDataData {
                id: Cell::new(0),
                stage: Cell::new(Stage::Plain),
                metatable: Cell::new(None),
                environment: Cell::new(ctx.globals()),
                value: Box::new(value),
                charged,
            },
        ))
    }

    /// The value, if it is a `T`.
    pub fn downcast<T: 'static>(self) -> Option<&'gc T> {
        self.0.as_ref().value.downcast_ref()
    }

    /// The metatable.
    pub fn metatable(self) -> Option<Table<'gc>> {
        self.0.metatable.get()
    }

    /// Sets the metatable. Its `__gc`, if it has one when the userdata dies, is called then. Userdata that die together are
    /// finalized in the reverse of the order in which they got their first metatable.
    pub fn set_metatable(self, ctx: Context<'gc>, metatable: Option<Table<'gc>>) {
        ctx.barrier(Site::UserdataMetatable, Gc::erase(self.0));
        self.0.metatable.set(metatable);
        if metatable.is_some() && self.0.stage.get() == Stage::Plain {
            self.0.stage.set(Stage::Candidate);
            ctx.state().finalizers.add(ctx, self);
        }
    }

    /// Notes that its finalizer is due: there will be no other one.
    pub(crate) fn set_finalized(self) {
        if present(Site::Finalized) {
            self.0.stage.set(Stage::Finalized);
        }
    }

    /// Whether its finalizer is due, or was called.
    pub(crate) fn is_finalized(self) -> bool {
        self.0.stage.get() == Stage::Finalized
    }

    /// The environment: a table that Lua keeps with every userdata and makes no use of.
    pub fn environment(self) -> Table<'gc> {
        self.0.environment.get()
    }

    /// Sets the environment.
    pub fn set_environment(self, ctx: Context<'gc>, environment: Table<'gc>) {
        ctx.barrier(Site::UserdataEnvironment, Gc::erase(self.0));
        self.0.environment.set(environment);
    }
}

impl fmt::Debug for UserData<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("userdata")
    }
}
