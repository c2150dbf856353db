//! Developer tasks. `cargo xtask` lists them.

mod browser;
mod cities;
mod features;
mod given_names;
mod leanings;
mod senses;
mod stems;
mod tables;

use std::process::{Command, ExitCode};

const USAGE: &str = "cargo xtask TASK

  test                                 format, lints and all tests, as CI runs them
  browser                              the tests in a browser alone
  tables WORDS BIGRAMS CASED SYNSETS   build the English tables in crates/retold-core/data
                                       (docs/dependencies.md says where the four files come from)
  stems                                build the table of stems there, of the table of words
  senses WORDNET_DIR                   build the table of senses in crates/retold-core/data of WordNet's files
  leanings ADVERTS.txt... STORY.json...
                                       build the tables of words of adverts and of furniture in crates/retold-core/data,
                                       of the files in benchmarks/adverts and of stories to fit on
  given-names CENSUS_DIR               build the list of given names there, of the census' files
  cities CITIES.json                   build the list of cities there, of GeoNames' table
  features TRUTH.json...               what the rules see of every two documents of a story, as JSON Lines
                                       (benchmarks/fit.py fits the rules on it)
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args.as_slice() {
        ["tables", words, bigrams, cased, synsets] => tables::build(words, bigrams, cased, synsets),
        ["stems"] => stems::build(),
        ["senses", folder] => senses::build(folder),
        ["given-names", folder] => given_names::build(folder),
        ["cities", path] => cities::build(path),
        ["leanings", paths @ ..] if !paths.is_empty() => leanings::build(paths),
        ["features", truths @ ..] if !truths.is_empty() => features::print(truths),
        ["test"] => test(),
        ["browser"] => browser::test(),
        _ => Err(USAGE.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            report(&*error);
            ExitCode::from(2)
        }
    }
}

/// Format, lints, tests; all in the release profile, so that dependencies are built once.
fn test() -> Result<(), Box<dyn std::error::Error>> {
    cargo(&["fmt", "--all", "--check"])?;
    cargo(&["clippy", "--release", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"])?;
    cargo(&["test", "--release", "--workspace"])?;
    browser::test()
}

fn cargo(args: &[&str]) -> Result<(), Box<dyn std::error::Error>> {
    let status = Command::new("cargo").args(args).status()?;
    if status.success() { Ok(()) } else { Err(format!("cargo {} failed", args.join(" ")).into()) }
}

#[expect(clippy::print_stderr, reason = "xtask is a program")]
fn report(error: &dyn std::error::Error) {
    eprintln!("{error}");
}
