//! Every limit of the compiler, with its reason.
//!
//! Where programs can see a limit it has PUC-Rio's value, so that a chunk compiles here exactly if it compiles there.
//! The others follow from the width of an instruction field or from what the machine promises about fuel.

/// Active local variables of one function. PUC-Rio's `LUAI_MAXVARS`: they must all fit into registers.
pub const LOCALS: usize = 200;

/// Upvalues of one function. PUC-Rio's `LUAI_MAXUPVALUES`.
pub const UPVALUES: usize = 60;

/// Nesting of blocks, functions and subexpressions: parser and code generator recurse once a level, and nothing else makes
/// them recurse. PUC-Rio's `LUAI_MAXCCALLS`, which is 200, less the two C calls inside which a script's own
/// `loadstring` runs.
pub const SYNTAX_LEVELS: usize = 200 - 2;

/// Registers of one function. PUC-Rio's `MAXSTACK` is 250 and not to be reached; operand A has 8 bits.
pub const REGISTERS: u32 = 249;

/// Constants a 16-bit operand reaches. Later constants are first loaded into a register.
pub const SHORT_CONSTANTS: u32 = 1 << 16;

/// Integer keys that are encoded in the instruction itself.
pub const IMMEDIATE_INDEX: u32 = 1 << 24;

/// Array items of a table constructor that are collected in registers before they are stored. PUC-Rio's
/// `LFIELDS_PER_FLUSH`.
pub const ITEMS_PER_FLUSH: u32 = 50;

/// The array hint of a table constructor has 16 bits.
pub const ARRAY_HINT: u32 = 0xFFFF;

/// Lines a node remembers (24 bits). Code further down carries the last one.
pub const LINES: u32 = (1 << 24) - 1;

/// Instructions a path may run before it pays for them. A slice overdraws its fuel by at most this and one call.
/// Backward jumps pay their own length.
///
/// PERF: paying along straight paths instead of at back edges and calls alone takes 1.00 of the time on nbody,
/// spectral_norm, fannkuch, mandelbrot and fib, and 1.05 on 9,000 additions in a row.
pub const UNPAID: u32 = 128;

/// Whether straight code is charged at all; off only to measure what charging costs.
pub const CHARGE_STRAIGHT_CODE: bool = true;

/// Loop conditions of up to this many nodes are copied to the bottom of their loop, which saves one jump a round.
pub const COPIED_CONDITION: usize = 16;

/// Source bytes between two looks at the meter.
pub const METER_STEP: usize = 4096;

/// Longest source: positions in it have 32 bits, and so have the nodes made from it.
pub const SOURCE: usize = 1 << 31;
