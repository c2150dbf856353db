//! The stories of a collection, one a line.

use std::cmp::Reverse;

use retold::catalogue::{Catalogue, StoryEntry};
use serde_json::Value;

use super::titled;
use crate::phrases::{count, grouped, most_first, shortened};
use crate::terminal::{Screen, columns, cut, padded};

/// All stories, those of the most witnesses first; else in the order of the table.
pub fn listed(catalogue: &Catalogue) -> Vec<&StoryEntry> {
    let mut stories: Vec<&StoryEntry> = catalogue.stories().iter().collect();
    stories.sort_by_key(|story| Reverse(story.documents.len()));
    stories
}

pub fn as_json(stories: &[&StoryEntry], limit: usize) -> Value {
    stories.iter().take(limit).map(|story| story.json()).collect()
}

/// Between two columns.
const GAP: &str = "  ";

/// The relations take no room from a title below this, and are left out where they would have less than theirs.
const TITLE: usize = 20;
const RELATIONS: usize = 10;

/// A table with the beginning of each id, as long as it must be to be no other's.
pub fn as_text(stories: &[&StoryEntry], limit: usize, screen: Screen) -> String {
    let id = shortest(stories);
    let rows = stories.iter().take(limit).map(|story| {
        let id = story.id.chars().take(id).collect();
        let relations = most_first(story.relations.clone());
        let drifts = Some(story.drift()).filter(|&drifts| drifts > 0).map_or(String::new(), grouped);
        let title = titled(story.title.as_deref(), story.opening.as_deref().unwrap_or_default());
        let witnesses = grouped(story.documents.len() as u64);
        [id, witnesses, drifts, shortened(story.days().as_ref()), relations, title]
    });
    let head = ["story", "pages", "drift", "published", "relations", "title"].map(str::to_owned);
    let rows: Vec<[String; 6]> = std::iter::once(head).chain(rows).collect();
    let widths = widths(&rows, screen.width);
    let mut out = String::new();
    for (number, [id, witnesses, drifts, days, how, title]) in rows.iter().enumerate() {
        let [witnesses, drifts] =
            [(witnesses, widths[1]), (drifts, widths[2])].map(|(n, width)| format!("{n:>width$}"));
        let mut cells = vec![padded(id, widths[0]), witnesses, drifts, padded(days, widths[3])];
        if widths[4] > 0 {
            cells.push(padded(&cut(how, widths[4]), widths[4]));
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
fn widths(rows: &[[String; 6]], screen: usize) -> [usize; 5] {
    let mut widths = [0; 5];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = columns(cell).max(*width);
        }
    }
    let taken = widths[..4].iter().sum::<usize>() + 5 * GAP.len() + TITLE;
    let room = screen.saturating_sub(taken).min(screen / 4);
    widths[4] = if room < widths[4].min(RELATIONS) { 0 } else { widths[4].min(room) };
    widths
}

/// How many characters tell the ids apart; some more than that, so that they last when stories are added.
fn shortest(stories: &[&StoryEntry]) -> usize {
    const LEAST: usize = 7;
    let mut ids: Vec<&str> = stories.iter().map(|story| story.id.as_str()).collect();
    ids.sort_unstable();
    let shared = |pair: &[&str]| pair[0].chars().zip(pair[1].chars()).take_while(|(a, b)| a == b).count();
    ids.windows(2).map(shared).max().unwrap_or(0).max(LEAST - 1) + 1
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn entry(id: &str, witnesses: u32, title: Option<&str>) -> StoryEntry {
        StoryEntry {
            id: id.to_owned(),
            event: "e".to_owned(),
            title: title.map(str::to_owned),
            opening: None,
            documents: (0..witnesses).collect(),
            times: Some((1_936_396_800, 1_936_396_800 + 86_400 * i64::from(witnesses))),
            relations: BTreeMap::from([("copy".to_owned(), 2), ("edit".to_owned(), witnesses.into())]),
            drifts: BTreeMap::new(),
            spun: 0,
        }
    }

    #[test]
    fn a_line_holds_one_story_and_never_more_than_the_screen() {
        let hostile = "A \u{1b}[31mlong\r\ntitle ".repeat(20);
        let (long, short) = (entry("s0123456789", 4211, Some(&hostile)), entry("s0123457", 2, None));
        let stories = [&long, &short];
        for width in [0, 20, 40, 80, 200] {
            let text = as_text(&stories, 9, Screen { width, colour: false });
            assert_eq!(text.lines().count(), 3, "{text}");
            assert!(text.lines().all(|line| columns(line) <= width), "{text}");
            assert!(!text.contains('\u{1b}'));
        }
        let text = as_text(&stories, 9, Screen { width: 90, colour: false });
        assert!(text.contains("s0123457      2         2031-05-13 – 15"), "{text}");
        assert!(text.contains("  4,211 edit, 2 copy  A  [31m"), "{text}");
        let text = as_text(&stories, 9, Screen { width: 60, colour: false });
        assert!(!text.contains("edit") && text.contains("  A  [31m"), "{text}");
        assert!(text.contains("(no title)"), "{text}");
    }

    #[test]
    fn what_is_left_out_is_counted() {
        let (one, two) = (entry("s1", 3, None), entry("s2", 2, None));
        let stories = [&one, &two];
        let text = as_text(&stories, 1, Screen { width: 80, colour: false });
        assert!(text.ends_with("... and 1 more story\n"), "{text}");
        assert_eq!(as_json(&stories, 1).as_array().map(Vec::len), Some(1));
    }
}
