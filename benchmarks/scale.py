#!/usr/bin/env python3
"""How a run grows with its corpus, and what becomes of one that is killed.

    scale.py [RETOLD] [--only growth,memory,stages,resume] [--sizes 10000,100000,1000000] [--budgets 2G,600M] [--kills 20]
             [--shared DIR] [--work DIR] [--no-record]

growth: `retold trace` over make_corpus.py's corpora of those sizes, the main job and all tables: processor seconds,
peak memory, bytes of the collection, recall, precision, and the exponent of growth from one size to the next.
memory: the main job over the largest corpus with each of the budgets as --memory: its peak, and whether the tables are
the same bytes.
stages: where the largest run spends its time: processor seconds, cores kept busy and memory of each stage, and the share
of what the machine needs to read every byte once and to hash it (crc32 of zlib, about as fast as memory is read).
resume: a run over 100,000 documents is killed with SIGKILL at random moments, each time taken up by the next, and its
tables are held against those of an undisturbed run, byte for byte.

Corpora are kept in the work folder, since a million documents take minutes to make and 3 GB. The exit status is 1 if a
bar was missed. Needs Python 3.9 or later.
"""
import argparse
import filecmp
import math
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time
import zlib

import harness
import speed

TABLES = {"main job": ["--tables", "documents,stories,links"], "all tables": []}
EXPONENT, MEMORY_MB, LOSS = 1.1, 2048, 0.01
KILLED_SIZE = 100000


def corpus(shared, work, size):
    """The corpus of that size and its truth; made if it is not there."""
    path = work / f"corpus-{size}.jsonl"
    if not path.exists():
        subprocess.run([sys.executable, shared / "eval" / "make_corpus.py", str(size), path], check=True)
    return path, path.with_name(path.name.replace(".jsonl", ".truth.tsv"))


def growth(options, shared):
    """Figures and bars of the sizes."""
    found = []
    for size in options.sizes:
        pages, truth = corpus(shared, options.work, size)
        for tables, more in TABLES.items():
            out = options.work / "growth"
            shutil.rmtree(out, ignore_errors=True)
            run = harness.trace(options.retold, [pages], out, *more)
            quality = speed.score(shared, out / "documents.jsonl", truth)
            found.append({"documents": size, "tables": tables, **run, "input_bytes": pages.stat().st_size,
                          "collection_bytes": sum(file.stat().st_size for file in out.iterdir()),
                          "recall": quality["recall.all"], "precision": quality["pair.precision"]})
            print(f"{size} {tables}: {run['cpu']:.1f} s processor {run['mb']:.0f} MB recall {quality['recall.all']:.4f}",
                  file=sys.stderr)
            shutil.rmtree(out)
    harness.table(["documents", "tables", "processor s", "wall s", "peak MB", "recall", "precision"],
                  [[f["documents"], f["tables"], f"{f['cpu']:.1f}", f"{f['wall']:.1f}", f"{f['mb']:.0f}",
                    f"{f['recall']:.4f}", f"{f['precision']:.4f}"] for f in found])
    return found, list(growth_bars(found))


def growth_bars(found):
    for tables in TABLES:
        runs = [f for f in found if f["tables"] == tables]
        for small, large in zip(runs, runs[1:]):
            exponent = math.log(large["cpu"] / small["cpu"]) / math.log(large["documents"] / small["documents"])
            yield (f"{tables}: exponent {small['documents']} to {large['documents']}", f"<= {EXPONENT}",
                   round(exponent, 3), exponent <= EXPONENT)
        largest, before = runs[-1], runs[-2] if len(runs) > 1 else runs[-1]
        yield f"{tables}: peak MB of {largest['documents']}", f"<= {MEMORY_MB}", largest["mb"], largest["mb"] <= MEMORY_MB
        loss = before["recall"] - largest["recall"]
        yield (f"{tables}: recall lost to {largest['documents']}", f"<= {LOSS}", round(loss, 4), loss <= LOSS)


def memory(options, shared):
    """Runs in less and less memory: each must keep to what it is given, and find the same."""
    pages, _ = corpus(shared, options.work, options.sizes[-1])
    found, bars, first = [], [], options.work / f"budget-{options.budgets[0]}"
    for budget in options.budgets:
        out = options.work / f"budget-{budget}"
        shutil.rmtree(out, ignore_errors=True)
        run = harness.trace(options.retold, [pages], out, *TABLES["main job"], "--memory", budget)
        found.append({"budget": budget, **run})
        print(f"--memory {budget}: {run['cpu']:.1f} s processor {run['mb']:.0f} MB", file=sys.stderr)
        most = int(budget[:-1]) * {"M": 1, "G": 1024}[budget[-1]]
        bars += [(f"peak MB with --memory {budget}", f"<= {most}", run["mb"], run["mb"] <= most),
                 (f"bytes with --memory {budget}", "the same", *(("the same", True) if same(first, out) else ("others", False)))]
    for budget in options.budgets:
        shutil.rmtree(options.work / f"budget-{budget}")
    harness.table(["--memory", "processor s", "wall s", "peak MB"],
                  [[f["budget"], f"{f['cpu']:.1f}", f"{f['wall']:.1f}", f"{f['mb']:.0f}"] for f in found])
    return found, bars


STAGES = (("write", "documents.jsonl.part"), ("compare", ".work/pairs"), ("seek", ".work/postings"), ("read", "."))


def stages(options, shared):
    """What each stage of the main job takes. A stage is told by the files that are there."""
    pages, _ = corpus(shared, options.work, options.sizes[-1])
    out = options.work / "stages"
    shutil.rmtree(out, ignore_errors=True)
    command = [options.retold, "trace", pages, "-o", out, "--format", "jsonl", *TABLES["main job"]]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    found, before = {}, (time.monotonic(), 0.0)
    while run.poll() is None:
        time.sleep(0.05)
        stage = next((name for name, file in STAGES if (out / file).exists()), "write" if "compare" in found else "read")
        try:
            fields = pathlib.Path(f"/proc/{run.pid}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            break
        now = (time.monotonic(), (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"))
        of = found.setdefault(stage, {"wall": 0.0, "cpu": 0.0, "mb": 0.0})
        of["wall"] += now[0] - before[0]
        of["cpu"] += now[1] - before[1]
        of["mb"] = max(of["mb"], int(fields[21]) * os.sysconf("SC_PAGE_SIZE") / 2**20)
        before = now
    limit, begun, value = {}, time.process_time(), 0
    with open(pages, "rb", buffering=0) as file:
        while file.readinto(BLOCK):
            pass
        limit["read"] = time.process_time() - begun
        file.seek(0)
        while count := file.readinto(BLOCK):
            value = zlib.crc32(memoryview(BLOCK)[:count], value)
    limit["hash"] = time.process_time() - begun - limit["read"]
    whole = sum(of["cpu"] for of in found.values())
    rows = [[name, f"{of['cpu']:.1f}", f"{of['cpu'] / whole:.0%}", f"{of['cpu'] / of['wall']:.2f}", f"{of['mb']:.0f}",
             f"{pages.stat().st_size / 1e6 / of['cpu']:.0f}", f"{limit['hash'] / of['cpu']:.1%}"] for name, of in found.items()]
    harness.table(["stage", "processor s", "share", "cores busy", "peak MB", "MB/s a core", "limit"], rows)
    print(f"reading alone {limit['read']:.2f} s, with a hash {limit['hash']:.2f} s")
    shutil.rmtree(out)
    return {"stages": found, "limit": limit}, []


BLOCK = bytearray(1 << 20)


def same(one, other):
    """Do two folders hold the same files?"""
    names = sorted(file.name for file in one.iterdir())
    if names != sorted(file.name for file in other.iterdir()):
        return False
    return not any(filecmp.cmpfiles(one, other, names, shallow=False)[1:])


def resume(options, shared):
    """Kills runs, and compares what comes of them in the end."""
    pages, _ = corpus(shared, options.work, KILLED_SIZE)
    whole, broken = options.work / "whole", options.work / "broken"
    for folder in (whole, broken):
        shutil.rmtree(folder, ignore_errors=True)
    undisturbed = harness.trace(options.retold, [pages], whole)
    moments = random.Random(5)
    kills, finished = [], 0
    command = [options.retold, "trace", pages, "-o", broken, "--format", "jsonl"]
    while len(kills) < options.kills:
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        after = moments.uniform(0, undisturbed["wall"])
        try:
            run.wait(timeout=after)
            finished += 1
            shutil.rmtree(broken)  # it was done before its time: begin anew
        except subprocess.TimeoutExpired:
            run.kill()
            run.wait()
            kills.append(round(after, 2))
    last = harness.trace(options.retold, [pages], broken)
    kept = same(whole, broken)
    print(f"killed after {kills} s of {undisturbed['wall']:.1f}; {finished} runs in between came to their end")
    bars = [(f"bytes after {len(kills)} kills", "the same", "the same" if kept else "others", kept)]
    return {"undisturbed": undisturbed, "kills": kills, "finished": finished, "last": last}, bars


PARTS = {"growth": growth, "memory": memory, "stages": stages, "resume": resume}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("retold", nargs="?", default=str(harness.BINARY))
    parser.add_argument("--only", default=",".join(PARTS))
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--budgets", default="2G,600M")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--shared", default=str(harness.HERE.parent.parent / "shared"))
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "retold-scale")
    parser.add_argument("--no-record", action="store_true")
    options = parser.parse_args()
    shared = harness.shared(options.shared)
    options.retold = harness.binary(options.retold)
    options.budgets = options.budgets.split(",")
    options.sizes = [int(size) for size in options.sizes.split(",")]
    options.work.mkdir(parents=True, exist_ok=True)
    about, results = harness.machine(options.retold), {}
    for part in options.only.split(","):
        found, bars = PARTS[part](options, shared)
        results[part] = [dict(zip(("what", "bar", "reached", "ok"), row)) for row in bars], found
    print()
    bars = [bar for bars, _ in results.values() for bar in bars]
    harness.table(["what", "bar", "reached", "ok"],
                  [[b["what"], b["bar"], b["reached"], "yes" if b["ok"] else "NO"] for b in bars])
    if not options.no_record:
        harness.record("scale", results, about)
    return int(any(not bar["ok"] for bar in bars))


if __name__ == "__main__":
    sys.exit(main())
