//! From pairs that were compared to stories.

use std::collections::BTreeMap;

use crate::link::Verdict;

/// Two documents that were compared and the score of their verdict, 0 to 1; a link from [`Verdict::THRESHOLD`] on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// The document with the lower number.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// How sure it is that they carry one text.
    pub score: f32,
}

/// The mean score that two groups need to become one.
const SUPPORT: f32 = 0.5;

/// Two witnesses of such a score are surely one text, and who supports one of them supports the other.
const SURE: f32 = 0.99;

/// Of such a score one is at least a part of the other.
const PART: f32 = 0.95;

/// The score of a pair that nothing brought together: a third report may miss one of two, but not most of many.
const UNKNOWN: f32 = 0.35;

/// Which scores of a member with a group count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Linkage {
    /// Its two best: a copy descends from one or two of the witnesses, and need not be like the others. It brings its own
    /// copies along: what is [`SURE`] to be its text is as well supported as itself.
    BestTwo,
    /// All, those of pairs that were not compared being [`UNKNOWN`]: what is about one happening is about it in every
    /// report.
    All,
}

/// The group of each of `documents` documents: the lowest number of its members; its own where it is alone.
///
/// Links are taken by falling score (equals by number); what else was compared speaks against them, so that one wrong
/// link between two groups is not enough to make a giant of them. Time: pairs × members of the smaller side, each of
/// which moves at most log N times.
pub fn group(documents: usize, pairs: &[Pair], linkage: Linkage) -> Vec<u32> {
    let mut links: Vec<&Pair> = pairs.iter().filter(|p| p.score >= Verdict::THRESHOLD).collect();
    links.sort_unstable_by(|x, y| y.score.total_cmp(&x.score).then((x.a, x.b).cmp(&(y.a, y.b))));
    let mut near: BTreeMap<u32, Vec<(u32, f32)>> = BTreeMap::new();
    for pair in pairs {
        near.entry(pair.a).or_default().push((pair.b, pair.score));
        near.entry(pair.b).or_default().push((pair.a, pair.score));
    }
    let mut of: Vec<u32> = (0..documents as u32).collect();
    let mut members: Vec<Vec<u32>> = of.iter().map(|&d| vec![d]).collect();
    for link in links {
        let (x, y) = (of[link.a as usize], of[link.b as usize]);
        if x == y {
            continue;
        }
        let (small, large) =
            if members[x as usize].len() <= members[y as usize].len() { (x, y) } else { (y, x) };
        let size = members[large as usize].len();
        if support(&members[small as usize], (large, size), &of, &near, linkage) >= SUPPORT {
            let moved = std::mem::take(&mut members[small as usize]);
            for &document in &moved {
                of[document as usize] = large;
            }
            members[large as usize].extend(moved);
        }
    }
    lowest(&members, of)
}

/// The members of each group, by its name, ascending. `of` is what [`group`] gives.
pub fn members(of: &[u32]) -> BTreeMap<u32, Vec<u32>> {
    let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (document, &name) in (0u32..).zip(of) {
        members.entry(name).or_default().push(document);
    }
    members
}

/// How well the large group supports the small one: the mean over its members.
fn support(
    small: &[u32],
    (large, size): (u32, usize),
    of: &[u32],
    near: &BTreeMap<u32, Vec<(u32, f32)>>,
    linkage: Linkage,
) -> f32 {
    let mut scores: Vec<(u32, f32)> = Vec::new();
    let of_member = |document: &u32| {
        let with = near.get(document).into_iter().flatten();
        scores.clear();
        scores.extend(with.copied().filter(|&(other, _)| of[other as usize] == large));
        match linkage {
            Linkage::BestTwo => {
                scores.sort_unstable_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
                best_two(&scores, near)
            }
            Linkage::All => {
                let unknown = size.saturating_sub(scores.len()) as f32 * UNKNOWN;
                (scores.iter().map(|with| with.1).sum::<f32>() + unknown) / size as f32
            }
        }
    };
    let mut supports: Vec<f32> = small.iter().map(of_member).collect();
    if linkage == Linkage::BestTwo {
        supports = brought_along(small, &supports, near);
    }
    supports.iter().sum::<f32>() / supports.len() as f32
}

/// The mean of the two best of a member's scores with a group, which are sorted. Where there are but two, and one is
/// a part of the other, the better one counts: a digest of the whole has little of a part.
fn best_two(scores: &[(u32, f32)], near: &BTreeMap<u32, Vec<(u32, f32)>>) -> f32 {
    let is_part = |a: u32, b: u32| {
        near.get(&a).into_iter().flatten().any(|&(other, score)| other == b && score >= PART)
    };
    match *scores {
        [] => 0.0,
        [(_, only)] => only,
        [(a, best), (b, _)] if is_part(a, b) => best,
        [(_, best), (_, second), ..] => (best + second) / 2.0,
    }
}

/// The supports of a group's members, each at least that of those that are surely its text.
fn brought_along(group: &[u32], supports: &[f32], near: &BTreeMap<u32, Vec<(u32, f32)>>) -> Vec<f32> {
    let own: BTreeMap<u32, f32> = group.iter().copied().zip(supports.iter().copied()).collect();
    let of_member = |(document, &support): (&u32, &f32)| {
        let with = near.get(document).into_iter().flatten();
        let sure = with.filter(|(_, score)| *score >= SURE).filter_map(|(other, _)| own.get(other));
        sure.fold(support, |best, &other| best.max(other))
    };
    group.iter().zip(supports).map(of_member).collect()
}

fn lowest(members: &[Vec<u32>], mut of: Vec<u32>) -> Vec<u32> {
    for group in members {
        if let Some(&name) = group.iter().min() {
            for &document in group {
                of[document as usize] = name;
            }
        }
    }
    of
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_weak_link_does_not_join_two_stories() {
        let pair = |a, b, score| Pair { a, b, score };
        let pairs = [
            pair(0, 1, 0.9),
            pair(1, 2, 0.9),
            pair(0, 2, 0.9),
            pair(3, 4, 0.9),
            pair(4, 5, 0.9),
            pair(2, 3, 0.6),
        ];
        assert_eq!(group(7, &pairs, Linkage::BestTwo), [0, 0, 0, 3, 3, 3, 6]);
    }

    #[test]
    fn a_copy_brings_its_own_copies_along() {
        let pair = |a, b, score| Pair { a, b, score };
        let story = [pair(0, 1, 0.999), pair(0, 2, 0.9), pair(1, 2, 0.9)];
        // A rewrite of it and what a program made of that, which is like the rewrite alone.
        let rewritten =
            |tie| [pair(3, 4, tie), pair(0, 3, 0.9), pair(1, 3, 0.8), pair(0, 4, 0.02), pair(1, 4, 0.01)];
        assert_eq!(group(5, &[&story[..], &rewritten(0.995)].concat(), Linkage::BestTwo), [0; 5]);
        assert_eq!(group(5, &[&story[..], &rewritten(0.95)].concat(), Linkage::BestTwo), [0, 0, 0, 3, 3]);
    }

    #[test]
    fn a_part_of_a_text_says_nothing_against_a_digest_of_it() {
        let pair = |a, b, score| Pair { a, b, score };
        let wire_and = |part| [pair(0, 1, part), pair(0, 2, 0.8), pair(1, 2, 0.01)];
        assert_eq!(group(3, &wire_and(0.995), Linkage::BestTwo), [0; 3]);
        assert_eq!(group(3, &wire_and(0.9), Linkage::BestTwo), [0, 0, 2]);
    }

    #[test]
    fn one_link_counts_less_where_others_were_turned_away() {
        let pair = |a, b, score| Pair { a, b, score };
        let story = [pair(0, 1, 0.9), pair(1, 2, 0.9), pair(0, 2, 0.9)];
        let alone = [&story[..], &[pair(2, 3, 0.55)]].concat();
        assert_eq!(group(4, &alone, Linkage::BestTwo), [0, 0, 0, 0]);
        let turned_away = [&alone[..], &[pair(0, 3, 0.3), pair(1, 3, 0.2)]].concat();
        assert_eq!(group(4, &turned_away, Linkage::BestTwo), [0, 0, 0, 3]);
    }

    #[test]
    fn a_chain_is_a_group_only_where_the_two_best_count() {
        let pair = |a, b, score| Pair { a, b, score };
        let chain = [pair(0, 1, 0.9), pair(1, 2, 0.8), pair(0, 2, 0.1)];
        assert_eq!(group(3, &chain, Linkage::All), [0, 0, 2]);
        let close = [pair(0, 1, 0.9), pair(1, 2, 0.8), pair(0, 2, 0.3)];
        assert_eq!(group(3, &close, Linkage::All), [0, 0, 0]);
    }
}
