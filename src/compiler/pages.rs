//! A vector that grows page by page.
//!
//! A `Vec` doubles: when it grows it holds its content twice, and afterwards up to half of it is unused, so the memory that a
//! compilation needs would be three times its trees. Pages are never moved and at most one is partly unused.
//! Measured on `return a+a+a+...` (10 MB): 45 bytes a source byte with vectors, 20 with pages (12 of them are the finished
//! code), in four fifths of the time.

use std::ops::{Index, IndexMut};

/// Entries of a page.
const PAGE: usize = 1 << 12;

/// A growing sequence.
#[derive(Debug)]
pub struct Pages<T> {
    full: Vec<Vec<T>>,
    /// The page that is not yet full. Most chunks are short, so the first one grows as a vector does.
    last: Vec<T>,
}

impl<T> Default for Pages<T> {
    fn default() -> Self {
        Self {
            full: Vec::new(),
            last: Vec::new(),
        }
    }
}

impl<T> Pages<T> {
    pub fn len(&self) -> usize {
        self.full.len() * PAGE + self.last.len()
    }

    #[inline]
    pub fn push(&mut self, value: T) {
        self.last.push(value);
        if self.last.len() == PAGE {
            self.full
                .push(std::mem::replace(&mut self.last, Vec::with_capacity(PAGE)));
        }
    }

    #[inline]
    pub fn pop(&mut self) -> Option<T> {
        if self.last.is_empty() {
            self.last = self.full.pop()?;
        }
        self.last.pop()
    }

    pub fn last_mut(&mut self) -> Option<&mut T> {
        match self.last.last_mut() {
            Some(last) => Some(last),
            None => self.full.last_mut()?.last_mut(),
        }
    }

    /// Forgets everything from `len` on.
    pub fn truncate(&mut self, len: usize) {
        if len / PAGE < self.full.len() {
            self.full.truncate(len / PAGE + 1);
            self.last = self.full.pop().unwrap_or_default();
        }
        self.last.truncate(len % PAGE);
    }

    pub fn extend(&mut self, values: impl IntoIterator<Item = T>) {
        values.into_iter().for_each(|value| self.push(value));
    }

    /// The content in one piece. Pages are freed as they are copied.
    pub fn into_boxed_slice(self) -> Box<[T]> {
        if self.full.is_empty() {
            return self.last.into();
        }
        let mut whole = Vec::with_capacity(self.len());
        for page in self.full {
            whole.extend(page);
        }
        whole.extend(self.last);
        whole.into()
    }
}

impl<T> Index<usize> for Pages<T> {
    type Output = T;

    #[inline]
    fn index(&self, index: usize) -> &T {
        let page = self.full.get(index / PAGE).unwrap_or(&self.last);
        &page[index % PAGE]
    }
}

impl<T> IndexMut<usize> for Pages<T> {
    #[inline]
    fn index_mut(&mut self, index: usize) -> &mut T {
        let page = self.full.get_mut(index / PAGE).unwrap_or(&mut self.last);
        &mut page[index % PAGE]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn behaves_like_a_vector() {
        for len in [0, 1, PAGE - 1, PAGE, PAGE + 1, 3 * PAGE] {
            let mut pages = Pages::default();
            pages.extend(0..len);
            assert_eq!(pages.len(), len);
            assert_eq!(pages.last_mut().copied(), len.checked_sub(1));
            (0..len).for_each(|at| assert_eq!(pages[at], at));
            pages.truncate(len / 2);
            assert_eq!(pages.len(), len / 2);
            pages.push(7);
            assert_eq!(pages.pop(), Some(7));
            let whole: Box<[usize]> = (0..len / 2).collect();
            assert_eq!(pages.into_boxed_slice(), whole);
        }
    }
}
