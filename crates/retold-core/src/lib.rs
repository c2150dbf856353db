//! The kernels of retold.
pub mod document;
pub mod span;
