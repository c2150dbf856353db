//! `retold dedup` as a user or a script meets it: exit status, summary, standard input.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::{EXAMPLES, RETOLD, words};

/// An empty folder of this test's own.
fn folder(test: &str) -> PathBuf {
    crate::folder("dedup", test)
}

fn dedup(inputs: &[&str], output: &Path, more: &[&str]) -> Output {
    Command::new(RETOLD).arg("dedup").args(inputs).arg("-o").arg(output).args(more).output().unwrap()
}

#[test]
fn the_summary_says_what_was_kept_and_why_the_rest_was_not() {
    let output = folder("dedup-summary");
    let done = dedup(&[EXAMPLES], &output, &["--drop", "spun"]);
    let shown = words(&done.stdout);
    assert_eq!(done.status.code(), Some(0), "{}", words(&done.stderr));
    assert!(shown.starts_with("49 documents: 22 kept, 27 dropped\n"), "{shown}");
    assert!(shown.contains("by relation: ") && shown.contains(" % saved"), "{shown}");
    let written = |line: &&str| !line.starts_with("written to");
    assert!(shown.lines().filter(written).all(|line| line.chars().count() <= 80), "{shown}");
    let manifest = fs::read_to_string(output.join("dedup.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    assert_eq!(manifest["settings"]["drop"], serde_json::json!(["spun"]));
    let shown = words(&dedup(&[EXAMPLES], &output, &["--annotate"]).stdout);
    assert!(shown.contains("22 would be kept") && shown.contains("annotations.parquet"), "{shown}");
    // The stories can be looked at.
    let show = Command::new(RETOLD).arg("show").arg(output.join("collection")).output().unwrap();
    assert_eq!(show.status.code(), Some(0));
}

#[test]
fn the_exit_status_is_that_of_trace() {
    let folder = folder("dedup-status");
    let page = folder.join("page.txt");
    fs::write(&page, "A page that nobody copied stands here, alone.").unwrap();
    let (page, missing) = (page.to_str().unwrap(), folder.join("missing.txt"));
    let status = |inputs: &[&str], more: &[&str]| dedup(inputs, &folder.join("out"), more).status.code();
    assert_eq!(status(&[page], &[]), Some(1));
    assert_eq!(fs::read(folder.join("out/data/page.txt")).unwrap(), fs::read(page).unwrap());
    assert_eq!(status(&[page, missing.to_str().unwrap()], &[]), Some(3));
    assert_eq!(status(&[EXAMPLES], &[]), Some(0));
    assert_eq!(status(&[page, page], &[]), Some(2));
    assert_eq!(status(&[EXAMPLES], &["--drop", "boring"]), Some(2));
    assert_eq!(status(&[EXAMPLES], &["--keep", "worst"]), Some(2));
}

#[test]
fn standard_input_is_read_twice() {
    let output = folder("dedup-stdin");
    let text =
        "The harbour of Varn was shut on Monday after 340 dockers walked out over the cranes of Brisen Quay.";
    let line = |id: &str| format!("{{\"id\":\"{id}\",\"text\":\"{text}\"}}\n");
    let mut retold = Command::new(RETOLD);
    let mut retold = retold.args(["dedup", "-", "-o"]).arg(&output).stdin(Stdio::piped()).spawn().unwrap();
    retold.stdin.take().unwrap().write_all((line("a") + &line("b")).as_bytes()).unwrap();
    assert_eq!(retold.wait().unwrap().code(), Some(0));
    assert_eq!(fs::read_to_string(output.join("data/stdin.jsonl")).unwrap(), line("a"));
    assert!(!output.join(".stdin").exists());
}

/// A limit on the size of files stands for a disk that is full.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_earlier_result() {
    let folder = folder("dedup-full");
    let output = folder.join("out");
    let page =
        |n: usize| format!("{{\"id\":\"{n}\",\"noise\":\"{}\",\"text\":\"word{n}\"}}\n", "x".repeat(4000));
    let input = folder.join("in.jsonl");
    fs::write(&input, (0..50).map(page).collect::<String>()).unwrap();
    assert_eq!(dedup(&[input.to_str().unwrap()], &output, &[]).status.code(), Some(1));
    let before = fs::read(output.join("dedup.json")).unwrap();
    let script = "trap '' XFSZ; ulimit -f 200; exec \"$@\"";
    let mut shell = Command::new("sh");
    shell.args(["-c", script, "sh", RETOLD, "dedup"]).arg(&input).arg("-o").arg(&output);
    let done = shell.output().unwrap();
    assert_eq!(done.status.code(), Some(2));
    assert!(words(&done.stderr).contains("in.jsonl: File too large"), "{}", words(&done.stderr));
    assert_eq!(fs::read(output.join("dedup.json")).unwrap(), before);
    assert_eq!(fs::read(output.join("data/in.jsonl")).unwrap(), fs::read(input).unwrap());
}
