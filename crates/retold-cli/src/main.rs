//! The `retold` program.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this is the program: it prints")]

mod args;
mod commands;
mod pages;
mod phrases;
mod serve;
mod terminal;

use std::io;
use std::process::ExitCode;

use clap::Parser;
use rayon::ThreadPoolBuilder;
use retold::Error;

use args::{Args, Command};

/// Comparing makes and drops millions of small lists.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args = Args::parse();
    done(args).unwrap_or_else(|error| {
        eprintln!("retold: {}", terminal::safe(&error.to_string()));
        ExitCode::from(2)
    })
}

fn done(args: Args) -> Result<ExitCode, Error> {
    start(args.threads)?;
    match args.command {
        Command::Trace(args) => commands::trace::run(&args),
        Command::Dedup(args) => commands::dedup::run(&args),
        Command::Show(args) => commands::show::run(&args),
        Command::Report(args) => commands::report::run(&args),
        Command::Serve(args) => commands::serve::run(&args),
        Command::Compare(args) => commands::compare::run(&args),
        Command::Clean(args) => commands::clean::run(&args),
    }
}

/// Starts the threads, here and not at their first use: a machine that has no room for them is told of.
fn start(threads: Option<u16>) -> Result<(), Error> {
    let started = ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0).into()).build_global();
    started.map_err(|error| Error::Io { path: "threads".into(), source: io::Error::other(error) })
}
