//! Sites: what a build for tests can leave out, one at a time, to see whether the tests notice.
//!
//! Each barrier and each part of the atomic step has a name here and asks [`present`] where it stands. That is `true` and
//! costs nothing, unless the feature `mutations` is on: then the site that the environment variable [`CHOICE`] names is not
//! present, and the program that runs is wrong. `tests/mutations.rs` runs the scripts with each site left out in turn; what
//! found which is in `docs/mutations.md`. Never turn the feature on for anything else.

/// Declares the sites.
macro_rules! sites {
    ($($(#[doc = $what:literal])* $site:ident $name:literal;)*) => {
        /// A place where something can be left out.
        #[derive(Copy, Clone, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Site {
            $($(#[doc = $what])* $site,)*
        }

        #[cfg(feature = "mutations")]
        impl Site {
            /// Every site.
            pub const ALL: &[Site] = &[$(Site::$site),*];

            /// Its name.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Site::$site => $name,)*
                }
            }

            /// What it is.
            pub const fn description(self) -> &'static str {
                match self {
                    $(Site::$site => concat!($($what),*).trim_ascii(),)*
                }
            }
        }
    };
}

sites! {
    /// the barrier of a coroutine that is resumed
    SwitchResume "switch-resume";
    /// the barrier of a thread that goes on because the one that it has resumed yields or ends
    SwitchBack "switch-back";
    /// the barrier of the thread with which a slice begins
    SwitchSlice "switch-slice";
    /// the barrier of a thread that the host hands values to
    SwitchAnswer "switch-answer";
    /// `setfenv(0, t)`
    ThreadGlobals "thread-globals";
    /// `debug.sethook`
    ThreadHook "thread-hook";
    /// `debug.setlocal`
    DebugLocal "debug-local";
    /// `debug.setlocal` and `debug.setupvalue` of a variable in a cell
    DebugCell "debug-cell";
    /// `debug.setupvalue` of a variable that was copied into the closure
    DebugUpvalue "debug-upvalue";
    /// assignments to a variable in a cell
    CellStore "cell-store";
    /// the fast body of SETUPCELL leaves stores to the slow one while the collector marks
    FastUpcell "fast-upcell";
    /// the same for SETCELL
    FastCell "fast-cell";
    /// the same for SETGLOBAL
    FastGlobal "fast-global";
    /// the same for SETINDEX and a slot of the array part
    FastIndex "fast-index";
    /// the same for SETINDEXI
    FastConstantIndex "fast-constant-index";
    /// the same for SETINDEX and a string
    FastString "fast-string";
    /// the same for SETFIELD and a field that is there
    FastField "fast-field";
    /// the same for SETFIELD and a new field
    FastNewField "fast-new-field";
    /// a store into a slot of a table that is there
    TableSlot "table-slot";
    /// a store into a node of a table that is there, or was
    TableNode "table-node";
    /// a new key of a table
    TableKey "table-key";
    /// the value of a new key
    TableValue "table-value";
    /// an item behind the last one
    TableAppend "table-append";
    /// an entry that has to move in a table that was partly visited
    VisitMoving "visit-moving";
    /// a table that was partly visited and is made anew
    VisitAgain "visit-again";
    /// large tables that have died are not listed any more
    LargeDead "large-dead";
    /// `setmetatable`
    TableMetatable "table-metatable";
    /// `setfenv` of a Lua function
    ClosureEnvironment "closure-environment";
    /// `setfenv` of a native
    NativeEnvironment "native-environment";
    /// the state of a suspended native, which changes when it goes on
    NativeState "native-state";
    /// `debug.setmetatable` of a userdata
    UserdataMetatable "userdata-metatable";
    /// `debug.setfenv` of a userdata
    UserdataEnvironment "userdata-environment";
    /// the value of a userdata that holds objects, taken out to be changed
    UserdataValue "userdata-value";
    /// the metatable that all values of a type share
    TypeMetatable "type-metatable";
    /// a value that the host puts away
    StashInsert "stash-insert";
    /// another value in the place of one that the host has put away
    StashReplace "stash-replace";
    /// dead userdata with `__gc` are set apart
    Separate "separate";
    /// they are marked
    Resurrect "resurrect";
    /// of userdata that come while that goes on, it is put off
    SpareYoung "spare-young";
    /// those without `__gc` are forgotten
    ForgetDead "forget-dead";
    /// those whose finalizers wait are marked in every cycle
    TraceDue "trace-due";
    /// where marking is finished, weak tables are listed
    FinishListing "finish-listing";
    /// what is separated does not count as alive in weak tables
    Finalized "finalized";
    /// after a cycle all candidates are looked at again
    EndCycle "end-cycle";
    /// weak tables are listed when they are visited
    WeakList "weak-list";
    /// the items of listed tables are cleared of what has died
    WeakItems "weak-items";
    /// their fields are, whose keys have died
    WeakKeys "weak-keys";
    /// their fields are, whose values have died
    WeakValues "weak-values";
    /// a table that was cleared can be listed again
    WeakUnlist "weak-unlist";
    /// a table that was cleared forgets its handlers
    WeakHandlers "weak-handlers";
    /// removed entries lose their keys when the collector visits them
    Bury "bury";
    /// a stack is cleared above what is live when the collector visits it
    StaleSlots "stale-slots";
    /// dead strings are swept out of the interner
    InternerSweep "interner-sweep";
    /// so are those that were interned while that went on
    InternerYoung "interner-young";
}

/// The environment variable that names the site that is left out.
#[cfg(feature = "mutations")]
pub const CHOICE: &str = "FERROUS_MUTATION";

/// The environment variable that says when the verifier of colours walks: `always`, which is after each slice, or `never`.
#[cfg(feature = "mutations")]
pub const VERIFIER: &str = "FERROUS_VERIFIER";

/// Whether a site does what it is for.
#[cfg(not(feature = "mutations"))]
#[inline(always)]
pub(crate) const fn present(_: Site) -> bool {
    true
}

#[cfg(feature = "mutations")]
pub(crate) use choice::{choose, present, verifies};

#[cfg(feature = "mutations")]
mod choice {
    use std::sync::{
        OnceLock,
        atomic::{AtomicU8, Ordering::Relaxed},
    };

    use super::{CHOICE, Site, VERIFIER};

    /// The number of the site that is left out; this one is nobody's.
    static LEFT_OUT: AtomicU8 = AtomicU8::new(u8::MAX);

    /// Reads the environment.
    pub(crate) fn choose() {
        let name = std::env::var(CHOICE).unwrap_or_default();
        if let Some(site) = Site::ALL.iter().find(|site| site.name() == name) {
            LEFT_OUT.store(*site as u8, Relaxed);
        }
    }

    /// Whether the verifier walks whenever it can, or not at all.
    pub(crate) fn verifies() -> Option<bool> {
        static CHOSEN: OnceLock<Option<bool>> = OnceLock::new();
        *CHOSEN.get_or_init(|| match std::env::var(VERIFIER).as_deref() {
            Ok("always") => Some(true),
            Ok("never") => Some(false),
            _ => None,
        })
    }

    #[inline(always)]
    pub(crate) fn present(site: Site) -> bool {
        LEFT_OUT.load(Relaxed) != site as u8
    }
}
