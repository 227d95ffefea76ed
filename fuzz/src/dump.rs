//! Dumps that were changed: an error, or a function that works.
//!
//! The bytes are a dump as they are, or a source and the changes that are made to the dump of one of its functions. Whatever
//! comes of it is loaded with little fuel, and what was loaded is dumped and run.

use ferrous::{Bytes, Error, Fuel, Lua, StashedFunction, Step};
use libfuzzer_sys::arbitrary::{Arbitrary, Result, Unstructured};

/// How every dump begins.
const HEADER: &[u8] = b"\x1BFerrous\x01";

/// Fuel for loading: the length pays for the compiler's work.
const LOADING: u64 = 2_000;
const LOADING_PER_BYTE: u64 = 20;

/// Fuel for running what was loaded.
const RUNNING: u64 = 20_000;

const MEMORY_LIMIT: usize = 8 << 20;

/// A dump.
#[derive(Clone, Debug)]
pub enum Dump {
    /// The bytes behind the header.
    Bytes(Vec<u8>),
    /// That of a chunk, or of the function that it returns, with changes.
    Changed {
        /// The source.
        source: Vec<u8>,
        /// Whether it is the chunk that is dumped.
        chunk: bool,
        /// Places and what happens there.
        changes: Vec<(u16, Change)>,
    },
}

/// What happens to a byte of a dump.
#[derive(Copy, Clone, Debug)]
pub enum Change {
    /// It becomes another one.
    Set(u8),
    /// Another one is put in front of it.
    Insert(u8),
    /// It goes.
    Remove,
    /// All that follows goes.
    Cut,
}

impl Arbitrary<'_> for Dump {
    fn arbitrary(u: &mut Unstructured<'_>) -> Result<Self> {
        let kind: u8 = u.arbitrary()?;
        if kind & 1 == 0 {
            return Ok(Dump::Bytes(u.bytes(u.len())?.to_vec()));
        }
        let changes = (0..kind >> 2 & 7)
            .map(|_| Ok((u.arbitrary()?, Change::arbitrary(u)?)))
            .collect::<Result<_>>()?;
        Ok(Dump::Changed {
            source: u.bytes(u.len())?.to_vec(),
            chunk: kind & 2 == 0,
            changes,
        })
    }
}

impl Arbitrary<'_> for Change {
    fn arbitrary(u: &mut Unstructured<'_>) -> Result<Self> {
        let [kind, byte]: [u8; 2] = u.arbitrary()?;
        Ok(match kind & 7 {
            0 => Change::Cut,
            1 => Change::Remove,
            2 | 3 => Change::Insert(byte),
            _ => Change::Set(byte),
        })
    }
}

/// Loads a dump, and runs what comes of it.
pub fn check(dump: &Dump) {
    let mut lua = ferrous::builder()
        .library(ferrous::open::debug)
        .seed(1)
        .build()
        .expect("the libraries open");
    lua.try_enter(|ctx| {
        ferrous::output::set(ctx, std::io::sink())?;
        ferrous::input::set(ctx, std::io::empty())
    })
    .expect("there is memory for the streams");
    let ways: (StashedFunction, StashedFunction) = lua.eval(WAYS).expect("the ways compile");
    lua.set_memory_limit(Some(MEMORY_LIMIT));
    if let Some(bytes) = bytes(&mut lua, dump, &ways.0) {
        let fuel = LOADING + LOADING_PER_BYTE * bytes.len() as u64;
        finish(&mut lua, &ways.1, bytes, fuel);
    }
    lua.set_memory_limit(None);
    assert_eq!(
        lua.eval::<f64>("return 1 + 1")
            .expect("the interpreter is usable"),
        2.0
    );
    assert_eq!(
        lua.dismantle(),
        0,
        "bytes that were charged and not given back"
    );
}

/// The bytes of a dump; nothing if its source is wrong.
fn bytes(lua: &mut Lua, dump: &Dump, make: &StashedFunction) -> Option<Vec<u8>> {
    let (source, chunk, changes) = match dump {
        Dump::Bytes(bytes) => return Some([HEADER, bytes].concat()),
        Dump::Changed {
            source,
            chunk,
            changes,
        } => (source, *chunk, changes),
    };
    let run = lua.start(make, (Bytes(source.clone()), chunk)).ok()?;
    lua.step(&run, &mut Fuel::new(RUNNING)).ok()?;
    let Bytes(mut bytes) = lua.take(&run).ok()?;
    for (place, change) in changes {
        let place = usize::from(*place) % (bytes.len() + 1);
        match *change {
            Change::Cut => bytes.truncate(place),
            Change::Insert(byte) => bytes.insert(place, byte),
            Change::Set(byte) if place < bytes.len() => bytes[place] = byte,
            Change::Remove if place < bytes.len() => _ = bytes.remove(place),
            _ => {}
        }
    }
    Some(bytes)
}

/// Loads a dump with so much fuel at most; then runs it for a while.
fn finish(lua: &mut Lua, load: &StashedFunction, bytes: Vec<u8>, fuel: u64) {
    let run = lua
        .start(load, Bytes(bytes))
        .expect("there is memory for a run");
    match lua.step(&run, &mut Fuel::new(fuel)) {
        Ok(Step::Done) => {}
        other => panic!("loading came to {other:?}"),
    }
    let Ok(loaded) = lua.take::<StashedFunction>(&run) else {
        return;
    };
    let run = lua
        .start(&loaded, (1, "two"))
        .expect("there is memory for a run");
    match lua.step(&run, &mut Fuel::new(RUNNING)) {
        Ok(Step::Done | Step::OutOfFuel | Step::Yielded) => {}
        Err(Error::Runtime { .. } | Error::Memory { .. }) => {}
        other => panic!("running came to {other:?}"),
    }
}

/// The dump of a source; loading a dump, and that its function's dump is one for good.
const WAYS: &str = "
    local loadstring, dump, type, assert = loadstring, string.dump, type, assert
    local function make(source, chunk)
        local f = loadstring(source, '=source')
        if f and not chunk then f = f() end
        return dump(f)
    end
    local function load(bytes)
        local f, message = loadstring(bytes, '=dump')
        if not f then
            assert(type(message) == 'string')
            return nil
        end
        local once = dump(f)
        assert(dump(assert(loadstring(once, '=dump'))) == once)
        return f
    end
    return make, load";
