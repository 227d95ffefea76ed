//! Meters: what a script may use, counted. Leaves: they know nothing of Lua.

pub mod fuel;
pub mod memory;

pub use fuel::Fuel;
