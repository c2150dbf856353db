//! Why something was not read.

use std::fmt;
use std::io;

/// One thing that an input held and that is no page: what the user is told about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The file as the user named it or as it was found below a named folder; `-` for standard input.
    pub file: String,
    /// The record inside the file, counted from 1; `None` where the whole file, or its rest, is meant.
    pub record: Option<u64>,
    /// The byte of the decompressed file at which the record begins, at which the file broke off, or at which the
    /// quote stands that is never closed.
    /// In UTF-16 files of many records it counts the bytes of the text recoded to UTF-8.
    pub offset: Option<u64>,
    /// Why.
    pub reason: Reason,
}

/// Why something was not read. [`key`](Reason::key) is for programs and counts, `Display` for people.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// A file that holds no record: of no bytes, of nothing but white space, of the names of columns alone.
    EmptyFile,
    /// A file that would be a text, and of which too much is no sign of a text.
    Binary,
    /// A record whose text is nothing but white space.
    EmptyText,
    /// A record without a field of text.
    NoText,
    /// A table without a column of text; it is not read any further.
    NoTextColumn,
    /// A record that is not JSON; at this byte of the record (counted from 1, in UTF-8) it went wrong.
    NotJson {
        /// Counted from 1.
        column: usize,
    },
    /// A record that is JSON, but no object.
    NotAnObject,
    /// A record nested deeper than the parser follows.
    TooDeep,
    /// A row of a table with a quote that is never closed.
    UnclosedQuote {
        /// Lines that were passed over to the next row: that of the quote, and those that look like no row.
        lines: u64,
    },
    /// A record of a WARC file that does not end where its head says, or has no head that says it.
    WrongLength,
    /// A record of a WARC file that the file ends in.
    CutOff,
    /// Records of a WARC file that hold no page: requests, metadata, errors, redirects, images.
    NoPages {
        /// How many.
        records: u64,
    },
    /// Records of a WARC file that say that a page was seen again; it stands in the record that they name.
    Revisits {
        /// How many.
        records: u64,
    },
    /// A file that is no Parquet, or whose end, which names its columns, is damaged or cut off: the words of its library.
    NotParquet(String),
    /// Rows of a Parquet file that cannot be read: those from this one to the end of its group.
    BrokenRows {
        /// How many.
        rows: u64,
        /// What is broken.
        what: String,
    },
    /// A page of more bytes than the limit.
    TooLarge {
        /// [`Limits::page_bytes`](super::Limits::page_bytes).
        limit: u64,
    },
    /// Compressed data that ends too early. What came before was read.
    Truncated,
    /// Bytes behind the end of compressed data, which are no part of it. What came before was read.
    Trailing,
    /// Compressed data that cannot be decompressed any further. What came before was read.
    Corrupt,
    /// Compressed data that unpacks to more than the limits allow. What came before was read.
    Bomb,
    /// The operating system would not give the bytes; its words.
    Unreadable(String),
    /// A named file that does not exist, or a found one that has gone.
    Missing,
    /// A link that leads back to a folder above it.
    LinkLoop,
    /// A pipe, socket or device inside a folder.
    NotAFile,
    /// A file of a kind that no reader knows.
    UnknownFormat,
    /// Files below a named folder that hold no page by their names: images, styles, scripts, fonts.
    Assets {
        /// How many.
        files: u64,
    },
    /// A record at which the reader failed: a fault of retold, which costs this record only.
    ReaderFailed,
}

impl Reason {
    /// A short name that does not change between versions.
    pub fn key(&self) -> &'static str {
        match self {
            Reason::EmptyFile => "empty-file",
            Reason::Binary => "binary",
            Reason::EmptyText => "empty-text",
            Reason::NoText => "no-text",
            Reason::NoTextColumn => "no-text-column",
            Reason::NotJson { .. } => "not-json",
            Reason::NotAnObject => "not-an-object",
            Reason::TooDeep => "too-deep",
            Reason::UnclosedQuote { .. } => "unclosed-quote",
            Reason::WrongLength => "wrong-length",
            Reason::CutOff => "cut-off",
            Reason::NoPages { .. } => "no-pages",
            Reason::Revisits { .. } => "revisits",
            Reason::NotParquet(_) => "not-parquet",
            Reason::BrokenRows { .. } => "broken-rows",
            Reason::TooLarge { .. } => "too-large",
            Reason::Truncated => "truncated",
            Reason::Trailing => "trailing-bytes",
            Reason::Corrupt => "corrupt",
            Reason::Bomb => "decompression-bomb",
            Reason::Unreadable(_) => "unreadable",
            Reason::Missing => "missing",
            Reason::LinkLoop => "link-loop",
            Reason::NotAFile => "not-a-file",
            Reason::UnknownFormat => "unknown-format",
            Reason::Assets { .. } => "assets",
            Reason::ReaderFailed => "reader-failed",
        }
    }

    /// Is a page lost, or may one be? Only what is no page by its kind, and what is there twice, is expected to be passed
    /// over.
    pub fn is_loss(&self) -> bool {
        !matches!(self, Reason::Assets { .. } | Reason::NoPages { .. } | Reason::Revisits { .. })
    }
}

impl Skipped {
    /// How many things the note stands for: one, but for those that are only counted.
    pub fn count(&self) -> u64 {
        match self.reason {
            Reason::Assets { files } => files,
            Reason::NoPages { records } | Reason::Revisits { records } => records,
            Reason::BrokenRows { rows, .. } => rows,
            _ => 1,
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::EmptyFile => f.write_str("it holds no record"),
            Reason::Binary => f.write_str("no text: it is full of control characters"),
            Reason::EmptyText => f.write_str("the text is empty"),
            Reason::NoText => f.write_str("no field holds a text"),
            Reason::NoTextColumn => f.write_str("no column holds a text"),
            Reason::NotJson { column } => write!(f, "not JSON (byte {column} of the record)"),
            Reason::NotAnObject => f.write_str("JSON, but not an object"),
            Reason::TooDeep => f.write_str("nested too deeply"),
            Reason::UnclosedQuote { lines: 1 } => {
                f.write_str("a quote that is never closed; its line is skipped")
            }
            Reason::UnclosedQuote { lines } => {
                write!(f, "a quote that is never closed; {lines} lines are skipped up to the next row")
            }
            Reason::WrongLength => f.write_str("does not end where its head says"),
            Reason::CutOff => f.write_str("the file ends in it"),
            Reason::NoPages { records } => {
                write!(
                    f,
                    "{records} records that hold no page (requests, metadata, errors, redirects, images)"
                )
            }
            Reason::Revisits { records } => {
                write!(f, "{records} records that only say that a page was seen again")
            }
            Reason::NotParquet(words) => write!(f, "cannot be read as Parquet: {}", Plain(words)),
            Reason::BrokenRows { rows, what } => {
                write!(f, "{rows} rows of the group cannot be read: {}", Plain(what))
            }
            Reason::TooLarge { limit } => write!(f, "larger than the limit of {limit} bytes a page"),
            Reason::Truncated => f.write_str("the compressed data ends too early"),
            Reason::Trailing => f.write_str("other bytes stand behind the end of the compressed data"),
            Reason::Corrupt => f.write_str("the compressed data is damaged"),
            Reason::Bomb => f.write_str("the compressed data unpacks to more than the limits allow"),
            Reason::Unreadable(words) => write!(f, "cannot be read: {}", Plain(words)),
            Reason::Missing => f.write_str("does not exist"),
            Reason::LinkLoop => f.write_str("a link that leads back to a folder above it"),
            Reason::NotAFile => f.write_str("not a regular file"),
            Reason::UnknownFormat => f.write_str("of a kind that no reader knows"),
            Reason::Assets { files } => {
                write!(f, "{files} files that hold no page by their names (images, styles, scripts, fonts)")
            }
            Reason::ReaderFailed => f.write_str("retold failed on it; please report this"),
        }
    }
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Plain(&self.file))?;
        if let Some(record) = self.record {
            write!(f, ", record {record}")?;
        }
        if let Some(offset) = self.offset {
            write!(f, ", byte {offset}")?;
        }
        write!(f, ": {}", self.reason)
    }
}

impl From<io::Error> for Reason {
    fn from(error: io::Error) -> Self {
        let kind = error.kind();
        match error.downcast::<Fault>() {
            Ok(fault) => fault.0,
            Err(_) if kind == io::ErrorKind::NotFound => Reason::Missing,
            Err(error) => Reason::Unreadable(error.to_string()),
        }
    }
}

/// Carries a reason through the layers of [`io::Read`].
#[derive(Debug)]
pub(super) struct Fault(pub Reason);

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Fault {}

impl From<Fault> for io::Error {
    fn from(fault: Fault) -> Self {
        io::Error::other(fault)
    }
}

/// Shows foreign words without the control characters that a terminal would obey.
struct Plain<'a>(&'a str);

impl fmt::Display for Plain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            if c.is_control() {
                write!(f, "{}", c.escape_default())?;
            } else {
                fmt::Write::write_char(f, c)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_names_file_record_offset_and_reason() {
        let skipped = Skipped {
            file: "a\u{1b}[31m.jsonl".to_owned(),
            record: Some(3),
            offset: Some(120),
            reason: Reason::NotJson { column: 7 },
        };
        assert_eq!(
            skipped.to_string(),
            "a\\u{1b}[31m.jsonl, record 3, byte 120: not JSON (byte 7 of the record)"
        );
    }

    #[test]
    fn a_fault_keeps_its_reason_on_the_way_through_io() {
        assert_eq!(Reason::from(io::Error::from(Fault(Reason::Bomb))), Reason::Bomb);
        assert_eq!(Reason::from(io::Error::from(io::ErrorKind::NotFound)), Reason::Missing);
        assert_eq!(Reason::from(io::Error::from(io::ErrorKind::PermissionDenied)).key(), "unreadable");
    }
}
