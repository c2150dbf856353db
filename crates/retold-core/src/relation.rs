//! How a witness stands to its parent.

use std::rc::Rc;

use crate::align::Matrix;
use crate::among::{is_among, place_among};
use crate::language::english::Bigrams;
use crate::language::{Kind, Sym};
use crate::link::logistic;
use crate::tokens::Token;
use crate::witness::Witness;
use crate::wording::Wording;

/// How a witness stands to its parent (docs/glossary.md).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// Equal after normalisation.
    Copy,
    /// Verbatim body, a newsroom's house changes.
    Reprint,
    /// Light rewording.
    Edit,
    /// New sentences, same content.
    Rewrite,
    /// Word-by-word substitution.
    Spun,
    /// Through another language and back.
    Translation,
    /// The gist.
    Digest,
    /// A verbatim part.
    Excerpt,
    /// More than one parent.
    Merge,
}

impl Relation {
    /// All of them.
    pub const ALL: [Relation; 9] = [
        Relation::Copy,
        Relation::Reprint,
        Relation::Edit,
        Relation::Rewrite,
        Relation::Spun,
        Relation::Translation,
        Relation::Digest,
        Relation::Excerpt,
        Relation::Merge,
    ];

    /// The relation of that name.
    pub fn named(name: &str) -> Option<Relation> {
        Relation::ALL.into_iter().find(|relation| relation.name() == name)
    }

    /// Are all sentences there, in other words? (A part is of the whole, and a verbatim copy of what it copies.)
    pub fn is_rewording(self) -> bool {
        matches!(self, Relation::Edit | Relation::Rewrite | Relation::Spun | Relation::Translation)
    }

    /// Does it go from word to word, with another for most?
    pub fn goes_word_by_word(self) -> bool {
        matches!(self, Relation::Spun | Relation::Translation)
    }

    /// Is it told in sentences of its own?
    pub fn retells(self) -> bool {
        matches!(self, Relation::Rewrite | Relation::Digest | Relation::Merge)
    }

    /// Does a witness that stands so to another keep its words?
    pub fn keeps_wording(self) -> bool {
        matches!(
            self,
            Relation::Copy | Relation::Reprint | Relation::Edit | Relation::Excerpt | Relation::Merge
        )
    }

    /// Its name in the tables.
    pub fn name(self) -> &'static str {
        match self {
            Relation::Copy => "copy",
            Relation::Reprint => "reprint",
            Relation::Edit => "edit",
            Relation::Rewrite => "rewrite",
            Relation::Spun => "spun",
            Relation::Translation => "translation",
            Relation::Digest => "digest",
            Relation::Excerpt => "excerpt",
            Relation::Merge => "merge",
        }
    }
}

/// What the judgement rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Features {
    /// Weight of the child over that of the parent.
    pub length: f32,
    /// Share of the child's runs of three words that the parent has.
    pub runs: f32,
    /// Share of its ordinary words found in the two sentences of the parent that are most like theirs.
    pub ordinary: f32,
    /// Share of its function words found there, each as often as it stands there.
    pub function: f32,
    /// Share of its runs of three words in quotation marks that the parent has; `None` where there are few.
    pub quoted: Option<f32>,
    /// Kendall's tau of the places of its sentences and of their matches.
    pub order: f32,
    /// Mean log10 probability of its pairs of words that the parent has not; [`PLAIN`] where there are few.
    pub novelty: f32,
    /// Mean log10 probability of the parent's pairs that it has not; [`PLAIN`] where there are few.
    pub lost: f32,
    /// Function words for every name and number, as a multiple of the parent's.
    pub padding: f32,
}

impl Features {
    /// Those of a child that says nothing of its parent: there are no words, or they are all the parent's.
    const UNTOLD: Features = Features {
        length: 1.0,
        runs: 0.0,
        ordinary: 1.0,
        function: 1.0,
        quoted: None,
        order: 1.0,
        novelty: PLAIN,
        lost: PLAIN,
        padding: 1.0,
    };
}

/// The mean log10 probability of pairs of words in plain prose.
pub const PLAIN: f32 = -2.6;

/// Compares a child with its parent. Of a verbatim child only the length and the runs are found.
pub fn features(child: &Wording, parent: &Wording) -> Features {
    features_given(child, parent, || Rc::new(Matrix::of(&child.witness, &parent.witness)))
}

/// The same, where `alike` says how alike their sentences are, the child's by row.
pub(crate) fn features_given(
    child: &Wording,
    parent: &Wording,
    alike: impl FnOnce() -> Rc<Matrix>,
) -> Features {
    features_of(child, parent, alike, || plainnesses(child, parent))
}

/// The same, where `back`, the features of the parent as a child of its child, are known as well.
pub(crate) fn features_beside(
    child: &Wording,
    parent: &Wording,
    back: &Features,
    alike: impl FnOnce() -> Rc<Matrix>,
) -> Features {
    // What is new to the one is lost to the other, if it was looked for.
    let known = back.runs < VERBATIM;
    let plainness = || if known { [back.lost, back.novelty] } else { plainnesses(child, parent) };
    features_of(child, parent, alike, plainness)
}

/// The plainness of the child's own pairs of words and that of its parent's.
fn plainnesses(child: &Wording, parent: &Wording) -> [f32; 2] {
    [plainness(child, parent), plainness(parent, child)]
}

/// The features, where `plainness` gives [`plainnesses`].
fn features_of(
    child: &Wording,
    parent: &Wording,
    alike: impl FnOnce() -> Rc<Matrix>,
    plainness: impl FnOnce() -> [f32; 2],
) -> Features {
    let (c, p) = (&child.witness, &parent.witness);
    if c.sentences.is_empty() || p.sentences.is_empty() {
        return Features::UNTOLD;
    }
    let verbatim = Features {
        length: c.mass() / p.mass().max(1.0),
        runs: child.runs().kept(parent.runs()),
        ..Features::UNTOLD
    };
    if verbatim.runs >= VERBATIM {
        return verbatim;
    }
    let matrix = alike();
    let (ordinary, function) = kept_words(child, parent, &matrix);
    let [novelty, lost] = plainness();
    let (order, padding) = (tau(&matrix), padding(c) / padding(p));
    let quoted = kept_quotations(child, parent);
    Features { ordinary, function, quoted, order, novelty, lost, padding, ..verbatim }
}

/// Judges. The tests stand in this order since each rules out what the later ones could mistake: length before
/// wording, verbatim before reworded, spun and edited before order, for these may move their paragraphs too.
pub fn judge(f: &Features) -> Relation {
    match f {
        f if f.runs >= ALL && f.length >= WHOLE => Relation::Copy,
        f if f.length < SHORT && f.runs >= VERBATIM => Relation::Excerpt,
        f if f.length < SHORT => Relation::Digest,
        f if f.runs >= VERBATIM => Relation::Reprint,
        f if looks_spun(spun(f)) => Relation::Spun,
        f if f.order < IN_ORDER && kept(f) < KEPT => Relation::Rewrite,
        f if f.order < IN_ORDER || is_edited(f) => Relation::Edit,
        // A translator finds other words for what is quoted too; who writes the sentences anew may keep their order.
        f if f.quoted.is_some_and(|quoted| quoted >= QUOTED) => Relation::Rewrite,
        _ => Relation::Translation,
    }
}

/// Is a witness of this spun-ness, 0 to 1, rather spun than not?
pub fn looks_spun(spun: f32) -> bool {
    spun > 0.5
}

/// With so many runs of three words kept, and so much of the weight, a text is a copy.
const ALL: f32 = 0.995;
const WHOLE: f32 = 0.97;
/// A witness lighter than this share of its parent is a digest or an excerpt.
const SHORT: f32 = 0.5;
/// With so many runs of three words kept a text is a reprint.
const VERBATIM: f32 = 0.7;
/// Below this agreement of order the sentences were written anew.
const IN_ORDER: f32 = 0.82;
/// The share of words kept from which a text was edited, and neither written anew nor translated.
const KEPT: f32 = 0.722;

/// Of a text that keeps more of its quotations less of the rest must be kept: an editor quotes as his source does, in whose
/// language a translator no longer has it.
const KEPT_OR_QUOTED: f32 = 0.82;
const FOR_QUOTED: f32 = 0.2;
/// The share of its quotations that only those keep who work in the language of what is quoted.
const QUOTED: f32 = 0.75;

/// Was a text that keeps the order of its sentences edited, and not translated?
fn is_edited(f: &Features) -> bool {
    match f.quoted {
        Some(quoted) => kept(f) + FOR_QUOTED * quoted >= KEPT_OR_QUOTED,
        None => kept(f) >= KEPT,
    }
}

/// The share of words that were kept. Ordinary words tell twice as much as function words: a translator finds these anew
/// in any case.
fn kept(f: &Features) -> f32 {
    (2.0 * f.ordinary + f.function) / 3.0
}

/// How much the child looks like the work of a program that rewords, 0 to 1. Programs that put a synonym for every
/// word leave few of the parent's ordinary words, and the new ones stand together as nobody would put them; others
/// make a noun of every verb, and need many small words around it. A verbatim child is not spun, whatever its parent
/// is; and in a short one a person leaves as little of the wording.
pub fn spun(f: &Features) -> f32 {
    if f.runs >= VERBATIM || f.length < SHORT {
        return 0.02 * (1.0 - f.runs);
    }
    logistic(spun_odds(f))
}

/// How spun a witness looks that has no parent among its relatives, held against one of them: `own` are its features
/// beside that one, `other` gives those of that one beside it. Two copies of a lost text both have what the other has
/// not; the odder of the two is the spun one. A verbatim relative and one of another length say nothing.
pub fn spun_beside(own: &Features, other: impl FnOnce() -> Features) -> Option<f32> {
    // As much shorter as the one is, as much longer is the other.
    if own.runs >= VERBATIM || !(SHORT..=1.0 / SHORT).contains(&own.length) {
        return None;
    }
    let (own, other) = (spun_odds(own), spun_odds(&other()));
    Some(logistic(own + (own - other) / 2.0))
}

fn spun_odds(f: &Features) -> f32 {
    // The parent's own words, held against the child's, are the measure of what is odd in this story; unless the
    // parent is spun itself.
    let odder = f.lost.max(SPUN_NOVELTY) - f.novelty;
    let replaced =
        6.7 * (SPUN_NOVELTY - f.novelty) + 16.6 * (SPUN_ORDINARY - f.ordinary) + 4.9 * (odder - SPUN_ODDER);
    // Who writes the sentences anew may well take more words; a program goes from sentence to sentence.
    let most = if f.order < IN_ORDER { -6.0 } else { 6.0 };
    let padded = (20.0 * (f.padding - SPUN_PADDING)).clamp(-6.0, most);
    replaced.max(padded)
}

/// Where spun copies and honest ones part (docs/design/relation.md has the regression): the mean log10 probability of
/// the new pairs of words, the share of ordinary words kept, how much odder the new pairs are than those that they
/// replace, and how many more function words a name takes.
const SPUN_NOVELTY: f32 = -3.65;
const SPUN_ORDINARY: f32 = 0.50;
const SPUN_ODDER: f32 = 0.57;
const SPUN_PADDING: f32 = 1.475;

/// Function words for every name and number.
fn padding(of: &Witness) -> f32 {
    let count = |is: fn(&Token) -> bool| of.tokens.iter().filter(|t| is(t)).count() as f32;
    count(|t| t.kind == Kind::Function).max(1.0) / count(Token::is_hard).max(1.0)
}

/// The shares of the child's ordinary words and of its function words that stand in the two sentences of the parent most
/// like theirs.
fn kept_words(child: &Wording, parent: &Wording, matrix: &Matrix) -> (f32, f32) {
    let (mut words, mut kept, mut functions, mut kept_functions) = (0, 0, 0, 0);
    let mut bag: Vec<Sym> = Vec::new();
    for i in 0..child.witness.sentences.len() {
        bag.clear();
        matrix.related::<2>(i).for_each(|j| bag.extend_from_slice(parent.syms_of(j)));
        for token in child.witness.words(i) {
            match token.kind {
                Kind::Word => {
                    words += 1;
                    kept += usize::from(is_among(token.sym, &bag));
                }
                Kind::Function => {
                    functions += 1;
                    // A function word answers to one only; an ordinary word may be repeated.
                    if let Some(at) = place_among(token.sym, &bag) {
                        kept_functions += 1;
                        bag.swap_remove(at);
                    }
                }
                _ => {}
            }
        }
    }
    let share = |part: usize, whole: usize| part as f32 / whole.max(1) as f32;
    (share(kept, words), share(kept_functions, functions))
}

/// The share of the child's runs of three words in quotation marks that its parent has.
fn kept_quotations(child: &Wording, parent: &Wording) -> Option<f32> {
    /// Of fewer runs the share says nothing.
    const FEW: usize = 10;
    let (mut runs, mut kept) = (0, 0);
    for run in child.quoted_runs() {
        runs += 1;
        kept += usize::from(parent.runs().has(run));
    }
    (runs >= FEW).then(|| kept as f32 / runs as f32)
}

/// Kendall's tau over the sentences that have a clear match; 1 where fewer than two have.
fn tau(matrix: &Matrix) -> f32 {
    const CLEAR: f32 = 0.25;
    let places: Vec<usize> = (0..matrix.rows())
        .filter_map(|i| matrix.best(i))
        .filter(|&(_, likeness)| likeness > CLEAR)
        .map(|(j, _)| j)
        .collect();
    let (mut rising, mut falling) = (0i64, 0i64);
    for (i, a) in places.iter().enumerate() {
        for b in &places[i + 1..] {
            rising += i64::from(a < b);
            falling += i64::from(a > b);
        }
    }
    if rising + falling == 0 { 1.0 } else { (rising - falling) as f32 / (rising + falling) as f32 }
}

/// Mean log10 probability of the pairs of `own` that `other` has not.
fn plainness(own: &Wording, other: &Wording) -> f32 {
    /// Of fewer pairs the mean says nothing.
    const FEW: usize = 8;
    let new = own.ranks_of_new_pairs(other);
    // Rounded, they have an exact sum, whatever their order.
    let sum: f64 = Bigrams::get().log10_of_all(&new).map(|log| f64::from(log as f32)).sum();
    if new.len() < FEW { PLAIN } else { (sum / new.len() as f64) as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Page;
    use crate::language::Lexicon;

    /// Of a text in the order of its parent that changed many words, and none oddly.
    const REWORDED: Features = Features { ordinary: 0.68, function: 0.68, runs: 0.3, ..Features::UNTOLD };

    #[test]
    fn who_works_in_another_language_keeps_no_quotation() {
        for (quoted, ordinary, order, relation) in [
            (Some(1.0), 0.68, 1.0, Relation::Edit),
            (Some(0.3), 0.68, 1.0, Relation::Translation),
            (None, 0.68, 1.0, Relation::Translation),
            // Few words were kept, but all that was said.
            (Some(1.0), 0.5, 1.0, Relation::Rewrite),
            (Some(0.3), 0.5, 0.2, Relation::Rewrite),
            (Some(1.0), 0.68, 0.2, Relation::Rewrite),
        ] {
            let features = Features { ordinary, quoted, order, ..REWORDED };
            assert_eq!(judge(&features), relation, "{features:?}");
        }
    }

    #[test]
    fn quotations_are_held_against_all_that_the_parent_says() {
        let wording = |text: &str| {
            let page = Page { text: text.to_owned(), ..Page::default() };
            Wording::of(text, Witness::of(&page, &mut Lexicon::english()))
        };
        let parent = wording(
            "The mayor of Varn, Ann Oke, said the bridge would stay shut until the winter was over.\n\
             \"We have no other way to keep the lorries off it, and I will not have a dead man on my hands,\" she said.",
        );
        for (child, kept) in [
            (
                "\"We have no other way to keep the lorries off it, and I will not have a dead man on my hands,\" Varn's \
                 mayor told people. Her bridge stays closed.",
                Some(1.0),
            ),
            (
                "\"There is no way but this to hold trucks from it, and I do not want to have one dead on my hands,\" Varn's \
                 mayor told people.",
                Some(0.1),
            ),
            ("Varn's mayor told people that \"no other way\" was left to her.", None),
        ] {
            let found = kept_quotations(&wording(child), &parent);
            assert_eq!(found.map(|share| (share * 10.0).round() / 10.0), kept, "{child}");
        }
    }
}
