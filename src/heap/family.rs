//! Families: a host's types that hold objects of the arena, and how a userdata keeps one.
//!
//! A type that holds a table or a function has the arena's lifetime `'gc` in it, and Rust's `Any` knows types without lifetimes
//! only. So such a type is named by a [`Family`], which has none; a userdata remembers the family that its value is of.
//!
//! The value is behind a `RefCell`: many may look at it, or one may change it, and who comes too late gets a Lua error. What is
//! taken out to be changed may take up any object, so the whole userdata is barriered first.

use std::{
    any::{Any, TypeId},
    cell::RefCell,
};

use gc_arena::collect::{Collect, DynCollect, Trace};

/// Names a type that has the lifetime of the arena in it.
///
/// ```
/// use ferrous_core::{Family, Lua, Table, UserData, gc_arena::Collect};
///
/// /// Remembers the tables that it was given.
/// #[derive(Collect, Default)]
/// #[collect(no_drop)]
/// struct Memory<'gc> {
///     tables: Vec<Table<'gc>>,
/// }
///
/// struct MemoryFamily;
///
/// impl Family for MemoryFamily {
///     type Of<'gc> = Memory<'gc>;
/// }
///
/// let mut lua = Lua::bare();
/// lua.try_enter(|ctx| {
///     let memory = UserData::of::<MemoryFamily>(ctx, Memory::default());
///     memory.borrow_mut::<MemoryFamily>(ctx)?.tables.push(ctx.table());
///     let remember = ctx.function(|ctx, (memory, table): (UserData, Table)| {
///         let mut memory = memory.borrow_mut::<MemoryFamily>(ctx)?;
///         memory.tables.push(table);
///         Ok(memory.tables.len() as f64)
///     });
///     ctx.set_global("remember", remember)?;
///     ctx.set_global("memory", memory)
/// })?;
/// assert_eq!(lua.eval::<u32>("return remember(memory, {})")?, 2);
/// # Ok::<(), ferrous_core::Error>(())
/// ```
pub trait Family: 'static {
    /// The type in an arena with this lifetime.
    type Of<'gc>: Collect<'gc>;
}

/// What a userdata holds.
pub(super) enum Content<'gc> {
    /// A plain value.
    Plain(Box<dyn Any>),
    /// A [`Shared`] value of this family.
    Traced(TypeId, Box<dyn DynCollect<'gc> + 'gc>),
}

impl<'gc> Content<'gc> {
    /// Holds a value of a family.
    pub fn of<F: Family>(value: F::Of<'gc>) -> Self {
        let value = Box::new(Shared(RefCell::new(value)));
        Content::Traced(TypeId::of::<F>(), value)
    }

    /// The value, if it is of this family.
    pub fn shared<F: Family>(&self) -> Option<&RefCell<F::Of<'gc>>> {
        match self {
            Content::Traced(family, value) if *family == TypeId::of::<F>() => {
                let value: *const (dyn DynCollect<'gc> + 'gc) = &**value;
                // SAFETY: `of` has put a `Shared<F::Of>` there, of this very family. Whatever lifetime its type had then was that
                // of this arena, which is `'gc` here.
                Some(unsafe { &(*value.cast::<Shared<F::Of<'gc>>>()).0 })
            }
            _ => None,
        }
    }

    /// The bytes that a value of a family takes.
    pub const fn bytes_of<T>() -> usize {
        size_of::<Shared<T>>()
    }
}

// SAFETY: traces what has objects in it; a plain value is `'static` and has none.
unsafe impl<'gc> Collect<'gc> for Content<'gc> {
    fn trace<T: Trace<'gc>>(&self, cc: &mut T) {
        if let Content::Traced(_, value) = self {
            (**value).dyn_trace(cc);
        }
    }
}

/// A value that is looked at by many or changed by one.
struct Shared<T>(RefCell<T>);

// SAFETY: traces the value, whatever its cell says: it is traced outside of mutations, where nobody holds a reference to it (a
// guard that was forgotten leaves its mark and no more).
unsafe impl<'gc, T: Collect<'gc>> Collect<'gc> for Shared<T> {
    const NEEDS_TRACE: bool = T::NEEDS_TRACE;

    fn trace<C: Trace<'gc>>(&self, cc: &mut C) {
        // SAFETY: as above.
        unsafe { (*self.0.as_ptr()).trace(cc) };
    }
}
