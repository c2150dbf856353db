use super::*;
use crate::facts::tests::Told;
use crate::variants::variants;

const WIRE: &str = "The port of Kelvik lost 14 containers when a crane fell on Tuesday.\n\
                    The harbour master, Ines Dahl, closed the quay for the night.\n\
                    The repair will cost 60 million crowns, the Harlow Bank said.";

/// What each text says of the facts of the first, in lines `fact: same`, `fact: other words` or `fact: silent`.
/// `parents` are the numbers of the texts that each comes from.
fn said(texts: &[&str], parents: &[&[usize]]) -> Vec<Vec<String>> {
    let told: Vec<Told> = texts.iter().map(|text| Told::of(text)).collect();
    let base = told[0].stated();
    let facts = facts(&base);
    let mut testimonies: Vec<Testimony> = Vec::new();
    for (own, above) in told.iter().zip(parents) {
        let models: Vec<Stated> = above.iter().map(|&p| told[p].stated()).collect();
        let found = variants(&own.stated(), &models, None);
        let evidence = Evidence::of(&facts, &own.stated(), &models, &found);
        let heard: Vec<&Testimony> = above.iter().map(|&p| &testimonies[p]).collect();
        testimonies.push(evidence.testimony(&facts, &heard));
    }
    let line = |fact: &Fact, said: &Option<Said>| {
        let words = base.text[span(&base, fact)].to_owned();
        match said {
            Some(Said::Same) => format!("{words}: same"),
            Some(Said::Other(_, other)) => format!("{words}: {other}"),
            None => format!("{words}: silent"),
        }
    };
    testimonies.iter().map(|t| facts.iter().zip(t).map(|(fact, said)| line(fact, said)).collect()).collect()
}

fn span(stated: &Stated, fact: &Fact) -> Range<usize> {
    let tokens = &stated.wording.witness.tokens;
    tokens[fact.tokens.start].span.start as usize..tokens[fact.tokens.end - 1].span.end as usize
}

/// The lines that are not as the archetype has them.
fn differs(lines: &[String]) -> Vec<&str> {
    lines.iter().filter(|line| !line.ends_with(": same")).map(String::as_str).collect()
}

#[test]
fn the_facts_of_a_text_are_there_once_and_in_order() {
    let text = format!(
        "{WIRE}\nDahl said that 14 containers could not be saved, and that Kelvik would wait for Tuesday."
    );
    let told = Told::of(&text);
    let stated = told.stated();
    let facts = facts(&stated);
    let lines: Vec<String> =
        facts.iter().map(|fact| format!("{} {}", fact.sort.name(), &text[span(&stated, fact)])).collect();
    assert_eq!(
        lines,
        [
            "place Kelvik",
            "number 14",
            "date Tuesday",
            "person Ines Dahl",
            "number 60 million",
            "org Harlow Bank"
        ]
    );
}

#[test]
fn who_says_the_same_supports_and_who_says_less_is_silent() {
    let (short, _) = WIRE.split_once('\n').unwrap_or_default();
    let told = said(&[WIRE, WIRE, short], &[&[], &[0], &[0]]);
    assert_eq!(differs(&told[0]), [""; 0]);
    assert_eq!(differs(&told[1]), [""; 0]);
    assert_eq!(differs(&told[2]), ["Ines Dahl: silent", "60 million: silent", "Harlow Bank: silent"]);
}

#[test]
fn other_clothes_are_the_same() {
    let copy = WIRE.replace("14 containers", "fourteen containers").replace("60 million", "60m");
    let told = said(&[WIRE, &copy], &[&[], &[0]]);
    assert_eq!(differs(&told[1]), [""; 0]);
}

#[test]
fn a_changed_value_is_inherited_and_may_be_restored() {
    let bent = WIRE.replace("14 containers", "40 containers");
    let heir = bent.replace("when a crane fell", "after a crane had fallen");
    let mended = heir.replace("40 containers", "14 containers");
    let again = mended.replace("14 containers", "41 containers");
    let told = said(&[WIRE, &bent, &heir, &mended, &again], &[&[], &[0], &[1], &[2], &[3]]);
    assert_eq!(differs(&told[1]), ["14: 40"]);
    assert_eq!(differs(&told[2]), ["14: 40"]);
    assert_eq!(differs(&told[3]), [""; 0]);
    assert_eq!(differs(&told[4]), ["14: 41"]);
}

#[test]
fn names_and_days_bend_as_numbers_do() {
    let bent = WIRE.replace("Ines Dahl", "Ines Dorn").replace("Tuesday", "Thursday");
    let told = said(&[WIRE, &bent], &[&[], &[0]]);
    assert_eq!(differs(&told[1]), ["Tuesday: Thursday", "Ines Dahl: Dorn"]);
}

#[test]
fn a_merge_says_what_the_parent_says_that_it_follows() {
    let bent = WIRE.replace("14 containers", "40 containers");
    let lines: Vec<&str> = bent.lines().collect();
    let wire: Vec<&str> = WIRE.lines().collect();
    let of_bent = [lines[0], wire[1], wire[2]].join("\n");
    let of_wire = [wire[0], wire[1]].join("\n");
    let told = said(&[WIRE, &bent, &of_bent, &of_wire], &[&[], &[0], &[0, 1], &[0, 1]]);
    assert_eq!(differs(&told[2]), ["14: 40"]);
    assert_eq!(differs(&told[3]), ["60 million: silent", "Harlow Bank: silent"]);
}

#[test]
fn a_text_without_facts_has_none() {
    for text in ["", "...", "nothing happened there at all"] {
        let told = Told::of(text);
        assert!(facts(&told.stated()).is_empty(), "{text}");
    }
}
