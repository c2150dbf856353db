//! The whole pipeline on one screen.

use std::collections::BTreeMap;
use std::mem::take;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use retold_core::relation::Relation;

use crate::Error;
use crate::collection::{self, TableFormat, Tables, Traced};
use crate::events::events;
use crate::intake::{Work, intake};
use crate::memory::Memory;
use crate::progress::{Progress, Stage};
use crate::seek::{collapse, neighbourhoods};
use crate::settle::descend::{Descent, Descents, Lineage};
use crate::settle::foreign;
use crate::settle::{Compared, Settled, settle, settle_as_one};
use crate::sites;
use crate::source::{self, ReadOptions};

/// What `trace` is asked for.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// How to read the inputs.
    pub read: ReadOptions,
    /// The folder of the collection.
    pub output: PathBuf,
    /// The tables that are wanted.
    pub tables: Tables,
    /// Their format.
    pub format: TableFormat,
    /// Are all documents known to be witnesses of one story?
    pub one_story: bool,
    /// How much memory the run may take; what it finds does not depend on it.
    pub memory: Memory,
    /// Counts along; share it to show progress.
    pub progress: Arc<Progress>,
}

/// Reads the inputs, finds the stories and writes the collection to the folder of the settings.
///
/// The tables depend on the pages alone: not on their order, and not on the number of threads.
///
/// # Errors
/// When the collection cannot be written, when its folder holds something else, or when no page could be read at all. Bad pages
/// beside good ones are no error; they are in [`Traced::skipped`].
pub fn trace(inputs: &[String], settings: &Settings) -> Result<Traced, Error> {
    let folder: &Path = &settings.output;
    source::refuse_results(inputs)?;
    let claim = collection::claim(settings, inputs)?;
    let (tables, progress) = (settings.tables, &settings.progress);
    let work = Work::open(&claim.work)?;
    let taken_up = work.documents();
    let (mut intake, features) =
        intake(source::drafts(inputs, &settings.read), work, tables, settings.memory, progress)?;
    if intake.documents.is_empty() {
        collection::give_up(&claim, folder)?;
        return Err(Error::NothingRead { inputs: inputs.to_vec(), skipped: intake.skipped });
    }
    progress.enter(Stage::Seeking, 0);
    let same = collapse(&intake.documents);
    let neighbourhoods = neighbourhoods(&intake, features, &same, settings.memory.for_search(), &claim.work)?;
    progress.enter(Stage::Comparing, neighbourhoods.iter().map(Vec::len).sum());
    let settled = if settings.one_story {
        settle_as_one(&intake, &same, &neighbourhoods.concat(), tables).map(|one| vec![one])
    } else {
        let settle =
            |pairs: Vec<(u32, u32)>| settle(&intake, &pairs, tables).inspect(|_| progress.add(pairs.len()));
        neighbourhoods.into_par_iter().map(settle).collect()
    };
    let settled: Vec<Settled> = settled.map_err(Error::io(folder))?;
    let Whole { story, descents, lineages, compared } = whole(&same, settled);
    sites::mark(&mut intake, &story).map_err(Error::io(folder))?;
    foreign::mark(&mut intake, &same, &lineages).map_err(Error::io(folder))?;
    let event = events(&intake.documents, &story, &compared);
    progress.enter(Stage::Writing, tables.iter().count());
    let traced = Traced { taken_up, intake, same, story, event, descents, lineages, compared };
    collection::write(settings, claim, inputs, &traced)?;
    Ok(traced)
}

/// What was found in all neighbourhoods, by document number.
struct Whole {
    story: Vec<u32>,
    descents: Descents,
    lineages: BTreeMap<u32, Lineage>,
    compared: Vec<Compared>,
}

/// Puts the neighbourhoods together, each of which gives its memory back when it is taken.
fn whole(same: &[u32], settled: Vec<Settled>) -> Whole {
    let story = stories(same, &settled);
    let mut descents = Descents::none(same.len());
    let (mut lineages, mut compared) = (BTreeMap::new(), Vec::new());
    compared.reserve_exact(settled.iter().map(|neighbourhood| neighbourhood.compared.len()).sum());
    for neighbourhood in settled {
        for mut lineage in neighbourhood.stories {
            for (&document, descent) in lineage.witnesses.iter().zip(take(&mut lineage.descents)) {
                descents.put(document, descent);
            }
            lineages.insert(story[lineage.witnesses[0] as usize], lineage);
        }
        compared.extend(neighbourhood.compared);
    }
    compared.sort_unstable_by_key(|c: &Compared| (c.a, c.b));
    for (copy, &of) in (0u32..).zip(same).filter(|&(copy, &of)| copy != of) {
        let (relation, in_part) = (Some(Relation::Copy), descents[of as usize].in_part);
        descents.put(copy, Descent { parents: vec![of], relation, in_part, ..Descent::default() });
    }
    Whole { story, descents, lineages, compared }
}

/// The story of each document, by the lowest number of its members. A copy stands in the story of the document that it
/// is identical to.
fn stories(same: &[u32], settled: &[Settled]) -> Vec<u32> {
    let mut story = same.to_vec();
    for lineage in settled.iter().flat_map(|neighbourhood| &neighbourhood.stories) {
        for &document in &lineage.witnesses {
            story[document as usize] = lineage.witnesses[0];
        }
    }
    for (copy, &of) in same.iter().enumerate() {
        story[copy] = story[of as usize];
    }
    name_by_lowest(&mut story);
    story
}

/// Names every story by the lowest number of its members.
fn name_by_lowest(story: &mut [u32]) {
    let mut lowest = vec![u32::MAX; story.len()];
    for (document, name) in (0u32..).zip(story) {
        let lowest = &mut lowest[*name as usize];
        *lowest = document.min(*lowest);
        *name = *lowest;
    }
}
