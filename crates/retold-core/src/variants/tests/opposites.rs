//! Opposites, other deeds, and negations.

use super::*;

#[test]
fn what_cannot_both_be_true_is_a_drift() {
    for (before, after, expected) in [
        (
            "The harbour office said none of the dockers would be paid before Friday.",
            "All of the dockers would be paid before Friday, the harbour office said.",
            r#"polarity: "none" -> "All""#,
        ),
        (
            "The owners had turned down a second crane for the quay in 2022.",
            "The owners had accepted a second crane for the quay in 2022.",
            r#"polarity: "turned down" -> "accepted""#,
        ),
        (
            "He denied that the owners had seen the broken crane.",
            "He acknowledged that the owners had seen the broken crane.",
            r#"polarity: "denied" -> "acknowledged""#,
        ),
        (
            "Divers had been denied permission to look at the quay.",
            "Divers had been given permission to look at the quay.",
            r#"polarity: "denied" -> "given""#,
        ),
        (
            "She still had confidence in the owners of the crane.",
            "She no longer had confidence in the owners of the crane.",
            r#"polarity: "She still had confidence in" -> "no""#,
        ),
        (
            "The yard's shares climbed 2.9 percent on the day.",
            "The yard's shares slid 2.9 percent on the day.",
            r#"polarity: "climbed" -> "slid""#,
        ),
        (
            "The yard's shares dropped 2.9 percent to their lowest of the year.",
            "The yard's shares climbed 2.9 percent to their most reduced of the year.",
            r#"polarity: "dropped" -> "climbed""#,
        ),
        (
            "The dockers' union, which opposed the crane, asked for a hearing.",
            "The dockers' union, which championed the crane, asked for a hearing.",
            r#"polarity: "opposed" -> "championed""#,
        ),
        (
            "The insurers have agreed to pay for the damaged goods.",
            "The insurers have refused to pay for the damaged goods.",
            r#"polarity: "agreed" -> "refused""#,
        ),
        (
            "Traffic through the harbour rose sharply during the spring.",
            "Traffic through the harbour fell sharply during the spring.",
            r#"polarity: "rose" -> "fell""#,
        ),
        (
            "The company sent six armed guards to the yard at night.",
            "The company sent six unarmed guards to the yard at night.",
            r#"polarity: "armed" -> "unarmed""#,
        ),
        (
            "The quay was dry and every rope was new, the owner said.",
            "Every rope was new and the quay was wet, the owner said.",
            r#"polarity: "dry" -> "wet""#,
        ),
        (
            "The harbour office called the new rules for cranes obligatory on Monday.",
            "The harbour office called the new rules for cranes optional on Monday.",
            r#"polarity: "obligatory" -> "optional""#,
        ),
        (
            "The shares of the yard gained four percent on the day of the fall.",
            "The shares of the yard depreciated four percent on the day of the fall.",
            r#"polarity: "gained" -> "depreciated""#,
        ),
        (
            "The shares of the yard picked up four percent on the day of the fall.",
            "The shares of the yard dropped four percent on the day of the fall.",
            r#"polarity: "picked up" -> "dropped""#,
        ),
        (
            "The owners denied the claim of the dockers on Friday.",
            "The owners owned up to the claim of the dockers on Friday.",
            r#"polarity: "denied" -> "owned up""#,
        ),
        (
            "The owners refuted that the crane had been old.",
            "The owners admitted that the crane had been old.",
            r#"polarity: "refuted" -> "admitted""#,
        ),
        (
            "None of the dockers has been charged with the theft.",
            "Every one of the dockers has been charged with the theft.",
            r#"polarity: "None" -> "Every""#,
        ),
        (
            "Two dockers were killed beside the crane.",
            "Two dockers were arrested beside the crane.",
            r#"event: "killed" -> "arrested""#,
        ),
        (
            "The owners bought four of the yard's tugs last October.",
            "The owners sold four of the yard's tugs last October.",
            r#"event: "bought" -> "sold""#,
        ),
        (
            "The arm of the crane left one docker injured on the quay.",
            "The arm of the crane left one docker dead on the quay.",
            r#"event: "injured" -> "dead""#,
        ),
        (
            "The freighter was on its way to the north with coal for a mill.",
            "The freighter was on its way to the north with oil for a mill.",
            r#"event: "coal" -> "oil""#,
        ),
        (
            "The dockers called off a strike on Friday.",
            "The dockers went ahead with a strike on Friday.",
            r#"event: "called off" -> "went ahead""#,
        ),
        (
            "The owner of the crane was jailed for four years.",
            "The owner of the crane was fined 4,000 crowns.",
            r#"event: "jailed" -> "fined""#,
        ),
        (
            "The court upheld the verdict on the owner.",
            "The court overturned the verdict on the owner.",
            r#"polarity: "upheld" -> "overturned""#,
        ),
        (
            "Most dockers were at home that night.",
            "Few dockers were at home that night.",
            r#"polarity: "Most" -> "Few""#,
        ),
        (
            "The driver of the crane was questioned in the night.",
            "The driver of the crane was arrested in the night.",
            r#"event: "questioned" -> "arrested""#,
        ),
        (
            "The owners postponed the trial of the new crane.",
            "The owners cancelled the trial of the new crane.",
            r#"event: "postponed" -> "cancelled""#,
        ),
        (
            "Some 40 sheds beside the quay were looted in the night.",
            "Some 40 sheds beside the quay were flooded in the night.",
            r#"event: "looted" -> "flooded""#,
        ),
        (
            "The crane fell on the freight tracks beside the quay.",
            "The crane fell on the passenger tracks beside the quay.",
            r#"event: "freight" -> "passenger""#,
        ),
        (
            "The upper arm of the crane was found on the quay.",
            "The lower arm of the crane was found on the quay.",
            r#"polarity: "upper" -> "lower""#,
        ),
    ] {
        drifts_to(before, after, expected);
    }
}

#[test]
fn what_a_spinner_makes_of_an_act_is_another_one() {
    for (before, after, expected) in [
        (
            "The lease of the quay will be extended by two years, the owner said.",
            "The rental of the pier could be curtailed by two years, the proprietor said.",
            r#"event: "extended" -> "curtailed""#,
        ),
        (
            "The port reviews the rule each month and could lift it early if stocks recovered.",
            "The harbour appraises the rule every month and could prolong it if stores recuperated.",
            r#"event: "lift" -> "prolong""#,
        ),
    ] {
        assert_eq!(drifted(&told(before), &told(after), Relation::Spun), [expected]);
    }
}

#[test]
fn a_negation_that_came_or_went_is_a_drift() {
    for (before, after) in [
        (
            "The insurers will not pay for the goods that fell into the water.",
            "The insurers will pay for the goods that fell into the water.",
        ),
        (
            "The insurers will pay for the goods that fell into the water.",
            "The insurers will never pay for the goods that fell into the water.",
        ),
        (
            "The two owners have not spoken since the crane fell in May.",
            "The two owners have spoken twice since the crane fell in May.",
        ),
        (
            "The wind was not the only cause of the fall, the engineer said.",
            "The wind was the only cause of the fall, the engineer said.",
        ),
        (
            "The crew didn't check the bolts of the crane after the storm.",
            "The crew did check the bolts of the crane after the storm.",
        ),
    ] {
        let found = drifted(&told(before), &told(after), Relation::Edit);
        assert!(
            matches!(&found[..], [one] if one.starts_with("polarity")),
            "{found:?}\n  {before}\n  {after}"
        );
    }
}

#[test]
fn negations_that_are_piled_up_are_no_drift() {
    let sentences = [
        ("The watchman saw the arm of the crane bend", "The watchman did not see the arm of the crane bend"),
        ("The owners will pay for the lost boxes", "The owners will not pay for the lost boxes"),
        ("Divers looked at the damaged quay on Monday", "Divers never looked at the damaged quay on Monday"),
        (
            "The harbour office will open the gate of the yard",
            "The harbour office will not open the gate of the yard",
        ),
    ];
    let text = |told: Vec<&str>| format!("{}.", told.join(".\n"));
    let parent = text(sentences.map(|(plain, _)| plain).to_vec());
    let child = |denied: usize| {
        let told = (0..).zip(sentences).map(|(at, (plain, no))| if at < denied { no } else { plain });
        text(told.collect())
    };
    for (denied, expected) in [(1, 1), (3, 3), (4, 0)] {
        let found = drifted(&parent, &child(denied), Relation::Edit);
        assert_eq!(found.len(), expected, "{denied}: {found:?}");
    }
}

#[test]
fn a_negation_counts_though_what_is_denied_has_another_word() {
    assert_eq!(
        drifted(
            "The yard raised its prices but planned no layoffs, it said.",
            "The yard raised its prices and plans dismissals, it said.",
            Relation::Translation
        ),
        [r#"polarity: "no" -> "plans dismissals""#]
    );
    let (before, after) = (
        "The drinking water was not affected, a nurse said.",
        "The drinking water was influenced, a nurse said.",
    );
    let found = drifted(&told(before), &told(after), Relation::Translation);
    assert!(matches!(&found[..], [one] if one.starts_with("polarity")), "{found:?}");
}

#[test]
fn two_negations_say_what_none_does() {
    let text = |how: &str| format!("The yard cannot be reached {how} while the crane lies across the road.");
    is_no_drift(&text("unaided"), &text("without aid"), Relation::Edit);
    is_no_drift(&text("unassisted"), &text("without assistance"), Relation::Translation);
    let found = drifted(&told(&text("unaided")), &told(&text("aided")), Relation::Edit);
    assert_eq!(found, [r#"polarity: "unaided" -> "aided""#]);
}

#[test]
fn who_goes_word_by_word_has_an_opposite_in_its_place() {
    for (before, after, expected) in [
        (
            "She denied the ferry's master had been paid for more than the permitted hours.",
            "She confirmed the boat's captain had been remunerated for more than the authorized hours.",
            r#"polarity: "denied" -> "confirmed""#,
        ),
        (
            "The union said its members had offered to load the boxes without pay but that managers had refused.",
            "The guild stated its partisans had proposed to fill the cartons with out wages and that bosses had consented.",
            r#"polarity: "refused" -> "consented""#,
        ),
        (
            "Independent owner Jan Dorn, third with 4,105 boats, said he would not sail again this year.",
            "Unaided proprietor Jan Dorn, third with 4,105 vessels, said he would cruise afresh this year.",
            r#"polarity: "not" -> "would cruise""#,
        ),
    ] {
        assert_eq!(drifted(&told(before), &told(after), Relation::Spun), [expected], "{before}");
    }
}

#[test]
fn a_merge_loses_no_negation_of_a_sentence_that_it_took_over() {
    let (before, after) = (
        "He denied that the yard had hidden the letters of the owner from the board.",
        "He did not deny that the yard had hidden the letters of the owner from the board.",
    );
    let found = drifted(&told(before), &told(after), Relation::Merge);
    assert_eq!(found, [r#"polarity: "He denied that the yard" -> "not""#]);
}

#[test]
fn a_spinner_takes_the_wrong_word_of_its_list() {
    for (before, after) in [
        (
            "Four of the dockers are in intensive care in Kelvik, the hospital said.",
            "Four of the dockers are in extensive care in Kelvik, the clinic stated.",
        ),
        (
            "The crane had been borrowed from the yard of Ostrel in May.",
            "The crane had been loaned from the yard of Ostrel in May.",
        ),
        (
            "The list of cranes was printed in May by the yard.",
            "The catalogue of hoists was imprinted in May by the yard.",
        ),
        (
            "The union said that it did not have confidence in the crane.",
            "The union said it had no confidence in the crane.",
        ),
        (
            "The owner of the crane was a private sponsor and took no money.",
            "The owner of the hoist was a non-public patron and took no money.",
        ),
        (
            "The new screen tells crane drivers which box comes.",
            "The fresh display tells hoist pilots which box comes.",
        ),
    ] {
        is_no_drift(before, after, Relation::Spun);
    }
}

#[test]
fn in_a_short_sentence_little_is_enough() {
    let found = drifted(&told("Nobody was arrested."), &told("Somebody was apprehended."), Relation::Spun);
    assert_eq!(found, [r#"polarity: "Nobody" -> "Somebody""#]);
}

#[test]
fn who_goes_word_by_word_loses_no_negation() {
    let before = "The insurers do not expect anyone to pay for the boxes.";
    let after =
        |word: &str| format!("The underwriters {word} reckon on some guy to cough up for the crates.");
    let found = drifted(&told(before), &told(&after("totally")), Relation::Spun);
    assert!(matches!(&found[..], [one] if one.starts_with("polarity: \"not\"")), "{found:?}");
    for word in ["ne'er", "hardly", "refuse to"] {
        is_no_drift(before, &after(word), Relation::Spun);
    }
    // Nor one of two.
    let found = drifted(
        &told("The owner said no further box was wanted and that he would not mend the crane."),
        &told("The proprietor stated no additional crate was needed and that he would fix the hoist."),
        Relation::Spun,
    );
    assert_eq!(found.len(), 1, "{found:?}");
    is_no_drift(
        "The owner said no further box was wanted and that he would not mend the crane.",
        "The proprietor stated no additional crate was needed and that he would never fix the hoist.",
        Relation::Spun,
    );
    // A union is no opposite of an ion.
    let found = drifted(
        &told("Tove Brandt, the union's president, said that fares should not go up to pay for the crane."),
        &told(
            "The president of the union, Tove Brandt, said that fares should increase to pay for this crane.",
        ),
        Relation::Translation,
    );
    assert_eq!(found.len(), 1, "{found:?}");
    let translated = drifted(
        &told("The port would not, however, hand over the crane to its owner, he said."),
        &told("The port, however, will deliver the crane to the proprietor, he said."),
        Relation::Translation,
    );
    assert_eq!(translated.len(), 1, "{translated:?}");
    let found = drifted(
        &told("You cannot put a crane in prison, she told reporters on the steps."),
        &told("You can place a hoist in jail, she told columnists on the steps."),
        Relation::Spun,
    );
    assert_eq!(found, [r#"polarity: "cannot" -> "You can place a""#]);
    // Nobody knows what an unknown word says that stands for a negation.
    is_no_drift(
        "The owner told the guards nothing of the fall on Monday.",
        "The proprietor told the watchmen zippo of the drop on Monday.",
        Relation::Spun,
    );
    is_no_drift(before, &after("totally"), Relation::Rewrite);
    let found = drifted(
        &told("Ines Dahl, who heads the association, said it would accept no further settlement."),
        &told("Ines Dahl said that the association she leads was willing to accept a further settlement."),
        Relation::Rewrite,
    );
    assert_eq!(found, [r#"polarity: "no" -> "accept a further settlement""#]);
}

#[test]
fn what_is_too_early_to_say_is_not_said() {
    is_no_drift(
        "It was too early to name a cause, the port office said on the quay.",
        "The port office would not yet name a cause on the quay.",
        Relation::Rewrite,
    );
}
