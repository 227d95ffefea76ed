//! Conversions, there and back, and what they refuse.

mod api_support;

use std::collections::{BTreeMap, HashMap};

use api_support::lua;
use ferrous_core::{
    Bytes, Chunk, Error, FromMulti, Function, IntoMulti, Lua, LuaString, StashedFunction,
    StashedString, StashedTable, StashedThread, StashedValue, Table, Truncated, UserData, Value,
    Variadic,
};

/// What comes back after a round through Lua.
fn round<T, R>(lua: &mut Lua, value: T) -> Result<R, Error>
where
    T: for<'gc> IntoMulti<'gc>,
    R: for<'gc> FromMulti<'gc>,
{
    let same = lua.load("return ...")?;
    lua.call(&same, value)
}

#[test]
fn numbers() -> Result<(), Error> {
    let lua = &mut lua();
    assert_eq!(round::<_, f64>(lua, 1.5)?, 1.5);
    assert_eq!(round::<_, f32>(lua, 1.5f32)?, 1.5);
    assert_eq!(round::<_, i64>(lua, -(1i64 << 53))?, -(1 << 53));
    assert_eq!(round::<_, u8>(lua, 255u8)?, 255);
    assert_eq!(round::<_, i32>(lua, "0x10")?, 16);
    assert_eq!(round::<_, u64>(lua, 1u64 << 63)?, 1 << 63);
    assert_eq!(round::<_, i64>(lua, i64::MIN)?, i64::MIN);
    assert!(round::<_, f64>(lua, f64::NAN)?.is_nan());
    Ok(())
}

#[test]
fn numbers_that_would_lose_something() {
    let lua = &mut lua();
    for (source, message) in [
        ("return 1.5", "value #1: integer expected, got 1.5"),
        (
            "return 256",
            "value #1: integer from 0 to 255 expected, got 256",
        ),
        (
            "return -1",
            "value #1: integer from 0 to 255 expected, got -1",
        ),
        ("return 'x'", "value #1: number expected, got string"),
        ("return nil", "value #1: number expected, got nil"),
        ("return", "value #1: number expected, got no value"),
        ("return {}", "value #1: number expected, got table"),
    ] {
        assert_eq!(lua.eval::<u8>(source).unwrap_err().to_string(), message);
    }
    for source in [
        "return 2^63",
        "return -2^63 * 2",
        "return 0/0",
        "return 1/0",
    ] {
        assert!(lua.eval::<i64>(source).is_err(), "{source}");
    }
    assert!(lua.eval::<u64>("return 2^64").is_err());
    assert!(round::<_, f64>(lua, i64::MAX).is_err());
    assert!(round::<_, f64>(lua, u64::MAX).is_err());
    let error = round::<_, f64>(lua, (1, (1i64 << 53) + 1)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "value #2: the integer 9007199254740993 has no exact representation as a number"
    );
}

#[test]
fn truncated_is_c() {
    let lua = &mut lua();
    let cast: (Truncated<i32>, Truncated<i64>, Truncated<i32>) =
        lua.eval("return 1.9, '-1.9', 2^32 + 5").unwrap();
    assert_eq!(cast, (Truncated(1), Truncated(-1), Truncated(5)));
}

#[test]
fn text_and_bytes() -> Result<(), Error> {
    let lua = &mut lua();
    assert_eq!(round::<_, String>(lua, "grün")?, "grün");
    assert_eq!(
        round::<_, String>(lua, String::from("x").repeat(500))?,
        "x".repeat(500)
    );
    assert_eq!(round::<_, String>(lua, 1.5)?, "1.5");
    assert_eq!(
        round::<_, Bytes>(lua, Bytes::from(&b"\xff\0"[..]))?.0,
        b"\xff\0"
    );
    let error = lua.eval::<String>("return '\\255'").unwrap_err();
    assert_eq!(
        error.to_string(),
        "value #1: UTF-8 expected, got other bytes"
    );
    let error = lua.eval::<String>("return true").unwrap_err();
    assert_eq!(error.to_string(), "value #1: string expected, got boolean");
    Ok(())
}

#[test]
fn booleans_and_what_may_be_absent() -> Result<(), Error> {
    let lua = &mut lua();
    assert!(round::<_, bool>(lua, true)?);
    assert!(round::<_, bool>(lua, 1).is_err());
    assert_eq!(round::<_, Option<u8>>(lua, ())?, None);
    assert_eq!(round::<_, Option<u8>>(lua, None::<u8>)?, None);
    assert_eq!(round::<_, Option<u8>>(lua, Some(3))?, Some(3));
    assert_eq!(
        round::<_, (Option<u8>, u8)>(lua, (None::<u8>, 3))?,
        (None, 3)
    );
    Ok(())
}

#[test]
fn lists() -> Result<(), Error> {
    let lua = &mut lua();
    round::<_, ()>(lua, (1, 2))?;
    assert_eq!(round::<_, (u8,)>(lua, (1, 2))?, (1,));
    type Long<T> = (
        u8,
        T,
        f64,
        bool,
        Option<u8>,
        u8,
        u8,
        u8,
        u8,
        u8,
        u8,
        Variadic<u8>,
    );
    let long = (
        1,
        "b",
        3.5,
        true,
        None,
        6,
        7,
        8,
        9,
        10,
        11,
        Variadic(vec![12, 13]),
    );
    let back: Long<String> = round::<Long<&str>, _>(lua, long)?;
    assert_eq!((back.0, back.3, back.10), (1, true, 11));
    assert_eq!(*back.11, [12, 13]);
    let error = round::<_, (u8, Variadic<u8>)>(lua, (1, 2, "x")).unwrap_err();
    assert_eq!(error.to_string(), "value #3: number expected, got string");
    Ok(())
}

#[test]
fn sequences_and_maps() -> Result<(), Error> {
    let lua = &mut lua();
    assert_eq!(round::<_, Vec<u8>>(lua, vec![1u8, 2, 3])?, [1, 2, 3]);
    assert_eq!(
        round::<_, Vec<Vec<String>>>(lua, [["a", "b"], ["c", "d"]])?[1][0],
        "c"
    );
    let map = BTreeMap::from([("x", 1.5), ("y", 2.5)]);
    assert_eq!(round::<_, HashMap<String, f64>>(lua, map)?["y"], 2.5);
    let keys: BTreeMap<i32, bool> = lua.eval("return { [3] = true, [1] = false }")?;
    assert_eq!(
        keys.into_iter().collect::<Vec<_>>(),
        [(1, false), (3, true)]
    );
    let error = lua
        .eval::<Vec<BTreeMap<String, u8>>>("return { { a = 1 }, { a = 1, b = 'x' } }")
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "value #1: number expected, got string at [2].b"
    );
    assert!(round::<_, ()>(lua, BTreeMap::from([(None::<u8>, 1)])).is_err());
    Ok(())
}

#[test]
fn handles() -> Result<(), Error> {
    let lua = &mut lua();
    let (value, string, table, function, thread): (
        StashedValue,
        StashedString,
        StashedTable,
        StashedFunction,
        StashedThread,
    ) = lua.eval("return 5, 's', { 1 }, function() return 7 end, create(function() end)")?;
    assert_eq!(round::<_, u8>(lua, &value)?, 5);
    assert_eq!(round::<_, String>(lua, &string)?, "s");
    assert_eq!(round::<_, Vec<u8>>(lua, &table)?, [1]);
    assert_eq!(lua.call::<u8>(&function, ())?, 7);
    assert!(round::<_, StashedThread>(lua, thread).is_ok());
    let error = lua.eval::<StashedThread>("return 1").unwrap_err();
    assert_eq!(
        error.to_string(),
        "value #1: coroutine expected, got number"
    );
    let widened: StashedValue = table.into();
    assert_eq!(round::<_, Vec<u8>>(lua, widened)?, [1]);
    Ok(())
}

#[test]
fn arguments_say_which() -> Result<(), Error> {
    let lua = &mut lua();
    lua.try_enter(|ctx| {
        let take = ctx.function(
            |_, (_, _, list): (f64, Option<LuaString>, Variadic<Vec<u8>>)| Ok(list.len() as u32),
        );
        ctx.set_global("take", take)
    })?;
    assert_eq!(lua.eval::<u8>("return take(1, nil, {}, { 1, 2 })")?, 2);
    for (source, message) in [
        (
            "take()",
            "bad argument #1 to 'take' (number expected, got no value)",
        ),
        (
            "take(nil)",
            "bad argument #1 to 'take' (number expected, got nil)",
        ),
        (
            "take(1, {})",
            "bad argument #2 to 'take' (string expected, got table)",
        ),
        (
            "take(1, nil, {}, { 1, 'x' })",
            "bad argument #4 to 'take' (number expected, got string at [2])",
        ),
        (
            "take(1, nil, { 1.5 })",
            "bad argument #3 to 'take' (integer expected, got 1.5 at [1])",
        ),
    ] {
        let error = lua.exec(Chunk::new(source).name("=c")).unwrap_err();
        assert_eq!(error.to_string(), format!("c:1: {message}"));
    }
    Ok(())
}

#[test]
fn lua_types_inside() -> Result<(), Error> {
    let lua = &mut lua();
    lua.try_enter(|ctx| {
        let size = ctx.function(|_, (text, table): (&str, Table)| Ok(text.len() + table.raw_len()));
        ctx.set_global("size", size)?;
        let pick = ctx.function(|ctx, (key, value): (Value, Value)| {
            let table = ctx.table();
            table.raw_set(ctx, key, value)?;
            Ok((table, ctx.thread().status().name()))
        });
        ctx.set_global("pick", pick)?;
        let make = ctx.function(|ctx, n: f64| Ok(ctx.function(move |_, m: f64| Ok(n + m))));
        ctx.set_global("adder", make)?;
        let name = ctx.function(|_, f: Function| Ok(f.is_lua()));
        ctx.set_global("islua", name)
    })?;
    assert_eq!(lua.eval::<u8>("return size('abc', { 1, 2 })")?, 5);
    let (table, status): (BTreeMap<String, u8>, String) = lua.eval("return pick('k', 9)")?;
    assert_eq!((table["k"], status.as_str()), (9, "running"));
    assert!(lua.eval::<()>("pick(nil, 1)").is_err());
    assert_eq!(lua.eval::<f64>("return adder(3)(4)")?, 7.0);
    assert!(!lua.eval::<bool>("return islua(adder)")?);
    Ok(())
}

#[test]
fn userdata_is_a_plain_rust_value() -> Result<(), Error> {
    let lua = &mut lua();
    lua.try_enter(|ctx| {
        ctx.set_global("counter", ctx.userdata(std::cell::Cell::new(1u32)))?;
        let bump = ctx.function(|_, data: UserData| {
            let cell = data.downcast::<std::cell::Cell<u32>>();
            let cell = cell.ok_or(ferrous_core::Thrown::argument(1, "counter expected"))?;
            cell.set(cell.get() + 1);
            Ok(cell.get())
        });
        ctx.set_global("bump", bump)
    })?;
    assert_eq!(lua.eval::<u32>("bump(counter) return bump(counter)")?, 3);
    assert!(lua.exec("bump({})").is_err());
    Ok(())
}
