//! Developer tasks. `cargo xtask` lists them.

mod tables;

use std::process::ExitCode;

const USAGE: &str = "cargo xtask TASK

  tables WORDS BIGRAMS CASED SYNSETS   build the English tables in crates/retold-core/data
                                       (docs/dependencies.md says where the four files come from)
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args.as_slice() {
        ["tables", words, bigrams, cased, synsets] => tables::build(words, bigrams, cased, synsets),
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

#[expect(clippy::print_stderr, reason = "xtask is a program")]
fn report(error: &dyn std::error::Error) {
    eprintln!("{error}");
}
