#!/usr/bin/env python3
"""Score the program on stories and probes that its table of points has not seen.

usage: CORROBORATE_CORPORA=DIR cross_validate.py [--keep DIR]

Six times a table is learned without a sixth of the stories and probes (`examples/train_link`, FOLD), and that sixth is
scored with it (`examples/with_table`). The sums over all six are printed. Needs both examples built in release.
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
EXAMPLES = Path("target/release/examples")


def learn(corpora, fold, table):
    with open(table, "w") as out:
        subprocess.run([EXAMPLES / "train_link", corpora / "stories", corpora / "probes/probes.jsonl"], check=True,
                       stdout=out, stderr=subprocess.DEVNULL, env={**os.environ, "FOLD": str(fold)})


def score(corpora, fold, room, stories, probes):
    table = room / f"{fold}.tsv"
    learn(corpora, fold, table)
    command = f"{EXAMPLES / 'with_table'} {table}"
    part = room / f"{fold}.jsonl"
    part.write_text("".join(probes[fold]), encoding="utf-8")
    scores, log = Counter(), ""
    for script, what in (("score_story.py", stories[fold]), ("score_probes.py", [part])):
        out = room / f"{fold}.json"
        run = subprocess.run([sys.executable, corpora / "eval" / script, "--verbose", "--bin", command, "--json", out, *what],
                             check=True, capture_output=True, text=True)
        scores.update(json.loads(out.read_text()).get("counts", {}))
        for label, said, n in re.findall(r"\b([A-Z])->([A-Z]) (\d+)", run.stdout):
            scores[f"probe {label}->{said}"] += int(n)
        log += run.stdout
    return scores, log


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--keep", type=Path)
    room = parser.parse_args().keep or Path(tempfile.mkdtemp())
    room.mkdir(exist_ok=True)
    corpora = Path(os.environ["CORROBORATE_CORPORA"])
    folders = sorted(p.parent for p in (corpora / "stories").glob("*/gold.json"))
    lines = (corpora / "probes/probes.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    stories = [[f for n, f in enumerate(folders) if n % FOLDS == fold] for fold in range(FOLDS)]
    # as examples/train_link numbers them
    probes = [[line for n, line in enumerate(lines) if (len(folders) + n % 24) % FOLDS == fold] for fold in range(FOLDS)]
    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(lambda fold: score(corpora, fold, room, stories, probes), range(FOLDS)))
    total = Counter()
    for scores, _ in told:
        total.update(scores)
    (room / "log.txt").write_text("".join(log for _, log in told), encoding="utf-8")

    def share(name, part, whole):
        print(f"{name:32} {part / max(1, whole):.3f}  {part} of {whole}")

    for verdict in ("contradiction", "agreement", "update"):
        share(f"stories {verdict} recall", total[f"{verdict}_hit"], total[f"{verdict}_gold"])
    share("stories contradiction precision", total["contradiction_right"], total["contradiction_said"])
    share("stories traps sprung", total["trap_sprung"], total["trap_gold"])
    said = {label: {other: total[f"probe {label}->{other}"] for other in "ACN"} for label in "ACN"}
    share("probes right", sum(said[label][label] for label in "ACN"), len(lines))
    share("probes contradiction precision", said["C"]["C"], sum(row["C"] for row in said.values()))
    share("probes contradiction recall", said["C"]["C"], sum(said["C"].values()))
    print("probes, label -> said:", said)


main()
