//! Compiling what `load` has gathered: in one go, or, if it is long, on a thread of its own.
//!
//! The compiler recurses and cannot be left in the middle. A source of some megabytes takes it a tenth of a second and more, and an
//! interrupt must not wait so long; nor would it do to begin again after each one, because a host that interrupts often
//! would never see the end. But the compiler knows no heap. So a long source is compiled beside the machine, which waits
//! for the result and leaves that be when it is interrupted. The script has paid for it before.

use std::{
    ops::Range,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, RecvTimeoutError, sync_channel},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use ferrous_core::{
    bytecode::Prototype,
    compiler::{ErrorKind, Meter, compile_metered},
};

use crate::{prelude::*, string::dump};

/// The first byte of a precompiled chunk.
pub(super) const PRECOMPILED: u8 = 0x1B;

/// Sources up to this length are compiled in one go: 2 to 12 ms.
pub(super) const LONG: usize = 128 << 10;

/// How long the machine waits before it looks whether it is interrupted.
const LOOK: Duration = Duration::from_millis(1);

/// The stack of the compiler's thread: what a thread of Rust usually has, twice.
const STACK: usize = 4 << 20;

/// What a source has come to: code, or a message. Nothing: the meter has stopped it.
pub(super) type Compiled = std::result::Result<Option<Prototype>, Vec<u8>>;

/// Compiles source, or a dump.
pub(super) fn compile(source: &[u8], name: &[u8], meter: Meter<'_>) -> Compiled {
    if source.first() == Some(&PRECOMPILED) {
        return dump::compile(source, name, meter);
    }
    match compile_metered(source, name, meter) {
        Ok(prototype) => Ok(Some(prototype)),
        Err(error) if error.kind() == ErrorKind::Stopped => Ok(None),
        Err(error) => Err(error.to_bytes()),
    }
}

/// A long source and what it is called.
pub(super) struct Source {
    pub bytes: Vec<u8>,
    /// The part of it that is source.
    pub range: Range<usize>,
    /// Nothing: as it reads.
    pub name: Option<Vec<u8>>,
}

impl Source {
    fn compile(&self, meter: Meter<'_>) -> Compiled {
        let source = &self.bytes[self.range.clone()];
        compile(source, self.name.as_deref().unwrap_or(source), meter)
    }
}

/// A source that is being compiled.
#[derive(Collect)]
#[collect(require_static)]
pub(super) struct Job {
    result: Receiver<Compiled>,
    /// Told to the compiler when nobody waits any more.
    is_over: Arc<AtomicBool>,
    /// Its thread, whose memory is charged here until it has ended.
    thread: Option<JoinHandle<()>>,
}

impl Job {
    /// Begins.
    pub fn new(source: Source) -> Self {
        let (sender, result) = sync_channel(1);
        let is_over = Arc::new(AtomicBool::new(false));
        let (told, source) = (is_over.clone(), Arc::new(source));
        let (own, other) = (source.clone(), sender.clone());
        let work = move || {
            let compiled = own.compile(&mut |_| !told.load(Ordering::Relaxed));
            // Nobody may wait any more.
            let _ = other.send(compiled);
        };
        let thread = thread::Builder::new().name("compiler".into());
        let thread = thread.stack_size(STACK).spawn(work).ok();
        if thread.is_none() {
            // The system has no threads left, or none at all. There is room for one result.
            let _ = sender.send(source.compile(&mut |_| true));
        }
        Self {
            result,
            is_over,
            thread,
        }
    }

    /// Waits for the result. Nothing: there was an interrupt.
    pub fn wait(&self, ctx: Context<'_>) -> Option<Compiled> {
        loop {
            match self.result.recv_timeout(LOOK) {
                Ok(compiled) => return Some(compiled),
                Err(RecvTimeoutError::Timeout) if ctx.is_interrupted() => return None,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => panic!("the compiler has panicked"),
            }
        }
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            // It ends within some kilobytes of source. If it has panicked, whoever waited knows.
            let _ = thread.join();
        }
    }
}
