//! A story of a collection in the forms that other programs draw and read: one file a format, all over one
//! [`Stemma`].
//!
//! Everything here comes from pages, or from a collection that may be damaged. So each format escapes whatever it
//! writes, and no tangle of edges makes any of them fail or run on.

pub mod archetype;
pub mod changes;
pub mod csv;
pub mod dot;
pub mod drawing;
pub mod families;
pub mod forest;
pub mod format;
pub mod graphml;
pub mod json;
pub mod markdown;
pub mod marked;
pub mod newick;
pub mod node;
pub mod stemma;
pub mod tei;
#[cfg(test)]
pub(crate) mod tests;
pub mod voices;
mod xml;

pub use archetype::Archetype;
pub use forest::Forest;
pub use format::Format;
pub use node::{Node, host};
pub use stemma::{Edge, Stemma};
