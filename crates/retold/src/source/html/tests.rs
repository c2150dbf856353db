use super::*;

fn text(html: &str) -> String {
    extract(html).text
}

#[test]
fn blocks_become_lines() {
    let cases = [
        ("", ""),
        ("plain", "plain"),
        ("<p>one  two\n three</p><p>four", "one two three\nfour"),
        ("<p>a <b>bold</b>, <i>it</i>alic</p>", "a bold, italic"),
        ("a<br>b<hr>c", "a\nb\nc"),
        ("<ul><li>x<li>y</ul>", "x\ny"),
        ("<table><tr><td>1</td><td>2</td></tr></table>", "1\n2"),
        ("<pre>a\n  b c\n\nd</pre> e", "a\nb c\nd\ne"),
        ("<div>&amp;&lt;&eacute;&nbsp;x</div><p>&nbsp;</p>", "&<\u{e9}\u{a0}x"),
        ("<my-card>one</my-card><my-card>two</my-card>", "one\ntwo"),
        ("<title>t</title><style>s</style><script>x</script><p>a<noscript>n</noscript></p>", "a"),
        (
            "<p hidden>a</p><p style='color:red; Display : None'>b</p><p>c<!-- d -->e</p><template>f</template>",
            "ce",
        ),
        ("<dialog>a</dialog><dialog open>b</dialog>", "b"),
        ("<select><option>a</select><textarea>b</textarea><label>Name</label>", "Name"),
        ("<p>one<svg><text>no</text></svg></p>", "one"),
    ];
    for (html, expected) in cases {
        assert_eq!(text(html), expected, "{html}");
    }
}

/// A page with a menu, an article of five paragraphs and a foot.
fn news_page() -> String {
    let sentence =
        "The ministers of the two countries met on Tuesday, and they agreed that talks would go on. ";
    let paragraphs: String =
        (1..=5).map(|n| format!("<p>Paragraph {n}. {}</p>\n", sentence.repeat(4))).collect();
    format!(
        "<!DOCTYPE html><html><head><title>Ministers meet again | The Daily</title></head><body>\
         <nav class='menu'><ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li></ul></nav>\
         <article><h1>Ministers meet again</h1>{paragraphs}</article>\
         <div class='footer'><p><a href='/about'>About us</a></p></div></body></html>"
    )
}

#[test]
fn lines_outside_the_article_are_named_and_kept() {
    let extract = extract(&news_page());
    let lines: Vec<&str> = extract.text.lines().collect();
    let is_outside = |line: usize| extract.outside.iter().any(|range| range.contains(&line));
    for (number, line) in lines.iter().enumerate() {
        match *line {
            "Home" | "World" | "About us" => assert!(is_outside(number), "{line}"),
            line if line.starts_with("Paragraph") => assert!(!is_outside(number), "{line}"),
            line => assert_eq!(line, "Ministers meet again"),
        }
    }
    assert_eq!(lines.len(), 9);
}

#[test]
fn metadata_have_their_order_of_sources() {
    let ld = r#"<script type="application/ld+json">{"@graph":[{"@type":"WebPage"},
        {"@type":"NewsArticle","headline":"From JSON","datePublished":"2024-02-03"}]}</script>"#;
    let og = r#"<meta property="og:title" content=" From
        Open Graph "><meta property="og:url" content="https://a.example/og">
        <meta property="article:published_time" content="2024-01-02T03:04:05Z">"#;
    let time = r#"<title>A longer headline - Site</title><h1>A longer headline</h1><time datetime="2024-03-04">x</time>"#;
    let canonical = r#"<link rel="canonical" href="https://a.example/c">"#;
    let cases = [
        (
            format!("{og}{ld}{time}{canonical}"),
            ["From Open Graph", "2024-01-02T03:04:05Z", "https://a.example/c"],
        ),
        (format!("{ld}{time}{og}"), ["From Open Graph", "2024-01-02T03:04:05Z", "https://a.example/og"]),
        (format!("{time}{ld}"), ["From JSON", "2024-02-03", ""]),
        (time.to_owned(), ["A longer headline", "2024-03-04", ""]),
        ("<title>Only</title><h1>Other</h1>".to_owned(), ["Only", "", ""]),
        (r#"<script type="application/ld+json">{broken</script><h1>H</h1>"#.to_owned(), ["H", "", ""]),
    ];
    for (html, expected) in cases {
        let metadata::Metadata { title, published, url } = extract(&html).metadata;
        let seen = [title, published, url].map(Option::unwrap_or_default);
        assert_eq!(seen, expected, "{html}");
    }
}

#[test]
fn hostile_pages_are_flattened() {
    let attributes: String = (0..200_000).map(|n| format!(" a{n}")).collect();
    let fonts: String = (0..400).map(|n| format!("<font size={n}>")).collect();
    let deep_json = format!("<script type='application/ld+json'>{}</script><p>end", "[".repeat(200_000));
    let cases = [
        ("<div>".repeat(300_000) + "end", "end"),
        ("<div><p>".repeat(300_000) + "end", "end"),
        ("<b>".repeat(300_000) + "end", "end"),
        ("<a><table>".repeat(100_000) + "end", "end"),
        (format!("<p{attributes}>end</p>"), "end"),
        (fonts + &"<p>x".repeat(50_000) + "<p>end", "end"),
        ("<!--".repeat(300_000) + "--><p>end", "end"),
        ("<svg><g>".repeat(100_000) + "<p>end", "end"),
        (deep_json, "end"),
        ("</p>".repeat(300_000) + "end", "end"),
        ("<p>".repeat(300_000) + "end", "end"),
        ("< <".repeat(100_000) + "<p>end", "end"),
    ];
    for (html, expected) in cases {
        let text = text(&html);
        assert!(text.ends_with(expected), "{}: {text:.80}", &html[..60]);
    }
}

#[test]
fn flattening_keeps_what_is_visible() {
    let cases = [
        ("a <b>b</b><p>c &amp; d</p>", "a b\nc & d"),
        ("<script>if (a</b) x</script>y<title>t</title>", "y"),
        ("<a title='>'>x</a> 1 < 2 </ nothing>", "x 1 < 2"),
        ("<!-- no --><!doctype html>yes<", "yes<"),
        ("\u{e9}<\u{e9}<p\u{e9}>x", "\u{e9}<\u{e9}\nx"),
    ];
    for (html, expected) in cases {
        let flat = Document::from(tags::flatten(html));
        assert_eq!(lines::visible(&flat).text, expected, "{html}");
    }
}

#[test]
fn a_page_is_recognised_by_its_beginning() {
    let cases: [(&[u8], bool); 7] = [
        (b" <!DOCTYPE html>", true),
        (b"\xEF\xBB\xBF<?xml version='1.0'?>\n<!-- x --><HTML>", true),
        (b"<div class=x>", true),
        (b"<rss>", false),
        (b"<?xml version='1.0'?><feed>", false),
        (b"a <p>", false),
        (b"", false),
    ];
    for (head, expected) in cases {
        assert_eq!(is_html(head), expected, "{}", String::from_utf8_lossy(head));
    }
}
