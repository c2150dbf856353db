//! What retold knows of a language: which one a text is in, how a word is folded to its stem, how rare a word is.
//!
//! English comes with tables inside the program ([`english`]). For other languages the weight of a word is what the
//! corpus at hand says ([`corpus`]).

pub mod corpus;
pub mod detect;
pub mod english;
pub mod filter;
pub mod fold;
pub mod function_words;
pub mod leaning;
pub mod lexicon;
pub mod numbers;
pub mod reader;
pub mod senses;
pub(crate) mod vocabulary;

pub use corpus::CorpusWeights;
pub use detect::Language;
pub use lexicon::{Kind, Lexicon, Sym};
pub use vocabulary::TagNumber;
