//! From a page's text to its story's sentences: which lines are the story, which are furniture of the page.
//!
//! Nothing is cut out: every block, sentence and mark is a [`Span`] of the text as given.

mod blocks;
pub mod captions;
mod furniture;
pub mod leftovers;
mod phrases;
mod sentences;

pub use blocks::{Block, blocks, lines};
pub use furniture::{Cause, has_phrase, has_separators};
pub use sentences::sentences;

use crate::document::Page;
use crate::language::Language;
use crate::span::Span;

/// A page's text taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clean {
    /// Its blocks (a paragraph, a headline, a menu line) in order, with the reason why one is furniture.
    pub blocks: Vec<(Block, Option<Cause>)>,
    /// The sentences of the blocks that are story, in order.
    pub sentences: Vec<Span>,
}

impl Clean {
    /// The furniture: sorted, disjoint spans, adjoining blocks as one.
    pub fn furniture(&self) -> Vec<Span> {
        let mut out: Vec<Span> = Vec::new();
        let mut joins = false;
        for (block, cause) in &self.blocks {
            match (cause, out.last_mut()) {
                (Some(_), Some(last)) if joins => last.end = block.span.end,
                (Some(_), _) => out.push(block.span),
                (None, _) => {}
            }
            joins = cause.is_some();
        }
        out
    }
}

/// Takes `page` apart.
///
/// A page on which everything looks like furniture (a list of headlines, a poem, a page of one line) is taken for a
/// story as it stands: without that its text would be lost to every later stage. Time is linear in the text.
pub fn clean(page: &Page, language: Language) -> Clean {
    let found = blocks(&page.text);
    let mut causes = furniture::judge(page, &found);
    if causes.iter().all(Option::is_some) {
        causes.fill(None);
    }
    let mut clean = Clean { blocks: found.into_iter().zip(causes).collect(), sentences: Vec::new() };

    let story: Vec<Span> = clean.blocks.iter().filter(|(_, c)| c.is_none()).map(|(b, _)| b.span).collect();
    clean.sentences = sentences(&page.text, &story, language);
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str) -> Page {
        Page { text: text.to_owned(), ..Page::default() }
    }

    #[test]
    fn furniture_is_found_and_the_story_kept() {
        let text = "Harbour strike enters third week\nMenu | Home | World\nDockers in Varn voted on Monday to stay \
                    out. They want 4 percent more.\nAlso Read: Ten beaches to see\nThe port said it would not \
                    bargain.\nLeave a Reply\nYour email address will not be published.";
        let clean = clean(&page(text), Language::ENGLISH);
        let cut: Vec<&str> = clean.furniture().iter().map(|s| &text[s.range()]).collect();
        assert_eq!(
            cut,
            [
                "Menu | Home | World",
                "Also Read: Ten beaches to see",
                "Leave a Reply\nYour email address will not be published."
            ]
        );
        let kept: Vec<&str> = clean.sentences.iter().map(|s| &text[s.range()]).collect();
        assert_eq!(
            kept,
            [
                "Harbour strike enters third week",
                "Dockers in Varn voted on Monday to stay out.",
                "They want 4 percent more.",
                "The port said it would not bargain."
            ]
        );
    }

    #[test]
    fn a_page_of_headlines_is_not_emptied() {
        let clean = clean(&page("Menu | Home\nShare this"), Language::ENGLISH);
        assert!(clean.furniture().is_empty() && !clean.sentences.is_empty());
    }
}
