//! Who says what in each document, and which statements are the same in the witnesses of a story.

use std::collections::BTreeMap;
use std::io;

use rapidhash::v3::rapidhash_v3;
use rayon::prelude::*;
use retold_core::language::Language;
use retold_core::statements::same::{Content, Sayings};
use retold_core::statements::{Statement, statements};

use crate::collection::Traced;
use crate::intake::Intake;

/// A statement with the witness that had it first, and its number there.
pub type First = (u32, u32);

/// Documents that are worked on at once.
const BATCH: usize = 512;

/// By document of a story: for each of its statements where it comes from. Statements stand in the order of the text.
///
/// # Errors
/// When a text cannot be read back.
pub fn firsts(traced: &Traced) -> io::Result<BTreeMap<u32, Vec<First>>> {
    let stories = traced.stories();
    let found: Vec<Vec<(u32, Vec<First>)>> =
        stories.par_iter().map(|members| of_story(traced, members)).collect::<io::Result<_>>()?;
    Ok(found.into_iter().flatten().collect())
}

fn of_story(traced: &Traced, members: &[u32]) -> io::Result<Vec<(u32, Vec<First>)>> {
    let (mut sayings, mut first, mut out) = (Sayings::default(), Vec::new(), Vec::new());
    for batch in by_descent(traced, members).chunks(BATCH) {
        let read = |&document: &u32| contents(&traced.intake, document);
        let contents: Vec<Vec<Content>> = batch.par_iter().map(read).collect::<io::Result<_>>()?;
        for (&document, contents) in batch.iter().zip(contents) {
            let numbers = sayings.add(contents);
            let mut of = Vec::with_capacity(numbers.len());
            for (place, number) in (0u32..).zip(numbers) {
                if number as usize == first.len() {
                    first.push((document, place));
                }
                of.push(first[number as usize]);
            }
            out.push((document, of));
        }
    }
    Ok(out)
}

/// The members so that each stands behind its parents: by generation, then by number.
fn by_descent(traced: &Traced, members: &[u32]) -> Vec<u32> {
    let mut generation: BTreeMap<u32, u32> = BTreeMap::new();
    for &member in members {
        let mut line = vec![member];
        while let Some(&last) = line.last()
            && !generation.contains_key(&last)
            && let Some(&parent) = traced.descents[last as usize].parents.first()
            && line.len() <= members.len()
        {
            line.push(parent);
        }
        for pair in (0..line.len()).rev() {
            let above = line.get(pair + 1).and_then(|parent| generation.get(parent)).map_or(0, |g| g + 1);
            generation.entry(line[pair]).or_insert(above);
        }
    }
    let mut ordered = members.to_vec();
    ordered.sort_unstable_by_key(|member| (generation.get(member).copied(), *member));
    ordered
}

fn contents(intake: &Intake, document: u32) -> io::Result<Vec<Content>> {
    let (text, statements) = of_document(intake, document)?;
    let language = intake.documents[document as usize].language;
    Ok(intake.lexica.with(language, |lexicon| {
        statements.iter().map(|statement| Content::of(&text, statement, lexicon)).collect()
    }))
}

/// The text of a document and its statements. There are rules for English alone.
///
/// # Errors
/// When the text cannot be read back.
pub fn of_document(intake: &Intake, document: u32) -> io::Result<(String, Vec<Statement>)> {
    let document = &intake.documents[document as usize];
    if document.language != Language::ENGLISH {
        return Ok(Default::default());
    }
    let (text, sentences) = intake.spool.story(document.text)?;
    let found = statements(&text, &sentences);
    Ok((text, found))
}

/// The name of a statement: of the document that had it first and its number there.
pub fn name(traced: &Traced, (document, number): First) -> String {
    let id = &traced.intake.documents[document as usize].id;
    format!("q{:016x}", rapidhash_v3(format!("{number} {id}").as_bytes()))
}
