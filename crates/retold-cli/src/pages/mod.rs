//! A collection as pages: pure functions from what was read to HTML, for `report` and for `serve`.
//!
//! Everything that a page shows was written by strangers. Nothing of it becomes markup: maud escapes it, and [`text`]
//! makes visible what would steer the reader's eye unseen. Styles stand in classes alone, so that the policy of the
//! page may forbid all others.

pub mod api;
pub mod beside;
pub mod claim;
pub mod links;
pub mod list;
pub mod marks;
pub mod message;
pub mod relations;
pub mod shell;
pub mod story;
pub mod text;
pub mod witness;

/// What all pages look like.
pub const STYLE: &str = include_str!("style.css");

/// What makes them handier; none needs it.
pub const SCRIPT: &str = include_str!("script.js");

/// Bytes as text (RFC 4648), as a page's policy wants a digest.
pub fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let group =
            chunk.iter().fold(0u32, |group, &byte| group << 8 | u32::from(byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let letter = LETTERS[(group >> (18 - 6 * place) & 63) as usize];
            out.push(if place > chunk.len() { '=' } else { letter.into() });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn bytes_are_told_in_letters() {
        let told = ["", "f", "fo", "foo", "foob"].map(|text| super::base64(text.as_bytes()));
        assert_eq!(told, ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="]);
    }
}
