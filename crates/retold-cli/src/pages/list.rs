//! The list of stories, and the form that narrows it.

use std::collections::BTreeMap;

use maud::{Markup, html};
use retold::catalogue::StoryEntry;
use retold::catalogue::select::{Order, Selection};

use super::links::{Links, encoded};
use super::relations::{DRIFTS, RELATIONS, bar, drift, legend};
use super::text::{Text, shortened, visible};
use crate::phrases::{count, grouped, shortened as days};

/// Stories on one page.
pub const PAGE: usize = 100;

/// A title longer than this is cut.
const TITLE: usize = 160;

/// What to call a story: by its headline, else by how it begins.
pub fn name(title: Option<&str>, opening: Option<&str>) -> String {
    let opening = || opening.map(|opening| format!("“{}”", shortened(opening, TITLE)));
    title.map(|title| shortened(title, TITLE)).or_else(opening).unwrap_or_else(|| "(no title)".to_owned())
}

/// Page `number` (from 0) of the stories that were found.
pub fn list(links: &Links, wanted: &Selection, found: &[u32], number: usize) -> Markup {
    let shown = found.iter().skip(number * PAGE).take(PAGE);
    html! {
        h1.for-readers { "Stories" }
        (summary(links))
        (form(wanted))
        p.found role="status" { (count(found.len() as u64, "story", "stories")) (told(wanted)) }
        (legend(&relations(links, found)))
        @if !found.is_empty() { (table(links, shown)) }
        (turning(wanted, found.len(), number))
    }
}

/// What the collection is, in a line; and what it lacks or what was not read.
pub fn summary(links: &Links) -> Markup {
    let counts = &links.catalogue.manifest().counts;
    let skipped: u64 = counts.skipped.values().sum();
    let missing = links.catalogue.missing();
    let alone = links.catalogue.documents().iter().filter(|document| document.story.is_none()).count();
    html! {
        p.summary {
            (count(counts.documents as u64, "document", "documents")) ", "
            (count(counts.stories as u64, "story", "stories")) ", "
            (grouped(alone as u64)) " alone"
            @if skipped > 0 { "; " (grouped(skipped)) " could not be read" }
        }
        @if !missing.is_empty() {
            p.notice { "This collection has no table of " (missing.join(", ")) "; what stands there is not shown." }
        }
    }
}

/// The stories in a table.
pub fn table<'a>(links: &Links, stories: impl Iterator<Item = &'a u32>) -> Markup {
    html! {
        table.stories {
            caption.for-readers { "Stories" }
            thead { tr {
                th scope="col" { "First published" }
                th scope="col" { "Story" }
                th.number scope="col" { "Witnesses" }
                th scope="col" { "Relations" }
                th scope="col" { "Changed facts" }
            } }
            tbody {
                @for &number in stories {
                    (row(links, number, &links.catalogue.stories()[number as usize]))
                }
            }
        }
    }
}

/// How many witnesses of these stories stand how to their parents.
fn relations(links: &Links, stories: &[u32]) -> BTreeMap<String, u64> {
    let mut all: BTreeMap<&str, u64> = BTreeMap::new();
    for &number in stories {
        let story = &links.catalogue.stories()[number as usize];
        story.relations.iter().for_each(|(relation, n)| *all.entry(relation).or_default() += n);
    }
    all.into_iter().map(|(relation, n)| (relation.to_owned(), n)).collect()
}

fn row(links: &Links, number: u32, story: &StoryEntry) -> Markup {
    let name = name(story.title.as_deref(), story.opening.as_deref());
    let published = story.days();
    html! {
        tr {
            td.date { @if published.is_some() { (days(published.as_ref())) } @else { span.none { "no date" } } }
            th.title scope="row" { a href=[links.story(number)] { (Text(&name)) } }
            td.number data-label="witnesses" { (grouped(story.documents.len() as u64)) }
            td.relations { (bar(&story.relations)) }
            td.drifts { (drift(&story.drifts)) }
        }
    }
}

fn form(wanted: &Selection) -> Markup {
    html! {
        form.filters method="get" action="/" role="search" {
            label.wide { "Words in titles and texts"
                input type="search" name="q" value=(visible(&wanted.words)) maxlength="400" data-focus; }
            label { "Site" input type="text" name="site" value=(visible(&wanted.site)) maxlength="200"; }
            label { "From" input type="date" name="from" value=(visible(&wanted.days[0])); }
            label { "To" input type="date" name="to" value=(visible(&wanted.days[1])); }
            label { "Relation" (choice("relation", "any", &RELATIONS.map(|r| (r, r)), &wanted.relation)) }
            label { "Changed fact" (choice("drift", "not asked", &drifts(), &wanted.drift)) }
            label { "Order" (choice("sort", "", &ORDERS, wanted.order.name())) }
            label.check { input type="checkbox" name="spun" value="1" checked[wanted.spun]; "spun witnesses" }
            div.buttons { button type="submit" { "Show" } a href="/" { "Reset" } }
        }
    }
}

const ORDERS: [(&str, &str); 5] = [
    ("witnesses", "most witnesses"),
    ("latest", "latest"),
    ("earliest", "earliest"),
    ("drift", "most changed facts"),
    ("title", "title"),
];

fn drifts() -> Vec<(&'static str, &'static str)> {
    std::iter::once(("any", "any type")).chain(DRIFTS.map(|drift| (drift, drift))).collect()
}

/// A choice of values with their names. `none` is what it is called that nothing is chosen; empty where something is.
fn choice(name: &str, none: &str, choices: &[(&str, &str)], chosen: &str) -> Markup {
    html! {
        select name=(name) {
            @if !none.is_empty() { option value="" { (none) } }
            @for (value, label) in choices {
                option value=(value) selected[*value == chosen] { (label) }
            }
        }
    }
}

/// What was asked for, behind the number of what was found.
fn told(wanted: &Selection) -> Markup {
    html! {
        @if wanted.needs_index() { " with “" (Text(&shortened(&wanted.words, 80))) "”" }
        @if !wanted.site.is_empty() { " at " (Text(&shortened(&wanted.site, 80))) }
    }
}

/// The links to the pages before and behind.
fn turning(wanted: &Selection, found: usize, number: usize) -> Markup {
    let pages = found.div_ceil(PAGE);
    html! {
        @if pages > 1 {
            nav.turning aria-label="Pages of the list" {
                @if number > 0 { a rel="prev" href=(address(wanted, number - 1)) { "← Previous" } }
                span { "Page " (grouped(number as u64 + 1)) " of " (grouped(pages as u64)) }
                @if number + 1 < pages { a rel="next" href=(address(wanted, number + 1)) { "Next →" } }
            }
        }
    }
}

fn address(wanted: &Selection, number: usize) -> String {
    let page = number.to_string();
    let spun = if wanted.spun { "1" } else { "" };
    let order = if wanted.order == Order::default() { "" } else { wanted.order.name() };
    let [from, to] = &wanted.days;
    let parts: [(&str, &str); 9] = [
        ("q", &wanted.words),
        ("site", &wanted.site),
        ("from", from),
        ("to", to),
        ("relation", &wanted.relation),
        ("drift", &wanted.drift),
        ("spun", spun),
        ("sort", order),
        ("page", &page),
    ];
    let given = parts.iter().filter(|(_, value)| !value.is_empty());
    let given: Vec<String> = given.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    format!("/?{}", given.join("&"))
}
