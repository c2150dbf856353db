//! Who says what.

use maud::{Markup, html};
use retold::report::voices::{Said, Voice};

use super::View;
use crate::pages::text::Text;
use crate::phrases::{count, grouped};

/// Of more speakers, and of more statements of one, the rest is folded.
const VOICES: usize = 12;
const STATEMENTS: usize = 6;

impl View<'_> {
    pub(super) fn voices(&self) -> Markup {
        let voices = &self.story.voices;
        if voices.is_empty() {
            return html! {};
        }
        let (first, rest) = voices.split_at(voices.len().min(VOICES));
        html! {
            section.voices {
                (self.heading("statements", "Who says what", &html! { small { "and how many witnesses have it" } }))
                dl { @for voice in first { (self.voice(voice)) } }
                @if !rest.is_empty() {
                    details {
                        summary { (count(rest.len() as u64, "more speaker", "more speakers")) }
                        dl { @for voice in rest { (self.voice(voice)) } }
                    }
                }
            }
        }
    }

    fn voice(&self, voice: &Voice) -> Markup {
        let (first, rest) = voice.statements.split_at(voice.statements.len().min(STATEMENTS));
        html! {
            dt {
                b { @match &voice.speaker { Some(name) => (Text(name)), None => "Nobody named" } }
                @if let Some(title) = &voice.title { ", " (Text(title)) }
            }
            @for said in first { (self.said(said)) }
            @if !rest.is_empty() {
                dd { details {
                    summary { (count(rest.len() as u64, "more statement", "more statements")) }
                    ul { @for said in rest { li { (self.words(said)) } } }
                } }
            }
        }
    }

    fn said(&self, said: &Said) -> Markup {
        html! { dd { (self.words(said)) } }
    }

    fn words(&self, said: &Said) -> Markup {
        html! {
            @if said.direct { q.direct { (Text(&said.text)) } } @else { (Text(&said.text)) }
            " " span.n {
                (grouped(said.witnesses.len() as u64)) ": "
                (self.all_named(said.witnesses.iter().map(String::as_str)))
            }
        }
    }
}
