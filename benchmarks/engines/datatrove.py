#!/usr/bin/env python3
"""datatrove: its MinHash stages 1 to 3 (signatures, buckets, clusters) with their defaults.

Those are word 5-grams of simplified text (lower case, no punctuation, no diacritics, each number a 0), English words
as its tokenizer for English (spaCy) cuts them, 14 buckets of 8 hashes of 64 bits. One task a stage, in this process,
with its files in a temporary folder. Its stage 4, which drops all but one document of each cluster, is left out: the
clusters are the answer. Needs requirements-datatrove.txt.
"""
import os
import struct
import sys
import tempfile

sys.path.append(sys.path.pop(0))  # this file has its package's name: let the package win
os.environ.update(LOGURU_LEVEL="WARNING", TQDM_DISABLE="1")
import common  # noqa: E402
from datatrove.data import Document  # noqa: E402
from datatrove.pipeline.dedup import MinhashDedupBuckets, MinhashDedupCluster, MinhashDedupSignature  # noqa: E402
from datatrove.pipeline.dedup.minhash import MinhashConfig  # noqa: E402


def clusters(documents, folder):
    """Yields (number of a document, its cluster) for each document that matches another."""
    signatures, matches, out = (os.path.join(folder, name) for name in ("signatures", "matches", "clusters"))
    buckets = MinhashConfig().num_buckets
    MinhashDedupSignature(signatures).run(documents)
    for bucket in range(buckets):
        MinhashDedupBuckets(signatures, matches).run(rank=bucket, world_size=buckets)
    MinhashDedupCluster(matches, out, save_cluster_id=True).run()
    with open(os.path.join(out, "000000.clusters"), "rb") as handle:  # of the only task
        yield from struct.iter_unpack("<2I", handle.read())


def named(documents, groups):
    """The documents as datatrove has them; their numbers are those of the groups."""
    for identifier, text in documents:
        groups.add(identifier)
        yield Document(text=text, id=identifier)


def group(documents, groups):
    first = {}
    with tempfile.TemporaryDirectory() as folder:
        for key, cluster in clusters(named(documents, groups), folder):
            groups.join(first.setdefault(cluster, key), key)


if __name__ == "__main__":
    common.main(group)
