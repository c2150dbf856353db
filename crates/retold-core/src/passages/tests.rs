use super::*;
use crate::clean;
use crate::language::{Language, Lexicon};
use crate::transcript::Transcript;
use proptest::prelude::*;

/// A text of these sentences and its witness.
fn witness(sentences: &[&str]) -> (String, Witness) {
    let text = sentences.join(" ");
    let spans = clean::sentences(&text, &[Span::new(0..text.len())], Language::ENGLISH);
    let witness = Transcript::from_sentences(&text, &spans, &mut Lexicon::english()).into();
    (text, witness)
}

const LIGHTHOUSE: [&str; 4] = [
    "The Ostra lighthouse was built by Piet Halloran in 1893 and has 214 steps.",
    "Its lamp was put out in 1962, when the Ministry of Harbours bought a radio mast.",
    "A storm tore the gallery off in January 2004 and nobody paid for a new one.",
    "Two sisters from Brenley have now bought the ruin and want to let rooms in it.",
];
const FERRY: [&str; 4] = [
    "The last ferry of the Varn line leaves for the scrapyard on Thursday evening.",
    "Her captain, Odile Marsh, says that she never missed a tide in forty years.",
    "Passengers will be carried over the new bridge by a bus that runs every half hour.",
    "The town council wants to keep the brass bell for its museum of the river.",
];
const HONEY: [&str; 4] = [
    "Beekeepers around Lower Tarn expect the poorest honey harvest in a decade.",
    "Rain fell on nineteen days of June, and the lime trees hardly flowered at all.",
    "Some keepers feed their hives with sugar, which is cheaper than losing the swarm.",
    "A jar that cost six crowns last summer may sell for eleven before Christmas.",
];

fn found(a: &[&str], b: &[&str]) -> Vec<(Range<u32>, Range<u32>)> {
    let (a, b) = (witness(a).1, witness(b).1);
    passages(&a, &b).into_iter().map(|p| (p.a, p.b)).collect()
}

#[test]
fn strangers_have_nothing_in_common() {
    assert_eq!(found(&LIGHTHOUSE, &FERRY), []);
    assert_eq!(found(&LIGHTHOUSE, &[]), []);
    assert_eq!(found(&[], &[]), []);
}

#[test]
fn an_excerpt_inside_another_story_is_found() {
    let a = [&FERRY[..], &LIGHTHOUSE[..3], &HONEY[..]].concat();
    let b = [&LIGHTHOUSE[..]].concat();
    assert_eq!(found(&a, &b), [(4..7, 0..3)]);
    assert_eq!(found(&b, &a), [(0..3, 4..7)]);
}

#[test]
fn passages_that_stand_in_another_order_are_two() {
    let far = ["Nothing more was known."; 6];
    let a = [&LIGHTHOUSE[..], &far, &HONEY].concat();
    let b = [&HONEY[..], &FERRY, &FERRY, &LIGHTHOUSE].concat();
    assert_eq!(found(&a, &b), [(0..4, 12..16), (10..14, 0..4)]);
}

#[test]
fn one_sentence_is_no_passage() {
    let quoted = ["Beekeepers expect little honey.", "They are sad."];
    let a = [&FERRY[..], &quoted].concat();
    let b = [&LIGHTHOUSE[..], &quoted].concat();
    assert_eq!(found(&a, &b), []);
}

#[test]
fn a_page_that_carries_parts_of_three_stories_has_them_all() {
    let page = [&FERRY[1..], &HONEY[..3], &LIGHTHOUSE[1..]].concat();
    for (story, place) in [(FERRY, (0..3, 1..4)), (HONEY, (3..6, 0..3)), (LIGHTHOUSE, (6..9, 1..4))] {
        let words = [&["A word before."; 3][..], &story, &["A word behind."; 3]].concat();
        let (a, b) = place;
        assert_eq!(found(&page, &words), [(a, b.start + 3..b.end + 3)]);
    }
}

#[test]
fn a_spun_passage_is_found() {
    let spun = [
        "The Ostra beacon was erected by Piet Halloran in 1893 and possesses 214 stairs.",
        "Its light was extinguished in 1962, when the Ministry of Harbours purchased a wireless mast.",
        "A tempest ripped the gallery off in January 2004 and no one paid for a fresh one.",
    ];
    let a = [&FERRY[..], &LIGHTHOUSE].concat();
    let b = [&HONEY[..], &spun].concat();
    assert_eq!(found(&a, &b), [(4..7, 4..7)]);
}

#[test]
fn a_passage_ends_inside_a_sentence_where_the_words_part() {
    let own = "Elsewhere on the coast a crowd of people gathered on Sunday, and";
    let cut = format!("{own} {}", LIGHTHOUSE[0].replacen("The", "the", 1));
    let a = [&[&*cut][..], &LIGHTHOUSE[1..], &HONEY].concat();
    let (text, a) = witness(&a);
    let (_, b) = witness(&[&FERRY[..], &LIGHTHOUSE].concat());
    let found = passages(&a, &b);
    let [passage] = &found[..] else { panic!("one passage: {found:?}") };
    assert_eq!(text[passage.a_span.range()].split_once(' ').map(|(first, _)| first), Some("the"));
}

#[test]
fn a_digest_is_of_the_whole_text() {
    let far = |subject: usize| {
        [
            ["The clerk filled the inkwell and opened a window.", "Gulls sat along the wall of the yard."],
            ["Somebody had left a bicycle near the fountain.", "Rain came and went through the morning."],
            ["A painter was busy with the shutters.", "Nobody hurried anywhere that day."],
            ["Three children sold apples from a cart.", "The baker had closed early."],
        ][subject]
    };
    let long: Vec<&str> = (0..4)
        .flat_map(|i| [&[LIGHTHOUSE[i]][..], &far(i), &far((i + 1) % 4), &far((i + 2) % 4)].concat())
        .collect();
    let digest = [
        "Piet Halloran built the Ostra lighthouse, which has 214 steps, in 1893.",
        "The Ministry of Harbours put its lamp out in 1962 and bought a radio mast.",
        "In January 2004 a storm tore the gallery off, and nobody paid.",
        "Two sisters from Brenley want to let rooms in the ruin.",
    ];
    let a = [&FERRY[..], &digest, &HONEY].concat();
    assert_eq!(found(&a, &long), [(4..8, 0..22)]);
    assert_eq!(found(&long, &a), [(0..22, 4..8)]);
}

#[test]
fn spans_are_those_of_the_text() {
    let (text, a) = witness(&[&FERRY[..], &HONEY].concat());
    let (other, b) = witness(&[&LIGHTHOUSE[..], &HONEY].concat());
    let found = passages(&a, &b);
    let [passage] = &found[..] else { panic!("one passage: {found:?}") };
    assert_eq!(&text[passage.a_span.range()], HONEY.join(" "));
    assert_eq!(&other[passage.b_span.range()], HONEY.join(" "));
    assert!(passage.likeness > 0.99);
}

proptest! {
    /// Of any two texts: passages stand in the texts and their sentences, apart from each other, in order.
    #[test]
    fn passages_are_apart_and_inside(
        a in prop::collection::vec(0usize..12, 0..30),
        b in prop::collection::vec(0usize..12, 0..30),
    ) {
        let pool = [LIGHTHOUSE, FERRY, HONEY].concat();
        let text = |numbers: &[usize]| witness(&numbers.iter().map(|&n| pool[n]).collect::<Vec<_>>()).1;
        let (a, b) = (text(&a), text(&b));
        let found = passages(&a, &b);
        for passage in &found {
            prop_assert!((0.0..=1.0).contains(&passage.likeness));
            for (of, sentences, span) in [(&a, &passage.a, passage.a_span), (&b, &passage.b, passage.b_span)] {
                let first = &of.sentences[sentences.start as usize];
                let last = &of.sentences[sentences.end as usize - 1];
                prop_assert!(first.span.contains(span.start) && last.span.contains(span.end - 1));
            }
        }
        prop_assert!(found.windows(2).all(|two| two[0].a_span.end <= two[1].a_span.start));
        let mut by_b = found;
        by_b.sort_by_key(|passage| passage.b_span.start);
        prop_assert!(by_b.windows(2).all(|two| two[0].b_span.end <= two[1].b_span.start));
    }
}
