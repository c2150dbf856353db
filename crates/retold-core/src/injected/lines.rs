//! Foreign lines: adverts that stand by themselves between the lines of a story.

use super::excise::{Word, words, worth};
use super::register::is_of_page;
use super::{Said, loud, tokens};
use crate::clean::{has_phrase, has_separators};
use crate::language::leaning::{to_adverts, to_page};
use crate::language::{Lexicon, Sym};
use crate::margin::lean;
use crate::span::Span;
use crate::tokens::Token;

/// Lines of more words are prose.
const LONGEST: usize = 40;
/// What the words of a line must be worth together.
const WORTH: f32 = 1.0;

/// What they must say together.
const LOUD: u32 = 5;
/// How much further the words of a line between those of the story must lean to adverts than to a page's own lines; of a
/// page of which no other witness is known a table may have such lines.
pub const LEANING: f32 = 3.5;
pub const LEANING_ALONE: f32 = 5.5;
/// How much more so those of one with a label: "Read also: ...", a page has lines of many labels.
const LABELLED: f32 = 2.0;
/// Five words of the lowest grade take so many bytes at least, and two of a higher one.
const SHORTEST: usize = 12;

/// Pushes the lines of the `furniture` that are adverts, if they do not say so: that speak as adverts do, or lean to them
/// by more than `leaning`. Behind the `story` more is asked of them than inside: a page's foot sells things as well.
pub fn foreign(
    text: &str,
    story: Span,
    furniture: &[Span],
    is_known: impl Fn(Sym) -> bool,
    leaning: f32,
    lexicon: &mut Lexicon,
    found: &mut Vec<Span>,
) {
    for part in furniture.iter().filter(|part| part.end > story.start) {
        let mut start = part.start as usize;
        for line in text[part.range()].split_inclusive('\n') {
            let span = Span::new(start..start + line.trim_end().len());
            start += line.len();
            if span.len() < SHORTEST || says_so(line) {
                continue;
            }
            let tokens = tokens(text, span, lexicon);
            let is_inside = span.end < story.end;
            let may_lean =
                || is_inside && tokens.iter().map(|t| to_adverts(t.sym).max(0.0)).sum::<f32>() > leaning;
            if tokens.len() > LONGEST || loud(text, &tokens, LOUD) < LOUD && !may_lean() {
                continue;
            }
            let words = words(text, &tokens, &is_known);
            let least = leaning + if line.contains(": ") { LABELLED } else { 0.0 };
            let sells = is_inside && leans(text, &tokens, &words) > least && !has_phrase(line);
            if sells || !has_separators(line.trim()) && is_loud(&words, is_inside) {
                found.push(span);
            }
        }
    }
}

/// How much further the words of a line lean to adverts than to what a page says of itself, if they do not speak of the page.
fn leans(text: &str, tokens: &[Token], words: &[Word]) -> f32 {
    match is_of_page(text, words) {
        true => 0.0,
        false => Said::by(words).leans - lean(tokens, to_page).max(0.0),
    }
}

/// Do the words of a line say loudly enough that it is an advert?
fn is_loud(words: &[Word], is_inside: bool) -> bool {
    let said = Said::by(words);
    let enough = if is_inside { said.is_advert(0.0) } else { said.is_advert_alone() };
    enough && said.speaks >= LOUD && words.iter().map(|word| worth(word, false)).sum::<f32>() >= WORTH
}

/// Advertisements that are marked as such are furniture of the page.
fn says_so(line: &str) -> bool {
    const MARKS: [&str; 6] = ["ad:", "ads", "advert", "sponsor", "promot", "partner"];
    let bare = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    MARKS.iter().any(|mark| bare.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark)))
}
