//! Sequences and maps, by raw access to tables.

use std::{
    collections::{BTreeMap, HashMap},
    hash::{BuildHasher, Hash},
};

use super::{ConversionError, FromValue, IntoValue};
use crate::heap::{
    context::Context,
    table::Table,
    value::{Type, Value},
};

fn to_table<'gc>(value: Value<'gc>) -> Result<Table<'gc>, ConversionError> {
    value
        .as_table()
        .ok_or_else(|| ConversionError::expected(Type::Table.name(), value))
}

/// The elements from 1 up to the border that `#` gives.
impl<'gc, T: FromValue<'gc>> FromValue<'gc> for Vec<T> {
    fn from_value(ctx: Context<'gc>, value: Value<'gc>) -> Result<Self, ConversionError> {
        let table = to_table(value)?;
        let length = table.raw_len();
        // With holes a border may lie far beyond everything that the table holds.
        let room = table.0.array_size.get() as usize + table.0.node_mask.get() as usize + 1;
        if length > room {
            return Err(ConversionError::new(
                "sequence expected, got a table with holes",
            ));
        }
        ctx.pay(length as u64);
        let element = |index| {
            let key = Value::number(index as f64);
            T::from_value(ctx, table.raw_get(ctx, key)).map_err(|error| error.at_key(key))
        };
        (1..=length).map(element).collect()
    }
}

impl<'gc, T: IntoValue<'gc>> IntoValue<'gc> for Vec<T> {
    fn into_value(self, ctx: Context<'gc>) -> Result<Value<'gc>, ConversionError> {
        sequence(ctx, self.into_iter())
    }
}

impl<'gc, T: IntoValue<'gc>, const N: usize> IntoValue<'gc> for [T; N] {
    fn into_value(self, ctx: Context<'gc>) -> Result<Value<'gc>, ConversionError> {
        sequence(ctx, self.into_iter())
    }
}

fn sequence<'gc, T: IntoValue<'gc>>(
    ctx: Context<'gc>,
    items: impl ExactSizeIterator<Item = T>,
) -> Result<Value<'gc>, ConversionError> {
    ctx.pay(items.len() as u64);
    let table = Table::with_capacity(ctx, items.len(), 0);
    for (index, item) in items.enumerate() {
        store(ctx, table, Value::number((index + 1) as f64), item)?;
    }
    Ok(table.into())
}

fn store<'gc>(
    ctx: Context<'gc>,
    table: Table<'gc>,
    key: Value<'gc>,
    item: impl IntoValue<'gc>,
) -> Result<(), ConversionError> {
    let item = item.into_value(ctx).map_err(|error| error.at_key(key))?;
    table
        .raw_set(ctx, key, item)
        .map_err(|_| ConversionError::new(format!("{key:?} cannot be a key")))
}

fn map<'gc, K: IntoValue<'gc>, V: IntoValue<'gc>>(
    ctx: Context<'gc>,
    entries: impl ExactSizeIterator<Item = (K, V)>,
) -> Result<Value<'gc>, ConversionError> {
    ctx.pay(entries.len() as u64);
    let table = Table::with_capacity(ctx, 0, entries.len());
    for (key, item) in entries {
        store(ctx, table, key.into_value(ctx)?, item)?;
    }
    Ok(table.into())
}

/// All entries of a table, converted.
fn entries<'gc, K: FromValue<'gc>, V: FromValue<'gc>>(
    ctx: Context<'gc>,
    table: Table<'gc>,
) -> impl Iterator<Item = Result<(K, V), ConversionError>> {
    let mut position = 0;
    std::iter::from_fn(move || {
        let (next, key, value) = table.entry_from(position)?;
        ctx.pay(1 + next.wrapping_sub(position) as u64 / 8);
        position = next;
        let key_in_rust = K::from_value(ctx, key).map_err(|error| error.at_key(key));
        let value = || V::from_value(ctx, value).map_err(|error| error.at_key(key));
        Some(key_in_rust.and_then(|key| Ok((key, value()?))))
    })
}

impl<'gc, K, V, S> FromValue<'gc> for HashMap<K, V, S>
where
    K: FromValue<'gc> + Eq + Hash,
    V: FromValue<'gc>,
    S: BuildHasher + Default,
{
    fn from_value(ctx: Context<'gc>, value: Value<'gc>) -> Result<Self, ConversionError> {
        entries(ctx, to_table(value)?).collect()
    }
}

impl<'gc, K: IntoValue<'gc>, V: IntoValue<'gc>, S> IntoValue<'gc> for HashMap<K, V, S> {
    fn into_value(self, ctx: Context<'gc>) -> Result<Value<'gc>, ConversionError> {
        map(ctx, self.into_iter())
    }
}

impl<'gc, K: FromValue<'gc> + Ord, V: FromValue<'gc>> FromValue<'gc> for BTreeMap<K, V> {
    fn from_value(ctx: Context<'gc>, value: Value<'gc>) -> Result<Self, ConversionError> {
        entries(ctx, to_table(value)?).collect()
    }
}

impl<'gc, K: IntoValue<'gc>, V: IntoValue<'gc>> IntoValue<'gc> for BTreeMap<K, V> {
    fn into_value(self, ctx: Context<'gc>) -> Result<Value<'gc>, ConversionError> {
        map(ctx, self.into_iter())
    }
}
