//! `retold clean`: the story text of pages.

use std::process::ExitCode;

use retold::Error;
use retold::lexica::Lexica;
use retold::source::{self, ReadOptions, Record};
use retold_core::clean::leftovers::choices;
use retold_core::document::Page;
use retold_core::injected;
use retold_core::language::Language;
use retold_core::span::{Span, with, without};
use retold_core::transcript::Transcript;

use super::SKIPPED;
use crate::args::CleanArgs;
use crate::terminal::{safe, say};

/// The blocks of a page that are its story, without what was put into them.
fn story(page: &Page) -> Vec<String> {
    let (clean, left_out) = Lexica::default().with(Language::of(&page.text), |lexicon| {
        let (transcript, clean) = Transcript::of(page, lexicon);
        let foreign = injected::alone(&page.text, &transcript, &clean.furniture(), lexicon);
        let left_out = with(&foreign, &choices(&page.text));
        (clean, left_out)
    });
    let blocks = clean.blocks.iter().filter(|(_, cause)| cause.is_none()).map(|(block, _)| block.span);
    let kept = |block: Span| -> String {
        without(&[block], &left_out).iter().map(|part| &page.text[part.range()]).collect()
    };
    blocks.map(kept).filter(|part| !part.is_empty()).collect()
}

pub fn run(args: &CleanArgs) -> Result<ExitCode, Error> {
    source::refuse_results(&args.inputs)?;
    let (mut pages, mut skipped) = (0, 0);
    for record in source::open(&args.inputs, &ReadOptions::default()) {
        match record {
            Record::Page(page) => {
                pages += 1;
                for part in story(&page) {
                    say(&format!("{}\n", safe(&part)))?;
                }
                say("\n")?;
            }
            Record::Skipped(note) => {
                skipped += 1;
                eprintln!("skipped: {}", safe(&note.to_string()));
            }
        }
    }
    Ok(match (pages, skipped) {
        (0, 0) => ExitCode::from(1),
        (_, 0) => ExitCode::SUCCESS,
        _ => ExitCode::from(SKIPPED),
    })
}
