//! The second pass begins: which documents are worth comparing, and which of them hang together.

use std::collections::HashMap;

use rayon::prelude::*;
use retold_core::candidates::{Counts, Postings};

use crate::Error;
use crate::features::Features;
use crate::intake::{Document, Intake};

/// For every document the one that stands for all with the same words, the earliest of them: identical texts are
/// compared once.
pub fn collapse(documents: &[Document]) -> Vec<u32> {
    let earlier = |i: u32| (documents[i as usize].time.unwrap_or(i64::MAX), i);
    let mut stand_in: HashMap<(u64, u32), u32> = HashMap::new();
    for (i, document) in (0u32..).zip(documents) {
        let first = stand_in.entry((document.body, document.words)).or_insert(i);
        if earlier(i) < earlier(*first) {
            *first = i;
        }
    }
    let stands_for = |(i, d): (u32, &Document)| if d.words == 0 { i } else { stand_in[&(d.body, d.words)] };
    (0u32..).zip(documents).map(stands_for).collect()
}

/// The candidate pairs among the documents that stand for themselves in `same`, the lower number first: those of one
/// neighbourhood, a connected part of their graph, in each list. No story reaches beyond its neighbourhood.
///
/// # Errors
/// When the features cannot be read back.
pub fn neighbourhoods(
    intake: &Intake,
    features: Features,
    same: &[u32],
) -> Result<Vec<Vec<(u32, u32)>>, Error> {
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
    Ok(connected(same.len(), &pairs))
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

/// The pairs, those of one connected part of their graph together: parts by their lowest document, pairs by number.
fn connected(documents: usize, pairs: &[(u32, u32)]) -> Vec<Vec<(u32, u32)>> {
    let mut root: Vec<u32> = (0..documents as u32).collect();
    fn find(root: &mut [u32], mut i: u32) -> u32 {
        while root[i as usize] != i {
            root[i as usize] = root[root[i as usize] as usize];
            i = root[i as usize];
        }
        i
    }
    for &(a, b) in pairs {
        let (x, y) = (find(&mut root, a), find(&mut root, b));
        root[x.max(y) as usize] = x.min(y);
    }
    let mut placed: Vec<(u32, (u32, u32))> = pairs.iter().map(|&p| (find(&mut root, p.0), p)).collect();
    placed.par_sort_unstable();
    placed.chunk_by(|x, y| x.0 == y.0).map(|part| part.iter().map(|&(_, pair)| pair).collect()).collect()
}
