//! Scribes who changed their exemplar.
//!
//! A scribe whose exemplar breaks off, or is called for, goes on from another: up to some place the copy goes with the
//! one, from there on with the other ("block mixture" or "successive contamination").

/// Readings that speak against each of the two exemplars in the other's part, at the least.
const AGAINST: f32 = 5.0;
/// So much of what the best single exemplar leaves unexplained is explained by two, at the least.
const SAVING: f32 = 0.5;

/// The guess that a copy was made from one exemplar up to a place, from another behind it.
pub struct Switch {
    /// The exemplars, the one of which more places are first.
    pub exemplars: [usize; 2],
    /// How much less they leave unexplained than the best of all does alone.
    pub saved: f32,
    /// The same as a share.
    pub saving: f32,
}

impl Switch {
    /// The best two exemplars of those `possible`, of equals the first, if two are needed. `far` is how far each witness is from the copy at
    /// each place. Time: the places of all witnesses.
    pub fn of(far: &[Vec<f32>], possible: &[usize]) -> Option<Switch> {
        let sums: Vec<Vec<f32>> = far.iter().map(|far| sums(far)).collect();
        let places = far.first().map_or(0, Vec::len);
        let head = |place: usize, witness: usize| sums[witness][place];
        let tail = |place: usize, witness: usize| sums[witness][places] - sums[witness][place];
        let best = |cost: &dyn Fn(usize) -> f32| {
            possible.iter().copied().min_by(|&a, &b| cost(a).total_cmp(&cost(b)))
        };
        let alone = head(places, best(&|witness| head(places, witness))?);
        let pair = |place: usize| {
            let exemplars = [best(&|witness| head(place, witness))?, best(&|witness| tail(place, witness))?];
            Some((head(place, exemplars[0]) + tail(place, exemplars[1]), place, exemplars))
        };
        let (together, place, [first, second]) =
            (1..places).filter_map(pair).min_by(|a, b| a.0.total_cmp(&b.0))?;
        let against_first = tail(place, first) - tail(place, second);
        let against_second = head(place, second) - head(place, first);
        let saved = alone - together;
        let is_needed = against_first.min(against_second) >= AGAINST && saved >= SAVING * alone;
        let exemplars = if 2 * place >= places { [first, second] } else { [second, first] };
        is_needed.then(|| Switch { exemplars, saved, saving: saved / alone })
    }
}

/// The sums of the first none, one, two and so on.
fn sums(values: &[f32]) -> Vec<f32> {
    let mut sum = 0.0;
    let rest = values.iter().map(|value| {
        sum += value;
        sum
    });
    std::iter::once(0.0).chain(rest).collect()
}
