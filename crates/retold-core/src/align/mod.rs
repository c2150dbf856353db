//! Two witnesses beside one another: which sentence answers to which, and how much of each the other holds.

mod alike;
pub mod departure;
pub mod evidence;
pub mod lcs;
pub mod matrix;

pub use alike::Alike;
pub use departure::Departure;
pub(crate) use evidence::share;
pub use evidence::{Aligned, Evidence, Match, compare};
pub use matrix::Matrix;
