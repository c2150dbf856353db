//! Sketches as numbers, to be put aside.

use retold_core::language::Sym;
use retold_core::sketch::{HEADS, Sketch};

/// A sketch as numbers: its two masses, how many hard words and sentences it has, each hard word with its weight, the
/// heads of each sentence, and its filter.
pub fn packed(sketch: &Sketch) -> Vec<u32> {
    let Sketch { mass, hard_mass, hard, heads, filter } = sketch;
    let mut out = Vec::with_capacity(4 + 2 * hard.len() + HEADS * heads.len() + filter.len());
    out.extend([mass.to_bits(), hard_mass.to_bits(), hard.len() as u32, heads.len() as u32]);
    out.extend(hard.iter().flat_map(|(sym, weight)| [sym.0, weight.to_bits()]));
    out.extend(heads.as_flattened().iter().map(|sym| sym.0));
    out.extend(filter);
    out
}

/// The way back; `None` where nothing was put aside.
pub fn unpacked(numbers: &[u32]) -> Option<Sketch> {
    let (&[mass, hard_mass, hard, heads], rest) = numbers.split_first_chunk()?;
    let (hard, rest) = rest.split_at_checked(2 * hard as usize)?;
    let (heads, filter) = rest.split_at_checked(HEADS * heads as usize)?;
    let ((hard, _), (heads, _)) = (hard.as_chunks(), heads.as_chunks());
    Some(Sketch {
        mass: f32::from_bits(mass),
        hard_mass: f32::from_bits(hard_mass),
        hard: hard.iter().map(|&[sym, weight]| (Sym(sym), f32::from_bits(weight))).collect(),
        heads: heads.iter().map(|heads| heads.map(Sym)).collect(),
        filter: filter.to_vec(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_back() {
        let hard = vec![(Sym(3), 3.5), (Sym(3), 3.5)];
        let heads = vec![[Sym(3), Sym(1), Sym(3), Sym(3)], [Sym(4); HEADS]];
        let sketch = Sketch { mass: 12.5, hard_mass: 7.25, hard, heads, filter: vec![8, 0] };
        assert_eq!(unpacked(&packed(&sketch)), Some(sketch));
        assert_eq!(unpacked(&[]), None);
    }
}
