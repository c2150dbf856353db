//! Cuts a stream into the rows of a table.
//!
//! A cell that begins with a quote goes on to the closing one, over separators and line ends; a quote is written
//! twice in it. Not all programs keep to that, so a quote that neither closes a cell nor is written twice is a sign:
//!
//! - in a cell such as `"Peace" is near`, whose quotes come in pairs and do not end it, none of them is a quotation
//!   mark of the table;
//! - at the beginning of a cell in a later line, it opens that cell, and the one before was never closed;
//! - elsewhere it is part of the text.
//!
//! A quote is also never closed if there is no more at the end of the file or within the page limit. Then the row is
//! given up, and the next one is looked for behind the line of the quote: one quote costs one row.

use std::borrow::Cow;
use std::io::{self, Read};

use memchr::{memchr, memchr_iter, memchr2, memchr3};

use super::window::Window;

/// What was cut.
pub(super) enum Cut {
    Row(Row),
    /// A row whose quote at byte `offset` is never closed. The rows go on behind the line of the quote.
    Unclosed {
        offset: u64,
    },
    /// A row above the limit. If it was given up `in_quotes`, what follows may be its rest.
    TooLarge {
        offset: u64,
        in_quotes: bool,
    },
    /// The stream failed at byte `offset`. The row that was being read is lost, and nothing follows.
    Failed {
        offset: u64,
        error: io::Error,
    },
    End,
}

/// A row as it stands in the file, and where its cells are.
pub(super) struct Row {
    pub offset: u64,
    pub bytes: Vec<u8>,
    pub separator: u8,
    cells: Vec<Cell>,
}

/// Where a cell is in a row, without the quotes around it.
struct Cell {
    start: usize,
    end: usize,
    quoted: bool,
}

impl Row {
    /// The contents of the cells.
    pub fn cells(&self) -> impl ExactSizeIterator<Item = Cow<'_, [u8]>> {
        self.cells.iter().map(|cell| {
            let bytes = &self.bytes[cell.start..cell.end];
            match cell.quoted {
                true => without_doubled_quotes(bytes),
                false => Cow::Borrowed(bytes),
            }
        })
    }
}

fn without_doubled_quotes(bytes: &[u8]) -> Cow<'_, [u8]> {
    let mut kept = Vec::new();
    let mut rest = bytes;
    while let Some(at) = memchr::memmem::find(rest, b"\"\"") {
        kept.extend_from_slice(&rest[..=at]);
        rest = &rest[at + 2..];
    }
    match kept.is_empty() {
        true => Cow::Borrowed(bytes),
        false => Cow::Owned([&kept, rest].concat()),
    }
}

/// Rows whose quote is never closed are scanned again from the next line, until so many times the limit was scanned
/// in vain; from there on, quotes have to close in their line. Without a bound that could take quadratic time.
const VAIN_LIMITS: usize = 4;

/// The rows of a stream.
pub(super) struct Rows<R> {
    window: Window<R>,
    separator: u8,
    limit: usize,
    /// Bytes that were scanned in vain.
    vain: usize,
}

impl<R: Read> Rows<R> {
    /// The rows of `bytes`, which stand at `offset` of their file.
    pub fn new(bytes: R, separator: u8, offset: u64, limit: u64) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX / 4);
        Rows { window: Window::new(bytes, offset), separator, limit, vain: 0 }
    }

    /// The next row. Empty lines are none.
    pub fn next(&mut self) -> Cut {
        self.cut().unwrap_or_else(|error| {
            self.window.take_all();
            Cut::Failed { offset: self.window.offset(), error }
        })
    }

    fn cut(&mut self) -> io::Result<Cut> {
        if !self.skip_line_ends()? {
            return Ok(Cut::End);
        }
        let one_line = self.vain > self.limit.saturating_mul(VAIN_LIMITS);
        let mut scan = Scan { separator: self.separator, one_line, ..Scan::default() };
        let offset = self.window.offset();
        loop {
            let unread = self.window.unread();
            // No more than tells a row at the limit from one above it: what is found must not depend on how much
            // happens to be read.
            let (seen, rest) = unread.split_at(unread.len().min(self.limit + 1));
            match scan.go_on(seen, self.window.at_end() && rest.is_empty()) {
                Some(Scanned::Row { length }) if length > self.limit => {
                    self.window.take(length);
                    return Ok(Cut::TooLarge { offset, in_quotes: false });
                }
                Some(Scanned::Row { length }) => {
                    let bytes = self.window.take(length).to_vec();
                    return Ok(Cut::Row(Row { offset, bytes, separator: self.separator, cells: scan.cells }));
                }
                Some(Scanned::Unclosed) => {
                    self.give_up(&scan)?;
                    return Ok(Cut::Unclosed { offset: offset + scan.start as u64 });
                }
                None if self.window.unread().len() > self.limit => {
                    self.give_up(&scan)?;
                    return Ok(Cut::TooLarge { offset, in_quotes: scan.several_lines });
                }
                None => self.window.more()?,
            };
        }
    }

    /// Takes the line ends before a row, so that its offset is that of its first byte. Is there a row?
    fn skip_line_ends(&mut self) -> io::Result<bool> {
        loop {
            let unread = self.window.unread();
            if let Some(start) = unread.iter().position(|b| !is_line_end(*b)) {
                self.window.take(start);
                return Ok(true);
            }
            self.window.take_all();
            if !self.window.more()? {
                return Ok(false);
            }
        }
    }

    /// Takes everything up to the end of the line in which the last cell begins.
    fn give_up(&mut self, scan: &Scan) -> io::Result<()> {
        self.vain += scan.searched - scan.start;
        self.window.take(scan.start);
        loop {
            let unread = self.window.unread();
            if let Some(end) = memchr2(b'\n', b'\r', unread) {
                self.window.take(end);
                return Ok(());
            }
            self.window.take_all();
            if !self.window.more()? {
                return Ok(());
            }
        }
    }
}

fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// How far a row was scanned. Positions count from its first byte.
#[derive(Default)]
struct Scan {
    separator: u8,
    /// Do quotes have to close in their line?
    one_line: bool,
    cells: Vec<Cell>,
    /// Where the cell begins that is being scanned, and how far that was done.
    start: usize,
    searched: usize,
    /// Is the quote at its beginning none of the table's; and was that found out?
    bare: bool,
    judged: bool,
    /// Does the cell, in its quotes, go over a line end?
    several_lines: bool,
}

enum Scanned {
    /// A row of so many bytes.
    Row { length: usize },
    /// The quote at the beginning of the cell is never closed.
    Unclosed,
}

/// What a search in quotes found.
enum Quoted {
    /// The closing quote, and where the separator or line end stands behind it.
    Closed {
        quote: usize,
        end: usize,
    },
    Unclosed,
    /// The cell only looked like a quoted one.
    Bare,
}

/// What stands behind a quote.
enum Behind {
    Quote,
    /// So many blanks, and the end of the cell.
    End(usize),
    Other,
}

/// Blanks between a closing quote and the separator. More are text.
const MOST_BLANKS: usize = 16;

/// A cell that only begins with a quotation is no longer than that, in bytes.
const LONGEST_BARE: usize = 64 << 10;

impl Scan {
    /// Goes on in `bytes`, which begin with the row and are all there is if `at_end`; `None` if more are needed.
    fn go_on(&mut self, bytes: &[u8], at_end: bool) -> Option<Scanned> {
        loop {
            let is_quoted = bytes.get(self.start) == Some(&b'"') && !self.bare;
            let end = if is_quoted {
                match self.quoted(bytes, at_end)? {
                    Quoted::Unclosed => return Some(Scanned::Unclosed),
                    Quoted::Bare => {
                        (self.bare, self.searched) = (true, self.start);
                        continue;
                    }
                    Quoted::Closed { quote, end } => {
                        self.cells.push(Cell { start: self.start + 1, end: quote, quoted: true });
                        end
                    }
                }
            } else {
                let end = self.bare_end(bytes, at_end)?;
                self.cells.push(Cell { start: self.start, end, quoted: false });
                end
            };
            if bytes.get(end) != Some(&self.separator) {
                return Some(Scanned::Row { length: end });
            }
            (self.start, self.searched) = (end + 1, end + 1);
            (self.bare, self.judged, self.several_lines) = (false, false, false);
        }
    }

    /// Where a cell without quotes ends.
    fn bare_end(&mut self, bytes: &[u8], at_end: bool) -> Option<usize> {
        // Nothing of the cell may be there yet.
        let rest = bytes.get(self.searched..).unwrap_or_default();
        if let Some(end) = memchr3(self.separator, b'\n', b'\r', rest) {
            return Some(self.searched + end);
        }
        self.searched = self.searched.max(bytes.len());
        at_end.then_some(self.searched)
    }

    fn quoted(&mut self, bytes: &[u8], at_end: bool) -> Option<Quoted> {
        self.searched = self.searched.max(self.start + 1);
        loop {
            let Some(here) = self.next_quote(bytes) else {
                let is_over = at_end || (self.one_line && self.several_lines);
                return is_over.then_some(Quoted::Unclosed);
            };
            match self.behind(&bytes[here + 1..], at_end)? {
                Behind::Quote => self.searched = here + 2,
                Behind::End(blanks) => return Some(Quoted::Closed { quote: here, end: here + 1 + blanks }),
                Behind::Other => {
                    if self.several_lines && self.may_open(bytes[here - 1]) {
                        return Some(Quoted::Unclosed);
                    }
                    if !self.judged && self.is_bare(bytes, at_end)? {
                        return Some(Quoted::Bare);
                    }
                    self.judged = true;
                    self.searched = here + 1;
                }
            }
        }
    }

    /// The next quote, up to which everything is then searched.
    fn next_quote(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut rest = bytes.get(self.searched..).unwrap_or_default();
        if self.one_line {
            rest = &rest[..memchr2(b'\n', b'\r', rest).map_or(rest.len(), |end| end + 1)];
        }
        let next = memchr(b'"', rest);
        let passed = &rest[..next.unwrap_or(rest.len())];
        self.several_lines |= memchr2(b'\n', b'\r', passed).is_some();
        self.searched += passed.len();
        next.map(|_| self.searched)
    }

    fn behind(&self, rest: &[u8], at_end: bool) -> Option<Behind> {
        let is_blank = |b: &&u8| matches!(b, b' ' | b'\t') && **b != self.separator;
        let blanks = rest.iter().take(MOST_BLANKS).take_while(is_blank).count();
        match rest.get(blanks) {
            Some(b'"') if blanks == 0 => Some(Behind::Quote),
            Some(b) if *b == self.separator || is_line_end(*b) => Some(Behind::End(blanks)),
            Some(_) => Some(Behind::Other),
            None => at_end.then_some(Behind::End(blanks)),
        }
    }

    /// Can a cell begin behind this byte?
    fn may_open(&self, before: u8) -> bool {
        before == self.separator || is_line_end(before)
    }

    /// Does the cell only begin with a quotation: has it, up to the first separator or line end, quotes in pairs, and
    /// none at its end?
    fn is_bare(&self, bytes: &[u8], at_end: bool) -> Option<bool> {
        let cell = &bytes[self.start..bytes.len().min(self.start + LONGEST_BARE)];
        let cell = match memchr3(self.separator, b'\n', b'\r', cell) {
            Some(end) => &cell[..end],
            None if cell.len() == LONGEST_BARE => return Some(false),
            None if at_end => cell,
            None => return None,
        };
        let quotes = memchr_iter(b'"', cell).count();
        Some(quotes.is_multiple_of(2) && !cell.trim_ascii_end().ends_with(b"\""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::stream::tests::Dribble;

    /// What was cut, with offsets: cells joined by `|`, faults by their names.
    fn cut(input: &str, chunk: usize) -> Vec<(u64, String)> {
        let mut rows = Rows::new(Dribble::new(input.as_bytes(), chunk), b',', 0, 40);
        let mut all = Vec::new();
        loop {
            all.push(match rows.next() {
                Cut::Row(row) => {
                    let cells: Vec<String> =
                        row.cells().map(|c| String::from_utf8(c.into_owned()).expect("UTF-8")).collect();
                    (row.offset, cells.join("|"))
                }
                Cut::Unclosed { offset } => (offset, "unclosed".to_owned()),
                Cut::TooLarge { offset, .. } => (offset, "too large".to_owned()),
                Cut::Failed { error, .. } => panic!("{error}"),
                Cut::End => return all,
            });
        }
    }

    #[test]
    fn rows_are_cut_however_the_bytes_come() {
        let long = format!("{},b\nc", "x".repeat(50));
        let long_in_quotes = format!("a,\"{}\n{}\"\nc", "x".repeat(30), "y".repeat(30));
        let cases: &[(&str, &[(u64, &str)])] = &[
            ("", &[]),
            ("\r\n\n", &[]),
            ("a,b\r\n\r\nc,\rd", &[(0, "a|b"), (7, "c|"), (10, "d")]),
            ("\"a\",\"b,\nc\",\"d\"\"e\"\nf,\"\"", &[(0, "a|b,\nc|d\"e"), (18, "f|")]),
            ("a\"b,c\"\nd", &[(0, "a\"b|c\""), (7, "d")]),
            ("\"a\" ,\"b\"\t\n\"c\"", &[(0, "a|b"), (10, "c")]),
            // Quotes that are not the table's.
            ("\"Peace\" is near,b\nc", &[(0, "\"Peace\" is near|b"), (18, "c")]),
            ("\"He said \"no\" twice\",b\nc", &[(0, "He said \"no\" twice|b"), (23, "c")]),
            ("\"a \"b\" c\nd\",e", &[(0, "a \"b\" c\nd|e")]),
            // Quotes that are never closed.
            ("1,\"b\n2,c\n3,d", &[(2, "unclosed"), (5, "2|c"), (9, "3|d")]),
            ("1,\"b\n2,\"c, d\"\n3", &[(2, "unclosed"), (5, "2|c, d"), (14, "3")]),
            ("1,\"b\n\"2\",\"c\"", &[(2, "unclosed"), (5, "2|c")]),
            ("1,\"b\n2,\"c\n3,d", &[(2, "unclosed"), (7, "unclosed"), (10, "3|d")]),
            ("1,\"", &[(2, "unclosed")]),
            // Rows above the limit.
            (&long, &[(0, "too large"), (53, "c")]),
            (&long_in_quotes, &[(0, "too large"), (34, &format!("{}\"", "y".repeat(30))), (66, "c")]),
        ];
        for (input, expected) in cases {
            let expected: Vec<(u64, String)> = expected.iter().map(|(o, e)| (*o, (*e).to_owned())).collect();
            for chunk in [1, 2, 7, 1000] {
                assert_eq!(cut(input, chunk), expected, "{input} by {chunk}");
            }
        }
    }

    #[test]
    fn quotes_that_are_never_closed_take_linear_time() {
        // Each row's quote looks as if it were closed only behind the end of the file.
        let rows = "1,\"\"\"x\n".repeat(300_000);
        let mut rows = Rows::new(rows.as_bytes(), b',', 0, 1 << 20);
        let mut unclosed = 0;
        while let Cut::Unclosed { .. } | Cut::TooLarge { .. } = rows.next() {
            unclosed += 1;
        }
        assert_eq!(unclosed, 300_000);
    }
}
