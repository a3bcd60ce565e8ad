"""A store that refuses to write: nothing is lost, publishers are left alone, and it goes on by itself.

Triggers that raise an error stand for the full disk: they fail the transaction at once and go away again.
"""
import contextlib
import http.server
import json
import os
import resource
import sqlite3
import threading
import unittest
from collections import Counter

from harness import LIMIT, IntegrationTest, eventually

FEEDS = 3
# A minute of the daemon's pauses is a second of the test.
FAST = {"WIREROOM_NOW": "2025-04-11T08:00:00Z", "WIREROOM_CLOCK_SCALE": "60"}
INTERVAL = "30s"


class Publisher(http.server.ThreadingHTTPServer):
    """/N has `edition` items; whoever has the newest edition gets a 304."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Article)
        self.edition = 1
        self.asked = Counter()
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def stop(self):
        self.shutdown()
        self.server_close()


class Article(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):  # noqa: N802
        server = self.server
        feed = self.path.strip("/")
        server.asked[feed] += 1
        etag = f'"{server.edition}"'
        fresh = self.headers.get("If-None-Match") != etag
        items = [
            {"id": f"{feed}-{n}", "url": f"https://{feed}.example/{n}", "title": f"{feed} {n}", "content_text": f"No {n}"}
            for n in range(server.edition, 0, -1)
        ]
        body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": feed, "items": items}).encode()
        self.send_response(200 if fresh else 304)
        self.send_header("ETag", etag)
        if fresh:
            self.send_header("Content-Type", "application/feed+json")
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body if fresh else b"")

    def log_message(self, *args):
        pass


class StoreFault(IntegrationTest):
    def setUp(self):
        self.server = Publisher()
        self.addCleanup(self.server.stop)
        self.names = [f"paper{n}" for n in range(FEEDS)]
        port = self.server.server_address[1]
        self.home = self.make_home(
            [{"name": name, "url": f"http://127.0.0.1:{port}/{name}", "interval": INTERVAL} for name in self.names]
        )
        self.daemon = self.start(self.home, environment=FAST)
        eventually(lambda: self.stories() == FEEDS, "the first edition is stored")

    def stories(self):
        with self.home.database() as db:
            return db.execute("SELECT count(*) FROM story").fetchone()[0]

    def change_schema(self, *statements):
        with contextlib.closing(sqlite3.connect(self.home.store, timeout=LIMIT)) as db:
            for statement in statements:
                db.execute(statement)
            db.commit()

    def logged(self, event):
        return self.daemon.log_text().count(event)

    def test_polling_pauses_while_nothing_can_be_stored_and_then_nothing_is_missing(self):
        fail = "BEGIN SELECT RAISE(ABORT, 'disk full (test)'); END"
        self.change_schema(
            f"CREATE TRIGGER no_story BEFORE INSERT ON story {fail}", f"CREATE TRIGGER no_feed BEFORE UPDATE ON feed {fail}"
        )
        self.server.edition = 2

        eventually(lambda: self.logged("store.unavailable") >= 2, "the store was tried once more")
        status, _, body = self.daemon.get("/healthz")
        self.assertEqual(status, 503, body)
        self.assertIn("disk full (test)", body.decode())
        self.assertIn("disk full (test)", self.daemon.json("/v1/status")["trouble"])
        asked = sum(self.server.asked.values())
        eventually(lambda: self.logged("store.unavailable") >= 5, "three more minutes of the daemon's clock")
        self.assertEqual(sum(self.server.asked.values()), asked, "publishers were asked for what cannot be stored")

        self.change_schema("DROP TRIGGER no_story", "DROP TRIGGER no_feed")
        eventually(lambda: self.stories() == 2 * FEEDS, "the second edition is stored")
        self.assertEqual(self.logged("store.available"), 1)
        self.assertEqual(self.daemon.get("/healthz")[0], 200)
        self.assertNotIn("trouble", self.daemon.json("/v1/status"))

    def test_a_file_that_may_not_grow_pauses_polling_and_ends_nothing(self):
        process = self.daemon.process.pid
        resource.prlimit(process, resource.RLIMIT_FSIZE, (os.path.getsize(self.home.store), resource.RLIM_INFINITY))
        self.server.edition = 400

        eventually(lambda: self.logged("store.unavailable"), "the store refused to grow")
        self.assertEqual(self.daemon.get("/healthz")[0], 503)

        resource.prlimit(process, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        eventually(lambda: self.stories() == 400 * FEEDS, "the new edition is stored")

    def test_a_feed_that_alone_cannot_be_stored_is_put_off_ever_longer_and_holds_nobody_up(self):
        self.change_schema(
            "CREATE TRIGGER bad_story BEFORE INSERT ON story WHEN NEW.outlet = 'paper0.example' "
            "BEGIN SELECT RAISE(ABORT, 'bad row (test)'); END"
        )
        self.server.edition = 2
        before = self.server.asked.copy()

        def more(name):
            return self.server.asked[name] - before[name]

        eventually(lambda: all(more(name) >= 12 for name in self.names[1:]), "the other feeds are polled on")
        self.assertGreaterEqual(more("paper0"), 2)
        self.assertLessEqual(more("paper0"), 6)
        self.assertEqual(self.stories(), 2 * FEEDS - 1)
        self.assertIn("bad row (test)", self.daemon.log_text())


if __name__ == "__main__":
    unittest.main()
