//! The drawing, as one reads it.
#![allow(clippy::unwrap_used)]

use retold::report::{Forest, Stemma};
use retold::wire::{Archetype, DocumentHead, Evidence, Source, Stemma as StemmaRow, StoryRow};

use super::View;
use crate::terminal::{Screen, columns};

/// A document: id, its relation, how much it looks spun.
type Document<'a> = (&'a str, &'a str, f64);

fn stemma(documents: &[Document], lost: &[&str], edges: &[[&str; 2]]) -> Stemma {
    let heads = documents.iter().enumerate().map(|(day, &(id, relation, spun))| DocumentHead {
        id: id.to_owned(),
        source: Source { file: "pages.jsonl".to_owned(), record: 1 },
        url: Some(format!("https://www.{id}.example/1")),
        title: None,
        published: Some(format!("2031-05-{:02}T08:00:00Z", 1 + day % 28)),
        language: "eng".to_owned(),
        story: Some("s1".to_owned()),
        parents: Vec::new(),
        relation: Some(relation.to_owned()).filter(|relation| !relation.is_empty()),
        spun,
        injected: Vec::new(),
        passages: Vec::new(),
    });
    let heads = heads.collect();
    let documents: Vec<String> = documents.iter().map(|(id, ..)| (*id).to_owned()).collect();
    let lost: Vec<String> = lost.iter().map(|&name| name.to_owned()).collect();
    let evidence = Evidence { confidence: 0.934, kept: 0.827, alone: 14, against: 1200 };
    let stemma = StemmaRow {
        nodes: documents.iter().chain(&lost).cloned().collect(),
        lost,
        edges: edges.iter().map(|edge| edge.map(str::to_owned)).collect(),
        evidence: vec![evidence; edges.len()],
    };
    let archetype = Archetype { document: None, text: String::new(), readings: Vec::new() };
    let (title, first_published) = (Some("Dockers strike".to_owned()), None);
    let (id, event, turned_away) = ("s1".to_owned(), "e1".to_owned(), None);
    let story = StoryRow {
        id,
        event,
        documents,
        title,
        first_published,
        archetype,
        stemma,
        turned_away,
        carried_by: Vec::new(),
    };
    Stemma::new(story, heads)
}

fn view<'a>(stemma: &'a Stemma, forest: &'a Forest, width: usize) -> View<'a> {
    let screen = Screen { width, colour: false };
    View { stemma, forest, wanted: "s1", all: false, evidence: false, screen }
}

fn text(stemma: &Stemma, width: usize) -> String {
    view(stemma, &Forest::of(stemma), width).text()
}

/// The lines of the tree.
fn tree(stemma: &Stemma, width: usize) -> Vec<String> {
    text(stemma, width).lines().skip(4).map(str::to_owned).collect()
}

const DOCUMENTS: [Document; 4] =
    [("alpine", "edit", 0.0), ("bay", "spun", 0.97), ("coast", "merge", 0.0), ("dale", "rewrite", 0.71)];
const EDGES: [[&str; 2]; 6] =
    [["ω", "alpine"], ["ω", "α"], ["α", "bay"], ["α", "coast"], ["alpine", "coast"], ["coast", "dale"]];

#[test]
fn the_tree_is_drawn() {
    let text = text(&stemma(&DOCUMENTS, &["ω", "α"], &EDGES), 80);
    let wanted = "\
Dockers strike
story s1, event e1, 2031-05-01 – 2031-05-04
4 witnesses, 2 lost: 1 edit, 1 merge, 1 rewrite, 1 spun

ω (lost archetype)
├─ alpine.example      2031-05-01  edit                kept  83 %  alpine
│  └╌ coast.example  (also from here; see under α)
└─ α (lost)                                            kept  83 %
   ├─ bay.example      2031-05-02  spun 0.97           kept  83 %  bay
   └─ coast.example    2031-05-03  merge               kept  83 %  coast
      └─ dale.example  2031-05-04  rewrite, spun 0.71  kept  83 %  dale
";
    assert_eq!(text, wanted);
}

#[test]
fn evidence_stands_below_each_node() {
    let stemma = stemma(&DOCUMENTS, &["ω", "α"], &EDGES);
    let forest = Forest::of(&stemma);
    let view = View { evidence: true, ..view(&stemma, &forest, 80) };
    let text = view.text();
    let told = "confidence 0.93; 14 places with this parent alone, 1,200 against it";
    assert_eq!(text.matches(told).count(), EDGES.len(), "{text}");
    assert!(text.contains(&format!("\n│  │  {told}\n│  └╌ coast")), "{text}");
    assert!(text.contains(&format!("\n   │     {told}\n   └─ coast")), "{text}");
    assert!(text.ends_with(&format!("\n            {told}\n")), "{text}");
}

#[test]
fn no_line_is_wider_than_the_screen() {
    let long = "x".repeat(300);
    let wide = "東京新聞".repeat(30);
    let mut documents = DOCUMENTS.to_vec();
    documents.extend([(long.as_str(), "edit", 0.0), (wide.as_str(), "a\u{1b}[31m\nb", 0.9), ("", "", 0.0)]);
    let mut edges = EDGES.to_vec();
    edges.extend([["dale", &*long], [&*long, &*wide], [&*wide, ""], ["alpine", ""]]);
    let mut stemma = stemma(&documents, &["ω", "α"], &edges);
    stemma.title = Some(long.clone());
    stemma.archetype.text = format!("{wide} {long}\u{1b}[2J {}", "words and words ".repeat(200));
    for width in [0, 1, 5, 20, 33, 40, 60, 80, 120, 400] {
        let forest = Forest::of(&stemma);
        let view = View { evidence: true, ..view(&stemma, &forest, width) };
        let text = view.text();
        assert!(text.lines().all(|line| columns(line) <= width), "{width}:\n{text}");
        assert!(!text.contains('\u{1b}'));
        // Heads, nodes, their evidence, an archetype of seven lines and a dash.
        assert_eq!(text.lines().count(), 3 + 1 + 9 + 2 + 10 + 1 + 8, "{width}:\n{text}");
    }
}

#[test]
fn on_a_narrow_screen_what_does_not_fit_is_left_out_and_the_id_last() {
    let lines = tree(&stemma(&DOCUMENTS, &["ω", "α"], &EDGES), 46);
    let wanted = [
        "ω (lost archetype)",
        "├─ alpine.example      edit             alpine",
        "│  └╌ coast.example  (also from here; see und…",
        "└─ α (lost)",
        "   ├─ bay.example      spun 0.97        bay",
        "   └─ coast.example    merge            coast",
        "      └─ dale.example  rewrite, spun …  dale",
    ];
    assert_eq!(lines, wanted);
    let lines = tree(&stemma(&DOCUMENTS, &["ω", "α"], &EDGES), 30);
    assert_eq!(lines[1], "├─ alpine.example      alpine");
}

#[test]
fn a_long_id_has_room_beside_long_names() {
    let (long, other) = ("the-voice-of-the-harbour-and-of-the-river", "the-herald-of-the-whole-of-the-coast");
    let documents = [(long, "", 0.0), (other, "rewrite", 0.9), ("bay", "translation", 0.0)];
    let stemma = stemma(&documents, &[], &[[long, other], [other, "bay"]]);
    for (width, wanted) in [
        (80, "   └─ bay.example         2031-05-03  translation         kept  83 %  bay"),
        (60, "   └─ bay.example            translation         bay"),
        (40, "   └─ bay.example   transla…  bay"),
    ] {
        let lines = tree(&stemma, width);
        assert_eq!(lines[2], wanted, "{lines:#?}");
        assert!(lines[1].ends_with("the-coast"), "{lines:#?}");
    }
}

#[test]
fn the_style_is_the_only_difference_on_a_terminal() {
    let stemma = stemma(&DOCUMENTS, &["ω", "α"], &EDGES);
    let forest = Forest::of(&stemma);
    let screen = Screen { width: 80, colour: true };
    let coloured = View { screen, wanted: "bay", ..view(&stemma, &forest, 80) }.text();
    assert!(coloured.contains("\u{1b}[1;4mbay.example\u{1b}[0m"), "{coloured}");
    let mut plain = String::new();
    for (number, part) in coloured.split('\u{1b}').enumerate() {
        plain += if number == 0 { part } else { part.split_once('m').unwrap().1 };
    }
    assert_eq!(plain, text(&stemma, 80));
}

fn family(copies: usize) -> Stemma {
    let names: Vec<String> = (0..copies).map(|number| format!("copy{number:04}")).collect();
    let mut documents: Vec<Document> = vec![("wire", "", 0.0), ("edited", "edit", 0.0)];
    documents.extend(names.iter().map(|name| (name.as_str(), "copy", 0.0)));
    let edges = documents[1..].iter().map(|(name, ..)| ["wire", *name]);
    stemma(&documents, &[], &edges.collect::<Vec<_>>())
}

#[test]
fn what_is_alike_is_folded() {
    assert_eq!(tree(&family(8), 80).len(), 10);
    let lines = tree(&family(4216), 80);
    assert_eq!(lines.len(), 1 + 1 + 5 + 1);
    assert_eq!(lines[7], "└─ ... and 4,211 more copies, 2031-05-01 – 28");
    assert!(lines.iter().any(|line| line.starts_with("├─ edited.example")), "{lines:?}");
    let stemma = family(20);
    let forest = Forest::of(&stemma);
    let all = View { all: true, ..view(&stemma, &forest, 80) }.text();
    assert_eq!(all.lines().count(), 4 + 22);
    // The one that was asked for is drawn.
    let wanted = View { wanted: "copy0019", ..view(&stemma, &forest, 80) }.text();
    assert!(wanted.contains("copy0019.example") && wanted.contains("... and 14 more copies"), "{wanted}");
}

#[test]
fn a_circle_and_unknown_names_are_drawn_too() {
    let documents = [("a", "edit", 0.0), ("b", "edit", 0.0), ("c", "edit", 0.0)];
    let edges = [["a", "b"], ["b", "a"], ["gone", "c"], ["c", "c"]];
    let lines = tree(&stemma(&documents, &[], &edges), 80);
    let wanted = [
        "a.example     2031-05-01  root              a",
        "└─ b.example  2031-05-02  edit  kept  83 %  b",
        "   └╌ a.example  (from here, and above it: a circle)",
        "gone (lost)",
        "└─ c.example  2031-05-03  edit  kept  83 %  c",
    ];
    assert_eq!(lines, wanted);
    assert_eq!(tree(&stemma(&[], &[], &[]), 80), Vec::<String>::new());
}

#[test]
fn a_long_chain_stays_on_the_screen() {
    let names: Vec<String> = (0..20_000).map(|number| format!("n{number:05}")).collect();
    let documents: Vec<Document> = names.iter().map(|name| (name.as_str(), "edit", 0.0)).collect();
    let edges: Vec<[&str; 2]> = names.windows(2).map(|pair| [pair[0].as_str(), pair[1].as_str()]).collect();
    let lines = tree(&stemma(&documents, &[], &edges), 80);
    assert_eq!(lines.len(), names.len());
    assert!(lines[100].starts_with("⋯  "), "{}", lines[100]);
    assert!(lines[100].contains("└─ n00100.exam…  2031-05-17  edit  kept  83 %  n00100"), "{}", lines[100]);
}

#[test]
fn the_archetype_begins_under_the_tree() {
    let mut stemma = stemma(&DOCUMENTS, &["ω", "α"], &EDGES);
    stemma.archetype.text = "It rained in Ardmoyle.\n\n".to_owned() + &"All day it rained. ".repeat(60);
    let drawn = |stemma: &Stemma| text(stemma, 40);
    let text = drawn(&stemma);
    let tail: Vec<&str> = text.lines().skip(11).collect();
    assert_eq!(tail[..3], ["", "The archetype, as reconstructed:", "  It rained in Ardmoyle. All day it"]);
    assert_eq!((tail.len(), tail[8]), (9, "  …"));
    stemma.title = None;
    assert!(drawn(&stemma).starts_with("“It rained in Ardmoyle.”\nstory s1"));
}
