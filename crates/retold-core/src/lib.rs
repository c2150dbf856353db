//! The kernels of retold.
pub mod align;
pub mod candidates;
pub mod clean;
pub mod document;
pub mod fingerprint;
pub mod group;
pub mod language;
pub mod link;
pub mod relation;
pub mod span;
pub mod statements;
pub mod stemma;
pub mod tokens;
pub mod transcript;
pub mod witness;
pub mod wording;
pub mod words;
