//! The kernels of retold.
pub mod align;
pub mod clean;
pub mod document;
pub mod language;
pub mod span;
pub mod tokens;
pub mod witness;
