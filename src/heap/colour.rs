//! Colours: what the collector thinks of an object, for the verifier.
//!
//! The arena tells whether an object is marked only when everything is. The verifier asks in the middle of marking, too,
//! so it looks at the colour itself: gc-arena 0.7.0 puts a header of two words in front of each object, and the lowest two
//! bits of the second one (a pointer to what the arena knows about the type, which is aligned to 16) are the colour. That
//! version is pinned in `Cargo.toml`, and a test below compares what is read here with what the arena says when it says it.
//!
//! Nothing but debug assertions depends on it.

use gc_arena::Gc;

use super::value::Value;

/// How far the collector is with an object.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Colour {
    /// It was not reached in this cycle.
    White,
    /// It was reached, and has to be visited.
    Grey,
    /// It was visited.
    Black,
}

impl Colour {
    /// The colour of an object.
    pub fn of(object: Gc<'_, ()>) -> Self {
        let header = Gc::as_ptr(object).cast::<*const ()>();
        // SAFETY: the arena has allocated the object behind a header whose last word this is; the pointer comes from
        // `Gc::as_ptr`, which reaches it. Only the arena writes there, and it does not run now.
        let word = unsafe { *header.sub(1) };
        match word.addr() & 0b11 {
            // Reached by weak pointers, which nobody here has, is not reached.
            0b00 | 0b01 => Colour::White,
            0b10 => Colour::Grey,
            _ => Colour::Black,
        }
    }

    /// The colour of the object behind a value; nothing if there is none.
    pub fn of_value(value: Value<'_>) -> Option<Self> {
        value.as_object().map(Self::of)
    }
}

#[cfg(test)]
mod tests {
    use gc_arena::{Arena, Collect, Rootable, collect::Trace};

    use super::*;

    /// An object that may hold another one.
    struct Link<'gc>(Option<Gc<'gc, Link<'gc>>>);

    // SAFETY: traces the one object it holds.
    unsafe impl<'gc> Collect<'gc> for Link<'gc> {
        fn trace<T: Trace<'gc>>(&self, cc: &mut T) {
            self.0.trace(cc);
        }
    }

    /// Two linked objects, and a pointer to a third one that the collector is not told of.
    struct Root<'gc> {
        first: Gc<'gc, Link<'gc>>,
        lost: Gc<'gc, Link<'gc>>,
    }

    // SAFETY: whoever reads `lost` knows that it is not freed yet.
    unsafe impl<'gc> Collect<'gc> for Root<'gc> {
        fn trace<T: Trace<'gc>>(&self, cc: &mut T) {
            self.first.trace(cc);
        }
    }

    impl<'gc> Root<'gc> {
        fn objects(&self) -> [Gc<'gc, Link<'gc>>; 3] {
            [self.first, self.first.0.expect("linked"), self.lost]
        }

        fn colours(&self) -> [Colour; 3] {
            self.objects().map(|object| Colour::of(Gc::erase(object)))
        }
    }

    #[test]
    fn the_header_is_where_it_is_read() {
        use Colour::*;

        let mut arena = Arena::<Rootable![Root<'_>]>::new(|mc| Root {
            first: Gc::new(mc, Link(Some(Gc::new(mc, Link(None))))),
            lost: Gc::new(mc, Link(None)),
        });
        arena.mutate(|_, root| assert_eq!(root.colours(), [White; 3]));
        let marked = arena.finish_marking().expect("not sweeping");
        marked.finalize(|finalization, root| {
            assert_eq!(root.colours(), [Black, Black, White]);
            for object in root.objects() {
                let is_white = Colour::of(Gc::erase(object)) == White;
                assert_eq!(is_white, Gc::is_dead(finalization, object));
            }
        });
        arena.mutate(|mc, root| {
            mc.backward_barrier(Gc::erase(root.first), None);
            assert_eq!(root.colours(), [Grey, Black, White]);
        });
        arena.finish_cycle();
        arena.mutate(|_, root| {
            let [first, second, _] = root.objects();
            for object in [first, second] {
                assert_eq!(Colour::of(Gc::erase(object)), White);
            }
        });
    }
}
