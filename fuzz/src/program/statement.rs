//! Statements.

use super::Author;

/// How deep blocks nest.
const DEPTH: usize = 6;

/// What a metatable can have.
const EVENTS: &[&str] = &[
    "__index",
    "__newindex",
    "__call",
    "__eq",
    "__lt",
    "__le",
    "__concat",
    "__len",
    "__add",
    "__sub",
    "__mul",
    "__div",
    "__mod",
    "__pow",
    "__unm",
    "__tostring",
    "__metatable",
    "__gc",
];

impl Author<'_, '_> {
    /// A statement whose errors mostly end nothing but itself.
    pub fn guarded_statement(&mut self) {
        match self.below(4) {
            0 => self.statement(),
            1 => self.function_block("print(pcall(function(...)", "end, a, b, c, d))"),
            _ => self.function_block("pcall(function(...)", "end, c, d)"),
        }
    }

    pub fn statement(&mut self) {
        self.left = self.left.saturating_sub(1);
        if self.depth > DEPTH {
            return self.call();
        }
        match self.below(32) {
            0..3 => self.assign(),
            3 => self.local(),
            4 => self.store(),
            5..10 => self.call(),
            10 => self.branch(),
            11 | 12 => self.repetition(),
            13 | 14 => self.walk(),
            15 => self.define(),
            16 | 17 => self.coroutine(),
            18 => self.switch(),
            19 | 20 => self.metatable(),
            21 => self.sort(),
            22 => self.gsub(),
            23 => self.protected(),
            24 => self.raise(),
            25 => self.hook(),
            26 => self.closures(),
            27 => self.load(),
            28 => self.leave(),
            29 => self.many(),
            30 => self.weak(),
            _ => self.environment(),
        }
    }

    // -- variables -----------------------------------------------------------------------------------------------------

    fn assign(&mut self) {
        let (name, value) = (self.name(), self.any(0));
        self.line(&format!("{name} = {value}"));
    }

    fn local(&mut self) {
        let (name, value) = (self.name(), self.any(0));
        self.line(&format!("local {name} = {value}"));
    }

    fn store(&mut self) {
        let (table, key, value) = (self.name(), self.any(1), self.any(1));
        self.line(&format!("{table}[{key}] = {value}"));
    }

    fn many(&mut self) {
        let (one, two, three) = (self.name(), self.name(), self.name());
        let (key, values) = (self.any(1), self.some_values(4));
        self.line(&format!("{one}, {two}[{key}], {three} = {values}"));
    }

    fn call(&mut self) {
        let (name, call) = (self.name(), self.library_call(0));
        let line = match self.below(3) {
            0 => call,
            1 => format!("{name} = {call}"),
            _ => format!("print({call})"),
        };
        self.line(&line);
    }

    // -- control -------------------------------------------------------------------------------------------------------

    fn branch(&mut self) {
        let condition = self.any(0);
        self.block(&format!("if {condition} then"), "else");
        self.block("", "end");
    }

    fn repetition(&mut self) {
        let (name, condition) = (self.name(), self.any(1));
        let range = self.pick(&[
            "1, 3",
            "1, 20",
            "1, 200",
            "5, 1, -1",
            "1, 2, 0.3",
            "2^53, 2^53 + 9",
            "1, 1e4",
        ]);
        match self.below(4) {
            0 => self.loop_block(&format!("while {condition} do"), "end"),
            1 => self.loop_block("repeat", &format!("until {condition}")),
            _ => self.loop_block(&format!("for {name} = {range} do"), "end"),
        }
    }

    fn walk(&mut self) {
        let (key, value, over) = (self.name(), self.name(), self.name());
        let (text, pattern) = (self.text_value(), self.pattern());
        let iterator = match self.below(6) {
            0 | 1 => format!("pairs({over})"),
            2 => format!("ipairs({over})"),
            3 => format!("string.gmatch({text}, {pattern})"),
            4 => format!("next, {over}"),
            _ => over.into(),
        };
        self.loop_block(&format!("for {key}, {value} in {iterator} do"), "end");
    }

    fn leave(&mut self) {
        let results = self.values(3);
        match self.loops > 0 && self.chance(50) {
            true => self.line("do break end"),
            false => self.line(&format!("do return {results} end")),
        }
    }

    // -- functions -----------------------------------------------------------------------------------------------------

    fn define(&mut self) {
        let name = self.name();
        let parameters = self.pick(&["...", "a, ...", "b, c, ...", "x, y, z, ..."]);
        match self.chance(50) {
            true => self.function_block(&format!("local function {name}({parameters})"), "end"),
            false => self.function_block(&format!("function {name}({parameters})"), "end"),
        }
    }

    /// Functions that share a variable.
    fn closures(&mut self) {
        let (variable, one, two) = (self.name(), self.name(), self.name());
        let (first, second) = (self.any(1), self.any(1));
        self.line(&format!("local {variable} = {first}"));
        self.line(&format!(
            "{one} = function(...) {variable} = {second} return {variable}, ... end"
        ));
        self.function_block(&format!("{two} = function(...)"), "end");
    }

    fn load(&mut self) {
        let (name, value) = (self.name(), self.any(1));
        let line = match self.below(4) {
            0 => format!("{name} = loadstring('return ' .. tostring({value}))"),
            1 => format!("{name} = loadstring(string.dump({value}))"),
            2 => format!(
                "{name} = load(coroutine.wrap(function() for i = 1, 9 do coroutine.yield('x = ' .. i .. ' ') end end), 'y')"
            ),
            _ => format!("{name} = load(function() return {value} end)"),
        };
        self.line(&line);
    }

    fn environment(&mut self) {
        let (level, table) = (self.any(1), self.name());
        let line = match self.below(3) {
            0 => format!("setfenv({level}, {table})"),
            1 => format!("setfenv({level}, setmetatable({{}}, {{ __index = _G }}))"),
            _ => format!("{table} = getfenv({level})"),
        };
        self.line(&line);
    }

    // -- callbacks -----------------------------------------------------------------------------------------------------

    fn sort(&mut self) {
        let table = self.name();
        let order = self.pick(&[
            "x < y",
            "x > y",
            "tostring(x) < tostring(y)",
            "true",
            "nil",
            "coroutine.yield(x, y)",
        ]);
        match self.below(3) {
            0 => self.line(&format!("table.sort({table})")),
            1 => self.line(&format!(
                "table.sort({table}, function(x, y) return {order} end)"
            )),
            _ => self.function_block(
                &format!("table.sort({table}, function(x, y, ...)"),
                &format!(", {order} end)"),
            ),
        }
    }

    fn gsub(&mut self) {
        let (text, pattern, name) = (self.text_value(), self.pattern(), self.name());
        match self.chance(50) {
            true => self.line(&format!("{name} = string.gsub({text}, {pattern}, {name})")),
            false => self.function_block(
                &format!("{name} = string.gsub({text}, {pattern}, function(...)"),
                "end)",
            ),
        }
    }

    fn protected(&mut self) {
        let values = self.some_values(2);
        let handler = self.pick(&[
            "debug.traceback",
            "d",
            "function(m) return m, error(m) end",
            "coroutine.yield",
            "f",
        ]);
        match self.chance(50) {
            true => self.function_block("print(pcall(function(...)", &format!("end, {values}))")),
            false => {
                self.function_block("print(xpcall(function(...)", &format!("end, {handler}))"))
            }
        }
    }

    fn raise(&mut self) {
        let value = self.any(0);
        let level = self.pick(&["0", "1", "2", "3"]);
        self.line(&format!("error({value}, {level})"));
    }

    fn metatable(&mut self) {
        let name = self.name();
        let begin = match self.below(4) {
            0 => format!("{name} = setmetatable({{ {name} }}, {{"),
            1 => format!("debug.setmetatable({name}, {{"),
            _ => format!("setmetatable({name}, {{"),
        };
        self.line(&begin);
        self.depth += 1;
        for _ in 0..=self.below(3) {
            let event = EVENTS[self.below(EVENTS.len())];
            match self.chance(50) {
                true => self.function_block(&format!("{event} = function(...)"), "end,"),
                false => {
                    let value = self.any(1);
                    self.line(&format!("{event} = {value},"));
                }
            }
        }
        self.depth -= 1;
        self.line("})");
    }

    fn weak(&mut self) {
        let (name, mode, value) = (self.name(), self.pick(&["k", "v", "kv"]), self.any(1));
        let count = self.pick(&["3", "30", "300"]);
        self.line(&format!(
            "{name} = setmetatable({{}}, {{ __mode = '{mode}' }})"
        ));
        self.line(&format!(
            "for i = 1, {count} do {name}[i % 3 == 0 and i or {{}}] = {value} end"
        ));
    }

    fn hook(&mut self) {
        let thread = self.pick(&["", "", "e, "]);
        let events = self.pick(&["'c'", "'r'", "'l'", "'crl'", "'', 1", "'', 7", "'l', 3"]);
        match self.below(3) {
            0 => self.line("debug.sethook()"),
            1 => self.line(&format!("debug.sethook({thread}d, {events})")),
            _ => self.function_block(
                &format!("debug.sethook({thread}function(...)"),
                &format!("end, {events})"),
            ),
        }
    }

    // -- coroutines ----------------------------------------------------------------------------------------------------

    fn coroutine(&mut self) {
        let (name, way) = (self.name(), self.pick(&["wrap", "create"]));
        self.function_block(&format!("{name} = coroutine.{way}(function(...)"), "end)");
    }

    fn switch(&mut self) {
        let (name, values) = (self.name(), self.some_values(3));
        let line = match self.below(4) {
            0 => format!("coroutine.yield({values})"),
            1 => format!("{name} = coroutine.yield({values})"),
            2 => format!("print(coroutine.resume(e, {values}))"),
            _ => format!("print({name}({values}))"),
        };
        self.line(&line);
    }
}
