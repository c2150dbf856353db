#!/usr/bin/env python3
"""passim 2: passages that two documents share, aligned on Spark; documents with a passage in common are a group.

Its defaults: character 25-grams from the start of a word in 2 to 100 documents, 5 shared ones at least, alignments of 50
characters or more, all cores. It stops before its own clustering (`--to-extents`), which needs a Java package that pip
does not have (GraphFrames) and takes connected components of passages; the union of all pairs here gives the same
groups of documents, and spares it that time. Needs requirements-passim.txt, Java 17 and Linux.
"""
import ctypes
import os
import subprocess
import sys
import tempfile

sys.path.append(sys.path.pop(0))  # this file has its package's name: let the package win
import common  # noqa: E402
import pyarrow.parquet  # noqa: E402

PR_SET_CHILD_SUBREAPER = 36  # prctl(2)


def run(*command):
    """Runs a command and waits for all that it leaves running, so that the Java machine and its workers are measured."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    subprocess.run(command, check=True, env={**os.environ, "PYSPARK_PYTHON": sys.executable,
                                                  "SPARK_LOCAL_IP": "127.0.0.1"})
    try:
        while True:
            os.wait()
    except ChildProcessError:
        return


def group(documents, groups):
    keys = {identifier: groups.add(identifier) for identifier, _ in documents}
    with tempfile.TemporaryDirectory() as folder:
        run(sys.executable, "-I", "-c", "import sys, passim; passim.main(sys.argv[1:])", "--all-pairs", "--to-extents",
            "--fields", "id", "--", sys.argv[1], folder)
        found = pyarrow.parquet.read_table(os.path.join(folder, "tmp", "extents.parquet"), columns=["id", "id2"])
    for one, two in zip(found["id"].to_pylist(), found["id2"].to_pylist()):
        groups.join(keys[one], keys[two])


if __name__ == "__main__":
    common.main(group)
