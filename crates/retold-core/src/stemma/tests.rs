use super::*;
use crate::document::Page;
use crate::language::Lexicon;
use crate::witness::Witness;

/// The stemma of some texts, which were published in their order.
fn stemma_of(texts: &[&str]) -> Stemma {
    let lexicon = &mut Lexicon::english();
    let mut wording = |text: &str| {
        let page = Page { text: text.to_owned(), ..Page::default() };
        Wording::of(text, Witness::of(&page, lexicon))
    };
    let wordings: Vec<Wording> = texts.iter().map(|text| wording(text)).collect();
    let member = |(time, wording)| Member { wording, time: Some(time), in_part: false };
    let members: Vec<Member> = (0..).zip(&wordings).map(member).collect();
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
