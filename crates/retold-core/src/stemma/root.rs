//! Which witness the others descend from.

use super::{Collated, Member};

/// What it weighs against a candidate that all other members are dated before it.
const EARLIER: f32 = 1.0;
/// How far a member counts as dated before another where one of them has no date: it is as likely the one as the other.
const UNKNOWN: f32 = 0.5;
/// What it weighs for a candidate that it is an agency's text by its dateline: enough to tell near-equal ones.
const AGENCY: f32 = 0.1;

/// The member that leaves least of the others unexplained, has fewest before it, and opens as an agency's report does;
/// none that has no more than a part, if there is another.
pub fn root(members: &[Member], collated: &Collated) -> usize {
    let others = (members.len() as f32 - 1.0).max(1.0);
    let score = |r: usize| {
        let rest = || (0..members.len()).filter(move |&d| d != r);
        let unexplained: f32 = rest().map(|d| collated.share(d, r)).sum();
        let earlier: f32 = rest().map(|d| earlier(&members[d], &members[r])).sum();
        let agency = if members[r].wording.dateline.is_some() { AGENCY } else { 0.0 };
        (unexplained + EARLIER * earlier) / others - agency
    };
    let least = |a: &usize, b: &usize| {
        members[*a].in_part.cmp(&members[*b].in_part).then(score(*a).total_cmp(&score(*b)))
    };
    (0..members.len()).min_by(least).unwrap_or(0)
}

fn earlier(a: &Member, b: &Member) -> f32 {
    match (a.time, b.time) {
        (Some(a), Some(b)) if a < b => 1.0,
        (Some(_), Some(_)) => 0.0,
        _ => UNKNOWN,
    }
}
