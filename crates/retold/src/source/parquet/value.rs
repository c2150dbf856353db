//! A value of a column as text.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use parquet::basic::{ConvertedType, LogicalType, TimeUnit};
use parquet::data_type::ByteArray;
use parquet::schema::types::ColumnDescriptor;

/// A value that says something: bytes of a text, or what stands for a number or a date.
#[derive(Clone, Debug)]
pub enum Value {
    Bytes(ByteArray),
    Text(String),
}

impl Value {
    pub fn bytes(&self) -> &[u8] {
        match self {
            Value::Bytes(bytes) => bytes.data(),
            Value::Text(text) => text.as_bytes(),
        }
    }
}

/// What the integers of a column stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Integers {
    Numbers,
    Unsigned,
    /// Days since 1970.
    Days,
    /// So many to a second, since 1970; of UTC, or of a place that is not told.
    Time {
        to_a_second: i64,
        utc: bool,
    },
}

impl Integers {
    pub fn of(column: &ColumnDescriptor) -> Integers {
        let time = |to_a_second, utc| Integers::Time { to_a_second, utc };
        match (column.logical_type_ref(), column.converted_type()) {
            (Some(LogicalType::Timestamp(stamp)), _) => {
                let to_a_second = match stamp.unit {
                    TimeUnit::MILLIS => 1_000,
                    TimeUnit::MICROS => 1_000_000,
                    TimeUnit::NANOS => 1_000_000_000,
                };
                time(to_a_second, stamp.is_adjusted_to_u_t_c)
            }
            (_, ConvertedType::TIMESTAMP_MILLIS) => time(1_000, true),
            (_, ConvertedType::TIMESTAMP_MICROS) => time(1_000_000, true),
            (_, ConvertedType::DATE) => Integers::Days,
            (_, ConvertedType::UINT_32 | ConvertedType::UINT_64) => Integers::Unsigned,
            _ => Integers::Numbers,
        }
    }

    /// As pages write it; nothing where there is no such date.
    pub fn text(self, value: i64) -> Option<String> {
        match self {
            Integers::Numbers => Some(value.to_string()),
            Integers::Unsigned => Some((value as u64).to_string()),
            Integers::Days => {
                const EPOCH: Date = date(1970, 1, 1);
                let days = jiff::Span::new().try_days(value).ok()?;
                Some(EPOCH.checked_add(days).ok()?.to_string())
            }
            Integers::Time { to_a_second, utc } => {
                let nanoseconds = i128::from(value) * i128::from(1_000_000_000 / to_a_second);
                let stamp = Timestamp::from_nanosecond(nanoseconds).ok()?;
                let local = || stamp.to_zoned(TimeZone::UTC).datetime().to_string();
                Some(if utc { stamp.to_string() } else { local() })
            }
        }
    }
}

/// The usual form of a UUID; other bytes of a fixed length say nothing.
pub fn uuid(bytes: &[u8]) -> Option<String> {
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    (bytes.len() == 16)
        .then(|| format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_are_written_as_what_they_stand_for() {
        let time = |to_a_second, utc| Integers::Time { to_a_second, utc };
        let cases = [
            (Integers::Numbers, -7, Some("-7")),
            (Integers::Unsigned, -1, Some("18446744073709551615")),
            (Integers::Days, 22_411, Some("2031-05-12")),
            (Integers::Days, i64::MAX, None),
            (time(1_000, true), 1_936_335_600_000, Some("2031-05-12T07:00:00Z")),
            (time(1_000_000, false), 1_936_335_600_500_000, Some("2031-05-12T07:00:00.5")),
            (time(1_000, true), i64::MAX, None),
        ];
        for (integers, value, expected) in cases {
            assert_eq!(integers.text(value).as_deref(), expected, "{integers:?} {value}");
        }
    }
}
