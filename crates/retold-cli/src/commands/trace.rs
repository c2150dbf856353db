//! `retold trace INPUT... -o COLLECTION`.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use retold::Error;
use retold::collection::Traced;
use retold::run::{Settings, trace};
use retold::source::{self, Progress};

use crate::args::TraceArgs;
use crate::terminal::{cut, paint, safe};

pub fn run(args: &TraceArgs) -> Result<ExitCode, Error> {
    let settings = Settings { read: args.fields.read_options(), output: args.output.clone() };
    let bar = watch(&args.inputs, settings.read.progress.clone());
    let traced = trace(&args.inputs, &settings);
    bar.stop();
    let traced = traced?;
    print_summary(&traced, args);
    Ok(if !traced.skipped().is_empty() {
        ExitCode::from(2)
    } else if traced.stories().is_empty() {
        ExitCode::from(1)
    } else {
        ExitCode::SUCCESS
    })
}

/// A bar on standard error that follows the reading, where that is a terminal.
struct Bar(Option<(Arc<AtomicBool>, std::thread::JoinHandle<()>)>);

fn watch(inputs: &[String], progress: Arc<Progress>) -> Bar {
    if !std::io::stderr().is_terminal() {
        return Bar(None);
    }
    let total = source::list(inputs).iter().filter_map(|f| f.bytes).sum();
    let stop = Arc::new(AtomicBool::new(false));
    let stopped = stop.clone();
    let thread = std::thread::spawn(move || {
        let style = "{bar:30} {bytes}/{total_bytes} {bytes_per_sec}, {eta} left";
        let style = ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = ProgressBar::new(total).with_style(style);
        while !stopped.load(Ordering::Relaxed) {
            bar.set_position(progress.bytes());
            std::thread::sleep(Duration::from_millis(100));
        }
        bar.finish_and_clear();
    });
    Bar(Some((stop, thread)))
}

impl Bar {
    fn stop(self) {
        if let Some((stop, thread)) = self.0 {
            stop.store(true, Ordering::Relaxed);
            let _ = thread.join();
        }
    }
}

fn print_summary(traced: &Traced, args: &TraceArgs) {
    let documents = &traced.intake.documents;
    let mut stories = traced.stories();
    println!("{} documents, {} stories", documents.len(), stories.len());
    let mut relations: BTreeMap<&str, usize> = BTreeMap::new();
    for relation in traced.descents.iter().filter_map(|d| d.relation) {
        *relations.entry(relation.name()).or_default() += 1;
    }
    if !relations.is_empty() {
        let shown: Vec<String> = relations.iter().map(|(name, n)| format!("{n} {name}")).collect();
        println!("copies by relation: {}", shown.join(", "));
    }
    stories.sort_by_key(|s| std::cmp::Reverse(s.len()));
    if !stories.is_empty() {
        println!("\n{}", paint("1", "largest stories"));
    }
    for members in stories.iter().take(10) {
        let of = |d: &u32| &documents[*d as usize];
        let title = members.iter().find_map(|d| of(d).title.as_deref()).unwrap_or(&of(&members[0]).id);
        println!("{:>7}  {:<23}  {}", members.len(), dates(traced, members), cut(title, 70));
    }
    print_skipped(traced);
    println!("\nwritten to {}", safe(&args.output.display().to_string()));
}

/// The first and the last date of a story, by day.
fn dates(traced: &Traced, members: &[u32]) -> String {
    let day = |d: &u32| {
        let document = &traced.intake.documents[*d as usize];
        Some((document.time?, cut(document.published.as_deref()?, 10)))
    };
    let mut days: Vec<(i64, String)> = members.iter().filter_map(day).collect();
    days.sort();
    match (days.first(), days.last()) {
        (Some((_, first)), Some((_, last))) if first != last => format!("{first} - {last}"),
        (Some((_, first)), _) => first.clone(),
        _ => "no date".to_owned(),
    }
}

fn print_skipped(traced: &Traced) {
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for note in traced.skipped() {
        *reasons.entry(note.reason.key()).or_default() += 1;
        eprintln!("skipped: {}", safe(&note.to_string()));
    }
    if !reasons.is_empty() {
        let shown: Vec<String> = reasons.iter().map(|(reason, n)| format!("{n} {reason}")).collect();
        println!("\nskipped: {}", shown.join(", "));
    }
}
