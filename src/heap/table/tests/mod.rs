//! Tables against a model, with collections of every size in between, and the promises that a model does not see: what
//! things cost, what is charged, what a handler lookup remembers.

use std::collections::BTreeMap;

use gc_arena::{Arena, Gc, Rootable, arena::CollectionPhase};

use super::Table;
use crate::{
    heap::{
        context::{Context, Event, State},
        native::Thrown,
        value::Value,
    },
    meter::memory::{restore_credit, take_credit},
};

mod growth;
mod pieces;

const SEED: u64 = 0x1234_5678_9ABC_DEF1;

/// Less under miri, which is some thousand times slower.
const fn scaled(count: usize, under_miri: usize) -> usize {
    if cfg!(miri) { under_miri } else { count }
}

type Root = Rootable![Gc<'_, State<'_>>];

/// A heap with one table at hand, and a collector that works when the test says so.
struct Heap {
    arena: Arena<Root>,
}

impl Heap {
    fn new() -> Self {
        restore_credit(0);
        Heap {
            arena: Arena::new(|mutation| State::new(mutation, SEED, usize::MAX)),
        }
    }

    /// Runs `body` with the table that stays from one call to the next, and a table to keep other things in.
    fn with<R>(&self, body: impl for<'gc> FnOnce(Context<'gc>, Table<'gc>, Table<'gc>) -> R) -> R {
        let marking = self.arena.collection_phase() == CollectionPhase::Marking;
        self.arena.mutate(|mutation, state| {
            state.enter(mutation);
            state.marking.set(marking);
            state.fuel.set(i64::MAX / 2);
            let ctx = Context::new(mutation, state.as_ref());
            let registry = ctx.registry();
            if registry.raw_get(ctx, 1.0).is_nil() {
                registry.raw_set(ctx, 1.0, ctx.table()).unwrap();
            }
            let table = registry.raw_get(ctx, 1.0).as_table().unwrap();
            body(ctx, table, ctx.globals())
        })
    }

    /// Lets the collector do a little, with the atomic step where it belongs.
    fn collect_a_little(&mut self) {
        self.arena.metrics().adjust_debt(2.0);
        match self.arena.collection_phase() {
            CollectionPhase::Sweeping => {
                self.arena.cycle_debt();
            }
            _ => {
                if self.mark(|arena| arena.mark_debt().is_some()) && !self.visit_next() {
                    self.finish_marking();
                }
            }
        }
    }

    /// Runs a stretch of marking.
    fn mark<R>(&mut self, mark: impl FnOnce(&mut Arena<Root>) -> R) -> R {
        self.arena
            .mutate(|mutation, state| state.large.lend(mutation.metrics()));
        let result = mark(&mut self.arena);
        self.arena.mutate(|_, state| state.large.take_back());
        result
    }

    /// Has the next part of a large table visited. False: there is none.
    fn visit_next(&mut self) -> bool {
        self.arena
            .mutate(|mutation, state| state.large.next(mutation))
    }

    fn finish_marking(&mut self) {
        loop {
            self.mark(|arena| {
                arena.finish_marking();
            });
            if !self.visit_next() {
                break;
            }
        }
        let marked = self.arena.finish_marking().unwrap();
        marked.finalize(|finalization, state| {
            state.large.end_cycle(finalization);
            state
                .interner
                .sweep(usize::MAX, |string| !Gc::is_dead(finalization, string.0));
            state.growing.end_cycle(finalization);
        });
        self.arena.finish_marking().unwrap().start_sweeping();
    }

    fn collect(&mut self) {
        for _ in 0..2 {
            if self.arena.collection_phase() != CollectionPhase::Sweeping {
                self.finish_marking();
            }
            self.arena.finish_cycle();
        }
    }

    /// Bytes in use, with what was credited taken off.
    fn used(&self) -> usize {
        self.arena.mutate(|_, state| {
            state.memory.settle(take_credit());
            state.memory.used()
        })
    }
}

/// Runs `body` in a heap of its own.
fn with<R>(body: impl for<'gc> FnOnce(Context<'gc>, Table<'gc>) -> R) -> R {
    Heap::new().with(|ctx, table, _| body(ctx, table))
}

/// The fuel that `body` pays.
fn fuel<'gc>(ctx: Context<'gc>, body: impl FnOnce()) -> u64 {
    let before = ctx.fuel_left();
    body();
    before - ctx.fuel_left()
}

fn message<T>(result: Result<T, Thrown<'_>>) -> String {
    let error = result.err().expect("an error");
    format!("{:?}", error.into_parts().expect_err("a message"))
}

fn number(value: Value<'_>) -> Option<f64> {
    value.as_number()
}

/// A power of two, exactly.
fn two_to(power: u64) -> f64 {
    f64::from_bits((1023 + power) << 52)
}

struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) % bound as u64) as usize
    }
}

/// Keys of every kind, by number. The objects among them live in `keep`.
const KEYS: usize = 120;

fn key<'gc>(ctx: Context<'gc>, keep: Table<'gc>, id: usize) -> Value<'gc> {
    let n = id as f64;
    match id {
        0..50 => Value::number(n),
        50..60 => Value::number(50.0 - n - 1.0),
        60..66 => Value::number((n - 59.0) / 4.0 + 0.1),
        66..72 => Value::number((n - 59.0) * 1e9),
        72 => Value::TRUE,
        73 => Value::FALSE,
        74..84 => ctx.string(format!("k{id}")).into(),
        84..90 => ctx.string(format!("{:050}", id)).into(),
        90..94 => Value::light(std::ptr::without_provenance_mut(id * 8)),
        _ => {
            if keep.raw_get(ctx, n).is_nil() {
                keep.raw_set(ctx, n, ctx.table()).unwrap();
            }
            keep.raw_get(ctx, n)
        }
    }
}

/// Compares all entries, reads and the border with the model.
fn check<'gc>(ctx: Context<'gc>, table: Table<'gc>, keep: Table<'gc>, model: &[Option<f64>]) {
    let keys: Vec<_> = (0..KEYS).map(|id| key(ctx, keep, id)).collect();
    for (id, expected) in model.iter().enumerate() {
        let found = number(table.raw_get(ctx, keys[id]));
        assert_eq!(found, *expected, "key {id}");
    }
    let mut seen = 0;
    let (mut at, mut position) = (Value::NIL, 0);
    while let Some((found, value)) = table.next(ctx, at).unwrap() {
        let id = keys.iter().position(|key| key.raw_equals(found));
        assert_eq!(model[id.expect("a known key")], number(value));
        let entry = table.entry_from(position).expect("as many as by key");
        assert!(entry.1.raw_equals(found));
        (at, position) = (found, entry.0);
        seen += 1;
    }
    assert!(table.entry_from(position).is_none());
    assert_eq!(seen, model.iter().flatten().count());
    let border = table.raw_len();
    let is_there = |n: usize| n < 50 && model[n].is_some();
    assert!(border == 0 || is_there(border), "border {border}");
    assert!(!is_there(border + 1), "border {border}");
}

#[test]
fn any_mix_of_operations_does_what_a_model_does() {
    for round in 0..scaled(60, 2) {
        let mut heap = Heap::new();
        let mut random = Random(round as u64 * 2 + 1);
        let mut model = vec![None; KEYS];
        let span = [KEYS, 50, 12][round % 3];
        let from = random.below(KEYS - span + 1);
        for step in 0..scaled(2000, 150) {
            heap.with(|ctx, table, keep| {
                let id = from + random.below(span);
                let removes = random.below(100) < [40, 10, 60][step / 100 % 3];
                let value = (!removes).then_some(step as f64);
                let stored = value.map_or(Value::NIL, Value::number);
                table.raw_set(ctx, key(ctx, keep, id), stored).unwrap();
                model[id] = value;
                if step % scaled(25, 50) == 0 {
                    check(ctx, table, keep, &model);
                }
            });
            match random.below(scaled(30, 10)) {
                0 => heap.collect_a_little(),
                1 if random.below(10) == 0 => heap.collect(),
                _ => {}
            }
        }
        heap.with(|ctx, table, keep| check(ctx, table, keep, &model));
    }
}

#[test]
fn everything_charged_is_credited() {
    let mut heap = Heap::new();
    heap.with(|_, _, _| ());
    heap.collect();
    let before = heap.used();
    for round in 0..scaled(300, 40) {
        heap.with(|ctx, _, _| {
            let table = Table::with_capacity(ctx, round % 9, round / 9 % 7);
            let mut random = Random(round as u64 + 1);
            for _ in 0..random.below(scaled(200, 60)) {
                let key = match random.below(100) {
                    id @ 0..74 => key(ctx, table, id),
                    _ => ctx.table().into(),
                };
                let value = match random.below(3) {
                    0 => Value::NIL,
                    _ => Value::TRUE,
                };
                table.raw_set(ctx, key, value).unwrap();
            }
            table.reserve_array(ctx, random.below(40)).unwrap();
        });
        assert!(heap.used() > before);
    }
    heap.collect();
    assert_eq!(heap.used(), before);
}

#[test]
fn removing_while_traversing_survives_collections() {
    let mut heap = Heap::new();
    let count = scaled(200, 18);
    heap.with(|ctx, table, _| {
        for index in 0..count {
            let key = match index % 3 {
                0 => Value::number(index as f64),
                1 => ctx.string(format!("key {index}")).into(),
                _ => ctx.table().into(),
            };
            table.raw_set(ctx, key, index as f64).unwrap();
        }
    });
    let mut seen = 0;
    loop {
        let done = heap.with(|ctx, table, keep| {
            // Only this variable of the program holds the removed key.
            let at = keep.raw_get(ctx, ctx.string("at_key"));
            let Some((key, value)) = table.next(ctx, at).unwrap() else {
                return true;
            };
            assert!(number(value).is_some());
            keep.raw_set(ctx, ctx.string("at_key"), key).unwrap();
            table.raw_set(ctx, key, Value::NIL).unwrap();
            false
        });
        if done {
            break;
        }
        seen += 1;
        match seen % 3 {
            0 => heap.collect(),
            _ => heap.collect_a_little(),
        }
    }
    assert_eq!(seen, count);
}

#[test]
fn removed_keys_are_not_kept_alive() {
    let mut heap = Heap::new();
    let count = scaled(100, 8);
    heap.with(|ctx, table, _| {
        for _ in 0..count {
            let key = Table::with_capacity(ctx, 1000, 0);
            table.raw_set(ctx, key, true).unwrap();
        }
    });
    heap.collect();
    let full = heap.used();
    heap.with(|ctx, table, _| {
        let mut key = Value::NIL;
        while let Some((next, _)) = table.next(ctx, key).unwrap() {
            table.raw_set(ctx, next, Value::NIL).unwrap();
            key = next;
        }
    });
    heap.collect();
    assert!(full - heap.used() > count * 8000);
}

#[test]
fn what_is_paid_does_not_depend_on_the_collector() {
    let run = |collects: bool| {
        let mut heap = Heap::new();
        let mut paid = 0;
        let mut random = Random(5);
        for _ in 0..scaled(3000, 60) {
            paid += heap.with(|ctx, table, keep| {
                fuel(ctx, || {
                    let key = key(ctx, keep, 74 + random.below(KEYS - 74));
                    let value = match random.below(2) {
                        0 => Value::NIL,
                        _ => Value::TRUE,
                    };
                    table.raw_set(ctx, key, value).unwrap();
                })
            });
            if collects && random.0.is_multiple_of(7) {
                heap.collect();
            }
        }
        paid
    };
    assert_eq!(run(true), run(false));
}

#[test]
fn keys_are_normalised() {
    with(|ctx, table| {
        table.raw_set(ctx, -0.0, 1.0).unwrap();
        assert_eq!(number(table.raw_get(ctx, 0.0)), Some(1.0));
        let (zero, _) = table.next(ctx, Value::NIL).unwrap().unwrap();
        assert!(zero.float().is_sign_positive());
        assert!(table.next(ctx, Value::number(-0.0)).unwrap().is_none());
        for n in 1..=3 {
            table.raw_set_index(ctx, n, n as f64).unwrap();
        }
        assert_eq!(number(table.raw_get(ctx, -0.0)), Some(1.0));

        let long = "a string that is too long to be interned when it is made";
        table.raw_set(ctx, ctx.string(long), 7.0).unwrap();
        assert_eq!(number(table.raw_get(ctx, ctx.string(long))), Some(7.0));
        let (again, _) = table.next(ctx, Value::number(0.0)).unwrap().unwrap();
        assert!(again.as_string().unwrap().0.is_interned());
        assert!(table.next(ctx, ctx.string(long).into()).unwrap().is_none());
        assert!(
            table
                .raw_get(
                    ctx,
                    ctx.string("another string that nobody has ever interned")
                )
                .is_nil()
        );
    });
}

#[test]
fn impossible_keys_are_errors() {
    with(|ctx, table| {
        for (key, expected) in [
            (Value::NIL, "table index is nil"),
            (Value::number(f64::NAN), "table index is NaN"),
            (Value::number(-f64::NAN), "table index is NaN"),
        ] {
            assert!(table.raw_get(ctx, key).is_nil());
            let expected = message::<()>(Err(Thrown::msg(expected)));
            assert_eq!(message(table.raw_set(ctx, key, true)), expected);
            assert_eq!(message(table.raw_set(ctx, key, Value::NIL)), expected);
        }
        let absent = message::<()>(Err(Thrown::msg("invalid key to 'next'")));
        let string = ctx.string("absent");
        for key in [
            Value::TRUE,
            1.0.into(),
            f64::NAN.into(),
            string.into(),
            ctx.table().into(),
        ] {
            assert_eq!(message(table.next(ctx, key)), absent);
        }
    });
}

#[test]
fn read_only_tables_stay_as_they_are() {
    with(|ctx, table| {
        table.raw_set(ctx, 1.0, 1.0).unwrap();
        table.raw_set(ctx, ctx.string("x"), 1.0).unwrap();
        table.set_read_only(ctx, true);
        assert!(table.is_read_only());
        let expected = message::<()>(Err(Thrown::msg("attempt to modify a read-only table")));
        let keys: [Value<'_>; 4] = [
            1.0.into(),
            2.0.into(),
            ctx.string("x").into(),
            ctx.string("y").into(),
        ];
        for key in keys {
            assert_eq!(message(table.raw_set(ctx, key, 2.0)), expected);
            assert_eq!(message(table.raw_set(ctx, key, Value::NIL)), expected);
        }
        assert_eq!(number(table.raw_get(ctx, ctx.string("x"))), Some(1.0));
        assert_eq!(table.raw_len(), 1);
        table.set_read_only(ctx, false);
        table.raw_set(ctx, ctx.string("x"), 2.0).unwrap();
        assert_eq!(number(table.raw_get(ctx, ctx.string("x"))), Some(2.0));
    });
}

#[test]
fn handlers_are_remembered_until_they_change() {
    with(|ctx, table| {
        for event in Event::ALL {
            let name = event.name();
            for value in [1.0, 2.0] {
                assert!(table.handler(ctx, event).is_nil());
                assert!(table.handler(ctx, event).is_nil());
                table.raw_set(ctx, ctx.string(name), value).unwrap();
                assert_eq!(number(table.handler(ctx, event)), Some(value));
                table.raw_set(ctx, ctx.string(name), value + 1.0).unwrap();
                assert_eq!(number(table.handler(ctx, event)), Some(value + 1.0));
                table.raw_set(ctx, ctx.string(name), Value::NIL).unwrap();
            }
        }
        assert!(table.0.index_handler(ctx).is_nil());
        assert!(table.0.cached_index_table().is_none());
        for _ in 0..2 {
            let index = ctx.table();
            table.raw_set(ctx, ctx.string("__index"), index).unwrap();
            assert!(table.0.cached_index_table().is_none());
            assert_eq!(table.0.index_handler(ctx).as_table(), Some(index));
            assert!(std::ptr::eq(
                table.0.cached_index_table().unwrap(),
                index.0.as_ref()
            ));
        }
        table.raw_set(ctx, ctx.string("__index"), 1.0).unwrap();
        assert_eq!(number(table.0.index_handler(ctx)), Some(1.0));
        assert!(table.0.cached_index_table().is_none());
        table
            .raw_set(ctx, ctx.string("__index"), Value::NIL)
            .unwrap();
        assert!(table.0.index_handler(ctx).is_nil());
    });
}

#[test]
fn a_border_is_found_without_counting() {
    with(|ctx, table| {
        assert_eq!(table.raw_len(), 0);
        // All among the nodes: an array part would need them to be dense.
        for index in 1..=20 {
            table.raw_set(ctx, two_to(index), true).unwrap();
        }
        assert_eq!(table.raw_len(), 0);
        table.raw_set(ctx, 1.0, true).unwrap();
        assert!(table.raw_len() > 1 && table.raw_len().is_power_of_two());

        // Every power of two is there, up to where numbers end.
        let table = ctx.table();
        for power in 0..1024 {
            table.raw_set(ctx, two_to(power), true).unwrap();
        }
        let border = table.raw_len();
        assert!(!table.raw_get(ctx, border as f64).is_nil());
    });
}
