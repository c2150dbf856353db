//! The facts that copies changed, below the tree.

use std::collections::HashMap;

use retold::report::Stemma;
use retold::report::changes::others;
use retold::wire::FactRow;

use crate::phrases::count;
use crate::terminal::{Screen, columns, cut, padded};

/// So many are shown, unless all are asked for.
const FACTS: usize = 10;
/// So many documents are named for each value.
const NAMED: usize = 3;
/// The longest name of a type of fact, and a gap.
const TYPE: usize = 8;
/// What stands between two columns.
const GAP: usize = 2;
/// Beside the documents a value is cut to this.
const VALUE: usize = 30;

const VALUE_STYLE: &str = "1;35";

/// Each fact with the number of witnesses that have it, and below it what others have instead. Where all is asked for,
/// also the facts that nobody changed.
pub fn text(facts: &[FactRow<String>], stemma: &Stemma, all: bool, screen: Screen) -> String {
    let disputed = facts.iter().filter(|fact| !fact.contradict.is_empty()).count();
    let shown: Vec<&FactRow<String>> =
        facts.iter().filter(|fact| all || !fact.contradict.is_empty()).collect();
    if shown.is_empty() {
        return String::new();
    }
    let title = match (all, disputed) {
        (false, _) => "Facts that copies changed, and how many witnesses have which:".to_owned(),
        (true, 0) => "The facts, which no copy changed, and how many witnesses have each:".to_owned(),
        (true, n) => format!(
            "The facts, and how many witnesses have each; {}:",
            count(n as u64, "was changed", "were changed")
        ),
    };
    let mut out = screen.line(&[("1", &title)]);
    let table = Table::of(stemma, screen);
    let most = if all { usize::MAX } else { FACTS };
    shown.iter().take(most).for_each(|fact| out += &table.fact(fact));
    if shown.len() > most {
        out += &screen.line(&[("2", &format!("… {} more", shown.len() - most))]);
    }
    out
}

/// What the lines have in common.
struct Table<'a> {
    screen: Screen,
    /// By document, what it is called.
    names: HashMap<&'a str, String>,
    digits: usize,
}

impl Table<'_> {
    fn of(stemma: &Stemma, screen: Screen) -> Table<'_> {
        let names = stemma.nodes.iter().map(|node| (node.name.as_str(), node.label()));
        Table { screen, names: names.collect(), digits: stemma.witnesses().to_string().len() }
    }

    /// `  11  number  saw 14 boats`, and below it `   2          40  portal.example, gazette.example`.
    fn fact(&self, fact: &FactRow<String>) -> String {
        let head = self.head(fact.support.len(), &fact.r#type);
        // The words stand in their phrase, but the table may be damaged.
        let (before, behind) = fact.text.split_once(&fact.words).unwrap_or((&fact.text, ""));
        let words = if before.len() < fact.text.len() { &*fact.words } else { "" };
        let mut out = self.screen.line(&[("2", &head), ("", before), ("1", words), ("", behind)]);
        let others = others(fact);
        let widest = others.iter().map(|(text, _)| columns(text)).max().unwrap_or(0).min(VALUE);
        for (text, documents) in others {
            let value = padded(&cut(text, VALUE), widest + GAP);
            let head = self.head(documents.len(), "");
            out += &self.screen.line(&[("2", &head), (VALUE_STYLE, &value), ("2", &self.named(&documents))]);
        }
        out
    }

    fn head(&self, witnesses: usize, kind: &str) -> String {
        format!("  {witnesses:>0$}  {kind:<TYPE$}", self.digits)
    }

    fn named(&self, documents: &[&str]) -> String {
        let name = |id: &&str| self.names.get(id).cloned().unwrap_or_else(|| (*id).to_owned());
        let named = documents.iter().take(NAMED).map(name).collect::<Vec<_>>().join(", ");
        match documents.len().saturating_sub(NAMED) {
            0 => named,
            more => format!("{named} and {more} more"),
        }
    }
}

#[cfg(test)]
mod tests {
    use retold::wire::{Archetype, Contradiction, StoryRow};

    use super::*;

    fn stemma(documents: &[&str]) -> Stemma {
        let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        let row = StoryRow {
            id: "s".to_owned(),
            event: "e".to_owned(),
            documents: owned(documents),
            title: None,
            first_published: None,
            archetype: Archetype { document: None, text: String::new(), readings: Vec::new() },
            stemma: retold::wire::Stemma {
                nodes: owned(documents),
                lost: Vec::new(),
                edges: Vec::new(),
                evidence: Vec::new(),
            },
            turned_away: None,
            carried_by: Vec::new(),
        };
        Stemma::new(row, Vec::new())
    }

    fn fact(words: &str, against: &[(&str, &str)]) -> FactRow<String> {
        let said = |(document, text): &(&str, &str)| Contradiction {
            document: (*document).to_owned(),
            text: (*text).to_owned(),
        };
        FactRow {
            story: "s".to_owned(),
            r#type: "number".to_owned(),
            words: words.to_owned(),
            text: format!("they saw {words} boats"),
            document: "a".to_owned(),
            span: [9, 11],
            support: vec!["a".to_owned()],
            contradict: against.iter().map(said).collect(),
        }
    }

    #[test]
    fn a_fact_stands_above_what_others_have() {
        let stemma = stemma(&["a", "b", "c", "d", "e", "f"]);
        let facts = [
            fact("14", &[("b", "40"), ("c", "40"), ("d", "40"), ("e", "40"), ("f", "4\x1b[2J")]),
            fact("9", &[]),
        ];
        let on = |all: bool, width: usize| text(&facts, &stemma, all, Screen { width, colour: false });
        let lines = [
            "Facts that copies changed, and how many witnesses have which:",
            "  1  number  they saw 14 boats",
            "  4          40     b, c, d and 1 more",
            "  1          4 [2J  f",
        ];
        assert_eq!(on(false, 80).lines().collect::<Vec<_>>(), lines);
        let all = on(true, 80);
        assert!(all.starts_with("The facts, and how many witnesses have each; 1 was changed:\n"), "{all}");
        assert!(all.ends_with("\n  1  number  they saw 9 boats\n"), "{all}");
        for width in 0..90 {
            assert!(on(true, width).lines().all(|line| columns(line) <= width));
        }
        assert!(text(&facts[1..], &stemma, false, Screen { width: 80, colour: false }).is_empty());
    }

    #[test]
    fn a_damaged_phrase_is_shown_as_it_is() {
        let mut odd = fact("14", &[("b", "40")]);
        odd.text = "they saw boats".to_owned();
        let shown = text(&[odd], &stemma(&["a", "b"]), false, Screen { width: 80, colour: false });
        assert!(shown.contains("  1  number  they saw boats\n"), "{shown}");
    }

    #[test]
    fn of_many_facts_the_first_are_shown() {
        let facts: Vec<FactRow<String>> = (0..13).map(|n| fact(&n.to_string(), &[("b", "x")])).collect();
        let shown = text(&facts, &stemma(&["a", "b"]), false, Screen { width: 80, colour: false });
        assert_eq!(shown.lines().count(), 1 + 2 * FACTS + 1);
        assert!(shown.ends_with("\n… 3 more\n"), "{shown}");
    }
}
