//! The English words by which statements are read: verbs of saying, titles and offices, bodies that speak, and the
//! closed classes that show where a phrase ends.

use std::collections::{BTreeMap, BTreeSet};
use std::hint::select_unpredictable;
use std::sync::LazyLock;

use snowball_stemmers_rs::{Algorithm, Stemmer};

use super::filter::Filter;
use super::lexicon::{Key, each, short};
use super::{Sym, fold};

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

/// The words that may be verbs of saying in some form. Many nouns are as well, and one symbol of 500 by chance.
pub fn saying() -> &'static Filter<1024> {
    static SAYING: LazyLock<Filter<1024>> = LazyLock::new(|| {
        let stemmer = Stemmer::create(Algorithm::English);
        let saying = words().filter(|(_, tag)| tag.says());
        Filter::of(saying.map(|(word, _)| Sym::of(&fold::stem(word, Some(&stemmer), true))))
    });
    &SAYING
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

/// The tag of a word, whatever its case.
pub fn tag(word: &str) -> Tag {
    Tags::get().tag(TagNumber::of(word))
}

/// A tag that a word can have, by its number: so it has room in a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TagNumber(pub(crate) u8);

impl TagNumber {
    /// There are less than 64.
    pub(crate) const BITS: u32 = 6;
    const OTHER: TagNumber = TagNumber(0);
    const ADVERB: TagNumber = TagNumber(1);
    /// That of a token which is several words, "twenty-one", "per cent": each has a tag.
    pub const SEVERAL: TagNumber = TagNumber((1 << TagNumber::BITS) - 1);

    /// That of a word.
    pub fn of(word: &str) -> TagNumber {
        Tags::get().number(word.as_bytes(), word.len())
    }
}

/// The hash of a word of so many bytes whatever its case: that of its bytes with the bit of lower case set.
#[inline]
fn hash(halves: [u64; 2], len: usize) -> u64 {
    Key::folded(halves.map(|half| half | each(b' ')), len).hash()
}

/// The words by their hashes.
///
/// Every second word of a text is in the table, and which one cannot be foreseen. So each has one place that it can be in
/// (hash and displace: Belazzougui, Botelho & Dietzfelbinger 2009), and no branch asks whether it is there. A word that is
/// not has the 56 bits of the one in its place once in 10^16.
pub struct Tags {
    /// By place: the hash of a word, and for the lowest byte the number of its tag.
    places: Box<[u64; Tags::PLACES]>,
    /// By bucket: what moves its words to places of their own.
    moves: Box<[u16; Tags::BUCKETS]>,
    /// By number; the first two are those of words that are not in the table.
    tags: [Tag; 1 << TagNumber::BITS],
}

impl Tags {
    const PLACES: usize = 1 << 11;
    const BUCKETS: usize = 1 << 9;

    fn new() -> Tags {
        let (mut tags, mut numbered) = (vec![Tag::Other, Tag::Adverb], BTreeMap::new());
        for (word, tag) in words() {
            let number = tags.iter().position(|other| *other == tag).unwrap_or(tags.len());
            tags.extend((number == tags.len()).then_some(tag));
            let halves = short(word.as_bytes(), 0, word.len());
            numbered.extend(halves.map(|halves| (hash(halves, word.len()), number as u64)));
        }
        // Several of whom one is a role are one.
        for (word, tag) in words().filter(|(word, tag)| *tag == Tag::Role && !SEVERAL_ACT.contains(word)) {
            let several = format!("{word}s");
            let number = tags.iter().position(|other| *other == tag).unwrap_or_default() as u64;
            if let Some(halves) = short(several.as_bytes(), 0, several.len()) {
                numbered.entry(hash(halves, several.len())).or_insert(number);
            }
        }
        let mut buckets = vec![Vec::new(); Tags::BUCKETS];
        numbered.keys().for_each(|&hash| buckets[Tags::bucket(hash)].push(hash));
        let (mut places, mut moves) = (Box::new([0; Tags::PLACES]), Box::new([0; Tags::BUCKETS]));
        buckets.sort_by_key(|bucket| std::cmp::Reverse(bucket.len()));
        for bucket in buckets.iter().filter(|bucket| !bucket.is_empty()) {
            let is_free = |by: &u16| {
                let placed: BTreeSet<usize> = bucket.iter().map(|&hash| Tags::place(hash, *by)).collect();
                placed.len() == bucket.len() && placed.into_iter().all(|place| places[place] == 0)
            };
            let by = (0..=u16::MAX).find(is_free).unwrap_or_default();
            moves[Tags::bucket(bucket[0])] = by;
            bucket.iter().for_each(|&hash| places[Tags::place(hash, by)] = hash & !0xff | numbered[&hash]);
        }
        tags.resize(1 << TagNumber::BITS, Tag::Other);
        let tags = tags.try_into().unwrap_or([Tag::Other; 1 << TagNumber::BITS]);
        Tags { places, moves, tags }
    }

    #[inline]
    fn bucket(hash: u64) -> usize {
        hash as usize % Tags::BUCKETS
    }

    /// The place of a word of a bucket that is moved so.
    #[inline]
    fn place(hash: u64, by: u16) -> usize {
        let moved = (hash >> 32).wrapping_mul(2 * u64::from(by) + 1);
        (moved >> 16) as usize % Tags::PLACES
    }

    /// The table, made at its first use.
    pub fn get() -> &'static Tags {
        static TAGS: LazyLock<Tags> = LazyLock::new(Tags::new);
        &TAGS
    }

    /// The number of the tag of the word that the first `len` bytes of `text` are; what stands behind them lets it be read at
    /// once.
    #[inline]
    pub fn number(&self, text: &[u8], len: usize) -> TagNumber {
        let Some(halves) = short(text, 0, len) else { return TagNumber::OTHER };
        let hash = hash(halves, len);
        let found = self.places[Tags::place(hash, self.moves[Tags::bucket(hash)])];
        let is_there = (found ^ hash) >> u8::BITS == 0;
        let unlisted = if is_adverb(&text[..len]) { TagNumber::ADVERB } else { TagNumber::OTHER };
        select_unpredictable(is_there, TagNumber(found as u8), unlisted)
    }

    #[inline]
    pub fn tag(&self, TagNumber(number): TagNumber) -> Tag {
        self.tags[usize::from(number) % self.tags.len()]
    }
}

/// Does a word look like an adverb? Asked all at once, as none of it can be foreseen.
#[inline]
fn is_adverb(word: &[u8]) -> bool {
    let ending = word.last_chunk().copied().map_or(0, u16::from_le_bytes);
    let is_small = word.first().is_some_and(u8::is_ascii_lowercase);
    (word.len() >= 5) & is_small & (ending == u16::from_le_bytes(*b"ly"))
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

/// Roles of which that of one with an s is a verb as well: "who heads the board".
const SEVERAL_ACT: [&str; 6] = ["head", "chair", "host", "pilot", "anchor", "boss"];

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
    (
        Verb::Phrasal,
        "called/calls/calling ruled/rules/ruling put/puts/putting appealed/_/appealing pointed/_/pointing \
         termed/_/terming branded/_/branding labelled/_/labelling labeled/_/labeling dubbed/_/dubbing",
    ),
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
         september october november december feb apr jul aug sept sep oct nov dec today yesterday tonight",
    ),
    (
        Tag::Adverb,
        "also later then earlier again still already often long always once now here there however meanwhile instead even \
         just only too further afterwards elsewhere therefore thus ago nevertheless nonetheless otherwise moreover",
    ),
    (
        Tag::Role,
        "gov sen rep gen col lt sgt capt cmdr supt minister president secretary premier chancellor chief \
         executive officer governor mayor chairman chairwoman chairperson chair spokesman spokeswoman \
         spokesperson senator congressman congresswoman representative director manager head leader coach \
         captain commander colonel general major lieutenant sergeant admiral judge justice prosecutor lawyer \
         attorney counsel solicitor analyst economist strategist scientist researcher professor doctor nurse \
         observer villager islander bystander onlooker eyewitness insider protester militant refugee migrant supporter \
         opponent academic scholar cleric colleague inmate surgeon physician teacher schoolteacher headmaster headmistress principal student farmer fisherman \
         herder shepherd businessman businesswoman founder co-founder owner author writer historian biologist \
         geologist geochemist geneticist seismologist engineer inspector superintendent supervisor \
         commissioner ambassador diplomat envoy delegate bishop archbishop cardinal pope priest imam rabbi \
         king queen prince princess sheikh emir sultan duke lord lady sir dame boss chef driver pilot \
         resident witness survivor victim substitute organiser organizer campaigner activist adviser advisor \
         aide deputy assistant comptroller controller treasurer auditor registrar speaker lawmaker councillor \
         councilman councilwoman candidate nominee critic veteran journalist reporter editor columnist \
         correspondent presenter anchor host pollster expert specialist consultant trader broker investor \
         banker fellow curator conservationist ecologist botanist astronomer physicist chemist meteorologist \
         forecaster archaeologist anthropologist sociologist psychologist psychiatrist mediator negotiator \
         ombudsman referee goalkeeper striker defender midfielder player athlete runner rider cyclist skipper \
         singer actor actress musician conductor composer painter artist sculptor poet novelist filmmaker \
         ranger policeman policewoman detective firefighter paramedic soldier sailor dean provost rector \
         chaplain vicar pastor trustee patron operator tenant neighbour neighbor shopkeeper baker butcher \
         widow widower mother father son daughter brother sister wife husband uncle aunt cousin grandmother \
         grandfather man woman guy boy girl official source counterpart successor predecessor whistleblower \
         vice-president baroness countess count baron viscount earl pm ceo cfo coo president-elect witnesses \
         investigators workers voters builders dockers relatives families friends people men women parents \
         police rescuers captor whip rep sen gov gen lt col capt sgt maj adm insp supt cllr pres dep \
         harbourmaster harbormaster warden steward keeper custodian gardener forester librarian archivist \
         bailiff clerk notary magistrate sheriff deputies marshal master",
    ),
    (Tag::Honorific, "mr mrs ms miss mx dr prof rev reverend fr monsignor st hon messrs madam"),
    (
        Tag::Body,
        "company firm group airline carrier bank ministry department agency authority commission committee \
         council court union party government administration parliament senate congress board federation \
         association league confederation delegation club institute institution university college school hospital museum foundation \
         fund trust corporation corp inc ltd plc llc co society organisation organization charity family watchdog \
         regulator utility operator retailer manufacturer maker drugmaker carmaker automaker brewer miner lender \
         insurer consultancy developer publisher broadcaster newspaper paper magazine network station service services \
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
        assert_eq!(tag("mediators"), Tag::Role);
        assert_eq!(tag("heads"), Tag::Other);
        assert_eq!(tag("Zürich"), Tag::Other);
        assert_eq!(tag("repeatedly"), Tag::Adverb);
    }

    #[test]
    fn every_word_has_its_tag() {
        let tags: BTreeMap<&str, Tag> = words().collect();
        for (word, given) in tags {
            assert_eq!(tag(word), given, "{word}");
            assert_eq!(tag(&word.to_uppercase()), given, "{word}");
        }
    }
}
