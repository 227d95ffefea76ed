//! Rust functions for scripts.
//!
//! [`Context::function`] takes a closure with typed parameters and results. What needs more than that (calling Lua,
//! yielding, pausing when fuel is spent) is written as a native: see [`Body`] and [`Window`].

use std::{any::type_name, marker::PhantomData};

use gc_arena::{Collect, Static};

use super::convert::{ConversionError, FromMulti, FromValue, IntoMulti, IntoValue, Values};
use crate::heap::{
    context::Context,
    native::{Action, Body, Outcome, Request, Thrown},
    userdata::UserData,
    value::Function,
    window::Window,
};

impl<'gc> Context<'gc> {
    /// A function that runs `body` with its arguments converted and gives back its results.
    ///
    /// Arguments that do not fit are Lua's usual error, "bad argument #1 to 'f' (number expected, got nil)"; any
    /// `std::error::Error` that `?` passes on becomes a message with the caller's position.
    ///
    /// ```
    /// use ferrous_core::{Lua, heap::native::Thrown};
    ///
    /// let mut lua = Lua::bare();
    /// lua.try_enter(|ctx| {
    ///     let div = ctx.function(|_, (a, b): (f64, f64)| {
    ///         if b == 0.0 {
    ///             return Err(Thrown::msg("division by zero"));
    ///         }
    ///         Ok((a / b, a % b))
    ///     });
    ///     ctx.set_global("div", div)
    /// })?;
    /// assert_eq!(lua.eval::<(f64, f64)>("return div(7, 2)")?, (3.5, 1.0));
    /// # Ok::<(), ferrous_core::Error>(())
    /// ```
    pub fn function<A, R, F>(self, body: F) -> Function<'gc>
    where
        A: FromMulti<'gc> + 'gc,
        R: IntoMulti<'gc> + 'gc,
        F: Fn(Context<'gc>, A) -> Result<R, Thrown<'gc>> + 'static,
    {
        self.named_function(type_name::<F>(), body)
    }

    /// The same under a name of its own, which tracebacks and profiles show.
    pub fn named_function<A, R, F>(self, name: &'static str, body: F) -> Function<'gc>
    where
        A: FromMulti<'gc> + 'gc,
        R: IntoMulti<'gc> + 'gc,
        F: Fn(Context<'gc>, A) -> Result<R, Thrown<'gc>> + 'static,
    {
        self.native_with(name, Typed::new(body))
    }

    /// A function that asks the host: `request` makes a request of the arguments, the run stops with
    /// [`Step::Waiting`](crate::Step::Waiting), and what [`Lua::resume`](crate::Lua::resume) is given are the function's
    /// results. Coroutines and `pcall`s between the script's call and the host do not notice.
    ///
    /// ```
    /// use ferrous_core::{Fuel, Lua, Step, StashedFunction};
    ///
    /// struct Get(String);
    ///
    /// let mut lua = Lua::bare();
    /// lua.try_enter(|ctx| {
    ///     let get = ctx.host_function(|_, key: String| Ok(Get(key)));
    ///     ctx.set_global("get", get)
    /// })?;
    /// let main: StashedFunction = lua.load("return get('color') .. '!'")?;
    /// let run = lua.start(&main, ())?;
    /// let Step::Waiting(request) = lua.step(&run, &mut Fuel::new(1_000))? else { panic!() };
    /// assert_eq!(request.downcast::<Get>().unwrap().0, "color");
    /// lua.resume(&run, "red")?;
    /// assert!(matches!(lua.step(&run, &mut Fuel::new(1_000))?, Step::Done));
    /// assert_eq!(lua.take::<String>(&run)?, "red!");
    /// # Ok::<(), ferrous_core::Error>(())
    /// ```
    pub fn host_function<A, Q, F>(self, request: F) -> Function<'gc>
    where
        A: FromMulti<'gc> + 'gc,
        Q: 'static,
        F: Fn(Context<'gc>, A) -> Result<Q, Thrown<'gc>> + 'static,
    {
        self.native_with(type_name::<F>(), Asking::new(request))
    }

    /// A userdata around a plain value of the host.
    pub fn userdata<T: 'static>(self, value: T) -> UserData<'gc> {
        UserData::new(self, value)
    }

    /// Sets a global of the running thread, without metamethods.
    pub fn set_global(self, name: &str, value: impl IntoValue<'gc>) -> Result<(), Thrown<'gc>> {
        let value = value
            .into_value(self)
            .map_err(ConversionError::into_thrown)?;
        self.globals().raw_set(self, self.string(name), value)
    }

    /// A global of the running thread, without metamethods.
    pub fn get_global<T: FromValue<'gc>>(self, name: &str) -> Result<T, Thrown<'gc>> {
        let value = self.globals().raw_get(self, self.string(name));
        T::from_value(self, value).map_err(ConversionError::into_thrown)
    }
}

/// The body of a typed function.
#[derive(Collect)]
#[collect(no_drop, bound = "where F: 'static")]
struct Typed<F, A, R> {
    body: Static<F>,
    signature: PhantomData<fn(A) -> R>,
}

impl<F, A, R> Typed<F, A, R> {
    fn new(body: F) -> Self {
        Self {
            body: Static(body),
            signature: PhantomData,
        }
    }
}

impl<'gc, F, A, R> Body<'gc> for Typed<F, A, R>
where
    A: FromMulti<'gc>,
    R: IntoMulti<'gc>,
    F: Fn(Context<'gc>, A) -> Result<R, Thrown<'gc>> + 'static,
{
    fn call(&self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        let arguments = arguments(ctx, window)?;
        let results = (self.body.0)(ctx, arguments)?;
        window.clear();
        results
            .into_multi(ctx, window)
            .map_err(|error| Thrown::msg(error.to_string()))?;
        Ok(Action::Return)
    }
}

/// The body of a function that asks the host.
#[derive(Collect)]
#[collect(no_drop, bound = "where F: 'static")]
struct Asking<F, A, Q> {
    request: Static<F>,
    signature: PhantomData<fn(A) -> Q>,
}

impl<F, A, Q> Asking<F, A, Q> {
    fn new(request: F) -> Self {
        Self {
            request: Static(request),
            signature: PhantomData,
        }
    }
}

impl<'gc, F, A, Q> Body<'gc> for Asking<F, A, Q>
where
    A: FromMulti<'gc>,
    Q: 'static,
    F: Fn(Context<'gc>, A) -> Result<Q, Thrown<'gc>> + 'static,
{
    fn call(&self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        let arguments = arguments(ctx, window)?;
        let request = (self.request.0)(ctx, arguments)?;
        window.clear();
        window.then(|_, _, answer| answer.map(|()| Action::Return));
        Ok(Action::Wait(Request::new(request)))
    }
}

fn arguments<'gc, A: FromMulti<'gc>>(
    ctx: Context<'gc>,
    window: &Window<'gc, '_>,
) -> Result<A, Thrown<'gc>> {
    A::from_multi(ctx, &mut Values::new(window.values())).map_err(ConversionError::into_thrown)
}
