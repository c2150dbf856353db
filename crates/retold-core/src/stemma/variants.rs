//! The parents in a story of thousands of witnesses, by what little each has of its own.
//!
//! To compare all with all would take the square of their number. But nearly all witnesses of a large story are
//! nearly the same, and a copy takes over the variants of its model: so a witness's parent is found among those that
//! share its rarest variants. Shared innovations alone are heard, as textual criticism has it since Lachmann (Maas
//! 1957, *Textkritik*, section 8): what most witnesses have says nothing of who copied whom.

use std::collections::HashMap;

use rapidhash::fast::RandomState;

/// Witnesses that are looked at for one, those that share its rarest variants first.
const LOOKED_AT: usize = 64;
/// A variant that the parent has and the child has not would have been undone: that weighs so much beside one that
/// the child has and the parent has not.
const UNDONE: usize = 2;

/// What is known of a witness.
pub struct Carrier {
    /// Its pairs of neighbouring words, hashed, sorted, each once.
    pub pairs: Vec<u64>,
    /// Time of publication in seconds since 1970, where known.
    pub time: Option<i64>,
}

/// The parent of each witness; none for the first. None is dated after its child.
///
/// Time: the pairs of all witnesses, and for each witness its variants times those that are looked at.
pub fn parents(carriers: &[Carrier]) -> Vec<Option<usize>> {
    let variants = variants(carriers);
    // Variants add up from copy to copy, so that whoever has fewer stands above.
    let mut order: Vec<usize> = (0..carriers.len()).collect();
    order.sort_by_key(|&i| (variants[i].len(), carriers[i].time.unwrap_or(i64::MAX), i));
    let mut holders: HashMap<u64, Vec<usize>, RandomState> = HashMap::default();
    let mut parents = vec![None; carriers.len()];
    for &child in &order {
        let mut own: Vec<u64> = variants[child].clone();
        own.sort_by_cached_key(|variant| (holders.get(variant).map_or(0, Vec::len), *variant));
        let sharing = own.iter().filter_map(|variant| holders.get(variant)).flatten().copied();
        let mut candidates: Vec<usize> = sharing.take(LOOKED_AT).collect();
        candidates.extend(order.first().filter(|&&first| first != child));
        candidates.retain(|&c| !is_after(carriers[c].time, carriers[child].time));
        let cost =
            |c: usize| more(&variants[child], &variants[c]) + UNDONE * more(&variants[c], &variants[child]);
        parents[child] = candidates.into_iter().min_by_key(|&c| (cost(c), c));
        for &variant in &variants[child] {
            holders.entry(variant).or_default().push(child);
        }
    }
    parents
}

/// For each witness, sorted, the pairs that it has and most have not, and, turned around, those that most have and it
/// has not.
fn variants(carriers: &[Carrier]) -> Vec<Vec<u64>> {
    let mut count: HashMap<u64, usize, RandomState> = HashMap::default();
    for pair in carriers.iter().flat_map(|carrier| &carrier.pairs) {
        *count.entry(*pair).or_default() += 1;
    }
    let is_common = |pair: &u64| 2 * count[pair] > carriers.len();
    let mut common: Vec<u64> = carriers.iter().flat_map(|c| &c.pairs).copied().filter(is_common).collect();
    common.sort_unstable();
    common.dedup();
    let of = |carrier: &Carrier| {
        let rare = carrier.pairs.iter().copied().filter(|pair| !is_common(pair));
        let missing =
            common.iter().filter(|pair| carrier.pairs.binary_search(pair).is_err()).map(|pair| !pair);
        let mut variants: Vec<u64> = rare.chain(missing).collect();
        variants.sort_unstable();
        variants
    };
    carriers.iter().map(of).collect()
}

/// How many of `own` are not among `other`; both are sorted.
fn more(own: &[u64], other: &[u64]) -> usize {
    let mut at = 0;
    let is_missing = |&&variant: &&u64| {
        while other.get(at).is_some_and(|&o| o < variant) {
            at += 1;
        }
        other.get(at) != Some(&variant)
    };
    own.iter().filter(is_missing).count()
}

fn is_after(a: Option<i64>, b: Option<i64>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a > b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// A tree in which every copy changes something of its own. Most are copied from the first, as from a wire, so
        /// that its words are those that most have.
        #[test]
        fn a_tree_of_innovations_comes_back(
            models in prop::collection::vec(prop::option::weighted(0.3, any::<prop::sample::Index>()), 3..60),
        ) {
            let mut texts = vec![(0..500).map(|i| 1_000_000 + i).collect::<Vec<u64>>()];
            let mut truth = vec![None];
            for (i, model) in models.iter().enumerate() {
                let model = model.map_or(0, |model| model.index(texts.len()));
                let mut copy = texts[model].clone();
                let at = (i * 7) % copy.len();
                copy[at] = 10 + i as u64;
                texts.push(copy);
                truth.push(Some(model));
            }
            let carriers: Vec<Carrier> = texts
                .iter()
                .zip(0i64..)
                .map(|(text, time)| {
                    let mut pairs: Vec<u64> = text.windows(2).map(|w| w[0].rotate_left(32) ^ w[1]).collect();
                    pairs.sort_unstable();
                    pairs.dedup();
                    Carrier { pairs, time: Some(time) }
                })
                .collect();
            prop_assume!(truth.iter().filter(|model| **model == Some(0)).count() * 2 > truth.len());
            prop_assert_eq!(parents(&carriers), truth);
        }
    }
}
