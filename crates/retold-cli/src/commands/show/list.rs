//! The stories of a collection, one a line.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use retold::collection::Collection;
use retold::wire::{DocumentHead, StoryHead, StoryText};
use retold::{Error, dates};
use serde_json::{Value, json};

use super::titled;
use crate::phrases::{count, grouped, most_first, shortened};
use crate::terminal::{Screen, columns, cut, padded};

/// What the list tells of a story.
pub struct Listed {
    id: String,
    event: String,
    title: Option<String>,
    /// What to call it.
    name: String,
    witnesses: u64,
    /// When the first and the last witness was published.
    times: Option<(i64, i64)>,
    /// How many witnesses stand how to their parents.
    relations: BTreeMap<String, u64>,
}

/// All stories, those of the most witnesses first; else in the order of the table.
pub fn list(collection: &Collection) -> Result<Vec<Listed>, Error> {
    let mut stories = Vec::new();
    for story in collection.rows::<StoryHead<String>>()? {
        let StoryHead { id, event, documents, title } = story?;
        let (witnesses, name) = (documents.len() as u64, titled(title.as_deref(), ""));
        let (times, relations) = (None, BTreeMap::new());
        stories.push(Listed { id, event, title, name, witnesses, times, relations });
    }
    // The texts are long, and few lists need them.
    if stories.iter().any(|story| story.title.is_none()) {
        for (story, text) in stories.iter_mut().zip(collection.rows::<StoryText<String>>()?) {
            let StoryText { title, archetype } = text?;
            story.name = titled(title.as_deref(), &archetype.text);
        }
    }
    let numbers: HashMap<String, usize> =
        stories.iter().enumerate().map(|(number, story)| (story.id.clone(), number)).collect();
    for document in collection.rows::<DocumentHead<String>>()? {
        let document = document?;
        if let Some(&number) = document.story.as_ref().and_then(|story| numbers.get(story)) {
            stories[number].add(document);
        }
    }
    stories.sort_by_key(|story| Reverse(story.witnesses));
    Ok(stories)
}

impl Listed {
    fn add(&mut self, document: DocumentHead<String>) {
        if let Some(time) = document.published.as_deref().and_then(dates::seconds) {
            let (first, last) = self.times.unwrap_or((time, time));
            self.times = Some((first.min(time), last.max(time)));
        }
        if let Some(relation) = document.relation {
            *self.relations.entry(relation).or_default() += 1;
        }
    }

    fn days(&self) -> Option<(String, String)> {
        let (first, last) = self.times?;
        Some((dates::day(first)?, dates::day(last)?))
    }
}

pub fn as_json(stories: &[Listed], limit: usize) -> Value {
    let one = |story: &Listed| {
        json!({
            "id": story.id,
            "event": story.event,
            "title": story.title,
            "witnesses": story.witnesses,
            "published": story.days().map(|(first, last)| [first, last]),
            "relations": story.relations,
        })
    };
    stories.iter().take(limit).map(one).collect()
}

/// Between two columns.
const GAP: &str = "  ";

/// The relations take no room from a title below this, and are left out where they would have less than theirs.
const TITLE: usize = 20;
const RELATIONS: usize = 10;

/// A table with the beginning of each id, as long as it must be to be no other's.
pub fn as_text(stories: &[Listed], limit: usize, screen: Screen) -> String {
    let id = shortest(stories);
    let rows = stories.iter().take(limit).map(|story| {
        let id = story.id.chars().take(id).collect();
        let relations = most_first(story.relations.clone());
        [id, grouped(story.witnesses), shortened(story.days().as_ref()), relations, story.name.clone()]
    });
    let head = ["story", "pages", "published", "relations", "title"].map(str::to_owned);
    let rows: Vec<[String; 5]> = std::iter::once(head).chain(rows).collect();
    let widths = widths(&rows, screen.width);
    let mut out = String::new();
    for (number, [id, witnesses, days, how, title]) in rows.iter().enumerate() {
        let witnesses = format!("{witnesses:>0$}", widths[1]);
        let mut cells = vec![padded(id, widths[0]), witnesses, padded(days, widths[2])];
        if widths[3] > 0 {
            cells.push(padded(&cut(how, widths[3]), widths[3]));
        }
        cells.push(title.clone());
        let line = cut(&cells.join(GAP), screen.width);
        out += &screen.paint(if number == 0 { "1" } else { "" }, line.trim_end());
        out.push('\n');
    }
    if limit < stories.len() {
        let more = count((stories.len() - limit) as u64, "more story", "more stories");
        out += &screen.paint("2", &format!("... and {more}"));
        out.push('\n');
    }
    if stories.is_empty() { "no story\n".to_owned() } else { out }
}

/// How wide the columns before the title are; 0 for the relations where they have no room.
fn widths(rows: &[[String; 5]], screen: usize) -> [usize; 4] {
    let mut widths = [0; 4];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = columns(cell).max(*width);
        }
    }
    let taken = widths[..3].iter().sum::<usize>() + 4 * GAP.len() + TITLE;
    let room = screen.saturating_sub(taken).min(screen / 4);
    widths[3] = if room < widths[3].min(RELATIONS) { 0 } else { widths[3].min(room) };
    widths
}

/// How many characters tell the ids apart; some more than that, so that they last when stories are added.
fn shortest(stories: &[Listed]) -> usize {
    const LEAST: usize = 7;
    let mut ids: Vec<&str> = stories.iter().map(|story| story.id.as_str()).collect();
    ids.sort_unstable();
    let shared = |pair: &[&str]| pair[0].chars().zip(pair[1].chars()).take_while(|(a, b)| a == b).count();
    ids.windows(2).map(shared).max().unwrap_or(0).max(LEAST - 1) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(id: &str, witnesses: u64, title: Option<&str>) -> Listed {
        Listed {
            id: id.to_owned(),
            event: "e".to_owned(),
            title: title.map(str::to_owned),
            name: titled(title, ""),
            witnesses,
            times: Some((1_936_396_800, 1_936_396_800 + 86_400 * witnesses as i64)),
            relations: BTreeMap::from([("copy".to_owned(), 2), ("edit".to_owned(), witnesses)]),
        }
    }

    #[test]
    fn a_line_holds_one_story_and_never_more_than_the_screen() {
        let hostile = "A \u{1b}[31mlong\r\ntitle ".repeat(20);
        let stories = [listed("s0123456789", 4211, Some(&hostile)), listed("s0123457", 2, None)];
        for width in [0, 20, 40, 80, 200] {
            let text = as_text(&stories, 9, Screen { width, colour: false });
            assert_eq!(text.lines().count(), 3, "{text}");
            assert!(text.lines().all(|line| columns(line) <= width), "{text}");
            assert!(!text.contains('\u{1b}'));
        }
        let text = as_text(&stories, 9, Screen { width: 80, colour: false });
        assert!(text.contains("s0123457      2  2031-05-13 – 15"), "{text}");
        assert!(text.contains("  4,211 edit, 2 c…  A  [31m"), "{text}");
        let text = as_text(&stories, 9, Screen { width: 60, colour: false });
        assert!(!text.contains("edit") && text.contains("  A  [31m"), "{text}");
        assert!(text.contains("(no title)"), "{text}");
    }

    #[test]
    fn what_is_left_out_is_counted() {
        let stories = [listed("s1", 3, None), listed("s2", 2, None)];
        let text = as_text(&stories, 1, Screen { width: 80, colour: false });
        assert!(text.ends_with("... and 1 more story\n"), "{text}");
        assert_eq!(as_json(&stories, 1).as_array().map(Vec::len), Some(1));
    }
}
