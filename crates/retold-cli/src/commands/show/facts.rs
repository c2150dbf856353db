//! The facts that copies changed, below the tree.

use std::collections::HashMap;

use retold::report::Stemma;
use retold::report::changes::others;
use retold::wire::FactRow;

use crate::phrases::count;
use crate::terminal::{Screen, Strip, columns, cut, padded};

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
    let mut out = line(screen, &[("1", &title)]);
    let table = Table::of(stemma, screen);
    let most = if all { usize::MAX } else { FACTS };
    shown.iter().take(most).for_each(|fact| out += &table.fact(fact));
    if shown.len() > most {
        out += &line(screen, &[("2", &format!("… {} more", shown.len() - most))]);
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
        let mut out = line(self.screen, &[("2", &head), ("", before), ("1", words), ("", behind)]);
        let others = others(fact);
        let widest = others.iter().map(|(text, _)| columns(text)).max().unwrap_or(0).min(VALUE);
        for (text, documents) in others {
            let value = padded(&cut(text, VALUE), widest + GAP);
            let head = self.head(documents.len(), "");
            out += &line(self.screen, &[("2", &head), (VALUE_STYLE, &value), ("2", &self.named(&documents))]);
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

fn line(screen: Screen, parts: &[(&str, &str)]) -> String {
    let mut strip = Strip::new(screen);
    parts.iter().for_each(|(style, text)| strip.put(style, text));
    strip.line()
}
