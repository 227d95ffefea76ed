//! The table of `docs/latency.md`, read and written, and which functions of the libraries are not in it.
//!
//! A row says of a function on which input an interrupt waited longest, and how long. The input is a case of
//! `benches/prices`, named by its description.

/// A row of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The function.
    pub name: String,
    /// The description of the case.
    pub what: String,
    /// From the call of `interrupt` to control, in milliseconds.
    pub wait: f64,
    /// The processor time of the stepping thread in that time, in milliseconds.
    pub work: f64,
}

/// Functions whose work does not grow with what they are given: they need no row. (`tostring` and the like may call others.)
pub const STEADY: &[&str] = &[
    "assert",
    "coroutine.create",
    "coroutine.running",
    "coroutine.status",
    "debug.debug",
    "debug.getfenv",
    "debug.gethook",
    "debug.getmetatable",
    "debug.getregistry",
    "debug.getupvalue",
    "debug.setfenv",
    "debug.sethook",
    "debug.setmetatable",
    "debug.setupvalue",
    "file:__gc",
    "file:__tostring",
    "file:close",
    "file:flush",
    "file:lines",
    "file:seek",
    "file:setvbuf",
    "gcinfo",
    "getmetatable",
    "io.close",
    "io.flush",
    "io.tmpfile",
    "io.type",
    "ipairs",
    "math.abs",
    "math.acos",
    "math.asin",
    "math.atan",
    "math.atan2",
    "math.ceil",
    "math.cos",
    "math.cosh",
    "math.deg",
    "math.exp",
    "math.floor",
    "math.fmod",
    "math.frexp",
    "math.ldexp",
    "math.log",
    "math.log10",
    "math.mod",
    "math.modf",
    "math.pow",
    "math.rad",
    "math.random",
    "math.randomseed",
    "math.sin",
    "math.sinh",
    "math.sqrt",
    "math.tan",
    "math.tanh",
    "newproxy",
    "os.clock",
    "os.difftime",
    "os.exit",
    "os.time",
    "os.tmpname",
    "package.seeall",
    "pairs",
    "setmetatable",
    "string.len",
    "table.getn",
    "table.setn",
    "type",
];

/// Functions that wait for another process as long as that takes: they are listed on the page, without a row.
pub const BLOCKING: &[&str] = &["io.popen", "os.execute"];

/// What stands before the table on the page, and behind it.
const BEGIN: &str = "<!-- interrupts: written by `cargo bench --bench interrupts -- --write` -->\n";
const END: &str = "<!-- end of interrupts -->\n";

const HEAD: &str = "| function | input | wait | of that, work |\n|---|---|---|---|\n";

/// The rows of the page.
#[allow(dead_code)] // the bench writes
pub fn read(page: &str) -> Vec<Row> {
    let (_, table, _) = split(page);
    let lines = table.lines().skip(HEAD.lines().count());
    lines
        .map(|line| row(line).unwrap_or_else(|| panic!("not a row: {line}")))
        .collect()
}

/// The page with these rows.
#[allow(dead_code)] // the test reads
pub fn write(page: &str, rows: &[Row]) -> String {
    let (before, _, behind) = split(page);
    let mut text = format!("{before}{HEAD}");
    for row in rows {
        let Row { name, what, .. } = row;
        text += &format!(
            "| `{name}` | {what} | {:.1} ms | {:.1} ms |\n",
            row.wait, row.work
        );
    }
    text + behind
}

/// What is before the table, the table, and what is behind it; the markers stay outside.
fn split(page: &str) -> (&str, &str, &str) {
    let begin = page.find(BEGIN).expect("the page has the first marker") + BEGIN.len();
    let end = page.find(END).expect("the page has the second marker");
    (&page[..begin], &page[begin..end], &page[end..])
}

fn row(line: &str) -> Option<Row> {
    let cells: Vec<_> = line.split('|').map(str::trim).collect();
    let [_, name, what, wait, work, _] = cells[..] else {
        return None;
    };
    let milliseconds = |cell: &str| cell.strip_suffix(" ms")?.parse().ok();
    Some(Row {
        name: name.trim_matches('`').to_owned(),
        what: what.to_owned(),
        wait: milliseconds(wait)?,
        work: milliseconds(work)?,
    })
}
