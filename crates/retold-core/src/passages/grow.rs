//! Seeds that stand close to each other in both texts.

use std::ops::Range;

use super::seeds::Seed;

/// Sentences without a seed that may stand between two of a passage, in either text: one that was put in or reworded
/// past knowing, and its neighbours (Sánchez-Pérez et al. 2014, section 2.2, whose recursion this is).
pub const GAP: u32 = 4;

/// Parts the seeds so that in each part none stands further behind the others than the gap of the first or of the
/// second text allows.
///
/// What is close in one text may be apart in the other: the seeds are parted by one side and then by the other until
/// neither parts them further. Time: that of sorting the seeds, as often as that takes.
pub fn grow(seeds: Vec<Seed>, [gap_a, gap_b]: [u32; 2]) -> Vec<Vec<Seed>> {
    let mut grown = Vec::new();
    // The parts still to be looked at, by which side, and how many sides in a row have not parted one.
    let mut open = vec![(seeds, true, 0)];
    while let Some((seeds, by_a, whole)) = open.pop() {
        if whole == 2 {
            grown.push(seeds);
            continue;
        }
        let parts =
            if by_a { parted(seeds, |seed| seed.a, gap_a) } else { parted(seeds, |seed| seed.b, gap_b) };
        let whole = if parts.len() == 1 { whole + 1 } else { 1 };
        open.extend(parts.into_iter().map(|part| (part, !by_a, whole)));
    }
    grown
}

/// The seeds parted where more than `gap` sentences of one side have none.
fn parted(mut seeds: Vec<Seed>, side: fn(&Seed) -> u32, gap: u32) -> Vec<Vec<Seed>> {
    seeds.sort_unstable_by_key(|seed| (side(seed), seed.a, seed.b));
    seeds.chunk_by(|one, next| side(next) - side(one) <= gap + 1).map(<[Seed]>::to_vec).collect()
}

/// From the first to the last sentence of one side that has a seed.
pub fn reach(seeds: &[Seed], side: fn(&Seed) -> u32) -> Range<u32> {
    let first = seeds.iter().map(side).min().unwrap_or_default();
    first..seeds.iter().map(side).max().map_or(first, |last| last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same by definition: a side that has no seed for so long parts them, as long as one of the two parts anything.
    fn naive(seeds: &[Seed]) -> Vec<Vec<(u32, u32)>> {
        let mut parts = vec![seeds.iter().map(|s| (s.a, s.b)).collect::<Vec<_>>()];
        loop {
            let before = parts.len();
            for side in [|s: &(u32, u32)| s.0, |s: &(u32, u32)| s.1] {
                parts = parts.into_iter().flat_map(|part| split(&part, side)).collect();
                parts.retain(|part| !part.is_empty());
            }
            if parts.len() == before {
                parts.iter_mut().for_each(|part| part.sort_unstable());
                parts.sort_unstable();
                return parts;
            }
        }
    }

    fn split(part: &[(u32, u32)], side: fn(&(u32, u32)) -> u32) -> Vec<Vec<(u32, u32)>> {
        let reach = part.iter().map(side).max().unwrap_or(0) + GAP + 2;
        let mut groups = vec![Vec::new()];
        let mut silent = 0;
        for place in 0..reach {
            let here: Vec<_> = part.iter().copied().filter(|s| side(s) == place).collect();
            silent = if here.is_empty() { silent + 1 } else { 0 };
            if silent == GAP + 1 {
                groups.push(Vec::new());
            }
            groups.last_mut().expect("there is one").extend(here);
        }
        groups
    }

    proptest! {
        #[test]
        fn parts_are_those_of_the_definition(places in prop::collection::btree_set((0u32..60, 0u32..60), 0..25)) {
            let seeds: Vec<Seed> = places.iter().map(|&(a, b)| Seed { a, b, likeness: 1.0 }).collect();
            let expected = naive(&seeds);
            let mut found: Vec<Vec<(u32, u32)>> =
                grow(seeds, [GAP, GAP]).iter().map(|part| part.iter().map(|s| (s.a, s.b)).collect()).collect();
            found.iter_mut().for_each(|part| part.sort_unstable());
            found.sort_unstable();
            prop_assert_eq!(found, expected);
        }
    }
}
