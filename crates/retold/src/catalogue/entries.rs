//! What stays in memory of documents and stories.

use std::collections::{BTreeMap, HashMap};

use retold_core::relation::looks_spun;
use serde_json::{Value, json};

use crate::collection::Collection;
use crate::report::archetype::opening;
use crate::report::host;
use crate::wire::{DocumentHead, StoryHead, StoryText};
use crate::{Error, dates};

/// A document in a list.
pub struct DocumentEntry {
    /// Its row without texts.
    pub head: DocumentHead<String>,
    /// When it was published, in seconds since 1970.
    pub time: Option<i64>,
    /// The host of its address.
    pub site: Option<String>,
    /// The number of its story.
    pub story: Option<u32>,
}

/// A story in a list.
pub struct StoryEntry {
    /// Its id.
    pub id: String,
    /// The id of its event.
    pub event: String,
    /// Its headline.
    pub title: Option<String>,
    /// How its text begins, where it has no headline.
    pub opening: Option<String>,
    /// The numbers of its witnesses, ascending.
    pub documents: Vec<u32>,
    /// When the first and the last witness was published, in seconds since 1970.
    pub times: Option<(i64, i64)>,
    /// How many witnesses stand how to their parents.
    pub relations: BTreeMap<String, u64>,
    /// How many of its variants change a fact of which type.
    pub drifts: BTreeMap<String, u64>,
    /// How many witnesses look spun.
    pub spun: u64,
}

impl StoryEntry {
    fn new(head: StoryHead<String>) -> StoryEntry {
        StoryEntry {
            id: head.id,
            event: head.event,
            title: head.title,
            opening: None,
            documents: Vec::new(),
            times: None,
            relations: BTreeMap::new(),
            drifts: BTreeMap::new(),
            spun: 0,
        }
    }

    /// The first and the last day on which a witness was published.
    pub fn days(&self) -> Option<(String, String)> {
        let (first, last) = self.times?;
        Some((dates::day(first)?, dates::day(last)?))
    }

    /// How many variants change a fact.
    pub fn drift(&self) -> u64 {
        self.drifts.values().sum()
    }

    /// In the words of the tables.
    pub fn json(&self) -> Value {
        json!({
            "id": self.id,
            "event": self.event,
            "title": self.title,
            "witnesses": self.documents.len(),
            "published": self.days().map(|(first, last)| [first, last]),
            "relations": self.relations,
            "drifts": self.drifts,
            "spun": self.spun,
        })
    }

    fn add(&mut self, number: u32, document: &DocumentEntry) {
        self.documents.push(number);
        if let Some(time) = document.time {
            let (first, last) = self.times.unwrap_or((time, time));
            self.times = Some((first.min(time), last.max(time)));
        }
        if let Some(relation) = &document.head.relation {
            *self.relations.entry(relation.clone()).or_default() += 1;
        }
        self.spun += u64::from(looks_spun(document.head.spun as f32));
    }
}

/// The heads of all documents and stories.
pub fn read(collection: &Collection) -> Result<(Vec<DocumentEntry>, Vec<StoryEntry>), Error> {
    let mut stories = Vec::new();
    if collection.has::<StoryHead<String>>() {
        for head in collection.rows::<StoryHead<String>>()? {
            stories.push(StoryEntry::new(head?));
        }
    }
    // The texts are long, and few lists need them.
    if stories.iter().any(|story| story.title.is_none()) {
        for (story, text) in stories.iter_mut().zip(collection.rows::<StoryText<String>>()?) {
            let StoryText { title, archetype } = text?;
            story.opening = opening(&archetype.text).filter(|_| title.is_none()).map(str::to_owned);
        }
    }
    let numbers: HashMap<String, u32> = stories.iter().map(|story| story.id.clone()).zip(0..).collect();
    let mut documents = Vec::new();
    for (head, number) in collection.rows::<DocumentHead<String>>()?.zip(0..) {
        let head = head?;
        let time = head.published.as_deref().and_then(dates::seconds);
        let story = head.story.as_ref().and_then(|story| numbers.get(story)).copied();
        let document = DocumentEntry { time, site: head.url.as_deref().and_then(host), story, head };
        if let Some(story) = story {
            stories[story as usize].add(number, &document);
        }
        documents.push(document);
    }
    Ok((documents, stories))
}
