//! Who speaks to whom: a report tells of third persons and of what is or was so, an advert speaks to its reader.
//!
//! All of it is a matter of grammar, not of any trade, and the same whatever is sold.

use std::slice::from_ref;
use std::sync::LazyLock;

use memchr::memchr2;

use super::excise::Word;
use super::quoted::is_quoted;
use crate::language::Kind;
use crate::language::english::Bigrams;
use crate::language::reader;
use crate::probe::Hashes;
use crate::tokens::Token;
use crate::wording::{Spelling, spelling};

/// How often a run of words speaks to its reader, and how often as those do who tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Register {
    /// Words to the reader and of the seller, verbs that tell one what to do, and questions.
    pub to_reader: u32,
    /// Words with which something is told.
    pub telling: u32,
}

impl Register {
    /// That of a run of words.
    pub fn of(run: &[Spoken]) -> Register {
        let register = run.iter().fold(Register::default(), |register, &word| register.with(word));
        // A newspaper speaks to its reader of what it has beside its stories, and sells nothing by that.
        let is_of_page = run.iter().any(|word| word.is_of_page);
        Register { to_reader: if is_of_page { 0 } else { register.to_reader }, ..register }
    }

    /// The same with one more word, wherever the page is not spoken of.
    pub fn with(self, word: Spoken) -> Register {
        Register {
            to_reader: self.to_reader + u32::from(word.is_to_reader),
            telling: self.telling + u32::from(word.tells),
        }
    }
}

/// Who speaks in a word where it stands, and to whom.
#[derive(Clone, Copy, Debug)]
pub struct Spoken {
    /// Is it a word to the reader, or of the seller?
    pub is_address: bool,
    /// Does it speak to the reader in this or in another way?
    pub is_to_reader: bool,
    /// Is it one with which something is told?
    tells: bool,
    /// Is it one for a part of the page?
    is_of_page: bool,
}

/// That of each word of a sentence.
pub fn spoken(text: &str, tokens: &[Token], sentence: &[Word]) -> Vec<Spoken> {
    let spoken = |(at, (token, word)): (usize, (&Token, &Word))| {
        let is_address = is_address(text, token);
        Spoken {
            is_address,
            is_to_reader: is_address
                || tells_to(text, token, word, at == 0)
                || asks(text, tokens, sentence, at),
            tells: word.tells,
            is_of_page: is_of_page(text, from_ref(word)),
        }
    };
    tokens.iter().zip(sentence).enumerate().map(spoken).collect()
}

/// Do words speak of what a newspaper has beside its stories? It speaks to its reader of that, and sells nothing by it.
pub fn is_of_page(text: &str, words: &[Word]) -> bool {
    words.iter().any(|word| word.kind == Kind::Word && reader::is_of_page(&text[word.span.range()]))
}

/// Does a word speak to the reader? What somebody is quoted as saying does not.
pub fn is_address(text: &str, token: &Token) -> bool {
    reader::is_address(&text[token.span.range()]) && !is_quoted(text, token.span.start)
}

/// Is a word one with which something is told? "isn't" is one as "is" is.
pub fn is_telling(spelled: Spelling, word: &str) -> bool {
    static TOLD: LazyLock<Hashes> = LazyLock::new(|| {
        let words = TELLING.iter().flat_map(|line| line.split(' '));
        Hashes::of(&words.map(spelling).collect::<Vec<Spelling>>())
    });
    let short = memchr2(b'\'', "’".as_bytes()[0], word.as_bytes());
    TOLD.has(short.map_or(spelled, |at| spelling(&word[..at])))
}

/// Does it tell the reader what to do? So does a verb in its plain form where a clause begins, or with a capital where none
/// does: there something was put in.
fn tells_to(text: &str, token: &Token, word: &Word, is_first: bool) -> bool {
    let ahead = &text[..token.span.start as usize];
    let before = || ahead.ends_with(char::is_whitespace);
    let is_put_in = || {
        text[token.span.range()].starts_with(char::is_uppercase)
            && text[token.span.end as usize..].trim_start().starts_with(char::is_lowercase)
            && ahead.split_whitespace().next_back().is_some_and(|word| word.starts_with(char::is_lowercase))
            && before()
    };
    word.kind == Kind::Word
        && (is_first || word.parted && before() || is_put_in())
        && (is_plain_verb(word.spelled) || is_of_screen(&text[token.span.range()]))
        && !is_quoted(text, token.span.start)
}

/// What one does on a screen, of which older texts do not tell.
fn is_of_screen(word: &str) -> bool {
    ["click", "tap", "swipe", "download"].iter().any(|verb| word.eq_ignore_ascii_case(verb))
}

/// Does a question end with the word at `at` that the reader is to answer with yes or no? Reporters ask why, and tell.
fn asks(text: &str, tokens: &[Token], sentence: &[Word], at: usize) -> bool {
    let end = tokens[at].span.end;
    let begin = || (0..=at).rev().find(|&at| sentence[at].parted).unwrap_or(0);
    text[end as usize..].starts_with('?')
        && !QUESTIONS.contains(&&*text[tokens[begin()].span.range()].to_lowercase())
        && !is_quoted(text, end)
}

/// A word that stands behind "to" four times as often as chance would have it, and more so than behind "the".
fn is_plain_verb(word: Spelling) -> bool {
    const FOURFOLD: f64 = 0.6;
    let behind = |other: &str| Bigrams::get().bond(spelling(other), word);
    let bond = behind("to");
    bond >= FOURFOLD && bond > behind("the")
}

/// What opens a question that asks for more than yes or no.
const QUESTIONS: [&str; 9] = ["why", "what", "how", "who", "whom", "whose", "which", "when", "where"];

/// What is told has a verb, and refers to what was named before it. Adverts are written without most of these.
const TELLING: &[&str] = &[
    // Auxiliaries and verbs of saying.
    "is are was were be been being has have had having do does did will would can could may might must shall should",
    "not said says say told",
    // Pronouns of third persons, relative ones and those that point at something, as the article does.
    "he him his himself she her hers herself it its itself they them their theirs themselves",
    "who whom whose which that this these those such there the",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::injected::excise::words;
    use crate::injected::tokens;
    use crate::language::Lexicon;
    use crate::span::Span;

    #[test]
    fn who_speaks_to_whom_is_told_by_grammar() {
        for (text, to_reader, telling) in [
            ("We retune your accordion, and you're billed in June.", 3, 0),
            ("They said his accordion was \u{ab}as good as yours\u{bb}.", 0, 4),
            ("US exports to Our Lady Bay rose.", 1, 0),
            ("Sore knees? Ask the old cobbler of Varn.", 2, 1),
            ("\"Ask him, why not?\" she told us.", 0, 4),
            ("The union asks for more, and the old cobbler may strike.", 0, 3),
            ("Ask your readers to write.", 0, 0),
            ("Jars go to Varn Compare monitors at Ostrel.", 0, 0),
            ("Jars that go there Compare monitors at Ostrel.", 1, 2),
        ] {
            let tokens = tokens(text, Span::new(0..text.len()), &mut Lexicon::english());
            let words = words(text, &tokens, |_| false);
            let found = Register::of(&spoken(text, &tokens, &words));
            assert_eq!(found, Register { to_reader, telling }, "{text}");
        }
    }
}
