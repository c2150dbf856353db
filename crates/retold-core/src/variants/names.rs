//! Names that changed.

use super::alike::alike;
use super::bodies::{are_other_institutions, joins};
use super::context::{Scene, pair};
use super::sound::{is_short, sounds};
use super::{Change, Drift};
use crate::facts::cities::is_city;
use crate::facts::countries::is_country;
use crate::facts::names::{Bearer, is_part, named, run};
use crate::facts::{Class, Stated};
use crate::language::{Kind, fold};
use crate::relation::Relation;

/// A word that is written so far like another was mistaken for it, or was meant to be.
pub const SIMILAR: f32 = 0.65;

/// So far alike are ordinary words of a name of which one was mistaken for the other: a heron and a hornet.
const SLIP: f32 = 0.5;

/// Two names are one bearer's from this score on.
const ONE_BEARER: f32 = 0.95;

/// Finds the words of names that stand for others of the parent.
pub fn drifts(scene: &Scene, relation: Option<Relation>, out: &mut Vec<Drift>) {
    let (child, parent) = (scene.child(), scene.parent());
    let mut gone: Vec<usize> =
        scene.gone().filter(|&place| is_part(parent, scene.row.window[place])).collect();
    let mut new: Vec<usize> = scene.come().filter(|&at| is_part(child, scene.own.start + at)).collect();
    if new.is_empty() || gone.is_empty() {
        return;
    }
    let reading = Reading::of(scene, relation);
    // What stands for the same name in another form is neither new nor gone.
    let same = reading.same(&new, &gone);
    new.retain(|at| same.iter().all(|pair| pair.0 != *at));
    gone.retain(|place| same.iter().all(|pair| pair.1 != *place));
    let alone = if new.len() == 1 && gone.len() == 1 { 0.3 } else { 0.0 };
    let mut candidates = Vec::new();
    for &at in &new {
        for &place in &gone {
            if let Some(score) =
                reading.score(at, place).map(|score| score + alone).filter(|s| *s >= ONE_BEARER)
            {
                candidates.push((score, at, place));
            }
        }
    }
    for (at, place) in pair(&mut candidates) {
        out.push(scene.drift(Change::of_name(reading.bearer(place)), at, place));
    }
}

/// A changed sentence, and how its witness treats names.
struct Reading<'s> {
    scene: &'s Scene<'s>,
    /// Do names come back from another language, spelled by ear?
    translated: bool,
    /// Who changes words one by one changes those of names too: the Foreign Ministry becomes the Overseas Department.
    rewords: bool,
    /// Is the story told in other words?
    retells: bool,
}

impl<'s> Reading<'s> {
    fn of(scene: &'s Scene<'s>, relation: Option<Relation>) -> Reading<'s> {
        let translated = relation == Some(Relation::Translation) || scene.context.respells();
        let rewords = translated || relation == Some(Relation::Spun);
        let retells = relation.is_some_and(Relation::retells);
        Reading { scene, translated, rewords, retells }
    }

    fn words(&self, at: usize, place: usize) -> (&'s str, &'s str) {
        (
            self.scene.child().word(self.scene.own.start + at),
            self.scene.parent().word(self.scene.row.window[place]),
        )
    }

    /// Whose the name is that stands at a place of the window.
    fn bearer(&self, place: usize) -> Bearer {
        let (parent, row) = (self.scene.parent(), self.scene.row);
        parent.bearer(&run(parent, row.window[place]))
    }

    /// Which of these are the same name.
    fn same(&self, new: &[usize], gone: &[usize]) -> Vec<(usize, usize)> {
        let (child, parent, window) = (self.scene.child(), self.scene.parent(), &self.scene.row.window);
        let heard: Vec<Vec<char>> =
            gone.iter().map(|&place| self.heard(parent.word(window[place]))).collect();
        let mut same = Vec::new();
        for &at in new {
            let own = self.heard(child.word(self.scene.own.start + at));
            let is_same = |&(place, given): &(usize, &Vec<char>)| own == *given || self.is_same(at, place);
            let others = gone.iter().copied().zip(&heard).filter(is_same);
            same.extend(others.map(|(place, _)| (at, place)));
        }
        same
    }

    /// The letters by which a name is known again: how it sounds, if it went through another alphabet.
    fn heard(&self, name: &str) -> Vec<char> {
        match self.translated || is_short(name) {
            true => sounds(name),
            false => {
                // "Orlovskiy", "Orlovskyy", "Orlovsky".
                let plain = fold::plain(name);
                let stem = ["iy", "yy", "ij"].iter().find_map(|ending| plain.strip_suffix(ending));
                let plain = stem.map(|stem| format!("{stem}y")).unwrap_or(plain);
                plain.chars().filter(|c| c.is_alphanumeric()).collect()
            }
        }
    }

    /// Are both the same name, though they sound otherwise: its first letters, in other letters, of the same root, or a
    /// word that may stand for it: the Nine Valleys and the Nine Dales, a league and a union that was translated?
    fn is_same(&self, at: usize, place: usize) -> bool {
        let (own, given) = self.words(at, place);
        is_abbreviated(self.scene, at, place)
            || is_parted(self.scene, at, place)
            || are_spelled_out(own, given)
            || is_short_for(own, given)
            || is_short_for(given, own)
            || is_of_place(own, given)
            || is_of_place(given, own)
            || self.translated && self.are_written_alike(at, place)
            || self.are_ordinary(at, place) && is_derived(own, given)
            || self.rewords && joins(self.scene.own_sym(at)) && joins(self.scene.given_sym(place))
            || self.scene.are_alike(at, place)
    }

    /// Is one name the other in the letters of another language? If but one of all is written otherwise, it was mistaken, unless
    /// both are of one root and nobody's: "the Zambezi", "the Zambeze".
    fn are_written_alike(&self, at: usize, place: usize) -> bool {
        let (own, given) = self.words(at, place);
        letters_alike(own, given) >= SIMILAR
            && !self.are_countries(at, place)
            && !self.are_cities(at, place)
            && (self.scene.context.writes_alike()
                || is_derived(own, given) && self.bearer(place) != Bearer::Person)
    }

    /// Is each the name of a country? One is no other for their letters.
    fn are_countries(&self, at: usize, place: usize) -> bool {
        [self.scene.own_mark(at), self.scene.given_mark(place)].iter().all(|mark| is_country(mark.value))
    }

    /// Is each of a name of a city that is known? One is no other either, for all their letters.
    fn are_cities(&self, at: usize, place: usize) -> bool {
        let is_of_city = |stated: &Stated, at: usize| is_city(named(stated, &run(stated, at)));
        is_of_city(self.scene.child(), self.scene.own.start + at)
            && is_of_city(self.scene.parent(), self.scene.row.window[place])
    }

    /// Are both words that are no names by themselves?
    fn are_ordinary(&self, at: usize, place: usize) -> bool {
        self.is_ordinary(self.scene.child(), self.scene.own.start + at)
            && self.is_ordinary(self.scene.parent(), self.scene.row.window[place])
    }

    /// Is a word no name by itself? Countries are, in every language, though a chile is a pepper.
    fn is_ordinary(&self, stated: &Stated, at: usize) -> bool {
        stated.token(at).kind == Kind::Word && !is_country(stated.marks[at].value)
    }

    /// Was a word of a name put in other words with all the others? They are `alike` in their letters so far.
    fn is_reworded(&self, at: usize, place: usize, alike: f32) -> bool {
        let scene = self.scene;
        let takes_other = || match self.bearer(place) {
            Bearer::Organisation => self.translated || !self.is_other_name_beside_kept(at, place),
            Bearer::Place => self.is_ordinary(scene.child(), scene.own.start + at),
            Bearer::Person => false,
        };
        self.rewords
            && !self.is_deliberate(at, place, alike)
            && (self.is_ordinary(scene.parent(), scene.row.window[place]) || alike < SIMILAR && takes_other())
    }

    /// Is it the one word of a name that is another? Then it was mistaken for the other, if it is written like it, or is
    /// another on purpose: who puts names in other words does not stop at one. In a translation all others say enough,
    /// elsewhere two of them do.
    fn is_deliberate(&self, at: usize, place: usize, alike: f32) -> bool {
        let scene = self.scene;
        let words = self.kept_around(at, place);
        let is_slip = || alike >= SLIP && self.are_ordinary(at, place) && self.begin_alike(at, place);
        let is_another =
            || (words > 2 || self.translated) && self.bearer(place) == Bearer::Organisation || is_slip();
        words > 1
            && (alike >= SIMILAR
                || are_other_institutions(scene.own_sym(at), scene.given_sym(place))
                || !scene.context.rewords_names() && is_another())
            && !scene.child().is_trade(scene.own.start + at)
            && !scene.parent().is_trade(scene.row.window[place])
    }

    /// Do two words begin with the same letter? What was misread was read from its start.
    fn begin_alike(&self, at: usize, place: usize) -> bool {
        let (own, given) = self.words(at, place);
        let first = |word: &str| word.chars().next().map(|letter| letter.to_lowercase().collect::<String>());
        first(own) == first(given)
    }

    /// Does one name that is no word stand in the very place of another, where all words around them are other ones? Who
    /// goes word by word has no other for what no thesaurus lists.
    fn are_names_in_place(&self, at: usize, place: usize) -> bool {
        let scene = self.scene;
        self.rewords
            && scene.in_place(at, place) == 1.0
            && !self.is_ordinary(scene.child(), scene.own.start + at)
            && !self.is_ordinary(scene.parent(), scene.row.window[place])
    }

    /// Is the one word of a name another that no thesaurus lists, and no word for a body: "Mutua Levantina", "Mutua Murciana"?
    fn is_other_name_beside_kept(&self, at: usize, place: usize) -> bool {
        self.are_names_in_place(at, place)
            && self.kept_around(at, place) > 1
            && !self.scene.parent().is_body(self.scene.row.window[place])
    }

    /// The words of a name that has all its others, but for this one; none, where it has not.
    fn kept_around(&self, at: usize, place: usize) -> usize {
        let (child, parent, scene) = (self.scene.child(), self.scene.parent(), self.scene);
        let name = run(child, scene.own.start + at);
        let Some(first) = name.start.checked_sub(scene.own.start) else { return 0 };
        let mut rest = (first..first + name.len()).filter(|&other| other != at);
        let shifted = |other: usize| (place + other).checked_sub(at);
        let is_kept =
            rest.all(|other| other < scene.own.len() && scene.row.pairs.equal(other) == shifted(other));
        let is_whole = || run(parent, scene.row.window[place]).len() == name.len();
        if is_kept && is_whole() { name.len() } else { 0 }
    }

    fn similarity(&self, at: usize, place: usize) -> f32 {
        let (own, given) = self.words(at, place);
        letters_alike(own, given)
    }

    /// How far the name at `at` stands for that at `place`. Nothing, where it does not.
    fn score(&self, at: usize, place: usize) -> Option<f32> {
        let scene = self.scene;
        let alike = self.similarity(at, place);
        if self.is_reworded(at, place, alike) {
            return None;
        }
        let [own, given] = [scene.own_mark(at), scene.given_mark(place)].map(|mark| is_country(mark.value));
        let (countries, one_country) = (own && given, own != given);
        // Who retells may say the country for a town that is known to be of it.
        if self.retells && one_country && scene.said_anywhere(place) && scene.given_anywhere(at) {
            return None;
        }
        // What the witness has kept elsewhere changed here only if it is plain that it did.
        let surroundings = scene.surroundings(at, place);
        let in_place = scene.in_place(at, place);
        let plain = in_place == 1.0 && (countries || alike >= SIMILAR || surroundings >= 1.0);
        if (scene.said_anywhere(place) || scene.given_anywhere(at)) && !(plain && scene.changed(at, place)) {
            return None;
        }
        let both = match countries {
            true => 0.35,
            false if self.are_names_in_place(at, place) && !given => 0.3,
            false => 0.0,
        };
        Some(alike + neighbours(scene, at, place) + 0.3 * surroundings.min(1.0) + 0.3 * in_place + both)
    }
}

/// Is one of two words written in two on the other side: "Dockworkers", "Dock workers"?
fn is_parted(scene: &Scene, at: usize, place: usize) -> bool {
    let (child, parent) = (scene.child(), scene.parent());
    let (own, given) = (scene.own.start + at, scene.row.window[place]);
    let is_made_of = |stated: &Stated, at: usize, whole: &str| {
        at + 1 < stated.marks.len()
            && whole.split_at_checked(stated.word(at).len()).is_some_and(|(head, rest)| {
                head.eq_ignore_ascii_case(stated.word(at)) && rest.eq_ignore_ascii_case(stated.word(at + 1))
            })
    };
    let are_parts = |stated: &Stated, at: usize, whole: &str| {
        is_made_of(stated, at, whole) || at > 0 && is_made_of(stated, at - 1, whole)
    };
    are_parts(child, own, parent.word(given)) || are_parts(parent, given, child.word(own))
}

/// Is one of two words made of the first letters of the words around the other: "LP" for "Landmark Press"; or of its own:
/// "EU" for "European"?
fn is_abbreviated(scene: &Scene, at: usize, place: usize) -> bool {
    let (child, parent) = (scene.child(), scene.parent());
    let (own, given) = (scene.own.start + at, scene.row.window[place]);
    let are_initials = |word: &str, of: &Stated, around: usize, first: Option<&usize>| {
        let begins = || of.word(around).get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
        is_short(word) && (initials(of, around, first).contains(word) || begins())
    };
    are_initials(child.word(own), parent, given, scene.row.window.first())
        || are_initials(parent.word(given), child, own, Some(&scene.own.start))
}

/// The first letters of the words with a capital around a token, from `first` on.
fn initials(stated: &Stated, at: usize, first: Option<&usize>) -> String {
    /// Words to either side.
    const REACH: usize = 4;
    let from = at.saturating_sub(REACH).max(first.copied().unwrap_or(0));
    let letters =
        (from..(at + REACH + 1).min(stated.marks.len())).filter_map(|at| stated.word(at).chars().next());
    letters.filter(|letter| letter.is_uppercase()).collect()
}

/// Is a word of a name one that is cut short in many: "St Varn", "Mt. Varn"?
fn is_short_for(short: &str, word: &str) -> bool {
    const WORDS: [(&str, &str); 5] =
        [("St", "Saint"), ("Ste", "Sainte"), ("Mt", "Mount"), ("Ft", "Fort"), ("Is", "Island")];
    WORDS.iter().any(|(cut, whole)| short.eq_ignore_ascii_case(cut) && word.eq_ignore_ascii_case(whole))
}

/// Is a name that of the people of a place: "Geneva", "Genevan"?
fn is_of_place(people: &str, place: &str) -> bool {
    const ENDINGS: [&str; 6] = ["n", "an", "ian", "ese", "er", "i"];
    place.len() > 3 && people.strip_prefix(place).is_some_and(|ending| ENDINGS.contains(&ending))
}

/// Are two words of one root: "coast", "coastal"?
pub fn is_derived(a: &str, b: &str) -> bool {
    /// Letters of a root at the least.
    const ROOT: usize = 4;
    // Their first letters rule most out, and are soon asked.
    if let (Some(a), Some(b)) = (a.bytes().next(), b.bytes().next())
        && a.is_ascii()
        && b.is_ascii()
        && !a.eq_ignore_ascii_case(&b)
    {
        return false;
    }
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let shared = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    shared >= ROOT && 4 * shared >= 3 * a.chars().count().min(b.chars().count())
}

/// What the words right before and behind two words of names have in common.
fn neighbours(scene: &Scene, at: usize, place: usize) -> f32 {
    let (child, parent) = (scene.child(), scene.parent());
    let mut sum = 0.0;
    for step in [-2isize, -1, 1, 2] {
        let (Some(i), Some(j)) = (at.checked_add_signed(step), place.checked_add_signed(step)) else {
            continue;
        };
        if i >= scene.own.len() || j >= scene.row.window.len() {
            continue;
        }
        if child.says(scene.own.start + i, parent, scene.row.window[j]) {
            sum += match scene.own_mark(i).class {
                Class::Name => 0.5,
                Class::Function => 0.1,
                _ => 0.25,
            };
        }
    }
    sum
}

/// Is one of two names the other, written without a letter that some alphabets lack: "Schroeder" for Schröder?
pub fn are_spelled_out(own: &str, given: &str) -> bool {
    let is_so =
        |marked: &str, plain: &str| !marked.is_ascii() && fold::spelled_out(marked) == fold::plain(plain);
    is_so(own, given) || is_so(given, own)
}

/// How [`alike`] the letters of two words are.
pub fn letters_alike(a: &str, b: &str) -> f32 {
    let letters = |word: &str| word.chars().collect::<Vec<char>>();
    match [a.to_lowercase(), b.to_lowercase()] {
        [a, b] if a.is_ascii() && b.is_ascii() => alike(a.as_bytes(), b.as_bytes()),
        [a, b] => alike(&letters(&a), &letters(&b)),
    }
}
