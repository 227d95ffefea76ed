//! Chunks: source text with a name, and what it is compiled into.

use std::{borrow::Cow, sync::Arc};

use super::{error::Error, stash::StashedTable};
use crate::{
    bytecode,
    compiler::{self, CompileError, Fragment, Meter},
    heap::{
        closure::{ClosureData, ProtoData},
        context::Context,
        loading::Loading,
        native::Thrown,
        value::{Function, Value},
    },
};

/// A piece of source, or a compiled prototype, with its name and its environment.
///
/// Text converts into a chunk by itself, so `lua.exec("print(1)")` needs none of this.
///
/// ```
/// use ferrous_core::{Chunk, Error, Lua};
///
/// let mut lua = Lua::bare();
/// let error = lua.exec(Chunk::new("local x = nil; x()").name("@setup.lua")).unwrap_err();
/// assert_eq!(error.to_string(), "setup.lua:1: attempt to call local 'x' (a nil value)");
/// ```
#[derive(Clone, Debug)]
pub struct Chunk<'a> {
    content: Content<'a>,
    name: Option<Cow<'a, [u8]>>,
    environment: Option<StashedTable>,
}

#[derive(Clone, Debug)]
enum Content<'a> {
    Source(Cow<'a, [u8]>),
    Compiled(Prototype),
}

impl<'a> Chunk<'a> {
    /// A chunk of source (text or bytes) or of a [`Prototype`].
    pub fn new(content: impl Into<Self>) -> Self {
        content.into()
    }

    /// Names the chunk, for messages: `@file` is a file's name, `=text` is shown as it is, anything else is taken for the
    /// source itself and quoted. A chunk without a name is named by its source. A prototype keeps the name that it was
    /// compiled with.
    pub fn name(mut self, name: impl Into<Cow<'a, str>>) -> Self {
        self.name = Some(match name.into() {
            Cow::Borrowed(name) => Cow::Borrowed(name.as_bytes()),
            Cow::Owned(name) => Cow::Owned(name.into_bytes()),
        });
        self
    }

    /// Lets the chunk find its globals in this table.
    pub fn env(mut self, environment: &StashedTable) -> Self {
        self.environment = Some(environment.clone());
        self
    }

    /// The prototype and the environment.
    pub(crate) fn compile(
        self,
        meter: Meter<'_>,
    ) -> Result<(Prototype, Option<StashedTable>), Error> {
        let prototype = match self.content {
            Content::Compiled(prototype) => prototype,
            Content::Source(source) => {
                let name = self.name.as_deref().unwrap_or(&source);
                Prototype(Arc::new(compiler::compile_metered(&source, name, meter)?))
            }
        };
        Ok((prototype, self.environment))
    }

    fn of(content: Content<'a>) -> Self {
        Self {
            content,
            name: None,
            environment: None,
        }
    }
}

macro_rules! sources {
    ($($source:ty, $into:expr;)*) => { $(
        impl<'a> From<$source> for Chunk<'a> {
            fn from(source: $source) -> Self {
                let into: fn($source) -> Cow<'a, [u8]> = $into;
                Self::of(Content::Source(into(source)))
            }
        }
    )* };
}
sources! {
    &'a str, |text| text.as_bytes().into();
    &'a String, |text| text.as_bytes().into();
    String, |text| text.into_bytes().into();
    &'a [u8], |bytes| bytes.into();
    &'a Vec<u8>, |bytes| bytes.into();
    Vec<u8>, |bytes| bytes.into();
}

impl From<&Prototype> for Chunk<'_> {
    fn from(prototype: &Prototype) -> Self {
        Self::of(Content::Compiled(prototype.clone()))
    }
}

impl From<Prototype> for Chunk<'_> {
    fn from(prototype: Prototype) -> Self {
        Self::of(Content::Compiled(prototype))
    }
}

/// A compiled chunk, cheap to clone, which any number of `Lua`s on any threads can load.
///
/// ```
/// use ferrous_core::{Lua, compile};
///
/// let answer = compile("return 6 * 7")?;
/// for mut lua in [Lua::bare(), Lua::bare()] {
///     assert_eq!(lua.eval::<u32>(&answer)?, 42);
/// }
/// # Ok::<(), ferrous_core::Error>(())
/// ```
///
/// Only [`compile`] makes one: the machine trusts what is inside.
#[derive(Clone, Debug)]
pub struct Prototype(Arc<bytecode::Prototype>);

impl Prototype {
    /// What the compiler made.
    pub fn bytecode(&self) -> &bytecode::Prototype {
        &self.0
    }

    pub(crate) fn shared(&self) -> &Arc<bytecode::Prototype> {
        &self.0
    }
}

impl<'gc> Context<'gc> {
    /// Compiles source and makes a function of it whose globals are those of the running thread: Lua's `load`, for
    /// natives. It is done in one go, so whoever lets scripts call it charges fuel by the length of the source.
    pub fn load(self, source: &[u8], chunk_name: &[u8]) -> Result<Function<'gc>, CompileError> {
        self.load_metered(source, chunk_name, &mut |_| true)
    }

    /// The same, unless `meter` stops the compiler: then the error is of the kind
    /// [`ErrorKind::Stopped`](crate::compiler::ErrorKind::Stopped) and nothing has happened. A native asks
    /// [`Context::is_interrupted`] there, pauses when it was stopped, and begins again when it goes on.
    pub fn load_metered(
        self,
        source: &[u8],
        chunk_name: &[u8],
        meter: Meter<'_>,
    ) -> Result<Function<'gc>, CompileError> {
        self.closure_of(compiler::compile_metered(source, chunk_name, meter)?)
    }

    /// The same for a function that was cut out of a chunk. Its upvalues are fresh variables that are nil.
    pub fn load_fragment(
        self,
        fragment: &Fragment<'_>,
        source: &[u8],
        chunk_name: &[u8],
        meter: Meter<'_>,
    ) -> Result<Function<'gc>, CompileError> {
        let prototype = compiler::compile_fragment(fragment, source, chunk_name, meter)?;
        self.closure_of(prototype)
    }

    /// Begins to load what was compiled elsewhere, in pieces: a native goes on with it from time to time, and pauses in between.
    /// Errors: there is no memory.
    pub fn begin_loading(
        self,
        prototype: bytecode::Prototype,
    ) -> Result<Loading<'gc>, Thrown<'gc>> {
        Loading::new(self, &Arc::new(prototype))
    }

    fn closure_of(self, prototype: bytecode::Prototype) -> Result<Function<'gc>, CompileError> {
        let loaded = ProtoData::load(self, &Arc::new(prototype));
        let proto = loaded.map_err(|_| CompileError::out_of_memory())?;
        let closure = ClosureData::detached(self, proto, self.globals());
        Ok(Value::closure(closure).as_function().expect("a closure"))
    }
}

/// Compiles a chunk without a `Lua`. Its environment, if it has one, plays no part.
pub fn compile<'a>(chunk: impl Into<Chunk<'a>>) -> Result<Prototype, Error> {
    chunk
        .into()
        .compile(&mut |_| true)
        .map(|(prototype, _)| prototype)
}
