//! Words in quotation marks that are other words now.
//!
//! A copy may reword a whole quotation as it rewords everything. A word or two in quotation marks are there because
//! they are the speaker's own; but a spinner rewords these too, and what he left nothing of was spun along.

use std::ops::Range;

use super::context::Scene;
use super::{Change, Drift};
use crate::facts::{Class, Stated};
use crate::language::senses::Senses;
use crate::relation::Relation;
use crate::words::owner;

/// The most words of a quotation that is inside the sentence of somebody else.
const SHORT: usize = 4;
/// Of more than these a spinner rewords some as he rewords everything.
const SPUN: usize = 2;

/// Finds the short quotations that stand for another of the parent. Nobody's own words come back from another language.
pub fn drifts(scene: &Scene, relation: Option<Relation>, out: &mut Vec<Drift>) {
    if relation == Some(Relation::Translation) {
        return;
    }
    let window = &scene.row.window;
    let (Some(&first), Some(&last)) = (window.first(), window.last()) else { return };
    let given = quoted(scene.parent(), first..last + 1);
    let is_spun = relation == Some(Relation::Spun);
    let own = quoted(scene.child(), scene.own.clone()).into_iter();
    for after in own.filter(|words| !is_spun || words.len() <= SPUN) {
        let beside = given.iter().find(|before| are_in_one_place(scene, &after, before));
        let is_other = |before: &&Range<usize>| {
            let (others, content) = others(scene, &after, before);
            2 * others >= content.max(1) && (!is_spun || others < content)
        };
        if let Some(before) = beside.filter(is_other) {
            out.push(scene.drift_of(Change::Quote, before.clone(), after));
        }
    }
}

/// A witness that changed so many words of what is quoted rewords quotations as well, and none of them was bent.
pub const MANNER: usize = 2;

/// Does a witness that stands so to its parent keep quotations to the letter? Who writes anew takes them over; who edits
/// improves on them.
pub fn keeps(relation: Option<Relation>) -> bool {
    matches!(relation, Some(Relation::Rewrite | Relation::Reprint))
}

/// The words that were changed in a quotation of which those around them were kept.
pub fn reworded<'s>(scene: &'s Scene) -> impl Iterator<Item = Drift> + 's {
    const AROUND: f32 = 1.1;
    let (child, parent) = (scene.child(), scene.parent());
    let is_said = |stated: &Stated, at: usize| stated.marks[at].class == Class::Word && stated.is_quoted(at);
    // "Email", "e-mail"; "bullseye", "bull's-eye".
    let is_spelled_so = |own: &str, given: &str| {
        let begins = |whole: &str, part: &str| {
            let part = owner(part).unwrap_or(part);
            part.len() > 2 && whole.starts_with(part)
        };
        own.ends_with(given) || given.ends_with(own) || begins(own, given) || begins(given, own)
    };
    (0..scene.own.len()).filter_map(move |at| {
        let (place, false) = scene.row.pairs.beside(at)? else { return None };
        let (own, given) = (scene.own.start + at, scene.row.window[place]);
        let is_other = is_said(child, own)
            && is_said(parent, given)
            && scene.answer(at).is_none()
            && !is_spelled_so(child.word(own), parent.word(given))
            && scene.surroundings(at, place) >= AROUND;
        is_other.then(|| scene.drift(Change::Quote, at, place))
    })
}

fn are_in_one_place(scene: &Scene, after: &Range<usize>, before: &Range<usize>) -> bool {
    let place = scene.row.window.iter().position(|&token| token == before.start);
    place.is_some_and(|place| scene.in_place(after.start - scene.own.start, place) > 0.0)
}

/// How many words of a quotation the parent's has not, nor others that may stand for them, and of how many. The title of a
/// work comes in other words with all else.
fn others(scene: &Scene, after: &Range<usize>, before: &Range<usize>) -> (usize, usize) {
    let (child, parent, senses) = (scene.child(), scene.parent(), Senses::get());
    let is_one = |at: usize, there: usize| {
        child.says(at, parent, there) || senses.are_alike(child.token(at).sym, parent.token(there).sym)
    };
    let content: Vec<usize> = after.clone().filter(|&at| is_content(child, at)).collect();
    let others = content.iter().filter(|&&at| !before.clone().any(|there| is_one(at, there))).count();
    (others, content.len())
}

fn is_content(stated: &Stated, at: usize) -> bool {
    stated.marks[at].class != Class::Function
}

/// The runs of tokens that stand in quotation marks and are short.
fn quoted(stated: &Stated, tokens: Range<usize>) -> Vec<Range<usize>> {
    let before = |at: usize| {
        let start = at.checked_sub(1).map_or(0, |i| stated.token(i).span.end);
        stated.text.get(start as usize..stated.token(at).span.start as usize).unwrap_or("")
    };
    let behind = |at: usize| {
        let end =
            stated.wording.witness.tokens.get(at + 1).map_or(stated.text.len() as u32, |t| t.span.start);
        stated.text.get(stated.token(at).span.end as usize..end as usize).unwrap_or("")
    };
    // By the last byte of a mark: what stands before a word is a blank nearly always, and that is soon told.
    let may_open = |at: usize| {
        let ahead = (stated.token(at).span.start as usize).checked_sub(1);
        ahead.is_some_and(|ahead| matches!(stated.text.as_bytes()[ahead], b'"' | 0x9c))
    };
    let mut out = Vec::new();
    let opened = |&at: &usize| may_open(at) && before(at).ends_with(['"', '\u{201c}']);
    for first in tokens.clone().filter(opened) {
        let last =
            (first..(first + SHORT).min(tokens.end)).find(|&at| behind(at).contains(['"', '\u{201d}']));
        // A mark that ends one quotation begins none.
        let opens = !before(first).starts_with(['"', '\u{201d}']);
        // One word alone is set off, not quoted.
        let last = last.filter(|&last| last > first);
        if let (Some(last), true) = (last, opens || before(first).len() > 1) {
            out.push(first..last + 1);
        }
    }
    out
}
