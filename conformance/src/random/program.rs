//! A random program and what its author keeps in mind while writing it.
//!
//! Programs end by themselves: loops count, recursion carries a depth. They print much, so that what goes wrong shows, and
//! run into errors on purpose, because messages are part of the language. They keep away from what may differ:
//!
//! * the order of `pairs`, addresses, and whatever the table of deviations names;
//! * yields across `pcall`, metamethods and library functions (`lua5.1` cannot);
//! * constant expressions, whose `-0` PUC merges with `0`;
//! * sorting what has no order.

use rand::{RngExt, SeedableRng, rngs::StdRng};

/// What every program begins with: printing values of all kinds, and making numbers and texts of anything.
const PRELUDE: &str = "\
local function P(...)
  local r = {}
  for i = 1, select('#', ...) do
    local v = select(i, ...)
    local t = type(v)
    if t == 'table' or t == 'function' or t == 'thread' then v = t end
    r[i] = tostring(v)
  end
  print(table.concat(r, ' '))
end
local function N(v) return tonumber(v) or 7 end
local function S(v) return type(v) == 'string' and v:sub(1, 40) or type(v) == 'number' and v .. '' or type(v) end
local function A(v) return type(v) == 'table' and v or {3, 1, 2} end
";

/// What a variable holds, as far as the author knows.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    Text,
    /// A sequence of numbers without holes, which nothing else is written to.
    List,
    /// A table with fields and maybe a metatable.
    Object,
    Function,
    Any,
}

/// The text of the program of a seed.
pub fn generate(seed: u64) -> String {
    let mut author = Author {
        rng: StdRng::seed_from_u64(seed),
        text: PRELUDE.into(),
        indent: 0,
        scopes: vec![Vec::new()],
        functions: vec![Surroundings {
            varargs: true,
            ..Surroundings::default()
        }],
        names: 0,
        budget: 0,
    };
    author.budget = author.below(60) + 15;
    while author.budget > 0 {
        author.statement();
    }
    author.text
}

/// Who writes: the random numbers, the text so far, and what is in scope.
pub(super) struct Author {
    rng: StdRng,
    text: String,
    pub indent: usize,
    scopes: Vec<Vec<(String, Kind)>>,
    functions: Vec<Surroundings>,
    names: usize,
    /// How many statements are still to be written.
    pub budget: usize,
}

/// What the function that is being written allows.
#[derive(Clone, Debug, Default)]
pub(super) struct Surroundings {
    pub varargs: bool,
    /// Loops around the statement.
    pub loops: usize,
    /// Whether a resume is waiting for a yield.
    pub yields: bool,
    /// Whether it is a metamethod or the like, which is called often: it is kept short.
    pub small: bool,
}

impl Author {
    // -- choices -------------------------------------------------------------------------------------------------------

    pub fn below(&mut self, end: usize) -> usize {
        self.rng.random_range(0..end)
    }

    /// True in so many of a hundred cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }

    // -- text ----------------------------------------------------------------------------------------------------------

    pub fn line(&mut self, line: &str) {
        for _ in 0..self.indent {
            self.text.push_str("  ");
        }
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Statements between two lines, in a scope of their own.
    pub fn block(&mut self, begin: &str, size: usize, end: &str) {
        self.line(begin);
        self.body(size);
        self.line(end);
    }

    /// Statements in a scope of their own.
    pub fn body(&mut self, size: usize) {
        self.within(Vec::new(), |author| {
            let small = author.around().small;
            for _ in 0..1 + author.below(if small { 2 } else { size.max(1) }) {
                author.statement();
            }
        });
    }

    /// Writes in an inner scope with these variables.
    pub fn within(&mut self, variables: Vec<(String, Kind)>, write: impl FnOnce(&mut Self)) {
        self.scopes.push(variables);
        self.indent += 1;
        write(self);
        self.indent -= 1;
        self.scopes.pop();
    }

    /// Writes inside a function.
    pub fn inside(&mut self, function: Surroundings, write: impl FnOnce(&mut Self)) {
        self.functions.push(function);
        write(self);
        self.functions.pop();
    }

    /// Writes what will stand in a small function of its own.
    pub fn apart<R>(&mut self, write: impl FnOnce(&mut Self) -> R) -> R {
        self.functions.push(Surroundings::default());
        let written = write(self);
        self.functions.pop();
        written
    }

    pub fn around(&mut self) -> &mut Surroundings {
        self.functions
            .last_mut()
            .expect("the main function surrounds all")
    }

    pub fn depth(&self) -> usize {
        self.scopes.len()
    }

    // -- variables -----------------------------------------------------------------------------------------------------

    /// A new name, now and then one that is in use already. What gets it has to be declared: what is known of the variable that
    /// it hides would be wrong for it, and lists of anything but numbers would be sorted.
    pub fn fresh(&mut self) -> String {
        let letter = self.pick(&["a", "b", "c", "x", "y"]);
        if self.chance(15) {
            return letter.into();
        }
        self.names += 1;
        format!("{letter}{}", self.names)
    }

    /// A name that nothing else has, for what the statements inside must not reach.
    pub fn unique(&mut self) -> String {
        self.names += 1;
        format!("n{}", self.names)
    }

    /// Whether a variable of that name is in scope.
    pub fn is_known(&self, name: &str) -> bool {
        let mut known = self.scopes.iter().flatten();
        known.any(|(known, _)| known == name)
    }

    pub fn declare(&mut self, name: &str, kind: Kind) {
        let scope = self.scopes.last_mut().expect("there is a scope");
        scope.push((name.into(), kind));
    }

    /// A variable in scope of a kind.
    pub fn variable(&mut self, kind: Kind) -> Option<String> {
        let mut hidden = Vec::new();
        let mut found = Vec::new();
        for (name, known) in self
            .scopes
            .iter()
            .rev()
            .flat_map(|scope| scope.iter().rev())
        {
            if !hidden.contains(&name) {
                hidden.push(name);
                if *known == kind || kind == Kind::Any {
                    found.push(name.clone());
                }
            }
        }
        if found.is_empty() {
            return None;
        }
        let index = self.below(found.len());
        Some(found.swap_remove(index))
    }
}
