//! Sorts of every shape of input, with comparators that are right, wrong and random.

use super::*;

const PLENTY: u64 = u64::MAX / 4;

/// A sequence of numbers that looks random enough.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.0 >> 33) % sides
    }
}

/// What a sort made of its elements, how often it compared, and the fuel it took.
struct Outcome {
    items: Vec<u64>,
    comparisons: u64,
    price: u64,
}

fn sort(items: &[u64], slice: u64, mut is_less: impl FnMut(u64, u64) -> bool) -> Outcome {
    let mut merge = Merge::new(items.to_vec());
    let (mut comparisons, mut price) = (0, 0);
    loop {
        let mut fuel = slice;
        let is_done = merge.run(&mut fuel, |a, b, _| {
            comparisons += 1;
            is_less(a, b)
        });
        price += slice - fuel;
        if is_done {
            return Outcome {
                items: merge.into_items(),
                comparisons,
                price,
            };
        }
        assert_eq!(fuel, 0, "a sort stops only when all its fuel is used");
    }
}

/// At most this many comparisons, whatever they answer.
fn most_comparisons(len: usize) -> u64 {
    let len = len as f64;
    (len * len.max(1.0).log2() + 0.5 * len) as u64
}

fn inputs() -> Vec<Vec<u64>> {
    let mut dice = Dice(7);
    let mut inputs = vec![vec![]];
    for len in (1..70).chain([127, 128, 129, 1000, 4096, 5000]) {
        let n = len as u64;
        inputs.push((0..n).collect());
        inputs.push((0..n).rev().collect());
        inputs.push((0..n).map(|_| dice.below(n)).collect());
        inputs.push((0..n).map(|_| dice.below(3)).collect());
        inputs.push(
            (0..n)
                .map(|i| if i % 20 == 19 { dice.below(n) } else { i })
                .collect(),
        );
        inputs.push((0..n).map(|i| (i % 100) * 3).collect());
        inputs.push((0..n).map(|i| i.min(n - i)).collect());
        inputs.push(
            (0..n)
                .map(|i| if i < n / 2 { i } else { n - i + 1000 })
                .collect(),
        );
        inputs.push(vec![5; len]);
    }
    inputs
}

#[test]
fn sorts() {
    for input in inputs() {
        let mut expected = input.clone();
        expected.sort();
        let outcome = sort(&input, PLENTY, |a, b| a < b);
        assert_eq!(outcome.items, expected);
        assert!(
            outcome.comparisons <= most_comparisons(input.len()),
            "{} of {input:?}",
            outcome.comparisons
        );
    }
}

#[test]
fn keeps_the_order_of_equals() {
    for input in inputs() {
        let numbered: Vec<u64> = input
            .iter()
            .zip(0..)
            .map(|(key, index)| key << 32 | index)
            .collect();
        let mut expected = numbered.clone();
        expected.sort();
        assert_eq!(
            sort(&numbered, PLENTY, |a, b| a >> 32 < b >> 32).items,
            expected
        );
    }
}

#[test]
fn order_that_is_there_is_used() {
    let up: Vec<u64> = (0..10_000).collect();
    let down: Vec<u64> = (0..10_000).rev().collect();
    let both = [&up[..], &down].concat();
    assert_eq!(sort(&up, PLENTY, |a, b| a < b).comparisons, 9_999);
    assert_eq!(sort(&down, PLENTY, |a, b| a < b).comparisons, 9_999);
    assert!(sort(&both, PLENTY, |a, b| a < b).comparisons < 40_001);
}

#[test]
fn pieces_of_fuel_change_nothing() {
    for input in inputs() {
        let whole = sort(&input, PLENTY, |a, b| a < b);
        for slice in [1, 2, 13] {
            let pieces = sort(&input, slice, |a, b| a < b);
            assert_eq!(pieces.items, whole.items);
            assert_eq!(pieces.price, whole.price);
        }
    }
}

#[test]
fn nonsense_for_answers_loses_nothing() {
    let mut dice = Dice(3);
    for input in inputs() {
        let mut expected = input.clone();
        expected.sort();
        let check = |outcome: Outcome| {
            let mut items = outcome.items;
            items.sort();
            assert_eq!(items, expected);
            assert!(outcome.comparisons <= most_comparisons(input.len()));
        };
        check(sort(&input, PLENTY, |_, _| true));
        check(sort(&input, PLENTY, |_, _| false));
        check(sort(&input, 5, |_, _| dice.below(2) == 0));
        check(sort(&input, PLENTY, |a, b| a != b));
        check(sort(&input, PLENTY, |a, b| (a ^ b) & 3 < 2));
    }
}

/// McIlroy's adversary, which decides what the elements are while they are compared, so that quicksort takes quadratic time.
#[test]
fn a_killer_of_quicksorts_does_not_kill_it() {
    let len = 20_000u64;
    let gas = len;
    let mut keys = vec![gas; len as usize];
    let (mut solid, mut candidate) = (0, 0);
    let items: Vec<u64> = (0..len).collect();
    let outcome = sort(&items, PLENTY, |a, b| {
        let (x, y) = (a as usize, b as usize);
        if keys[x] == gas && keys[y] == gas {
            keys[if a == candidate { x } else { y }] = solid;
            solid += 1;
        }
        if keys[x] == gas {
            candidate = a;
        } else if keys[y] == gas {
            candidate = b;
        }
        keys[x] < keys[y]
    });
    assert!(
        outcome.comparisons <= most_comparisons(len as usize),
        "{}",
        outcome.comparisons
    );
}

#[test]
fn a_contest_stays_open_until_it_is_settled() {
    let mut merge = Merge::new(vec![3, 1, 2]);
    assert_eq!(merge.contest(&mut 0), Contest::Pair(1, 3));
    assert_eq!(merge.contest(&mut 0), Contest::Pair(1, 3));
    merge.settle(true);
    assert_eq!(merge.contest(&mut 0), Contest::Pair(2, 1));
    merge.settle(false);
    assert_eq!(merge.contest(&mut 0), Contest::Spent);
    assert_eq!(merge.contest(&mut 1), Contest::Pair(2, 3));
    merge.settle(true);
    assert_eq!(merge.contest(&mut 0), Contest::Pair(2, 1));
    merge.settle(false);
    assert_eq!(merge.contest(&mut 0), Contest::Done);
    merge.settle(true);
    assert_eq!(merge.items(), [1, 2, 3]);
}

#[test]
fn memory_keeps_to_its_promise() {
    for len in [0, 1, 16, 17, 1000, 100_000] {
        let mut dice = Dice(len as u64);
        let mut merge = Merge::new((0..len).map(|_| dice.below(1000)).collect());
        while !merge.run(&mut 100, |a, b, _| a < b) {
            let held = merge.items.capacity() + merge.scratch.capacity();
            let bytes = held * size_of::<u64>() + merge.runs.capacity() * size_of::<Run>();
            assert!(bytes <= Merge::<u64>::memory(len));
            assert_eq!(
                merge.values().count(),
                merge.items.len() + merge.scratch.len()
            );
        }
        assert_eq!(merge.items().len(), len);
    }
}
