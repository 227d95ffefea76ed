//! `os.exit`.

use ferrous_core::heap::native::Request;

use crate::{output, prelude::*};

/// What `os.exit` asks of the host.
///
/// A script cannot end the process that it runs in: its run stops with this request, and nothing of it runs any more unless
/// the host resumes it. What it had written has been flushed. A host that lets scripts have the function looks for it:
///
/// ```
/// use ferrous::{Builder, Exit, Fuel, Step};
///
/// let mut lua = Builder::new().library(ferrous::open::all).build()?;
/// let main = lua.load("pcall(os.exit, 3)")?;
/// let run = lua.start(&main, ())?;
/// match lua.step(&run, &mut Fuel::new(100_000))? {
///     Step::Waiting(request) => assert_eq!(request.downcast::<Exit>().unwrap().code, 3),
///     other => panic!("{other:?}"),
/// }
/// lua.cancel(&run);
/// # Ok::<(), ferrous::Error>(())
/// ```
///
/// `Lua::exec`, `eval` and `call` answer no requests: there it is an error that the script can catch.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Exit {
    /// The code that the process shall end with; 0 says that all went well.
    pub code: i32,
}

/// `os.exit([code])`
pub(super) fn exit<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let code = window.opt_int(1, 0)?;
    let _ = output::flush(ctx);
    window.clear();
    Ok(Action::Wait(Request::new(Exit { code })))
}
