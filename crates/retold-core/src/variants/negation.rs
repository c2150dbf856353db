//! Negations that came or went.

use std::ops::Range;
use std::sync::OnceLock;

use super::antonyms::is_prefixed;
use super::context::Scene;
use super::contrasts::poles;
use super::denial::{No, joins_clauses, negates, says_less, says_no, turns};
use super::{Change, Drift};
use crate::collation::tokens;
use crate::facts::table::{Table, list};
use crate::facts::{Class, Stated};
use crate::relation::Relation;

/// A witness in which so many negations came and went piles them up, and what it says is the same: a slip happens once or
/// twice.
pub const MANNER: usize = 4;

/// A negation that stands on one side only, in a place that is otherwise the same.
///
/// What else says no in the sentence, and has no equal either, may stand for it. Who tells the gist, or of two, leaves out
/// what is denied as well, but for a sentence that was taken over as it is.
pub fn drift(scene: &Scene, relation: Option<Relation>) -> Option<Drift> {
    /// The share of its words that a sentence which was taken over has from the parent.
    const PLAIN: f32 = 0.8;
    let tells = match relation {
        Some(Relation::Digest) => false,
        Some(Relation::Merge) => scene.row.pairs.share_equal() >= PLAIN,
        _ => true,
    };
    let is_spun = relation == Some(Relation::Spun);
    let goes_word_by_word = relation.is_some_and(Relation::goes_word_by_word);
    let told = tells.then(|| negation(scene, !is_spun)).flatten();
    told.or_else(|| goes_word_by_word.then(|| silenced(scene, is_spun)).flatten())
}

/// The only negation of a sentence that nothing answers to, if nothing says no in one as long that stands for it. Who
/// goes word by word loses no negation on the way. What says no and stands beside what does answers to it.
fn silenced(scene: &Scene, is_spun: bool) -> Option<Drift> {
    let (child, parent, window) = (scene.child(), scene.parent(), &scene.row.window);
    let is_of_one_length = scene.own.len().abs_diff(window.len()) * 4 <= window.len();
    if scene.row.sentences.len() != 1 || !is_of_one_length {
        return None;
    }
    // Mostly there is none, and the witness need not be asked.
    let denied: Vec<usize> = scene.given_of(parent.denials()).map(|(place, _)| place).collect();
    if denied.is_empty() {
        return None;
    }
    let beside = |at: usize| scene.row.pairs.beside(at).map(|(place, _)| place);
    // Who keeps the order of all words has in the place of something far off nothing to say of what was denied here.
    let is_far = |at: usize| {
        let far = |other: usize| denied.iter().all(|place| place.abs_diff(other) > 2 * DOUBLED);
        is_spun && !negates(child, scene.own.start + at) && beside(at).is_some_and(far)
    };
    let own = scene.own_of(child.denials()).map(|(at, _)| at).filter(|&at| !is_far(at));
    let answered: Option<Vec<usize>> =
        own.map(|at| beside(at).filter(|place| denied.contains(place))).collect();
    let answered = answered?;
    let mut given = denied.iter().copied().filter(|place| !answered.contains(place));
    let place = given.next().filter(|&place| negates(parent, window[place]))?;
    // "Does not stop", "doesn't freeze": one that answers to the other word is this one's as well.
    let is_answered_beside = |at: usize| {
        negates(child, scene.own.start + at)
            && beside(at).is_some_and(|other| other.abs_diff(place) <= DOUBLED)
    };
    let is_doubled = || (0..scene.own.len()).any(is_answered_beside);
    if given.next().is_some()
        || is_doubled()
        || is_given_another(scene, place)
        || says_less(parent, window.get(place + 1).copied())
        || is_of_somebody(parent, window.get(place + 1).copied())
        || is_said_otherwise(scene)
    {
        return None;
    }
    Some(scene.drift_of(Change::Polarity, window[place]..window[place] + 1, instead(scene, place)?))
}

/// "Not its own": another's.
fn is_of_somebody(stated: &Stated, at: Option<usize>) -> bool {
    at.is_some_and(|at| matches!(stated.word(at), "its" | "their" | "his" | "her" | "our" | "my" | "your"))
}

/// The tokens of the witness from what stands right before a place of the window to what stands behind it.
fn instead(scene: &Scene, place: usize) -> Option<Range<usize>> {
    let beside = |at: usize| scene.row.pairs.beside(at).map(|(other, _)| other);
    let start = (0..scene.own.len()).rev().find(|&at| beside(at).is_some_and(|other| other < place))?;
    let is_behind = |&at: &usize| beside(at).is_some_and(|other| other > place);
    let end = (start..scene.own.len()).find(is_behind).map_or(start, |at| at.min(start + PREDICATE));
    Some(scene.own.start + start..scene.own.start + end + 1)
}

/// The same as [`drift`], of whoever tells all; `sure` where words are equal by more than chance.
fn negation(scene: &Scene, sure: bool) -> Option<Drift> {
    let (child, parent, window) = (scene.child(), scene.parent(), &scene.row.window);
    let own_token = |at: usize| scene.own.start + at;
    let denies = |(place, no): (usize, No)| (no == No::Denial).then_some(place);
    let own: Vec<usize> = scene.own_of(child.denials()).filter_map(denies).collect();
    let given: Vec<usize> = scene.given_of(parent.denials()).filter_map(denies).collect();
    if own.is_empty() && given.is_empty() {
        return None;
    }
    // One that stands beside another answers to it.
    let beside = |at: usize| scene.row.pairs.beside(at).map(|(place, _)| place).filter(|p| given.contains(p));
    let answered: Vec<usize> = own.iter().filter_map(|&at| beside(at)).collect();
    let own: Vec<usize> = own.iter().copied().filter(|&at| beside(at).is_none()).collect();
    let given: Vec<usize> = given.iter().copied().filter(|place| !answered.contains(place)).collect();
    let came_alone: Vec<usize> = own.iter().copied().filter(|&at| negates(child, own_token(at))).collect();
    let went_alone: Vec<usize> = given.iter().copied().filter(|&p| negates(parent, window[p])).collect();
    if own.len() < went_alone.len() {
        went_alone.into_iter().find_map(|place| went(scene, place, sure))
    } else if given.len() < came_alone.len() {
        came_alone.into_iter().find_map(|at| came(scene, at, sure))
    } else {
        None
    }
}

/// The negation at a place of the parent, if nothing answers to it: if less is denied where it would be.
fn went(scene: &Scene, place: usize, sure: bool) -> Option<Drift> {
    let window = &scene.row.window;
    let gap = own_gap(scene, place, sure)?;
    let denied = count(scene.parent(), reach(place, window.len()).map(|place| window[place]), says_no);
    let still = count(scene.child(), widened(&gap, scene.own.len()).map(|at| scene.own.start + at), says_no);
    let clause = clause(scene.parent(), window[place], window[0]..window[window.len() - 1] + 1);
    let is_kept = |token: usize| window.binary_search(&token).is_ok_and(|place| scene.is_kept(place));
    let excused = is_given_another(scene, place)
        || says_less(scene.parent(), window.get(place + 1).copied())
        || is_said_otherwise(scene)
        || is_conditional(scene)
        || is_said_by_prefix(scene.parent(), window[place], scene.child(), scene.own.clone())
        || is_pending(scene.parent(), window[place], scene.child(), scene.own.clone())
        || !clause.into_iter().any(is_kept)
        || sure
            && (is_dated(scene.parent(), window[place], is_kept)
                || !is_predicate_kept(scene, gap.clone(), place));
    (still < denied && !excused).then(|| {
        let around = scene.own.start + gap.start..scene.own.start + gap.end;
        let after = if sure { around } else { instead(scene, place).unwrap_or(around) };
        scene.drift_of(Change::Polarity, window[place]..window[place] + 1, after)
    })
}

/// A negation of its own that answers to nothing.
fn came(scene: &Scene, at: usize, sure: bool) -> Option<Drift> {
    let window = &scene.row.window;
    let gap = given_gap(scene, at, sure)?;
    let next = (at + 1 < scene.own.len()).then_some(scene.own.start + at + 1);
    let denies = count(scene.child(), reach(at, scene.own.len()).map(|at| scene.own.start + at), says_no);
    let before = count(scene.parent(), widened(&gap, window.len()).map(|place| window[place]), says_no);
    let is_kept = |token: usize| scene.row.pairs.equal(token - scene.own.start).is_some();
    let instead = scene.row.pairs.beside(at).filter(|(_, equal)| !equal);
    let own = scene.child().word(scene.own.start + at);
    let excused = instead.is_some_and(|(place, _)| may_say_no(scene.parent(), window[place], own))
        || says_less(scene.child(), next)
        || is_said_otherwise(scene)
        || is_conditional(scene)
        || is_said_by_prefix(scene.child(), scene.own.start + at, scene.parent(), window.iter().copied())
        || is_pending(scene.child(), scene.own.start + at, scene.parent(), window.iter().copied())
        || !clause(scene.child(), scene.own.start + at, scene.own.clone()).into_iter().any(is_kept)
        || sure
            && (is_dated(scene.child(), scene.own.start + at, is_kept) || !is_own_predicate_kept(scene, at));
    (before < denies && !excused).then(|| {
        let after = scene.own.start + at..scene.own.start + at + 1;
        scene.drift_of(Change::Polarity, window[gap.start]..window[gap.end - 1] + 1, after)
    })
}

/// Has the witness, in place of the negation at a place of the parent, a word that may say no as well?
fn is_given_another(scene: &Scene, place: usize) -> bool {
    let parent = scene.parent();
    let mut instead = (0..scene.own.len()).filter(|&at| scene.row.pairs.beside(at) == Some((place, false)));
    instead.any(|at| may_say_no(scene.child(), scene.own.start + at, parent.word(scene.row.window[place])))
}

/// "Unless he pays", "until he pays": has one side one of these words that nothing of the other answers to, where that may say
/// "if he does not pay", "as long as he does not"?
fn is_conditional(scene: &Scene) -> bool {
    const WORDS: [&str; 3] = ["unless", "until", "till"];
    let own = |at: usize| {
        scene.child().is_one_of(scene.own.start + at, &WORDS) && scene.row.pairs.equal(at).is_none()
    };
    let given =
        |place: usize| scene.parent().is_one_of(scene.row.window[place], &WORDS) && !scene.is_kept(place);
    (0..scene.own.len()).any(own) != (0..scene.row.window.len()).any(given)
}

/// Is it an ordinary word of which nothing is known, and none behind what a `negation` denies: "can" for "cannot"? "None" may
/// be "zip", and no list has all such words.
fn may_say_no(stated: &Stated, at: usize, negation: &str) -> bool {
    let is_denied = |at: usize| {
        let word = stated.word(at);
        negation.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word)) && !negates(stated, at)
    };
    stated.marks[at].class == Class::Word
        && poles(stated.token(at).sym).is_empty()
        && !at.checked_sub(1).is_some_and(is_denied)
}

/// Words behind a negation in which what it denies stands.
const PREDICATE: usize = 3;

/// Is a word that the parent denies there, right behind the negation, kept?
fn is_predicate_kept(scene: &Scene, gap: Range<usize>, place: usize) -> bool {
    gap.filter_map(|at| Some((at, scene.answer(at)?))).any(|(at, kept)| {
        (place + 1..=place + PREDICATE).contains(&kept) && scene.own_mark(at).class == Class::Word
    })
}

/// Is a word that the witness denies at `at` one of the parent's?
fn is_own_predicate_kept(scene: &Scene, at: usize) -> bool {
    (at + 1..=at + PREDICATE).any(|at| {
        at < scene.own.len() && scene.answer(at).is_some() && scene.own_mark(at).class == Class::Word
    })
}

/// The words around a token up to the next signs. A clause of which the other side has nothing denies nothing of what
/// that says: "no kidding".
fn clause(stated: &Stated, at: usize, sentence: Range<usize>) -> Range<usize> {
    const SIGNS: [char; 11] = [',', ';', ':', '.', '(', ')', '–', '—', '"', '\u{201c}', '\u{201d}'];
    let joined = |&at: &usize| !stated.gap(at).contains(SIGNS);
    let start = (sentence.start..at).rev().take_while(joined).last().unwrap_or(at);
    let end = (at..sentence.end - 1).take_while(joined).last().map_or(at, |last| last + 1);
    start..end + 1
}

/// "Not seen since", "not before": that it was so once, or will be, is said another way as well, without the "since".
fn is_dated(stated: &Stated, at: usize, is_kept: impl Fn(usize) -> bool) -> bool {
    /// Words behind the negation that are looked at.
    const AHEAD: usize = 8;
    static WORDS: OnceLock<Table<()>> = OnceLock::new();
    let words = WORDS.get_or_init(|| list("since until till before"));
    let mut ahead = at + 1..(at + AHEAD).min(stated.marks.len());
    ahead.any(|i| words.has(stated.token(i).sym) && !is_kept(i))
}

/// What has "yet to" come is still awaited, by a word of the other side.
fn is_pending(stated: &Stated, at: usize, other: &Stated, mut tokens: impl Iterator<Item = usize>) -> bool {
    static WORDS: OnceLock<Table<()>> = OnceLock::new();
    let words = WORDS.get_or_init(|| list("still await pending remain need"));
    stated.word(at).eq_ignore_ascii_case("yet") && tokens.any(|at| words.has(other.token(at).sym))
}

/// "Not similar", "dissimilar": does the other side have the opposite of what is denied at `at`?
fn is_said_by_prefix(
    stated: &Stated,
    at: usize,
    other: &Stated,
    tokens: impl Iterator<Item = usize>,
) -> bool {
    let denied = || (at + 1..=at + PREDICATE).filter(|&i| i < stated.marks.len());
    let mut opposites = tokens.filter(|&there| other.marks[there].class == Class::Word);
    opposites.any(|there| denied().any(|i| is_prefixed(other.word(there), stated.word(i))))
}

/// Has one side a word with which the other would deny something?
fn is_said_otherwise(scene: &Scene) -> bool {
    is_outdone(scene) || is_first(scene) || is_only(scene)
}

/// "The largest attack", "no attack was larger", "nothing was so large": does one side have the superlative of what the
/// other compares?
fn is_outdone(scene: &Scene) -> bool {
    let (child, parent) = (scene.child(), scene.parent());
    let own = || scene.own.clone();
    let given = || scene.row.window.iter().copied();
    let outdoes = |most: &str, other: &Stated, there: usize| {
        let word = other.word(there);
        is_superlative(most, word, true)
            || there > 0
                && matches!(other.word(there - 1), "so" | "as" | "this" | "that" | "such")
                && is_superlative(most, word, false)
    };
    // Superlatives end with a t, but for "top": few words are asked for among all others.
    let most = |stated: &Stated, at: usize| {
        let word = stated.word(at);
        word.ends_with(['t', 'T', 'p', 'P']).then(|| word.to_lowercase())
    };
    own().filter_map(|at| most(child, at)).any(|most| given().any(|there| outdoes(&most, parent, there)))
        || given()
            .filter_map(|at| most(parent, at))
            .any(|most| own().any(|there| outdoes(&most, child, there)))
}

/// "The first since the war", "nothing like it since the war"; "no other had won before".
fn is_first(scene: &Scene) -> bool {
    const SO_FAR: [&str; 6] = ["since", "before", "ever", "never", "until", "previously"];
    let (child, parent) = (scene.child(), scene.parent());
    let own = |word: &str| scene.own.clone().any(|at| child.word(at).eq_ignore_ascii_case(word));
    let given = |word: &str| scene.row.window.iter().any(|&at| parent.word(at).eq_ignore_ascii_case(word));
    match (own("first"), given("first")) {
        (true, false) => SO_FAR.into_iter().any(given),
        (false, true) => SO_FAR.into_iter().any(own),
        _ => false,
    }
}

/// "Only mining earns more", "after mining, no trade earns more"; "the only" one may be that or another.
fn is_only(scene: &Scene) -> bool {
    let is_only = |stated: &Stated, at: usize| {
        stated.is(at, "only") && !at.checked_sub(1).is_some_and(|before| stated.is(before, "the"))
    };
    scene.own.clone().any(|at| is_only(scene.child(), at))
        != scene.row.window.iter().any(|&at| is_only(scene.parent(), at))
}

/// Is a word in lower case the superlative of another, which is a comparative or the word itself?
fn is_superlative(most: &str, word: &str, compares: bool) -> bool {
    const IRREGULAR: [(&str, &str, &str); 5] = [
        ("best", "better", "good"),
        ("worst", "worse", "bad"),
        ("most", "more", "many"),
        ("most", "more", "much"),
        ("top", "higher", "high"),
    ];
    let irregular = |&(a, b, c): &(&str, &str, &str)| {
        most == a && word.eq_ignore_ascii_case(if compares { b } else { c })
    };
    let regular = || {
        let stem = most.strip_suffix("est").filter(|stem| stem.len() > 2)?;
        let rest = word.get(..stem.len()).filter(|head| head.eq_ignore_ascii_case(stem))?;
        Some(&word[rest.len()..] == if compares { "er" } else { "" })
    };
    IRREGULAR.iter().any(irregular) || regular() == Some(true)
}

/// Are two words of two texts in clauses of which both have an even number of negations beside the word, or both an odd
/// one? Two of them say what none does.
pub fn are_of_one_parity(one: (&Stated, usize), other: (&Stated, usize)) -> bool {
    let is_negation = |stated: &Stated, at: usize| {
        negates(stated, at)
            || stated.is_written(at, "without")
            || stated.is(at, "with") && stated.is(at + 1, "out")
    };
    let negations = |(stated, at): (&Stated, usize)| {
        let clause = clause(stated, at, tokens(stated, stated.sentence_of(at)));
        let start = (clause.start..at).rfind(|&i| joins_clauses(stated, i)).unwrap_or(clause.start);
        let end = (at..clause.end).find(|&i| joins_clauses(stated, i)).unwrap_or(clause.end);
        count(stated, (start..end).filter(|&other| other != at), is_negation)
    };
    negations(one) % 2 == negations(other) % 2
}

/// Is something else in the clause of a token negated?
pub fn is_turned_besides(stated: &Stated, at: usize) -> bool {
    clause(stated, at, tokens(stated, stated.sentence_of(at)))
        .any(|other| other != at && turns(stated, other))
}

/// How many of these tokens say no, as far as it is asked for.
///
/// "Ain't nothing" and "no body had never" say no once.
fn count(
    stated: &Stated,
    tokens: impl Iterator<Item = usize>,
    says_no: impl Fn(&Stated, usize) -> bool,
) -> usize {
    let mut last = None;
    let mut count = 0;
    for at in tokens.filter(|&at| says_no(stated, at)) {
        let again = last.is_some_and(|last| at <= last + DOUBLED) && negates(stated, at);
        count += usize::from(!again);
        last = Some(at);
    }
    count
}

/// Words from one negation to another that repeats it.
const DOUBLED: usize = 3;

fn reach(at: usize, len: usize) -> Range<usize> {
    at.saturating_sub(REACH)..(at + REACH + 1).min(len)
}

fn widened(gap: &Range<usize>, len: usize) -> Range<usize> {
    gap.start.saturating_sub(SLACK)..(gap.end + SLACK).min(len)
}

/// Words beyond these in which a negation of another form may hide.
const SLACK: usize = 2;

/// Words to either side of a negation that are looked at.
const REACH: usize = 4;

/// Where in the sentence the words stand that surround a place of the window: those whose equals are within reach.
/// Nothing, where too little of them is left to tell.
fn own_gap(scene: &Scene, place: usize, sure: bool) -> Option<Range<usize>> {
    let near = reach(place, scene.row.window.len());
    let is_near = |at: usize| scene.row.pairs.beside(at).is_some_and(|(place, _)| near.contains(&place));
    let equal: Vec<usize> =
        (0..scene.own.len()).filter(|&at| is_near(at) && answer(scene, at, sure).is_some()).collect();
    let telling = equal.iter().filter(|&&at| scene.own_mark(at).class != Class::Function).count();
    enough(telling, equal.len(), sure).then(|| equal[0]..equal[equal.len() - 1] + 1)
}

/// The same the other way round.
fn given_gap(scene: &Scene, at: usize, sure: bool) -> Option<Range<usize>> {
    let near = reach(at, scene.own.len());
    let equal: Vec<usize> = near.filter_map(|at| answer(scene, at, sure)).collect();
    let telling = equal.iter().filter(|&&place| scene.given_mark(place).class != Class::Function).count();
    enough(telling, equal.len(), sure).then(|| equal[0]..equal[equal.len() - 1] + 1)
}

/// Where every other word is changed, what stands beside a word answers to it by chance.
fn answer(scene: &Scene, at: usize, sure: bool) -> Option<usize> {
    if sure { scene.answer(at) } else { scene.row.pairs.equal(at) }
}

/// Where every other word is changed, few equal ones must do.
fn enough(telling: usize, equal: usize, sure: bool) -> bool {
    if sure { telling >= 1 && equal >= 3 } else { telling >= 1 && equal >= 2 || equal >= 4 }
}
