//! Furniture that speaks in sentences.
//!
//! At the edges of a page stand lines that could be prose by themselves: "The author holds no shares in these
//! companies.", "Did you spot a mistake?". Several things give them away together, and one sum of log odds ([`odds`]) weighs
//! them: their words and [`signs`], for they speak of the page and to its reader; their place behind all of the story; and that
//! no other witness of the story has anything like them. From either edge the first line that is the story's ends the search.
//! Inside of it a line needs two signs, and other witnesses that have it not. Captions are furniture wherever they stand.

mod odds;
mod signs;

use std::ops::Range;

use rapidhash::v3::rapidhash_v3;

use self::odds::{Elsewhere, Evidence};
use crate::align::lcs::Scratch;
use crate::clean::captions::is_labelled;
use crate::language::leaning::{to_adverts, to_page};
use crate::language::{Kind, Sym};
use crate::span::Span;
use crate::tokens::Token;
use crate::transcript::Transcript;
use crate::witness::Witness;

/// A witness and what it says.
#[derive(Clone, Copy)]
pub struct Page<'a> {
    /// Its text as given.
    pub text: &'a str,
    /// Its story, as far as the page alone can tell.
    pub witness: &'a Witness,
    /// What is known of it.
    pub about: About<'a>,
}

/// What is known of a page beside its story.
#[derive(Clone, Copy, Default)]
pub struct About<'a> {
    /// Its headline, if that is known apart from the text.
    pub title: Option<&'a str>,
    /// The host of its address.
    pub site: Option<&'a str>,
    /// Its furniture so far, sorted.
    pub furniture: &'a [Span],
}

/// Lines of more words are prose.
const LONGEST: usize = 30;
/// Headlines may be longer; what stands above one is not.
const SHORT: usize = 15;

/// The lines of each witness that are furniture beside the others: sorted, disjoint spans in bytes of its text.
///
/// Time: linear in the words; for the few lines that may be furniture, their words times those of the others.
pub fn furniture(story: &[Page]) -> Vec<Vec<Span>> {
    let mut scratch = Scratch::default();
    let of_one = |member: usize| {
        let Page { text, witness, about } = story[member];
        let sentences = witness.sentences.iter().map(|sentence| (sentence.span, sentence.tokens.clone()));
        let sheet = Sheet { text, about, tokens: &witness.tokens, lines: lines(text, sentences) };
        let others = || story.iter().enumerate().filter(|&(other, _)| other != member).map(|(_, page)| page);
        sheet.furniture(story.len() - 1, |line, evidence| {
            let mut answers = others().map(|page| answer(witness, line, page.witness, &mut scratch));
            let is_left = answers.try_fold(evidence, |evidence, answer| {
                let evidence = Evidence { elsewhere: evidence.elsewhere.or_more(answer), ..evidence };
                (evidence.odds() > 0.0).then_some(evidence)
            });
            is_left.is_none()
        })
    };
    (0..story.len()).map(of_one).collect()
}

/// The lines of a page that are furniture, as far as it shows by itself.
pub fn alone(text: &str, transcript: &Transcript, about: About) -> Vec<Span> {
    let lines = lines(text, transcript.sentences.iter().cloned());
    let sheet = Sheet { text, about, tokens: &transcript.tokens, lines };
    sheet.furniture(0, |_, _| false)
}

/// A page's story, line by line.
struct Sheet<'a> {
    text: &'a str,
    about: About<'a>,
    tokens: &'a [Token],
    lines: Vec<Line>,
}

/// Where a line stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Above it is furniture, or the headline.
    Head,
    /// All behind it is furniture.
    Foot,
    Inside,
}

impl Sheet<'_> {
    /// The lines that are furniture. Of how many `others` there are none `has` too much of one for that.
    fn furniture(&self, others: usize, mut has: impl FnMut(&Line, Evidence) -> bool) -> Vec<Span> {
        let mut is_furniture = |at: usize, place: Place| {
            self.evidence(at, place, others).is_some_and(|evidence| {
                let says_enough = match place {
                    Place::Inside => evidence.signs > 1,
                    // What says nothing of the page may be what a copy adds.
                    Place::Head | Place::Foot => evidence.signs > 0 || evidence.leans > 0.0,
                };
                says_enough && evidence.odds() > 0.0 && !has(&self.lines[at], evidence)
            })
        };
        // The first line is the headline, unless that is known to be another. Below it may stand what is none.
        let is_masthead =
            self.may_have_masthead() && (is_labelled(self.says(0)) || is_furniture(0, Place::Head));
        let first = usize::from(!is_masthead);
        let mut story = 1.min(self.lines.len())..self.lines.len();
        while !story.is_empty() && is_furniture(story.start, Place::Head) {
            story.start += 1;
        }
        while !story.is_empty() && is_furniture(story.end - 1, Place::Foot) {
            story.end -= 1;
        }
        // Captions stand where the pictures did, and what a page says of itself where it had room.
        let mut is_aside = |at: usize| {
            is_labelled(self.says(at)) || others > 0 && self.may_speak(at) && is_furniture(at, Place::Inside)
        };
        let inside: Vec<usize> = story.clone().filter(|&at| is_aside(at)).collect();
        let found = (first..story.start).chain(inside).chain(story.end..self.lines.len());
        found.map(|at| self.lines[at].span).collect()
    }

    fn says(&self, at: usize) -> &str {
        &self.text[self.lines[at].span.range()]
    }

    fn words(&self, at: usize) -> &[Token] {
        let Range { start, end } = self.lines[at].words;
        &self.tokens[start as usize..end as usize]
    }

    fn may_have_masthead(&self) -> bool {
        let is_other = |title: &str| title != self.says(0) && has_at_most(SHORT, self.says(0));
        !self.lines.is_empty() && self.about.title.is_some_and(is_other)
    }

    /// Might a line have a sign?
    fn may_speak(&self, at: usize) -> bool {
        self.words(at).len() <= LONGEST && signs::at_most(self.says(at), self.words(at)) > 1
    }

    /// What a line says, and where; `None` of prose, and where that could not be enough had the `others` nothing of it.
    fn evidence(&self, at: usize, place: Place, others: usize) -> Option<Evidence> {
        let (says, words) = (self.says(at), self.words(at));
        if words.len() > LONGEST {
            return None;
        }
        let next = match place {
            Place::Head if at + 1 < self.lines.len() => at..at + 1,
            Place::Foot if at > 0 => at - 1..at,
            _ => at..at,
        };
        let between = || self.lines[next.start].span.end..self.lines[next.end].span.start;
        let evidence = Evidence {
            leans: lean(words, to_page),
            sells: 0.0,
            // One more for the name of the site.
            signs: signs::at_most(says, words) + 1,
            is_last: place == Place::Foot,
            is_beyond: at == 0 || !next.is_empty() && self.has_furniture(between()),
            elsewhere: Elsewhere::of(others),
        };
        // Of most lines that is enough to know, and the rest is dear.
        if evidence.odds() <= 0.0 {
            return None;
        }
        let is_named = self.about.site.is_some_and(|site| signs::names(says, site));
        let signs = signs::count(says) + u32::from(is_named);
        Some(Evidence { sells: lean(words, to_adverts), signs, ..evidence })
    }

    /// Is there furniture between two lines?
    fn has_furniture(&self, between: Range<u32>) -> bool {
        let known = self.about.furniture;
        let next = known.partition_point(|span| span.start < between.start);
        known.get(next).is_some_and(|span| span.end <= between.end)
    }
}

/// How far words lean together, each once. Names do not.
pub(crate) fn lean(words: &[Token], leaning: impl Fn(Sym) -> f32) -> f32 {
    let leans = |(at, word): (usize, &Token)| {
        let leans = if word.kind == Kind::Word { leaning(word.sym) } else { 0.0 };
        let is_again = leans != 0.0 && words[..at].iter().any(|before| before.sym == word.sym);
        if is_again { 0.0 } else { leans }
    };
    words.iter().enumerate().map(leans).sum()
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
    let lines = lines(text, sentences.iter().map(|&span| (span, 0..0)));
    let is_short = |line: &&Line| has_at_most(LONGEST, &text[line.span.range()]);
    let edge = |line: &Line| {
        let said = &text[line.span.range()];
        let letters = said.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
        let says = rapidhash_v3(letters.collect::<String>().as_bytes());
        Edge { span: line.span, says, is_likely: is_short(&line) && signs::count(said) > 0 }
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
    words: Range<u32>,
}

/// The lines on which sentences with their words stand.
fn lines(text: &str, sentences: impl Iterator<Item = (Span, Range<u32>)>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (number, (span, words)) in sentences.enumerate() {
        let goes_on = |line: &&mut Line| !text[line.span.end as usize..span.start as usize].contains('\n');
        match lines.last_mut().filter(goes_on) {
            Some(line) => {
                line.span.end = span.end;
                line.sentences.end = number + 1;
                line.words.end = words.end;
            }
            None => lines.push(Line { span, sentences: number..number + 1, words }),
        }
    }
    lines
}

/// What another witness has of a line.
fn answer(witness: &Witness, line: &Line, other: &Witness, scratch: &mut Scratch) -> Elsewhere {
    let mut answer = Elsewhere::default();
    let all = line.words.len();
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
        let about = About { title: Some(STORY[0]), site: Some("ulva-sund-courier.example"), furniture: &[] };
        let witnesses: Vec<Witness> = texts.iter().map(|t| Witness::of(&page(t), &mut lexicon)).collect();
        let pages: Vec<Page> =
            texts.iter().zip(&witnesses).map(|(text, witness)| Page { text, witness, about }).collect();
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
        let below = "Temperatures are expected to fall below freezing again on Saturday night.";
        let more = "The mayor of Ulvasund, Sunniva Dahle, asked Nordkai for a second ship.";
        let with = [&[STORY[0], below][..], &STORY[1..], &[more]].concat().join("\n");
        let texts = [STORY.join("\n"), with, STORY.join("\n")];
        assert_eq!(found(&texts), [vec![""; 0], vec![], vec![]]);
    }

    #[test]
    fn a_page_that_asks_its_readers_names_what_the_story_is_of() {
        let foot =
            "Were you a passenger of the Brisling on Saturday? Tell us your story: tips@courier.example";
        let texts = [STORY.join("\n"), STORY.join("\n") + "\n" + foot, STORY.join("\n")];
        assert_eq!(found(&texts), [vec![], vec![foot], vec![]]);
    }

    #[test]
    fn a_page_alone_gives_away_what_could_hardly_be_its_story() {
        let mut lexicon = Lexicon::english();
        for (foot, is_furniture) in [
            ("The Courier is a member of the Press Forum. Complaints to the readers' editor.", true),
            ("Photo: The ferry Brisling at her berth in Ulvasund on Saturday morning.", true),
            ("Nordkai has been a member of the union of shipping lines since 1986.", false),
            ("Passengers may send their complaints to Nordkai until Friday.", false),
        ] {
            let text = STORY.join("\n") + "\n" + foot;
            let page = document::Page { text: text.clone(), ..document::Page::default() };
            let (transcript, clean) = Transcript::of(&page, &mut lexicon);
            let furniture = clean.furniture();
            let spans = alone(&text, &transcript, About { furniture: &furniture, ..About::default() });
            let said: Vec<&str> = spans.iter().map(|s| &text[s.range()]).collect();
            assert_eq!(said, if is_furniture { vec![foot] } else { vec![] }, "{foot}");
        }
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
