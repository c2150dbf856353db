//! Which stories somebody wants to see, and in which order.

use std::cmp::Reverse;

use super::search::Index;
use super::{Catalogue, StoryEntry};
use crate::dates;

/// What is asked of stories. What is empty is not asked.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Words that a witness has, all of them, in its title or its text.
    pub words: String,
    /// A part of the host of a witness.
    pub site: String,
    /// The first and the last day, as YYYY-MM-DD, between which a witness was published.
    pub days: [String; 2],
    /// How a witness stands to its parent.
    pub relation: String,
    /// A type of drift; `any` for all.
    pub drift: String,
    /// Must a witness look spun?
    pub spun: bool,
    /// The order.
    pub order: Order,
}

/// In which order stories come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Those of the most witnesses first.
    #[default]
    Witnesses,
    /// The latest first.
    Latest,
    /// The earliest first.
    Earliest,
    /// Those of the most drifts first.
    Drift,
    /// By title.
    Title,
}

impl Order {
    /// All of them.
    pub const ALL: [Order; 5] =
        [Order::Witnesses, Order::Latest, Order::Earliest, Order::Drift, Order::Title];

    /// The order of that name, else the first.
    pub fn named(name: &str) -> Order {
        Order::ALL.into_iter().find(|order| order.name() == name).unwrap_or_default()
    }

    /// Its name in an address.
    pub fn name(self) -> &'static str {
        match self {
            Order::Witnesses => "witnesses",
            Order::Latest => "latest",
            Order::Earliest => "earliest",
            Order::Drift => "drift",
            Order::Title => "title",
        }
    }
}

impl Selection {
    /// Does it need to know the words of texts?
    pub fn needs_index(&self) -> bool {
        !self.words.trim().is_empty()
    }

    /// The numbers of the stories, in their order. Without an index the words are not asked.
    pub fn of(&self, catalogue: &Catalogue, index: Option<&Index>) -> Vec<u32> {
        let with_words = index.filter(|_| self.needs_index()).map(|index| {
            let mut stories: Vec<u32> = (index.with_all(&self.words).into_iter())
                .filter_map(|document| catalogue.documents[document as usize].story)
                .collect();
            stories.sort_unstable();
            stories.dedup();
            stories
        });
        let days = [0, 1].map(|end| dates::seconds(&self.days[end]).map(|day| day + end as i64 * 86_399));
        let numbers = (0..).zip(&catalogue.stories);
        let mut found: Vec<u32> = numbers
            .filter(|(number, _)| with_words.as_ref().is_none_or(|found| found.binary_search(number).is_ok()))
            .filter(|(_, story)| self.is_wanted(catalogue, story, days))
            .map(|(number, _)| number)
            .collect();
        self.sort(catalogue, &mut found);
        found
    }

    fn is_wanted(&self, catalogue: &Catalogue, story: &StoryEntry, days: [Option<i64>; 2]) -> bool {
        let witnesses = || story.documents.iter().map(|&document| &catalogue.documents[document as usize]);
        let at_site = || {
            let site = self.site.to_lowercase();
            witnesses().any(|document| document.site.as_ref().is_some_and(|s| s.contains(&*site)))
        };
        let in_time = || {
            story.times.is_some_and(|(first, last)| {
                days[0].is_none_or(|from| last >= from) && days[1].is_none_or(|to| first <= to)
            })
        };
        (days == [None; 2] || in_time())
            && (self.relation.is_empty() || story.relations.contains_key(&self.relation))
            && (self.drift.is_empty()
                || if self.drift == "any" {
                    story.drift() > 0
                } else {
                    story.drifts.contains_key(&self.drift)
                })
            && (!self.spun || story.spun > 0)
            && (self.site.is_empty() || at_site())
    }

    /// The sorts are stable, so that stories that are equal stay in the order of the table.
    fn sort(&self, catalogue: &Catalogue, stories: &mut [u32]) {
        let story = |number: u32| &catalogue.stories[number as usize];
        match self.order {
            Order::Witnesses => stories.sort_by_key(|&s| Reverse(story(s).documents.len())),
            Order::Latest => stories.sort_by_key(|&s| Reverse(story(s).times.map(|(_, last)| last))),
            Order::Earliest => stories.sort_by_key(|&s| story(s).times.map_or(i64::MAX, |(first, _)| first)),
            Order::Drift => stories.sort_by_key(|&s| Reverse(story(s).drift())),
            Order::Title => stories.sort_by_cached_key(|&s| {
                let StoryEntry { title, opening, .. } = story(s);
                title.as_ref().or(opening.as_ref()).map(|title| title.to_lowercase())
            }),
        }
    }
}
