//! The passages that pairs of texts have in common, in bulk: what `benchmarks/passages.py` measures.
//!
//! `passages DOCUMENTS PAIRS` reads JSON Lines with `id` and `text`, and lines of two ids parted by a tab, and writes a
//! line for each passage: the two ids, first and last byte of either, and the likeness. The texts are taken as they are,
//! without cleaning; a line is no sentence of its own.

use std::collections::HashMap;
use std::error::Error;
use std::io::{BufWriter, Write};

use retold_core::clean::sentences;
use retold_core::language::{Language, Lexicon};
use retold_core::passages::passages;
use retold_core::span::Span;
use retold_core::transcript::Transcript;
use retold_core::witness::Witness;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [documents, pairs] = arguments.as_slice() else { return Err("passages DOCUMENTS PAIRS".into()) };
    let witnesses = witnesses(&std::fs::read_to_string(documents)?)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in std::fs::read_to_string(pairs)?.lines() {
        let (a, b) = line.split_once('\t').ok_or("a pair is two ids parted by a tab")?;
        let of = |id: &str| witnesses.get(id).ok_or_else(|| format!("no document {id}"));
        for found in passages(of(a)?, of(b)?) {
            let (x, y) = (found.a_span, found.b_span);
            writeln!(out, "{line}\t{}\t{}\t{}\t{}\t{:.4}", x.start, x.end, y.start, y.end, found.likeness)?;
        }
    }
    Ok(out.flush()?)
}

fn witnesses(lines: &str) -> Result<HashMap<String, Witness>, Box<dyn Error>> {
    let mut lexicon = Lexicon::english();
    let mut witnesses = HashMap::new();
    for line in lines.lines() {
        let document: serde_json::Value = serde_json::from_str(line)?;
        let string = |key: &str| document[key].as_str().ok_or_else(|| format!("a document without {key}"));
        witnesses.insert(string("id")?.to_owned(), witness(string("text")?, &mut lexicon));
    }
    Ok(witnesses)
}

fn witness(text: &str, lexicon: &mut Lexicon) -> Witness {
    let sentences = sentences(text, &[Span::new(0..text.len())], Language::ENGLISH);
    Transcript::from_sentences(text, &sentences, lexicon).into()
}
