//! `retold show COLLECTION [STORY]`.

mod facts;
mod find;
mod list;
mod rows;
mod text;
mod tree;
mod voices;

use std::process::ExitCode;

use retold::Error;
use retold::collection::{self, Collection};
use retold::report::archetype::opening;
use retold::report::changes::{facts, facts_as_json, variants, variants_as_json};
use retold::report::dot::dot;
use retold::report::graphml::graphml;
use retold::report::json::json;
use retold::report::newick::newick;
use retold::report::tei::tei;
use retold::report::voices::{self as heard, voices};
use retold::report::{Forest, Stemma};

use self::facts::text as facts_text;
use self::find::{Found, find};
use self::list::list;
use self::text::View;
use self::voices::text as voices_text;
use crate::args::{Drawing, ShowArgs};
use crate::phrases::grouped;
use crate::terminal::{Screen, safe, say};

const NOTHING: u8 = 1;
const ERROR: u8 = 2;

pub fn run(args: &ShowArgs) -> Result<ExitCode, Error> {
    let collection = collection::open(&args.collection)?;
    match &args.story {
        Some(wanted) => show_story(&collection, wanted, args),
        None => show_list(&collection, args),
    }
}

fn show_list(collection: &Collection, args: &ShowArgs) -> Result<ExitCode, Error> {
    let stories = list(collection)?;
    let limit = args.limit.unwrap_or(stories.len());
    say(&match args.format {
        Drawing::Json => format!("{:#}\n", list::as_json(&stories, limit)),
        _ => list::as_text(&stories, limit, Screen::stdout()),
    });
    Ok(if stories.is_empty() { ExitCode::from(NOTHING) } else { ExitCode::SUCCESS })
}

fn show_story(collection: &Collection, wanted: &str, args: &ShowArgs) -> Result<ExitCode, Error> {
    let (status, told) = match find(collection, wanted)? {
        Found::Story(story) => {
            let stemma = Stemma::read(collection, *story)?;
            say(&drawn(collection, &stemma, wanted, args)?);
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

fn drawn(collection: &Collection, stemma: &Stemma, wanted: &str, args: &ShowArgs) -> Result<String, Error> {
    Ok(match args.format {
        Drawing::Text => {
            let (all, evidence, screen) = (args.all, args.evidence, Screen::stdout());
            let tree = View { stemma, forest: &Forest::of(stemma), wanted, all, evidence, screen }.text();
            let facts = facts_text(&facts(collection, stemma)?, stemma, all, screen);
            let voices = voices(collection, stemma)?;
            let voices = voices_text(&voices, stemma.witnesses(), all, screen);
            let parts = [tree, facts, voices].into_iter().filter(|part| !part.is_empty());
            parts.collect::<Vec<_>>().join("\n")
        }
        Drawing::Json => {
            let mut story = json(stemma);
            story["facts"] = facts_as_json(&facts(collection, stemma)?);
            story["variants"] = variants_as_json(&variants(collection, stemma)?);
            story["statements"] = heard::json(&voices(collection, stemma)?);
            format!("{story:#}\n")
        }
        Drawing::Dot => dot(stemma),
        Drawing::Graphml => graphml(stemma),
        Drawing::Newick => newick(stemma),
        Drawing::Tei => tei(stemma),
    })
}
