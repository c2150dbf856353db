use super::*;
use crate::facts::tests::Told;

/// The words of a sentence beside those of its parent, equal ones by themselves, others as `own/given`.
fn beside(child: &str, parent: &str) -> String {
    let (child, parent) = (Told::of(child), Told::of(parent));
    let (child, parent) = (child.stated(), parent.stated());
    let window: Vec<usize> = (0..parent.marks.len()).collect();
    let pairs = Pairs::of(&child, 0..child.marks.len(), &parent, &window, &mut Worth::default());
    let word = |at: usize| match pairs.beside(at) {
        Some((_, true)) => child.word(at).to_owned(),
        Some((place, false)) => format!("{}/{}", child.word(at), parent.word(window[place])),
        None => format!("+{}", child.word(at)),
    };
    (0..pairs.len()).map(word).collect::<Vec<_>>().join(" ")
}

/// The numbers of the parents' sentences that each sentence answers to, as `parent:sentences`.
fn answers(child: &str, parents: &[&str]) -> Vec<String> {
    let told: Vec<Told> = parents.iter().map(|text| Told::of(text)).collect();
    let given: Vec<Stated> = told.iter().map(Told::stated).collect();
    let shown = |row: &Option<Row>| match row {
        Some(row) => format!("{}:{:?}{}", row.parent, row.sentences, if row.verbatim { "=" } else { "" }),
        None => "none".to_owned(),
    };
    collate(&Told::of(child).stated(), &given).rows.iter().map(shown).collect()
}

#[test]
fn equal_words_stand_beside_one_another_and_facts_beside_facts_of_their_sort() {
    for (child, parent, expected) in [
        ("they saw 40 radars there", "they saw 14 radars there", "they saw 40/14 radars there"),
        ("they saw fourteen radars", "they saw 14 radars", "they saw fourteen radars"),
        (
            "they came on Monday with ease",
            "they came on Friday with ease",
            "they came on Monday/Friday with ease",
        ),
        ("they met Dorn at noon there", "they met Dahl at noon there", "they met Dorn/Dahl at noon there"),
        ("they quickly left the port", "they left the port", "they +quickly left the port"),
        ("they left", "they left the port", "they left"),
    ] {
        assert_eq!(beside(child, parent), expected);
    }
}

#[test]
fn a_run_is_followed_where_a_word_stands_twice() {
    let (child, parent) =
        (Told::of("that the port was closed"), Told::of("the mayor said the port was closed"));
    let window: Vec<usize> = (0..7).collect();
    let pairs = Pairs::of(&child.stated(), 0..5, &parent.stated(), &window, &mut Worth::default());
    assert_eq!((1..5).map(|at| pairs.equal(at)).collect::<Vec<_>>(), [Some(3), Some(4), Some(5), Some(6)]);
    assert_eq!(pairs.share_equal(), 0.8);
}

#[test]
fn a_gap_lies_between_the_equals_around_it() {
    let (child, parent) =
        (Told::of("they sold boats in port"), Told::of("they bought eleven old ships in port"));
    let window: Vec<usize> = (0..7).collect();
    let pairs = Pairs::of(&child.stated(), 0..5, &parent.stated(), &window, &mut Worth::default());
    assert_eq!(pairs.gap(1, 7), 1..5);
    assert_eq!(pairs.gap(4, 7), 6..7);
    assert_eq!(Pairs::identical(3).gap(1, 3), 1..2);
    assert!(Pairs::default().is_empty());
}

const PARENT: &str = "The harbour of Kelvik was closed after a crane fell.\n\
                      A watchman saw the arm bend.\n\
                      He warned the crew of a ferry.\n\
                      Divers will look at the damaged quay.";

#[test]
fn sentences_answer_to_those_they_were_made_of() {
    let lines: Vec<&str> = PARENT.lines().collect();
    let joined = "A watchman saw the arm bend and warned the crew of a ferry.";
    let child = [lines[3], joined, "Kelvik's harbour was shut after the fall of a crane."].join("\n");
    assert_eq!(answers(&child, &[PARENT]), ["0:[3]=", "0:[1, 2]", "0:[0]"]);
}

#[test]
fn a_sentence_stands_in_the_first_parent_that_has_it_so() {
    let lines: Vec<&str> = PARENT.lines().collect();
    let reworded = PARENT.replace("saw the arm bend", "noticed how the arm was bending");
    assert_eq!(answers(lines[1], &[&reworded, PARENT]), ["1:[1]="]);
    assert_eq!(answers(lines[3], &[&reworded, PARENT]), ["0:[3]="]);
}

#[test]
fn what_answers_to_nothing_has_no_row() {
    let lines: Vec<&str> = PARENT.lines().collect();
    let child = [lines[0], "Two towns further on nobody had slept badly.", lines[1]].join("\n");
    assert_eq!(answers(&child, &[PARENT]), ["0:[0]=", "none", "0:[1]="]);
}

#[test]
fn a_sentence_reworded_throughout_is_known_by_its_place() {
    let lines: Vec<&str> = PARENT.lines().collect();
    let child = [lines[0], lines[1], "He alerted the sailors of a boat.", lines[3]].join("\n");
    assert_eq!(answers(&child, &[PARENT]), ["0:[0]=", "0:[1]=", "0:[2]", "0:[3]="]);
}

#[test]
fn equal_sentences_answer_to_one_another_in_their_order() {
    let refrain = "The bells rang again.";
    let text = [refrain, "The first boat left.", refrain, "The second boat left.", refrain].join(" ");
    assert_eq!(answers(&text, &[&text]), ["0:[0]=", "0:[1]=", "0:[2]=", "0:[3]=", "0:[4]="]);
    let without_first = ["The first boat left.", refrain, "The second boat left.", refrain].join(" ");
    assert_eq!(answers(&without_first, &[&text]), ["0:[1]=", "0:[2]=", "0:[3]=", "0:[4]="]);
    // One that was added answers to one that is answered already.
    let more = [refrain, refrain].join(" ");
    assert_eq!(answers(&more, &[refrain]), ["0:[0]=", "0:[0]="]);
}

#[test]
fn nothing_beside_nothing_is_nothing() {
    assert_eq!(answers("", &[""]), [""; 0]);
    assert_eq!(answers("", &[PARENT]), [""; 0]);
    assert_eq!(answers("Something is here.", &[""]), ["none"]);
}
