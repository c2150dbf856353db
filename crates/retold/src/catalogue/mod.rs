//! A collection that somebody looks around in.
//!
//! In memory are the heads of its documents and stories, and which rows of which table belong to which of them. Texts,
//! facts, variants and statements are read when they are asked for, a story or a page at a time.

mod beside;
pub mod claim;
mod entries;
mod runs;
pub mod search;
pub mod select;
mod story;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use retold_core::document::{Origin, Page};

pub use self::beside::{Beside, Leaf, Row as BesideRow};
pub use self::entries::{DocumentEntry, StoryEntry};
use self::runs::Runs;
pub use self::story::Story;
use crate::Error;
use crate::collection::{self, Collection, OpenTable, Row, Table};
use crate::wire::{
    DocumentHead, DocumentRow, FactHead, FactRow, Manifest, StatementHead, StatementRow, StoryRow, TextHead,
    TextRow, VariantHead, VariantRow,
};

/// A collection with its index.
pub struct Catalogue {
    folder: PathBuf,
    manifest: Manifest,
    /// In the order of the table.
    documents: Vec<DocumentEntry>,
    /// In the order of the table.
    stories: Vec<StoryEntry>,
    /// The numbers of documents and stories by their ids.
    document_numbers: HashMap<String, u32>,
    story_numbers: HashMap<String, u32>,
    rows: Shelves,
}

/// The tables, opened, with the rows that belong to each document or story. What a collection lacks is nothing.
struct Shelves {
    documents: OpenTable<DocumentRow<String>>,
    stories: Option<OpenTable<StoryRow<String>>>,
    variants: Option<Shelf<VariantRow<String>>>,
    statements: Option<Shelf<StatementRow<String>>>,
    texts: Option<Shelf<TextRow<String>>>,
    facts: Option<Shelf<FactRow<String>>>,
}

/// A table and whose its rows are.
struct Shelf<R> {
    table: OpenTable<R>,
    runs: Runs,
}

impl<R: Row> Shelf<R> {
    /// The table of `R`, if there is one; `owner` says whose a row is by its head.
    fn open<H: Row>(
        collection: &Collection,
        mut owner: impl FnMut(H) -> Option<u32>,
    ) -> Result<Option<Shelf<R>>, Error> {
        if !collection.has::<R>() {
            return Ok(None);
        }
        let runs = Runs::of(collection.rows::<H>()?.map(|head| head.map(&mut owner)))?;
        Ok(Some(Shelf { runs, table: collection.table()? }))
    }

    fn of(shelf: Option<&Shelf<R>>, owners: &[u32]) -> Result<Vec<R>, Error> {
        shelf.map_or(Ok(Vec::new()), |shelf| shelf.table.pick(&shelf.runs.of_all(owners)))
    }
}

impl Catalogue {
    /// Opens a collection and reads the heads of its documents and stories.
    ///
    /// # Errors
    /// When there is no finished collection, or one that is damaged.
    pub fn open(folder: &Path) -> Result<Catalogue, Error> {
        let collection = collection::open(folder)?;
        let (documents, mut stories) = entries::read(&collection)?;
        let document_numbers = numbers(documents.iter().map(|d| &d.head.id));
        let story_numbers = numbers(stories.iter().map(|s| &s.id));
        let document = |id: &str| document_numbers.get(id).copied();
        let changed = |head: VariantHead<String>| {
            let owner = document(&head.document)?;
            let story = documents[owner as usize].story.filter(|_| head.drift);
            if let Some(story) = story {
                *stories[story as usize].drifts.entry(head.r#type).or_default() += 1;
            }
            Some(owner)
        };
        let rows = Shelves {
            variants: Shelf::open(&collection, changed)?,
            statements: Shelf::open(&collection, |head: StatementHead<String>| document(&head.document))?,
            texts: Shelf::open(&collection, |head: TextHead<String>| document(&head.document))?,
            facts: Shelf::open(&collection, |head: FactHead<String>| {
                story_numbers.get(&head.story).copied()
            })?,
            stories: collection.has::<StoryRow<String>>().then(|| collection.table()).transpose()?,
            documents: collection.table()?,
        };
        let manifest = collection.manifest().clone();
        let folder = folder.to_owned();
        Ok(Catalogue { folder, manifest, documents, stories, document_numbers, story_numbers, rows })
    }

    /// What the collection says of itself.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Its documents, by id.
    pub fn documents(&self) -> &[DocumentEntry] {
        &self.documents
    }

    /// Its stories.
    pub fn stories(&self) -> &[StoryEntry] {
        &self.stories
    }

    /// The number of the document with this id.
    pub fn document(&self, id: &str) -> Option<u32> {
        self.document_numbers.get(id).copied()
    }

    /// The number of the story with this id.
    pub fn story_number(&self, id: &str) -> Option<u32> {
        self.story_numbers.get(id).copied()
    }

    /// The tables that a collection of this program has and this one lacks.
    pub fn missing(&self) -> Vec<&'static str> {
        let rows = &self.rows;
        let there = [
            ("stories", rows.stories.is_some()),
            ("variants", rows.variants.is_some()),
            ("facts", rows.facts.is_some()),
            ("statements", rows.statements.is_some()),
            ("texts", rows.texts.is_some()),
        ];
        there.into_iter().filter(|(_, there)| !there).map(|(name, _)| name).collect()
    }

    /// For those who cannot do without a table.
    ///
    /// # Errors
    /// When the collection lacks it.
    pub fn needs(&self, table: Table) -> Result<(), Error> {
        let table = table.name();
        match self.missing().contains(&table) {
            true => Err(Error::NoTable { collection: self.folder.clone(), table }),
            false => Ok(()),
        }
    }

    /// A story with all that the tables tell of it.
    ///
    /// # Errors
    /// When a table cannot be read.
    pub fn story(&self, number: u32) -> Result<Story, Error> {
        let missing = || Error::io(Path::new(StoryRow::<String>::TABLE))(io::ErrorKind::NotFound.into());
        let row = self.rows.stories.as_ref().ok_or_else(missing)?.row(number as usize)?;
        let members = &self.stories[number as usize].documents;
        let heads = members.iter().map(|&d| self.documents[d as usize].head.clone()).collect();
        let facts = Shelf::of(self.rows.facts.as_ref(), &[number])?;
        // Of a large story these are the most, and lie scattered.
        let (variants, statements) = rayon::join(
            || Shelf::of(self.rows.variants.as_ref(), members),
            || Shelf::of(self.rows.statements.as_ref(), members),
        );
        Ok(Story::new(row, heads, facts, variants?, statements?))
    }

    /// The row of a document, with what of its text is not the story.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub fn row(&self, document: u32) -> Result<DocumentRow<String>, Error> {
        self.rows.documents.row(document as usize)
    }

    /// How a witness differs from those that it is held against.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub fn variants(&self, document: u32) -> Result<Vec<VariantRow<String>>, Error> {
        Shelf::of(self.rows.variants.as_ref(), &[document])
    }

    /// The texts of these documents, which ascend; of those that the collection has none of, nothing.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub fn texts(&self, documents: &[u32]) -> Result<Vec<(u32, String)>, Error> {
        let rows = Shelf::of(self.rows.texts.as_ref(), documents)?;
        Ok(rows.into_iter().filter_map(|row| Some((self.document(&row.document)?, row.text))).collect())
    }

    /// What a witness is held against: its parents or, where these are lost, the witness that came nearest to them.
    ///
    /// # Errors
    /// When a table cannot be read.
    pub fn models(&self, document: u32) -> Result<Vec<u32>, Error> {
        let parents = self.documents[document as usize].head.parents.iter();
        let mut models: Vec<u32> = parents.filter_map(|id| self.document(id)).collect();
        for variant in self.variants(document)? {
            models.extend(self.document(&variant.parent).filter(|model| !models.contains(model)));
        }
        Ok(models)
    }

    /// A document as a source gave it; nothing where the collection does not keep its text.
    ///
    /// # Errors
    /// When a table cannot be read.
    pub fn page(&self, document: u32) -> Result<Option<Page>, Error> {
        let kept = self.texts(&[document])?.pop().map(|(_, text)| text);
        let text = match kept {
            Some(text) => Some(text),
            None => self.row(document)?.text,
        };
        let head = &self.documents[document as usize].head;
        Ok(text.map(|text| page(head, text)))
    }

    /// The page of the document with this id, for those who cannot do without.
    ///
    /// # Errors
    /// When there is no such document, or its text is not kept, or a table cannot be read.
    pub fn page_of(&self, id: &str) -> Result<Page, Error> {
        let fail = |reason: &str| Error::NotOnePage { input: id.to_owned(), reason: reason.to_owned() };
        let document = self.document(id).ok_or_else(|| fail("no document of the collection has this id"))?;
        self.page(document)?.ok_or_else(|| fail("the collection does not keep the texts of its pages"))
    }
}

fn page(head: &DocumentHead<String>, text: String) -> Page {
    Page {
        id: head.id.clone(),
        origin: Origin { file: head.source.file.clone(), record: head.source.record },
        url: head.url.clone(),
        title: head.title.clone(),
        published: head.published.clone(),
        text,
        derived: false,
        outside: Vec::new(),
    }
}

/// Of an id that stands twice in a damaged table, the first counts.
fn numbers<'a>(ids: impl Iterator<Item = &'a String>) -> HashMap<String, u32> {
    let mut numbers = HashMap::new();
    for (id, number) in ids.zip(0..) {
        numbers.entry(id.clone()).or_insert(number);
    }
    numbers
}
