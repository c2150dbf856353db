//! UTF-32, which no page on the web may be in, and which some programs write all the same. Only with its mark.

use std::io::{self, Cursor, Read};

/// How four bytes make a number.
pub(super) type Order = fn([u8; UNIT]) -> u32;

const UNIT: usize = 4;

/// How many bytes the mark has.
pub(super) const MARK: usize = UNIT;

/// The order that a mark at the beginning tells.
pub(super) fn order(head: &[u8]) -> Option<Order> {
    match head {
        [0xFF, 0xFE, 0, 0, ..] => Some(u32::from_le_bytes),
        [0, 0, 0xFE, 0xFF, ..] => Some(u32::from_be_bytes),
        _ => None,
    }
}

/// The text of bytes without their mark. What is no character becomes U+FFFD, and so does one that was cut.
pub(super) fn decode(bytes: &[u8], order: Order) -> String {
    let (units, rest) = bytes.as_chunks::<UNIT>();
    let known = |unit: &[u8; UNIT]| char::from_u32(order(*unit)).unwrap_or(char::REPLACEMENT_CHARACTER);
    let cut = (!rest.is_empty()).then_some(char::REPLACEMENT_CHARACTER);
    units.iter().map(known).chain(cut).collect()
}

/// Recodes a stream without its mark to UTF-8.
pub(super) struct Recoder<R> {
    bytes: R,
    order: Order,
    recoded: Cursor<Vec<u8>>,
}

/// How much is recoded at a time, in bytes: whole units.
const AT_A_TIME: u64 = 32 << 10;

impl<R: Read> Recoder<R> {
    pub fn new(bytes: R, order: Order) -> Self {
        Recoder { bytes, order, recoded: Cursor::default() }
    }
}

impl<R: Read> Read for Recoder<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.recoded.read(buffer)?;
        if count > 0 || buffer.is_empty() {
            return Ok(count);
        }
        let mut units = Vec::new();
        (&mut self.bytes).take(AT_A_TIME).read_to_end(&mut units)?;
        self.recoded = Cursor::new(decode(&units, self.order).into_bytes());
        self.recoded.read(buffer)
    }
}

#[cfg(test)]
mod tests {
    use super::super::stream::tests::Dribble;
    use super::*;

    #[test]
    fn both_orders_are_read_at_once_and_as_they_come() {
        let text = "caf\u{e9} \u{1f600}\n".repeat(5000);
        let orders: [fn(u32) -> [u8; 4]; 2] = [u32::to_le_bytes, u32::to_be_bytes];
        for bytes in orders {
            let given: Vec<u8> = text.chars().flat_map(|c| bytes(c.into())).collect();
            let order = order(&bytes(0xFEFF)).expect("a mark");
            assert!(decode(&given, order) == text);
            let mut recoded = String::new();
            let mut recoder = Recoder::new(Dribble::new(&given, 1001), order);
            recoder.read_to_string(&mut recoded).expect("memory");
            assert!(recoded == text);
        }
        assert!(order(b"\xFF\xFEa\0").is_none());
        assert_eq!(decode(b"a\0\0\0\0\xD8\0\0b\0", u32::from_le_bytes), "a\u{fffd}\u{fffd}");
    }
}
