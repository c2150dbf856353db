"""What every rival engine shares: the command line, the stream of documents, word n-grams and union-find.

An engine is called as `python engines/NAME.py CORPUS.jsonl GROUPS.tsv`; it reads id and text from each line, one
document at a time, and writes `id<TAB>group`. Documents are keyed by their line number, as the rivals prefer.
"""
import json
import sys


def documents(path):
    """Yields (id, text) of each line; no text outlives its turn."""
    with open(path, encoding="utf-8") as handle:
        for line in handle:
            given = json.loads(line)
            yield given["id"], given["text"]


def shingles(text, n):
    """The word n-grams of a text, joined by a blank; the words alone where there are fewer than n."""
    words = text.split()
    return words if len(words) < n else map(" ".join, zip(*(words[i:] for i in range(n))))  # half the time of slicing


def plain_shingles(text, n):
    """The same as the documentation of most of these tools cuts them: a slice and a join for each."""
    words = text.split()
    return words if len(words) < n else [" ".join(words[i:i + n]) for i in range(len(words) - n + 1)]


class Groups:
    """Union-find over line numbers, the smallest number being the group's name."""

    def __init__(self):
        self.ids, self.up = [], []

    def add(self, identifier):
        self.ids.append(identifier)
        self.up.append(len(self.up))
        return len(self.up) - 1

    def find(self, key):
        while self.up[key] != key:
            self.up[key] = self.up[self.up[key]]
            key = self.up[key]
        return key

    def join(self, a, b):
        a, b = self.find(a), self.find(b)
        self.up[max(a, b)] = min(a, b)

    def write(self, path):
        with open(path, "w", encoding="utf-8") as handle:
            for key, identifier in enumerate(self.ids):
                handle.write(f"{identifier}\t{self.find(key)}\n")


def main(group):
    """Runs `group(documents, groups)` on the two files named on the command line."""
    corpus, out = sys.argv[1:3]
    groups = Groups()
    group(documents(corpus), groups)
    groups.write(out)
