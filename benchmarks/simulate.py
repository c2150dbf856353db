#!/usr/bin/env python3
"""What a run would cost at sizes that cannot be run here, from the features of pages that can.

    simulate.py [RETOLD] [--corpora news,drawn] [--sizes 10000000,100000000,1000000000] [--shared DIR] [--work DIR]
                [--no-record]

How many documents hold a feature is taken for a Pitman-Yor process, the usual model of Heaps' and Zipf's laws: of E
features that are read, V(E) = k E^d are different, and of these the share d G(m - d) / (G(1 - d) m!) is held by m
documents (G is the gamma function). k and d are fitted to V at the half and at the whole of a corpus. From the model
come the figures of any size: features that several documents hold (the postings), the others that a document meets
(of up to 128 holders all, of more 24), and what both take. As a check, the same is fitted to an eighth and a
quarter of the corpus, and what that says of the whole is held against what was counted.

How large stories become is drawn, not fitted: each document is with chance c a copy of an earlier one, whichever. The
stories of this urn (Simon 1955) have sizes of exponent 1 + 1/c, and the largest grows as N^c.

Corpora: news is Reuters-21578 and BBC in an order drawn with a seed; drawn is make_corpus.py's, to which no such law
applies, as its sentences are drawn from a fixed number. The features are those
that retold puts aside: a run that may take no memory stops when it has read, and leaves them.
Needs Python 3.9 or later.
"""
import argparse
import array
import collections
import math
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

import background
import harness

ENTRY, ALL, FEW = 13, 128, 24  # bytes of a feature on disk; see seek/features.rs and candidates/
FAR = 4 * ALL
DRAWN = 40000
CHANCES = (0.2, 0.5, 0.7)


def corpus(name, shared, work):
    """The pages as JSON Lines, in no order of their own."""
    path = work / f"{name}.jsonl"
    if not path.exists():
        if name == "news":
            background.write(shared, path)
            lines = path.read_text(encoding="utf-8").splitlines()
            random.Random(9).shuffle(lines)
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        else:
            subprocess.run([sys.executable, shared / "eval" / "make_corpus.py", str(DRAWN), path], check=True)
    return path


def features(retold, pages, work):
    """(key, document) of every feature, documents numbered as they were read."""
    out = work / "features"
    shutil.rmtree(out, ignore_errors=True)
    read = -1
    while True:  # it stops at the first mark, and goes on to the next when it is run again
        subprocess.run([retold, "trace", pages, "-o", out, "--memory", "1M"], stderr=subprocess.DEVNULL)
        now = (out / ".work" / "journal").stat().st_size
        if now == read:  # all of it is read
            break
        read = now
    found = []
    for part in sorted((out / ".work").glob("features-*")):
        data = part.read_bytes()
        found += [(int.from_bytes(data[at:at + 8], "little"), int.from_bytes(data[at + 8:at + 12], "little"))
                  for at in range(0, len(data), ENTRY)]
    shutil.rmtree(out)
    return found


def met(rank):
    """How many others the holder of this rank meets at a feature."""
    return rank if rank <= ALL else FEW


MET = [0]
for rank in range(FAR):
    MET.append(MET[-1] + met(rank))


def meetings(holders):
    """How many meetings a feature with so many holders makes in all."""
    return MET[holders] if holders < len(MET) else MET[-1] + (holders - len(MET) + 1) * FEW


def counted(found, documents):
    """What the first documents have: features, different ones, those held by several, meetings, the hottest."""
    holders = collections.Counter(key for key, document in found if document < documents)
    sizes = collections.Counter(holders.values())
    return {"documents": documents, "features": sum(m * n for m, n in sizes.items()), "different": len(holders),
            "shared": sum(m * n for m, n in sizes.items() if m > 1),
            "meetings": sum(meetings(m) * n for m, n in sizes.items()), "hottest": max(sizes)}


def fit(small, large):
    """k and d of V = k E^d."""
    d = math.log(large["different"] / small["different"]) / math.log(large["features"] / small["features"])
    return large["different"] / large["features"] ** d, d


def predicted(model, like, documents):
    """The figures of `counted`, from the model, for so many documents with as many features each as `like` has."""
    k, d = model
    features = documents * like["features"] / like["documents"]
    different = k * features ** d
    # m by m as far as the numbers of meetings differ.
    share, held, met = d, 0.0, 0.0
    for m in range(1, FAR):
        held += share * m
        met += share * meetings(m)
        share *= (m - d) / (m + 1)
    # The law's tail goes on until all features are held by somebody, and FEW are met for each holder there. The hottest
    # features are those of a corpus (datelines, footers); their share of the documents stays what it is.
    missing = max(features / different - held, 0)
    return {"documents": documents, "features": features, "different": different, "shared": features - d * different,
            "meetings": different * (met + FEW * missing), "hottest": documents * like["hottest"] / like["documents"]}


def shown(figures):
    """A row of the table."""
    n = figures["documents"]
    return [f"{n:,}", f"{figures['features'] / n:.1f}", f"{figures['shared'] / n:.1f}",
            f"{figures['meetings'] / n:,.0f}", f"{figures['hottest']:,.0f}", f"{ENTRY * figures['features'] / 1e9:,.2f}",
            f"{5 * figures['shared'] / 1e9:,.2f}"]


def growth(options, shared):
    """By corpus: what is counted, what the model says of the same, and of the sizes asked for."""
    all_figures = {}
    for name in options.corpora:
        pages = corpus(name, shared, options.work)
        found = features(options.retold, pages, options.work)
        whole = 1 + max(document for _, document in found)
        parts = {share: counted(found, whole // share) for share in (8, 4, 2, 1)}
        early, late = fit(parts[8], parts[4]), fit(parts[2], parts[1])
        check = predicted(early, parts[4], whole)
        rows = [[f"{name}, counted", *shown(figures)] for figures in parts.values()]
        rows.append([f"{name}, predicted from a quarter", *shown(check)])
        ahead = [predicted(late, parts[1], size) for size in options.sizes]
        rows += [[f"{name}, predicted", *shown(figures)] for figures in ahead]
        harness.table(["corpus", "documents", "features each", "shared", "meetings each", "hottest held by",
                       "features GB", "postings GB"], rows)
        print(f"{name}: V = {late[0]:.3g} E^{late[1]:.3f}\n")
        all_figures[name] = {"counted": list(parts.values()), "check": check, "model": late, "ahead": ahead}
    return all_figures


def urn(chance, documents, seed=3):
    """The largest story of so many documents, each a copy of an earlier one with this chance."""
    rng = random.Random(seed)
    story = array.array("L")
    sizes = array.array("L")
    for number in range(documents):
        if number and rng.random() < chance:
            of = story[int(rng.random() * number)]
            sizes[of] += 1
        else:
            of = len(sizes)
            sizes.append(1)
        story.append(of)
    return max(sizes)


def stories(options):
    """The largest story by chance of being a copy: drawn at two sizes, and what that comes to at those asked for."""
    rows, found = [], []
    for chance in CHANCES:
        drawn = {size: sum(urn(chance, size, seed) for seed in range(3)) / 3 for size in (100000, 1000000)}
        ahead = {size: drawn[1000000] * (size / 1e6) ** chance for size in options.sizes}
        rows.append([chance, *(f"{size:,.0f}" for size in [*drawn.values(), *ahead.values()])])
        found.append({"chance": chance, "drawn": drawn, "ahead": ahead})
    harness.table(["copies", "largest story of 100,000", "of 1,000,000",
                   *(f"of {size:,} (N^c)" for size in options.sizes)], rows)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("retold", nargs="?", default=str(harness.BINARY))
    parser.add_argument("--corpora", default="news")
    parser.add_argument("--sizes", default="10000000,100000000,1000000000")
    parser.add_argument("--shared", default=str(harness.HERE.parent.parent / "shared"))
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "retold-simulate")
    parser.add_argument("--no-record", action="store_true")
    options = parser.parse_args()
    shared = harness.shared(options.shared)
    options.retold = harness.binary(options.retold)
    options.corpora, options.sizes = options.corpora.split(","), [int(size) for size in options.sizes.split(",")]
    options.work.mkdir(parents=True, exist_ok=True)
    value = {"machine": harness.machine(options.retold), "growth": growth(options, shared), "stories": stories(options)}
    if not options.no_record:
        harness.save(f"{harness.today()}-simulate", value, f"features, postings and meetings to {options.sizes[-1]:,} documents")


if __name__ == "__main__":
    main()
