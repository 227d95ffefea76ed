//! Reads the disassembly of the tail-calling dispatch and says what the optimiser did wrong.
//!
//! The backend in `src/vm/dispatch/tail.rs` is fast because each operation is a function without a stack frame that ends
//! in a jump to the next one. Nothing in the language promises that; a harmless-looking change to an operation can cost
//! 4 to 20 percent of everything. So `.ci/run` pipes `objdump -d -C --no-show-raw-insn` of the release binary in here.
//!
//! Every handler: no call through a pointer and no return. A hot handler ([`HOT`]) besides:
//!
//! * it has at least one `jmp *`, the dispatch, and leaves otherwise only for a slow stub or for `leave`;
//! * it calls nothing, and nothing in it touches the stack pointer (pushes, pops, spills);
//! * no conditional move (`cmov`, `set`, `sbb`) feeds the code pointer: a jump must be a branch, which the processor
//!   predicts, and not an address that it has to wait for. (Code pointer: what `rdi` holds at the dispatch; that it
//!   is advanced in every handler shows that the reader looks at the right register.)
//!
//! And every stub that a handler leaves for dispatches by a jump as well. A handler of the list that is not found is a
//! failure too: no symbols, no proof.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    io::{Read, Write},
    process::ExitCode,
};

/// The operations whose fast path is checked in full.
const HOT: &str = "MOVE LOADK GETUPVAL GETUPCELL SETUPCELL GETGLOBAL SETGLOBAL GETFIELD SETFIELD GETINDEX SETINDEX SELF \
    ADD SUB MUL DIV ADDK SUBK MULK DIVK KSUB UNM NOT JMP JT JF JEQ JEQN JNEN JEQS JEQP JNEP JLT JNLT JLE JNLE JLTK JNLTK \
    JNLEK FORLOOP FORLOOP1 TFOR CALL RETURN0 RETURN1";

/// The register that holds the code pointer when an operation begins: the first argument.
const CODE_POINTER: &str = "rdi";

fn main() -> ExitCode {
    let mut text = String::new();
    if let Err(error) = std::io::stdin().read_to_string(&mut text) {
        eprintln!("asm: {error}");
        return ExitCode::FAILURE;
    }
    let faults = check(&text, &HOT.split_whitespace().collect::<Vec<_>>());
    let _ = std::io::stderr().write_all(
        faults
            .iter()
            .map(|fault| format!("asm: {fault}\n"))
            .collect::<String>()
            .as_bytes(),
    );
    println!(
        "asm: {} hot handlers read, {} faults",
        HOT.split_whitespace().count(),
        faults.len()
    );
    if faults.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// All that is wrong with the handlers in a disassembly.
fn check(text: &str, hot: &[&str]) -> Vec<String> {
    let functions = functions(text);
    let mut faults = Vec::new();
    for name in hot {
        match functions.get(&handler_of(name)) {
            None => faults.push(format!(
                "{name}: no handler of this name in the disassembly"
            )),
            Some(code) => faults.extend(
                hot_faults(code)
                    .into_iter()
                    .map(|fault| format!("{name}: {fault}")),
            ),
        }
    }
    for (function, code) in &functions {
        let Some(name) = operation(function, "::handler") else {
            continue;
        };
        faults.extend(
            common_faults(code)
                .into_iter()
                .map(|fault| format!("{name}: {fault}")),
        );
        for target in code
            .iter()
            .filter_map(Instruction::target_name)
            .filter(|target| target.ends_with("::stub"))
        {
            match functions.get(target) {
                None => faults.push(format!(
                    "{name}: its stub {target} is not in the disassembly"
                )),
                Some(stub) if !stub.iter().any(Instruction::is_dispatch) => {
                    faults.push(format!("{name}: its stub does not dispatch by a jump"));
                }
                Some(_) => {}
            }
        }
    }
    let mut seen = BTreeSet::new();
    faults.retain(|fault| seen.insert(fault.clone()));
    faults
}

fn handler_of(operation: &str) -> String {
    format!("ferrous_core::vm::dispatch::tail::{operation}::handler")
}

/// The operation that a symbol belongs to.
fn operation<'a>(function: &'a str, suffix: &str) -> Option<&'a str> {
    function
        .strip_prefix("ferrous_core::vm::dispatch::tail::")?
        .strip_suffix(suffix)
}

/// What no handler may do.
fn common_faults(code: &[Instruction]) -> Vec<String> {
    let mut faults = Vec::new();
    for instruction in code {
        if instruction.name.starts_with("call") && instruction.operands.contains('*') {
            faults.push(format!(
                "a dispatch that is a call and no jump: {instruction}"
            ));
        }
        if instruction.name.starts_with("ret") {
            faults.push("it returns instead of jumping on".to_string());
        }
    }
    faults
}

/// What a hot handler may not do besides.
fn hot_faults(code: &[Instruction]) -> Vec<String> {
    let mut faults = Vec::new();
    if !code.iter().any(Instruction::is_dispatch) {
        faults.push("no jump through the table of handlers".to_string());
    }
    if !code.iter().any(Instruction::advances) {
        faults.push(format!(
            "it does not advance {CODE_POINTER}: is that still the code pointer?"
        ));
    }
    for instruction in code {
        if instruction.name.starts_with("call") {
            faults.push(format!("a call on the fast path: {instruction}"));
        } else if instruction.touches_stack() {
            faults.push(format!("it uses the stack: {instruction}"));
        }
        if let Some(target) = instruction.target_name()
            && !target.ends_with("::handler")
            && !target.ends_with("::stub")
            && !target.ends_with("::leave")
        {
            faults.push(format!("it leaves for {target}"));
        }
    }
    faults.extend(
        selected_code_pointers(code)
            .into_iter()
            .map(|at| format!("the code pointer is selected, not branched on: {at}")),
    );
    faults
}

/// The conditional moves whose result becomes the code pointer: registers are followed backwards from each dispatch.
fn selected_code_pointers(code: &[Instruction]) -> Vec<&Instruction> {
    let index_of: HashMap<u64, usize> = code
        .iter()
        .enumerate()
        .map(|(index, at)| (at.address, index))
        .collect();
    let mut wanted: Vec<BTreeSet<&str>> = vec![BTreeSet::new(); code.len()];
    let mut found = BTreeSet::new();
    let mut changed = true;
    while changed {
        changed = false;
        for (index, at) in code.iter().enumerate().rev() {
            let mut after = BTreeSet::new();
            if at.is_dispatch() {
                after.insert(CODE_POINTER);
            } else {
                let next = (!at.ends_block())
                    .then_some(index + 1)
                    .filter(|next| *next < code.len());
                let jump = at
                    .target()
                    .and_then(|target| index_of.get(&target).copied());
                for successor in [next, jump].into_iter().flatten() {
                    after.extend(wanted[successor].iter().copied());
                }
            }
            let before = match at.destination() {
                Some(register) if after.contains(register) => {
                    if at.selects() {
                        found.insert(index);
                    }
                    after.remove(register);
                    after.extend(at.sources());
                    after
                }
                _ => after,
            };
            if wanted[index] != before {
                wanted[index] = before;
                changed = true;
            }
        }
    }
    found.into_iter().map(|index| &code[index]).collect()
}

/// One line of a disassembly.
#[derive(Debug)]
struct Instruction {
    address: u64,
    name: String,
    operands: String,
}

impl std::fmt::Display for Instruction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:x}: {} {}", self.address, self.name, self.operands)
    }
}

impl Instruction {
    /// `  293d0:	mov    %rdi,%rax`
    fn parse(line: &str) -> Option<Self> {
        let (address, rest) = line.split_once(':')?;
        let address = u64::from_str_radix(address.trim(), 16).ok()?;
        let rest = rest.split('#').next().unwrap_or("").trim();
        let mut words = rest.split_whitespace().skip_while(|word| {
            matches!(*word, "notrack" | "bnd" | "data16" | "cs" | "rep" | "repz")
        });
        let name = words.next()?.to_string();
        Some(Self {
            address,
            name,
            operands: words.collect::<Vec<_>>().join(" "),
        })
    }

    /// The jump to the next operation.
    fn is_dispatch(&self) -> bool {
        self.name.starts_with("jmp") && self.operands.starts_with('*')
    }

    /// Whether it makes the code pointer point to the next instruction.
    fn advances(&self) -> bool {
        let by = |amount: &str| amount.ends_with("0x8") || amount.ends_with("0xfffffffffffffff8");
        self.destination() == Some(CODE_POINTER)
            && match (self.name.as_str(), self.split_operands()[0]) {
                ("add" | "sub", amount) => by(amount),
                ("lea", place) => place.split('(').next().is_some_and(by),
                _ => false,
            }
    }

    fn is_jump(&self) -> bool {
        self.name.starts_with('j')
    }

    fn ends_block(&self) -> bool {
        self.name.starts_with("jmp")
            || self.name.starts_with("ret")
            || self.name == "ud2"
            || self.name == "int3"
    }

    /// Where a direct jump goes.
    fn target(&self) -> Option<u64> {
        if !self.is_jump() {
            return None;
        }
        u64::from_str_radix(self.operands.split_whitespace().next()?, 16).ok()
    }

    /// The function that a direct jump goes to the beginning of, and which is not its own.
    fn target_name(&self) -> Option<&str> {
        if !self.is_jump() {
            return None;
        }
        let name = self.operands.split_once('<')?.1.strip_suffix('>')?;
        (!name.contains("+0x")).then_some(name)
    }

    fn touches_stack(&self) -> bool {
        self.name.starts_with("push")
            || self.name.starts_with("pop")
            || self.operands.contains("%rsp")
            || self.operands.contains("%esp")
    }

    /// Whether its result depends on flags.
    fn selects(&self) -> bool {
        self.name.starts_with("cmov")
            || self.name.starts_with("set")
            || self.name.starts_with("sbb")
    }

    fn split_operands(&self) -> Vec<&str> {
        let mut parts = Vec::new();
        let (mut depth, mut start) = (0, 0);
        for (at, character) in self.operands.char_indices() {
            match character {
                '(' => depth += 1,
                ')' => depth -= 1,
                ',' if depth == 0 => {
                    parts.push(self.operands[start..at].trim());
                    start = at + 1;
                }
                _ => {}
            }
        }
        parts.push(self.operands[start..].trim());
        parts
    }

    /// The register that it writes.
    fn destination(&self) -> Option<&'static str> {
        let compares = ["cmp", "test", "ucomi", "comi", "bt", "j", "push"];
        // `cmpltsd` and its kin do write.
        let is_mask =
            self.name.starts_with("cmp") && self.name.ends_with('d') && self.name.len() > 5;
        if !is_mask && compares.iter().any(|prefix| self.name.starts_with(prefix)) {
            return None;
        }
        let last = *self.split_operands().last()?;
        if last.starts_with('%') {
            family(last)
        } else {
            None
        }
    }

    /// The registers that the result is made from. What comes out of memory has no past.
    fn sources(&self) -> Vec<&'static str> {
        let operands = self.split_operands();
        let Some((destination, others)) = operands.split_last() else {
            return Vec::new();
        };
        let moves = ["mov", "lea", "cvt", "set", "pop"]
            .iter()
            .any(|prefix| self.name.starts_with(prefix));
        let zeroes = self.name.starts_with("xor") && others == [*destination];
        if zeroes {
            return Vec::new();
        }
        let mut sources = Vec::new();
        for operand in others {
            match operand.starts_with('%') || self.name.starts_with("lea") {
                true => sources.extend(operand.split(['(', ')', ',']).filter_map(family)),
                false => {}
            }
        }
        if !moves {
            sources.extend(family(destination));
        }
        sources
    }
}

/// The 64-bit register that a name is a part of.
fn family(name: &str) -> Option<&'static str> {
    const OLD: [(&str, &str); 4] = [("a", "rax"), ("b", "rbx"), ("c", "rcx"), ("d", "rdx")];
    const NUMBERED: [&str; 8] = ["r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15"];
    const VECTOR: [&str; 16] = [
        "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10",
        "xmm11", "xmm12", "xmm13", "xmm14", "xmm15",
    ];
    let name = name.trim().strip_prefix('%')?;
    for (letter, whole) in OLD {
        let parts = [
            format!("{letter}l"),
            format!("{letter}h"),
            format!("{letter}x"),
            format!("e{letter}x"),
            format!("r{letter}x"),
        ];
        if parts.iter().any(|part| part == name) {
            return Some(whole);
        }
    }
    match name {
        "rsi" | "esi" | "si" | "sil" => return Some("rsi"),
        "rdi" | "edi" | "di" | "dil" => return Some("rdi"),
        "rbp" | "ebp" | "bp" | "bpl" => return Some("rbp"),
        "rsp" | "esp" | "sp" | "spl" => return Some("rsp"),
        _ => {}
    }
    let whole = name.trim_end_matches(['d', 'w', 'b']);
    NUMBERED
        .iter()
        .chain(&VECTOR)
        .find(|register| **register == whole)
        .copied()
}

/// The functions of a disassembly and their code, without the padding between them.
fn functions(text: &str) -> BTreeMap<String, Vec<Instruction>> {
    let mut functions = BTreeMap::new();
    let mut current: Option<(String, Vec<Instruction>)> = None;
    for line in text.lines() {
        if let Some(name) = line
            .split_once(" <")
            .and_then(|(_, rest)| rest.strip_suffix(">:"))
        {
            functions.extend(current.take());
            current = Some((name.to_string(), Vec::new()));
        } else if let Some((_, code)) = &mut current
            && let Some(instruction) = Instruction::parse(line)
            && !matches!(
                instruction.name.as_str(),
                "int3" | "nop" | "nopw" | "nopl" | "xchg"
            )
        {
            code.push(instruction);
        }
    }
    functions.extend(current);
    functions
}

#[cfg(test)]
mod tests {
    use super::*;

    const STUB: &str = "
0000000000002000 <ferrous_core::vm::dispatch::tail::ADD::stub>:
 2000:	push   %rbx
 2001:	call   3000 <ferrous_core::vm::call::perform>
 2006:	pop    %rbx
 2007:	jmp    *%rax
";

    /// A handler made of a body, followed by its stub.
    fn faults_of(body: &str) -> Vec<String> {
        let lines: String = body
            .lines()
            .enumerate()
            .map(|(i, line)| format!(" {:x}:\t{}\n", 0x1000 + 4 * i, line.trim()))
            .collect();
        check(
            &format!(
                "0000000000001000 <ferrous_core::vm::dispatch::tail::ADD::handler>:\n{lines}{STUB}"
            ),
            &["ADD"],
        )
    }

    fn assert_fault(body: &str, part: &str) {
        let faults = faults_of(body);
        assert!(
            faults.iter().any(|fault| fault.contains(part)),
            "{part:?} is not among {faults:?}"
        );
    }

    #[test]
    fn a_good_handler_passes() {
        let good = "addsd  (%rdx,%rsi,8),%xmm0
            ucomisd %xmm0,%xmm0
            jp     1020 <ferrous_core::vm::dispatch::tail::ADD::handler+0x20>
            mov    (%rdi),%rsi
            movzbl %sil,%eax
            mov    (%r8,%rax,8),%rax
            add    $0x8,%rdi
            jmp    *%rax
            jmp    2000 <ferrous_core::vm::dispatch::tail::ADD::stub>";
        assert_eq!(faults_of(good), [""; 0]);
    }

    #[test]
    fn a_conditional_move_of_a_value_passes() {
        assert_eq!(
            faults_of(
                "cmp %rax,%r9\ncmove %r9,%rax\nmov %rax,(%rdx)\nmov (%r8,%rax,8),%rax\nadd $0x8,%rdi\njmp *%rax"
            ),
            [""; 0]
        );
    }

    #[test]
    fn a_missing_handler_fails() {
        assert!(check("", &["ADD"])[0].contains("no handler of this name"));
        assert!(check(STUB, &["ADD"])[0].contains("no handler of this name"));
    }

    #[test]
    fn a_dispatch_by_call_fails() {
        assert_fault("call *%rax\nret", "a call and no jump");
        assert_fault("call *(%r8,%rax,8)\njmp *%rax", "a call and no jump");
        assert_fault("mov %rax,(%rdx)\nret", "it returns");
        assert_fault(
            "jmp 2000 <ferrous_core::vm::dispatch::tail::ADD::stub>",
            "no jump through the table",
        );
    }

    #[test]
    fn use_of_the_stack_fails() {
        assert_fault(
            "push %rbx\npop %rbx\njmp *%rax",
            "uses the stack: 1000: push",
        );
        assert_fault(
            "sub $0x18,%rsp\nadd $0x18,%rsp\njmp *%rax",
            "uses the stack",
        );
        assert_fault("mov %rax,-0x8(%rsp)\njmp *%rax", "uses the stack");
        assert_fault("call 3000 <fmod>\njmp *%rax", "a call on the fast path");
        assert_fault(
            "jae 3000 <ferrous_core::vm::call::perform>\njmp *%rax",
            "it leaves for ferrous_core::vm::call::perform",
        );
    }

    #[test]
    fn a_selected_code_pointer_fails() {
        let selected = "the code pointer is selected";
        assert_fault(
            "lea (%rdi,%rax,8),%r9\nucomisd %xmm0,%xmm1\ncmova %r9,%rdi\nmov (%rdi),%rsi\nadd $0x8,%rdi\njmp *%rax",
            selected,
        );
        assert_fault(
            "cmovbe %r9,%r10\nmov (%r10),%rsi\nlea 0x8(%r10),%rdi\njmp *%rax",
            selected,
        );
        assert_fault(
            "cmovbe %r9d,%r10d\nshl $0x3,%r10\nadd %r10,%rdi\njmp *%rax",
            selected,
        );
        assert_fault(
            "xor %eax,%eax\nseta %al\nlea (%rdi,%rax,8),%rdi\nmov (%rdi),%rsi\njmp *%r9",
            selected,
        );
        // Around a jump, too.
        assert_fault(
            "cmovbe %r9,%rdi\njmp 100c <ferrous_core::vm::dispatch::tail::ADD::handler+0xc>\nnop\njmp *%rax",
            selected,
        );
    }

    #[test]
    fn a_stub_without_a_jump_fails() {
        let handler = "0000000000001000 <ferrous_core::vm::dispatch::tail::ADD::handler>:
 1000:	je     2000 <ferrous_core::vm::dispatch::tail::ADD::stub>
 1004:	jmp    *%rax
0000000000002000 <ferrous_core::vm::dispatch::tail::ADD::stub>:
 2000:	call   *%rax
 2002:	ret
";
        assert!(
            check(handler, &["ADD"])
                .iter()
                .any(|fault| fault.contains("stub does not dispatch by a jump"))
        );
    }
}
