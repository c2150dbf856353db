//! What the archetype says, who says the same, and who says something else.

use maud::{Markup, html};
use retold::report::changes::others;
use retold::wire::FactRow;

use super::View;
use crate::pages::text::{Text, visible};
use crate::phrases::{count, grouped};

impl View<'_> {
    pub(super) fn facts(&self) -> Markup {
        let (disputed, agreed): (Vec<_>, Vec<_>) =
            self.story.facts.iter().partition(|fact| !fact.contradict.is_empty());
        if self.story.facts.is_empty() {
            return html! {};
        }
        html! {
            section.facts {
                (self.heading("facts", "Facts", &html! { small { (self.told(disputed.len())) } }))
                @if !disputed.is_empty() { (self.table(&disputed, "Facts that copies changed")) }
                @if !agreed.is_empty() {
                    details open[disputed.is_empty()] {
                        summary { (count(agreed.len() as u64, "fact that", "facts that")) " nobody changed" }
                        (self.table(&agreed, "Facts that nobody changed"))
                    }
                }
            }
        }
    }

    fn told(&self, disputed: usize) -> String {
        let facts = count(self.story.facts.len() as u64, "fact", "facts");
        format!("{facts}, {} changed by copies", grouped(disputed as u64))
    }

    fn table(&self, facts: &[&FactRow<String>], caption: &str) -> Markup {
        html! {
            table.grid {
                caption.for-readers { (caption) }
                thead { tr {
                    th scope="col" { "Type" }
                    th scope="col" { "Value" }
                    th.number scope="col" { "Witnesses" }
                    th scope="col" { "Who says so" }
                } }
                tbody { @for fact in facts { (self.fact(fact)) } }
            }
        }
    }

    fn fact(&self, fact: &FactRow<String>) -> Markup {
        // The words stand in their phrase, but the table may be damaged.
        let (before, behind) = fact.text.split_once(&fact.words).unwrap_or((&fact.text, ""));
        let words = if before.len() < fact.text.len() { &*fact.words } else { "" };
        html! {
            tr.first {
                td.type { (Text(&fact.r#type)) }
                td.value { bdi { (visible(before)) b { (visible(words)) } (visible(behind)) } }
                td.number { (grouped(fact.support.len() as u64)) }
                td { (self.all_named(fact.support.iter().map(String::as_str))) }
            }
            @for (value, documents) in others(fact) {
                tr.other {
                    td {}
                    td.value { mark.drift { (Text(value)) } }
                    td.number { (grouped(documents.len() as u64)) }
                    td { (self.all_named(documents.iter().copied())) }
                }
            }
        }
    }
}
