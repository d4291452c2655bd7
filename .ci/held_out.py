#!/usr/bin/env python3
"""Score time expressions on one part of the TimeML documents: the held-out tenth, or the rest.

The tenth was fixed beforehand: the documents whose file name (with .tml) has a SHA-256 that is 0 modulo 10. Nothing
is tuned on it and its misses are never listed.

usage: held_out.py [--rest] [--errors]      (--errors, which lists misses, works with --rest alone)
"""
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

CORPORA = Path(os.environ["CORROBORATE_CORPORA"])


def held_out(path):
    return int(hashlib.sha256(path.name.encode()).hexdigest(), 16) % 10 == 0


def score(folder, rest, errors=False):
    """The report of run_time.py over one part of a folder of TimeML."""
    documents = [p.stem for p in sorted(folder.glob("*.tml")) if held_out(p) != rest]
    command = [sys.executable, CORPORA / "eval/run_time.py", "--docs", ",".join(documents), folder]
    if errors and rest:
        command.insert(2, "--errors")
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True).stdout


def tenth():
    """The report over the held-out documents of both folders taken as one."""
    with tempfile.TemporaryDirectory() as room:
        for path in sorted((CORPORA / "timebank").glob("*/*.tml")):
            if held_out(path):
                shutil.copy(path, room)
        command = [sys.executable, str(CORPORA / "eval/run_time.py"), room]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def main():
    if "--rest" not in sys.argv:
        print(tenth())
        return
    for name in ("aquaint", "timebank"):
        print(f"== {name}")
        print(score(CORPORA / "timebank" / name, True, "--errors" in sys.argv))


if __name__ == "__main__":
    main()
