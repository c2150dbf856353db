//! The lineage of each story: parents, relation and spun-ness of every witness, and what follows from them.

use std::io;
use std::ops::Index;
use std::sync::Arc;

use retold_core::align::Alike;
use retold_core::kin::Kin;
use retold_core::relation::{self, Relation};
use retold_core::span::Span;
use retold_core::stemma::archetype::{Archetype, Voice, reconstruct};
use retold_core::stemma::{Member, Node, Stemma, stemma};

use super::archetypes;
use super::changes::{self, Told, tell};
use super::foreign::{Foreign, foreign};
use super::multitude;
use super::shelf::{Ready, Shelf};
use super::story::Story;
use crate::collection::{Table, Tables};
use crate::intake::Intake;
use crate::intake::spool::Kept;

/// What the lineage says of one witness.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Descent {
    /// Its parents, by document number; none for a root.
    pub parents: Vec<u32>,
    /// How it stands to them.
    pub relation: Option<Relation>,
    /// How much it looks spun from its parent, 0 to 1.
    pub spun: f32,
    /// What it changed, put aside on disk.
    pub changes: Kept,
    /// Does it carry no more than passages of the story, being something else?
    pub in_part: bool,
}

/// What is said of each document, by number: nothing of most, which are alone.
pub struct Descents {
    /// Where each stands in `known`.
    places: Vec<u32>,
    known: Vec<Descent>,
}

impl Descents {
    /// Nothing of so many documents.
    pub fn none(documents: usize) -> Descents {
        Descents { places: vec![0; documents], known: vec![Descent::default()] }
    }

    /// Says it of a document.
    pub fn put(&mut self, document: u32, descent: Descent) {
        self.places[document as usize] = self.known.len() as u32;
        self.known.push(descent);
    }

    /// One document after the other.
    pub fn iter(&self) -> impl Iterator<Item = &Descent> {
        self.places.iter().map(|&place| &self.known[place as usize])
    }
}

impl Index<usize> for Descents {
    type Output = Descent;

    fn index(&self, document: usize) -> &Descent {
        &self.known[self.places[document] as usize]
    }
}

/// The lineage of a story.
#[derive(Clone, Debug, Default)]
pub struct Lineage {
    /// Its witnesses, by document number, ascending; of identical ones the first.
    pub witnesses: Vec<u32>,
    /// What is said of each, until it stands in [`Traced::descents`](crate::collection::Traced).
    pub descents: Vec<Descent>,
    /// Who descends from whom; members are places in `witnesses`. It names no models any more.
    pub stemma: Stemma,
    /// The document that is the archetype, where it is preserved.
    pub preserved: Option<u32>,
    /// The archetype's text, as the table of stories has it, put aside on disk.
    pub archetype: Kept,
    /// Its facts and what the witnesses say of them, likewise; nothing where there are none.
    pub facts: Kept,
    /// The foreign text inside each of the witnesses.
    pub injected: Vec<Vec<Span>>,
    /// What turned out to be furniture of each, beside the others; empty where none has any.
    pub furniture: Vec<Vec<Span>>,
}

/// Stories of more witnesses (identical ones counted once) are not compared pair by pair; there a witness's parent is
/// sought among those that share its rarest variants.
pub const PAIRWISE: usize = 80;

/// The lineage of a story, and what the tables want to know beside it. None of its witnesses is identical to another.
///
/// # Errors
/// When a text cannot be read back.
pub fn descend(intake: &Intake, story: &Story, shelf: &mut Shelf, tables: Tables) -> io::Result<Lineage> {
    let Story { witnesses, parts } = story;
    let mut lineage = match witnesses.len() {
        ..=PAIRWISE => descend_pairwise(intake, story, shelf, tables)?,
        _ => multitude::descend(intake, story, tables)?,
    };
    for (place, document) in witnesses.iter().enumerate().filter(|(_, d)| parts.contains_key(d)) {
        let descent = &mut lineage.descents[place];
        descent.in_part = true;
        if matches!(descent.relation, Some(Relation::Copy | Relation::Reprint)) {
            descent.relation = Some(Relation::Excerpt);
        }
        // Beside the story the rest of its page is foreign, but it is what the page is about.
        lineage.injected[place] = intake.documents[*document as usize].injected.to_vec();
        if let Some(furniture) = lineage.furniture.get_mut(place) {
            furniture.clear();
        }
    }
    Ok(lineage)
}

fn descend_pairwise(
    intake: &Intake,
    story: &Story,
    shelf: &mut Shelf,
    tables: Tables,
) -> io::Result<Lineage> {
    let documents = story.witnesses.as_slice();
    let take = |&document: &u32| story.take(intake, shelf, document);
    let prepared: Vec<Arc<Ready>> = documents.iter().map(take).collect::<io::Result<_>>()?;
    let members: Vec<Member> = documents
        .iter()
        .zip(&prepared)
        .map(|(d, p)| {
            let (time, in_part) = (intake.documents[*d as usize].time, story.parts.contains_key(d));
            Member { wording: &p.wording, text: &p.text, time, in_part }
        })
        .collect();
    let mut kin = kin(&prepared);
    let stemma = stemma(&members, &mut kin);
    let descents = (0..members.len()).map(|child| {
        let (parents, models) = (stemma.parents(child), &stemma.models[child]);
        let mut descent = judge(&mut kin, prepared.len(), child, models);
        if let ([], [model]) = (&parents[..], &models[..]) {
            // Not its parent, but its brother.
            descent.spun = kin.root_spun(child, *model).unwrap_or(0.0);
        }
        Descent { parents: parents.into_iter().map(|p| documents[p]).collect(), ..descent }
    });
    let descents: Vec<Descent> = descents.collect();
    let alike = kin.alike();
    let foreign = foreign(intake, documents, &prepared, alike, &stemma);
    let told = match changes::are_wanted(tables) {
        true => tell(intake, documents, &prepared, alike, &stemma, &descents, &foreign)?,
        false => Told::default(),
    };
    let base = base(&stemma, &descents).filter(|_| tables.has(Table::Stories));
    let archetype =
        base.map_or_else(Archetype::default, |base| archetype(&prepared, alike, &stemma, &descents, base));
    lineage(intake, documents, Found { descents, stemma, foreign, told }, &archetype)
}

/// What was found about a story's witnesses, in their order.
pub struct Found {
    /// Their parents and relations.
    pub descents: Vec<Descent>,
    /// The tree of them.
    pub stemma: Stemma,
    /// What of their text is not the story.
    pub foreign: Foreign,
    /// What they changed, and what they say.
    pub told: Told,
}

/// The lineage, its archetype put aside.
///
/// # Errors
/// When the spool cannot be written.
pub fn lineage(
    intake: &Intake,
    documents: &[u32],
    found: Found,
    archetype: &Archetype,
) -> io::Result<Lineage> {
    let Found { mut descents, mut stemma, foreign, told } = found;
    for (descent, changes) in descents.iter_mut().zip(told.changes) {
        descent.changes = changes;
    }
    let facts = intake.spool.keep(&told.facts.packed())?;
    let archetype = intake.spool.keep(&archetypes::packed(archetype))?;
    let preserved = preserved(&stemma).map(|member| documents[member]);
    let Foreign { injected, mut furniture } = foreign;
    if furniture.iter().all(Vec::is_empty) {
        furniture = Vec::new();
    }
    // A lineage stays in memory to the end of the run, and nobody asks for these any more.
    stemma.models = Vec::new();
    stemma.edges.shrink_to_fit();
    Ok(Lineage {
        witnesses: documents.to_vec(),
        descents,
        stemma,
        preserved,
        archetype,
        facts,
        injected,
        furniture,
    })
}

/// The member that is the archetype.
pub fn preserved(stemma: &Stemma) -> Option<usize> {
    match stemma.top()? {
        Node::Witness(member) => Some(member),
        Node::Lost(_) => None,
    }
}

/// The member that is the archetype or, where that is lost, stands nearest to it: the first of all; of two of unknown
/// order the less spun one.
pub fn base(stemma: &Stemma, descents: &[Descent]) -> Option<usize> {
    stemma.top()?;
    let first = || (0..descents.len()).find(|&m| stemma.models[m].is_empty());
    let less_spun = || (0..descents.len()).min_by(|&a, &b| descents[a].spun.total_cmp(&descents[b].spun));
    preserved(stemma).or_else(first).or_else(less_spun)
}

/// The archetype as the members have it.
fn archetype(
    prepared: &[Arc<Ready>],
    alike: &Alike,
    stemma: &Stemma,
    descents: &[Descent],
    base: usize,
) -> Archetype {
    let Some(top) = stemma.top() else { return Archetype::default() };
    let voice = |member: usize| {
        let Ready { text, wording, .. } = &*prepared[member];
        Voice { text, wording, line: stemma.line(member, top) }
    };
    let heard = |&m: &usize| m != base && descents[m].relation.is_some_and(Relation::keeps_wording);
    let others: Vec<usize> = (0..prepared.len()).filter(heard).collect();
    let voices: Vec<Voice> = others.iter().copied().map(voice).collect();
    let alike = |number: usize| alike.between(base, others[number]);
    reconstruct(voice(base), &voices, alike, preserved(stemma).is_none())
}

/// The relations of these, each found when it is asked for.
pub fn kin(prepared: &[Arc<Ready>]) -> Kin<'_> {
    Kin::new(prepared.iter().map(|ready| &ready.wording).collect())
}

/// How `child`, one of so many members, stands to those that explain it best.
pub fn judge(kin: &mut Kin, members: usize, child: usize, models: &[usize]) -> Descent {
    let Some(&first) = models.first() else {
        return Descent { spun: root_spun(kin, members, child), ..Descent::default() };
    };
    let features = kin.features(child, first);
    let relation = if models.len() > 1 { Relation::Merge } else { relation::judge(&features) };
    let spun = if relation == Relation::Merge { 0.0 } else { relation::spun(&features) };
    Descent { relation: Some(relation), spun, ..Descent::default() }
}

/// A root has no parent; it is held against each of its relatives, and the mildest judgement stands.
fn root_spun(kin: &mut Kin, members: usize, root: usize) -> f32 {
    let others = (0..members).filter(|&other| other != root);
    others.filter_map(|other| kin.root_spun(root, other)).reduce(f32::min).unwrap_or(0.0)
}
