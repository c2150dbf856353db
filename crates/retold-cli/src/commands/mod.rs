//! One file a command.

mod bar;
pub mod clean;
pub mod compare;
pub mod dedup;
pub mod report;
pub mod serve;
pub mod show;
pub mod trace;

/// Exit status of a command that came to its end, but could not read something: neither a success nor an error, so
/// that scripts can tell.
const SKIPPED: u8 = 3;
