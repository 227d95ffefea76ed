//! `tonumber`, `tostring` and `type`.

use ferrous_core::{compiler::number::parse_radix, heap::number::NumberText};

use super::metatable::field;
use crate::{args::to_number, open, prelude::*};

/// Opens this part of the library.
pub(super) fn open<'gc>(ctx: Context<'gc>, globals: Table<'gc>) -> Result<'gc, ()> {
    let names = TYPES.map(|kind| ctx.string(kind.name()));
    open::field(
        ctx,
        globals,
        "type",
        ctx.native_with("type", TypeOf { names }),
    )
}

/// `tonumber(v [, base])`
pub(super) fn tonumber<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let base = window.opt_int(2, 10)?;
    let number = if base == 10 {
        let value = window.check_any(1)?;
        to_number(ctx, value)
    } else {
        let text = window.check_string(ctx, 1)?;
        if !(2..=36).contains(&base) {
            return Err(Thrown::argument(2, "base out of range"));
        }
        ctx.pay(cost::visit(text.len()));
        parse_radix(text.as_bytes(), base as u32)
    };
    window.answer(number.map_or(Value::NIL, Value::number));
    Ok(Action::Return)
}

/// `tostring(v)`
pub(super) fn tostring<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let value = window.check_any(1)?;
    if let Some(handler) = tostring_handler(ctx, value) {
        window.resize(1);
        window.then(one_result);
        return Ok(Action::Call(handler));
    }
    let text = plain_text(ctx, value);
    window.answer(text.into());
    Ok(Action::Return)
}

/// Leaves the first result, or nil.
fn one_result<'gc>(
    _: Context<'gc>,
    window: &mut Window<'gc, '_>,
    result: Result<'gc, ()>,
) -> Outcome<'gc> {
    result?;
    window.resize(1);
    Ok(Action::Return)
}

/// The `__tostring` that decides on the text of `value`, if there is one.
#[inline]
pub(crate) fn tostring_handler<'gc>(ctx: Context<'gc>, value: Value<'gc>) -> Option<Value<'gc>> {
    let handler = field(ctx, ctx.metatable(value)?, Event::ToString);
    (!handler.is_nil()).then_some(handler)
}

/// The text of a value whose type has no say in it.
pub(crate) fn plain_text<'gc>(ctx: Context<'gc>, value: Value<'gc>) -> LuaString<'gc> {
    match value.view() {
        View::Nil => ctx.string("nil"),
        View::Boolean(true) => ctx.string("true"),
        View::Boolean(false) => ctx.string("false"),
        View::Number(number) => ctx.string(NumberText::new(number).as_bytes()),
        View::String(string) => string,
        View::Light(pointer) => ctx.string(format!("userdata: {pointer:p}")),
        _ => ctx.string(format!(
            "{}: 0x{:08x}",
            value.type_name(),
            ctx.identity(value)
        )),
    }
}

const TYPES: [Type; Type::COUNT] = [
    Type::Nil,
    Type::Boolean,
    Type::Number,
    Type::String,
    Type::Table,
    Type::Function,
    Type::UserData,
    Type::Thread,
];

/// `type(v)`, with the names at hand.
#[derive(Collect)]
#[collect(no_drop)]
struct TypeOf<'gc> {
    names: [LuaString<'gc>; Type::COUNT],
}

impl<'gc> Body<'gc> for TypeOf<'gc> {
    fn call(&self, _: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        let kind = window.check_any(1)?.kind();
        window.answer(self.names[kind as usize].into());
        Ok(Action::Return)
    }
}
