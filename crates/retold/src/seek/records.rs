//! Files of records of one length.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek};

/// Records that are read at a time.
const READ: usize = 16 << 10;

/// Shows all records of a file, in order.
///
/// # Errors
/// When what waits cannot be written, or the file not be read.
pub fn each<const LEN: usize>(file: &mut BufWriter<File>, mut see: impl FnMut(&[u8; LEN])) -> io::Result<()> {
    file.rewind()?;
    let mut bytes = vec![0; LEN * READ];
    loop {
        let count = fill(file.get_ref(), &mut bytes)?;
        if count == 0 {
            return Ok(());
        }
        bytes[..count].as_chunks().0.iter().for_each(&mut see);
    }
}

/// Reads as many bytes as there is room for; fewer come only at the end.
fn fill(mut file: &File, bytes: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < bytes.len() {
        match file.read(&mut bytes[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}
