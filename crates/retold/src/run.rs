//! The whole pipeline on one screen.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use retold_core::group::{Linkage, Pair, group, members};

use crate::Error;
use crate::collection::{self, TableFormat, Traced};
use crate::descend::{Descent, descend};
use crate::events::events;
use crate::intake::intake;
use crate::pairs::{Compared, collapse, compare_candidates};
use crate::source::{self, ReadOptions};

/// What `trace` is asked for.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// How to read the inputs.
    pub read: ReadOptions,
    /// The folder of the collection.
    pub output: PathBuf,
    /// The format of its tables.
    pub tables: TableFormat,
}

/// Reads the inputs, finds the stories and writes the collection to the folder of the settings.
///
/// The tables depend on the pages alone: not on their order, and not on the number of threads.
///
/// # Errors
/// When the collection cannot be written, or when its folder holds something else. Bad pages are no error; they are in [`Traced::skipped`].
pub fn trace(inputs: &[String], settings: &Settings) -> Result<Traced, Error> {
    let folder: &Path = &settings.output;
    let claimed = collection::claim(folder, settings.tables, &settings.read)?;
    let (intake, features) = intake(source::drafts(inputs, &settings.read), folder)?;
    let same = collapse(&intake.documents);
    let compared = compare_candidates(&intake, features, &same, folder)?;
    let story = stories(&same, &compared);
    let event = events(&intake.documents, &story, &compared);
    let descents = lineages(&intake, &story, &same, &compared).map_err(Error::io(folder))?;
    let traced = Traced { intake, same, story, event, descents, compared };
    collection::write(folder, claimed, settings.tables, inputs, &traced)?;
    Ok(traced)
}

/// The story of each document, by the lowest number of its members.
fn stories(same: &[u32], compared: &[Compared]) -> Vec<u32> {
    let pairs: Vec<Pair> =
        compared.iter().map(|c| Pair { a: c.a, b: c.b, score: c.verdict.score() }).collect();
    let of = group(same.len(), &pairs, Linkage::BestTwo);
    // A copy stands in the story of the document that it is identical to, which has the lower number.
    same.iter().map(|&stand_in| of[stand_in as usize]).collect()
}

fn lineages(
    intake: &crate::intake::Intake,
    story: &[u32],
    same: &[u32],
    compared: &[Compared],
) -> io::Result<Vec<Descent>> {
    let mut links: BTreeMap<u32, Vec<&Compared>> = BTreeMap::new();
    for link in compared.iter().filter(|c| c.verdict.is_link()) {
        links.entry(story[link.a as usize]).or_default().push(link);
    }
    let none = Vec::new();
    let found: io::Result<Vec<Vec<(u32, Descent)>>> = members(story)
        .par_iter()
        .filter(|(_, members)| members.len() > 1)
        .map(|(name, members)| descend(intake, members, same, links.get(name).unwrap_or(&none)))
        .collect();
    let mut out = vec![Descent::default(); story.len()];
    for (document, descent) in found?.into_iter().flatten() {
        out[document as usize] = descent;
    }
    Ok(out)
}
