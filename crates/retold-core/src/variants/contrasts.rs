//! Words that cannot both be true of one thing: who bought has not sold, and a fire is no flood.
//!
//! What news tells of falls into fields, and a field into poles. Words of one pole may stand for one another, words of
//! two poles of one field may not. A field of two poles is a pair of opposites, one of more is a sort of things of which
//! it is one or another. What WordNet has for an opposite is asked for besides; it knows far more of them than are here,
//! but few sorts of things: that a carpet is no mat, by it, and a fire no flood, is one and the same.

use std::sync::OnceLock;

use super::Change;
use crate::facts::Stated;
use crate::facts::table::Table;
use crate::language::Sym;
use crate::language::filter::Filter;
use crate::language::lexicon::Rules;
use crate::language::senses::Senses;

/// Fields of opposites, each on a line: poles are parted by `/`. Forms of one stem stand for all of its forms.
const OPPOSITES: &str = "
up rose rise risen ascend climb gain jump soar surge grow grew grown increase advance expand strengthen appreciate swell double leap leapt multiply / \
    down fall fell fallen descend drop slip sink sank sunk tumble plunge slide slid slump decline decrease reduce shrink shrank contract weaken lose lost \
    loss shed depreciate dwindle plummet halve
raise lift hoist / lower cut reduce
higher upper / lower
all every everyone everybody everything / none nobody nothing
anyone somebody someone some / nobody none
always / never
die dead kill slay slain perish decease expire victim / survive survivor recover alive
injure wound hurt maim / unhurt unharmed unscathed uninjured
pass / fail flunk
approve accept allow permit grant authorize endorse ratify adopt affirm confirm uphold upheld consent agree able embrace admit acknowledge recognize concede recommend / \
    reject refuse deny refute repudiate rebut decline spurn block veto forbid forbade forbidden ban prohibit quash overturn annul dismiss bar stop
give gave given grant obtain receive get got allow permit / deny refuse withhold withheld
deny refute dispute contradict / confirm admit concede acknowledge confess affirm show
support back favour for welcome praise hail applaud endorse recommend champion / oppose condemn criticize denounce deplore bemoan lament decry against
win won victory triumph prevail gain / lose lost defeat
after / before
without / after with
first / last
more most / less least fewer
majority / minority
most / few
maximum / minimum
strong / weak
legal / illegal unlawful
safe safety / unsafe dangerous danger
likely / unlikely
possible / impossible
north northern northerly / south southern southerly
east eastern easterly / west western westerly
southeast / southwest northeast
northwest / northeast southwest
boy / girl
man men / woman women
best / worst
better / worse
early / late
earlier / later
above / below
cheap / costly expensive
public / secret
dry / wet
hot warm / cold cool
friend ally / enemy foe rival
war / peace
true / false
right / wrong
inside / outside
arrive enter / leave left exit depart
import / export
attack / defend
succeed success / fail failure
profit / loss
surplus / deficit
rich / poor
full / empty
present / absent
include / exclude
domestic / foreign
urban / rural
civilian / military
vertical / horizontal
left / right
positive / negative
optimistic / pessimistic
friendly / hostile
healthy / sick
improve / worsen
love / hate
young / old
lift / impose
upstream / downstream
ahead / behind
major / minor
fast quick / slow
union / employer
shallow / deep
visible / invisible
known / unknown
complete / partial
temporary / permanent
voluntary / compulsory mandatory
calm / panic
cause / prevent
remember / forget
already / yet
tighten / loosen
agree concur / disagree dissent
punish / reward
high / low
trust / distrust
appear / vanish";

/// Fields of two acts of which one undoes the other, or is the other side's: what happened is something else.
const ACTS: &str = "
begin began begun start open opening opened launch resume commence / \
    end stop halt cease cancel suspend abandon scrap close closure shut
guilty convict / innocent acquit clear exonerate absolve
arrest detain jail imprison capture / release free freed
buy bought purchase acquire / sell sold vend
hire employ appoint recruit / dismiss fire sack oust
extend prolong lengthen / curtail shorten
lift revoke / extend prolong
build built construct erect develop / demolish raze destroy dismantle";

/// Fields of more than two poles, and of things that are other things.
const SORTS: &str = "
die dead kill slay slain perish / injure wound hurt maim / arrest detain
jail imprison / fine
question interrogate quiz / arrest detain jail imprison / charge indict prosecute
dismiss fire sack oust / suspend / resign quit
postpone defer adjourn delay / cancel scrap
lose lost / steal stole stolen / destroy
loot plunder ransack / burn burnt torch / flood
passenger / freight cargo
murder / theft robbery burglary larceny / fraud / bribery corruption / arson / smuggling trafficking / treason / espionage \
    spying / perjury / kidnapping abduction / forgery
flood / drought / fire blaze / earthquake quake tremor / storm hurricane typhoon cyclone / landslide mudslide / avalanche / \
    explosion blast
car automobile / lorry truck / bus / train / tram / ship vessel boat ferry / plane aircraft airplane jet / helicopter chopper / \
    motorcycle motorbike / bicycle bike / tractor
arm / leg / shoulder / knee / ankle / wrist / rib
heart / lung / kidney / liver / brain
cancer / diabetes / malaria / measles / cholera / tuberculosis / pneumonia / influenza flu
surgery / chemotherapy / radiotherapy
cow cattle / sheep / pig swine / goat / horse / chicken hen / dog / cat
red crimson scarlet / blue / green / yellow / black / white / orange / purple / brown / grey
gold / silver / copper / iron / zinc / nickel / aluminium aluminum / platinum / uranium / lithium
oil petroleum / coal / electricity
wood timber / steel / concrete / brick / glass / plastic
football soccer / cricket / hockey / rugby / tennis / basketball / baseball / volleyball / golf
knife / gun rifle pistol / bomb grenade
cocaine / heroin / cannabis marijuana / opium
rain / snow / hail / fog
cod / herring / salmon / tuna / shrimp prawn / crab
passenger traveller / driver pilot
patient / doctor physician / nurse
student pupil / teacher
buyer / seller
child children kid / adult
tenant / landlord
plaintiff / defendant
wheat / maize corn / rice / barley / soy / sugar / coffee / tea / cocoa / cotton / wool";

/// The field of kin: somebody else.
const KIN: &str = "
son / daughter / brother / sister / mother / father / wife / husband / uncle / aunt / nephew / niece / cousin / grandson / \
    granddaughter / grandfather / grandmother";

/// Fields of places, by what stands there.
const SITES: &str = "
hospital clinic / school / church cathedral chapel / mosque / prison jail penitentiary / hotel / factory plant / museum / library / \
    theatre / stadium / airport / port harbour / bridge / tunnel / restaurant / warehouse";

/// Fields of times that come again.
const TIMES: &str = "
half / quarter
morning / noon midday / afternoon / evening
spring / summer / autumn / winter";

/// Fields of who is set over others, and whose something is.
const POWERS: &str = "
state public / private
army / navy / police constabulary
supreme / appeal appeals / constitutional";

/// Words that mean another with the particle behind them: their forms, the particle, and a word of the fields for what they
/// mean.
const PHRASAL: [(&str, &str, &str); 18] = [
    ("turn", "down", "reject"),
    ("turn", "away", "reject"),
    ("vote", "down", "reject"),
    ("throw threw thrown", "out", "reject"),
    ("strike struck", "down", "quash"),
    ("call", "off", "cancel"),
    ("lay laid", "off", "dismiss"),
    ("take took taken", "on", "hire"),
    ("shut", "down", "close"),
    ("break broke", "out", "begin"),
    ("knock", "down", "demolish"),
    ("pull", "down", "demolish"),
    ("tear tore torn", "down", "demolish"),
    ("pick", "up", "rise"),
    ("own", "up", "admit"),
    ("go going gone went", "ahead", "begin"),
    // "The defeat of Varn" is a win over it; and spinners part words.
    ("defeat", "of", "win"),
    ("with", "out", "without"),
];

/// A field's number and one of its poles.
pub type Pole = (u32, u32);

/// How two words contrast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contrast {
    /// What changed, if one stands for the other.
    pub change: Change,
    /// Is one the opposite of the other? Else they are two of more.
    pub opposite: bool,
    /// The poles of both.
    pub poles: [Pole; 2],
}

/// The poles that a word is of; most are of none.
#[inline]
pub fn poles(word: Sym) -> &'static [Pole] {
    Fields::get().poles(word)
}

/// The poles that a token of a text is of, by what it means with a particle behind it. The particle itself is of none.
#[inline(always)]
pub fn poles_at(stated: &Stated, at: usize) -> &'static [Pole] {
    // Most words are of none and mean nothing else, and that is soon told.
    if may_have_poles(stated.token(at).sym) { poles_of_meaning(stated, at) } else { &[] }
}

fn poles_of_meaning(stated: &Stated, at: usize) -> &'static [Pole] {
    // "Lift-off" lifts nothing.
    if stated.gap(at) == "-" && stated.is_one_of(at + 1, &["off", "up", "in", "out", "down", "over"]) {
        return &[];
    }
    if let Some(meant) = phrasal(stated, at) {
        return poles(meant);
    }
    // Who is "behind bars" is barred from nothing.
    if stated.is(at, "bars") && at > 0 && stated.is(at - 1, "behind") {
        return &[];
    }
    let own = poles(stated.token(at).sym);
    let is_particle = || at.checked_sub(1).is_some_and(|verb| phrasal(stated, verb).is_some());
    if !own.is_empty() && is_particle() { &[] } else { own }
}

/// May a word be of poles, or with a particle behind it?
#[inline]
fn may_have_poles(word: Sym) -> bool {
    static POLED: OnceLock<Filter<256>> = OnceLock::new();
    POLED.get_or_init(|| Filter::of(Fields::get().words.syms().chain(verbs().syms()))).may_have(word)
}

/// What a verb means with the particle behind it, if it is one of those.
pub fn phrasal(stated: &Stated, at: usize) -> Option<Sym> {
    let (particle, meant) = verbs().get(stated.token(at).sym)?;
    (stated.gap(at) == " " && stated.is(at + 1, particle)).then_some(meant)
}

/// The verbs that mean another with a particle, with that particle and the other.
fn verbs() -> &'static Table<(&'static str, Sym)> {
    static VERBS: OnceLock<Table<(&str, Sym)>> = OnceLock::new();
    VERBS.get_or_init(|| {
        let rules = Rules::english();
        let forms = PHRASAL.iter().flat_map(|(forms, particle, meant)| {
            let meant = rules.term(meant).sym;
            forms.split(' ').map(move |form| (form, (*particle, meant)))
        });
        Table::of(forms)
    })
}

/// How a word of these poles contrasts with one of those; nothing where both may be true.
pub fn contrast(own: &[Pole], given: &[Pole]) -> Option<Contrast> {
    // What may stand for the other in one field does not contrast with it in another.
    if own.iter().any(|pole| given.contains(pole)) {
        return None;
    }
    let pairs = || own.iter().flat_map(|&a| given.iter().map(move |&b| [a, b]));
    let poles = pairs().find(|[a, b]| a.0 == b.0)?;
    let (change, opposite) = Fields::get().sorts[poles[0].0 as usize];
    Some(Contrast { change, opposite, poles })
}

/// Is a word of a pole?
pub fn is_of(pole: Pole, word: Sym) -> bool {
    poles(word).contains(&pole)
}

/// Are two words opposites by WordNet?
pub fn are_opposites(own: Sym, given: Sym) -> bool {
    Senses::get().are_opposites(own, given)
}

/// The words of all fields, each with where its poles stand among them.
struct Fields {
    words: Table<(u32, u32)>,
    poles: Vec<Pole>,
    /// By field: what changed, and whether it has two poles.
    sorts: Vec<(Change, bool)>,
}

impl Fields {
    #[inline]
    fn get() -> &'static Fields {
        static TABLE: OnceLock<Fields> = OnceLock::new();
        TABLE.get_or_init(|| {
            Fields::of(&[
                (Change::Polarity, OPPOSITES),
                (Change::Event, ACTS),
                (Change::Event, SORTS),
                (Change::Person, KIN),
                (Change::Place, SITES),
                (Change::Date, TIMES),
                (Change::Org, POWERS),
            ])
        })
    }

    fn of(all: &[(Change, &'static str)]) -> Fields {
        let fields = all.iter().flat_map(|(change, lines)| lines.lines().map(move |line| (*change, line)));
        let fields: Vec<(Change, &str)> = fields.filter(|(_, line)| !line.is_empty()).collect();
        let rules = Rules::english();
        let mut words: Vec<(Sym, &str, Pole)> = Vec::new();
        for (&(_, line), field) in fields.iter().zip(0..) {
            for (pole, number) in line.split('/').zip(0..) {
                words.extend(
                    pole.split_whitespace().map(|word| (rules.term(word).sym, word, (field, number))),
                );
            }
        }
        words.sort_unstable();
        let range = |sym: Sym| {
            let from = words.partition_point(|entry| entry.0 < sym);
            (from as u32, words.partition_point(|entry| entry.0 <= sym) as u32)
        };
        let table = Table::of(words.iter().map(|&(sym, word, _)| (word, range(sym))));
        let sorts = fields.iter().map(|(change, line)| (*change, line.matches('/').count() == 1)).collect();
        Fields { words: table, poles: words.iter().map(|entry| entry.2).collect(), sorts }
    }

    #[inline]
    fn poles(&self, word: Sym) -> &[Pole] {
        self.words.get(word).map_or(&[], |(from, to)| &self.poles[from as usize..to as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_of_two_poles_of_a_field() {
        let rules = Rules::english();
        let fields = Fields::get();
        for line in [OPPOSITES, ACTS, SORTS, KIN, SITES, TIMES, POWERS].iter().flat_map(|lines| lines.lines())
        {
            for word in line.split(['/', ' ']).filter(|word| !word.is_empty()) {
                let poles = fields.poles(rules.term(word).sym);
                let twice = poles.iter().any(|a| poles.iter().any(|b| a.0 == b.0 && a.1 != b.1));
                assert!(!poles.is_empty() && !twice, "{word}: {line}");
            }
        }
    }
}
