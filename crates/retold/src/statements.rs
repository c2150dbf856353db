//! Who says what in each document, and which statements are the same in the witnesses of a story.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::io;

use rapidhash::fast::RandomState;
use rapidhash::v3::rapidhash_v3;
use rayon::prelude::*;
use retold_core::language::{Language, Lexicon};
use retold_core::span::Span;
use retold_core::statements::same::{Content, Sayings};
use retold_core::statements::{Speaker, Statement, statements};
use retold_core::transcript::Transcript;

use crate::collection::Traced;
use crate::intake::Intake;

/// A statement with the witness that had it first, and its number there.
pub type First = (u32, u32);

/// Documents that are worked on at once.
const BATCH: usize = 512;
/// Those of them that one thread reads, one behind the other: near witnesses say much word for word.
const NEAR: usize = 16;

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
        let read = |near: &[u32]| contents(&traced.intake, near);
        let contents: Vec<Vec<Vec<Content>>> = batch.par_chunks(NEAR).map(read).collect::<io::Result<_>>()?;
        for (&document, contents) in batch.iter().zip(contents.into_iter().flatten()) {
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

/// The contents of what each of some documents states. What one says word for word as another is looked at once.
fn contents(intake: &Intake, documents: &[u32]) -> io::Result<Vec<Vec<Content>>> {
    let mut known: HashMap<u64, Content, RandomState> = HashMap::default();
    let mut contents = |document: u32, text: &str, statements: &[Statement]| -> Vec<Content> {
        let words: Vec<u64> = statements.iter().map(|statement| words(text, statement)).collect();
        let all = words.iter().copied().zip(statements);
        let (new, those): (Vec<u64>, Vec<&Statement>) =
            all.filter(|(words, _)| !known.contains_key(words)).unzip();
        let language = intake.documents[document as usize].language;
        let read = |lexicon: &mut Lexicon| Content::of_all(text, &those, lexicon);
        known.extend(new.into_iter().zip(intake.lexica.with(language, read)));
        words.iter().map(|words| known[words].clone()).collect()
    };
    let read = |&document: &u32| with_text(intake, document, |text, said| contents(document, text, &said));
    documents.iter().map(read).collect()
}

/// A hash of the words of a statement and of the name of its speaker.
fn words(text: &str, Statement { parts, speaker, .. }: &Statement) -> u64 {
    let name = speaker.iter().flat_map(|speaker| [Span::default(), speaker.name]);
    let mut bytes = Vec::with_capacity(parts.iter().map(|part| part.len() + 1).sum());
    for span in parts.iter().copied().chain(name) {
        bytes.extend_from_slice(text[span.range()].as_bytes());
        bytes.push(0);
    }
    rapidhash_v3(&bytes)
}

/// The statements of a story. There are rules for English alone.
pub fn said(text: &str, story: &Transcript, language: Language) -> Vec<Statement> {
    if language == Language::ENGLISH { statements(text, story) } else { Vec::new() }
}

/// The statements of a story as numbers, to be put aside.
pub fn packed(text: &str, story: &Transcript, language: Language) -> Vec<u32> {
    let mut out = Vec::new();
    let mut put = |span: Option<Span>| {
        let Span { start, end } = span.unwrap_or(NOTHING);
        out.extend([start, end]);
    };
    for statement in said(text, story, language) {
        let speaker = statement.speaker.as_ref();
        put(Some(Span { start: u32::from(statement.direct), end: statement.parts.len() as u32 }));
        put(statement.cue);
        put(speaker.map(|s| s.name));
        put(speaker.and_then(|s| s.title));
        put(speaker.and_then(|s| s.mention));
        statement.parts.iter().for_each(|part| put(Some(*part)));
    }
    out
}

/// No span: none begins behind its end.
const NOTHING: Span = Span { start: 1, end: 0 };

/// The way back.
fn unpacked(numbers: &[u32]) -> Vec<Statement> {
    let (pairs, _) = numbers.as_chunks::<2>();
    let mut spans = pairs.iter().map(|&[start, end]| Span { start, end });
    let mut out = Vec::new();
    while let Some(Span { start: direct, end: parts }) = spans.next() {
        let mut take = || spans.next().filter(|span| *span != NOTHING);
        let (cue, name, title, mention) = (take(), take(), take(), take());
        out.push(Statement {
            parts: spans.by_ref().take(parts as usize).collect(),
            direct: direct == 1,
            cue,
            speaker: name.map(|name| Speaker { name, title, mention }),
        });
    }
    out
}

/// The statements of a document.
///
/// # Errors
/// When they cannot be read back.
pub fn of_document(intake: &Intake, document: u32) -> io::Result<Vec<Statement>> {
    Ok(unpacked(&intake.spool.said(intake.documents[document as usize].text)?))
}

/// What is `made` of the same and, where there are any, of its text. Nothing else of what is stored may be read in between.
///
/// # Errors
/// When they cannot be read back.
pub fn with_text<T>(
    intake: &Intake,
    document: u32,
    made: impl FnOnce(&str, Vec<Statement>) -> T,
) -> io::Result<T> {
    let stored = intake.documents[document as usize].text;
    intake.spool.with_said(stored, |text, said| made(text, unpacked(said)))
}

/// The name of a statement: of the document that had it first and its number there.
pub fn name(traced: &Traced, (document, number): First) -> String {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let id = &traced.intake.documents[document as usize].id;
    // A number is no longer than this; and a string takes all that is written to it.
    let mut named = String::with_capacity("4294967295 ".len() + id.len());
    let _ = write!(named, "{number}");
    named.push(' ');
    named.push_str(id);
    let hash = rapidhash_v3(named.as_bytes()).to_be_bytes();
    let digits = hash.map(|byte| [byte >> 4, byte & 15].map(|half| HEX[usize::from(half)]));
    named.clear();
    named.push('q');
    named.push_str(std::str::from_utf8(digits.as_flattened()).unwrap_or_default());
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_back() {
        let text =
            "“We stay,” said Ann Orr, a docker. “We win.” It rained, according to the union. Nobody left.";
        let whole = [Span::new(0..text.len())];
        let whole = Transcript::from_sentences(text, &whole, &mut Lexicon::english());
        let found = statements(text, &whole);
        assert_eq!(found.len(), 3);
        assert_eq!(unpacked(&packed(text, &whole, Language::ENGLISH)), found);
    }
}
