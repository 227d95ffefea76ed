//! Why a conversion failed, and where.

use std::{borrow::Cow, fmt};

use crate::heap::{native::Thrown, value::Value};

/// Why a value could not be converted, and where it was.
///
/// In a native it becomes "bad argument #2 to 'f' (number expected, got nil at \[3\].size)"; a host gets it as
/// [`Error::Conversion`](crate::Error::Conversion).
#[derive(Clone, PartialEq, Eq)]
pub struct ConversionError(Box<Details>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Details {
    problem: Problem,
    /// The value's place in its list, counted from 1.
    position: Option<usize>,
    /// The way to it inside that value, as `[3].size`.
    path: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Problem {
    Type {
        expected: Cow<'static, str>,
        found: &'static str,
    },
    Other(Cow<'static, str>),
    Foreign,
}

/// What Lua calls an argument that is not there.
const NO_VALUE: &str = "no value";

impl ConversionError {
    /// A problem in words.
    pub fn new(problem: impl Into<Cow<'static, str>>) -> Self {
        Self::of(Problem::Other(problem.into()))
    }

    /// A value of another type than `expected`.
    #[cold]
    pub fn expected(expected: impl Into<Cow<'static, str>>, value: Value<'_>) -> Self {
        Self::of(Problem::Type {
            expected: expected.into(),
            found: value.type_name(),
        })
    }

    /// A handle that belongs to another `Lua`.
    pub(crate) fn foreign() -> Self {
        Self::of(Problem::Foreign)
    }

    fn of(problem: Problem) -> Self {
        Self(Box::new(Details {
            problem,
            position: None,
            path: String::new(),
        }))
    }

    /// The same, about the value at `position` (from 1) of a list.
    pub fn at_position(mut self, position: usize) -> Self {
        self.0.position = Some(position);
        self
    }

    /// The same, with `count` more values in front of it.
    pub(super) fn behind(mut self, count: usize) -> Self {
        self.0.position = Some(self.0.position.unwrap_or(1) + count);
        self
    }

    /// The same, about a value that is not even there.
    pub(super) fn missing(mut self) -> Self {
        if let Problem::Type { found, .. } = &mut self.0.problem {
            *found = NO_VALUE;
        }
        self
    }

    /// The same, about what is under `key` in the table that is being converted.
    pub fn at_key(mut self, key: Value<'_>) -> Self {
        let step = match key.as_string().and_then(|s| s.to_str()) {
            Some(name) if is_name(name) => format!(".{name}"),
            _ => format!("[{key:?}]"),
        };
        self.0.path.insert_str(0, &step);
        self
    }

    /// The place of the value in its list, counted from 1.
    pub fn position(&self) -> Option<usize> {
        self.0.position
    }

    /// The way to the value inside the table that was converted, as `[3].size`; empty if it was the value itself.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// Whether a handle belonged to another `Lua`.
    pub fn is_foreign(&self) -> bool {
        self.0.problem == Problem::Foreign
    }

    /// The error as a native throws it that was called with the value.
    #[cold]
    pub fn into_thrown<'gc>(self) -> Thrown<'gc> {
        match self.0.position {
            Some(position) => Thrown::argument(position, self.text()),
            None => Thrown::msg(self.text()),
        }
    }

    /// The problem and the way to it.
    fn text(&self) -> String {
        let problem: Cow<'_, str> = match &self.0.problem {
            Problem::Type { expected, found } => format!("{expected} expected, got {found}").into(),
            Problem::Other(problem) => problem.as_ref().into(),
            Problem::Foreign => "a handle of another Lua".into(),
        };
        match self.0.path.as_str() {
            "" => problem.into_owned(),
            path => format!("{problem} at {path}"),
        }
    }
}

fn is_name(text: &str) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.chars().all(word) && text.starts_with(|c: char| word(c) && !c.is_ascii_digit())
}

impl fmt::Display for ConversionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(position) = self.0.position {
            write!(f, "value #{position}: ")?;
        }
        f.write_str(&self.text())
    }
}

impl fmt::Debug for ConversionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ConversionError({self})")
    }
}

impl std::error::Error for ConversionError {}
