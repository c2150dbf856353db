//! The program as a user or a script meets it, one file a command.
#![allow(clippy::unwrap_used, missing_docs)]

mod bounds;
mod compare;
mod dedup;
mod serve;
mod show;
mod trace;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const RETOLD: &str = env!("CARGO_BIN_EXE_retold");
const EXAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/pages");

/// An empty folder of a test's own.
fn folder(command: &str, test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(command).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The example pages as a collection of a test's own.
fn collection(command: &str, test: &str, format: &str) -> PathBuf {
    let folder = folder(command, test);
    let traced = Command::new(RETOLD)
        .args(["trace", EXAMPLES, "--format", format, "-o"])
        .arg(&folder)
        .output()
        .unwrap();
    assert_eq!(traced.status.code(), Some(0));
    folder
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}
