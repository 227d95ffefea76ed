//! The library's pattern functions against the reference.
//!
//! The functions run in an interpreter, in slices, with fuel; what the reference can tell, they must tell too, with fuel in
//! proportion to the reference's steps. What takes the reference too long is only run for a while and then cancelled.

use ferrous::{Bytes, Executor, Fuel, Lua, StashedFunction, Step, Value, View};
use libfuzzer_sys::arbitrary::{Arbitrary, Result, Unstructured};

use crate::reference::{self, Answer, Piece, Replacement, Trouble};

/// Fuel that each call whose answer is known may burn.
const ENOUGH: u64 = 4_000_000;

/// Fuel for a call whose answer is not known.
const A_WHILE: u64 = 100_000;

/// Pieces of patterns and subjects, for those that are not taken from the bytes as they are.
const ITEMS: [&[u8]; 40] = [
    b"a", b"b", b"ab", b".", b"*", b"+", b"-", b"?", b"(", b")", b"()", b"%1", b"%2", b"%a", b"%A",
    b"%d", b"%w", b"%s", b"%p", b"%z", b"%l", b"[ab]", b"[^a]", b"[a-c]", b"[%a_]", b"[]]",
    b"[^]]", b"%b()", b"%bab", b"%f[%w]", b"%f[^%w]", b"^", b"$", b"%%", b"%.", b"%", b"[", b"\0",
    b"x-", b".-",
];
const SUBJECT: &[u8; 16] = b"aaabbc()1 _.%\0xA";

/// What is asked.
#[derive(Clone, Debug)]
pub struct Question {
    /// The text that is searched.
    pub subject: Vec<u8>,
    /// What is searched for.
    pub pattern: Vec<u8>,
    /// What `gsub` replaces it with.
    pub replacement: Vec<u8>,
    /// Where the search begins.
    pub init: i8,
    /// How many matches `gsub` replaces.
    pub most: u8,
    /// The largest slice of fuel.
    pub slice: u64,
}

impl Arbitrary<'_> for Question {
    fn arbitrary(u: &mut Unstructured<'_>) -> Result<Self> {
        let [kind, init, most, length]: [u8; 4] = u.arbitrary()?;
        let slice = 1 << (kind >> 2 & 15);
        let subject = u.bytes(u.len().min(length.into()))?;
        let replacement_length = u.len().min((most & 7).into());
        let replacement = u.bytes(replacement_length)?;
        let pattern = u.bytes(u.len().min(255))?;
        Ok(Self {
            subject: match kind & 1 {
                0 => subject.to_vec(),
                _ => subject
                    .iter()
                    .map(|byte| SUBJECT[usize::from(byte % 16)])
                    .collect(),
            },
            pattern: match kind & 2 {
                0 => pattern.to_vec(),
                _ => pattern
                    .iter()
                    .flat_map(|byte| ITEMS[usize::from(*byte) % ITEMS.len()])
                    .copied()
                    .collect(),
            },
            replacement: replacement.to_vec(),
            init: init as i8,
            most,
            slice,
        })
    }
}

/// Asks all functions and compares their answers.
pub fn check(question: &Question) {
    let Question {
        subject,
        pattern,
        replacement,
        ..
    } = question;
    let (init, most) = (i64::from(question.init), usize::from(question.most));
    let replaced = |with| reference::gsub(subject, pattern, with, most);
    let mut asker = Asker::new(question);
    let (start, count) = (init as f64, most as f64);
    asker.ask(
        "find",
        start,
        reference::find(subject, pattern, init, false),
    );
    asker.ask(
        "plain",
        start,
        reference::find(subject, pattern, init, true),
    );
    asker.ask("match", start, reference::matched(subject, pattern, init));
    asker.ask("gmatch", 0.0, reference::gmatch(subject, pattern));
    asker.ask("gsub", count, replaced(Replacement::Text(replacement)));
    asker.ask("function", count, replaced(Replacement::Function));
    asker.ask("table", count, replaced(Replacement::Text(b"%1")));
}

/// Who asks the library.
struct Asker<'q> {
    question: &'q Question,
    lua: Lua,
    ways: StashedFunction,
}

impl<'q> Asker<'q> {
    fn new(question: &'q Question) -> Self {
        let mut lua = ferrous::builder()
            .seed(1)
            .build()
            .expect("the libraries open");
        let ways = lua.eval(WAYS).expect("the ways compile");
        Self {
            question,
            lua,
            ways,
        }
    }

    /// Asks one function, whose last argument is a number, and compares its answer with what is known.
    fn ask(&mut self, way: &str, number: f64, known: Answer) {
        let Question {
            subject,
            pattern,
            replacement,
            slice,
            ..
        } = self.question;
        let text = |bytes: &Vec<u8>| Bytes(bytes.clone());
        let arguments = (way, text(subject), text(pattern), text(replacement), number);
        let run = self
            .lua
            .start(&self.ways, arguments)
            .expect("there is memory for a run");
        let most = match known {
            Err(Trouble::Unknown) => A_WHILE,
            _ => ENOUGH,
        };
        match (finish(&mut self.lua, &run, *slice, most), known) {
            (Some(given), Err(Trouble::Error(message))) => {
                assert_eq!(given, Err(message.to_owned()), "{way}")
            }
            (Some(given), Ok(known)) => assert_eq!(given, Ok(known), "{way}"),
            (None, Ok(_) | Err(Trouble::Error(_))) => panic!("{way} takes too long"),
            (_, Err(Trouble::Unknown)) => {}
        }
    }
}

/// How each function is asked.
const WAYS: &str = "
    local ways = {}
    function ways.find(s, p, _, init) return s:find(p, init) end
    function ways.plain(s, p, _, init) return s:find(p, init, true) end
    function ways.match(s, p, _, init) return s:match(p, init) end
    function ways.gmatch(s, p)
        local all, next = {}, s:gmatch(p)
        local function add(...)
            for i = 1, select('#', ...) do all[#all + 1] = (select(i, ...)) end
            return (...) ~= nil
        end
        while add(next()) do end
        return unpack(all)
    end
    function ways.gsub(s, p, r, most) return s:gsub(p, r, most) end
    function ways.table(s, p, _, most)
        return s:gsub(p, setmetatable({}, { __index = function(_, k) return k end }), most)
    end
    ways['function'] = function(s, p, _, most) return s:gsub(p, function(...) return (...) end, most) end
    return function(way, ...) return pcall(ways[way], ...) end";

/// What a call gives: values, or a message; nothing if it takes more than this fuel.
fn finish(
    lua: &mut Lua,
    run: &Executor,
    slice: u64,
    most: u64,
) -> Option<std::result::Result<Vec<Piece>, String>> {
    loop {
        match lua
            .step(run, &mut Fuel::new(slice))
            .expect("errors are caught")
        {
            Step::Done => break,
            Step::OutOfFuel if run.fuel_used() < most => {}
            Step::OutOfFuel => {
                assert!(lua.cancel(run));
                return None;
            }
            step => panic!("{step:?}"),
        }
    }
    let given = lua.results(run, |_, values| match values {
        [ok, message] if ok.as_boolean() == Some(false) => Err(message_of(*message)),
        values => Ok(values[1..].iter().map(|value| piece(*value)).collect()),
    });
    Some(given.expect("the run is done"))
}

/// A message without its position.
fn message_of(value: Value<'_>) -> String {
    let message = value
        .as_string()
        .expect("messages are strings")
        .to_string_lossy();
    match message.split_once(": ") {
        Some((_, message)) => message.to_owned(),
        None => message,
    }
}

fn piece(value: Value<'_>) -> Piece {
    match value.view() {
        View::String(text) => Piece::Text(text.as_bytes().to_vec()),
        View::Number(number) => Piece::Number(number as usize),
        View::Nil => Piece::Nil,
        _ => panic!("no function gives a {}", value.type_name()),
    }
}
