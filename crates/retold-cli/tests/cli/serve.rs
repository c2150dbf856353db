//! `retold serve` and `retold report` as a browser or a script meets them: who is answered, and with what.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

use crate::RETOLD;

/// The example pages as a collection of this test's own.
fn collection(test: &str, format: &str) -> PathBuf {
    crate::collection("serve", test, format)
}

/// A server that ends with the test.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn of(collection: &Path) -> Server {
        let mut child = Command::new(RETOLD)
            .args(["serve", "--port", "0"])
            .arg(collection)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut told = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut told).unwrap();
        let address = told.split_once("http://").unwrap().1.split_once('/').unwrap().0.to_owned();
        Server { child, address }
    }

    /// The answer to what is sent.
    fn sent(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn asked(&self, method: &str, path: &str, host: &str) -> String {
        self.sent(&format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))
    }

    /// What stands at a path.
    fn body(&self, path: &str) -> String {
        let answer = self.asked("GET", path, &self.address);
        assert!(answer.starts_with("HTTP/1.1 200 "), "{path}: {answer}");
        answer.split_once("\r\n\r\n").unwrap().1.to_owned()
    }

    fn json(&self, path: &str) -> Value {
        serde_json::from_str(&self.body(path)).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn show(collection: &Path, more: &[&str]) -> String {
    let done = Command::new(RETOLD).arg("show").arg(collection).args(more).output().unwrap();
    String::from_utf8(done.stdout).unwrap()
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap()
}

#[test]
fn only_readers_who_name_this_server_are_answered() {
    let server = Server::of(&collection("guard", "parquet"));
    for host in [server.address.as_str(), "localhost", "localhost:1"] {
        assert_eq!(status(&server.asked("GET", "/", host)), "200", "{host}");
    }
    for host in ["evil.example", "127.0.0.1.evil.example", "10.0.0.1", ""] {
        assert_eq!(status(&server.asked("GET", "/", host)), "421", "{host}");
    }
    assert_eq!(status(&server.sent("GET / HTTP/1.0\r\n\r\n")), "421");
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"] {
        assert_eq!(status(&server.asked(method, "/", &server.address)), "405", "{method}");
    }
    let head = server.asked("HEAD", "/", &server.address);
    assert!(status(&head) == "200" && head.ends_with("\r\n\r\n"), "{head}");
    assert_eq!(status(&server.asked("GET", "/../../etc/passwd", &server.address)), "404");
}

#[test]
fn every_answer_forbids_what_it_does_not_need() {
    let server = Server::of(&collection("headers", "parquet"));
    for path in [
        "/",
        "/nothing",
        "/story/none",
        "/api/stories",
        "/api/stories/none",
        "/style.css",
        "/api/openapi.json",
    ] {
        let answer = server.asked("GET", path, &server.address);
        for header in [
            "content-security-policy: default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
             form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "x-content-type-options: nosniff",
            "referrer-policy: no-referrer",
            "cross-origin-resource-policy: same-origin",
        ] {
            assert!(answer.contains(&format!("\r\n{header}\r\n")), "{path}: {answer}");
        }
        assert!(!answer.contains("access-control-allow"), "{path}");
    }
}

#[test]
fn the_api_says_what_the_terminal_says() {
    for format in ["parquet", "jsonl"] {
        let collection = collection(&format!("api-{format}"), format);
        let server = Server::of(&collection);
        let list: Value = serde_json::from_str(&show(&collection, &["--format", "json"])).unwrap();
        let served = server.json("/api/stories");
        assert_eq!((&served["stories"], &served["found"]), (&list, &4.into()));
        for story in list.as_array().unwrap() {
            let id = story["id"].as_str().unwrap();
            let told: Value = serde_json::from_str(&show(&collection, &[id, "--format", "json"])).unwrap();
            assert_eq!(server.json(&format!("/api/stories/{id}")), told);
            let claim: Value =
                serde_json::from_str(&show(&collection, &["--claim", "Pumps", "--format", "json"])).unwrap();
            assert_eq!(server.json("/api/claim?text=Pumps"), claim);
            for (name, format) in
                [("md", "markdown"), ("csv", "csv"), ("dot", "dot"), ("tei", "tei"), ("graphml", "graphml")]
            {
                let exported = server.body(&format!("/story/{id}/export/{name}"));
                assert_eq!(exported, show(&collection, &[id, "--format", format]), "{name}");
            }
        }
    }
}

#[test]
fn stories_are_chosen_by_what_is_asked() {
    let server = Server::of(&collection("chosen", "jsonl"));
    let found = |query: &str| server.json(&format!("/api/stories?{query}"))["found"].as_u64().unwrap();
    for (query, wanted) in [
        ("q=Tellmark", 1),
        ("q=tellmark+pumps", 1),
        ("q=tellmark+glacier", 0),
        ("site=escale", 1),
        ("relation=merge", 2),
        ("relation=nonsense", 0),
        ("drift=any", 4),
        ("from=2031-09-01&to=2031-10-01", 1),
        ("spun=1", 4),
    ] {
        assert_eq!(found(query), wanted, "{query}");
    }
    let titles = |query: &str| {
        let stories = server.json(&format!("/api/stories?{query}"));
        let titles =
            stories["stories"].as_array().unwrap().iter().map(|s| s["title"].as_str().unwrap().to_owned());
        titles.collect::<Vec<_>>()
    };
    let mut sorted = titles("");
    sorted.sort();
    assert_eq!(titles("sort=title"), sorted);
    assert_eq!(titles("sort=title&first=1&limit=2"), sorted[1..3]);
}

#[test]
fn what_a_collection_lacks_is_said_and_the_rest_shown() {
    let collection = collection("reduced", "parquet");
    let path = collection.join("manifest.json");
    let mut manifest: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    let tables = manifest["tables"].as_array_mut().unwrap();
    tables.retain(|table| ["documents", "stories"].iter().any(|name| table["name"] == *name));
    fs::write(&path, manifest.to_string()).unwrap();
    let server = Server::of(&collection);
    assert!(server.body("/").contains("no table of variants, facts, statements, texts"));
    let list = server.json("/api/stories");
    let story = server.json(&format!("/api/stories/{}", list["stories"][0]["id"].as_str().unwrap()));
    assert!(story["facts"].as_array().unwrap().is_empty());
    let document = story["nodes"][0]["name"].as_str().unwrap();
    let page = server.asked("GET", &format!("/witness?id={document}"), &server.address);
    assert!(status(&page) == "200" && server.json("/api/stories?q=pumps")["found"] == 1, "{page}");
    for path in ["/claim?text=pumps", "/api/claim?text=pumps"] {
        let answer = server.asked("GET", path, &server.address);
        assert!(status(&answer) == "404" && answer.contains("written without the table texts"), "{answer}");
    }
}

fn refused(args: &[&str], collection: &Path) -> (Option<i32>, String) {
    let done: Output = Command::new(RETOLD).args(args).arg(collection).output().unwrap();
    assert!(done.stdout.is_empty());
    (done.status.code(), String::from_utf8(done.stderr).unwrap())
}

#[test]
fn what_is_damaged_is_named() {
    let folder = collection("damaged", "jsonl");
    for args in [&["serve"][..], &["report", "-o", "never.html"]] {
        let (code, told) = refused(args, &folder.join("gone"));
        assert!(code == Some(2) && told.contains("gone"), "{told}");
    }
    let server = Server::of(&folder);
    // What the server holds open is cut under its hands.
    fs::write(folder.join("stories.jsonl"), "").unwrap();
    let list = server.json("/api/stories");
    let path = format!("/story/{}", list["stories"][0]["id"].as_str().unwrap());
    let answer = server.asked("GET", &path, &server.address);
    assert!(status(&answer) == "500" && answer.contains("stories.jsonl"), "{answer}");
    let (code, told) = refused(&["serve", "--port", "0"], &folder);
    assert!(code == Some(2) && told.contains("stories.jsonl"), "{told}");
}

#[test]
fn a_report_is_one_file_that_runs_nothing_of_others() {
    let folder = collection("report", "parquet");
    let path = folder.with_extension("html");
    let report = |more: &[&str]| {
        Command::new(RETOLD).arg("report").arg(&folder).args(more).arg("-o").arg(&path).output().unwrap()
    };
    assert_eq!(report(&[]).status.code(), Some(0));
    let page = fs::read_to_string(&path).unwrap();
    assert_eq!(page.matches("<article class=\"story\"").count(), 4);
    assert!(page.contains("default-src 'none'; style-src 'sha256-"));
    for outside in ["src=\"", "<link rel=\"stylesheet", "@import", "url("] {
        assert!(!page.contains(outside), "{outside}");
    }
    let told = report(&["--limit", "1"]);
    assert!(String::from_utf8_lossy(&told.stdout).starts_with("1 story, 3 left out (--limit), written to "));
    assert_eq!(report(&["no-such-story"]).status.code(), Some(1));
    assert_eq!(report(&["fiveknots-0513"]).status.code(), Some(0));
    assert!(fs::read_to_string(&path).unwrap().contains("Irish dockers strike"));
}
