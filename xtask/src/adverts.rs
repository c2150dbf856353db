//! Builds the table of how far words lean to adverts that ships inside `retold-core`, of adverts and of stories.
//!
//! `english.adverts` has a line for each leaning, from the words of stories to those of adverts: the leaning and the words,
//! in lower case and sorted, with blanks between them. Of all forms of a stem one is there.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs::{read_to_string, write};

use retold_core::document::Page;
use retold_core::injected::leaning::STEPS;
use retold_core::language::english::stem_entry;
use retold_core::language::{Kind, Lexicon, Sym};
use retold_core::span::Span;
use retold_core::tokens::{Token, tokenize};
use retold_core::transcript::Transcript;
use serde_json::Value;

/// No word leans further.
const FURTHEST: f64 = 2.5;

/// What is added to what was seen, so that once is not always.
const UNSEEN: f64 = 0.1;

/// Reads adverts, one a line, from `.txt` files, and the stories of `.json` files.
pub fn build(paths: &[&str]) -> Result<(), Box<dyn Error>> {
    let mut words = Words::default();
    for path in paths {
        let read = read_to_string(path)?;
        match path.ends_with(".json") {
            true => words.hear_story(&serde_json::from_str(&read)?),
            false => read.lines().for_each(|advert| words.hear_advert(advert)),
        }
    }
    write("crates/retold-core/data/english.adverts", words.table())?;
    Ok(())
}

/// In how many adverts, and in how many sentences of stories and lines around them, each word stands.
struct Words {
    lexicon: Lexicon,
    adverts: f64,
    sentences: f64,
    /// Of these sentences.
    words: f64,
    seen: BTreeMap<Sym, Seen>,
}

/// How often a word stands in adverts and in stories, and its first form.
#[derive(Default)]
struct Seen {
    adverts: f64,
    sentences: f64,
    form: String,
}

impl Default for Words {
    fn default() -> Words {
        Words { lexicon: Lexicon::english(), adverts: 0.0, sentences: 0.0, words: 0.0, seen: BTreeMap::new() }
    }
}

impl Words {
    fn hear_advert(&mut self, advert: &str) {
        let tokens = self.tokens(advert);
        self.adverts += 1.0;
        self.note(advert, &tokens, |seen| seen.adverts += 1.0);
    }

    /// Hears what a story's documents tell, and the lines of their furniture; what was put in is no part of either.
    fn hear_story(&mut self, story: &Value) {
        for document in story["docs"].as_array().into_iter().flatten() {
            let strings =
                |key: &str| document[key].as_array().into_iter().flatten().filter_map(Value::as_str);
            let text = document["text"].as_str().unwrap_or_default().to_owned();
            let foreign = strings("furniture").chain(strings("injected"));
            let text = foreign.fold(text, |text, foreign| text.replace(foreign, " "));
            let page = Page { text, ..Page::default() };
            let (transcript, _) = Transcript::of(&page, &mut self.lexicon);
            for tokens in transcript.words() {
                self.hear_told(&page.text, tokens);
            }
            for line in strings("furniture").flat_map(str::lines) {
                let tokens = self.tokens(line);
                self.hear_told(line, &tokens);
            }
        }
    }

    fn hear_told(&mut self, text: &str, tokens: &[Token]) {
        self.sentences += 1.0;
        self.words += tokens.len() as f64;
        self.note(text, tokens, |seen| seen.sentences += 1.0);
    }

    fn tokens(&mut self, line: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        tokenize(line, Span::new(0..line.len()), &mut self.lexicon, &mut Vec::new(), &mut tokens);
        tokens
    }

    /// Counts each word of a sentence once. Names and numbers lean to nothing.
    fn note(&mut self, text: &str, tokens: &[Token], count: impl Fn(&mut Seen)) {
        let mut noted = BTreeSet::new();
        for token in tokens.iter().filter(|t| matches!(t.kind, Kind::Word | Kind::Function)) {
            if noted.insert(token.sym) {
                let seen = self.seen.entry(token.sym).or_default();
                if seen.form.is_empty() {
                    seen.form = text[token.span.range()].to_lowercase();
                }
                count(seen);
            }
        }
    }

    fn table(&self) -> String {
        let mut lines: BTreeMap<i32, BTreeSet<&str>> = BTreeMap::new();
        for (&sym, seen) in &self.seen {
            let steps = (self.leaning(sym, seen) * STEPS).round() as i32;
            if steps != 0 {
                lines.entry(steps).or_default().insert(&seen.form);
            }
        }
        let line = |(steps, words): (&i32, &BTreeSet<&str>)| {
            format!("{steps} {}\n", words.iter().copied().collect::<Vec<_>>().join(" "))
        };
        lines.iter().map(line).collect()
    }

    /// The log odds that a sentence with the word is an advert, were there as many of these as others. The stories are few, so
    /// that English at large has half a say in how often a word is told.
    fn leaning(&self, sym: Sym, seen: &Seen) -> f64 {
        let at_large = stem_entry(sym).map_or(0.0, |entry| entry.frequency()) * self.words;
        let told = (seen.sentences + at_large) / 2.0 * self.adverts / self.sentences;
        ((seen.adverts + UNSEEN) / (told + UNSEEN)).ln().clamp(-FURTHEST, FURTHEST)
    }
}
