//! The language and its machine.
