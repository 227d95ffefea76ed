//! A stream: a device and the one buffer in front of it, as C's `FILE` has it. Knows nothing of Lua.
//!
//! The buffer holds either what was read ahead or what is yet to be written, never both; changing between the two moves
//! the device to where the program believes to be. The standard streams have no buffer here but that of their own
//! reader or writer, which they share with `print` and with the host.

use std::{
    cell::RefCell,
    fs,
    io::{self, ErrorKind, Read, Seek, SeekFrom, Write},
    mem,
    process::Child,
    rc::Rc,
    thread,
};

use crate::{
    input::Input,
    output::{Flushing, Output},
};

/// The size of a buffer, unless a script wants a smaller one.
pub(super) const CAPACITY: usize = 8 << 10;

/// C's numbers for what a stream refuses by itself.
const BAD_DESCRIPTOR: i32 = 9;
pub(super) const INVALID_ARGUMENT: i32 = 22;
const ILLEGAL_SEEK: i32 = 29;

/// What bytes come from and go to.
pub(super) enum Device {
    /// A file on disk, or whatever else has a path.
    File(fs::File),
    /// A process, by a pipe to or from it.
    Child(Child),
    /// The interpreter's input, and the output in which it is asked for.
    Input(Rc<RefCell<Input>>, Rc<RefCell<Output>>),
    /// The interpreter's output, or where its error messages go.
    Output(Rc<RefCell<Output>>),
    /// Nothing any more.
    Closed,
}

/// When written bytes go to the device.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Buffering {
    /// When the buffer is full.
    Full,
    /// At ends of lines.
    Line,
    /// At once.
    No,
}

/// A device and its buffer.
pub(super) struct Stream {
    device: Device,
    readable: bool,
    writable: bool,
    buffering: Buffering,
    capacity: usize,
    /// While writing, what is yet to be written; while reading, room of which `filled` bytes were read and `taken` of
    /// those are done with.
    buffer: Vec<u8>,
    filled: usize,
    taken: usize,
    writing: bool,
}

impl Stream {
    /// A stream that is fully buffered.
    pub fn new(device: Device, readable: bool, writable: bool) -> Self {
        Self {
            device,
            readable,
            writable,
            buffering: Buffering::Full,
            capacity: CAPACITY,
            buffer: Vec::new(),
            filled: 0,
            taken: 0,
            writing: false,
        }
    }

    /// When written bytes go to the device.
    pub fn buffering(&self) -> Buffering {
        self.buffering
    }

    /// Lets `take` look at what there is to read, nothing at the end, and say how much of it it takes.
    pub fn look<R>(&mut self, take: impl FnOnce(&[u8]) -> (usize, R)) -> io::Result<R> {
        if !self.readable {
            return Err(refused(BAD_DESCRIPTOR));
        }
        if let Device::Input(input, output) = &self.device {
            let mut input = input.borrow_mut();
            if input.is_terminal() {
                // As with C, which writes out lines that have no end yet.
                let _ = output.borrow_mut().flush();
            }
            return input.look(take);
        }
        if self.writing {
            self.flush()?;
            self.writing = false;
        }
        if self.taken == self.filled {
            self.fill()?;
        }
        let (taken, result) = take(&self.buffer[self.taken..self.filled]);
        self.taken += taken;
        Ok(result)
    }

    fn fill(&mut self) -> io::Result<()> {
        self.forget();
        self.buffer.resize(self.capacity, 0);
        self.filled = loop {
            match self.device.read(&mut self.buffer) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        Ok(())
    }

    /// Forgets what was read ahead.
    fn forget(&mut self) {
        (self.filled, self.taken) = (0, 0);
    }

    /// Writes all of `bytes`, or as far as it goes.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if !self.writable {
            return Err(refused(BAD_DESCRIPTOR));
        }
        if let Device::Output(output) = &self.device {
            return output.borrow_mut().write(bytes);
        }
        if !self.writing {
            self.step_back();
            self.writing = true;
        }
        if self.buffer.len() + bytes.len() > self.capacity {
            self.flush()?;
        }
        if self.buffering == Buffering::No || bytes.len() >= self.capacity {
            return self.device.write_all(bytes);
        }
        self.buffer.extend_from_slice(bytes);
        if self.buffering == Buffering::Line && bytes.contains(&b'\n') {
            self.flush()?;
        }
        Ok(())
    }

    /// Gives up what was read ahead: the device goes back to where the program is. A pipe cannot, and need not.
    fn step_back(&mut self) {
        let ahead = self.ahead();
        if let Device::File(file) = &mut self.device
            && ahead > 0
        {
            let _ = file.seek(SeekFrom::Current(-ahead));
        }
        self.forget();
        self.buffer.clear();
    }

    /// How many bytes were read and not taken.
    fn ahead(&self) -> i64 {
        (self.filled - self.taken) as i64
    }

    /// Writes out what is buffered. What the device refuses is lost, as with glibc: it is refused only once.
    pub fn flush(&mut self) -> io::Result<()> {
        if let Device::Output(output) = &self.device {
            return output.borrow_mut().flush();
        }
        if !self.writing {
            return Ok(());
        }
        let written = self.device.write_all(&self.buffer);
        self.buffer.clear();
        written
    }

    /// Moves to another place; answers where that is.
    pub fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        if self.writing {
            self.flush()?;
        }
        let ahead = self.ahead();
        let Device::File(file) = &mut self.device else {
            return Err(refused(ILLEGAL_SEEK));
        };
        let to = match to {
            SeekFrom::Current(offset) => {
                let offset = offset.checked_sub(ahead);
                SeekFrom::Current(offset.ok_or_else(|| refused(INVALID_ARGUMENT))?)
            }
            other => other,
        };
        let place = file.seek(to)?;
        self.forget();
        self.writing = false;
        Ok(place)
    }

    /// Says when written bytes go to the device, and how large the buffer is: as wanted, up to [`CAPACITY`].
    pub fn set_buffering(&mut self, buffering: Buffering, capacity: usize) -> io::Result<()> {
        if let Device::Output(output) = &self.device {
            output.borrow_mut().flushing = match buffering {
                Buffering::Full => Flushing::Never,
                Buffering::Line => Flushing::Lines,
                Buffering::No => Flushing::Always,
            };
        }
        if self.writing {
            self.flush()?;
        }
        self.buffering = buffering;
        self.capacity = capacity.clamp(1, CAPACITY);
        Ok(())
    }

    /// Writes out what is buffered and closes the device. That of a process waits for its end.
    pub fn close(mut self) -> io::Result<()> {
        let flushed = self.flush();
        match mem::replace(&mut self.device, Device::Closed) {
            // As with `pclose`, what matters is whether the process could be waited for.
            Device::Child(mut child) => {
                drop((child.stdin.take(), child.stdout.take()));
                child.wait().map(drop)
            }
            _ => flushed,
        }
    }
}

/// A stream that nobody closed writes out what it holds. A process may live on; somebody waits for it, so that it leaves
/// nothing behind.
impl Drop for Stream {
    fn drop(&mut self) {
        let device = match &self.device {
            // Its writer is not ours.
            Device::Output(_) | Device::Closed => return,
            _ => {
                let _ = self.flush();
                mem::replace(&mut self.device, Device::Closed)
            }
        };
        if let Device::Child(mut child) = device {
            drop((child.stdin.take(), child.stdout.take()));
            if let Ok(None) = child.try_wait() {
                let _ = thread::Builder::new().spawn(move || child.wait());
            }
        }
    }
}

impl Device {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Device::File(file) => file.read(into),
            Device::Child(Child {
                stdout: Some(pipe), ..
            }) => pipe.read(into),
            _ => Err(refused(BAD_DESCRIPTOR)),
        }
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Device::File(file) => file.write_all(bytes),
            Device::Child(Child {
                stdin: Some(pipe), ..
            }) => pipe.write_all(bytes),
            _ => Err(refused(BAD_DESCRIPTOR)),
        }
    }
}

fn refused(number: i32) -> io::Error {
    io::Error::from_raw_os_error(number)
}
