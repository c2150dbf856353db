//! Deputies who came or went, whoever they are and whatever the office is: "the dean", "the deputy dean".

use super::context::Scene;
use super::roles::{is_below, is_office};
use super::{Change, Drift, Side};
use crate::facts::{Class, Stated};
use crate::language::Sym;
use crate::relation::Relation;

/// The deputy whom the witness has for who holds the office in the parent, or who holds it for its deputy. A spinner has
/// other words for a deputy.
pub fn drift(scene: &Scene, relation: Option<Relation>) -> Option<Drift> {
    let own = scene.own_of(scene.child().deputies()).next();
    let given = scene.given_of(scene.parent().deputies()).next();
    match (own, given) {
        (Some((at, office)), None) => came(scene, scene.own.start + at, office?),
        (None, Some((place, office))) if relation != Some(Relation::Spun) => went(scene, place, office?),
        _ => None,
    }
}

/// A deputy at a token of the witness, where the parent has who holds the office, and nowhere a deputy of that.
fn came(scene: &Scene, at: usize, office: usize) -> Option<Drift> {
    let (child, parent) = (scene.child(), scene.parent());
    let place = scene.row.pairs.equal(office - scene.own.start)?;
    let given = scene.row.window[place];
    let is_new = !has_deputy(parent, child.token(office).sym);
    is_new.then(|| scene.drift_of(Change::Title, given..given + 1, at..office + 1))
}

/// A deputy at a place of the parent, where the witness has who holds the office, and nowhere a deputy of that.
fn went(scene: &Scene, place: usize, office: usize) -> Option<Drift> {
    let (child, parent, window) = (scene.child(), scene.parent(), &scene.row.window);
    let is_same = |&at: &usize| scene.row.pairs.equal(at).is_some_and(|place| window[place] == office);
    let own = scene.own.start + (0..scene.own.len()).find(is_same)?;
    let is_gone = !has_deputy(child, parent.token(office).sym);
    is_gone.then(|| scene.drift_of(Change::Title, window[place]..office + 1, own..own + 1))
}

/// Of a token for somebody who stands below another: where the office stands of which he is the deputy, if he is one.
pub fn deputy(stated: &Stated, at: usize) -> Option<Option<usize>> {
    is_below(stated, at).then(|| office(stated, at))
}

/// The office of whom the deputy at a token is one.
fn office(stated: &Stated, deputy: usize) -> Option<usize> {
    /// Words from the one to the other, at most.
    const REACH: usize = 5;
    // Of those who stand below, an assistant may be one by trade, and a delegate is sent.
    if !stated.is_one_of(deputy, &["deputy", "vice"]) {
        return None;
    }
    let behind = deputy + 1..(deputy + 1 + REACH).min(stated.marks.len());
    // "Deputy Science and Innovation Minister".
    let is_joined = |&at: &usize| {
        let is_small = stated.marks[at].class == Class::Function;
        matches!(stated.gap(at - 1), " " | "-") && (!is_small || stated.is(at, "and"))
    };
    behind.take_while(is_joined).find(|&at| is_office(stated, at))
}

/// Does a text tell anywhere of a deputy of the office that a word names?
fn has_deputy(side: &Side, word: Sym) -> bool {
    side.deputies().iter().filter_map(|&(_, office)| office).any(|office| side.token(office).sym == word)
}
