use super::*;
use crate::document::Page;
use crate::language::Lexicon;
use crate::witness::Witness;

/// The stemma of some texts, which were published in their order.
fn stemma_of(texts: &[&str]) -> Stemma {
    let dated: Vec<(&str, Option<i64>)> = texts.iter().copied().zip((0..).map(Some)).collect();
    stemma_of_dated(&dated)
}

/// The stemma of some texts, of which each may have a date.
fn stemma_of_dated(texts: &[(&str, Option<i64>)]) -> Stemma {
    let lexicon = &mut Lexicon::english();
    let mut wording = |text: &str| {
        let page = Page { text: text.to_owned(), ..Page::default() };
        Wording::of(text, Witness::of(&page, lexicon))
    };
    let wordings: Vec<Wording> = texts.iter().map(|(text, _)| wording(text)).collect();
    let member = |(wording, &(text, time))| Member { wording, text, time, in_part: false };
    let members: Vec<Member> = wordings.iter().zip(texts).map(member).collect();
    stemma(&members, &mut Kin::new(wordings.iter().collect()))
}

/// The third has more of its words from the first than from the second, from which it was made: who rewords what is
/// reworded finds the old words again. But it has its number and its name from the second.
#[test]
fn facts_outweigh_words_that_come_back() {
    let texts = [
        "The council of Vellsund closed the old bridge on Monday after an inspection found cracks in 2,318 bolts. \
         The mayor Ingrid Halvorsen told the drivers to use the tunnel until the repair of the bridge is finished.",
        "The assembly of Vellsund shut the ancient bridge on Monday after a check discovered cracks in 3,218 bolts. \
         The alderman Ingrid Halversen ordered the motorists to use the tunnel until the mending of the bridge is done.",
        "The council of Vellsund closed the aged bridge on Monday after an inspection spotted cracks in 3,218 bolts. \
         The mayor Ingrid Halversen told the drivers to take the tunnel until the repair of the bridge is finished.",
    ];
    assert_eq!(stemma_of(&texts).parents(2), [1]);
}

/// The third puts everything as the first does, and not in the clothes of the second, from which it has its number. A
/// house dresses whatever it takes over.
#[test]
fn a_house_style_is_no_reading() {
    let wire = "The council of Vellsund will pay 214 million euros for a new bridge, 45 million euros more than it had said on May 14. \
                The mayor Ingrid Halvorsen asked the state on May 16 for 30 million euros after cracks were found in 2,318 bolts. \
                Drivers pay 12 euros for the ferry, and will pay 14 euros from June 1 until the bridge is open on March 3.";
    let reprint = "The council of Vellsund will pay €214m for a new bridge, €45m more than it had said on 14 May. \
                   The mayor Ingrid Halvorsen asked the state on 16 May for €30m after cracks were found in 3,218 bolts. \
                   Drivers pay €12 for the ferry, and will pay €14 from 1 June until the bridge is open on 3 March.";
    let light = wire
        .replace("2,318", "3,218")
        .replace("asked the state", "turned to the state")
        .replace("is open", "opens");
    let spun = "The committee of Vellsund shall disburse 214 million euros for a fresh crossing, 45 million euros beyond what it had announced on May 14. \
                Alderman Ingrid Halvorsen begged the nation on May 16 for 30 million euros once fissures were spotted inside 2,318 screws. \
                Motorists spend 12 euros on the boat, and shall spend 14 euros from June 1 till the crossing is unlocked on March 3.";
    assert_eq!(stemma_of(&[wire, reprint, &light, spun]).parents(2), [1]);
}

/// One copy has lost its end and its date. That it has none makes it no older than the one that has.
#[test]
fn who_has_no_date_is_not_for_that_the_elder() {
    let digest = "The council of Vellsund closed the old bridge after cracks were found.";
    let whole = "The council of Vellsund closed the old bridge on Monday after an inspection found cracks in many bolts. \
         The mayor told the drivers to use the tunnel until the repair of the bridge is finished. Shops on both banks \
         expect a poor summer. The ferry will sail twice as often from next week on.";
    let cut = whole.rsplit_once(" The ferry").expect("it has one").0;
    let edit = whole.replace("expect a poor summer", "fear that few guests will come");
    let dated = [(digest, Some(0)), (whole, Some(1)), (cut, None), (edit.as_str(), Some(2))];
    assert_eq!(stemma_of_dated(&dated).parents(2), [1]);
}

const WORDS: [&str; 36] = [
    "river", "stone", "bread", "window", "garden", "letter", "winter", "table", "horse", "music", "paper",
    "bridge", "water", "summer", "village", "doctor", "market", "forest", "kitchen", "island", "teacher",
    "engine", "mountain", "silver", "pocket", "shoulder", "candle", "harvest", "sailor", "blanket", "mirror",
    "ladder", "orchard", "basket", "feather", "hammer",
];

/// A text of twelve sentences, with other words in every so many places from `first` on.
fn copied((first, every): (usize, usize)) -> String {
    let sentence = |number: usize| {
        let word = |place: usize| {
            let at = number * 5 + place * (number + 1);
            WORDS[if place % every == first { (at * 11 + first + 3) % 36 } else { at % 36 }]
        };
        let words: Vec<&str> = (0..12).map(word).collect();
        format!("The {}.", words.join(" "))
    };
    (0..12).map(sentence).collect::<Vec<String>>().join(" ")
}

/// No fact speaks against the most faithful of the copies, which the others would hang under. But many words are its
/// own, and what it has not the others have.
#[test]
fn what_has_many_words_to_itself_is_no_archetype() {
    let texts: Vec<String> = [(12, 13), (5, 13), (0, 7), (1, 7), (2, 7), (3, 7)].map(copied).to_vec();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let whole = stemma_of(&texts);
    assert_eq!((whole.lost, whole.top()), (0, Some(Node::Witness(0))));
    let without_the_first = stemma_of(&texts[1..]);
    assert_eq!(without_the_first.lost, 1);
    assert!((0..5).all(|copy| without_the_first.parents(copy).is_empty()), "{without_the_first:?}");
}

/// 144 words of which each is followed by another one wherever it comes back.
fn exemplar() -> Vec<String> {
    (0..144).map(|place| WORDS[(place * 7 + place / 36 * 5) % 36].to_owned()).collect()
}

/// The words with another one at every so many places from the first on.
fn slips(words: &[String], first: usize, every: usize) -> Vec<String> {
    let slip = |(place, word): (usize, &String)| match place >= first && (place - first).is_multiple_of(every)
    {
        true => WORDS[(place * 11 + first) % 36].to_owned(),
        false => word.clone(),
    };
    words.iter().enumerate().map(slip).collect()
}

/// The stemma of these words, put into sentences of twelve.
fn stemma_of_words(witnesses: &[&[String]]) -> Stemma {
    let sentence = |words: &[String]| format!("The {}.", words.join(" "));
    let text = |words: &&[String]| words.chunks(12).map(sentence).collect::<Vec<String>>().join(" ");
    let texts: Vec<String> = witnesses.iter().map(text).collect();
    stemma_of(&texts.iter().map(String::as_str).collect::<Vec<&str>>())
}

/// Three copies were made of an exemplar that later lost its end. What it has not any more does not speak against it.
#[test]
fn what_has_lost_its_end_is_still_the_exemplar() {
    let first = exemplar();
    let whole = slips(&first, 3, 20);
    let [one, two, three] = [8, 17, 28].map(|place| slips(&whole, place, 70));
    let stemma = stemma_of_words(&[&first, &whole[..84], &one, &two, &three]);
    let parents: Vec<Vec<usize>> = (2..5).map(|copy| stemma.parents(copy)).collect();
    assert_eq!(parents, [[1], [1], [1]], "{stemma:?}");
}

/// The first half from one, the second from another that differs in single words.
#[test]
fn who_changed_the_exemplar_has_two() {
    let first = exemplar();
    let (one, other) = (slips(&first, 3, 9), slips(&first, 7, 9));
    let copy = [&one[..72], &other[72..]].concat();
    let stemma =
        stemma_of_words(&[&first, &one, &other, &slips(&one, 30, 200), &slips(&other, 100, 200), &copy]);
    let mut parents = stemma.parents(5);
    parents.sort_unstable();
    assert_eq!(parents, [1, 2], "{stemma:?}");
}

/// Sentences of twelve invented words, those of other numbers with other words.
fn sentences(numbers: &[usize]) -> String {
    let word = |number: usize, place: usize| {
        format!("{}{}", WORDS[(number * 5 + place * 7) % 36], WORDS[(number / 3 + place * 5) % 36])
    };
    let sentence = |&number: &usize| (0..12).map(|place| word(number, place)).collect::<Vec<_>>().join(" ");
    numbers.iter().map(|number| format!("The {}.", sentence(number))).collect::<Vec<_>>().join(" ")
}

/// The last one tells a tenth of the first, and one sentence that another copy has as well. Of a retelling from memory that
/// says nothing; of a copy that kept most of the first it would.
#[test]
fn who_kept_little_is_no_orphan() {
    let copy = |own: usize| -> Vec<usize> { [own, own + 1].into_iter().chain(2..12).collect() };
    let copies: Vec<Vec<usize>> = [20, 30, 40, 50].map(copy).to_vec();
    let orphan = |last: Vec<usize>| {
        let numbers = std::iter::once((0..12).collect()).chain(copies.iter().cloned()).chain([last]);
        let texts: Vec<String> = numbers.map(|numbers: Vec<usize>| sentences(&numbers)).collect();
        let lexicon = &mut Lexicon::english();
        let mut wording = |text: &String| {
            Wording::of(text, Witness::of(&Page { text: text.clone(), ..Page::default() }, lexicon))
        };
        let wordings: Vec<Wording> = texts.iter().map(&mut wording).collect();
        let member = |(wording, text)| Member { wording, text, time: None, in_part: false };
        let members: Vec<Member> =
            wordings.iter().zip(texts.iter().map(String::as_str)).map(member).collect();
        let facts: Vec<Facts> = wordings.iter().map(Facts::of).collect();
        let parents: Vec<Vec<usize>> =
            (0..members.len()).map(|member| vec![0; usize::from(member > 0)]).collect();
        orphans::orphans(0, &parents, &members, &facts).map(|orphans| orphans[5])
    };
    assert_eq!(orphan(vec![2, 20]), Some(false));
    assert_eq!(orphan((2..8).chain([20, 30]).collect()), Some(true));
}
