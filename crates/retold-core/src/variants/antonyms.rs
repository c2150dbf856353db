//! Words that were turned into their opposites, or into another one of a sort.

use std::sync::OnceLock;

use super::context::Scene;
use super::contrasts::{Contrast, Pole, are_opposites, contrast, is_of, phrasal};
use super::denial::is_denied;
use super::negation::{are_of_one_parity, is_turned_besides};
use super::{Change, Drift};
use crate::facts::table::{Table, list};
use crate::facts::{Class, Stated};
use crate::language::Sym;
use crate::relation::Relation;

/// Finds the words that cannot be true with the one whose place they have.
pub fn drifts(scene: &Scene, relation: Option<Relation>, out: &mut Vec<Drift>) {
    let poled: Vec<Poled> = scene.given_of(scene.parent().poles()).collect();
    let mut poles = scene.own_of(scene.child().poles()).peekable();
    for at in 0..scene.own.len() {
        let own = scene.own.start + at;
        let of_poles = poles.next_if(|(place, _)| *place == at).map(|(_, poles)| poles);
        let by_field = || of_poles.and_then(|poles| contrasting(scene, at, poles, &poled, relation));
        let is_replaced = matches!(scene.row.pairs.beside(at), Some((_, false)));
        let by_word = || is_replaced.then(|| turned(scene, at, relation)).flatten();
        let found = by_field().or_else(|| by_word().map(|place| (place, Change::Polarity)));
        if let Some((place, change)) = found {
            let change = if is_compass(scene.child().token(own).sym) {
                Change::Place
            } else if scene.child().is_quoted(own) {
                Change::Quote
            } else {
                change
            };
            let with_particle = |stated: &Stated, at: usize| {
                stated.whole(at..at + 1 + usize::from(phrasal(stated, at).is_some()))
            };
            let before = with_particle(scene.parent(), scene.row.window[place]);
            out.push(scene.drift_of(change, before, with_particle(scene.child(), own)));
        }
    }
}

/// What stands around two opposites must be alike so far.
const ALIKE: f32 = 0.6;

/// Where so much is, it is their place though the sentence was turned about.
const PLAIN: f32 = 1.1;

/// In a short sentence this share of what could be, if one stands in the other's place.
const SHARE: f32 = 0.25;

/// The place of a word that is of poles, with these.
type Poled = (usize, &'static [Pole]);

/// The place of the word of the window, one of those with poles, that contrasts with the one at `at`, which is of the poles
/// `own`, and what changed.
fn contrasting(
    scene: &Scene,
    at: usize,
    own: &[Pole],
    poled: &[Poled],
    relation: Option<Relation>,
) -> Option<(usize, Change)> {
    let word_by_word = relation.is_some_and(Relation::goes_word_by_word);
    poled.iter().find_map(|&(place, given)| {
        let contrast = contrast(own, given)?;
        let found = (is_placed(scene, at, place, contrast)
            || word_by_word && contrast.opposite && is_in_step(scene, at, place))
            && is_exchanged(scene, at, place, Some(contrast))
            && !says_the_same(scene, at, place);
        found.then_some((place, contrast.change))
    })
}

/// The place of the word that stands beside that at `at` and is its opposite, by a list or by what stands before either.
///
/// A spinner has its words of such a list, and takes the wrong ones of it as well: who borrowed has lent, and intensive care
/// is extensive.
fn turned(scene: &Scene, at: usize, relation: Option<Relation>) -> Option<usize> {
    let is_listed = relation != Some(Relation::Spun);
    let by_list = is_listed.then(|| opposite(scene, at)).flatten();
    by_list.or_else(|| prefixed(scene, at, relation))
}

/// Do the sentences say the same by two words that contrast?
fn says_the_same(scene: &Scene, at: usize, place: usize) -> bool {
    is_undone(scene, at, place)
        || is_turned(scene, at, place)
        || is_of_both_sides(scene, at, place)
        || is_remedy(scene.child(), scene.own.start + at)
            && is_remedy(scene.parent(), scene.row.window[place])
}

/// "A drug for fever", "a drug against fever"; "a fine for the owner", "a fine against the owner".
fn is_remedy(stated: &Stated, at: usize) -> bool {
    static REMEDIES: OnceLock<Table<()>> = OnceLock::new();
    let remedies = REMEDIES.get_or_init(|| {
        list(
            "drug medicine medicament medication vaccine shot jab treatment therapy remedy pill cure protection insurance \
             fine penalty punishment sanction sentence",
        )
    });
    at > 0 && stated.is_one_of(at, &["for", "against"]) && remedies.has(stated.token(at - 1).sym)
}

/// "Nothing changed", "everything stayed": is what all or none did its opposite too, or denied on one side: "none was hurt",
/// "all were unhurt"?
fn is_undone(scene: &Scene, at: usize, place: usize) -> bool {
    let are_next_opposites = || {
        at + 1 < scene.own.len()
            && place + 1 < scene.row.window.len()
            && are_opposites(scene.own_sym(at + 1), scene.given_sym(place + 1))
    };
    is_quantity(scene.given_sym(place))
        && (are_next_opposites()
            || is_turned_besides(scene.child(), scene.own.start + at)
                != is_turned_besides(scene.parent(), scene.row.window[place]))
}

/// Is what one word has an end of the beginning of what the other has: "the first since 2019", "the last was in 2019"; "suspended
/// until the rain comes", "resumes once the rain comes"?
fn is_turned(scene: &Scene, at: usize, place: usize) -> bool {
    /// Words behind that are looked at.
    const AHEAD: usize = 8;
    let (child, parent, window) = (scene.child(), scene.parent(), &scene.row.window);
    let given = window[place + 1..].iter().copied().take(AHEAD);
    let own = scene.own.clone().skip(at + 1).take(AHEAD);
    let differ = |words: &[&str]| {
        own.clone().any(|at| child.is_one_of(at, words))
            != given.clone().any(|at| parent.is_one_of(at, words))
    };
    let is_order = |stated: &Stated, at: usize| stated.is_one_of(at, &["first", "last"]);
    match is_order(child, scene.own.start + at) && is_order(parent, window[place]) {
        true => differ(&["since"]),
        false => {
            differ(&["until", "till"]) && differ(&["once", "when", "after"])
                || has_no_object(child, scene.own.start + at) != has_no_object(parent, window[place])
        }
    }
}

/// "She came two days after the strike", "Two days before, a strike began": is what came later, or earlier, not named there?
fn has_no_object(stated: &Stated, at: usize) -> bool {
    stated.is_one_of(at, &["before", "after"]) && !stated.gap(at).starts_with(' ')
}

/// Is it said once of each of two sides: "a loan of 5 crowns", "borrowings of 5 crowns"; "sold to Varn", "bought by Varn"; "whose
/// father", "the daughter of"? Of a thing that changed hands nobody says who gave it: "jam sold in Varn", "jam bought in Varn".
fn is_of_both_sides(scene: &Scene, at: usize, place: usize) -> bool {
    type Said = fn(&Stated, usize) -> bool;
    let is_lent: Said = |stated, at| {
        stated.is_one_of(at, &["loan", "loans", "borrowings"])
            || stated.is(at, "borrowing") && stated.is(at + 1, "of")
    };
    let is_sold: Said = |stated, at| {
        stated.is_one_of(at, &["sold", "bought", "purchased"])
            && stated.is_one_of(at + 1, &["in", "at", "under", "below", "on", "across", "by"])
    };
    let is_to: Said =
        |stated, at| stated.is_one_of(at, &["sold", "lent", "loaned"]) && stated.is(at + 1, "to");
    let is_by: Said =
        |stated, at| stated.is_one_of(at, &["bought", "purchased", "borrowed"]) && stated.is(at + 1, "by");
    let is_whose: Said = |stated, at| at > 0 && stated.is_one_of(at - 1, &["whose", "his", "her"]);
    let is_of: Said = |stated, at| stated.is(at + 1, "of");
    let own = |said: Said| said(scene.child(), scene.own.start + at);
    let given = |said: Said| said(scene.parent(), scene.row.window[place]);
    [(is_lent, is_lent), (is_sold, is_sold), (is_to, is_by), (is_whose, is_of)]
        .into_iter()
        .any(|(one, other)| own(one) && given(other) || own(other) && given(one))
}

/// Do two words that contrast stand in one place?
fn is_placed(scene: &Scene, at: usize, place: usize, contrast: Contrast) -> bool {
    let surroundings = scene.surroundings(at, place);
    let is_particle = |class: Class| class == Class::Function;
    if is_particle(scene.own_mark(at).class) || is_particle(scene.given_mark(place).class) {
        let is_alike = match is_particle(scene.given_mark(place).class) {
            true => surroundings >= 2.0 * ALIKE,
            false => is_alike_around(scene, at, place),
        };
        // Words like "up" stand in many places.
        let in_place = if is_quantity(scene.given_sym(place)) { 0.5 } else { 1.0 };
        return scene.in_place(at, place) >= in_place && is_alike;
    }
    // A sentence may have several of a sort of things, and one that was turned about still has one north.
    let in_place = match contrast.opposite {
        false => 1.0,
        true if is_compass(scene.given_sym(place)) => 0.0,
        true => 0.5,
    };
    (scene.in_place(at, place) >= in_place || contrast.opposite && surroundings >= PLAIN)
        && is_alike_around(scene, at, place)
}

/// Who goes word by word has another word for each, in its place: does nearly every word around two stand beside one as far from
/// the other?
fn is_in_step(scene: &Scene, at: usize, place: usize) -> bool {
    const REACH: usize = 4;
    const STEPS: usize = 4;
    const OUT_OF_STEP: usize = 2;
    let around = || (at.saturating_sub(REACH)..(at + REACH + 1).min(scene.own.len())).filter(|&i| i != at);
    let is_beside =
        |i: usize| scene.row.pairs.beside(i).is_some_and(|(other, _)| (other + at).abs_diff(place + i) <= 1);
    let is_word = |class: Class| class != Class::Function;
    is_word(scene.own_mark(at).class)
        && is_word(scene.given_mark(place).class)
        && scene.in_place(at, place) == 1.0
        && around().filter(|&i| is_beside(i)).count()
            >= STEPS.max(around().count().saturating_sub(OUT_OF_STEP))
}

/// Is enough of what stands around two words the same?
fn is_alike_around(scene: &Scene, at: usize, place: usize) -> bool {
    let surroundings = scene.surroundings(at, place);
    surroundings >= ALIKE || scene.in_place(at, place) == 1.0 && surroundings >= SHARE * scene.room(at, place)
}

/// The place of the word that stands beside that at `at`, if WordNet has them for opposites. In a sentence that is told
/// in other words everything stands beside something.
fn opposite(scene: &Scene, at: usize) -> Option<usize> {
    /// The share of its words that a sentence must have kept.
    const KEPT: f32 = 0.4;
    let (place, false) = scene.row.pairs.beside(at)? else { return None };
    let are_words = scene.own_mark(at).class == Class::Word && scene.given_mark(place).class == Class::Word;
    let found = are_words
        && are_opposites(scene.own_sym(at), scene.given_sym(place))
        && scene.row.pairs.share_equal() >= KEPT
        && scene.surroundings(at, place) >= ALIKE
        && is_exchanged(scene, at, place, None)
        && !says_the_same(scene, at, place);
    found.then_some(place)
}

/// Does one of two words stand for the other, and not both on both sides, or one denied? What has its equal stands for
/// that; of the rest a word of the same pole says the same.
fn is_exchanged(scene: &Scene, at: usize, place: usize, contrast: Option<Contrast>) -> bool {
    let (own, given) = (scene.own_sym(at), scene.given_sym(place));
    // Where it is plain that one stands for the other, it may have stood elsewhere too, and what stands beside another word
    // stands for that.
    let in_place = scene.in_place(at, place) == 1.0;
    let is_plain = in_place && scene.surroundings(at, place) >= PLAIN;
    let is_like = |word: Sym, other: Sym, pole: usize, is_answered: bool| {
        word == other || !is_answered && contrast.is_some_and(|contrast| is_of(contrast.poles[pole], word))
    };
    // So does what stands beside one of its own pole.
    let are_of_one_pole = |i: usize, place: usize| {
        in_place
            && contrast.is_some_and(|contrast| {
                contrast
                    .poles
                    .iter()
                    .any(|&pole| is_of(pole, scene.own_sym(i)) && is_of(pole, scene.given_sym(place)))
            })
    };
    let is_answered = |i: usize| match scene.row.pairs.beside(i) {
        Some((place, equal)) => equal || is_plain || are_of_one_pole(i, place),
        None => false,
    };
    let is_met = |place: usize| {
        let beside = |i: usize| matches!(scene.row.pairs.beside(i), Some((other, _)) if other == place);
        scene.is_kept(place) || (0..scene.own.len()).any(|i| beside(i) && are_of_one_pole(i, place))
    };
    let still = (0..scene.own.len()).any(|i| is_like(scene.own_sym(i), given, 1, is_answered(i)));
    let before = || (0..scene.row.window.len()).any(|p| is_like(scene.given_sym(p), own, 0, is_met(p)));
    !still
        && (is_plain || !before())
        && !contrast.is_some_and(|contrast| have_both(scene, at, place, contrast))
        && are_denied_alike(scene, at, place)
}

/// Have both sides a word of either pole: "57 opposed it and 24 backed it", "24 were in favour of it, 57 against"?
fn have_both(scene: &Scene, at: usize, place: usize, Contrast { poles: [own, given], .. }: Contrast) -> bool {
    let other = |i: usize| i != at && is_of(given, scene.own_sym(i));
    let before = |i: usize| i != place && is_of(own, scene.given_sym(i));
    (0..scene.own.len()).any(other) && (0..scene.row.window.len()).any(before)
}

/// Are both words denied, or neither, and that as often in their clauses, but for twice? What "cannot be done unaided"
/// cannot be done without aid.
fn are_denied_alike(scene: &Scene, at: usize, place: usize) -> bool {
    let (own, given) = (scene.own.start + at, scene.row.window[place]);
    is_denied(scene.child(), own) == is_denied(scene.parent(), given)
        && are_of_one_parity((scene.child(), own), (scene.parent(), given))
}

/// The place of the word that is that at `at` but for what turns it into its opposite: "armed", "unarmed".
fn prefixed(scene: &Scene, at: usize, relation: Option<Relation>) -> Option<usize> {
    let (place, false) = scene.row.pairs.beside(at)? else { return None };
    let (own, given) =
        (scene.child().word(scene.own.start + at), scene.parent().word(scene.row.window[place]));
    // Who imprints prints, and spinners have that word for it.
    let is_spun = relation == Some(Relation::Spun);
    let prefixes = if is_spun { &PREFIXES[..SURE] } else { &PREFIXES[..] };
    let found = (has_before(prefixes, own, given) || has_before(prefixes, given, own))
        && !scene.are_alike(at, place)
        && scene.surroundings(at, place) >= ALIKE
        && are_denied_alike(scene, at, place);
    found.then_some(place)
}

/// What turns a word into its opposite before it; the first ones do nothing else.
const PREFIXES: [&str; 7] = ["un", "non", "in", "im", "il", "ir", "dis"];
const SURE: usize = 2;

/// Is a word another one with what turns it into its opposite before it?
pub fn is_prefixed(word: &str, other: &str) -> bool {
    has_before(&PREFIXES, word, other)
}

/// Is a word another one with one of these before it?
fn has_before(prefixes: &[&str], word: &str, other: &str) -> bool {
    let prefix = word.len().checked_sub(other.len()).and_then(|cut| word.get(..cut));
    other.len() > 3
        && prefix.is_some_and(|prefix| prefixes.iter().any(|p| p.eq_ignore_ascii_case(prefix)))
        && word.ends_with(other)
}

/// Does a word say how many or how often?
fn is_quantity(sym: Sym) -> bool {
    static WORDS: OnceLock<Table<()>> = OnceLock::new();
    WORDS
        .get_or_init(|| {
            list("all none everyone everybody everything nobody nothing some most least more less fewer always never")
        })
        .has(sym)
}

fn is_compass(sym: Sym) -> bool {
    static WORDS: OnceLock<Table<()>> = OnceLock::new();
    WORDS
        .get_or_init(|| list("north south east west northern southern eastern western northeast northwest southeast southwest \
                northerly southerly easterly westerly"))
        .has(sym)
}
