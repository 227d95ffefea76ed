//! Names to variables, while the parser reads them.
//!
//! A name is looked up once, where it is mentioned, so that every limit is reported at the place where PUC-Rio reports it.
//! What only the whole chunk knows (is the variable captured, is it reassigned?) is collected in [`Variable`] and read by
//! the code generator afterwards.
//!
//! Each interned name knows the innermost variable it currently stands for, so a lookup does not search.

use super::ast::{StringId, Upvalue, Variable, VariableId};
use super::limit;
use super::pages::Pages;

/// What a name stands for in the current function.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Binding {
    Local(VariableId),
    Upvalue(u8),
    Global,
}

/// A limit of a function that is exceeded.
#[derive(Copy, Clone, Debug)]
pub struct Exceeded {
    /// The line of the function; 0 for the main chunk.
    pub function_line: u32,
    pub limit: usize,
    pub what: &'static str,
}

/// The scopes of the functions being parsed.
#[derive(Debug, Default)]
pub struct Scopes {
    pub variables: Pages<Variable>,
    /// The active variables of all open functions, outermost first.
    active: Vec<VariableId>,
    /// The innermost active variable of each name.
    bindings: Vec<Option<VariableId>>,
    functions: Vec<FunctionScope>,
}

#[derive(Debug)]
struct FunctionScope {
    line: u32,
    /// Its first entry in `active`.
    first_active: usize,
    /// Variables that are declared but not yet active.
    pending: usize,
    upvalues: Vec<Upvalue>,
    vararg: bool,
    uses_dots: bool,
    /// Loops around the current statement.
    loops: usize,
}

impl Scopes {
    /// Enters a function.
    pub fn open_function(&mut self, line: u32, vararg: bool) {
        self.functions.push(FunctionScope {
            line,
            first_active: self.active.len(),
            pending: 0,
            upvalues: Vec::new(),
            vararg,
            uses_dots: false,
            loops: 0,
        });
    }

    /// Leaves it and returns its upvalues and whether it mentions `...`.
    pub fn close_function(&mut self) -> (Vec<Upvalue>, bool) {
        let function = self.functions.pop().expect("a function is open");
        self.close_block(function.first_active);
        (function.upvalues, function.uses_dots)
    }

    /// The mark to return to at the end of a block.
    pub fn open_block(&self) -> usize {
        self.active.len()
    }

    /// Forgets the variables of a block.
    pub fn close_block(&mut self, mark: usize) {
        for id in self.active.drain(mark..).rev() {
            let variable = &self.variables[id.0 as usize];
            self.bindings[variable.name.0 as usize] = variable.shadows;
        }
    }

    /// Declares a variable that is not yet visible.
    pub fn declare(&mut self, name: StringId) -> Result<VariableId, Exceeded> {
        self.reserve(1)?;
        let id = VariableId(self.variables.len() as u32);
        self.variables.push(Variable {
            name,
            shadows: None,
            depth: self.functions.len() as u8,
            captured: false,
            reassigned: false,
            register: 0,
        });
        Ok(id)
    }

    /// Counts `count` more variables of the current function, with or without a name.
    fn reserve(&mut self, count: usize) -> Result<(), Exceeded> {
        let active = self.active.len();
        let function = self.current();
        function.pending += count;
        if active - function.first_active + function.pending <= limit::LOCALS {
            return Ok(());
        }
        Err(Exceeded {
            function_line: function.line,
            limit: limit::LOCALS,
            what: "local variables",
        })
    }

    /// Makes declared variables visible, `count` of them from `first` on.
    pub fn activate(&mut self, first: VariableId, count: u32) {
        self.current().pending -= count as usize;
        for id in first.0..first.0 + count {
            let variable = &mut self.variables[id as usize];
            let name = variable.name.0 as usize;
            if self.bindings.len() <= name {
                self.bindings.resize(name + 1, None);
            }
            variable.shadows = self.bindings[name].replace(VariableId(id));
            self.active.push(VariableId(id));
        }
    }

    /// What `name` stands for. Mentioning a variable of an outer function makes it an upvalue of all between.
    pub fn lookup(&mut self, name: StringId) -> Result<Binding, Exceeded> {
        let Some(id) = self.bindings.get(name.0 as usize).copied().flatten() else {
            return Ok(Binding::Global);
        };
        let variable = &mut self.variables[id.0 as usize];
        let home = usize::from(variable.depth) - 1;
        if home + 1 == self.functions.len() {
            return Ok(Binding::Local(id));
        }
        variable.captured = true;
        // The innermost function that already has it, or the one that declares it.
        let mut level = self.functions.len() - 1;
        let mut outer = self.functions[level].find(id);
        while outer.is_none() && level > home + 1 {
            level -= 1;
            outer = self.functions[level].find(id);
        }
        let missing = if outer.is_some() { level + 1 } else { level };
        for function in &mut self.functions[missing..] {
            outer = Some(function.add(Upvalue {
                variable: id,
                outer,
            })?);
        }
        Ok(Binding::Upvalue(outer.expect("found or added")))
    }

    /// Remembers an assignment.
    pub fn reassign(&mut self, binding: Binding) {
        let id = match binding {
            Binding::Local(id) => id,
            Binding::Upvalue(index) => self.current().upvalues[usize::from(index)].variable,
            Binding::Global => return,
        };
        self.variables[id.0 as usize].reassigned = true;
    }

    /// Remembers a mention of `...`; false if the current function has none.
    pub fn mention_dots(&mut self) -> bool {
        let function = self.current();
        function.uses_dots = true;
        function.vararg
    }

    /// The current function takes `...`.
    pub fn set_vararg(&mut self) {
        self.current().vararg = true;
    }

    pub fn open_loop(&mut self) {
        self.current().loops += 1;
    }

    pub fn close_loop(&mut self) {
        self.current().loops -= 1;
    }

    /// Whether `break` has something to leave.
    pub fn in_loop(&mut self) -> bool {
        self.current().loops > 0
    }

    /// The line of the current function; 0 for the main chunk.
    pub fn function_line(&mut self) -> u32 {
        self.current().line
    }

    fn current(&mut self) -> &mut FunctionScope {
        self.functions.last_mut().expect("a function is open")
    }
}

impl FunctionScope {
    fn find(&self, id: VariableId) -> Option<u8> {
        self.upvalues
            .iter()
            .position(|upvalue| upvalue.variable == id)
            .map(|index| index as u8)
    }

    fn add(&mut self, upvalue: Upvalue) -> Result<u8, Exceeded> {
        if self.upvalues.len() == limit::UPVALUES {
            return Err(Exceeded {
                function_line: self.line,
                limit: limit::UPVALUES,
                what: "upvalues",
            });
        }
        self.upvalues.push(upvalue);
        Ok((self.upvalues.len() - 1) as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const X: StringId = StringId(3);

    #[test]
    fn a_name_is_the_innermost_variable_until_its_block_ends() {
        let mut scopes = Scopes::default();
        scopes.open_function(0, true);
        let outer = scopes.declare(X).unwrap();
        assert_eq!(
            scopes.lookup(X).unwrap(),
            Binding::Global,
            "not yet visible"
        );
        scopes.activate(outer, 1);
        let mark = scopes.open_block();
        let inner = scopes.declare(X).unwrap();
        assert_eq!(scopes.lookup(X).unwrap(), Binding::Local(outer));
        scopes.activate(inner, 1);
        assert_eq!(scopes.lookup(X).unwrap(), Binding::Local(inner));
        scopes.close_block(mark);
        assert_eq!(scopes.lookup(X).unwrap(), Binding::Local(outer));
    }

    #[test]
    fn an_upvalue_passes_through_every_function_between() {
        let mut scopes = Scopes::default();
        scopes.open_function(0, true);
        let variable = scopes.declare(X).unwrap();
        scopes.activate(variable, 1);
        (1..4).for_each(|line| scopes.open_function(line, false));
        assert_eq!(scopes.lookup(X).unwrap(), Binding::Upvalue(0));
        scopes.reassign(Binding::Upvalue(0));
        let outers: Vec<_> = (0..3).map(|_| scopes.close_function().0[0].outer).collect();
        assert_eq!(outers, [Some(0), Some(0), None]);
        assert!(scopes.variables[0].is_cell());
    }
}
