#!/usr/bin/env python3
"""What was right once stays right: runs the evaluation suites and compares with totals.json.

  WIREROOM_SUITES=FOLDER WIREROOM_BIN=build/dev/bin ratchet.py [--update]

The suites are no part of this repository: recorded feeds with the stories that must come of them, pairs of URLs, publishers
with bad habits (publishers.py), and the cases of other parsers. FOLDER holds `conformance/run.py`, `dedup_eval/evaluate.py`
and `hostile_server.py`. Without it nothing is compared, and ctest shows the test as skipped.

A figure that falls fails the test. One that rises is told; `--update` writes it down, to be committed with the change that
raised it. Nothing is ever written down that is worse: that takes an editor, and a reason in the commit.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile

import publishers

HERE = os.path.dirname(os.path.abspath(__file__))
TOTALS = os.path.join(HERE, "totals.json")
SKIPPED = 77
LOWER_IS_BETTER = {"false_merges", "missed"}


class Broken(Exception):
    """A suite that gave no figures."""


def run(command, environment):
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=540, check=False)
    return done.stdout, f"{' '.join(command)}: exit {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"


def conformance(suites, environment):
    """A line a suite; an exit status other than 0 only says that some case fails."""
    printed, told = run(
        [sys.executable, os.path.join(suites, "conformance", "run.py"), "--brief"], environment
    )
    figures = {}
    for line in printed.splitlines():
        cases = re.match(r"== (\w+): (\d+)/(\d+) cases pass", line) or re.match(r"== (\w+): (\d+) of (\d+) files clean", line)
        if cases:
            figures[cases[1]] = {"right": int(cases[2]), "of": int(cases[3])}
    if not figures:
        raise Broken(told)
    return figures


def deduplication(suites, environment):
    evaluate = os.path.join(suites, "dedup_eval", "evaluate.py")
    adapter = ["--adapter", os.path.join(suites, "dedup_eval", "adapters", "wireroom.json")]
    printed, told = run([sys.executable, evaluate, "stories", *adapter, "--split", "open"], environment)
    stories = re.search(r"^ALL\s+(\d+)\s+\d+/\d+\s+(\d+)/(\d+)", printed, re.M)
    errors = re.search(r"errors (\d+)", printed)
    if not stories or not errors or int(errors[1]):
        raise Broken(told)
    printed, told = run([sys.executable, evaluate, "urls", *adapter], environment)
    urls = re.search(r"pairs (\d+)\s+correct (\d+)\s+false merges (\d+)\s+missed (\d+)", printed)
    if not urls:
        raise Broken(told)
    return {
        "stories": {"right": int(stories[2]), "of": int(stories[3])},
        "urls": {
            "right": int(urls[2]), "of": int(urls[1]), "false_merges": int(urls[3]), "missed": int(urls[4]),
        },
    }


def bad_habits(suites, programs):
    """Each publisher that is not taken right is named, with what is wrong."""
    right = total = 0
    for path, _, got, faults in publishers.rows(os.path.join(suites, "hostile_server.py"), programs):
        total += 1
        right += not faults
        if faults:
            print(f"publishers: {path}: {got}; " + "; ".join(faults))
    return {"publishers": {"right": right, "of": total}}


def compare(totals, figures):
    """(what fell, what rose), as sentences."""
    fell, rose = [], []
    for suite, wanted in totals.items():
        if suite not in figures:
            fell.append(f"{suite}: gave no figures")
            continue
        for name, before in wanted.items():
            now = figures[suite][name]
            sentence = f"{suite}: {name} {before} → {now}"
            if now != before:
                (rose if (now < before) == (name in LOWER_IS_BETTER) else fell).append(sentence)
    rose += [f"{suite}: new" for suite in figures if suite not in totals]
    return fell, rose


def write(figures):
    lines = ",\n".join(f'  "{suite}": {json.dumps(values)}' for suite, values in figures.items())
    with tempfile.NamedTemporaryFile("w", dir=HERE, delete=False, encoding="utf-8") as file:
        file.write("{\n" + lines + "\n}\n")
    os.chmod(file.name, 0o644)
    os.replace(file.name, TOTALS)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true", help="write down what rose")
    arguments = parser.parse_args()
    suites = os.environ.get("WIREROOM_SUITES", "")
    if not suites:
        print("SKIPPED: WIREROOM_SUITES names no folder with the evaluation suites; nothing was compared")
        return SKIPPED
    with open(TOTALS, encoding="utf-8") as file:
        totals = json.load(file)
    programs = os.path.abspath(os.environ.get("WIREROOM_BIN", "build/dev/bin"))
    environment = dict(os.environ, PATH=programs + os.pathsep + os.environ["PATH"])
    try:
        figures = {
            **deduplication(suites, environment),
            **bad_habits(suites, programs),
            **conformance(suites, environment),
        }
    except (Broken, RuntimeError, OSError, subprocess.SubprocessError) as trouble:
        print(f"ratchet: a suite gave no figures: {trouble}")
        return 1
    for suite, values in figures.items():
        print(f"{suite}: " + ", ".join(f"{name} {value}" for name, value in values.items()))
    fell, rose = compare(totals, figures)
    if fell:
        print("fell, against tests/ratchet/totals.json:\n  " + "\n  ".join(fell))
        return 1
    if rose and arguments.update:
        write({**totals, **figures})
    if rose:
        written = "written down" if arguments.update else "write it down with tests/ratchet/ratchet.py --update"
        print("rose:\n  " + "\n  ".join(rose) + f"\n{written}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
