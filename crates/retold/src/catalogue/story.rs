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
        statements: Vec<StatementRow<String>>,
    ) -> Story {
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
