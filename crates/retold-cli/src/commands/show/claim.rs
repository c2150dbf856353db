//! Who carries a claim.

use retold::catalogue::Catalogue;
use retold::catalogue::claim::{Carrier, Told};
use retold::dates::day;
use serde_json::Value;

use super::titled;
use crate::phrases::count;
use crate::terminal::Screen;

/// Of more witnesses of one wording, the rest is counted.
const NAMED: usize = 3;

pub fn as_json(catalogue: &Catalogue, found: &[Carrier]) -> Value {
    found.iter().map(|carrier| carrier.json(catalogue)).collect()
}

/// The stories that carry the claim.
pub fn as_text(catalogue: &Catalogue, found: &[Carrier], screen: Screen) -> String {
    if found.is_empty() {
        return "no document carries it\n".to_owned();
    }
    let parts: Vec<String> = found.iter().map(|carrier| carried(catalogue, carrier, screen)).collect();
    parts.join("\n")
}

fn carried(catalogue: &Catalogue, carrier: &Carrier, screen: Screen) -> String {
    let story = carrier.story.map(|story| &catalogue.stories()[story as usize]);
    let title = story.map_or("(in no story)".to_owned(), |story| {
        titled(story.title.as_deref(), story.opening.as_deref().unwrap_or_default())
    });
    let id = story.map_or(String::new(), |story| format!("  story {}", story.id));
    let mut out = screen.line(&[("1", &title), ("2", &id)]);
    for (number, told) in carrier.wordings.iter().enumerate() {
        out += &wording(catalogue, told, number + 1, screen);
    }
    out
}

fn wording(catalogue: &Catalogue, told: &Told, number: usize, screen: Screen) -> String {
    let mut out = screen.line(&[("2", &format!("{number:>4}  ")), ("", &told.text)]);
    let from: Vec<String> = told.made_from.iter().map(|from| (from + 1).to_string()).collect();
    let from = if from.is_empty() { String::new() } else { format!(", made from {}", from.join(" and ")) };
    let like =
        format!("      {:.0} % like the claim{from}: {}", told.likeness * 100.0, witnesses(catalogue, told));
    out += &screen.line(&[("2", &like)]);
    for drift in told.variants.iter().filter(|variant| variant.drift) {
        let [before, after] = [&drift.before, &drift.after].map(|words| words.as_deref().unwrap_or("–"));
        out += &screen.line(&[
            ("2", &format!("      {:<9} ", drift.r#type)),
            ("", before),
            ("2", "  ->  "),
            ("1;35", after),
        ]);
    }
    out
}

fn witnesses(catalogue: &Catalogue, told: &Told) -> String {
    let name = |&document: &u32| {
        let document = &catalogue.documents()[document as usize];
        let site = document.site.as_deref().unwrap_or(&document.head.id);
        format!("{site} {}", document.time.and_then(day).unwrap_or_default()).trim_end().to_owned()
    };
    let named: Vec<String> = told.documents.iter().take(NAMED).map(name).collect();
    match told.documents.len().saturating_sub(NAMED) {
        0 => named.join(", "),
        more => format!("{} and {}", named.join(", "), count(more as u64, "more", "more")),
    }
}
