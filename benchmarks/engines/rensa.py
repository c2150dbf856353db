#!/usr/bin/env python3
"""rensa: full-set R-MinHash, 128 permutations, word 5-grams; its LSH with 16 bands at threshold 0.8.

With `plain` behind its arguments it cuts n-grams as its own examples do, else with a faster loop.
One pass: a document is sketched, looked up and put in. The sketch of a finished document is not kept by us.
(Its faster "rho" pipeline answers with flags only, not with partners, so it can give no groups.)
"""
import sys

sys.path.append(sys.path.pop(0))  # this file has its package's name: let the package win
import common  # noqa: E402
from rensa import RMinHash, RMinHashLSH  # noqa: E402


def group(documents, groups):
    lsh = RMinHashLSH(threshold=0.8, num_perm=128, num_bands=16)
    cut = common.plain_shingles if sys.argv[3:] == ["plain"] else common.shingles
    for identifier, text in documents:
        key = groups.add(identifier)
        sketch = RMinHash(num_perm=128, seed=42)
        sketch.update(cut(text, 5))
        for other in lsh.query(sketch):
            groups.join(key, other)
        lsh.insert(key, sketch)


if __name__ == "__main__":
    common.main(group)
