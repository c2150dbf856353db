//! Do two witnesses carry one text? The evidence of their comparison, weighed.
//!
//! Two things speak for a copy. Its sentences answer to those of the other in all their words and the order of these
//! ([`structure`](crate::align::evidence::Side::structure)): independent reports of one event agree in their names but
//! not in how they say it. And it has the other's names and numbers: texts of one template agree in how they say it
//! but not in those. Both are judged from the side of the lighter text, since a digest covers a report and not the
//! other way round; the heavier text's names count as far as the lighter one could have held them.
//!
//! Against a copy speaks how a report goes on from another ([`Departure`](crate::align::Departure)): it leads
//! with its news, which it tells in words of its own, and ends with what was known before, taken over word for word.
//!
//! The score is the logarithm of the odds that a logistic regression gives (fitted on parents with their children
//! against independent reports, follow-ups and templates; docs/design/link.md has the figures with each story left
//! out). With few names and numbers only structure counts.

use crate::align::{Departure, Evidence};

/// The weights of the regression.
const STRUCTURE: f32 = 9.9;
const HARD_LIGHTER: f32 = 13.3;
const HARD_HEAVIER: f32 = 4.4;
const WORDS: f32 = 36.6;
const TAIL: f32 = 193.0;
/// Structure from which texts without names are one, and the shares of hard words, and of ordinary words in sentences
/// that do not answer, that speak neither way.
const EVEN_STRUCTURE: f32 = 0.6;
const EVEN_HARD: f32 = 0.8;
const EVEN_WORDS: f32 = 0.4;
/// Of the share of weight of the lighter text in the heavier one, so much is expected of the hard words.
const EXPECTED: f32 = 0.75;
/// The hard weight (ten rare names) at which names and numbers have half their say.
const HARD_HALF: f32 = 60.0;
/// News is copied while it is news: of pages this many days apart more is asked.
const DAYS: f64 = 2.0;
const LATE: f32 = 2.0;

/// What the evidence comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    /// Logarithm of the odds that the two are of one story; 0 is the threshold.
    pub odds: f32,
}

impl Verdict {
    /// The score from which two witnesses are linked.
    pub const THRESHOLD: f32 = 0.5;

    /// The odds as a probability.
    pub fn score(self) -> f32 {
        logistic(self.odds)
    }

    /// Are the two of one story?
    pub fn is_link(self) -> bool {
        self.odds >= 0.0
    }
}

/// The probability that odds, as a logarithm, come to.
pub(crate) fn logistic(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}

/// Weighs the evidence; `days` is the time between the two publications, where both are known.
pub fn judge(evidence: &Evidence, days: Option<f64>) -> Verdict {
    let (light, heavy) = evidence.by_mass();
    if light.mass <= 0.0 {
        return Verdict { odds: -10.0 };
    }
    let ratio = light.mass / heavy.mass;
    let names = (light.hard_mass / HARD_HALF).powi(4);
    let say = names / (1.0 + names);
    let hard = HARD_LIGHTER * (light.hard - EVEN_HARD) + HARD_HEAVIER * (heavy.hard - EXPECTED * ratio);
    let Departure { words, tail } = evidence.departure;
    // A program that puts a synonym for every word leaves the structure, and with it little to depart.
    let departure = (1.0 - light.structure) * (WORDS * (words - EVEN_WORDS) - TAIL * tail);
    let late = if days.is_some_and(|d| d > DAYS) { LATE } else { 0.0 };
    Verdict { odds: STRUCTURE * (light.structure - EVEN_STRUCTURE) + say * (hard + departure) - late }
}
