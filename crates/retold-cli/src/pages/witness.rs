//! One witness: beside its parent, its story alone, or the page as given.

use maud::{Markup, html};
use retold::catalogue::{Beside, Leaf};
use retold::report::marked::Marked;
use retold::wire::{Carried, DocumentRow};
use retold_core::span::{Span, with, without};

use super::beside::{address, beside, verdict};
use super::links::{Links, encoded};
use super::marks::marked;
use super::relations::swatch;
use super::text::{Text, visible};
use crate::phrases::count;

/// How a witness is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Beside,
    Clean,
    Given,
}

impl Mode {
    pub const ALL: [Mode; 3] = [Mode::Beside, Mode::Clean, Mode::Given];

    pub fn named(name: &str) -> Mode {
        Mode::ALL.into_iter().find(|mode| mode.name() == name).unwrap_or(Mode::Beside)
    }

    fn name(self) -> &'static str {
        match self {
            Mode::Beside => "beside",
            Mode::Clean => "clean",
            Mode::Given => "given",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Mode::Beside => "Beside its parent",
            Mode::Clean => "Its story alone",
            Mode::Given => "The page as given",
        }
    }
}

/// A witness with what there is to show of it.
pub struct Shown<'a> {
    pub row: &'a DocumentRow<String>,
    /// Its page; nothing where the collection does not keep texts.
    pub leaf: Option<&'a Leaf>,
    /// It beside what it is held against.
    pub beside: Option<&'a Beside>,
}

/// A page of the server.
pub fn page(links: &Links, shown: &Shown, mode: Mode) -> Markup {
    html! {
        (head(links, shown))
        nav.modes aria-label="How it is shown" {
            @for of in Mode::ALL {
                a href={ "/witness?id=" (encoded(&shown.row.id)) "&view=" (of.name()) }
                    aria-current=[(of == mode).then_some("page")] {
                    (of.label())
                }
            }
        }
        @match (mode, shown.leaf, shown.beside) {
            (_, None, _) => p.notice { "The collection does not keep the texts of its pages." },
            (Mode::Beside, _, Some(pair)) => { (verdict(pair)) (beside(links, pair)) },
            (Mode::Clean, Some(leaf), _) => (clean(leaf)),
            (_, Some(leaf), _) => {
                @if mode == Mode::Beside { p.key { "It has no parent in the collection; the page as given:" } }
                (given(leaf))
            },
        }
        (others(shown.row))
    }
}

/// A section of a report.
pub fn section(links: &Links, shown: &Shown, number: u32) -> Markup {
    html! {
        details.witness id={ "d" (number) } {
            summary { (swatch(shown.row.relation.as_deref())) (Text(name(shown.row))) }
            (facts(links, shown.row))
            @if let Some(pair) = shown.beside { (beside(links, pair)) }
            @else if let Some(leaf) = shown.leaf { (given(leaf)) }
        }
    }
}

fn name(row: &DocumentRow<String>) -> &str {
    row.title.as_deref().unwrap_or(&row.id)
}

fn head(links: &Links, shown: &Shown) -> Markup {
    let row = shown.row;
    let story = row.story.as_deref().and_then(|story| links.catalogue.story_number(story));
    html! {
        header.head {
            @if let Some(story) = story {
                p.back { a href=[links.story(story)] { "← The story and its other witnesses" } }
            }
            h1 { (Text(name(row))) }
            (facts(links, row))
        }
    }
}

/// What is known of a witness.
fn facts(links: &Links, row: &DocumentRow<String>) -> Markup {
    html! {
        dl.known {
            dt { "Published" } dd { (Text(row.published.as_deref().unwrap_or("no date"))) }
            dt { "Address" } dd { (address(row.url.as_deref())) }
            dt { "Read from" } dd { (Text(&row.source.file)) ", record " (row.source.record) }
            dt { "Id" } dd { (Text(&row.id)) }
            dt { "Language" } dd { (Text(&row.language)) }
            @if let Some(relation) = &row.relation {
                dt { "Relation" } dd { (Text(relation)) " (confidence " (format!("{:.2}", row.confidence)) ")" }
            }
            @if row.story.is_some() { dt { "Looks spun" } dd { (format!("{:.2}", row.spun)) } }
            @if row.best.as_ref() == Some(&row.id) { dt { "Best" } dd { (why_best(row)) } }
            @if !row.passages.is_empty() { dt { "Carries" } dd { (carried(links, row)) } }
        }
    }
}

fn why_best(row: &DocumentRow<String>) -> &'static str {
    match row.passages.iter().any(|passage| passage.story == row.story) {
        true => "to be kept for the rest of it, which is something else",
        false => "the witness of its story to keep",
    }
}

/// The texts of which it carries passages, and how long these are.
fn carried(links: &Links, row: &DocumentRow<String>) -> Markup {
    let of_one = row.passages.chunk_by(|one, next| one.of == next.of);
    let bytes = |passages: &[Carried<String>]| {
        passages.iter().map(|p| u64::from(p.span[1].saturating_sub(p.span[0]))).sum::<u64>()
    };
    html! {
        @for (number, passages) in of_one.enumerate() {
            @if number > 0 { ", " }
            "passages of " a href=[links.beside(&passages[0].of, &row.id)] { (Text(&passages[0].of)) }
            " (" (count(bytes(passages), "byte", "bytes")) ")"
        }
    }
}

/// Without what is not the story.
fn clean(leaf: &Leaf) -> Markup {
    let text = &leaf.page.text;
    let spans = |spans: &[[u32; 2]]| -> Vec<Span> {
        let whole = spans.iter().filter(|[start, end]| text.get(*start as usize..*end as usize).is_some());
        whole.map(|&[start, end]| Span { start, end }).collect()
    };
    let foreign = with(&spans(&leaf.furniture), &spans(&leaf.injected));
    let kept = without(&[Span::new(0..text.len())], &foreign);
    let kept: String = kept.iter().map(|part| &text[part.range()]).collect();
    html! {
        div.text dir="auto" {
            @for line in kept.lines().filter(|line| !line.trim().is_empty()) { p { (visible(line)) } }
        }
    }
}

/// All of it, with what is not the story told apart.
fn given(leaf: &Leaf) -> Markup {
    let marks = Marked::default().with(&leaf.furniture, &leaf.injected);
    html! {
        p.key.marks { s.injected { "foreign text" } " " span.furniture { "not the story" } }
        div.text.given dir="auto" { (marked(&leaf.page.text, Span::new(0..leaf.page.text.len()), &marks)) }
    }
}

/// A form that puts any other document beside it.
fn others(row: &DocumentRow<String>) -> Markup {
    html! {
        form.elsewhere method="get" action="/compare" {
            input type="hidden" name="b" value=(row.id);
            label { "Beside another document, by its id"
                input type="text" name="a" required; }
            button type="submit" { "Compare" }
        }
    }
}
