//! Where entries come to lie: array part or nodes, how both grow and shrink, how hashes spread, and what all of it costs.

use super::*;

#[test]
fn items_come_to_lie_in_the_array_part() {
    with(|ctx, table| {
        let count = scaled(100_000, 200) as u32;
        for index in 1..=count {
            table
                .raw_set(ctx, f64::from(index), f64::from(index))
                .unwrap();
        }
        assert!((count + 1..=2 * count).contains(&table.0.array_size.get()));
        assert_eq!(table.0.node_count(), 0);
        assert_eq!(table.raw_len(), count as usize);

        let table = ctx.table();
        for index in (1..=1000).rev() {
            table.raw_set(ctx, f64::from(index), true).unwrap();
        }
        assert!(table.0.array_size.get() > 1000);
        assert_eq!(table.raw_len(), 1000);

        let table = ctx.table();
        for name in ["a", "b", "c", "d", "e"] {
            table.raw_set(ctx, ctx.string(name), 0.0).unwrap();
        }
        for index in [0, 3, 2, 5, 4, 1] {
            table
                .raw_set(ctx, f64::from(index), f64::from(index))
                .unwrap();
        }
        assert_eq!(table.raw_len(), 5);
        for index in 0..=5 {
            assert_eq!(number(table.raw_get_index(ctx, index)), Some(index as f64));
        }
        assert!(table.raw_get_index(ctx, 6).is_nil());
        assert!(table.raw_get_index(ctx, -1).is_nil());
    });
}

/// The sizes at which small array parts grow are PUC-Lua's, so that `#` answers the same for items with holes.
#[test]
fn small_arrays_have_the_sizes_of_puc_lua() {
    with(|ctx, table| {
        for (index, size) in [(1, 2), (2, 3), (3, 5), (4, 5), (5, 9), (9, 17)] {
            if index == 9 {
                (6..9).for_each(|i| table.raw_set_index(ctx, i, true).unwrap());
            }
            table.raw_set_index(ctx, index, true).unwrap();
            assert_eq!(table.0.array_size.get(), size, "after item {index}");
        }
        let holes = ctx.table();
        holes.raw_set(ctx, 1.0, true).unwrap();
        holes.raw_set(ctx, 4.0, true).unwrap();
        assert_eq!(holes.raw_len(), 1);
    });
}

#[test]
fn small_arrays_live_inside_the_object() {
    with(|ctx, _| {
        for items in 1..=4 {
            let table = Table::with_capacity(ctx, items, 0);
            let before = ctx.memory_used();
            for index in 1..=items {
                table
                    .raw_set_index(ctx, index as i64, index as f64)
                    .unwrap();
            }
            assert_eq!(ctx.memory_used(), before, "{items} items");
            for index in 1..=40 {
                table.raw_set_index(ctx, index, index as f64).unwrap();
            }
            // And back into the object, when hardly anything is left and a rehash sees it.
            (2..=40).for_each(|i| table.raw_set_index(ctx, i, Value::NIL).unwrap());
            table.raw_set(ctx, ctx.string("name"), true).unwrap();
            assert_eq!(table.0.array_size.get(), 2);
            assert_eq!(number(table.raw_get_index(ctx, 1)), Some(1.0));
        }
    });
}

#[test]
fn far_apart_keys_take_no_array() {
    with(|ctx, table| {
        for power in 0..52 {
            table.raw_set(ctx, two_to(power) + 1.0, true).unwrap();
        }
        assert!(table.0.array_size.get() <= 9);
        assert!(ctx.memory_used() < 100_000);
        assert!(table.raw_len() <= 3);

        // Appending behind holes: what is not there is not paid with memory.
        let table = ctx.table();
        (1..=8).for_each(|i| table.raw_set_index(ctx, i, true).unwrap());
        (1..=7).for_each(|i| table.raw_set_index(ctx, i, Value::NIL).unwrap());
        for _ in 0..40 {
            let next = i64::from(table.0.array_size.get().max(1));
            table.raw_set_index(ctx, next, true).unwrap();
        }
        assert!(table.0.array_size.get() < 64);
    });
}

#[test]
fn hints_reserve_only_so_much() {
    with(|ctx, _| {
        let before = ctx.memory_used();
        let table = Table::with_capacity(ctx, usize::MAX, usize::MAX);
        assert!(ctx.memory_used() - before < 1 << 20);
        table.raw_set(ctx, 1.0, true).unwrap();
        let error = table.reserve_array(ctx, usize::MAX).unwrap_err();
        assert!(error.is_out_of_memory(ctx));
    });
}

/// Insertions and removals in balance cost a constant each, whatever else the table holds.
#[test]
fn churn_is_cheap() {
    let heap = Heap::new();
    for (items, fields) in [
        (0, 0),
        (0, 1),
        (0, 3),
        (0, 1000),
        (5000, 0),
        (5000, 10),
        (4097, 800),
    ] {
        let (items, fields) = (items / scaled(1, 50), fields / scaled(1, 20));
        heap.with(|ctx, _, _| {
            let table = ctx.table();
            for index in 1..=items {
                table.raw_set_index(ctx, index as i64, true).unwrap();
            }
            for index in 0..fields {
                table.raw_set(ctx, index as f64 + 0.5, true).unwrap();
            }
            let turns = scaled(50_000, 100);
            let paid = fuel(ctx, || {
                for turn in 0..turns {
                    let (new, old) = (turn + fields, turn);
                    table.raw_set(ctx, new as f64 + 0.5, true).unwrap();
                    table.raw_set(ctx, old as f64 + 0.5, Value::NIL).unwrap();
                }
            });
            assert!(
                paid <= 3 * turns as u64,
                "{items} items, {fields} fields: {paid} for {turns} turns"
            );
            assert!(table.0.node_count() as usize <= 4 * fields.max(1));
        });
    }
}

#[test]
fn a_moving_window_of_items_is_cheap() {
    with(|ctx, table| {
        let turns = scaled(100_000, 400) as i64;
        let paid = fuel(ctx, || {
            for turn in 1..=turns {
                table.raw_set_index(ctx, turn, true).unwrap();
                if turn > 100 {
                    table.raw_set_index(ctx, turn - 100, Value::NIL).unwrap();
                }
            }
        });
        assert!(paid <= 2 * turns as u64, "{paid} for {turns} turns");
        assert!(table.0.array_size.get() + table.0.node_count() <= 1024);
    });
}

#[test]
fn room_is_given_back_when_little_is_left() {
    with(|ctx, table| {
        let count = scaled(10_000, 100);
        for index in 0..count {
            table.raw_set(ctx, index as f64 + 0.5, true).unwrap();
            table.raw_set_index(ctx, index as i64, true).unwrap();
        }
        for index in 0..count {
            table.raw_set(ctx, index as f64 + 0.5, Value::NIL).unwrap();
            table.raw_set_index(ctx, index as i64, Value::NIL).unwrap();
        }
        // When the free nodes are used up depends on how many keys collide.
        let few = count / 8;
        let mut index = 0;
        while table.0.node_count() as usize > 4 * few {
            let key = |index: usize| index as f64 + 0.25;
            table.raw_set(ctx, key(index + few), true).unwrap();
            table.raw_set(ctx, key(index), Value::NIL).unwrap();
            index += 1;
            assert!(index < 60 * count, "{} nodes", table.0.node_count());
        }
        assert!(table.0.array_size.get() <= 8);
    });
}

#[test]
fn holes_are_paid_for() {
    with(|ctx, table| {
        let count = scaled(20_000, 1000);
        table.reserve_array(ctx, count).unwrap();
        table.raw_set_index(ctx, count as i64, true).unwrap();
        let paid = fuel(ctx, || {
            table.next(ctx, Value::NIL).unwrap().expect("the last item");
        });
        assert_eq!(paid, (count / 16) as u64);
        table.raw_set_index(ctx, count as i64, Value::NIL).unwrap();
        let paid = fuel(ctx, || {
            assert!(table.next(ctx, Value::NIL).unwrap().is_none());
        });
        assert_eq!(paid, (count / 16) as u64);
    });
}

fn main_position(table: Table<'_>, key: f64, nodes: u32) -> u32 {
    crate::heap::table::lookup::hash_bits(table.0.seed.get(), key.to_bits() as usize) % nodes
}

#[test]
fn colliding_keys_keep_their_chains() {
    let heap = Heap::new();
    for round in 0..scaled(200, 3) {
        heap.with(|ctx, _, _| {
            let table = Table::with_capacity(ctx, 0, 8);
            table.hash_plain(ctx, Value::TRUE);
            let keys = |offset: f64, collide: bool, count: usize| {
                (0..400)
                    .map(move |n| n as f64 + offset)
                    .filter(move |key| (main_position(table, *key, 8) == 3) == collide)
                    .take(count)
            };
            let keys: Vec<f64> = keys(0.5, true, 6).chain(keys(0.25, false, 12)).collect();
            let mut random = Random(round as u64 + 1);
            let mut model = BTreeMap::new();
            for step in 0..60 {
                let key = match random.below(3) {
                    0 => keys[random.below(keys.len())],
                    _ => keys[random.below(6)],
                };
                let is_full = model.len() > 6 && !model.contains_key(&key.to_bits());
                if is_full || random.below(3) == 0 {
                    table.raw_set(ctx, key, Value::NIL).unwrap();
                    model.remove(&key.to_bits());
                } else {
                    table.raw_set(ctx, key, step as f64).unwrap();
                    model.insert(key.to_bits(), step as f64);
                }
                for key in &keys {
                    let expected = model.get(&key.to_bits()).copied();
                    assert_eq!(number(table.raw_get(ctx, *key)), expected);
                }
            }
        });
    }
}

#[test]
fn numbers_spread_over_the_nodes() {
    let longest = |keys: &dyn Fn(usize) -> f64| {
        with(|ctx, table| {
            for n in 0..4096 {
                table.raw_set(ctx, keys(n), true).unwrap();
            }
            let count = table.0.node_count();
            let mut counts = vec![0; count as usize];
            for n in 0..4096 {
                counts[main_position(table, keys(n), count) as usize] += 1;
            }
            counts.into_iter().max().unwrap()
        })
    };
    if cfg!(miri) {
        return;
    }
    assert!(longest(&|n| n as f64 * 1000.0 + 7.0) < 12);
    assert!(longest(&|n| n as f64 + 0.5) < 12);
    assert!(longest(&|n| (n as f64) * 1e300) < 12);
    assert!(longest(&|n| -(n as f64) - 1.0) < 12);
    assert!(longest(&|n| f64::from_bits((n as u64) << 20 | 1)) < 12);
    assert!(longest(&|n| f64::from_bits(n as u64 + 1)) < 12);
}

#[test]
fn tables_have_seeds_of_their_own() {
    with(|ctx, table| {
        let other = ctx.table();
        for n in 0..100 {
            table.raw_set(ctx, n as f64 + 0.5, true).unwrap();
            other.raw_set(ctx, n as f64 + 0.5, true).unwrap();
        }
        let first = |table: Table<'_>| number(table.entry_from(0).unwrap().1);
        assert_ne!(table.0.seed.get(), other.0.seed.get());
        assert_ne!(first(table), first(other));
    });
}
