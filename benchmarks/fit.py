#!/usr/bin/env python3
"""What are the weights of link, relation and event worth on a story that they have not seen?

    cargo xtask features ../shared/eval/dev/truth.json > dev.jsonl
    stories.py fit OUT_DIR                                              (our own stories)
    cargo xtask features OUT_DIR/truth.json > own.jsonl
    fill.py examples/truth.json examples.collection > filled.json       (fill.py says how)
    cargo xtask features filled.json > examples.jsonl
    fit.py dev.jsonl own.jsonl [--extra examples.jsonl] [--no-record]

Leaves out one story at a time, all of its documents; fits each rule on the others and judges the story left out. In the
table `shipped` is what the sources say now: those weights were chosen with these stories in view, so that only the
lines `left out` are a forecast. --extra names more tables. They have lines of their own: `trained with the extra` judges
the stories of the first by all other stories of both, `extra, left out` those of the second; `extra, by weights of the
others` never saw the second at all. The record has what all stories give and how far the folds come from it.

The stories are made to one recipe of kinds: what is left out here is a story, not a way of writing.

Needs numpy.
"""
import argparse
import collections
import itertools
import json
import math
import sys

import numpy as np

import harness
import rules
from rules import FAMILY, LINK, OUTSIDE, RELATION, WORDS

# Strengths of the ridge. A story's weights are fitted with the strength that serves best when each of its fellows is
# left out in turn: the classes come close to being separable, and without a ridge the weights would grow for ever.
RIDGES = (0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0)


def fit_logistic(x, y, offset, ridge, free):
    """The weights w of odds x·w + offset; `free` columns are not shrunk. Newton's method."""
    scale = np.where(free, 1.0, np.maximum(x.std(axis=0), 1e-9))
    z, w = x / scale, np.zeros(x.shape[1])
    shrink = np.where(free, 1e-6, ridge)
    loss = lambda w: np.logaddexp(0, -(2 * y - 1) * (z @ w + offset)).sum() + (shrink * w * w).sum() / 2
    for _ in range(100):
        p = 1 / (1 + np.exp(-np.clip(z @ w + offset, -500, 500)))
        slope = z.T @ (p - y) + shrink * w
        step = np.linalg.solve((z.T * (p * (1 - p))) @ z + np.diag(shrink), slope)
        size = 1.0
        while loss(w - size * step) > loss(w) and size > 1e-6:
            size /= 2
        w = w - size * step
        if np.abs(slope).max() < 1e-8:
            break
    return w / scale


def log_loss(odds, y):
    return float(np.logaddexp(0, -(2 * np.asarray(y) - 1) * np.asarray(odds)).mean())


class Table:
    """Design rows of several stories."""

    def __init__(self, x, y, offset, story, free):
        self.x, self.y, self.offset = np.array(x, float), np.array(y, float), np.array(offset, float)
        self.story, self.free = np.array(story), np.array(free)

    def weights(self, use, ridge):
        return fit_logistic(self.x[use], self.y[use], self.offset[use], ridge, self.free)

    def fit(self, use, ridges=RIDGES):
        """The weights from the rows `use`, and the ridge that their own stories, left out in turn, call for."""
        if len(ridges) == 1:
            return self.weights(use, ridges[0]), ridges[0]
        def left_out(ridge):
            odds = np.zeros(len(self.y))
            for name in set(self.story[use]):
                held = use & (self.story == name)
                odds[held] = self.x[held] @ self.weights(use & ~held, ridge) + self.offset[held]
            return log_loss(odds[use], self.y[use])
        ridge = min(ridges, key=left_out)
        return self.weights(use, ridge), ridge


def fold_names(stories):
    return [s.name for s in stories]


def area(odds, y):
    """The share of pairs of a positive and a negative that stand in order."""
    positive, negative = [o for o, t in zip(odds, y) if t], [o for o, t in zip(odds, y) if not t]
    wins = sum((p > n) + (p == n) / 2 for p in positive for n in negative)
    return wins / (len(positive) * len(negative)) if positive and negative else None


def f1(hit, said, true):
    return 2 * hit / (said + true) if said + true else 0.0


# ---- a) the link

def taught(story, pair, row):
    """Does a pair teach the link rule, and what? Parents with their children, family with outsiders."""
    a, b = pair
    if row["is_parent"] or story.rows[b, a]["is_parent"]:
        return True
    return False if (a in story.family) != (b in story.family) else None


LINK_COLUMNS = ("structure", "lighter", "heavier", "words", "tail")
LINK_FORMS = {  # columns of rules.link_design that are used; is lateness fitted; is a constant fitted
    "as shipped": (LINK_COLUMNS, False, False),
    "without words": (("structure", "lighter", "heavier", "tail"), False, True),
    "without tail": (("structure", "lighter", "heavier", "words"), False, True),
    "without either": (("structure", "lighter", "heavier"), False, True),
    "names alone": (("lighter", "heavier"), False, True),
    "constant fitted": (LINK_COLUMNS, False, True),
    "lateness fitted": (LINK_COLUMNS, True, False),
}


def link_rows(row, form):
    columns, fitted_late, constant = LINK_FORMS[form]
    design = dict(zip(LINK_COLUMNS, rules.link_design(row)))
    late = -1.0 if rules.late(row) else 0.0
    x = [design[c] for c in columns] + [late] * fitted_late + [rules.say(row)] * constant
    return x, 0.0 if fitted_late else late * LINK["LATE"]


def link_table(stories, form):
    x, y, offset, names = [], [], [], []
    for story in stories:
        for pair, row in story.pairs.items():
            if (label := taught(story, pair, row)) is not None:
                design, shift = link_rows(row, form)
                x.append(design), y.append(label), offset.append(shift), names.append(story.name)
    columns, fitted_late, constant = LINK_FORMS[form]
    return Table(x, y, offset, names, [False] * (len(columns) + fitted_late) + [True] * constant)


def two_thresholds(stories):
    """The simplest rival: structure and names of the lighter text, each from a threshold on; those of least error."""
    rows = [(row["light"]["structure"], row["light"]["hard"], label) for story in stories
            for pair, row in story.pairs.items() if (label := taught(story, pair, row)) is not None]
    s, h, y = map(np.array, zip(*rows))
    grid = [((((s >= i) & (h >= j)) != y).sum(), i, j) for i in np.arange(0.2, 1, 0.02) for j in np.arange(0.1, 1, 0.02)]
    least = min(g[0] for g in grid)
    best = np.array([g[1:] for g in grid if g[0] == least])
    return best[np.abs(best - best.mean(axis=0)).sum(axis=1).argmin()]


class Grouped:
    """Stories grouped by odds, counted."""

    def __init__(self):
        self.hit = self.said = self.true = 0
        self.merged, self.outsiders = collections.Counter(), collections.Counter()
        self.odds, self.labels, self.wrong = [], [], []

    def add(self, story, odds):
        """`odds` of a row."""
        value = {pair: odds(row) for pair, row in story.pairs.items()}
        compared = {pair: rules.logistic(value[pair]) for pair, row in story.pairs.items() if rules.is_compared(row)}
        of = rules.group(len(story.ids), compared, "best two")
        for a, b in story.pairs:
            same, told = story.same(a, b), of[a] == of[b]
            self.hit, self.said, self.true = self.hit + (same and told), self.said + told, self.true + same
        self.count(story, of)
        told = [(value[pair], label) for pair, row in story.pairs.items()
                if (label := taught(story, pair, row)) is not None]
        self.odds += [o for o, _ in told]
        self.labels += [y for _, y in told]

    def count(self, story, of):
        """Outsiders that are not alone, and copies that are not where most are."""
        home, _ = collections.Counter(of[i] for i in story.family).most_common(1)[0]
        self.wrong += [[story.name, story.kind[i], "parted"] for i in story.family if of[i] != home]
        for i in story.outside:
            merged = of.count(of[i]) > 1
            self.outsiders[story.kind[i]] += 1
            self.merged[story.kind[i]] += merged
            self.wrong += [[story.name, story.kind[i], "merged"]] * merged

    def figures(self):
        return {"precision": self.hit / self.said if self.said else 0.0, "recall": self.hit / self.true,
                "f1": f1(self.hit, self.said, self.true),
                **{f"false_merge.{kind}": f"{self.merged[kind]} of {self.outsiders[kind]}" for kind in OUTSIDE},
                "taught.accuracy": float(np.mean((np.array(self.odds) >= 0) == np.array(self.labels))),
                "taught.auc": area(self.odds, self.labels),
                "taught.log_loss": log_loss(self.odds, self.labels), "wrong": self.wrong}


def links(stories, extra):
    """The figures of the link rule in all its forms."""
    out = {"shipped": {"weights": dict(zip(LINK_COLUMNS, rules.LINK_WEIGHTS)), **grouped(stories, rules.link_odds)}}
    for form in LINK_FORMS:
        out[f"left out, {form}"] = left_out_links(stories, [], form)
    # one ridge for all folds: no choice that a single story can tip
    for ridge in (0.1, 0.3, 1.0):
        out[f"left out, as shipped, ridge {ridge}"] = left_out_links(stories, [], "as shipped", (ridge,))
    out["left out, two thresholds"] = left_out_thresholds(stories)
    if extra:
        out["left out, as shipped, trained with the extra"] = left_out_links(stories, extra, "as shipped")
        out["extra, left out, as shipped"] = left_out_links(extra, stories, "as shipped")
        out["extra, shipped"] = grouped(extra, rules.link_odds)
        table = link_table(stories, "as shipped")
        weights, _ = table.fit(np.ones(len(table.y), bool), (0.3,))
        out["extra, by weights of the others"] = grouped(extra, link_with(weights, "as shipped"))
    return out


def link_with(weights, form):
    def odds(row):
        x, shift = link_rows(row, form)
        return float(np.dot(weights, x)) + shift
    return odds


def grouped(stories, odds):
    result = Grouped()
    for story in stories:
        result.add(story, odds)
    return result.figures()


def left_out_links(stories, others, form, ridges=RIDGES):
    """Each of the stories judged by weights from all the rest and `others`."""
    table, result, folds = link_table([*stories, *others], form), Grouped(), {}
    for story in stories:
        weights, ridge = table.fit(table.story != story.name, ridges)
        folds[story.name] = {"weights": rounded(weights), "ridge": ridge}
        result.add(story, link_with(weights, form))
    weights, ridge = table.fit(np.ones(len(table.y), bool), ridges)
    folds["all"] = {"weights": rounded(weights), "ridge": ridge}
    return {**result.figures(), "folds": folds}


def left_out_thresholds(stories):
    result, folds = Grouped(), {}
    for story in stories:
        structure, names = two_thresholds([s for s in stories if s is not story])
        folds[story.name] = {"structure": round(structure, 2), "names": round(names, 2)}
        result.add(story, lambda row: 2.0 if row["light"]["structure"] >= structure and row["light"]["hard"] >= names
                   else -2.0)
    return {**result.figures(), "folds": folds}


# ---- b) spun or not

def asked(story):
    """The copies of which it is asked whether they are spun: of one parent, neither verbatim nor short."""
    return [(child, row["relation"]) for child, row in story.descents if story.kind[child] != "merge"
            and row["relation"]["runs"] < WORDS["VERBATIM"] and row["relation"]["length"] >= WORDS["SHORT"]]


SPUN_FORMS = {"as shipped": (0, 1, 2), "without oddness": (0, 1), "ordinary words alone": (1,), "novelty alone": (0,)}


def spun_table(stories, form):
    x, y, names = [], [], []
    for story in stories:
        for child, f in asked(story):
            # what the padding rule decides is not the regression's
            if rules.padded(f) < 0:
                x.append([rules.spun_design(f)[c] for c in SPUN_FORMS[form]] + [1.0])
                y.append(story.kind[child] == "spun"), names.append(story.name)
    return Table(x, y, np.zeros(len(y)), names, [False] * len(SPUN_FORMS[form]) + [True])


def spun_with(weights, form="as shipped", padding=True):
    def odds(f):
        own = float(np.dot(weights, [rules.spun_design(f)[c] for c in SPUN_FORMS[form]] + [1.0]))
        return max(own, rules.padded(f)) if padding else own
    return odds


def spun_figures(judged):
    """`judged`: (story, kind, odds)."""
    odds, y = [o for *_, o in judged], [kind == "spun" for _, kind, _ in judged]
    return {"copies": len(y), "spun": sum(y),
            "accuracy": float(np.mean((np.array(odds) > 0) == np.array(y))), "auc": area(odds, y),
            "log_loss": log_loss(odds, y),
            "wrong": [[name, kind, round(o, 2)] for name, kind, o in judged if (o > 0) != (kind == "spun")],
            "lowest spun": round(min((o for o, t in zip(odds, y) if t), default=math.nan), 2),
            "highest other": round(max((o for o, t in zip(odds, y) if not t), default=math.nan), 2)}


def judge_spun(stories, odds):
    return [(s.name, s.kind[child], odds(f)) for s in stories for child, f in asked(s)]


def spun(stories, extra):
    shipped = [*rules.SPUN, 0.0]
    out = {"shipped": {"weights": shipped, **spun_figures(judge_spun(stories, rules.spun_odds))},
           "shipped, without the padding rule":
               spun_figures(judge_spun(stories, spun_with(shipped, padding=False)))}
    for form in SPUN_FORMS:
        out[f"left out, {form}"] = left_out_spun(stories, [], form)
    if extra:
        out["left out, as shipped, trained with the extra"] = left_out_spun(stories, extra, "as shipped")
        out["extra, left out, as shipped"] = left_out_spun(extra, stories, "as shipped")
        table = spun_table(stories, "as shipped")
        weights, _ = table.fit(np.ones(len(table.y), bool))
        out["extra, shipped"] = spun_figures(judge_spun(extra, rules.spun_odds))
        out["extra, by weights of the others"] = spun_figures(judge_spun(extra, spun_with(weights)))
    return out


def left_out_spun(stories, others, form):
    table, folds, judged = spun_table([*stories, *others], form), {}, []
    for name in [*fold_names(stories), None]:
        weights, ridge = table.fit(table.story != name)
        folds[name or "all"] = {"weights": rounded(weights), "ridge": ridge}
        judged += judge_spun([s for s in stories if s.name == name], spun_with(weights, form))
    return {**spun_figures(judged), "folds": folds}


# ---- c) the thresholds of the relations

def threshold(low, high):
    """Between the values that should lie below and those from it on: the middle of the gap, or of the widest interval
    of least error. Returns it with the error and the nearest value on each side."""
    low, high = np.array(low), np.array(high)
    values = np.unique(np.concatenate([low, high]))
    cuts = (values[1:] + values[:-1]) / 2
    errors = np.array([(low >= c).sum() + (high < c).sum() for c in cuts])
    widths = np.where(errors == errors.min(), np.diff(values), -1.0)
    best = int(widths.argmax())
    return float(cuts[best]), int(errors[best]), float(values[best]), float(values[best + 1])


SHORT = ("digest", "excerpt")
RELATION_LIMITS = ("SHORT", "VERBATIM", "IN_ORDER", "KEPT", "KEPT_OR_QUOTED", "QUOTED")


def thresholds(stories, order_first=False):
    """Each threshold with its error and neighbours. The later ones see what the earlier ones leave to them."""
    copies = [(s.kind[child], row["relation"]) for s in stories for child, row in s.descents if s.kind[child] != "merge"]
    quoting = [(kind, f) for kind, f in copies if f["quoted"] is not None]
    pick = lambda value, low, high, of=copies: threshold([value(f) for k, f in of if k in low],
                                                         [value(f) for k, f in of if k in high])
    return {"SHORT": pick(lambda f: f["length"], SHORT, [k for k in FAMILY if k not in SHORT]),
            "VERBATIM": pick(lambda f: f["runs"], ("light", "rewrite", "spun", "mt", "digest"), ("reprint", "excerpt")),
            "IN_ORDER": pick(lambda f: f["order"], ("rewrite",), ("light", "mt") if order_first else ("mt",)),
            "KEPT": pick(rules.kept, ("mt",) if order_first else ("mt", "rewrite"), ("light",)),
            "KEPT_OR_QUOTED": pick(rules.kept_or_quoted, ("mt",), ("light",), quoting),
            "QUOTED": pick(lambda f: f["quoted"], ("mt",), ("rewrite",), quoting)}


def relation_figures(judged):
    """`judged`: (story, kind, relation told); macro F1 as score.py has it, with and without merges: given two
    parents, a merge is no question."""
    table = collections.defaultdict(lambda: [0, 0, 0])
    for _, kind, told in judged:
        table[RELATION[kind]][1] += 1
        table[RELATION[kind]][0] += told == RELATION[kind]
        table[told][2] += 1
    by_name = {name: f1(hit, said, true) for name, (hit, true, said) in sorted(table.items()) if true}
    asked = [value for name, value in by_name.items() if name != "merge"]
    return {"copies": len(judged), "macro_f1": float(np.mean(list(by_name.values()))),
            "macro_f1 without merge": float(np.mean(asked)), "f1": {k: round(v, 4) for k, v in by_name.items()},
            "wrong": [[name, kind, told] for name, kind, told in judged if told != RELATION[kind]]}


def judge_relations(stories, odds, limit, order_first=False):
    return [(s.name, s.kind[child], "merge" if s.kind[child] == "merge"
             else rules.relation(row["relation"], odds(row["relation"]), limit, order_first))
            for s in stories for child, row in s.descents]


def left_out_relations(stories, others, order_first=False):
    """Thresholds and weights of `spun` from the rest of the stories and `others`."""
    folds, judged, table = {}, [], spun_table([*stories, *others], "as shipped")
    for story in stories:
        found = thresholds([s for s in [*stories, *others] if s is not story], order_first)
        limit = {name: value for name, (value, *_) in found.items()}
        weights, _ = table.fit(table.story != story.name)
        folds[story.name] = {name: round(value, 3) for name, value in limit.items()}
        judged += judge_relations([story], spun_with(weights), limit, order_first)
    whole = thresholds([*stories, *others], order_first)
    return {**relation_figures(judged), "folds": folds,
            "all": {name: dict(zip(("threshold", "errors", "below", "above"), rounded(value)))
                    for name, value in whole.items()}}


def relations(stories, extra):
    out = {"shipped": {"thresholds": {name: WORDS[name] for name in RELATION_LIMITS},
                       **relation_figures(judge_relations(stories, rules.spun_odds, WORDS))},
           "shipped, order before edit": relation_figures(judge_relations(stories, rules.spun_odds, WORDS, True)),
           "left out": left_out_relations(stories, []),
           "left out, order before edit": left_out_relations(stories, [], True)}
    if extra:
        out["left out, trained with the extra"] = left_out_relations(stories, extra)
        out["left out, order before edit, trained with the extra"] = left_out_relations(stories, extra, True)
        out["extra, shipped"] = relation_figures(judge_relations(extra, rules.spun_odds, WORDS))
        out["extra, shipped, order before edit"] = \
            relation_figures(judge_relations(extra, rules.spun_odds, WORDS, True))
        out["extra, left out"] = left_out_relations(extra, stories)
        out["extra, left out, order before edit"] = left_out_relations(extra, stories, True)
    return out


# ---- d) events

def reports(story):
    """For the family (None) and each outsider, as stories of their own: the days between their first reports and the
    rows of all pairs across. Yields (x, y, days, rows)."""
    nodes = [story.family, *([i] for i in story.outside)]
    first = [min((story.time[i] for i in node if story.time[i] is not None), default=None) for node in nodes]
    for x, y in itertools.combinations(range(len(nodes)), 2):
        rows = [story.pairs[min(a, b), max(a, b)] for a in nodes[x] for b in nodes[y]]
        days = None if first[x] is None or first[y] is None else abs(first[x] - first[y])
        yield x, y, days, [r for r in rows if rules.is_compared(r)]


def event_figures(stories, limits, dated=True):
    """`limits`: story name -> thresholds."""
    linked, total, wrong = collections.Counter(), collections.Counter(), []
    for story in stories:
        pairs = {(x, y): rules.agreement(rows, days if dated else None, limits[story.name])
                 for x, y, days, rows in reports(story) if rows}
        of = rules.group(1 + len(story.outside), pairs, "all")
        for node, i in enumerate(story.outside, 1):
            kind = story.kind[i]
            total[kind] += 1
            linked[kind] += of[node] == of[0]
            if (of[node] == of[0]) != (kind == "independent"):
                wrong.append([story.name, kind])
    return {**{f"{kind} linked": f"{linked[kind]} of {total[kind]}" for kind in OUTSIDE}, "wrong": wrong}


def named(story):
    """For each outsider that names what the family does: kind, days, the pair that speaks, whether one goes on."""
    for x, y, days, rows in reports(story):
        if x == 0 and rows and rules.shares_names(row := rules.nearest(rows)):
            yield story.kind[story.outside[y - 1]], days, row, rules.goes_on(rows)


def choose_days(stories):
    """The middle between the latest independent report and the first follow-up or template that shares the names."""
    seen = [(kind, days) for s in stories for kind, days, *_ in named(s) if days is not None]
    late = [days for kind, days in seen if kind != "independent"]
    near = [days for kind, days in seen if kind == "independent"]
    return threshold(near, late)[0] if near and late else rules.EVENT["DAYS"]


def choose_names(stories):
    """Names and other words without dates: of the pairs of thresholds of least error the one in their middle."""
    seen = [(kind == "independent", row["light"]["hard"], row["light"]["structure"])
            for s in stories for kind, _, row, goes_on in named(s) if not goes_on]
    grid = [(sum((hard >= n and structure < o) != truth for truth, hard, structure in seen), n, o)
            for n in np.arange(0.33, 1.0, 0.02) for o in np.arange(0.1, 1.01, 0.02)]
    best = np.array([g[1:] for g in grid if g[0] == min(g[0] for g in grid)])
    return best[np.abs(best - best.mean(axis=0)).sum(axis=1).argmin()]


def event_folds(stories, others):
    folds = {}
    for name in [*fold_names(stories), "all"]:
        rest = [s for s in [*stories, *others] if s.name != name]
        names, other_words = choose_names(rest)
        folds[name] = {"DAYS": round(choose_days(rest), 2), "NAMES": round(float(names), 2),
                       "OTHER_WORDS": round(float(other_words), 2)}
    return folds


def events(stories, extra):
    out, shipped = {}, collections.defaultdict(lambda: rules.EVENT)
    for where, some, others in (("", stories, []), ("extra, ", extra, stories)):
        if some:
            folds = event_folds(some, others)
            out[f"{where}shipped"] = event_figures(some, shipped)
            out[f"{where}shipped, dates hidden"] = event_figures(some, shipped, False)
            out[f"{where}left out"] = {**event_figures(some, folds), "folds": folds}
            out[f"{where}left out, dates hidden"] = event_figures(some, folds, False)
    return out


# ---- the table

def rounded(values):
    return [round(float(v), 3) for v in values]


def spread(folds):
    """Least and greatest of every fitted number over the folds."""
    each = [fold.get("weights", [v for k, v in fold.items() if k != "ridge"]) for name, fold in folds.items()
            if name != "all"]
    return " ".join(f"{min(column):.2f}..{max(column):.2f}" for column in zip(*each))


SHOWN = {"link": ("f1", "precision", "recall", *(f"false_merge.{kind}" for kind in OUTSIDE), "taught.log_loss"),
         "spun": ("accuracy", "auc", "log_loss"), "relation": ("macro_f1", "macro_f1 without merge"),
         "event": tuple(f"{kind} linked" for kind in OUTSIDE)}


def show(value):
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def body(parts):
    for part, variants in parts.items():
        for name, figures in variants.items():
            said = [f"{key.replace('false_merge.', '+')} {show(figures[key])}" for key in SHOWN[part] if key in figures]
            if said:
                yield [part, name, "; ".join(said), spread(figures["folds"]) if "folds" in figures else ""]


def summary(value):
    """What the record keeps: figures, and of the folds what all stories give and how far the others come from it."""
    if isinstance(value, dict):
        short = {key: summary(v) for key, v in value.items() if key != "folds"}
        if "folds" in value:
            short |= {"fitted on all": value["folds"].get("all"), "over the folds": spread(value["folds"])}
        return short
    if isinstance(value, list):
        return " ".join(str(summary(v)) for v in value)
    if isinstance(value, float):
        return None if math.isnan(value) else round(value, 4)
    return value


def read(paths):
    stories = [story for path in paths for story in rules.stories(harness.rows(path))]
    rules.check(stories)
    return stories


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("features", nargs="+")
    parser.add_argument("--extra", nargs="*", default=[])
    parser.add_argument("--no-record", action="store_true")
    options = parser.parse_args()
    stories, extra = read(options.features), read(options.extra)
    if len(stories) < 3:
        parser.error(f"{len(stories)} stories are too few: a fit without one of them needs three")
    parts = {"link": links(stories, extra), "spun": spun(stories, extra), "relation": relations(stories, extra),
             "event": events(stories, extra)}
    harness.table(["part", "weights", "figures", "spread over the folds"], body(parts))
    if not options.no_record:
        size = lambda some: {"stories": len(some), "documents": sum(len(s.ids) for s in some),
                             "pairs": sum(len(s.pairs) for s in some)}
        value = {"machine": harness.machine(None), "fitted on": size(stories), "extra": size(extra), **summary(parts)}
        out = {part: value[part]["left out" if "left out" in value[part] else "left out, as shipped"] for part in parts}
        harness.save(f"{harness.today()}-leave-one-story-out", value,
                     f"{len(stories)} stories, each left out in turn: pairs F1 {out['link']['f1']:.3f}, spun accuracy "
                     f"{out['spun']['accuracy']:.3f}, relation macro F1 {out['relation']['macro_f1']:.3f}, events: "
                     f"{out['event']['independent linked']} independent reports found")


if __name__ == "__main__":
    sys.exit(main())
