//! The rows of the tables, the manifests and what waits on disk between: the only types that are serialised.
//! docs/formats.md documents every column.
#![allow(missing_docs, reason = "a field is a column, and docs/formats.md documents those")]

mod heads;
mod journal;
mod manifest;
mod row;
mod rows;

pub use heads::*;
pub use journal::*;
pub use manifest::*;
pub use rows::*;
