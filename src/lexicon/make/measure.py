"""Prints how well vectors.bin tells like, related and unrelated words apart.

    python measure.py DATA_FOLDER

Needs `numpy`. Compares the own pairs.tsv, and pairs of WordNet that share their commonest sense with random pairs.
"""
import random
import sys
from pathlib import Path

import numpy as np

OUT, HERE = Path(sys.argv[1]), Path(__file__).parent
DIMENSIONS, COMMON = 64, 12000
VECTORS = np.frombuffer((OUT / "vectors.bin").read_bytes(), np.int8).reshape(-1, DIMENSIONS).astype(float)
VECTORS = VECTORS / np.linalg.norm(VECTORS, axis=1, keepdims=True)
WORDS = (OUT / "words.txt").read_text().split("\n")
NUMBER = {w: i for i, w in enumerate(WORDS)}


def near(pairs):
    return np.array([VECTORS[a] @ VECTORS[b] for a, b in pairs])


def order(high, low):
    """The part of all (high, low) couples that stand in the right order."""
    return float(np.mean([np.mean(h > low) + np.mean(h == low) / 2 for h in high]))


def shared_senses():
    data, at, members = (OUT / "senses.bin").read_bytes(), 0, {}

    def number():
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    for word in range(COMMON):
        for _ in range(number()):
            synset, share = number(), data[at]
            at += 1
            if share >= 35:
                members.setdefault(synset, []).append(word)
    return [(a, b) for group in members.values() for i, a in enumerate(group) for b in group[i + 1:]
            if WORDS[a][:4] != WORDS[b][:4]]


lists = {}
for line in (HERE / "pairs.tsv").read_text().splitlines():
    name, pairs = line.split("\t")
    known = [[NUMBER[w] for w in p.split() if NUMBER.get(w, len(VECTORS)) < len(VECTORS)] for p in pairs.split(";")]
    lists[name] = near([p for p in known if len(p) == 2])
    print(f"{name:10} {len(lists[name])} pairs, mean {lists[name].mean():.2f}")
for high, low in (("same", "related"), ("same", "unrelated"), ("related", "unrelated")):
    print(f"{high} over {low}: {order(lists[high], lists[low]):.3f}")
random.seed(1)
synonyms = shared_senses()
synonyms = near(random.sample(synonyms, min(2000, len(synonyms))))
others = near([(random.randrange(COMMON), random.randrange(COMMON)) for _ in range(20000)])
print(f"{len(synonyms)} WordNet synonyms over random: {order(synonyms, others):.3f}; "
      f"above the 99th percent of random: {np.mean(synonyms > np.quantile(others, 0.99)):.3f}")
