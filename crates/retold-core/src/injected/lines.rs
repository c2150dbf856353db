//! Foreign lines: adverts that stand by themselves between the lines of a story, or behind it.
//!
//! Such a line was taken for furniture, for it closes no sentence. Whose it is, the page's own or somebody's who sells, one sum
//! of log odds says ([`Evidence`]).

use super::excise::{Word, words, worth};
use super::speech::{ADDRESS, has_address};
use super::{Said, loud, tokens};
use crate::clean::{has_phrase, has_separators};
use crate::language::leaning::{to_adverts, to_page};
use crate::language::{Lexicon, Sym};
use crate::margin::lean;
use crate::span::Span;
use crate::tokens::Token;

/// Lines of more words are prose.
const LONGEST: usize = 40;
/// Shorter ones, in bytes, are names of sections and buttons.
const SHORTEST: usize = 12;

/// The log odds that are asked of a line between those of a story; of a page of which no other witness is known a table may
/// have such lines.
pub const LEAST: f32 = 0.0;
pub const LEAST_ALONE: f32 = 3.0;

/// Behind a story, what the words of a line must say together, and be worth: a page's foot sells things as well.
const LOUD: u32 = 5;
const WORTH: f32 = 1.0;

/// Pushes the lines of the `furniture` that are adverts, if they do not say that they are the page's. Of one between the lines of the `story` the
/// odds must be more than are asked for where it stands.
pub fn foreign(
    text: &str,
    story: Span,
    furniture: &[Span],
    is_known: impl Fn(Sym) -> bool,
    least: impl Fn(Span) -> f32,
    lexicon: &mut Lexicon,
    found: &mut Vec<Span>,
) {
    for part in furniture.iter().filter(|part| part.end > story.start) {
        let mut start = part.start as usize;
        for line in text[part.range()].split_inclusive('\n') {
            let span = Span::new(start..start + line.trim_end().len());
            start += line.len();
            let is_marked = is_marked(line);
            if span.len() < SHORTEST || !is_marked && says_so(line) {
                continue;
            }
            let tokens = tokens(text, span, lexicon);
            // Advertisements that are marked as such are the page's own, unless they lead away from it.
            if is_marked && !has_address(text, &tokens) {
                continue;
            }
            let is_foreign = || match span.end < story.end {
                true => sells(text, span, &tokens, &is_known, least(span)),
                false => is_loud(text, line, &tokens, &is_known),
            };
            if tokens.len() <= LONGEST && is_foreign() {
                found.push(span);
            }
        }
    }
}

/// Does a line lean so much further to adverts than to what a page says of itself that it is somebody's who sells, though it
/// speaks to the reader as a page does? Less is asked of one that leads away from the page.
pub fn is_sold(text: &str, tokens: &[Token]) -> bool {
    /// Log odds.
    const FURTHER: f32 = 6.5;
    const AWAY: f32 = 4.0;
    let leans = lean(tokens, to_adverts) - lean(tokens, to_page);
    leans > FURTHER || leans > FURTHER - AWAY && has_address(text, tokens)
}

/// What speaks for a line being an advert, and what for its being the page's own.
#[derive(Clone, Copy, Debug, Default)]
struct Evidence {
    /// How far its words lean to adverts.
    leans: f32,
    /// The grades of its words of adverts.
    speaks: u32,
    /// How far they lean to what a page says of itself.
    of_page: f32,
    /// Does it send the reader to a web address?
    has_address: bool,
    /// Does it open with a label ("Island life: ...")? A page has lines of many labels.
    is_labelled: bool,
    /// Does it open with a sign, or point somewhere (">> ...", "... | ...")?
    points: bool,
    /// Does it do so at both of its ends ("*** ... ***")? Who puts something in by program fences it in.
    is_fenced: bool,
}

impl Evidence {
    /// Log odds. The weights are those of a logistic regression, rounded (docs/design/foreign.md).
    fn odds(&self) -> f32 {
        let signs = [
            (self.has_address, ADDRESS),
            (self.is_labelled, -2.1),
            (self.points, -2.0),
            (self.is_fenced, 1.0),
        ];
        let signs: f32 = signs.into_iter().filter(|(is_so, _)| *is_so).map(|(_, weight)| weight).sum();
        let leans = self.leans.clamp(-4.0, 8.0) - self.of_page.clamp(Self::LEAST_OF_PAGE, 2.0);
        -5.3 + 0.65 * leans + 1.1 * self.speaks.min(6) as f32 + signs
    }

    /// Words that lean further from a page's own lines together say nothing more.
    const LEAST_OF_PAGE: f32 = -8.0;
}

/// Has a line more odds than the `least`?
fn sells(text: &str, span: Span, tokens: &[Token], is_known: impl Fn(Sym) -> bool, least: f32) -> bool {
    let line = &text[span.range()];
    // Of most lines it is soon known that they could not. An address says no more than twice what is loud in it.
    let at_most = Evidence {
        leans: tokens.iter().map(|token| to_adverts(token.sym).max(0.0)).sum(),
        speaks: 2 * loud(text, tokens, 0),
        of_page: Evidence::LEAST_OF_PAGE,
        has_address: has_address(text, tokens),
        ..Evidence::default()
    };
    if at_most.odds() <= least {
        return false;
    }
    let (said, points) = (Said::by(&words(text, tokens, is_known)), points(line));
    let evidence = Evidence {
        leans: said.leans,
        speaks: said.speaks,
        of_page: lean(tokens, to_page),
        has_address: at_most.has_address,
        is_labelled: is_labelled(line) && !is_marked(line),
        points,
        is_fenced: points && is_closed(line),
    };
    evidence.odds() > least
}

/// Does a line open with a few words and a colon ("Island life: ...")?
fn is_labelled(line: &str) -> bool {
    const LONGEST: usize = 40;
    let label = line.split_once(": ").map(|(label, _)| label);
    label.is_some_and(|label| label.len() <= LONGEST && !label.contains(['.', '?', '!']))
}

/// Does a line open with a sign that opens no sentence, or has it one that points or parts?
fn points(line: &str) -> bool {
    const OPENING: [char; 9] = ['"', '“', '\'', '‘', '(', '#', '$', '€', '£'];
    const POINTING: [char; 8] = ['|', '»', '›', '→', '▶', '▸', '<', '>'];
    line.starts_with(|c: char| !c.is_alphanumeric() && !OPENING.contains(&c))
        || line.contains(POINTING)
        || line.contains("   ")
}

/// Does a line close with a sign that closes no sentence?
fn is_closed(line: &str) -> bool {
    const CLOSING: [char; 14] = ['"', '”', '\'', '’', ')', '%', '.', '!', '?', '…', ':', ';', ',', '$'];
    line.ends_with(|c: char| !c.is_alphanumeric() && !CLOSING.contains(&c))
}

/// Do the words of a line say loudly that it is an advert, wherever it stands?
fn is_loud(text: &str, line: &str, tokens: &[Token], is_known: impl Fn(Sym) -> bool) -> bool {
    if has_separators(line.trim()) || loud(text, tokens, LOUD) < LOUD {
        return false;
    }
    let words: Vec<Word> = words(text, tokens, is_known);
    Said::by(&words).is_advert_alone() && words.iter().map(|word| worth(word, false)).sum::<f32>() >= WORTH
}

/// Does a line say by a label of pages that it is the page's own ("Read also: ...")?
fn says_so(line: &str) -> bool {
    is_labelled(line) && has_phrase(line)
}

/// Is a line marked as an advertisement?
fn is_marked(line: &str) -> bool {
    const MARKS: [&str; 6] = ["ad:", "ads", "advert", "sponsor", "promot", "partner"];
    let bare = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    MARKS.iter().any(|mark| bare.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark)))
}
