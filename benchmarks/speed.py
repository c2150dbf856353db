#!/usr/bin/env python3
"""Speed, memory and recall beside the rival engines, in the same minute on the same file.

    speed.py [RETOLD] [--n 100000] [--runs 3] [--engines rensa,gaoya] [--shared DIR] [--corpus FILE] [--no-record]

Makes make_corpus.py's corpus of N documents (or takes FILE with its .truth.tsv beside it), then runs every engine and
`RETOLD trace` (with the tables of the main job, and with all), one after the other, RUNS times over; prints medians,
quality and the ratios retold / rival, and records them. The engines of SLOW run only when they are named.

RETOLD is the release binary (target/release/retold unless given), or `-` to run the rivals alone. The exit status is 1
if a bar was missed. Needs Python 3.9 or later and pip's registry; for SLOW see requirements-NAME.txt.
"""
import argparse
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import venv

import harness

ENGINES = {
    "rensa": ["rensa.py"],
    "rensa-plain": ["rensa.py", "plain"],
    "gaoya": ["gaoya.py"],
    "gaoya-tuned": ["gaoya.py", "3", "64", "2", "0.1"],
    "datasketch": ["datasketch.py"],
}
# Slow ones, run when named. What each needs would weigh down the others, so that it has an environment of its own.
SLOW = {
    "datatrove": ["datatrove.py"],
    "text-dedup": ["textdedup.py"],
    "passim": ["passim.py"],  # for a few thousand documents
}
RIVAL = "rensa"  # the one that the bars name
# `retold` is the main job, as the rivals do no more than group; `retold-texts` writes the texts down besides, for who
# looks at the collection; `retold-all` makes every table: variants, facts and statements are what it has more.
RETOLD = {"retold": ["--tables", "documents,stories,links"],
          "retold-texts": ["--tables", "documents,stories,links,texts"], "retold-all": []}
HOST = "recall.excerpt_in_host0.3"  # passages inside another story: not yet among the bars


def requirements(name):
    """The requirements file of a rival."""
    return harness.HERE / (f"requirements-{name}.txt" if name in SLOW else "requirements.txt")


def environment(folder, wanted):
    """A virtual environment with what a requirements file wants, made once for its content; returns its interpreter."""
    stamp, python = folder / "requirements.txt", folder / "bin" / "python"
    if not (stamp.exists() and stamp.read_bytes() == wanted.read_bytes()):
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", wanted],
                       check=True)
        stamp.write_bytes(wanted.read_bytes())
    return python


def rival(name, folder):
    """The command of a rival, with the interpreter of its environment."""
    if name in SLOW:
        folder = folder.with_name(f"{folder.name}-{name}")
    return [environment(folder, requirements(name)), *(ENGINES | SLOW)[name]]


def versions(names):
    """The pinned packages of some rivals."""
    for path in sorted({requirements(name) for name in names}):
        yield from (line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))


def score(shared, groups, truth):
    """score_corpus.py's figures as a table of numbers."""
    told = subprocess.run([sys.executable, shared / "eval" / "score_corpus.py", groups, truth], check=True,
                          capture_output=True, text=True).stdout
    figures = {}
    for line in told.splitlines():
        name, value, *rest = line.split()
        figures[name] = float(value)
        if rest:  # "wrong pairs 0, largest group 8"
            figures["wrong_pairs"], figures["largest_group"] = int(rest[2].rstrip(",")), int(rest[5])
    return figures


def run_once(name, arguments, work, corpus):
    """One measured run; returns the measurement and the file that score_corpus.py reads."""
    if name in RETOLD:
        out = work / name
        shutil.rmtree(out, ignore_errors=True)
        return harness.trace(arguments[0], [corpus], out, *arguments[1:]), out / "documents.jsonl"
    groups = work / f"{name}.tsv"
    command = [arguments[0], harness.HERE / "engines" / arguments[1], corpus, groups, *arguments[2:]]
    result = harness.measure(command, errors=None)
    if result["status"] != 0:
        raise RuntimeError(f"{name} ended with status {result['status']}")
    return result, groups


def bars(found):
    """The bars of the main job: (what, bar, reached, kept)."""
    ours, rival = found["retold"], found.get(RIVAL)
    quality = ours["quality"]
    yield "recall over all copies", ">= 0.95", quality["recall.all"], quality["recall.all"] >= 0.95
    worst = min((value, key) for key, value in quality.items()
                if key.startswith("recall.") and key not in ("recall.all", HOST))
    yield f"worst operation ({worst[1][7:]})", ">= 0.9", worst[0], worst[0] >= 0.9
    yield "pair precision", ">= 0.999", quality["pair.precision"], quality["pair.precision"] >= 0.999
    if rival:
        for what, key in (("processor s", "cpu"), ("peak MB", "mb")):
            yield f"{what}, against {RIVAL}", f"< {rival[key]:.1f}", round(ours[key], 1), ours[key] < rival[key]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("retold", nargs="?", default=str(harness.BINARY), help="the binary, or - for the rivals alone")
    parser.add_argument("--n", type=int, default=100000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--shared", default=str(harness.HERE.parent.parent / "shared"))
    parser.add_argument("--corpus", type=pathlib.Path)
    parser.add_argument("--venv", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "retold-rivals")
    parser.add_argument("--no-record", action="store_true")
    options = parser.parse_args()
    shared = harness.shared(options.shared)
    rivals = [name for name in options.engines.split(",") if name]
    engines = {name: rival(name, options.venv) for name in rivals}
    if options.retold != "-":
        engines |= {name: [harness.binary(options.retold), *more] for name, more in RETOLD.items()}
    about = harness.machine(engines["retold"][0] if "retold" in engines else None)

    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        corpus = options.corpus or work / "corpus.jsonl"
        if not options.corpus:
            subprocess.run([sys.executable, shared / "eval" / "make_corpus.py", str(options.n), corpus], check=True)
        truth = corpus.with_name(corpus.name.replace(".jsonl", ".truth.tsv"))
        runs = {name: [] for name in engines}
        groups = {}
        for turn in range(options.runs):
            for name, arguments in engines.items():
                result, groups[name] = run_once(name, arguments, work, corpus)
                runs[name].append(result)
                print(f"run {turn + 1} {name:12} {result['cpu']:8.1f} s processor {result['wall']:8.1f} s wall "
                      f"{result['mb']:8.0f} MB", file=sys.stderr)
        found = {}
        for name in engines:
            found[name] = {key: statistics.median(run[key] for run in runs[name]) for key in ("cpu", "wall", "mb")}
            found[name]["quality"] = score(shared, groups[name], truth)
        with open(truth, encoding="utf-8") as handle:
            documents = sum(1 for _ in handle)

    body = [[name, f"{f['cpu']:.1f}", f"{f['wall']:.1f}", f"{f['mb']:.0f}", f"{f['quality']['recall.all']:.4f}",
             f"{f['quality']['pair.precision']:.4f}", f["quality"]["largest_group"]] for name, f in found.items()]
    print(f"{documents} documents, medians of {options.runs}")
    harness.table(["engine", "processor s", "wall s", "peak MB", "recall", "precision", "largest"], body)
    print()
    names = list(found)
    operations = [key for key in found[names[0]]["quality"] if key.startswith("recall.")]
    harness.table(["operation", *names],
                  [[key[7:], *(f"{found[name]['quality'].get(key, 0):.4f}" for name in names)] for key in operations])
    value = {"machine": about, "documents": documents, "runs": runs, "medians": found,
             "engines": {name: arguments[1:] for name, arguments in engines.items()},
             "versions": list(versions(rivals))}
    line = f"{documents} documents: " + ", ".join(
        f"{name} {f['cpu']:.1f} s {f['mb']:.0f} MB recall {f['quality']['recall.all']:.3f}" for name, f in found.items())
    if "retold" in found:
        value["ratios"] = {name: {key: round(found["retold"][key] / f[key], 3) for key in ("cpu", "wall", "mb")}
                           for name, f in found.items() if name not in RETOLD}
        value["all_tables"] = round(found["retold-all"]["cpu"] / found["retold"]["cpu"], 3)
        value["all_tables_to_all_but_changes"] = round(found["retold-all"]["cpu"] / found["retold-texts"]["cpu"], 3)
        value["bars"] = [dict(zip(("what", "bar", "reached", "ok"), row)) for row in bars(found)]
        print()
        harness.table(["retold / rival", "processor", "wall", "memory"],
                      [[name, r["cpu"], r["wall"], r["mb"]] for name, r in value["ratios"].items()])
        print(f"all tables take {value['all_tables']} times the processor seconds of the main job, and "
              f"{value['all_tables_to_all_but_changes']} times those without variants, facts and statements")
        print()
        harness.table(["what", "bar", "reached", "ok"],
                      [[b["what"], b["bar"], b["reached"], "yes" if b["ok"] else "NO"] for b in value["bars"]])
    if not options.no_record:
        more = "-rivals" if SLOW.keys() & engines.keys() else ""
        harness.save(f"{harness.today()}-speed-{documents}{more}", value, line)
    return int(any(not bar["ok"] for bar in value.get("bars", [])))


if __name__ == "__main__":
    sys.exit(main())
