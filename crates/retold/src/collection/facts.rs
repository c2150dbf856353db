//! The rows of `facts`.

use std::io;

use retold_core::span::Span;

use super::tables::Names;
use super::{Traced, each};
use crate::settle::facts::{Fact, Facts};
use crate::wire::{Contradiction, FactRow};

/// The rows of `facts`, by story and by their place in the text that they are told by.
pub fn rows<'a>(traced: &'a Traced, names: &'a Names) -> impl Iterator<Item = io::Result<FactRow<&'a str>>> {
    traced.stories().into_iter().flat_map(move |members| each(rows_of(traced, names, members[0])))
}

fn rows_of<'a>(traced: &'a Traced, names: &'a Names, first: u32) -> io::Result<Vec<FactRow<&'a str>>> {
    let (intake, name) = (&traced.intake, traced.story[first as usize]);
    let kept = traced.lineages.get(&name).map(|lineage| lineage.facts).unwrap_or_default();
    let Facts { document, facts } =
        Facts::unpacked(&intake.spool.kept(kept)?).ok_or(io::ErrorKind::InvalidData)?;
    if facts.is_empty() {
        return Ok(Vec::new());
    }
    let text = intake.spool.text(intake.documents[document as usize].text)?;
    let id = |document: u32| &*intake.documents[document as usize].id;
    let words = |span: Span| text.get(span.range()).unwrap_or_default().to_owned();
    let row = |Fact { sort, passage, support, contradict }: Fact| FactRow {
        story: names.story(name),
        r#type: sort.name(),
        words: words(passage.changed),
        text: words(passage.shown),
        document: id(document),
        span: [passage.changed.start, passage.changed.end],
        support: support.into_iter().map(id).collect(),
        contradict: (contradict.into_iter())
            .map(|(document, text)| Contradiction { document: id(document), text })
            .collect(),
    };
    Ok(facts.into_iter().map(row).collect())
}
