#!/usr/bin/env python3
"""Three rivals of retold's stemma, computed from a collation: neighbour joining twice, and RHM.

    stemmata.py ALIGNED.tsv.gz METHOD      prints the edges of each unrooted tree that METHOD gives

A collation has a row for each place of the text and a column for each witness; an empty cell is an omission,
`[LACUNA]` a place that the witness has lost. All three rivals are given this collation, which is made by hand: retold
has to find its own. All three give a tree whose leaves are the witnesses and whose other nodes (`lost1`...) are lost,
as is usual in phylogenetics: that a witness may descend from another witness is beyond them.

nj-readings   neighbour joining on the share of readings that differ. An omission is a reading.
nj-p          neighbour joining on p-distances: as above, but places where either of the two has a gap do not count
              ("pairwise deletion", the usual choice in phylogenetics).
rhm           Roos, Heikkilä & Myllymäki, A compression-based method for stemmatic analysis (ECAI 2006).

Neighbour joining is Saitou & Nei's (1987) in the form of Studier & Keppler (1988).

RHM looks for the binary tree that takes the fewest bytes to write down. The text is cut into segments of ten places; at
an inner node a segment has the text that one of the witnesses has there, whichever is cheapest (Sankoff's dynamic
programme); a child costs what gzip needs for it after its parent: C(parent, child) - C(parent). As in the authors'
program (Stemweb, algorithms/rhm), a copy without changes is free, capitals do not count, a segment that is lost costs
nothing, simulated annealing moves a subtree or exchanges two in turn, its temperature falls as the square of the time
left to 0 for the last twentieth, and the root is left out of the result.

Where the first segment ends is chance, and the tree depends on it, so that RHM gives ten trees: one for each length of
the first segment. Simplified: one annealing for each, from a chain of the witnesses in random order, with a fixed seed
and ITERATIONS steps, where the authors take as many as there is patience for; no bootstrap.
"""
import csv
import functools
import gzip
import itertools
import math
import random
import sys
import zlib

LACUNA = "[LACUNA]"
SEGMENT = 10  # places of the collation in a segment: the authors' choice
ITERATIONS = 5000  # on stemma_notre_besoin four times as many save two bytes of about 700, in two of the ten trees


def collation(path):
    """The witnesses and, for each, its readings from the first place to the last."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {name: [row[name] for row in rows] for name in rows[0] if name != "rank"}


def differing(one, two, unread):
    """The share of places where two witnesses differ, among those where neither reading is in `unread`."""
    pairs = [(a, b) for a, b in zip(one, two) if a not in unread and b not in unread]
    return sum(a != b for a, b in pairs) / len(pairs)


def neighbour_joining(texts, unread):
    """The edges of the tree that neighbour joining builds from the shares of differing places."""
    nodes, edges = sorted(texts), []
    distance = {(a, b): differing(texts[a], texts[b], unread) for a, b in itertools.product(nodes, repeat=2)}
    while len(nodes) > 3:
        total = {a: sum(distance[a, b] for b in nodes) for a in nodes}
        one, two = min(itertools.combinations(nodes, 2),
                       key=lambda pair: (len(nodes) - 2) * distance[pair] - total[pair[0]] - total[pair[1]])
        lost = f"lost{len(edges) // 2 + 1}"
        edges += [(lost, one), (lost, two)]
        nodes = [node for node in nodes if node not in (one, two)]
        for node in nodes:
            away = (distance[one, node] + distance[two, node] - distance[one, two]) / 2
            distance[lost, node] = distance[node, lost] = away
        distance[lost, lost] = 0.0
        nodes.append(lost)
    return edges + [("lost0", node) for node in nodes]


def nj_readings(texts):
    return [neighbour_joining(texts, {LACUNA})]


def nj_p(texts):
    return [neighbour_joining(texts, {LACUNA, ""})]


# A tree of RHM is a witness's name or a pair of trees. No two subtrees are equal, since a witness stands in one place.

def leaves(tree):
    """The witnesses under a node."""
    return {tree} if isinstance(tree, str) else leaves(tree[0]) | leaves(tree[1])


def subtrees(tree):
    """All nodes of a tree but its root."""
    if not isinstance(tree, str):
        for child in tree:
            yield child
            yield from subtrees(child)


def pair(one, two):
    """The node above two others; the order of its children does not depend on which came first."""
    return (one, two) if str(one) < str(two) else (two, one)


def replace(tree, changes):
    """The tree with some of its nodes put in place of others; where a node becomes None, its sibling moves up."""
    if tree in changes:
        return changes[tree]
    if isinstance(tree, str):
        return tree
    one, two = (replace(child, changes) for child in tree)
    return two if one is None else one if two is None else pair(one, two)


def exchange(tree, one, two):
    """Two subtrees change places."""
    return replace(tree, {one: two, two: one})


def regraft(tree, one, two):
    """A subtree is cut off and becomes the sibling of another."""
    return replace(replace(tree, {one: None}), {two: pair(one, two)})


def squeezed(text):
    """How many bytes gzip's algorithm makes of a text."""
    packer = zlib.compressobj()
    return len(packer.compress(text.encode()) + packer.flush(zlib.Z_SYNC_FLUSH))


def segments(texts, first):
    """For each segment in which witnesses differ: the cost of each version under each, and the version of each
    witness (None where the witness has lost it). The first segment has `first` places."""
    length = len(next(iter(texts.values())))
    for end in range(first, length + SEGMENT, SEGMENT):
        cells = {name: texts[name][max(0, end - SEGMENT):end] for name in texts}
        words = {name: " ".join(cell for cell in here if cell not in ("", LACUNA)).lower() + "\n"
                 for name, here in cells.items() if any(cell != LACUNA for cell in here)}
        versions = sorted(set(words.values()))
        if len(versions) > 1:
            cost = [[0 if a == b else squeezed(a + b) - squeezed(a) for b in versions] for a in versions]
            yield cost, {name: versions.index(words[name]) if name in words else None for name in texts}


class Tally:
    """What trees cost in bytes, with the costs of recent subtrees kept: a move changes few of them."""

    def __init__(self, texts, first):
        self.segments = list(segments(texts, first))
        self.under = functools.lru_cache(maxsize=4000)(self.under)

    def under(self, node):
        """For each segment, what a subtree costs under each version that its parent may have."""
        if isinstance(node, str):
            return [[0 if at[node] is None else row[at[node]] for row in cost] for cost, at in self.segments]
        return [[min(map(int.__add__, row, here)) for row in cost]
                for (cost, _), here in zip(self.segments, self.at(node))]

    def at(self, node):
        """For each segment, what the two subtrees of a node cost under each version that the node may have."""
        return [list(map(int.__add__, one, two)) for one, two in zip(*map(self.under, node))]

    def tree(self, root):
        """What a tree costs."""
        return sum(map(min, self.at(root)))


def neighbour(tree, move, rng):
    """A tree one move away."""
    nodes = list(subtrees(tree))
    while True:
        one, two = rng.sample(nodes, 2)
        if leaves(one).isdisjoint(leaves(two)) and pair(one, two) != tree and pair(one, two) not in nodes:
            return move(tree, one, two)


def annealed(tally, witnesses, iterations):
    """The cheapest tree seen in a simulated annealing, and its cost."""
    rng = random.Random(2006)
    tree = functools.reduce(pair, rng.sample(sorted(witnesses), len(witnesses)))
    now = lowest = tally.tree(tree)
    best = tree
    for step in range(iterations):
        other = neighbour(tree, (exchange, regraft)[step % 2], rng)
        cost = tally.tree(other)
        heat = 5 * (1 - step / iterations) ** 2 if step < 0.95 * iterations else 0
        if cost <= now or heat and rng.random() < math.exp((now - cost) / heat):
            tree, now = other, cost
            if now < lowest:
                best, lowest = tree, now
    return best, lowest


def unrooted(root):
    """The edges of a tree without its root: the root's two children are neighbours."""
    number = {node: node if isinstance(node, str) else f"lost{i}" for i, node in enumerate(subtrees(root))}
    edges = [(number[node], number[child]) for node in number if not isinstance(node, str) for child in node]
    return edges + [(number[root[0]], number[root[1]])]


def rhm(texts):
    return [unrooted(annealed(Tally(texts, first), texts, ITERATIONS)[0]) for first in range(1, SEGMENT + 1)]


METHODS = {"nj-readings": nj_readings, "nj-p": nj_p, "rhm": rhm}


if __name__ == "__main__":
    for tree in METHODS[sys.argv[2]](collation(sys.argv[1])):
        print("\n".join("\t".join(edge) for edge in tree), end="\n\n")
