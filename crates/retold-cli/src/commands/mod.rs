//! One file a command.

pub mod clean;
pub mod compare;
pub mod trace;
