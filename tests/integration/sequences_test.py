"""Publishers' habits, played step by step to the real daemon: tests/sequences says what each is and what must come of it.

One run of `wireroomd --once` a step, by a clock that the sequence sets. A case that the rules cannot decide yet stands in
KNOWN with the reason; it fails here as soon as it comes right, so that the list only gets shorter.
"""
import collections
import concurrent.futures
import json
import os
import re
import sys
import tempfile
import threading
import unicodedata
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from harness import IntegrationTest, Home

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "sequences"))
from generate import generate  # noqa: E402

KNOWN = {}


class Shelf(ThreadingHTTPServer):
    """Serves what each URL path shows at the moment."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Page)
        self.files = {}
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def stop(self):
        self.shutdown()
        self.server_close()


class Page(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = self.server.files[self.path]
        with open(path, "rb") as file:
            body = file.read()
        self.send_response(200)
        self.send_header("Content-Type", "application/feed+json" if path.endswith("json") else "application/xml; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


def folded(text):
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text).replace("\u2019", "'").replace("\u00ad", "")).casefold()


def play(shelf, folder):
    """All steps of one sequence. @return what is not as expected, as sentences."""
    with open(os.path.join(folder, "expect.json"), encoding="utf-8") as file:
        expected = json.load(file)
    feeds = [
        {"name": name, "url": f"http://127.0.0.1:{shelf.server_address[1]}/{expected['id']}/{name}.{feed['ext']}"}
        for name, feed in expected["feeds"].items()
    ]
    home = Home(feeds)
    try:
        for step, now in enumerate(expected["now"]):
            for name, feed in expected["feeds"].items():
                shelf.files[f"/{expected['id']}/{name}.{feed['ext']}"] = os.path.join(folder, name, f"{step:03}.{feed['ext']}")
            home.once(now=now)
        events = home.json_lines("events", "--since", "0")
        stories = [story["id"] for story in home.json_lines("stories", "--limit", "0")]
        shown = {story: json.loads(home.client("show", story, "--revisions", "--json")) for story in stories}
        return faults(expected, events, shown)
    finally:
        home.remove()


def labels_of(expected, story):
    """The groups whose marker occurs in any text or key of the story."""
    parts = [story.get("guids"), story.get("attachments"), story.get("sightings"), story.get("url")]
    for revision in story["revisions"]:
        parts += [revision.get(name) for name in ("title", "content_text", "content_html", "summary", "url", "attachments")]
    text = folded(json.dumps(parts, ensure_ascii=False))
    return [label for label, group in expected["groups"].items() if folded(group["marker"]) in text]


def faults(expected, events, shown):
    found = []
    labels = {identity: labels_of(expected, story) for identity, story in shown.items()}
    count = collections.Counter()
    for identity, mine in labels.items():
        count.update(mine)
        if len(mine) != 1:
            found.append(f"a story that holds {mine or 'nothing that is known'}: {shown[identity]['title']}")
    for label, group in expected["groups"].items():
        if count[label] != group["stories"]:
            found.append(f"{label}: {count[label]} stories, not {group['stories']}")
            continue
        low, high = group["revisions"]
        for identity, mine in labels.items():
            revisions = len(shown[identity]["revisions"])
            if mine == [label] and not low <= revisions <= high:
                found.append(f"{label}: {revisions} revisions, not {low} to {high}")
    steps = collections.defaultdict(collections.Counter)
    for event in events:
        kind = kind_of(event)
        if kind:
            for label in labels.get(event["story"]["id"]) or ["?"]:
                steps[event["time"]][kind, label] += 1
    if set(steps) - {now.replace("Z", ".000Z") for now in expected["now"]} - set(expected["now"]):
        found.append(f"events at other times than the steps': {sorted(steps)}")
    for step, (now, wanted) in enumerate(zip(expected["now"], expected["events"])):
        got = steps.get(now) or steps.get(now.replace("Z", ".000Z")) or collections.Counter()
        want = collections.Counter({(k, label): n for k in ("new", "updated", "minor", "copy") for label, n in wanted[k].items()})
        tolerated = {tuple(entry) for entry in wanted["may"]}
        found += [f"step {step}: {kind} {label} is missing ({n})" for (kind, label), n in (want - got).items()]
        found += [
            f"step {step}: {kind} {label} was not to come ({n})" for (kind, label), n in (got - want).items()
            if (kind, label) not in tolerated
        ]
    return found


def kind_of(event):
    if event["type"] == "story.new":
        return "copy" if event["story"].get("copy_of") or event.get("copy_of") else "new"
    if event["type"] == "story.revised":
        return "updated" if event["change"]["material"] else "minor"
    return "withdrawn" if event["type"] == "story.withdrawn" else None


class Sequences(IntegrationTest):
    def test_every_habit_comes_out_as_it_should(self):
        folder = tempfile.TemporaryDirectory(prefix="wr-sequences-")
        self.addCleanup(folder.cleanup)
        names = generate(folder.name, os.environ.get("SEQUENCES", "").split())
        shelf = Shelf()
        self.addCleanup(shelf.stop)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            results = dict(zip(names, pool.map(lambda name: play(shelf, os.path.join(folder.name, name)), names)))
        wrong = {name: found for name, found in results.items() if found and name not in KNOWN}
        mended = [name for name in KNOWN if name in results and not results[name]]
        print(f"\nsequences: {sum(not found for found in results.values())} of {len(results)} right")
        self.assertFalse(
            wrong, "\n" + "\n".join(f"{name}\n    " + "\n    ".join(found) for name, found in wrong.items())
        )
        self.assertFalse(mended, "right now, and still listed as KNOWN")


if __name__ == "__main__":
    unittest.main()
