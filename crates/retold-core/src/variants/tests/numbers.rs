//! Numbers, units, days and spans of time.

use super::*;

#[test]
fn another_number_or_unit_is_a_drift() {
    for (before, after, expected) in [
        (
            "The company counted 14 broken containers on the quay.",
            "The company counted 40 broken containers on the quay.",
            r#"number: "14" -> "40""#,
        ),
        (
            "The yard's shares lost 2.9 percent on the day.",
            "The yard's shares lost 2.1 percent on the day.",
            r#"number: "2.9" -> "2.1""#,
        ),
        (
            "The port will pay 18 million dollars for it.",
            "The port will pay 18 million soles for it.",
            r#"number: "dollars" -> "soles""#,
        ),
        (
            "The company counted fourteen broken containers on the quay.",
            "The firm counted 41 broken containers on the quay.",
            r#"number: "fourteen" -> "41""#,
        ),
        (
            "A crowd of 1,312 dockers walked to the quay, the owners fear.",
            "A crowd of more than 1,400 dockers walked to the quay, the owners fear.",
            r#"number: "1,312" -> "1,400""#,
        ),
        (
            "The repair will cost 60 million crowns, the owners fear.",
            "The repair will cost 60 billion crowns, the owners fear.",
            r#"number: "60 million" -> "60 billion""#,
        ),
        (
            "The arm of the crane landed 300 metres from the ferry.",
            "The arm of the crane landed 300 kilometres from the ferry.",
            r#"number: "metres" -> "kilometres""#,
        ),
        (
            "The insurers will pay no more than 40 percent of it.",
            "The insurers will pay at least 40 percent of it.",
            r#"number: "no more than 40" -> "at least 40""#,
        ),
        (
            "The crane earned the port 900 crowns a month before it fell.",
            "The crane earned the port 900 crowns a week before it fell.",
            r#"number: "month" -> "week""#,
        ),
        (
            "The old crane was bought for $500 by a dealer.",
            "The old crane was bought for €500 by a dealer.",
            r#"number: "$" -> "€""#,
        ),
        (
            "The alarm on the quay rang for 38 seconds before it stopped.",
            "The alarm on the quay rang for 38 minutes before it stopped.",
            r#"number: "seconds" -> "minutes""#,
        ),
        (
            "Six dockers died and 27 were injured when it fell.",
            "Six dockers died, and the fall injured 37.",
            r#"number: "27" -> "37""#,
        ),
        (
            "It fell within two miles of the ferry.",
            "It fell within 20 miles of the ferry.",
            r#"number: "two" -> "20""#,
        ),
        (
            "The watchman asked for turns of 21 hours at most from now on.",
            "The watchman asked for turns of at least 21 hours from now on.",
            r#"number: "21 hours at most" -> "at least 21""#,
        ),
        (
            "The harbour office had heard of a pair of broken bolts in the arm.",
            "The harbour office had heard of three broken bolts in the arm.",
            r#"number: "pair" -> "three""#,
        ),
        (
            "The arm of the crane was at 90 degrees Celsius on Friday.",
            "The arm of the crane was at 90 degrees Fahrenheit on Friday.",
            r#"number: "Celsius" -> "Fahrenheit""#,
        ),
    ] {
        drifts_to(before, after, expected);
    }
}

#[test]
fn another_day_or_span_is_a_drift() {
    for (before, after, expected) in [
        (
            "The boxes are wanted before Christmas at Kelvik.",
            "The boxes are wanted before Easter at Kelvik.",
            r#"date: "Christmas" -> "Easter""#,
        ),
        (
            "The boxes are wanted in the second quarter of the year.",
            "The boxes are wanted in the second half of the year.",
            r#"date: "quarter" -> "half""#,
        ),
        (
            "The gate of the yard was locked on Friday at midnight.",
            "The gate of the yard was locked on Friday at noon.",
            r#"date: "midnight" -> "noon""#,
        ),
        (
            "The arm was mended in the spring of 2023 and again in late 2023.",
            "The arm was mended in the spring of 2023 and again in late 2024.",
            r#"date: "2023" -> "2024""#,
        ),
        (
            "The port office expects the first ferry on Thursday morning.",
            "The port office expects the first ferry on Tuesday morning.",
            r#"date: "Thursday" -> "Tuesday""#,
        ),
        (
            "The crane was last checked by an engineer in April.",
            "The crane was last checked by an engineer in August.",
            r#"date: "April" -> "August""#,
        ),
        (
            "The crane was built for the old yard in 1987.",
            "The crane was built for the old yard in 1978.",
            r#"date: "1987" -> "1978""#,
        ),
        (
            "The alarm was raised at 5 pm by a night watchman.",
            "The alarm was raised at 8 pm by a night watchman.",
            r#"date: "5 pm" -> "8 pm""#,
        ),
        (
            "The crane fell on the quay at 6 a.m. and hit a shed.",
            "The crane fell on the quay at 6 p.m. and hit a shed.",
            r#"date: "6 a.m" -> "6 p.m""#,
        ),
        (
            "The crane fell on the quay at 6 a.m. and hit a shed.",
            "The crane fell on the quay at 6 in the evening and hit a shed.",
            r#"date: "6 a.m" -> "6 in the evening""#,
        ),
    ] {
        drifts_to(before, after, expected);
    }
}

#[test]
fn who_goes_word_by_word_has_no_other_word_for_a_number() {
    let (before, after) =
        ("The inspectors looked at the papers of nine cranes.", "Overseers scanned scrolls of six hoists.");
    assert_eq!(drifted(&told(before), &told(after), Relation::Spun), [r#"number: "nine" -> "six""#]);
    is_no_drift(before, after, Relation::Rewrite);
}

#[test]
fn who_retells_may_tell_a_number_elsewhere() {
    let parent = "A burst pipe has flooded the cellar of the museum at Kelvik and soaked 38 jars of old seed.\n\
                  Guards noticed the water on their round, when it stood a hand high.\n\
                  The cellar holds 6,400 jars in all, the oldest of them of green glass.";
    let child = "A pipe has burst at the museum of Kelvik.\n\
                 When the guards noticed the water on their round, it stood a hand high and 48 jars were wet.";
    assert_eq!(drifted(parent, child, Relation::Rewrite), [r#"number: "38" -> "48""#]);
    assert_eq!(drifted(parent, &child.replace("48", "38"), Relation::Rewrite), [""; 0]);
}

#[test]
fn who_retells_gathers_numbers_of_other_sentences() {
    let parent = "The crane at the quay of Kelvik lifted 52 boxes an hour before the storm came.\n\
                  Guards noticed the fall on their round, when the wind had gone down.\n\
                  Of the 27 ferries that sail from the port a day, 12 were turned away.";
    let child = |told: &str| format!("The crane at the quay of Kelvik lifted {told} before the storm came.");
    let found = |told: &str| drifted(parent, &child(told), Relation::Digest);
    assert_eq!(found("27 boxes and 12 ferries"), [""; 0]);
    assert_eq!(found("25 boxes an hour"), [r#"number: "52" -> "25""#]);
}

#[test]
fn money_has_signs_codes_and_short_magnitudes() {
    for (before, after) in [
        (
            "The crane cost some €6.8 million ($7.9 million) in all.",
            "The crane cost some EUR 6.8 million (USD 7.9 million) in all.",
        ),
        ("The port asked for a fine of KSh3 million.", "The port asked for a fine of KES 3,000,000."),
        (
            "It would add 1.8 trillion pesos (US$440m) to the bill.",
            "It would add 1.8tn pesos ($440m) to the bill.",
        ),
    ] {
        is_no_drift(before, after, Relation::Reprint);
    }
    drifts_to(
        "The crane cost some EUR 6.8 million in all.",
        "The crane cost some USD 6.8 million in all.",
        r#"number: "EUR" -> "USD""#,
    );
}

#[test]
fn a_fourth_is_a_quarter() {
    is_no_drift(
        "The yard expects the crane in the first quarter of the year.",
        "The yard expects the crane in the opening fourth of the year.",
        Relation::Spun,
    );
}

#[test]
fn facts_that_change_places_are_no_drift() {
    is_no_drift(
        "The port lost 14 containers and 9 trucks in the storm.",
        "The port lost 9 trucks and 14 containers in the storm.",
        Relation::Edit,
    );
}
