//! From what a run found to the rows of its tables.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::sync::LazyLock;

use rapidhash::v3::rapidhash_v3;
use rayon::prelude::*;
use retold_core::link::Verdict;
use retold_core::relation::Relation;
use retold_core::span::Span;
use retold_core::statements::{Statement, in_line};
use retold_core::stemma::{Node, archetype};

use super::passages::{Carrier, Carriers};
use super::{Traced, each, sizes};
use crate::intake::Document;
use crate::settle::descend::Lineage;
use crate::settle::{Compared, archetypes};
use crate::statements::{self, First};
use crate::wire::{
    Archetype, Carried, DocumentRow, Evidence, LinkPassage, LinkRow, Reading, Source, StatementRow, Stemma,
    StoryRow, TextRow, TurnedAway,
};

/// The ids of stories and events. They derive from the ids of their documents, so that the same pages give the same
/// ids in every run.
pub struct Names {
    stories: BTreeMap<u32, String>,
    events: BTreeMap<u32, String>,
}

impl Names {
    /// Names the stories of two documents and more, and their events.
    pub fn of(traced: &Traced) -> Names {
        let stories = name(traced, &traced.story, 's');
        let events = name(traced, &traced.event, 'e');
        Names { stories, events }
    }

    /// The id of a document's story, if it has one.
    pub fn story_of(&self, traced: &Traced, document: u32) -> Option<&str> {
        self.stories.get(&traced.story[document as usize]).map(String::as_str)
    }

    /// The id of a story, by the story's number.
    pub fn story(&self, number: u32) -> &str {
        self.stories.get(&number).map_or("", String::as_str)
    }
}

fn name(traced: &Traced, group: &[u32], letter: char) -> BTreeMap<u32, String> {
    let sizes = sizes(group);
    let mut ids: BTreeMap<u32, u64> = BTreeMap::new();
    for (document, &name) in traced.intake.documents.iter().zip(group) {
        if sizes[name as usize] > 1 {
            let id = ids.entry(name).or_default();
            // A sum, so that the order of the members is of no matter.
            *id = id.wrapping_add(rapidhash_v3(document.id.as_bytes()));
        }
    }
    ids.into_iter().map(|(name, hash)| (name, format!("{letter}{hash:016x}"))).collect()
}

/// The rows of `documents`, by id.
pub fn documents<'a>(
    traced: &'a Traced,
    names: &'a Names,
) -> impl Iterator<Item = io::Result<DocumentRow<&'a str>>> {
    let (best, carriers) = (best(traced), Carriers::of(traced));
    traced.intake.documents.iter().enumerate().map(move |(i, document)| {
        let descent = &traced.descents[i];
        // A page that is something else for the rest is kept for that.
        let best = match descent.in_part {
            true => Some(&traced.same[i]),
            false => best.get(&traced.story[i]),
        };
        let id = |d: u32| traced.intake.documents[d as usize].id.as_ref();
        Ok(DocumentRow {
            id: &*document.id,
            source: Source { file: &*document.file, record: document.record },
            url: document.url.as_deref(),
            title: document.title.as_deref(),
            published: document.published.as_deref(),
            language: document.language.code(),
            story: names.story_of(traced, i as u32),
            event: names.events.get(&traced.event[i]).map(String::as_str),
            parents: descent.parents.iter().map(|&p| id(p)).collect(),
            relation: descent.relation.map(Relation::name),
            confidence: confidence(traced, i as u32),
            spun: rounded(descent.spun),
            furniture: spans(&document.furniture),
            injected: spans(&document.injected),
            best: best.map(|&b| id(b)),
            passages: carriers.by(i as u32).flat_map(|carrier| carried(traced, names, carrier)).collect(),
            text: document.derived.then(|| traced.intake.spool.text(document.text)).transpose()?,
        })
    })
}

/// The passages that a page carries of a text.
fn carried<'a>(traced: &'a Traced, names: &'a Names, carrier: &Carrier) -> Vec<Carried<&'a str>> {
    let of = carrier.text;
    let row = |[span, of_span]: [Span; 2]| Carried {
        of: &*traced.intake.documents[of as usize].id,
        story: names.story_of(traced, of),
        span: [span.start, span.end],
        of_span: [of_span.start, of_span.end],
    };
    carrier.passages().map(row).collect()
}

/// How sure the edge to the first parent is; a root needs none to be sure.
fn confidence(traced: &Traced, document: u32) -> f64 {
    let parent = traced.descents[document as usize].parents.first();
    parent.map_or(1.0, |&parent| evidence(traced, parent, document).confidence)
}

/// What is known of an edge: the score and the coverage of the link, if these two were compared, or how alike the
/// passages are that the child carries, and the parent's share in them. A copy keeps all.
fn evidence(traced: &Traced, parent: u32, child: u32) -> Evidence {
    let key = (child.min(parent), child.max(parent));
    let found = traced.compared.binary_search_by_key(&key, |c| (c.a, c.b)).map(|at| &traced.compared[at]);
    let copy = traced.descents[child as usize].relation == Some(Relation::Copy);
    let (confidence, kept) = match found {
        Ok(Compared { a, carried: Some(carried), .. }) => {
            (rounded(carried.likeness()), rounded(carried.shares[usize::from(*a != parent)]))
        }
        Ok(pair) => {
            let side = if pair.a == parent { &pair.evidence.a } else { &pair.evidence.b };
            (rounded(pair.verdict.score()), rounded(side.coverage))
        }
        Err(_) if copy => (1.0, 1.0),
        // Linked through others only.
        Err(_) => (0.5, 0.0),
    };
    Evidence { confidence, kept, alone: 0, against: 0 }
}

/// The witness of each story to keep: of those in the words of the story's root, else the next nearest to them, the
/// longest; then the earliest, then by id.
fn best(traced: &Traced) -> BTreeMap<u32, u32> {
    let key = |d: u32| traced.preference(d);
    traced
        .stories()
        .into_iter()
        .filter_map(|m| Some((traced.story[m[0] as usize], m.into_iter().min_by_key(|&d| key(d))?)))
        .collect()
}

/// The rows of `stories`, by the lowest id of their documents.
pub fn stories<'a>(
    traced: &'a Traced,
    names: &'a Names,
) -> impl Iterator<Item = io::Result<StoryRow<&'a str>>> {
    let turned_away = turned_away(traced);
    let carried_by = Carriers::of(traced).of_other_stories(traced);
    traced.stories().into_iter().map(move |members| {
        let name = traced.story[members[0] as usize];
        let of = |d: u32| &traced.intake.documents[d as usize];
        let first = traced.earliest(&members);
        Ok(StoryRow {
            id: names.stories[&name].as_str(),
            event: names.events.get(&traced.event[members[0] as usize]).map_or("", String::as_str),
            title: traced.title(&members),
            first_published: first.and_then(|f| of(f).published.as_deref()),
            archetype: archetype(traced, traced.lineages.get(&name), &members)?,
            stemma: stemma(traced, traced.lineages.get(&name), &members),
            turned_away: turned_away.get(&name).cloned(),
            carried_by: carried_by.get(&name).into_iter().flatten().map(|&d| &*of(d).id).collect(),
            documents: members.iter().map(|&d| &*of(d).id).collect(),
        })
    })
}

/// The archetype. A story of identical documents alone has the one that stands for them.
fn archetype<'a>(
    traced: &'a Traced,
    lineage: Option<&Lineage>,
    members: &[u32],
) -> io::Result<Archetype<&'a str>> {
    let id = |d: u32| traced.intake.documents[d as usize].id.as_ref();
    let Some(lineage) = lineage else {
        let document = traced.root(members).map(id);
        return Ok(Archetype { document, text: String::new(), readings: Vec::new() });
    };
    let kept = archetypes::unpacked(&traced.intake.spool.kept(lineage.archetype)?);
    let archetype::Archetype { text, readings } = kept.ok_or(io::ErrorKind::InvalidData)?;
    let readings = readings.into_iter().map(Reading::from).collect();
    Ok(Archetype { document: lineage.preserved.map(id), text, readings })
}

/// The graph of descent. Identical documents hang under the one that stands for them.
fn stemma<'a>(traced: &'a Traced, lineage: Option<&Lineage>, members: &[u32]) -> Stemma<&'a str> {
    let id = |d: u32| traced.intake.documents[d as usize].id.as_ref();
    let mut stemma = Stemma {
        nodes: members.iter().map(|&d| id(d)).collect(),
        lost: Vec::new(),
        edges: Vec::new(),
        evidence: Vec::new(),
    };
    if let Some(lineage) = lineage {
        stemma.lost = lost_names(lineage, &stemma.nodes);
        let document = |node: Node| match node {
            Node::Witness(member) => Some(lineage.witnesses[member]),
            Node::Lost(_) => None,
        };
        let name = |node: Node| match node {
            Node::Witness(member) => id(lineage.witnesses[member]),
            Node::Lost(number) => stemma.lost[number],
        };
        for edge in &lineage.stemma.edges {
            stemma.edges.push([name(edge.from), name(edge.to)]);
            let found = match (document(edge.from), document(edge.to)) {
                (Some(parent), Some(child)) => evidence(traced, parent, child),
                // Nobody can say what of a lost text was kept.
                _ => Evidence { confidence: 0.5, kept: 0.0, alone: 0, against: 0 },
            };
            stemma.evidence.push(Evidence { alone: edge.alone, against: edge.against, ..found });
        }
        stemma.nodes.extend(&stemma.lost);
    }
    for &copy in members.iter().filter(|&&d| traced.same[d as usize] != d) {
        let of = traced.same[copy as usize];
        stemma.edges.push([id(of), id(copy)]);
        stemma.evidence.push(evidence(traced, of, copy));
    }
    stemma
}

/// What the field calls lost witnesses: the archetype ω, those below it α, β, γ... then α2, β2... A name that a
/// document has as its id is passed over.
fn lost_names(lineage: &Lineage, taken: &[&str]) -> Vec<&'static str> {
    const LETTERS: &str = "αβγδεζηθικλμνξπρστυφχψ";
    /// No lineage has more witnesses than a fraction of this, whatever ids somebody chose.
    const ROUNDS: usize = 100;
    static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
        let round =
            |n: usize| LETTERS.chars().map(move |c| if n == 1 { c.to_string() } else { format!("{c}{n}") });
        (1..=ROUNDS).flat_map(round).collect()
    });
    let mut names = NAMES.iter().map(String::as_str).filter(|name| !taken.contains(name));
    let name = |number: usize| match lineage.stemma.has_parent(Node::Lost(number)) {
        false if !taken.contains(&"ω") => Some("ω"),
        _ => names.next(),
    };
    (0..lineage.stemma.lost).filter_map(name).collect()
}

/// By story: the pair with the highest score whose other side is not of the story.
fn turned_away(traced: &Traced) -> BTreeMap<u32, TurnedAway<&str>> {
    let mut out: BTreeMap<u32, TurnedAway<&str>> = BTreeMap::new();
    let id = |d: u32| traced.intake.documents[d as usize].id.as_ref();
    for pair in &traced.compared {
        for (member, other) in [(pair.a, pair.b), (pair.b, pair.a)] {
            let story = traced.story[member as usize];
            let score = rounded(pair.verdict.score());
            if story != traced.story[other as usize] && out.get(&story).is_none_or(|t| t.score < score) {
                out.insert(story, TurnedAway { document: id(other), compared_with: id(member), score });
            }
        }
    }
    out
}

/// The rows of `links`, by their documents: every pair inside a story that was compared, and every other of which one
/// carries a passage of the other.
pub fn links(traced: &Traced) -> impl Iterator<Item = io::Result<LinkRow<&str>>> {
    let is_link =
        |c: &&Compared| traced.story[c.a as usize] == traced.story[c.b as usize] || c.carried.is_some();
    // Links of one document stand one behind the other.
    let mut text = (u32::MAX, String::new());
    traced.compared.iter().filter(is_link).map(move |c| {
        if text.0 != c.a {
            text = (c.a, traced.intake.spool.text(traced.intake.documents[c.a as usize].text)?);
        }
        let of = |d: u32| &traced.intake.documents[d as usize];
        let (relation, direction) = direction(traced, c);
        Ok(LinkRow {
            a: &*of(c.a).id,
            b: &*of(c.b).id,
            relation,
            coverage_a: rounded(c.evidence.a.coverage),
            coverage_b: rounded(c.evidence.b.coverage),
            score: rounded(c.verdict.score()),
            threshold: rounded(Verdict::THRESHOLD),
            direction,
            matched_sentences: c.matched as usize,
            structure: rounded(c.evidence.by_mass().0.structure),
            names_a: rounded(c.evidence.a.hard),
            names_b: rounded(c.evidence.b.hard),
            matched_words: matched_words(c, &text.1),
            passages: passages(c),
        })
    })
}

/// Where the passages stand that one carries of the other.
fn passages(pair: &Compared) -> Vec<LinkPassage> {
    let passages = pair.carried.iter().flat_map(|carried| &carried.passages);
    passages.map(|passage| LinkPassage { a: range(passage.a_span), b: range(passage.b_span) }).collect()
}

/// The heaviest names and numbers that both have, as the text of the first document writes them.
fn matched_words(pair: &Compared, text: &str) -> Vec<String> {
    pair.names.iter().filter_map(|span| text.get(span.range())).map(str::to_owned).collect()
}

/// The rows of `statements`, by document and place. Documents are read in batches, by all threads.
pub fn statements<'a>(
    traced: &'a Traced,
    firsts: &'a BTreeMap<u32, Vec<First>>,
) -> impl Iterator<Item = io::Result<StatementRow<Cow<'a, str>>>> {
    /// Few, that what was made of them still lies in the processor's cache when it is written.
    const BATCH: u32 = 128;
    let documents = traced.intake.documents.len() as u32;
    (0..documents).step_by(BATCH as usize).flat_map(move |start| {
        let batch = (start..documents.min(start + BATCH)).into_par_iter();
        let rows: Vec<io::Result<Vec<StatementRow<Cow<str>>>>> =
            batch.map(|document| of_document(traced, firsts.get(&document), document)).collect();
        rows.into_iter().flat_map(each)
    })
}

fn of_document<'a>(
    traced: &'a Traced,
    firsts: Option<&Vec<First>>,
    document: u32,
) -> io::Result<Vec<StatementRow<Cow<'a, str>>>> {
    let row = |text: &str, (number, statement): (u32, &Statement)| {
        let words = |span: Span| Cow::Owned(in_line(&text[span.range()]).into_owned());
        let first = firsts.and_then(|firsts| firsts.get(number as usize)).copied();
        let speaker = statement.speaker.as_ref();
        StatementRow {
            document: Cow::Borrowed(&*traced.intake.documents[document as usize].id),
            statement: Cow::Owned(statements::name(traced, first.unwrap_or((document, number)))),
            speaker: speaker.map(|s| words(s.name)),
            speaker_title: speaker.and_then(|s| s.title).map(words),
            text: Cow::Owned(statement.words(text)),
            direct: statement.direct,
            cue: statement.cue.map(words),
            span: range(statement.span()),
            speaker_span: speaker.and_then(|s| s.mention).map(range),
        }
    };
    statements::with_text(&traced.intake, document, |text, found| {
        (0..).zip(&found).map(|statement| row(text, statement)).collect()
    })
}

/// The rows of `texts`, by document.
pub fn texts(traced: &Traced) -> impl Iterator<Item = io::Result<TextRow<&str>>> {
    let row = |document: &'_ Document| traced.intake.spool.text(document.text);
    traced
        .intake
        .documents
        .iter()
        .map(move |document| Ok(TextRow { document: &*document.id, text: row(document)? }))
}

fn direction(traced: &Traced, pair: &Compared) -> (Option<&'static str>, &'static str) {
    let parents = |d: u32| &traced.descents[d as usize].parents;
    let relation = |d: u32| traced.descents[d as usize].relation.map(Relation::name);
    if parents(pair.b).contains(&pair.a) {
        (relation(pair.b), "a->b")
    } else if parents(pair.a).contains(&pair.b) {
        (relation(pair.a), "b->a")
    } else if parents(pair.a).iter().any(|p| parents(pair.b).contains(p)) {
        (None, "siblings")
    } else if let Some(carrier) = Carrier::of(traced, pair) {
        let direction = if carrier.page == pair.b { "a->b" } else { "b->a" };
        (Some(Relation::Excerpt.name()), direction)
    } else {
        (None, "unknown")
    }
}

fn spans(spans: &[Span]) -> Vec<[u32; 2]> {
    spans.iter().copied().map(range).collect()
}

fn range(span: Span) -> [u32; 2] {
    [span.start, span.end]
}

/// Three decimals: what a person reads, and what does not change with the order of a sum.
pub fn rounded(value: f32) -> f64 {
    (f64::from(value) * 1000.0).round() / 1000.0
}
