//! The collection on disk: a manifest and the tables, as docs/formats.md describes them.

mod choice;
mod claim;
pub(crate) mod column;
mod facts;
pub(crate) mod files;
pub(crate) mod json;
pub(crate) mod parquet;
mod passages;
mod read;
pub(crate) mod tables;
#[cfg(test)]
pub(crate) mod tests;
mod variants;
mod written;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use retold_core::relation::{Relation, looks_spun};

use crate::Error;
use crate::dates::day;
use crate::intake::Intake;
use crate::run;
use crate::settle::Compared;
use crate::settle::descend::{Descents, Lineage};
use crate::source::Skipped;
use crate::statements;
use crate::wire::{Counts, InputRow, Manifest, Settings, SkippedRow, TableRow};

pub use choice::{Table, Tables};
pub use claim::{Claim, claim};
pub(crate) use claim::{give_up, is_collection, is_manifest, refuse_strangers};
pub(crate) use read::take;
pub use read::{Collection, OpenTable, Row, Rows, open};
pub(crate) use written::Written;

/// The version of the collection's format.
pub const FORMAT: u32 = 1;

/// The stages of a run, in their order; all of them are done when the manifest is written.
const STAGES: [&str; 10] = [
    "read",
    "clean",
    "fingerprint",
    "candidates",
    "align",
    "link",
    "group",
    "descend",
    "statements",
    "write",
];

/// The format of the tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TableFormat {
    /// Parquet, compressed with zstd.
    #[default]
    Parquet,
    /// JSON Lines.
    Jsonl,
}

impl TableFormat {
    /// The format of that name.
    pub fn named(name: &str) -> Option<TableFormat> {
        TableFormat::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Every format.
    pub const ALL: [TableFormat; 2] = [TableFormat::Parquet, TableFormat::Jsonl];

    /// Its name, which is also the ending of its files.
    pub fn name(self) -> &'static str {
        match self {
            TableFormat::Parquet => "parquet",
            TableFormat::Jsonl => "jsonl",
        }
    }

    /// The file of a table.
    pub(crate) fn file(self, table: &str) -> String {
        format!("{table}.{}", self.name())
    }
}

/// All that a run found.
pub struct Traced {
    /// Documents that an earlier run had read, which broke off.
    pub taken_up: usize,
    /// The documents and their texts.
    pub intake: Intake,
    /// For each document the first one with the same words.
    pub same: Vec<u32>,
    /// Each document's story, by the lowest number of its members.
    pub story: Vec<u32>,
    /// Each document's event, likewise.
    pub event: Vec<u32>,
    /// Each document's lineage.
    pub descents: Descents,
    /// The lineage of each story, by the story's name. A story of identical documents alone has none.
    pub lineages: BTreeMap<u32, Lineage>,
    /// Every pair that was compared, by number.
    pub compared: Vec<Compared>,
}

impl Traced {
    /// What could not be read.
    pub fn skipped(&self) -> &[Skipped] {
        &self.intake.skipped
    }

    /// Was a page lost, so far as one can know?
    pub fn lost_input(&self) -> bool {
        self.skipped().iter().any(|note| note.reason.is_loss())
    }

    /// How much of what was not read had which reason.
    pub fn skipped_by_reason(&self) -> BTreeMap<&'static str, u64> {
        let mut counts = BTreeMap::new();
        for note in self.skipped() {
            *counts.entry(note.reason.key()).or_default() += note.count();
        }
        counts
    }

    /// How many events have more than one story, a document that is alone counted as one.
    pub fn shared_events(&self) -> usize {
        let mut stories = vec![0u32; self.event.len()];
        // Stories and events go by the lowest number of their documents: each story is counted at that one.
        for (document, (&story, &event)) in (0u32..).zip(self.story.iter().zip(&self.event)) {
            stories[event as usize] += u32::from(document == story);
        }
        stories.into_iter().filter(|&n| n > 1).count()
    }

    /// The languages without a table of how frequent words are, and the number of their documents: these weigh words
    /// by this corpus alone.
    pub fn weighed_by_corpus(&self) -> BTreeMap<&'static str, u32> {
        self.intake.lexica.languages().map(|(language, documents)| (language.code(), documents)).collect()
    }

    /// The headline of a story: that of its root, else of its earliest witness.
    pub fn title(&self, members: &[u32]) -> Option<&str> {
        let titled = |d: u32| self.intake.documents[d as usize].title.as_deref();
        self.root(members).and_then(titled).or_else(|| self.earliest(members).and_then(titled))
    }

    /// How the text of a story begins, in its root; nothing where it cannot be read again.
    pub fn opening(&self, members: &[u32]) -> Option<String> {
        let root = &self.intake.documents[self.root(members)? as usize];
        let text = self.intake.spool.text(root.text).ok()?;
        text.lines().map(str::trim).find(|line| !line.is_empty()).map(str::to_owned)
    }

    /// The first of the witnesses that have no parent.
    fn root(&self, members: &[u32]) -> Option<u32> {
        members.iter().copied().find(|&d| self.descents[d as usize].parents.is_empty())
    }

    /// The witness with the earliest date; those without one come last.
    fn earliest(&self, members: &[u32]) -> Option<u32> {
        members
            .iter()
            .copied()
            .min_by_key(|&d| (self.intake.documents[d as usize].time.unwrap_or(i64::MAX), d))
    }

    /// The first and the last day (of UTC, as YYYY-MM-DD) on which one of these documents was published.
    pub fn days(&self, documents: &[u32]) -> Option<(String, String)> {
        let times = || documents.iter().filter_map(|&d| self.intake.documents[d as usize].time);
        Some((day(times().min()?)?, day(times().max()?)?))
    }

    /// Of the witnesses of a story the best has the least of these: in whose words it stands, how long it is, how old, and
    /// its number.
    pub fn preference(&self, document: u32) -> (u8, Reverse<u32>, i64, u32) {
        let (descent, known) = (&self.descents[document as usize], &self.intake.documents[document as usize]);
        let reworded = match descent.relation {
            _ if descent.in_part => 4,
            _ if self.looks_spun(document) => 3,
            None | Some(Relation::Copy | Relation::Reprint) => 0,
            Some(Relation::Edit) => 1,
            Some(Relation::Rewrite | Relation::Merge) => 2,
            Some(Relation::Translation | Relation::Digest | Relation::Excerpt | Relation::Spun) => 3,
        };
        (reworded, Reverse(known.words), known.time.unwrap_or(i64::MAX), document)
    }

    /// Is it rather spun than not, whatever its relation to its parent?
    pub fn looks_spun(&self, document: u32) -> bool {
        looks_spun(self.descents[document as usize].spun)
    }

    /// The stories of two witnesses and more: the documents of each, sorted by the lowest.
    pub fn stories(&self) -> Vec<Vec<u32>> {
        let sizes = sizes(&self.story);
        let several = (0u32..).zip(&self.story).filter(|&(_, &story)| sizes[story as usize] > 1);
        let mut members: Vec<(u32, u32)> = several.map(|(document, &story)| (story, document)).collect();
        members.sort_unstable();
        members.chunk_by(|x, y| x.0 == y.0).map(|story| story.iter().map(|&(_, d)| d).collect()).collect()
    }
}

/// Rows that were made together, one after the other, or why they were not made.
fn each<R>(rows: io::Result<Vec<R>>) -> impl Iterator<Item = io::Result<R>> {
    let (rows, error) = match rows {
        Ok(rows) => (rows, None),
        Err(error) => (Vec::new(), Some(Err(error))),
    };
    rows.into_iter().map(Ok).chain(error)
}

/// How many members each group has, by its name, where `of` says in which group each document is.
fn sizes(of: &[u32]) -> Vec<u32> {
    let mut sizes = vec![0; of.len()];
    of.iter().for_each(|&group| sizes[group as usize] += 1);
    sizes
}

/// Writes the tables that are wanted and the manifest into a folder that was [claimed](claim()).
///
/// All tables are written before any gets its name, so that a disk that fills up costs nothing that was there; and
/// the manifest comes last, so that a folder without it holds no finished collection.
///
/// # Errors
/// When a file cannot be written.
pub fn write(asked: &run::Settings, claim: Claim, inputs: &[String], traced: &Traced) -> Result<(), Error> {
    let folder: &Path = &asked.output;
    // The texts are about as much as all the rest: a thread of their own may write them.
    let (texts, others): (Vec<Table>, Vec<Table>) = asked.tables.iter().partition(|t| *t == Table::Texts);
    let names = tables::Names::of(traced);
    let write = |those: &[Table]| write_tables(asked, traced, &names, those);
    let (written, texts) = rayon::join(|| write(&others), || write(&texts));
    let written = written?.and(texts?);
    files::remove(&folder.join(claim::MANIFEST))?;
    let rows = written.publish(&Table::ALL.map(Table::name))?;
    let manifest = manifest(claim.settings, inputs, traced, rows);
    files::write_json(folder.join(claim::MANIFEST), &manifest)?.publish()?;
    claim::release(folder)
}

/// Writes some of the tables, one after the other.
fn write_tables<'a>(
    asked: &'a run::Settings,
    traced: &Traced,
    names: &tables::Names,
    those: &[Table],
) -> Result<Written<'a>, Error> {
    let mut written = Written::new(&asked.output, asked.format);
    for &table in those {
        let name = table.name();
        match table {
            Table::Documents => written.table(name, tables::documents(traced, names))?,
            Table::Stories => written.table(name, tables::stories(traced, names))?,
            Table::Links => written.table(name, tables::links(traced))?,
            Table::Variants => written.table(name, variants::rows(traced))?,
            Table::Facts => written.table(name, facts::rows(traced, names))?,
            Table::Statements => {
                let firsts = statements::firsts(traced).map_err(Error::io(&asked.output))?;
                written.table(name, tables::statements(traced, &firsts))?;
            }
            Table::Texts => written.table(name, tables::texts(traced))?,
        }
        asked.progress.add(1);
    }
    Ok(written)
}

fn manifest(settings: Settings, inputs: &[String], traced: &Traced, tables: Vec<TableRow>) -> Manifest {
    let rows = |table: Table| tables.iter().find(|row| row.name == table.name()).map(|row| row.rows);
    let done = |stage: &&str| *stage != Table::Statements.name() || rows(Table::Statements).is_some();
    Manifest {
        format: FORMAT,
        retold: env!("CARGO_PKG_VERSION").to_owned(),
        settings,
        inputs: inputs.iter().map(|path| InputRow { path: path.clone() }).collect(),
        stages: STAGES.into_iter().filter(done).map(str::to_owned).collect(),
        counts: Counts {
            documents: traced.intake.documents.len(),
            stories: traced.stories().len(),
            links: rows(Table::Links),
            variants: rows(Table::Variants),
            facts: rows(Table::Facts),
            statements: rows(Table::Statements),
            texts: rows(Table::Texts),
            skipped: owned(traced.skipped_by_reason()),
        },
        weighed_by_corpus: owned(traced.weighed_by_corpus()),
        tables,
        skipped: traced.skipped().iter().map(skipped).collect(),
    }
}

pub(crate) fn owned<N>(counts: BTreeMap<&str, N>) -> BTreeMap<String, N> {
    counts.into_iter().map(|(name, n)| (name.to_owned(), n)).collect()
}

fn skipped(note: &Skipped) -> SkippedRow {
    SkippedRow {
        file: note.file.clone(),
        record: note.record,
        offset: note.offset,
        reason: note.reason.key().to_owned(),
        detail: note.reason.to_string(),
    }
}
