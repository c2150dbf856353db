//! A passage of one text that tells in short what the other tells all over.

use std::ops::Range;

use super::edges::{Vocabulary, edges};
use super::grow::{grow, reach};
use super::seeds::Seed;
use super::sides::{Side, common};
use super::{Place, is_enough};

/// Sentences of the digest, and of what it digests, that may stand without a seed in between.
const GAPS: [u32; 2] = [2, 30];
/// A digest has this many sentences at the least: one that has to do with several is a headline.
const SENTENCES: usize = 3;
/// What it digests is so many times longer.
const RATIO: f32 = 2.5;
/// The share by weight of what it says that the other text has, beyond what the rest of its own text shares with that.
/// Texts of one subject share a third of their words wherever one looks.
const CONTRAST: f32 = 0.45;
/// It comes from all over the other text: no place there, half as long again as the digest, has more than this share
/// of what it shares with the whole.
const LOCAL: f32 = 0.7;
const WINDOW: f32 = 1.5;
/// What stands in one place of the other text for this share, as alike as this, was copied from there.
const COPIED: f32 = 0.7;
const MOST: f32 = 0.5;

/// The digests that either text has of the other. `seeds` are sentences that have anything to do with each other, and
/// `passages` what was found in one place of both. Time: that of [`grow`], and linear in the texts for every digest.
pub fn digests(a: &Side, b: &Side, seeds: &[Seed], passages: &[Place]) -> Vec<Place> {
    let [short, long] = GAPS;
    let grown = |gaps| grow(seeds.to_vec(), gaps).into_iter().filter(|part| part.len() >= SENTENCES);
    let of_b = grown([short, long]).filter_map(|part| {
        let near = [a.tokens(reach(&part, |s| s.a)), b.tokens(reach(&part, |s| s.b))];
        let copied = |at: &Range<usize>| passages.iter().any(|p| is_copied(at, &p.a, p.likeness));
        let (at, whole, likeness) = digest(a, b, near, copied)?;
        Some(Place { a: at, b: whole, likeness })
    });
    let of_a = grown([long, short]).filter_map(|part| {
        let near = [b.tokens(reach(&part, |s| s.b)), a.tokens(reach(&part, |s| s.a))];
        let copied = |at: &Range<usize>| passages.iter().any(|p| is_copied(at, &p.b, p.likeness));
        let (at, whole, likeness) = digest(b, a, near, copied)?;
        Some(Place { a: whole, b: at, likeness })
    });
    of_b.chain(of_a).collect()
}

/// Does `passage` cover enough of the digest `at`?
fn is_copied(at: &Range<usize>, passage: &Range<usize>, likeness: f32) -> bool {
    let both = at.end.min(passage.end).saturating_sub(at.start.max(passage.start));
    likeness >= COPIED && both as f32 >= MOST * at.len() as f32
}

/// The digest that `side` has near the first place of what `other` has at the second, and the share of it that the
/// other has.
fn digest(
    side: &Side,
    other: &Side,
    [near, whole]: [Range<usize>; 2],
    is_copied: impl Fn(&Range<usize>) -> bool,
) -> Option<(Range<usize>, Range<usize>, f32)> {
    let is_short = |at: &Range<usize>| whole.len() as f32 >= RATIO * at.len() as f32;
    if !is_short(&near) {
        return None;
    }
    let vocabulary = Vocabulary::of(other, &whole);
    let at = edges(side, &edges(side, &near, &vocabulary), &vocabulary);
    let (own, others) = (side.bag(at.clone()), other.bag(whole.clone()));
    let (_, shared) = common(&own, &others);
    let share = shared / own.iter().map(|w| w.1).sum::<f32>();
    let stands = is_enough(shared)
        && is_short(&at)
        && side.sentences(&at).len() >= SENTENCES
        && share - elsewhere(side, &at, &vocabulary) >= CONTRAST
        && local(side, &at, other, &whole) <= LOCAL
        && !is_copied(&at);
    stands.then_some((at, whole, share))
}

/// The share by weight of the rest of a text that has words of the vocabulary.
fn elsewhere(side: &Side, at: &Range<usize>, vocabulary: &Vocabulary) -> f32 {
    /// Of a rest that is shorter than a page, it is not known.
    const FEW: [f32; 2] = [20.0, 200.0];
    let [mut known, mut all] = FEW;
    for place in (0..side.words.len()).filter(|place| !at.contains(place)) {
        all += side.weights[place];
        if vocabulary.has(side.words[place]) {
            known += side.weights[place];
        }
    }
    known / all
}

/// The most by weight that one place of `whole` has of the distinct words that it shares with `at`, as a share of all.
fn local(side: &Side, at: &Range<usize>, other: &Side, whole: &Range<usize>) -> f32 {
    let digest = Vocabulary::of(side, at);
    let window = (WINDOW * at.len() as f32) as usize;
    let mut shared: Vec<(u32, f32, usize)> =
        other.bag(whole.clone()).iter().filter(|w| digest.has(w.0)).map(|w| (w.0, 0.0, 0)).collect();
    let find = |shared: &[(u32, f32, usize)], place: usize| {
        shared.binary_search_by_key(&other.words[place], |w| w.0).ok()
    };
    let (mut here, mut most) = (0.0, 0f32);
    for place in whole.clone() {
        if let Some(word) = find(&shared, place) {
            let (_, weight, times) = &mut shared[word];
            *weight = other.weights[place];
            here += if *times == 0 { *weight } else { 0.0 };
            *times += 1;
        }
        if place >= whole.start + window
            && let Some(word) = find(&shared, place - window)
        {
            let (_, weight, times) = &mut shared[word];
            *times -= 1;
            here -= if *times == 0 { *weight } else { 0.0 };
        }
        most = most.max(here);
    }
    most / shared.iter().map(|w| w.1).sum::<f32>().max(f32::MIN_POSITIVE)
}
