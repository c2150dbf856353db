//! What the copies of a story changed, and what its witnesses say about its facts.

use serde_json::{Value, json};

use crate::wire::{FactRow, VariantRow};

/// Facts in the words of the table.
pub fn facts_as_json(facts: &[FactRow<String>]) -> Value {
    facts
        .iter()
        .map(|fact| {
            json!({
                "type": fact.r#type,
                "words": fact.words,
                "text": fact.text,
                "document": fact.document,
                "span": fact.span,
                "support": fact.support,
                "contradict": fact.contradict,
            })
        })
        .collect()
}

/// Variants in the words of the table.
pub fn variants_as_json(variants: &[VariantRow<String>]) -> Value {
    variants.iter().map(|variant| json!(variant)).collect()
}

/// What witnesses have in the place of a fact: the words, and the ids of the documents, those of most first.
pub fn others(fact: &FactRow<String>) -> Vec<(&str, Vec<&str>)> {
    let mut others: Vec<(&str, Vec<&str>)> = Vec::new();
    for said in &fact.contradict {
        match others.iter_mut().find(|(text, _)| *text == said.text) {
            Some((_, documents)) => documents.push(&said.document),
            None => others.push((&said.text, vec![&said.document])),
        }
    }
    others.sort_by_key(|(_, documents)| std::cmp::Reverse(documents.len()));
    others
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Contradiction;

    #[test]
    fn those_who_say_the_same_against_a_fact_stand_together() {
        let said = |document: &str, text: &str| Contradiction {
            document: document.to_owned(),
            text: text.to_owned(),
        };
        let fact = FactRow {
            story: "s".to_owned(),
            r#type: "number".to_owned(),
            words: "14".to_owned(),
            text: "saw 14 boats".to_owned(),
            document: "a".to_owned(),
            span: [4, 6],
            support: vec!["a".to_owned()],
            contradict: vec![said("b", "41"), said("c", "40"), said("d", "40")],
        };
        assert_eq!(others(&fact), [("40", vec!["c", "d"]), ("41", vec!["b"])]);
        assert_eq!(facts_as_json(&[fact])[0]["contradict"][0], json!({"document": "b", "text": "41"}));
    }
}
