//! What has room in a line of the tree. An id comes first, for by it a page is asked for; then the relation, the date and
//! what was kept. The rest is for the names.

use super::rows::{DATE, KEPT, RELATION, Row};
use crate::terminal::columns;

/// Between two columns.
pub const GAP: usize = 2;
/// A name is cut to no less than this.
pub const NAME: usize = 12;
/// So much of an id has room in any case.
const ID: usize = 10;
/// So much of a relation or of an id is worth showing.
pub const PART: usize = 6;

/// How wide the columns are.
pub struct Room {
    /// Branch and name.
    pub left: usize,
    /// Date, relation, what was kept; 0 where it is left out.
    pub cells: [usize; 3],
}

impl Room {
    /// Deals out so many columns; branches and names take `most` of them at most.
    pub fn of(rows: &[Row], screen: usize, most: usize) -> Room {
        let widest =
            |of: &dyn Fn(&Row) -> usize| rows.iter().filter(|row| row.is_node).map(of).max().unwrap_or(0);
        let wanted = widest(&|row| columns(&row.branch) + columns(&row.name)).min(most);
        let least = wanted.min(widest(&|row| columns(&row.branch)) + NAME);
        let id = widest(&|row| columns(&row.id)).min(ID);
        let mut free = screen.saturating_sub(least + with_gap(id));
        let mut cells = [0; 3];
        for cell in [RELATION, DATE, KEPT] {
            let width = widest(&|row| columns(&row.cells[cell].1));
            let room = free.saturating_sub(GAP);
            // A relation is understood by how it begins; half a date or number would mislead.
            let is_cut = cell == RELATION && room >= PART;
            cells[cell] = if width <= room || is_cut { width.min(room) } else { 0 };
            free -= with_gap(cells[cell]);
        }
        Room { left: wanted.min(least + free), cells }
    }
}

/// A column with the gap before it, if there is one.
fn with_gap(width: usize) -> usize {
    if width > 0 { width + GAP } else { 0 }
}
