use proptest::prelude::*;

use super::*;
use crate::align::Alike;
use crate::document::Page;
use crate::witness::Witness;

/// What is found in each text, of which the first is the parent of the others, or where it is lost none is.
fn found<'t>(texts: &[&'t str], lost: bool) -> Vec<Vec<&'t str>> {
    let relatives = |i: usize| match (i, lost) {
        (0, false) => (None, None),
        (0, true) => (None, Some(1)),
        (_, false) => (Some(0), Some(0)),
        (_, true) => (None, Some(0)),
    };
    found_among(texts, relatives)
}

/// What is found in each text, each of which but the first was made of the one before it.
fn found_in_chain<'t>(texts: &[&'t str]) -> Vec<Vec<&'t str>> {
    found_among(texts, |i| (i.checked_sub(1), i.checked_sub(1)))
}

/// What is found in each text, whose parent and model are given by number.
fn found_among<'t>(
    texts: &[&'t str],
    relatives: impl Fn(usize) -> (Option<usize>, Option<usize>),
) -> Vec<Vec<&'t str>> {
    let mut lexicon = Lexicon::english();
    let made: Vec<(Witness, Vec<Span>, Vec<Span>)> = texts
        .iter()
        .map(|text| {
            let page = Page { text: (*text).to_owned(), ..Page::default() };
            let (transcript, clean) = Transcript::of(&page, &mut lexicon);
            let furniture = clean.furniture();
            let alone = alone(text, &transcript, &furniture, &mut lexicon);
            (transcript.into(), furniture, alone)
        })
        .collect();
    let relatives: Vec<(Option<usize>, Option<usize>)> = (0..texts.len()).map(relatives).collect();
    let suspect = |i: usize| Suspect {
        text: texts[i],
        witness: &made[i].0,
        furniture: &made[i].1,
        alone: &made[i].2,
        of_page: &[],
        parents: relatives[i].0.as_slice(),
        models: relatives[i].1.as_slice(),
    };
    let story: Vec<Suspect> = (0..texts.len()).map(suspect).collect();
    let spans = injected(&story, &alike(&story), &mut lexicon);
    spans.iter().zip(texts).map(|(spans, text)| spans.iter().map(|s| &text[s.range()]).collect()).collect()
}

/// How alike the witnesses of a story are.
fn alike<'s>(story: &[Suspect<'s>]) -> Alike<'s> {
    Alike::of(story.iter().map(|suspect| suspect.witness))
}

/// The witnesses that are made of texts.
fn witnesses(texts: &[&str], lexicon: &mut Lexicon) -> Vec<Witness> {
    let page = |text: &&str| Page { text: (*text).to_owned(), ..Page::default() };
    texts.iter().map(|text| Witness::of(&page(text), lexicon)).collect()
}

const WIRE: &str = "Ferry to Ulvasund cancelled after engine fire\nULVASUND, May 3 - The ferry Brisling stayed in port on \
                    Saturday after a fire broke out in her engine room, the shipping line Nordkai said.\nNobody was \
                    hurt, but 214 passengers had to spend the night in a gymnasium.\nThe mayor, Sunniva Dahle, said \
                    the island had no other link to the coast and asked for a second ship.\nNordkai expects to sail \
                    again on Tuesday.";

fn wire_with(place: &str, put: &str) -> String {
    WIRE.replacen(place, &format!("{place}{put}"), 1)
}

#[test]
fn an_advert_is_found_wherever_it_was_put() {
    for (place, advert) in [
        ("had to spend", "compare cheap pet insurance quotes online"),
        ("no other link", "instant cash loans bad credit approved today"),
        ("asked for", "buy replica sunglasses wholesale"),
        ("the shipping line", "meet single ladies for dating and chat tonight"),
        ("no other link", "waterproof boots now 40% off at boots-for-all.example"),
        ("had to spend", "protect your garden from slugs with our free guide"),
    ] {
        let copy = wire_with(place, &format!(" {advert}"));
        for lost in [false, true] {
            assert_eq!(found(&[WIRE, &copy], lost), [vec![], vec![advert]], "{place}");
        }
    }
}

#[test]
fn what_an_advert_is_fenced_with_is_part_of_it() {
    for (place, advert) in [
        ("had to spend", "[Need quick cash? 0% first loan in 4 minutes at crownloans.example]"),
        (
            "no other link",
            "👉 WIN a two-night spa break — tap here before midnight at fluffysuite.example 👈",
        ),
        // In the first sentence, to which every page has something to add, too.
        ("The ferry", ">> Cut your boat's diesel bill by half, free quote in 60 seconds <<"),
        // The same words in brackets could be an editor's.
        ("had to spend", ">>> Half off marine cover with HullSafe, the captain's choice <<<"),
    ] {
        let copy = wire_with(place, &format!(" {advert}"));
        assert_eq!(found(&[WIRE, &copy], false), [vec![], vec![advert]], "{place}");
    }
    for (place, remark) in [
        ("had to spend", "[as it turned out later, all of]"),
        ("had to spend", "[as marine cover with HullSafe, the captain's choice]"),
        ("The mayor,", "[sic]"),
    ] {
        let copy = wire_with(place, &format!(" {remark}"));
        assert_eq!(found(&[WIRE, &copy], false), [vec![""; 0], vec![]], "{place}");
    }
}

#[test]
fn an_advert_on_a_line_of_its_own_is_found() {
    for advert in [
        "Click here to see the top 10 offshore company formation agents 2026.",
        "Cheap contact lenses best price free shipping",
        // None of its sentences says enough by itself.
        "Bet on every ferry race with HarbourOdds.example and get 100% of your first deposit back! T&Cs apply. 18+",
    ] {
        let copy = wire_with("in a gymnasium.\n", &format!("{advert}\n"));
        assert_eq!(found(&[WIRE, &copy], false), [vec![], vec![advert]]);
    }
}

#[test]
fn a_line_of_a_trade_is_an_advert_and_one_of_the_page_is_not() {
    let advert = "Corner sofas in oiled leather, delivered to Varn, open Sunday";
    let copy = wire_with("in a gymnasium.\n", &format!("{advert}\n"));
    assert_eq!(found(&[WIRE, &copy], false), [vec![], vec![advert]]);
    for line in [
        "Read also: Nine corner sofas that designers love",
        "Get our free weekly newsletter, delivered every Sunday",
        "Photo by the Varn Harbour Office",
    ] {
        let copy = wire_with("in a gymnasium.\n", &format!("{line}\n"));
        assert_eq!(found(&[WIRE, &copy], false), [vec![""; 0], vec![]], "{line}");
    }
}

#[test]
fn a_line_with_a_label_is_an_advert_where_it_says_more_of_what_is_sold() {
    for (line, is_advert) in [
        ("Plumbers baffled: this cheap gel melts belly fat overnight", true),
        ("In pictures: a cheap night on the ferry", false),
        ("Read also: wardrobes, wool curtains and leather sofas, handmade near you", false),
        // A slot of the page's own, and one that leads away from it.
        ("Sponsored: harbour hotels, seven nights from 99 euros", false),
        ("Sponsored: harbour hotels, seven nights from 99 euros, pierdeals.example", true),
        // What opens with a sign points to another page, unless it closes with one too.
        (">> Compare boiler insurance from only 9 euros", false),
        (">> Compare boiler insurance from only 9 euros <<", true),
    ] {
        let copy = wire_with("in a gymnasium.\n", &format!("{line}\n"));
        let wanted = if is_advert { vec![line] } else { vec![] };
        assert_eq!(found(&[WIRE, &copy], false), [vec![], wanted], "{line}");
    }
}

#[test]
fn an_advert_that_brings_its_own_stop_cuts_its_sentence_in_two() {
    let advert = "Spin big at Lucky Badger Casino, 50 free spins on us!";
    let copy = wire_with("had no other link to", &format!(" {advert}"));
    assert_eq!(found(&[WIRE, &copy], false), [vec![], vec![advert]]);
}

#[test]
fn a_short_sentence_in_other_words_is_known_by_its_place() {
    let story = |sentence: &str| format!("{WIRE}\n{sentence}\nThe ferry is 40 years old.");
    let model = story("Nordkai would not comment on his claim.");
    for (before, advert, behind) in [
        (
            "The line would not remark",
            "best travel insurance for seniors over 70 get a quote",
            "on his declare.",
        ),
        // What is put in does not take its sentence along.
        (
            "The line refused each remark",
            "order phentermine overnight no prescription free delivery",
            "about what islanders said or wrote during these days.",
        ),
    ] {
        let copy = story(&format!("{before} {advert} {behind}"));
        assert_eq!(found(&[&model, &copy], false), [vec![], vec![advert]]);
    }
}

#[test]
fn an_advert_goes_on_as_far_as_nothing_answers_and_nothing_is_told() {
    let spun = WIRE
        .replace("Nobody was hurt, but 214 passengers", "Not a soul got wounded, however 214 travellers")
        .replace("had to spend the night in a", "were obliged to pass the nighttime inside a");
    for advert in [
        // Of these the lexicon has "cheap cruises" and "singles tonight" alone.
        "cheap cruises from Bergen – 5 nights all inclusive and kids sail free",
        "Meet singles near Varn tonight, join LoveLantern and the first ten messages are on us",
    ] {
        let copy = spun.replacen("to pass", &format!("to pass {advert}"), 1);
        assert_eq!(found(&[WIRE, &copy], false), [vec![], vec![advert]]);
    }
    let copy = spun.replacen("to pass", "to pass cheap essay writing help 24/7 thus we can barely", 1);
    assert_eq!(found(&[WIRE, &copy], false)[1], ["cheap essay writing"]);
}

#[test]
fn a_row_of_links_is_no_advert() {
    let copy = wire_with("in a gymnasium.\n", "WhatsApp   Telegram   Copy link\n");
    assert_eq!(found(&[WIRE, &copy], false), [vec![""; 0], vec![]]);
}

#[test]
fn an_advert_that_is_a_sentence_is_found_as_a_whole() {
    for advert in [
        "Keep slugs out of your garden, order a free trial pack of salt today!",
        // With a word or two of the story, so that something hardly answers to it.
        "One spoon of salt a night keeps passengers slim: see the trick that doctors hate.",
        "Doctors hate this: one spoon of salt flushes 9 pounds of passengers overnight",
    ] {
        let copy = wire_with("in a gymnasium.", &format!(" {advert}"));
        assert_eq!(found(&[WIRE, &copy], false), [vec![], vec![advert]]);
    }
}

#[test]
fn an_advert_begins_with_what_it_asks_its_reader() {
    for advert in [
        "Stuck on an island? Our pilots answer day and night, call Gullwing for a free seat.",
        "Looking for another link to the coast? The Gullwing jetty kit floats in ten minutes: gullwing.example",
    ] {
        let copy = wire_with("in a gymnasium.", &format!(" {advert}"));
        assert_eq!(found(&[WIRE, &copy], false), [vec![], vec![advert]]);
    }
    // What a report asks it does not sell.
    let copy = wire_with("in a gymnasium.", " Will they ever sail again? Nobody at the harbour knew.");
    assert_eq!(found(&[WIRE, &copy], false), [vec![""; 0], vec![]]);
}

#[test]
fn an_advert_may_have_words_of_the_story_by_chance() {
    let wire = "Blue Wave keeps its share of the shipping line\nULVASUND, May 3 - The shipping line Nordkai was sold to \
                a firm in Denver on Saturday, its owners said.\nThe buyers paid 310 million crowns for 82 percent of \
                the line.\nThe dockers' association, Blue Wave, keeps its 9%.\nThe mayor, Sunniva Dahle, said the \
                island had no other link to the coast and asked for a second ship.\nBlue Wave, an association of 640 \
                dockers in Ulvasund, wants flights and a hotel near the harbour that tickets pay for, its chairwoman \
                said on Sunday.";
    // The last sentence is more like both together than the one is in whose place they stand.
    let (own, spun) = (
        "The dockers' association, Blue Wave, keeps its 9%.",
        "The devotee association, Blue Wave, retains its 9 percent.",
    );
    let advert = "cheap flights Denver, harbour tickets, boat odds today, hotel near harbour";
    let copy = wire.replace(own, &format!("{spun} {advert}"));
    assert_eq!(found(&[wire, &copy], false), [vec![], vec![advert]]);
}

#[test]
fn a_list_is_taken_whole_though_the_story_has_most_of_its_words() {
    let advert =
        "island fire engine video, coast ship live stream, port price today, buy port stocks, ship etf 2026";
    let copy = wire_with("in a gymnasium.", &format!(" {advert}"));
    assert_eq!(found(&[WIRE, &copy], false), [vec![], vec![advert]]);
}

#[test]
fn what_leads_away_in_brackets_is_an_advert_and_a_remark_in_them_is_none() {
    let advert = "(Trusted by sailors - Gullwing second boats from $99, book at gullwing.example)";
    let copy = wire_with("had to spend", &format!(" {advert}"));
    assert_eq!(found(&[WIRE, &copy], false), [vec![], vec![advert]]);
    for remark in
        ["(as the harbour office said later, all of them)", "(their names are at www.nordkai.example)"]
    {
        let copy = wire_with("had to spend", &format!(" {remark}"));
        assert_eq!(found(&[WIRE, &copy], false), [vec![""; 0], vec![]], "{remark}");
    }
}

#[test]
fn an_advert_without_a_word_of_the_lexicon_is_told_by_its_place_and_its_voice() {
    for (place, advert) in [
        ("in a gymnasium.", "Is your piano out of tune? Our third-generation craftsmen visit you at home."),
        ("in a gymnasium.", "Grow tomatoes on any balcony with our self-watering pots."),
        ("second ship", "while our waxed jackets keep you dry for twenty winters"),
        ("in her engine room", "because your knees deserve our copper sleeves"),
        ("in a gymnasium.", "Dreaming of a greenhouse? Ask Pell & Daughters, Varn's sunniest firm."),
        (
            "in a gymnasium.",
            "One aunt lost nine stone with a single bedtime broth, see broth-barn.example before breakfast.",
        ),
        ("The mayor", "(rear-facing toddler saddles from 79 crowns, pick up today in Varn)"),
    ] {
        let copy = wire_with(place, &format!(" {advert}"));
        assert_eq!(found(&[WIRE, &copy], false), [vec![], vec![advert]], "{place}");
    }
}

#[test]
fn what_an_editor_adds_is_no_advert() {
    for added in [
        "The union said it would meet the owners on Friday to talk about pay and free days.",
        "\"You cannot keep your ship in port and ask us to pay for it,\" a passenger said.",
        "The line was founded in 1931 and sails to nine islands, and 40 percent of its tickets are sold online.",
        "Tickets can be changed free of charge until Friday, and the fare of those who stay at home is paid back.",
        "The site of the line, nordkai.example, could not be reached for most of the day.",
        "It was the third such fire in the region this year.",
        "If your family has been affected by this story, call Harbour Light at any hour.",
        "A spokesman could not be reached for comment, and shares in the line were hardly changed.",
        "Why now? Because the winter had been harder than anybody in the region dared to think.",
        "Temperatures are expected to fall below zero again over the weekend.",
        "\u{ab}Our hearts are with you and your families,\u{bb} a priest wrote.",
    ] {
        let copy = wire_with("in a gymnasium.", &format!(" {added}"));
        assert_eq!(found(&[WIRE, &copy], false), [vec![""; 0], vec![]], "{added}");
    }
    for clause in [
        "which is 40 years old and has been laid up since spring,",
        "who said \"you get what you pay for\" when the ship was bought,",
        "the third such case this year,",
        "which opened in 1987 and employs several hundred people,",
        "although critics had doubted the figures,",
    ] {
        let copy = wire_with("in her engine room,", &format!(" {clause}"));
        assert_eq!(found(&[WIRE, &copy], false), [vec![""; 0], vec![]], "{clause}");
    }
}

#[test]
fn a_copy_that_took_an_advert_over_has_it_too() {
    for (place, advert, respun) in [
        (
            "had to spend",
            " order discount vitamin pills with fast delivery",
            " purchase discount vitamin capsules through rapid delivery",
        ),
        // No word of it was kept: it is known by its place.
        (
            "had to spend",
            " order discount vitamin pills with fast delivery",
            " summon lessened nutriment lozenges besides brisk carriage",
        ),
        (
            "in a gymnasium.\n",
            "Cheap contact lenses best price free shipping\n",
            "Lessened optic roundels topmost tariff gratuitous carriage\n",
        ),
    ] {
        let parent = wire_with(place, advert);
        let copy = parent.replace("stayed in port", "remained in port");
        let spun =
            parent.replace(advert, respun).replace("the night", "the evening").replace("Nobody", "No one");
        let wanted = [vec![], vec![advert.trim()]];
        let found = |last: &str| found_in_chain(&[WIRE, &parent, last]).concat().join("/");
        assert_eq!(found_in_chain(&[WIRE, &parent]), wanted);
        assert_eq!(found(&copy), [advert.trim(), advert.trim()].join("/"));
        assert_eq!(found(&spun), [advert.trim(), respun.trim()].join("/"));
    }
}

#[test]
fn what_a_page_says_of_itself_is_inherited_by_none() {
    let coffee = "If you liked this piece, buy us a coffee.";
    let parent = wire_with("in a gymnasium.", &format!(" {coffee}"));
    let copy = wire_with("in a gymnasium.", " One piece of the engine was kept, and the coffee was cold.");
    let mut lexicon = Lexicon::english();
    let texts = [WIRE, &parent, &copy];
    let made = witnesses(&texts, &mut lexicon);
    let at = parent.find(coffee).unwrap_or_default();
    let line = [Span::new(at..at + coffee.len())];
    let of_page: [&[Span]; 3] = [&[], &line, &[]];
    let parents: [&[usize]; 3] = [&[], &[0], &[1]];
    let suspect = |i: usize| Suspect {
        text: texts[i],
        witness: &made[i],
        furniture: &[],
        alone: &[],
        of_page: of_page[i],
        parents: parents[i],
        models: parents[i],
    };
    let story: Vec<Suspect> = (0..3).map(suspect).collect();
    assert!(injected(&story, &alike(&story), &mut lexicon).iter().all(Vec::is_empty));
}

#[test]
fn a_story_about_what_adverts_sell_has_none() {
    let wire = "Online casinos to pay more tax\nThe betting companies Lykkespil and Vinder will pay a tax of 28 percent \
                on deposits from January, the finance ministry said.\nCasinos had offered free spins and bonuses to \
                win players.\nThe ministry expects to earn 40 million crowns and to spend it on debt advice.";
    let copy = wire.replace("will pay a tax", "will have to pay a new tax").replace(
        "to win players.",
        "to win players, and a loan shop in Varn gave credit to those who had lost.",
    );
    assert_eq!(found(&[wire, &copy], false), [vec![""; 0], vec![]]);
}

#[test]
fn a_page_alone_shows_what_nobody_would_write() {
    let advert = "buy cheap viagra pills online";
    let mut lexicon = Lexicon::english();
    for (text, wanted) in
        [(wire_with("had to spend", &format!(" {advert}")), vec![advert]), (WIRE.to_owned(), vec![])]
    {
        let page = Page { text: text.clone(), ..Page::default() };
        let (transcript, clean) = Transcript::of(&page, &mut lexicon);
        let spans = alone(&text, &transcript, &clean.furniture(), &mut lexicon);
        assert_eq!(spans.iter().map(|s| &text[s.range()]).collect::<Vec<_>>(), wanted);
    }
}

#[test]
fn what_is_written_in_one_belongs_together() {
    for (text, end, wanted) in [("help 24/7 now", 7, 9), ("24/ 7", 2, 2), ("a-é-z.", 1, 6), ("a", 1, 1)] {
        assert_eq!(glued(text, end), wanted, "{text}");
    }
}

proptest! {
    /// Whatever the texts are, the spans lie in order and cut no character.
    #[test]
    fn spans_lie_in_order(
        texts in prop::collection::vec(r"((buy|cheap|loans|viagra|The|said|é/7|Varn|on|12)[ .,\n“]{1,2}){0,40}", 1..4),
        lost in any::<bool>(),
    ) {
        let lost = lost && texts.len() > 1;
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        for (parts, text) in found(&texts, lost).iter().zip(&texts) {
            let mut end = text.as_ptr() as usize;
            for part in parts {
                prop_assert!(part.as_ptr() as usize >= end && !part.is_empty());
                end = part.as_ptr() as usize + part.len();
            }
            prop_assert!(end <= text.as_ptr() as usize + text.len());
        }
    }
}
