#!/usr/bin/env python3
"""Which passages do two documents have in common? The training corpus of PAN 2013's text alignment, by PAN's measure.

    passages.py [RETOLD] [--only measure,pan13] [--shared DIR] [--keep DIR] [--no-record]

    measure    the measure on cases that are reckoned by hand
    pan13      5,185 pairs of documents: copied word for word, shuffled, translated and back, summarised, and strangers

The measure is that of Potthast, Stein, Barron-Cedeno & Rosso 2010, *An Evaluation Framework for Plagiarism Detection*
(COLING), sections 4.1 to 4.3: macro-averaged precision and recall over characters of both documents, granularity (how
many detections a case that was found has), and PlagDet, their F1 divided by the binary logarithm of 1 + granularity.
The best published PlagDet on this corpus is 0.88 (Sanchez-Perez, Sidorov & Gelbukh 2014). `half` is one half of the
suspicious documents: constants that were fitted must do as well on the one as on the other.

Needs the example: `cargo build --release --package retold --example passages`. It is looked for in the folder
`examples` beside RETOLD. Prints a table and merges the parts into the record of the day.
"""
import bisect
import collections
import csv
import gzip
import json
import math
import statistics
import subprocess
import sys
import time
import zlib

import harness
import quality

BAR = 0.88
KINDS = {"01-no-plagiarism": "strangers", "02-no-obfuscation": "copied", "03-random-obfuscation": "shuffled",
         "04-translation-obfuscation": "translated", "05-summary-obfuscation": "summarised"}


# The measure. A case and a detection are two ranges of characters: of the suspicious document and of the source.

def covered(span, spans):
    """How many characters of a range lie in any of the others."""
    count, at = 0, span[0]
    for start, end in sorted(spans):
        start, end = max(start, at), min(end, span[1])
        if start < end:
            count, at = count + end - start, end
    return count


def overlap(one, other):
    """Do they overlap in both documents?"""
    return all(x[0] < y[1] and y[0] < x[1] for x, y in zip(one, other))


def share(one, others):
    """The share of one's characters, of both documents, that those of the others which overlap with it cover."""
    touching = [other for other in others if overlap(one, other)]
    length = sum(end - start for start, end in one)
    return sum(covered(span, [other[side] for other in touching]) for side, span in enumerate(one)) / length


def measure(cases, detections):
    """Precision, recall, granularity and PlagDet of what was found, both by pair of documents."""
    mean = lambda values, none: statistics.fmean(values) if values else none
    recall = mean([share(case, detections.get(pair, [])) for pair, these in cases.items() for case in these], 0.0)
    precision = mean([share(found, cases.get(pair, [])) for pair, these in detections.items() for found in these], 0.0)
    pieces = [sum(overlap(case, found) for found in detections.get(pair, [])) for pair, these in cases.items() for case in these]
    granularity = mean([count for count in pieces if count], 1.0)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": precision, "recall": recall, "granularity": granularity,
            "plagdet": f1 / math.log2(1 + granularity)}


def by_hand(bench):
    """The measure on cases that are reckoned by hand."""
    case = ((0, 100), (200, 300))
    tables = {
        "found to the letter": ([case], [case], (1, 1, 1, 1)),
        "nothing found": ([case], [], (0, 0, 1, 0)),
        "nothing to be found": ([], [case], (0, 0, 1, 0)),
        "half of both": ([case], [((0, 50), (200, 250))], (1, 0.5, 1, 2 / 3)),
        "twice as long in one": ([case], [((0, 200), (200, 300))], (2 / 3, 1, 1, 0.8)),
        "right in one document alone": ([case], [((0, 100), (400, 500))], (0, 0, 1, 0)),
        "in two pieces": ([case], [((0, 50), (200, 250)), ((50, 100), (250, 300))], (1, 1, 2, 1 / math.log2(3))),
        "pieces that overlap": ([case], [((0, 60), (200, 300)), ((40, 100), (200, 300))], (1, 1, 2, 1 / math.log2(3))),
        "one of two, and a stranger": ([case, ((500, 600), (700, 800))], [case, ((900, 950), (0, 50))], (0.5, 0.5, 1, 0.5)),
    }
    rows = []
    for name, (cases, found, expected) in tables.items():
        reached = measure({"pair": cases} if cases else {}, {"pair": found} if found else {}).values()
        rows.append(quality.row(name, "=", True, all(math.isclose(x, y) for x, y in zip(reached, expected))))
    return rows, {}


# The corpus.

def unzipped(path):
    return gzip.open(path, "rt", encoding="utf-8", newline="")


def wide_characters(text):
    """The byte at which each character that takes several ends, and how many bytes more there are than characters."""
    ends, more, at = [], [], 0
    for character in text:
        size = len(character.encode())
        at += size
        if size > 1:
            ends.append(at)
            more.append((more[-1] if more else 0) + size - 1)
    return ends, more


def characters(wide, byte):
    """The number of characters before a byte."""
    ends, more = wide
    before = bisect.bisect_right(ends, byte)
    return byte - (more[before - 1] if before else 0)


def found_by(program, folder, work):
    """What the program finds in all pairs, in characters, and the seconds that it takes."""
    documents, pairs, wide = work / "documents.jsonl", work / "pairs.tsv", {}
    with unzipped(folder / "train_docs.jsonl.gz") as lines, open(documents, "w", encoding="utf-8") as out:
        for line in lines:
            document = json.loads(line)
            wide[document["id"]] = wide_characters(document["text"])
            out.write(line)
    with unzipped(folder / "train_pairs.tsv.gz") as lines:
        kinds = {(line["susp"], line["src"]): KINDS[line["obfuscation"]] for line in csv.DictReader(lines, delimiter="\t")}
    pairs.write_text("".join(f"{a}\t{b}\n" for a, b in kinds), encoding="utf-8")
    begun = time.perf_counter()
    told = subprocess.run([program, documents, pairs], check=True, capture_output=True, text=True).stdout
    seconds = time.perf_counter() - begun
    detections = collections.defaultdict(list)
    for a, b, *numbers in (line.split("\t") for line in told.splitlines()):
        left, right = [characters(wide[a], int(n)) for n in numbers[:2]], [characters(wide[b], int(n)) for n in numbers[2:4]]
        detections[a, b].append((tuple(left), tuple(right)))
    return kinds, detections, seconds


def true_cases(folder):
    cases = collections.defaultdict(list)
    with unzipped(folder / "train_spans.jsonl.gz") as lines:
        for case in map(json.loads, lines):
            span = lambda side: (case[f"{side}_offset"], case[f"{side}_offset"] + case[f"{side}_len"])
            cases[case["susp"], case["src"]].append((span("susp"), span("src")))
    return cases


def half(pair):
    """Which half a pair belongs to: that of its suspicious document."""
    return f"half {zlib.crc32(pair[0].encode()) % 2 + 1}"


def pan13(bench):
    """The training corpus as a whole, each kind of pair, and each half."""
    program = bench.retold.parent / "examples" / "passages"
    folder = bench.shared / "data" / "pan13_text_alignment"
    kinds, detections, seconds = found_by(program, folder, bench.work)
    cases, figures = true_cases(folder), {}
    groups = {"whole": lambda pair: True}
    groups |= {kind: lambda pair, kind=kind: kinds[pair] == kind for kind in KINDS.values() if kind != "strangers"}
    groups |= {name: lambda pair, name=name: half(pair) == name for name in ("half 1", "half 2")}
    for name, belongs in groups.items():
        part = lambda table: {pair: these for pair, these in table.items() if belongs(pair)}
        figures[name] = {key: round(value, 4) for key, value in measure(part(cases), part(detections)).items()}
    rows = [quality.row("plagdet, whole", ">=", BAR, figures["whole"]["plagdet"])]
    rows += [quality.row(f"{key}, {name}", "", 0, value) for name, table in figures.items() for key, value in table.items()
             if (name, key) != ("whole", "plagdet")]
    strangers = sum(len(these) for pair, these in detections.items() if kinds[pair] == "strangers")
    figures |= {"found between 1,000 pairs of strangers": strangers, "seconds": round(seconds, 2)}
    rows += [quality.row("found between 1,000 pairs of strangers", "", 0, strangers), quality.row("seconds", "", 0, seconds)]
    return rows, figures


if __name__ == "__main__":
    sys.exit(quality.main("passages", {"measure": by_hand, "pan13": pan13}, __doc__))
