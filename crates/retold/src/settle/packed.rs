//! Numbers and words as bytes, for what waits on disk: numbers of four bytes, and before each list and text its length.

/// Appends numbers.
pub fn put(bytes: &mut Vec<u8>, numbers: &[u32]) {
    bytes.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
}

/// Appends words.
pub fn put_text(bytes: &mut Vec<u8>, text: &str) {
    put(bytes, &[text.len() as u32]);
    bytes.extend_from_slice(text.as_bytes());
}

/// The next numbers; `None` where there are no more, as below.
pub fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u32; N]> {
    let mut numbers = [0; N];
    for number in &mut numbers {
        let (next, rest) = bytes.split_first_chunk()?;
        (*number, *bytes) = (u32::from_le_bytes(*next), rest);
    }
    Some(numbers)
}

/// The next words.
pub fn take_text(bytes: &mut &[u8]) -> Option<String> {
    let [len] = take(bytes)?;
    let (text, rest) = bytes.split_at_checked(len as usize)?;
    *bytes = rest;
    Some(str::from_utf8(text).ok()?.to_owned())
}

/// The items of the next list.
pub fn take_list<T>(bytes: &mut &[u8], item: impl Fn(&mut &[u8]) -> Option<T>) -> Option<Vec<T>> {
    let [count] = take(bytes)?;
    (0..count).map(|_| item(bytes)).collect()
}
