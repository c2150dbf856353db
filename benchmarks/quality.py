#!/usr/bin/env python3
"""Does retold say the right thing? Every bar of the main job that is not about speed, measured on the binary.

    quality.py [RETOLD] [--only dev,own,seeds,clough,determinism,collapse] [--shared DIR] [--keep DIR] [--no-record]

    dev          eval/dev alone, and among all Reuters-21578 and BBC items, scored by score.py
    own          the stories of benchmarks/stories, each half alone; told beside the bars of dev, not judged
    unseen_adverts  adverts that no rule was made with, put into our own stories; told, not judged
    seeds        the two seed pages among that background: one story, spun or not, furniture item by item
    clough       Clough & Stevenson's short answers: `retold compare` tells copies from independent answers
    determinism  the same bytes for one thread, two threads and shuffled input
    collapse     time linear in the copies of one page, identical and nearly identical

Prints a table of bar, reached, ok and merges the parts that ran into the record of the day. A part that breaks is a
missed bar and does not stop the others. The exit status is 1 if a bar was missed. RETOLD is target/release/retold unless
given; --keep leaves the collections in a folder.
"""
import argparse
import collections
import csv
import gzip
import itertools
import json
import operator
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

import adverts
import background
import harness
import stories

COMPARE = {">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt, "=": operator.eq}
TABLES = tuple(f"{name}.jsonl" for name in
               ("documents", "texts", "stories", "links", "variants", "facts", "statements"))
DEV_BARS = {
    "pairs.f1": (">=", 0.99), "false_merge.independent": ("=", 0), "false_merge.template": ("=", 0),
    "false_merge.followup": ("<=", 0.1), "strangers_merged": ("=", 0), "event.independent_linked": (">=", 0.9),
    "event.wrongly_linked": ("<=", 0.05), "relation.macro_f1": (">=", 0.93), "spun.auc": (">=", 0.97),
    "furniture.f1": (">=", 0.97), "injected.f1": (">=", 0.90), "drift.recall": (">=", 0.85),
    "drift.precision": (">=", 0.85), "drift.type_accuracy": (">=", 0.93), "quotes.direct.recall": (">=", 0.98),
    "quotes.direct.speaker": (">=", 0.93), "quotes.indirect.recall": (">=", 0.95),
    "quotes.indirect.speaker": (">=", 0.88),
}
# The drifts between the seeds that design section 9 names: type, what 000 has, what 003 has.
SEED_DRIFTS = {
    "weekday of the plea": ("date", "Stoltenberg on Monday", "Tuesday"),
    "weekday of North Korea's statement": ("date", "Monday, North Korea", "Friday, North Korea"),
    "weekday of the arrival": ("date", "Seoul on Monday", "Tuesday"),
    "China / Asia": ("place", "China", "Asia"),
    "Secretary General / Assistant-General": ("title", "Secretary General", "Assistant-General"),
    "urgently needed / immediate need": ("quote", "urgently needed", "immediate need"),
}
# Who says something in both pages, as the pages name them.
SEED_SPEAKERS = ("Jens Stoltenberg", "Mao Ning", "North Korea")
ADVERT = "mature women .* you may"  # of design section 9


class Bench:
    """One run of this file: where things are, and the collections that more than one part reads."""

    def __init__(self, retold, shared, work):
        self.retold, self.shared, self.work = retold, shared, work
        self.traced = {}

    def trace(self, name, *given):
        """Traces what is given, files and options, into the collection `name`; the folder and the measurement."""
        out = self.work / name
        shutil.rmtree(out, ignore_errors=True)
        result = harness.trace(self.retold, given, out)
        note(f"{name}: {result['cpu']:.1f} s processor, {result['mb']:.0f} MB")
        return out, result

    def score(self, truth, collection):
        """What score.py makes of a collection."""
        command = [sys.executable, self.shared / "eval" / "score.py", truth, collection, "--json"]
        return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

    def crowd(self):
        """eval/dev, the background and the seeds as one file."""
        path = self.work / "crowd.jsonl"
        if not path.exists():
            background.write(self.shared, path, with_dev=True)
        return path

    def crowd_collection(self):
        """That file, traced once for all parts that need it."""
        if "crowd" not in self.traced:
            self.traced["crowd"] = self.trace("crowd", self.crowd())[0]
        return self.traced["crowd"]


def note(text):
    print(text, file=sys.stderr)


def row(what, sign, bar, reached):
    """A line of the table; without a sign it is only told, not judged."""
    reached = round(reached, 4) if isinstance(reached, float) else reached
    ok = bool(COMPARE[sign](reached, bar)) if sign else None
    return {"what": what, "bar": f"{sign} {bar}" if sign else "-", "reached": reached, "ok": ok}


def dev(bench):
    """The ten stories with known truth; their bars are meant for the crowded run and printed for both."""
    truth = bench.shared / "eval" / "dev" / "truth.json"
    alone, _ = bench.trace("alone", bench.shared / "eval" / "dev" / "corpus.jsonl")
    figures = {"alone": bench.score(truth, alone), "among 24,000": bench.score(truth, bench.crowd_collection())}
    return dev_rows(figures) + [clean_reprints(truth, alone)], figures


def clean_reprints(truth, collection):
    """False drifts of reprints that changed no fact, for each 20 of them."""
    documents = [d for s in json.loads(truth.read_text(encoding="utf-8"))["stories"] for d in s["docs"]]
    clean = {d["id"] for d in documents if d["kind"] == "reprint" and not d["drift"]}
    false = sum(v["drift"] and v["document"] in clean for v in harness.rows(collection / "variants.jsonl"))
    return row(f"false drifts in each 20 reprints without any ({len(clean)})", "<=", 1, 20 * false / len(clean))


def dev_rows(figures):
    return [row(f"{name}, {where}", *bar, table.get(name, 0.0))
            for where, table in figures.items() for name, bar in DEV_BARS.items()]


def own(bench):
    """Our own stories: those that the rules may be fitted on, and those held out; alone, and among the crowd. What they
    come to is told."""
    figures = {}
    for half in filter(stories.stories, stories.HALVES):
        corpus, truth = stories.write(half, bench.work / f"own-{half}")
        for where, sources in {half: [corpus], f"{half} among 24,000": [corpus, bench.crowd()]}.items():
            collection, _ = bench.trace(f"own {where}", *sources)
            figures[where] = bench.score(truth, collection)
    return [{**r, "ok": None} for r in dev_rows(figures)], figures


def unseen_adverts(bench):
    """Adverts that the program was not made with, put into our own stories. What they come to is told."""
    rows, figures = [], {}
    for seed in (1, 2, 3):
        corpus, truth = adverts.write("fit", bench.work / f"adverts-{seed}", seed)
        collection, _ = bench.trace(f"adverts-{seed}-traced", corpus)
        figures[seed] = {key: value for key, value in bench.score(truth, collection).items() if key.startswith("injected")}
        rows += [row(f"{key}, {seed}", "", 0, value) for key, value in figures[seed].items()]
    return rows, figures


def covered(text, spans, start, end):
    """The share of text[start:end]'s visible characters that lie in spans of UTF-8 byte offsets."""
    inside = seen = 0
    at = len(text[:start].encode())
    for character in text[start:end]:
        if not character.isspace():
            seen += 1
            inside += any(a <= at < b for a, b in spans)
        at += len(character.encode())
    return inside / seen if seen else 0.0


def seed_furniture(name, text):
    """What design section 9 wants found in a seed: (label, [(start, end)], how many of those must be found)."""
    lines = [(m.group().strip(), m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    where = lambda pattern: [(start, end) for line, start, end in lines if re.match(pattern, line)]
    if name == "seed003":  # its name stands before the headline, and the headline twice
        repeated = next(line for line, count in collections.Counter(line for line, _, _ in lines).items() if count > 1)
        yield "fbpx", where("fbpx"), 1
        yield "one of the two headlines", where(re.escape(repeated)), 1
    else:
        yield "three 'Also Read' lines", where("Also Read"), 3
        yield "comment form", where("Leave a Reply|Your email address"), 2
        yield "Related Articles", where("Related Articles"), 1
        yield "Back to top button", where("Back to top button"), 1
        yield "reporters' credit", where("Reporting by"), 1


def lost_parent(story, pages):
    """Have all pages one parent in the stemma that is no document?"""
    edges = (story.get("stemma") or {}).get("edges") or []
    above = [{parent for parent, child, *_ in edges if child == name} for name in pages]
    return bool(set.intersection(*above) - set(story["documents"]))


def seeds(bench):
    """The two pages that retold was made for."""
    pages = {page["id"]: page["text"] for page in background.seeds(bench.shared)}
    found = {d["id"]: d for d in harness.rows(bench.crowd_collection() / "documents.jsonl") if d["id"] in pages}
    for name in pages:
        found.setdefault(name, {"id": name})
    story = next((s for s in harness.rows(bench.crowd_collection() / "stories.jsonl")
                  if s["id"] == found["seed000"].get("story")), {"documents": []})
    together = story["documents"] and all(d.get("story") == story["id"] for d in found.values())
    rows = [row("both in one story", "=", True, bool(together)),
            row("strangers in it", "=", 0, len(set(story["documents"]) - set(pages))),
            row("003 spun", ">", 0.9, found["seed003"].get("spun") or 0.0),
            row("000 spun", "<", 0.3, found["seed000"].get("spun") if found["seed000"].get("spun") is not None else 1.0),
            row("neither is the other's parent", "", 0,
                not any(set(found[name].get("parents") or []) & set(pages) for name in pages)),
            row("both under one lost witness", "", 0, lost_parent(story, pages))]
    for name, text in pages.items():
        spans, listed = found[name].get("furniture") or [], []
        for label, places, wanted in seed_furniture(name, text):
            listed += places
            rows.append(row(f"{name[4:]}: {label}", ">=", wanted,
                            sum(covered(text, spans, *place) >= 0.9 for place in places)))
        # the other side of the coin: lines that no list calls furniture must stay
        story_lines = [m.span() for m in re.finditer(r"[^\n]+", text)
                       if m.span() not in listed and not m.group().startswith("Our Standards")]
        weight = sum(end - start for start, end in story_lines)
        lost = sum(covered(text, spans, *place) * (place[1] - place[0]) for place in story_lines) / weight
        rows.append(row(f"{name[4:]}: share of the story taken for furniture", "<=", 0.05, lost))
    place = re.search(ADVERT, pages["seed003"]).span()
    rows.append(row("003: share of the injected advert found", ">=", 0.9,
                    covered(pages["seed003"], found["seed003"].get("injected") or [], *place)))
    rows += seed_drifts(bench) + seed_speakers(bench)
    return rows, {name: {key: d.get(key) for key in ("story", "relation", "spun", "furniture", "injected")}
                  for name, d in found.items()}


def seed_drifts(bench):
    """Which of the listed drifts the spun page has against the other."""
    drifts = [v for v in harness.rows(bench.crowd_collection() / "variants.jsonl")
              if v["drift"] and v["document"] == "seed003" and v["parent"] == "seed000"]
    def found(kind, before, after):
        return any(v["type"] == kind and before in v["before"] and after in v["after"] for v in drifts)
    return [row(f"003: {label}", "=", True, found(*drift)) for label, drift in SEED_DRIFTS.items()]


def seed_speakers(bench):
    """Who is found to say something in each of the pages."""
    said = {(s["document"], s["speaker"]) for s in harness.rows(bench.crowd_collection() / "statements.jsonl")
            if s["document"] in ("seed000", "seed003")}
    return [row(f"{name[4:]}: {speaker} speaks", "=", True, (name, speaker) in said)
            for name in ("seed000", "seed003") for speaker in SEED_SPEAKERS]


def clough(bench):
    """Copies (cut, light, heavy) against answers written without the source, one `retold compare` a pair."""
    folder = bench.shared / "data" / "clough_stevenson"
    with gzip.open(folder / "docs.jsonl.gz", "rt", encoding="utf-8") as handle:
        texts = {d["id"]: d["text"] for d in map(json.loads, handle)}
    with gzip.open(folder / "pairs.tsv.gz", "rt", encoding="utf-8") as handle:
        pairs = list(csv.DictReader(handle, delimiter="\t"))
    paths = [bench.work / "a.txt", bench.work / "b.txt"]
    said, total, wrong = collections.Counter(), collections.Counter(), []
    for pair in pairs:
        for path, key in zip(paths, ("id_a", "id_b")):
            path.write_text(texts[pair[key]], encoding="utf-8")
        run = subprocess.run([bench.retold, "compare", *paths, "--format", "json"], capture_output=True, text=True,
                             encoding="utf-8")
        if run.returncode not in (0, 1):
            raise RuntimeError(f"retold compare ended with status {run.returncode}:\n{run.stderr[-2000:]}")
        same = json.loads(run.stdout)["same_story"]
        total[pair["label"]] += 1
        said[pair["label"]] += same
        if same == (pair["label"] == "non"):
            wrong.append([pair["id_a"], pair["id_b"], pair["label"]])
    copies = [label for label in total if label != "non"]
    hit, told, true = sum(said[x] for x in copies), sum(said.values()), sum(total[x] for x in copies)
    rows = [row("F1 of copies", ">=", 0.95, 2 * hit / (told + true)),
            row("precision", "", 0, hit / told if told else 0.0), row("recall", "", 0, hit / true)]
    rows += [row(f"called copies of {total[x]} {x}", "", 0, said[x]) for x in sorted(total)]
    return rows, {"wrong": wrong}


def plain(path):
    """The rows of a table without what names the input's order, each as one string."""
    for value in harness.rows(path):
        value.pop("source", None)
        yield json.dumps(value, sort_keys=True, ensure_ascii=False)


def raw(path):
    with open(path, encoding="utf-8") as handle:
        yield from handle


def difference(one, two, tables, read):
    """The first place where two collections differ."""
    for table in tables:
        if (one / table).exists() != (two / table).exists():
            return f"{table} is missing in one"
        if (one / table).exists():
            for number, (a, b) in enumerate(itertools.zip_longest(read(one / table), read(two / table)), 1):
                if a != b:
                    return f"{table} line {number}"
    return "nowhere"


def shuffle(source, target):
    """Copies a file with its lines in another order; holds their places, not the lines."""
    places, at = [], 0
    with open(source, "rb") as lines, open(target, "wb") as out:
        for line in lines:
            places.append(at)
            at += len(line)
        random.Random(7).shuffle(places)
        for place in places:
            lines.seek(place)
            out.write(lines.readline())


def determinism(bench):
    """eval/dev and its background with 1 thread, 2 threads, and its lines shuffled."""
    one, _ = bench.trace("threads-1", bench.crowd(), "--threads", "1")
    two, _ = bench.trace("threads-2", bench.crowd(), "--threads", "2")
    folder = bench.work / "shuffled"
    folder.mkdir(exist_ok=True)
    mixed = folder / bench.crowd().name  # the same name: a title or an id may be taken from it
    shuffle(bench.crowd(), mixed)
    three, _ = bench.trace("order", mixed)
    tables = sorted({path.name for path in [*one.glob("*.jsonl"), *two.glob("*.jsonl")]} | set(TABLES))
    written = sum((one / table).exists() for table in TABLES)
    rows = [row(f"all {len(TABLES)} tables are there", "=", len(TABLES), written),
            row("1 and 2 threads differ", "=", "nowhere", difference(one, two, tables, raw)),
            row("shuffled input differs", "=", "nowhere", difference(one, three, TABLES, plain)),
            row("manifests of 1 and 2 threads differ", "", "", difference(one, two, ["manifest.json"], raw))]
    return rows, {"tables": tables}


def copies(bench, path, count, near):
    """`count` copies of one page among 10,000 others; near copies differ in a masthead, a date line and one word."""
    rng, others, page = random.Random(5), 0, None
    with open(path, "w", encoding="utf-8") as handle:
        for item in background.items(bench.shared):
            if item["id"].startswith("reuters/") and others < 10000:
                handle.write(json.dumps(item, ensure_ascii=False) + "\n")
                others += 1
            elif item["id"].startswith("bbc/"):
                page = item["text"]
                break
        for number in range(count):
            text = page
            if near:
                words = re.split(r"( +)", page)
                words[2 * rng.randrange(len(words) // 2)] = f"changed{number}"
                text = f"Daily {number} Gazette\nUpdated at {number % 24:02}:{number % 60:02}\n{''.join(words)}"
            handle.write(json.dumps({"id": f"copy{number:06}", "text": text}, ensure_ascii=False) + "\n")


def collapse(bench):
    """Doubling the copies must not do more than double what they cost."""
    rows, figures, path = [], {}, bench.work / "copies.jsonl"
    for kind, near in (("identical", False), ("near-identical", True)):
        cost = {}
        for count in (0, 50000, 100000):
            if count == 0 and near:
                cost[0] = figures["identical"][0]
                continue
            copies(bench, path, count, near)
            out, cost[count] = bench.trace("copies", path)
            if count:
                story = collections.Counter(d.get("story") for d in harness.rows(out / "documents.jsonl")
                                            if d["id"].startswith("copy"))
                (name, held), = story.most_common(1) or [(None, 0)]
                strangers = sum(1 for d in harness.rows(out / "documents.jsonl")
                                if name and d.get("story") == name and not d["id"].startswith("copy"))
                rows.append(row(f"{count} {kind}: in one story", "=", count, held if name else 0))
                rows.append(row(f"{count} {kind}: strangers in it", "=", 0, strangers))
        figures[kind] = cost
        half, whole = (cost[count]["cpu"] - cost[0]["cpu"] for count in (50000, 100000))
        # 2 is linear; a quarter is for sorting's logarithm and caches, a second for the clock's noise
        rows.append(row(f"{kind}: processor s of 100,000, beyond the others", "<=", round(2.25 * half + 1, 1), whole))
    path.unlink()
    return rows, figures


PARTS = {part.__name__: part for part in (dev, own, unseen_adverts, seeds, clough, determinism, collapse)}


def main(subject, parts, about_it):
    """The command line of a runner: `parts` by name, each a function of a Bench that gives rows and figures."""
    parser = argparse.ArgumentParser(description=about_it, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("retold", nargs="?", default=str(harness.BINARY))
    parser.add_argument("--only", default=",".join(parts))
    parser.add_argument("--shared", default=str(harness.HERE.parent.parent / "shared"))
    parser.add_argument("--keep", type=pathlib.Path, help="leave the collections in this folder")
    parser.add_argument("--no-record", action="store_true")
    options = parser.parse_args()
    chosen = options.only.split(",")
    if unknown := [name for name in chosen if name not in parts]:
        parser.error(f"no such part: {', '.join(unknown)}")
    shared, retold = harness.shared(options.shared), harness.binary(options.retold)
    about, results = harness.machine(retold), {}
    with tempfile.TemporaryDirectory() as folder:
        work = (options.keep or pathlib.Path(folder)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        bench = Bench(retold, shared, work)
        for name in chosen:
            note(f"{name} ...")
            try:
                results[name] = parts[name](bench)
            except (RuntimeError, OSError, ValueError, KeyError, subprocess.CalledProcessError) as error:
                note(f"{name}: {error}")
                results[name] = [row("ran", "=", True, False)], {"error": type(error).__name__}
    body = [[name, r["what"], r["bar"], r["reached"], {True: "yes", False: "NO", None: ""}[r["ok"]]]
            for name, (rows, _) in results.items() for r in rows]
    harness.table(["part", "what", "bar", "reached", "ok"], body)
    if not options.no_record:
        harness.record(subject, results, about)
    return int(any(r["ok"] is False for rows, _ in results.values() for r in rows))


if __name__ == "__main__":
    sys.exit(main("quality", PARTS, __doc__))
