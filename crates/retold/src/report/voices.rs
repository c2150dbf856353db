//! Who says what in a story, and how many of its witnesses have it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::wire::StatementRow;

/// Somebody who speaks in a story.
#[derive(Clone, Debug, PartialEq)]
pub struct Voice {
    /// The name; nothing where the speaker is not known.
    pub speaker: Option<String>,
    /// What the story says that the speaker is.
    pub title: Option<String>,
    /// What is said, that of most witnesses first.
    pub statements: Vec<Said>,
}

/// A statement, over all witnesses that have it.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// Its id.
    pub id: String,
    /// Its words as most witnesses have them; of those the first by id.
    pub text: String,
    /// Is it in quotation marks there?
    pub direct: bool,
    /// The ids of the documents that have it.
    pub witnesses: Vec<String>,
}

/// Who says what in these rows: those who are heard in most witnesses first.
pub fn by_speaker(rows: Vec<StatementRow<String>>) -> Vec<Voice> {
    let mut statements: BTreeMap<String, Vec<StatementRow<String>>> = BTreeMap::new();
    for row in rows {
        statements.entry(row.statement.clone()).or_default().push(row);
    }
    let mut voices: BTreeMap<Option<String>, Voice> = BTreeMap::new();
    for (id, rows) in statements {
        let speaker = most(rows.iter().map(|row| row.speaker.as_deref())).flatten().map(str::to_owned);
        let titles = rows.iter().filter(|row| row.speaker == speaker);
        let title = most(titles.filter_map(|row| row.speaker_title.as_deref())).map(str::to_owned);
        let Some((text, direct)) = most(rows.iter().map(|row| (row.text.as_str(), row.direct))) else {
            continue;
        };
        let text = text.to_owned();
        let witnesses = rows.iter().map(|row| row.document.clone()).collect();
        let voice =
            voices.entry(speaker.clone()).or_insert(Voice { speaker, title: None, statements: Vec::new() });
        voice.title = voice.title.take().or(title);
        voice.statements.push(Said { id, text, direct, witnesses });
    }
    let mut voices: Vec<Voice> = voices.into_values().collect();
    for voice in &mut voices {
        voice.statements.sort_by_key(|said| Reverse(said.witnesses.len()));
    }
    voices.sort_by_key(|voice| {
        Reverse(voice.statements.iter().map(|said| said.witnesses.len()).sum::<usize>())
    });
    voices
}

/// The most frequent value; of several the one that comes first.
fn most<T: Ord + Copy>(values: impl Iterator<Item = T> + Clone) -> Option<T> {
    let mut counts: BTreeMap<T, u32> = BTreeMap::new();
    values.clone().for_each(|value| *counts.entry(value).or_default() += 1);
    let highest = counts.values().copied().max()?;
    values.into_iter().find(|value| counts[value] == highest)
}

/// The voices in the words of the table.
pub fn json(voices: &[Voice]) -> Value {
    let said = |said: &Said| json!({ "statement": said.id, "text": said.text, "direct": said.direct, "witnesses": said.witnesses });
    let voice = |voice: &Voice| {
        json!({
            "speaker": voice.speaker,
            "speaker_title": voice.title,
            "statements": voice.statements.iter().map(said).collect::<Vec<_>>(),
        })
    };
    voices.iter().map(voice).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(document: &str, statement: &str, speaker: Option<&str>, text: &str) -> StatementRow<String> {
        StatementRow {
            document: document.to_owned(),
            statement: statement.to_owned(),
            speaker: speaker.map(str::to_owned),
            speaker_title: None,
            text: text.to_owned(),
            direct: true,
            cue: None,
            span: [0, 1],
            speaker_span: None,
        }
    }

    #[test]
    fn who_is_heard_most_comes_first_in_the_words_of_most() {
        let voices = by_speaker(vec![
            row("a", "q1", Some("Lee"), "No."),
            row("a", "q2", Some("Orr"), "Yes!"),
            row("b", "q2", None, "Yes."),
            row("c", "q2", Some("Orr"), "Yes."),
        ]);
        let speakers: Vec<_> = voices.iter().map(|voice| voice.speaker.as_deref()).collect();
        assert_eq!(speakers, [Some("Orr"), Some("Lee")]);
        assert_eq!(
            (voices[0].statements[0].text.as_str(), voices[0].statements[0].witnesses.len()),
            ("Yes.", 3)
        );
    }
}
