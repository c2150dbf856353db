#!/usr/bin/env python3
"""Who said what, on pages that others annotated: PolNeAR's attributions (Newell et al. 2018) against `statements`.

    statements.py [RETOLD] [--only polnear] [--shared DIR] [--keep DIR] [--no-record]

    polnear      the dev split, 84 reports of politics: recall of the attributions that a statement can be (the source
                 has a name, the cue a verb of saying), precision of all statements, and what was lost and why

An attribution is found if a statement holds half of the distinct words of its content. The speaker is right if the name
that was told, or the words that stand for it beside the statement, share a word with the source, and the last word of
one is a word of the other; of a pronoun that is its place alone, since PolNeAR does not say whom it stands for. A
statement is right if half of its bytes lie in the content of attributions of any kind, nested ones and beliefs too:
PolNeAR annotates more than speech, so that this says how often a statement is none at all, and says nothing of its
speaker. The first annotator's word is taken. Prints a table and merges the
part into the record of the day. RETOLD is target/release/retold unless given; --keep leaves the collection in a folder.
"""
import collections
import gzip
import json
import re
import sys

import harness
import quality

# Verbs of saying: the lemmas that PolNeAR's cues are compared with.
SAYING = set("""say tell add argue warn reply insist declare announce state explain write note complain claim recall
acknowledge confirm concede stress predict estimate suggest admit testify caution counter joke tweet contend allege
assert remark observe emphasize maintain reiterate respond answer reveal disclose boast report continue conclude remind
accuse urge thank reject deny demand ask condemn criticize praise blame dismiss describe promise vow pledge propose
recommend threaten call""".split())
IRREGULAR = {"said": "say", "told": "tell", "wrote": "write", "written": "write"}
PRONOUNS = set("he she they it i we you him her who".split())


def words(text):
    return re.findall(r"\w+", text.lower())


def is_saying(cue):
    """Has the cue a verb of saying, in any form?"""
    stems = lambda word: {IRREGULAR.get(word, word), *(re.sub(end, put, word) for end, put in (
        ("s$", ""), ("es$", ""), ("ed$", ""), ("d$", ""), ("ied$", "y"), ("ies$", "y"), ("ing$", ""), ("ing$", "e"),
        ("ted$", "t"), ("tted$", "t")))}
    return "according" in words(cue) or any(stems(word) & SAYING for word in words(cue))


def attributions(article):
    """The attributions of the first annotator: text of source, cue and content, and the bytes of the content."""
    text, parts, out = article["text"], {}, []
    offsets = [0]
    for character in text:
        offsets.append(offsets[-1] + len(character.encode()))
    for line in article["brat"][0]["ann"].splitlines():
        if match := re.match(r"(T\d+)\t(\w+) ([\d ;]+)\t", line):
            spans = [tuple(map(int, span.split())) for span in match[3].split(";")]
            parts[match[1]] = spans
        elif line.startswith("E"):
            roles = collections.defaultdict(list)
            for role, name in (pair.split(":") for pair in line.split("\t")[1].split()):
                roles[re.sub(r"\d+$", "", role)] += parts.get(name, [])
            said = lambda role: " ".join(text[a:b] for a, b in roles[role])
            spans = [(offsets[a], offsets[b]) for a, b in roles["Content"]]
            out.append({"source": said("Source"), "cue": said("Cue"), "content": said("Content"), "spans": spans})
    return out


def overlap(spans, start, end):
    return sum(max(0, min(b, end) - max(a, start)) for a, b in spans)


def right_speaker(attribution, statement):
    source, speaker = words(attribution["source"]), words(statement.get("speaker") or "")
    mention = words(statement.get("mention") or "")
    # a pronoun is right by its place here; whether it was followed to the right name, PolNeAR does not say
    return bool(set(source) - {"the", "of", "a"} & (set(speaker) | set(mention)) and
                (set(source[-1:]) & (set(speaker) | set(mention)) or set(speaker[-1:]) & set(source)
                 or set(mention) & set(source) & PRONOUNS))


def judge(attribution, statements):
    """found, right speaker, and why not."""
    want = set(words(attribution["content"]))
    near = [s for s in statements if len(want & set(words(s["text"]))) >= 0.5 * len(want)]
    if near:
        right = any(right_speaker(attribution, s) for s in near)
        return True, right, "" if right else "other speaker"
    there = [s for s in statements if overlap(attribution["spans"], *s["span"])]
    if there:
        return False, False, "only a part of it, or cut otherwise"
    if len(want) < 3:
        return False, False, "content of fewer than three words"
    if len(words(attribution["cue"])) > 2:
        return False, False, "cue of more than a verb"
    return False, False, "no statement at its place"


def polnear(bench):
    path = bench.shared / "data" / "polnear" / "dev.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        articles = [json.loads(line) for line in handle]
    source = bench.work / "polnear.jsonl"
    with open(source, "w", encoding="utf-8") as out:
        for article in articles:
            out.write(json.dumps({key: article[key] for key in ("id", "text")}, ensure_ascii=False) + "\n")
    folder, _ = bench.trace("polnear", source)
    said = collections.defaultdict(list)
    raw = {article["id"]: article["text"].encode() for article in articles}
    for statement in harness.rows(folder / "statements.jsonl"):
        if span := statement["speaker_span"]:
            statement["mention"] = raw[statement["document"]][slice(*span)].decode()
        said[statement["document"]].append(statement)
    count, losses = collections.Counter(), collections.Counter()
    lost, wrong = [], []
    for article in articles:
        gold = attributions(article)
        for attribution in gold:
            named = re.search(r"[A-Z]", attribution["source"].strip()[1:] or "") or attribution["source"][:1].isupper()
            pronoun = set(words(attribution["source"])) <= PRONOUNS
            if not (attribution["source"] and is_saying(attribution["cue"]) and attribution["content"]):
                continue
            kind = "pronoun" if pronoun else "named" if named else "unnamed"
            found, right, why = judge(attribution, said[article["id"]])
            count[kind], count[f"{kind} found"], count[f"{kind} right"] = (
                count[kind] + 1, count[f"{kind} found"] + found, count[f"{kind} right"] + right)
            if why and kind == "named":
                losses[why] += 1
                lost.append([article["id"], why, attribution["source"], attribution["cue"], attribution["content"][:120]])
        spans = [span for attribution in gold for span in attribution["spans"]]
        for statement in said[article["id"]]:
            start, end = statement["span"]
            held = overlap(merged(spans), start, end) >= 0.5 * (end - start)
            key = "direct" if statement["direct"] else "indirect"
            count[key], count[f"{key} held"] = count[key] + 1, count[f"{key} held"] + held
            if not held:
                wrong.append([article["id"], key, statement["speaker"], statement["cue"], statement["text"][:120]])
    share = lambda part, whole: count[part] / count[whole] if count[whole] else 0.0
    rows = [quality.row(f"attributions to a {kind} source with a verb of saying", "", 0, count[kind])
            for kind in ("named", "pronoun", "unnamed")]
    rows += [quality.row(f"{kind}: {what}", "", 0, share(f"{kind} {what}", kind))
             for kind in ("named", "pronoun", "unnamed") for what in ("found", "right")]
    rows += [quality.row(f"named, lost: {why}", "", 0, n) for why, n in losses.most_common()]
    rows += [quality.row(f"{key} statements", "", 0, count[key]) for key in ("direct", "indirect")]
    rows += [quality.row(f"{key} statements that lie in an attribution", "", 0, share(f"{key} held", key))
             for key in ("direct", "indirect")]
    # The texts are not ours: examples go beside the collection (--keep), never into the record.
    (bench.work / "polnear-examples.json").write_text(json.dumps({"lost": lost, "wrong": wrong}, indent=1, ensure_ascii=False))
    return rows, dict(count)


def merged(spans):
    """Spans, sorted, those that touch as one, so that no byte counts twice."""
    out = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


if __name__ == "__main__":
    sys.exit(quality.main("statements", {"polnear": polnear}, __doc__))
