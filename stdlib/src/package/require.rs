//! `require`: asks one loader after the other for a module, runs what it gets, and remembers the result.
//!
//! While a module runs, a mark of its own stands in its place in `package.loaded`. Whoever requires it meanwhile finds the
//! mark, and so does everybody later if the module has failed.

use ferrous_core::heap::number::NumberText;

use super::{
    Named,
    access::{get, set},
    call_named,
};
use crate::{
    buffer::Part,
    message::{Message, Purpose},
    prelude::*,
};

/// The function, with the tables that it looks at.
#[derive(Copy, Clone, Collect)]
#[collect(no_drop)]
pub(super) struct Require<'gc> {
    package: Table<'gc>,
    loaded: Table<'gc>,
    /// Stands for a module that is being loaded.
    mark: UserData<'gc>,
}

/// What the mark is made of.
struct Mark;

impl<'gc> Require<'gc> {
    pub fn new(ctx: Context<'gc>, package: Table<'gc>, loaded: Table<'gc>) -> Self {
        Self {
            package,
            loaded,
            mark: UserData::new(ctx, Mark),
        }
    }

    fn is_mark(&self, value: Value<'gc>) -> bool {
        value.raw_equals(self.mark.into())
    }
}

impl<'gc> Body<'gc> for Require<'gc> {
    fn call(&self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        call_named(ctx, window, *self)
    }
}

impl<'gc> Named<'gc> for Require<'gc> {
    fn begin(
        self,
        ctx: Context<'gc>,
        window: &mut Window<'gc, '_>,
        name: LuaString<'gc>,
    ) -> Outcome<'gc> {
        let state = Requiring {
            require: self,
            name,
            loaders: self.package,
            asked: 0,
            loader: Value::NIL,
            message: Buffer::new(),
            pouring: None,
            error: None,
            stage: Stage::Look,
        };
        begin(ctx, window, state)
    }
}

/// A module on its way in.
#[derive(Collect)]
#[collect(no_drop)]
struct Requiring<'gc> {
    require: Require<'gc>,
    name: LuaString<'gc>,
    /// The list of loaders, once it is known.
    loaders: Table<'gc>,
    /// How many of them have been asked.
    asked: u32,
    /// What the one that knew the module has answered.
    loader: Value<'gc>,
    /// The message that the module was not found, with what the others have answered.
    message: Buffer,
    /// What of it comes next: a long text.
    pouring: Option<Part<'gc>>,
    /// Another error, on its way.
    error: Option<Message<'gc>>,
    stage: Stage,
}

/// What is done next. Where a value is awaited, it is the first one in the window.
#[derive(Copy, Clone, Collect)]
#[collect(require_static)]
enum Stage {
    /// Look among the loaded modules.
    Look,
    /// That is what was there.
    Looked,
    /// That is the list of loaders.
    Listed,
    /// Begin the message with the module's name.
    Name,
    /// Ask the next loader.
    Ask,
    /// That is its answer.
    Asked,
    /// Run the module.
    Run,
    /// That is what the module has returned.
    Ran,
    /// Look what is in its place now.
    Check,
    /// That is what is there.
    Checked,
    /// The answer is `true`.
    Done,
    /// Throw an error.
    Fail,
}

/// Kept slots: none.
const NONE: usize = 0;

impl<'gc> Resume<'gc> for Requiring<'gc> {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        loop {
            if let Some(action) = self.step(ctx, window)? {
                self.message.settle(ctx);
                return Ok(action);
            }
        }
    }
}

impl<'gc> Requiring<'gc> {
    fn step(
        &mut self,
        ctx: Context<'gc>,
        window: &mut Window<'gc, '_>,
    ) -> Result<'gc, Option<Action<'gc>>> {
        let Require {
            package,
            loaded,
            mark,
        } = self.require;
        if let Some(part) = &mut self.pouring {
            if let Some(stop) = self.message.pour(ctx, part)? {
                return Ok(Some(stop));
            }
            self.pouring = None;
        }
        let value = window.get(0);
        match self.stage {
            Stage::Look => {
                self.stage = Stage::Looked;
                get(ctx, window, NONE, loaded, self.name)
            }
            Stage::Looked if self.require.is_mark(value) => {
                let before = ctx.position(1) + "loop or previous error loading module '";
                let name = Part::all(self.name);
                let error = Message::new(before.as_bytes(), name, b"'", Purpose::Throw);
                self.stage = Stage::Fail;
                self.error = Some(error);
                Ok(None)
            }
            Stage::Looked if !value.is_falsy() => Ok(Some(Action::Return)),
            Stage::Looked => {
                self.stage = Stage::Listed;
                get(ctx, window, NONE, package, ctx.string("loaders"))
            }
            Stage::Listed => {
                self.loaders = value
                    .as_table()
                    .ok_or_else(|| Thrown::msg("'package.loaders' must be a table"))?;
                let before = ctx.position(1) + "module '";
                self.message.push_bytes(ctx, before.as_bytes())?;
                self.pouring = Some(Part::all(self.name));
                self.stage = Stage::Name;
                Ok(None)
            }
            Stage::Name => {
                self.pouring = Some(Part::all(ctx.string("' not found:")));
                self.stage = Stage::Ask;
                Ok(None)
            }
            // A loader that is a native does not look at the fuel.
            Stage::Ask if !ctx.pay(0) => Ok(Some(Action::Pause)),
            Stage::Ask => {
                self.asked += 1;
                let loader = self.loaders.raw_get(ctx, f64::from(self.asked));
                if loader.is_nil() {
                    return Err(Thrown::value(self.message.take(ctx)));
                }
                self.stage = Stage::Asked;
                window.answer(self.name.into());
                Ok(Some(Action::Call(loader)))
            }
            Stage::Asked => self.take_answer(ctx, window, value),
            Stage::Run => {
                self.stage = Stage::Ran;
                window.answer(self.name.into());
                Ok(Some(Action::Call(self.loader)))
            }
            Stage::Ran => {
                self.stage = Stage::Check;
                match value.is_nil() {
                    true => Ok(None),
                    false => set(ctx, window, NONE, loaded, self.name, value),
                }
            }
            Stage::Check => {
                self.stage = Stage::Checked;
                get(ctx, window, NONE, loaded, self.name)
            }
            Stage::Checked if value.raw_equals(mark.into()) => {
                self.stage = Stage::Done;
                set(ctx, window, NONE, loaded, self.name, true)
            }
            Stage::Checked => {
                window.resize(1);
                Ok(Some(Action::Return))
            }
            Stage::Done => {
                window.answer(true.into());
                Ok(Some(Action::Return))
            }
            Stage::Fail => {
                let error = self.error.as_mut().expect("set with the stage");
                error.resume(ctx, window).map(Some)
            }
        }
    }

    /// A function is the module's loader; a text says why there is none; anything else says nothing.
    fn take_answer(
        &mut self,
        ctx: Context<'gc>,
        window: &mut Window<'gc, '_>,
        answer: Value<'gc>,
    ) -> Result<'gc, Option<Action<'gc>>> {
        self.stage = Stage::Ask;
        match answer.view() {
            View::Function(_) => {
                self.loader = answer;
                self.stage = Stage::Run;
                let Require { loaded, mark, .. } = self.require;
                return set(ctx, window, NONE, loaded, self.name, mark);
            }
            View::String(text) => self.pouring = Some(Part::all(text)),
            View::Number(number) => {
                let text = ctx.string(NumberText::new(number).as_bytes());
                self.pouring = Some(Part::all(text));
            }
            _ => {}
        }
        Ok(None)
    }
}
