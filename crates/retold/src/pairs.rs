//! The second pass: candidates among the documents, each pair compared and judged.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use retold_core::align::lcs::Scratch;
use retold_core::align::{Aligned, Evidence, at_best, compare};
use retold_core::candidates::{Counts, Postings};
use retold_core::link::{Verdict, judge};
use retold_core::span::Span;
use retold_core::witness::Witness;

use crate::Error;
use crate::events::shares_names;
use crate::features::Features;
use crate::intake::{Document, Intake};

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
}

/// For every document the first one with the same words: identical texts are compared once.
pub fn collapse(documents: &[Document]) -> Vec<u32> {
    let mut first: HashMap<(u64, u32), u32> = HashMap::new();
    (0u32..)
        .zip(documents)
        .map(|(i, d)| if d.words == 0 { i } else { *first.entry((d.body, d.words)).or_insert(i) })
        .collect()
}

/// Finds the candidates among the documents that stand for themselves in `same`, and compares them.
///
/// # Errors
/// When the features or the texts, which lie in `folder`, cannot be read back.
pub fn compare_candidates(
    intake: &Intake,
    features: Features,
    same: &[u32],
    folder: &Path,
) -> Result<Vec<Compared>, Error> {
    let postings = invert(intake, features, same)?;
    let mut pairs = Vec::new();
    let all = same.len() as u32;
    // Part by part: the features of all documents at once would take as much memory again as the postings.
    let part = all.div_ceil(PARTS).max(1);
    for first in (0..all).step_by(part as usize) {
        let documents = first..(first + part).min(all);
        let held = postings.of(documents.clone());
        let partners = documents.into_par_iter().map_init(Counts::default, |counts, d| {
            held.partners(d, counts).into_iter().map(|p| (p, d)).collect::<Vec<_>>()
        });
        pairs.par_extend(partners.flatten_iter());
    }
    drop(postings);
    pairs.retain(|&(a, b)| intake.documents[a as usize].language == intake.documents[b as usize].language);
    by_neighbourhood(same.len(), &mut pairs);
    let chunks: io::Result<Vec<Vec<Compared>>> =
        pairs.par_chunks(CHUNK).map(|chunk| compare_chunk(intake, chunk)).collect();
    let chunks = chunks.map_err(Error::io(folder))?;
    let mut compared: Vec<Compared> = chunks.into_iter().flatten().collect();
    compared.sort_unstable_by_key(|c| (c.a, c.b));
    Ok(compared)
}

/// The postings of the documents that stand for themselves.
fn invert(intake: &Intake, features: Features, same: &[u32]) -> Result<Postings, Error> {
    let mut number = vec![0; same.len()];
    for (i, document) in (0u32..).zip(&intake.documents) {
        number[document.read as usize] = i;
    }
    let final_number = |read: u32| Some(number[read as usize]).filter(|&i| same[i as usize] == i);
    features.invert(final_number, intake.documents.iter().map(|d| d.outline).collect())
}

/// Into so many parts the documents fall when their candidates are sought.
const PARTS: u32 = 16;
/// Pairs that share one memory of prepared witnesses.
const CHUNK: usize = 256;

/// Sorts the pairs so that those of one connected part of the graph stand together: each text is then prepared once.
fn by_neighbourhood(documents: usize, pairs: &mut [(u32, u32)]) {
    let mut root: Vec<u32> = (0..documents as u32).collect();
    fn find(root: &mut [u32], mut i: u32) -> u32 {
        while root[i as usize] != i {
            root[i as usize] = root[root[i as usize] as usize];
            i = root[i as usize];
        }
        i
    }
    for &mut (a, b) in pairs.iter_mut() {
        let (x, y) = (find(&mut root, a), find(&mut root, b));
        root[x.max(y) as usize] = x.min(y);
    }
    pairs.sort_unstable_by_key(|&(a, b)| (find(&mut root, a), a, b));
}

fn compare_chunk(intake: &Intake, pairs: &[(u32, u32)]) -> io::Result<Vec<Compared>> {
    let mut witnesses: BTreeMap<u32, Arc<Witness>> = BTreeMap::new();
    let mut scratch = Scratch::default();
    let mut compared = Vec::new();
    for &(a, b) in pairs {
        let mut witness = |document: u32| -> io::Result<Arc<Witness>> {
            Ok(match witnesses.entry(document) {
                Entry::Occupied(made) => made.get().clone(),
                Entry::Vacant(place) => place.insert(Arc::new(intake.transcript(document)?.1.into())).clone(),
            })
        };
        let (left, right) = (witness(a)?, witness(b)?);
        let days = days_apart(intake.documents[a as usize].time, intake.documents[b as usize].time);
        let hope = at_best(&left, &right);
        if judge(&hope, days).is_link() || shares_names(&hope) {
            let aligned = compare(&left, &right, &mut scratch);
            let verdict = judge(&aligned.evidence, days);
            let (matched, names) = (aligned.matches.len() as u32, names(&left, &aligned));
            compared.push(Compared { a, b, evidence: aligned.evidence, matched, names, verdict });
        }
    }
    Ok(compared)
}

/// Where `witness` has the heaviest of the words that it shares.
fn names(witness: &Witness, aligned: &Aligned) -> Vec<Span> {
    const SHOWN: usize = 8;
    let shown = aligned.shared.iter().take(SHOWN);
    shown.filter_map(|&(sym, _)| witness.tokens.iter().find(|t| t.sym == sym)).map(|t| t.span).collect()
}

/// Days between two times in seconds, where both are known.
pub fn days_apart(a: Option<i64>, b: Option<i64>) -> Option<f64> {
    Some((a? - b?).abs() as f64 / 86_400.0)
}
