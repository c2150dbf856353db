//! The main content of an HTML page as the extraction library gives it, without anything of retold: the rival of
//! `retold clean` in `benchmarks/extraction.py`. Reads the page from standard input.

use std::error::Error;
use std::io::{Read, Write};

use dom_smoothie::{Config, Readability, TextMode};

fn main() -> Result<(), Box<dyn Error>> {
    let mut html = String::new();
    std::io::stdin().read_to_string(&mut html)?;
    // With blanks between the blocks, else words at their ends run into one.
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let article = Readability::new(html, None, Some(config))?.parse()?;
    std::io::stdout().write_all(article.text_content.as_bytes())?;
    Ok(())
}
