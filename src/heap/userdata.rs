//! Userdata: a host's Rust value as a Lua object.
//!
//! The value is plain (`'static`) and found again by its type, or holds objects of the arena and is found by its
//! [`Family`]. Beside it a userdata may stand for memory that the meter cannot see, a picture or a buffer of another library: the
//! host says how much that is, now and whenever it changes, and the script pays for it as if it were the userdata's own.

use std::{
    cell::{Cell, Ref, RefCell, RefMut},
    fmt, mem,
};

use gc_arena::{Collect, Gc, collect::Trace};

use super::{
    context::Context,
    family::{Content, Family},
    native::Thrown,
    table::Table,
};
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
    content: Content<'gc>,
    charged: usize,
    /// Bytes that the host has said that it holds elsewhere.
    extra: Cell<usize>,
}

impl Drop for UserDataData<'_> {
    fn drop(&mut self) {
        credit(self.charged + self.extra.get());
    }
}

// SAFETY: traces the metatable, the environment and the host's value.
unsafe impl<'gc> Collect<'gc> for UserDataData<'gc> {
    fn trace<T: Trace<'gc>>(&self, cc: &mut T) {
        self.metatable.get().trace(cc);
        self.environment.get().trace(cc);
        self.content.trace(cc);
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
        Self::make(ctx, mem::size_of::<T>(), Content::Plain(Box::new(value)))
    }

    /// A userdata around a value that may hold objects of the arena; see [`Family`].
    pub fn of<F: Family>(ctx: Context<'gc>, value: F::Of<'gc>) -> Self {
        let size = Content::bytes_of::<F::Of<'gc>>();
        Self::make(ctx, size, Content::of::<F>(value))
    }

    /// A userdata around a plain value that holds so many bytes elsewhere; see [`UserData::set_extra_size`].
    pub fn with_extra_size<T: 'static>(
        ctx: Context<'gc>,
        value: T,
        bytes: usize,
    ) -> Result<Self, Thrown<'gc>> {
        ctx.claim(bytes)?;
        let userdata = Self::new(ctx, value);
        userdata.0.extra.set(bytes);
        Ok(userdata)
    }

    fn make(ctx: Context<'gc>, size: usize, content: Content<'gc>) -> Self {
        let charged = OBJECT_HEADER + mem::size_of::<UserDataData<'_>>() + size;
        ctx.charge(charged);
        Self(Gc::new(
            ctx.mutation(),
            UserDataData {
                id: Cell::new(0),
                stage: Cell::new(Stage::Plain),
                metatable: Cell::new(None),
                environment: Cell::new(ctx.globals()),
                content,
                charged,
                extra: Cell::new(0),
            },
        ))
    }

    /// The value, if it is a plain `T`.
    pub fn downcast<T: 'static>(self) -> Option<&'gc T> {
        match &self.0.as_ref().content {
            Content::Plain(value) => value.downcast_ref(),
            Content::Traced(..) => None,
        }
    }

    /// Whether the value is of this family.
    pub fn is_of<F: Family>(self) -> bool {
        self.0.content.shared::<F>().is_some()
    }

    /// A look at the value, which has to be of this family. An error if somebody is changing it.
    pub fn borrow<F: Family>(self) -> Result<Ref<'gc, F::Of<'gc>>, Thrown<'gc>> {
        let borrowed = self.shared::<F>()?.try_borrow();
        borrowed.map_err(|_| Thrown::msg("userdata is in use"))
    }

    /// The value to be changed, which has to be of this family. An error if somebody is looking at it.
    pub fn borrow_mut<F: Family>(
        self,
        ctx: Context<'gc>,
    ) -> Result<RefMut<'gc, F::Of<'gc>>, Thrown<'gc>> {
        // It may take up any object.
        ctx.barrier(Site::UserdataValue, Gc::erase(self.0));
        let borrowed = self.shared::<F>()?.try_borrow_mut();
        borrowed.map_err(|_| Thrown::msg("userdata is in use"))
    }

    fn shared<F: Family>(self) -> Result<&'gc RefCell<F::Of<'gc>>, Thrown<'gc>> {
        let shared = self.0.as_ref().content.shared::<F>();
        shared.ok_or_else(|| Thrown::msg("userdata is of another type"))
    }

    /// The bytes that the host has said that it holds elsewhere.
    pub fn extra_size(self) -> usize {
        self.0.extra.get()
    }

    /// Says how many bytes the value holds that the meter cannot see: memory of another library, a buffer that has grown. They
    /// are charged until it says something else, or the userdata is freed. Before the host takes more memory it
    /// should say so here: the error is "not enough memory" if it does not fit, and nothing has changed then.
    ///
    /// Garbage may be in the way. Like all natives, one that is refused can ask the machine for as much as
    /// [`Thrown::refused`] says ([`Action::Reserve`](super::native::Action::Reserve)), and try again when it goes on.
    ///
    /// ```
    /// use ferrous_core::{Action, Context, Lua, Outcome, UserData, Window};
    ///
    /// /// Makes a picture of so many bytes.
    /// fn picture<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    ///     let bytes = window.get(0).as_number().unwrap_or(0.0) as usize;
    ///     match UserData::with_extra_size(ctx, "the pixels are elsewhere", bytes) {
    ///         Ok(picture) => {
    ///             window.answer(picture.into());
    ///             Ok(Action::Return)
    ///         }
    ///         Err(error) => {
    ///             let wanted = error.refused(ctx).ok_or(error)?;
    ///             window.then(|ctx, window, _| picture(ctx, window));
    ///             Ok(Action::Reserve(wanted))
    ///         }
    ///     }
    /// }
    ///
    /// let mut lua = Lua::bare();
    /// lua.set_memory_limit(Some(8 << 20));
    /// lua.try_enter(|ctx| ctx.set_global("picture", ctx.native("picture", picture)))?;
    /// // Garbage makes room, what is held does not.
    /// lua.exec("for i = 1, 100 do picture(2 ^ 20) end")?;
    /// assert!(lua.exec("local held = {} for i = 1, 100 do held[i] = picture(2 ^ 20) end").is_err());
    /// # Ok::<(), ferrous_core::Error>(())
    /// ```
    pub fn set_extra_size(self, ctx: Context<'gc>, bytes: usize) -> Result<(), Thrown<'gc>> {
        let before = self.0.extra.get();
        ctx.claim(bytes.saturating_sub(before))?;
        ctx.release(before.saturating_sub(bytes));
        self.0.extra.set(bytes);
        Ok(())
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
