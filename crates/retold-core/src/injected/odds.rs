//! The odds that a run of a witness's words was put into the story by somebody who sells something.

use std::ops::{Deref, Range};

use super::excise::{Bonds, Word};
use super::rest::Rest;
use crate::language::Kind;

/// Words of a foreign run, at the least and at the most.
const SHORTEST: usize = 3;
const LONGEST: usize = 40;

/// What is to be weighed of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Evidence {
    /// Its words.
    pub words: u32,
    /// How much better the sentence answers to its model without the run, for each of its words.
    pub structure: f32,
    /// What the seams say: bonds that its taking out mends, less those that it cuts.
    pub seams: f32,
    /// Its words of content that no witness has which does not descend from this one, nor the page itself elsewhere.
    pub new: u32,
    /// Its function words.
    pub function_words: u32,
    /// Words that speak to the reader, those that tell, and the grades of those of adverts.
    pub address: f32,
    pub report: u32,
    pub speaks: u32,
}

impl Evidence {
    /// Log odds. The weights are those of a logistic regression, rounded (docs/design/foreign.md).
    pub fn odds(&self) -> f32 {
        // An advert of many words has no more of "you" and "your", but what is told has.
        let size = (self.words.max(1) as f32).sqrt();
        Self::PRIOR
            + 2.5 * self.structure.min(Self::FREE)
            + 1.3 * self.seams
            + 4.3 * (1.0 + self.new as f32).ln()
            - 0.3 * self.function_words as f32
            + 8.0 * self.address.min(Self::ENOUGH) / size
            - 2.0 * (self.report as f32).min(Self::ENOUGH)
            + 1.3 * (self.speaks as f32).min(2.0 * Self::ENOUGH)
    }

    /// Of the runs that are held against a model, a few in a thousand are adverts.
    const PRIOR: f32 = -10.0;
    /// Words of one kind beyond these say nothing new.
    const ENOUGH: f32 = 2.0;
    /// What a word is worth at the most that stands for none.
    const FREE: f32 = 1.1;

    /// Those of a whole sentence are no better than these of its words alone: at the best it stands for nothing, and
    /// taking it out mends no bond.
    pub fn most_of_whole(self) -> f32 {
        Evidence { structure: Self::FREE, seams: 0.0, ..self }.odds()
    }

    /// No run of a sentence with so many new words and this voice has more.
    pub fn most(new: u32, address: u32, speaks: u32) -> f32 {
        let best = Evidence {
            words: (new + address).max(SHORTEST as u32),
            structure: Self::FREE,
            seams: Bonds::MOST,
            new,
            function_words: 0,
            address: address as f32,
            report: 0,
            speaks,
        };
        best.odds()
    }
}

/// The run whose taking out leaves the sentence answering best, and whose words the story has least: structure alone
/// sets its bounds. `None` where none gains anything.
///
/// Time: the runs of [`LONGEST`] words, each times the words of the reference.
pub fn loosest<'s>(
    sentence: &[Word],
    rest: &Rest,
    bonds: &impl Deref<Target = Bonds<'s>>,
) -> Option<Range<usize>> {
    let mut best = (0.0, 0..0);
    for start in 0..sentence.len() {
        let mut kept = 0.0;
        for end in start + 1..=sentence.len().min(start + LONGEST) {
            kept += worth(&sentence[end - 1]);
            // To ask about bonds is the dearest, and few runs come near the best without.
            let hopeless = |gain: f32| gain + Bonds::MOST <= best.0;
            if end - start < SHORTEST || hopeless(kept + rest.most(end - start)) {
                continue;
            }
            let answers = kept + rest.gain(start, end);
            if hopeless(answers) {
                continue;
            }
            let cut = answers + bonds.cut(start, end);
            if hopeless(cut) {
                continue;
            }
            let gain = cut + bonds.mended(start, end);
            if gain > best.0 {
                best = (gain, start..end);
            }
        }
    }
    (!best.1.is_empty()).then_some(best.1)
}

/// What is lost with a word that is taken out: most with a name of the story's.
fn worth(word: &Word) -> f32 {
    match word.kind {
        Kind::Function => -0.4,
        Kind::Name if word.known => -2.5,
        _ if word.known => -1.25,
        _ => -0.3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A clause of twelve words, five of them new, that stands for nothing in the model.
    const LOOSE: Evidence = Evidence {
        words: 12,
        structure: 1.0,
        seams: -0.5,
        new: 5,
        function_words: 5,
        address: 0.0,
        report: 0,
        speaks: 0,
    };

    #[test]
    fn structure_alone_is_no_advert() {
        for (evidence, is_advert) in [
            (LOOSE, false),
            (Evidence { report: 1, ..LOOSE }, false),
            (Evidence { address: 2.0, ..LOOSE }, true),
            (Evidence { speaks: 3, ..LOOSE }, true),
            (Evidence { address: 1.0, report: 1, ..LOOSE }, false),
            (Evidence { address: 2.0, new: 1, ..LOOSE }, false),
            (Evidence { speaks: 3, seams: -3.0, ..LOOSE }, false),
        ] {
            assert_eq!(evidence.odds() > 0.0, is_advert, "{evidence:?}");
        }
    }

    #[test]
    fn no_run_has_more_than_the_most() {
        for (new, address, speaks) in [(5, 0, 0), (5, 2, 0), (5, 1, 3), (5, 0, 9)] {
            let evidence = Evidence { address: address as f32, speaks, ..LOOSE };
            assert!(evidence.odds() <= Evidence::most(new, address, speaks));
        }
    }
}
