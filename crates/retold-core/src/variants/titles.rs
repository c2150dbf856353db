//! Roles and ranks that changed: the same person, another title.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::OnceLock;

use super::context::Context;
use super::{Change, Drift};
use crate::facts::table::Table;
use crate::facts::{Class, Stated};
use crate::language::Sym;

/// Roles; those joined by `=` are one. Words that may stand for any of them ("head", "chief", "leader") are none.
const ROLES: &str = "\
president=chairman=chairwoman=chairperson=chair premier=prime minister secretary chancellor governor mayor senator ambassador commissioner \
ceo=executive director manager spokesman=spokeswoman=spokesperson=representative judge=justice \
prosecutor lawyer=attorney=advocate captain commander general admiral colonel major sergeant inspector coach=trainer \
economist analyst professor treasurer supervisor observer adviser=advisor=counsellor virologist biologist geologist \
seismologist physicist chemist surgeon founder king queen prince bishop pope deputy assistant vice rookie";

/// The number of a role.
fn role(sym: Sym) -> Option<usize> {
    static TABLE: OnceLock<Table<usize>> = OnceLock::new();
    let roles = TABLE.get_or_init(|| {
        let roles = ROLES.split_whitespace().enumerate();
        Table::of(roles.flat_map(|(number, names)| names.split('=').map(move |name| (name, number))))
    });
    roles.get(sym)
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
                let Some(role) = role(stated.token(at).sym) else { continue };
                let Some(name) = bearer(stated, &tokens, at) else { continue };
                let place = at.min(name)..at.max(name) + 1;
                out.entry(stated.marks[name].value).or_default().entry(role).or_insert(place);
            }
        }
        Titles(out)
    }
}

/// The last word of the name that bears the role at `at`: "President Jane Doe", "president of Moldova Jane Doe",
/// "the president of the commission, Jane Doe", "Jane Doe, the president".
fn bearer(stated: &Stated, sentence: &Range<usize>, at: usize) -> Option<usize> {
    let is_name = |i: usize| {
        sentence.contains(&i) && stated.marks[i].class == Class::Name && role(stated.token(i).sym).is_none()
    };
    let run_from = |first: usize| {
        (first..sentence.end).take_while(|&i| is_name(i) && (i == first || gap(stated, i - 1) == " ")).last()
    };
    if gap(stated, at) == " " && is_name(at + 1) {
        return run_from(at + 1);
    }
    let is_of = gap(stated, at) == " " && sentence.contains(&(at + 1)) && stated.word(at + 1) == "of";
    if is_of {
        for first in at + 2..(at + 2 + REACH).min(sentence.end) {
            let comma = gap(stated, first - 1).starts_with(',');
            let long = run_from(first).is_some_and(|last| last > first);
            if is_name(first) && (comma || long) {
                return run_from(first);
            }
            if comma {
                break;
            }
        }
    }
    let mut before = (at.saturating_sub(REACH).max(sentence.start)..at).rev();
    before.find(|&i| gap(stated, i).starts_with(',')).filter(|&i| is_name(i))
}

/// The bytes between a token and the one behind it.
fn gap<'a>(stated: &Stated<'a>, at: usize) -> &'a str {
    let tokens = &stated.wording.witness.tokens;
    match tokens.get(at + 1) {
        Some(next) => stated.text.get(tokens[at].span.end as usize..next.span.start as usize).unwrap_or(""),
        None => "",
    }
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
                && let Some(sentence) = context
                    .child
                    .wording
                    .witness
                    .sentences
                    .iter()
                    .position(|s| s.tokens.contains(&(after.start as u32)))
            {
                out.push(Drift { change: Change::Title, sentence, parent, before, after: after.clone() });
            }
        }
    }
}
