//! Regions: whose an object is that a sweep frees, as far as that can be told.
//!
//! Objects carry no owner; that would cost every one of them a word. But the arena keeps them in the order in which they were
//! made, newest first, and sweeps them in this order. So whenever another run is stepped (or the host's own code runs), a
//! [`Marker`] is made that nothing refers to. The next sweep comes to it when it has gone through all that was made after it, and
//! drops it: from there on, what it frees was made by the one who was on his way before. What survives its first sweep
//! loses its owner with that, because the markers are gone: old garbage belongs to whoever collects it. Most garbage is
//! young.
//!
//! Markers are made only if there are runs with caps, and where they take turns. One costs 64 bytes and some 50 ns.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use gc_arena::{Collect, Gc, arena::CollectionPhase};

use super::Driver;
use crate::{
    heap::context::Context,
    meter::memory::{OBJECT_HEADER, credit, credited},
};

/// What was freed of that which a run has made, and is not yet taken off its growth.
pub(crate) type Freed = Arc<AtomicUsize>;

/// Who has made the objects of a region.
#[derive(Clone, Debug, Default)]
enum Owner {
    /// The host, or a run without a cap.
    #[default]
    Host,
    /// Nobody knows any more.
    Unknown,
    /// A run with a cap.
    Run(Freed),
}

impl Owner {
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Owner::Run(one), Owner::Run(other)) => Arc::ptr_eq(one, other),
            (Owner::Host, Owner::Host) | (Owner::Unknown, Owner::Unknown) => true,
            _ => false,
        }
    }
}

/// The regions of one heap.
#[derive(Debug, Default)]
pub(super) struct Regions {
    /// Whose the newest objects are.
    newest: Owner,
    sweep: Rc<Sweep>,
    /// Whether that one is not on his way any more.
    is_left: bool,
    /// Whether there was ever a run with a cap.
    are_kept: bool,
}

/// Where a sweep is.
#[derive(Debug, Default)]
struct Sweep {
    /// Whose region it goes through, if there is a sweep.
    owner: RefCell<Option<Owner>>,
    /// What this piece of the collection had freed when it came into the region.
    mark: Cell<usize>,
    /// What it has freed that belongs to nobody.
    unowned: Cell<usize>,
    /// How many markers there are.
    markers: Cell<usize>,
}

/// Lies between two regions.
#[derive(Collect)]
#[collect(require_static)]
struct Marker {
    /// Whose the objects are that were made before it.
    older: Owner,
    sweep: Rc<Sweep>,
}

impl Marker {
    const BYTES: usize = OBJECT_HEADER + size_of::<Self>();
}

impl Drop for Marker {
    fn drop(&mut self) {
        self.sweep.enter(Some(std::mem::take(&mut self.older)));
        // Its own bytes are nobody's garbage.
        credit(Self::BYTES);
        self.sweep.markers.update(|count| count - 1);
        self.sweep.mark.update(|mark| mark + Self::BYTES);
    }
}

impl Sweep {
    /// What was freed up to here belongs to the last region; from here on it belongs to this one.
    fn enter(&self, owner: Option<Owner>) {
        let freed = credited();
        let bytes = freed.saturating_sub(self.mark.replace(freed));
        match &*self.owner.borrow() {
            Some(Owner::Run(run)) => drop(run.fetch_add(bytes, Ordering::Relaxed)),
            Some(Owner::Host) => {}
            Some(Owner::Unknown) | None => self.unowned.update(|sum| sum + bytes),
        }
        self.owner.replace(owner);
    }
}

impl Driver {
    /// From now on objects are made by a run with a cap, or by somebody else.
    pub(super) fn enter_region(&mut self, run: Option<&Freed>) {
        self.regions.are_kept |= run.is_some();
        self.regions.is_left = false;
        if !self.regions.are_kept {
            return;
        }
        let owner = run.map_or(Owner::Host, |freed| Owner::Run(freed.clone()));
        if !self.regions.newest.is(&owner) {
            let older = std::mem::replace(&mut self.regions.newest, owner);
            self.mark_region(older);
        }
    }

    /// The run is not stepped any more. If nobody makes anything before it is again, its region goes on.
    pub(super) fn leave_region(&mut self) {
        self.regions.is_left = self.regions.are_kept;
    }

    /// Something may be made now.
    pub(super) fn settle_region(&mut self) {
        if self.regions.is_left {
            self.enter_region(None);
        }
    }

    fn mark_region(&self, older: Owner) {
        let sweep = self.regions.sweep.clone();
        sweep.markers.update(|count| count + 1);
        self.arena.mutate(|mc, state| {
            // Whoever charges next will notice if that was too much.
            state.memory.charge(Marker::BYTES);
            Gc::new(mc, Marker { older, sweep });
        });
    }

    /// What the last cycle had to do with what is not here for the bookkeeping, in objects.
    pub(super) fn lua_work(&self) -> usize {
        let work = self
            .arena
            .mutate(|mc, state| Context::new(mc, state.as_ref()).collection_work());
        work - self.regions.sweep.markers.get()
    }

    /// A sweep begins, with the newest objects. Those that survive it are nobody's.
    pub(super) fn sweep_regions(&mut self) {
        if self.regions.are_kept {
            self.regions.sweep.enter(Some(self.regions.newest.clone()));
            self.mark_region(Owner::Unknown);
        }
    }

    /// A piece of a collection begins.
    pub(super) fn begin_piece(&self) {
        self.regions.sweep.mark.set(0);
        self.regions.sweep.unowned.set(0);
    }

    /// It has ended: answers how much it has freed that belongs to nobody.
    pub(super) fn end_piece(&self) -> usize {
        let sweep = &self.regions.sweep;
        let owner = match self.arena.collection_phase() {
            CollectionPhase::Sweeping => sweep.owner.borrow().clone(),
            _ => None,
        };
        sweep.enter(owner);
        sweep.unowned.take()
    }
}
