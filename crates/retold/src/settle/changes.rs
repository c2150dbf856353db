//! What each witness changed and what it says about the story's facts, put aside on disk until the rows are written.

use std::io;
use std::sync::Arc;

use retold_core::align::Alike;
use retold_core::collation::collate_given;
use retold_core::facts::Stated;
use retold_core::facts::testimony::{self, Evidence, Said, Testimony, facts};
use retold_core::relation::{Relation, looks_spun};
use retold_core::span::Span;
use retold_core::stemma::Stemma;
use retold_core::variants::restored::{self, restored};
use retold_core::variants::{Change, Passage, Side, Variant, of_collation};

use super::descend::{Descent, base};
use super::facts::{Fact, Facts};
use super::foreign::Foreign;
use super::shelf::Ready;
use crate::collection::{Table, Tables};
use crate::intake::Intake;
use crate::intake::spool::{Kept, Spool};
use crate::wire::VariantRow;

/// A variant, and the document that it is a variant against.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Changed {
    /// The document's number.
    pub parent: u32,
    /// How the witness differs from it.
    pub change: Change,
    /// What the parent has.
    pub before: Option<Passage>,
    /// What the witness has.
    pub after: Option<Passage>,
}

/// Is any table wanted that says what witnesses changed?
pub fn are_wanted(tables: Tables) -> bool {
    tables.has(Table::Variants) || tables.has(Table::Facts)
}

/// What a story's witnesses changed and say; nothing where nobody asks.
#[derive(Default)]
pub struct Told {
    /// By witness: its variants, put aside.
    pub changes: Vec<Kept>,
    /// The facts of the archetype.
    pub facts: Facts,
}

impl Told {
    /// Where there is no archetype to speak of.
    pub fn of_changes(heard: Vec<Heard>) -> Told {
        Told { changes: heard.into_iter().map(|h| h.changes).collect(), facts: Facts::default() }
    }
}

/// Holds every witness of a story against its parents, and asks it about the story's facts. `alike` are the same
/// witnesses.
///
/// # Errors
/// When the spool cannot be written.
pub fn tell(
    intake: &Intake,
    documents: &[u32],
    prepared: &[Arc<Ready>],
    alike: &Alike,
    stemma: &Stemma,
    descents: &[Descent],
    foreign: &Foreign,
) -> io::Result<Told> {
    let prepared = &own(prepared, foreign);
    let base = base(stemma, descents);
    let facts = base.map_or_else(Vec::new, |base| facts(&prepared[base].stated()));
    let sides = sides(prepared);
    let changed = |member: usize| {
        let models = &stemma.models[member];
        changed(&sides, alike, member, models, manner(descents, member, models), &foreign.injected)
    };
    let mut found: Vec<Vec<Variant>> = (0..documents.len()).map(changed).collect();
    restore(prepared, &stemma.models, &mut found);
    let heard = |(member, found): (usize, &Vec<Variant>)| {
        hear(intake, &facts, documents, prepared, member, &stemma.models[member], found)
    };
    let heard: Vec<Heard> = found.iter().enumerate().map(heard).collect::<io::Result<_>>()?;
    Ok(match base {
        Some(base) => told(documents, base, &prepared[base].stated(), &facts, &stemma.models, heard),
        None => Told::of_changes(heard),
    })
}

/// The members without the text that was put into their sentences: nothing of a story answers to it.
pub fn own(prepared: &[Arc<Ready>], foreign: &Foreign) -> Vec<Arc<Ready>> {
    let own = |(ready, injected): (&Arc<Ready>, &Vec<Span>)| match injected.is_empty() {
        true => ready.clone(),
        false => Arc::new(ready.without(injected)),
    };
    prepared.iter().zip(&foreign.injected).map(own).collect()
}

/// In what manner the words of a witness differ from those of its models. What stands beside a spun brother differs
/// from it as a spun text does from its parent.
fn manner(descents: &[Descent], member: usize, models: &[usize]) -> Option<Relation> {
    let beside_spun =
        descents[member].parents.is_empty() && models.iter().any(|&m| looks_spun(descents[m].spun));
    if beside_spun { Some(Relation::Spun) } else { descents[member].relation }
}

/// The members of a story as they are held against one another.
pub fn sides(prepared: &[Arc<Ready>]) -> Vec<Side<'_>> {
    prepared.iter().map(|ready| Side::of(ready.stated())).collect()
}

/// What a member changed of its models, but for what is foreign to the story in either. `injected` is the foreign text
/// of each member, and `alike` are the same.
pub fn changed(
    sides: &[Side],
    alike: &Alike,
    member: usize,
    models: &[usize],
    manner: Option<Relation>,
    injected: &[Vec<Span>],
) -> Vec<Variant> {
    let against: Vec<&Side> = models.iter().map(|&model| &sides[model]).collect();
    let stated: Vec<Stated> = against.iter().map(|side| ***side).collect();
    let collation = collate_given(&sides[member], &stated, |parent| alike.between(member, models[parent]));
    let mut found = of_collation(&sides[member], &against, &collation, manner);
    found.retain(|v| is_of_the_story(v, &injected[models[v.parent]], &injected[member]));
    found
}

/// What members have as it was before their models changed it is no change of theirs; `found` are those of each.
fn restore(prepared: &[Arc<Ready>], models: &[Vec<usize>], found: &mut [Vec<Variant>]) {
    let given = found.to_vec();
    for (member, found) in found.iter_mut().enumerate() {
        let text = |&other: &usize| (other != member).then(|| &*prepared[other].text);
        let texts = |&model: &usize| models[model].iter().map(text).collect();
        let texts: Vec<Vec<Option<&str>>> = models[member].iter().map(texts).collect();
        let of_models = models[member].iter().zip(&texts);
        let of_models: Vec<restored::Changed> = of_models
            .map(|(&model, parents)| restored::Changed { variants: given[model].as_slice(), parents })
            .collect();
        restored(found, &prepared[member].text, &of_models);
    }
}

/// What was found when a witness was held against its models.
pub struct Heard {
    /// Its variants, put aside.
    pub changes: Kept,
    /// What it brings to the facts.
    pub evidence: Evidence,
}

/// Puts aside what a member [changed], and asks it about the `facts` of its story. It and its models are given with the
/// numbers of their documents.
///
/// # Errors
/// When the spool cannot be written.
pub fn hear(
    intake: &Intake,
    facts: &[testimony::Fact],
    documents: &[u32],
    prepared: &[Arc<Ready>],
    member: usize,
    models: &[usize],
    found: &[Variant],
) -> io::Result<Heard> {
    let against: Vec<Stated> = models.iter().map(|&model| prepared[model].stated()).collect();
    let numbers: Vec<u32> = models.iter().map(|&model| documents[model]).collect();
    let changes = keep(&intake.spool, &numbers, found)?;
    Ok(Heard { changes, evidence: Evidence::of(facts, &prepared[member].stated(), &against, found) })
}

/// Is nothing of a variant foreign to the story? Given is the foreign text of the parent and of the witness.
pub fn is_of_the_story(variant: &Variant, of_parent: &[Span], own: &[Span]) -> bool {
    let put_in = variant.after.is_some_and(|passage| touches(own, passage.changed));
    let taken_out = variant.before.is_some_and(|passage| touches(of_parent, passage.changed));
    !put_in && !taken_out
}

fn touches(spans: &[Span], span: Span) -> bool {
    spans.iter().any(|s| s.meets(span))
}

/// What the members say of the facts of `base`, whose text is `stated`. `models` are the members that each is held
/// against.
pub fn told(
    documents: &[u32],
    base: usize,
    stated: &Stated,
    facts: &[testimony::Fact],
    models: &[Vec<usize>],
    heard: Vec<Heard>,
) -> Told {
    let evidence: Vec<&Evidence> = heard.iter().map(|h| &h.evidence).collect();
    let facts = kept_facts(documents, base, stated, facts, models, &evidence);
    Told { facts, ..Told::of_changes(heard) }
}

/// The facts of `base`, each with what the members say. `models` are the members that each is held against.
fn kept_facts(
    documents: &[u32],
    base: usize,
    stated: &Stated,
    facts: &[testimony::Fact],
    models: &[Vec<usize>],
    evidence: &[&Evidence],
) -> Facts {
    let testimonies = testimonies(base, facts, models, evidence);
    let kept = |(number, fact): (usize, &testimony::Fact)| {
        let passage = Passage::of(stated, fact.tokens.clone())?;
        let (mut support, mut contradict) = (Vec::new(), Vec::new());
        for (&document, testimony) in documents.iter().zip(&testimonies) {
            match &testimony[number] {
                Some(Said::Same) => support.push(document),
                Some(Said::Other(_, words)) => contradict.push((document, words.clone())),
                None => {}
            }
        }
        Some(Fact { sort: fact.sort, passage, support, contradict })
    };
    Facts { document: documents[base], facts: facts.iter().enumerate().filter_map(kept).collect() }
}

/// What each member says, from `base` down the lines of descent. Members that are held against each other alone are
/// heard as if by themselves.
fn testimonies(
    base: usize,
    facts: &[testimony::Fact],
    models: &[Vec<usize>],
    evidence: &[&Evidence],
) -> Vec<Testimony> {
    let mut said: Vec<Option<Testimony>> = vec![None; evidence.len()];
    said[base] = Some(vec![Some(Said::Same); facts.len()]);
    loop {
        let waiting: Vec<usize> = (0..said.len()).filter(|&m| said[m].is_none()).collect();
        let Some(&first) = waiting.first() else { break };
        let ready: Vec<usize> = waiting
            .iter()
            .copied()
            .filter(|&m| models[m].iter().all(|&model| said[model].is_some()))
            .collect();
        for member in if ready.is_empty() { vec![first] } else { ready } {
            let above: Vec<&Testimony> =
                models[member].iter().filter_map(|&model| said[model].as_ref()).collect();
            said[member] = Some(evidence[member].testimony(facts, &above));
        }
    }
    said.into_iter().flatten().collect()
}

/// A variant as its table has it: of a parent and a document, with the passages of both and their words.
pub fn row<S>(
    [parent, document]: [S; 2],
    (r#type, drift): (S, bool),
    passages: [Option<Passage>; 2],
    [before, after]: [Option<String>; 2],
) -> VariantRow<S> {
    let span = |passage: Passage| [passage.changed.start, passage.changed.end];
    let [before_span, after_span] = passages.map(|passage| passage.map(span));
    VariantRow { document, parent, r#type, drift, before, after, before_span, after_span }
}

/// The rows of variants between two texts at hand: the parent's and the document's, each behind its id.
pub fn rows(variants: &[Variant], sides: [(&str, &str); 2]) -> Vec<VariantRow<String>> {
    let words = |(_, text): (&str, &str), passage: Option<Passage>| {
        passage.and_then(|passage| text.get(passage.shown.range())).map(str::to_owned)
    };
    let row = |v: &Variant| {
        let words = [words(sides[0], v.before), words(sides[1], v.after)];
        let kind = (v.change.name().to_owned(), v.change.is_drift());
        row(sides.map(|(id, _)| id.to_owned()), kind, [v.before, v.after], words)
    };
    variants.iter().map(row).collect()
}

/// Puts the variants of a witness aside; `parents` are the document numbers of what it is held against.
///
/// # Errors
/// When the spool cannot be written.
fn keep(spool: &Spool, parents: &[u32], variants: &[Variant]) -> io::Result<Kept> {
    let mut bytes = Vec::with_capacity(variants.len() * SIZE);
    for variant in variants {
        put(&mut bytes, parents[variant.parent], variant);
    }
    spool.keep(&bytes)
}

/// What was [kept](keep).
///
/// # Errors
/// When the spool cannot be read, or holds no variants there.
pub fn kept(spool: &Spool, kept: Kept) -> io::Result<Vec<Changed>> {
    Ok(unpacked(&spool.kept(kept)?).ok_or(io::ErrorKind::InvalidData)?)
}

fn unpacked(bytes: &[u8]) -> Option<Vec<Changed>> {
    let (variants, rest) = bytes.as_chunks::<SIZE>();
    if rest.is_empty() { variants.iter().map(take).collect() } else { None }
}

/// Bytes of a variant on disk: its parent, its change, and the four offsets of what stood before and stands there.
const SIZE: usize = 4 + 1 + 2 * PASSAGE;
const PASSAGE: usize = 16;

fn put(bytes: &mut Vec<u8>, parent: u32, variant: &Variant) {
    bytes.extend(parent.to_le_bytes());
    bytes.push(variant.change as u8);
    for passage in [variant.before, variant.after] {
        let spans = passage.map_or([NOWHERE; 2], |p| [p.changed, p.shown]);
        bytes.extend(spans.iter().flat_map(|s| [s.start, s.end]).flat_map(u32::to_le_bytes));
    }
}

/// What stands for no passage.
const NOWHERE: Span = Span { start: u32::MAX, end: u32::MAX };

fn take(bytes: &[u8; SIZE]) -> Option<Changed> {
    let number = |at: usize| bytes[at..at + 4].try_into().map_or(0, u32::from_le_bytes);
    let span = |at: usize| Span { start: number(at), end: number(at + 4) };
    let passage = |at: usize| {
        let passage = Passage { changed: span(at), shown: span(at + 8) };
        (passage.changed != NOWHERE).then_some(passage)
    };
    Some(Changed {
        parent: number(0),
        change: *Change::ALL.get(usize::from(bytes[4]))?,
        before: passage(5),
        after: passage(5 + PASSAGE),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_aside_comes_back_whole_or_not_at_all() {
        let span = |start| Span { start, end: start + 2 };
        let passage = |start| Passage { changed: span(start), shown: span(start + 1) };
        let mut bytes = Vec::new();
        for change in Change::ALL {
            let variant = Variant { parent: 0, change, before: None, after: Some(passage(7)) };
            put(&mut bytes, 9, &variant);
        }
        let wanted = |change| Changed { parent: 9, change, before: None, after: Some(passage(7)) };
        assert_eq!(unpacked(&bytes), Some(Change::ALL.map(wanted).to_vec()));
        assert_eq!(unpacked(&bytes[..bytes.len() - 1]), None);
        bytes[4] = Change::ALL.len() as u8;
        assert_eq!(unpacked(&bytes), None);
    }
}
