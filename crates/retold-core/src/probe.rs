//! Where something may stand in a table that hashes tell the places of.

/// The places of a table of so many, a power of two, from the home of a hash on and round.
#[inline]
pub fn places_from(hash: usize, places: usize) -> impl Iterator<Item = usize> {
    let mask = places - 1;
    (hash & mask..).map(move |place| place & mask)
}

/// Entries that are not 0, each in the first free place from its home on (linear probing). At most every other place is
/// taken, so that nearly always one look is enough, where a map of the library needs two.
#[derive(Clone, Debug, Default)]
pub struct Places(Box<[u64]>);

impl Places {
    /// Free places for so many entries.
    pub fn for_entries(entries: usize) -> Places {
        Places(vec![0; (2 * entries).next_power_of_two()].into_boxed_slice())
    }

    /// Puts an entry down that has this hash.
    #[inline]
    pub fn put(&mut self, hash: u64, entry: u64) {
        if let Some(free) = places_from(hash as usize, self.0.len()).find(|&place| self.0[place] == 0) {
            self.0[free] = entry;
        }
    }

    /// The same, where that entry may be there already.
    #[inline]
    fn put_once(&mut self, hash: u64, entry: u64) {
        let is_its = |&place: &usize| self.0[place] == 0 || self.0[place] == entry;
        if let Some(its) = places_from(hash as usize, self.0.len()).find(is_its) {
            self.0[its] = entry;
        }
    }

    /// The entry with this hash that is the one sought.
    #[inline]
    pub fn find(&self, hash: u64, is_it: impl Fn(u64) -> bool) -> Option<u64> {
        let entries = places_from(hash as usize, self.0.len()).map(|place| self.0[place]);
        entries.take_while(|&entry| entry != 0).find(|&entry| is_it(entry))
    }

    /// What stands at the home of a hash.
    #[inline]
    pub fn home(&self, hash: u64) -> u64 {
        self.0[hash as usize & (self.0.len() - 1)]
    }

    /// All entries.
    pub fn iter(&self) -> impl Iterator<Item = u64> + '_ {
        self.0.iter().copied().filter(|&entry| entry != 0)
    }
}

/// A set of hashes of 64 bits. None is 0, but by a chance that nobody meets.
#[derive(Clone, Debug, Default)]
pub struct Hashes(Places);

impl Hashes {
    /// The set of these.
    pub fn of(hashes: &[u64]) -> Hashes {
        let mut places = Places::for_entries(hashes.len());
        hashes.iter().for_each(|&hash| places.put_once(home(hash), hash));
        Hashes(places)
    }

    /// Is a hash among them?
    #[inline]
    pub fn has(&self, hash: u64) -> bool {
        self.0.find(home(hash), |other| other == hash).is_some()
    }
}

/// The upper bits: those of a product are mixed best.
fn home(hash: u64) -> u64 {
    hash >> u32::BITS
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn all_places_are_met_from_the_home_on() {
        assert_eq!(places_from(14, 4).take(5).collect::<Vec<_>>(), [2, 3, 0, 1, 2]);
    }

    proptest! {
        #[test]
        fn a_hash_is_among_those_that_were_put_there(
            put in prop::collection::vec(1u64..40, 0..30),
            // Many have one home.
            shift in 0u32..40,
        ) {
            let put: Vec<u64> = put.into_iter().map(|hash| hash << shift).collect();
            let set = Hashes::of(&put);
            for hash in (1..50).map(|hash| hash << shift) {
                prop_assert_eq!(set.has(hash), put.contains(&hash));
            }
        }
    }
}
