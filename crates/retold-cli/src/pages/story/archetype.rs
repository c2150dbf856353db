//! The text that all witnesses descend from, with the places at which they disagree.

use maud::{Markup, html};
use retold::report::archetype::Piece;
use retold::wire::Reading;

use super::View;
use crate::pages::text::{Text, visible};
use crate::phrases::{count, grouped};

impl View<'_> {
    pub(super) fn archetype(&self) -> Markup {
        let archetype = &self.story.stemma.archetype;
        let pieces = archetype.pieces();
        let disputed: Vec<(&str, &Reading)> = pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Disputed(here, reading) => Some((*here, *reading)),
                Piece::Agreed(_) => None,
            })
            .collect();
        html! {
            section.archetype {
                (self.heading("archetype", "The archetype", &html! { small { (self.whose()) } }))
                @if archetype.text.trim().is_empty() {
                    p.key { (self.why_empty()) }
                } @else {
                    div.text dir="auto" { (self.lines(&pieces)) }
                }
                @if !disputed.is_empty() { (self.readings(&disputed)) }
            }
        }
    }

    fn whose(&self) -> Markup {
        let archetype = &self.story.stemma.archetype;
        let node = archetype.node.map(|node| &self.story.stemma.nodes[node]);
        let disputed = archetype.readings.len() as u64;
        html! {
            @match node {
                Some(node) if !node.is_lost() => { "it is kept: " (self.named(&node.name)) },
                _ => "lost; reconstructed from its witnesses",
            }
            @if disputed > 0 { "; " (count(disputed, "place is disputed", "places are disputed")) }
        }
    }

    fn why_empty(&self) -> &'static str {
        if self.story.variants.is_empty() {
            "All witnesses have the same words."
        } else {
            "It was not reconstructed."
        }
    }

    /// A sentence a line. Every disputed place has the number under which its readings stand below.
    fn lines(&self, pieces: &[Piece]) -> Markup {
        let mut lines: Vec<Vec<Markup>> = vec![Vec::new()];
        let mut number = 0;
        for piece in pieces {
            match piece {
                Piece::Agreed(text) => {
                    for (at, part) in text.split('\n').enumerate() {
                        if at > 0 {
                            lines.push(Vec::new());
                        }
                        lines.last_mut().into_iter().for_each(|line| line.push(html! { (visible(part)) }));
                    }
                }
                Piece::Disputed(here, _) => {
                    number += 1;
                    lines.last_mut().into_iter().for_each(|line| line.push(self.disputed(here, number)));
                }
            }
        }
        html! { @for line in lines { p { @for part in line { (part) } } } }
    }

    fn disputed(&self, here: &str, number: usize) -> Markup {
        html! {
            mark.disputed { @if here.trim().is_empty() { "∅" } @else { (visible(here)) } }
            sup { a href={ "#" (self.id("reading")) "-" (number) } aria-label={ "reading " (number) } { (number) } }
        }
    }

    fn readings(&self, disputed: &[(&str, &Reading)]) -> Markup {
        html! {
            details.readings open[disputed.len() <= 12] {
                summary { "What the witnesses have in these places" }
                ol {
                    @for (number, (here, reading)) in disputed.iter().enumerate() {
                        li id={ (self.id("reading")) "-" (number + 1) } {
                            (value(here)) " "
                            span.n { (grouped(reading.witnesses.into())) " of " (grouped(reading.of.into())) }
                            @for other in &reading.others {
                                "; " (value(&other.text)) " " span.n { (grouped(other.witnesses.into())) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A reading; one without words is named.
fn value(text: &str) -> Markup {
    html! { @if text.trim().is_empty() { i { "nothing" } } @else { q { (Text(text.trim())) } } }
}
