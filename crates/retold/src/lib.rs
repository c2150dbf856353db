//! The embedded engine of retold: reads pages, finds the stories among them, writes the collection.
//!
//! [`run::trace`] is the whole pipeline; [`compare::compare`] explains two pages; [`collection::open`] reads what a run
//! wrote, and [`report`] draws a story of it. [`dedup::dedup`] writes the inputs again with one witness of each story.

pub mod run;

// The way of a document: it is read, put aside, sought, and settled in its story.
pub mod source;

pub mod intake;

mod seek;

mod settle;

// What only the whole corpus shows.
mod events;
mod sites;
mod statements;

// What a run leaves behind.
pub mod collection;
pub mod wire;

// What is made of it.
pub mod catalogue;
pub mod compare;
pub mod dedup;
pub mod report;

// What several of these use.
pub mod dates;
pub mod error;
pub mod lexica;
pub mod memory;
pub mod progress;

pub use error::Error;
