//! The second pass begins: which documents are worth comparing, and which of them hang together.
//!
//! The fingerprints wait in [`features`], are inverted into [`postings`], and [`dealt`] out to those who seek by them.

mod dealt;
pub mod features;
mod postings;
mod records;

use std::collections::HashMap;
use std::fs;
use std::io::{BufWriter, ErrorKind, Write};
use std::mem::take;
use std::ops::Range;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use retold_core::candidates::{Candidate, Counts, Holders, Outline, Seekers, best};

use self::dealt::Dealt;
use self::features::Features;
use self::postings::Postings;
use crate::Error;
use crate::collection::files::Part;
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
/// The search takes so many bytes of memory; what is found does not depend on them. It is put down in the folder `work`,
/// where a run that is killed later finds it again.
///
/// # Errors
/// When the features cannot be read back, or what is found not be put down.
pub fn neighbourhoods(
    intake: &Intake,
    features: Features,
    same: &[u32],
    room: u64,
    work: &Path,
) -> Result<Vec<Vec<(u32, u32)>>, Error> {
    let path = work.join("pairs");
    let pairs = match found_before(&path, same.len())? {
        Some(pairs) => pairs,
        None => {
            let pairs = search(intake, features, same, room, work)?;
            put_down(path, &pairs)?;
            pairs
        }
    };
    Ok(connected(same.len(), &pairs, |&pair| pair))
}

/// Puts pairs into a file that is there whole or not at all.
fn put_down(path: PathBuf, pairs: &[(u32, u32)]) -> Result<(), Error> {
    let written = Part::write(path, |file| {
        let mut out = BufWriter::new(file);
        for number in pairs.iter().flat_map(|&(a, b)| [a, b]) {
            out.write_all(&number.to_le_bytes())?;
        }
        out.flush()
    });
    written?.0.publish()
}

/// The pairs of so many documents that were put down; none where there is no such file, or one that is damaged.
fn found_before(path: &Path, documents: usize) -> Result<Option<Vec<(u32, u32)>>, Error> {
    match fs::read(path) {
        Ok(bytes) => Ok(taken(&bytes, documents)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io(path)(error)),
    }
}

/// The way back; `None` where it is none.
fn taken(bytes: &[u8], documents: usize) -> Option<Vec<(u32, u32)>> {
    let (pairs, rest) = bytes.as_chunks::<8>();
    let number = |bytes: &[u8]| bytes.iter().rev().fold(0, |number, &byte| number << 8 | u32::from(byte));
    let pairs: Vec<_> = pairs.iter().map(|pair| (number(&pair[..4]), number(&pair[4..]))).collect();
    let is_of_documents = |&(a, b): &(u32, u32)| a.max(b) < documents as u32;
    (rest.is_empty() && pairs.iter().all(is_of_documents)).then_some(pairs)
}

/// The pairs of one language that are worth comparing.
fn search(
    intake: &Intake,
    features: Features,
    same: &[u32],
    room: u64,
    work: &Path,
) -> Result<Vec<(u32, u32)>, Error> {
    let mut postings = invert(intake, features, same, room)?;
    let outlines: Vec<Outline> = intake.documents.iter().map(|d| d.outline).collect();
    let mut pairs = candidates(&mut postings, &outlines, room, work)?;
    pairs.retain(|&(a, b)| intake.documents[a as usize].language == intake.documents[b as usize].language);
    Ok(pairs)
}

/// The postings of the documents that stand for themselves.
fn invert(intake: &Intake, features: Features, same: &[u32], room: u64) -> Result<Postings, Error> {
    let mut number = vec![0; same.len()];
    for (i, document) in (0u32..).zip(&intake.documents) {
        number[document.read as usize] = i;
    }
    let final_number = |read: u32| Some(number[read as usize]).filter(|&i| same[i as usize] == i);
    features.invert(final_number, room)
}

/// The pairs that are worth comparing. The holders are met a range at a time, and in each range the documents seek part
/// by part, while the features of the next part are read.
fn candidates(
    postings: &mut Postings,
    outlines: &[Outline],
    room: u64,
    work: &Path,
) -> Result<Vec<(u32, u32)>, Error> {
    let plan = Plan::of(outlines, room);
    let mut found = Vec::new();
    for among in &plan.holders {
        // Those before the holders meet nobody here.
        let meeting = plan.seekers.partition_point(|part| part.end <= among.start);
        let parts = &plan.seekers[meeting..];
        let mut dealt = Dealt::create(work, parts).map_err(Error::io(work))?;
        let mut holders = Holders::new(outlines, among.clone());
        postings.each(|of_feature, sentences| {
            let mut held = holders.add(of_feature, sentences);
            held.try_for_each(|(document, feature)| dealt.put(document, feature))
        })?;
        let mut parts = parts.iter();
        let mut load = |memory| {
            let Some(part) = parts.next() else { return Ok(None) };
            let mut seekers = Seekers::new(outlines, part.clone(), among.clone(), memory);
            dealt.load(&mut seekers).map_err(Error::io(work))?;
            seekers.sort();
            Ok(Some(seekers))
        };
        let mut next = load(Vec::new())?;
        let mut memory = Vec::new();
        while let Some(seekers) = next {
            let (candidates, loaded) = rayon::join(|| seek(&seekers, &holders), || load(take(&mut memory)));
            found.par_extend(candidates);
            memory = seekers.into_memory();
            next = loaded?;
        }
    }
    Ok(best_of_all(found))
}

/// Each of the documents with the candidates that it finds.
fn seek(seekers: &Seekers, holders: &Holders) -> Vec<(u32, Candidate)> {
    let found = seekers.documents().into_par_iter().map_init(Counts::default, |counts, document| {
        let candidates = seekers.candidates(holders, document, counts).into_iter();
        candidates.map(|candidate| (document, candidate)).collect::<Vec<_>>()
    });
    found.flatten_iter().collect()
}

/// The pairs of each document with the best of what it found in all ranges.
fn best_of_all(mut found: Vec<(u32, Candidate)>) -> Vec<(u32, u32)> {
    // Stable, as each document's candidates need no order.
    found.par_sort_by_key(|&(document, _)| document);
    let of_document = found.par_chunk_by(|x, y| x.0 == y.0).flat_map_iter(|of_document| {
        let document = of_document[0].0;
        best(of_document.iter().map(|&(_, candidate)| candidate).collect())
            .into_iter()
            .map(move |candidate| (candidate.document, document))
    });
    of_document.collect()
}

/// Into which ranges the documents fall as holders and as seekers.
struct Plan {
    holders: Vec<Range<u32>>,
    seekers: Vec<Range<u32>>,
}

/// Into so many parts the seekers fall at least: more at a time would make nothing faster.
const PARTS: u64 = 32;

impl Plan {
    /// Half of the memory is for the holders and what counts them, and half for two parts of the seekers: that gives
    /// the fewest meetings.
    fn of(outlines: &[Outline], room: u64) -> Plan {
        let counts = (Counts::BYTES * rayon::current_num_threads()) as u64;
        let holder = |of: &Outline| counts + u64::from(of.features) * Holders::BYTES as u64;
        let [of_each, of_feature] = Seekers::BYTES.map(|bytes| bytes as u64);
        let seeker = |of: &Outline| of_each + u64::from(of.features) * of_feature;
        let all: u64 = outlines.iter().map(seeker).sum();
        Plan {
            holders: cut(outlines, holder, room / 2),
            seekers: cut(outlines, seeker, (room / 4).min(all.div_ceil(PARTS))),
        }
    }
}

/// Cuts the documents into ranges, of which each takes so much memory at the most, or has one document.
fn cut(outlines: &[Outline], bytes: impl Fn(&Outline) -> u64, room: u64) -> Vec<Range<u32>> {
    let (mut ranges, mut start, mut filled) = (Vec::new(), 0, 0);
    for (document, outline) in (0u32..).zip(outlines) {
        filled += bytes(outline);
        if filled > room && document > start {
            ranges.push(start..document);
            (start, filled) = (document, bytes(outline));
        }
    }
    ranges.push(start..outlines.len() as u32);
    ranges
}

/// The pairs, those of one connected part of their graph together: parts by their lowest document, pairs in their order.
/// `pair` gives the documents of one.
pub fn connected<P: Copy + Ord + Send>(
    documents: usize,
    pairs: &[P],
    pair: impl Fn(&P) -> (u32, u32),
) -> Vec<Vec<P>> {
    let mut root: Vec<u32> = (0..documents as u32).collect();
    fn find(root: &mut [u32], mut i: u32) -> u32 {
        while root[i as usize] != i {
            root[i as usize] = root[root[i as usize] as usize];
            i = root[i as usize];
        }
        i
    }
    for (a, b) in pairs.iter().map(&pair) {
        let (x, y) = (find(&mut root, a), find(&mut root, b));
        root[x.max(y) as usize] = x.min(y);
    }
    let mut placed: Vec<(u32, P)> = pairs.iter().map(|p| (find(&mut root, pair(p).0), *p)).collect();
    placed.par_sort_unstable();
    placed.chunk_by(|x, y| x.0 == y.0).map(|part| part.iter().map(|&(_, pair)| pair).collect()).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use rapidhash::v3::rapidhash_v3;
    use retold_core::fingerprint::Fingerprint;
    use tempfile::TempDir;

    use super::*;

    /// Fingerprints of sentences of which each document has some, and a few documents all of one's.
    fn fingerprints(documents: u32) -> Vec<Fingerprint> {
        let drawn =
            |document: u32, place: u32| rapidhash_v3(&[document.to_le_bytes(), place.to_le_bytes()].concat());
        let sentence = |document: u32, place: u32| match document % 10 {
            0 => drawn(document / 100, place) % 40,
            _ => drawn(document, place) % 40,
        };
        let feature = |sentence: u64, word: u64| rapidhash_v3(&[sentence as u8, word as u8]);
        let fingerprint = |document| {
            let features = (0..4).flat_map(|place| {
                (0..3).map(move |word| (feature(sentence(document, place), word), place as u8))
            });
            Fingerprint { features: features.collect() }
        };
        (0..documents).map(fingerprint).collect()
    }

    /// What is found in so many bytes, and in how many ranges of holders and parts of seekers.
    fn found(fingerprints: &[Fingerprint], room: u64) -> (Vec<(u32, u32)>, [usize; 2]) {
        let folder = TempDir::new().unwrap();
        let mut features = Features::open(folder.path(), &[]).unwrap();
        for (document, fingerprint) in (0..).zip(fingerprints) {
            features.put(document, fingerprint).unwrap();
        }
        let outlines: Vec<Outline> = fingerprints.iter().map(Outline::of).collect();
        let mut postings = features.invert(Some, room).unwrap();
        let plan = Plan::of(&outlines, room);
        let pairs = candidates(&mut postings, &outlines, room, folder.path()).unwrap();
        (pairs, [plan.holders.len(), plan.seekers.len()])
    }

    #[test]
    fn what_is_found_does_not_depend_on_the_memory() {
        let fingerprints = fingerprints(600);
        let (whole, [ranges, _]) = found(&fingerprints, 1 << 30);
        assert!(ranges == 1 && whole.len() > 600, "{}", whole.len());
        for room in [10_000, 30_000, 100_000] {
            let (pairs, [ranges, parts]) = found(&fingerprints, room);
            assert!(pairs == whole && parts > 1, "{room}");
            assert!(ranges > 1 || room > 50_000, "{room}");
        }
    }

    #[test]
    fn pairs_that_were_put_down_come_back() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("pairs");
        let pairs = [(0, 1), (7, 70_000), (u32::MAX - 2, u32::MAX - 1)];
        assert_eq!(found_before(&path, 2).unwrap(), None);
        put_down(path.clone(), &pairs).unwrap();
        assert_eq!(found_before(&path, u32::MAX as usize).unwrap().unwrap(), pairs);
    }

    #[test]
    fn pairs_that_are_damaged_are_sought_again_and_a_fault_of_the_disk_is_one() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("pairs");
        put_down(path.clone(), &[(0, 1), (1, 2)]).unwrap();
        assert_eq!(found_before(&path, 2).unwrap(), None);
        fs::write(&path, &fs::read(&path).unwrap()[..12]).unwrap();
        assert_eq!(found_before(&path, 3).unwrap(), None);
        // A folder can be opened, and cannot be read.
        assert!(found_before(folder.path(), 3).is_err());
    }

    #[test]
    fn ranges_hold_all_documents_once() {
        let outlines = vec![Outline { features: 96, single: false }; 1000];
        for room in [0, 1, 500, 1 << 20] {
            let ranges = cut(&outlines, |outline| u64::from(outline.features), room);
            assert!(ranges.iter().cloned().flatten().eq(0..1000), "{room}");
        }
    }
}
