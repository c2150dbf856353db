"""What both runners need: a measured child process, the machine's description, records and tables."""
import datetime
import json
import os
import pathlib
import platform
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
RECORD = HERE / "record"
BINARY = HERE.parent / "target" / "release" / "retold"


# Runs its arguments and prints status, processor seconds, wall seconds and peak MB of that child (and its children).
LAUNCHER = """
import os, sys, time
begun = time.perf_counter()
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ,
                        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
_, status, usage = os.wait4(child, 0)
print(os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, time.perf_counter() - begun,
      usage.ru_maxrss / 1024)
"""


def measure(command, errors=subprocess.DEVNULL):
    """Runs a command; returns its exit status, processor seconds (with its children), wall seconds, and the peak
    resident set of its largest process in MB.

    A small process of its own starts it: on Linux a child's peak never reads lower than its parent's was, and this
    one may hold data.
    """
    told = subprocess.run([sys.executable, "-I", "-S", "-c", LAUNCHER, *map(str, command)], check=True,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, text=True).stdout.split()
    return {"status": int(told[0]), **{key: round(float(value), 3) for key, value in zip(("cpu", "wall", "mb"), told[1:])}}


def binary(given):
    """The path of retold, or exit 2 with the way to it."""
    path = pathlib.Path(given).resolve()
    if not path.is_file():
        print(f"no program at {given}: build it with `cargo build --release`, or name it", file=sys.stderr)
        sys.exit(2)
    return path


def trace(binary, inputs, out, *more):
    """`retold trace INPUT... -o OUT --format jsonl`, measured. Exit 1 (nothing found) and 3 (some input
    was skipped) are answers; 2 is not."""
    command = [str(binary), "trace", *map(str, inputs), "-o", str(out), "--format", "jsonl", *more]
    log = pathlib.Path(f"{out}.stderr")
    with open(log, "wb") as errors:
        result = measure(command, errors)
    if result["status"] not in (0, 1, 3):
        tail = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        raise RuntimeError(f"retold trace ended with status {result['status']}:\n{tail}")
    return result


def rows(path):
    """The rows of a JSON Lines table, one at a time; none if the table is not there."""
    if os.path.exists(path):
        with open(path, encoding="utf-8") as handle:
            for line in handle:
                if line.strip():
                    yield json.loads(line)


def shared(given):
    """The folder of the data and scorers that are kept apart, or exit 0 with a word if it is not there."""
    folder = pathlib.Path(given).resolve()
    if not (folder / "eval" / "make_corpus.py").exists():
        print(f"skipped: no shared folder at {given} (give one with --shared DIR)")
        sys.exit(0)
    return folder


def machine(binary):
    """Where and of what a record was taken."""
    model = platform.processor()
    for line in open("/proc/cpuinfo", encoding="utf-8"):
        if line.startswith("model name"):
            model = line.split(":")[1].strip()
            break
    ask = lambda *command: subprocess.run(command, capture_output=True, text=True, cwd=HERE).stdout.strip()
    return {"taken": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"), "processor": model,
            "cores": os.cpu_count(), "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
            "load_before": round(os.getloadavg()[0], 2), "commit": ask("git", "rev-parse", "--short", "HEAD"),
            "changed_files": len(ask("git", "status", "--porcelain", "--untracked-files=no").splitlines()),
            "retold": ask(str(binary), "--version") if binary else None}


def save(name, value, line):
    """Writes record/NAME.json and puts its line into the table of record/README.md, newest last."""
    RECORD.mkdir(exist_ok=True)
    (RECORD / f"{name}.json").write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    readme = RECORD / "README.md"
    kept = [old for old in readme.read_text(encoding="utf-8").splitlines() if f"({name}.json)" not in old]
    readme.write_text("\n".join([*kept, f"| [{name}]({name}.json) | {line} |"]) + "\n", encoding="utf-8")
    print(f"recorded in benchmarks/record/{name}.json")


def record(subject, results, about):
    """Puts the parts that ran into the day's record of the subject, beside those that ran before."""
    name = f"{today()}-{subject}"
    path = RECORD / f"{name}.json"
    value = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    value.update({part: {"machine": about, "rows": rows, "figures": figures}
                  for part, (rows, figures) in results.items()})
    judged = [r for part in value.values() for r in part["rows"] if r["ok"] is not None]
    missed = sum(not r["ok"] for r in judged)
    save(name, value, f"{', '.join(value)}: {len(judged) - missed} of {len(judged)} bars kept")


def table(head, body):
    """Prints rows of strings under a head, columns aligned."""
    lines = [list(map(str, row)) for row in [head, *body]]
    widths = [max(len(row[i]) for row in lines) for i in range(len(head))]
    for row in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())


def today():
    return datetime.date.today().isoformat()
