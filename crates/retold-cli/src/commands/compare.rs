//! `retold compare A B`.

use std::process::ExitCode;

use retold::Error;
use retold::compare::{Comparison, Side, compare, read_one};
use retold::source::ReadOptions;
use retold_core::link::Verdict;
use retold_core::tokens::Token;
use serde_json::json;

use crate::args::{CompareArgs, Output};
use crate::terminal::{paint, safe};

pub fn run(args: &CompareArgs) -> Result<ExitCode, Error> {
    let options = ReadOptions::default();
    let found = compare(read_one(&args.a, &options)?, read_one(&args.b, &options)?);
    match args.format {
        Output::Json => println!("{:#}", as_json(&found)),
        Output::Text => print_text(&found),
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
        "matches": matches,
    })
}

fn sentence(side: &Side, number: u32) -> &str {
    &side.page.text[side.witness.sentences[number as usize].span.range()]
}

fn print_text(c: &Comparison) {
    let verdict = if c.verdict.is_link() { "one story" } else { "two stories" };
    println!(
        "{}  (score {:.2}, threshold {:.2})",
        paint("1", verdict),
        c.verdict.score(),
        Verdict::THRESHOLD
    );
    let percent = |share: f32| format!("{:.0} %", share * 100.0);
    let (a, b) = (&c.aligned.evidence.a, &c.aligned.evidence.b);
    println!("  covered by the other     A {:>6}   B {:>6}", percent(a.coverage), percent(b.coverage));
    println!("  names and numbers shared A {:>6}   B {:>6}", percent(a.hard), percent(b.hard));
    println!(
        "  sentences in the same words and order, of the shorter: {}",
        percent(c.aligned.evidence.by_mass().0.structure)
    );
    println!("  spun                     A {:>6.2}   B {:>6.2}", c.spun[0], c.spun[1]);
    if c.verdict.is_link() {
        println!("  B, if it comes from A, is its {}", paint("1", c.relation.name()));
    }
    for m in &c.aligned.matches {
        println!("\n{:3.0} %  A  {}", m.skeleton * 100.0, marked(&c.a, m.a, &c.b, m.b, "31"));
        println!("       B  {}", marked(&c.b, m.b, &c.a, m.a, "32"));
    }
}

/// A sentence with the words that its match has not in colour.
fn marked(side: &Side, number: u32, other: &Side, match_number: u32, colour: &str) -> String {
    let there = other.witness.words(match_number as usize);
    let sentence = &side.witness.sentences[number as usize];
    let mut out = String::new();
    let mut at = sentence.span.start as usize;
    for Token { sym, span, .. } in side.witness.words(number as usize) {
        out.push_str(&safe(&side.page.text[at..span.start as usize]));
        let word = safe(&side.page.text[span.range()]);
        let kept = there.iter().any(|t| t.sym == *sym);
        out.push_str(&if kept { word } else { paint(colour, &word) });
        at = span.end as usize;
    }
    out.push_str(&safe(&side.page.text[at..sentence.span.end as usize]));
    out
}
