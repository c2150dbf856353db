//! Stories about the same happening.

use std::collections::BTreeMap;

use retold_core::align::Evidence;
use retold_core::group::{Linkage, Pair, group};

use crate::intake::Document;
use crate::settle::{Compared, days_apart};

/// For each document (by the lowest number of its event) the event of its story. `story` gives each document's story
/// by the lowest number of its members.
pub fn events(documents: &[Document], story: &[u32], compared: &[Compared]) -> Vec<u32> {
    let first = first_published(documents, story);
    let mut heard: BTreeMap<(u32, u32), Heard> = BTreeMap::new();
    // A page that carries a passage of a report is no report of its happening.
    for pair in compared.iter().filter(|pair| pair.carried.is_none()) {
        let (a, b) = (story[pair.a as usize], story[pair.b as usize]);
        if a != b {
            heard.entry((a.min(b), a.max(b))).or_insert(Heard::of(pair)).hear(pair);
        }
    }
    let score = |(&(a, b), heard): (&(u32, u32), &Heard)| {
        let days = days_apart(first[a as usize], first[b as usize]);
        Pair { a, b, score: heard.agreement(days) }
    };
    // Only these are grouped: most stories have nothing to do with another.
    let mut stories: Vec<u32> = heard.keys().flat_map(|&(a, b)| [a, b]).collect();
    stories.sort_unstable();
    stories.dedup();
    let number = |story: u32| stories.binary_search(&story).ok();
    let numbered = |pair: Pair| Some(Pair { a: number(pair.a)? as u32, b: number(pair.b)? as u32, ..pair });
    let pairs: Vec<Pair> = heard.iter().map(score).filter_map(numbered).collect();
    let event = group(stories.len(), &pairs, Linkage::All);
    let event = |&name: &u32| number(name).map_or(name, |at| stories[event[at] as usize]);
    story.iter().map(event).collect()
}

/// When each story, by its name, was first published: a happening is reported when it happens, and copied for days.
fn first_published(documents: &[Document], story: &[u32]) -> Vec<Option<i64>> {
    let mut first: Vec<Option<i64>> = vec![None; documents.len()];
    for (document, &name) in documents.iter().zip(story) {
        let earliest = &mut first[name as usize];
        *earliest = match (*earliest, document.time) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
    }
    first
}

/// What the reports of two stories have in common.
struct Heard<'a> {
    /// Of two reports that name the same things, those that share most names: a digest is like many things.
    nearest: &'a Evidence,
    /// Does a report of one go on from one of the other?
    goes_on: bool,
}

impl<'a> Heard<'a> {
    fn of(pair: &'a Compared) -> Heard<'a> {
        Heard { nearest: &pair.evidence, goes_on: false }
    }

    fn hear(&mut self, pair: &'a Compared) {
        /// The [`tail`](retold_core::align::Departure::tail) of a text that ends with what another had.
        const TAIL: f32 = 0.03;
        let rank = |evidence| (shares_names(evidence), names(evidence));
        if rank(&pair.evidence) > rank(self.nearest) {
            self.nearest = &pair.evidence;
        }
        self.goes_on |= pair.evidence.departure.tail >= TAIL;
    }

    /// How far the two are about one happening, 0 to 1: from 1/2 on they are, if other reports agree.
    fn agreement(&self, days: Option<f64>) -> f32 {
        let names = names(self.nearest);
        match self.one_happening(days) {
            true => names.max(0.5),
            false if self.two_happenings(days) => 0.0,
            false => names.min(0.49),
        }
    }

    /// Independent reports of one happening name the same people, places and numbers, at one time and in other words;
    /// none of them has the end of another.
    fn one_happening(&self, days: Option<f64>) -> bool {
        /// Share of the lighter text's names and numbers that the other must have where the time is not known.
        const NAMES: f32 = 0.56;
        let alike = || names(self.nearest) >= NAMES && !self.in_same_words();
        shares_names(self.nearest) && !self.goes_on && days.map_or_else(alike, |days| days <= DAYS)
    }

    /// A report that goes on from another or comes days later is of another happening, and so are those that say of
    /// other names the same: they have a pattern in common.
    fn two_happenings(&self, days: Option<f64>) -> bool {
        self.goes_on || self.in_same_words() || days.is_some_and(|days| days > DAYS)
    }

    fn in_same_words(&self) -> bool {
        /// From this structure on two texts say the same; independent reports hardly ever come to it.
        const OTHER_WORDS: f32 = 0.53;
        self.nearest.by_mass().0.structure >= OTHER_WORDS
    }
}

/// The share of the lighter text's names and numbers that the other has.
fn names(evidence: &Evidence) -> f32 {
    evidence.by_mass().0.hard
}

/// Days between the first reports of a happening.
const DAYS: f64 = 1.5;

/// May two pages so many days apart be reports of one happening, or late copies of such? It is often a copy that names
/// what a report of another house names.
pub fn may_be_one(evidence: &Evidence, days: Option<f64>) -> bool {
    /// Days for which a report is copied.
    const COPIED: f64 = 7.0;
    shares_names(evidence) && days.is_none_or(|days| days <= COPIED)
}

/// Do the two name the same people, places and numbers?
fn shares_names(evidence: &Evidence) -> bool {
    /// Share of the lighter text's names and numbers that the other has, and of the heavier one's: a short report has
    /// room for a tenth of what a long one names.
    const LIGHTER: f32 = 0.33;
    const HEAVIER: f32 = 0.1;
    /// The weight of the names and numbers shared that says something: half a dozen rare ones.
    const SHARED: f32 = 30.0;
    let (light, heavy) = evidence.by_mass();
    light.hard * light.hard_mass >= SHARED && light.hard >= LIGHTER && heavy.hard >= HEAVIER
}

#[cfg(test)]
mod tests {
    use retold_core::align::Departure;
    use retold_core::align::evidence::Side;
    use retold_core::link::Verdict;

    use super::*;

    /// A report that shares these parts of its own names and of those of a text as long, or so many times longer.
    fn pair(hard: f32, longer: f32, structure: f32, tail: f32) -> Compared {
        let side = |longer: f32| Side {
            mass: 400.0 * longer,
            hard: hard / longer,
            coverage: 0.5,
            structure: structure / longer,
            hard_mass: 80.0 * longer,
        };
        let departure = Departure { words: 0.2, tail };
        let evidence = Evidence { a: side(1.0), b: side(longer), departure };
        Compared {
            a: 0,
            b: 1,
            evidence,
            matched: 3,
            names: Vec::new(),
            verdict: Verdict { odds: -3.0 },
            carried: None,
        }
    }

    fn agreement(pairs: &[Compared], days: Option<f64>) -> f32 {
        let mut heard = Heard::of(&pairs[0]);
        pairs.iter().for_each(|pair| heard.hear(pair));
        heard.agreement(days)
    }

    #[test]
    fn a_long_copy_does_not_speak_against_the_wire() {
        // The copy has as many of the report's names, but they are few among all of its own.
        let pairs = [pair(0.43, 5.0, 0.3, 0.0), pair(0.42, 1.5, 0.3, 0.0)];
        assert!(agreement(&pairs, Some(0.5)) >= 0.5);
        assert!(agreement(&pairs[..1], Some(0.5)) < 0.5);
    }

    #[test]
    fn a_report_that_goes_on_from_another_is_of_a_later_happening() {
        let independent = [pair(0.7, 1.5, 0.4, 0.0), pair(0.6, 1.5, 0.4, 0.0)];
        let goes_on = [pair(0.7, 1.5, 0.4, 0.0), pair(0.6, 1.5, 0.4, 0.08)];
        for days in [None, Some(1.0)] {
            assert!(agreement(&independent, days) >= 0.5, "{days:?}");
            assert!(agreement(&goes_on, days) < 0.5, "{days:?}");
        }
    }

    #[test]
    fn pages_that_are_weeks_apart_are_not_compared_for_their_names() {
        let evidence = pair(0.7, 1.5, 0.4, 0.0).evidence;
        for (days, may) in [(None, true), (Some(5.0), true), (Some(9.0), false)] {
            assert_eq!(may_be_one(&evidence, days), may, "{days:?}");
        }
    }

    #[test]
    fn texts_of_one_pattern_are_of_two_happenings() {
        assert_eq!(agreement(&[pair(0.55, 1.0, 0.95, 0.0)], None), 0.0);
        assert!(agreement(&[pair(0.6, 1.5, 0.35, 0.0)], None) >= 0.5);
    }
}
