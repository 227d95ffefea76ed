//! What stops the running script from outside. Ctrl-C: where none runs, or one does not stop, the process is ended. The end of
//! the time that the command line gives: it stays, so that whatever begins afterwards is stopped at once.

use std::{
    process,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use ferrous::InterruptHandle;

/// What a shell is told of a process that Ctrl-C has ended.
const EXIT_CODE: i32 = 130;

/// Says whether there is a script to stop.
pub struct Interrupt {
    running: Arc<AtomicBool>,
    /// Whether the time is up.
    expired: Arc<AtomicBool>,
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
        Self {
            running,
            expired: Arc::default(),
            handle,
        }
    }

    /// Stops all that runs from `limit` on.
    pub fn expire_after(&self, limit: Duration) {
        let (expired, stop) = (self.expired.clone(), self.handle.clone());
        thread::spawn(move || {
            thread::sleep(limit);
            expired.store(true, Ordering::Release);
            stop.interrupt();
        });
    }

    /// Whether the time is up.
    pub fn is_expired(&self) -> bool {
        self.expired.load(Ordering::Acquire)
    }

    /// A script begins.
    pub fn arm(&self) {
        self.handle.clear();
        self.running.store(true, Ordering::Release);
        // Whoever expires after this look interrupts after the clearing.
        if self.is_expired() {
            self.handle.interrupt();
        }
    }

    /// It has come to its end.
    pub fn disarm(&self) {
        self.running.store(false, Ordering::Release);
    }
}
