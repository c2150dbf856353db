//! Where something may stand in a table that hashes tell the places of.

/// The places of a table of so many, a power of two, from the home of a hash on and round.
#[inline]
pub fn places_from(hash: usize, places: usize) -> impl Iterator<Item = usize> {
    let mask = places - 1;
    (hash & mask..).map(move |place| place & mask)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_places_are_met_from_the_home_on() {
        assert_eq!(places_from(14, 4).take(5).collect::<Vec<_>>(), [2, 3, 0, 1, 2]);
    }
}
