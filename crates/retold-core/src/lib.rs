//! The kernels of retold: pure functions over plain values, in the order in which a document meets them.

// What a document is, and where in it something stands.
pub mod document;
pub mod span;

// Its text: what of it is the story, and which words that has.
pub mod clean;
pub mod language;
pub mod quotation;
pub mod tokens;
pub mod transcript;
pub mod words;

// What it says, as far as it shows in itself.
pub mod facts;
pub mod injected;
pub mod statements;

// Which others could be like it.
pub mod candidates;
pub mod fingerprint;
pub mod sketch;

// What two of them have in common.
pub mod align;
pub mod carried;
pub mod link;
pub mod passages;
pub mod witness;

// The story that they are witnesses of: who copied from whom, and what.
pub mod group;
pub mod kin;
pub mod relation;
pub mod stemma;
pub mod wording;

// What each copy changed.
pub mod collation;
pub mod margin;
pub mod variants;

// Small tools of several.
mod among;
mod pick;
mod probe;
