//! What must hold of the tokens and the prototype of any source.
//!
//! Tokens: they lie one behind the other with nothing but blanks and comments in between, and each of them alone is the same
//! token again. Prototypes: the verifier accepts them, they keep the limits, and each function in them compiles to the same
//! code when it is cut out. Errors have a place in the source.

use std::ops::Range;

use ferrous::{
    bytecode::{Capture, Prototype, verify::verify},
    compiler::{
        CompileError, Compiler, ErrorKind, Fragment, SourceToken, compile_fragment,
        compile_metered, limit, tokens,
    },
};

const NAME: &[u8] = b"=fuzz";

/// The compiler's work, in bytes of source.
const MOST_WORK: usize = 4;

// -- tokens ------------------------------------------------------------------------------------------------------------

/// Reads the tokens of a source and checks them.
pub fn check_tokens(source: &[u8]) {
    let (found, end) = read(source);
    let mut before = 0;
    let mut line = 1;
    for token in &found {
        let SourceToken { span, text, .. } = token;
        assert!(before <= span.start && span.start < span.end && span.end <= source.len());
        assert!(
            read(&source[before..span.start]).0.is_empty(),
            "a token was skipped"
        );
        assert!(line <= token.line && !text.is_empty());
        (before, line) = (span.end, token.line);
    }
    assert!(line as usize <= lines(source));
    match end {
        Ok(()) => assert!(read(&source[before..]).0.is_empty(), "a token was skipped"),
        Err(error) => check_error(&error, source),
    }
    check_alone(source, &found);
}

/// Each token on a line of its own is the same token.
fn check_alone(source: &[u8], found: &[SourceToken]) {
    let texts = found.iter().map(|token| &source[token.span.clone()]);
    let apart = texts.collect::<Vec<_>>().join(&b'\n');
    let (again, end) = read(&apart);
    assert!(end.is_ok(), "{end:?}");
    let texts = |tokens: &[SourceToken]| {
        tokens
            .iter()
            .map(|token| token.text.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(texts(&again), texts(found));
}

fn read(source: &[u8]) -> (Vec<SourceToken>, Result<(), CompileError>) {
    let mut found = Vec::new();
    let end = tokens(source, NAME, &mut |_| true, &mut |token| found.push(token));
    (found, end)
}

/// An upper bound of the lines of a source.
fn lines(source: &[u8]) -> usize {
    1 + source
        .iter()
        .filter(|byte| matches!(byte, b'\n' | b'\r'))
        .count()
}

fn check_error(error: &CompileError, source: &[u8]) {
    let Range { start, end } = error.span();
    assert!(start <= end && end <= source.len(), "{error:?}");
    assert!(
        1 <= error.line() && error.line() as usize <= lines(source),
        "{error:?}"
    );
    assert!(
        1 <= error.column() && error.column() as usize <= source.len() + 1,
        "{error:?}"
    );
    assert!(!error.message().is_empty());
    assert!(error.to_bytes().starts_with(b"fuzz:"));
    let kinds = [ErrorKind::Syntax, ErrorKind::Incomplete, ErrorKind::Limit];
    assert!(kinds.contains(&error.kind()), "{error:?}");
}

// -- prototypes --------------------------------------------------------------------------------------------------------

/// Compiles a source and checks what comes of it.
pub fn check_compiler(source: &[u8]) {
    let mut work = 0;
    let compiled = compile_metered(source, NAME, &mut |more| {
        work += more;
        true
    });
    let most = MOST_WORK * (source.len() + limit::METER_STEP);
    assert!(work <= most, "{work} for {} bytes", source.len());
    check_stopped(source, work);
    check_pieces(source, &compiled);
    match compiled {
        Ok(prototype) => check_prototype(&prototype, 0),
        Err(error) => check_error(&error, source),
    }
}

/// A compiler that is stopped says so, and has nothing else to say.
fn check_stopped(source: &[u8], work: usize) {
    if work == 0 {
        return;
    }
    let mut left = work / 2;
    let stopped = compile_metered(source, NAME, &mut |more| {
        left = left.saturating_sub(more);
        left > 0
    });
    assert_eq!(
        stopped.map_err(|error| error.kind()),
        Err(ErrorKind::Stopped)
    );
}

/// Pieces of a source are the source.
fn check_pieces(source: &[u8], compiled: &Result<Prototype, CompileError>) {
    let mut compiler = Compiler::new(NAME);
    source.chunks(7).for_each(|piece| compiler.feed(piece));
    assert_eq!(compiler.len(), source.len());
    assert!(
        compiler.finish(&mut |_| true) == *compiled,
        "pieces are compiled otherwise"
    );
}

fn check_prototype(prototype: &Prototype, levels: usize) {
    if let Err(reason) = verify(prototype) {
        panic!("the compiler made wrong code: {reason}\n{prototype}");
    }
    check_limits(prototype, levels);
    assert!(!prototype.to_string().is_empty());
}

fn check_limits(prototype: &Prototype, levels: usize) {
    assert!(levels <= limit::SYNTAX_LEVELS);
    assert!(u32::from(prototype.frame_size) <= limit::REGISTERS);
    assert!(prototype.captures.len() <= limit::UPVALUES);
    assert!(usize::from(prototype.parameters) <= limit::LOCALS);
    assert_eq!(prototype.code.len(), prototype.lines.len());
    for inner in &prototype.prototypes {
        check_limits(inner, levels + 1);
        check_alone_again(inner);
    }
}

/// A function compiles to the same when it is cut out; only which variables are cells may differ, and with them the code.
fn check_alone_again(function: &Prototype) {
    let fragment = Fragment {
        line_defined: function.line_defined,
        line: function.text.line,
        has_self: function.text.has_self,
        upvalues: names(&function.captures),
    };
    let again = compile_fragment(&fragment, function.text.as_bytes(), NAME, &mut |_| true);
    let again = again.unwrap_or_else(|error| panic!("{error}\n{function}"));
    assert_eq!(
        names(&again.captures),
        names(&function.captures),
        "other upvalues"
    );
    if cells(&again) == cells(function) {
        // But for where its upvalues come from.
        let alike = Prototype {
            captures: function.captures.clone(),
            ..again
        };
        assert_eq!(alike.to_string(), function.to_string());
    }
}

fn names(captures: &[Capture]) -> Vec<&[u8]> {
    captures.iter().map(|capture| &*capture.name).collect()
}

/// Which of the variables around a function are cells.
fn cells(function: &Prototype) -> Vec<bool> {
    function
        .captures
        .iter()
        .map(|capture| capture.cell)
        .collect()
}
