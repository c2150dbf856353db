//! Furniture that only the other witnesses of its story give away.
//!
//! At the edges of a page stand lines that could be prose by themselves: "The author holds no shares in these
//! companies.", "Did you spot a mistake?". Two things give them away together: no other witness of the story has
//! anything like them, and they speak of the page and to its reader, not of the story's matter ([`signs`]). From either
//! edge the first line that is the story's ends the search, so that nothing inside the story is taken but captions.

mod signs;

use std::ops::Range;

use rapidhash::v3::rapidhash_v3;

use crate::align::lcs::Scratch;
use crate::clean::captions::is_labelled;
use crate::language::{Kind, Sym};
use crate::span::Span;
use crate::tokens::Token;
use crate::witness::Witness;

/// A witness and what it says.
#[derive(Clone, Copy)]
pub struct Page<'a> {
    /// Its text as given.
    pub text: &'a str,
    /// Its story, as far as the page alone can tell.
    pub witness: &'a Witness,
    /// Its headline, if that is known apart from the text.
    pub title: Option<&'a str>,
    /// The host of its address.
    pub site: Option<&'a str>,
}

/// Lines of more words are prose.
const LONGEST: usize = 30;
/// A line without a sign is furniture where it is shorter than this and has nothing to do with its page.
const SHORT: usize = 15;
/// Less of its weight than this a line shares with the page that it has nothing to do with.
const LINKED: f32 = 0.3;
/// Another witness has a line if this share of its weight stands in its sentences; each sign up to three allows for
/// a little more, as the words of furniture are common ones.
const ELSEWHERE: f32 = 0.3;
const PER_SIGN: f32 = 0.05;
/// It has the line too if they agree so far in all words and their order: a spun one has no other word of it.
const SKELETON: f32 = 0.34;

/// The lines of each witness that are furniture beside the others: sorted, disjoint spans in bytes of its text.
///
/// Time: for the lines at the edges, a few of each witness, their words times those of all others.
pub fn furniture(story: &[Page]) -> Vec<Vec<Span>> {
    let mut scratch = Scratch::default();
    (0..story.len()).map(|member| of_one(story, member, &mut scratch)).collect()
}

fn of_one(story: &[Page], member: usize, scratch: &mut Scratch) -> Vec<Span> {
    let Page { text, witness, title, site } = story[member];
    let lines = lines(text, witness.sentences.iter().map(|sentence| sentence.span));
    let mut judge = |line: &&Line| is_furniture(story, member, line, scratch);
    let says = |line: &Line| &text[line.span.range()];
    // The first line is the headline, unless that is known to be another and this one is short and speaks of the page.
    // Below it may stand what is none.
    let is_masthead = |line: &Line| {
        has_at_most(SHORT, says(line))
            && title.is_some_and(|title| title != says(line))
            && signs::count(says(line), site) > 0
    };
    let above = usize::from(!lines.first().is_some_and(is_masthead));
    let mut inside = lines.iter().skip(above);
    let mut found: Vec<Span> = Vec::new();
    let mut left = inside.clone().count();
    for line in inside.by_ref().take_while(&mut judge) {
        found.push(line.span);
    }
    left -= found.len();
    let behind = lines.iter().rev().take(left).take_while(&mut judge);
    found.extend(behind.map(|line| line.span));
    // Captions stand where the pictures did, and what a page says of itself where it had room.
    let anywhere = |line: &&Line| is_labelled(says(line)) || is_aside(story, member, line, scratch);
    found.extend(lines.iter().skip(1).filter(anywhere).map(|line| line.span));
    found.sort_unstable();
    found.dedup();
    found
}

/// Is a line inside the story one that the page says of itself? More is asked of it than at an edge: that it names a part
/// of the page, and has another sign.
fn is_aside(story: &[Page], member: usize, line: &Line, scratch: &mut Scratch) -> bool {
    let Page { text, witness, site, .. } = story[member];
    let says = &text[line.span.range()];
    line.words(witness).count() <= LONGEST
        && signs::is_of_page(says)
        && signs::count(says, site) > 1
        && is_furniture(story, member, line, scratch)
}

/// A line at the edge of a page's story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Where it stands.
    pub span: Span,
    /// What it says: a hash of its letters and digits in lower case.
    pub says: u64,
    /// Is it as furniture is: short, and speaking of the page and to its reader?
    pub is_likely: bool,
}

/// Lines of either edge that may be furniture which stands on many pages of a site.
const DEEP: usize = 3;

/// Has a text so many words at the most?
fn has_at_most(words: usize, text: &str) -> bool {
    text.split_whitespace().nth(words).is_none()
}

/// The lines below the headline of a page's story and those at its end, each from the edge inwards, as long as they
/// are short ones. Where they come from the same site, other pages may have them too.
pub fn edges(text: &str, sentences: &[Span]) -> [Vec<Edge>; 2] {
    let lines = lines(text, sentences.iter().copied());
    let is_short = |line: &&Line| has_at_most(LONGEST, &text[line.span.range()]);
    let edge = |line: &Line| {
        let said = &text[line.span.range()];
        let letters = said.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
        let says = rapidhash_v3(letters.collect::<String>().as_bytes());
        Edge { span: line.span, says, is_likely: is_short(&line) && signs::count(said, None) > 0 }
    };
    // No line is of both edges.
    let head = lines.iter().skip(1).take(DEEP).take_while(is_short).map(edge).collect::<Vec<_>>();
    let left = lines.len().saturating_sub(1 + head.len());
    let foot = lines.iter().rev().take(left.min(DEEP)).take_while(is_short).map(edge).collect();
    [head, foot]
}

/// The sentences of a story that stand on one line of the page.
struct Line {
    span: Span,
    sentences: Range<usize>,
}

impl Line {
    /// Its words, in a page of this story.
    fn words<'w>(&self, witness: &'w Witness) -> impl Iterator<Item = &'w Token> + use<'w> {
        self.sentences.clone().flat_map(|number| witness.words(number))
    }
}

fn lines(text: &str, sentences: impl Iterator<Item = Span>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (number, sentence) in sentences.enumerate() {
        let goes_on =
            |line: &&mut Line| !text[line.span.end as usize..sentence.start as usize].contains('\n');
        match lines.last_mut().filter(goes_on) {
            Some(line) => {
                line.span.end = sentence.end;
                line.sentences.end = number + 1;
            }
            None => lines.push(Line { span: sentence, sentences: number..number + 1 }),
        }
    }
    lines
}

fn is_furniture(story: &[Page], member: usize, line: &Line, scratch: &mut Scratch) -> bool {
    let Page { text, witness, site, .. } = story[member];
    let words: Vec<&Token> = line.words(witness).collect();
    if words.len() > LONGEST {
        return false;
    }
    let signs = signs::count(&text[line.span.range()], site);
    // Where a single witness has not the line, it may have left it out.
    let looks_like_it = match story.len() {
        0..=2 => signs >= 2,
        _ => signs >= 1 || words.len() <= SHORT && linked(&words, witness, &line.sentences) < LINKED,
    };
    let elsewhere = ELSEWHERE + PER_SIGN * signs.min(3) as f32;
    let others = story.iter().enumerate().filter(|&(other, _)| other != member);
    looks_like_it
        && others
            .map(|(_, page)| answer(witness, line, page.witness, scratch))
            .all(|answer| answer.held < elsewhere && answer.skeleton < SKELETON)
}

/// What another witness has of a line.
#[derive(Default)]
struct Answer {
    /// The share of its weight.
    held: f32,
    /// The agreement with the sentences that agree most in all words and their order.
    skeleton: f32,
}

fn answer(witness: &Witness, line: &Line, other: &Witness, scratch: &mut Scratch) -> Answer {
    let mut answer = Answer::default();
    let all: usize = line.sentences.clone().map(|number| witness.words(number).len()).sum();
    for number in line.sentences.clone() {
        let words = witness.words(number);
        scratch.load(words);
        let (mut held, mut skeleton) = (0f32, 0f32);
        for theirs in (0..other.sentences.len()).map(|number| other.words(number)) {
            let both = (words.len() + theirs.len()) as f32;
            held = held.max(share(words, |sym| theirs.iter().any(|t| t.sym == sym)));
            skeleton = skeleton.max(2.0 * scratch.lcs_len(theirs) as f32 / both);
        }
        let part = words.len() as f32 / all as f32;
        answer.held += part * held;
        answer.skeleton += part * skeleton;
    }
    answer
}

/// How much of a line, by weight, the page has in other sentences too.
fn linked(words: &[&Token], witness: &Witness, own: &Range<usize>) -> f32 {
    let elsewhere = |sym: Sym| {
        let first = witness.index.partition_point(|posting| posting.sym < sym);
        let mut same = witness.index[first..].iter().take_while(|posting| posting.sym == sym);
        same.any(|posting| !own.contains(&(posting.sentence as usize)))
    };
    share(words.iter().copied(), elsewhere)
}

/// The share of the words, by weight, that `is_there`.
fn share<'t>(words: impl IntoIterator<Item = &'t Token>, is_there: impl Fn(Sym) -> bool) -> f32 {
    let (mut held, mut all) = (0.0, 0.0);
    for word in words.into_iter().filter(|word| word.kind != Kind::Function) {
        all += word.weight;
        held += if is_there(word.sym) { word.weight } else { 0.0 };
    }
    if all > 0.0 { held / all } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document;
    use crate::language::Lexicon;
    use proptest::prelude::*;

    const STORY: [&str; 4] = [
        "Ferry to Ulvasund cancelled after engine fire",
        "The ferry Brisling stayed in port on Saturday after a fire in her engine room, the line Nordkai said.",
        "Nobody was hurt, but 214 passengers had to spend the night in a gymnasium.",
        "Nordkai expects to sail again on Tuesday.",
    ];

    fn found(texts: &[String]) -> Vec<Vec<&str>> {
        let mut lexicon = Lexicon::english();
        let page = |text: &String| document::Page { text: text.clone(), ..document::Page::default() };
        let (title, site) = (Some(STORY[0]), Some("ulva-sund-courier.example"));
        let witnesses: Vec<Witness> = texts.iter().map(|t| Witness::of(&page(t), &mut lexicon)).collect();
        let pages: Vec<Page> =
            texts.iter().zip(&witnesses).map(|(text, witness)| Page { text, witness, title, site }).collect();
        let spans = furniture(&pages);
        spans.iter().zip(texts).map(|(s, text)| s.iter().map(|s| &text[s.range()]).collect()).collect()
    }

    #[test]
    fn what_no_other_witness_has_at_the_edges_is_furniture() {
        let foot = ["Our reporter owns no stake in any line.", "Did you see the fire yourself?"];
        let top = "You are reading page two of our morning edition.";
        let with = [&[STORY[0], top][..], &STORY[1..], &foot].concat().join("\n");
        let texts = [STORY.join("\n"), with, STORY.join("\n").replace("Nobody", "No one")];
        assert_eq!(found(&texts), [vec![], vec![top, foot[0], foot[1]], vec![]]);
    }

    #[test]
    fn a_masthead_above_a_story_whose_headline_is_another_is_furniture() {
        let story = STORY[1..].join("\n");
        for (line, is_masthead) in [
            ("THE ULVA SUND COURIER. First with the tides.", true),
            ("You are getting this because you signed up.", true),
            ("Fire stops the Brisling.", false),
        ] {
            let texts = [STORY.join("\n"), format!("{line}\n{story}"), story.replace("Nobody", "No one")];
            let wanted = if is_masthead { vec![line] } else { vec![] };
            assert_eq!(found(&texts)[1], wanted, "{line}");
        }
    }

    #[test]
    fn inside_the_story_a_page_speaks_of_itself() {
        for (line, is_aside) in [
            ("Subscriber offer: one year of the Courier for the price of a coffee a week.", true),
            ("(Embedded card: this is hidden until you accept our cookies.)", true),
            ("THIS MAY ALSO PLEASE YOU: the strike of the pilots, and what it has cost them so far", true),
            ("Illustration: a ship, a gymnasium and a hose. By Ann Oke for the Courier", true),
            ("The mayor, Sunniva Dahle, told reporters that the page would turn.", false),
            ("You never know when she sails, he told the Courier.", false),
        ] {
            let with = [&STORY[..2], &[line], &STORY[2..]].concat().join("\n");
            let texts = [STORY.join("\n"), with, STORY.join("\n").replace("Nobody", "No one")];
            let wanted = if is_aside { vec![line] } else { vec![] };
            assert_eq!(found(&texts)[1], wanted, "{line}");
        }
    }

    #[test]
    fn what_a_copy_adds_to_the_story_is_none() {
        let more = "The mayor of Ulvasund, Sunniva Dahle, asked Nordkai for a second ship.";
        let texts = [STORY.join("\n"), STORY.join("\n") + "\n" + more, STORY.join("\n")];
        assert_eq!(found(&texts), [vec![""; 0], vec![], vec![]]);
    }

    #[test]
    fn edges_are_taken_from_without() {
        let text = STORY.join("\n");
        let mut start = 0;
        let sentences = STORY.map(|line| {
            let span = Span::new(start..start + line.len());
            start += line.len() + 1;
            span
        });
        let [head, foot] = edges(&text, &sentences);
        let said = |side: &[Edge]| side.iter().map(|e| &text[e.span.range()]).collect::<Vec<_>>();
        assert_eq!((said(&head), said(&foot)), (STORY[1..].to_vec(), vec![]));
    }

    proptest! {
        #[test]
        fn spans_lie_in_order(
            texts in prop::collection::vec(r"((Your|comment|ferry|é|Varn|said)[ .\n]{1,2}){0,30}", 1..4),
        ) {
            for (parts, text) in found(&texts).iter().zip(&texts) {
                let mut end = text.as_ptr() as usize;
                for part in parts {
                    prop_assert!(part.as_ptr() as usize >= end);
                    end = part.as_ptr() as usize + part.len();
                }
            }
        }
    }
}
