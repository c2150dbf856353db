#!/usr/bin/env python3
"""What `retold` finds, against the truths that are kept apart.

    quality.py RETOLD [--only dev,background,seeds,clough,determinism,collapse] [--shared DIR] [--clough trace]

    dev          eval/dev alone, by score.py
    background   eval/dev among some 24,000 Reuters-21578 and BBC items, by score.py
    seeds        the two pages of the acceptance case among the same items (the same run)
    clough       clough_stevenson: copies (cut, light, heavy) told from independent answers, pair by pair
    determinism  the same tables for one and two threads, and for shuffled input
    collapse     100,000 copies of one page: is the time linear in their number

Prints a table of bar, reached and ok, and records it. Figures without a bar are recorded to be watched.
"""
import argparse
import gzip
import hashlib
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

import background
import harness

BARS = {  # of the main job, on score.py's figures
    "pairs.f1": ">= 0.99", "false_merge.independent": "<= 0", "false_merge.template": "<= 0",
    "false_merge.followup": "<= 0.1", "strangers_merged": "<= 0", "event.independent_linked": ">= 0.9",
    "event.wrongly_linked": "<= 0.05", "relation.macro_f1": ">= 0.93", "spun.auc": ">= 0.97", "furniture.f1": ">= 0.95",
}
FURNITURE = {  # of design section 9, as the lines that show it; the repeated headline is looked for apart
    "seed003": {"fbpx": r"^fbpx$"},
    "seed000": {"the three 'Also Read' lines": r"^Also Read.*$", "comment form": r"^(Leave a Reply|Your email address.*)$",
                "'Related Articles'": r"^Related Articles$", "'Back to top button'": r"^Back to top button$",
                "reporters' credit": r"^Reporting by .*$"},
}
INJECTED = "mature women hookup with young men you may"
FOUND = 0.9  # share of a passage's bytes that must be marked for it to count as found


def check(what, bar, reached):
    """One row of the result: a bar is '>= x', '<= x', '= x' or None (watched only)."""
    ok = None
    if bar:
        sign, value = bar.split(" ", 1)
        if reached is None:
            ok = False
        elif sign == "=":
            ok = str(reached) == value
        else:
            ok = {">=": reached >= float(value), "<=": reached <= float(value),
                  ">": reached > float(value), "<": reached < float(value)}[sign]
    return {"what": what, "bar": bar, "reached": reached, "ok": ok}


class Bench:
    """The binary, the data and a folder for the runs; a trace over the same input is made once."""

    def __init__(self, retold, shared, work, clough_form):
        self.retold, self.shared, self.work, self.clough_form = retold, shared, work, clough_form
        self.traced = {}

    def trace(self, name, corpus, environment=None):
        if name not in self.traced:
            out = self.work / name
            self.traced[name] = out, harness.trace(self.retold, [corpus], out, environment)
        return self.traced[name]

    def among_background(self):
        corpus = self.work / "background.jsonl"
        if not corpus.exists():
            background.write(self.shared, corpus, with_dev=True)
        return self.trace("background", corpus)

    def score(self, out):
        command = [sys.executable, self.shared / "eval" / "score.py", self.shared / "eval" / "dev" / "truth.json", out, "--json"]
        return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def scored(bench, out, run):
    figures = bench.score(out)
    result = [check(key, BARS.get(key), value) for key, value in figures.items()]
    return result + [check("processor s", None, round(run["cpu"], 2)), check("peak MB", None, round(run["mb"]))]


def dev(bench):
    return scored(bench, *bench.trace("dev", bench.shared / "eval" / "dev" / "corpus.jsonl"))


def among(bench):
    return scored(bench, *bench.among_background())


def share_marked(text, passages, spans):
    """The share of the passages' bytes inside the spans; passages are (start, end) in characters."""
    wanted = set()
    for start, end in passages:
        first = len(text[:start].encode())
        wanted.update(range(first, first + len(text[start:end].encode())))
    marked = {i for start, end in spans or [] for i in range(start, end)}
    return round(len(wanted & marked) / len(wanted), 3) if wanted else 0.0


def seeds(bench):
    out, _ = bench.among_background()
    pages = {seed["id"]: seed["text"] for seed in background.seeds(bench.shared)}
    told = {row["id"]: row for row in harness.rows(out / "documents.jsonl") if row["id"] in pages}
    told = {seed: told.get(seed, {}) for seed in pages}
    stories = {told[seed].get("story") for seed in pages}
    together = len(stories) == 1 and None not in stories
    story = next((row for row in harness.rows(out / "stories.jsonl") if together and row["id"] in stories), {})
    result = [check("both in one story", "= True", together),
              check("strangers in their story", "<= 0",
                    len(set(story["documents"]) - set(pages)) if story else None),
              check("seed003 spun", "> 0.9", told["seed003"].get("spun")),
              check("seed000 spun", "< 0.3", told["seed000"].get("spun")),
              check("neither the other's parent", "= True",
                    together and not any(set(told[seed].get("parents") or []) & set(pages) for seed in pages)),
              check("under a lost witness", None, lost_parent(story, pages))]
    for seed, passages in FURNITURE.items():
        for what, pattern in passages.items():
            places = [match.span() for match in re.finditer(pattern, pages[seed], re.M)]
            result.append(check(f"{seed} furniture: {what}", f">= {FOUND}",
                                share_marked(pages[seed], places, told[seed].get("furniture"))))
    headline = next(line for line in pages["seed003"].split("\n") if line.strip() and line != "fbpx")
    again = [match.span() for match in re.finditer(f"^{re.escape(headline)}$", pages["seed003"], re.M)]
    result.append(check("seed003 furniture: the headline's repetition", f">= {FOUND}",
                        max(share_marked(pages["seed003"], [place], told["seed003"].get("furniture")) for place in again)))
    at = pages["seed003"].find(INJECTED)
    result.append(check("seed003 injected: the dating advert", None,
                        share_marked(pages["seed003"], [(at, at + len(INJECTED))], told["seed003"].get("injected"))))
    extent = lambda seed, field: sum(end - start for start, end in told[seed].get(field) or [])
    for seed in pages:
        result.append(check(f"{seed} furniture, share of the page", None,
                            round(extent(seed, "furniture") / len(pages[seed].encode()), 3)))
        result.append(check(f"{seed} injected bytes", None, extent(seed, "injected")))
    return result


def lost_parent(story, pages):
    """Do both seeds have the same parent in the stemma, and is that parent no document?"""
    edges = (story.get("stemma") or {}).get("edges") or []
    above = [{edge[0] for edge in edges if edge[1] == seed} for seed in pages]
    return bool(above and set.intersection(*above) - set(story.get("documents", [])))


def clough(bench):
    folder = bench.shared / "data" / "clough_stevenson"
    with gzip.open(folder / "docs.jsonl.gz", "rt", encoding="utf-8") as handle:
        texts = {row["id"]: row["text"] for row in map(json.loads, handle)}
    with gzip.open(folder / "pairs.tsv.gz", "rt", encoding="utf-8") as handle:
        pairs = [line.split("\t") for line in handle.read().splitlines()[1:]]
    same = {"compare": clough_compared, "trace": clough_traced}[bench.clough_form](bench, texts, pairs)
    hit = sum(same[a, b] and label != "non" for a, b, label in pairs)
    said, true = sum(same.values()), sum(label != "non" for _, _, label in pairs)
    precision, recall = hit / said if said else 0.0, hit / true
    f1 = 2 * precision * recall / (precision + recall) if hit else 0.0
    result = [check("copies F1", ">= 0.95", round(f1, 4)), check("copies precision", None, round(precision, 4)),
              check("copies recall", None, round(recall, 4))]
    for kind in ("cut", "light", "heavy", "non"):
        these = [same[a, b] for a, b, label in pairs if label == kind]
        result.append(check(f"{kind}: called a copy", None, f"{sum(these)}/{len(these)}"))
    wrong = [f"{a} {label}" for a, b, label in pairs if same[a, b] != (label != "non")]
    return result + [check("wrong", None, ", ".join(wrong) or "none")]


def clough_compared(bench, texts, pairs):
    """`same_story` of `retold compare A B --format json`, for each pair of texts on their own."""
    folder = bench.work / "clough"
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    same = {}
    for a, b, _ in pairs:
        told = subprocess.run([bench.retold, "compare", folder / f"{a}.txt", folder / f"{b}.txt", "--format", "json"],
                              capture_output=True, text=True)
        if told.returncode not in (0, 1):
            raise RuntimeError(f"retold compare {a} {b} ended with status {told.returncode}: {told.stderr[-500:]}")
        same[a, b] = bool(json.loads(told.stdout)["same_story"])
    return same


def clough_traced(bench, texts, pairs):
    """A link between the two, or a story that holds both, when all hundred texts are traced at once."""
    corpus = bench.work / "clough.jsonl"
    corpus.write_text("".join(json.dumps({"id": name, "text": text}, ensure_ascii=False) + "\n"
                              for name, text in texts.items()), encoding="utf-8")
    out, _ = bench.trace("clough-traced", corpus)
    linked = {frozenset((row["a"], row["b"])) for row in harness.rows(out / "links.jsonl")}
    story = {row["id"]: row.get("story") for row in harness.rows(out / "documents.jsonl")}
    return {(a, b): frozenset((a, b)) in linked or bool(story.get(a)) and story.get(a) == story.get(b)
            for a, b, _ in pairs}


def tables(out, without=()):
    """A digest of every JSON Lines table of a collection; with `without`, of its rows less those columns."""
    digests = {}
    for path in sorted(out.glob("*.jsonl")):
        if without:
            digest = hashlib.sha256()
            for row in harness.rows(path):
                digest.update(json.dumps({k: v for k, v in row.items() if k not in without}).encode())
        else:
            digest = hashlib.sha256(path.read_bytes())
        digests[path.name] = digest.hexdigest()
    return digests


def determinism(bench):
    corpus = bench.work / "background.jsonl"
    if not corpus.exists():
        background.write(bench.shared, corpus, with_dev=True)
    shuffled = bench.work / "shuffled.jsonl"
    with open(corpus, encoding="utf-8") as handle:
        given = handle.readlines()
    random.Random(5).shuffle(given)
    shuffled.write_text("".join(given), encoding="utf-8")
    one = bench.trace("one-thread", corpus, {"RAYON_NUM_THREADS": "1"})[0]
    two = bench.trace("two-threads", corpus, {"RAYON_NUM_THREADS": "2"})[0]
    other = bench.trace("shuffled", shuffled)[0]
    differing = lambda a, b: ", ".join(n for n in sorted(a.keys() | b.keys()) if a.get(n) != b.get(n)) or "none"
    return [check("tables that one thread and two write differently", "= none", differing(tables(one), tables(two))),
            check("tables that shuffled input changes (without `source`)", "= none",
                  differing(tables(one, ["source"]), tables(other, ["source"]))),
            check("tables compared", ">= 3", len(tables(one)))]


def collapse(bench):
    """Exact and near-exact copies of one page beside 10,000 other documents: what a copy costs at two sizes."""
    others = [item for item in background.items(bench.shared) if len(item["text"]) > 400][:10000]
    page = next(item["text"] for item in background.items(bench.shared)
                if item["id"].startswith("bbc/") and 2000 < len(item["text"]) < 2500)
    result = []
    for form, vary in (("equal", lambda i: page), ("near-equal", lambda i: f"{page}\n\nPrinted as page {i}.")):
        cost = {}
        for count in (10000, 50000, 100000):
            corpus, name = bench.work / "collapse.jsonl", f"collapse-{form}-{count}"
            with open(corpus, "w", encoding="utf-8") as handle:
                for item in others:
                    handle.write(json.dumps(item, ensure_ascii=False) + "\n")
                for i in range(count):
                    handle.write(json.dumps({"id": f"copy{i:06d}", "text": vary(i)}, ensure_ascii=False) + "\n")
            out, run = bench.trace(name, corpus)
            cost[count] = run["cpu"]
            stories = {row.get("story") for row in harness.rows(out / "documents.jsonl") if row["id"].startswith("copy")}
            result.append(check(f"{count} {form} copies: processor s", None, round(run["cpu"], 2)))
            result.append(check(f"{count} {form} copies: peak MB", None, round(run["mb"])))
            result.append(check(f"{count} {form} copies: stories", "= 1", len(stories) if None not in stories else None))
        early, late = (cost[50000] - cost[10000]) / 40000, (cost[100000] - cost[50000]) / 50000
        result.append(check(f"a later {form} copy's cost / an earlier one's", "<= 1.5",
                            round(late / early, 2) if early > 0 else None))
    return result


PARTS = {"dev": dev, "background": among, "seeds": seeds, "clough": clough, "determinism": determinism, "collapse": collapse}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("retold", help="path of the release binary")
    parser.add_argument("--only", default=",".join(PARTS))
    parser.add_argument("--shared", default=str(harness.HERE.parent.parent / "shared"))
    parser.add_argument("--clough", choices=("compare", "trace"), default="compare", help="how pairs are decided")
    parser.add_argument("--keep", type=pathlib.Path, help="leave the collections in this (new) folder")
    parser.add_argument("--no-record", action="store_true")
    options = parser.parse_args()
    shared, retold = harness.shared(options.shared), pathlib.Path(options.retold).resolve()
    about, found = harness.machine(retold), {}
    with tempfile.TemporaryDirectory() as folder:
        work = options.keep or pathlib.Path(folder)
        work.mkdir(parents=True, exist_ok=not options.keep)
        bench = Bench(retold, shared, work, options.clough)
        for part in options.only.split(","):
            try:
                found[part] = PARTS[part](bench)
            except (RuntimeError, OSError, ValueError, KeyError, subprocess.CalledProcessError) as error:
                print(f"{part}: {error}", file=sys.stderr)
                found[part] = [check("ran", "= True", f"no: {str(error)[:200]}")]
    show = lambda value: f"{value:.4g}" if isinstance(value, float) else "-" if value is None else str(value)
    mark = {True: "yes", False: "NO", None: ""}
    harness.table(["part", "what", "bar", "reached", "ok"],
                  [[part, row["what"], row["bar"] or "", show(row["reached"]), mark[row["ok"]]]
                   for part in found for row in found[part]])
    judged = [row for part in found for row in found[part] if row["ok"] is not None]
    line = f"{', '.join(found)}: {sum(row['ok'] for row in judged)} of {len(judged)} bars reached"
    print(line)
    if not options.no_record:
        whole = "" if options.only == ",".join(PARTS) else "-" + "-".join(found)
        harness.save(f"{harness.today()}-quality{whole}", {"machine": about, "found": found}, line)
    sys.exit(0 if all(row["ok"] for row in judged) else 1)


if __name__ == "__main__":
    main()
