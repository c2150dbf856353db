//! Titles and ranks.

use super::*;

#[test]
fn another_title_is_a_drift() {
    for (before, after, expected) in [
        (
            "The deputy head of the Kelvik harbour association, Tove Brandt, asked for patience.",
            "Tove Brandt, head of the Kelvik harbour association, asked for patience.",
            r#"title: "deputy head of the Kelvik harbour association, Tove Brandt" -> "Brandt, head""#,
        ),
        (
            "Depot director Tove Dahl said the crane had been sold.",
            "The deputy director of the depot, Tove Dahl, said the crane had been sold.",
            r#"title: "Depot director Tove Dahl" -> "deputy director of the depot, Tove Dahl""#,
        ),
        (
            "Human resources minister Jan Dorn asked for patience.",
            "Natural resources minister Jan Dorn asked for patience.",
            r#"title: "Human resources minister Jan Dorn" -> "Natural resources minister Jan Dorn""#,
        ),
        (
            "Health Secretary of State Jan Dorn asked for patience.",
            "Health minister Jan Dorn asked for patience.",
            r#"title: "Secretary of State Jan Dorn" -> "minister Jan Dorn""#,
        ),
        (
            "Transport Minister Tove Halvorsen will visit the quay with her staff.",
            "Tove Halvorsen, minister of defence, will visit the quay with her staff.",
            r#"title: "Transport Minister Tove Halvorsen" -> "Halvorsen, minister of defence""#,
        ),
        (
            "Tove Halvorsen, chief economist of the Ostra Bank, will visit the quay.",
            "Tove Halvorsen, former chief economist of the Ostra Bank, will visit the quay.",
            r#"title: "Halvorsen, chief economist" -> "Halvorsen, former chief economist""#,
        ),
        (
            "Energy Minister Tove Halvorsen will visit the quay with her staff.",
            "Finance Minister Tove Halvorsen will visit the quay with her staff.",
            r#"title: "Energy Minister Tove Halvorsen" -> "Finance Minister Tove Halvorsen""#,
        ),
        (
            "President Tove Halvorsen will visit the quay with her staff.",
            "Minister Tove Halvorsen will visit the quay with her staff.",
            r#"title: "President Tove Halvorsen" -> "Minister Tove Halvorsen""#,
        ),
        (
            "Tove Halvorsen, the medical director of the port, will visit the quay.",
            "Tove Halvorsen, the technical director of the port, will visit the quay.",
            r#"title: "Halvorsen, the medical director" -> "Halvorsen, the technical director""#,
        ),
        (
            "The insurers' deputy general secretary, Tove Brandt, asked for patience.",
            "The insurers' general secretary, Tove Brandt, asked for patience.",
            r#"title: "deputy general secretary, Tove Brandt" -> "general secretary, Tove Brandt""#,
        ),
        (
            "Tove Brandt, a plumber at the Kelvik yard, saw the arm bend first.",
            "Tove Brandt, a welder at the Kelvik yard, saw the arm bend first.",
            r#"title: "plumber" -> "welder""#,
        ),
        (
            "Tove Brandt, the deputy director of public prosecutions, signed the order.",
            "Director of Public Prosecutions Tove Brandt signed the order.",
            r#"title: "Brandt, the deputy director of public prosecutions" -> "Director of Public Prosecutions Tove Brandt""#,
        ),
        (
            "Tove Brandt, the envoy of the yard in Ostrel, signed the order.",
            "Tove Brandt, the president of the yard, signed the order.",
            r#"title: "Brandt, the envoy" -> "Brandt, the president""#,
        ),
        (
            "The order was signed by Judge Tove Brandt in the morning.",
            "The order was signed by Chief Magistrate Tove Brandt in the morning.",
            r#"title: "Judge Tove Brandt" -> "Chief Magistrate Tove Brandt""#,
        ),
        (
            "The order was signed by Tove Brandt, the yard's head of repairs.",
            "The order was signed by Tove Brandt, the yard's head of real estate.",
            r#"title: "Brandt, the yard's head of repairs" -> "Brandt, the yard's head of real estate""#,
        ),
        (
            "Tove Halvorsen, the transport minister, will visit the quay.",
            "Tove Halvorsen, in her office of the finance minister, will visit the quay.",
            r#"title: "Halvorsen, the transport minister" -> "Halvorsen, in her office of the finance minister""#,
        ),
        (
            "The union's leader, Ines Dahl, asked for a new crane.",
            "The union's deputy leader, Ines Dahl, asked for a new crane.",
            r#"title: "leader, Ines Dahl" -> "deputy leader, Ines Dahl""#,
        ),
        (
            "The order was signed by Science and Innovation Minister Tove Brandt.",
            "The order was signed by Deputy Science and Innovation Minister Tove Brandt.",
            r#"title: "Minister" -> "Deputy Science and Innovation Minister""#,
        ),
        (
            "Opposition lawmaker Patria Endar Mora, of the left, spoke first.",
            "Opposition lawmaker Patria Endar Mena, of the left, spoke first.",
            r#"person: "Mora" -> "Mena""#,
        ),
    ] {
        drifts_to(before, after, expected);
    }
}

#[test]
fn a_spinner_makes_nobody_another_minister() {
    is_no_drift(
        "The yard's director, Tove Brandt, stayed on the quay.",
        "The yard's supervisor, Tove Brandt, lingered upon the quay.",
        Relation::Spun,
    );
    let text = |title: &str| format!("{title} Tove Halvorsen will visit the quay with her staff.");
    for (before, after) in [
        ("Transport Minister", "Conveyance Minister"),
        ("Transport Minister", "Transportation Minister"),
        ("Treasury Secretary", "Finance Minister"),
        ("Prime Minister", "Head Minister"),
        ("Deputy Transport Minister", "Proxy Transport Minister"),
        ("Infrastructure Minister", "Groundwork Secretary"),
        ("Governor", "Lead Representative"),
        ("Commissioner", "Magistrate"),
    ] {
        is_no_drift(&text(before), &text(after), Relation::Spun);
    }
    for (before, after) in [
        ("Transport Minister", "Finance Minister"),
        ("Transport Minister", "Deputy Transport Minister"),
        ("Deputy Transport Minister", "Transport Minister"),
        ("Deputy Mayor", "Mayor"),
        ("President", "Premier"),
    ] {
        let found = drifted(&told(&text(before)), &told(&text(after)), Relation::Spun);
        let expected = format!("title: \"{before} Tove Halvorsen\" -> \"{after} Tove Halvorsen\"");
        assert_eq!(found, [expected]);
    }
}

#[test]
fn a_role_without_a_name_is_a_title() {
    drifts_to(
        "The quarrel ended when a retired judge was asked to settle it.",
        "The quarrel ended when a retired general was asked to settle it.",
        r#"title: "judge" -> "general""#,
    );
}

#[test]
fn a_deputy_is_not_who_holds_the_office() {
    for (before, after, relation, expected) in [
        (
            "The dean of the harbour school, Tove Brandt, saw the crane fall.",
            "Tove Brandt, deputy dean of the harbour school, saw the crane fall.",
            Relation::Edit,
            r#"title: "dean" -> "deputy dean""#,
        ),
        (
            "The vice consul of Ostrel saw the crane fall from a window.",
            "The consul of Ostrel saw the crane fall from a window.",
            Relation::Edit,
            r#"title: "vice consul" -> "consul""#,
        ),
        (
            "Tove Brandt, the power minister, saw the crane fall.",
            "Tove Brandt, the deputy muscle minister, watched the hoist tumble.",
            Relation::Spun,
            r#"title: "minister" -> "deputy muscle minister""#,
        ),
    ] {
        assert_eq!(drifted(&told(before), &told(after), relation), [expected], "\n  {before}\n  {after}");
    }
    let sub = "The sub-dean of the harbour school saw the crane fall.";
    is_no_drift(sub, "The deputy dean of the harbour school saw the crane fall.", Relation::Translation);
}

#[test]
fn who_is_second_of_several_is_not_the_first() {
    drifts_to(
        "The first deputy mayor, Tove Brandt, saw the crane fall.",
        "The second deputy mayor, Tove Brandt, saw the crane fall.",
        r#"title: "first" -> "second""#,
    );
}

#[test]
fn a_translation_leaves_the_head_of_something_what_he_is_called() {
    let before = "The order was signed by Tove Brandt, the yard's head of repairs.";
    is_no_drift(before, &before.replace("repairs", "reparations"), Relation::Translation);
}
