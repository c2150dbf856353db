//! `retold trace` as a user or a script meets it: files, exit status, messages.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::{EXAMPLES, RETOLD, words};

/// An empty folder of this test's own.
fn folder(test: &str) -> PathBuf {
    crate::folder("trace", test)
}

fn trace(inputs: &[&str], output: &Path, more: &[&str]) -> Output {
    Command::new(RETOLD).arg("trace").args(inputs).arg("-o").arg(output).args(more).output().unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn tables_are_parquet_unless_told() {
    let folder = folder("format");
    for (more, ending) in
        [(&[][..], "parquet"), (&["--format", "jsonl"], "jsonl"), (&["--format", "parquet"], "parquet")]
    {
        let done = trace(&[EXAMPLES], &folder, more);
        assert_eq!(done.status.code(), Some(0), "{}", words(&done.stderr));
        let tables =
            ["documents", "facts", "links", "manifest", "statements", "stories", "texts", "variants"];
        let wanted = tables.map(|t| format!("{t}.{}", if t == "manifest" { "json" } else { ending }));
        assert_eq!(names(&folder), wanted);
    }
    assert_eq!(trace(&[EXAMPLES], &folder, &["--format", "xls"]).status.code(), Some(2));
}

#[test]
fn the_summary_says_what_was_found_in_80_columns() {
    let done = trace(&[EXAMPLES], &folder("summary"), &[]);
    let shown = words(&done.stdout);
    for line in
        ["49 documents: 31 in 4 stories, 18 alone", "4 events have more than one report", "2031-05-12 – 13  "]
    {
        assert!(shown.contains(line), "{line}\n{shown}");
    }
    let written = |line: &&str| !line.starts_with("written to");
    assert!(shown.lines().filter(written).all(|line| line.chars().count() <= 80), "{shown}");
}

#[test]
fn the_exit_status_tells_found_from_nothing_and_from_skipped() {
    let folder = folder("status");
    let page = folder.join("page.txt");
    fs::write(&page, "A page that nobody copied stands here, alone.").unwrap();
    let page = page.to_str().unwrap();
    let missing = folder.join("missing.txt");
    let missing = missing.to_str().unwrap();
    let status = |inputs: &[&str], output: &str| trace(inputs, &folder.join(output), &[]).status.code();
    assert_eq!(status(&[EXAMPLES], "found"), Some(0));
    assert_eq!(status(&[page], "nothing"), Some(1));
    assert_eq!(status(&[EXAMPLES, missing], "skipped"), Some(3));
    assert_eq!(status(&[page, missing], "nothing-and-skipped"), Some(3));
    assert!(folder.join("skipped/manifest.json").exists());
    // The images of a crawl are no loss.
    fs::create_dir(folder.join("crawl")).unwrap();
    fs::copy(page, folder.join("crawl/page.txt")).unwrap();
    fs::write(folder.join("crawl/logo.png"), "PNG").unwrap();
    assert_eq!(status(&[folder.join("crawl").to_str().unwrap()], "assets"), Some(1));
}

/// A mistyped name costs no collection.
#[test]
fn where_nothing_could_be_read_nothing_is_written() {
    let folder = folder("typo");
    let page = folder.join("page.jsonl");
    fs::write(&page, "{\"text\": \"A page that nobody copied stands here, alone.\"}").unwrap();
    fs::create_dir(folder.join("empty")).unwrap();
    fs::write(folder.join("empty.txt"), "").unwrap();
    let (page, good) = (page.to_str().unwrap(), folder.join("good"));
    assert_eq!(trace(&[page], &good, &["--format", "jsonl"]).status.code(), Some(1));
    let contents = || names(&good).iter().map(|name| fs::read(good.join(name)).unwrap()).collect::<Vec<_>>();
    let before = (names(&good), contents());
    let [typo, empty, file] = ["typo", "empty", "empty.txt"].map(|name| folder.join(name));
    let [typo, empty, file] = [&typo, &empty, &file].map(|path| path.to_str().unwrap());
    for (inputs, more, told) in [
        (&[typo][..], &[][..], "typo: does not exist\n"),
        (&[empty, file], &[], "empty.txt: it holds no record\n"),
        (
            &[page],
            &["--text-field", "typo"],
            "no field holds a text\nwarning: no record has the field typo\n",
        ),
    ] {
        for output in [&good, &folder.join("new")] {
            let done = trace(inputs, output, more);
            assert_eq!((done.status.code(), words(&done.stdout)), (Some(2), String::new()));
            let shown = words(&done.stderr);
            let last =
                format!("retold: {}: no page could be read, and nothing was written\n", inputs.join(", "));
            assert!(shown.starts_with("skipped: ") && shown.ends_with(&(told.to_owned() + &last)), "{shown}");
        }
        assert!(before == (names(&good), contents()));
        assert!(!folder.join("new").exists());
    }
}

#[test]
fn a_field_that_no_record_has_is_named() {
    let folder = folder("fields");
    let [lines, table] = ["lines.jsonl", "table.csv"].map(|name| folder.join(name));
    fs::write(&lines, "{\"head\": \"One\", \"text\": \"One page.\"}\n").unwrap();
    fs::write(&table, "lead,text\nTwo,Another page.\n").unwrap();
    let inputs = [&lines, &table].map(|path| path.to_str().unwrap());
    let told = |field: &str| {
        let done = trace(&inputs, &folder.join("out"), &["--title-field", field]);
        assert_eq!(done.status.code(), Some(1));
        words(&done.stderr)
    };
    assert_eq!((told("head"), told("lead")), (String::new(), String::new()));
    assert_eq!(told("haed"), "warning: no record has the field haed\n");
}

#[test]
fn what_came_out_of_a_run_is_no_input() {
    let folder = folder("results");
    let (collection, result) = (folder.join("collection"), folder.join("result"));
    assert_eq!(trace(&[EXAMPLES], &collection, &[]).status.code(), Some(0));
    let dedup = Command::new(RETOLD).args(["dedup", EXAMPLES, "-o"]).arg(&result).output().unwrap();
    assert_eq!(dedup.status.code(), Some(0));
    let data = result.join("data");
    for (input, hint) in [
        (&collection, "is a collection of retold; name the pages that it was made of".to_owned()),
        (&result, format!("is a result of retold dedup; its pages are in {}", data.display())),
    ] {
        for command in
            [&["trace", "-o", "new"][..], &["dedup", "-o", "new"], &["clean"], &["compare", EXAMPLES]]
        {
            let done = Command::new(RETOLD).args(command).arg(input).current_dir(&folder).output().unwrap();
            let told = words(&done.stderr);
            assert!(
                done.status.code() == Some(2) && (told.contains(&hint) || command[0] == "compare"),
                "{told}"
            );
        }
        let done = Command::new(RETOLD).arg("compare").arg(input).arg(EXAMPLES).output().unwrap();
        assert!(done.status.code() == Some(2) && words(&done.stderr).contains(&hint));
    }
    assert_eq!(names(&folder), ["collection", "result"]);
    assert_eq!(trace(&[data.to_str().unwrap()], &folder.join("new"), &[]).status.code(), Some(1));
}

#[test]
fn what_is_skipped_is_named_and_counted() {
    let folder = folder("skipped");
    let lines = folder.join("lines.jsonl");
    fs::write(&lines, "{\"id\": \"a\", \"text\": \"One page.\"}\nnot JSON\n{}\n").unwrap();
    let output = folder.join("out");
    let done = trace(&[lines.to_str().unwrap()], &output, &[]);
    assert_eq!(done.status.code(), Some(3));
    assert!(words(&done.stderr).contains("lines.jsonl, record 2, byte 33: not JSON"));
    assert!(words(&done.stdout).contains("skipped: 1 no-text, 1 not-json"));
    let manifest = fs::read(output.join("manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).unwrap();
    assert_eq!(manifest["counts"]["skipped"], serde_json::json!({"no-text": 1, "not-json": 1}));
    assert_eq!(manifest["counts"]["documents"], 1);
}

#[test]
fn a_folder_of_other_things_is_refused() {
    let folder = folder("strangers");
    fs::write(folder.join("thesis.tex"), "years of work").unwrap();
    for output in [folder.clone(), folder.join("thesis.tex"), folder.join("thesis.tex/below")] {
        let done = trace(&[EXAMPLES], &output, &[]);
        assert_eq!(done.status.code(), Some(2), "{}", words(&done.stderr));
        assert!(words(&done.stderr).contains("thesis.tex"));
    }
    assert_eq!(names(&folder), ["thesis.tex"]);
}

/// A limit on the size of files stands for a disk that is full. When there is room again, the run goes on.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_no_half_table() {
    let folder = folder("full");
    let pages = folder.join("pages.jsonl");
    let page = |i| format!("{{\"id\": \"page-{i:04}\", \"text\": \"word{i}\"}}\n");
    fs::write(&pages, (0..250).map(page).collect::<String>()).unwrap();
    for format in ["jsonl", "parquet"] {
        let output = folder.join(format);
        let script = "trap '' XFSZ; ulimit -f 8; exec \"$@\"";
        let mut retold = Command::new("sh");
        retold.args(["-c", script, "sh", RETOLD, "trace"]).arg(&pages).arg("-o").arg(&output);
        let done = retold.args(["--format", format]).output().unwrap();
        let told = words(&done.stderr);
        assert_eq!(done.status.code(), Some(2), "{told}");
        assert!(told.contains("File too large"), "{told}");
        assert_eq!(names(&output), [".unfinished.json", ".work"]);
        let done = trace(&[pages.to_str().unwrap()], &output, &["--format", format]);
        assert_eq!(done.status.code(), Some(1), "{}", words(&done.stderr));
        assert!(!names(&output).iter().any(|name| name.starts_with('.')));
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_error() {
    let output = folder("pipe");
    // `true` reads nothing, and is gone before the summary is printed.
    let script = "{ \"$@\"; echo $? >&2; } | true";
    let mut shell = Command::new("sh");
    let done =
        shell.args(["-c", script, "sh", RETOLD, "trace", EXAMPLES, "-o"]).arg(&output).output().unwrap();
    assert_eq!(words(&done.stderr), "0\n");
}

#[test]
fn a_collection_is_not_read_as_pages() {
    let pages = folder("inside");
    fs::write(pages.join("page.txt"), "A page that nobody copied stands here, alone.").unwrap();
    let output = pages.join("collection");
    let shown = || words(&trace(&[pages.to_str().unwrap()], &output, &["--format", "jsonl"]).stdout);
    let first = shown();
    assert!(first.contains("1 document"), "{first}");
    assert_eq!(shown(), first);
}

#[test]
fn a_story_without_a_title_is_shown_by_its_opening() {
    let pages = folder("untitled");
    let text = "The harbour of Varn was shut on Monday after 340 dockers walked out over the cranes of Brisen Quay.\n\
                Elise Marchetti, who runs the port, offered 2.5 percent and spoke of 120 apprentices in Lorne.";
    for name in ["a.txt", "b.txt"] {
        fs::write(pages.join(name), format!("\n{text}\n")).unwrap();
    }
    let shown = words(&trace(&[pages.to_str().unwrap()], &folder("untitled-out"), &[]).stdout);
    assert!(shown.contains("“The harbour of Varn was shut"), "{shown}");
}

/// Several copies of each example page, told apart by their number, as JSON Lines.
fn many_pages(path: &Path, copies: usize) {
    let mut lines = String::new();
    let mut pages: Vec<PathBuf> = fs::read_dir(EXAMPLES).unwrap().map(|e| e.unwrap().path()).collect();
    pages.sort();
    for copy in 0..copies {
        for page in &pages {
            let name = page.file_name().unwrap().to_str().unwrap();
            let text = fs::read_to_string(page).unwrap();
            let text = format!("{text}\n\nIt was written down as number {copy} of its kind in Varn.\n");
            let line = serde_json::json!({ "id": format!("{name} {copy}"), "text": text });
            lines.push_str(&format!("{line}\n"));
        }
    }
    fs::write(path, lines).unwrap();
}

/// Killed at any moment, again and again, a run comes to the end that it would have come to undisturbed.
#[test]
fn a_run_that_is_killed_goes_on() {
    const MOMENTS: u32 = 8;
    let folder = folder("killed");
    let input = folder.join("pages.jsonl");
    many_pages(&input, 12);
    let input = input.to_str().unwrap();
    let (whole, broken) = (folder.join("whole"), folder.join("broken"));
    let start = std::time::Instant::now();
    assert_eq!(trace(&[input], &whole, &[]).status.code(), Some(0));
    let time = start.elapsed();
    for moment in 1..=MOMENTS {
        let mut run = Command::new(RETOLD)
            .args(["trace", input, "-o"])
            .arg(&broken)
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(time * moment / MOMENTS);
        let _ = run.kill();
        run.wait().unwrap();
    }
    assert_eq!(trace(&[input], &broken, &[]).status.code(), Some(0));
    assert_eq!(names(&broken), names(&whole));
    for name in names(&whole) {
        assert!(fs::read(broken.join(&name)).unwrap() == fs::read(whole.join(&name)).unwrap(), "{name}");
    }
}

#[test]
fn too_little_memory_is_told_and_more_goes_on() {
    let out = folder("memory");
    let run = |memory: &str| trace(&[EXAMPLES], &out, &["--memory", memory]);
    let refused = run("5M");
    assert_eq!(refused.status.code(), Some(2));
    let told = words(&refused.stderr);
    assert!(told.contains("and 5.00M are given; give more"), "{told}");
    let done = run("1G");
    assert_eq!(done.status.code(), Some(0));
    assert!(words(&done.stderr).contains("went on from a run that broke off"));
    let wrong = run("much");
    assert_eq!(wrong.status.code(), Some(2));
    assert!(words(&wrong.stderr).contains("a size is a number with a unit"));
}
