//! Loops.

use super::super::ast::{Kind, NONE, NodeId, VariableId};
use super::super::limit;
use super::emit::{JumpList, NEXT_LINE};
use super::{Generated, Generator, Register};
use crate::bytecode::{LoopTest, Op};

impl Generator<'_> {
    /// Runs `generate` as a loop and lets its breaks land behind it.
    fn breakable(&mut self, generate: impl FnOnce(&mut Self) -> Generated<()>) -> Generated<()> {
        let outer = std::mem::take(&mut self.current.breaks);
        generate(self)?;
        let breaks = std::mem::replace(&mut self.current.breaks, outer);
        self.land(breaks);
        Ok(())
    }

    /// `while condition do block end`: a short condition is tested again at the bottom, where its jump is the only
    /// one of a round.
    pub(super) fn while_loop(&mut self, e: NodeId) -> Generated<()> {
        let condition = NodeId(self.ast.node(e).arg);
        let block = self.ast.last(e);
        let mut exit = JumpList::default();
        let copied = self.may_be_copied(condition);
        self.breakable(|generator| {
            let mut start = generator.loop_start();
            generator.jump_if(condition, false, &mut exit)?;
            if copied {
                start = generator.loop_start();
            }
            generator.scoped_block(block)?;
            if copied {
                let test = generator.here();
                let mut again = JumpList::default();
                generator.jump_if(condition, true, &mut again)?;
                generator.patch(again, start);
                let end = generator.here();
                generator.current.tests.push(LoopTest {
                    start: test,
                    end,
                    jump_line: generator.ast.line(block),
                });
            } else {
                generator.jump_back(Op::JMP, 0, 0, start, generator.ast.line(block));
            }
            generator.land(exit);
            Ok(())
        })
    }

    /// A short condition that makes no closure and no table.
    fn may_be_copied(&self, condition: NodeId) -> bool {
        let nodes = self.ast.subtree_start(condition).0..=condition.0;
        nodes.clone().count() <= limit::COPIED_CONDITION
            && !matches!(self.ast.kind(condition), Kind::True)
            && nodes
                .map(NodeId)
                .all(|e| !matches!(self.ast.kind(e), Kind::Function | Kind::Table))
    }

    /// `repeat block until condition`; the condition sees the block's variables.
    pub(super) fn repeat_loop(&mut self, e: NodeId) -> Generated<()> {
        let block = NodeId(self.ast.node(e).arg);
        let condition = self.ast.last(e);
        self.breakable(|generator| {
            let start = generator.loop_start();
            generator.scoped(|generator| {
                generator.block(block)?;
                let mut again = JumpList::default();
                generator.jump_if(condition, false, &mut again)?;
                generator.patch(again, start);
                Ok(())
            })
        })
    }

    /// `for name = start, limit, step do block end`. A variable that the block never assigns is the index itself.
    pub(super) fn numeric_for(&mut self, e: NodeId) -> Generated<()> {
        let line = self.ast.line(e);
        let first = VariableId(self.ast.list(e, 0));
        let step = self.ast.list(e, 3);
        let do_line = self.ast.list(e, 4);
        let block = self.ast.last(e);
        self.scoped(|generator| {
            let base = generator.next(generator.ast.listed(e, 1))?;
            generator.next(generator.ast.listed(e, 2))?;
            let by_one = step == NONE || generator.ast.number(NodeId(step)) == Some(1.0);
            if step == NONE {
                let one = generator.number(1.0);
                generator.load_constant(one, generator.ast.line(generator.ast.listed(e, 2)))?;
            } else {
                generator.next(NodeId(step))?;
            }
            generator.activate(first, 3, base, line);
            let mut skip = JumpList::default();
            generator.jump(Op::FORPREP, base.0, 0, do_line, &mut skip);
            let start = generator.loop_start();
            generator.breakable(|generator| {
                generator.scoped(|generator| {
                    generator.loop_variable(VariableId(first.0 + 3), base)?;
                    generator.block(block)
                })?;
                let op = if by_one { Op::FORLOOP1 } else { Op::FORLOOP };
                generator.jump_back(op, base.0, 0, start, line);
                generator.land(skip);
                Ok(())
            })
        })
    }

    fn loop_variable(&mut self, id: VariableId, index: Register) -> Generated<()> {
        let mut register = index;
        if self.ast.variables[id.0 as usize].reassigned {
            register = self.allocate(1)?;
            self.emit(Op::MOVE, register.0, index.0.into(), 0, NEXT_LINE);
        }
        self.activate(id, 1, register, NEXT_LINE);
        Ok(())
    }

    /// `for names in expressions do block end`
    pub(super) fn generic_for(&mut self, e: NodeId) -> Generated<()> {
        let line = self.ast.line(e);
        let first = VariableId(self.ast.list(e, 0));
        let variables = self.ast.list(e, 1);
        let do_line = self.ast.list(e, 2);
        let block = self.ast.last(e);
        self.scoped(|generator| {
            let base = generator.adjusted(e, 4, generator.ast.list(e, 3), 3)?;
            generator.activate(first, 3, base, line);
            // The iterator is called with two arguments in a window above the three.
            generator.touch(u32::from(base.0) + 6)?;
            let mut enter = JumpList::default();
            generator.jump(Op::TFORPREP, base.0, 0, do_line, &mut enter);
            let start = generator.loop_start();
            generator.breakable(|generator| {
                generator.scoped(|generator| {
                    let register = generator.allocate(variables)?;
                    generator.activate(VariableId(first.0 + 3), variables, register, NEXT_LINE);
                    generator.block(block)
                })?;
                generator.land(enter);
                generator.jump_back(Op::TFOR, base.0, variables, start, line);
                Ok(())
            })
        })
    }
}
