//! A bar on standard error that follows a run, where that is a terminal.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use retold::progress::{Progress, Stage};
use retold::source::{self, ReadOptions};

use crate::phrases::grouped;

/// How often it is drawn.
const TICK: Duration = Duration::from_millis(100);

/// A bar that goes along in a thread of its own.
pub struct Bar(Option<(Arc<AtomicBool>, JoinHandle<()>)>);

impl Bar {
    /// A bar for a run that reads these inputs so, and counts along.
    pub fn of(inputs: &[String], read: &ReadOptions, run: &Arc<Progress>) -> Bar {
        if !io::stderr().is_terminal() {
            return Bar(None);
        }
        let bytes = source::list(inputs).iter().filter_map(|file| file.bytes).sum();
        let stop = Arc::new(AtomicBool::new(false));
        let (stopped, read, run) = (stop.clone(), read.progress.clone(), run.clone());
        let thread = thread::spawn(move || {
            let bar = ProgressBar::new(0);
            let mut shown = None;
            while !stopped.load(Ordering::Relaxed) {
                let stage = run.stage();
                if shown.replace(stage) != Some(stage) {
                    // The time left is that of the stage.
                    bar.reset();
                    bar.set_style(style(stage));
                }
                follow(&bar, stage, (read.bytes(), bytes), &run);
                thread::sleep(TICK);
            }
            bar.finish_and_clear();
        });
        Bar(Some((stop, thread)))
    }

    /// Wipes the bar away.
    pub fn stop(self) {
        if let Some((stop, thread)) = self.0 {
            stop.store(true, Ordering::Relaxed);
            let _ = thread.join();
        }
    }
}

fn style(stage: Stage) -> ProgressStyle {
    let template = match stage {
        Stage::Reading => "reading {bar:20} {bytes}/{total_bytes}, {msg}, {bytes_per_sec}, {eta} left",
        Stage::Seeking => "looking for candidates of {msg}, {elapsed}",
        Stage::Comparing => "comparing {bar:20} {human_pos}/{human_len} pairs of {msg}, {eta} left",
        Stage::Writing => "writing {bar:20} {pos}/{len} tables",
        Stage::Rewriting => "writing {bar:20} {human_pos}/{human_len} files, {eta} left",
    };
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

fn follow(bar: &ProgressBar, stage: Stage, read: (u64, u64), run: &Progress) {
    let (done, of) = if stage == Stage::Reading { read } else { run.done().unwrap_or_default() };
    bar.set_length(of);
    bar.set_position(done);
    bar.set_message(format!("{} documents", grouped(run.documents())));
    bar.tick();
}
