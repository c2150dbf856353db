//! The witnesses of a story: those of its text, and pages that are something else and carry a passage of it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;

use retold_core::span::{self, Span};

use super::Compared;
use super::shelf::{Ready, Shelf};
use crate::intake::Intake;

/// Of documents that carry a story in passages alone: where these stand. The rest of them is something else.
pub type Parts = BTreeMap<u32, Vec<Span>>;

/// The witnesses of a story.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Story {
    /// Their numbers, ascending.
    pub witnesses: Vec<u32>,
    /// Where those stand in theirs that carry no more than passages of it.
    pub parts: Parts,
}

impl Story {
    /// One of its witnesses, as far as it carries it; `shelf` has whole documents.
    ///
    /// # Errors
    /// When its text cannot be read back.
    pub fn take(&self, intake: &Intake, shelf: &mut Shelf, witness: u32) -> io::Result<Arc<Ready>> {
        match self.parts.get(&witness) {
            Some(passages) => Ready::read(intake, witness, Some(passages)).map(Arc::new),
            None => shelf.take(witness),
        }
    }
}

/// Adds to the stories the pages that are in none and carry a passage of one, or of a page that is in none either.
///
/// A page joins the story of which it carries most. Whoever joined is no text that others could carry a passage of: a
/// phrase that wanders from page to page would string them to one giant story.
pub fn join(stories: Vec<Vec<u32>>, compared: &[Compared]) -> Vec<Story> {
    let mut told: BTreeMap<u32, usize> = BTreeMap::new();
    for (number, witnesses) in stories.iter().enumerate() {
        told.extend(witnesses.iter().map(|&document| (document, number)));
    }
    let mut stories: Vec<Story> =
        stories.into_iter().map(|witnesses| Story { witnesses, parts: Parts::new() }).collect();
    let mut joined: BTreeSet<u32> = BTreeSet::new();
    for Carrying { page, text, .. } in carrying(compared, &told) {
        if told.contains_key(&page) || joined.contains(&text) {
            continue;
        }
        let story = *told.entry(text).or_insert_with(|| {
            stories.push(Story { witnesses: vec![text], parts: Parts::new() });
            stories.len() - 1
        });
        stories[story].witnesses.push(page);
        told.insert(page, story);
        joined.insert(page);
    }
    find_parts(&mut stories, compared, &told, &joined);
    stories.iter_mut().for_each(|story| story.witnesses.sort_unstable());
    stories
}

/// A page that may carry a passage of a text.
struct Carrying {
    page: u32,
    text: u32,
    /// Bytes of the page that it would carry.
    len: usize,
}

/// Who may carry a passage of whom, those that carry most first. Of two that both stand alone the one of which less is
/// in the other carries it.
fn carrying(compared: &[Compared], told: &BTreeMap<u32, usize>) -> Vec<Carrying> {
    let mut all: Vec<Carrying> = Vec::new();
    for pair in compared {
        let Some(carried) = &pair.carried else { continue };
        let a_carries = match (told.contains_key(&pair.a), told.contains_key(&pair.b)) {
            (true, true) => continue,
            (true, false) => false,
            (false, true) => true,
            (false, false) => carried.is_by_first(),
        };
        let (page, text, side) = if a_carries { (pair.a, pair.b, 0) } else { (pair.b, pair.a, 1) };
        let len = carried.passages.iter().map(|passage| passage.spans()[side].len()).sum();
        all.push(Carrying { page, text, len });
    }
    all.sort_unstable_by_key(|c| (Reverse(c.len), c.page, c.text));
    all
}

/// Where the passages of each story stand in the pages that joined it.
fn find_parts(
    stories: &mut [Story],
    compared: &[Compared],
    told: &BTreeMap<u32, usize>,
    joined: &BTreeSet<u32>,
) {
    for pair in compared {
        let (Some(carried), Some(story)) = (&pair.carried, told.get(&pair.a)) else { continue };
        if told.get(&pair.b) != Some(story) {
            continue;
        }
        for (side, page) in [pair.a, pair.b].into_iter().enumerate().filter(|(_, page)| joined.contains(page))
        {
            let part = stories[*story].parts.entry(page).or_default();
            let passages: Vec<Span> = carried.passages.iter().map(|passage| passage.spans()[side]).collect();
            *part = span::with(part, &passages);
        }
    }
}

#[cfg(test)]
mod tests {
    use retold_core::align::Evidence;
    use retold_core::carried::Carried;
    use retold_core::link::Verdict;
    use retold_core::passages::Passage;

    use super::*;

    /// A pair of which one carries so many bytes of the other, from these places on.
    fn pair([a, b]: [u32; 2], len: u32, [at, bt]: [u32; 2], shares: [f32; 2]) -> Compared {
        let span = |start| Span { start, end: start + len };
        let passage = Passage { a: 0..1, b: 0..1, a_span: span(at), b_span: span(bt), likeness: 1.0 };
        let carried = Some(Box::new(Carried { passages: vec![passage], shares }));
        let (evidence, verdict) = (Evidence::default(), Verdict { odds: -9.0 });
        Compared { a, b, evidence, matched: 0, names: Vec::new(), verdict, carried }
    }

    fn joined(stories: &[&[u32]], compared: &[Compared]) -> Vec<(Vec<u32>, Vec<u32>)> {
        let stories = stories.iter().map(|story| story.to_vec()).collect();
        let told = |story: Story| (story.witnesses, story.parts.into_keys().collect());
        join(stories, compared).into_iter().map(told).collect()
    }

    #[test]
    fn a_page_joins_the_story_of_which_it_carries_most() {
        let compared = [
            pair([0, 2], 300, [0, 50], [0.5, 0.1]),
            pair([1, 2], 300, [0, 90], [0.5, 0.1]),
            pair([2, 4], 400, [500, 0], [0.2, 0.4]),
        ];
        assert_eq!(joined(&[&[0, 1]], &compared[..2]), [(vec![0, 1, 2], vec![2])]);
        assert_eq!(joined(&[&[0, 1], &[3, 4]], &compared), [(vec![0, 1], vec![]), (vec![2, 3, 4], vec![2])]);
    }

    #[test]
    fn its_passages_are_those_that_it_shares_with_any_witness() {
        let compared = [pair([0, 2], 300, [0, 50], [0.5, 0.1]), pair([1, 2], 300, [0, 90], [0.5, 0.1])];
        let [story] = &join(vec![vec![0, 1]], &compared)[..] else { panic!("one story") };
        assert_eq!(story.parts[&2], [Span { start: 50, end: 390 }]);
    }

    #[test]
    fn of_two_that_are_alone_the_one_of_which_less_is_shared_carries() {
        for (shares, page) in [([0.1, 0.6], 0), ([0.6, 0.1], 1), ([0.3, 0.3], 1)] {
            assert_eq!(joined(&[], &[pair([0, 1], 300, [0, 0], shares)]), [(vec![0, 1], vec![page])]);
        }
    }

    #[test]
    fn pages_that_carry_the_same_are_not_strung_together() {
        // 1 carries a passage of 0, and 2 the same, but of 1 alone.
        let compared = [pair([0, 1], 400, [0, 0], [0.5, 0.2]), pair([1, 2], 300, [0, 0], [0.3, 0.2])];
        assert_eq!(joined(&[], &compared), [(vec![0, 1], vec![1])]);
    }

    #[test]
    fn who_has_a_story_stays_there() {
        let compared = [pair([0, 2], 900, [0, 0], [0.5, 0.2])];
        assert_eq!(joined(&[&[0, 1], &[2, 3]], &compared), [(vec![0, 1], vec![]), (vec![2, 3], vec![])]);
    }
}
