#!/usr/bin/env python3
"""Makes a corpus and its truth of the stories in benchmarks/stories.

    stories.py fit|held-out OUT_DIR

Writes OUT_DIR/corpus.jsonl, the documents in mixed order, for `retold trace`, and OUT_DIR/truth.json for score.py and
`cargo xtask features`. The second part is held out: it is there to be scored, not to be fitted on.
"""
import json
import pathlib
import random
import sys

import harness

HALVES = {"fit": [*range(1, 135), *range(137, 155)], "held-out": range(135, 137)}


def stories(half):
    """Those of a half that are written."""
    paths = [harness.HERE / "stories" / f"own{number}.json" for number in HALVES[half]]
    return [json.loads(path.read_text(encoding="utf-8")) for path in paths if path.exists()]


def record(document):
    """What a crawl would have of a page."""
    return {"id": document["id"], "url": f"https://{document['site']}/{document['id']}",
            **{key: document[key] for key in ("title", "published", "text")}}


def write(half, folder):
    """Writes corpus.jsonl and truth.json of a half into a folder; their paths."""
    return put(stories(half), folder)


def put(these, folder):
    """Writes corpus.jsonl and truth.json of some stories into a folder; their paths."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    corpus, truth = folder / "corpus.jsonl", folder / "truth.json"
    truth.write_text(json.dumps({"stories": these}, ensure_ascii=False), encoding="utf-8")
    documents = [document for story in these for document in story["docs"]]
    random.Random(3).shuffle(documents)
    with open(corpus, "w", encoding="utf-8") as handle:
        for document in documents:
            handle.write(json.dumps(record(document), ensure_ascii=False) + "\n")
    return corpus, truth


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in HALVES:
        sys.exit(__doc__)
    write(*sys.argv[1:])
