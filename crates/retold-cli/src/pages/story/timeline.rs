//! When the witnesses were published.

use std::collections::BTreeMap;

use maud::{Markup, html};
use retold::dates::day;

use super::View;
use crate::pages::relations::{RELATIONS, class};
use crate::phrases::{count, grouped, most_first};

/// Spans of time that are told apart: as many as a narrow screen has room for.
const SPANS: i64 = 36;

/// What a span of time may last, in seconds: an hour, some hours, a day, a week, and so on.
const LENGTHS: [i64; 9] =
    [3_600, 3 * 3_600, 6 * 3_600, 86_400, 7 * 86_400, 28 * 86_400, 91 * 86_400, 364 * 86_400, 3_640 * 86_400];

/// Pixels.
const WIDTH: i64 = 720;
const HEIGHT: u64 = 84;

/// The witnesses of a span of time, by how they stand to their parents.
type Span<'a> = BTreeMap<&'a str, u64>;

impl View<'_> {
    pub(super) fn timeline(&self) -> Markup {
        let nodes = self.story.stemma.nodes.iter().filter(|node| !node.is_lost());
        let times: Vec<(i64, &str)> =
            nodes.filter_map(|node| Some((node.time?, node.relation().unwrap_or("root")))).collect();
        let without = self.story.stemma.witnesses() - times.len();
        let Some(&first) = times.iter().map(|(time, _)| time).min() else { return html! {} };
        let last = times.iter().map(|&(time, _)| time).max().unwrap_or(first);
        let length = length(first, last);
        let first = first.div_euclid(length) * length;
        let mut spans: BTreeMap<i64, Span> = BTreeMap::new();
        for (time, relation) in times {
            *spans.entry((time - first) / length).or_default().entry(relation).or_default() += 1;
        }
        html! {
            section.timeline {
                (self.heading("timeline", "When", &html! {}))
                (drawn(&spans, first, length))
                @if without > 0 { p.key { (count(without as u64, "witness has", "witnesses have")) " no date." } }
            }
        }
    }
}

/// The least length with which all fits.
fn length(first: i64, last: i64) -> i64 {
    let fits = |length: &i64| (last - first) / length < SPANS;
    LENGTHS.into_iter().find(fits).unwrap_or((last - first) / SPANS + 1)
}

fn drawn(spans: &BTreeMap<i64, Span>, first: i64, length: i64) -> Markup {
    let number = spans.last_key_value().map_or(1, |(last, _)| last + 1);
    let step = (WIDTH / number).min(48);
    let most = spans.values().map(|span| span.values().sum::<u64>()).max().unwrap_or(1);
    let told: Vec<String> = spans.iter().map(|(at, span)| told(first + at * length, length, span)).collect();
    html! {
        div.scrolled tabindex="0" role="group" aria-label="Timeline" {
            svg.times role="img" aria-label=(told.join("; ")) viewBox={ "0 0 " (WIDTH) " " (HEIGHT + 34) }
                width=(WIDTH) height=(HEIGHT + 34) {
                line.axis x1="0" y1=(HEIGHT + 16) x2=(number * step) y2=(HEIGHT + 16) {}
                @for ((&at, span), told) in spans.iter().zip(&told) { (bar(at * step, step, span, most, told)) }
                text.label x="0" y=(HEIGHT + 31) { (label(first, length)) }
                @if number > 1 && number * step > 150 {
                    text.label.end x=(number * step) y=(HEIGHT + 31) { (label(first + (number - 1) * length, length)) }
                }
            }
        }
    }
}

fn bar(x: i64, step: i64, span: &Span, most: u64, told: &str) -> Markup {
    let names = std::iter::once("root").chain(RELATIONS);
    let mut top = HEIGHT + 16;
    let mut parts = Vec::new();
    for name in names {
        let Some(&n) = span.get(name) else { continue };
        let height = (n * HEIGHT / most).max(2);
        top = top.saturating_sub(height);
        parts.push((class(Some(name)), top, height.max(2) - 1));
    }
    html! {
        g {
            title { (told) }
            @for (class, y, height) in parts {
                rect class=(class) x=(x + 1) y=(y) width=((step - 2).max(2)) height=(height) {}
            }
            text.count x=(x + step / 2) y=(top.saturating_sub(3)) { (grouped(span.values().sum())) }
        }
    }
}

fn told(time: i64, length: i64, span: &Span) -> String {
    let counts = span.iter().map(|(&name, &n)| (name, n)).collect();
    format!("{}: {}", label(time, length), most_first(counts))
}

/// The day, and the hour where that is told apart.
fn label(time: i64, length: i64) -> String {
    let day = day(time).unwrap_or_default();
    if length < 86_400 { format!("{day} {:02}:00", time.rem_euclid(86_400) / 3_600) } else { day }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_of_a_story_fits_into_the_spans() {
        for (last, wanted) in
            [(0, 3_600), (3_600 * 35, 3_600), (3_600 * 36, 3 * 3_600), (86_400 * 30, 86_400)]
        {
            assert_eq!(length(0, last), wanted);
        }
        let ages = 86_400 * 365 * 2_000;
        assert!(ages / length(0, ages) < SPANS);
        assert_eq!(label(3_600 * 5, 3_600), "1970-01-01 05:00");
    }
}
