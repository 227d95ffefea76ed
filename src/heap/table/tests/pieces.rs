//! Growing in pieces: a store that is left has changed nothing, what it costs is always the same, and a table that changes in
//! the meantime keeps what it was given.

use super::*;

const COUNT: u32 = scaled(3000, 80) as u32;

/// A table with so many entries among the nodes, and as many items.
fn fill<'gc>(ctx: Context<'gc>, table: Table<'gc>) {
    for index in 1..=COUNT {
        let n = f64::from(index);
        table.raw_set(ctx, n, n).unwrap();
        table.raw_set(ctx, n + 0.5, -n).unwrap();
    }
}

fn check_filled<'gc>(ctx: Context<'gc>, table: Table<'gc>) {
    for index in 1..=COUNT {
        let n = f64::from(index);
        assert_eq!(number(table.raw_get(ctx, n)), Some(n));
        assert_eq!(number(table.raw_get(ctx, n + 0.5)), Some(-n));
    }
}

/// Stores without fuel until a store has to be tried again; answers its key.
fn store_until_left<'gc>(ctx: Context<'gc>, table: Table<'gc>, mut key: f64) -> f64 {
    ctx.state().fuel.set(0);
    loop {
        match table.raw_set_in_pieces(ctx, key, true) {
            Ok(()) => key += 1.0,
            Err(error) => {
                assert_eq!(error.refused(ctx), Some(0));
                assert!(table.raw_get(ctx, key).is_nil());
                return key;
            }
        }
    }
}

fn entries(table: Table<'_>) -> usize {
    let (mut position, mut count) = (0, 0);
    while let Some((next, ..)) = table.entry_from(position) {
        (position, count) = (next, count + 1);
    }
    count
}

#[test]
fn a_store_that_is_left_changes_nothing_and_costs_the_same() {
    for first in [0.25, f64::from(COUNT + 1)] {
        with(|ctx, table| {
            let other = ctx.table();
            fill(ctx, table);
            fill(ctx, other);
            let mut tries = 0;
            ctx.state().fuel.set(0);
            for index in 0..COUNT {
                let key = first + f64::from(index);
                while let Err(error) = table.raw_set_in_pieces(ctx, key, true) {
                    assert_eq!(error.refused(ctx), Some(0));
                    assert!(table.raw_get(ctx, key).is_nil());
                    tries += 1;
                }
            }
            let paid = -ctx.state().fuel.replace(0);
            assert!(tries > 3, "{tries}");
            (0..COUNT).for_each(|i| other.raw_set(ctx, first + f64::from(i), true).unwrap());
            assert_eq!(-ctx.state().fuel.get(), paid);
            check_filled(ctx, table);
            assert_eq!(entries(table), entries(other));
            assert_eq!(table.0.node_count(), other.0.node_count());
            assert_eq!(table.0.array_size.get(), other.0.array_size.get());
        });
    }
}

#[test]
fn what_changes_in_the_meantime_is_not_lost() {
    with(|ctx, table| {
        fill(ctx, table);
        let key = store_until_left(ctx, table, 0.25);
        let before = entries(table);
        table.raw_set(ctx, 1.5, ctx.string("new")).unwrap();
        table.raw_set(ctx, 2.0, Value::NIL).unwrap();
        table.raw_set(ctx, 2.5, Value::NIL).unwrap();
        while table.raw_set_in_pieces(ctx, key, true).is_err() {}
        assert!(table.raw_get(ctx, 1.5).is_string());
        assert!(table.raw_get(ctx, 2.0).is_nil() && table.raw_get(ctx, 2.5).is_nil());
        assert_eq!(entries(table), before - 1);

        // A key that comes by while another one waits for its room.
        let key = store_until_left(ctx, table, key + 1.0);
        let before = entries(table);
        table.raw_set(ctx, ctx.string("name"), true).unwrap();
        table.raw_set(ctx, key, true).unwrap();
        assert_eq!(entries(table), before + 2);
    });
}

/// Miri sees whether the growth looks at its table then, which is freed first.
#[test]
fn all_of_it_ends_in_the_middle_of_a_growth() {
    with(|ctx, table| {
        fill(ctx, table);
        store_until_left(ctx, table, 0.25);
        assert!(table.0.is_growing());
    });
}

#[test]
fn tables_that_grow_in_turns_come_to_an_end() {
    with(|ctx, table| {
        let other = ctx.table();
        fill(ctx, table);
        fill(ctx, other);
        let key = store_until_left(ctx, table, 0.25);
        let other_key = store_until_left(ctx, other, 0.25);
        let mut done = [false, false];
        for _ in 0..1000 {
            done[0] = done[0] || table.raw_set_in_pieces(ctx, key, true).is_ok();
            done[1] = done[1] || other.raw_set_in_pieces(ctx, other_key, true).is_ok();
        }
        assert_eq!(done, [true, true]);
        check_filled(ctx, table);
        check_filled(ctx, other);
    });
}

#[test]
fn a_growth_that_nobody_goes_on_with_is_freed() {
    let mut heap = Heap::new();
    heap.with(|ctx, table, _| fill(ctx, table));
    heap.collect();
    let before = heap.used();
    let key = heap.with(|ctx, table, _| store_until_left(ctx, table, 0.25));
    assert!(heap.used() > before + COUNT as usize * 24);
    (0..2).for_each(|_| heap.collect());
    heap.with(|ctx, table, _| {
        (1..=key as u32).for_each(|n| table.raw_set(ctx, f64::from(n) - 0.75, Value::NIL).unwrap());
        assert!(!table.0.is_locked());
    });
    heap.collect();
    assert_eq!(heap.used(), before);
    heap.with(|ctx, table, _| {
        table.raw_set(ctx, key, true).unwrap();
        check_filled(ctx, table);
    });
}

#[test]
fn a_growth_ends_with_its_table() {
    let mut heap = Heap::new();
    let before = heap.used();
    heap.with(|ctx, _, _| {
        let table = ctx.table();
        fill(ctx, table);
        store_until_left(ctx, table, 0.25);
    });
    heap.collect();
    // Not even once more does the collector keep it.
    assert!(heap.used() < before + 1000, "{before} {}", heap.used());
    assert!(heap.arena.mutate(|_, state| {
        let mut count = 0;
        state.growing.held_values(&mut |_| count += 1);
        count == 0
    }));
}

#[test]
fn a_read_only_table_stays_so() {
    with(|ctx, table| {
        fill(ctx, table);
        let key = store_until_left(ctx, table, 0.25);
        table.set_read_only(ctx, true);
        let error = table.raw_set_in_pieces(ctx, key, true).unwrap_err();
        assert_eq!(error.refused(ctx), None);
        table.set_read_only(ctx, false);
        while table.raw_set_in_pieces(ctx, key, true).is_err() {}
        check_filled(ctx, table);
    });
}

#[test]
fn few_items_go_into_the_object_beside_many_nodes() {
    with(|ctx, _| {
        let table = Table::with_capacity(ctx, 4, 0);
        for index in 0..COUNT {
            table.raw_set(ctx, f64::from(index) + 0.5, true).unwrap();
        }
        for index in [4, 3, 1, 2] {
            table.raw_set(ctx, f64::from(index), true).unwrap();
        }
        (0..COUNT).for_each(|i| table.raw_set(ctx, f64::from(i) + 0.25, true).unwrap());
        assert_eq!(table.raw_len(), 4);
        assert_eq!(entries(table), 2 * COUNT as usize + 4);
    });
}
