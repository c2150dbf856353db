//! `retold show COLLECTION [STORY]`.

mod claim;
mod facts;
mod find;
mod list;
mod room;
mod rows;
mod text;
mod tree;
mod voices;

use std::process::ExitCode;

use retold::Error;
use retold::catalogue::search::Index;
use retold::catalogue::{Catalogue, Story};
use retold::collection::Table;
use retold::report::archetype::opening;
use retold::report::{Forest, Format};

use self::facts::text as facts_text;
use self::find::{Found, find};
use self::list::listed;
use self::text::View;
use self::voices::text as voices_text;
use crate::args::{Drawing, ShowArgs};
use crate::phrases::grouped;
use crate::terminal::{Screen, safe, say};

const NOTHING: u8 = 1;
const ERROR: u8 = 2;

pub fn run(args: &ShowArgs) -> Result<ExitCode, Error> {
    if let Err(told) = args.check() {
        eprintln!("retold: {told}");
        return Ok(ExitCode::from(ERROR));
    }
    let catalogue = Catalogue::open(&args.collection)?;
    if let Some(claim) = &args.claim {
        return show_claim(&catalogue, claim, args.format);
    }
    catalogue.needs(Table::Stories)?;
    match &args.story {
        Some(wanted) => show_story(&catalogue, wanted, args),
        None => show_list(&catalogue, args),
    }
}

fn show_claim(catalogue: &Catalogue, claim: &str, format: Drawing) -> Result<ExitCode, Error> {
    let found = catalogue.claim(&Index::of(catalogue)?, claim)?;
    say(&match format {
        Drawing::Json => format!("{:#}\n", claim::as_json(catalogue, &found)),
        _ => claim::as_text(catalogue, &found, Screen::stdout()),
    })?;
    Ok(if found.is_empty() { ExitCode::from(NOTHING) } else { ExitCode::SUCCESS })
}

fn show_list(catalogue: &Catalogue, args: &ShowArgs) -> Result<ExitCode, Error> {
    let stories = listed(catalogue);
    let limit = args.limit.unwrap_or(stories.len());
    say(&match args.format {
        Drawing::Json => format!("{:#}\n", list::as_json(&stories, limit)),
        _ => list::as_text(&stories, limit, Screen::stdout()),
    })?;
    Ok(if stories.is_empty() { ExitCode::from(NOTHING) } else { ExitCode::SUCCESS })
}

fn show_story(catalogue: &Catalogue, wanted: &str, args: &ShowArgs) -> Result<ExitCode, Error> {
    let (status, told) = match find(catalogue, wanted) {
        Found::Story(number) => {
            say(&drawn(&catalogue.story(number)?, wanted, args))?;
            return Ok(ExitCode::SUCCESS);
        }
        Found::Several(ids) => (ERROR, several(&ids)),
        Found::Alone => (NOTHING, "this document is in no story".to_owned()),
        Found::Nothing => (NOTHING, "no story and no document has this id".to_owned()),
    };
    eprintln!("retold: {}: {}", safe(wanted), safe(&told));
    Ok(ExitCode::from(status))
}

fn several(ids: &[String]) -> String {
    const NAMED: usize = 5;
    let more = if ids.len() > NAMED { ", ..." } else { "" };
    let (number, ids) = (grouped(ids.len() as u64), ids[..ids.len().min(NAMED)].join(", "));
    format!("the ids of {number} stories begin so: {ids}{more}")
}

/// A story without a title is known by how its text begins.
fn titled(title: Option<&str>, text: &str) -> String {
    let opening = || Some(format!("“{}”", opening(text)?));
    title.map(str::to_owned).or_else(opening).unwrap_or_else(|| "(no title)".to_owned())
}

fn drawn(story: &Story, wanted: &str, args: &ShowArgs) -> String {
    let format = match args.format {
        Drawing::Text => return text(story, wanted, args),
        Drawing::Json => Format::Json,
        Drawing::Dot => Format::Dot,
        Drawing::Graphml => Format::Graphml,
        Drawing::Newick => Format::Newick,
        Drawing::Tei => Format::Tei,
        Drawing::Markdown => Format::Markdown,
        Drawing::Csv => Format::Csv,
    };
    format.of(story)
}

fn text(story: &Story, wanted: &str, args: &ShowArgs) -> String {
    let (stemma, all, evidence, screen) = (&story.stemma, args.all, args.evidence, Screen::stdout());
    let tree = View { stemma, forest: &Forest::of(stemma), wanted, all, evidence, screen }.text();
    let facts = facts_text(&story.facts, stemma, all, screen);
    let voices = voices_text(&story.voices, stemma.witnesses(), all, screen);
    let parts = [tree, facts, voices].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("\n")
}
