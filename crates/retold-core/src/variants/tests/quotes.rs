//! Quotations.

use super::*;

#[test]
fn another_phrase_in_a_quotation_is_a_drift() {
    drifts_to(
        "The owner called the old crane \"quite harmless\" in a short note.",
        "The owner called the old crane \"badly built\" in a short note.",
        r#"quote: "quite harmless" -> "badly built""#,
    );
}

#[test]
fn a_short_quotation_that_was_spun_is_a_drift_where_a_word_of_it_is_left() {
    let before = "The owner called the fine for the crane \"loose change\" in a short note on Monday.";
    let spun = |words: &str| {
        format!("The proprietor called the fine for the hoist \"{words}\" in a brief note on Monday.")
    };
    is_no_drift(before, &spun("slack coins"), Relation::Spun);
    is_no_drift(before, &spun("a loose pocket"), Relation::Spun);
    let found = drifted(before, &spun("loose teeth"), Relation::Spun);
    assert_eq!(found, [r#"quote: "loose change" -> "loose teeth""#]);
}

#[test]
fn who_writes_anew_keeps_what_is_quoted() {
    let first = r#""No crane has ever been sold with all its papers by this yard," Tove Brandt said on Monday in Kelvik."#;
    let second =
        r#""We bought five years of dockers sleeping badly and nothing else," Olav Berg said to the owners."#;
    let before = format!("{first} {second}");
    is_no_drift(
        "\"That missed the bull's-eye by a hand,\" Tove Brandt said on Monday.",
        "\"That missed the bullseye by a hand,\" Tove Brandt said on Monday.",
        Relation::Reprint,
    );
    let bent = |of: &str| of.replace("with all its papers", "with all its debts");
    let found = drifted(&told(&before), &told(&bent(&before)), Relation::Rewrite);
    assert_eq!(found, [r#"quote: "papers" -> "debts""#]);
    // Who edits improves on quotations too, and who changes several has the manner.
    is_no_drift(&before, &bent(&before), Relation::Edit);
    is_no_drift(&before, &bent(&before).replace("sleeping badly", "eating badly"), Relation::Rewrite);
}

#[test]
fn a_quotation_in_another_mouth_is_a_drift() {
    let text = |speaker: &str| {
        format!(
            "Ines Dahl, the harbour master, closed the quay on Monday.\nThe owner, Tove Brandt, asked her to wait.\n\
             \"We will not send a single ferry out before the arm is gone,\" {speaker} said later."
        )
    };
    let found = drifted(&text("Dahl"), &text("Brandt"), Relation::Edit);
    assert_eq!(found, [r#"quote: "Dahl" -> "Brandt""#]);
    // A name that begins a sentence, and may be any word.
    let asked = "Grant Fehr, the owner, has asked for the report since January. \"It cost us a crane and nobody has read it,\" he said.";
    let before = told(&format!("Ines Dahl closed the quay on Monday.\n{asked}"));
    let after = before.replace("\" he said", "\" Dahl said");
    assert_eq!(drifted(&before, &after, Relation::Rewrite), [r#"quote: "he" -> "Dahl""#]);
    // In the same place fewer words are enough.
    let retold = |speaker: &str| {
        text(speaker).replace(
            "We will not send a single ferry out before the arm is gone",
            "Not one ferry leaves while the arm lies there bent",
        )
    };
    let found = drifted(&text("Dahl"), &retold("Brandt"), Relation::Translation);
    assert_eq!(found, [r#"quote: "Dahl" -> "Brandt""#]);
    for other in ["Ines Dahl", "she", "the harbour master"] {
        assert_eq!(drifted(&text("Dahl"), &text(other), Relation::Edit), [""; 0], "{other}");
    }
}
