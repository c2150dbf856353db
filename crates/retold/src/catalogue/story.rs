//! A story with all that the tables tell of it.

use std::collections::HashMap;

use serde_json::Value;

use crate::report::Stemma;
use crate::report::changes::{facts_as_json, variants_as_json};
use crate::report::json::json;
use crate::report::voices::{self, Voice, by_speaker};
use crate::wire::{DocumentHead, FactRow, StatementRow, StoryRow, TurnedAway, VariantRow};

/// A story, read.
pub struct Story {
    /// Its graph of descent.
    pub stemma: Stemma,
    /// What its archetype says, and who says it.
    pub facts: Vec<FactRow<String>>,
    /// What its witnesses changed.
    pub variants: Vec<VariantRow<String>>,
    /// Who says what in it.
    pub voices: Vec<Voice>,
    /// The candidate that came nearest without joining.
    pub turned_away: Option<TurnedAway<String>>,
}

impl Story {
    pub(super) fn new(
        mut row: StoryRow<String>,
        heads: Vec<DocumentHead<String>>,
        facts: Vec<FactRow<String>>,
        variants: Vec<VariantRow<String>>,
        mut statements: Vec<StatementRow<String>>,
    ) -> Story {
        let of: HashMap<&str, &DocumentHead<String>> = heads.iter().map(|h| (h.id.as_str(), h)).collect();
        statements.retain(|said| of.get(&*said.document).is_none_or(|head| head.tells_its_story(said.span)));
        let turned_away = row.turned_away.take();
        let (stemma, voices) = (Stemma::new(row, heads), by_speaker(statements));
        Story { stemma, facts, variants, voices, turned_away }
    }

    /// All of it in the words of the tables.
    pub fn json(&self) -> Value {
        let mut story = json(&self.stemma);
        story["facts"] = facts_as_json(&self.facts);
        story["variants"] = variants_as_json(&self.variants);
        story["statements"] = voices::json(&self.voices);
        story
    }

    /// The drifts of each witness, by its id.
    pub fn drifts(&self) -> HashMap<&str, Vec<&VariantRow<String>>> {
        let mut drifts: HashMap<&str, Vec<&VariantRow<String>>> = HashMap::new();
        for variant in self.variants.iter().filter(|variant| variant.drift) {
            drifts.entry(&variant.document).or_default().push(variant);
        }
        drifts
    }
}

#[cfg(test)]
mod tests {
    use crate::report::tests::document;
    use crate::wire::Carried;

    #[test]
    fn a_page_tells_a_story_in_the_passages_that_it_carries_of_it() {
        let mut page = document("page", None, Some("excerpt"));
        assert!(page.tells_its_story([0, 40]));
        let passage = |story: Option<&str>, span| Carried {
            of: "other".to_owned(),
            story: story.map(str::to_owned),
            span,
            of_span: [0, 9],
        };
        page.passages = vec![passage(Some("elsewhere"), [0, 50])];
        assert!(page.tells_its_story([60, 90]), "it is a whole witness of its own");
        page.passages.push(passage(page.story.as_deref(), [50, 99]));
        assert!(page.tells_its_story([60, 90]));
        assert!(!page.tells_its_story([0, 40]) && !page.tells_its_story([40, 90]));
    }
}
