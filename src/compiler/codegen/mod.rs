//! The code generator: syntax tree to instructions.
//!
//! Values are computed straight into the register where they are wanted; a local variable that lives in its own register is an
//! operand as it is. Registers are a stack: variables at the bottom, temporaries above, `free` is the first unused
//! one, and whoever takes temporaries gives them back by setting `free` to what it was.
//!
//! The tree is as deep as the source is long on the side of first children, so [`expression`] follows those in a loop.

mod assignment;
mod call;
mod condition;
mod emit;
mod expression;
mod loops;
mod statement;
mod table;

use std::sync::Arc;

use self::emit::{Code, JumpList, NEXT_LINE};
use super::ast::{Ast, Function, FunctionId, NodeId, StringId, VariableId};
use super::pages::Pages;
use super::{Meter, limit};
use crate::bytecode::prototype::kept_name;
use crate::bytecode::{Capture, CaptureSource, LocalName, LoopTest, Op, Prototype, Text, Vararg};

/// Why there is no code for a chunk that is syntactically right.
#[derive(Copy, Clone, Debug)]
pub enum Failure {
    /// There is no register for this node.
    TooComplex(NodeId),
    /// The meter stopped it at this line.
    Stopped(u32),
}

type Generated<T> = Result<T, Failure>;

/// Makes the code of a chunk.
pub fn generate(
    ast: Ast,
    source: &[u8],
    chunk_name: &[u8],
    meter: Meter<'_>,
) -> Generated<Prototype> {
    let text: Arc<[u8]> = source.into();
    // Text that a script loads is often its own name.
    let chunk_name = match chunk_name == source {
        true => text.clone(),
        false => kept_name(chunk_name).into(),
    };
    let main = FunctionId(ast.functions.len() as u32 - 1);
    let mut generator = Generator {
        ast,
        chunk_name,
        text,
        meter,
        work: 0,
        current: Box::default(),
        spine: Pages::default(),
        blame: NodeId(0),
    };
    generator.function(main).map(Arc::unwrap_or_clone)
}

/// A register of the current function.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Register(u8);

impl Register {
    /// The register `count` above this one.
    fn above(self, count: u32) -> Self {
        Register((u32::from(self.0) + count) as u8)
    }
}

struct Generator<'m> {
    ast: Ast,
    chunk_name: Arc<[u8]>,
    text: Arc<[u8]>,
    meter: Meter<'m>,
    /// Work not yet reported to the meter.
    work: usize,
    current: Box<FunctionState>,
    /// Nodes on the way down to a first operand; each user owns the end above its mark.
    spine: Pages<NodeId>,
    /// The expression or statement that takes registers at the moment.
    blame: NodeId,
}

/// A function whose code is being made.
#[derive(Default)]
struct FunctionState {
    /// The function around it.
    outer: Option<Box<FunctionState>>,
    code: Code,
    prototypes: Pages<Arc<Prototype>>,
    locals: Pages<LocalName>,
    tests: Vec<LoopTest>,
    /// Indexes in `locals` of the variables in scope.
    active: Vec<u32>,
    /// The first register above the variables in scope. What is at or above it, no expression can mention.
    variables_end: u32,
    /// The first unused register.
    free: u32,
    frame_size: u32,
    /// The jumps of `break` out of the innermost loop.
    breaks: JumpList,
    /// Where its upvalues begin in [`Ast::upvalues`].
    upvalues: u32,
}

impl Generator<'_> {
    /// Makes one function and the functions in it. It calls itself through the body, so its own frame is kept small:
    /// what happens before and after is in functions of its own.
    fn function(&mut self, id: FunctionId) -> Generated<Arc<Prototype>> {
        self.open_function(id)?;
        self.block(self.ast.functions[id.0 as usize].body)?;
        Ok(self.close_function(id))
    }

    #[inline(never)]
    fn open_function(&mut self, id: FunctionId) -> Generated<()> {
        let function = self.ast.functions[id.0 as usize].clone();
        // The machine relies on two registers at least.
        let state = FunctionState {
            frame_size: 2,
            upvalues: function.upvalues.start,
            ..FunctionState::default()
        };
        let outer = std::mem::replace(&mut self.current, Box::new(state));
        self.current.outer = Some(outer);
        self.parameters(&function)
    }

    #[inline(never)]
    fn close_function(&mut self, id: FunctionId) -> Arc<Prototype> {
        let function = self.ast.functions[id.0 as usize].clone();
        let is_main = function.line == 0;
        self.emit(Op::RETURN0, 0, 0, 0, function.last_line);
        self.close_scope(0);
        let captures = self.captures(&function);
        if is_main {
            // The tree has served; its memory is now the finished code's.
            self.ast.nodes = Pages::default();
            self.ast.lists = Pages::default();
        }
        let outer = self.current.outer.take().expect("set when it was opened");
        let done = *std::mem::replace(&mut self.current, outer);
        let code = done.code.finish();
        Arc::new(Prototype {
            source: self.chunk_name.clone(),
            text: Text {
                chunk: self.text.clone(),
                start: function.text.start,
                end: function.text.end,
                line: function.text.line,
                has_self: function.text.has_self,
            },
            line_defined: function.line,
            last_line_defined: if is_main { 0 } else { function.last_line },
            parameters: function.parameters,
            vararg: match function {
                Function { vararg: false, .. } => Vararg::No,
                Function {
                    has_arg: true,
                    uses_dots: false,
                    ..
                } => Vararg::Table,
                _ => Vararg::Dots,
            },
            frame_size: done.frame_size as u8,
            code: code.instructions,
            constants: code.constants,
            prototypes: done.prototypes.into_boxed_slice(),
            captures,
            lines: code.lines,
            prologue: code.prologue,
            tests: done.tests.into_boxed_slice(),
            locals: done.locals.into_boxed_slice(),
        })
    }

    /// Parameters are in their registers when the function begins; only `arg` is made by the function itself.
    fn parameters(&mut self, function: &Function) -> Generated<()> {
        let first = function.first_parameter;
        let fixed = u32::from(function.parameters);
        self.allocate(fixed)?;
        if function.has_arg {
            let register = self.allocate(1)?;
            match function.uses_dots {
                true => self.load_nil(register, 1, NEXT_LINE),
                false => self.emit(Op::ARGTABLE, register.0, 0, 0, NEXT_LINE),
            };
        }
        self.activate(
            first,
            fixed + u32::from(function.has_arg),
            Register(0),
            NEXT_LINE,
        );
        Ok(())
    }

    fn captures(&self, function: &Function) -> Box<[Capture]> {
        let captures = function.upvalues.clone().map(|index| {
            let upvalue = self.ast.upvalues[index as usize];
            let variable = &self.ast.variables[upvalue.variable.0 as usize];
            Capture {
                source: match upvalue.outer {
                    Some(index) => CaptureSource::Upvalue(index),
                    None => CaptureSource::Register(variable.register),
                },
                cell: variable.is_cell(),
                name: self.ast.strings.get(variable.name).into(),
            }
        });
        captures.collect()
    }

    // Registers and scopes.

    /// Takes `count` registers from the top of the stack of registers and returns the first.
    fn allocate(&mut self, count: u32) -> Generated<Register> {
        let first = self.current.free;
        self.current.free += count;
        self.touch(self.current.free)?;
        Ok(Register(first as u8))
    }

    /// Makes the frame at least `size` registers.
    fn touch(&mut self, size: u32) -> Generated<()> {
        if size > limit::REGISTERS {
            return Err(Failure::TooComplex(self.blame));
        }
        self.current.frame_size = self.current.frame_size.max(size);
        Ok(())
    }

    /// Whether `register` is the topmost one in use and no variable: then it may hold intermediate results.
    fn is_scratch_top(&self, register: Register) -> bool {
        let number = u32::from(register.0);
        number >= self.current.variables_end && number + 1 == self.current.free
    }

    /// Begins the life of `count` variables whose values are in registers from `register` on.
    fn activate(&mut self, first: VariableId, count: u32, register: Register, line: u32) {
        for at in 0..count {
            let register = register.above(at);
            let variable = &mut self.ast.variables[(first.0 + at) as usize];
            variable.register = register.0;
            let (cell, name) = (variable.is_cell(), variable.name);
            if cell {
                self.emit(Op::NEWCELL, register.0, 0, 0, line);
            }
            self.name_register(name, register, cell);
        }
        self.current.variables_end = self.current.free;
    }

    /// Tells the debugger that a register holds a variable from here on.
    fn name_register(&mut self, name: StringId, register: Register, cell: bool) {
        let start = self.here();
        self.current.active.push(self.current.locals.len() as u32);
        self.current.locals.push(LocalName {
            name: self.ast.strings.get(name).into(),
            register: register.0,
            cell,
            start,
            end: start,
        });
    }

    /// Ends the life of the variables declared since `mark`.
    fn close_scope(&mut self, mark: usize) {
        let here = self.here();
        let state = &mut self.current;
        for local in state.active.drain(mark..) {
            state.locals[local as usize].end = here;
        }
    }

    /// Runs `generate` in a scope of its own: its variables and registers are free again afterwards.
    fn scoped<T>(&mut self, generate: impl FnOnce(&mut Self) -> Generated<T>) -> Generated<T> {
        let (mark, free, variables_end) = (
            self.current.active.len(),
            self.current.free,
            self.current.variables_end,
        );
        let result = generate(self)?;
        self.close_scope(mark);
        self.current.free = free;
        self.current.variables_end = variables_end;
        Ok(result)
    }

    /// Reports work to the meter now and then.
    fn pay(&mut self, line: u32) -> Generated<()> {
        self.work += 1;
        // A statement is a dozen bytes of source or so.
        if self.work * 16 < limit::METER_STEP {
            return Ok(());
        }
        let work = std::mem::take(&mut self.work) * 16;
        if (self.meter)(work) {
            return Ok(());
        }
        Err(Failure::Stopped(line))
    }
}
