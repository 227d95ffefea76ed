//! The files that are used when none is named.

use super::{Library, file::File, lines::refuse, mode::Mode, open::fopen};
use crate::prelude::*;

/// A default: its place in the table of them, and what the messages call it.
#[derive(Copy, Clone)]
pub(super) struct Default {
    index: i64,
    name: &'static str,
}

pub(super) const INPUT: Default = Default {
    index: 1,
    name: "input",
};
pub(super) const OUTPUT: Default = Default {
    index: 2,
    name: "output",
};

impl<'gc> Library<'gc> {
    /// A default file, open or closed.
    pub fn default(self, ctx: Context<'gc>, which: Default) -> File<'gc> {
        let file = self.defaults.raw_get_index(ctx, which.index);
        File::of(file).expect("only files are set")
    }

    /// A default file, which has to be open.
    pub fn open_default(self, ctx: Context<'gc>, which: Default) -> Result<'gc, File<'gc>> {
        let file = self.default(ctx, which);
        match file.is_closed() {
            true => {
                let name = which.name;
                Err(Thrown::msg(format!("standard {name} file is closed")))
            }
            false => Ok(file),
        }
    }

    /// Sets a default file.
    pub fn set_default(
        self,
        ctx: Context<'gc>,
        which: Default,
        file: File<'gc>,
    ) -> Result<'gc, ()> {
        self.defaults.raw_set_index(ctx, which.index, file)
    }
}

/// `io.input([file])`: the default input, which is set first if there is an argument.
pub(super) fn input<'gc>(
    library: Library<'gc>,
    ctx: Context<'gc>,
    window: &mut Window<'gc, '_>,
) -> Outcome<'gc> {
    choose(library, ctx, window, INPUT, Mode::READ)
}

/// `io.output([file])`: the same for the default output.
pub(super) fn output<'gc>(
    library: Library<'gc>,
    ctx: Context<'gc>,
    window: &mut Window<'gc, '_>,
) -> Outcome<'gc> {
    choose(library, ctx, window, OUTPUT, Mode::WRITE)
}

fn choose<'gc>(
    library: Library<'gc>,
    ctx: Context<'gc>,
    window: &mut Window<'gc, '_>,
    which: Default,
    mode: Mode,
) -> Outcome<'gc> {
    if !window.is_none_or_nil(1) {
        let file = match window.check_string(ctx, 1) {
            Ok(name) => match fopen(ctx, name, mode) {
                Ok(stream) => library.file(ctx, stream),
                Err(error) => return refuse(ctx, window, name, &error),
            },
            Err(_) => File::check(window)?,
        };
        library.set_default(ctx, which, file)?;
    }
    window.answer(library.default(ctx, which).into());
    Ok(Action::Return)
}
