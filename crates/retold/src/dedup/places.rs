//! What the files that are written are called: as `cp -r INPUT... OUT` would call them, each input by its own name, and
//! what is below a folder by its place there.

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use crate::Error;
use crate::source::{ReadOptions, STDIN, SourceFile};

/// The place of each file.
///
/// # Errors
/// When two files have the same name, so that documents do not tell in which of them they stand.
pub fn of(inputs: &[String], files: &[SourceFile], read: &ReadOptions) -> Result<Vec<PathBuf>, Error> {
    let mut seen = HashSet::new();
    if let Some(twice) = files.iter().find(|file| !seen.insert(file.name())) {
        let reason = "is named twice among the inputs; name it once".to_owned();
        return Err(Error::Refused { input: twice.name().to_owned(), reason });
    }
    let mut tops = Vec::new();
    for (number, input) in inputs.iter().enumerate() {
        let stdin = files.iter().find(|file| file.input == number && file.name() == STDIN);
        let name = match stdin {
            Some(file) => file.name_by_content(read).map_err(Error::io(Path::new(input)))?.into(),
            None => own_name(input),
        };
        tops.push(unique(name, &tops));
    }
    // Empty parts would end a name with a slash.
    let place = |file: &SourceFile| {
        [Path::new(&tops[file.input]), &file.below].iter().flat_map(|p| p.iter()).collect()
    };
    Ok(files.iter().map(place).collect())
}

/// The last part of the path, which is never one that leads upwards.
fn own_name(input: &str) -> OsString {
    let whole = || Path::new(input).canonicalize().ok()?.file_name().map(OsStr::to_owned);
    let name = Path::new(input).file_name().map(OsStr::to_owned);
    name.or_else(whole).unwrap_or_else(|| "input".into())
}

/// `part.jsonl.gz`, or `part-2.jsonl.gz` if there is one of that name, and so on.
fn unique(name: OsString, taken: &[OsString]) -> OsString {
    if !taken.contains(&name) {
        return name;
    }
    let text = name.to_string_lossy();
    // The point at the beginning of a hidden name begins no ending.
    let stem = text.get(1..).and_then(|rest| rest.find('.')).map_or(text.len(), |at| at + 1);
    let (stem, endings) = text.split_at(stem);
    let numbered = (2..).map(|number| OsString::from(format!("{stem}-{number}{endings}")));
    numbered.into_iter().find(|name| !taken.contains(name)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart_and_lead_nowhere_else() {
        let mut taken = Vec::new();
        for (name, expected) in [
            ("a/part.jsonl.gz", "part.jsonl.gz"),
            ("b/part.jsonl.gz", "part-2.jsonl.gz"),
            ("c/part-2.jsonl.gz", "part-2-2.jsonl.gz"),
            ("../part.jsonl.gz", "part-3.jsonl.gz"),
            ("pages/", "pages"),
            ("x/pages", "pages-2"),
            ("x/.pages", ".pages"),
            ("y/.pages", ".pages-2"),
            ("/", "input"),
            ("/..", "input-2"),
        ] {
            let unique = unique(own_name(name), &taken);
            assert_eq!(unique, expected, "{name}");
            taken.push(unique);
        }
    }
}
