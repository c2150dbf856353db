//! The words of a sentence.

use crate::language::TagNumber;
use crate::language::lexicon::{Key, Term, compound_number};
use crate::language::{Kind, Lexicon, Sym};
use crate::span::Span;
use crate::wording::spelling_within;
use crate::words::words;

/// One word of a document as the kernels see it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Token {
    /// What it is compared by.
    pub sym: Sym,
    /// How much it weighs: its inverse document frequency, natural logarithm.
    pub weight: f32,
    /// Its kind.
    pub kind: Kind,
    /// What it is to the reader of statements.
    pub tag: TagNumber,
    /// Where it stands.
    pub span: Span,
}

impl Token {
    /// Is it a name or a number, one of the words that survive rewording?
    pub fn is_hard(&self) -> bool {
        matches!(self.kind, Kind::Name | Kind::Number)
    }
}

/// A word of a sentence as it stands there.
#[derive(Clone, Copy)]
pub struct Piece {
    span: Span,
    key: Key,
    head: Head,
    /// Its term, if the lexicon remembers it and nothing depends on the words around it.
    term: Option<Term>,
}

/// Appends the tokens of the part `span` of `text`, a sentence, to `tokens`. `pieces` is memory to be used again.
///
/// Words are those of Unicode Standard Annex 29; of what stands between them only signs of currency and per cent are
/// kept. "Twenty-one", "per cent" and "Sept 5" come out as their equals in digits, signs and full.
pub fn tokenize(
    text: &str,
    span: Span,
    lexicon: &mut Lexicon,
    pieces: &mut Vec<Piece>,
    tokens: &mut Vec<Token>,
) {
    tokenize_all(text, &[span], lexicon, pieces, tokens, |_, _| {});
}

/// The same with the sentences `spans`; calls `read` with each when its tokens are the last.
///
/// Many are cut into their words before the lexicon is asked for the first: most of its time it would wait for the
/// memory, and so it waits for all of them at once.
pub fn tokenize_all(
    text: &str,
    spans: &[Span],
    lexicon: &mut Lexicon,
    pieces: &mut Vec<Piece>,
    tokens: &mut Vec<Token>,
    mut read: impl FnMut(Span, &mut Vec<Token>),
) {
    /// Sentences that are cut at once: what their words are told by has room in the nearer memories.
    const AT_ONCE: usize = 64;
    let mut ends = Vec::with_capacity(spans.len().min(AT_ONCE));
    for spans in spans.chunks(AT_ONCE) {
        pieces.clear();
        pieces.reserve(words_of(spans));
        ends.clear();
        for &span in spans {
            cut(text, span, pieces);
            ends.push(pieces.len());
        }
        look_up(text, pieces, lexicon);
        let mut start = 0;
        for (&span, &end) in spans.iter().zip(&ends) {
            spell(text, span, &pieces[start..end], lexicon, tokens);
            read(span, tokens);
            start = end;
        }
    }
}

/// How many words sentences have, or a few more: a word and what stands behind it take five bytes in English, or more.
pub fn words_of(sentences: &[Span]) -> usize {
    sentences.iter().map(|sentence| sentence.len()).sum::<usize>() / 5
}

/// Appends the words of a sentence to `pieces`.
fn cut(text: &str, sentence: Span, pieces: &mut Vec<Piece>) {
    words(&text[sentence.range()], |word| {
        let start = sentence.start as usize + word.start;
        let head = Head::of(text, start);
        let key = Key::within(text.as_bytes(), start, word.len());
        pieces.push(Piece { span: Span::new(start..start + word.len()), key, head, term: None });
        // Signs go again, without a branch: where one stands cannot be foreseen.
        pieces.truncate(pieces.len() - usize::from(head == Head::Other));
    });
}

/// Finds the terms of the words that the lexicon remembers, and sees to it that the others are soon learned.
fn look_up(text: &str, pieces: &mut [Piece], lexicon: &Lexicon) {
    // To look at the places alone is no waste: who asks for a term as well has too much to do to go many ways at once.
    lexicon.fetch(pieces.iter().map(|piece| piece.key));
    pieces.iter_mut().for_each(|piece| piece.term = lexicon.remembered(piece.key));
    let unknown = pieces.iter().filter(|piece| piece.term.is_none() && piece.head == Head::Letter);
    lexicon.expect(unknown.map(|piece| spelling_within(text, piece.span)));
}

/// Appends the tokens that the words of a sentence spell.
fn spell(text: &str, sentence: Span, pieces: &[Piece], lexicon: &mut Lexicon, tokens: &mut Vec<Token>) {
    let shouting = is_shouting(&text[sentence.range()]);
    let first = tokens.len();
    for piece in pieces {
        match piece.head {
            Head::Letter if let Some(number) = behind_code(text, piece.span) => {
                let code = Span { end: number.start, ..piece.span };
                push(tokens, lexicon.term(&text[code.range()]), code);
                self::number(text, number, lexicon, tokens);
            }
            Head::Letter => word(text, piece, shouting, lexicon, tokens, first),
            Head::Digit => number(text, piece.span, lexicon, tokens),
            Head::Unit => push(tokens, lexicon.term(unit(text, piece.span)), piece.span),
            Head::Other => {}
        }
    }
}

/// What a piece opens with.
#[derive(Clone, Copy, PartialEq)]
enum Head {
    Letter,
    /// An ASCII digit.
    Digit,
    /// A sign of currency or per cent.
    Unit,
    Other,
}

impl Head {
    /// The head of the piece that begins at `start`.
    #[inline]
    fn of(text: &str, start: usize) -> Head {
        let head = HEADS.get(usize::from(text.as_bytes()[start]));
        head.copied().unwrap_or_else(|| Head::of_others(&text[start..]))
    }

    /// The same where it is no ASCII.
    #[cold]
    fn of_others(text: &str) -> Head {
        match text.chars().next() {
            Some(sign) if is_money(sign) => Head::Unit,
            Some(sign) if sign.is_alphanumeric() => Head::Letter,
            _ => Head::Other,
        }
    }
}

/// The heads that the signs of ASCII make.
const HEADS: [Head; 128] = {
    let mut heads = [Head::Other; 128];
    let mut sign = 0;
    while sign < heads.len() {
        heads[sign] = match sign as u8 {
            head if head.is_ascii_alphabetic() => Head::Letter,
            head if head.is_ascii_digit() => Head::Digit,
            b'$' | b'%' => Head::Unit,
            _ => Head::Other,
        };
        sign += 1;
    }
    heads
};

/// Signs of money, and what they are called.
const MONEY: [(char, &str); 14] = [
    ('$', "dollar"),
    ('€', "euro"),
    ('£', "pound"),
    ('¥', "yen"),
    ('₹', "rupee"),
    ('₦', "naira"),
    ('₱', "peso"),
    ('₺', "lira"),
    ('₽', "rouble"),
    ('₩', "won"),
    ('₫', "dong"),
    ('₴', "hryvnia"),
    ('₸', "tenge"),
    ('₪', "shekel"),
];

/// Is it a sign of money?
pub fn is_money(sign: char) -> bool {
    MONEY.iter().any(|(money, _)| *money == sign)
}

/// The name of a sign of money, or of per cent. The letters before a dollar say whose it is, but for "R$": that is none.
fn unit(text: &str, here: Span) -> &'static str {
    let (before, sign) = text.split_at(here.start as usize);
    let is_real = || before.strip_suffix('R').is_some_and(|rest| !rest.ends_with(char::is_alphanumeric));
    match MONEY.iter().find(|(money, _)| sign.starts_with(*money)) {
        Some(('$', _)) if is_real() => "real",
        money => money.map_or("percent", |(_, name)| name),
    }
}

/// Codes of currencies that are written onto their numbers; others stand apart.
pub const CODES: [&str; 13] =
    ["Rs", "Sh", "RM", "Rp", "DKr", "SKr", "NKr", "KSh", "USh", "TSh", "EUR", "USD", "GBP"];

/// Where the number stands that is written onto the code of its currency: "DKr34.5bn", "Rs500", "R50 million".
#[inline]
fn behind_code(text: &str, here: Span) -> Option<Span> {
    /// One letter may stand for many things; before millions it is money.
    const LETTERS: [&str; 3] = ["K", "P", "R"];
    const MAGNITUDES: [&str; 3] = [" million", " billion", " trillion"];
    const LONGEST: usize = 3;
    if begins_with_letters(text, here) {
        return None;
    }
    let piece = &text.as_bytes()[here.range()];
    let code = piece.iter().take(LONGEST + 1).position(u8::is_ascii_digit)?;
    let is_one_of = |codes: &[&str]| codes.iter().any(|known| known.as_bytes() == &piece[..code]);
    let is_many = || MAGNITUDES.iter().any(|magnitude| text[here.end as usize..].starts_with(magnitude));
    let is_code = is_one_of(&CODES) || is_one_of(&LETTERS) && is_many();
    is_code.then(|| Span { start: here.start + code as u32, ..here })
}

/// Are the first four bytes of a word surely no digits? They are asked at once: each letter of ASCII has this bit, and no digit.
#[inline]
fn begins_with_letters(text: &str, word: Span) -> bool {
    const LETTERS: u32 = u32::from_le_bytes([0x40; 4]);
    let first = text.as_bytes()[word.start as usize..].first_chunk().copied().map_or(0, u32::from_le_bytes);
    let behind = LETTERS.checked_shl(8 * word.len() as u32).unwrap_or(0);
    (first | behind) & LETTERS == LETTERS
}

#[inline]
fn word(
    text: &str,
    piece: &Piece,
    shouting: bool,
    lexicon: &mut Lexicon,
    tokens: &mut Vec<Token>,
    first: usize,
) {
    let here = piece.span;
    let term = if shouting {
        // A tag is of the word as it stands there.
        let word = &text[here.range()];
        Term { tag: TagNumber::of(word), ..lexicon.term(&word.to_lowercase()) }
    } else {
        piece.term.unwrap_or_else(|| lexicon.term_of(piece.key, || &text[here.range()]))
    };
    if tokens.len() > first
        && let Some(before) = tokens.last_mut()
        && may_join(before, lexicon)
        && here.start - before.span.end <= 1
        && let Some(joined) = joined(before, term, lexicon)
    {
        let span = Span { start: before.span.start, end: here.end };
        *before = token(joined, span);
    } else {
        push(tokens, term, here);
    }
}

/// May the word behind a token be one with it?
#[inline]
fn may_join(before: &Token, lexicon: &Lexicon) -> bool {
    before.kind == Kind::Number || before.sym == lexicon.signs().per
}

/// What `term` and the token before it spell together, where they do.
fn joined(before: &Token, term: Term, lexicon: &mut Lexicon) -> Option<Term> {
    let signs = lexicon.signs();
    if term.sym == signs.cent && before.sym == signs.per {
        return Some(several(lexicon.term("percent")));
    }
    // "20-3" is no compound: the tens must be spelled, and a spelled number is longer than its digits.
    if before.kind != Kind::Number || before.span.len() <= 2 {
        return None;
    }
    let one = signs.ones.iter().position(|&one| one == term.sym)?;
    let tens = TENS.iter().position(|tens| lexicon.term(tens).sym == before.sym)?;
    Some(several(compound_number(10 * (tens + 2) + one + 1)))
}

/// The term of what two words spell together.
fn several(term: Term) -> Term {
    Term { tag: TagNumber::SEVERAL, ..term }
}

const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// Digits, and what is written onto them: `60m`, `5pm`, `12th`.
fn number(text: &str, here: Span, lexicon: &mut Lexicon, tokens: &mut Vec<Token>) {
    let piece = &text[here.range()];
    let digits = piece.bytes().position(|b| b.is_ascii_alphabetic()).unwrap_or(piece.len());
    let (number, suffix) = piece.split_at(digits);
    let middle = here.start as usize + digits;
    push(tokens, lexicon.term(number), Span::new(here.start as usize..middle));
    let suffix_term = match suffix {
        "" | "st" | "nd" | "rd" | "th" => return,
        "m" | "mln" | "mn" => lexicon.term("million"),
        "bn" | "b" => lexicon.term("billion"),
        "tn" | "trn" => lexicon.term("trillion"),
        other => lexicon.term(other),
    };
    push(tokens, suffix_term, Span::new(middle..here.end as usize));
}

fn push(tokens: &mut Vec<Token>, term: Term, span: Span) {
    tokens.push(token(term, span));
}

#[inline]
fn token(Term { sym, weight, kind, tag, .. }: Term, span: Span) -> Token {
    Token { sym, weight, kind, tag, span }
}

/// Is most of the sentence in capitals, as headlines are? Then capitals say nothing about its words.
fn is_shouting(sentence: &str) -> bool {
    /// So many capitals are in any sentence.
    const FEW: usize = 3;
    if sentence.is_ascii() {
        let upper = count(sentence, u8::is_ascii_uppercase);
        upper > FEW && upper > 2 * count(sentence, u8::is_ascii_lowercase)
    } else {
        let count = |are: fn(char) -> bool| sentence.chars().filter(|&c| are(c)).count();
        let upper = count(char::is_uppercase);
        upper > FEW && upper > 2 * count(char::is_lowercase)
    }
}

/// How many bytes `are` so. Counted in bytes, of which the processor adds up many at once.
#[inline]
fn count(text: &str, are: impl Fn(&u8) -> bool) -> usize {
    /// Their count has room in a byte, and they fill the processor's registers.
    const AT_ONCE: usize = 128;
    let chunks = text.as_bytes().chunks(AT_ONCE);
    chunks.map(|chunk| usize::from(chunk.iter().map(|b| u8::from(are(b))).sum::<u8>())).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_begins_with_letters_has_no_digit_there(word in "[a-zA-Z0-9é.]{1,6}", behind in "[ a1]{0,4}") {
            let text = format!("{word}{behind}");
            let begins = begins_with_letters(&text, Span::new(0..word.len()));
            let first = &word.as_bytes()[..word.len().min(4)];
            prop_assert!(!begins || !first.iter().any(u8::is_ascii_digit));
            let are_letters = text.len() >= 4 && first.iter().all(u8::is_ascii_alphabetic);
            prop_assert!(begins || !are_letters);
        }
    }

    fn of(text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        tokenize(text, Span::new(0..text.len()), &mut Lexicon::english(), &mut Vec::new(), &mut tokens);
        tokens
    }

    #[test]
    fn equal_phrases_have_equal_symbols() {
        for (a, b) in [
            ("60m euros", "60 million euros"),
            ("0.6%", "0.6 per cent"),
            ("twenty-one men", "21 men"),
            ("Twenty one men", "21 men"),
            ("on the 5th", "on the 5"),
            ("the U.S. army", "the US army"),
            ("DKr34.5bn", "DKr 34.5 billion"),
            ("R50 million", "R 50 million"),
        ] {
            let syms = |t: &str| of(t).iter().map(|t| t.sym).collect::<Vec<_>>();
            assert_eq!(syms(a), syms(b), "{a} / {b}");
        }
    }

    #[test]
    fn a_tag_is_of_the_word_as_it_stands() {
        for text in
            ["Orr said it twice, the mayor added quickly", "ORR SAID IT TWICE, THE MAYOR ADDED QUICKLY"]
        {
            for token in of(text) {
                let word = &text[token.span.range()];
                assert_eq!(token.tag, TagNumber::of(word), "{word}");
            }
        }
        assert!(of("per cent Twenty-one").iter().all(|token| token.tag == TagNumber::SEVERAL));
    }

    #[test]
    fn spans_are_those_of_the_words() {
        let text = "Zürich paid 5bn — twice.";
        let words: Vec<&str> = of(text).iter().map(|t| &text[t.span.range()]).collect();
        assert_eq!(words, ["Zürich", "paid", "5", "bn", "twice"]);
    }
}
