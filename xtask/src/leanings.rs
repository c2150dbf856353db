//! Builds the tables of how far words lean to adverts and to the furniture of pages that ship inside `retold-core`, of adverts
//! and of stories.
//!
//! `english.adverts` and `english.furniture` have a line for each leaning, from the words of stories to those of the others: the
//! leaning and the words, in lower case and sorted, with blanks between them. Of all forms of a stem one is there.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs::{read_to_string, write};

use retold_core::document::Page;
use retold_core::language::english::stem_entry;
use retold_core::language::leaning::STEPS;
use retold_core::language::{Kind, Lexicon, Sym};
use retold_core::span::Span;
use retold_core::tokens::{Token, tokenize};
use retold_core::transcript::Transcript;
use serde_json::Value;

/// What is added to what was seen, so that once is not always.
const UNSEEN: f64 = 0.1;

/// What is heard: adverts that are told, what is put in for search engines, sentences of stories, lines of furniture.
#[derive(Clone, Copy)]
enum Heard {
    Advert,
    Keywords,
    Sentence,
    Line,
}

/// How many sorts there are.
const SORTS: usize = 4;

/// How a table is made.
struct Recipe {
    file: &'static str,
    /// To what its words lean, to whichever of them most; each with what speaks against it before a word is heard, in
    /// log odds.
    to: &'static [(Heard, f64)],
    /// and from what.
    from: &'static [Heard],
    /// The stories are few: what English at large has to say in how often a word is told.
    at_large: f64,
    /// No word leans further.
    furthest: f64,
    /// In steps: words that lean less are left out.
    least: i32,
    /// Do function words lean?
    with_function_words: bool,
}

const RECIPES: [Recipe; 2] = [
    Recipe {
        file: "english.adverts",
        to: &[(Heard::Advert, 0.0), (Heard::Keywords, 0.5)],
        from: &[Heard::Sentence, Heard::Line],
        at_large: 0.5,
        furthest: 2.5,
        least: 1,
        with_function_words: true,
    },
    Recipe {
        file: "english.furniture",
        to: &[(Heard::Line, 0.0)],
        from: &[Heard::Sentence],
        at_large: 0.9,
        furthest: 2.0,
        least: 2,
        with_function_words: false,
    },
];

/// Reads adverts, one a line, from `.txt` files (what is put in for search engines from those of which the name has
/// `keywords`), and the stories of `.json` files.
pub fn build(paths: &[&str]) -> Result<(), Box<dyn Error>> {
    let mut words = Words::default();
    for path in paths {
        let read = read_to_string(path)?;
        match path.ends_with(".json") {
            true => words.hear_story(&serde_json::from_str(&read)?),
            false => {
                let heard = if path.contains("keywords") { Heard::Keywords } else { Heard::Advert };
                read.lines().for_each(|advert| words.hear_line(heard, advert));
            }
        }
    }
    for recipe in &RECIPES {
        write(format!("crates/retold-core/data/{}", recipe.file), words.table(recipe))?;
    }
    Ok(())
}

/// In how many adverts, sentences of stories and lines of furniture each word stands.
struct Words {
    lexicon: Lexicon,
    /// Of each that is heard, how many there are and how many words they have.
    texts: [f64; SORTS],
    words: [f64; SORTS],
    seen: BTreeMap<Sym, Seen>,
}

/// In how many of each a word stands, and its first form.
#[derive(Default)]
struct Seen {
    texts: [f64; SORTS],
    is_function: bool,
    form: String,
}

impl Default for Words {
    fn default() -> Words {
        Words { lexicon: Lexicon::english(), texts: [0.0; SORTS], words: [0.0; SORTS], seen: BTreeMap::new() }
    }
}

impl Words {
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
                self.hear(Heard::Sentence, &page.text, tokens);
            }
            for line in strings("furniture").flat_map(str::lines) {
                self.hear_line(Heard::Line, line);
            }
        }
    }

    fn hear_line(&mut self, heard: Heard, line: &str) {
        let mut tokens = Vec::new();
        tokenize(line, Span::new(0..line.len()), &mut self.lexicon, &mut Vec::new(), &mut tokens);
        self.hear(heard, line, &tokens);
    }

    /// Counts each word of a text once. Names and numbers lean to nothing.
    fn hear(&mut self, heard: Heard, text: &str, tokens: &[Token]) {
        self.texts[heard as usize] += 1.0;
        self.words[heard as usize] += tokens.len() as f64;
        let mut noted = BTreeSet::new();
        for token in tokens.iter().filter(|t| matches!(t.kind, Kind::Word | Kind::Function)) {
            if noted.insert(token.sym) {
                let seen = self.seen.entry(token.sym).or_default();
                if seen.form.is_empty() {
                    seen.form = text[token.span.range()].to_lowercase();
                    seen.is_function = token.kind == Kind::Function;
                }
                seen.texts[heard as usize] += 1.0;
            }
        }
    }

    fn table(&self, recipe: &Recipe) -> String {
        let mut lines: BTreeMap<i32, BTreeSet<&str>> = BTreeMap::new();
        for (&sym, seen) in &self.seen {
            let steps = (self.leaning(recipe, sym, seen) * STEPS).round() as i32;
            if steps.abs() >= recipe.least && (recipe.with_function_words || !seen.is_function) {
                lines.entry(steps).or_default().insert(&seen.form);
            }
        }
        let line = |(steps, words): (&i32, &BTreeSet<&str>)| {
            format!("{steps} {}\n", words.iter().copied().collect::<Vec<_>>().join(" "))
        };
        lines.iter().map(line).collect()
    }

    /// The log odds that a text with the word is what the table's words lean to, were there as many of these as of others.
    fn leaning(&self, recipe: &Recipe, sym: Sym, seen: &Seen) -> f64 {
        let told = |of: &[f64; SORTS]| recipe.from.iter().map(|&heard| of[heard as usize]).sum::<f64>();
        let at_large = stem_entry(sym).map_or(0.0, |entry| entry.frequency()) * told(&self.words);
        let often = (1.0 - recipe.at_large) * told(&seen.texts) + recipe.at_large * at_large;
        let log_odds = |&(to, against): &(Heard, f64)| {
            let often = often * self.texts[to as usize] / told(&self.texts);
            ((seen.texts[to as usize] + UNSEEN) / (often + UNSEEN)).ln() - against
        };
        let furthest = recipe.to.iter().map(log_odds).fold(f64::MIN, f64::max);
        furthest.clamp(-recipe.furthest, recipe.furthest)
    }
}
