//! What holds for any texts.

use proptest::prelude::*;

use super::*;
use crate::collation::tokens;
use crate::facts::tests::Told;
use crate::span::Span;

/// Texts as one meets them, and as one had better be ready for.
fn text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "the",
        "a",
        "of",
        "not",
        "never",
        "no",
        "said",
        "port",
        "crane",
        "closed",
        "opened",
        "rose",
        "fell",
        "14",
        "fourteen",
        "40",
        "60m",
        "million",
        "hundred",
        "6,000",
        "6.000",
        "6",
        "000",
        "5",
        "pm",
        "17:00",
        "March",
        "march",
        "May",
        "2031",
        "Tuesday",
        "week",
        "last",
        "km",
        "miles",
        "$5",
        "US",
        "United",
        "States",
        "American",
        "Norway",
        "Dahl",
        "Dorn",
        "Ines",
        "President",
        "Minister",
        "Bank",
        "Harlow",
        "\"doomed\"",
        "\u{201c}safe\u{201d}",
        "it's",
        "don\u{2019}t",
        "état",
        "Straße",
    ]);
    let hostile = prop::sample::select(vec![
        "\0",
        "\u{feff}",
        "!!!",
        "\"",
        "\u{201c}",
        "…",
        "东京新闻社",
        "новости",
        "\u{202e}abc",
        "𝔘𝔫",
        "e\u{301}",
        "%%",
        "-",
        "'",
        "12345678901234567890",
        "0",
        "1e9",
        ":",
        "9:99",
        ".",
        "?!",
    ]);
    let piece = prop_oneof![12 => word, 1 => hostile].prop_map(str::to_owned);
    let sentence = prop::collection::vec(piece, 0..14).prop_map(|words| words.join(" "));
    let end = prop::sample::select(vec![". ", ".\n", "\n\n", "? ", " "]);
    let sentences = prop::collection::vec((sentence, end), 0..8);
    let told = |parts: Vec<(String, &str)>| parts.into_iter().map(|(s, end)| s + end).collect::<String>();
    prop_oneof![8 => sentences.prop_map(told), 1 => any::<String>()]
}

/// A text and what copies may have made of it: some words gone, some sentences elsewhere.
fn pair() -> impl Strategy<Value = (String, String)> {
    (text(), text(), prop::collection::vec(any::<u8>(), 0..40)).prop_map(|(parent, other, fate)| {
        let mut others = other.split(' ');
        let word = |(at, word): (usize, &str)| match fate.get(at) {
            Some(0..30) => String::new(),
            Some(30..60) => others.next().unwrap_or("").to_owned(),
            Some(60..75) => format!("{word} {}", others.next().unwrap_or("")),
            _ => word.to_owned(),
        };
        let child = parent.split(' ').enumerate().map(word).collect::<Vec<_>>().join(" ");
        (parent, child)
    })
}

fn relation() -> impl Strategy<Value = Option<Relation>> {
    prop::sample::select(vec![
        None,
        Some(Relation::Spun),
        Some(Relation::Edit),
        Some(Relation::Rewrite),
        Some(Relation::Merge),
    ])
}

fn is_sound(passage: Option<Passage>, text: &str) -> Result<(), TestCaseError> {
    let Some(Passage { changed, shown }) = passage else { return Ok(()) };
    prop_assert!(
        text.get(changed.range()).is_some() && text.get(shown.range()).is_some(),
        "no part of the text"
    );
    prop_assert!(shown.start <= changed.start && changed.end <= shown.end, "{changed:?} is not in {shown:?}");
    Ok(())
}

/// Is it inside one of the others?
fn is_covered(span: Span, spans: &[Span]) -> bool {
    spans.iter().any(|s| s.start <= span.start && span.end <= s.end)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_text_has_no_variants_against_itself(text in text(), relation in relation()) {
        let told = Told::of(&text);
        prop_assert_eq!(variants(&told.stated(), &[told.stated()], relation), []);
    }

    #[test]
    fn spans_are_in_their_texts((parent, child) in pair(), other in text(), relation in relation()) {
        let (own, given, third) = (Told::of(&child), Told::of(&parent), Told::of(&other));
        let parents = [given.stated(), third.stated()];
        for parents in [&parents[..1], &parents[..]] {
            let found = variants(&own.stated(), parents, relation);
            for variant in &found {
                is_sound(variant.before, parents[variant.parent].text)?;
                is_sound(variant.after, &child)?;
                let added = variant.before.is_none();
                let cut = variant.after.is_none();
                prop_assert_eq!(added, variant.change == Change::Added);
                prop_assert_eq!(cut, variant.change == Change::Cut);
            }
            prop_assert_eq!(&found, &variants(&own.stated(), parents, relation));
        }
    }

    /// Nothing is lost without a word: what a witness has not from its parent is in what it changed or added, and what
    /// it has not of a single parent is in what it changed or cut. Of two parents the one that was not followed in a
    /// sentence is not heard.
    #[test]
    fn what_has_no_equal_is_in_a_variant((parent, child) in pair(), other in text(), relation in relation()) {
        let (own, given, third) = (Told::of(&child), Told::of(&parent), Told::of(&other));
        let parents = [given.stated(), third.stated()];
        for parents in [&parents[..1], &parents[..]] {
            let own = own.stated();
            let found = variants(&own, parents, relation);
            let after: Vec<Span> = found.iter().filter_map(|v| v.after).map(|p| p.changed).collect();
            let collation = collate(&own, parents);
            let mut heard = vec![false; parents[0].marks.len()];
            for (number, row) in collation.rows.iter().enumerate() {
                let at = tokens(&own, number);
                let equal = |i: usize| row.as_ref().is_some_and(|row| row.pairs.equal(i).is_some());
                for i in (0..at.len()).filter(|&i| !equal(i)) {
                    let span = own.token(at.start + i).span;
                    prop_assert!(is_covered(span, &after), "{:?} is in no variant", own.word(at.start + i));
                }
                let Some(row) = row else { continue };
                let before: Vec<Span> = found.iter().filter(|v| v.parent == row.parent).filter_map(|v| v.before).map(|p| p.changed).collect();
                let equals: Vec<usize> = (0..at.len()).filter_map(|i| row.pairs.equal(i)).collect();
                for (place, &token) in row.window.iter().enumerate() {
                    let stated = &parents[row.parent];
                    prop_assert!(equals.contains(&place) || is_covered(stated.token(token).span, &before), "{:?} is in no variant", stated.word(token));
                    if row.parent == 0 {
                        heard[token] = true;
                    }
                }
            }
            if let [parent] = parents {
                let cut: Vec<Span> = found.iter().filter(|v| v.change == Change::Cut).filter_map(|v| v.before).map(|p| p.changed).collect();
                for at in (0..heard.len()).filter(|&at| !heard[at]) {
                    prop_assert!(is_covered(parent.token(at).span, &cut), "{:?} was lost", parent.word(at));
                }
            }
        }
    }
}

#[test]
fn texts_without_sense_do_no_harm() {
    let long = |word: &str| vec![word; 1_000].join(" ");
    let texts = [
        String::new(),
        "\0\0\0".to_owned(),
        "?!.,;:\u{201c}\u{201d}\"".to_owned(),
        long("crane"),
        long("14"),
        long("Dahl"),
        long("not"),
        long("\"up\""),
        long("6 000"),
        long("hundred"),
        "东京新闻社报道了昨天的事件。".repeat(40),
        "новости дня ".repeat(90),
        "\u{202e}\u{301}".repeat(200),
    ];
    for a in &texts {
        for b in &texts {
            let (own, given) = (Told::of(a), Told::of(b));
            let found = variants(&own.stated(), &[given.stated()], Some(Relation::Spun));
            assert!(a != b || found.is_empty(), "{found:?}");
        }
    }
}
