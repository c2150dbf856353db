//! Where something stands in a text.

use core::ops::Range;

/// A half-open range of **UTF-8 bytes of a page's text as given** ([`Page::text`](crate::document::Page::text)).
///
/// retold keeps no second, cleaned text: cleaning marks parts of the given one, so that one kind of span is
/// enough and no offset ever has to be mapped back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of `range`.
    ///
    /// Readers refuse pages of 4 GiB and more, so that every offset of a page fits.
    pub fn new(range: Range<usize>) -> Self {
        debug_assert!(range.start <= range.end && range.end <= u32::MAX as usize);
        Span { start: range.start as u32, end: range.end as u32 }
    }

    /// The bytes as a range that can index a `str`.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Its length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Does it hold no byte?
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Does it hold all of `other`?
    pub fn holds(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Do the two have a byte in common?
    pub fn meets(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Does it hold byte `offset`?
    pub fn contains(self, offset: u32) -> bool {
        (self.start..self.end).contains(&offset)
    }
}

/// Does one of `spans`, which are sorted and disjoint, hold byte `offset`? Time: the logarithm of their number.
pub fn cover(spans: &[Span], offset: u32) -> bool {
    let next = spans.partition_point(|span| span.end <= offset);
    spans.get(next).is_some_and(|span| span.contains(offset))
}

/// What is left of `spans` without the bytes of `others`; both are sorted and disjoint, and so is what is left.
pub fn without(spans: &[Span], others: &[Span]) -> Vec<Span> {
    let mut left = Vec::new();
    for &Span { mut start, end } in spans {
        let first = others.partition_point(|other| other.end <= start);
        for other in others[first..].iter().take_while(|other| other.start < end) {
            left.push(Span { start, end: other.start.max(start) });
            start = other.end.min(end);
        }
        left.push(Span { start, end });
    }
    left.retain(|span| !span.is_empty());
    left
}

/// All of `spans` and `others`, sorted; those that overlap or adjoin as one.
pub fn with(spans: &[Span], others: &[Span]) -> Vec<Span> {
    let mut all = [spans, others].concat();
    all.sort_unstable();
    let mut out: Vec<Span> = Vec::new();
    for span in all {
        match out.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_others() {
        let spans =
            |list: &[(u32, u32)]| list.iter().map(|&(start, end)| Span { start, end }).collect::<Vec<_>>();
        for (of, others, left) in [
            (&[(0, 9)][..], &[(2, 4), (4, 5)][..], &[(0, 2), (5, 9)][..]),
            (&[(0, 3), (5, 9)], &[(2, 6)], &[(0, 2), (6, 9)]),
            (&[(2, 3)], &[(0, 9)], &[]),
            (&[(2, 3)], &[(3, 9)], &[(2, 3)]),
        ] {
            assert_eq!(without(&spans(of), &spans(others)), spans(left));
        }
    }
}
