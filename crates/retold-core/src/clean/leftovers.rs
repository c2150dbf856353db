//! What programs left in the text that was to be published.

use memchr::{memchr, memchr3_iter};

use crate::span::Span;

/// How far apart the braces of one choice are at the most, in bytes.
const CHOICE: usize = 200;

/// What a spinning program left of its choices, `{big|large|huge}`: all but the first wording, which is what the
/// sentence then says. Sorted, disjoint spans in bytes of `text`. Time is linear.
pub fn choices(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut at = 0;
    while let Some(open) = memchr(b'{', &text.as_bytes()[at..]).map(|found| at + found) {
        at = open + 1;
        let within = &text.as_bytes()[at..text.len().min(at + CHOICE)];
        let Some(close) = memchr(b'}', within) else { continue };
        let choice = &text[at..at + close];
        let Some(bar) = choice.find('|').filter(|_| !choice.contains(['{', '\n'])) else { continue };
        spans.push(Span::new(open..at));
        spans.push(Span::new(at + bar..at + close + 1));
        at += close + 1;
    }
    spans
}

/// Is the block source text or what a program prints for its makers: `Array ( [post_type] => page`, a style sheet, a
/// script, tags? Such a block has its signs everywhere, one in [`APART`] bytes.
pub fn is_code(text: &str) -> bool {
    const FEWEST: usize = 3;
    const APART: usize = 80;
    let bytes = text.as_bytes();
    let is_sign = |&at: &usize| SIGNS.iter().any(|sign| bytes[at..].starts_with(sign.as_bytes()));
    // Hardly any prose has one of these.
    let signs = memchr3_iter(b'{', b'=', b'<', bytes).filter(is_sign).count();
    signs >= FEWEST && text.len() <= APART * signs
}

/// What opens with `{`, `=` or `<` in code.
const SIGNS: &[&str] = &[
    "=> ",
    "=>",
    "==",
    "= function",
    "=\"",
    "='",
    "={",
    "{\"",
    "{ \"",
    "{display",
    "{ display",
    "{{",
    "</",
    "<div",
    "<span",
    "<p",
    "<a ",
    "<?php",
    "<br",
    "<!--",
    "<img",
    "{color",
    "{ color",
    "{margin",
    "{ margin",
    "{font",
    "{ font",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_choice_the_first_wording_stays() {
        let text = "The {big|large|huge} ship {sank in 1912, not {a|b} c} {or|} {x\n|y}.";
        let spans = choices(text);
        let left: String = crate::span::without(&[Span::new(0..text.len())], &spans)
            .iter()
            .map(|span| &text[span.range()])
            .collect();
        assert_eq!(left, "The big ship {sank in 1912, not a c} or {x\n|y}.");
    }

    #[test]
    fn code_is_no_prose() {
        for (text, code) in [
            ("Array ( [post_type] => page [post_status] => draft [author] => 3 )", true),
            ("<div class=\"box\"><a href=\"/x\">Ports</a></div>", true),
            (
                "The harbour's rule is simple: profit = tonnage, and tonnage = dredging, its director said.",
                false,
            ),
            ("He wrote E = mc2.", false),
        ] {
            assert_eq!(is_code(text), code, "{text}");
        }
    }
}
