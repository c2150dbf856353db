//! Countries and what belongs to them: "Norwegian" and "Norway" say the same of where something is.

use std::sync::OnceLock;

use super::table::Table;
use super::{Class, Mark, Sentence};
use crate::language::Sym;
use crate::language::lexicon::Rules;
use crate::wording::chain;

/// A line a country, a continent or a part of one: its name, then the words for its people and what is theirs.
const TABLE: &str = "\
Afghanistan Afghan
Albania Albanian
Algeria Algerian
Andorra Andorran
Angola Angolan
Antigua Antiguan
Argentina Argentine Argentinian
Arabia Arabian
Armenia Armenian
Australia Australian Aussie
Austria Austrian
Azerbaijan Azerbaijani
Bahamas Bahamian
Bahrain Bahraini
Bangladesh Bangladeshi
Barbados Barbadian
Belarus Belarusian
Belgium Belgian
Belize Belizean
Benin Beninese
Bhutan Bhutanese
Bolivia Bolivian
Bosnia Bosnian
Botswana Botswanan
Brazil Brazilian
Britain British UK Briton
Brunei Bruneian
Bulgaria Bulgarian
Burkina Burkinabe
Burundi Burundian
Cambodia Cambodian
Cameroon Cameroonian
Canada Canadian
Chad Chadian
Chile Chilean
China Chinese
Colombia Colombian
Comoros Comorian
Congo Congolese
Croatia Croatian Croat
Cuba Cuban
Cyprus Cypriot
Czechia Czech
Denmark Danish Dane
Djibouti Djiboutian
Dominica Dominican
Ecuador Ecuadorean Ecuadorian
Egypt Egyptian
Emirates Emirati
England English
Eritrea Eritrean
Estonia Estonian
Eswatini Swazi
Ethiopia Ethiopian
Fiji Fijian
Finland Finnish Finn
France French Frenchman Gallic
Gabon Gabonese
Gambia Gambian
Georgia Georgian
Germany German
Ghana Ghanaian
Greece Greek Hellenic
Greenland Greenlandic Greenlander
Grenada Grenadian
Guatemala Guatemalan
Guinea Guinean
Guyana Guyanese
Haiti Haitian
Honduras Honduran
Hungary Hungarian
Iceland Icelandic Icelander
India Indian
Indonesia Indonesian
Iran Iranian
Iraq Iraqi
Ireland Irish Irishman Hibernian
Israel Israeli
Italy Italian
Ivorian
Jamaica Jamaican
Japan Japanese Nipponese
Jordan Jordanian
Kazakhstan Kazakh
Kenya Kenyan
Korea Korean
Kosovo Kosovar
Kuwait Kuwaiti
Kyrgyzstan Kyrgyz
Lanka Lankan
Laos Laotian
Latvia Latvian
Lebanon Lebanese
Leone Leonean
Lesotho Basotho
Liberia Liberian
Libya Libyan
Liechtenstein Liechtensteiner
Lithuania Lithuanian
Luxembourg Luxembourger
Macedonia Macedonian
Madagascar Malagasy
Malawi Malawian
Malaysia Malaysian
Maldives Maldivian
Mali Malian
Malta Maltese
Mauritania Mauritanian
Mauritius Mauritian
Mexico Mexican
Micronesia Micronesian
Moldova Moldovan
Monaco Monegasque
Mongolia Mongolian
Montenegro Montenegrin
Morocco Moroccan
Mozambique Mozambican
Myanmar Burmese Burma
Namibia Namibian
Nauru Nauruan
Nepal Nepalese
Netherlands Dutch Dutchman
Nicaragua Nicaraguan
Niger Nigerien
Nigeria Nigerian
Norway Norwegian
Oman Omani
Pakistan Pakistani
Palau Palauan
Palestine Palestinian
Panama Panamanian
Paraguay Paraguayan
Peru Peruvian
Philippines Filipino Philippine
Poland Polish Pole
Portugal Portuguese Lusitanian
Qatar Qatari
Rica Rican
Romania Romanian
Russia Russian
Rwanda Rwandan
Salvador Salvadoran Salvadorean
Samoa Samoan
Scotland Scottish Scot
Senegal Senegalese
Serbia Serbian Serb
Seychelles Seychellois
Singapore Singaporean
Slovakia Slovak
Slovenia Slovenian Slovene
Somalia Somali
Spain Spanish Spaniard
Sudan Sudanese
Suriname Surinamese
Sweden Swedish Swede
Switzerland Swiss Helvetic Helvetian
Syria Syrian
Taiwan Taiwanese
Tajikistan Tajik
Tanzania Tanzanian
Thailand Thai
Timor Timorese
Togo Togolese
Tonga Tongan
Trinidad Trinidadian
Tunisia Tunisian
Turkey Turkish Turk Türkiye
Turkmenistan Turkmen
Tuvalu Tuvaluan
Uganda Ugandan
Ukraine Ukrainian
Uruguay Uruguayan
US USA American America Yankee
Uzbekistan Uzbek
Venezuela Venezuelan
Verde Verdean
Vietnam Vietnamese
Wales Welsh
Yemen Yemeni
Zambia Zambian
Zealand Zealander
Zimbabwe Zimbabwean
Africa African
Alps Alpine
Andes Andean
Asia Asian
Balkans Balkan
Europe European
Scandinavia Scandinavian";

/// The value of a country, by every word for it.
fn table() -> &'static Table<u64> {
    static COUNTRIES: OnceLock<Table<u64>> = OnceLock::new();
    COUNTRIES.get_or_init(|| {
        let rules = Rules::english();
        let lines = TABLE.lines().map(|line| {
            let name = line.split(' ').next().unwrap_or(line);
            (line, u64::from(rules.term(name).sym.0))
        });
        let lines: Vec<(&str, u64)> = lines.collect();
        Table::of(lines.into_iter().flat_map(|(line, value)| line.split(' ').map(move |word| (word, value))))
    })
}

/// Is this name, by its value, a country, a continent or a part of one?
pub fn is_country(value: u64) -> bool {
    u32::try_from(value).is_ok_and(|value| table().has(Sym(value)))
}

/// Is a word the name of a country, a continent or a part of one, or of its people?
pub fn names_country(word: &str) -> bool {
    table().has(Rules::english().term(word).sym)
}

/// Gives all words for one country one value.
pub(super) fn join(sentence: &Sentence, telling: &[usize], marks: &mut [Mark]) {
    for at in telling.iter().copied().filter(|&at| sentence.is_capital(at)) {
        if let Some(value) = spelled_out(sentence, at) {
            marks[at] = Mark { class: Class::Name, value };
            marks[at + 1].class = Class::Part;
        } else if let Some(point) = compass(sentence.word(at)) {
            // "Southern Korea" lies where "South Korea" does.
            marks[at].value = point;
        } else if marks[at].class == Class::Name
            && let Some(value) =
                table().get(sentence.tokens[at].sym).or_else(|| compatriot(sentence.word(at)))
        {
            // South America is not America, and New England not England.
            let part = at.checked_sub(1).filter(|&before| is_part(sentence.word(before)));
            marks[at].value =
                part.map_or(value, |before| chain(u64::from(sentence.tokens[before].sym.0), value));
        }
    }
}

/// The country of a Dutchwoman: her people's word with another behind it.
fn compatriot(word: &str) -> Option<u64> {
    const PEOPLES: [&str; 6] = ["Dutch", "English", "French", "Irish", "Scots", "Welsh"];
    let people =
        PEOPLES.into_iter().find(|people| word.len() > people.len() + 2 && word.starts_with(people))?;
    table().get(Rules::english().term(people).sym)
}

/// The value of a point of the compass with a capital.
fn compass(word: &str) -> Option<u64> {
    Some(match word {
        "North" | "Northern" => 1,
        "South" | "Southern" => 2,
        "East" | "Eastern" => 3,
        "West" | "Western" => 4,
        _ => return None,
    })
}

fn is_part(word: &str) -> bool {
    matches!(word, "North" | "South" | "East" | "West" | "Latin" | "Central" | "New")
}

/// The value of a country of two words.
fn spelled_out(sentence: &Sentence, at: usize) -> Option<u64> {
    static VALUES: OnceLock<[u64; 3]> = OnceLock::new();
    let values = || {
        let rules = Rules::english();
        // Each by a word of the table.
        ["US", "Britain", "Ivorian"].map(|name| table().get(rules.term(name).sym).unwrap_or(0))
    };
    // Few begin so.
    if !matches!(sentence.head(at), b'U' | b'I' | b'C') || at + 1 >= sentence.tokens.len() {
        return None;
    }
    let [states, kingdom, ivory] = VALUES.get_or_init(values);
    match (sentence.word(at), sentence.word(at + 1)) {
        ("United", "States") => Some(*states),
        ("United", "Kingdom") => Some(*kingdom),
        ("Ivory", "Coast") | ("Côte" | "Cote", "d'Ivoire" | "d’Ivoire") => Some(*ivory),
        _ => None,
    }
}
