#!/usr/bin/env python3
"""Runs clang-tidy-16 on the sources that a change touches; every finding is an error.

  tidy.py [BASE]            what differs from the commit BASE, and what is not committed. Without BASE: from where
                            this branch left its upstream; from the commit before when nothing is ahead of that
  tidy.py all               every source of the daemon
  --build FOLDER            a configured build with compile_commands.json (default: build/dev)
  --minutes N               begin no more files after N minutes, and say how many are left. What the last change touched
                            comes first, the others in another order at each commit, so that none is left out for ever

A source that was clean is not read again until it, a header of ours that it includes, or the rules change.
What the analyser finds in others' headers, into which it follows our calls without knowing coroutines, does not count.
"""
import argparse
import concurrent.futures
import hashlib
import json
import os
import re
import subprocess
import sys
import threading
import time

ROOT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
TOOL = "clang-tidy-16"
FINDING = re.compile(r"^(/[^:\n]+):\d+:\d+: (?:error|warning): (.*)$")


def git(*arguments):
    done = subprocess.run(["git", "-C", ROOT, *arguments], capture_output=True, text=True, check=False)
    return done.stdout.split() if done.returncode == 0 else None


def read(path):
    with open(os.path.join(ROOT, path), "rb") as file:
        return file.read()


def default_base():
    head = git("rev-parse", "HEAD")
    fork = git("merge-base", "HEAD", "@{upstream}")
    if fork and fork != head:
        return fork[0]
    before = git("rev-parse", "--verify", "--quiet", "HEAD~1")
    return before[0] if before else None


def changed(base):
    """Paths that differ from `base`, in commits or in the working tree."""
    if git("rev-parse", "--verify", "--quiet", base + "^{commit}") is None:
        sys.exit(f"tidy: {base} is no commit of this repository")
    files = (git("diff", "--name-only", "--diff-filter=d", base) or []) + (
        git("ls-files", "--others", "--exclude-standard") or []
    )
    return [path for path in files if path.startswith(("daemon/", "tests/"))]


class Sources:
    """The sources that the build compiles, and which of our headers each of them reads."""

    def __init__(self, build):
        with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as file:
            paths = {os.path.relpath(entry["file"], ROOT) for entry in json.load(file)}
        # A source that was removed since stays in the build's list until the build is configured again.
        self.all = sorted(
            path
            for path in paths
            if path.startswith(("daemon/", "tests/")) and os.path.exists(os.path.join(ROOT, path))
        )
        self.daemon = [path for path in self.all if path.startswith("daemon/")]
        self.includes = {}

    def included(self, path):
        """Direct includes of ours, as paths from the project's folder."""
        if path not in self.includes:
            found = set()
            for name in re.findall(rb'^\s*#include "([^"]+)"', read(path), re.M):
                for folder in ("daemon", "tests", os.path.dirname(path)):
                    candidate = os.path.normpath(os.path.join(folder, name.decode()))
                    if os.path.isfile(os.path.join(ROOT, candidate)):
                        found.add(candidate)
                        break
            self.includes[path] = found
        return self.includes[path]

    def reads(self, path):
        seen, queue = set(), [path]
        while queue:
            one = queue.pop()
            if one not in seen:
                seen.add(one)
                queue.extend(self.included(one))
        return seen

    def of(self, files):
        """The sources among `files`, and one source for each header: its own, else the first that includes it."""
        chosen = {path for path in files if path in self.all}
        for header in (path for path in files if path.endswith(".hpp")):
            own = header[:-4] + ".cpp"
            users = [own] if own in self.all else [path for path in self.all if header in self.included(path)]
            if not users:
                users = [path for path in self.all if header in self.reads(path)]
            chosen.update(users[:1])
        return sorted(chosen)


def stamp(sources, path, version):
    """Changes whenever a new run could find something new."""
    whole = hashlib.sha256(version + read(".clang-tidy"))
    for one in sorted(sources.reads(path)):
        whole.update(one.encode() + b"\0" + read(one) + b"\0")
    return whole.hexdigest()


def findings(printed):
    """What the tool printed about places in the project, by first line, and how many findings lie elsewhere."""
    ours, theirs, block = {}, 0, []
    for line in printed.splitlines():
        finding = FINDING.match(line)
        if finding:
            block = []
            # What does not compile was not analysed, wherever the compiler gave up.
            compiled = "[clang-diagnostic-error" not in line
            if compiled and not os.path.normpath(finding[1]).startswith(ROOT + "/"):
                theirs += 1
            else:
                block = ours.setdefault(line, [])
        block.append(line.removeprefix(ROOT + "/"))
    return ours, theirs


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", nargs="?", help="a commit, or the word all")
    parser.add_argument("--build", default=os.path.join(ROOT, "build", "dev"))
    parser.add_argument("--minutes", type=float, default=0)
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    arguments = parser.parse_args()

    sources = Sources(arguments.build)
    base = arguments.base or default_base() or "all"
    files = sources.daemon if base == "all" else sources.of(changed(base))
    # First what the last change touched, then in an order that no two commits share.
    recent = default_base() if base == "all" else None
    first = set(sources.of(changed(recent))) if recent else set()
    order = (git("rev-parse", "HEAD") or [""])[0]
    files.sort(key=lambda path: (path not in first, hashlib.sha256((order + path).encode()).digest()))
    version = subprocess.run([TOOL, "--version"], capture_output=True, check=True).stdout
    clean_folder = os.path.join(arguments.build, "tidy")
    os.makedirs(clean_folder, exist_ok=True)

    deadline = time.monotonic() + arguments.minutes * 60 if arguments.minutes else float("inf")
    lock, told, counts = threading.Lock(), set(), {"read": 0, "known": 0, "left": 0, "faulty": 0}

    def check(path):
        mark = os.path.join(clean_folder, stamp(sources, path, version))
        if os.path.exists(mark):
            counts["known"] += 1
            return
        if time.monotonic() > deadline:
            counts["left"] += 1
            return
        done = subprocess.run(
            [TOOL, "-p", arguments.build, "--quiet", path], capture_output=True, text=True, cwd=ROOT, check=False
        )
        with lock:
            counts["read"] += 1
            ours, theirs = findings(done.stdout)
            if done.returncode == 0 or (done.returncode == 1 and theirs and not ours):
                open(mark, "w", encoding="ascii").close()
                return
            counts["faulty"] += 1
            if not ours:
                ours = {"": [f"{path}: {TOOL} ended with {done.returncode}", done.stderr.strip()]}
            # A header's finding comes with each source that includes it.
            block = [line for first, lines in ours.items() if first not in told for line in lines]
            told.update(first for first in ours if first)
            if block:
                print("\n".join(block), flush=True)

    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        list(pool.map(check, files))
    left = f", {counts['left']} left for another run" if counts["left"] else ""
    print(
        f"tidy: {len(files)} sources ({'all' if base == 'all' else 'changed since ' + base[:12]}): {counts['read']} read, "
        f"{counts['known']} known to be clean{left}; {counts['faulty']} with findings"
    )
    return 1 if counts["faulty"] else 0


if __name__ == "__main__":
    sys.exit(main())
