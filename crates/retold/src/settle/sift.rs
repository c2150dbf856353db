//! Candidate pairs of which something may come. Of most nothing does, and their sketches say so: their texts need not be
//! read for that to be seen.

use std::collections::BTreeMap;
use std::io;

use rayon::prelude::*;
use retold_core::sketch::{Sketch, at_most, may_carry};

use super::{SHELF, days_between, may_tell};
use crate::intake::Intake;
use crate::intake::sketches::unpacked;

/// A candidate pair of which something may come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Prospect {
    /// Its documents, the lower number first.
    pub pair: (u32, u32),
    /// May they be one text, or tell of one happening? Else one of them may carry a passage of the other.
    pub may_tell: bool,
}

/// Those of the pairs of which something may come, in their order.
///
/// # Errors
/// When a sketch cannot be read back.
pub fn sift(intake: &Intake, pairs: &[(u32, u32)]) -> io::Result<Vec<Prospect>> {
    if pairs.len() <= SHELF {
        return sift_some(intake, pairs);
    }
    let parts = pairs.par_chunks(SHELF).map(|part| sift_some(intake, part));
    Ok(parts.collect::<io::Result<Vec<_>>>()?.concat())
}

fn sift_some(intake: &Intake, pairs: &[(u32, u32)]) -> io::Result<Vec<Prospect>> {
    let mut sketches = Sketches { intake, read: BTreeMap::new() };
    let mut prospects = Vec::new();
    for &pair in pairs {
        let both = sketches.of(pair)?;
        let may_tell = may_tell(&at_most(both), days_between(intake, pair));
        if may_tell || may_carry(both) {
            prospects.push(Prospect { pair, may_tell });
        }
    }
    Ok(prospects)
}

/// The sketches of some documents, each read when it is first asked for.
struct Sketches<'i> {
    intake: &'i Intake,
    read: BTreeMap<u32, Sketch>,
}

impl Sketches<'_> {
    /// Those of two documents.
    fn of(&mut self, (a, b): (u32, u32)) -> io::Result<[&Sketch; 2]> {
        for document in [a, b] {
            if !self.read.contains_key(&document) {
                self.read.insert(document, read(self.intake, document)?);
            }
        }
        Ok([&self.read[&a], &self.read[&b]])
    }
}

/// The sketch of a document: without its text, where it was put aside.
fn read(intake: &Intake, document: u32) -> io::Result<Sketch> {
    let put_aside = intake.spool.sketch(intake.documents[document as usize].text)?;
    match unpacked(&put_aside) {
        Some(sketch) => Ok(sketch),
        None => Ok(Sketch::of(&intake.transcript(document)?.1)),
    }
}
