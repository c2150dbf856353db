//! Names that changed.

use std::cell::OnceCell;

use super::alike::alike;
use super::context::{Scene, pair};
use super::{Change, Drift};
use crate::facts::countries::is_country;
use crate::facts::names::{Bearer, bearer, is_role, run, runs};
use crate::facts::{Class, Stated};
use crate::language::{Kind, fold};
use crate::relation::Relation;

/// A word that is written so far like another was mistaken for it, or was meant to be.
const SIMILAR: f32 = 0.65;

/// Two names are one bearer's from this score on.
const ONE_BEARER: f32 = 0.95;

/// Finds the words of names that stand for others of the parent.
pub fn drifts(scene: &Scene, relation: Option<Relation>, out: &mut Vec<Drift>) {
    let (child, parent) = (scene.child(), scene.parent());
    let is_name = |class: Class| class == Class::Name;
    let gone: Vec<usize> = scene
        .gone()
        .filter(|&p| is_name(scene.given_mark(p).class) && !is_role(parent.token(scene.row.window[p]).sym))
        .collect();
    let new: Vec<usize> = scene
        .come()
        .filter(|&at| is_name(scene.own_mark(at).class) && !is_role(child.token(scene.own.start + at).sym))
        .collect();
    // Who changes words one by one changes those of names too: the Foreign Ministry becomes the Overseas Department.
    let rewords = matches!(relation, Some(Relation::Spun | Relation::Translation));
    // Names come back from another language spelled by ear.
    let translated = relation == Some(Relation::Translation);
    let names = OnceCell::new();
    let bearer_of = |place: usize| {
        bearer(parent, names.get_or_init(|| runs(parent)), &run(parent, scene.row.window[place]))
    };
    let mut candidates = Vec::new();
    for &at in &new {
        for &place in &gone {
            let own = child.word(scene.own.start + at);
            let given = parent.word(scene.row.window[place]);
            let alike = letters_alike(own, given);
            if is_abbreviated(scene, at, place)
                || sounds(own) == sounds(given)
                || translated && alike >= SIMILAR
            {
                continue;
            }
            let ordinary = |stated: &Stated, at: usize| stated.token(at).kind == Kind::Word;
            let reworded = || match bearer_of(place) {
                Bearer::Organisation => true,
                Bearer::Place => ordinary(child, scene.own.start + at),
                Bearer::Person => false,
            };
            if rewords && alike < SIMILAR && (ordinary(parent, scene.row.window[place]) || reworded()) {
                continue;
            }
            // What the witness has kept elsewhere changed here only if it is plain that it did.
            let countries = is_country(scene.own_mark(at).value) && is_country(scene.given_mark(place).value);
            let plain = scene.in_place(at, place) == 1.0
                && (countries || alike >= SIMILAR || scene.surroundings(at, place) >= 1.0);
            if (scene.said_anywhere(place) || scene.given_anywhere(at))
                && !(plain && scene.changed(at, place))
            {
                continue;
            }
            let mut score =
                alike + neighbours(scene, at, place) + 0.3 * scene.surroundings(at, place).min(1.0);
            if new.len() == 1 && gone.len() == 1 {
                score += 0.3;
            }
            score += 0.3 * scene.in_place(at, place) + if countries { 0.3 } else { 0.0 };
            if score >= ONE_BEARER {
                candidates.push((score, at, place));
            }
        }
    }
    for (at, place) in pair(&mut candidates) {
        out.push(scene.drift(Change::of_name(bearer_of(place)), at, place));
    }
}

/// Is one of two words made of the first letters of the words around the other: "LP" for "Landmark Press"?
fn is_abbreviated(scene: &Scene, at: usize, place: usize) -> bool {
    let (child, parent) = (scene.child(), scene.parent());
    let (own, given) = (scene.own.start + at, scene.row.window[place]);
    initials(parent, given, scene.row.window.first()).contains(child.word(own)) && is_short(child.word(own))
        || initials(child, own, Some(&scene.own.start)).contains(parent.word(given))
            && is_short(parent.word(given))
}

fn is_short(word: &str) -> bool {
    word.len() > 1 && word.chars().all(char::is_uppercase)
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

/// How a name sounds, roughly: what goes from one alphabet to another and back keeps that, and little more.
fn sounds(name: &str) -> Vec<char> {
    // What one spells c the other spells ts, and c is k below.
    let plain = fold::plain(name)
        .replace("ph", "f")
        .replace("qu", "k")
        .replace("ck", "k")
        .replace('x', "ks")
        .replace("ts", "k")
        .replace("tz", "k")
        .replace("kh", "");
    let letter = |c: char| match c {
        'c' | 'q' => 'k',
        'z' => 's',
        'w' => 'v',
        'j' => 'y',
        c => c,
    };
    let mut letters: Vec<char> =
        plain.chars().filter(|c| c.is_alphanumeric() && *c != 'h').map(letter).collect();
    letters.dedup();
    // An acronym is translated word by word, and its letters change places.
    if is_short(name) {
        letters.sort_unstable();
    }
    letters
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

/// How [`alike`] the letters of two words are.
fn letters_alike(a: &str, b: &str) -> f32 {
    let letters = |word: &str| word.to_lowercase().chars().collect::<Vec<char>>();
    alike(&letters(a), &letters(b))
}
