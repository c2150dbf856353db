#!/usr/bin/env python3
"""Fills a truth file whose pages stand elsewhere with the texts that a run took from them.

    retold trace examples/pages -o examples.collection --format jsonl
    fill.py examples/truth.json examples.collection > filled.json

`examples/truth.json` has no text for pages that are HTML (the collection carries what retold made of them) or Markdown
(the collection names the file, from here). The result goes to `cargo xtask features`.
"""
import json
import pathlib
import sys

import harness


def text_of(row):
    if row.get("text"):
        return row["text"]
    file = pathlib.Path(row["source"]["file"])
    return file.read_text(encoding="utf-8") if file.suffix in (".md", ".txt") else ""


def main():
    truth, collection = map(pathlib.Path, sys.argv[1:3])
    rows = {row["id"]: row for row in harness.rows(collection / "documents.jsonl")}
    value = json.loads(truth.read_text(encoding="utf-8"))
    for story in value["stories"]:
        for document in story["docs"]:
            if not document["text"] and document["id"] in rows:
                document["text"] = text_of(rows[document["id"]])
    json.dump(value, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
