//! Meters: what a script may use, counted. Leaves: they know nothing of Lua.

pub mod collector;
pub mod fuel;
pub mod memory;
pub mod signals;

pub use collector::CollectorControl;
pub use fuel::Fuel;
pub use memory::MemoryUse;
pub use signals::{Signal, Signals};
