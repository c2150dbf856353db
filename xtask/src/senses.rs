//! Builds the table of senses that ships inside `retold-core`, from the files of WordNet 3.0 (wndb(5WN) has their form).
//!
//! `english.senses` is one record a sense: the number of its words (LEB128), their ranks in `english.words` in rising
//! order, each as its distance from the one before it (LEB128; the first: from 0), its flags (1 byte, bit 0: what
//! somebody is by trade or office), then the senses that are its opposites and those that are wider than it, each as their
//! number and the numbers of their records (LEB128).

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::error::Error;
use std::fs::{read, read_to_string};
use std::path::Path;

use snowball_stemmers_rs::{Algorithm, Stemmer};

use crate::tables::leb128;

/// Of a word that has more meanings than this as one part of speech ("take", "pass") none is listed, as any: it stands
/// beside nearly anything.
const VAGUE: usize = 12;
/// The meanings of a word that are listed, the commonest first. What comes after these is seldom meant.
const LISTED: usize = 3;
/// What somebody is by trade or office is, in WordNet, a kind of one of these.
const TRADES: [&str; 9] = [
    "worker",
    "professional",
    "leader",
    "expert",
    "scientist",
    "creator",
    "communicator",
    "official",
    "adjudicator",
];

/// The parts of speech, as WordNet's files are named.
const PARTS: [&str; 4] = ["noun", "verb", "adj", "adv"];

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Reads WordNet's files in a folder.
pub fn build(folder: &str) -> Result<()> {
    let folder = Path::new(folder);
    let table = Table::read(&read("crates/retold-core/data/english.words")?)?;
    let mut out = Vec::new();
    let mut senses = Vec::new();
    let vague = vague(folder)?;
    for part in PARTS {
        let words = Words::read(folder, part, &table.ranks, &vague)?;
        senses.extend(read_senses(folder, part, &words, &table.outnumbered, senses.len())?);
    }
    let kept: BTreeMap<usize, usize> =
        (0..senses.len()).filter(|&at| says_something(&senses[at])).zip(0..).collect();
    for &at in kept.keys() {
        record(&mut out, &senses[at], &kept);
    }
    std::fs::write("crates/retold-core/data/english.senses", out)?;
    Ok(())
}

/// A meaning, and what has it.
struct Sense {
    ranks: BTreeSet<u32>,
    is_trade: bool,
    opposites: BTreeSet<usize>,
    wider: BTreeSet<usize>,
}

/// One word alone that is no trade and has neither an opposite nor a wider meaning tells nothing of any other.
fn says_something(sense: &Sense) -> bool {
    let has_links = !sense.opposites.is_empty() || !sense.wider.is_empty();
    !sense.ranks.is_empty() && (sense.ranks.len() > 1 || sense.is_trade || has_links)
}

fn record(out: &mut Vec<u8>, sense: &Sense, kept: &BTreeMap<usize, usize>) {
    leb128(out, sense.ranks.len() as u32);
    let mut before = 0;
    for &rank in &sense.ranks {
        leb128(out, rank - before);
        before = rank;
    }
    out.push(u8::from(sense.is_trade));
    for links in [&sense.opposites, &sense.wider] {
        let links: Vec<u32> = links.iter().filter_map(|at| Some(*kept.get(at)? as u32)).collect();
        leb128(out, links.len() as u32);
        links.into_iter().for_each(|at| leb128(out, at));
    }
}

/// The words of `english.words` (tables.rs has its layout).
struct Table {
    ranks: HashMap<String, u32>,
    /// The ranks of those that others of the same stem outnumber: who reads that stem means these, and not "elective" but
    /// "elected".
    outnumbered: BTreeSet<u32>,
}

impl Table {
    fn read(table: &[u8]) -> Result<Table> {
        /// Levels of the table, 16 of which are a factor of e: ten times as many.
        const TENFOLD: u8 = 37;
        let stemmer = Stemmer::create(Algorithm::English);
        let mut levels: HashMap<String, u8> = HashMap::new();
        let mut out = Table { ranks: HashMap::new(), outnumbered: BTreeSet::new() };
        let mut rest = table;
        for rank in 0.. {
            let Some((&len, tail)) = rest.split_first() else { break };
            let (word, tail) = tail.split_at(usize::from(len));
            let (word, level) = (std::str::from_utf8(word)?, tail[0]);
            // The most frequent come first.
            let first = *levels.entry(stemmer.stem(word).into_owned()).or_insert(level);
            if first - level >= TENFOLD {
                out.outnumbered.insert(rank);
            }
            out.ranks.insert(word.to_owned(), rank);
            rest = &tail[2..];
        }
        Ok(out)
    }
}

/// The stems of words with more than [`VAGUE`] meanings as one part of speech: of "running" too, since who reads the stem
/// cannot tell it from "run".
fn vague(folder: &Path) -> Result<BTreeSet<String>> {
    let stemmer = Stemmer::create(Algorithm::English);
    let mut vague = BTreeSet::new();
    for part in PARTS {
        for line in read_to_string(folder.join(format!("index.{part}")))?.lines() {
            let mut fields = line.split_whitespace();
            let (word, meanings) =
                (fields.next(), fields.nth(1).and_then(|count| count.parse::<usize>().ok()));
            vague.extend(
                word.filter(|_| meanings.is_some_and(|meanings| meanings > VAGUE))
                    .map(|word| stemmer.stem(word).into_owned()),
            );
        }
    }
    Ok(vague)
}

/// The words of a part of speech.
struct Words {
    /// By meaning, by its offset: the ranks of the words, and of their irregular forms, that have it among the first.
    ranks: HashMap<String, BTreeSet<u32>>,
    /// The meanings that are some word's first.
    firsts: BTreeSet<String>,
}

impl Words {
    fn read(
        folder: &Path,
        part: &str,
        ranks: &HashMap<String, u32>,
        vague: &BTreeSet<String>,
    ) -> Result<Words> {
        let stemmer = Stemmer::create(Algorithm::English);
        let mut forms: HashMap<String, Vec<u32>> = HashMap::new();
        for line in read_to_string(folder.join(part).with_extension("exc"))?.lines() {
            let mut words = line.split(' ');
            let form = words.next().and_then(|form| ranks.get(form));
            words.for_each(|word| forms.entry(word.to_owned()).or_default().extend(form));
        }
        let mut out = Words { ranks: HashMap::new(), firsts: BTreeSet::new() };
        for line in read_to_string(folder.join(format!("index.{part}")))?.lines() {
            let fields: Vec<&str> = line.split_whitespace().collect();
            let Some(&rank) = fields.first().and_then(|word| ranks.get(*word)) else { continue };
            let offsets = &fields[fields.len() - fields[2].parse::<usize>()?..];
            if vague.contains(stemmer.stem(fields[0]).as_ref()) {
                continue;
            }
            out.firsts.insert(offsets[0].to_owned());
            for offset in offsets.iter().take(LISTED) {
                let all = out.ranks.entry((*offset).to_owned()).or_default();
                all.insert(rank);
                all.extend(forms.get(fields[0]).into_iter().flatten());
            }
        }
        Ok(out)
    }
}

/// The meanings of a part of speech, numbered from `first` on.
fn read_senses(
    folder: &Path,
    part: &str,
    words: &Words,
    outnumbered: &BTreeSet<u32>,
    first: usize,
) -> Result<Vec<Sense>> {
    let text = read_to_string(folder.join(format!("data.{part}")))?;
    let lines: Vec<Line> = text.lines().filter(|line| !line.starts_with(' ')).filter_map(Line::of).collect();
    let places: HashMap<&str, usize> = lines.iter().zip(0..).map(|(line, at)| (line.offset, at)).collect();
    let trades = trades(&lines, &places, part);
    let sense = |at: usize| {
        let line = &lines[at];
        let is_trade = trades.contains(&at) && words.firsts.contains(line.offset);
        let mut ranks = words.ranks.get(line.offset).cloned().unwrap_or_default();
        // Trades are asked for as they are spelled.
        ranks.retain(|rank| is_trade || !outnumbered.contains(rank));
        Sense {
            ranks,
            is_trade,
            opposites: opposites(line, &lines, &places).into_iter().map(|at| first + at).collect(),
            wider: line.wider(&places).into_iter().map(|at| first + at).collect(),
        }
    };
    Ok((0..lines.len()).map(sense).collect())
}

/// The opposites of a meaning; without any those of what it is a shade of ("scorching" of "hot") or a way to do
/// ("spurn" of "refuse"). Who has several has none: to lie is to stand as little as to sit.
fn opposites(line: &Line, lines: &[Line], places: &HashMap<&str, usize>) -> BTreeSet<usize> {
    let of = |line: &Line| Some(line.linked("!", places)).filter(|all| all.len() == 1);
    let above = || match line.part {
        "s" | "v" => line.wider(places).into_iter().filter_map(|at| of(&lines[at])).flatten().collect(),
        _ => BTreeSet::new(),
    };
    if line.linked("!", places).is_empty() { above() } else { of(line).unwrap_or_default() }
}

/// The meanings below [`TRADES`], each the first person that the word is.
fn trades(lines: &[Line], places: &HashMap<&str, usize>, part: &str) -> BTreeSet<usize> {
    /// WordNet's number for the file of persons.
    const PERSON: &str = "18";
    let mut out = BTreeSet::new();
    if part != "noun" {
        return out;
    }
    let heads = TRADES.iter().filter_map(|trade| {
        lines.iter().position(|line| line.file == PERSON && line.words.first() == Some(trade))
    });
    let mut todo: Vec<usize> = heads.collect();
    while let Some(at) = todo.pop() {
        if out.insert(at) {
            todo.extend(lines[at].linked("~", places));
        }
    }
    out
}

/// A line of a data file, as far as it is read.
struct Line<'a> {
    offset: &'a str,
    file: &'a str,
    part: &'a str,
    words: Vec<&'a str>,
    /// The sign of each link to a meaning of the same part of speech, and the offset of that.
    links: Vec<(&'a str, &'a str)>,
}

impl<'a> Line<'a> {
    /// The meanings that it is linked with by a sign.
    fn linked(&self, sign: &str, places: &HashMap<&str, usize>) -> BTreeSet<usize> {
        let links = self.links.iter().filter(|link| link.0 == sign);
        links.filter_map(|link| places.get(link.1).copied()).collect()
    }

    /// What it is a kind of, a way of or a shade of.
    fn wider(&self, places: &HashMap<&str, usize>) -> BTreeSet<usize> {
        self.linked(if self.part == "s" { "&" } else { "@" }, places)
    }

    fn of(line: &'a str) -> Option<Line<'a>> {
        let mut fields = line.split(' ');
        let (offset, file, part) = (fields.next()?, fields.next()?, fields.next()?);
        let count = usize::from_str_radix(fields.next()?, 16).ok()?;
        let words = (0..count).filter_map(|_| Some((fields.next()?, fields.next()?).0)).collect();
        let count: usize = fields.next()?.parse().ok()?;
        let links = (0..count).filter_map(|_| {
            let (sign, offset, there, _) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
            let is_same = there == part || there == "a" && part == "s" || there == "s" && part == "a";
            Some(is_same.then_some((sign, offset)))
        });
        Some(Line { offset, file, part, words, links: links.flatten().collect() })
    }
}
