//! The verifier: everything the machine relies on without looking.
//!
//! The machine reads registers, constants, upvalues and code through raw pointers and believes that a register holds a cell where the
//! code says so. All code comes from our own compiler, so this is the compiler's test and not a gate: it runs on every
//! prototype in debug builds and under fuzzing, and nobody pays for it in release builds.
//!
//! Two parts: each instruction by itself (operands against the table's roles), and a walk over all paths that
//! knows what every register holds: a value, a cell, or nothing that may be read.

use super::instruction::{OPEN, Role};
use super::{Capture, CaptureSource, Constant, Instruction, Op, Prototype};

/// Checks a prototype and all prototypes inside it.
pub fn verify(prototype: &Prototype) -> Result<(), String> {
    Verifier { prototype }.function()?;
    for inner in &prototype.prototypes {
        verify(inner).map_err(|reason| {
            format!("in the function of line {}: {reason}", inner.line_defined)
        })?;
    }
    Ok(())
}

type Verified = Result<(), String>;

struct Verifier<'p> {
    prototype: &'p Prototype,
}

/// `Err` with the reason unless the condition holds.
fn ensure(condition: bool, reason: impl FnOnce() -> String) -> Verified {
    if condition { Ok(()) } else { Err(reason()) }
}

impl Verifier<'_> {
    fn function(&self) -> Verified {
        let Prototype {
            code,
            lines,
            parameters,
            frame_size,
            locals,
            ..
        } = self.prototype;
        ensure(*frame_size >= 2, || {
            "the frame has fewer than two registers".into()
        })?;
        ensure(parameters <= frame_size, || {
            "parameters exceed the frame".into()
        })?;
        ensure(code.len() == lines.len(), || {
            "code and lines differ in length".into()
        })?;
        ensure(
            code.last().is_some_and(|last| never_falls_through(*last)),
            || "the code's end is open".into(),
        )?;
        for local in locals {
            let name = String::from_utf8_lossy(&local.name);
            ensure(local.register < *frame_size, || {
                format!("local {name} is outside the frame")
            })?;
            ensure(
                local.start <= local.end && local.end as usize <= code.len(),
                || format!("local {name} has no life"),
            )?;
        }
        for constant in &self.prototype.constants {
            ensure(
                !matches!(constant, Constant::Number(value) if value.is_nan()),
                || "a constant is NaN".into(),
            )?;
        }
        for (at, instruction) in code.iter().enumerate() {
            self.instruction(at, *instruction)
                .and_then(|()| self.open_end(at, *instruction))
                .map_err(|reason| format!("instruction {at} ({instruction:?}): {reason}"))?;
        }
        Walk::new(self.prototype).run()
    }

    // Each instruction by itself.

    fn instruction(&self, at: usize, instruction: Instruction) -> Verified {
        let op = instruction.op().ok_or("no such operation")?;
        let fields = [instruction.a(), instruction.b(), instruction.c()];
        for (role, field) in op.roles().into_iter().zip(fields) {
            self.operand(at, role, field, instruction)?;
        }
        match op {
            Op::LOADBOOL => ensure(instruction.b() <= 1 && instruction.c() <= 1, || {
                "no truth value".into()
            }),
            Op::JEQP | Op::JNEP => ensure(instruction.b() <= 2, || "no primitive".into()),
            Op::CONCAT => ensure(instruction.c() >= 2, || "fewer than two operands".into()),
            Op::FORLOOP | Op::FORLOOP1 | Op::TFOR => {
                ensure(instruction.d() < 0, || "a loop jumps forward".into())
            }
            Op::SETFIELD => self.ordinary_name(instruction.kh()),
            Op::GETUPVAL => self.upvalue_is_cell(instruction.b(), false),
            Op::GETUPCELL => self.upvalue_is_cell(instruction.b(), true),
            Op::SETUPCELL | Op::UPADD | Op::UPADDK => self.upvalue_is_cell(instruction.a(), true),
            _ => Ok(()),
        }
    }

    fn operand(&self, at: usize, role: Role, field: usize, instruction: Instruction) -> Verified {
        match role {
            Role::None => ensure(field == 0, || "an unused operand is not zero".into()),
            Role::Hint => ensure(field == 0, || "a hint is not zero".into()),
            Role::Write | Role::Read | Role::Update => {
                ensure(field < self.prototype.frame_size.into(), || {
                    format!("register {field} is outside the frame")
                })
            }
            Role::Upvalue => ensure(field < self.prototype.captures.len(), || {
                format!("no upvalue {field}")
            }),
            Role::Constant => ensure(field < self.prototype.constants.len(), || {
                format!("no constant {field}")
            }),
            Role::Number => {
                self.constant(field, |constant| matches!(constant, Constant::Number(_)))
            }
            Role::Text => self.constant(field, |constant| matches!(constant, Constant::String(_))),
            Role::TextHint => {
                ensure(instruction.hint() == 0, || "a hint is not zero".into())?;
                self.constant(instruction.kh(), |constant| {
                    matches!(constant, Constant::String(_))
                })
            }
            Role::Count => Ok(()),
            Role::Jump => {
                let target = at as isize + 1 + instruction.d();
                ensure(
                    (0..self.prototype.code.len() as isize).contains(&target),
                    || format!("a jump to {target}"),
                )
            }
            Role::Prototype => {
                let inner = self
                    .prototype
                    .prototypes
                    .get(field)
                    .ok_or_else(|| format!("no prototype {field}"))?;
                inner
                    .captures
                    .iter()
                    .try_for_each(|capture| self.capture(capture))
            }
        }
    }

    fn constant(&self, index: usize, fits: impl FnOnce(&Constant) -> bool) -> Verified {
        ensure(
            self.prototype.constants.get(index).is_some_and(fits),
            || format!("constant {index} does not fit"),
        )
    }

    fn ordinary_name(&self, index: usize) -> Verified {
        self.constant(
            index,
            |constant| !matches!(constant, Constant::String(name) if name.starts_with(b"__")),
        )
    }

    fn upvalue_is_cell(&self, index: usize, cell: bool) -> Verified {
        ensure(self.prototype.captures[index].cell == cell, || {
            format!("upvalue {index} is of the other kind")
        })
    }

    fn capture(&self, capture: &Capture) -> Verified {
        match capture.source {
            CaptureSource::Register(register) => {
                ensure(register < self.prototype.frame_size, || {
                    "a captured register is outside the frame".into()
                })
            }
            CaptureSource::Upvalue(index) => {
                let outer = self.prototype.captures.get(usize::from(index));
                ensure(
                    outer.is_some_and(|outer| outer.cell == capture.cell),
                    || "a captured upvalue does not fit".into(),
                )
            }
        }
    }

    /// An open end is used by the very next instruction and by no other.
    fn open_end(&self, at: usize, instruction: Instruction) -> Verified {
        let next = self.prototype.code.get(at + 1).copied();
        let previous = at.checked_sub(1).map(|at| self.prototype.code[at]);
        if leaves_open_end(instruction) {
            ensure(next.is_some_and(uses_open_end), || {
                "an open end is not used".into()
            })?;
        }
        if uses_open_end(instruction) {
            let first = instruction.a() + usize::from(instruction.op() != Some(Op::RETURNO));
            let fits = |previous: Instruction| leaves_open_end(previous) && previous.a() >= first;
            ensure(previous.is_some_and(fits), || {
                "an open end is missing".into()
            })?;
        }
        Ok(())
    }
}

fn never_falls_through(instruction: Instruction) -> bool {
    match instruction.op() {
        Some(
            Op::RETURN0 | Op::RETURN1 | Op::RETURN | Op::RETURNO | Op::TAILCALL | Op::TAILCALLO,
        ) => true,
        Some(Op::JMP) => instruction.d() < 0,
        _ => false,
    }
}

fn leaves_open_end(instruction: Instruction) -> bool {
    match instruction.op() {
        Some(Op::CALL | Op::CALLO) => instruction.c() == OPEN as usize,
        Some(Op::VARARG) => instruction.b() == OPEN as usize,
        _ => false,
    }
}

fn uses_open_end(instruction: Instruction) -> bool {
    match instruction.op() {
        Some(Op::CALLO | Op::TAILCALLO | Op::RETURNO) => true,
        Some(Op::SETLIST) => instruction.b() == OPEN as usize,
        _ => false,
    }
}

/// A set of registers.
#[derive(Copy, Clone, Default, PartialEq, Eq)]
struct Registers([u64; 4]);

impl Registers {
    fn has(&self, register: usize) -> bool {
        self.0[register / 64] >> (register % 64) & 1 == 1
    }

    fn set(&mut self, register: usize, member: bool) {
        let bit = 1 << (register % 64);
        match member {
            true => self.0[register / 64] |= bit,
            false => self.0[register / 64] &= !bit,
        }
    }

    fn intersect(&mut self, other: &Self) {
        self.0
            .iter_mut()
            .zip(other.0)
            .for_each(|(word, other)| *word &= other);
    }
}

/// What is known about the registers at a place: these hold values, those hold cells, the rest must not be read.
#[derive(Copy, Clone, Default, PartialEq, Eq)]
struct Knowledge {
    values: Registers,
    cells: Registers,
}

impl Knowledge {
    fn meet(&mut self, other: &Self) {
        self.values.intersect(&other.values);
        self.cells.intersect(&other.cells);
    }

    fn write(&mut self, register: usize) {
        self.values.set(register, true);
        self.cells.set(register, false);
    }

    fn forget_from(&mut self, first: usize) {
        for register in first..256 {
            self.values.set(register, false);
            self.cells.set(register, false);
        }
    }
}

/// The walk over all paths, repeated until the knowledge at loop starts no longer shrinks.
struct Walk<'p> {
    prototype: &'p Prototype,
    /// What is known wherever a jump lands, as far as jumps seen so far tell.
    labels: Vec<Option<Box<Knowledge>>>,
    /// A backward jump has told something new.
    changed: bool,
}

impl<'p> Walk<'p> {
    fn new(prototype: &'p Prototype) -> Self {
        Self {
            prototype,
            labels: vec![None; prototype.code.len()],
            changed: false,
        }
    }

    fn run(&mut self) -> Verified {
        loop {
            self.changed = false;
            self.pass()?;
            if !self.changed {
                return Ok(());
            }
        }
    }

    fn pass(&mut self) -> Verified {
        let mut entry = Knowledge::default();
        (0..self.prototype.parameters.into()).for_each(|register| entry.write(register));
        let mut now = Some(entry);
        for at in 0..self.prototype.code.len() {
            now = match (now, &self.labels[at]) {
                (Some(mut now), Some(label)) => {
                    now.meet(label);
                    Some(now)
                }
                (now, label) => now.or(label.as_deref().copied()),
            };
            let Some(known) = &mut now else { continue };
            let instruction = self.prototype.code[at];
            self.step(at, instruction, known)
                .map_err(|reason| format!("instruction {at} ({instruction:?}): {reason}"))?;
            if matches!(instruction.op(), Some(Op::JMP | Op::TFORPREP))
                || never_falls_through(instruction)
            {
                now = None;
            }
        }
        Ok(())
    }

    fn jump(&mut self, at: usize, instruction: Instruction, known: &Knowledge) {
        let target = (at as isize + 1 + instruction.d()) as usize;
        let before = self.labels[target].as_deref().copied();
        let label = self.labels[target].get_or_insert_with(|| Box::new(*known));
        label.meet(known);
        self.changed |= target <= at && before != Some(**label);
    }

    fn step(&mut self, at: usize, instruction: Instruction, known: &mut Knowledge) -> Verified {
        let Some(op) = instruction.op() else {
            return Err("no such operation".into());
        };
        let (a, b, c) = (instruction.a(), instruction.b(), instruction.c());
        let open = OPEN as usize;
        let counted = |count: usize| if count == open { 0 } else { count };
        let open_start = if uses_open_end(instruction) {
            self.prototype.code[at - 1].a()
        } else {
            0
        };
        match op {
            Op::NEWCELL => {
                self.read(known, a)?;
                known.values.set(a, false);
                known.cells.set(a, true);
            }
            Op::GETCELL => {
                self.read_cell(known, b)?;
                known.write(a);
            }
            Op::SETCELL | Op::CELLADD => {
                self.read_cell(known, a)?;
                self.read(known, b)?;
            }
            Op::CELLADDK => self.read_cell(known, a)?,
            Op::LOADNIL => self.write_range(known, a, b)?,
            Op::SELF => {
                self.read(known, b)?;
                self.write_range(known, a, 2)?;
            }
            Op::SETLIST => {
                let end = if b == open { open_start } else { a + b + 1 };
                self.read_range(known, a, end - a)?;
                known.forget_from(a + 1);
            }
            Op::CONCAT => {
                self.read_range(known, b, c)?;
                known.forget_from(b);
                known.write(a);
            }
            Op::FORPREP | Op::FORLOOP | Op::FORLOOP1 | Op::TFORPREP => {
                self.read_range(known, a, 3)?;
                self.jump(at, instruction, known);
            }
            Op::TFOR => {
                self.read_range(known, a, 3)?;
                self.window(a, 6)?;
                known.forget_from(a + 3);
                let mut taken = *known;
                self.write_range(&mut taken, a + 3, b)?;
                self.jump(at, instruction, &taken);
            }
            Op::CALL => {
                self.read_range(known, a, b + 1)?;
                known.forget_from(a);
                self.write_range(known, a, counted(c))?;
            }
            Op::CALLO => {
                self.read_range(known, a, open_start - a)?;
                known.forget_from(a);
                self.write_range(known, a, counted(c))?;
            }
            Op::TAILCALL => self.read_range(known, a, b + 1)?,
            Op::TAILCALLO | Op::RETURNO => self.read_range(known, a, open_start - a)?,
            Op::RETURN => self.read_range(known, a, b)?,
            Op::VARARG => {
                known.forget_from(if b == open { a } else { 256 });
                self.write_range(known, a, counted(b))?;
            }
            Op::CLOSURE => {
                known.write(a);
                for capture in &self.prototype.prototypes[c].captures {
                    match capture.source {
                        CaptureSource::Register(register) if capture.cell => {
                            self.read_cell(known, register.into())?
                        }
                        CaptureSource::Register(register) => self.read(known, register.into())?,
                        CaptureSource::Upvalue(_) => {}
                    }
                }
            }
            _ => self.ordinary(at, op, instruction, known)?,
        }
        Ok(())
    }

    /// An instruction whose roles say everything.
    fn ordinary(
        &mut self,
        at: usize,
        op: Op,
        instruction: Instruction,
        known: &mut Knowledge,
    ) -> Verified {
        let fields = [instruction.a(), instruction.b(), instruction.c()];
        let operands = || op.roles().into_iter().zip(fields);
        for (role, field) in operands() {
            if matches!(role, Role::Read | Role::Update) {
                self.read(known, field)?;
            }
        }
        for (role, field) in operands() {
            match role {
                Role::Write | Role::Update => known.write(field),
                Role::Jump => self.jump(at, instruction, known),
                _ => {}
            }
        }
        Ok(())
    }

    fn read(&self, known: &Knowledge, register: usize) -> Verified {
        ensure(known.values.has(register), || {
            format!("register {register} may hold no value")
        })
    }

    fn read_cell(&self, known: &Knowledge, register: usize) -> Verified {
        ensure(known.cells.has(register), || {
            format!("register {register} may hold no cell")
        })
    }

    fn read_range(&self, known: &Knowledge, first: usize, count: usize) -> Verified {
        self.window(first, count)?;
        (first..first + count).try_for_each(|register| self.read(known, register))
    }

    fn write_range(&self, known: &mut Knowledge, first: usize, count: usize) -> Verified {
        self.window(first, count)?;
        (first..first + count).for_each(|register| known.write(register));
        Ok(())
    }

    /// The registers are inside the frame.
    fn window(&self, first: usize, count: usize) -> Verified {
        ensure(first + count <= self.prototype.frame_size.into(), || {
            format!("{count} registers from {first} on")
        })
    }
}
