//! From links between documents to stories.

use std::collections::BTreeMap;

/// A link: two documents and the score of their verdict, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// The document with the lower number.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// How sure it is that they carry one text.
    pub score: f32,
}

/// What two groups need to become one: the mean, over the members of the smaller, of their two best links into the
/// larger (a missing link is 0). One wrong link between two stories is not enough to make a giant of them.
const SUPPORT: f32 = 0.5;

/// The story of each of `documents` documents: the lowest number of its members; its own where it is alone.
///
/// Links are taken by falling score (equals by number). Time: links × members of the smaller side, each of which
/// moves at most log N times.
pub fn group(documents: usize, links: &[Link]) -> Vec<u32> {
    let mut order: Vec<&Link> = links.iter().collect();
    order.sort_unstable_by(|x, y| y.score.total_cmp(&x.score).then((x.a, x.b).cmp(&(y.a, y.b))));
    let mut near: BTreeMap<u32, Vec<(u32, f32)>> = BTreeMap::new();
    for link in links {
        near.entry(link.a).or_default().push((link.b, link.score));
        near.entry(link.b).or_default().push((link.a, link.score));
    }
    let mut of: Vec<u32> = (0..documents as u32).collect();
    let mut members: Vec<Vec<u32>> = of.iter().map(|&d| vec![d]).collect();
    for link in order {
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

/// The mean of a document's two best links into a group; of its one, where it has but one.
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
        let link = |a, b, score| Link { a, b, score };
        let links = [
            link(0, 1, 0.9),
            link(1, 2, 0.9),
            link(0, 2, 0.9),
            link(3, 4, 0.9),
            link(4, 5, 0.9),
            link(2, 3, 0.6),
        ];
        assert_eq!(group(7, &links), [0, 0, 0, 3, 3, 3, 6]);
    }
}
