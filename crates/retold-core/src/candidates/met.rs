//! Whom a document meets in more than one of its sentences.

/// Two bits for each of some documents: is one sentence enough for it, or was it met in an earlier one, and was it met
/// again since?
///
/// Nearly all that a document meets it meets in one sentence alone, and these need no counting. A million documents have
/// their bits in the second nearest memory of a processor, where their counts would not lie.
#[derive(Default)]
pub struct Met {
    once: Vec<u64>,
    again: Vec<u64>,
}

/// The documents for which one sentence is enough, a bit each.
pub struct Single(Vec<u64>);

/// The number in which the bit of a document stands, and the bit.
fn bit(place: u32) -> (usize, u64) {
    ((place / u64::BITS) as usize, 1 << (place % u64::BITS))
}

impl Single {
    /// Those of these documents, in their order, of which it is so.
    pub fn of(documents: impl ExactSizeIterator<Item = bool>) -> Single {
        let mut bits = vec![0; documents.len().div_ceil(u64::BITS as usize)];
        for (place, _) in (0u32..).zip(documents).filter(|(_, single)| *single) {
            let (number, bit) = bit(place);
            bits[number] |= bit;
        }
        Single(bits)
    }
}

impl Met {
    /// Makes ready for as many documents as there are in `single`, none of which is met as yet.
    pub fn make_ready(&mut self, single: &Single) {
        if self.once.len() != single.0.len() {
            self.once.clone_from(&single.0);
            self.again = vec![0; single.0.len()];
        }
    }

    /// Meets those whom the features of one sentence lead to, which may name somebody several times. All are gone through
    /// twice: nobody is met again by the same sentence.
    pub fn meet(&mut self, others: &[u32]) {
        for &other in others {
            let (number, bit) = bit(other);
            self.again[number] |= self.once[number] & bit;
        }
        for &other in others {
            let (number, bit) = bit(other);
            self.once[number] |= bit;
        }
    }

    /// Was the document met in sentences enough to be counted?
    pub fn counts(&self, place: u32) -> bool {
        let (number, bit) = bit(place);
        self.again[number] & bit != 0
    }

    /// Forgets that these were met.
    pub fn forget(&mut self, others: &[u32], single: &Single) {
        /// So many numbers that stand side by side are written sooner than one somewhere.
        const AT_ONCE: usize = 4;
        if others.len() * AT_ONCE > single.0.len() {
            self.once.clone_from(&single.0);
            self.again.fill(0);
            return;
        }
        for &other in others {
            let (number, _) = bit(other);
            self.once[number] = single.0[number];
            self.again[number] = 0;
        }
    }
}
