//! The syntax tree: nodes of eight bytes in one vector.
//!
//! Scratch memory of a compilation is bounded by the source's length, so a node has to be small: one source byte pays for at
//! most about one node (`1+1+1` is the worst common case). Nodes are stored in the order in which the parser finishes them,
//! children before their parent, so a node's *last* child needs no link: it is the node just before. The other child is
//! `arg`, and lists of children (`arg` too) are runs of indexes in [`Ast::lists`].
//!
//! Left-associative operators and suffixes make trees as deep as the source is long. Whoever walks the tree follows the
//! *first* child in a loop and recurses only into the others; only those count against `limit::SYNTAX_LEVELS`.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::limit;
use super::pages::Pages;

/// A node's place in [`Ast::nodes`].
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct NodeId(pub u32);

/// An interned string or name.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct StringId(pub u32);

/// A local variable of any function of the chunk.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct VariableId(pub u32);

/// A function of the chunk.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct FunctionId(pub u32);

/// Where a list is absent (an empty block, a missing step).
pub const NONE: u32 = u32::MAX;

/// What a node is. `last` stands for the node just before, `arg` for the node's argument, `list` for a run in
/// [`Ast::lists`] that begins at `arg`; a run that says how long it is begins with its length.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    // Expressions without children.
    Nil,
    False,
    True,
    /// The integer `arg`, as an `i32`.
    Integer,
    /// Any other number: `arg` in [`Ast::numbers`].
    Number,
    /// The string `arg`.
    String,
    /// `...`
    Varargs,
    /// The variable `arg` of the current function.
    Local,
    /// The upvalue `arg` of the current function.
    Upvalue,
    /// The global whose name is the string `arg`.
    Global,
    /// The function `arg`.
    Function,
    // Suffixes: the first child is what they are applied to.
    /// `arg[last]`
    Index,
    /// `last.name`, the name being the string `arg`.
    Field,
    /// `last()`
    Call0,
    /// `arg(last)`
    Call1,
    /// A call: the list is the function, the count of arguments, the arguments.
    Call,
    /// A method call: the list is the object, the method's name and its line, the count of arguments, the arguments.
    Method,
    // Operators.
    /// `(last)` where the parentheses matter: they make one value of many and no variable of a variable.
    Paren,
    Negate,
    Not,
    Length,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Power,
    /// `arg .. last`
    Concat,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    And,
    Or,
    // Table constructors.
    /// A counted list of items: expressions, `Pair`s and `NamedPair`s. After them comes the line of the closing brace.
    Table,
    /// `[arg] = last`
    Pair,
    /// `name = last`, the name being the string `arg`.
    NamedPair,
    // Statements.
    /// A counted list of statements. Its line is that of its last token.
    Block,
    /// `local name`, the variable being `arg`.
    LocalNil,
    /// `local name = last`, the variable being `arg`.
    LocalOne,
    /// The list is the first variable, the count of variables, the count of expressions, the expressions.
    LocalMany,
    /// `local function name`, the variable being `arg`, the function `last`.
    LocalFunction,
    /// `arg = last`
    Assign,
    /// The list is the count of targets, the count of expressions, the targets, the expressions.
    AssignMany,
    /// `function arg ... end`, the function being `last`. Its line is that of the keyword.
    FunctionStatement,
    /// A call `last` whose results are dropped.
    CallStatement,
    /// `do last end`
    Do,
    /// `while arg do last end`
    While,
    /// `repeat arg until last`
    Repeat,
    /// The list is the count of arms, for each arm condition and block, and the block after `else` or `NONE`.
    If,
    /// The list is the variable, start, limit, step or `NONE`, the line of `do`; the block is `last`.
    NumericFor,
    /// The list is the first variable, their count, the line of `do`, the count of expressions, the expressions; the block
    /// is `last`.
    GenericFor,
    /// `return`
    Return,
    /// `return last`
    ReturnOne,
    /// `return` and a counted list of expressions.
    ReturnMany,
    /// `break`
    Break,
}

/// One node: its kind, the line of the code it becomes, and its argument.
#[derive(Copy, Clone, Debug)]
pub struct Node {
    kind_and_line: u32,
    /// What `arg` means depends on the kind.
    pub arg: u32,
}

impl Node {
    pub fn new(kind: Kind, line: u32, arg: u32) -> Self {
        Self {
            kind_and_line: kind as u32 | line.min(limit::LINES) << 8,
            arg,
        }
    }

    pub fn kind(self) -> Kind {
        KINDS[(self.kind_and_line & 0xFF) as usize]
    }

    pub fn line(self) -> u32 {
        self.kind_and_line >> 8
    }
}

/// All kinds, in the order of their discriminants.
const KINDS: &[Kind] = {
    use Kind::*;
    &[
        Nil,
        False,
        True,
        Integer,
        Number,
        String,
        Varargs,
        Local,
        Upvalue,
        Global,
        Function,
        Index,
        Field,
        Call0,
        Call1,
        Call,
        Method,
        Paren,
        Negate,
        Not,
        Length,
        Add,
        Subtract,
        Multiply,
        Divide,
        Modulo,
        Power,
        Concat,
        Equal,
        NotEqual,
        Less,
        LessEqual,
        Greater,
        GreaterEqual,
        And,
        Or,
        Table,
        Pair,
        NamedPair,
        Block,
        LocalNil,
        LocalOne,
        LocalMany,
        LocalFunction,
        Assign,
        AssignMany,
        FunctionStatement,
        CallStatement,
        Do,
        While,
        Repeat,
        If,
        NumericFor,
        GenericFor,
        Return,
        ReturnOne,
        ReturnMany,
        Break,
    ]
};

const _: () = {
    let mut i = 0;
    while i < KINDS.len() {
        assert!(
            KINDS[i] as usize == i,
            "KINDS is in another order than Kind"
        );
        i += 1;
    }
    assert!(KINDS.len() == Kind::Break as usize + 1);
};

impl Kind {
    /// Whether the expression can have any number of values.
    pub fn is_multiple(self) -> bool {
        self.is_call() || self == Kind::Varargs
    }

    /// Whether it is a call of any form.
    pub fn is_call(self) -> bool {
        matches!(self, Kind::Call0 | Kind::Call1 | Kind::Call | Kind::Method)
    }

    /// Whether it is one of the six comparisons.
    pub fn is_comparison(self) -> bool {
        (Kind::Equal as u8..=Kind::GreaterEqual as u8).contains(&(self as u8))
    }

    /// Whether it is one of the six arithmetic operators with two operands.
    pub fn is_arithmetic(self) -> bool {
        (Kind::Add as u8..=Kind::Power as u8).contains(&(self as u8))
    }

    /// Whether it is a constant.
    pub fn is_literal(self) -> bool {
        self as u8 <= Kind::String as u8
    }

    /// Whether it can stand on the left of an assignment.
    pub fn is_variable(self) -> bool {
        matches!(
            self,
            Kind::Local | Kind::Upvalue | Kind::Global | Kind::Index | Kind::Field
        )
    }
}

/// A local variable, and what the whole chunk does with it.
#[derive(Clone, Debug)]
pub struct Variable {
    pub name: StringId,
    /// The variable that had this name before; while parsing only.
    pub shadows: Option<VariableId>,
    /// How deep the function that declares it is nested; while parsing only.
    pub depth: u8,
    /// An inner function mentions it.
    pub captured: bool,
    /// It is assigned to after its declaration.
    pub reassigned: bool,
    /// Its register; while generating code only.
    pub register: u8,
}

impl Variable {
    /// Whether the variable lives in a cell that all its users share.
    pub fn is_cell(&self) -> bool {
        self.captured && self.reassigned
    }
}

/// How a function reaches a variable of an enclosing function.
#[derive(Copy, Clone, Debug)]
pub struct Upvalue {
    pub variable: VariableId,
    /// The enclosing function's own upvalue, or nothing if it declares the variable.
    pub outer: Option<u8>,
}

/// A function.
#[derive(Clone, Debug)]
pub struct Function {
    pub line: u32,
    pub last_line: u32,
    pub text: Span,
    /// The first parameter; the others follow it. With `...` the last of them is `arg`.
    pub first_parameter: VariableId,
    pub parameters: u8,
    /// It takes `...`.
    pub vararg: bool,
    /// It mentions `...`.
    pub uses_dots: bool,
    /// It has the local `arg` of Lua 5.0.
    pub has_arg: bool,
    pub body: NodeId,
    /// Where its upvalues are in [`Ast::upvalues`].
    pub upvalues: std::ops::Range<u32>,
}

/// Where the text of a function is.
#[derive(Copy, Clone, Debug)]
pub struct Span {
    pub start: u32,
    pub end: u32,
    /// The line on which it begins.
    pub line: u32,
    /// `self` is a parameter that it does not mention.
    pub has_self: bool,
}

/// A whole chunk.
#[derive(Debug, Default)]
pub struct Ast {
    pub nodes: Pages<Node>,
    pub lists: Pages<u32>,
    pub strings: Strings,
    pub numbers: Numbers,
    pub variables: Pages<Variable>,
    pub functions: Pages<Function>,
    pub upvalues: Pages<Upvalue>,
}

impl Ast {
    /// Adds a node.
    pub fn push(&mut self, kind: Kind, line: u32, arg: u32) -> NodeId {
        let id = NodeId(self.nodes.len() as u32);
        self.nodes.push(Node::new(kind, line, arg));
        id
    }

    /// The node itself.
    pub fn node(&self, id: NodeId) -> Node {
        self.nodes[id.0 as usize]
    }

    pub fn kind(&self, id: NodeId) -> Kind {
        self.node(id).kind()
    }

    pub fn line(&self, id: NodeId) -> u32 {
        self.node(id).line()
    }

    /// Gives the node another line.
    pub fn set_line(&mut self, id: NodeId, line: u32) {
        let node = self.node(id);
        self.nodes[id.0 as usize] = Node::new(node.kind(), line, node.arg);
    }

    /// The node's last child.
    pub fn last(&self, id: NodeId) -> NodeId {
        NodeId(id.0 - 1)
    }

    /// The entry `at` of a node's list.
    pub fn list(&self, id: NodeId, at: u32) -> u32 {
        self.lists[(self.node(id).arg + at) as usize]
    }

    /// The entry `at` of a node's list, which is a node.
    pub fn listed(&self, id: NodeId, at: u32) -> NodeId {
        NodeId(self.list(id, at))
    }

    /// How many entries a counted list has.
    pub fn count(&self, id: NodeId) -> u32 {
        if self.node(id).arg == NONE {
            0
        } else {
            self.list(id, 0)
        }
    }

    /// The number a constant expression is.
    pub fn number(&self, id: NodeId) -> Option<f64> {
        let node = self.node(id);
        match node.kind() {
            Kind::Integer => Some(f64::from(node.arg as i32)),
            Kind::Number => Some(self.numbers.get(node.arg)),
            _ => None,
        }
    }

    /// The child that an operator or suffix evaluates first, if it has operands: the way down a left-deep tree.
    pub fn first(&self, id: NodeId) -> Option<NodeId> {
        let node = self.node(id);
        match node.kind() {
            Kind::Field | Kind::Call0 => Some(self.last(id)),
            Kind::Call | Kind::Method => Some(self.listed(id, 0)),
            Kind::Index | Kind::Call1 => Some(NodeId(node.arg)),
            kind if kind.is_arithmetic() || kind.is_comparison() => Some(NodeId(node.arg)),
            _ => None,
        }
    }

    /// The first node of the subtree of an expression: everything from there to `id` belongs to it.
    pub fn subtree_start(&self, mut id: NodeId) -> NodeId {
        loop {
            let node = self.node(id);
            id = match node.kind() {
                Kind::Paren | Kind::Negate | Kind::Not | Kind::Length | Kind::NamedPair => {
                    self.last(id)
                }
                Kind::Concat | Kind::And | Kind::Or | Kind::Pair => NodeId(node.arg),
                Kind::Table if node.arg != NONE => self.listed(id, 1),
                _ => match self.first(id) {
                    Some(first) => first,
                    None => return id,
                },
            };
        }
    }
}

/// The strings and names of a chunk, each once.
#[derive(Debug, Default)]
pub struct Strings {
    bytes: Vec<u8>,
    ends: Pages<u32>,
    index: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Strings {
    /// The id of `text`.
    pub fn intern(&mut self, text: &[u8]) -> StringId {
        let Self {
            bytes,
            ends,
            index,
            hasher,
        } = self;
        let hash = hasher.hash_one(text);
        if let Some(&found) = index.find(hash, |&id| slice(bytes, ends, id) == text) {
            return StringId(found);
        }
        let id = ends.len() as u32;
        bytes.extend_from_slice(text);
        ends.push(bytes.len() as u32);
        index.insert_unique(hash, id, |&id| hasher.hash_one(slice(bytes, ends, id)));
        StringId(id)
    }

    /// The bytes of a string.
    pub fn get(&self, id: StringId) -> &[u8] {
        slice(&self.bytes, &self.ends, id.0)
    }
}

fn slice<'a>(bytes: &'a [u8], ends: &Pages<u32>, id: u32) -> &'a [u8] {
    let start = if id == 0 { 0 } else { ends[id as usize - 1] };
    &bytes[start as usize..ends[id as usize] as usize]
}

/// The numbers of a chunk that are no small integers, each once. Zero and minus zero are two.
#[derive(Debug, Default)]
pub struct Numbers {
    values: Pages<f64>,
    index: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Numbers {
    /// The id of `number`.
    pub fn intern(&mut self, number: f64) -> u32 {
        let Self {
            values,
            index,
            hasher,
        } = self;
        let bits = number.to_bits();
        let hash = hasher.hash_one(bits);
        if let Some(&found) = index.find(hash, |&id| values[id as usize].to_bits() == bits) {
            return found;
        }
        let id = values.len() as u32;
        values.push(number);
        index.insert_unique(hash, id, |&id| {
            hasher.hash_one(values[id as usize].to_bits())
        });
        id
    }

    /// The number itself.
    pub fn get(&self, id: u32) -> f64 {
        self.values[id as usize]
    }
}
