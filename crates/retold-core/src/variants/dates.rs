//! Dates that changed.

use super::context::{Scene, pair};
use super::{Change, Drift};
use crate::relation::Relation;

/// Two dates of one sort are one fact's from this score on.
const ONE_FACT: f32 = 0.3;

/// A digest puts together what stood far apart.
const IN_A_DIGEST: f32 = 1.0;

/// Finds the dates that stand for another of the parent.
pub fn drifts(scene: &Scene, relation: Option<Relation>, out: &mut Vec<Drift>) {
    let least = if relation == Some(Relation::Digest) { IN_A_DIGEST } else { ONE_FACT };
    let gone: Vec<usize> = scene.gone().filter(|&p| scene.given_mark(p).class.is_date()).collect();
    let mut candidates = Vec::new();
    for at in scene.come().filter(|&at| scene.own_mark(at).class.is_date()) {
        for &place in &gone {
            if scene.own_mark(at).class != scene.given_mark(place).class || !scene.changed(at, place) {
                continue;
            }
            let score = scene.surroundings(at, place) + 0.5 * scene.in_place(at, place);
            if score >= least {
                candidates.push((score, at, place));
            }
        }
    }
    for (at, place) in pair(&mut candidates) {
        out.push(scene.drift(Change::Date, at, place));
    }
}
