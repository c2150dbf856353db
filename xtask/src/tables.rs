//! Builds the English tables that ship inside `retold-core`.
//!
//! `english.words`: the [`WORDS`] most frequent words, most frequent first. A record is the word's length in bytes
//! (1 byte), the word, its level (1 byte, [`level`]) and its flags (1 byte, bit 0: an ordinary word).
//!
//! `english.bigrams`: pairs of such words, grouped by their first word. A group is the first word's rank, the number
//! of pairs, then for each pair the distance of the second word's rank from the one before it (the first: from 0) and
//! its level. Ranks, numbers and distances are LEB128.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader};

use flate2::read::GzDecoder;
use snowball_stemmers_rs::{Algorithm, Stemmer};

/// Beyond this rank the list is mostly misspellings, and a word's rarity is at its ceiling anyway.
const WORDS: usize = 120_000;
/// Level 0 stands for this count; the smallest that the source lists for pairs.
const SMALLEST: f64 = 10_000.0;
/// Levels per natural logarithm: a level is 6 % of a count, and the largest count still fits in a byte.
const LEVELS_PER_E: f64 = 16.0;
/// A word that is written with a capital more often than this is a name, whatever a dictionary lists: above it
/// stand "China" and "Turkey", below it the titles that precede names ("Senator", 0.85).
const CAPITAL_SHARE: f64 = 0.88;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

pub fn build(words: &str, bigrams: &str, cased: &str, synsets: &str) -> Result<()> {
    let words: Vec<(String, u64)> =
        counts(words)?.into_iter().filter(|(w, _)| is_word(w)).take(WORDS).collect();
    let pairs = counts(bigrams)?;
    let ordinary = ordinary_words(synsets)?;
    let capitals = capital_share(&counts(cased)?, &pairs);
    let stemmer = Stemmer::create(Algorithm::English);

    let mut out = Vec::new();
    for (word, count) in &words {
        let listed = ordinary.contains(word) || ordinary.contains(&*stemmer.stem(word));
        let is_ordinary = listed && capitals.get(word).is_none_or(|&share| share < CAPITAL_SHARE);
        out.push(u8::try_from(word.len())?);
        out.extend_from_slice(word.as_bytes());
        out.extend([level(*count), u8::from(is_ordinary)]);
    }
    std::fs::write("crates/retold-core/data/english.words", out)?;

    let rank: HashMap<&str, u32> = words.iter().zip(0..).map(|((w, _), i)| (w.as_str(), i)).collect();
    let mut groups: BTreeMap<u32, BTreeMap<u32, u64>> = BTreeMap::new();
    for (pair, count) in &pairs {
        let Some((a, b)) = pair.split_once(' ') else { continue };
        if let (Some(&a), Some(&b)) = (rank.get(a), rank.get(b)) {
            *groups.entry(a).or_default().entry(b).or_default() += count;
        }
    }
    let mut out = Vec::new();
    for (first, seconds) in groups {
        leb128(&mut out, first);
        leb128(&mut out, u32::try_from(seconds.len())?);
        let mut before = 0;
        for (second, count) in seconds {
            leb128(&mut out, second - before);
            out.push(level(count));
            before = second;
        }
    }
    std::fs::write("crates/retold-core/data/english.bigrams", out)?;
    Ok(())
}

fn level(count: u64) -> u8 {
    ((count as f64 / SMALLEST).ln().max(0.0) * LEVELS_PER_E).round().min(255.0) as u8
}

pub fn leb128(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn is_word(word: &str) -> bool {
    !word.is_empty() && word.len() < 32 && word.bytes().all(|b| b.is_ascii_lowercase())
}

/// Lines of `term<TAB>count`; a file that ends in .gz is unpacked. Other lines are passed over.
fn counts(path: &str) -> Result<Vec<(String, u64)>> {
    let mut out = Vec::new();
    for line in open(path)?.lines() {
        let line = line?;
        let Some((term, count)) = line.split_once('\t') else { continue };
        out.push((term.to_owned(), count.trim().parse()?));
    }
    Ok(out)
}

fn open(path: &str) -> Result<Box<dyn BufRead>> {
    let file = File::open(path).map_err(|e| format!("{path}: {e}"))?;
    Ok(match path.ends_with(".gz") {
        true => Box::new(BufReader::new(GzDecoder::new(file))),
        false => Box::new(BufReader::new(file)),
    })
}

/// The single words that the dictionary writes in lower case, and their stems.
fn ordinary_words(synsets: &str) -> Result<HashSet<String>> {
    let stemmer = Stemmer::create(Algorithm::English);
    let mut out = HashSet::new();
    for line in open(synsets)?.lines() {
        let line = line?;
        for lemma in line.split('\t').nth(2).unwrap_or_default().split('|').map(str::trim) {
            if is_word(lemma) {
                out.insert(stemmer.stem(lemma).into_owned());
                out.insert(lemma.to_owned());
            }
        }
    }
    Ok(out)
}

/// By word: how much of its use as the first word of a pair is with a capital.
fn capital_share(cased: &[(String, u64)], lower: &[(String, u64)]) -> HashMap<String, f64> {
    let mut capital: HashMap<String, u64> = HashMap::new();
    for (pair, count) in cased {
        let first = pair.split(' ').next().unwrap_or_default();
        if first.starts_with(|c: char| c.is_ascii_uppercase()) {
            *capital.entry(first.to_ascii_lowercase()).or_default() += count;
        }
    }
    let mut all: HashMap<String, u64> = HashMap::new();
    for (pair, count) in lower {
        *all.entry(pair.split(' ').next().unwrap_or_default().to_owned()).or_default() += count;
    }
    all.into_iter()
        .map(|(word, n)| {
            let share = capital.get(&word).copied().unwrap_or(0) as f64 / n as f64;
            (word, share)
        })
        .collect()
}
