//! The `ferrous` command.
fn main() {}
