//! Sketches as numbers, to be put aside.

use retold_core::language::Sym;
use retold_core::sketch::Sketch;

/// A sketch as numbers: its two masses, how many hard words it has, each of these with its weight, and its filter.
pub fn packed(sketch: &Sketch) -> Vec<u32> {
    let Sketch { mass, hard_mass, hard, filter } = sketch;
    let mut out = Vec::with_capacity(3 + 2 * hard.len() + filter.len());
    out.extend([mass.to_bits(), hard_mass.to_bits(), hard.len() as u32]);
    out.extend(hard.iter().flat_map(|(sym, weight)| [sym.0, weight.to_bits()]));
    out.extend(filter);
    out
}

/// The way back; `None` where nothing was put aside.
pub fn unpacked(numbers: &[u32]) -> Option<Sketch> {
    let (&[mass, hard_mass, hard], rest) = numbers.split_first_chunk()?;
    let (hard, filter) = rest.split_at_checked(2 * hard as usize)?;
    let (hard, _) = hard.as_chunks();
    Some(Sketch {
        mass: f32::from_bits(mass),
        hard_mass: f32::from_bits(hard_mass),
        hard: hard.iter().map(|&[sym, weight]| (Sym(sym), f32::from_bits(weight))).collect(),
        filter: filter.to_vec(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_back() {
        let hard = vec![(Sym(3), 3.5), (Sym(3), 3.5)];
        let sketch = Sketch { mass: 12.5, hard_mass: 7.25, hard, filter: vec![8, 0] };
        assert_eq!(unpacked(&packed(&sketch)), Some(sketch));
        assert_eq!(unpacked(&[]), None);
    }
}
