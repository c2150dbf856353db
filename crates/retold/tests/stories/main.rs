//! The readable fixtures of `tests/stories`, run by the embedded engine. The README there describes their format.
//!
//! A fixture says what should come out, and stays as it is where retold does not meet it: such a failure is listed
//! in [`KNOWN_FAILURES`], and a known failure that is one no longer, or fails otherwise, fails the test.
#![allow(clippy::unwrap_used, missing_docs)]

mod check;
mod drift;
mod fixture;

use std::io::Write;
use std::path::{Path, PathBuf};

use fixture::{Block, Fixture};

/// A block that retold does not meet yet.
struct KnownFailure {
    fixture: &'static str,
    block: Block,
    /// All lines that differ, as the test prints them: `-` was expected and not found, `+` found and not expected.
    differs: &'static [&'static str],
    why: &'static str,
}

const KNOWN_FAILURES: &[KnownFailure] = &[];

macro_rules! fixtures {
    ($($test:ident)*) => {
        $(#[test] fn $test() { run(&file_name(stringify!($test))); })*
        const TESTS: &[&str] = &[$(stringify!($test)),*];
    };
}

// A test is named after its file.
fixtures! {
    _01_reprint_with_house_style
    _02_spun_with_injected_advert
    _03_round_trip_translation
    _04_digest_and_excerpt
    _05_merge_of_two_copies
    _06_independent_report
    _07_follow_up_with_shared_background
    _08_template_texts
    _09_adverts_that_copies_took_over
    _10_who_says_what
    _11_equal_facts_in_other_clothes
    _12_another_title_another_company
    _13_follow_up_half_of_it_background
    _14_translation_that_keeps_many_words
    _15_round_up_carries_two_stories
}

fn file_name(test: &str) -> String {
    test.trim_start_matches('_').replace('_', "-")
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/stories")
}

fn load(name: &str) -> Fixture {
    let path = folder().join(format!("{name}.md"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{name}.md: {e}"));
    Fixture::parse(&text).unwrap_or_else(|e| panic!("tests/stories/{name}.md: {e}"))
}

fn run(name: &str) {
    let fixture = load(name);
    let answer = check::trace(&fixture);
    let mut faults = String::new();
    for block in Block::ALL.into_iter().filter(|b| fixture.blocks.contains_key(b)) {
        let diff = check::diff(&fixture, &answer, block);
        let known = KNOWN_FAILURES.iter().find(|k| k.fixture == name && k.block == block);
        let expected: &[&str] = known.map_or(&[], |k| k.differs);
        if diff.differs() == expected {
            continue;
        }
        let verdict = match known {
            None => "is not met".to_owned(),
            Some(k) if diff.differs().is_empty() => {
                format!("is met now; take it out of KNOWN_FAILURES ({})", k.why)
            }
            Some(k) => format!("fails otherwise than KNOWN_FAILURES says ({})", k.why),
        };
        faults += &format!("\n{} {verdict}\n  - expected, + found\n{diff}", block.name());
    }
    assert!(faults.is_empty(), "\ntests/stories/{name}.md: {}\n{faults}", fixture.title);
}

#[test]
fn every_fixture_has_a_test() {
    let mut files: Vec<String> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|file| Some(file.strip_suffix(".md")?.to_owned()))
        .filter(|name| name != "README")
        .collect();
    files.sort();
    assert_eq!(files, TESTS.iter().map(|test| file_name(test)).collect::<Vec<_>>());
}

#[test]
fn every_known_failure_is_of_a_block() {
    for known in KNOWN_FAILURES {
        assert!(load(known.fixture).blocks.contains_key(&known.block), "{}", known.fixture);
        assert!(!known.differs.is_empty() && !known.why.is_empty(), "{}", known.fixture);
    }
}

/// What is known to fail must not look as if it had passed: it is said on the terminal, past the harness, which would
/// keep to itself what a test prints.
#[test]
fn say_what_is_known_to_fail() {
    let said = |known: &KnownFailure| {
        format!("  known failure: {}, {}: {}\n", known.fixture, known.block.name(), known.why)
    };
    let said: String = KNOWN_FAILURES.iter().map(said).collect();
    std::io::stderr().write_all(format!("\ntests/stories:\n{said}").as_bytes()).unwrap();
}
