//! Sets of bytes: `[a-z_]` and `%a`.
//!
//! A set is 256 bits. Testing a byte is a shift and a mask, the same for every set, where walking the text of a set costs PUC-Rio
//! a step for each of its characters. The classes are those of C's `ctype.h` in the "C" locale, computed at compile time.

/// A set of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ByteSet([u64; 4]);

impl ByteSet {
    pub const EMPTY: ByteSet = ByteSet([0; 4]);

    /// The set of these bytes.
    pub const fn of(bytes: &[u8]) -> ByteSet {
        let mut set = ByteSet::EMPTY;
        let mut index = 0;
        while index < bytes.len() {
            set.insert(bytes[index]);
            index += 1;
        }
        set
    }

    #[inline]
    pub const fn contains(&self, byte: u8) -> bool {
        self.0[(byte >> 6) as usize] >> (byte & 63) & 1 != 0
    }

    pub const fn insert(&mut self, byte: u8) {
        self.0[(byte >> 6) as usize] |= 1 << (byte & 63);
    }

    /// Inserts all bytes from `first` to `last`, none if they are in the wrong order.
    pub fn insert_range(&mut self, first: u8, last: u8) {
        for (index, word) in self.0.iter_mut().enumerate() {
            // The bits of this word for bytes less than `end`.
            let below = |end: usize| match end.saturating_sub(index * 64) {
                bits @ 0..64 => (1 << bits) - 1,
                _ => u64::MAX,
            };
            *word |= below(usize::from(last) + 1) & !below(usize::from(first));
        }
    }

    pub fn insert_all(&mut self, other: &ByteSet) {
        for (mine, theirs) in self.0.iter_mut().zip(other.0) {
            *mine |= theirs;
        }
    }

    pub const fn complement(self) -> ByteSet {
        let [a, b, c, d] = self.0;
        ByteSet([!a, !b, !c, !d])
    }

    /// The only member, if there is exactly one.
    pub fn single(&self) -> Option<u8> {
        let count: u32 = self.0.iter().map(|word| word.count_ones()).sum();
        let word = self.0.iter().position(|word| *word != 0)?;
        (count == 1).then(|| (word as u32 * 64 + self.0[word].trailing_zeros()) as u8)
    }
}

/// The number of the class that `letter` names after a `%`, for [`class`]; `None` if it stands for itself.
pub fn class_index(letter: u8) -> Option<usize> {
    let index = LETTERS
        .iter()
        .position(|known| *known == letter.to_ascii_lowercase())?;
    Some(if letter.is_ascii_uppercase() {
        index + LETTERS.len()
    } else {
        index
    })
}

/// A class by its number: first those of the small letters, then their complements.
pub fn class(index: usize) -> &'static ByteSet {
    static SETS: [ByteSet; CLASSES] = CLASS_SETS;
    &SETS[index]
}

/// How many classes there are.
pub const CLASSES: usize = 2 * LETTERS.len();

const LETTERS: [u8; 10] = *b"acdlpsuwxz";

const CLASS_SETS: [ByteSet; CLASSES] = {
    let mut sets = [ByteSet::EMPTY; CLASSES];
    let mut index = 0;
    while index < LETTERS.len() {
        let mut byte = 0u8;
        loop {
            if is_in_class(LETTERS[index], byte) {
                sets[index].insert(byte);
            }
            if byte == u8::MAX {
                break;
            }
            byte += 1;
        }
        sets[index + LETTERS.len()] = sets[index].complement();
        index += 1;
    }
    sets
};

const fn is_in_class(letter: u8, byte: u8) -> bool {
    match letter {
        b'a' => byte.is_ascii_alphabetic(),
        b'c' => byte.is_ascii_control(),
        b'd' => byte.is_ascii_digit(),
        b'l' => byte.is_ascii_lowercase(),
        b'p' => byte.is_ascii_punctuation(),
        b's' => matches!(byte, b' ' | b'\t'..=b'\r'),
        b'u' => byte.is_ascii_uppercase(),
        b'w' => byte.is_ascii_alphanumeric(),
        b'x' => byte.is_ascii_hexdigit(),
        _ => byte == 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members(letter: u8) -> Vec<u8> {
        let set = class(class_index(letter).unwrap());
        (0..=255).filter(|byte| set.contains(*byte)).collect()
    }

    #[test]
    fn classes_of_the_c_locale() {
        assert_eq!(members(b'd'), b"0123456789");
        assert_eq!(members(b'x'), b"0123456789ABCDEFabcdef");
        assert_eq!(members(b's'), b"\t\n\x0b\x0c\r ");
        assert_eq!(members(b'p'), b"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~");
        assert_eq!(members(b'z'), b"\0");
        let sizes = [
            (b'a', 52),
            (b'l', 26),
            (b'u', 26),
            (b'w', 62),
            (b'c', 33),
            (b'A', 204),
            (b'Z', 255),
        ];
        for (letter, size) in sizes {
            assert_eq!(members(letter).len(), size, "{}", letter as char);
        }
        assert_eq!(class_index(b'g'), None);
        assert_eq!(class_index(b'%'), None);
    }

    #[test]
    fn ranges_and_single_members() {
        let mut set = ByteSet::EMPTY;
        assert_eq!(set.single(), None);
        set.insert_range(b'z', b'a');
        assert_eq!(set, ByteSet::EMPTY);
        set.insert_range(200, 200);
        assert_eq!(set.single(), Some(200));
        assert_eq!(set.complement().complement(), set);
        set.insert_range(0, 255);
        assert_eq!(set.complement(), ByteSet::EMPTY);
        assert_eq!(set.single(), None);
    }
}
