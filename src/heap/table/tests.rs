//! Tables against a model, and the promises that a model does not see.

use gc_arena::{Arena, Gc, Rootable};

use super::Table;
use crate::heap::{
    context::{Context, State},
    value::Value,
};

type Heap = Arena<Rootable![Gc<'_, State<'_>>]>;

fn heap() -> Heap {
    Heap::new(|mutation| State::new(mutation, 0x1234_5678_9ABC_DEF1, usize::MAX))
}

fn with<R>(body: impl for<'gc> FnOnce(Context<'gc>) -> R) -> R {
    heap().mutate(|mutation, state| {
        state.enter(mutation);
        body(Context::new(mutation, state.as_ref()))
    })
}

#[test]
fn smoke() {
    with(|ctx| {
        let t = Table::with_capacity(ctx, 0, 0);
        for i in 1..=100 {
            t.raw_set(ctx, i as f64, (i * 2) as f64).unwrap();
        }
        assert_eq!(t.raw_len(), 100);
        for i in 1..=100 {
            assert_eq!(t.raw_get(ctx, i as f64).as_number(), Some(i as f64 * 2.0));
        }
        for i in 1..=100 {
            t.raw_set(ctx, ctx.string(format!("k{i}")), i as f64)
                .unwrap();
        }
        for i in 1..=100 {
            assert_eq!(
                t.raw_get(ctx, ctx.string(format!("k{i}"))).as_number(),
                Some(i as f64)
            );
        }
        let mut n = 0;
        let mut key = Value::NIL;
        while let Some((k, _)) = t.next(ctx, key).unwrap() {
            key = k;
            n += 1;
            t.raw_set(ctx, k, Value::NIL).unwrap();
        }
        assert_eq!(n, 200);
    });
}
