//! The loaders: functions that `require` asks for a module's own loader. One knows `package.preload`, the others look for
//! files along a path.
//!
//! A loader answers with a function, or with a text that says where it has looked.

use std::{fs::File, ops::Range};

use ferrous_core::heap::number::NumberText;

use super::{NO_LIBRARIES, Named, access::get, call_named, path};
use crate::{
    base::load::{Load, Purpose},
    buffer::Part,
    cost::PIECE,
    io::system::{LONGEST_PATH, c_text},
    message::{self, Message},
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
        call_named(ctx, window, *self)
    }
}

impl<'gc> Named<'gc> for Loader<'gc> {
    fn begin(
        self,
        ctx: Context<'gc>,
        window: &mut Window<'gc, '_>,
        name: LuaString<'gc>,
    ) -> Outcome<'gc> {
        let mut wanted = 0..name.len();
        if self.kind == Kind::Root {
            let Some(dot) = memchr::memchr(b'.', name.as_bytes()) else {
                window.clear();
                return Ok(Action::Return);
            };
            wanted.end = dot;
        }
        let state = Search {
            loader: self,
            name,
            wanted,
            path: name,
            path_end: 0,
            position: 0,
            end: 0,
            start: 0,
            before: 0,
            filled: 0,
            message: Buffer::new(),
            load: None,
            said: None,
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
    /// What of it is looked for: all of it, or its first part.
    #[collect(require_static)]
    wanted: Range<usize>,
    /// The path, once it is known.
    path: LuaString<'gc>,
    /// C's end of it.
    path_end: usize,
    /// Where in the path the next template begins, or what has not been used of the present one.
    position: usize,
    /// Where the present one ends, and where in the message its file begins.
    end: usize,
    start: usize,
    /// How much of what stands before it is there, and of the name in place of the present mark.
    before: usize,
    filled: usize,
    /// Where it has been looked; the last name is the file that is tried.
    message: Buffer,
    /// The file that was found, being loaded.
    load: Option<Load<'gc>>,
    /// A message that is being put together.
    said: Option<Message<'gc>>,
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
    /// Go on to the next template.
    Next,
    /// Try its file.
    Try,
    /// Load the file.
    Load,
    /// Answer with a message, or throw it.
    Say,
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
                    let before = b"\n\tno field package.preload['";
                    let name = Part::all(self.name);
                    let message = Message::new(before, name, b"']", message::Purpose::Answer);
                    return self.say(ctx, window, message).map(Some);
                }
                window.resize(1);
                Ok(Some(Action::Return))
            }
            Stage::Next => self.next(ctx, window),
            Stage::Try => self.try_file(ctx, window),
            Stage::Say => {
                let said = self.said.as_mut().expect("set with the stage");
                said.resume(ctx, window).map(Some)
            }
            Stage::Load => {
                let load = self.load.as_mut().expect("set with the stage");
                load.resume(ctx, window).map(Some)
            }
        }
    }

    /// Ends with a message.
    fn say(
        &mut self,
        ctx: Context<'gc>,
        window: &mut Window<'gc, '_>,
        message: Message<'gc>,
    ) -> Outcome<'gc> {
        self.stage = Stage::Say;
        self.said.insert(message).resume(ctx, window)
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
            View::String(path) => {
                self.path_end = c_text(path.as_bytes()).len();
                path
            }
            View::Number(number) => {
                let path = ctx.string(NumberText::new(number).as_bytes());
                self.path_end = path.len();
                path
            }
            _ => return Err(Thrown::msg(format!("'package.{field}' must be a string"))),
        };
        self.stage = Stage::Next;
        Ok(None)
    }

    /// Goes on to the next template; without one, says where it has looked.
    fn next(
        &mut self,
        ctx: Context<'gc>,
        window: &mut Window<'gc, '_>,
    ) -> Result<'gc, Option<Action<'gc>>> {
        let templates = &self.path.as_bytes()[..self.path_end];
        let skipped = &templates[self.position..templates.len().min(self.position + PIECE)];
        let empty = skipped.iter().take_while(|byte| **byte == path::TEMPLATES);
        let empty = empty.count();
        self.position += empty;
        if empty == PIECE {
            return Ok((!ctx.pay(cost::visit(PIECE))).then_some(Action::Pause));
        }
        let rest = &templates[self.position..];
        if rest.is_empty() {
            window.answer(self.message.take(ctx).into());
            return Ok(Some(Action::Return));
        }
        let length = memchr::memchr(path::TEMPLATES, rest);
        let paid = ctx.pay(OPEN + cost::visit(empty + BEFORE.len()));
        self.end = length.map_or(templates.len(), |length| self.position + length);
        (self.before, self.filled) = (0, 0);
        self.start = self.message.len() + BEFORE.len();
        self.stage = Stage::Try;
        Ok((!paid).then_some(Action::Pause))
    }

    /// Puts together the name of the file that the template says, and tries it.
    fn try_file(
        &mut self,
        ctx: Context<'gc>,
        window: &mut Window<'gc, '_>,
    ) -> Result<'gc, Option<Action<'gc>>> {
        if let Some(stop) = self.message.pour_bytes(ctx, BEFORE, &mut self.before)? {
            return Ok(Some(stop));
        }
        while self.position < self.end {
            if let Some(stop) = self.message.prepare(ctx, PIECE)? {
                return Ok(Some(stop));
            }
            let length = self.push_piece(ctx)?;
            if !ctx.pay(cost::visit(length)) {
                return Ok(Some(Action::Pause));
            }
        }
        if let Some(stop) = self.message.prepare(ctx, BEHIND.len())? {
            return Ok(Some(stop));
        }
        let file = &self.message.as_bytes()[self.start..];
        if file.len() <= LONGEST_PATH && File::open(os_text::of(file)).is_ok() {
            return self.found(ctx, window);
        }
        self.message.push_bytes(ctx, BEHIND)?;
        self.stage = Stage::Next;
        Ok(None)
    }

    /// Appends what the next piece of the template is, in which the mark is the name that is looked for; its length.
    fn push_piece(&mut self, ctx: Context<'gc>) -> Result<'gc, usize> {
        let template = &self.path.as_bytes()[self.position..self.end];
        let piece = &template[..template.len().min(PIECE)];
        let piece = match memchr::memchr(path::NAME, piece) {
            Some(0) => return self.push_name(ctx),
            Some(mark) => &piece[..mark],
            None => piece,
        };
        self.message.push_bytes(ctx, piece)?;
        self.position += piece.len();
        Ok(piece.len())
    }

    fn push_name(&mut self, ctx: Context<'gc>) -> Result<'gc, usize> {
        let rest = &self.name.as_bytes()[self.wanted.start + self.filled..self.wanted.end];
        let piece = &rest[..rest.len().min(PIECE)];
        let start = self.message.len();
        self.message.push_bytes(ctx, piece)?;
        for byte in &mut self.message.as_bytes_mut()[start..] {
            if *byte == b'.' {
                *byte = path::FOLDERS;
            }
        }
        self.filled += piece.len();
        if self.filled == self.wanted.len() {
            self.filled = 0;
            self.position += 1;
        }
        Ok(piece.len())
    }

    /// Loads the file whose name the message ends with. A library in C cannot be loaded.
    fn found(
        &mut self,
        ctx: Context<'gc>,
        window: &mut Window<'gc, '_>,
    ) -> Result<'gc, Option<Action<'gc>>> {
        let file = &self.message.as_bytes()[self.start..];
        if self.loader.kind != Kind::Lua {
            let behind = not_loaded_behind(file, NO_LIBRARIES.as_bytes());
            let before = ctx.position(1) + NOT_LOADED;
            let name = Part::all(self.name);
            let message = Message::new(before.as_bytes(), name, &behind, message::Purpose::Throw);
            return self.say(ctx, window, message).map(Some);
        }
        let purpose = Purpose::Module(self.name);
        self.load = Some(Load::file(ctx, Some(ctx.string(file)), purpose));
        self.stage = Stage::Load;
        Ok(None)
    }
}

const BEFORE: &[u8] = b"\n\tno file '";
const BEHIND: &[u8] = b"'";

/// How such an error begins.
pub(crate) const NOT_LOADED: &str = "error loading module '";

/// What follows the module's name in it.
pub(crate) fn not_loaded_behind(file: &[u8], reason: &[u8]) -> Vec<u8> {
    [b"' from file '", file, b"':\n\t", reason].concat()
}

/// The error for a module's file that cannot be loaded.
pub(crate) fn not_loaded<'gc>(module: &[u8], file: &[u8], reason: &[u8]) -> Thrown<'gc> {
    let behind = not_loaded_behind(file, reason);
    Thrown::msg([NOT_LOADED.as_bytes(), module, &behind].concat())
}
