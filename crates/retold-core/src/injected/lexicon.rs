//! The words of unwanted adverts and link spam, and how far each speaks for one.
//!
//! The list is general: it was written down by the trades that mail and comment filters have been full of for twenty
//! years (Sahami et al. 1998, *A Bayesian approach to filtering junk e-mail*; the corpora of Enron-Spam and TREC 2007
//! show the same ones). It holds single words and no phrase. Words stand in the forms that adverts use, base and
//! plural: news "ordered" and "approved" what spam tells one to "order" and "approve". Words that stories use in these
//! forms too have the lowest grade, so that it takes several of them together.

use std::collections::HashMap;
use std::sync::OnceLock;

use rapidhash::fast::RandomState;
use snowball_stemmers_rs::{Algorithm, Stemmer};

use crate::language::{Sym, fold};
use crate::wording::{Spelling, spelling};

/// How a word speaks for an advert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// Not at all.
    None,
    /// So far: 1 together with others, 2 by itself, 3 beyond doubt.
    Of(u8),
    /// As far as a word of the first grade, where nobody is quoted.
    ToReader,
    /// As far as a word of the first grade behind this sign or word: "40% off".
    Behind(&'static str),
}

/// How a word speaks for an advert.
pub fn voice(word: Spelling) -> Voice {
    voices().of.get(&word).copied().unwrap_or(Voice::None)
}

/// What is told of a word by its symbol alone, at the cost of one look into the processor's nearest cache.
pub fn bounds() -> &'static Bounds {
    &voices().bounds
}

/// How far each word can speak at the most, in two bits by the last ones of its symbol. It says no to nearly all words of
/// a story.
pub struct Bounds(Box<[u64; Bounds::NUMBERS]>);

impl Bounds {
    const NUMBERS: usize = 2048;
    /// Words that one number tells of.
    const IN_ONE: u32 = u64::BITS / 2;

    /// Where a word's bits stand: in which number, and how far up.
    #[inline]
    fn place(Sym(sym): Sym) -> (usize, u32) {
        ((sym / Bounds::IN_ONE) as usize % Bounds::NUMBERS, sym % Bounds::IN_ONE * 2)
    }

    /// Lets a word speak so far. Two words of one place can say what either can, or more.
    fn raise(&mut self, word: Sym, grade: u8) {
        let (number, bit) = Bounds::place(word);
        self.0[number] |= u64::from(grade) << bit;
    }

    /// Can the word speak?
    #[inline]
    pub fn can_speak(&self, word: Sym) -> bool {
        self.highest(word) > 0
    }

    /// The highest grade that it can have.
    #[inline]
    pub fn highest(&self, word: Sym) -> u8 {
        let (number, bit) = Bounds::place(word);
        (self.0[number] >> bit) as u8 & HIGHEST
    }
}

/// The highest grade: beyond doubt.
const HIGHEST: u8 = 3;

struct Voices {
    bounds: Bounds,
    of: HashMap<Spelling, Voice, RandomState>,
}

fn voices() -> &'static Voices {
    static VOICES: OnceLock<Voices> = OnceLock::new();
    VOICES.get_or_init(Voices::read)
}

impl Voices {
    fn read() -> Voices {
        let stemmer = Stemmer::create(Algorithm::English);
        let (mut bounds, mut of) = (Bounds(Box::new([0; Bounds::NUMBERS])), HashMap::default());
        let lists: [(&[&str], Voice); 7] = [
            (&[TOP], Voice::None),
            (COMMON, Voice::Of(1)),
            (TELLING, Voice::Of(2)),
            (CERTAIN, Voice::Of(HIGHEST)),
            (TO_READER, Voice::ToReader),
            (OFF, Voice::Behind("%")),
            (ME, Voice::Behind("near")),
        ];
        for (list, voice) in lists {
            // The ends of addresses are loud as well.
            let highest = if matches!(voice, Voice::None | Voice::Of(2..)) { HIGHEST } else { 1 };
            for word in list.iter().flat_map(|line| line.split(' ')) {
                for form in [word, &format!("{word}s")] {
                    let sym = Sym::of(&fold::stem(form, Some(&stemmer), true));
                    bounds.raise(sym, highest);
                    of.insert(spelling(form), voice);
                }
            }
        }
        Voices { bounds, of }
    }
}

/// Top-level domains of more than two letters that adverts lead to; `example` (RFC 2606) is what invented pages have.
pub const TOP: &str = "com net org info biz shop store online site club top xyz app link live example";

/// Words to the reader. Reports have them in what they quote.
const TO_READER: &[&str] = &["you your"];

/// What is taken off a price.
const OFF: &[&str] = &["off"];

/// What people search for is "near me".
const ME: &[&str] = &["me"];

/// Words of selling that stories have as well.
const COMMON: &[&str] = &[
    // Selling, and calling to act.
    "buy sell order shop shopping store outlet sale offer deal price free online best top shipping delivery save",
    "worldwide instant instantly fast quick speedy easy easily apply call today now click tap link visit site website",
    "download try trial claim compare comparison chart quote review reviewed rated brand bulk stock gift prize win winner",
    "bonus guarantee refund satisfaction limited exclusive unlimited secret trick tips amazing latest professional",
    "quality expert recommended guaranteed custom premium lifetime subscription signup registration consultation discreet",
    "near nearby local tonight overnight express postage box pack bottle service supplier provider bundle",
    "hire repair installation installer cleaning removal replacement renovation remodeling rental rent",
    // Money.
    "loan credit cash money debt mortgage insurance card approve approval lender deposit withdrawal investing",
    "trading trader broker signal profit income earn earning salary millionaire bitcoin crypto wallet passive",
    "consolidate rates fee attorney lawyer injury settlement compensation claims accident",
    // Health and looks.
    "pill tablet capsule drug pharmacy prescription generic medication supplement vitamin remedy cure pain relief",
    "skin hair teeth tooth weight belly muscle diet fat slim lose sleep organic herbal natural cream aging anti",
    "treatment diabetes cholesterol enhancement dermatologist cleanse",
    // Love.
    "women girl lady ladies single mature dating date chat meet sexy adult lonely asian russian bride romance",
    "tarot horoscope astrology ex",
    // Gambling.
    "bet odds slot game jackpot roulette lottery poker play accuracy picks tipster",
    // Goods, journeys, and work for hire.
    "shirt shoe sneaker handbag bag watch watches jewelry sunglasses jersey sofa tile roof roofing window solar panel",
    "garage door carpet kitchen bathroom furniture tire auto car used scooter bike",
    "phone iphone laptop printer cases software antivirus password version streaming movie movies episode hacker",
    "essay paper term thesis homework assignment degree diploma exam exams certificate course",
    "writing writer follower like subscriber traffic hosting domain template instagram facebook tiktok youtube",
    "flight hotel holiday cruise ticket visa passport travel timeshare vacation",
];

/// Words of selling that stories hardly have in such a form.
const TELLING: &[&str] = &[
    "cheap cheapest discount discounted coupon voucher promo clearance wholesale affordable unbeatable",
    "refinance refinancing forex telegram whatsapp airdrop leverage prequalified",
    "casino betting gambling blackjack baccarat bookmaker spins freebie giveaway sweepstakes",
    "xanax tramadol valium ambien modafinil ivermectin hydroxychloroquine accutane clomid prednisone amoxicillin",
    "steroid hgh testosterone gummies gummy cbd thc kratom vape vaping cartridge hemp nootropic",
    "keto detox slimming antiaging wrinkle cellulite whitening whiter probiotic collagen turmeric miracle",
    "singles escort webcam flirt replica knockoff rolex gucci louis vuitton ringtone mattress moms",
    "seo dropshipping affiliate coursework dissertation plagiarism essays ghostwriter ghostwriting",
    "keygen crack torrent iptv vpn apk unlocked plumber locksmith mesothelioma psychic brides",
];

/// Words that mean an advert.
const CERTAIN: &[&str] = &[
    "viagra cialis levitra kamagra phentermine sildenafil tadalafil hookup milf camgirl payday",
    "backlink dofollow clickbank freebet",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lexicon;

    #[test]
    fn a_word_has_one_voice_and_news_tells_nothing_by_it() {
        let lists = [COMMON, TELLING, CERTAIN, TO_READER, OFF, ME];
        let mut words: Vec<&str> =
            lists.iter().flat_map(|list| list.iter().flat_map(|line| line.split(' '))).collect();
        let count = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), count);
        assert!(!TELLING.iter().any(|line| line.contains("approved") || line.contains("ordered")));
    }

    #[test]
    fn selling_speaks_and_news_does_not() {
        let of = |word: &str| voice(spelling(word));
        let spoken = [of("Backlinks"), of("cheapest"), of("delivery")];
        assert_eq!(spoken, [Voice::Of(3), Voice::Of(2), Voice::Of(1)]);
        let silent = ["minister", "harbour", "said", "Tuesday", "the", "ordered"];
        assert!(silent.iter().all(|word| of(word) == Voice::None));
    }

    #[test]
    fn no_word_says_more_than_its_symbol_lets_it() {
        let mut lexicon = Lexicon::english();
        for word in [COMMON, TELLING, CERTAIN].concat().iter().flat_map(|line| line.split(' ')) {
            let sym = lexicon.term(word).sym;
            let Voice::Of(grade) = voice(spelling(word)) else { continue };
            assert!(bounds().can_speak(sym) && bounds().highest(sym) >= grade, "{word}");
        }
    }
}
