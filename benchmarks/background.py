#!/usr/bin/env python3
"""The background of the quality runs: every Reuters-21578 and BBC item as one JSON Lines file.

    background.py SHARED OUT.jsonl             the background alone (id, title, published, text)
    background.py SHARED OUT.jsonl --with-dev  eval/dev's documents first, then the background, then the two seeds

Ids carry the collection's name (`reuters/1`, `bbc/business/001`); the seeds are `seed000` and `seed003`.
`published` is given only where the data has a date that parses.
"""
import datetime
import gzip
import json
import pathlib
import sys

COLLECTIONS = {"reuters": "reuters21578", "bbc": "bbc_news"}


def published(stamp):
    """Reuters' '26-FEB-1987 15:01:01.79' as ISO 8601, or None."""
    try:
        day = datetime.datetime.strptime(stamp.strip().title(), "%d-%b-%Y %H:%M:%S.%f")
    except (AttributeError, ValueError):
        return None
    return day.replace(microsecond=0).isoformat() + "Z"


def items(shared):
    """Every background document that has a text, in the order of the data."""
    for prefix, folder in COLLECTIONS.items():
        with gzip.open(pathlib.Path(shared, "data", folder, "docs.jsonl.gz"), "rt", encoding="utf-8") as handle:
            for line in handle:
                given = json.loads(line)
                if not given["text"].strip():
                    continue  # one Reuters item is a title alone: retold rightly ends with status 2 over it
                item = {"id": f"{prefix}/{given['id']}", "title": given.get("title") or None}
                item["published"] = published(given.get("date"))
                item["text"] = given["text"]
                yield {key: value for key, value in item.items() if value is not None}


def seeds(shared):
    """The two pages of the acceptance case, as given."""
    for path in sorted(pathlib.Path(shared, "seeds").glob("*.txt")):
        yield {"id": "seed" + path.name[:3], "text": path.read_text(encoding="utf-8")}


def write(shared, out, with_dev=False):
    """Writes the file and returns how many documents it holds."""
    count = 0
    with open(out, "w", encoding="utf-8") as handle:
        if with_dev:
            for line in pathlib.Path(shared, "eval", "dev", "corpus.jsonl").read_text(encoding="utf-8").splitlines():
                handle.write(line + "\n")
                count += 1
        for item in items(shared):
            handle.write(json.dumps(item, ensure_ascii=False) + "\n")
            count += 1
        if with_dev:
            for item in seeds(shared):
                handle.write(json.dumps(item, ensure_ascii=False) + "\n")
                count += 1
    return count


if __name__ == "__main__":
    print(write(sys.argv[1], sys.argv[2], "--with-dev" in sys.argv[3:]), "documents")
