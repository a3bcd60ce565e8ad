"""kill -9 at random points of a poll burst: nothing lost, nothing twice, validators never newer than items.

Every feed grows by one item with every answer, so that the daemon is always in the middle of something. After each kill
the store is read as it lies on disk, then the next daemon takes over.
"""
import http.server
import json
import os
import random
import threading
import time
import unittest
from datetime import datetime, timedelta, timezone

from harness import Daemon, IntegrationTest, eventually

FEEDS = 12
KILLS = int(os.environ.get("WIREROOM_KILLS", "50"))
SEED = int(os.environ.get("WIREROOM_SEED", str(random.randrange(2**32))))


class GrowingFeeds(http.server.ThreadingHTTPServer):
    """/N.json has one more item each time somebody asks who has the newest version already."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), GrowingFeed)
        self.version = [1] * FEEDS
        self.frozen = False
        self.lock = threading.Lock()
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def stop(self):
        self.shutdown()
        self.server_close()

    def handle_error(self, request, client_address):
        """A reader that was killed is no fault of ours."""


class GrowingFeed(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):  # noqa: N802
        feed = int(self.path.strip("/").split(".")[0])
        server = self.server
        with server.lock:
            has = self.headers.get("If-None-Match", "")
            if has == f'"{server.version[feed]}"' and not server.frozen:
                server.version[feed] += 1
            version = server.version[feed]
        if has == f'"{version}"':
            self.reply(304, b"", version)
            return
        items = [
            {
                "id": f"feed{feed}-item{i}",
                "url": f"https://paper{feed}.example/{i}",
                "title": f"Report number {i} of paper {feed}",
                "content_text": f"Paper {feed} reports for the time {i} that its {i}th page was printed. " * 3,
            }
            for i in range(version, 0, -1)
        ]
        body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": f"Paper {feed}", "items": items})
        self.reply(200, body.encode(), version)

    def reply(self, status, body, version):
        self.send_response(status)
        self.send_header("ETag", f'"{version}"')
        if status == 200:
            self.send_header("Content-Type", "application/feed+json")
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


class KillTest(IntegrationTest):
    def setUp(self):
        self.server = GrowingFeeds()
        self.addCleanup(self.server.stop)
        port = self.server.server_address[1]
        self.home = self.make_home(
            [
                {"name": f"paper{n}", "url": f"http://127.0.0.1:{port}/{n}.json", "interval": "1s"}
                for n in range(FEEDS)
            ],
            fetch="per_host: { connections: 4, spacing: 0s }",
        )
        with open(self.home.config, "a", encoding="utf-8") as file:
            file.write("monitors:\n  - { name: some, query: 'title:\"paper 3\" OR title:\"number 2\"' }\n")

    def check_store(self, where):
        """The invariants, on the file as it lies there. Returns (events so far, items so far)."""
        with self.home.database() as db:
            self.assertEqual(db.execute("PRAGMA integrity_check").fetchone()[0], "ok", where)
            stored = {name: [] for name in (f"paper{n}" for n in range(FEEDS))}
            for name, guid in db.execute(
                "SELECT feed.name, sighting.guid FROM sighting JOIN feed ON feed.id = sighting.feed_id"
            ):
                stored[name].append(guid)
            for name, etag in db.execute("SELECT name, etag FROM feed"):
                etag = etag.decode() if isinstance(etag, bytes) else (etag or "")
                version = int(etag.strip('"')) if etag else 0
                guids = stored[name]
                self.assertEqual(len(guids), len(set(guids)), f"{where}: an item twice in {name}")
                self.assertEqual(
                    len(guids), version, f"{where}: {name} has the validator of version {version} but {len(guids)} items"
                )
            stories = db.execute("SELECT count(*) FROM story").fetchone()[0]
            items = sum(len(guids) for guids in stored.values())
            self.assertEqual(stories, items, f"{where}: stories")
            told = db.execute(
                "SELECT count(*), count(DISTINCT story_id) FROM event WHERE type = 'story.new'"
            ).fetchone()
            self.assertEqual(told, (items, items), f"{where}: story.new events")
            events = db.execute("SELECT seq, type, story_id FROM event ORDER BY seq").fetchall()
            titles = db.execute("SELECT story_id, title FROM revision").fetchall()
            matching = {story for story, title in titles if title.endswith(" paper 3") or "number 2 " in title}
            new = {story: seq for seq, kind, story in events if kind == "story.new"}
            fired = [(story, seq) for seq, kind, story in events if kind == "monitor.matched"]
            expected = sorted((story, new[story] + 1) for story in matching)
            self.assertEqual(sorted(fired), expected, f"{where}: the monitor, right behind each story's own event")
            kept = {story for (story,) in db.execute("SELECT story_id FROM monitor_match WHERE matching = 1")}
            self.assertEqual(kept, matching, f"{where}: what the monitor keeps")
        return events, items

    def test_nothing_is_lost_and_nothing_comes_twice(self):
        print(f"seed {SEED}, {KILLS} kills (WIREROOM_SEED, WIREROOM_KILLS)")
        chance = random.Random(SEED)
        seen = []
        began = time.monotonic()
        start = datetime.now(timezone.utc)

        def fast_clock():
            """Twenty times real time, and going on over restarts: an interval of 1 s is over in 50 ms."""
            now = start + timedelta(seconds=(time.monotonic() - began) * 20)
            return {"WIREROOM_NOW": now.isoformat(timespec="milliseconds"), "WIREROOM_CLOCK_SCALE": "20"}

        Daemon(self.home, fast_clock()).stop()
        for kill in range(KILLS):
            where = f"after kill {kill + 1} (seed {SEED})"
            daemon = Daemon(self.home, fast_clock(), wait=False)
            deadline = time.monotonic() + chance.uniform(0.01, 0.5)
            while time.monotonic() < deadline and daemon.process.poll() is None:
                time.sleep(0.002)
            self.assertIsNone(daemon.process.poll(), daemon.log_text()[-2000:])
            daemon.kill()
            events, _ = self.check_store(where)
            self.assertEqual(events[: len(seen)], seen, f"{where}: the log was rewritten")
            seen = events
        self.server.frozen = True
        last = self.start(self.home, environment=fast_clock())

        def complete():
            with self.home.database() as db:
                count = db.execute("SELECT count(*) FROM sighting").fetchone()[0]
            return count == sum(self.server.version)

        eventually(complete, "the last daemon catches up with every feed")
        last.stop()
        _, items = self.check_store("at the end")
        self.assertGreater(items, FEEDS * 2, "the burst hardly stored anything")
        print(f"{items} items of {FEEDS} feeds, {len(seen)} events at the last kill")


if __name__ == "__main__":
    unittest.main()
