//! Markdown: a story to be read, and to be put into a page of one's own.

use std::fmt::Write;

use super::changes::others;
use super::{Edge, Stemma};
use crate::catalogue::Story;

/// The story with its witnesses, its changed facts, its archetype and who says what.
pub fn markdown(story: &Story) -> String {
    let stemma = &story.stemma;
    let mut out = format!("# {}\n\n", escaped(stemma.heading().unwrap_or("(no title)")));
    let _ = writeln!(
        out,
        "{} witnesses; story {}, event {}\n",
        stemma.witnesses(),
        escaped(&stemma.story),
        escaped(&stemma.event)
    );
    out += &witnesses(stemma);
    out += &facts(story);
    out += &archetype(stemma);
    out + &voices(story)
}

fn witnesses(stemma: &Stemma) -> String {
    let mut out = "## Witnesses\n\n| published | witness | title | relation | made from | spun |\n|---|---|---|---|---|---|\n".to_owned();
    for node in stemma.by_date() {
        let from: Vec<String> = (stemma.edges.iter().filter(|edge| edge.to == node))
            .map(|Edge { from, .. }| escaped(&stemma.nodes[*from].label()))
            .collect();
        let node = &stemma.nodes[node];
        let [date, site] = [node.date().unwrap_or_default(), node.label()].map(|text| escaped(&text));
        let [title, relation] = [node.title(), node.relation()].map(|text| escaped(text.unwrap_or_default()));
        let _ = writeln!(
            out,
            "| {date} | {site} | {title} | {relation} | {} | {:.2} |",
            from.join(", "),
            node.spun()
        );
    }
    out + "\n"
}

fn facts(story: &Story) -> String {
    let changed: Vec<_> = story.facts.iter().filter(|fact| !fact.contradict.is_empty()).collect();
    if changed.is_empty() {
        return String::new();
    }
    let mut out = "## Facts that copies changed\n\n".to_owned();
    for fact in changed {
        let _ =
            writeln!(out, "- {}: {} ({})", escaped(&fact.r#type), escaped(&fact.text), fact.support.len());
        for (value, documents) in others(fact) {
            let documents: Vec<String> = documents.iter().map(|id| escaped(id)).collect();
            let _ = writeln!(out, "  - {} ({}): {}", escaped(value), documents.len(), documents.join(", "));
        }
    }
    out + "\n"
}

fn archetype(stemma: &Stemma) -> String {
    let lines = stemma.archetype.text.lines().filter(|line| !line.trim().is_empty());
    let lines: String = lines.map(|line| format!("{}\n\n", escaped(line))).collect();
    if lines.is_empty() { lines } else { format!("## The archetype\n\n{lines}") }
}

fn voices(story: &Story) -> String {
    let mut out = String::new();
    for voice in &story.voices {
        let title = voice.title.as_ref().map(|title| format!(", {}", escaped(title))).unwrap_or_default();
        let _ = writeln!(out, "- {}{title}", escaped(voice.speaker.as_deref().unwrap_or("Nobody named")));
        for said in &voice.statements {
            let words = if said.direct { format!("“{}”", said.text) } else { said.text.clone() };
            let _ = writeln!(out, "  - {} ({})", escaped(&words), said.witnesses.len());
        }
    }
    if out.is_empty() { out } else { format!("## Who says what\n\n{out}") }
}

/// A text in a line, in which nothing is markup of Markdown or of HTML.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            c if c.is_control() => out.push(' '),
            c if c.is_ascii_punctuation() && !",.;'\"%?/()".contains(c) => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_is_markup() {
        assert_eq!(
            escaped("[x](javascript:y) | <b> *a*\n# 1"),
            "\\[x\\](javascript\\:y) \\| &lt;b&gt; \\*a\\* \\# 1"
        );
    }
}
