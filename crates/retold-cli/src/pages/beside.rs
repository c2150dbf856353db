//! Two documents side by side.

use maud::{Markup, html};
use retold::catalogue::{Beside, BesideRow, Leaf};
use retold::report::marked::{Marked, Side};
use retold_core::span::Span;

use super::links::{Links, outside};
use super::marks::marked;
use super::text::{Text, visible};
use crate::phrases::count;

/// The two with what differs, sentence by sentence.
pub fn beside(links: &Links, beside: &Beside) -> Markup {
    let (before, after) = (&beside.before, &beside.after);
    let left = Marked::of(&beside.variants, Side::Before).with(&before.furniture, &before.injected);
    let right = Marked::of(&beside.variants, Side::After).with(&after.furniture, &after.injected);
    html! {
        (drifts(beside))
        (key())
        table.beside {
            caption.for-readers { "The two texts, sentence by sentence" }
            thead { tr {
                th scope="col" { (head(links, "A", before)) }
                th scope="col" { (head(links, "B", after)) }
            } }
            tbody { @for row in &beside.rows { (sentences(row, [before, after], [&left, &right])) } }
        }
    }
}

fn head(links: &Links, side: &str, leaf: &Leaf) -> Markup {
    let page = &leaf.page;
    let name = page.title.as_deref().unwrap_or(&page.id);
    html! {
        span.side { (side) } " " a href=[links.witness(&page.id)] { (Text(name)) }
        span.under { (Text(page.published.as_deref().unwrap_or("no date"))) }
        span.under { (address(page.url.as_deref())) }
    }
}

/// The address of a page; a link only where following it does no harm.
pub fn address(url: Option<&str>) -> Markup {
    html! {
        @match url {
            None => "no address",
            Some(url) => @match outside(url) {
                Some(web) => a href=(web) rel="noreferrer noopener nofollow external" { (Text(url)) },
                None => (Text(url)),
            },
        }
    }
}

fn sentences(row: &BesideRow, leaves: [&Leaf; 2], marks: [&Marked; 2]) -> Markup {
    let class = match (row.before.as_slice(), row.after) {
        (_, None) => "only-before",
        ([], _) => "only-after",
        _ if row.moved => "moved",
        _ => "both",
    };
    let after: Vec<Span> = row.after.into_iter().collect();
    html! {
        tr class=(class) {
            @let sides = [(&row.before, leaves[0], marks[0], "A"), (&after, leaves[1], marks[1], "B")];
            @for (spans, leaf, marks, side) in sides {
                td dir="auto" data-side=(side) {
                    @if row.moved && !spans.is_empty() { span.moved { "moved" } " " }
                    @for (n, span) in spans.iter().enumerate() {
                        @if n > 0 { " " }
                        (marked(&leaf.page.text, *span, marks))
                    }
                }
            }
        }
    }
}

fn drifts(beside: &Beside) -> Markup {
    let drifts: Vec<_> = beside.variants.iter().filter(|variant| variant.drift).collect();
    html! {
        @if drifts.is_empty() {
            p.key { "No changed fact was found." }
        } @else {
            table.grid.drifts {
                caption { (count(drifts.len() as u64, "changed fact", "changed facts")) }
                thead { tr { th scope="col" { "Type" } th scope="col" { "A has" } th scope="col" { "B has" } } }
                tbody {
                    @for drift in drifts {
                        tr {
                            td.type { (Text(&drift.r#type)) }
                            td { (words(drift.before.as_deref())) }
                            td { (words(drift.after.as_deref())) }
                        }
                    }
                }
            }
        }
    }
}

fn words(words: Option<&str>) -> Markup {
    html! { @match words { Some(words) => (Text(words)), None => "–" } }
}

fn key() -> Markup {
    html! {
        p.key.marks {
            mark.drift { "another fact" } " "
            mark.replaced { "replaced" } " "
            mark.respelled { "respelled" } " "
            mark.cut { "cut" } " "
            mark.added { "added" } " "
            span.moved { "moved" } " "
            s.injected { "foreign text" } " "
            span.furniture { "not the story" }
        }
    }
}

/// What the two come to, in a line.
pub fn verdict(beside: &Beside) -> Markup {
    let [a, b] = beside.spun;
    html! {
        p.meta {
            @if beside.of_collection {
                "Changes as the collection has them, which knows the other witnesses too."
            } @else if beside.one_story {
                "One story (score " (format!("{:.2}", beside.score)) "); changes as these two alone show them. "
                "Looks spun: " (format!("{a:.2}")) " and " (format!("{b:.2}")) "."
            } @else {
                "Two stories, so far as these two alone tell (score " (format!("{:.2}", beside.score)) ")."
            }
        }
    }
}

/// For an attribute: what a page of two is called.
pub fn title(beside: &Beside) -> String {
    let name = |leaf: &Leaf| visible(leaf.page.title.as_deref().unwrap_or(&leaf.page.id));
    format!("{} | {}", name(&beside.before), name(&beside.after))
}

/// A page of any two documents.
pub fn page(links: &Links, pair: &Beside) -> Markup {
    let [a, b] = [&pair.before.page.id, &pair.after.page.id];
    html! {
        header.head {
            h1 { "Two documents side by side" }
            (verdict(pair))
            p.exports { a href=[links.beside(b, a)] { "The other way round" } }
        }
        (beside(links, pair))
    }
}
