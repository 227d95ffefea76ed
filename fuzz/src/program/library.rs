//! Calls of the libraries.

use super::Author;

/// What is called with arguments of any kind.
const FUNCTIONS: &[&str] = &[
    "string.rep",
    "string.sub",
    "string.find",
    "string.match",
    "string.gmatch",
    "string.gsub",
    "string.format",
    "string.byte",
    "string.char",
    "string.len",
    "string.lower",
    "string.upper",
    "string.reverse",
    "string.dump",
    "table.insert",
    "table.remove",
    "table.concat",
    "table.sort",
    "table.maxn",
    "table.foreach",
    "table.foreachi",
    "table.getn",
    "unpack",
    "select",
    "next",
    "pairs",
    "ipairs",
    "rawget",
    "rawset",
    "rawequal",
    "tostring",
    "tonumber",
    "type",
    "pcall",
    "xpcall",
    "error",
    "assert",
    "load",
    "loadstring",
    "setmetatable",
    "getmetatable",
    "setfenv",
    "getfenv",
    "newproxy",
    "collectgarbage",
    "print",
    "coroutine.create",
    "coroutine.wrap",
    "coroutine.resume",
    "coroutine.yield",
    "coroutine.status",
    "coroutine.running",
    "debug.traceback",
    "debug.getinfo",
    "debug.getlocal",
    "debug.setlocal",
    "debug.getupvalue",
    "debug.setupvalue",
    "debug.getmetatable",
    "debug.setmetatable",
    "debug.getfenv",
    "debug.setfenv",
    "debug.sethook",
    "debug.gethook",
    "debug.getregistry",
    "math.random",
    "math.floor",
    "math.fmod",
    "math.max",
    "math.min",
    "math.ldexp",
    "math.frexp",
    "math.modf",
    "math.pow",
    "math.randomseed",
    "os.date",
    "os.time",
    "os.difftime",
];

impl Author<'_, '_> {
    pub fn library_function(&mut self) -> &'static str {
        self.pick(FUNCTIONS)
    }

    /// A call: mostly of a likely kind, else with anything.
    pub fn library_call(&mut self, depth: usize) -> String {
        match self.below(22) {
            0 => format!("string.rep({}, {})", self.text_value(), self.any(depth + 1)),
            1 => format!(
                "string.find({}, {}, {})",
                self.text_value(),
                self.pattern(),
                self.number()
            ),
            2 => format!("string.match({}, {})", self.text_value(), self.pattern()),
            3 => format!(
                "string.format({}, {}, {})",
                self.format(),
                self.any(depth + 1),
                self.any(depth + 1)
            ),
            4 => format!(
                "string.sub({}, {}, {})",
                self.text_value(),
                self.number(),
                self.number()
            ),
            5 => format!(
                "table.insert({}, {}, {})",
                self.name(),
                self.number(),
                self.any(depth + 1)
            ),
            6 => format!("table.insert({}, {})", self.name(), self.any(depth + 1)),
            7 => format!("table.remove({}, {})", self.name(), self.number()),
            8 => format!(
                "table.concat({}, {}, {}, {})",
                self.name(),
                self.text(),
                self.number(),
                self.number()
            ),
            9 => format!(
                "unpack({}, {}, {})",
                self.name(),
                self.number(),
                self.number()
            ),
            10 => format!("select({}, {})", self.number(), self.any(depth + 1)),
            11 => format!("coroutine.resume({}, {})", self.name(), self.any(depth + 1)),
            12 => format!(
                "rawset({}, {}, {})",
                self.name(),
                self.any(depth + 1),
                self.any(depth + 1)
            ),
            13 => format!("debug.getinfo({}, {})", self.any(depth + 1), self.text()),
            14 => self.variable_call(depth),
            15 => format!("tostring({})", self.any(depth + 1)),
            16 => format!("collectgarbage({}, {})", self.option(), self.number()),
            17 => format!("pcall({}, {})", self.any(depth + 1), self.any(depth + 1)),
            _ => self.wild_call(),
        }
    }

    fn wild_call(&mut self) -> String {
        let arguments: Vec<_> = (0..self.below(4)).map(|_| self.any(2)).collect();
        format!("{}({})", self.library_function(), arguments.join(", "))
    }

    /// The variables of functions and activations.
    fn variable_call(&mut self, depth: usize) -> String {
        let (name, number) = (self.name(), self.number());
        let value = self.any(depth + 1);
        let level = self.pick(&["1", "2", "3", "e, 1", "0"]);
        match self.below(5) {
            0 => format!("debug.setupvalue({name}, {number}, {value})"),
            1 => format!("debug.getupvalue({name}, {number})"),
            2 => format!("debug.setlocal({level}, {number}, {value})"),
            3 => format!("debug.getlocal({level}, {number})"),
            _ => format!("debug.traceback({level}, {number})"),
        }
    }

    fn option(&mut self) -> &'static str {
        self.pick(&[
            "'collect'",
            "'step'",
            "'stop'",
            "'restart'",
            "'setpause'",
            "'setstepmul'",
            "'count'",
            "'x'",
        ])
    }

    fn format(&mut self) -> String {
        let flags = self.pick(&["", "-", "0", "+", " ", "#", "-0"]);
        let width = self.pick(&["", "5", "99", ".3", "10.20", "."]);
        let kind = self.pick(&[
            "d", "s", "f", "g", "x", "q", "c", "i", "u", "o", "e", "%", "y", "",
        ]);
        format!("'%{flags}{width}{kind} %s'")
    }
}
