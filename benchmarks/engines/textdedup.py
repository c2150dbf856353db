#!/usr/bin/env python3
"""text-dedup: its MinHash script, `python -m text_dedup.minhash`, with its defaults.

Those are word 5-grams of lower-cased text (split at whatever is no letter, digit or underscore), 250 permutations over
SHA-1, threshold 0.7 with the bands it chooses for it (25 of 10). Only `--num_proc 1` is ours, where it would take a
worker for each core: the memory measured is that of the largest process. The script runs whole, with the deduplicated
corpus that it writes (to a temporary folder); groups are read from its union-find. Needs requirements-text-dedup.txt.
"""
import os
import sys
import tempfile

os.environ.update(HF_HUB_OFFLINE="1", TQDM_DISABLE="1")  # the corpus is a local file; no bars
import common  # noqa: E402
from text_dedup import minhash  # noqa: E402


def group(documents, groups):
    with tempfile.TemporaryDirectory() as folder:
        minhash.main(["--path", "json", "--data_files", sys.argv[1], "--split", "train", "--column", "text",
                      "--cache_dir", os.path.join(folder, "cache"), "--output", os.path.join(folder, "out"),
                      "--num_proc", "1"], standalone_mode=False)
    for identifier, _ in documents:
        groups.add(identifier)
    for key in list(minhash.uf.parent):
        groups.join(key, minhash.uf.find(key))


if __name__ == "__main__":
    common.main(group)
