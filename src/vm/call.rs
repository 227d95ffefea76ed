//! Calls.
/// Frames that a chain of threads may have.
pub(crate) const DEPTH_LIMIT: usize = 250_000;
