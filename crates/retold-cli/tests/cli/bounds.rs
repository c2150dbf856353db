//! What any command does where the machine or the command line sets bounds: full disks, too many threads, numbers and
//! paths that make no sense.

use std::process::{Command, Output, Stdio};

use crate::{EXAMPLES, RETOLD, collection, folder, words};

fn retold(args: &[&str]) -> Output {
    Command::new(RETOLD).args(args).output().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_written_to_standard_output_is_an_error() {
    let (collection, new) = (collection("bounds", "full", "parquet"), folder("bounds", "full-new"));
    let [collection, new] = [&collection, &new].map(|path| path.to_str().unwrap());
    let page = format!("{EXAMPLES}/basecamp-siren.md");
    for args in [
        &["show", collection][..],
        &["show", collection, "--format", "json"],
        &["show", collection, "--claim", "41,600 pumps are recalled"],
        &["clean", &page],
        &["compare", &page, &page],
        &["trace", &page, "-o", new],
    ] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let done = Command::new(RETOLD).args(args).stdout(Stdio::from(full)).output().unwrap();
        let told = words(&done.stderr);
        assert_eq!(done.status.code(), Some(2), "{args:?}: {told}");
        assert!(told.starts_with("retold: standard output: "), "{args:?}: {told}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn threads_have_bounds_and_what_the_machine_has_not_is_told() {
    let page = format!("{EXAMPLES}/basecamp-siren.md");
    for threads in ["0", "1025", "9999999", "many"] {
        let done = retold(&["clean", &page, "--threads", threads]);
        assert_eq!(done.status.code(), Some(2));
        assert!(words(&done.stderr).contains("--threads <N>"));
    }
    assert_eq!(retold(&["clean", &page, "--threads", "2"]).status.code(), Some(0));
    // No machine has room for such a stack.
    let stack = (1u64 << 50).to_string();
    let done = Command::new(RETOLD).args(["clean", &page]).env("RUST_MIN_STACK", stack).output().unwrap();
    assert_eq!(done.status.code(), Some(2));
    assert!(words(&done.stderr).starts_with("retold: threads: "), "{}", words(&done.stderr));
}

#[test]
fn a_limit_of_nothing_and_standard_output_for_a_file_are_refused() {
    let folder = folder("bounds", "refused");
    let run = |args: &[&str]| {
        let done = Command::new(RETOLD).args(args).current_dir(&folder).output().unwrap();
        (done.status.code(), words(&done.stderr))
    };
    for args in [&["show", "c", "--limit", "0"][..], &["report", "c", "-o", "r.html", "--limit", "0"]] {
        let (status, told) = run(args);
        assert!(status == Some(2) && told.contains("--limit <N>"), "{told}");
    }
    for args in
        [&["report", "c", "-o", "-"][..], &["trace", EXAMPLES, "-o", "-"], &["dedup", EXAMPLES, "-o", "-"]]
    {
        let (status, told) = run(args);
        assert!(status == Some(2) && told.contains("nothing is written to standard output"), "{told}");
    }
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
}
