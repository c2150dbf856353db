//! Names of people, places and bodies, and words that tell one body from another.

use super::*;

#[test]
fn another_person_place_or_body_is_a_drift() {
    for (before, after, expected) in [
        (
            "The harbour master, Ines Dahl, said the quay would hold.",
            "The harbour master, Ines Dorn, said the quay would hold.",
            r#"person: "Dahl" -> "Dorn""#,
        ),
        (
            "The crane was once driven by a nephew of the owner.",
            "The crane was once driven by a cousin of the owner.",
            r#"person: "nephew" -> "cousin""#,
        ),
        (
            "The crane was bought by a Kelvik-based dealer in May.",
            "The crane was bought by an Ostrand-based dealer in May.",
            r#"place: "Kelvik" -> "Ostrand""#,
        ),
        (
            "Two freighters were sent on to the docks in Norway instead.",
            "Two freighters were sent on to the docks in Sweden instead.",
            r#"place: "Norway" -> "Sweden""#,
        ),
        (
            "The water broke into the western basin in November and sank two boats.",
            "In November the water broke into the eastern basin and sank two boats.",
            r#"place: "western" -> "eastern""#,
        ),
        (
            "The crane fell near the western town of Kelvik on Monday.",
            "The crane fell near the town of Kelvik in the east on Monday.",
            r#"place: "western" -> "east""#,
        ),
        (
            "The quay was drawn by Norway's Ingrid Thorsen ten years ago.",
            "The quay was drawn by Norway's Ingrid Torgersen ten years ago.",
            r#"person: "Thorsen" -> "Torgersen""#,
        ),
        (
            "The storm closed the quays in Ostrel, Barrydale and Ladmouth for a week.",
            "The storm closed the quays in Ostrel, Barrydale and Ledworth for a week.",
            r#"place: "Ladmouth" -> "Ledworth""#,
        ),
        (
            "The heirs, who live in Canada, Israel and Poland, will lend the crane.",
            "The heirs, who live in Canada, Israel and the Czech Republic, will lend the crane.",
            r#"place: "Poland" -> "Republic""#,
        ),
        (
            "The crane was shown by a private station in Kelvik at noon.",
            "The crane was shown by a state station in Kelvik at noon.",
            r#"org: "private" -> "state""#,
        ),
        (
            "The quay was paid for by Harlow Capital ten years ago.",
            "The quay was paid for by Harlow Securities ten years ago.",
            r#"org: "Capital" -> "Securities""#,
        ),
        (
            "The quay was paid for by the Harlow Bank ten years ago.",
            "The quay was paid for by the Marlow Bank ten years ago.",
            r#"org: "Harlow" -> "Marlow""#,
        ),
        (
            "The quay was looked at by the Kelvik Crane Office ten years ago.",
            "The quay was looked at by the Kelvik Tunnel Office ten years ago.",
            r#"org: "Crane" -> "Tunnel""#,
        ),
        (
            "The dockers' union asked for a new crane before the summer.",
            "The sailors' union asked for a new crane before the summer.",
            r#"org: "dockers' union" -> "sailors' union""#,
        ),
        // One of many other words.
        (
            "The quay was paid for by the Harbour Savers' Union ten years ago.",
            "It is a decade now that the Harbour Savers' League bore the cost of it.",
            r#"org: "Union" -> "League""#,
        ),
    ] {
        drifts_to(before, after, expected);
    }
}

#[test]
fn a_name_that_went_through_another_alphabet_is_no_drift() {
    for (before, after) in [
        ("The engineer Viktor Kuznecov built the crane.", "The engineer Victor Kuznetsov built the crane."),
        ("The engineer Filip Zaharov built the crane.", "The engineer Philip Zakharov built the crane."),
        ("The engineer Jasmina Maksim built the crane.", "The engineer Yasmina Maxim built the crane."),
    ] {
        is_no_drift(before, after, Relation::Translation);
    }
}

#[test]
fn names_that_are_all_written_by_ear_are_no_drift() {
    let text = |a: &str, b: &str| format!("{a} checked the bolts of the crane, and {b} drove it on Monday.");
    let told = text("Oriane Castelan", "Tobias Rendquist");
    is_no_drift(&told, &text("Orian Kastelan", "Tobias Rendkvist"), Relation::Edit);
    drifts_to(&told, &text("Oriane Castelan", "Tobias Randqvist"), r#"person: "Rendquist" -> "Randqvist""#);
}

#[test]
fn a_spinner_puts_names_in_other_words_that_mean_the_same() {
    let text = |office: &str| format!("The quay was looked at by the {office} ten years ago.");
    for other in ["Marine Mishap Bureau", "Nautical Accident Desk"] {
        is_no_drift(&text("Marine Accident Bureau"), &text(other), Relation::Spun);
    }
    let found = drifted(&text("Marine Accident Bureau"), &text("Marine Carpet Bureau"), Relation::Spun);
    assert_eq!(found, [r#"org: "Accident" -> "Carpet""#]);
    let found = drifted(
        &text("Marine Building Research Bureau"),
        &text("Marine Banking Research Bureau"),
        Relation::Spun,
    );
    assert_eq!(found, [r#"org: "Building" -> "Banking""#]);
}

#[test]
fn who_puts_names_in_other_words_does_so_throughout() {
    let text = |bureau: &str, words: [&str; 3]| {
        let [haven, angling, packet] = words;
        format!(
            "The quay was looked at by the Marine {bureau} Bureau ten years ago, and the {haven} Council, the {angling} Guild and \
             the {packet} Club paid."
        )
    };
    let told = text("Accident", ["Teachers", "Garden", "Railway"]);
    let found = |words: [&str; 3]| drifted(&told, &text("Carpet", words), Relation::Spun);
    assert_eq!(found(["Teachers", "Garden", "Railway"]), [r#"org: "Accident" -> "Carpet""#]);
    assert_eq!(found(["Masters", "Orchard", "Tram"]), [""; 0]);
}

#[test]
fn a_parliament_is_no_commission_in_whatever_words() {
    let text = |body: &str| told(&format!("The quay was looked at by the European {body} ten years ago."));
    let found = |body: &str| drifted(&text("Commission"), &text(body), Relation::Spun);
    assert_eq!(found("Parliament"), [r#"org: "Commission" -> "Parliament""#]);
    assert_eq!(found("Board"), [""; 0]);
}

#[test]
fn a_word_of_a_name_that_may_stand_for_it_is_no_other() {
    let text = |dales: &str| format!("The owner went to the Nine {dales} with a cousin.");
    is_no_drift(&text("Valleys"), &text("Dales"), Relation::Spun);
    is_no_drift(&text("Valleys"), &text("Vales"), Relation::Edit);
}

#[test]
fn one_word_of_a_name_of_two_that_is_another_is_no_accident() {
    let text = |name: &str| format!("The quay was paid for by the {name} ten years ago.");
    let found = |before: &str, after: &str, relation| drifted(&text(before), &text(after), relation);
    assert_eq!(found("Civic Union", "Civic Bank", Relation::Translation), [r#"org: "Union" -> "Bank""#]);
    assert_eq!(found("Black Heron", "Black Hornet", Relation::Spun), [r#"org: "Heron" -> "Hornet""#]);
    // These have their names in every language, however much alike.
    let (before, after) = ("builders of Chile", "builders of China");
    assert_eq!(found(before, after, Relation::Translation), [r#"place: "Chile" -> "China""#]);
    // Every language has its own word for what people are joined in.
    is_no_drift(&text("Civic Union"), &text("Civic League"), Relation::Translation);
    assert_eq!(found("Civic Savers Union", "Civic Savers League", Relation::Rewrite).len(), 1);
    // Both words of it are.
    is_no_drift(&text("Civic Union"), &text("Popular Bank"), Relation::Translation);
    // A spinner's slip.
    is_no_drift(&text("Civic Union"), &text("Civic Marriage"), Relation::Spun);
    // Alike by letters that stand in both by chance.
    is_no_drift(&text("Civic Foundation"), &text("Civic Outfit"), Relation::Spun);
}

#[test]
fn who_retells_may_say_the_country() {
    let text = |place: &str| {
        format!(
            "A ship from Norway had brought the crane to the yard in Kelvik.\n\
             A judge told {place} on Monday to pay for the crane and for the quay.\n\
             Divers will look at the damaged wall before any ferry sails again."
        )
    };
    assert_eq!(drifted(&text("Kelvik"), &text("Norway"), Relation::Rewrite), [""; 0]);
    assert_eq!(drifted(&text("Kelvik"), &text("Norway"), Relation::Edit), [r#"place: "Kelvik" -> "Norway""#]);
}

#[test]
fn names_that_sound_alike_are_others_unless_they_were_translated() {
    let text = |bank: &str| format!("The quay was paid for by the {bank} Bank ten years ago.");
    drifts_to(&text("Coral"), &text("Choral"), r#"org: "Coral" -> "Choral""#);
    is_no_drift(&text("Coral"), &text("Choral"), Relation::Translation);
    // But cities that are known.
    let text = |city: &str| told(&format!("The quay was paid for by a bank in {city} ten years ago."));
    let found = drifted(&text("Geneva"), &text("Genoa"), Relation::Translation);
    assert_eq!(found, [r#"place: "Geneva" -> "Genoa""#]);
}

#[test]
fn who_writes_one_name_of_all_otherwise_has_mistaken_it() {
    let text = |person: &str, river: &str, town: &str| {
        told(&format!("The crane came from {town} on the {river}, said its owner, {person}, on Monday."))
    };
    let found =
        |child: &str| drifted(&text("Zoran Lekovic", "Zambezi", "Oryol"), child, Relation::Translation);
    assert_eq!(found(&text("Goran Lekovic", "Zambezi", "Oryol")), [r#"person: "Zoran" -> "Goran""#]);
    assert_eq!(found(&text("Zoran Lekovic", "Zambeze", "Oryol")), [""; 0]);
    assert_eq!(found(&text("Zorin Lekovic", "Zambeze", "Orjol")), [""; 0]);
}

#[test]
fn a_spinner_puts_titles_of_works_in_other_words() {
    is_no_drift(
        "The owner hummed \"Girl with a Lantern\" on the quay.",
        "The proprietor hummed \"Lass with a Lamp\" on the quay.",
        Relation::Spun,
    );
}

#[test]
fn a_spinner_has_no_other_word_for_what_no_thesaurus_lists() {
    let before = "The insurer Mutua Levantina has poured 4 million euros into the quay.";
    let after = |name: &str| format!("The underwriter {name} has decanted 4 million euros within the pier.");
    let found = drifted(&told(before), &told(&after("Mutua Murciana")), Relation::Spun);
    assert_eq!(found, [r#"org: "Levantina" -> "Murciana""#]);
    let before = before.replace("Mutua Levantina", "Kvarner University");
    is_no_drift(&before, &after("Kvarner Academy"), Relation::Spun);
}

#[test]
fn words_of_one_root_in_a_name_are_no_drift() {
    is_no_drift(
        "The Coastal Party wants to know who paid for the crane.",
        "The Party of the Coast wants to know who paid for the crane.",
        Relation::Edit,
    );
}

#[test]
fn a_body_that_other_words_tell_of_is_another() {
    let text = |body: &str| told(&format!("Two of the owners went to {body} within a week, she said."));
    for (before, after) in [
        ("the health ministry", "the ministry of the interior"),
        ("the High Court", "the Constitutional Court"),
        ("the Crane Drivers' Association", "the Association of the Ferry Stewards"),
        ("the Union of Kelvik Dockers", "the Union of Ostrand Dockers"),
    ] {
        let found = drifted(&text(before), &text(after), Relation::Translation);
        assert!(found.len() == 1 && found[0].starts_with("org:"), "{found:?}\n  {before}\n  {after}");
    }
    for (before, after) in [
        ("the dockers' union", "the trade union of the dockers"),
        ("the ruling Union for Peace", "the governing Union for Peace"),
        ("the Ministry of Defence", "the military ministry"),
        ("Norway's board", "the board of directors"),
        ("the first author of the paper", "the first author of the treatise"),
        ("the town council", "the councillors of the town"),
    ] {
        let found = drifted(&text(before), &text(after), Relation::Translation);
        assert!(found.is_empty(), "{found:?}\n  {before}\n  {after}");
    }
    // Who has another word for each word has one for what a body is for.
    is_no_drift(
        "The climate ministry asked the dock workers' union for patience.",
        "The weather ministry begged the wharf toilers' union for forbearance.",
        Relation::Spun,
    );
}

#[test]
fn a_spinner_has_no_other_name_for_what_no_thesaurus_lists() {
    let spun = |place: &str| {
        let after = told(&format!("The divers, whom the owner hired on Monday, were aimed toward {place}."));
        drifted(
            &told("The frogmen, whom the owner employed on Monday, were headed to Aveiro."),
            &after,
            Relation::Spun,
        )
    };
    assert_eq!(spun("Coimbra"), [r#"place: "Aveiro" -> "Coimbra""#]);
    assert_eq!(spun("Aveiro"), [""; 0]);
}

#[test]
fn a_name_changed_throughout_has_changed_once() {
    let text = |name: &str| {
        format!(
            "The harbour master, Ines {name}, closed the quay on Monday.\nLater {name} said the quay would hold.\n\
             The owners asked {name} to open it again."
        )
    };
    let found = drifted(&text("Dahl"), &text("Dorn"), Relation::Edit);
    assert_eq!(found, [r#"person: "Dahl" -> "Dorn""#]);
}
