//! Expressions.

use super::Author;

impl Author<'_, '_> {
    /// A variable.
    pub fn name(&mut self) -> &'static str {
        self.pick(&["a", "b", "c", "d", "e", "f", "g", "x"])
    }

    /// Any number of values, the last of which may be many.
    pub fn values(&mut self, most: usize) -> String {
        let count = self.below(most + 1);
        let mut values: Vec<_> = (0..count).map(|_| self.any(1)).collect();
        if self.chance(20) {
            values.push("...".into());
        }
        values.join(", ")
    }

    /// At least one value.
    pub fn some_values(&mut self, most: usize) -> String {
        let values = self.values(most);
        if values.is_empty() {
            "nil".into()
        } else {
            values
        }
    }

    /// An expression; a small one where `depth` is great.
    pub fn any(&mut self, depth: usize) -> String {
        if depth > 3 {
            return self.atom();
        }
        match self.below(24) {
            0..7 => self.name().into(),
            7..12 => self.atom(),
            12..15 => self.operation(depth),
            15 => format!("{}[{}]", self.name(), self.any(depth + 1)),
            16 => format!("{}({})", self.name(), self.values(2)),
            17 => format!("{}.{}", self.name(), self.pick(&["k", "n", "x", "__index"])),
            18..21 => self.library_call(depth),
            21 => self.function(depth),
            22 => self.table(depth),
            _ => format!(
                "({} and {} or {})",
                self.any(depth + 1),
                self.any(depth + 1),
                self.any(depth + 1)
            ),
        }
    }

    fn atom(&mut self) -> String {
        match self.below(8) {
            0..3 => self.number().into(),
            3 | 4 => self.text().into(),
            5 => self.pick(&["nil", "true", "false", "_G", "{}"]).into(),
            6 => self
                .pick(&["(...)", "select('#', ...)", "coroutine.running()", "arg"])
                .into(),
            _ => self.name().into(),
        }
    }

    fn operation(&mut self, depth: usize) -> String {
        let operator = self.pick(&[
            "+", "-", "*", "/", "%", "^", "..", "==", "~=", "<", "<=", ">", ">=", "and", "or", "-",
            "#", "not",
        ]);
        let (one, two) = (self.any(depth + 1), self.any(depth + 1));
        match operator {
            "#" | "not" => format!("({operator} {one})"),
            _ => format!("({one} {operator} {two})"),
        }
    }

    /// What may be called and gives something back.
    fn function(&mut self, depth: usize) -> String {
        match self.below(3) {
            0 => self.library_function().into(),
            1 => format!("function(...) return {} end", self.values(2)),
            _ => format!(
                "function(x, ...) {} = {} return {} end",
                self.name(),
                self.any(depth + 2),
                self.any(depth + 2)
            ),
        }
    }

    fn table(&mut self, depth: usize) -> String {
        match self.below(4) {
            0 => format!("{{ {} }}", self.values(4)),
            1 => format!("{{ {}, k = {} }}", self.any(depth + 1), self.any(depth + 1)),
            2 => format!(
                "{{ [{} or 1] = {} }}",
                self.any(depth + 1),
                self.any(depth + 1)
            ),
            _ => self
                .pick(&[
                    "{ 5, 4, 3, 2, 1 }",
                    "{ 'b', 'a', 'c' }",
                    "{ n = 9, [2^31] = 1 }",
                    "{ 1, nil, 3, nil, 5 }",
                ])
                .into(),
        }
    }

    /// A numeral; the small ones first.
    pub fn number(&mut self) -> &'static str {
        self.pick(&[
            "1",
            "2",
            "3",
            "0",
            "-1",
            "4",
            "10",
            "0.5",
            "-2",
            "100",
            "7",
            "255",
            "1000",
            "-0.25",
            "1e3",
            "0x10",
            "2^31",
            "2^53",
            "-2^31",
            "1e15",
            "1e100",
            "1e308",
            "(1/0)",
            "(-1/0)",
            "(0/0)",
            "-0",
            "2147483647",
            "4294967296",
            "1e5",
            "2^63",
            "1e-300",
            "65536",
        ])
    }

    pub fn text(&mut self) -> &'static str {
        self.pick(&[
            "''",
            "'a'",
            "'hello world'",
            "'10'",
            "'0x1F'",
            "' 5 '",
            "'abc abc abc'",
            "'a,b,,c'",
            "'key=val'",
            "'x\\ny'",
            "'\\0z\\0'",
            "'%d %s %5.2f'",
            "'n'",
            "'k'",
            "('x'):rep(300)",
            "('ab'):rep(2000)",
            "'\\200\\255'",
            "'(a(b)c)'",
            "'return 1'",
            "'x = x'",
            "'!%c %x'",
            "'*t'",
            "'nSluf'",
            "'collect'",
            "'step'",
        ])
    }

    /// A text, or what may be one.
    pub fn text_value(&mut self) -> String {
        match self.below(3) {
            0 => self.name().into(),
            1 => format!("tostring({})", self.name()),
            _ => self.text().into(),
        }
    }

    pub fn pattern(&mut self) -> String {
        if self.chance(30) {
            return self
                .pick(&[
                    "'.-'",
                    "'%w+'",
                    "''",
                    "'()'",
                    "'(.)%1'",
                    "'%b()'",
                    "'%f[%w]%w'",
                    "'^a*'",
                    "'('",
                    "'[%'",
                    "'%s*$'",
                ])
                .into();
        }
        let mut pattern = String::new();
        for _ in 0..=self.below(5) {
            pattern += self.pick(&[
                "a", ".", "%w", "%a", "[^%s]", "[a-m]", "%d", "(", ")", "()", "%1", "%b()",
                "%f[%a]", "l", "o", " ",
            ]);
            pattern += self.pick(&["", "", "*", "+", "-", "?"]);
        }
        format!("'{pattern}'")
    }
}
