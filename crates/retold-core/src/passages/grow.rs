//! Seeds that stand close to each other in both documents.

use super::seeds::Seed;

/// Sentences without a seed that a passage may have in a row: one that was put in, or reworded past knowing, and its
/// neighbours.
const GAP: u32 = 4;

/// Parts the seeds so that in each part none stands further than [`GAP`] behind the others in either document.
///
/// What is close in one document may be apart in the other: the seeds are parted by one side and then by the other
/// until neither parts them further. Time: that of sorting the seeds, as often as that takes.
pub fn grow(seeds: Vec<Seed>) -> Vec<Vec<Seed>> {
    let mut grown = Vec::new();
    // The parts still to be looked at, by which side, and how many times in a row no side has parted one.
    let mut open = vec![(seeds, true, 0)];
    while let Some((seeds, by_a, whole)) = open.pop() {
        if whole == 2 {
            grown.push(seeds);
            continue;
        }
        let parts = parted(seeds, if by_a { |seed| seed.a } else { |seed| seed.b });
        let whole = if parts.len() == 1 { whole + 1 } else { 1 };
        open.extend(parts.into_iter().map(|part| (part, !by_a, whole)));
    }
    grown
}

/// The seeds parted where more than [`GAP`] sentences of one side have none.
fn parted(mut seeds: Vec<Seed>, side: fn(&Seed) -> u32) -> Vec<Vec<Seed>> {
    seeds.sort_unstable_by_key(|seed| (side(seed), seed.a, seed.b));
    seeds.chunk_by(|one, next| side(next) - side(one) <= GAP + 1).map(<[Seed]>::to_vec).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same by definition: join what one side or both keep apart, as long as anything joins.
    fn naive(seeds: &[Seed]) -> Vec<Vec<(u32, u32)>> {
        let mut parts = vec![seeds.iter().map(|s| (s.a, s.b)).collect::<Vec<_>>()];
        loop {
            let before = parts.len();
            for side in [|s: &(u32, u32)| s.0, |s: &(u32, u32)| s.1] {
                parts = parts.into_iter().flat_map(|part| split(part, side)).collect();
                parts.retain(|part| !part.is_empty());
            }
            if parts.len() == before {
                parts.iter_mut().for_each(|part| part.sort_unstable());
                parts.sort_unstable();
                return parts;
            }
        }
    }

    fn split(part: Vec<(u32, u32)>, side: fn(&(u32, u32)) -> u32) -> Vec<Vec<(u32, u32)>> {
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
                grow(seeds).iter().map(|part| part.iter().map(|s| (s.a, s.b)).collect()).collect();
            found.iter_mut().for_each(|part| part.sort_unstable());
            found.sort_unstable();
            prop_assert_eq!(found, expected);
        }
    }
}
