//! Sentences of the trade, each with who says what in it.

use std::cell::RefCell;

use proptest::prelude::*;

use super::statements;
use crate::language::{Language, Lexicon};
use crate::span::Span;
use crate::transcript::Transcript;

/// Speaker and words of each statement, quotations in marks.
fn of(text: &str) -> Vec<(String, String)> {
    statements(text, &story(text))
        .iter()
        .map(|s| {
            let speaker = s.speaker.as_ref().map_or("-", |s| &text[s.name.range()]);
            let words = s.words(text);
            (speaker.to_owned(), if s.direct { format!("“{words}”") } else { words })
        })
        .collect()
}

fn story(text: &str) -> Transcript {
    thread_local! {
        static ENGLISH: RefCell<Lexicon> = RefCell::new(Lexicon::english());
    }
    let sentences = crate::clean::sentences(text, &lines(text), Language::ENGLISH);
    ENGLISH.with_borrow_mut(|lexicon| Transcript::from_sentences(text, &sentences, lexicon))
}

fn lines(text: &str) -> Vec<Span> {
    let mut start = 0;
    let line = |line: &str| {
        start += line.len();
        Span::new(start - line.len()..start)
    };
    text.split_inclusive('\n').map(line).collect()
}

fn says(text: &str, wanted: &[(&str, &str)]) {
    let found = of(text);
    let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(found, wanted, "{text}");
}

#[test]
fn verbs_stand_before_and_behind() {
    for text in [
        "\"We stay,\" Ann Orr said.",
        "\"We stay,\" said Ann Orr, the harbour master.",
        "\"We stay\", said Ann Orr, the harbour master.",
        "«We stay here tonight» – said Ann Orr, the harbour master.",
        "\"We stay\", Ann Orr said.",
        "\"We stay,\" the harbour master, Ann Orr, told reporters.",
        "\"We stay,\" the head of the school, mathematician Ann Orr, told reporters.",
        "\"We stay,\" said the head of the school, mathematician Ann Orr.",
        "But Ann Orr, a lawyer with the Varn Forum, said: \"We stay.\"",
        "Ann Orr said: \"We stay.\"",
        "Said Ann Orr: \"We stay.\"",
        "“We stay?” Ann Orr asked.",
        "“We stay!” Ann Orr shouted on Monday.",
        "Ann Orr, 44, who owns the pier, shouted, \"We stay!\"",
        "Asked about the storm, Mayor Ann Orr replied on Monday: “We stay.”",
    ] {
        let found = of(text);
        assert!(
            found.len() == 1 && found[0].0 == "Ann Orr" && found[0].1.starts_with("“We stay"),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn reports_need_no_marks() {
    says("Ann Orr said the pier would be closed.", &[("Ann Orr", "the pier would be closed")]);
    says("The pier would be closed, Ann Orr said.", &[("Ann Orr", "The pier would be closed")]);
    says("The pier, according to Ann Orr, would be closed.", &[("Ann Orr", "The pier would be closed")]);
    says(
        "Ann Orr told reporters on Tuesday that the pier was shut and said it was old.",
        &[("Ann Orr", "the pier was shut"), ("Ann Orr", "it was old")],
    );
    says(
        "Varn Shipping, based in Ostrel, said in a statement it had lost two boats.",
        &[("Varn Shipping", "it had lost two boats")],
    );
    says(
        "Ann Orr said the pier was shut because the mayor had warned of rain.",
        &[("Ann Orr", "the pier was shut because the mayor had warned of rain")],
    );
    says("Pilots said they want “peace” but left.", &[("Pilots", "they want “peace” but left")]);
    says(
        "Varn's Secretary of State for Culture, Ann Orr, said her ministry, which pays for the pier, had known.",
        &[("Ann Orr", "her ministry, which pays for the pier, had known")],
    );
    says(
        "The port board denied any delay. Its head left.",
        &[("port board", "The port board denied any delay")],
    );
    says("Bo Lee thanked them.", &[]);
    says(
        "The regulator, the Insurance Inspectorate, said it had warned the fund.",
        &[("Insurance Inspectorate", "it had warned the fund")],
    );
    says(
        "The head of the fund's trustees, Bo Lee, 63, left early. \"I signed what I was given to sign,\" he said.",
        &[("Bo Lee", "“I signed what I was given to sign”")],
    );
    says(
        "VDIR, the directors' association, met on Monday and said Bo Lee had been heard.",
        &[("VDIR", "Bo Lee had been heard")],
    );
    says(
        "The rebels have freed 41, according to the mediators.",
        &[("mediators", "The rebels have freed 41")],
    );
    says("Ann Orr has long said that the pier was old.", &[("Ann Orr", "the pier was old")]);
    says(
        "Pilots said they want peace, but left on Monday.",
        &[("Pilots", "they want peace, but left on Monday")],
    );
    says("The pier made him “smart,” Ann Orr said.", &[("Ann Orr", "The pier made him “smart,”")]);
    says(
        "The harbour master, Ann Orr, argues there is no pier left.",
        &[("Ann Orr", "there is no pier left")],
    );
    says(
        "Ann Orr, 59, who watched from the pier, said the storm brought back her father, and the war.",
        &[("Ann Orr", "the storm brought back her father, and the war")],
    );
    says("Ann Orr put the loss at 40 boats.", &[("Ann Orr", "Ann Orr put the loss at 40 boats")]);
    says("Ann Orr put the boat at risk.", &[]);
    says("High Court Judge Ann Orr found that the pier was old.", &[("Ann Orr", "the pier was old")]);
    says("The pier was far too old, the court found.", &[("court", "The pier was far too old")]);
    says("Ann Orr found that the pier was old.", &[]);
    says(
        "The Bank of Varn's office in Ostrel welcomed the vote but said that the pier was old.",
        &[("Bank of Varn's office", "the pier was old")],
    );
    says(
        "Ann Orr accused the council of sleeping.",
        &[("Ann Orr", "Ann Orr accused the council of sleeping")],
    );
}

#[test]
fn a_speaker_is_named_as_the_place_has_it() {
    let last = |text: &str| of(text).pop().map(|(speaker, _)| speaker);
    for (text, speaker) in [
        ("The salt came from Varn Salt, a company based in Ostrel, which said it was pure.", "Varn Salt"),
        ("\"We stay,\" said the insurer's head of claims, Ann Orr.", "Ann Orr"),
        (
            "Analysts at Varn Lending cut their advice and said the fine could double.",
            "Analysts at Varn Lending",
        ),
        (
            "Varn Air fell. Analysts at Varn Lending cut their advice. \"It will double,\" they wrote.",
            "Analysts at Varn Lending",
        ),
        (
            "The Varn Miners' Federation denied it. Varn Air said nothing. The union said it had warned of that.",
            "Varn Miners' Federation",
        ),
        ("The union Varnfer struck. Varn Air met Varnfer. The company said it was ready.", "Varn Air"),
        (
            "The fire was small, said Ann Orr, chairwoman of the Varn League, who put it at 40 boats.",
            "Ann Orr",
        ),
        (
            "\"It was small,\" said Ann Orr, chairwoman of the Varn League, who warned that it would come again.",
            "Ann Orr",
        ),
        ("The Varn Circle of Kidney Surgeons warned that salt was bad.", "Varn Circle of Kidney Surgeons"),
        (
            "Varn Air lost a jet. The national power company said lights would return.",
            "national power company",
        ),
        (
            "The Varn central bank called back its notes. Dealers sold them, the Varn Coin Union said. They will be \
             read again, the bank said.",
            "Varn central bank",
        ),
        (
            "The pump that Varnfer built is old, and Brazil pays for it. The company said it was ready.",
            "Varnfer",
        ),
        ("Mr Berg of Varn Savings spoke to Farsal. The central bank said it had no plans.", "central bank"),
        ("In Kelvik, Transport Minister Per-Olof Berg said it was late.", "Per-Olof Berg"),
        ("Per-Olof Berg said it was late.", "Per-Olof Berg"),
        (
            "Keld Orrson lost. The Varn High Court refused on Monday to hear him, but said it would read the letters.",
            "Varn High Court",
        ),
        (
            "Minister Birte Varnsen spoke. Varnsen said she had known. But Kalle Thorn read out a letter to Minister \
             Varnsen. \"It was late,\" he said.",
            "Kalle Thorn",
        ),
        (
            "The Varn League met. In a statement its office in Kelvik said the pier was old.",
            "its office in Kelvik",
        ),
        ("The Docks Confederation of the Isles said the pier was old.", "Docks Confederation of the Isles"),
        ("The pier was old, said the Varn Centre for Kidney Surgeons.", "Varn Centre for Kidney Surgeons"),
        (
            "The Ostrel Court met on Monday at the request of the salt supplier Varnfer, which said the pier was old.",
            "Varnfer",
        ),
        (
            "Jadran Orrson sails. On Kelvik, where 40 people were waiting by noon, Mayor Bo Lee opened the school. He said \
             the island had bread.",
            "Bo Lee",
        ),
        (
            "The school of Ivo Maron, 58, was shut. Panos Keld, president of the League, said it had complained in May. \
             \"We waited,\" he said.",
            "Panos Keld",
        ),
        ("Thorn read out a letter in which the engineers warned that the pier was old.", "engineers"),
        (
            "Director Bo Lee came. The institute's director, Ann Orr, quit on Monday, saying the pier was old.",
            "Ann Orr",
        ),
    ] {
        assert_eq!(last(text).as_deref(), Some(speaker), "{text}");
    }
}

#[test]
fn what_is_not_said_is_not_reported() {
    for text in [
        "Ann Orr did not say when the pier would open.",
        "Ann Orr declined to say whether she would stay.",
        "Two boats, reported by fishermen to be lost, came home.",
        "The so-called \"ghost pier\" of Varn was never built.",
        "Her play \"The Pier\" was shown in Ostrel.",
    ] {
        says(text, &[]);
    }
}

#[test]
fn short_names_stand_for_full_ones() {
    let second = |text: &str| of(text).pop().map(|(speaker, _)| speaker);
    for (text, speaker) in [
        ("Mayor Ann Orr arrived. Orr said the pier was shut.", "Ann Orr"),
        ("Mayor Ann Orr arrived. She said the pier was shut.", "Ann Orr"),
        ("Mayor Ann Orr met Bo Lee. The mayor said the pier was shut.", "Ann Orr"),
        ("The airline Varn Air lost a jet. The airline said it was old.", "Varn Air"),
        ("The National Bank met. The bank said rates would fall.", "National Bank"),
        ("Spokeswoman Ann Orr met Governor Bo Lee. She said the pier was shut.", "Ann Orr"),
    ] {
        assert_eq!(second(text).as_deref(), Some(speaker), "{text}");
    }
}

#[test]
fn of_two_surnames_the_first_stands_for_both() {
    says(
        "Col. Ana Orr Brandt runs the pier. \"It will hold,\" Orr said. Brandt said it was old.",
        &[("Ana Orr Brandt", "“It will hold”"), ("Ana Orr Brandt", "it was old")],
    );
}

#[test]
fn letters_stand_for_the_name_that_begins_with_them() {
    says(
        "A member of the International Pier Fund resigned. The IPF said he had been ill.",
        &[("International Pier Fund", "he had been ill")],
    );
}

#[test]
fn bodies_are_of_those_who_belong_to_them() {
    says("The Varn College of Physicians said it was ill.", &[("Varn College of Physicians", "it was ill")]);
}

#[test]
fn what_something_is_called_is_said_of_it() {
    for said in [
        "Ann Orr called the ruling hasty and went home",
        "Ann Orr termed it a cruel evening",
        "Ann Orr nevertheless called the ruling a mistake, because it would shut the pier",
        "Ann Orr appealed for water and blankets",
        "Ann Orr pointed out that the pier was old",
    ] {
        let found = of(&format!("{said}."));
        assert!(found.len() == 1 && found[0].0 == "Ann Orr", "{said}: {found:?}");
    }
    for told in [
        "Ann Orr called the harbour police on Monday.",
        "Ann Orr appealed on Monday against the ruling.",
        "Ann Orr pointed to a door of the pier.",
    ] {
        says(told, &[]);
    }
}

#[test]
fn what_came_before_is_a_part_of_what_is_said() {
    says(
        "Ann Orr accused the port of waiting nine days before it told people of the storm.",
        &[("Ann Orr", "Ann Orr accused the port of waiting nine days before it told people of the storm")],
    );
}

#[test]
fn what_is_told_of_somebody_is_no_part_of_what_is_said() {
    for (text, speaker) in [
        ("“We will strike,” the union, which has 400 members, said.", "union"),
        ("“We will strike,” the union's head, Ann Orr, who came in May, said.", "Ann Orr"),
        ("“We will strike,” Ann Orr - the head of the union - said.", "Ann Orr"),
        ("“We will strike,” Ann Orr -- who heads the union -- said.", "Ann Orr"),
        ("“We will strike,” Ann Orr – who heads the union – said.", "Ann Orr"),
    ] {
        says(text, &[(speaker, "“We will strike”")]);
    }
}

#[test]
fn when_and_where_it_was_said_is_not_said() {
    for (text, speaker, said) in [
        (
            "VARN, May 16 - Peter Lee ordered the port to pay, arguing that the pier was shut.",
            "Peter Lee",
            "the pier was shut",
        ),
        ("The pier was shut, the port said last week, against all hopes.", "port", "The pier was shut"),
        (
            "The court had ruled three weeks earlier that the pier was shut.",
            "court",
            "The court had ruled three weeks earlier that the pier was shut",
        ),
        ("Ann Orr warned boats not to come near it.", "Ann Orr", "boats not to come near it"),
    ] {
        says(text, &[(speaker, said)]);
    }
}

#[test]
fn what_is_told_of_says_nothing() {
    says(
        "Varn Air cancelled 112 flights. Normal service will not resume in March, it said.",
        &[("Varn Air", "Normal service will not resume in March")],
    );
    says(
        "Ann Orr, who heads the largest party, the Varn League, said the pier was shut.",
        &[("Ann Orr", "the pier was shut")],
    );
    says(
        "Eula Orr, a leader of the dockers, said it was shut. The company has left them, she said. Varn Port owned it.",
        &[("Eula Orr", "it was shut"), ("Eula Orr", "The company has left them")],
    );
}

#[test]
fn behind_a_semicolon_another_speaks() {
    says("Orr said it was shut; Lee said it was open.", &[("Orr", "it was shut"), ("Lee", "it was open")]);
}

#[test]
fn a_pronoun_is_of_whom_a_given_name_fits() {
    says(
        "Jane Orr, who heads the union, met Peter Lee. He said the pier was shut. She said it was open.",
        &[("Peter Lee", "the pier was shut"), ("Jane Orr", "it was open")],
    );
}

#[test]
fn where_a_place_is_tells_of_nobody_else() {
    for (text, speaker) in [
        ("Jane Orr, a nurse from Austin, Texas, who came by train, said the pier was shut.", "Jane Orr"),
        ("Varn Air, the airline in Basel, Switzerland, that built it, said the pier was shut.", "Varn Air"),
        ("The mayor of Varn, Virginia Orr, said the pier was shut.", "Virginia Orr"),
    ] {
        says(text, &[(speaker, "the pier was shut")]);
    }
}

#[test]
fn those_who_are_of_something_are_not_that() {
    for (text, speaker) in [
        (
            "Officials of the Varn City Council said that the pier was shut.",
            "Officials of the Varn City Council",
        ),
        ("Residents of New Varn said that the pier was shut.", "Residents of New Varn"),
        ("Observers of the Union of Isles said that the pier was shut.", "Observers of the Union of Isles"),
        ("Researchers at the University of Varn found that the pier was shut.", "Researchers"),
        ("Supervisor of Elections Ann Orr said that the pier was shut.", "Ann Orr"),
        ("Director of Public Prosecutions Ann Orr said that the pier was shut.", "Ann Orr"),
        ("According to Ann Orr, a spokeswoman for the port, the pier was shut.", "Ann Orr"),
    ] {
        says(text, &[(speaker, "the pier was shut")]);
    }
}

#[test]
fn who_works_for_a_bank_is_no_bank() {
    says(
        "Varn Bank lent it to the port. The pier was shut, said the chief economist of the bank.",
        &[("chief economist of the bank", "The pier was shut")],
    );
    says(
        "The pier was old, a commission of inquiry said in May. It was shut, the commission found.",
        &[("commission of inquiry", "The pier was old"), ("commission of inquiry", "It was shut")],
    );
    says(
        "Justice Jane Orr sent him home. The pier was shut, the judge said.",
        &[("Jane Orr", "The pier was shut")],
    );
}

#[test]
fn a_corporation_is_a_company() {
    says(
        "Governor Ola Njie Orr lent it to the Varn Pier Corporation. The company said it would repay all.",
        &[("Varn Pier Corporation", "it would repay all")],
    );
    says(
        "The picture came to the Varn State Gallery in May. The museum said it would keep it.",
        &[("Varn State Gallery", "it would keep it")],
    );
}

#[test]
fn who_is_told_of_between_commas_speaks() {
    for text in [
        "The Bakers' and Millers' Union met. Its general secretary, Ann Orr, said the pier was shut.",
        "Their spokesman, the Reverend Ann Orr, said the pier was shut.",
        "The head of its mission, former Varn foreign minister Ann Orr, said the pier was shut.",
        "The pier was shut, said the chief economist of Varn Bank, the largest lender in the country, Ann Orr.",
        "Mayor Bo Lee came. The first was Ann Orr, a retired painter who told the court that the pier was shut.",
        "Mayor Bo Lee spoke. The first to come was the driver of the bus, Ann Orr, 45, who fell. \"The pier was shut,\" she said.",
        "Fifty of them met, and one, physics teacher Ann Orr of Varn, said the pier was shut.",
        "Mayor Bo Lee spoke. Among the passengers was Ann Orr, 71, who ran the pier. \"The pier was shut,\" she said.",
    ] {
        let found = of(text);
        assert!(
            found.len() == 1 && found[0].0.ends_with("Ann Orr") && found[0].1.contains("pier was shut"),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn words_stand_between_who_says_and_says() {
    for (text, speaker) in [
        ("Varn Air just this month announced it would close the pier.", "Varn Air"),
        ("Varn Air last week said it would close the pier.", "Varn Air"),
        ("Ann Orr and Bo Lee both said they would close the pier.", "Ann Orr and Bo Lee"),
        ("Nobody came. Varn Corp. said it would close the pier.", "Varn Corp"),
        ("Nobody came. The V.S.O. said it would close the pier.", "V.S.O"),
        (
            "Bo Lee came. Its chief, Ann Orr, said 40 boats in Varn, Ostrel and Corvia would close the pier.",
            "Ann Orr",
        ),
        ("Bo Lee came. Ann Orr (D-Varn) said she would close the pier.", "Ann Orr"),
    ] {
        let found = of(text);
        let told = found.len() == 1 && found[0].0 == speaker && found[0].1.contains("close the pier");
        assert!(told, "{text}: {found:?}");
    }
}

#[test]
fn an_aside_stands_between_who_says_and_what() {
    let flood = "the lock had been left open";
    for text in [
        "Ann Orr acknowledged, however, that the lock had been left open.",
        "Ann Orr said, for her part, that the lock had been left open.",
        "Ann Orr told reporters, after the hearing, that the lock had been left open.",
    ] {
        says(text, &[("Ann Orr", flood)]);
    }
}

#[test]
fn quotations_run_over_paragraphs_and_verbs() {
    says(
        "“We came,” said Ann Orr. “We saw.\n“We went home.”\nIt rained.",
        &[("Ann Orr", "“We came”"), ("Ann Orr", "“We saw. We went home.”")],
    );
    says(
        "“We came,” Ann Orr said, “and we saw nobody.”",
        &[("Ann Orr", "“We came”"), ("Ann Orr", "“and we saw nobody.”")],
    );
    says(
        "Nine in ten friends of Bo Lee are rich.\nThe Varn Post reports:\n“Nobody gave more than Bo Lee.”\n“It is so.”",
        &[("Varn Post", "“Nobody gave more than Bo Lee.”"), ("Varn Post", "“It is so.”")],
    );
    says("“He said ‘never’ to me,” Ann Orr said.", &[("Ann Orr", "“He said ‘never’ to me”")]);
}

#[test]
fn whom_a_pronoun_means() {
    for (before, said, speaker) in [
        // Of two the one whose given name fits.
        (
            "Teresa Vane said the bell had been cast by Conrad Orr, who assured her that it would last.",
            "She said it had cracked.",
            "Teresa Vane",
        ),
        (
            "The pier of Varn Corp is shut.\nPorts and Canals Minister Patricia Orr ruled out a new one.",
            "She said it would be mended.",
            "Patricia Orr",
        ),
        (
            "Ann Orr came back.\nGov. Patricia Vane told residents to stay away.",
            "The pier was safe, she said.",
            "Patricia Vane",
        ),
        (
            "Varn Corp is shut.\nProsecutors in Varn have looked at the pier.",
            "They said it was safe.",
            "Prosecutors in Varn",
        ),
    ] {
        let text = format!("{before} {said}");
        let found = of(&text);
        assert_eq!(found.last().map(|(speaker, _)| speaker.as_str()), Some(speaker), "{text}: {found:?}");
    }
}

#[test]
fn titles_are_told_as_the_text_has_them() {
    for (text, wanted) in [
        ("Harbour Minister Ann Orr said the pier was shut.", "Harbour Minister"),
        ("Ann Orr, a geologist at the institute, said the pier was shut.", "a geologist at the institute"),
        ("Its director, Ann Orr, said the pier was shut.", "Its director"),
        ("Union spokeswoman Ann Orr said the pier was shut.", "Union spokeswoman"),
    ] {
        let found = statements(text, &story(text));
        let title = found[0].speaker.as_ref().and_then(|s| s.title).map(|title| &text[title.range()]);
        assert_eq!(title, Some(wanted), "{text}");
    }
}

proptest! {
    #[test]
    fn spans_lie_in_the_text(
        text in "(Ann Orr|Mr\\. Lee|Per-Olof|VDIR|Bank|the mayor|its|said|told|called|adding|according to|who|which|because|that|and|of|for|in|58|:|\\?|,|\\.|\"|“|”|‘|’|''|'|\\(|\\n|é| ){0,60}"
    ) {
        let story = story(&text);
        let found = statements(&text, &story);
        prop_assert_eq!(&found, &statements(&text, &story));
        for statement in found {
            let mut end = 0;
            for part in &statement.parts {
                prop_assert!(end <= part.start && !part.is_empty() && text.get(part.range()).is_some());
                end = part.end;
            }
            let speaker = statement.speaker.iter().flat_map(|s| [Some(s.name), s.title, s.mention]);
            for span in speaker.flatten().chain(statement.cue) {
                prop_assert!(text.get(span.range()).is_some_and(|words| !words.is_empty()));
            }
        }
    }
}
