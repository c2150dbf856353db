#!/usr/bin/env python3
"""Is `retold clean` at least as good at the main content of HTML pages as the extraction library that it uses?

    extraction.py [RETOLD] [--only PART,...] [--shared DIR] [--keep DIR] [--no-record]

    articles   the pages of article-extraction-benchmark: retold beside the library alone (dom_smoothie)

The measure is that benchmark's own: shares of runs of four words that are right, superfluous and missing on a page;
precision and recall are means over the pages, F1 is of those means. Prints a table of bar, reached, ok and puts the
figures into the record of the day. The library alone is examples/library_alone beside RETOLD:

    cargo build --release && cargo build --release -p retold --example library_alone
"""
import collections
import gzip
import json
import re
import statistics
import subprocess
import sys

from quality import main, note, row

RUN = 4  # words


def runs(text):
    """The runs of RUN words of a text, each with how often it stands there; of a shorter text the whole."""
    words = re.findall(r"\w+", text)
    return collections.Counter(tuple(words[at:at + RUN]) for at in range(max(1, len(words) - RUN + 1)))


def shares(true, said):
    """The shares of right, superfluous and missing runs among all of both."""
    true, said = runs(true), runs(said)
    parts = [sum((true & said).values()), sum((said - true).values()), sum((true - said).values())]
    return [part / sum(parts) for part in parts] if sum(parts) else parts


def precision(right, more, missing):
    return 1.0 if more == missing == 0 else right / (right + more) if right + more else 0.0


def figures(pages):
    """Precision, recall and F1 of pairs of texts, true and said."""
    table = [shares(true, said) for true, said in pages]
    p = statistics.mean(precision(right, more, missing) for right, more, missing in table)
    r = statistics.mean(precision(right, missing, more) for right, more, missing in table)
    return {"precision": p, "recall": r, "f1": 2 * p * r / (p + r) if p + r else 0.0}


def said_by(command, **more):
    """What a program prints; nothing where it finds no text."""
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, **more).stdout.decode("utf-8")


def values(text):
    """The JSON values of a text, one after the other. One has a raw line end in a string, so that lines will not do."""
    decoder, at = json.JSONDecoder(strict=False), 0
    while at < len(text):
        value, at = decoder.raw_decode(text, at)
        yield value
        at = re.compile(r"\s*").match(text, at).end()


def articles(bench):
    library = bench.retold.parent / "examples" / "library_alone"
    if not library.is_file():
        raise RuntimeError("no examples/library_alone beside retold; the head of this file says how to build it")
    source = bench.shared / "data" / "article_extraction_benchmark" / "pages.jsonl.gz"
    pages = list(values(gzip.decompress(source.read_bytes()).decode("utf-8")))
    texts, path = collections.defaultdict(list), bench.work / "page.html"
    for page in pages:
        html = page["html"].encode("utf-8")
        path.write_bytes(html)
        texts["retold"].append((page["article"], said_by([bench.retold, "clean", path])))
        texts["library alone"].append((page["article"], said_by([library], input=html)))
    note(f"{len(pages)} pages")
    found = {name: figures(pairs) for name, pairs in texts.items()}
    rows = [row("F1 of retold, at least the library's", ">=", round(found["library alone"]["f1"], 4), found["retold"]["f1"])]
    rows += [row(f"{what}, {name}", "", 0, table[what]) for name, table in found.items() for what in table]
    return rows, found


if __name__ == "__main__":
    sys.exit(main("extraction", {"articles": articles}, __doc__))
