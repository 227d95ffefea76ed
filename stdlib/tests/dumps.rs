//! Dumps that somebody has tampered with: each is loaded and, if that works, run. It may do anything that a script may do, which
//! is: end, fail with a message, or run out of fuel.

use ferrous::{Bytes, Fuel, Lua, StashedFunction, Step};
use rand::{RngExt, SeedableRng, rngs::Xoshiro256PlusPlus};

/// How many dumps are changed and loaded.
const ROUNDS: usize = 20_000;

/// Rounds after which there is a fresh interpreter: what has run may have broken the globals of the old one.
const ROUNDS_EACH: usize = 250;

/// Fuel for each.
const FUEL: u64 = 20_000;

/// Loads its argument; if it is refused, there has to be a message.
const LOAD: &str = r#"
local loadstring, pcall, type = loadstring, pcall, type
return function(dump)
  local f, message = loadstring(dump)
  if f then
    pcall(f, 1, 2)
    return true
  end
  if type(message) ~= "string" then error("refused without a message") end
  return false
end
"#;

/// Functions of every kind: with upvalues, with extra arguments, methods, nested, whole chunks.
const FUNCTIONS: &str = r#"
local a, b = 1, {}
local functions = {
  function() return 1 end,
  function(x, ...) b.n = (b.n or 0) + a return x, ..., a end,
  function(...) local s = 0 for i = 1, arg.n do s = s + arg[i] end return s end,
  function(n)
    local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
    local parts = {}
    for i = 1, n or 5 do parts[#parts + 1] = ("%d=%s"):format(i, fib(i)) end
    return table.concat(parts, ";"), [==[ long ]==], 0x1F, 1e-3, "\0\200"
  end,
  function() local up = a return function() up = up + 1 return up, a, b end end,
  function(t) for k, v in pairs(t or { x = 1 }) do b[k] = not v end repeat local z = b until z end,
  loadstring("local x = ... ; return function(y) return x, y end", "=chunk"),
}
function b:method(first) return self, first, function() return a, self end end
functions[#functions + 1] = b.method
local dumps = {}
for i, f in ipairs(functions) do dumps[i] = string.dump(f) end
return dumps
"#;

#[test]
fn a_changed_dump_is_a_message_or_another_program() {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(51);
    let dumps: Vec<Bytes> = ferrous::lua().eval(FUNCTIONS).unwrap();
    let (mut loaded, mut refused, mut endless) = (0, 0, 0);
    for _ in 0..ROUNDS / ROUNDS_EACH {
        let mut lua = ferrous::lua();
        let load: StashedFunction = lua.eval(LOAD).unwrap();
        for _ in 0..ROUNDS_EACH {
            let changed = changed(&mut random, &dumps);
            match run(&mut lua, &load, &changed) {
                Some(true) => loaded += 1,
                Some(false) => refused += 1,
                None => endless += 1,
            }
        }
    }
    assert_eq!(loaded + refused + endless, ROUNDS);
    assert!(loaded > ROUNDS / 20, "only {loaded} could be loaded");
    assert!(refused > ROUNDS / 20, "only {refused} were refused");
}

#[test]
fn what_is_not_changed_loads() {
    let dumps: Vec<Bytes> = ferrous::lua().eval(FUNCTIONS).unwrap();
    let mut lua = ferrous::lua();
    let load: StashedFunction = lua.eval(LOAD).unwrap();
    for dump in &dumps {
        assert_eq!(run(&mut lua, &load, dump), Some(true));
        for end in 0..dump.len() {
            assert_eq!(run(&mut lua, &load, &dump[..end]), Some(end == 0), "{end}");
        }
    }
}

/// Whether a dump could be loaded; nothing if running it did not come to an end.
fn run(lua: &mut Lua, load: &StashedFunction, dump: &[u8]) -> Option<bool> {
    let run = lua.start(load, Bytes::from(dump)).unwrap();
    match lua.step(&run, &mut Fuel::new(FUEL)) {
        Ok(Step::Done) => Some(lua.take(&run).unwrap()),
        Ok(Step::OutOfFuel) => {
            assert!(lua.cancel(&run));
            None
        }
        Ok(step) => panic!("{step:?}"),
        Err(error) => panic!("{}: {error}", dump.escape_ascii()),
    }
}

/// A dump with one to four changes.
fn changed(random: &mut Xoshiro256PlusPlus, dumps: &[Bytes]) -> Vec<u8> {
    let mut dump = dumps[random.random_range(0..dumps.len())].to_vec();
    for _ in 0..random.random_range(1..=4) {
        // Often behind the header, which refuses most changes by itself.
        let least = if random.random_bool(0.9) { 18 } else { 0 };
        let at = random.random_range(least.min(dump.len())..=dump.len());
        match random.random_range(0..6) {
            0 => dump.truncate(at),
            1 => dump.insert(at, random.random()),
            2 => {
                let other = &dumps[random.random_range(0..dumps.len())];
                let from = random.random_range(0..other.len());
                let until = random.random_range(from..=other.len());
                dump.splice(at..at, other[from..until].iter().copied());
            }
            3 => {
                let until = random.random_range(at..=dump.len());
                dump.drain(at..until);
            }
            _ if at < dump.len() => dump[at] ^= 1 << random.random_range(0..8),
            _ => {}
        }
    }
    dump
}
