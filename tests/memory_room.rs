//! What an error leaves behind where there was not enough memory: room.

use ferrous::{Builder, Lua};

fn limited(bytes: usize) -> Lua {
    Builder::new()
        .library(ferrous::open::all)
        .seed(1)
        .memory_limit(bytes)
        .build()
        .unwrap()
}

#[test]
fn a_caught_error_lets_go_of_what_was_too_much() {
    for catch in [
        "pcall(grow)",
        "xpcall(grow, function(e) return e end)",
        "pcall(pcall, grow, 1)",
        "coroutine.resume(coroutine.create(grow))",
        "coroutine.wrap(function() return pcall(grow) end)()",
        "pcall(string.gsub, ('x'):rep(10), 'x', grow)",
        "pcall(table.sort, { 1, 2, 3 }, grow)",
        "select(2, pcall(setmetatable({}, { __add = function() return grow() end }).__add, 1))",
    ] {
        let program = format!(
            "local function grow()
                local a, b, c, d, e, f, list = 1, 2, 3, 4, 5, 6, {{}}
                while true do list[#list + 1] = {{}} end
            end
            local function many(...) return select('#', ...) end
            for round = 1, 5 do
                {catch}
                -- Three quarters of all there is, while the function still runs that has caught the error and has room for
                -- many values.
                local long = ('x'):rep(3 * 2 ^ 20)
                assert(#long == 3 * 2 ^ 20)
                many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20)
            end"
        );
        let program = program.replace(
            "\n                coroutine",
            "\n                local _ = coroutine",
        );
        let program = program.replace(
            "\n                select",
            "\n                local _ = select",
        );
        if let Err(error) = limited(4 << 20).exec(&program) {
            panic!("{catch}: {error}");
        }
    }
}
