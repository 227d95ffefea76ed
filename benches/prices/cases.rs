//! The cases of `benches/prices/*.lua`, read.
//!
//! A case begins with a line `--- names | what`, where the names are those of the library functions or language operations
//! that it is about. Its body is a chunk that prepares something and returns the function to be measured, which is called again
//! and again. The chunk is given the length of long strings, the number of items of large tables, and the name of a file
//! that it may write.

/// A piece of Lua that would run long.
#[derive(Debug)]
pub struct Case {
    /// The functions and operations that it is about.
    pub names: Vec<String>,
    /// What it does with them.
    pub what: String,
    /// The chunk.
    pub body: String,
}

/// The functions that are globals. (Other names of cases without a point in them are those of operations.)
#[allow(dead_code)] // one bench and its test ask
pub const GLOBAL_FUNCTIONS: &[&str] = &[
    "assert",
    "collectgarbage",
    "dofile",
    "error",
    "gcinfo",
    "getfenv",
    "getmetatable",
    "ipairs",
    "load",
    "loadfile",
    "loadstring",
    "module",
    "newproxy",
    "next",
    "pairs",
    "pcall",
    "print",
    "rawequal",
    "rawget",
    "rawset",
    "require",
    "select",
    "setfenv",
    "setmetatable",
    "tonumber",
    "tostring",
    "type",
    "unpack",
    "xpcall",
];

const SOURCES: &[&str] = &[
    include_str!("language.lua"),
    include_str!("base.lua"),
    include_str!("string.lua"),
    include_str!("table.lua"),
    include_str!("system.lua"),
    include_str!("small.lua"),
];

/// Every case.
pub fn all() -> Vec<Case> {
    SOURCES.iter().flat_map(|source| read(source)).collect()
}

fn read(source: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for line in source.lines() {
        if let Some(head) = line.strip_prefix("--- ") {
            let (names, what) = head.split_once('|').unwrap_or((head, ""));
            cases.push(Case {
                names: names.split_whitespace().map(str::to_owned).collect(),
                what: what.trim().to_owned(),
                body: String::new(),
            });
        } else if let Some(case) = cases.last_mut() {
            case.body.push_str(line);
            case.body.push('\n');
        }
    }
    cases
}

/// The chunk that prepares a case and runs it for ever.
#[allow(dead_code)] // one of the tests runs each case once
pub fn program(case: &Case) -> String {
    format!(
        "local prepare = assert(loadstring({:?}, '=case'))\n\
         local work = prepare(...)\n\
         return function() while true do work() end end",
        Quoted(&case.body)
    )
}

/// Text as a long string of Lua.
#[allow(dead_code)] // as above
struct Quoted<'a>(&'a str);

impl std::fmt::Debug for Quoted<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "[==========[\n{}]==========]", self.0)
    }
}
