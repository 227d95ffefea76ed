//! `module` and `package.seeall`: a module as a table of globals of its own.

use std::ops::Range;

use super::{
    Named,
    access::{get, set},
    call_named,
};
use crate::{
    buffer::{Made, Part, Slice},
    cost::PIECE,
    message::{Message, Purpose},
    prelude::*,
};

/// Fuel for making a table on the way to the module's.
const TABLE: u64 = 16;

/// The function, with the table of what is loaded.
#[derive(Copy, Clone, Collect)]
#[collect(no_drop)]
pub(super) struct Module<'gc> {
    pub loaded: Table<'gc>,
}

impl<'gc> Body<'gc> for Module<'gc> {
    fn call(&self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        call_named(ctx, window, *self)
    }
}

impl<'gc> Named<'gc> for Module<'gc> {
    fn begin(
        self,
        ctx: Context<'gc>,
        window: &mut Window<'gc, '_>,
        name: LuaString<'gc>,
    ) -> Outcome<'gc> {
        let state = Opening {
            loaded: self.loaded,
            name,
            module: ctx.globals(),
            parsed: 0,
            slice: None,
            conflict: None,
            kept: window.len(),
            option: 1,
            stage: Stage::Look,
        };
        begin(ctx, window, state)
    }
}

/// A `module` in the middle of its work. Its arguments are kept; what it asks for comes behind them.
#[derive(Collect)]
#[collect(no_drop)]
struct Opening<'gc> {
    loaded: Table<'gc>,
    name: LuaString<'gc>,
    /// The module's table; before it is known, the one in which the next part of its name is looked up.
    module: Table<'gc>,
    /// How much of the name has been looked up.
    parsed: usize,
    /// A long part of the name, being cut out of it.
    slice: Option<Slice>,
    /// The error that a part of the name is no table.
    conflict: Option<Message<'gc>>,
    kept: usize,
    /// The next argument to be called.
    option: usize,
    stage: Stage,
}

/// What is done next.
#[derive(Copy, Clone, Collect)]
#[collect(require_static)]
enum Stage {
    /// Look among the loaded modules.
    Look,
    /// That is what was there.
    Looked,
    /// Look up the next part of the name, from the globals on.
    Part,
    /// Enter the table found or made among the loaded modules.
    Enter,
    /// Look whether the table is a module already.
    Known,
    /// That is its `_NAME`.
    Named,
    /// Set the fields of a fresh module, one by one.
    Name,
    Package,
    /// Make the table the environment of the caller.
    Environment,
    /// Call the options with the table.
    Options,
    /// Throw the error.
    Conflict,
}

impl<'gc> Resume<'gc> for Opening<'gc> {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        loop {
            if let Some(action) = self.step(ctx, window)? {
                return Ok(action);
            }
        }
    }
}

impl<'gc> Opening<'gc> {
    fn step(
        &mut self,
        ctx: Context<'gc>,
        window: &mut Window<'gc, '_>,
    ) -> Result<'gc, Option<Action<'gc>>> {
        let (kept, module, name) = (self.kept, self.module, self.name);
        match self.stage {
            Stage::Look => {
                self.stage = Stage::Looked;
                get(ctx, window, kept, self.loaded, name)
            }
            Stage::Looked => {
                self.stage = match window.get(kept).as_table() {
                    Some(table) => {
                        self.module = table;
                        Stage::Known
                    }
                    None => Stage::Part,
                };
                Ok(None)
            }
            Stage::Part => self.part(ctx, window),
            Stage::Enter => {
                self.stage = Stage::Known;
                set(ctx, window, kept, self.loaded, name, module)
            }
            Stage::Known => {
                self.stage = Stage::Named;
                get(ctx, window, kept, module, ctx.string("_NAME"))
            }
            Stage::Named if !window.get(kept).is_nil() => {
                self.stage = Stage::Environment;
                Ok(None)
            }
            Stage::Named => {
                self.stage = Stage::Name;
                set(ctx, window, kept, module, ctx.string("_M"), module)
            }
            Stage::Name => {
                self.stage = Stage::Package;
                set(ctx, window, kept, module, ctx.string("_NAME"), name)
            }
            Stage::Package => {
                let end = memchr::memrchr(b'.', name.as_bytes()).map_or(0, |dot| dot + 1);
                let package = match self.cut(ctx, 0..end)? {
                    Made::Done(package) => package,
                    Made::Stop(action) => return Ok(Some(action)),
                };
                self.stage = Stage::Environment;
                set(ctx, window, kept, module, ctx.string("_PACKAGE"), package)
            }
            Stage::Environment => {
                self.stage = Stage::Options;
                set_environment(ctx, module)?;
                Ok(None)
            }
            // An option that is a native does not look at the fuel.
            Stage::Options if !ctx.pay(0) => Ok(Some(Action::Pause)),
            Stage::Options => Ok(Some(self.next_option(window))),
            Stage::Conflict => {
                let conflict = self.conflict.as_mut().expect("set with the stage");
                conflict.resume(ctx, window).map(Some)
            }
        }
    }

    /// Goes from a table to the one in it that the next part of the name says, which is made if it is not there.
    fn part(
        &mut self,
        ctx: Context<'gc>,
        window: &mut Window<'gc, '_>,
    ) -> Result<'gc, Option<Action<'gc>>> {
        let rest = &self.name.as_bytes()[self.parsed..];
        let end = memchr::memchr(b'.', rest);
        let range = self.parsed..self.parsed + end.unwrap_or(rest.len());
        let key = match self.cut(ctx, range)? {
            Made::Done(key) => key,
            Made::Stop(action) => return Ok(Some(action)),
        };
        let has_fuel = ctx.pay(TABLE);
        match end {
            Some(dot) => self.parsed += dot + 1,
            None => self.stage = Stage::Enter,
        }
        let outer = self.module;
        match outer.raw_get(ctx, key).view() {
            View::Table(inner) => {
                self.module = inner;
                Ok((!has_fuel).then_some(Action::Pause))
            }
            View::Nil => {
                let inner = ctx.table();
                self.module = inner;
                let call = set(ctx, window, self.kept, outer, key, inner)?;
                Ok(call.or((!has_fuel).then_some(Action::Pause)))
            }
            _ => {
                let before = ctx.position(1) + "name conflict for module '";
                let name = Part::all(self.name);
                let message = Message::new(before.as_bytes(), name, b"'", Purpose::Throw);
                self.stage = Stage::Conflict;
                self.conflict = Some(message);
                Ok(None)
            }
        }
    }

    /// A part of the name.
    fn cut(
        &mut self,
        ctx: Context<'gc>,
        range: Range<usize>,
    ) -> Result<'gc, Made<'gc, LuaString<'gc>>> {
        if range.len() <= PIECE {
            return Ok(Made::Done(ctx.string(&self.name.as_bytes()[range])));
        }
        let slice = self.slice.get_or_insert_with(|| Slice::new(range));
        let made = slice.cut(ctx, self.name)?;
        if let Made::Done(_) = made {
            self.slice = None;
        }
        Ok(made)
    }

    fn next_option(&mut self, window: &mut Window<'gc, '_>) -> Action<'gc> {
        if self.option >= self.kept {
            window.clear();
            return Action::Return;
        }
        let option = window.get(self.option);
        self.option += 1;
        window.resize(self.kept);
        window.keep(self.kept);
        window.push(self.module.into());
        Action::Call(option)
    }
}

/// Lets the calling function find its globals in the module. A caller that is gone with a tail call has none any more.
fn set_environment<'gc>(ctx: Context<'gc>, module: Table<'gc>) -> Result<'gc, ()> {
    match ctx.function_at_level(1) {
        Some(None) => Ok(()),
        Some(Some(caller)) if caller.is_lua() => {
            caller.set_environment(ctx, module);
            Ok(())
        }
        _ => Err(Thrown::msg("'module' not called from a Lua function")),
    }
}

/// `package.seeall(module)`: what is not in the module is looked up in the globals.
pub(super) fn seeall<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let module = window.check_table(1)?;
    let metatable = match module.metatable() {
        Some(metatable) => metatable,
        None => {
            let fresh = ctx.table();
            module.set_metatable(ctx, Some(fresh));
            fresh
        }
    };
    metatable.raw_set(ctx, ctx.event_name(Event::Index), ctx.globals())?;
    window.clear();
    Ok(Action::Return)
}
