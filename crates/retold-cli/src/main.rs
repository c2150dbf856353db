//! The `retold` program.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this is the program: it prints")]

mod args;
mod commands;
mod pages;
mod phrases;
mod serve;
mod terminal;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};

/// Comparing makes and drops millions of small lists.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args = Args::parse();
    if let Some(threads) = args.threads {
        // Only fails where a pool exists already.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
    }
    let done = match args.command {
        Command::Trace(args) => commands::trace::run(&args),
        Command::Dedup(args) => commands::dedup::run(&args),
        Command::Show(args) => commands::show::run(&args),
        Command::Report(args) => commands::report::run(&args),
        Command::Serve(args) => commands::serve::run(&args),
        Command::Compare(args) => commands::compare::run(&args),
        Command::Clean(args) => commands::clean::run(&args),
    };
    done.unwrap_or_else(|error| {
        eprintln!("retold: {}", terminal::safe(&error.to_string()));
        ExitCode::from(2)
    })
}
