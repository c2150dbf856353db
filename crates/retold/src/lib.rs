//! The embedded engine of retold.
pub mod source;
