//! A host that runs scripts of others side by side, each within its own share of memory and all of them within one span of time.
//!
//!     cargo run --release --example limits

use std::time::{Duration, Instant};

use ferrous::{Chunk, Error, Executor, Fuel, Step};

/// What a script may take beyond what was there before.
const MEMORY: usize = 4 << 20;
/// The fuel of one turn: some 100 µs.
const TURN: u64 = 20_000;
/// How long all of them may take.
const TIME: Duration = Duration::from_secs(2);

const SCRIPTS: [(&str, &str); 4] = [
    (
        "modest",
        "local n = 0 for i = 1, 1e5 do n = n + #{ i } end return n",
    ),
    ("greedy", "local list while true do list = { list } end"),
    (
        "careful",
        "local ok, message = pcall(function() return ('x'):rep(2 ^ 30) end)
        return message .. ', and so what'",
    ),
    ("endless", "while true do pcall(error, 'not me') end"),
];

fn main() -> Result<(), Error> {
    let mut lua = ferrous::lua();
    let mut runs: Vec<(&str, Executor)> = Vec::new();
    for (name, source) in SCRIPTS {
        let script = lua.load(Chunk::new(source).name(format!("={name}")))?;
        let run = lua.start(&script, ())?;
        run.set_memory_limit(Some(MEMORY));
        runs.push((name, run));
    }

    lua.set_deadline(Some(Instant::now() + TIME));
    // Each has its turn, until the last one has ended.
    while !runs.is_empty() {
        let mut waiting = Vec::new();
        for (name, run) in runs {
            match lua.step(&run, &mut Fuel::new(TURN)) {
                Ok(Step::OutOfFuel) => waiting.push((name, run)),
                Ok(Step::Done) => println!("{name}: {}", lua.take::<String>(&run)?),
                Ok(Step::Deadline) => println!("{name}: out of time"),
                Ok(_) => println!("{name}: asks for something"),
                Err(error @ Error::Memory { .. }) => println!("{name}: {error}"),
                Err(error) => println!("{name}: {error}"),
            }
        }
        runs = waiting;
    }

    let memory = lua.memory();
    println!("{} bytes in use, {} at the most", memory.used, memory.peak);
    Ok(())
}
