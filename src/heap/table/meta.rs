//! What a table says of itself: its metatable, whether it may be written, and its handlers when it is a metatable.
//!
//! Most objects have no handler for most events, so a metatable remembers for the commonest ones that a handler is absent,
//! and the value of `__index` because every method call asks for it. Any slow store of a string key forgets both.

use gc_arena::Gc;

use super::{Table, TableData};
use crate::{
    heap::{
        context::{Context, Event},
        value::Value,
    },
    site::Site,
};

/// The bits of [`TableData`]'s `flags`.
pub(crate) mod flag {
    /// The events whose absence is remembered: the bit of an event is its number.
    pub const ABSENT: u16 = 0b1_1111;
    /// No store may take a fast path: for one of the two reasons that follow.
    pub const LOCKED: u16 = 1 << 5;
    /// There may be dead keys among the nodes.
    pub const HAS_DEAD_KEYS: u16 = 1 << 6;
    /// The array part was found to have holes when it could have grown.
    pub const HAS_HOLES: u16 = 1 << 7;
    /// The keys were left out when the collector visited the table.
    pub const WEAK_KEYS: u16 = 1 << 8;
    /// The values were.
    pub const WEAK_VALUES: u16 = 1 << 9;
    /// Either of them.
    pub const WEAK: u16 = WEAK_KEYS | WEAK_VALUES;
    /// As a metatable it has no `__mode`.
    pub const NO_MODE: u16 = 1 << 10;
    /// Nobody may store into the table.
    pub const READ_ONLY: u16 = 1 << 11;
    /// A growth of it is on its way (see `growth`).
    pub const GROWING: u16 = 1 << 12;
    /// It is listed as one that is visited in parts (see `visit`).
    pub const LARGE: u16 = 1 << 13;
    /// In this cycle it was not yet visited to its end.
    pub const WAITING: u16 = 1 << 14;
    /// What is remembered to be absent.
    pub const REMEMBERED: u16 = ABSENT | NO_MODE;
}

impl<'gc> Table<'gc> {
    /// The metatable.
    #[inline]
    pub fn metatable(self) -> Option<Table<'gc>> {
        self.0.metatable.get()
    }

    /// Sets the metatable.
    pub fn set_metatable(self, ctx: Context<'gc>, metatable: Option<Table<'gc>>) {
        ctx.barrier(Site::TableMetatable, Gc::erase(self.0));
        self.0.metatable.set(metatable);
    }

    /// Whether every store into this table is an error.
    #[inline]
    pub fn is_read_only(self) -> bool {
        self.0.is_read_only()
    }

    /// Makes every store into this table an error, or allows them again.
    pub fn set_read_only(self, _ctx: Context<'gc>, read_only: bool) {
        let others = self.0.flags.get() & !flag::READ_ONLY;
        let bit = if read_only { flag::READ_ONLY } else { 0 };
        self.0.set_flags(others | bit);
    }

    /// The handler of an event in this table used as a metatable; nil if there is none.
    #[inline]
    pub(crate) fn handler(self, ctx: Context<'gc>, event: Event) -> Value<'gc> {
        self.0.handler(ctx, event)
    }
}

impl<'gc> TableData<'gc> {
    /// Whether every store into this table is an error.
    #[inline]
    pub fn is_read_only(&self) -> bool {
        self.flags.get() & flag::READ_ONLY != 0
    }

    /// Whether no store may take a fast path.
    #[inline(always)]
    pub fn is_locked(&self) -> bool {
        self.flags.get() & flag::LOCKED != 0
    }

    /// Sets the flags, and whether the table is locked with them.
    pub(super) fn set_flags(&self, flags: u16) {
        let locks = flags & (flag::READ_ONLY | flag::GROWING) != 0;
        let locked = if locks { flag::LOCKED } else { 0 };
        self.flags.set(flags & !flag::LOCKED | locked);
    }

    #[inline]
    fn handler(&self, ctx: Context<'gc>, event: Event) -> Value<'gc> {
        let bit = (1 << event as u32) & u32::from(flag::ABSENT);
        if u32::from(self.flags.get()) & bit != 0 {
            return Value::NIL;
        }
        let name = Value::from(ctx.event_name(event));
        let handler = Self::value_of(self.find_string(name));
        if handler.is_nil() {
            self.flags.update(|flags| flags | bit as u16);
        }
        handler
    }

    /// The handler of `__index` in this table used as a metatable, remembered if it is a table; nil if there is none.
    #[inline]
    pub fn index_handler(&self, ctx: Context<'gc>) -> Value<'gc> {
        if let Some(table) = self.index_cache.get() {
            return table.into();
        }
        let handler = self.handler(ctx, Event::Index);
        // The table holds the handler under its name already, so that this store needs no barrier.
        self.index_cache.set(handler.as_table());
        handler
    }

    /// The value of `__index` in this table used as a metatable, if it is remembered and a table.
    #[inline(always)]
    pub fn cached_index_table(&self) -> Option<&'gc TableData<'gc>> {
        self.index_cache.get().map(|table| table.0.as_ref())
    }

    /// Forgets what is remembered about handlers.
    #[inline(always)]
    pub(super) fn forget_handlers(&self) {
        self.flags.update(|flags| flags & !flag::REMEMBERED);
        self.index_cache.set(None);
    }
}
