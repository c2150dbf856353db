//! `retold report COLLECTION -o REPORT`: stories as one page that needs no other file.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fs;
use std::process::ExitCode;

use maud::{Markup, html};
use retold::Error;
use retold::catalogue::{Catalogue, Leaf};
use retold::collection::Table;
use retold::report::families::Folding;
use sha2::{Digest, Sha256};

use crate::args::ReportArgs;
use crate::pages::links::{Links, Place};
use crate::pages::list::{summary, table};
use crate::pages::shell::whole;
use crate::pages::story::View;
use crate::pages::witness::{Shown, section};
use crate::pages::{SCRIPT, STYLE, base64};
use crate::phrases::count;
use crate::terminal::{safe, say};

pub fn run(args: &ReportArgs) -> Result<ExitCode, Error> {
    let catalogue = Catalogue::open(&args.collection)?;
    catalogue.needs(Table::Stories)?;
    let stories = match chosen(&catalogue, args) {
        Ok(stories) if stories.is_empty() => {
            eprintln!("retold: the collection has no story");
            return Ok(ExitCode::from(1));
        }
        Ok(stories) => stories,
        Err(unknown) => {
            eprintln!("retold: {}: no story and no document has this id", safe(unknown));
            return Ok(ExitCode::from(1));
        }
    };
    let left_out = if args.stories.is_empty() { catalogue.stories().len() - stories.len() } else { 0 };
    let links = Links {
        catalogue: &catalogue,
        place: Place::Report(stories.iter().copied().collect::<BTreeSet<u32>>()),
    };
    let page = whole(&title(args), &policy(), &body(&links, &stories, left_out)?);
    if let Err(error) = fs::write(&args.output, page.0) {
        eprintln!("retold: {}: {error}", safe(&args.output.display().to_string()));
        return Ok(ExitCode::from(2));
    }
    let written = count(stories.len() as u64, "story", "stories");
    let more = if left_out > 0 { format!(", {left_out} left out (--limit)") } else { String::new() };
    say(&format!("{written}{more}, written to {}\n", safe(&args.output.display().to_string())))?;
    Ok(ExitCode::SUCCESS)
}

/// The stories that are asked for, else the largest. Fails with what is not known.
fn chosen<'a>(catalogue: &Catalogue, args: &'a ReportArgs) -> Result<Vec<u32>, &'a str> {
    let of_document = |id: &str| catalogue.documents()[catalogue.document(id)? as usize].story;
    if !args.stories.is_empty() {
        let number =
            |id: &'a String| catalogue.story_number(id).or_else(|| of_document(id)).ok_or(id.as_str());
        return args.stories.iter().map(number).collect();
    }
    let mut stories: Vec<u32> = (0..catalogue.stories().len() as u32).collect();
    stories.sort_by_key(|&story| Reverse(catalogue.stories()[story as usize].documents.len()));
    stories.truncate(args.limit);
    Ok(stories)
}

fn title(args: &ReportArgs) -> String {
    args.collection.file_name().unwrap_or(args.collection.as_os_str()).to_string_lossy().into_owned()
}

/// What the page may do: nothing but this style and this script.
fn policy() -> String {
    let hash = |text: &str| base64(&Sha256::digest(text));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data:; base-uri 'none'; \
         form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    )
}

fn body(links: &Links, stories: &[u32], left_out: usize) -> Result<Markup, Error> {
    let mut sections = Vec::with_capacity(stories.len());
    for &number in stories {
        sections.push(story(links, number)?);
    }
    Ok(html! {
        h1 { "Stories and their copies" }
        (summary(links))
        @if left_out > 0 {
            p.notice { (count(left_out as u64, "smaller story is", "smaller stories are")) " left out." }
        }
        @if stories.len() > 1 {
            // The script shows the field, as nothing else can narrow the list.
            p.narrow hidden { label { "Words in titles and texts" input type="search" data-focus; } }
            (table(links, stories.iter()))
        }
        @for section in sections { div.told { (section) } }
    })
}

/// A story, and each of its witnesses beside its parent.
fn story(links: &Links, number: u32) -> Result<Markup, Error> {
    let story = links.catalogue.story(number)?;
    let view = View::new(&story, links, Folding::default(), &format!("s{number}")).page();
    let mut witnesses = Vec::new();
    for &document in &links.catalogue.stories()[number as usize].documents {
        witnesses.push(witness(links, document)?);
    }
    Ok(html! {
        (view)
        section.beside { h3 { "Each witness beside its parent" } @for witness in witnesses { (witness) } }
    })
}

fn witness(links: &Links, document: u32) -> Result<Markup, Error> {
    let catalogue = links.catalogue;
    let row = catalogue.row(document)?;
    let model = catalogue.models(document)?.first().copied();
    let beside = model.map(|model| catalogue.beside(model, document)).transpose()?.flatten();
    let leaf: Option<Leaf> = if beside.is_none() { catalogue.leaf(document)? } else { None };
    let shown = Shown { row: &row, leaf: leaf.as_ref(), beside: beside.as_ref() };
    Ok(section(links, &shown, document))
}
