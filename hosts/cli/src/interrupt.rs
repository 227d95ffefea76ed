//! Ctrl-C: it stops the running script; where none runs, or one does not stop, the process is ended.

use std::{
    process,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use ferrous::InterruptHandle;

/// What a shell is told of a process that Ctrl-C has ended.
const EXIT_CODE: i32 = 130;

/// Says whether there is a script to stop.
pub struct Interrupt {
    running: Arc<AtomicBool>,
    handle: InterruptHandle,
}

impl Interrupt {
    /// Takes over Ctrl-C. Where that is impossible it goes on ending the process.
    pub fn new(handle: InterruptHandle) -> Self {
        let running = Arc::new(AtomicBool::new(false));
        let (is_running, stop) = (running.clone(), handle.clone());
        let _ = ctrlc::set_handler(move || {
            match is_running.swap(false, Ordering::AcqRel) {
                true => stop.interrupt(),
                false => process::exit(EXIT_CODE),
            };
        });
        Self { running, handle }
    }

    /// A script begins.
    pub fn arm(&self) {
        self.handle.clear();
        self.running.store(true, Ordering::Release);
    }

    /// It has come to its end.
    pub fn disarm(&self) {
        self.running.store(false, Ordering::Release);
    }
}
