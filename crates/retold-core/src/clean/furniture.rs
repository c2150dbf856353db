//! Which blocks are furniture of the page: menus, share bars, "Also read" lines, comment forms, credits.
//!
//! Every judgement is on one page alone and by one of the [`Cause`]s, which are looked for in the order in which
//! they are listed. The leading idea is old (Kohlschütter, Fankhauser & Nejdl 2010, *Boilerplate detection using
//! shallow text features*, WSDM): furniture is made of short blocks that are no sentences. To that come the phrases of
//! the trade, for furniture that does speak in sentences.

use std::collections::HashSet;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, MatchKind, StartKind};
use rapidhash::fast::RandomState;
use rapidhash::v3::rapidhash_v3;

use super::blocks::{Block, ends_sentence};
use super::captions;
use super::leftovers::is_code;
use super::phrases::Phrases;
use crate::document::Page;
use crate::language::reader;
use crate::words::{BLOCK, bits, padded};

/// Why a block is furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// The extraction of the main content left it out.
    OutsideMain,
    /// The block stood on the page before.
    Repeated,
    /// It says what only furniture says.
    Phrase,
    /// It is code.
    Code,
    /// It names the makers of the text, not its matter: a byline, a credit.
    Credit,
    /// Its words are held apart by bars, arrows or the like.
    Separators,
    /// It stands whole in brackets.
    Bracketed,
    /// It is short and closes no sentence.
    Short,
}

/// A block of so many words or fewer that closes no sentence is a headline or furniture.
const SHORT_WORDS: usize = 12;
/// A block of more words is prose, whatever phrases it has.
const PHRASE_WORDS: usize = 40;
/// A sentence of more words says by chance what it opens with ("Posted on social media by...") or what it holds.
const LEAD_WORDS: usize = 20;
/// Menus may be longer than other short blocks.
const MENU_WORDS: usize = 30;

/// Says of each block why it is furniture, or `None`.
pub(super) fn judge(page: &Page, blocks: &[Block]) -> Vec<Option<Cause>> {
    let title = page.title.as_deref().filter(|t| t.contains(char::is_alphanumeric)).map(squeeze);
    let mut seen = HashSet::with_capacity_and_hasher(blocks.len(), RandomState::default());
    let mut outside = page.outside.iter().copied().peekable();
    let mut headline = false;
    let mut causes: Vec<Option<Cause>> = blocks
        .iter()
        .map(|block| {
            let text = &page.text[block.span.range()];
            while outside.next_if(|o| o.end <= block.span.start).is_some() {}
            if outside.peek().is_some_and(|o| o.start < block.span.end) {
                return Some(Cause::OutsideMain);
            }
            let squeezed = squeeze(text);
            let words = words(text);
            let is_headline = !headline && is_headline(squeezed, title, text, words);
            if !seen.insert(squeezed) {
                return Some(Cause::Repeated);
            }
            headline |= is_headline;
            if is_headline { None } else { cause(text, words) }
        })
        .collect();
    if !page.outside.is_empty() {
        trust_extraction(&mut causes);
    }
    causes
}

/// Where the extraction found the main content, a short block between two of prose is a heading, a line of a list or
/// of a table: there the shape of a block says nothing any more.
fn trust_extraction(causes: &mut [Option<Cause>]) {
    let first = causes.iter().position(Option::is_none).unwrap_or(causes.len());
    for cause in &mut causes[first..] {
        if matches!(cause, Some(Cause::Repeated | Cause::Short | Cause::Separators | Cause::Bracketed)) {
            *cause = None;
        }
    }
}

/// Is the block the page's headline: its title, or where no title is known a first line that could be one?
fn is_headline(squeezed: u64, title: Option<u64>, text: &str, words: usize) -> bool {
    match title {
        Some(title) => squeezed == title,
        None => (4..=24).contains(&words) && !matches!(cause(text, words), Some(c) if c != Cause::Short),
    }
}

/// A hash of what must agree for two blocks to say the same: the letters and digits in lower case; of a block that is
/// too long for a headline or a menu, every byte.
fn squeeze(text: &str) -> u64 {
    const LONG: usize = 200;
    if text.len() > LONG {
        return rapidhash_v3(text.as_bytes());
    }
    if text.is_ascii() {
        // Every byte is written, and what is not kept is written over: which are cannot be foreseen.
        let (mut kept, mut len) = ([0; LONG], 0);
        for byte in text.bytes() {
            kept[len] = byte.to_ascii_lowercase();
            len += usize::from(byte.is_ascii_alphanumeric());
        }
        return rapidhash_v3(&kept[..len]);
    }
    let letters = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    rapidhash_v3(letters.collect::<String>().as_bytes())
}

/// Words of `text`, counted no further than matters.
fn words(text: &str) -> usize {
    /// A block of more bytes is prose: nobody writes forty words of sixteen letters.
    const PROSE: usize = PHRASE_WORDS * 16;
    if text.len() > PROSE {
        return PHRASE_WORDS + 1;
    }
    let is_part = |c: char| c == '\'' || c == '’' || c.is_alphanumeric();
    let (mut count, mut unparted, mut inside) = (0, 0, false);
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, behind) = rest.split_at(rest.ceil_char_boundary(BLOCK));
        rest = behind;
        if piece.is_ascii() {
            // A word begins where a part of one follows what is none.
            let parts = bits(&padded(piece.as_bytes()), |b| b.is_ascii_alphanumeric() || b == b'\'');
            count += (parts & !(parts << 1 | u64::from(inside))).count_ones() as usize;
            inside = parts >> (piece.len() - 1) & 1 == 1;
            continue;
        }
        for c in piece.chars() {
            let part = is_part(c);
            count += usize::from(part && !inside);
            unparted += usize::from(is_unparted(c));
            inside = part;
        }
    }
    count + unparted / 2
}

/// Is it of a script that is written without blanks between words (Chinese, Japanese, Thai, Lao, Burmese, Khmer)? There
/// a word has two letters and more.
fn is_unparted(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

fn cause(text: &str, words: usize) -> Option<Cause> {
    if is_code(text) {
        return Some(Cause::Code);
    }
    if words > PHRASE_WORDS {
        return None;
    }
    let closes = ends_sentence(text) || is_signed(text);
    if says(text, words, closes) {
        Some(Cause::Phrase)
    } else if is_credit(text, words, closes) || captions::is_credited(text) {
        Some(Cause::Credit)
    } else if words <= MENU_WORDS && !closes && has_separators(text) {
        Some(Cause::Separators)
    } else if text.starts_with('[') && text.ends_with(']') {
        Some(Cause::Bracketed)
    } else if words <= 2 || words <= SHORT_WORDS && !closes && !is_speech(text, words) {
        Some(Cause::Short)
    } else {
        None
    }
}

/// Does a block close a sentence, but for an agency's name on a line of its own behind it?
fn is_signed(text: &str) -> bool {
    text.rsplit_once('\n').is_some_and(|(before, name)| {
        ends_sentence(before) && name.trim().bytes().all(|b| b.is_ascii_alphabetic())
    })
}

/// A short block that opens with a quotation mark is somebody speaking, though its close is lost.
fn is_speech(text: &str, words: usize) -> bool {
    text.starts_with(['"', '“', '«', '„']) && words > 4
}

/// Are the parts of a line held apart by bars, arrows or the like, as those of a menu are?
pub fn has_separators(text: &str) -> bool {
    const MARKS: [&str; 10] = [" | ", " > ", " » ", " · ", "★", " › ", "  ·", " / ", "   ", " – "];
    MARKS.iter().any(|mark| text.contains(mark))
}

fn is_credit(text: &str, words: usize, closes: bool) -> bool {
    let bare = text.trim_start_matches(['(', '[', '—', '-', ' ']);
    let starts = |lead: &str| bare.get(..lead.len()).is_some_and(|head| head.eq_ignore_ascii_case(lead));
    let desk =
        ["reporting by", "additional reporting", "editing by", "edited by", "writing by", "compiled by"];
    let byline = ["by ", "from our ", "photo: ", "photograph: ", "image: ", "picture: "];
    desk.iter().any(|lead| starts(lead))
        || words <= SHORT_WORDS && !closes && byline.iter().any(|lead| starts(lead))
}

/// Does a line say what only furniture says?
pub fn has_phrase(line: &str) -> bool {
    says(line.trim(), words(line), ends_sentence(line))
}

/// Does the block hold a phrase of the trade: at its start for those of [`LEADS`], anywhere for [`ANYWHERE`] and [`ORDINARY`]?
///
/// A sentence may come to have one by chance ("she live streamed her answer on social media"), the likelier the longer
/// it is. So of a sentence it is asked that it speaks to its reader as well, or is short; if the phrase is an ordinary
/// one, that it speaks to its reader or opens with the phrase ("Become a member.").
fn says(text: &str, words: usize, closes: bool) -> bool {
    static ANYWHERE_FINDER: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(ANYWHERE));
    static ORDINARY_FINDER: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(ORDINARY));
    static LEAD_FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| finder(LEADS));
    let by_chance = |most: usize| closes && words > most && !speaks_to_reader(text);
    let anywhere = || ANYWHERE_FINDER.are_in(text);
    let ordinary = || {
        let mut sentences = text.split_inclusive(['.', '!', '?', '\n']).map(str::trim_start);
        ORDINARY_FINDER.are_in(text)
            && (!closes || speaks_to_reader(text) || sentences.any(|s| ORDINARY_FINDER.open(s)))
    };
    let leads = || {
        let bare = text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©');
        let start = Input::new(bare).anchored(Anchored::Yes);
        let lead = LEAD_FINDER.as_ref().and_then(|f| f.find(start));
        // A lead is whole words: "Tags:" is furniture, "Tagsten" is not.
        let is_part = |c: char| c.is_alphanumeric();
        let lead =
            lead.filter(|m| !(bare[..m.end()].ends_with(is_part) && bare[m.end()..].starts_with(is_part)));
        // Of one word, "home" or "print", it opens many sentences, which go on in small letters.
        lead.is_some_and(|m| {
            let goes_on = || bare[m.end()..].trim_start().starts_with(char::is_lowercase);
            bare[..m.end()].contains(|c: char| !c.is_alphanumeric())
                || !(closes && goes_on() || by_chance(SHORT_WORDS))
        })
    };
    let phrase = || (anywhere() || ordinary()) && !by_chance(LEAD_WORDS);
    phrase() && !(closes && begins_as_prose(text)) || (words <= LEAD_WORDS || !closes) && leads()
}

/// Does a block begin with a long sentence that tells something, and says nothing of what only furniture says? Then that was put
/// in behind it.
fn begins_as_prose(text: &str) -> bool {
    /// Words of the sentence, at the least.
    const TELLING: usize = 18;
    let mut ends = text.match_indices(['.', '!', '?']).map(|(at, _)| at + 1);
    let first = ends.find(|&end| text[end..].starts_with(' ')).map(|end| &text[..end]);
    first.is_some_and(|first| words(first) >= TELLING && !speaks_to_reader(first) && !says(first, 0, false))
}

/// Does a text speak to its reader, outside of quotation marks?
fn speaks_to_reader(text: &str) -> bool {
    const BESIDE: [&str; 4] = ["here", "this", "please", "newsletter"];
    let quoted = text.contains(['"', '“', '”', '«', '„']);
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_to_reader =
        |word: &str| reader::is_address(word) || BESIDE.iter().any(|to| word.eq_ignore_ascii_case(to));
    !quoted && words.any(is_to_reader)
}

fn finder(phrases: &[&str]) -> Option<AhoCorasick> {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        // A few hundred states: the fastest automaton is small enough.
        .kind(Some(AhoCorasickKind::DFA))
        .start_kind(StartKind::Anchored)
        .build(phrases)
        .ok()
}

/// How furniture opens: the idioms of sites, whatever they are about.
const LEADS: &[&str] = &[
    "also read",
    "also see",
    "read also",
    "to read also",
    "read more",
    "read next",
    "read this article",
    "see also",
    "see more",
    "more:",
    "more in",
    "more from",
    "more on this",
    "related",
    "related:",
    "recommended",
    "trending",
    "most read",
    "most popular",
    "you may also",
    "you might also",
    "you may like",
    "don't miss",
    "next article",
    "previous article",
    "previous post",
    "previous:",
    "older:",
    "newer:",
    "next:",
    "tags:",
    "tag:",
    "filed under",
    "posted in",
    "posted by",
    "posted on",
    "category:",
    "section:",
    "source:",
    "updated",
    "published:",
    "last modified",
    "last updated",
    "copyright",
    "©",
    "disclaimer",
    "advertisement",
    "sponsored",
    "share this",
    "share on",
    "share:",
    "follow us",
    "follow the",
    "like this",
    "did you like",
    "rate this",
    "what do you think",
    "have a news tip",
    "got a story",
    "listen to this",
    "watch:",
    "video:",
    "poll:",
    "menu",
    "home",
    "skip to content",
    "you are here",
    "search for",
    "print",
    "subscribe",
    "subscribe to",
    "sign up",
    "log in",
    "register",
    "download our",
    "get the news",
    "get the latest",
    "get the best",
    "get the app",
    "get instant",
    "enable notifications",
    "leave your",
    "comments",
    "comment below",
    "save my name",
    "our standards",
    "support independent",
    "to advertise",
    "found an error",
    "if you noticed an error",
    "good morning",
    "good afternoon",
    "good evening",
    "dear reader",
    "in pictures:",
    "in brief:",
    "forward this",
    "was this forwarded",
    "about us",
    "about author",
    "about the author",
    "theme by",
    "prices delayed",
    "our channel",
    "join our",
    "cookie preferences",
    "print edition",
    "letters to the editor",
    "you have read",
    "you've read",
    "18+",
    "please gamble",
    "forwarded by",
    "have your say",
    "your say:",
    "read full",
    "read the full",
    "keep reading",
    "load more",
    "show more",
    "show comments",
    "follow on",
    "like us on",
    "rate this article",
    "listen to the article",
    "reading time",
    "estimated reading",
    "photo credit",
    "image credit",
    "file photo",
    "promoted",
    "paid content",
    "sponsored content",
    "advertising feature",
    "donate",
    "support our",
    "sign in",
    "create an account",
    "create a free account",
    "contact us",
    "send us",
    "send tips",
    "have a tip",
    "site map",
    "sitemap",
    "manage cookies",
    "accept all",
    "accept cookies",
    "skip to",
    "jump to",
    "go to top",
    "scroll to top",
    "last update",
    "first published",
    "date:",
    "author:",
    "editor:",
    "topics:",
    "keywords:",
    "labels:",
    "share article",
    "share via",
    "copy link",
    "print this",
    "email this",
    "save for later",
    "bookmark",
    "quiz:",
    "podcast:",
    "gallery:",
    "infographic:",
    "in photos:",
    "photos:",
    "photograph:",
    "author bio",
    "article source",
    "source link",
    "risk warning",
    "disclosure:",
    "view all posts",
    "view original",
    "this article first appeared",
    "this article originally appeared",
    "this story first appeared",
    "this story originally appeared",
    "this article was originally",
    "this story was originally",
    "originally published",
    "offer of the day",
    "deal of the day",
    "load comments",
    "hide comments",
    "request a sample",
    "advertiser content",
    "watch now",
    "watch live",
    "next story",
    "previous story",
    "next post",
    "skip advert",
    "article continues",
    "story continues",
    "image source",
    "image caption",
    "media caption",
    "picture by",
    "photo by",
    "photograph by",
    "image by",
    "print version",
    "printer-friendly",
];

/// What only furniture says, wherever in a block.
const ANYWHERE: &[&str] = &[
    "all rights reserved",
    "rights reserved.",
    "your email address",
    "enter your email",
    "enter your e-mail",
    "your e-mail address",
    "required fields",
    "our newsletter",
    "newsletter and",
    "weekly email",
    "uses cookies",
    "use cookies",
    "cookie policy",
    "privacy policy",
    "terms of use",
    "terms of service",
    "leave a reply",
    "unsubscribe",
    "view in browser",
    "third party syndicated",
    "syndicated feed",
    "click here",
    "ctrl+enter",
    "opens in new window",
    "articles left this month",
    "register to comment",
    "log in or register",
    "comments are closed",
    "subscribers can comment",
    "our free app",
    "on our channel",
    "republished with permission",
    "min read",
    "report a correction",
    "write for us",
    "back to top",
    "trust principles",
    "contact the newsroom",
    "sign up now",
    "gamble responsibly",
    "reproduction only with",
    "reproduction in whole",
    "without written permission",
    "without prior written",
    "not investment advice",
    "prices are delayed",
    "quotes are delayed",
    "prices delayed",
    "quotes delayed",
    "may interest you",
    "might interest you",
    "can interest you",
    "subscribe here",
    "subscribe now",
    "subscribe today",
    "subscribe to continue",
    "first to comment",
    "already a subscriber",
    "start your free trial",
    "cancel anytime",
    "follow us on",
    "like us on facebook",
    "download the app",
    "download our app",
    "turn on notifications",
    "affiliate commission",
    "affiliate links",
    "in your inbox",
    "to your inbox",
    "support our journalism",
    "enable javascript",
    "javascript is disabled",
    "use of cookies",
    "cookie settings",
    "we value your privacy",
    "manage preferences",
    "as an amazon associate",
    "view comments",
    "log in to comment",
    "login to comment",
    "sign in to comment",
    "to leave a comment",
    "to post a comment",
    "has not been edited by",
    "holds no shares in",
    "hold no shares in",
    "holds no position in",
    "no position in any of",
    "with kind permission",
    "spot a mistake",
    "spotted a mistake",
    "spotted an error",
    "spot an error",
    "send us your photos",
    "send your photos",
    "send us your story",
    "talk to us in confidence",
    "contact us in confidence",
    "add to favorites",
    "add to favourites",
    "version for print",
    "the like button",
    "all posts by",
    "your browser does not support",
    "republish this article",
    "republish our articles",
    "creative commons licence",
    "creative commons license",
    "we may earn a commission",
    "for more stories like this",
    "get more stories like this",
];

/// What furniture says and reports may say as well, of ordinary words: "the ferry is powered by batteries".
const ORDINARY: &[&str] = &[
    "terms and conditions",
    "powered by",
    "become a member",
    "on social media",
    "this post",
    "no comments",
    "free to read",
    "continues below",
    "tell a friend",
    "tell a colleague",
    "never miss a",
    "sample copy",
    "all times are",
    "continue reading",
    "free articles",
    "share your thoughts",
    "join the conversation",
    "join the discussion",
    "leave a comment",
    "add a comment",
    "post a comment",
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_are_as_many_wherever_a_text_is_taken_apart(text in "([a-c' ,.-]{0,9}[é’—“語]?){0,30}") {
            let is_part = |c: &char| matches!(c, '\'' | '’') || c.is_alphanumeric();
            let letters: Vec<char> = text.chars().collect();
            let begins = |at: &usize| is_part(&letters[*at]) && (*at == 0 || !is_part(&letters[*at - 1]));
            let unparted = letters.iter().filter(|&&c| is_unparted(c)).count();
            let naive = (0..letters.len()).filter(begins).count() + unparted / 2;
            prop_assert_eq!(words(&text), if text.len() > 640 { 41 } else { naive });
        }
    }

    #[test]
    fn causes() {
        let table: [(&str, Option<Cause>); 32] = [
            ("Also Read : Ten ways to save money", Some(Cause::Phrase)),
            ("Sign up for our newsletter and never miss a story.", Some(Cause::Phrase)),
            ("© 2031 Varn Post. All rights reserved.", Some(Cause::Phrase)),
            ("(Reporting by Ann Oke; editing by B. Lund)", Some(Cause::Credit)),
            ("By Ann Oke in Varn", Some(Cause::Credit)),
            ("Home » World » Ports", Some(Cause::Phrase)),
            ("Ports » World » Dockers", Some(Cause::Separators)),
            ("[Photo gallery: 12 images]", Some(Cause::Bracketed)),
            ("The Varn Post", Some(Cause::Short)),
            ("Reply.", Some(Cause::Short)),
            ("The port will print its own stamps, it said.", None),
            ("The ferry is powered by batteries.", None),
            ("Powered by VarnPress. Theme: Gull.", Some(Cause::Phrase)),
            ("Its captain later apologised on social media.", None),
            ("The council said this postponement was the last.", None),
            ("Home sales fell by a fifth in May.", None),
            ("Related charges against two men were dropped on Friday.", None),
            ("Updated figures are due on Friday, the ministry said.", None),
            ("Updated March 6, 2025 5:02 p.m.", Some(Cause::Phrase)),
            ("Get the timing wrong and the ship misses the tide, its captain said.", None),
            ("It bought the quay by a loan of its own bank (a line of credit of 40 million crowns).", None),
            ("The Varn Post is free of adverts. Become a member.", Some(Cause::Phrase)),
            ("She will become a member of the board in May.", None),
            ("By Monday, the dockers had gone back to work.", None),
            ("Home sales in May were a fifth below those of the year before, the department said.", None),
            (
                "She would join the dockers at the gate, she said, and answer the port live on social media later that evening.",
                None,
            ),
            (
                "Tell our newsroom what you have seen at the gate or down at the port, here or on social media, day or night.",
                Some(Cause::Phrase),
            ),
            (
                "Within 15 km of the harbour some 54,000 people live, most of them dockers, who grow beans, maize and coffee. Click here \
                 for your free book.",
                None,
            ),
            ("No price was told.\n Reuter", None),
            ("The Varn\n Reuter", Some(Cause::Short)),
            ("\"We are not at home here any more,\" she said", None),
            (
                "He asked readers to share this. Then the talks, which had lasted all day and into the night, ended.",
                None,
            ),
        ];
        for (text, expected) in table {
            assert_eq!(cause(text, words(text)), expected, "{text}");
        }
    }
}
