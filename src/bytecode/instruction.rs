//! THE instruction table: every operation once, with the role of each operand and its meaning in one line.
//!
//! An instruction is 64 bits: `A8 op8 B16 C32`. The upper half is read in one of three ways: `C` (a register, count,
//! constant, prototype), `D` (a signed jump distance counted from the next instruction), or `KH` (a 16-bit constant
//! index and a 16-bit slot hint, which the machine patches in its own copy of the code).
//!
//! In the meanings `R` are registers, `K` constants, `U` the closure's upvalues, `cell(x)` the content of the cell `x`,
//! `G` the function's environment. `jump` adds D to the program counter; a jump with a negative D charges -D fuel when it
//! is taken. `open` is the live end of the stack that the last open call or `...` left behind.

/// What an operand field of an instruction stands for. The verifier and the printer work from this column alone.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// Unused; must be zero.
    None,
    /// A register that is written.
    Write,
    /// A register that is read.
    Read,
    /// A register that is read and written.
    Update,
    /// An index into the closure's upvalues.
    Upvalue,
    /// A constant of any kind.
    Constant,
    /// A constant number.
    Number,
    /// A constant string.
    Text,
    /// A constant string of 16 bits beside a 16-bit slot hint (C only).
    TextHint,
    /// A 16-bit slot hint (B only).
    Hint,
    /// A count or an immediate integer.
    Count,
    /// A signed jump distance (C only).
    Jump,
    /// An index into the nested prototypes.
    Prototype,
}

/// Wanted-results and count value that means "as many as there are".
pub const OPEN: u32 = 0xFFFF;

macro_rules! role {
    (_) => {
        Role::None
    };
    (w) => {
        Role::Write
    };
    (r) => {
        Role::Read
    };
    (rw) => {
        Role::Update
    };
    (u) => {
        Role::Upvalue
    };
    (k) => {
        Role::Constant
    };
    (num) => {
        Role::Number
    };
    (str) => {
        Role::Text
    };
    (kh) => {
        Role::TextHint
    };
    (hint) => {
        Role::Hint
    };
    (n) => {
        Role::Count
    };
    (j) => {
        Role::Jump
    };
    (p) => {
        Role::Prototype
    };
}

macro_rules! declare {
    ($($name:ident $a:tt $b:tt $c:tt $meaning:literal;)*) => {
        /// An operation. The discriminant is the second byte of an encoded [`Instruction`](super::Instruction).
        #[allow(clippy::upper_case_acronyms)]
        #[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Op { $(#[doc = $meaning] $name),* }

        impl Op {
            /// Every operation, in the order of the table.
            pub const ALL: &'static [Op] = &[$(Op::$name),*];
            /// How many operations there are.
            pub const COUNT: usize = Self::ALL.len();

            /// The mnemonic as listings print it.
            pub const fn name(self) -> &'static str {
                match self { $(Op::$name => stringify!($name)),* }
            }

            /// What the operand fields A, B and C stand for.
            pub const fn roles(self) -> [Role; 3] {
                match self { $(Op::$name => [role!($a), role!($b), role!($c)]),* }
            }

            /// The meaning, as the table states it.
            pub const fn meaning(self) -> &'static str {
                match self { $(Op::$name => $meaning),* }
            }
        }
    };
}

/// Hands the list of operation names to another macro; the dispatch backends are made from it.
#[macro_export]
#[doc(hidden)]
macro_rules! __op_names { ($m:ident) => { $m! {
    MOVE LOADK LOADNIL LOADBOOL GETUPVAL GETUPCELL SETUPCELL NEWCELL GETCELL SETCELL CELLADD CELLADDK UPADD UPADDK
    GETGLOBAL SETGLOBAL GETFIELD SETFIELD GETINDEX SETINDEX GETINDEXI SETINDEXI SELF NEWTABLE SETLIST
    ADD SUB MUL DIV MOD POW ADDK SUBK MULK DIVK MODK POWK KADD KSUB KMUL KDIV KMOD KPOW UNM NOT LEN CONCAT
    JMP JT JF JEQ JNE JEQN JNEN JEQS JNES JEQP JNEP
    JLT JNLT JLE JNLE JLTK JNLTK JLEK JNLEK JGTK JNGTK JGEK JNGEK
    FORPREP FORLOOP FORLOOP1 TFORPREP TFOR
    CALL CALLO TAILCALL TAILCALLO RETURN0 RETURN1 RETURN RETURNO VARARG ARGTABLE CLOSURE CHARGE
} } }

declare! {
    // name     A   B    C      meaning
    MOVE        w   r    _      "R[A] := R[B]";
    LOADK       w   _    k      "R[A] := K[C]";
    LOADNIL     w   n    _      "R[A], ..., R[A+B-1] := nil";
    LOADBOOL    w   n    n      "R[A] := B ~= 0 (C ~= 0: what the jump over this has tested)";
    GETUPVAL    w   u    _      "R[A] := U[B]";
    GETUPCELL   w   u    _      "R[A] := cell(U[B])";
    SETUPCELL   u   r    _      "cell(U[A]) := R[B]";
    NEWCELL     rw  _    _      "R[A] := a new cell that holds R[A]";
    GETCELL     w   r    _      "R[A] := cell(R[B])";
    SETCELL     r   r    _      "cell(R[A]) := R[B]";
    CELLADD     r   r    _      "cell(R[A]) := cell(R[A]) + R[B]";
    CELLADDK    r   _    num    "cell(R[A]) := cell(R[A]) + K[C]";
    UPADD       u   r    _      "cell(U[A]) := cell(U[A]) + R[B]";
    UPADDK      u   _    num    "cell(U[A]) := cell(U[A]) + K[C]";
    GETGLOBAL   w   hint str    "R[A] := G[K[C]]";
    SETGLOBAL   r   hint str    "G[K[C]] := R[A]";
    GETFIELD    w   r    kh     "R[A] := R[B][K[KH]]";
    SETFIELD    r   r    kh     "R[A][K[KH]] := R[B]; never for names that begin with two underscores";
    GETINDEX    w   r    r      "R[A] := R[B][R[C]]";
    SETINDEX    r   r    r      "R[A][R[B]] := R[C]";
    GETINDEXI   w   r    n      "R[A] := R[B][C]";
    SETINDEXI   r   r    n      "R[A][C] := R[B]";
    SELF        w   r    kh     "R[A+1] := R[B]; R[A] := R[B][K[KH]]";
    NEWTABLE    w   n    n      "R[A] := a table with room for B array items and C fields";
    SETLIST     r   n    n      "R[A][C+i] := R[A+i] for i in 1..=B; B = OPEN: up to the open end";
    ADD         w   r    r      "R[A] := R[B] + R[C]";
    SUB         w   r    r      "R[A] := R[B] - R[C]";
    MUL         w   r    r      "R[A] := R[B] * R[C]";
    DIV         w   r    r      "R[A] := R[B] / R[C]";
    MOD         w   r    r      "R[A] := R[B] % R[C]";
    POW         w   r    r      "R[A] := R[B] ^ R[C]";
    ADDK        w   r    num    "R[A] := R[B] + K[C]";
    SUBK        w   r    num    "R[A] := R[B] - K[C]";
    MULK        w   r    num    "R[A] := R[B] * K[C]";
    DIVK        w   r    num    "R[A] := R[B] / K[C]";
    MODK        w   r    num    "R[A] := R[B] % K[C]";
    POWK        w   r    num    "R[A] := R[B] ^ K[C]";
    KADD        w   r    num    "R[A] := K[C] + R[B]";
    KSUB        w   r    num    "R[A] := K[C] - R[B]";
    KMUL        w   r    num    "R[A] := K[C] * R[B]";
    KDIV        w   r    num    "R[A] := K[C] / R[B]";
    KMOD        w   r    num    "R[A] := K[C] % R[B]";
    KPOW        w   r    num    "R[A] := K[C] ^ R[B]";
    UNM         w   r    _      "R[A] := -R[B]";
    NOT         w   r    _      "R[A] := not R[B]";
    LEN         w   r    _      "R[A] := #R[B]";
    CONCAT      w   r    n      "R[A] := R[B] .. ... .. R[B+C-1]; the operands are temporaries and may be overwritten";
    JMP         _   _    j      "jump";
    JT          r   _    j      "if R[A] then jump";
    JF          r   _    j      "if not R[A] then jump";
    JEQ         r   r    j      "if R[A] == R[B] then jump";
    JNE         r   r    j      "if R[A] ~= R[B] then jump";
    JEQN        r   num  j      "if R[A] == K[B] then jump, K[B] a number";
    JNEN        r   num  j      "if R[A] ~= K[B] then jump, K[B] a number";
    JEQS        r   str  j      "if R[A] == K[B] then jump, K[B] a string";
    JNES        r   str  j      "if R[A] ~= K[B] then jump, K[B] a string";
    JEQP        r   n    j      "if R[A] == (nil, false, true)[B] then jump";
    JNEP        r   n    j      "if R[A] ~= (nil, false, true)[B] then jump";
    JLT         r   r    j      "if R[A] < R[B] then jump";
    JNLT        r   r    j      "if not (R[A] < R[B]) then jump";
    JLE         r   r    j      "if R[A] <= R[B] then jump";
    JNLE        r   r    j      "if not (R[A] <= R[B]) then jump";
    JLTK        r   num  j      "if R[A] < K[B] then jump";
    JNLTK       r   num  j      "if not (R[A] < K[B]) then jump";
    JLEK        r   num  j      "if R[A] <= K[B] then jump";
    JNLEK       r   num  j      "if not (R[A] <= K[B]) then jump";
    JGTK        r   num  j      "if K[B] < R[A] then jump";
    JNGTK       r   num  j      "if not (K[B] < R[A]) then jump";
    JGEK        r   num  j      "if K[B] <= R[A] then jump";
    JNGEK       r   num  j      "if not (K[B] <= R[A]) then jump";
    FORPREP     rw  _    j      "check R[A], R[A+1], R[A+2] (index, limit, step); if the loop does not run then jump (past FORLOOP)";
    FORLOOP     rw  _    j      "R[A] := R[A] + R[A+2]; if R[A] has not passed R[A+1] then jump";
    FORLOOP1    rw  _    j      "R[A] := R[A] + 1; if R[A] <= R[A+1] then jump; the step is the constant 1";
    TFORPREP    rw  _    j      "prepare the iterator R[A], R[A+1], R[A+2]; jump (to TFOR)";
    TFOR        rw  n    j      "R[A+3], ..., R[A+2+B] := R[A](R[A+1], R[A+2]); if R[A+3] ~= nil then R[A+2] := R[A+3], jump";
    CALL        rw  n    n      "R[A], ..., R[A+C-1] := R[A](R[A+1], ..., R[A+B]); C = OPEN: all results";
    CALLO       rw  _    n      "like CALL with arguments up to the open end";
    TAILCALL    r   n    _      "return R[A](R[A+1], ..., R[A+B])";
    TAILCALLO   r   _    _      "like TAILCALL with arguments up to the open end";
    RETURN0     _   _    _      "return";
    RETURN1     r   _    _      "return R[A]";
    RETURN      r   n    _      "return R[A], ..., R[A+B-1]";
    RETURNO     r   _    _      "return R[A] and all up to the open end";
    VARARG      w   n    _      "R[A], ..., R[A+B-1] := ...; B = OPEN: all of them, up to the new open end";
    ARGTABLE    w   _    _      "R[A] := { n = number of extra arguments, ... }";
    CLOSURE     w   _    p      "R[A] := a closure of prototype C; R[A] is set before the captures are read";
    CHARGE      _   _    n      "charge C fuel";
}

macro_rules! check_order {
    ($($name:ident)*) => {
        const _: () = {
            let list = [$(Op::$name as u8),*];
            assert!(list.len() == Op::COUNT, "__op_names and the table differ");
            let mut i = 0;
            while i < list.len() {
                assert!(list[i] as usize == i, "__op_names and the table differ in order");
                i += 1;
            }
        };
    };
}
__op_names!(check_order);
