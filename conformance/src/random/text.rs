//! Random strings, patterns, formats, and calls of the library.

use super::program::{Author, Kind};

impl Author {
    pub fn text_literal(&mut self) -> String {
        self.pick(&[
            "''",
            "'a'",
            "'hello'",
            "'Hello World'",
            "'10'",
            "'0x1F'",
            "' 5 '",
            "'1e2'",
            "'abc abc'",
            "'a,b,,c'",
            "'key=val; k2=v2'",
            "'x\\ny'",
            "'\\0z'",
            "'aXbXc'",
            "'-3.5'",
            "'(nested (parens))'",
            "'aaa'",
            "'\\200\\255'",
            "'%d'",
            "'nan'",
            "[[long\n]]",
        ])
        .into()
    }

    /// A string.
    pub fn string(&mut self, depth: usize) -> String {
        if depth > 4 {
            return self.string_variable();
        }
        match self.below(12) {
            0..3 => self.string_variable(),
            3 | 4 => self.text_literal(),
            5 | 6 => format!("({} .. {})", self.string_variable(), self.string(depth + 1)),
            7 => format!("({} .. {})", self.string(depth + 1), self.number(depth + 1)),
            8 => format!("S({})", self.any(depth + 1)),
            9 => format!("tostring(N({}))", self.number(depth + 1)),
            _ => self.library_string(depth),
        }
    }

    pub fn string_variable(&mut self) -> String {
        match self.variable(Kind::Text) {
            Some(name) if self.chance(85) => name,
            _ => format!("S({})", self.text_literal()),
        }
    }

    /// A library call that gives a string.
    fn library_string(&mut self, depth: usize) -> String {
        let text = self.string(depth + 1);
        match self.below(13) {
            0 => format!("{text}:upper()").replace("'.:", "':").replacen(
                &text,
                &format!("({text})"),
                1,
            ),
            1 => format!("string.lower({text})"),
            2 => format!("string.rep({text}, {})", self.small()),
            3 => format!(
                "string.sub({text}, {}, {})",
                self.position(),
                self.position()
            ),
            4 => format!("string.reverse({text})"),
            5 => format!(
                "(string.gsub({text}, {}, {}))",
                self.pattern(),
                self.replacement()
            ),
            6 | 7 => self.format(depth),
            8 => format!("table.concat({}, {})", self.list(), self.text_literal()),
            9 => format!(
                "string.char({}, {})",
                self.pick(&["65", "0", "255", "97"]),
                self.pick(&["48", "10", "122"])
            ),
            10 => format!("S(string.match({text}, {}))", self.pattern()),
            11 => format!("({}):sub({})", text, self.position()),
            _ => format!("type({})", self.atom()),
        }
    }

    /// A library call that gives a number (or nil, or several).
    pub fn library_number(&mut self, depth: usize) -> String {
        match self.below(14) {
            0 => {
                let name = self.pick(&["floor", "ceil", "abs", "sqrt"]);
                format!("math.{name}({})", self.number(depth + 1))
            }
            1 => {
                let name = self.pick(&["max", "min"]);
                format!(
                    "math.{name}({}, {})",
                    self.number(depth + 1),
                    self.number(depth + 1)
                )
            }
            2 => format!("math.fmod({}, {})", self.number(depth + 1), self.literal()),
            3 => format!("math.modf({})", self.number(depth + 1)),
            4 => format!("string.len({})", self.string(depth + 1)),
            5 => format!(
                "string.byte({}, {})",
                self.string(depth + 1),
                self.position()
            ),
            6 => format!(
                "string.find({}, {})",
                self.string(depth + 1),
                self.pattern()
            ),
            7 => format!(
                "string.find({}, {}, {}, true)",
                self.string(depth + 1),
                self.text_literal(),
                self.position()
            ),
            8 => format!("tonumber({})", self.string(depth + 1)),
            9 => format!(
                "tonumber({}, {})",
                self.string(depth + 1),
                self.pick(&["2", "8", "10", "16", "36"])
            ),
            10 => format!(
                "select({}, {}, {})",
                self.pick(&["1", "2", "-1", "'#'"]),
                self.any(depth + 1),
                self.any(depth + 1)
            ),
            11 => format!("table.maxn({})", self.list()),
            12 => format!("math.frexp({})", self.number(depth + 1)),
            _ => format!("math.ldexp({}, {})", self.number(depth + 1), self.small()),
        }
    }

    /// A position in a string, from either end, or outside.
    fn position(&mut self) -> String {
        self.pick(&[
            "1", "2", "3", "-1", "-2", "0", "5", "100", "-100", "1.5", "2",
        ])
        .into()
    }

    fn format(&mut self, depth: usize) -> String {
        let (mut spec, mut values) = (String::new(), String::new());
        for _ in 0..1 + self.below(3) {
            let flags = self.pick(&["", "", "", "-", "0", "+", " ", "#", "-0", "+0"]);
            let width = self.pick(&["", "", "1", "5", "12"]);
            let precision = self.pick(&["", "", ".0", ".1", ".3", ".10", "."]);
            let letter = self.pick(&[
                "d", "i", "f", "g", "e", "s", "q", "c", "x", "X", "o", "u", "G", "E",
            ]);
            spec += &match letter {
                "q" => "%q|".to_owned(),
                "c" => format!("%{width}c|"),
                "s" => format!(
                    "%{}{width}{precision}s|",
                    if flags == "-" { "-" } else { "" }
                ),
                _ => format!("%{flags}{width}{precision}{letter}|"),
            };
            values += ", ";
            values += &match letter {
                "s" | "q" => self.string(depth + 1),
                // What does not fit is not defined in C.
                "c" => format!("{} % 256", self.small()),
                "f" | "g" | "e" | "G" | "E" => self.number(depth + 1),
                _ => format!("math.floor(({}) % 65536)", self.number(depth + 1)),
            };
        }
        if self.chance(5) {
            values.clear();
        }
        format!("string.format('{spec}'{values})")
    }

    /// A pattern, seldom a malformed one.
    pub fn pattern(&mut self) -> String {
        if self.chance(4) {
            return self
                .pick(&[
                    "'('", "'%'", "'[a'", "'%1'", "'a)'", "'%b'", "'(()'", "'%f'", "'[]'",
                ])
                .into();
        }
        let mut pattern = String::from(if self.chance(12) { "^" } else { "" });
        let mut captures = 0;
        for _ in 0..1 + self.below(4) {
            match self.below(14) {
                0 => {
                    let inner = self.single();
                    pattern += &format!("({inner})");
                    captures += 1;
                }
                1 => {
                    pattern += "()";
                    captures += 1;
                }
                2 if captures > 0 => pattern += "%1",
                3 => pattern += self.pick(&["%b()", "%bac", "%f[%w]", "%f[%a]", "%f[^%a]"]),
                _ => pattern += &self.single(),
            }
        }
        if self.chance(10) {
            pattern.push('$');
        }
        format!("'{pattern}'")
    }

    /// One class with a repetition.
    fn single(&mut self) -> String {
        let class = self.pick(&[
            "a", "b", "l", "X", ".", "%a", "%d", "%w", "%s", "%p", "%l", "%u", "%S", "%W", "[abc]",
            "[^a]", "[%w_]", "[a-z]", "[^%s,]", "%x", "=", ",", "%-", "%%", "o", "[%a-]", "%z",
            "%c",
        ]);
        format!("{class}{}", self.pick(&["", "", "", "*", "+", "-", "?"]))
    }

    /// What `gsub` replaces with.
    pub fn replacement(&mut self) -> String {
        match self.below(12) {
            0..5 => self
                .pick(&["'<%0>'", "'%1'", "''", "'%%'", "'x'", "'[%1%1]'", "5"])
                .into(),
            5 => "{a = 'A', b = false, l = 1}".into(),
            6 => "function(c) return c and #c end".into(),
            7 => "function(...) return select('#', ...) end".into(),
            8 => "string.upper".into(),
            9 => "function(c) if c == 'a' then return '<' .. c .. '>' end end".into(),
            10 => "setmetatable({}, {__index = function(_, k) return k .. k end})".into(),
            _ => self
                .pick(&["'%2'", "function() return {} end", "nil", "{a = {}}"])
                .into(),
        }
    }
}
