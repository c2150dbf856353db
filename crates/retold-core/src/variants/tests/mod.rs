//! What is a variant of which sort, and what is none.

mod clothes;
mod elsewhere;
mod names;
mod numbers;
mod opposites;
mod quotes;
mod shapes;
mod titles;

use super::*;
use crate::facts::tests::Told;

/// The variants of a text against its parents, each as `change: "before" -> "after"` by the words that changed.
fn found_as(parents: &[&str], child: &str, relation: Option<Relation>) -> Vec<String> {
    let told: Vec<Told> = parents.iter().map(|text| Told::of(text)).collect();
    let given: Vec<Stated> = told.iter().map(Told::stated).collect();
    let child = Told::of(child);
    let shown = |variant: &Variant| {
        let words = |text: &str, passage: Option<Passage>| match passage {
            Some(passage) => format!("{:?}", &text[passage.changed.range()]),
            None => "nothing".to_owned(),
        };
        let (before, after) =
            (words(given[variant.parent].text, variant.before), words(child.stated().text, variant.after));
        format!("{}: {before} -> {after}", variant.change.name())
    };
    variants(&child.stated(), &given, relation).iter().map(shown).collect()
}

fn found(parent: &str, child: &str) -> Vec<String> {
    found_as(&[parent], child, Some(Relation::Edit))
}

/// Those that change a fact.
fn drifted(parent: &str, child: &str, relation: Relation) -> Vec<String> {
    let is_drift = |line: &String| Change::ALL.iter().any(|c| c.is_drift() && line.starts_with(c.name()));
    found_as(&[parent], child, Some(relation)).into_iter().filter(is_drift).collect()
}

/// A text in whose middle something stands; what is around it makes it a story.
fn told(sentence: &str) -> String {
    format!(
        "The harbour of Kelvik was closed for most of the day after a crane fell.\n{sentence}\n\
         Divers will look at the damaged quay before any ferry sails again."
    )
}

#[track_caller]
fn drifts_to(before: &str, after: &str, expected: &str) {
    let found = drifted(&told(before), &told(after), Relation::Edit);
    assert_eq!(found, [expected], "\n  {before}\n  {after}");
}

#[track_caller]
fn is_no_drift(before: &str, after: &str, relation: Relation) {
    let found = drifted(&told(before), &told(after), relation);
    assert!(found.is_empty(), "{found:?}\n  {before}\n  {after}");
}
