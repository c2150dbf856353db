//! From pairs that were compared to stories.

use std::collections::BTreeMap;

/// Two documents that were compared and the score of their verdict, 0 to 1; a link from 1/2 on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// The document with the lower number.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// How sure it is that they carry one text.
    pub score: f32,
}

/// From this score on a pair is a link.
const LINK: f32 = 0.5;

/// What two groups need to become one: the mean, over the members of the smaller, of their two best scores with the
/// larger. One wrong link between two stories is not enough to make a giant of them.
const SUPPORT: f32 = 0.5;

/// The story of each of `documents` documents: the lowest number of its members; its own where it is alone.
///
/// Links are taken by falling score (equals by number); what else was compared speaks against them. Time: pairs ×
/// members of the smaller side, each of which moves at most log N times.
pub fn group(documents: usize, pairs: &[Pair]) -> Vec<u32> {
    let mut links: Vec<&Pair> = pairs.iter().filter(|p| p.score >= LINK).collect();
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
        if support(&members[small as usize], large, &of, &near) >= SUPPORT {
            let moved = std::mem::take(&mut members[small as usize]);
            for &document in &moved {
                of[document as usize] = large;
            }
            members[large as usize].extend(moved);
        }
    }
    lowest(&members, of)
}

fn support(small: &[u32], large: u32, of: &[u32], near: &BTreeMap<u32, Vec<(u32, f32)>>) -> f32 {
    let sum: f32 = small.iter().map(|document| best_two(document, large, of, near)).sum();
    sum / small.len() as f32
}

/// The mean of a document's two best scores with a group; its one, where it was compared but once.
fn best_two(document: &u32, large: u32, of: &[u32], near: &BTreeMap<u32, Vec<(u32, f32)>>) -> f32 {
    let (mut first, mut second) = (0f32, None);
    for &(other, score) in near.get(document).into_iter().flatten() {
        if of[other as usize] == large {
            if score > first {
                second = (first > 0.0).then_some(first);
                first = score;
            } else {
                second = Some(second.unwrap_or(0.0).max(score));
            }
        }
    }
    second.map_or(first, |s| (first + s) / 2.0)
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
        assert_eq!(group(7, &pairs), [0, 0, 0, 3, 3, 3, 6]);
    }

    #[test]
    fn one_link_counts_less_where_others_were_turned_away() {
        let pair = |a, b, score| Pair { a, b, score };
        let story = [pair(0, 1, 0.9), pair(1, 2, 0.9), pair(0, 2, 0.9)];
        let alone = [&story[..], &[pair(2, 3, 0.55)]].concat();
        assert_eq!(group(4, &alone), [0, 0, 0, 0]);
        let turned_away = [&alone[..], &[pair(0, 3, 0.3), pair(1, 3, 0.2)]].concat();
        assert_eq!(group(4, &turned_away), [0, 0, 0, 3]);
    }
}
