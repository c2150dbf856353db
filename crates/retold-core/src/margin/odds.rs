//! The odds that a line of a page is furniture.

/// What is to be weighed of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Evidence {
    /// How far its words lean to those of furniture.
    pub leans: f32,
    /// How far they lean to adverts: those speak to the reader as well.
    pub sells: f32,
    /// Its [signs](super::signs::count).
    pub signs: u32,
    /// Is it the last line of the story, or are all lines behind it furniture?
    pub is_last: bool,
    /// Does known furniture stand between it and the next line of the story, or is it above a story whose headline is
    /// another?
    pub is_beyond: bool,
    /// What the other witnesses of its story have of it.
    pub elsewhere: Elsewhere,
}

/// What the other witnesses of a story have of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Elsewhere {
    /// How many there are: two are as good as many.
    pub others: usize,
    /// The share of its weight that stands in their sentences.
    pub held: f32,
    /// Its agreement in all words and their order with the sentences that agree most.
    pub skeleton: f32,
}

impl Elsewhere {
    /// So many others have nothing of it.
    pub fn of(others: usize) -> Elsewhere {
        Elsewhere { others, ..Elsewhere::default() }
    }

    /// What either of two has of it.
    pub fn or_more(self, other: Elsewhere) -> Elsewhere {
        Elsewhere {
            held: self.held.max(other.held),
            skeleton: self.skeleton.max(other.skeleton),
            others: self.others.max(other.others),
        }
    }
}

impl Evidence {
    /// Log odds. The weights are those of a logistic regression, rounded (docs/design/foreign.md).
    pub fn odds(&self) -> f32 {
        let Elsewhere { others, held, skeleton } = self.elsewhere;
        let said = Self::PRIOR + 0.6 * self.leans.clamp(Self::LEANS[0], Self::LEANS[1])
            - 0.2 * self.sells.clamp(0.0, Self::LEANS[1])
            + Self::SIGN * self.signs.min(Self::ENOUGH) as f32
            + if self.is_last { 3.0 } else { 0.0 }
            + if self.is_beyond { 2.5 } else { 0.0 };
        match others {
            0 => said + Self::ALONE,
            // A single witness that has not the line may have left it out.
            1 => said - Self::SIGN - 3.0 * held - 4.2 * skeleton,
            _ => said - 3.0 * held - 4.2 * skeleton,
        }
    }

    /// Of the lines that are left for story, one in thirty is furniture.
    const PRIOR: f32 = -0.7;
    const SIGN: f32 = 2.2;
    /// More signs say nothing new.
    const ENOUGH: u32 = 4;
    /// Words that lean further together say nothing more.
    const LEANS: [f32; 2] = [-8.0, 8.0];
    /// Nobody shows that a line of a page by itself is not of the story.
    const ALONE: f32 = -6.9;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_have_is_no_furniture() {
        let line = Evidence { signs: 1, is_last: true, ..Evidence::default() };
        let beside = |others, held, skeleton| Elsewhere { others, held, skeleton };
        for (elsewhere, is) in [
            (beside(0, 0.0, 0.0), false),
            (beside(1, 0.0, 0.0), true),
            (beside(1, 0.4, 0.3), false),
            (beside(2, 0.4, 0.3), true),
            (beside(2, 0.9, 0.8), false),
        ] {
            assert_eq!(Evidence { elsewhere, ..line }.odds() > 0.0, is, "{elsewhere:?}");
        }
    }

    #[test]
    fn what_sells_is_sooner_an_advert() {
        let line = Evidence { leans: -1.0, signs: 1, elsewhere: Elsewhere::of(5), ..Evidence::default() };
        assert!(line.odds() > 0.0 && Evidence { sells: 8.0, ..line }.odds() < 0.0);
    }
}
