//! x
pub mod number;
pub mod limit {
    /// x
    pub const UPVALUES: usize = 60;
}
