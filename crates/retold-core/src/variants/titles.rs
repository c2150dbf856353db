//! Roles and ranks that changed: the same person, another title.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::OnceLock;

use super::context::Context;
use super::{Change, Drift};
use crate::facts::{Class, Stated, symbol};
use crate::language::{Lexicon, Sym};

/// Roles; those joined by `=` are one. Words that may stand for any of them ("head", "chief", "leader") are none.
const ROLES: &str = "\
president premier=prime minister secretary chancellor governor mayor senator representative ambassador commissioner \
chairman=chairwoman=chairperson=chair ceo=executive director manager spokesman=spokeswoman=spokesperson judge=justice \
prosecutor lawyer=attorney=advocate captain commander general admiral colonel major sergeant inspector coach=trainer \
economist analyst professor treasurer supervisor observer adviser=advisor counsellor virologist biologist geologist \
seismologist physicist chemist surgeon founder king queen prince bishop pope deputy rookie";

/// By word, the number of its role.
fn roles() -> &'static BTreeMap<Sym, usize> {
    static TABLE: OnceLock<BTreeMap<Sym, usize>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut lexicon = Lexicon::english();
        let mut out = BTreeMap::new();
        for (number, names) in ROLES.split_whitespace().enumerate() {
            for name in names.split('=') {
                out.insert(symbol(&mut lexicon, name), number);
            }
        }
        out
    })
}

/// The roles that a text gives to each name, and where it does so first: from the role to the name.
struct Titles(BTreeMap<u64, BTreeMap<usize, Range<usize>>>);

/// Words from a role to the name that bears it, at most.
const REACH: usize = 4;

impl Titles {
    fn of(stated: &Stated) -> Titles {
        let mut out: BTreeMap<u64, BTreeMap<usize, Range<usize>>> = BTreeMap::new();
        for sentence in &stated.wording.witness.sentences {
            let tokens = sentence.tokens.start as usize..sentence.tokens.end as usize;
            for at in tokens.clone() {
                let Some(&role) = roles().get(&stated.token(at).sym) else { continue };
                let Some(name) = bearer(stated, &tokens, at) else { continue };
                let place = at.min(name)..at.max(name) + 1;
                out.entry(stated.marks[name].value).or_default().entry(role).or_insert(place);
            }
        }
        Titles(out)
    }
}

/// The last word of the name that bears the role at `at`: the next one behind it with no other role and no sign of a
/// clause between, else the one right before it ("Smith, president of").
fn bearer(stated: &Stated, sentence: &Range<usize>, at: usize) -> Option<usize> {
    let is_name = |i: usize| stated.marks[i].class == Class::Name && !roles().contains_key(&stated.token(i).sym);
    let behind = (at + 1..(at + 2 + REACH).min(sentence.end)).take_while(|&i| !roles().contains_key(&stated.token(i).sym) || i == at + 1);
    let mut last = None;
    for i in behind {
        if is_name(i) {
            last = Some(i);
        } else if last.is_some() {
            break;
        }
    }
    last.or_else(|| (at.saturating_sub(3).max(sentence.start)..at).rev().find(|&i| is_name(i)))
}

/// Finds who has another role than in the parent.
pub fn drifts(context: &Context, out: &mut Vec<Drift>) {
    let own = Titles::of(context.child);
    let given: Vec<Titles> = context.parents.iter().map(Titles::of).collect();
    let mut seen = BTreeSet::new();
    for (name, titles) in &own.0 {
        for (role, after) in titles {
            let known = given.iter().any(|g| g.0.get(name).is_some_and(|roles| roles.contains_key(role)));
            if known {
                continue;
            }
            let gone = given.iter().enumerate().find_map(|(parent, g)| {
                let (old, place) = g.0.get(name)?.iter().find(|(old, _)| !titles.contains_key(old))?;
                Some((parent, *old, place.clone()))
            });
            let Some((parent, old, before)) = gone else { continue };
            if seen.insert((*role, old))
                && let Some(sentence) = context.child.wording.witness.sentences.iter().position(|s| s.tokens.contains(&(after.start as u32)))
            {
                out.push(Drift { change: Change::Title, sentence, parent, before, after: after.clone() });
            }
        }
    }
}
