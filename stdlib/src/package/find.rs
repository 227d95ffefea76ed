//! The loaders: functions that `require` asks for a module's own loader. One knows `package.preload`, the others look for
//! files along a path.
//!
//! A loader answers with a function, or with a text that says where it has looked.

use std::fs::File;

use ferrous_core::heap::number::NumberText;

use super::{NO_LIBRARIES, access::get, path};
use crate::{
    base::load::{Load, Purpose},
    os_text,
    prelude::*,
};

/// Fuel for asking the operating system for a file.
const OPEN: u64 = 512;

/// The table `package.loaders`.
pub(super) fn loaders<'gc>(ctx: Context<'gc>, package: Table<'gc>) -> Result<'gc, Table<'gc>> {
    let loaders = ctx.table();
    let kinds = [
        ("package.loaders[1]", Kind::Preload),
        ("package.loaders[2]", Kind::Lua),
        ("package.loaders[3]", Kind::C),
        ("package.loaders[4]", Kind::Root),
    ];
    for (index, (name, kind)) in kinds.into_iter().enumerate() {
        let loader = ctx.native_with(name, Loader { package, kind });
        loaders.raw_set(ctx, (index + 1) as f64, loader)?;
    }
    Ok(loaders)
}

/// What a loader looks for.
#[derive(Copy, Clone, PartialEq, Eq, Collect)]
#[collect(require_static)]
enum Kind {
    /// A field of `package.preload`.
    Preload,
    /// A file of source.
    Lua,
    /// A C library with the module's name.
    C,
    /// A C library with the name of the module's outermost package.
    Root,
}

/// A loader, with the table in which it finds its path.
#[derive(Copy, Clone, Collect)]
#[collect(no_drop)]
struct Loader<'gc> {
    package: Table<'gc>,
    kind: Kind,
}

impl<'gc> Body<'gc> for Loader<'gc> {
    fn call(&self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        let name = super::c_string(ctx, window.check_string(ctx, 1)?);
        let mut wanted = name;
        if self.kind == Kind::Root {
            let Some(dot) = memchr::memchr(b'.', name.as_bytes()) else {
                window.clear();
                return Ok(Action::Return);
            };
            wanted = ctx.string(&name.as_bytes()[..dot]);
        }
        let state = Search {
            loader: *self,
            name,
            wanted,
            path: wanted,
            position: 0,
            message: Buffer::new(),
            load: None,
            stage: Stage::Path,
        };
        begin(ctx, window, state)
    }
}

/// A search for a module.
#[derive(Collect)]
#[collect(no_drop)]
struct Search<'gc> {
    loader: Loader<'gc>,
    /// The module's name.
    name: LuaString<'gc>,
    /// What is looked for: its name, or its first part.
    wanted: LuaString<'gc>,
    /// The path, once it is known.
    path: LuaString<'gc>,
    /// Where in the path the next template begins.
    position: usize,
    /// Where it has been looked; the last name is the file that is tried.
    message: Buffer,
    /// The file that was found, being loaded.
    load: Option<Load<'gc>>,
    stage: Stage,
}

/// What is done next. Where a value is awaited, it is the first one in the window.
#[derive(Copy, Clone, Collect)]
#[collect(require_static)]
enum Stage {
    /// Ask for the path, or the table of preloaded modules.
    Path,
    /// That is it.
    Begin,
    /// That is what is preloaded.
    Preloaded,
    /// Try the next template.
    Try,
    /// Load the file.
    Load,
}

/// Kept slots: none.
const NONE: usize = 0;

impl<'gc> Resume<'gc> for Search<'gc> {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        loop {
            if let Some(action) = self.step(ctx, window)? {
                self.message.settle(ctx);
                return Ok(action);
            }
        }
    }
}

impl<'gc> Search<'gc> {
    fn step(
        &mut self,
        ctx: Context<'gc>,
        window: &mut Window<'gc, '_>,
    ) -> Result<'gc, Option<Action<'gc>>> {
        match self.stage {
            Stage::Path => {
                self.stage = Stage::Begin;
                get(
                    ctx,
                    window,
                    NONE,
                    self.loader.package,
                    ctx.string(self.field()),
                )
            }
            Stage::Begin => self.begin(ctx, window),
            Stage::Preloaded => {
                if window.get(0).is_nil() {
                    let name = self.name.as_bytes();
                    let text = [b"\n\tno field package.preload['", name, b"']"].concat();
                    window.answer(ctx.string(text).into());
                }
                window.resize(1);
                Ok(Some(Action::Return))
            }
            Stage::Try => self.try_next(ctx, window),
            Stage::Load => {
                let load = self.load.as_mut().expect("set with the stage");
                load.resume(ctx, window).map(Some)
            }
        }
    }

    /// The field of `package` that says where to look.
    fn field(&self) -> &'static str {
        match self.loader.kind {
            Kind::Preload => "preload",
            Kind::Lua => "path",
            Kind::C | Kind::Root => "cpath",
        }
    }

    fn begin(
        &mut self,
        ctx: Context<'gc>,
        window: &mut Window<'gc, '_>,
    ) -> Result<'gc, Option<Action<'gc>>> {
        let (field, place) = (self.field(), window.get(0));
        if self.loader.kind == Kind::Preload {
            let preload = place
                .as_table()
                .ok_or_else(|| Thrown::msg("'package.preload' must be a table"))?;
            self.stage = Stage::Preloaded;
            return get(ctx, window, NONE, preload, self.name);
        }
        self.path = match place.view() {
            View::String(path) => super::c_string(ctx, path),
            View::Number(number) => ctx.string(NumberText::new(number).as_bytes()),
            _ => return Err(Thrown::msg(format!("'package.{field}' must be a string"))),
        };
        self.stage = Stage::Try;
        Ok(None)
    }

    /// Tries the file of the next template; without one, says where it has looked.
    fn try_next(
        &mut self,
        ctx: Context<'gc>,
        window: &mut Window<'gc, '_>,
    ) -> Result<'gc, Option<Action<'gc>>> {
        let Some((template, end)) = next_template(self.path.as_bytes(), self.position) else {
            window.answer(self.message.take(ctx).into());
            return Ok(Some(Action::Return));
        };
        let marks = memchr::memchr_iter(path::NAME, template).count();
        let length = template.len() + marks.saturating_mul(self.wanted.len());
        if let Some(bytes) = self.message.wants(length + BEFORE.len() + BEHIND.len()) {
            return Ok(Some(Action::Reserve(bytes)));
        }
        self.position = end;
        let has_fuel = ctx.pay(OPEN + cost::visit(length));
        self.message.push_bytes(ctx, BEFORE)?;
        let start = self.message.len();
        self.push_file(ctx, template)?;
        let file = &self.message.as_bytes()[start..];
        if File::open(os_text::from_bytes(file)).is_ok() {
            return self.found(ctx, start);
        }
        self.message.push_bytes(ctx, BEHIND)?;
        Ok((!has_fuel).then_some(Action::Pause))
    }

    /// Appends the file that a template names.
    fn push_file(&mut self, ctx: Context<'gc>, template: &[u8]) -> Result<'gc, ()> {
        for (index, part) in template.split(|byte| *byte == path::NAME).enumerate() {
            if index > 0 {
                let start = self.message.len();
                self.message.push_bytes(ctx, self.wanted.as_bytes())?;
                for byte in &mut self.message.as_bytes_mut()[start..] {
                    if *byte == b'.' {
                        *byte = path::FOLDERS;
                    }
                }
            }
            self.message.push_bytes(ctx, part)?;
        }
        Ok(())
    }

    /// Loads the file whose name the message ends with. A library in C cannot be loaded.
    fn found(&mut self, ctx: Context<'gc>, start: usize) -> Result<'gc, Option<Action<'gc>>> {
        let file = &self.message.as_bytes()[start..];
        if self.loader.kind != Kind::Lua {
            return Err(not_loaded(
                self.name.as_bytes(),
                file,
                NO_LIBRARIES.as_bytes(),
            ));
        }
        let purpose = Purpose::Module(self.name);
        self.load = Some(Load::file(ctx, Some(ctx.string(file)), purpose));
        self.stage = Stage::Load;
        Ok(None)
    }
}

const BEFORE: &[u8] = b"\n\tno file '";
const BEHIND: &[u8] = b"'";

/// The template at a position of a path, and where it ends. Empty ones are skipped.
fn next_template(templates: &[u8], position: usize) -> Option<(&[u8], usize)> {
    let rest = &templates[position..];
    let start = position + rest.iter().position(|byte| *byte != path::TEMPLATES)?;
    let length = memchr::memchr(path::TEMPLATES, &templates[start..]);
    let end = length.map_or(templates.len(), |length| start + length);
    Some((&templates[start..end], end))
}

/// The error for a module's file that cannot be loaded.
pub(crate) fn not_loaded<'gc>(module: &[u8], file: &[u8], reason: &[u8]) -> Thrown<'gc> {
    let parts: [&[u8]; 6] = [
        b"error loading module '",
        module,
        b"' from file '",
        file,
        b"':\n\t",
        reason,
    ];
    Thrown::msg(parts.concat())
}
