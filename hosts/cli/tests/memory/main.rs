//! `--memory` as the system sees it: whatever a script tries, the process stays within the limit and a known rest, the
//! script can catch the error, and goes on after it.

#![cfg(target_os = "linux")]

mod hostile;

use std::{os::unix::process::CommandExt, process::Command};

/// The limit under which everything runs.
const LIMIT: &str = "64M";
const LIMIT_BYTES: u64 = 64 << 20;

/// What the process may take beyond the limit and an empty process: the reserve, the allocator's own tables, and what
/// lies unused in its blocks.
const REST: u64 = 16 << 20;

/// Programs that want more than there is, and end in an error that they can catch.
const GREEDY: &[(&str, &str)] = &[
    ("lists", "local list while true do list = { list } end"),
    (
        "records",
        "local list while true do list = { next = list, value = 1, name = 'x' } end",
    ),
    ("arrays", "local t = {} while true do t[#t + 1] = #t end"),
    (
        "small arrays",
        "local t = {} while true do t[#t + 1] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 } end",
    ),
    (
        "hinted tables",
        "local t = {} while true do t[#t + 1] = { 1, nil, nil, nil, nil, nil, nil, nil, nil } end",
    ),
    ("keys", "local t = {} for i = 1, 1e8 do t[i] = true end"),
    (
        "string keys",
        "local t = {} for i = 1, 1e8 do t['key' .. i] = i end",
    ),
    (
        "scattered keys",
        "local t = {} for i = 1, 1e8 do t[i + 0.5] = i end",
    ),
    ("object keys", "local t = {} while true do t[{}] = true end"),
    (
        "closures",
        "local t = {} while true do local n = #t t[n + 1] = function() n = n + 1 return n end end",
    ),
    (
        "coroutines",
        "local t = {} while true do local f = coroutine.wrap(function() coroutine.yield() end) f() t[#t + 1] = f end",
    ),
    (
        "userdata",
        "local t = {} while true do t[#t + 1] = newproxy(true) end",
    ),
    ("doubling", "local s = 'x' while true do s = s .. s end"),
    (
        "long strings",
        "local t = {} while true do t[#t + 1] = ('x'):rep(1e6) .. #t end",
    ),
    (
        "short strings",
        "local t = {} while true do t[#t + 1] = 'x' .. #t end",
    ),
    (
        "concat",
        "local s = ('x'):rep(1e6) while true do s = s .. 'a' .. s .. 'b' .. s end",
    ),
    (
        "table.concat",
        "local t = {} for i = 1, 1000 do t[i] = ('x'):rep(1e5) end return table.concat(t)",
    ),
    ("rep", "return ('x'):rep(1e9)"),
    (
        "growing rep",
        "local s = 'x' while true do s = s:rep(3) end",
    ),
    (
        "gsub",
        "local s = 'x' while true do s = s:gsub('.', '%0%0%0') end",
    ),
    (
        "gsub with a function",
        "local s = 'x' while true do s = s:gsub('.', function(c) return c .. c end) end",
    ),
    (
        "format",
        "local s = 'x' while true do s = string.format('%s %s', s, s) end",
    ),
    (
        "quoted",
        "local s = '\\n' while true do s = string.format('%q', s .. s) end",
    ),
    (
        "upper",
        "local t, s = {}, ('x'):rep(5e6) while true do t[#t + 1] = s:upper() t[#t + 1] = s:reverse() end",
    ),
    (
        "captures",
        "local s, t = ('x'):rep(1e6), {} while true do t[#t + 1] = { s:match('.((.-).((.-).(.*)))') } end",
    ),
    (
        "recursion",
        "local function f(n) return 1 + f(n + 1) end return f(1)",
    ),
    (
        "wide recursion",
        "local function f(n) local a, b, c, d, e, g, h, i, j, k, l, m = n, n, n, n, n, n, n, n, n, n, n, n return 1 + f(n + 1) end return f(1)",
    ),
    (
        "recursion with arguments",
        "local function f(...) return 1 + f(1, ...) end return f(1)",
    ),
    (
        "recursion through metamethods",
        "local t = setmetatable({}, { __index = function(t, k) return t[k + 1] + 1 end }) return t[1]",
    ),
    (
        "recursion through pcall",
        "local function f() local ok, e = pcall(f) if not ok then error(e, 0) end return ok end return f()",
    ),
    (
        "recursion in coroutines",
        "local function f() return coroutine.wrap(f)() end return f()",
    ),
    (
        "unpack",
        "local t = {} while true do t[#t + 1] = { unpack({}, 1, 1e6) } end",
    ),
    (
        "bytes",
        "local t, s = {}, ('x'):rep(1e6) while true do t[#t + 1] = { s:byte(1, -1) } end",
    ),
    (
        "table.insert",
        "local t = {} while true do table.insert(t, #t) end",
    ),
    (
        "table.insert in front",
        "local t = {} for i = 1, 4194304 do t[i] = i end table.insert(t, #t, 1)",
    ),
    (
        "rawset",
        "local t, i = {}, 0 while true do i = i + 1 rawset(t, i, i) end",
    ),
    (
        "sort",
        "local t = {} for i = 1, 3e6 do t[i] = -i end table.sort(t, function(a, b) return a < b end)",
    ),
    (
        "load",
        "local s = 'x = 1 ' while true do s = s .. s assert(loadstring(s)) end",
    ),
    (
        "load of names",
        "local t = {} for i = 1, 3e5 do t[i] = 'x' .. i .. '=' .. i end assert(loadstring(table.concat(t, ' ')))",
    ),
    (
        "load of strings",
        "local t = {} for i = 1, 3e5 do t[i] = '\"' .. i .. '\"' end assert(loadstring('return {' .. table.concat(t, ',') .. '}'))",
    ),
    (
        "load of a long expression",
        "assert(loadstring('return a' .. ('+a'):rep(4e6)))",
    ),
    ("load of calls", "assert(loadstring(('f();'):rep(2e6)))"),
    (
        "load of functions",
        "assert(loadstring(('local function f() end;'):rep(2e5)))",
    ),
    (
        "load of pieces",
        "assert(load(function() return 'x = 1 ' end))",
    ),
    (
        "load of one token",
        "assert(load(function() return 'xxxxxxxxxxxxxxxx' end))",
    ),
    ("messages", "local s = ('x'):rep(4e7) error(s)"),
    (
        "errors that are held",
        "local t = {} while true do local _, e = pcall(error, 'x' .. #t) t[#t + 1] = e end",
    ),
    (
        "environments",
        "local t = {} while true do t[#t + 1] = setfenv(function() end, { #t }) end",
    ),
];

/// Programs that make much garbage and hold little, or just under the limit.
const MODEST: &[(&str, &str)] = &[
    (
        "short strings",
        "local s for i = 1, 3e6 do s = 'x' .. i end",
    ),
    (
        "long strings",
        "for i = 1, 300 do local s = ('x'):rep(8e6) end",
    ),
    (
        "doubling",
        "for i = 1, 20 do local s = 'x' for j = 1, 24 do s = s .. s end end",
    ),
    ("tables", "for i = 1, 2e6 do local t = { i, { i } } end"),
    (
        "growing tables",
        "for i = 1, 20 do local t = {} for j = 1, 2^20 do t[j] = j end end",
    ),
    (
        "buffers",
        "for i = 1, 60 do local s = ('x'):rep(1e6):gsub('x', 'yy'):upper() end",
    ),
    (
        "coroutines",
        "for i = 1, 1e5 do coroutine.wrap(function() end)() end",
    ),
    (
        "deep stacks",
        "local function f(n) if n > 0 then return 1 + f(n - 1) end return 0 end for i = 1, 10 do coroutine.wrap(f)(1e5) end",
    ),
    (
        "sources",
        "for i = 1, 200 do assert(loadstring(('x = 1 '):rep(1000) .. 'y = ' .. i)) end",
    ),
    (
        "held lists",
        "local list for i = 1, 4e5 do list = { list } end for i = 1, 1e6 do local t = { i } end",
    ),
];

/// What a script ends with to say the peak of its process. (What the system reports after the end includes the process that
/// the command was started from.)
const SAY_PEAK: &str = " for line in io.lines('/proc/self/status') do
    local peak = line:match('VmHWM:%s*(%d+) kB')
    if peak then print(peak) end
end";

/// Runs a script; answers what it prints and the peak of its memory.
fn run(script: &str, arguments: &[&str]) -> (String, u64) {
    let output = Command::new(env!("CARGO_BIN_EXE_ferrous"))
        .arg0("ferrous")
        .args(arguments)
        .args(["-e", &(script.to_owned() + SAY_PEAK)])
        .output()
        .unwrap();
    let stdout = String::from_utf8_lossy(&output.stdout);
    let (printed, peak) = stdout.trim_end().rsplit_once('\n').unwrap_or(("", &stdout));
    let Ok(peak) = peak.trim_end().parse::<u64>() else {
        let stderr = String::from_utf8_lossy(&output.stderr);
        return (format!("{stdout}{stderr}({})", output.status), 0);
    };
    (printed.to_owned(), peak << 10)
}

/// The peak of an empty process.
fn empty() -> u64 {
    run("", &[]).1
}

fn check(name: &str, script: &str, expected: &[&str], empty: u64) -> Result<(), String> {
    let (printed, peak) = run(script, &["--memory", LIMIT, "--seed", "1"]);
    let beyond = peak.saturating_sub(LIMIT_BYTES + empty);
    println!(
        "{name}: {} KB, {} KB beyond; {printed}",
        peak >> 10,
        beyond >> 10
    );
    if !expected.contains(&printed.as_str()) {
        return Err(format!("{name}: printed {printed:?}"));
    }
    if beyond > REST {
        return Err(format!("{name}: {} KB beyond the limit", beyond >> 10));
    }
    Ok(())
}

fn check_all<'a>(cases: impl Iterator<Item = (&'a str, String)>, expected: &[&str]) {
    let empty = empty();
    let wrong: Vec<_> = cases
        .filter_map(|(name, script)| check(name, &script, expected, empty).err())
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn greed_ends_in_an_error_that_can_be_caught() {
    let scripts = GREEDY.iter().map(|(name, body)| {
        let script = format!(
            "local ok, message = pcall(function() {body} end)
            message = tostring(message)
            print(ok, #message < 100 and message:match('not enough memory$') or message:match('stack overflow') or message:sub(1, 100))
            local t = {{}}
            for i = 1, 1e5 do t[i] = {{ i }} end
            print(#t, ('x'):rep(1e6):len())"
        );
        (*name, script)
    });
    let rest = "100000\t1000000";
    let expected = [
        format!("false\tnot enough memory\n{rest}"),
        format!("false\tstack overflow\n{rest}"),
    ];
    check_all(scripts, &[&expected[0], &expected[1]]);
}

#[test]
fn garbage_is_no_greed() {
    let scripts = MODEST
        .iter()
        .map(|(name, body)| (*name, format!("{body} print('done')")));
    check_all(scripts, &["done"]);
}

#[test]
fn what_nobody_catches_is_reported() {
    let (printed, _) = run("local t = {} while true do t = { t } end", &["--memory=1M"]);
    assert_eq!(printed, "ferrous: not enough memory\n(exit status: 1)");
}
