"""The rules of link, relation, event and grouping stated a second time, so that their numbers can be varied.

The constants are read out of the Rust sources. `check` holds the restatement against what the sources say of every
row of a table of `cargo xtask features`.
"""
import collections
import itertools
import math
import re

import harness

CRATES = harness.HERE.parent / "crates"
FAMILY = ("wire", "reprint", "light", "rewrite", "spun", "mt", "digest", "excerpt", "merge")
OUTSIDE = ("independent", "followup", "template")
# what a copy is called, by the kind that its writer was asked for
RELATION = {"reprint": "reprint", "light": "edit", "rewrite": "rewrite", "spun": "spun", "mt": "translation",
            "digest": "digest", "excerpt": "excerpt", "merge": "merge"}


def constants(path):
    text = (CRATES / path).read_text(encoding="utf-8")
    return {name: float(value) for name, value in re.findall(r"const (\w+): f(?:32|64) = (-?[\d.]+);", text)}


LINK = constants("retold-core/src/link.rs")
WORDS = constants("retold-core/src/relation.rs")
EVENT = constants("retold/src/events.rs")
GROUP = constants("retold-core/src/group.rs")
# relation.rs has these inside an expression: what novelty, ordinary words and oddness weigh, and padding
SPUN = tuple(map(float, re.search(r"([\d.]+) \* \(SPUN_NOVELTY - f\.novelty\) \+ ([\d.]+) \* \(SPUN_ORDINARY"
                                  r" - f\.ordinary\) \+ ([\d.]+) \* \(odder",
                                  (CRATES / "retold-core/src/relation.rs").read_text(encoding="utf-8")).groups()))


class Story:
    """The documents of one story of the truth, by number in the order of their ids, and what is known of each two."""

    def __init__(self, name, rows):
        self.name = name
        kinds = {r["child"]: r["kinds"][0] for r in rows}
        self.ids = sorted(kinds)
        number = {name: i for i, name in enumerate(self.ids)}
        self.kind = [kinds[i] for i in self.ids]
        self.rows = {(number[r["child"]], number[r["parent"]]): r for r in rows}
        self.pairs = {pair: r for pair, r in self.rows.items() if pair[0] < pair[1]}
        self.family = [i for i, kind in enumerate(self.kind) if kind in FAMILY]
        self.outside = [i for i, kind in enumerate(self.kind) if kind in OUTSIDE]
        # (child, row of its first parent here), and the children of two
        self.descents, told = [], set()
        for (child, _), r in sorted(self.rows.items(), key=lambda item: (item[0][0], self.place(item[1]))):
            if r["is_parent"] and child not in told:
                told.add(child)
                self.descents.append((child, r))
        # days after the first dated document
        dated = {i for (i, _), r in self.rows.items() if r["days"] is not None}
        zero = min(dated, default=None)
        self.time = [None if i not in dated else 0.0 if i == zero else self.rows[i, zero]["days"]
                     for i in range(len(self.ids))]

    @staticmethod
    def place(row):
        return row["parents"].index(row["parent"]) if row["is_parent"] else 9

    def same(self, a, b):
        return self.kind[a] in FAMILY and self.kind[b] in FAMILY


def stories(rows):
    by_name = collections.defaultdict(list)
    for r in rows:
        by_name[r["story"]].append(r)
    return [Story(name, these) for name, these in sorted(by_name.items())]


def logistic(odds):
    return 1 / (1 + math.exp(-odds)) if odds > -500 else 0.0


# ---- link.rs

def say(row):
    names = (row["light"]["hard_mass"] / LINK["HARD_HALF"]) ** 4
    return names / (1 + names)


def late(row):
    return row["days"] is not None and abs(row["days"]) > LINK["DAYS"]


def link_design(row):
    """What the weights of the link stand before: structure, hard of the lighter, hard of the heavier, words, tail."""
    light, heavy, departure, s = row["light"], row["heavy"], row["departure"], say(row)
    if light["mass"] <= 0:
        return [-1.0, 0.0, 0.0, 0.0, 0.0]
    rest = s * (1 - light["structure"])
    return [light["structure"] - LINK["EVEN_STRUCTURE"], s * (light["hard"] - LINK["EVEN_HARD"]),
            s * (heavy["hard"] - LINK["EXPECTED"] * light["mass"] / heavy["mass"]),
            rest * (departure["words"] - LINK["EVEN_WORDS"]), -rest * departure["tail"]]


LINK_WEIGHTS = [LINK[name] for name in ("STRUCTURE", "HARD_LIGHTER", "HARD_HEAVIER", "WORDS", "TAIL")]


def link_odds(row):
    return sum(w * x for w, x in zip(LINK_WEIGHTS, link_design(row))) - (LINK["LATE"] if late(row) else 0.0)


# ---- relation.rs

def spun_design(f):
    """What the weights of the spun judgement stand before, but for the constant: each 0 where shipped says even."""
    odder = max(f["lost"], WORDS["SPUN_NOVELTY"]) - f["novelty"]
    return [WORDS["SPUN_NOVELTY"] - f["novelty"], WORDS["SPUN_ORDINARY"] - f["ordinary"], odder - WORDS["SPUN_ODDER"]]


def padded(f, in_order=WORDS["IN_ORDER"]):
    most = -6.0 if f["order"] < in_order else 6.0
    return max(-6.0, min(most, 20 * (f["padding"] - WORDS["SPUN_PADDING"])))


def spun_odds(f):
    return max(sum(w * x for w, x in zip(SPUN, spun_design(f))), padded(f))


def relation(f, spun, limit=WORDS, order_first=False):
    """`spun`: odds; `limit`: the thresholds SHORT, VERBATIM, IN_ORDER, KEPT, KEPT_OR_QUOTED, QUOTED; `order_first`: a text
    whose sentences were moved is a rewrite, however many words it keeps."""
    if f["runs"] >= WORDS["ALL"] and f["length"] >= WORDS["WHOLE"]:
        return "copy"
    if f["length"] < limit["SHORT"]:
        return "excerpt" if f["runs"] >= limit["VERBATIM"] else "digest"
    if f["runs"] >= limit["VERBATIM"]:
        return "reprint"
    if spun > 0:
        return "spun"
    is_kept, is_out_of_order = kept(f) >= limit["KEPT"], f["order"] < limit["IN_ORDER"]
    if is_out_of_order and (order_first or not is_kept):
        return "rewrite"
    if is_out_of_order or (is_kept if f["quoted"] is None else kept_or_quoted(f) >= limit["KEPT_OR_QUOTED"]):
        return "edit"
    return "translation" if f["quoted"] is None or f["quoted"] < limit["QUOTED"] else "rewrite"


def kept(f):
    return (2 * f["ordinary"] + f["function"]) / 3


def kept_or_quoted(f):
    return kept(f) + WORDS["FOR_QUOTED"] * f["quoted"]


# ---- events.rs

def shared(row):
    return row["light"]["hard"] * row["light"]["hard_mass"]


def shares_names(row):
    return (shared(row) >= EVENT["SHARED"] and row["light"]["hard"] >= EVENT["LIGHTER"]
            and row["heavy"]["hard"] >= EVENT["HEAVIER"])


def nearest(rows):
    """Of two stories the reports that speak for them: of those that name the same things, the ones that share most."""
    return max(rows, key=lambda r: (shares_names(r), r["light"]["hard"]))


def goes_on(rows):
    return any(r["departure"]["tail"] >= EVENT["TAIL"] for r in rows)


def agreement(rows, days, limit=EVENT):
    """`rows`: the pairs of reports of two stories; `limit`: the thresholds DAYS, NAMES, OTHER_WORDS."""
    row = nearest(rows)
    names = row["light"]["hard"]
    same_words, late = row["light"]["structure"] >= limit["OTHER_WORDS"], days is not None and days > limit["DAYS"]
    alike = not late if days is not None else names >= limit["NAMES"] and not same_words
    if shares_names(row) and alike and not goes_on(rows):
        return max(names, 0.5)
    return 0.0 if goes_on(rows) or same_words or late else min(names, 0.49)


def is_compared(row):
    """settle/mod.rs: what cannot become a link, nor is a report of one happening or a late copy of such, is not compared
    any further."""
    best = {**row, "light": {**row["light"], "structure": 1.0}, "departure": {"words": 0.0, "tail": 0.0}}
    may_be_one = shares_names(row) and (row["days"] is None or abs(row["days"]) <= EVENT["COPIED"])
    return link_odds(best) >= 0 or may_be_one


# ---- group.rs

def group(count, pairs, linkage):
    """The group of each of `count` documents; `pairs` has (a, b): score; `linkage` is "best two" or "all"."""
    near = collections.defaultdict(list)
    for (a, b), score in pairs.items():
        near[a].append((b, score))
        near[b].append((a, score))
    of, members = list(range(count)), [[i] for i in range(count)]

    def best_two(scores):
        """Where there are but two, and one is a part of the other, the better one counts."""
        best = [score for score, _ in scores[:2]]
        if len(scores) == 2 and any(other == scores[1][1] and score >= GROUP["PART"]
                                    for other, score in near[scores[0][1]]):
            return best[0]
        return sum(best) / max(len(best), 1)

    def supports(small, large):
        found = {}
        for document in members[small]:
            scores = sorted(((score, other) for other, score in near[document] if of[other] == large),
                            key=lambda scored: (-scored[0], scored[1]))
            if linkage == "best two":
                found[document] = best_two(scores)
            else:
                missing = len(members[large]) - len(scores)
                told = sum(score for score, _ in scores)
                found[document] = (told + missing * GROUP["UNKNOWN"]) / len(members[large])
        return found

    def support(small, large):
        own = supports(small, large)
        def brought_along(document):
            sure = (own.get(other, 0) for other, score in near[document] if score >= GROUP["SURE"])
            return max([own[document], *sure] if linkage == "best two" else [own[document]])
        return sum(map(brought_along, own)) / len(own)

    links = sorted((-score, a, b) for (a, b), score in pairs.items() if score >= LINK["THRESHOLD"])
    for _, a, b in links:
        x, y = of[a], of[b]
        if x == y:
            continue
        small, large = (x, y) if len(members[x]) <= len(members[y]) else (y, x)
        if support(small, large) >= GROUP["SUPPORT"]:
            for document in members[small]:
                of[document] = large
            members[large] += members[small]
            members[small] = []
    return of


def check(all_stories):
    """Does this file say what the sources say? The table has six digits."""
    for story, (pair, row) in itertools.chain.from_iterable(zip(itertools.repeat(s), s.rows.items())
                                                            for s in all_stories):
        f, told = row["relation"], row["shipped"]
        odds = link_odds(row)
        spun = spun_odds(f)
        expected = 0.02 * (1 - f["runs"]) if f["runs"] >= WORDS["VERBATIM"] or f["length"] < WORDS["SHORT"] \
            else logistic(spun)
        if row["light"]["mass"] > 0 and abs(odds - told["odds"]) > 1e-2 or abs(expected - told["spun"]) > 1e-2 \
                or relation(f, spun) != told["relation"]:
            raise ValueError(f"rules.py and the Rust sources differ on {story.name} {pair}: {odds}, {expected}, "
                             f"{relation(f, spun)}; the table has {told}")
