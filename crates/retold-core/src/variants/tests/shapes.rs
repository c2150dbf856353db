//! Variants that change no fact.

use super::*;

const WIRE: &str = "The harbour of Kelvik was closed for most of Monday after a crane fell.\n\
                    A watchman saw the arm bend and warned the crew of a ferry.\n\
                    The owners promised to pay for every box that was lost.\n\
                    Divers will look at the damaged quay before any ferry sails again.";

#[test]
fn what_was_cut_added_moved_replaced_or_respelled_is_a_variant() {
    let cases: [(&str, &str, &[&str]); 6] = [
        (" and warned the crew of a ferry", "", &[r#"cut: "and warned the crew of a ferry" -> nothing"#]),
        ("saw the arm", "suddenly saw the arm", &[r#"added: nothing -> "suddenly""#]),
        ("promised", "vowed", &[r#"replaced: "promised" -> "vowed""#]),
        ("harbour", "harbor", &[r#"respelled: "harbour" -> "harbor""#]),
        (
            "The owners promised to pay for every box that was lost.\n",
            "",
            &[r#"cut: "The owners promised to pay for every box that was lost" -> nothing"#],
        ),
        (
            "A watchman saw",
            "Nobody in the next town heard about it until late.\nA watchman saw",
            &[r#"added: nothing -> "Nobody in the next town heard about it until late""#],
        ),
    ];
    for (from, to, expected) in cases {
        assert!(WIRE.contains(from), "{from}");
        assert_eq!(found(WIRE, &WIRE.replacen(from, to, 1)), expected, "{from} / {to}");
    }
}

#[test]
fn a_sentence_that_stands_elsewhere_has_moved() {
    let lines: Vec<&str> = WIRE.lines().collect();
    let child = [lines[0], lines[2], lines[3], lines[1]].join("\n");
    let sentence = lines[1].trim_end_matches('.');
    assert_eq!(found(WIRE, &child), [format!("moved: {sentence:?} -> {sentence:?}")]);
}

#[test]
fn capitals_punctuation_and_line_ends_are_no_variants() {
    let child = WIRE.replace('\n', "  ").replace("The owners", "THE owners").replace("lost.", "lost!");
    assert_eq!(found(WIRE, &child), [""; 0]);
}

#[test]
fn a_merge_is_held_against_both_parents() {
    let lines: Vec<&str> = WIRE.lines().collect();
    let a = WIRE.replace("promised to pay", "agreed to pay");
    let b = WIRE.replace("Monday", "Friday");
    // The first half of one, the second of the other.
    let child =
        [lines[0], lines[1], "The owners agreed to pay for every box that was lost.", lines[3]].join("\n");
    assert_eq!(found_as(&[&a, &b], &child, Some(Relation::Merge)), [""; 0]);
    let twisted = child.replace("every box", "14 boxes");
    let found = found_as(&[&a, &b], &twisted, Some(Relation::Merge));
    assert_eq!(found, [r#"replaced: "every" -> "14""#, r#"respelled: "box" -> "boxes""#]);
}

#[test]
fn a_cut_sentence_of_one_of_two_parents_is_no_variant() {
    let lines: Vec<&str> = WIRE.lines().collect();
    let (a, b) = (lines[..3].join("\n"), lines[1..].join("\n"));
    assert_eq!(found_as(&[&a, &b], &lines[1..3].join("\n"), Some(Relation::Merge)), [""; 0]);
}

#[test]
fn without_parents_there_are_none() {
    assert_eq!(found_as(&[], WIRE, None), [""; 0]);
}

#[test]
fn the_shown_phrase_has_two_words_to_either_side() {
    let (parent, child) = (Told::of(WIRE), Told::of(&WIRE.replace("promised", "vowed")));
    let found = variants(&child.stated(), &[parent.stated()], None);
    let shown = |passage: Option<Passage>, told: &Told| {
        passage.map(|passage| told.stated().text[passage.shown.range()].to_owned()).unwrap_or_default()
    };
    assert_eq!(shown(found[0].before, &parent), "The owners promised to pay");
    assert_eq!(shown(found[0].after, &child), "The owners vowed to pay");
}
