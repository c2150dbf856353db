//! Relations and drift types: their order, and how they look.

use maud::{Markup, html};

use crate::phrases::{count, most_first};
use std::collections::BTreeMap;

/// The relations from the nearest to the farthest, each with the class that colours it.
pub const RELATIONS: [&str; 9] =
    ["copy", "reprint", "edit", "rewrite", "spun", "translation", "digest", "excerpt", "merge"];

/// The drift types that a table may have.
pub const DRIFTS: [&str; 9] =
    ["number", "date", "person", "place", "org", "title", "polarity", "quote", "event"];

/// The class of a relation; of one that is not known, none.
pub fn class(relation: Option<&str>) -> &'static str {
    match relation {
        Some("copy") => "r-copy",
        Some("reprint") => "r-reprint",
        Some("edit") => "r-edit",
        Some("rewrite") => "r-rewrite",
        Some("spun") => "r-spun",
        Some("translation") => "r-translation",
        Some("digest") => "r-digest",
        Some("excerpt") => "r-excerpt",
        Some("merge") => "r-merge",
        _ => "r-none",
    }
}

/// The relations of a story as a small bar; its words are for those who cannot see it.
pub fn bar(relations: &BTreeMap<String, u64>) -> Markup {
    const WIDTH: u64 = 120;
    let all: u64 = relations.values().sum();
    let mut parts = Vec::new();
    let mut before = 0;
    for name in RELATIONS {
        let Some(&n) = relations.get(name) else { continue };
        let (start, end) = (before * WIDTH / all, (before + n) * WIDTH / all);
        before += n;
        parts.push((class(Some(name)), start, (end - start).max(2) - 1));
    }
    let told = most_first(relations.clone());
    html! {
        @if all > 0 {
            svg.bar role="img" aria-label=(told) viewBox={ "0 0 " (WIDTH) " 10" } width=(WIDTH) height="10" {
                title { (told) }
                @for (class, x, width) in parts {
                    rect class=(class) x=(x) y="0" width=(width) height="10" {}
                }
            }
        }
    }
}

/// What the colours mean: those relations that a story has.
pub fn legend(relations: &BTreeMap<String, u64>) -> Markup {
    html! {
        ul.legend aria-label="Relations" {
            @for name in RELATIONS {
                @if let Some(&n) = relations.get(name) {
                    li { (swatch(Some(name))) (name) " " span.n { (crate::phrases::grouped(n)) } }
                }
            }
        }
    }
}

/// A relation's colour beside its name.
pub fn swatch(relation: Option<&str>) -> Markup {
    html! {
        svg.swatch aria-hidden="true" viewBox="0 0 18 10" width="18" height="10" {
            line class={ "edge " (class(relation)) } x1="0" y1="5" x2="18" y2="5" {}
        }
    }
}

/// How many facts were changed, and of which types.
pub fn drift(drifts: &BTreeMap<String, u64>) -> Markup {
    let all: u64 = drifts.values().sum();
    html! {
        @if all > 0 {
            span.drift title=(most_first(drifts.clone())) { (count(all, "drift", "drifts")) }
        }
    }
}
