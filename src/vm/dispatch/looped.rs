//! The loop backend: one `match` over the operations.
//!
//! With `HOOKED` it also looks for hooks before every instruction ([`hooked`](super::hooked)); without, there is no trace of
//! them in it.
//!
//! It serves unoptimised builds, miri, targets without a fitting calling convention, and any build whose tail calls the
//! self-check does not find to be jumps.

use super::{
    Ctl, Regs, fast,
    hooked::{Before, before, forced},
    slow, slow_path,
};
use crate::{
    bytecode::Op,
    heap::context::State,
    vm::{call::Flow, slice::Exit},
};

/// Executes instructions until there is a reason to leave.
///
/// # Safety
/// The state must hold the registers of a Lua function that was entered.
pub(crate) unsafe fn run<'gc, const HOOKED: bool>(st: *const State<'gc>) {
    macro_rules! arms {
        ($($name:ident)*) => {
            // SAFETY: verified code never runs past its end, and the state outlives the loop.
            unsafe {
                let state = &*st;
                let mut r = Regs { pc: state.pc.get(), base: state.base.get(), k: state.constants.get() };
                loop {
                    let instruction = *r.pc;
                    r.pc = r.pc.add(1);
                    if HOOKED {
                        state.pc.set(r.pc);
                        state.base.set(r.base);
                        state.constants.set(r.k);
                        match before(st) {
                            Before::Nothing => {}
                            Before::Left => return,
                            Before::Interrupted if state.watch.get() == 0 => {
                                state.diverted.set(true);
                                return;
                            }
                            Before::Interrupted => {
                                r = Regs { pc: state.pc.get(), base: state.base.get(), k: state.constants.get() };
                                continue;
                            }
                        }
                    }
                    match instruction.op() {
                        $(Some(Op::$name) => {
                            let forced = if HOOKED { forced(st, Op::$name, slow::$name) } else { None };
                            let ctl = match forced {
                                Some(_) => Ctl::Slow,
                                None => fast::$name(instruction, &mut r, st),
                            };
                            match ctl {
                            Ctl::Next => {}
                            Ctl::Slow => {
                                state.pc.set(r.pc);
                                state.base.set(r.base);
                                state.constants.set(r.k);
                                if slow_path(instruction, st, forced.unwrap_or(slow::$name)) == Flow::Leave {
                                    return;
                                }
                                if (state.watch.get() != 0) != HOOKED {
                                    state.diverted.set(true);
                                    return;
                                }
                                r = Regs { pc: state.pc.get(), base: state.base.get(), k: state.constants.get() };
                            }
                            Ctl::Leave => {
                                state.pc.set(r.pc);
                                state.base.set(r.base);
                                state.constants.set(r.k);
                                state.exit.set(Some(Exit::Left));
                                return;
                            }
                            }
                        })*
                        None => unreachable!("verified code has known operations only"),
                    }
                }
            }
        };
    }
    crate::__op_names!(arms);
}
