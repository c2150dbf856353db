//! The kernels of retold.
pub mod document;
pub mod language;
pub mod span;
pub mod tokens;
