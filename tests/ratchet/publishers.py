#!/usr/bin/env python3
"""Publishers with bad habits, one by one: what the daemon makes of each, beside what the server says is true.

  publishers.py --server FOLDER/hostile_server.py [--bin build/dev/bin] [--path /typo] [-v]

The server is no part of this repository: each of its paths behaves like one publisher, and its table says how many stories
and updates must come of it. Every path has a daemon and a store of its own. A poll is one run of `wireroomd --once` an hour
after the last one by both clocks, the daemon's and the server's. Prints a line a path; exits 0 when all are right.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from datetime import datetime, timedelta, timezone

START = datetime(2024, 3, 1, 12, 5, tzinfo=timezone.utc)  # the youngest of its stories is five minutes old
POLLS = 5


class Server:
    """The publishers, on a port of their own and with a clock that stands still between polls."""

    def __init__(self, program):
        self.folder = tempfile.TemporaryDirectory(prefix="wr-publishers-")
        port_file = os.path.join(self.folder.name, "port")
        command = [sys.executable, program, "--port-file", port_file, "--epoch", str(START.timestamp()), "--scale", "0"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 30
        while not os.path.exists(port_file) or not open(port_file, encoding="ascii").read().strip():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("the server of publishers does not start")
            time.sleep(0.02)
        with open(port_file, encoding="ascii") as file:
            self.base = f"http://127.0.0.1:{int(file.read().split()[0])}"

    def advance(self, seconds):
        urllib.request.urlopen(f"{self.base}/_ctl/advance?seconds={seconds}", timeout=10).read()

    def close(self):
        self.process.terminate()
        self.process.wait()
        self.folder.cleanup()


class Reader:
    """One store, fed by one publisher."""

    def __init__(self, programs, urls):
        self.programs = programs
        self.folder = tempfile.TemporaryDirectory(prefix="wr-reader-")
        self.config = os.path.join(self.folder.name, "c.yaml")
        feeds = "".join(f'  - {{ name: f{number}, url: "{url}" }}\n' for number, url in enumerate(urls))
        with open(self.config, "w", encoding="utf-8") as file:
            file.write(
                "fetch: { per_host: { connections: 8, spacing: 0s } }\n"
                f"store: {{ path: {self.folder.name}/wireroom.db, retention: none }}\n"
                f"socket: {{ path: {self.folder.name}/s }}\nfeeds:\n{feeds}"
            )

    def run(self, program, *arguments, now=None):
        environment = dict(os.environ, **({"WIREROOM_NOW": now} if now else {}))
        command = [os.path.join(self.programs, program), "--config", self.config, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment, check=False)
        if done.returncode:
            raise RuntimeError(f"{program} {' '.join(arguments)}: exit {done.returncode}: {done.stderr[-500:]}")
        return done.stdout

    def lines(self, *arguments):
        return [json.loads(line) for line in self.run("wireroom", *arguments, "--json").splitlines()]

    def close(self):
        self.folder.cleanup()


class Outcome:
    """What came of one publisher."""

    def __init__(self, reader, polls):
        self.polls = polls
        self.events = []  # one list a poll
        self.stories = []
        self.reader = reader

    def of(self, kind, polls=None):
        chosen = self.events if polls is None else [self.events[poll] for poll in polls]
        return [event for events in chosen for event in events if event["type"] == kind]

    def material(self):
        return [event for event in self.of("story.revised") if event["change"]["material"]]

    def minor(self):
        return [event for event in self.of("story.revised") if not event["change"]["material"]]

    def told(self):
        told = f"{len(self.stories)} stories, {len(self.material())} updates"
        if self.minor():
            told += f", {len(self.minor())} minor"
        rest = sorted({event["type"] for event in sum(self.events, [])} - {"story.new", "story.revised", "story.sighted"})
        return told + "".join(f", {len(self.of(kind))} {kind}" for kind in rest if not kind.startswith(("feed.", "stream.")))


def observe(server, programs, path, polls):
    """The publisher of `path` is polled `polls` times."""
    own = f"{server.base}/k/{path.strip('/').replace('/', '-')}"
    urls = [f"{own}{path}/{paper}" for paper in "ab"] if path == "/syndicated" else [own + path]
    reader = Reader(programs, urls)
    try:
        outcome = Outcome(reader, polls)
        now, cursor = START, 0
        for _ in range(polls):
            reader.run("wireroomd", "--once", now=now.strftime("%Y-%m-%dT%H:%M:%SZ"))
            events = reader.lines("events", "--since", str(cursor))
            cursor = max([cursor] + [event["seq"] for event in events if "seq" in event])
            outcome.events.append(events)
            now += timedelta(hours=1)
            server.advance(3600)
        outcome.stories = reader.lines("stories", "--limit", "0")
        outcome.revisions = {story["id"]: story["revision"] for story in outcome.stories}
        return outcome
    finally:
        reader.close()


def number_of_stories(truth, polls):
    """`10`, or `50+5n` for the n polls after the first."""
    if isinstance(truth, int):
        return truth
    base, _, growth = truth.partition("+")
    return int(base) + int(growth.rstrip("n")) * (polls - 1)


def faults_of(path, truth, outcome):
    """What is not as it should be, in words."""
    faults = []

    def want(name, right, got):
        if right != got:
            faults.append(f"{name}: {got}, not {right}")

    news = outcome.of("story.new")
    if truth["stories"] == "1 cluster":
        copies = [event for event in news if event["story"].get("copy_of")]
        want("stories", 8, len(outcome.stories))
        want("copies", 1, len(copies))
        clusters = [story.get("cluster") for story in outcome.stories if story.get("cluster")]
        want("stories in the cluster", [2], [clusters.count(cluster) for cluster in set(clusters)])
        return faults
    stories = number_of_stories(truth["stories"], outcome.polls)
    want("stories", stories, len(outcome.stories))
    want("story.new", stories, len(news))
    updates = truth["updates"]
    if isinstance(updates, int):
        want("updates", updates, len(outcome.material()))
        want("minor updates", 0, len(outcome.minor()))
    elif path == "/typo":
        want("updates", 0, len(outcome.material()))
        want("one minor update at most", True, len(outcome.minor()) <= 1)
    else:  # a live blog: each growth is told once, and damping is the client's
        want("updates", outcome.polls - 1, len(outcome.material()))
    for poll in truth.get("at_polls", []):
        want(f"updates at poll {poll}", 1, len(outcome.of("story.revised", [poll])))
    want("withdrawn", 0, len(outcome.of("story.withdrawn")))
    if path == "/retracted":
        want("revisions of the one that was withdrawn", 2, max(outcome.revisions.values()))
        want("kind", ["retracted"], [event["change"]["kind"] for event in outcome.material()])
    if path == "/backfill":
        late = [event for event in outcome.of("story.new", range(1, outcome.polls)) if not event["initial"]]
        # What is two days old may be news, what is older is backlog.
        want("old stories told as news", 0, sum(map(is_old, late)))
    return faults


def is_old(event):
    published = event["story"].get("date_published", "")
    return published < (START - timedelta(hours=48)).strftime("%Y-%m-%dT%H:%M:%SZ")


def rows(server_program, programs, only=None):
    """(path, expected, got, faults) for every publisher."""
    listed = subprocess.run(
        [sys.executable, server_program, "--list-json"], capture_output=True, text=True, timeout=60, check=True
    )
    publishers = [entry for entry in json.loads(listed.stdout) if entry["group"] == "dedup"]
    server = Server(server_program)
    try:
        for entry in publishers:
            path, truth = entry["base"], entry["truth"]
            if only and path != only:
                continue
            expected = ", ".join(f"{name} {value}" for name, value in truth.items() if name in ("stories", "updates"))
            outcome = observe(server, programs, path, max(POLLS, truth.get("forms", 0)))
            yield path, expected, outcome.told(), faults_of(path, truth, outcome)
    finally:
        server.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", required=True)
    parser.add_argument("--bin", default=os.environ.get("WIREROOM_BIN", "build/dev/bin"))
    parser.add_argument("--path")
    arguments = parser.parse_args()
    right = total = 0
    for path, expected, got, faults in rows(arguments.server, arguments.bin, arguments.path):
        total += 1
        right += not faults
        print(f"{'right' if not faults else 'WRONG':6}{path:20} {expected:44} {got}")
        for fault in faults:
            print(f"      {fault}")
    print(f"publishers: {right} of {total} right")
    return 0 if right == total else 1


if __name__ == "__main__":
    sys.exit(main())
