#!/usr/bin/env python3
"""datasketch: MinHash with 128 permutations, word 5-grams; MinHashLSH at threshold 0.8, its own bands."""
import sys

sys.path.append(sys.path.pop(0))  # this file has its package's name: let the package win
import common  # noqa: E402
from datasketch import MinHash, MinHashLSH  # noqa: E402


def group(documents, groups):
    lsh = MinHashLSH(threshold=0.8, num_perm=128)
    for identifier, text in documents:
        key = groups.add(identifier)
        sketch = MinHash(num_perm=128)
        sketch.update_batch([gram.encode() for gram in common.shingles(text, 5)])
        for other in lsh.query(sketch):
            groups.join(key, other)
        lsh.insert(key, sketch, check_duplication=False)


if __name__ == "__main__":
    common.main(group)
