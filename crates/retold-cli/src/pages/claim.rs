//! A claim: which stories carry it, who had it first, and what became of its words.

use maud::{Markup, html};
use retold::catalogue::claim::{Carrier, LONGEST, Told};
use retold::report::marked::{Marked, Side};
use retold_core::span::Span;

use super::links::Links;
use super::list::name;
use super::marks::marked;
use super::relations::swatch;
use super::text::{Text, visible};
use crate::phrases::{count, grouped};

/// Of more stories, and of more witnesses of one wording, the rest is counted.
const CARRIERS: usize = 20;
const WITNESSES: usize = 10;

/// The form, and below it what was found for a claim.
pub fn claim(links: &Links, asked: &str, found: Option<&[Carrier]>) -> Markup {
    html! {
        h1 { "Trace a claim" }
        form.claim method="get" action="/claim" {
            label for="text" { "A sentence, as somebody has it" }
            textarea #text name="text" rows="3" maxlength=(LONGEST) data-focus { (visible(asked)) }
            button type="submit" { "Who carries it?" }
        }
        @match found {
            None => p.key { "Every sentence of every page is held against it, whatever its copies made of its words." },
            Some([]) => p.found role="status" { "No document carries it." },
            Some(found) => {
                p.found role="status" { (told(found)) }
                @for carrier in found.iter().take(CARRIERS) { (carried(links, carrier)) }
                @if found.len() > CARRIERS {
                    p { "… and " (grouped((found.len() - CARRIERS) as u64)) " more that are less like it." }
                }
            },
        }
    }
}

fn told(found: &[Carrier]) -> String {
    let stories = found.iter().filter(|carrier| carrier.story.is_some()).count() as u64;
    let alone = found.len() as u64 - stories;
    let stories = count(stories, "story carries it", "stories carry it");
    if alone == 0 {
        stories
    } else {
        format!("{stories}, and {}", count(alone, "document that is alone", "documents that are alone"))
    }
}

fn carried(links: &Links, carrier: &Carrier) -> Markup {
    let documents: usize = carrier.wordings.iter().map(|told| told.documents.len()).sum();
    html! {
        section.carrier {
            @match carrier.story {
                Some(number) => {
                    @let story = &links.catalogue.stories()[number as usize];
                    @let name = name(story.title.as_deref(), story.opening.as_deref());
                    h2 { a href=[links.story(number)] { (Text(&name)) } }
                    p.meta {
                        (count(documents as u64, "witness carries", "witnesses carry")) " it, of "
                        (grouped(story.documents.len() as u64)) ", in "
                        (count(carrier.wordings.len() as u64, "wording", "wordings"))
                    }
                },
                None => h2 { "In no story" },
            }
            ol.wordings {
                @for (number, told) in carrier.wordings.iter().enumerate() { (wording(links, told, number)) }
            }
        }
    }
}

fn wording(links: &Links, told: &Told, number: usize) -> Markup {
    let marks = Marked::of(&told.variants, Side::After);
    let whole = Span::new(0..told.text.len());
    let drifts = told.variants.iter().filter(|variant| variant.drift).count() as u64;
    html! {
        li {
            blockquote dir="auto" { (marked(&told.text, whole, &marks)) }
            p.meta {
                @if number == 0 { b { "Oldest witness: " } } @else { "First in " }
                (witness(links, told.documents[0]))
                @if !told.made_from.is_empty() { ", made from wording " (numbers(&told.made_from)) }
                " · " (format!("{:.0} %", told.likeness * 100.0)) " like the claim"
                @if drifts > 0 { " · " span.drift { (count(drifts, "changed fact", "changed facts")) } }
                (missing(told))
            }
            @if told.documents.len() > 1 {
                p.meta { "Also in "
                    @for (n, &document) in told.documents[1..].iter().take(WITNESSES).enumerate() {
                        @if n > 0 { "; " } (witness(links, document))
                    }
                    @if told.documents.len() > WITNESSES + 1 {
                        " and " (grouped((told.documents.len() - WITNESSES - 1) as u64)) " more"
                    }
                }
            }
        }
    }
}

/// What the claim has and the sentence has not.
fn missing(told: &Told) -> Markup {
    let cut: Vec<&str> =
        told.variants.iter().filter(|v| v.r#type == "cut").filter_map(|v| v.before.as_deref()).collect();
    html! { @if !cut.is_empty() { " · without " @for words in cut { "“" (Text(words)) "” " } } }
}

fn numbers(wordings: &[usize]) -> String {
    let numbers: Vec<String> = wordings.iter().map(|number| (number + 1).to_string()).collect();
    numbers.join(" and ")
}

fn witness(links: &Links, document: u32) -> Markup {
    let entry = &links.catalogue.documents()[document as usize];
    let name = entry.site.as_deref().unwrap_or(&entry.head.id);
    let day = entry.time.and_then(retold::dates::day);
    html! {
        (swatch(entry.head.relation.as_deref()))
        a href=[links.witness(&entry.head.id)] { (Text(name)) } " "
        span.date { (day.as_deref().unwrap_or("no date")) }
    }
}
