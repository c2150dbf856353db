//! `retold compare A B`.

mod changed;
mod facts;
mod passages;

use std::process::ExitCode;

use retold::Error;
use retold::catalogue::Catalogue;
use retold::compare::{Comparison, Side, compare, read_one};
use retold::source::ReadOptions;
use retold_core::link::Verdict;
use retold_core::relation::Relation;
use retold_core::span::Span;
use serde_json::json;

use self::changed::Changed;
use crate::args::{CompareArgs, Output};
use crate::terminal::{Screen, paint, safe, say};

pub fn run(args: &CompareArgs) -> Result<ExitCode, Error> {
    let [a, b] = match &args.collection {
        None => {
            let options = ReadOptions::default();
            [read_one(&args.a, &options)?, read_one(&args.b, &options)?]
        }
        Some(collection) => {
            let catalogue = Catalogue::open(collection)?;
            [catalogue.page_of(&args.a)?, catalogue.page_of(&args.b)?]
        }
    };
    let found = compare(a, b);
    match args.format {
        Output::Json => say(&format!("{:#}\n", as_json(&found)))?,
        Output::Text => say(&text(args, &found))?,
    }
    Ok(if found.verdict.is_link() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn as_json(c: &Comparison) -> serde_json::Value {
    let matches: Vec<_> = c
        .aligned
        .matches
        .iter()
        .map(|m| json!({"a": sentence(&c.a, m.a), "b": sentence(&c.b, m.b), "likeness": m.likeness, "skeleton": m.skeleton}))
        .collect();
    json!({
        "same_story": c.verdict.is_link(),
        "score": c.verdict.score(),
        "threshold": Verdict::THRESHOLD,
        "relation_b_to_a": c.verdict.is_link().then(|| c.relation.name()),
        "spun_a": c.spun[0],
        "spun_b": c.spun[1],
        "coverage_a": c.aligned.evidence.a.coverage,
        "coverage_b": c.aligned.evidence.b.coverage,
        "structure": c.aligned.evidence.by_mass().0.structure,
        "names_a": c.aligned.evidence.a.hard,
        "names_b": c.aligned.evidence.b.hard,
        "injected_a": injected(&c.a),
        "injected_b": injected(&c.b),
        "matches": matches,
        "variants": c.variant_rows(),
        "passages": passages::as_json(c),
    })
}

/// Where foreign text stands in a page, in bytes of its text, and what it says.
fn injected(side: &Side) -> Vec<serde_json::Value> {
    let text = |span: &Span| json!({"span": [span.start, span.end], "text": side.page.text[span.range()]});
    side.injected.iter().map(text).collect()
}

fn sentence(side: &Side, number: u32) -> &str {
    &side.page.text[side.witness.sentences[number as usize].span.range()]
}

fn text(args: &CompareArgs, c: &Comparison) -> String {
    let mut out = summary(args, c);
    out += &facts::text(c, Screen::stdout());
    out += &passages::text(c);
    let aligned = &c.aligned.matches;
    if !aligned.is_empty() {
        out += "\nSentences that answer to one another, with the share of words in the same order:\n";
    }
    let (before, after) = (Changed::before(&c.variants), Changed::after(&c.variants));
    for m in aligned {
        let (a, b) = (&c.a.witness.sentences[m.a as usize], &c.b.witness.sentences[m.b as usize]);
        let moved = if after.is_moved(b.span) { "moved" } else { "" };
        let (left, right) = (before.painted(&c.a.page.text, a.span), after.painted(&c.b.page.text, b.span));
        out += &format!("\n{:3.0} %  A  {left}\n{moved:<7}B  {right}\n", m.skeleton * 100.0);
    }
    out += &foreign("A", &c.a);
    out += &foreign("B", &c.b);
    out += &alone("A", &c.a, |i| aligned.iter().any(|m| m.a == i));
    out += &alone("B", &c.b, |i| aligned.iter().any(|m| m.b == i));
    out
}

fn summary(args: &CompareArgs, c: &Comparison) -> String {
    let verdict = if c.verdict.is_link() { "one story" } else { "two stories" };
    let (score, threshold) = (c.verdict.score(), Verdict::THRESHOLD);
    let mut out = format!("A  {}\nB  {}\n\n", safe(&args.a), safe(&args.b));
    out += &format!("{}  (score {score:.3}; one story from {threshold:.3} on)\n", paint("1", verdict));
    let percent = |share: f32| format!("{:.0} %", share * 100.0);
    let (a, b) = (&c.aligned.evidence.a, &c.aligned.evidence.b);
    let row = |what: &str, a: String, b: String| format!("  {what:<34} A {a:>6}   B {b:>6}\n");
    out += &row("sentences found in the other", percent(a.coverage), percent(b.coverage));
    out += &row("names and numbers shared", percent(a.hard), percent(b.hard));
    out += &row("sentences of one order of words", percent(a.structure), percent(b.structure));
    if c.verdict.is_link() {
        out += &row("looks spun", format!("{:.2}", c.spun[0]), format!("{:.2}", c.spun[1]));
        out += &format!("  if B comes from A, it is {}\n", paint("1", described(c.relation)));
    }
    out
}

fn described(relation: Relation) -> &'static str {
    match relation {
        Relation::Copy => "a copy",
        Relation::Reprint => "a reprint",
        Relation::Edit => "lightly edited",
        Relation::Rewrite => "rewritten",
        Relation::Spun => "spun, word by word",
        Relation::Translation => "a translation and back",
        Relation::Digest => "a digest",
        Relation::Excerpt => "an excerpt",
        Relation::Merge => "merged with another",
    }
}

/// The foreign text inside one side's story.
fn foreign(name: &str, side: &Side) -> String {
    let lines = side.injected.iter().map(|span| format!("       {}\n", safe(&side.page.text[span.range()])));
    let lines: String = lines.collect();
    if lines.is_empty() { lines } else { format!("\nNo part of the story, but put into {name}:\n{lines}") }
}

/// The sentences of one side to which none of the other answers.
fn alone(name: &str, side: &Side, is_matched: impl Fn(u32) -> bool) -> String {
    let numbers = 0..side.witness.sentences.len() as u32;
    let alone: Vec<String> = numbers
        .filter(|&i| !is_matched(i))
        .map(|i| format!("       {}\n", safe(sentence(side, i))))
        .collect();
    if alone.is_empty() { String::new() } else { format!("\nOnly in {name}:\n{}", alone.concat()) }
}
