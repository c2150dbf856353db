//! The rows of `facts`.

use std::io;

use super::Traced;
use super::tables::Names;
use crate::spool::Kept;
use crate::wire::{Contradiction, FactRow, KeptFact};

/// The rows of `facts`, by story and by their place in the text that they are told by.
pub fn rows<'a>(traced: &'a Traced, names: &'a Names) -> impl Iterator<Item = io::Result<FactRow<&'a str>>> {
    let stories = traced.stories().into_iter();
    stories.flat_map(move |members| match rows_of(traced, names, members[0]) {
        Ok(rows) => rows.into_iter().map(Ok).collect::<Vec<_>>(),
        Err(error) => vec![Err(error)],
    })
}

fn rows_of<'a>(traced: &'a Traced, names: &'a Names, first: u32) -> io::Result<Vec<FactRow<&'a str>>> {
    let name = traced.story[first as usize];
    let told =
        traced.lineages.get(&name).map(|lineage| lineage.facts).filter(|facts| *facts != Kept::default());
    let Some(told) = told else { return Ok(Vec::new()) };
    let facts: Vec<KeptFact> = serde_json::from_slice(&traced.intake.spool.kept(told)?)?;
    let id = |document: u32| &*traced.intake.documents[document as usize].id;
    let row = |fact: KeptFact| FactRow {
        story: names.story(name),
        r#type: fact.sort,
        words: fact.words,
        text: fact.text,
        document: id(fact.document),
        span: fact.span,
        support: fact.support.into_iter().map(id).collect(),
        contradict: (fact.contradict.into_iter())
            .map(|(document, text)| Contradiction { document: id(document), text })
            .collect(),
    };
    Ok(facts.into_iter().map(row).collect())
}
