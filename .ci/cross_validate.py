#!/usr/bin/env python3
"""Score the program on stories and probes that its table of points has not seen.

usage: CORROBORATE_CORPORA=DIR cross_validate.py [--keep DIR]

Six times a table is learned without a sixth of the stories and probes, those of tests/training among them
(`examples/train_link`, FOLD), and that sixth is scored with it (`examples/with_table`). The sums over all six are printed.
Needs both examples built in release.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

FOLDS = 6
OWN = Path("tests/training")
EXAMPLES = Path("target/release/examples")


def learn(corpora, fold, table):
    with open(table, "w") as out:
        subprocess.run([EXAMPLES / "train_link", corpora / "stories", OWN / "stories", corpora / "probes/probes.jsonl", OWN / "probes.jsonl"], check=True,
                       stdout=out, stderr=subprocess.DEVNULL, env={**os.environ, "FOLD": str(fold)})


def score(corpora, fold, room, stories, probes):
    table = room / f"{fold}.tsv"
    learn(corpora, fold, table)
    command = f"{EXAMPLES / 'with_table'} {table}"
    scores, log = Counter(), ""
    parts = {}
    for name, lines in probes.items():
        parts[name] = room / f"{fold}-{name}.jsonl"
        parts[name].write_text("".join(lines[fold]), encoding="utf-8")
    runs = [(name, "score_story.py", folders[fold]) for name, folders in stories.items()]
    for name, script, what in runs + [(name, "score_probes.py", [path]) for name, path in parts.items()]:
        out = room / f"{fold}.json"
        run = subprocess.run([sys.executable, corpora / "eval" / script, "--verbose", "--bin", command, "--json", out, *what],
                             check=True, capture_output=True, text=True)
        scores.update({f"{name} {key}": n for key, n in json.loads(out.read_text()).get("counts", {}).items()})
        for label, said, n in re.findall(r"\b([A-Z])->([A-Z]) (\d+)", run.stdout):
            scores[f"{name} {label}->{said}"] += int(n)
        log += run.stdout
    return scores, log


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--keep", type=Path)
    room = parser.parse_args().keep or Path(tempfile.mkdtemp())
    room.mkdir(exist_ok=True)
    corpora = Path(os.environ["CORROBORATE_CORPORA"])
    folders = [p.parent for root in (corpora, OWN) for p in sorted((root / "stories").glob("*/gold.json"))]
    files = {"probes": corpora / "probes/probes.jsonl", "own": OWN / "probes.jsonl"}
    lines = {name: path.read_text(encoding="utf-8").splitlines(keepends=True) for name, path in files.items()}
    stories = {name: [[f for n, f in enumerate(folders) if n % FOLDS == fold and (OWN in f.parents) == own] for fold in range(FOLDS)]
               for name, own in [("stories", False), ("own stories", True)]}
    # as examples/train_link numbers them
    probes = {name: [[line for n, line in enumerate(all) if (len(folders) + n % 24) % FOLDS == fold] for fold in range(FOLDS)]
              for name, all in lines.items()}
    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(lambda fold: score(corpora, fold, room, stories, probes), range(FOLDS)))
    total = Counter()
    for scores, _ in told:
        total.update(scores)
    (room / "log.txt").write_text("".join(log for _, log in told), encoding="utf-8")

    def share(name, part, whole):
        print(f"{name:36} {part / max(1, whole):.3f}  {part} of {whole}")

    for name in stories:
        for verdict in ("contradiction", "agreement", "update"):
            share(f"{name} {verdict} recall", total[f"{name} {verdict}_hit"], total[f"{name} {verdict}_gold"])
        share(f"{name} contradiction precision", total[f"{name} contradiction_right"], total[f"{name} contradiction_said"])
        share(f"{name} traps sprung", total[f"{name} trap_sprung"], total[f"{name} trap_gold"])
    for name in lines:
        said = {label: {other: total[f"{name} {label}->{other}"] for other in "ACN"} for label in "ACN"}
        share(f"{name} right", sum(said[label][label] for label in "ACN"), len(lines[name]))
        share(f"{name} contradiction precision", said["C"]["C"], sum(row["C"] for row in said.values()))
        share(f"{name} contradiction recall", said["C"]["C"], sum(said["C"].values()))
        print(f"{name}, label -> said:", said)


main()
