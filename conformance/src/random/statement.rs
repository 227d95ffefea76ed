//! Random statements.

use super::program::{Author, Kind, Surroundings};

/// How deep blocks nest.
const DEPTH: usize = 7;

impl Author {
    /// One statement, or a few that belong together.
    pub fn statement(&mut self) {
        self.budget = self.budget.saturating_sub(1);
        if self.depth() > DEPTH || self.budget == 0 {
            return self.show();
        }
        match self.below(46) {
            0..6 => self.show(),
            6..11 => self.local(),
            11..16 => self.assign(),
            16 | 17 => self.branch(),
            18 => self.count_up(),
            19 => self.while_loop(),
            20 => self.repeat_loop(),
            21 => self.walk(),
            22..25 => self.local_function(),
            25 => self.method(),
            26 => self.closures(),
            27..31 => self.protected(),
            31 | 32 => self.coroutine(),
            33..36 => self.object(),
            36 => self.change_list(),
            37 => self.sort(),
            38 => self.block("do", 3, "end"),
            39 => self.leave(),
            40 => self.load(),
            41 => self.matches(),
            42 => self.environment(),
            43 => self.recursion(),
            44 => self.yield_now(),
            _ => self.table_calls(),
        }
    }

    pub fn show(&mut self) {
        let values = self.list_of_any(3, 0);
        self.line(&format!("P({values})"));
    }

    fn local(&mut self) {
        match self.below(6) {
            0 | 1 => self.local_of(Kind::Number),
            2 => self.local_of(Kind::Text),
            3 => self.local_of(Kind::List),
            4 => {
                let (one, two, three) = (self.fresh(), self.fresh(), self.fresh());
                let values = self.list_of_any(4, 0);
                let values = if values.is_empty() {
                    String::new()
                } else {
                    format!(" = {values}")
                };
                self.line(&format!("local {one}, {two}, {three}{values}"));
                for name in [one, two, three] {
                    self.declare(&name, Kind::Any);
                }
            }
            _ => self.local_of(Kind::Any),
        }
    }

    fn local_of(&mut self, kind: Kind) {
        let name = self.fresh();
        let value = match kind {
            Kind::Number => self.number(0),
            Kind::Text => self.string(0),
            Kind::List => self.list_literal(),
            _ => self.any(0),
        };
        // What may be nil by accident is made a number or a text.
        let value = match kind {
            Kind::Number => format!("N({value})"),
            Kind::Text => format!("S({value})"),
            _ => value,
        };
        self.line(&format!("local {name} = {value}"));
        self.declare(&name, kind);
    }

    fn assign(&mut self) {
        match self.below(8) {
            0 | 1 => {
                if let Some(name) = self.variable(Kind::Number) {
                    let value = self.number(0);
                    self.line(&format!("{name} = N({value})"));
                }
            }
            2 => {
                if let Some(name) = self.variable(Kind::Text) {
                    let value = self.string(0);
                    self.line(&format!("{name} = S({value})"));
                }
            }
            3 => {
                let value = self.any(0);
                let name = self.pick(&["G1", "G2"]);
                self.line(&format!("{name} = {value}"));
            }
            4 | 5 => {
                let (one, two) = (self.target(), self.target());
                let values = format!("{}, {}", self.any(0), self.list_of_any(2, 0));
                self.line(&format!("{one}, {two} = {}", values.trim_end_matches(", ")));
            }
            _ => {
                let target = self.target();
                let value = self.any(0);
                self.line(&format!("{target} = {value}"));
            }
        }
    }

    /// What can be assigned to without breaking what is known of a variable.
    fn target(&mut self) -> String {
        let object = self.variable(Kind::Object);
        match object {
            Some(object) => match self.below(3) {
                0 => format!("{object}.{}", self.key()),
                1 => format!("{object}[{}]", self.small()),
                _ => format!("{object}[{}]", self.string(2)),
            },
            None => self.pick(&["G1", "G2", "G3"]).into(),
        }
    }

    fn branch(&mut self) {
        let condition = self.condition(0);
        self.line(&format!("if {condition} then"));
        self.body(3);
        if self.chance(30) {
            let condition = self.condition(0);
            self.line(&format!("elseif {condition} then"));
            self.body(2);
        }
        if self.chance(50) {
            self.line("else");
            self.body(2);
        }
        self.line("end");
    }

    // -- loops ---------------------------------------------------------------------------------------------------------

    fn looped(&mut self, begin: &str, variables: Vec<(String, Kind)>, end: &str) {
        self.line(begin);
        self.around().loops += 1;
        self.within(variables, |author| author.body(3));
        self.around().loops -= 1;
        self.line(end);
    }

    fn count_up(&mut self) {
        let name = self.fresh();
        let range = self.pick(&[
            "1, 3",
            "3, 1, -1",
            "1, 2, 0.5",
            "0.1, 0.35, 0.1",
            "5, 1",
            "-1, 1",
            "1, 0, -1",
            "10, 1, -4",
            "1, 3.5",
            "'1', 2",
            "2^53, 2^53 + 2, 2",
        ]);
        self.looped(
            &format!("for {name} = {range} do"),
            vec![(name, Kind::Number)],
            "end",
        );
    }

    fn while_loop(&mut self) {
        let name = self.unique();
        let condition = if self.chance(40) {
            self.condition(1)
        } else {
            "true".into()
        };
        self.line(&format!("do local {name} = 0"));
        self.looped(
            &format!("while {name} < 3 and ({condition}) do {name} = {name} + 1"),
            Vec::new(),
            "end end",
        );
    }

    fn repeat_loop(&mut self) {
        let name = self.unique();
        let condition = self.condition(1);
        self.line(&format!("do local {name} = 0"));
        self.looped(
            &format!("repeat {name} = {name} + 1"),
            Vec::new(),
            &format!("until {name} >= 3 or ({condition}) end"),
        );
    }

    fn walk(&mut self) {
        let (key, value) = (self.fresh(), self.fresh() + "v");
        let list = self.list();
        match self.below(4) {
            0 | 1 => {
                let begin =
                    format!("for {key}, {value} in ipairs({list}) do if {key} > 4 then break end");
                self.looped(
                    &begin,
                    vec![(key, Kind::Number), (value, Kind::Number)],
                    "end",
                );
            }
            2 => {
                let (count, table) = (self.unique(), self.table(0));
                self.line(&format!("do local {count} = 0 for {value} in pairs({table}) do {count} = {count} + 1 end P({count}) end"));
            }
            _ => {
                let begin = format!(
                    "for {key}, {value} in (function(s, c) if c < 3 then return c + 1, s end end), {list}, 0 do"
                );
                self.looped(&begin, vec![(key, Kind::Number), (value, Kind::Any)], "end");
            }
        }
    }

    fn leave(&mut self) {
        if self.around().loops > 0 && self.chance(60) {
            let condition = self.condition(1);
            self.line(&format!("if {condition} then break end"));
        } else {
            let (condition, values) = (self.condition(1), self.list_of_any(3, 0));
            self.line(&format!("if {condition} then return {values} end"));
        }
    }

    // -- functions -----------------------------------------------------------------------------------------------------

    /// The text between `function` and `end`, as lines: parameters, statements, a return.
    fn function_body(&mut self, begin: &str, surroundings: Surroundings, end: &str) {
        let (one, two) = (self.fresh(), self.fresh());
        let dots = if surroundings.varargs { ", ..." } else { "" };
        self.line(&format!("{begin}({one}, {two}{dots})"));
        self.inside(surroundings, |author| {
            author.within(vec![(one, Kind::Any), (two, Kind::Any)], |author| {
                author.body(4);
                let values = author.list_of_any(3, 0);
                if author.chance(75) {
                    author.line(&format!("return {values}"));
                }
            });
        });
        self.line(end);
    }

    fn local_function(&mut self) {
        let name = self.fresh();
        let surroundings = Surroundings {
            varargs: self.chance(40),
            ..Surroundings::default()
        };
        // It is not declared before its end, and so it never calls itself; nor when its name means another variable inside.
        let begin = match self.is_known(&name) {
            true => format!("local {name} = function"),
            false => format!("local function {name}"),
        };
        self.function_body(&begin, surroundings, "end");
        self.declare(&name, Kind::Function);
        let arguments = self.list_of_any(4, 1);
        self.line(&format!("P({name}({arguments}))"));
    }

    fn method(&mut self) {
        let Some(object) = self.variable(Kind::Object) else {
            return self.object();
        };
        let name = self.pick(&["m1", "m2"]);
        let surroundings = Surroundings {
            small: true,
            ..Surroundings::default()
        };
        self.function_body(&format!("function {object}:{name}"), surroundings, "end");
        let arguments = self.apart(|author| author.list_of_any(2, 1));
        let other = self.pick(&["m1", "m2", "m3"]);
        self.line(&format!(
            "P(pcall(function() return {object}:{other}({arguments}) end))"
        ));
    }

    /// Functions made in a loop, each with a variable of its own.
    fn closures(&mut self) {
        let (list, name, inner) = (self.unique(), self.fresh(), self.unique());
        self.line(&format!("local {list} = {{}}"));
        self.line(&format!("for {name} = 1, 3 do"));
        self.within(vec![(name.clone(), Kind::Any)], |author| {
            let value = author.number(2);
            author.line(&format!("local {inner} = {value}"));
            author.declare(&inner, Kind::Any);
            let change = author.pick(&["+ 1", "* 2", "- N(d)", ".. ''"]);
            author.line(&format!("{list}[{name}] = {{function(d) {inner} = {inner} {change} return {inner}, {name} end, function() return {inner} end}}"));
            if author.chance(30) {
                let condition = author.condition(1);
                author.line(&format!("if {condition} then break end"));
            }
        });
        self.line("end");
        self.line(&format!(
            "for i = 1, #{list} do P({list}[i][1](i)) P({list}[i][1](2)) P({list}[i][2]()) end"
        ));
        self.declare(&list, Kind::Any);
    }

    fn recursion(&mut self) {
        let name = self.unique();
        let (value, tail) = (self.any(1), self.chance(40));
        self.line(&format!("local function {name}(n, ...)"));
        self.line("  if n <= 0 then return ... end");
        if tail {
            self.line(&format!("  return {name}(n - 1, n, ...)"));
        } else {
            self.line(&format!("  return n, {name}(n - 1, n, ...)"));
        }
        self.line("end");
        let count = self.small();
        self.line(&format!("P({name}({count}, {value}))"));
    }

    // -- errors --------------------------------------------------------------------------------------------------------

    fn protected(&mut self) {
        let surroundings = Surroundings {
            varargs: self.chance(30),
            ..Surroundings::default()
        };
        let arguments = self.list_of_any(2, 1);
        let behind = if arguments.is_empty() {
            String::new()
        } else {
            format!(", {arguments}")
        };
        let handler = self.chance(15);
        let (begin, end) = match handler {
            true => (
                "P(xpcall(function",
                "end, function(m) return type(m) == 'string' and 'handled ' .. m or m end))".into(),
            ),
            false => ("P(pcall(function", format!("end{behind}))")),
        };
        let (one, dots) = (
            self.fresh(),
            if surroundings.varargs { ", ..." } else { "" },
        );
        self.line(&format!("{begin}({one}{dots})"));
        self.inside(surroundings, |author| {
            author.within(vec![(one, Kind::Any)], |author| {
                author.body(3);
                author.fail();
            });
        });
        self.line(&end);
    }

    /// A statement that likely raises an error.
    fn fail(&mut self) {
        let text = self.text_literal();
        let value = self.any(1);
        let atom = self.atom();
        let line = match self.below(15) {
            0 => format!("error({text})"),
            1 | 2 => format!("error({text}, {})", self.pick(&["0", "1", "2", "3", "4"])),
            3 => format!("error({value})"),
            4 => format!("local e = {value} error(e, 2)"),
            5 => format!("assert({value}, {text})"),
            6 => format!("return {}", self.wild(0)),
            7 => format!("local v = {atom} v.x.y = 1"),
            8 => format!("local v = {value} return v.x, v.x.y, v[1][2]"),
            9 => format!("local v = {atom} return v + 1, v .. 'x', v < 1"),
            10 => format!("G1.x({text})"),
            11 => format!("for i = 1, {value} do break end"),
            12 => format!(
                "return ({text}):{}({value})",
                self.pick(&["sub", "find", "byte", "nothing", "gsub"])
            ),
            // One value: whether a list has a field 0 is nothing to ask `next`.
            13 => format!("next(({value}))"),
            _ => format!(
                "{}({value})",
                self.pick(&[
                    "ipairs",
                    "setmetatable",
                    "tonumber",
                    "select",
                    "unpack",
                    "string.len",
                    "math.floor",
                    "rawget"
                ])
            ),
        };
        // A return ends its block; so do these.
        self.line(&format!("do {line} end"));
    }

    // -- coroutines ----------------------------------------------------------------------------------------------------

    fn coroutine(&mut self) {
        let name = self.fresh();
        let wrapped = self.chance(40);
        let make = if wrapped { "wrap" } else { "create" };
        let surroundings = Surroundings {
            varargs: true,
            yields: true,
            ..Surroundings::default()
        };
        self.function_body(
            &format!("local {name} = coroutine.{make}(function"),
            surroundings,
            "end)",
        );
        self.declare(&name, if wrapped { Kind::Function } else { Kind::Any });
        for _ in 0..1 + self.below(4) {
            let arguments = self.list_of_any(2, 1);
            let behind = if arguments.is_empty() {
                String::new()
            } else {
                format!(", {arguments}")
            };
            if wrapped {
                self.line(&format!("P(pcall({name}{behind}))"));
            } else {
                self.line(&format!(
                    "P(coroutine.resume({name}{behind})) P(coroutine.status({name}))"
                ));
            }
        }
    }

    fn yield_now(&mut self) {
        if !self.around().yields {
            return self.show();
        }
        let values = self.list_of_any(3, 1);
        match self.below(3) {
            0 => self.line(&format!("coroutine.yield({values})")),
            1 => self.line(&format!("P(coroutine.yield({values}))")),
            _ => {
                let name = self.fresh();
                self.line(&format!("local {name} = coroutine.yield({values})"));
                self.declare(&name, Kind::Any);
            }
        }
    }

    // -- tables --------------------------------------------------------------------------------------------------------

    fn object(&mut self) {
        let name = self.fresh();
        let table = self.table(0);
        if self.chance(25) {
            self.line(&format!("local {name} = {table}"));
            return self.declare(&name, Kind::Object);
        }
        self.line(&format!("local {name} = setmetatable({table}, {{"));
        for _ in 0..1 + self.below(5) {
            let event = self.pick(&[
                "add", "sub", "mul", "div", "mod", "pow", "unm", "concat", "eq", "lt", "le",
                "index", "newindex", "call", "index", "len", "tostring",
            ]);
            let value = match event {
                "index" if self.chance(40) => {
                    self.variable(Kind::Object).unwrap_or_else(|| self.table(2))
                }
                "newindex" if self.chance(30) => "{}".into(),
                "newindex" => "function(t, k, v) rawset(t, k, S(v) .. '!') end".into(),
                "call" if self.chance(50) => {
                    "function(self, ...) return select('#', ...), ... end".into()
                }
                "lt" | "le" => format!(
                    "function(a, b) return {} end",
                    self.apart(|author| author.condition(2))
                ),
                "concat" => "function(a, b) return S(a) .. '~' .. S(b) end".into(),
                _ => self.function(2),
            };
            self.line(&format!("  __{event} = {value},"));
        }
        self.line("})");
        self.declare(&name, Kind::Object);
        let other = self.apart(Author::atom);
        for _ in 0..1 + self.below(3) {
            let use_of_it = match self.below(9) {
                0 | 1 => {
                    let operator = self.pick(&[
                        "+", "-", "*", "/", "%", "^", "..", "..", "<", "<=", ">", ">=",
                    ]);
                    if self.chance(50) {
                        format!("{name} {operator} ({other})")
                    } else {
                        format!("({other}) {operator} {name}")
                    }
                }
                2 => format!("-{name}"),
                3 => format!("{name} == ({other}), {name} ~= ({other})"),
                4 => format!("{name}({other})"),
                5 => format!("{name}.{}, {name}[{}]", self.key(), self.small()),
                6 => format!("#{name} >= 0"),
                7 => format!("'a' .. 1 .. {name}, {name} .. 2 .. 'b'"),
                _ => format!(
                    "rawget({name}, {}), rawequal({name}, {other})",
                    self.text_literal()
                ),
            };
            self.line(&format!("P(pcall(function() return {use_of_it} end))"));
        }
    }

    fn change_list(&mut self) {
        let Some(list) = self.variable(Kind::List) else {
            return self.local_of(Kind::List);
        };
        let value = self.literal();
        match self.below(5) {
            0 => self.line(&format!("table.insert({list}, {value})")),
            1 => self.line(&format!("table.insert({list}, 1, {value})")),
            2 => self.line(&format!("P(table.remove({list}))")),
            3 => self.line(&format!("P(table.remove({list}, 1))")),
            _ => self.line(&format!("{list}[#{list} + 1] = {value}")),
        }
        self.line(&format!("P(#{list}, unpack({list}))"));
    }

    fn sort(&mut self) {
        let list = self.list();
        let name = self.fresh();
        let order = self.pick(&[
            "",
            ", function(a, b) return a > b end",
            ", function(a, b) return a % 3 < b % 3 end",
            ", nil",
        ]);
        self.line(&format!(
            "do local {name} = {{unpack({list})}} table.sort({name}{order})"
        ));
        // With equal elements only their keys are certain.
        let key = if order.contains('%') { "% 3" } else { "" };
        self.line(&format!(
            "for i = 1, #{name} do {name}[i] = {name}[i] {key} end P(table.concat({name}, ' ')) end"
        ));
    }

    fn table_calls(&mut self) {
        let list = self.list();
        let line = match self.below(8) {
            0 => format!("P(unpack({list}, {}))", self.small()),
            1 => format!("P(unpack({list}, {}, {}))", self.small(), self.small()),
            2 => format!("table.foreach({list}, P)"),
            3 => format!(
                "P(table.foreachi({list}, function(i, v) if i == 2 then return v, i end end))"
            ),
            4 => format!("P(pcall(table.concat, {}, '-'))", self.table(1)),
            5 => format!("P(table.getn({list}), next({list}))"),
            6 => format!(
                "P(pcall(table.insert, {}, {}))",
                self.table(1),
                self.list_of_any(2, 1)
            )
            .replace(", ))", "))"),
            _ => format!("P(pcall(unpack, {}))", self.table(1)),
        };
        self.line(&line);
    }

    // -- the rest ------------------------------------------------------------------------------------------------------

    /// A chunk that sees globals only.
    fn load(&mut self) {
        let name = self.pick(&["", ", '=n'", ", '@f.lua'", ", 'two\\nlines'"]);
        let source = self.pick(&[
            "return G1, ...",
            "G1 = ... return type(G1)",
            "local a, b = ... return a + b",
            "return a.b.c",
            "x =",
            "for i = 1, 2 do print(i) end",
            "error(...)",
            "return function() return ... end",
            "local t = {...} return #t, select('#', ...)",
            "return (...)",
            "if x then",
            "local x <const> = 1",
            "return 1 .. 2, 2 ^ 3 ^ 2, -2 ^ 2, not nil == true",
        ]);
        let arguments = self.list_of_any(2, 1);
        self.line(&format!("do local f, m = loadstring([[{source}]]{name}) P(f, m) if f then P(pcall(f{})) end end",
            if arguments.is_empty() { String::new() } else { format!(", {arguments}") }));
    }

    fn matches(&mut self) {
        let (text, pattern) = (self.string(0), self.pattern());
        match self.below(4) {
            0 => {
                let text = self.apart(|author| author.string(0));
                self.line(&format!("P(pcall(function() for a, b in string.gmatch({text}, {pattern}) do P(a, b) end end))"));
            }
            1 => {
                let replacement = self.replacement();
                self.line(&format!(
                    "P(pcall(string.gsub, {text}, {pattern}, {replacement}))"
                ));
            }
            2 => self.line(&format!("P(pcall(string.find, {text}, {pattern}))")),
            _ => self.line(&format!("P(pcall(string.match, {text}, {pattern}))")),
        }
    }

    fn environment(&mut self) {
        let name = self.fresh();
        let value = self.any(1);
        self.line(&format!(
            "local {name} = setfenv(function(...) G4 = ... return G1, G4 end, {{G1 = {value}}})"
        ));
        self.declare(&name, Kind::Function);
        let argument = self.any(1);
        self.line(&format!(
            "P({name}({argument})) P(G4, getfenv({name}) == _G)"
        ));
    }
}
