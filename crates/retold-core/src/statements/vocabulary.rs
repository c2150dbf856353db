//! The English words by which statements are read: verbs of saying, titles and offices, bodies that speak, and the
//! closed classes that show where a phrase ends.

use std::sync::LazyLock;

use snowball_stemmers_rs::{Algorithm, Stemmer};

use crate::language::filter::Filter;
use crate::language::lexicon::{Rules, each, short};
use crate::language::{Kind, Sym, fold};
use crate::tokens::Token;

/// What a word, a sign or a quotation is to the reader of statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// Any other word.
    Other,
    /// A verb of saying.
    Cue(Verb, Form),
    /// "he", "she", "it", "they", "I" and "we".
    Pronoun(Pronoun),
    /// "who", "which", "whose".
    Relative,
    /// An article, or a word that stands in its place.
    Article,
    Preposition,
    And,
    That,
    /// A word that opens a clause: "because", "while", "but".
    Opener,
    Be,
    Have,
    Modal,
    Not,
    To,
    /// "according", before "to".
    According,
    /// A weekday or a month, and what stands for one.
    Day,
    Adverb,
    /// What a person is: "minister", "analyst", "spokeswoman".
    Role,
    /// "Mr", "Dr": a title that says nothing but comes with a name.
    Honorific,
    /// What an institution is: "company", "ministry".
    Body,
    /// A small word inside names: "van", "al".
    Particle,
    /// "north", "central", "former": a capital on these begins no name of a person.
    Direction,
    Number,
    /// A quotation, by its number.
    Quote(u32),
    /// A sign; of those beyond ASCII the dashes alone are told apart (as `-`), the others are `?`.
    Sign(u8),
}

impl Tag {
    /// May somebody say something there: is it a quotation, a verb of saying, or "according"?
    #[inline]
    pub fn says(self) -> bool {
        matches!(self, Tag::Quote(_) | Tag::Cue(..) | Tag::According)
    }
}

/// May a word of this symbol be a verb of saying in some form? Many nouns are as well, and one symbol of 500 by chance.
#[inline]
pub fn may_say(sym: Sym) -> bool {
    static SAYING: LazyLock<Filter<1024>> = LazyLock::new(|| {
        let stemmer = Stemmer::create(Algorithm::English);
        let saying = words().filter(|(_, tag)| tag.says());
        Filter::of(saying.map(|(word, _)| Sym::of(&fold::stem(word, Some(&stemmer), true))))
    });
    SAYING.may_have(sym)
}

/// How a verb of saying is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// "say", which needs no company to be one.
    Say,
    /// "tell": somebody is told, and then what.
    Tell,
    /// A verb with a clause: "argue", "announce".
    Assert,
    /// A verb whose object tells what was said: "accuse", "deny".
    Act,
    /// An act only with the word behind it: "call on", "rule out", "put it at 40".
    Phrasal,
}

/// The form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Past,
    /// The third person of the present, which is often a plural noun as well.
    Present,
    Participle,
    /// The bare verb.
    Base,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pronoun {
    He,
    She,
    It,
    They,
    Speaker,
}

/// The longest word of the table, in bytes.
const LONGEST: usize = 16;

/// The tag of a word, whatever its case.
pub fn tag(word: &str) -> Tag {
    Tags::get().tag(word.as_bytes(), word.len())
}

/// A word as numbers: its bytes with the bit of lower case set. `None` for words that the table cannot hold.
#[inline]
fn key(text: &[u8], len: usize) -> Option<Key> {
    Some(short(text, 0, len)?.map(|half| half | each(b' ')))
}

type Key = [u64; 2];

/// The words by their keys, with places to spare, and the symbols that these words have.
pub struct Tags {
    places: Box<[Option<(Key, Tag)>; Tags::PLACES]>,
    syms: Filter<512>,
    percent: Sym,
}

impl Tags {
    const PLACES: usize = 1 << 11;

    fn new() -> Tags {
        let rules = Rules::english();
        let mut places = Box::new([None; Tags::PLACES]);
        let mut syms = Vec::new();
        for (word, tag) in words() {
            let Some(key) = key(word.as_bytes(), word.len()) else { continue };
            let mut at = Tags::place(key);
            while places[at].is_some_and(|(held, _)| held != key) {
                at = (at + 1) % Tags::PLACES;
            }
            places[at] = Some((key, tag));
            // "US" is no pronoun to the lexicon.
            syms.extend([word, &word.to_uppercase()].map(|form| rules.term(form).sym));
        }
        let syms = Filter::of(syms.into_iter());
        Tags { places, syms, percent: rules.term("percent").sym }
    }

    /// Fibonacci hashing (Knuth, *The Art of Computer Programming*, section 6.4) of both halves.
    #[inline]
    fn place([low, high]: Key) -> usize {
        let mixed = (low ^ high.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> 53) as usize % Tags::PLACES
    }

    /// The table, made at its first use.
    pub fn get() -> &'static Tags {
        static TAGS: LazyLock<Tags> = LazyLock::new(Tags::new);
        &TAGS
    }

    /// The tag of the word that the first `len` bytes of `text` are; what stands behind them lets it be read at once.
    #[inline]
    pub fn tag(&self, text: &[u8], len: usize) -> Tag {
        key(text, len).and_then(|key| self.find(key)).unwrap_or_else(|| untold(text, len))
    }

    /// The same where the symbol of the word is known: three of four words have none of the symbols of the table, and
    /// the set of these fits the nearest cache.
    #[inline]
    pub fn tag_of(&self, sym: Sym, text: &[u8], len: usize) -> Tag {
        if self.syms.may_have(sym) { self.tag(text, len) } else { untold(text, len) }
    }

    /// May a token that begins with a letter be several words: "twenty-one", "per cent"?
    #[inline]
    pub fn may_be_joined(&self, token: &Token) -> bool {
        token.kind == Kind::Number || token.sym == self.percent
    }

    #[inline]
    fn find(&self, key: Key) -> Option<Tag> {
        let mut at = Tags::place(key);
        loop {
            match self.places[at] {
                Some((held, tag)) if held == key => return Some(tag),
                Some(_) => at = (at + 1) % Tags::PLACES,
                None => return None,
            }
        }
    }
}

/// The tag of a word that is not in the table.
#[inline]
fn untold(text: &[u8], len: usize) -> Tag {
    // Asked all at once, as none of it can be foreseen.
    let adverb = (5..=LONGEST).contains(&len)
        & text.first().is_some_and(u8::is_ascii_lowercase)
        & text[..len].ends_with(b"ly");
    if adverb { Tag::Adverb } else { Tag::Other }
}

/// The words with their tags; of a word that stands twice the last counts.
fn words() -> impl Iterator<Item = (&'static str, Tag)> {
    let of_class = |(tag, words): &'static (Tag, &str)| words.split_whitespace().map(|word| (word, *tag));
    let of_verb = |(verb, words): &'static (Verb, &str)| {
        words.split_whitespace().flat_map(|forms| {
            let forms = forms.split('/').zip([Form::Past, Form::Present, Form::Participle, Form::Base]);
            forms.map(|(word, form)| (word, Tag::Cue(*verb, form)))
        })
    };
    CLASSES.iter().flat_map(of_class).chain(VERBS.iter().flat_map(of_verb))
}

/// Past, third person, participle and, where plural subjects have it without doubt, the bare verb.
const VERBS: &[(Verb, &str)] = &[
    (Verb::Say, "said/says/saying/say"),
    (Verb::Tell, "told/tells/telling/tell"),
    (
        Verb::Assert,
        "added/adds/adding argued/argues/arguing/argue warned/warns/warning/warn replied/replies/replying \
         insisted/insists/insisting/insist declared/declares/declaring announced/announces/announcing \
         stated/_/stating explained/explains/explaining wrote/writes/writing noted/notes/noting \
         complained/complains/complaining/complain claimed/claims/claiming/claim recalled/recalls/recalling \
         acknowledged/acknowledges/acknowledging/acknowledge confirmed/confirms/confirming/confirm \
         conceded/concedes/conceding stressed/stresses/stressing/stress predicted/predicts/predicting/predict \
         estimated/estimates/estimating suggested/suggests/suggesting/suggest admitted/admits/admitting/admit \
         testified/testifies/testifying cautioned/cautions/cautioning countered/counters/countering \
         joked/jokes/joking retorted/retorts/retorting tweeted/tweets/tweeting posted/_/_ \
         contended/contends/contending/contend alleged/alleges/alleging/allege asserted/asserts/asserting/assert \
         remarked/remarks/remarking observed/observes/observing emphasized/emphasizes/emphasizing \
         emphasised/emphasises/emphasising maintained/maintains/maintaining/maintain \
         reiterated/reiterates/reiterating responded/responds/responding answered/answers/answering \
         revealed/reveals/revealing disclosed/discloses/disclosing boasted/boasts/boasting \
         lamented/laments/lamenting quipped/quips/quipping reported/reports/reporting \
         shouted/shouts/shouting continued/continues/_ concluded/concludes/concluding commented/_/commenting \
         reminded/reminds/reminding assured/assures/assuring opined/opines/opining found/finds/finding",
    ),
    (
        Verb::Act,
        "accused/accuses/accusing urged/urges/urging thanked/thanks/thanking rejected/rejects/rejecting \
         denied/denies/denying demanded/demands/demanding asked/asks/asking condemned/condemns/condemning \
         criticised/criticises/criticising criticized/criticizes/criticizing praised/praises/praising \
         blamed/blames/blaming dismissed/dismisses/dismissing described/describes/describing \
         promised/promises/promising vowed/vows/vowing pledged/pledges/pledging proposed/proposes/proposing \
         recommended/recommends/recommending threatened/threatens/threatening advised/advises/advising \
         apologised/apologises/apologising apologized/apologizes/apologizing",
    ),
    (Verb::Phrasal, "called/calls/calling ruled/rules/ruling put/puts/putting"),
];

const CLASSES: &[(Tag, &str)] = &[
    (Tag::Pronoun(Pronoun::He), "he"),
    (Tag::Pronoun(Pronoun::She), "she"),
    (Tag::Pronoun(Pronoun::It), "it"),
    (Tag::Pronoun(Pronoun::They), "they both"),
    (Tag::Pronoun(Pronoun::Speaker), "i we you one"),
    (Tag::Relative, "who which whose whom"),
    (
        Tag::Article,
        "the a an his her its their our my your this these those some another other several many most all \
         each every no any both more",
    ),
    (
        Tag::Preposition,
        "of in on at for from with by into onto about over under near through during without within among \
         between against around across along behind beyond upon amid despite via toward towards per like outside \
         inside off",
    ),
    (Tag::And, "and or nor"),
    (Tag::That, "that"),
    (
        Tag::Opener,
        "because while when where whereas if whether although though as since until unless after before once \
         but so than what how why yet",
    ),
    (Tag::Be, "is was are were be been being am isn't wasn't aren't weren't it's that's he's she's they're"),
    (Tag::Have, "has have had having hasn't haven't hadn't did does do didn't doesn't don't"),
    (
        Tag::Modal,
        "will would can could may might must shall should won't wouldn't can't couldn't shouldn't cannot \
         he'd she'd they'd he'll she'll they'll",
    ),
    (Tag::Not, "not never"),
    (Tag::To, "to"),
    (Tag::According, "according"),
    (
        Tag::Day,
        "monday tuesday wednesday thursday friday saturday sunday january february april june july august \
         september october november december today yesterday tonight",
    ),
    (
        Tag::Adverb,
        "also later then earlier again still already often once now here there however meanwhile instead even \
         just only too further afterwards elsewhere therefore thus ago",
    ),
    (
        Tag::Role,
        "gov sen rep gen col lt sgt capt cmdr supt \
         minister president secretary premier chancellor chief executive officer governor mayor chairman \
         chairwoman chairperson chair spokesman spokeswoman spokesperson senator congressman congresswoman \
         representative director manager head leader coach captain commander colonel general major lieutenant \
         sergeant admiral judge justice prosecutor lawyer attorney counsel solicitor analyst economist \
         strategist scientist researcher professor doctor nurse surgeon physician teacher schoolteacher \
         headmaster headmistress principal student farmer fisherman herder shepherd businessman businesswoman \
         founder co-founder owner author writer historian biologist geologist geochemist geneticist seismologist \
         engineer inspector superintendent supervisor commissioner ambassador diplomat envoy delegate bishop \
         archbishop cardinal pope priest imam rabbi king queen prince princess sheikh emir sultan duke lord lady \
         sir dame boss chef driver pilot resident witness survivor victim substitute organiser organizer campaigner activist \
         adviser advisor aide deputy assistant comptroller controller treasurer auditor registrar speaker \
         lawmaker councillor councilman councilwoman candidate nominee critic veteran journalist reporter editor \
         columnist correspondent presenter anchor host pollster expert specialist consultant trader broker \
         investor banker fellow curator conservationist ecologist botanist astronomer physicist chemist \
         meteorologist forecaster archaeologist anthropologist sociologist psychologist psychiatrist mediator \
         negotiator ombudsman referee goalkeeper striker defender midfielder player athlete runner rider cyclist \
         skipper singer actor actress musician conductor composer painter artist sculptor poet novelist filmmaker \
         ranger policeman policewoman detective firefighter paramedic soldier sailor dean provost rector \
         chaplain vicar pastor trustee patron operator tenant neighbour neighbor shopkeeper baker butcher widow \
         widower mother father son daughter brother sister wife husband uncle aunt cousin grandmother grandfather \
         man woman guy boy girl official source counterpart successor predecessor whistleblower representatives \
         vice-president baroness countess count baron viscount earl pm ceo cfo coo president-elect \
         officials sources ministers lawyers prosecutors analysts economists researchers scientists experts \
         lawmakers senators witnesses survivors residents critics activists campaigners investigators doctors \
         engineers farmers workers voters traders diplomats aides advisers leaders organisers organizers \
         inspectors authors dockers neighbours neighbors relatives families friends people men women reporters \
         journalists students teachers parents detectives police firefighters rescuers captor whip rep reps sen \
         gov gen lt col capt sgt maj adm insp supt cllr pres dep harbourmaster harbormaster warden steward keeper \
         custodian gardener forester librarian archivist bailiff clerk notary magistrate sheriff deputies marshal master",
    ),
    (Tag::Honorific, "mr mrs ms miss mx dr prof rev reverend fr monsignor st hon messrs madam"),
    (
        Tag::Body,
        "company firm group airline carrier bank ministry department agency authority commission committee \
         council court union party government administration parliament senate congress board federation \
         association league club institute institution university college school hospital museum foundation \
         fund trust corporation corp inc ltd plc llc co society organisation organization charity watchdog \
         regulator utility operator retailer manufacturer maker drugmaker carmaker automaker brewer miner lender \
         insurer developer publisher broadcaster newspaper paper magazine network station service services \
         office bureau team army navy force forces brigade report statement letter study survey poll document \
         documents indictment lawsuit complaint memo email post website site outlet daily alliance coalition \
         movement campaign consortium partnership venture startup exchange tribunal panel inquiry embassy \
         consulate municipality city state country nation kingdom republic province county village town \
         companies firms banks unions guard parties governments regulators airlines authorities prosecutorate \
         headquarters secretariat chamber academy laboratory centre center observatory holdings industries \
         international lines airways systems securities biosciences biologics pharmaceuticals partners capital \
         media press times post tribune herald guild cooperative co-operative conglomerate giant",
    ),
    (
        Tag::Particle,
        "van der den ter ten von zu zur de del della di da dos du des do la le el al bin ibn ben bint y af av \
         ul abu",
    ),
    (
        Tag::Direction,
        "north south east west northern southern eastern western central upper lower greater inner outer new \
         old former late",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_tags_in_any_case() {
        assert_eq!(tag("Said"), Tag::Cue(Verb::Say, Form::Past));
        assert_eq!(tag("urging"), Tag::Cue(Verb::Act, Form::Participle));
        assert_eq!(tag("MINISTER"), Tag::Role);
        assert_eq!(tag("Zürich"), Tag::Other);
        assert_eq!(tag("repeatedly"), Tag::Adverb);
    }

    #[test]
    fn every_word_fits_the_buffer() {
        let classes = CLASSES.iter().flat_map(|(_, words)| words.split_whitespace());
        assert!(
            classes.chain(VERBS.iter().flat_map(|(_, v)| v.split(['/', ' ']))).all(|w| w.len() <= LONGEST)
        );
    }
}
