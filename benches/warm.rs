//! Memory that the machine has.
//!
//! A virtual machine may get its memory only when it is first touched: 5 to 12 ms were seen for each huge page of two megabytes,
//! and it counts as processor time of whoever asks for it. That says nothing about the program that is measured. So a bench touches
//! at first as much as it will need, and gives it back to its system.

/// Uses so many bytes once and gives them back.
pub fn up(bytes: usize) {
    let blocks: Vec<Vec<u8>> = (0..bytes >> 20).map(|_| vec![1; 1 << 20]).collect();
    std::hint::black_box(&blocks);
}
