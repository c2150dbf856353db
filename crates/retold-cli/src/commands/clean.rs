//! `retold clean`: the story text of pages.

use std::process::ExitCode;

use retold::Error;
use retold::source::{self, ReadOptions, Record};
use retold_core::clean::clean;
use retold_core::language::Language;

use super::SKIPPED;
use crate::args::CleanArgs;
use crate::terminal::{safe, say};

pub fn run(args: &CleanArgs) -> Result<ExitCode, Error> {
    let (mut pages, mut skipped) = (0, 0);
    for record in source::open(&args.inputs, &ReadOptions::default()) {
        match record {
            Record::Page(page) => {
                pages += 1;
                let found = clean(&page, Language::of(&page.text));
                let story = found.blocks.iter().filter(|(_, cause)| cause.is_none());
                for (block, _) in story {
                    say(&format!("{}\n", safe(&page.text[block.span.range()])));
                }
                say("\n");
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
