//! How much memory a run may take, and how much it has.
//!
//! Nothing that a run finds depends on it: who has less memory looks at more of the disk, more often.

use std::fmt;
use std::str::FromStr;

use sysinfo::{Pid, ProcessRefreshKind, ProcessesToUpdate, System};

use crate::Error;

/// A number of bytes, all that the run may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Memory(u64);

/// What a document takes in the end beyond what it takes when it is read: its place in the tables, its lineage, and the
/// pairs in which it was compared. A million documents, of which three in ten are in stories, took 270 bytes each.
const LATER: u64 = 300;
/// What writing takes: of each of the two tables that are written at once a row of a document, up to a group of rows and the
/// same packed.
const ROW: u64 = 1 << 10;
const ROWS: u64 = 80 << 20;
/// The least with which candidates are sought.
const SEARCH: u64 = 16 << 20;
/// Of what is free when the search begins, it leaves this part to what it finds.
const RESERVE: u64 = 4;

impl Memory {
    /// How many bytes it is.
    pub fn bytes(self) -> u64 {
        self.0
    }

    /// Sees to it that a run over so many documents, which are read, can come to its end.
    ///
    /// # Errors
    /// When they need more.
    pub fn suffices_for(self, documents: usize) -> Result<(), Error> {
        let documents_read = documents as u64;
        let needed = Memory(resident() + documents_read * LATER + (documents_read * ROW).clamp(SEARCH, ROWS));
        if needed.0 <= self.0 {
            return Ok(());
        }
        Err(Error::Memory { documents, given: self, needed: needed.rounded_up() })
    }

    /// What suffices where this is needed now: a sixteenth more, for a process does not take quite as much every time,
    /// and then a round number, which is [shown](fmt::Display) as it is.
    fn rounded_up(self) -> Memory {
        let more = self.0 + self.0 / 16;
        Memory(more.next_multiple_of((more.next_power_of_two() / 8).max(1)))
    }

    /// How many bytes of it a search for candidates may take now.
    pub fn for_search(self) -> u64 {
        let free = self.0.saturating_sub(resident());
        (free - free / RESERVE).max(SEARCH)
    }
}

/// Bytes that this process has in memory; none where the system does not tell.
fn resident() -> u64 {
    let me = Pid::from_u32(std::process::id());
    let mut system = System::new();
    let memory = ProcessRefreshKind::nothing().with_memory();
    system.refresh_processes_specifics(ProcessesToUpdate::Some(&[me]), false, memory);
    system.process(me).map_or(0, sysinfo::Process::memory)
}

/// Half of what the machine has, or of what a container is given.
impl Default for Memory {
    fn default() -> Memory {
        let mut system = System::new();
        system.refresh_memory();
        let all = system.total_memory();
        Memory(system.cgroup_limits().map_or(all, |limits| limits.total_memory.min(all)) / 2)
    }
}

/// The units of a size, each with what it stands for.
const UNITS: [(char, u64); 4] = [('K', 1 << 10), ('M', 1 << 20), ('G', 1 << 30), ('T', 1 << 40)];

/// A number of bytes, or one with a unit: `512M`, `1.5G`. What is usual beside the letter may stand there: `2GB`, `2 GiB`.
impl FromStr for Memory {
    type Err = NoSize;

    fn from_str(size: &str) -> Result<Memory, NoSize> {
        let end = size.find(|c: char| c != '.' && !c.is_ascii_digit()).unwrap_or(size.len());
        let (number, unit) = size.split_at(end);
        let unit = unit.trim_start().to_ascii_uppercase();
        let bytes = match unit.strip_suffix("IB").or(unit.strip_suffix('B')).unwrap_or(&unit) {
            "" => 1,
            letter => UNITS.iter().find(|(of, _)| letter.chars().eq([*of])).ok_or(NoSize)?.1,
        };
        let number: f64 = number.parse().map_err(|_| NoSize)?;
        Ok(Memory((number * bytes as f64) as u64))
    }
}

/// In the largest unit of which it has one at least, to three digits.
impl fmt::Display for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match UNITS.iter().rev().find(|(_, bytes)| self.0 >= *bytes) {
            None => write!(f, "{}", self.0),
            Some((letter, bytes)) => {
                let number = self.0 as f64 / *bytes as f64;
                let decimals = if number < 10.0 { 2 } else { usize::from(number < 100.0) };
                write!(f, "{number:.decimals$}{letter}")
            }
        }
    }
}

/// What is no size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a size is a number with a unit, as 512M, 2G or 1.5G")]
pub struct NoSize;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_written_in_the_usual_ways() {
        for (size, bytes) in [
            ("512M", 512 << 20),
            ("2g", 2 << 30),
            ("2GB", 2 << 30),
            ("1.5 GiB", 3 << 29),
            ("64k", 64 << 10),
            ("1T", 1 << 40),
            ("1000000", 1_000_000),
            ("100B", 100),
        ] {
            assert_eq!(size.parse(), Ok(Memory(bytes)), "{size}");
        }
        for size in ["", "G", "two", "2X", "2MG", "-1G", "1.2.3M"] {
            assert_eq!(size.parse::<Memory>(), Err(NoSize), "{size}");
        }
    }

    #[test]
    fn sizes_are_shown_as_one_would_give_them() {
        for (bytes, shown) in [(100, "100"), (600 << 20, "600M"), (3 << 29, "1.50G"), (25 << 30, "25.0G")] {
            assert_eq!(Memory(bytes).to_string(), shown);
        }
    }

    #[test]
    fn a_process_has_memory_and_a_machine_has_more() {
        assert!(resident() > 1 << 20 && Memory::default().bytes() > resident());
    }

    #[test]
    fn what_is_said_to_suffice_does() {
        let Err(Error::Memory { needed, .. }) = Memory(1 << 10).suffices_for(10) else {
            panic!("too little")
        };
        assert!(needed.suffices_for(10).is_ok());
        for bytes in (0..1000u64).map(|n| (1 << 20) + n * n * n * 333) {
            let said = Memory(bytes).rounded_up();
            assert!(said.0 > bytes && said.0 < bytes + bytes / 2, "{bytes}");
            assert_eq!(said.to_string().parse(), Ok(said), "{bytes}");
        }
    }

    #[test]
    fn what_is_too_little_is_told_with_what_is_needed() {
        let told = Memory(1 << 20).suffices_for(10).err().map(|error| error.to_string()).unwrap_or_default();
        assert!(told.contains("10 documents") && told.contains("1.00M"), "{told}");
        assert!(Memory::default().suffices_for(10).is_ok());
    }
}
