//! The algorithm of `table.sort`: a merge sort that asks for one comparison at a time.
//!
//! A comparison may be a Lua function that yields, fails, or never returns, so the sort cannot call it. It is a state that says which
//! pair it wants compared next ([`Merge::contest`]) and takes the answer ([`Merge::settle`]); between the two anything may
//! happen, even the end of the script. PUC-Rio's quicksort takes quadratic time on inputs made for it and reads outside its
//! array when a comparator contradicts itself. This one makes at most about n log2 n comparisons whatever they answer,
//! and with nonsense for answers the result is some order of the same elements. It happens to be stable.
//!
//! Runs that are already in order, or in reverse, are found and kept, so sorted input costs n - 1 comparisons. Short runs are filled
//! up by binary insertion, which asks for few comparisons where each is a call. Which runs are merged when is decided as
//! Powersort does (Munro and Wild, 2018): a boundary between runs is merged in the order of a nearly optimal tree.
//!
//! It knows nothing of Lua: the elements are copies, which are traced where a `Merge` is kept in a suspended native.

use std::cmp::Ordering;

use gc_arena::Collect;

/// A sort under way.
#[derive(Clone, Debug, Collect)]
#[collect(no_drop)]
pub struct Merge<T> {
    items: Vec<T>,
    /// The left one of two runs that are merged.
    scratch: Vec<T>,
    /// The runs before the one that the stage works on, each reaching to the next one's start.
    #[collect(require_static)]
    runs: Vec<Run>,
    #[collect(require_static)]
    stage: Stage,
}

/// What a sort needs next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contest<T> {
    /// Does the first belong before the second? The answer goes to [`Merge::settle`].
    Pair(T, T),
    /// More fuel, to go on moving elements.
    Spent,
    /// Nothing: the elements are in order.
    Done,
}

/// A run in order.
#[derive(Clone, Copy, Debug)]
struct Run {
    start: usize,
    /// How deep in the tree of merges the boundary before this run is.
    depth: u32,
}

#[derive(Clone, Copy, Debug)]
enum Stage {
    /// The run from `start` is in order up to `end`, in reverse order if `is_reversed`.
    Find {
        start: usize,
        end: usize,
        is_reversed: bool,
    },
    /// That run was in reverse, and `done` elements were exchanged at both its ends.
    Reverse {
        start: usize,
        end: usize,
        done: usize,
    },
    /// The run is too short, and the element at `end` belongs somewhere between `low` and `high`.
    Insert {
        start: usize,
        end: usize,
        low: usize,
        high: usize,
    },
    /// The run is ready; runs before it are merged if their boundary is deeper than `depth`.
    Collect {
        start: usize,
        end: usize,
        depth: u32,
    },
    /// The left run goes to the scratch buffer before the two are merged.
    Copy(Pair),
    /// The element at `left` of the scratch buffer or the one at `right` comes next.
    Join {
        pair: Pair,
        left: usize,
        right: usize,
    },
    /// The right run is used up; the rest of the left one follows.
    Rest {
        pair: Pair,
        left: usize,
    },
    Done,
}

/// Two neighbouring runs to be merged, and the stage that waits for it.
#[derive(Clone, Copy, Debug)]
struct Pair {
    start: usize,
    middle: usize,
    end: usize,
    /// The `Collect` to go back to: its `end` and `depth`. Its `start` is the end of the pair.
    next_end: usize,
    next_depth: u32,
}

/// Runs shorter than this are filled up. Insertion moves elements, but up to here that costs less than merging.
const SHORT_RUN: usize = 16;

/// Moving so many elements costs one unit of fuel.
const MOVES_PER_UNIT: usize = 16;

impl<T: Copy> Merge<T> {
    /// A sort of these elements.
    pub fn new(items: Vec<T>) -> Merge<T> {
        let scratch = Vec::with_capacity(if items.len() > SHORT_RUN {
            items.len()
        } else {
            0
        });
        let stage = Stage::find(0, items.len());
        Merge {
            items,
            scratch,
            runs: Vec::new(),
            stage,
        }
    }

    /// How many bytes a sort of `len` elements needs in all, to be asked for before it begins.
    pub fn memory(len: usize) -> usize {
        // The depths of the runs increase, so there are never more of them than bits in a length, and one to spare.
        let runs = 2 * (usize::BITS as usize + 2) * size_of::<Run>();
        len.saturating_mul(2 * size_of::<T>()).saturating_add(runs)
    }

    /// What the sort needs next. Asking again without having settled gives the same answer.
    ///
    /// Fuel is taken for moving elements about only; for the comparison pays who makes it.
    #[inline]
    pub fn contest(&mut self, fuel: &mut u64) -> Contest<T> {
        loop {
            match self.stage {
                Stage::Join { left, right, .. } => {
                    return Contest::Pair(self.items[right], self.scratch[left]);
                }
                Stage::Find { end, .. } if end < self.items.len() => {
                    return Contest::Pair(self.items[end], self.items[end - 1]);
                }
                Stage::Insert { end, low, high, .. } => {
                    return Contest::Pair(self.items[end], self.items[low.midpoint(high)]);
                }
                Stage::Done => return Contest::Done,
                _ => {
                    if !self.work(fuel) {
                        return Contest::Spent;
                    }
                }
            }
        }
    }

    /// Takes the answer to the last contest: whether the first of the pair belongs before the second.
    #[inline]
    pub fn settle(&mut self, is_first: bool) {
        self.stage = match self.stage {
            Stage::Join { pair, left, right } => self.join(pair, left, right, is_first),
            Stage::Find {
                start,
                end,
                is_reversed,
            } if end < self.items.len() => self.found(start, end, is_reversed, is_first),
            Stage::Insert {
                start,
                end,
                low,
                high,
            } => self.narrow(start, end, low, high, is_first),
            other => other,
        };
    }

    /// Sorts on with a comparison that cannot be interrupted, for one unit each, and says whether it is done. A comparison
    /// may take more of the fuel.
    ///
    /// PERF: 100,000 random numbers take 8 ms (PUC-Rio's `table.sort` 27); it was 20 before [`Merge::join_all`] kept its place in
    /// registers and left out branches on the answers.
    pub fn run(&mut self, fuel: &mut u64, mut is_less: impl FnMut(T, T, &mut u64) -> bool) -> bool {
        loop {
            if let Stage::Join { pair, left, right } = self.stage {
                self.stage = self.join_all(pair, left, right, fuel, &mut is_less);
            }
            match self.contest(fuel) {
                Contest::Pair(..) if *fuel == 0 => return false,
                Contest::Pair(a, b) => {
                    *fuel -= 1;
                    self.settle(is_less(a, b, fuel));
                }
                Contest::Spent => return false,
                Contest::Done => return true,
            }
        }
    }

    /// All values that the sort holds, some of them twice while it is under way.
    #[cfg(test)]
    fn values(&self) -> impl Iterator<Item = &T> {
        self.items.iter().chain(&self.scratch)
    }

    /// The elements as they are.
    #[cfg(test)]
    fn items(&self) -> &[T] {
        &self.items
    }

    /// The elements, in order when the sort is done.
    pub fn into_items(self) -> Vec<T> {
        self.items
    }

    /// Does what needs no comparison, and says whether the fuel sufficed.
    fn work(&mut self, fuel: &mut u64) -> bool {
        let moves =
            usize::try_from(*fuel).map_or(usize::MAX, |fuel| fuel.saturating_mul(MOVES_PER_UNIT));
        let (stage, moved) = match self.stage {
            Stage::Find {
                start,
                end,
                is_reversed: false,
            } => (self.fill_up(start, end), 0),
            Stage::Find { start, end, .. } => (
                Stage::Reverse {
                    start,
                    end,
                    done: 0,
                },
                0,
            ),
            Stage::Reverse { start, end, done } => self.reverse(start, end, done, moves),
            Stage::Collect { start, end, depth } => (self.collect(start, end, depth), 0),
            Stage::Copy(pair) => self.copy(pair, moves),
            Stage::Rest { pair, left } => self.rest(pair, left, moves),
            waiting => (waiting, 0),
        };
        self.stage = stage;
        *fuel -= moved.div_ceil(MOVES_PER_UNIT) as u64;
        !matches!(
            stage,
            Stage::Reverse { .. } | Stage::Copy(_) | Stage::Rest { .. }
        ) || moves > moved
    }

    /// The element at `end` belongs before the one in front of it, or not: the run goes on or ends.
    fn found(&mut self, start: usize, end: usize, is_reversed: bool, is_first: bool) -> Stage {
        if is_first == is_reversed || end == start + 1 {
            return Stage::Find {
                start,
                end: end + 1,
                is_reversed: is_first,
            };
        }
        match is_reversed {
            true => Stage::Reverse {
                start,
                end,
                done: 0,
            },
            false => self.fill_up(start, end),
        }
    }

    fn reverse(&mut self, start: usize, end: usize, done: usize, moves: usize) -> (Stage, usize) {
        let half = (end - start) / 2;
        let more = (half - done).min(moves / 2);
        for index in done..done + more {
            self.items.swap(start + index, end - 1 - index);
        }
        let done = done + more;
        let stage = if done == half {
            self.fill_up(start, end)
        } else {
            Stage::Reverse { start, end, done }
        };
        (stage, 2 * more)
    }

    /// The run is in order up to `end`. Goes on with insertions if it is a short one.
    fn fill_up(&self, start: usize, end: usize) -> Stage {
        if end == self.items.len() || end - start >= SHORT_RUN {
            return self.boundary(start, end);
        }
        Stage::Insert {
            start,
            end,
            low: start,
            high: end,
        }
    }

    fn narrow(
        &mut self,
        start: usize,
        end: usize,
        low: usize,
        high: usize,
        is_first: bool,
    ) -> Stage {
        let middle = low.midpoint(high);
        let (low, high) = if is_first {
            (low, middle)
        } else {
            (middle + 1, high)
        };
        if low < high {
            return Stage::Insert {
                start,
                end,
                low,
                high,
            };
        }
        let item = self.items[end];
        self.items.copy_within(low..end, low + 1);
        self.items[low] = item;
        self.fill_up(start, end + 1)
    }

    /// The run is ready. Its boundary to the one before is as deep as the first bit in which the middles of the two
    /// differ, as fractions of the whole length.
    fn boundary(&self, start: usize, end: usize) -> Stage {
        let Some(before) = self.runs.last() else {
            return Stage::Collect {
                start,
                end,
                depth: 0,
            };
        };
        let fraction =
            |sum: usize| (sum as f64 / (2 * self.items.len()) as f64 * (1u64 << 62) as f64) as u64;
        let difference = fraction(before.start + start) ^ fraction(start + end);
        // Two bits of the 64 are not used by fractions, and depth 0 is for the end.
        Stage::Collect {
            start,
            end,
            depth: difference.leading_zeros().max(1),
        }
    }

    fn collect(&mut self, start: usize, end: usize, depth: u32) -> Stage {
        if let [.., left, right] = self.runs[..]
            && right.depth > depth
        {
            let pair = Pair {
                start: left.start,
                middle: right.start,
                end: start,
                next_end: end,
                next_depth: depth,
            };
            self.scratch.clear();
            return Stage::Copy(pair);
        }
        match start.cmp(&end) {
            Ordering::Less => {
                self.runs.push(Run { start, depth });
                Stage::find(end, self.items.len())
            }
            _ => Stage::Done,
        }
    }

    fn copy(&mut self, pair: Pair, moves: usize) -> (Stage, usize) {
        let rest = &self.items[pair.start..pair.middle][self.scratch.len()..];
        let moved = rest.len().min(moves);
        self.scratch.extend_from_slice(&rest[..moved]);
        let is_done = moved == rest.len();
        (
            if is_done {
                Stage::Join {
                    pair,
                    left: 0,
                    right: pair.middle,
                }
            } else {
                Stage::Copy(pair)
            },
            moved,
        )
    }

    fn join(&mut self, pair: Pair, left: usize, right: usize, is_right: bool) -> Stage {
        self.items[pair.place(left, right)] = if is_right {
            self.items[right]
        } else {
            self.scratch[left]
        };
        self.joining(
            pair,
            left + usize::from(!is_right),
            right + usize::from(is_right),
        )
    }

    /// Joins as far as the fuel goes.
    #[inline]
    fn join_all(
        &mut self,
        pair: Pair,
        mut left: usize,
        mut right: usize,
        fuel: &mut u64,
        is_less: &mut impl FnMut(T, T, &mut u64) -> bool,
    ) -> Stage {
        let (items, scratch) = (&mut self.items[..pair.end], &self.scratch[..]);
        let mut place = pair.place(left, right);
        while left < scratch.len() && right < items.len() && *fuel > 0 {
            *fuel -= 1;
            let (a, b) = (items[right], scratch[left]);
            let is_right = is_less(a, b, fuel);
            items[place] = if is_right { a } else { b };
            left += usize::from(!is_right);
            right += usize::from(is_right);
            place += 1;
        }
        self.joining(pair, left, right)
    }

    /// Goes on while both runs have elements.
    fn joining(&mut self, pair: Pair, left: usize, right: usize) -> Stage {
        if left == self.scratch.len() {
            self.joined(pair)
        } else if right == pair.end {
            Stage::Rest { pair, left }
        } else {
            Stage::Join { pair, left, right }
        }
    }

    fn rest(&mut self, pair: Pair, left: usize, moves: usize) -> (Stage, usize) {
        let rest = &self.scratch[left..];
        let moved = rest.len().min(moves);
        let place = pair.end - rest.len();
        self.items[place..place + moved].copy_from_slice(&rest[..moved]);
        let is_done = moved == rest.len();
        (
            if is_done {
                self.joined(pair)
            } else {
                Stage::Rest {
                    pair,
                    left: left + moved,
                }
            },
            moved,
        )
    }

    fn joined(&mut self, pair: Pair) -> Stage {
        self.runs.pop();
        Stage::Collect {
            start: pair.end,
            end: pair.next_end,
            depth: pair.next_depth,
        }
    }
}

impl Pair {
    /// Where the next element goes when so many of the left run are placed and the right one is used up to `right`.
    fn place(self, left: usize, right: usize) -> usize {
        self.start + left + (right - self.middle)
    }
}

impl Stage {
    /// Begins with the run from `start`, or merges what there is if there are no more.
    fn find(start: usize, len: usize) -> Stage {
        if start == len {
            return Stage::Collect {
                start,
                end: len,
                depth: 0,
            };
        }
        Stage::Find {
            start,
            end: start + 1,
            is_reversed: false,
        }
    }
}

#[cfg(test)]
mod tests;
