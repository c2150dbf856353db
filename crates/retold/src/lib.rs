//! The embedded engine of retold: reads pages, finds the stories among them, writes the collection.
//!
//! [`run::trace`] is the whole pipeline; [`compare::compare`] explains two pages; [`collection::open`] reads what a run
//! wrote, and [`report`] draws a story of it. [`dedup::dedup`] writes the inputs again with one witness of each story.

mod archetypes;
pub mod catalogue;
pub mod changes;
pub mod collection;
pub mod compare;
pub mod dates;
mod dealt;
pub mod dedup;
pub mod descend;
pub mod error;
pub mod events;
pub mod facts;
pub mod features;
pub mod foreign;
pub mod intake;
pub mod lexica;
pub mod memory;
pub mod multitude;
pub mod neighbourhood;
mod packed;
pub mod pairs;
pub mod postings;
pub mod progress;
mod records;
pub mod report;
pub mod run;
pub mod shelf;
mod sites;
mod sketches;
pub mod source;
pub mod spool;
mod statements;
pub mod story;
pub mod wire;

pub use error::Error;
