#!/usr/bin/env python3
"""Run the score scripts of the outside corpora and fail if a figure is below its floor in tests/scores.tsv.

usage: floors.py [--write]      (--write prints the table with today's figures as floors)
"""
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import held_out

CORPORA = Path(os.environ["CORROBORATE_CORPORA"])
EVAL = CORPORA / "eval"
TABLE = Path("tests/scores.tsv")
# figures of which less is better
CEILINGS = ("traps_sprung", "reworded_called_changed")


def run(*command):
    done = subprocess.run([sys.executable, *map(str, command)], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(map(str, command))}: exit {done.returncode}\n{done.stdout[-1500:]}\n{done.stderr[-1500:]}")
    return done.stdout


def story(name, *folders):
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        run(EVAL / "score_story.py", "--json", out.name, *folders)
        figures = json.loads(Path(out.name).read_text())["figures"]
    return {f"{name}.{k}": v for k, v in figures.items() if v is not None}


def probes():
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        run(EVAL / "score_probes.py", "--json", out.name, CORPORA / "probes/probes.jsonl", CORPORA / "probes/version-probes.jsonl")
        result = json.loads(Path(out.name).read_text())
    return {f"{Path(file).stem}.{k}": v for file, figures in result.items() for k, v in figures.items() if v is not None}


def f1s(name, text):
    """The F1 of each row of a report that gives P, R and F1 in hundredths."""
    rows = re.findall(r"^(strict|relaxed|value|value\+unit|value\+unit\+mod|span)(?: span)?\s+[\d.]+\s+[\d.]+\s+([\d.]+)", text, re.M)
    return {f"{name}.{row}_f1": float(value) / 100 for row, value in rows}


def times():
    """Both folders of TimeML whole, and the held-out tenth of both, on which nothing is tuned."""
    measured = {}
    for folder in ("aquaint", "timebank"):
        measured |= f1s(folder, run(EVAL / "run_time.py", CORPORA / "timebank" / folder))
    measured |= f1s("held-out-times", held_out.tenth())
    return measured


def quantities():
    return f1s("quantities", run(EVAL / "run_quantity.py", CORPORA / "quantity/quantity_own.txt"))


def main():
    measured = story("corpus", CORPORA / "corpus")
    measured |= story("stories", *sorted(p for p in (CORPORA / "stories").iterdir() if (p / "gold.json").exists()))
    measured |= story("held-out-stories", *sorted(p for p in Path("tests/held-out/stories").iterdir() if (p / "gold.json").exists()))
    measured |= probes()
    measured |= times()
    measured |= quantities()
    if "--write" in sys.argv:
        for name, value in measured.items():
            print(f"{name}\t{value:.3f}")
        return
    below = []
    for line in TABLE.read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        name, floor = line.split("\t")
        value = measured.get(name)
        ceiling = name.split(".")[1] in CEILINGS
        bad = value is None or (value > float(floor) + 0.0005 if ceiling else value < float(floor) - 0.0005)
        print(f"{'BELOW' if bad else 'ok':6}{name:45}{'-' if value is None else format(value, '.3f')}  (floor {floor})")
        if bad:
            below.append(name)
    if below:
        sys.exit(f"figures that fell: {', '.join(below)}")


if __name__ == "__main__":
    main()
