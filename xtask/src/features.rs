//! What the rules of link, relation and event see of documents whose descent is known, one JSON line for every ordered
//! pair of one story. `benchmarks/fit.py` fits the rules on it.
//!
//! A truth file holds `stories[].docs[]` with `id`, `kind`, `parents`, `published`, `title` and `text`. Documents
//! without text (it stands elsewhere) and those that are not in English (their words would be weighed by a corpus that
//! is not there) are left out and counted on standard error.

use std::error::Error;
use std::io::{BufWriter, Write};

use jiff::{Timestamp, civil, tz::TimeZone};
use retold_core::align::evidence::Side;
use retold_core::align::lcs::Scratch;
use retold_core::align::{Departure, Evidence, compare};
use retold_core::document::Page;
use retold_core::language::{Language, Lexicon};
use retold_core::relation::{self, Features};
use retold_core::witness::Witness;
use retold_core::wording::Wording;
use retold_core::{link, relation::Relation};
use serde_json::{Value, json};

/// A document of a truth file, ready to be compared.
struct Document {
    id: String,
    kind: String,
    parents: Vec<String>,
    /// Seconds since 1970, where the date is known.
    time: Option<i64>,
    wording: Wording,
}

/// Documents that were left out.
#[derive(Default)]
struct LeftOut {
    without_text: usize,
    foreign: usize,
}

/// Writes the pairs of the truth files to standard output.
pub fn print(truths: &[&str]) -> Result<(), Box<dyn Error>> {
    let mut lexicon = Lexicon::english();
    let mut scratch = Scratch::default();
    let mut left_out = LeftOut::default();
    let mut out = BufWriter::new(std::io::stdout().lock());
    for path in truths {
        let truth: Value = serde_json::from_reader(std::fs::File::open(path)?)?;
        for (story, docs) in stories(&truth) {
            let documents: Vec<Document> =
                docs.iter().filter_map(|doc| document(doc, &mut lexicon, &mut left_out)).collect();
            for (i, child) in documents.iter().enumerate() {
                for parent in documents.iter().enumerate().filter(|&(j, _)| j != i).map(|(_, d)| d) {
                    writeln!(out, "{}", row(story, child, parent, &mut scratch))?;
                }
            }
        }
    }
    out.flush()?;
    let LeftOut { without_text, foreign } = left_out;
    writeln!(
        std::io::stderr(),
        "{without_text} documents without text and {foreign} not in English were left out"
    )?;
    Ok(())
}

/// The name and the documents of each story.
fn stories(truth: &Value) -> impl Iterator<Item = (&str, &[Value])> {
    let stories = truth["stories"].as_array().map(Vec::as_slice).unwrap_or_default();
    stories.iter().map(|story| {
        let docs = story["docs"].as_array().map(Vec::as_slice).unwrap_or_default();
        (story["story"].as_str().unwrap_or_default(), docs)
    })
}

fn document(value: &Value, lexicon: &mut Lexicon, left_out: &mut LeftOut) -> Option<Document> {
    let string = |key: &str| value[key].as_str().map(str::to_owned);
    let Some(text) = string("text").filter(|text| !text.is_empty()) else {
        left_out.without_text += 1;
        return None;
    };
    if Language::of(&text) != Language::ENGLISH {
        left_out.foreign += 1;
        return None;
    }
    let page = Page { title: string("title"), published: string("published"), text, ..Page::default() };
    let witness = Witness::of(&page, lexicon);
    Some(Document {
        id: string("id")?,
        kind: string("kind")?,
        parents: value["parents"].as_array()?.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        time: page.published.as_deref().and_then(seconds),
        wording: Wording::of(&page.text, witness),
    })
}

/// An ISO 8601 date, as retold takes it: without an offset it is UTC.
fn seconds(date: &str) -> Option<i64> {
    let local = || Some(date.parse::<civil::DateTime>().ok()?.to_zoned(TimeZone::UTC).ok()?.timestamp());
    date.parse::<Timestamp>().ok().or_else(local).map(Timestamp::as_second)
}

fn row(story: &str, child: &Document, parent: &Document, scratch: &mut Scratch) -> Value {
    let evidence = compare(&child.wording.witness, &parent.wording.witness, scratch).evidence;
    let features = relation::features(&child.wording, &parent.wording);
    let days = child.time.zip(parent.time).map(|(c, p)| (c - p) as f64 / 86_400.0);
    let (light, heavy) = evidence.by_mass();
    let Departure { words, tail } = evidence.departure;
    json!({
        "story": story,
        "child": child.id,
        "parent": parent.id,
        "kinds": [child.kind, parent.kind],
        "is_parent": child.parents.contains(&parent.id),
        "parents": child.parents,
        // Days by which the child is later.
        "days": days,
        "light": side(light),
        "heavy": side(heavy),
        "departure": { "words": exact(words), "tail": exact(tail) },
        "relation": wording(&features),
        "shipped": shipped(&evidence, days, &features),
    })
}

fn side(side: &Side) -> Value {
    let &Side { mass, hard, coverage, structure, hard_mass } = side;
    json!({
        "mass": exact(mass),
        "hard_mass": exact(hard_mass),
        "hard": exact(hard),
        "structure": exact(structure),
        "coverage": exact(coverage),
    })
}

fn wording(features: &Features) -> Value {
    let &Features { length, runs, ordinary, function, quoted, order, novelty, lost, padding } = features;
    json!({
        "length": exact(length),
        "runs": exact(runs),
        "ordinary": exact(ordinary),
        "function": exact(function),
        "quoted": quoted.map(exact),
        "order": exact(order),
        "novelty": exact(novelty),
        "lost": exact(lost),
        "padding": exact(padding),
    })
}

/// What the rules as they are say, so that whoever states them a second time can check it.
fn shipped(evidence: &Evidence, days: Option<f64>, features: &Features) -> Value {
    let relation: Relation = relation::judge(features);
    json!({
        "odds": exact(link::judge(evidence, days.map(f64::abs)).odds),
        "spun": exact(relation::spun(features)),
        "relation": relation.name(),
    })
}

/// To the digits that a 32-bit number has.
fn exact(value: f32) -> f64 {
    let scale = 10f64.powi(6);
    (f64::from(value) * scale).round() / scale
}
