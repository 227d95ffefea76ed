//! Files as Lua's objects: userdata that hold a stream until it is closed.

use std::{
    cell::{RefCell, RefMut},
    io,
    rc::{Rc, Weak},
};

use super::stream::{CAPACITY, Stream};
use crate::{cost::Charge, prelude::*};

/// What the messages call a file.
const TYPE: &str = "FILE*";

/// The value inside.
struct Inner {
    stream: Shared,
    /// Whether it is one of the three that a script cannot close.
    standard: bool,
    /// The memory of the buffer.
    _buffer: Charge,
}

/// A stream that is closed one day.
pub(super) type Shared = Rc<RefCell<Option<Stream>>>;

/// A handle on a file.
#[derive(Copy, Clone, Collect)]
#[collect(no_drop)]
pub(super) struct File<'gc>(UserData<'gc>);

/// The streams that may hold what is yet to be written: so that all of them can be flushed.
#[derive(Default)]
pub(super) struct Streams(RefCell<Vec<Weak<RefCell<Option<Stream>>>>>);

impl Streams {
    fn add(&self, stream: &Shared) {
        let mut streams = self.0.borrow_mut();
        if streams.len() == streams.capacity() {
            streams.retain(|stream| stream.strong_count() > 0);
            let kept = streams.len();
            streams.shrink_to(2 * kept);
        }
        streams.push(Rc::downgrade(stream));
    }

    /// Writes out what all of them hold; the first failure.
    pub fn flush(&self) -> io::Result<()> {
        let mut result = Ok(());
        for stream in self.0.borrow().iter().filter_map(Weak::upgrade) {
            if let Ok(mut stream) = stream.try_borrow_mut()
                && let Some(stream) = &mut *stream
            {
                result = result.and(stream.flush());
            }
        }
        result
    }
}

impl<'gc> File<'gc> {
    /// A file that a script has opened.
    pub fn new(
        ctx: Context<'gc>,
        metatable: Table<'gc>,
        streams: &Streams,
        stream: Stream,
    ) -> Self {
        let stream = Rc::new(RefCell::new(Some(stream)));
        streams.add(&stream);
        Self::make(ctx, metatable, stream, false)
    }

    /// One of the files that are open from the beginning.
    pub fn standard(ctx: Context<'gc>, metatable: Table<'gc>, stream: Stream) -> Self {
        let stream = Rc::new(RefCell::new(Some(stream)));
        Self::make(ctx, metatable, stream, true)
    }

    fn make(ctx: Context<'gc>, metatable: Table<'gc>, stream: Shared, standard: bool) -> Self {
        let bytes = size_of::<Stream>() + if standard { 0 } else { CAPACITY };
        let inner = Inner {
            stream,
            standard,
            _buffer: Charge::new(ctx, bytes),
        };
        let userdata = UserData::new(ctx, inner);
        userdata.set_metatable(ctx, Some(metatable));
        Self(userdata)
    }

    /// The file that a value is, open or closed.
    pub fn of(value: Value<'gc>) -> Option<Self> {
        let userdata = value.as_userdata()?;
        userdata.downcast::<Inner>().map(|_| Self(userdata))
    }

    /// The first argument: a file, open or closed.
    pub fn check_any(window: &Window<'gc, '_>) -> Result<'gc, Self> {
        Self::of(window.arg(1)).ok_or_else(|| window.type_error(1, TYPE))
    }

    /// The first argument: an open file.
    pub fn check(window: &Window<'gc, '_>) -> Result<'gc, Self> {
        let file = Self::check_any(window)?;
        match file.is_closed() {
            true => Err(closed()),
            false => Ok(file),
        }
    }

    fn inner(self) -> &'gc Inner {
        self.0.downcast().expect("a handle is made for files only")
    }

    /// Whether it has been closed.
    pub fn is_closed(self) -> bool {
        self.inner().stream.borrow().is_none()
    }

    /// Whether it is one of the three that a script cannot close.
    pub fn is_standard(self) -> bool {
        self.inner().standard
    }

    /// The stream, which somebody else may have closed in the meantime.
    pub fn stream(self) -> Result<'gc, RefMut<'gc, Stream>> {
        RefMut::filter_map(self.inner().stream.borrow_mut(), Option::as_mut).map_err(|_| closed())
    }

    /// Takes the stream out: the file is closed from now on.
    pub fn take(self) -> Option<Stream> {
        self.inner().stream.borrow_mut().take()
    }
}

impl<'gc> From<File<'gc>> for Value<'gc> {
    fn from(file: File<'gc>) -> Self {
        file.0.into()
    }
}

#[cold]
fn closed<'gc>() -> Thrown<'gc> {
    Thrown::msg("attempt to use a closed file")
}
