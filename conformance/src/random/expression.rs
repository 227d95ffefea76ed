//! Random expressions.

use super::program::{Author, Kind, Surroundings};

impl Author {
    /// An expression of any kind; small ones when `depth` is great.
    pub fn any(&mut self, depth: usize) -> String {
        if depth > 3 {
            return self.atom();
        }
        match self.below(22) {
            0..5 => self.atom(),
            5..9 => self.number(depth + 1),
            9..12 => self.string(depth + 1),
            12 => self.condition(depth + 1),
            13 => format!("{} and {}", self.operand(depth), self.operand(depth)),
            14 => format!("{} or {}", self.operand(depth), self.operand(depth)),
            15 => self.field(depth),
            16 => self.call(depth),
            17 => self.table(depth),
            18 => self.function(depth),
            19 => self.library_number(depth),
            20 => format!("not {}", self.operand(depth)),
            _ => self.wild(depth),
        }
    }

    /// What may stand beside an operator.
    fn operand(&mut self, depth: usize) -> String {
        format!("({})", self.any(depth + 1))
    }

    /// A variable or a literal.
    pub fn atom(&mut self) -> String {
        match self.below(10) {
            0..5 => self.variable(Kind::Any).unwrap_or_else(|| "1".into()),
            5 => self.pick(&["nil", "true", "false"]).into(),
            6 => self.text_literal(),
            7 => self.pick(&["G1", "G2", "undefined"]).into(),
            8 if self.around().varargs => self.pick(&["...", "(...)", "select('#', ...)"]).into(),
            _ => self.literal(),
        }
    }

    /// A numeral; zero is rare, minus zero does not occur.
    pub fn literal(&mut self) -> String {
        self.pick(&[
            "1",
            "2",
            "3",
            "4",
            "5",
            "10",
            "0.5",
            "1.5",
            "-1",
            "-2",
            "-0.25",
            "100",
            "255",
            "1e3",
            "0x10",
            "2^53",
            "1e15",
            "123456789012",
            "1e100",
            "1e-5",
            "7",
            "0.1",
            "3.14159",
            "1e308",
            "4294967296",
            "2147483647",
        ])
        .into()
    }

    /// A small positive integer.
    pub fn small(&mut self) -> String {
        self.pick(&["1", "2", "3", "4", "5"]).into()
    }

    /// A number, of which at least a part is no constant.
    pub fn number(&mut self, depth: usize) -> String {
        if depth > 4 {
            return self.number_variable();
        }
        match self.below(16) {
            0..4 => self.number_variable(),
            4 => self.literal(),
            5..10 => {
                let operator = self.pick(&["+", "-", "*", "/", "%", "^", "+", "-", "*"]);
                let (left, right) = (self.number_variable(), self.number(depth + 1));
                if self.chance(50) {
                    format!("({left} {operator} {right})")
                } else {
                    format!("({right} {operator} {left})")
                }
            }
            10 => format!("-{}", self.number_variable()),
            11 => format!("#{}", self.list()),
            12 => format!("#{}", self.string_variable()),
            13 => format!("N({})", self.any(depth + 1)),
            14 => self.library_number(depth),
            _ => format!(
                "({} and {} or {})",
                self.condition(depth + 1),
                self.number_variable(),
                self.literal()
            ),
        }
    }

    fn number_variable(&mut self) -> String {
        match self.variable(Kind::Number) {
            Some(name) if self.chance(90) => name,
            _ => format!("N({})", self.atom_single()),
        }
    }

    /// An atom that is one value.
    fn atom_single(&mut self) -> String {
        match self.atom() {
            atom if atom == "..." => "(...)".into(),
            atom => atom,
        }
    }

    pub fn condition(&mut self, depth: usize) -> String {
        match self.below(10) {
            0..4 => {
                let operator = self.pick(&["<", "<=", ">", ">=", "==", "~="]);
                format!(
                    "{} {operator} {}",
                    self.number(depth + 1),
                    self.number(depth + 1)
                )
            }
            4 => {
                let operator = self.pick(&["<", "<=", ">", ">=", "==", "~="]);
                format!(
                    "{} {operator} {}",
                    self.string(depth + 1),
                    self.string(depth + 1)
                )
            }
            5 => {
                let operator = self.pick(&["==", "~="]);
                format!("{} {operator} {}", self.operand(depth), self.operand(depth))
            }
            6 => format!("not ({})", self.condition(depth + 1)),
            7 => {
                let joint = self.pick(&["and", "or"]);
                format!(
                    "({} {joint} {})",
                    self.condition(depth + 1),
                    self.condition(depth + 1)
                )
            }
            8 => format!(
                "type({}) == '{}'",
                self.atom_single(),
                self.pick(&["number", "string", "table", "nil"])
            ),
            _ => self.atom_single(),
        }
    }

    // -- tables --------------------------------------------------------------------------------------------------------

    /// A sequence.
    pub fn list(&mut self) -> String {
        match self.variable(Kind::List) {
            Some(name) => name,
            None => self.list_literal(),
        }
    }

    pub fn list_literal(&mut self) -> String {
        let items: Vec<_> = (0..self.below(7)).map(|_| self.literal()).collect();
        format!("{{{}}}", items.join(", "))
    }

    pub fn key(&mut self) -> String {
        self.pick(&["k", "x", "n", "name"]).into()
    }

    fn field(&mut self, depth: usize) -> String {
        let object = match self.variable(Kind::Object) {
            Some(name) => name,
            None => format!("A({})", self.any(depth + 1)),
        };
        match self.below(4) {
            0 | 1 => format!("{object}.{}", self.key()),
            2 => format!("{object}[{}]", self.number(depth + 1)),
            _ => format!("{object}[{}]", self.string(depth + 1)),
        }
    }

    /// A constructor with items of all forms.
    pub fn table(&mut self, depth: usize) -> String {
        let mut items = Vec::new();
        for _ in 0..self.below(5) {
            items.push(match self.below(6) {
                0..3 => self.any(depth + 2),
                3 => format!("{} = {}", self.key(), self.any(depth + 2)),
                4 => format!("[{}] = {}", self.string(depth + 2), self.any(depth + 2)),
                // Not an index: the length of a table with holes is any border.
                _ => format!(
                    "[{}] = {}",
                    self.pick(&["11", "-1", "0.5"]),
                    self.any(depth + 2)
                ),
            });
        }
        if self.chance(20) && self.around().varargs {
            items.push("...".into());
        }
        format!("{{{}}}", items.join(self.pick(&[", ", "; "])))
    }

    // -- functions -----------------------------------------------------------------------------------------------------

    /// Arguments or results: any number of expressions.
    pub fn list_of_any(&mut self, most: usize, depth: usize) -> String {
        let count = self.below(most + 1);
        let values: Vec<_> = (0..count).map(|_| self.any(depth + 1)).collect();
        values.join(", ")
    }

    fn call(&mut self, depth: usize) -> String {
        let function = match self.variable(Kind::Function) {
            Some(name) => name,
            None => format!("({})", self.function(depth + 1)),
        };
        let call = format!("{function}({})", self.list_of_any(3, depth + 1));
        if self.chance(20) {
            format!("({call})")
        } else {
            call
        }
    }

    /// A function on one line: its body is one expression, maybe with an assignment before.
    pub fn function(&mut self, depth: usize) -> String {
        let name = self.fresh();
        let varargs = self.chance(35);
        let parameters = if varargs {
            format!("{name}, ...")
        } else {
            name.clone()
        };
        let mut before = String::new();
        if let Some(outer) = self.variable(Kind::Number)
            && self.chance(40)
        {
            before = format!("{outer} = {outer} + 1 ");
        }
        let mut results = String::new();
        let surroundings = Surroundings {
            varargs,
            ..Surroundings::default()
        };
        self.inside(surroundings, |author| {
            author.within(vec![(name, Kind::Any)], |author| {
                results = author.list_of_any(2, depth + 1)
            });
        });
        format!("function({parameters}) {before}return {results} end")
    }

    // -- what goes wrong -----------------------------------------------------------------------------------------------

    /// An operation on whatever it is, which is likely an error.
    pub fn wild(&mut self, depth: usize) -> String {
        if !self.chance(30) {
            return format!("(pcall({}))", self.function(depth));
        }
        match self.below(7) {
            0 => format!(
                "({} {} {})",
                self.atom_single(),
                self.pick(&["+", "-", "*", "/", "%", "^"]),
                self.atom_single()
            ),
            1 => format!("({} .. {})", self.atom_single(), self.atom_single()),
            2 => format!(
                "({} {} {})",
                self.atom_single(),
                self.pick(&["<", "<=", ">", ">="]),
                self.atom_single()
            ),
            // The length of a table with holes is any border.
            3 => {
                let value = self.atom_single();
                format!("#(type({value}) == 'table' and 't' or {value})")
            }
            4 => format!("({}).{}", self.atom_single(), self.key()),
            5 => format!("({})({})", self.atom_single(), self.atom_single()),
            _ => format!("-({})", self.atom_single()),
        }
    }
}
