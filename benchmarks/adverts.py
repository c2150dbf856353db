#!/usr/bin/env python3
"""Puts adverts that the program has never seen into the copies of our own stories.

Its rules were made with other adverts; those below were written afterwards, and nothing may be fitted on them. Every
second copy without an advert gets one, in the middle of a sentence of its story, no two of a story the same.
"""
import json
import random
import re

import stories

ADVERTS = """
rent luxury apartments in Dubai from owner
become a certified yoga teacher from home
affordable dentist implants abroad
stop snoring tonight with this simple device
luxury watches up to 80 percent discount
get rid of bed bugs permanently
term life insurance without medical exam
best gaming headset deals this week
build muscle fast without steroids
click to see which celebrities look like you
get paid to take surveys online
hemp oil drops for anxious dogs
secret shopper wanted no experience
buy verified paypal accounts
learn forex trading in one weekend
erectile dysfunction treatment without prescription
invest in gold before it is too late
free robux generator no human verification
cheap contact lenses next day dispatch
meet rich older men looking for love
divorce papers filed quickly for 199 dollars
watch live football free HD stream
mobile home loans with no down payment
Cheap Jordans wholesale from factory
instant approval credit card for students
remove negative items from your credit report
hot tub sale clearance prices while stocks last
pest control company free estimate
weight loss tea celebrities swear by
rent to own laptops no credit check
""".strip().splitlines()
COPIES = ("reprint", "light", "rewrite", "spun", "mt", "digest")
LONG = 150  # characters of a line that is surely prose


def place(rng, document):
    """Where an advert may stand: between two words in lower case of a line of the story."""
    furniture = "\n".join(document["furniture"])
    places, start = [], 0
    for line in document["text"].split("\n"):
        if len(line) > LONG and line not in furniture:
            places += [start + m.start() for m in re.finditer(r"(?<=[a-z]) (?=[a-z])", line)]
        start += len(line) + 1
    return rng.choice(places) if places else None


def write(half, folder, seed):
    """Writes corpus.jsonl and truth.json into a folder; their paths."""
    rng, these = random.Random(seed), stories.stories(half)
    for story in these:
        adverts = rng.sample(ADVERTS, len(ADVERTS))
        for document in story["docs"]:
            if document["kind"] not in COPIES or document["injected"] or rng.random() < 0.5:
                continue
            at = place(rng, document)
            if at is not None:
                advert, text = adverts.pop(), document["text"]
                document.update(text=f"{text[:at]} {advert}{text[at:]}", injected=[advert])
    return stories.put(these, folder)
