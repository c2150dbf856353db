//! The second pass goes on: a neighbourhood is compared, its stories are found, and their lineage.
//!
//! Nothing here asks about a document outside of the neighbourhood, so that any number of them is worked on at once.

pub mod archetypes;
pub mod changes;
pub mod descend;
pub mod facts;
pub mod foreign;
mod multitude;
mod packed;
pub mod shelf;
mod sift;
pub mod story;

use std::io;

use rayon::prelude::*;
use retold_core::align::lcs::Scratch;
use retold_core::align::{Aligned, Evidence, compare};
use retold_core::carried::{Carried, carried};
use retold_core::group::{Linkage, Pair, group, members};
use retold_core::link::{Verdict, judge};
use retold_core::span::Span;
use retold_core::witness::Witness;

use self::descend::{Lineage, PAIRWISE, descend};
use self::shelf::Shelf;
use self::sift::{Prospect, sift};
use self::story::{Parts, Story, join};
use crate::collection::Tables;
use crate::events::may_be_one;
use crate::intake::Intake;
use crate::seek::connected;

/// A pair that was compared, by document number.
pub struct Compared {
    /// The lower number.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// What was found.
    pub evidence: Evidence,
    /// Sentences of the first that answer to one of the other.
    pub matched: u32,
    /// The heaviest names and numbers that both have, where the first has them.
    pub names: Vec<Span>,
    /// What it comes to.
    pub verdict: Verdict,
    /// Where they are two stories: what one carries of the other nevertheless.
    pub carried: Option<Box<Carried>>,
}

/// What was found in a neighbourhood.
#[derive(Default)]
pub struct Settled {
    /// Its pairs, but for those that could not be one text whatever a comparison said.
    pub compared: Vec<Compared>,
    /// Its stories of two and more.
    pub stories: Vec<Lineage>,
}

/// Pairs that share one shelf. What hangs together by more is compared in parts, at once.
const SHELF: usize = 256;

/// Settles a neighbourhood, given by its candidate pairs.
///
/// A large one is one for hardly more than chance. It is taken apart again by the pairs of which something may come, so
/// that a text is made ready once for all that it is held against.
///
/// # Errors
/// When a text cannot be read back.
pub fn settle(intake: &Intake, pairs: &[(u32, u32)], tables: Tables) -> io::Result<Settled> {
    let prospects = sift(intake, pairs)?;
    if prospects.len() <= SHELF {
        return settle_part(intake, &prospects, tables);
    }
    let parts = connected(intake.documents.len(), &prospects, |prospect| prospect.pair);
    let parts = parts.par_iter().map(|part| settle_part(intake, part, tables));
    Ok(parts.collect::<io::Result<Vec<_>>>()?.into_iter().fold(Settled::default(), Settled::and))
}

/// Settles a part of a neighbourhood that nothing may come of with any other.
fn settle_part(intake: &Intake, prospects: &[Prospect], tables: Tables) -> io::Result<Settled> {
    if prospects.len() <= SHELF {
        let mut shelf = Shelf::new(intake);
        let compared = compare_all(intake, prospects, &mut shelf)?;
        let stories = stories(&compared);
        let stories =
            stories.iter().map(|s| descend(intake, s, &mut shelf, tables)).collect::<io::Result<_>>()?;
        return Ok(Settled { compared, stories });
    }
    let compared = compare_in_parts(intake, prospects)?;
    let stories = stories(&compared);
    let stories = stories.par_iter().map(|s| descend(intake, s, &mut Shelf::new(intake), tables));
    Ok(Settled { stories: stories.collect::<io::Result<_>>()?, compared })
}

/// Takes all documents that stand for themselves in `same` for witnesses of one story. Few are compared each with
/// each; of many only the candidate pairs.
///
/// # Errors
/// When a text cannot be read back.
pub fn settle_as_one(
    intake: &Intake,
    same: &[u32],
    candidates: &[(u32, u32)],
    tables: Tables,
) -> io::Result<Settled> {
    let stands = |&d: &u32| same[d as usize] == d && intake.documents[d as usize].words > 0;
    let witnesses: Vec<u32> = (0..same.len() as u32).filter(stands).collect();
    if witnesses.is_empty() {
        return Ok(Settled::default());
    }
    let each_with_each = || {
        let before = |(i, &b): (usize, &u32)| witnesses[..i].iter().map(move |&a| (a, b)).collect::<Vec<_>>();
        witnesses.iter().enumerate().flat_map(before).collect()
    };
    let pairs = if witnesses.len() <= PAIRWISE { each_with_each() } else { candidates.to_vec() };
    let compared = compare_in_parts(intake, &sift(intake, &pairs)?)?;
    let story = Story { witnesses, parts: Parts::new() };
    let story = descend(intake, &story, &mut Shelf::new(intake), tables)?;
    Ok(Settled { compared, stories: vec![story] })
}

fn compare_in_parts(intake: &Intake, prospects: &[Prospect]) -> io::Result<Vec<Compared>> {
    let parts = prospects.par_chunks(SHELF).map(|part| compare_all(intake, part, &mut Shelf::new(intake)));
    Ok(parts.collect::<io::Result<Vec<_>>>()?.into_iter().flatten().collect())
}

fn compare_all(intake: &Intake, prospects: &[Prospect], shelf: &mut Shelf) -> io::Result<Vec<Compared>> {
    let mut scratch = Scratch::default();
    let mut compared = Vec::new();
    for &Prospect { pair, may_tell } in prospects {
        let (left, right) = (shelf.take(pair.0)?, shelf.take(pair.1)?);
        let witnesses = [&left.wording.witness, &right.wording.witness];
        let days = days_between(intake, pair);
        compared.extend(compare_two(pair, witnesses, days, may_tell, &mut scratch));
    }
    Ok(compared)
}

/// Two documents, unless they could neither be one text nor tell of one happening, and none carries anything of the
/// other.
fn compare_two(
    (a, b): (u32, u32),
    [left, right]: [&Witness; 2],
    days: Option<f64>,
    hope: bool,
    scratch: &mut Scratch,
) -> Option<Compared> {
    let told = hope.then(|| compare(left, right, scratch));
    let told = told.filter(|aligned| may_tell(&aligned.evidence.at_best(), days));
    let one_text = told.as_ref().is_some_and(|aligned| judge(&aligned.evidence, days).is_link());
    let carried = if one_text { None } else { carried(left, right, scratch).map(Box::new) };
    if told.is_none() && carried.is_none() {
        return None;
    }
    let aligned = told.unwrap_or_else(|| compare(left, right, scratch));
    let verdict = judge(&aligned.evidence, days);
    let (matched, names) = (aligned.matches.len() as u32, names(left, &aligned));
    Some(Compared { a, b, evidence: aligned.evidence, matched, names, verdict, carried })
}

/// Could they be one text, or tell of one happening, were all but their names as good as can be?
fn may_tell(hope: &Evidence, days: Option<f64>) -> bool {
    judge(hope, days).is_link() || may_be_one(hope, days)
}

/// Where `witness` has the heaviest of the words that it shares.
fn names(witness: &Witness, aligned: &Aligned) -> Vec<Span> {
    const SHOWN: usize = 8;
    let shown = aligned.shared.iter().take(SHOWN);
    shown.filter_map(|&(sym, _)| witness.tokens.iter().find(|t| t.sym == sym)).map(|t| t.span).collect()
}

/// Days between two documents.
fn days_between(intake: &Intake, (a, b): (u32, u32)) -> Option<f64> {
    days_apart(intake.documents[a as usize].time, intake.documents[b as usize].time)
}

/// Days between two times in seconds, where both are known.
pub fn days_apart(a: Option<i64>, b: Option<i64>) -> Option<f64> {
    Some((a? - b?).abs() as f64 / 86_400.0)
}

impl Settled {
    /// What was found in both of two neighbourhoods.
    fn and(mut self, other: Settled) -> Settled {
        self.compared.extend(other.compared);
        self.stories.extend(other.stories);
        self
    }
}

/// The stories of two and more witnesses among what was compared.
fn stories(compared: &[Compared]) -> Vec<Story> {
    let mut documents: Vec<u32> = compared.iter().flat_map(|c| [c.a, c.b]).collect();
    documents.sort_unstable();
    documents.dedup();
    let number = |document: u32| documents.partition_point(|&d| d < document) as u32;
    let pairs: Vec<Pair> =
        compared.iter().map(|c| Pair { a: number(c.a), b: number(c.b), score: c.verdict.score() }).collect();
    let groups = members(&group(documents.len(), &pairs, Linkage::BestTwo));
    let stories = groups.into_values().filter(|members| members.len() > 1);
    let stories = stories.map(|members| members.into_iter().map(|m| documents[m as usize]).collect());
    join(stories.collect(), compared)
}
