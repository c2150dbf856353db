#!/usr/bin/env python3
"""gaoya: its MinHashStringIndex over word n-grams cut by its own analyser, in Rust.

    gaoya.py CORPUS GROUPS [N BANDS WIDTH JACCARD]

The default is 5-grams, 14 bands of 8, estimated Jaccard >= 0.5. The tuned setting, the best found for recall of
reworded copies, is 3-grams, 64 bands of 2, Jaccard >= 0.1.
"""
import sys

sys.path.append(sys.path.pop(0))  # this file has its package's name: let the package win
import common  # noqa: E402
from gaoya.minhash import MinHashStringIndex  # noqa: E402


def group(documents, groups):
    n, bands, width = map(int, sys.argv[3:6] or (5, 14, 8))
    threshold = float(sys.argv[6]) if len(sys.argv) > 6 else 0.5
    index = MinHashStringIndex(hash_size=32, jaccard_threshold=threshold, num_bands=bands, band_size=width,
                               num_hashes=bands * width, analyzer="word", lowercase=True, ngram_range=(n, n),
                               id_container="smallvec")
    for identifier, text in documents:
        key = groups.add(identifier)
        for other in index.query(text):
            groups.join(key, other)
        index.insert_document(key, text)


if __name__ == "__main__":
    common.main(group)
