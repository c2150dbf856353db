//! Bodies without a name that became others: "the water authority", "the port authority".

use std::sync::OnceLock;

use super::context::Scene;
use super::names::is_derived;
use super::{Change, Drift};
use crate::facts::table::{Table, list};
use crate::facts::{Class, Stated};
use crate::language::Sym;
use crate::relation::Relation;

/// What a word before it tells from others of its kind.
const BODIES: &str = "\
union ministry authority commission committee council court tribunal agency office department bureau board institute association \
federation police service guild academy inspectorate";

/// What people are joined in: every language has its own word for it.
const JOINED: &str = "union league federation confederation association guild club society syndicate";

/// What stands around the two must be alike so far.
const ALIKE: f32 = 0.6;

/// Finds the bodies of which another word says which they are. Who changes words one by one changes these as well.
pub fn drifts(scene: &Scene, relation: Option<Relation>, out: &mut Vec<Drift>) {
    if relation == Some(Relation::Spun) {
        return;
    }
    let other = (1..scene.own.len()).filter_map(|at| Some((at, other(scene, at)?)));
    out.extend(other.map(|(at, place)| scene.drift(Change::Org, at - 1, place)));
}

/// The place of the word that told of which kind a body is, if another one does at `at - 1`.
fn other(scene: &Scene, at: usize) -> Option<usize> {
    let place = scene.row.pairs.equal(at)?.checked_sub(1)?;
    let (own, given) = (scene.own.start + at - 1, scene.row.window[place]);
    let (child, parent) = (scene.child(), scene.parent());
    let found = is_body(child, own + 1)
        && tells(child, own)
        && tells(parent, given)
        && scene.row.window[place + 1] == given + 1
        && scene.row.pairs.beside(at - 1) == Some((place, false))
        && !scene.are_alike(at - 1, place)
        && !is_derived(child.word(own), parent.word(given))
        && scene.surroundings(at, place + 1) >= ALIKE;
    found.then_some(place)
}

/// Does a word tell of which kind the body behind it is: "the miners' union"? "31-strong" and "founded" do not, and a trade
/// union is a union.
fn tells(stated: &Stated, at: usize) -> bool {
    let is_compound = at > 0 && stated.gap(at - 1) == "-";
    let gap = stated.gap(at).trim_start_matches(['\'', '\u{2019}']);
    stated.marks[at].class == Class::Word
        && !stated.word(at).ends_with("ed")
        && !is_compound
        && matches!(gap, " " | "s ")
        && !(matches!(stated.word(at), "trade" | "labour" | "labor") && stated.is_written(at + 1, "union"))
}

/// Is a word one for a body, and no verb: who would "board the boats", or "police the quay"?
fn is_body(stated: &Stated, at: usize) -> bool {
    let is_done_to = || stated.gap(at) == " " && stated.is_one_of(at + 1, &["the", "a", "an"]);
    may_be_body(stated.token(at).sym) && !is_done_to()
}

/// Is it a word for what people are joined in?
pub fn joins(word: Sym) -> bool {
    static TABLE: OnceLock<Table<()>> = OnceLock::new();
    TABLE.get_or_init(|| list(JOINED)).has(word)
}

/// Is there a body that is called so?
pub fn may_be_body(word: Sym) -> bool {
    static TABLE: OnceLock<Table<()>> = OnceLock::new();
    TABLE.get_or_init(|| list(BODIES)).has(word)
}
