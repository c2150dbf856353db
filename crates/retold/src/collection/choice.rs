//! Which tables a collection has. What stands in no table that is wanted is not looked for.

/// A table of a collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// The pages, each with its story, its parents and what of it is not the story.
    Documents,
    /// The stories with their stemmata and archetypes.
    Stories,
    /// The pairs that were compared.
    Links,
    /// What each witness changed.
    Variants,
    /// The facts of each story, with who supports and who contradicts them.
    Facts,
    /// Who says what.
    Statements,
    /// The texts of the pages.
    Texts,
}

impl Table {
    /// Every table, in the order in which they are written.
    pub const ALL: [Table; 7] = [
        Table::Documents,
        Table::Stories,
        Table::Links,
        Table::Variants,
        Table::Facts,
        Table::Statements,
        Table::Texts,
    ];

    /// Its name, which is also that of its file.
    pub fn name(self) -> &'static str {
        match self {
            Table::Documents => "documents",
            Table::Stories => "stories",
            Table::Links => "links",
            Table::Variants => "variants",
            Table::Facts => "facts",
            Table::Statements => "statements",
            Table::Texts => "texts",
        }
    }

    /// The table of that name.
    pub fn named(name: &str) -> Option<Table> {
        Table::ALL.into_iter().find(|table| table.name() == name)
    }
}

/// Some of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tables(u8);

impl Tables {
    /// Is this one among them?
    pub fn has(self, table: Table) -> bool {
        self.0 & Tables::bit(table) != 0
    }

    /// Those among them, in the order in which they are written.
    pub fn iter(self) -> impl Iterator<Item = Table> {
        Table::ALL.into_iter().filter(move |&table| self.has(table))
    }

    fn bit(table: Table) -> u8 {
        1 << table as u8
    }
}

/// All of them.
impl Default for Tables {
    fn default() -> Tables {
        Tables::from_iter(Table::ALL)
    }
}

/// `documents` is among them in any case: the others name its rows.
impl FromIterator<Table> for Tables {
    fn from_iter<I: IntoIterator<Item = Table>>(tables: I) -> Tables {
        Tables(tables.into_iter().fold(Tables::bit(Table::Documents), |set, table| set | Tables::bit(table)))
    }
}
