//! The embedder's first page, as the design promises it, running.

mod api_support;

use ferrous_core::{
    Chunk, Error, Fuel, Prototype, Request, StashedFunction, StashedTable, Step, Thrown, compile,
};

#[derive(Debug, PartialEq)]
enum Ask {
    Get(String),
}

#[test]
fn the_first_page() -> Result<(), Error> {
    let mut lua = api_support::lua();
    let n: f64 = lua.eval("return 6 * 7")?;
    assert_eq!(n, 42.0);

    lua.try_enter(|ctx| {
        let div = ctx.function(|_, (a, b): (f64, f64)| {
            if b == 0.0 {
                return Err(Thrown::msg("division by zero"));
            }
            Ok((a / b, a % b))
        });
        ctx.set_global("div", div)
    })?;
    assert_eq!(lua.eval::<(f64, f64)>("return div(7, 2)")?, (3.5, 1.0));
    let error = lua.exec(Chunk::new("div(1, 0)").name("=calc")).unwrap_err();
    assert_eq!(error.to_string(), "calc:1: division by zero");

    let main: StashedFunction = lua.load(Chunk::new("while true do end").name("=spin"))?;
    let run = lua.start(&main, ())?;
    let mut slices = 0;
    let other_work = |slices: usize| slices < 3;
    loop {
        match lua.step(&run, &mut Fuel::new(10_000))? {
            Step::Done => break,
            Step::OutOfFuel if other_work(slices) => {
                slices += 1;
                continue;
            }
            _ => {
                lua.cancel(&run);
                break;
            }
        }
    }
    assert_eq!(slices, 3);
    assert!(run.is_finished());

    let stop = lua.interrupt_handle();
    let other = std::thread::spawn(move || stop.interrupt());
    assert!(matches!(
        lua.exec("while true do end"),
        Err(Error::Interrupted)
    ));
    other.join().expect("the other thread ends");

    lua.try_enter(|ctx| {
        let get = ctx.host_function(|_, key: String| Ok(Ask::Get(key)));
        ctx.set_global("get", get)
    })?;
    let main = lua.load("local a, b = get('color'), get('size') return a .. b")?;
    let run = lua.start(&main, ())?;
    let mut answers = ["red", "big"].into_iter();
    while let Step::Waiting(request) = lua.step(&run, &mut Fuel::new(10_000))? {
        let Ask::Get(_) = request.downcast().expect("our request");
        lua.resume(&run, answers.next())?;
    }
    assert_eq!(lua.take::<String>(&run)?, "redbig");

    let (f, t): (StashedFunction, StashedTable) = lua.eval(
        "local t = { count = 0 }
         return function(what) if what == 'tick' then t.count = t.count + 1 end end, t",
    )?;
    lua.call::<()>(&f, "tick")?;
    lua.call::<()>(&f, "tick")?;
    assert_eq!(lua.get::<f64>(&t, "count")?, 2.0);

    let proto: Prototype = compile(Chunk::new("return 1, 'two'"))?;
    let main = lua.load(&proto)?;
    assert_eq!(
        lua.call::<(u8, String)>(&main, ())?,
        (1, String::from("two"))
    );

    let env: StashedTable = lua.eval("return { answer = 42 }")?;
    let untrusted = "answer = answer + 1 leak = div";
    lua.exec(Chunk::new(untrusted).name("@user.lua").env(&env))?;
    assert_eq!(lua.get::<u32>(&env, "answer")?, 43);
    assert!(lua.get::<Option<StashedFunction>>(&env, "leak")?.is_none());
    Ok(())
}

#[test]
fn errors_have_a_place() {
    let mut lua = api_support::lua();
    let chunk = Chunk::new("local t = nil\nreturn t.x").name("@dir/file.lua");
    match lua.exec(chunk) {
        Err(Error::Runtime {
            message,
            traceback,
            value,
        }) => {
            let text = "dir/file.lua:2: attempt to index local 't' (a nil value)";
            assert_eq!(message, text);
            assert!(traceback.expect("it ran").contains("dir/file.lua:2:"));
            let string = lua.enter(|ctx| {
                let value = ctx.fetch(&value).expect("of this Lua");
                value.as_string().expect("a string").to_string_lossy()
            });
            assert_eq!(string, text);
        }
        other => panic!("{other:?}"),
    }
    match lua.exec(Chunk::new("x = = 1").name("=where")) {
        Err(Error::Syntax(error)) => {
            assert_eq!(error.to_string(), "where:1: unexpected symbol near '='");
            assert_eq!((error.line(), error.column()), (1, 5));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn any_value_can_be_an_error() {
    let mut lua = api_support::lua();
    match lua.exec("error({ code = 7 })") {
        Err(Error::Runtime { message, value, .. }) => {
            assert_eq!(message, "(error object is a table value)");
            let code = lua
                .try_enter(|ctx| {
                    let table = ctx.fetch(&value)?.as_table().expect("the table");
                    Ok(table.raw_get(ctx, ctx.string("code")).as_number())
                })
                .unwrap();
            assert_eq!(code, Some(7.0));
        }
        other => panic!("{other:?}"),
    }
    let error = lua.exec("error(nil)").unwrap_err();
    assert_eq!(error.to_string(), "(error object is a nil value)");
}

#[test]
fn an_error_goes_back_in_as_the_value_it_was() {
    let mut lua = api_support::lua();
    let inner = lua.exec("thrown = { 1 } error(thrown)").unwrap_err();
    lua.try_enter(|ctx| {
        let again = ctx.function(move |ctx, ()| -> Result<(), Thrown<'_>> {
            Err(inner.clone().into_thrown(ctx))
        });
        ctx.set_global("again", again)
    })
    .unwrap();
    let same: bool = lua
        .eval("local ok, e = pcall(again) return not ok and e == thrown")
        .unwrap();
    assert!(same);
}

#[test]
fn std_errors_pass_through_the_question_mark() {
    let mut lua = api_support::lua();
    lua.try_enter(|ctx| {
        let parse = ctx.function(|_, text: String| Ok(text.parse::<u8>()? as f64));
        ctx.set_global("parse", parse)
    })
    .unwrap();
    assert_eq!(lua.eval::<u8>("return parse('12')").unwrap(), 12);
    let error = lua.exec(Chunk::new("parse('x')").name("=c")).unwrap_err();
    assert_eq!(error.to_string(), "c:1: invalid digit found in string");
}

#[test]
fn requests_are_opaque_to_everything_between() {
    let request = Request::new(5u8);
    assert!(request.downcast_ref::<u16>().is_none());
    let request = request.downcast::<u16>().unwrap_err();
    assert_eq!(request.downcast::<u8>().unwrap(), 5);
}

#[test]
fn metamethods_on_the_ground_floor() -> Result<(), Error> {
    let mut lua = api_support::lua();
    let table: StashedTable = lua.eval(
        "log = {}
         return setmetatable({ own = 1 }, {
             __index = function(_, k) return 'no ' .. k end,
             __newindex = function(_, k, v) log[k] = v end,
         })",
    )?;
    assert_eq!(lua.get::<u8>(&table, "own")?, 1);
    assert_eq!(lua.get::<String>(&table, "thing")?, "no thing");
    lua.set(&table, "thing", 5)?;
    assert_eq!(lua.eval::<u8>("return log.thing")?, 5);
    assert_eq!(lua.get::<String>(&table, "thing")?, "no thing");
    let list: StashedTable = lua.eval("return { 1, 2, 3 }")?;
    assert_eq!(lua.len(&list)?, 3);
    let angry: StashedTable =
        lua.eval("return setmetatable({}, { __index = function() error('no!') end })")?;
    assert_eq!(lua.get::<u8>(&angry, 1).unwrap_err().to_string(), "no!");
    let globals = lua.globals()?;
    lua.set(&globals, "x", 3)?;
    assert_eq!(lua.eval::<u8>("return x")?, 3);
    Ok(())
}
