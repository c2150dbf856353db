//! Readings that broke off, taken up.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use tempfile::TempDir;

use super::*;
use crate::source::{ReadOptions, drafts};

/// Several batches of pages, in several languages, and between them something that cannot be read.
fn inputs() -> Vec<String> {
    let pages = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/pages");
    let missing = format!("{pages}/no-such-page.txt");
    let mut inputs = vec![pages.to_owned(); 24];
    inputs.insert(1, missing.clone());
    inputs.insert(20, missing);
    inputs
}

/// Reads the pages, with a mark after every batch; what is put aside stays in the folder.
fn read(folder: &Path) -> Intake {
    let work = Work { mark_after: 1, ..Work::open(folder).unwrap() };
    intake(
        drafts(&inputs(), &ReadOptions::default()),
        work,
        Tables::default(),
        Memory::default(),
        &Progress::default(),
    )
    .unwrap()
    .0
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let file =
        |entry: fs::DirEntry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap());
    fs::read_dir(folder).unwrap().map(|entry| file(entry.unwrap())).collect()
}

/// What a run goes on with.
fn all(intake: &Intake) -> String {
    let texts: Vec<String> = intake.documents.iter().map(|d| intake.spool.text(d.text).unwrap()).collect();
    // How rare the words of other languages are shows in the features of their documents.
    let languages: Vec<(Language, u32)> = intake.lexica.languages().collect();
    format!("{:?} {:?} {languages:?} {texts:?}", intake.documents, intake.skipped)
}

#[test]
fn a_reading_that_broke_off_anywhere_comes_to_the_same_end() {
    let whole = TempDir::new().unwrap();
    let expected = all(&read(whole.path()));
    let expected_files = files(whole.path());
    let journal = &expected_files["journal"];
    let marks = journal.split(|&b| b == b'\n').filter(|line| line.starts_with(b"{\"Mark\"")).count();
    assert!(marks >= 3, "{marks}");
    const MOMENTS: usize = 9;
    for moment in 0..=MOMENTS {
        let folder = TempDir::new().unwrap();
        for (name, bytes) in &expected_files {
            // The texts and features of the batch that was being read are there already.
            let mut file = File::create(folder.path().join(name)).unwrap();
            match name.as_str() {
                "journal" => file.write_all(&journal[..journal.len() * moment / MOMENTS]).unwrap(),
                _ => file.write_all(&[bytes, &b"half a batch"[..]].concat()).unwrap(),
            }
        }
        assert!(all(&read(folder.path())) == expected, "{moment}");
        assert!(files(folder.path()) == expected_files, "{moment}");
    }
}

#[test]
fn a_journal_that_promises_too_much_is_not_believed() {
    let folder = TempDir::new().unwrap();
    let expected = all(&read(folder.path()));
    for file in ["texts", "features-07"] {
        File::options().write(true).open(folder.path().join(file)).unwrap().set_len(5).unwrap();
        assert_eq!(Work::open(folder.path()).unwrap().documents(), 0);
        assert!(all(&read(folder.path())) == expected);
    }
}

#[test]
fn what_was_read_to_its_end_is_not_read_again() {
    let folder = TempDir::new().unwrap();
    let expected = all(&read(folder.path()));
    let work = Work::open(folder.path()).unwrap();
    let unread = drafts(&inputs(), &ReadOptions::default()).inspect({
        let last_skipped = *work.past.skipped.last().unwrap();
        let mut number = 0;
        move |_| {
            assert!(number <= last_skipped);
            number += 1;
        }
    });
    assert!(
        all(&intake(unread, work, Tables::default(), Memory::default(), &Progress::default()).unwrap().0)
            == expected
    );
}
