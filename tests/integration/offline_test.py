"""A machine without a network: one calm sentence, no feed is to blame, and polling goes on when it is back.

Names under .invalid never resolve (RFC 6761), which is what every name does on such a machine.
"""
import json
import os
import unittest

from harness import IntegrationTest, UnixConnection, eventually
from newsroom import Newsroom, Server

# A minute of the daemon's probes is a tenth of a second of the test.
FAST = {"WIREROOM_NOW": "2025-04-11T08:00:00Z", "WIREROOM_CLOCK_SCALE": "600"}


def nowhere(count):
    return [{"name": f"paper{n}", "url": f"https://news.paper{n}.invalid/rss"} for n in range(count)]


class OfflineTest(IntegrationTest):
    def run_with(self, feeds, environment=None):
        self.home = self.make_home(feeds)
        self.daemon = self.start(self.home, environment=environment)

    def logged(self, word):
        return [line for line in self.daemon.log_text().splitlines() if word in line]

    def offline(self):
        return eventually(lambda: self.daemon.json("/v1/status").get("offline_since"), "the daemon notices")

    def events(self):
        types = [json.loads(line)["type"] for line in self.daemon.get("/v1/events")[2].splitlines()]
        return [kind for kind in types if not kind.startswith("stream.")]

    def post(self, target):
        connection = UnixConnection(os.path.join(self.home.folder, "operator.sock"))
        try:
            connection.request("POST", target)
            response = connection.getresponse()
            return response.status, json.loads(response.read())
        finally:
            connection.close()

    def probes(self):
        return self.logged("poll.postponed")

    def test_it_is_said_once_and_calmly(self):
        self.home = self.make_home(nowhere(12))
        self.daemon = self.start(self.home, environment=dict(FAST, WIREROOM_NOW="2025-04-11T08:00:00Z"))

        since = self.offline()
        first = self.daemon.json("/v1/status")["time"]
        eventually(lambda: self.daemon.json("/v1/status")["time"] > first.replace("T08:", "T09:"), "an hour of probes")

        self.assertEqual(self.daemon.json("/v1/status")["offline_since"], since)
        self.assertEqual(self.daemon.get("/healthz")[0], 200)
        warnings = [line for line in self.logged("") if not line.startswith("info ")]
        self.assertEqual(len(warnings), 1, warnings)
        self.assertTrue(warnings[0].startswith("warning network.offline "), warnings)
        self.assertIn("nothing counts against a feed", warnings[0])
        self.assertEqual(set(self.events()), {"feed.added"})
        for feed in self.daemon.json("/v1/feeds")["feeds"]:
            self.assertEqual(feed["state"], "new", feed)
        status, seconds = self.daemon.stop()
        self.assertEqual(status, 0)
        self.assertLess(seconds, 9)

    def test_a_refresh_is_told_why_nothing_happens(self):
        self.run_with(nowhere(4))
        self.offline()

        status, answer = self.post("/v1/feeds/refresh?wait=60")

        self.assertEqual(status, 202)
        for result in answer["feeds"]:
            self.assertFalse(result["done"])
            self.assertIn("offline", result["error"])
            self.assertIn("next_poll", result)

    def test_this_machine_s_own_feeds_are_polled_as_ever(self):
        newsroom = Newsroom()
        server = Server(newsroom)
        self.addCleanup(server.stop)
        own = {"name": "lantern", "url": f"http://127.0.0.1:{server.port}/lantern/rss", "interval": "1s"}
        self.run_with([own, *nowhere(3)])
        self.offline()
        newsroom.publish_model()

        eventually(lambda: "Witkoff" in self.daemon.get("/v1/stories?feed=lantern")[2].decode(), "the new story")
        status, answer = self.post("/v1/feeds/lantern/refresh?wait=30")

        self.assertEqual((status, answer["feeds"][0]["done"]), (200, True))
        self.assertTrue(self.daemon.json("/v1/status").get("offline_since"))
        self.assertNotIn("feed.failing", self.events())

    def test_when_the_network_is_back_polling_goes_on(self):
        self.run_with(nowhere(3), environment=FAST)
        self.offline()
        server = Server(Newsroom())
        self.addCleanup(server.stop)
        # To the system's resolver this is 127.0.0.1; to the daemon it is a name like any other.
        back = {"name": "lantern", "url": f"http://127.1:{server.port}/lantern/rss"}
        self.home.write_config([*nowhere(3), back])

        self.assertEqual(self.post("/v1/reload")[0], 200)

        eventually(lambda: self.daemon.json("/v1/stories?feed=lantern")["stories"], "the feed that answers is polled")
        eventually(lambda: self.logged("network.online"), "and the log tells it")
        self.assertNotIn("offline_since", self.daemon.json("/v1/status"))
        eventually(lambda: "feed.failing" in self.events(), "the others are at fault now that one answers")

    def test_the_only_feed_does_not_hide_for_ever_when_its_server_is_down(self):
        self.run_with(nowhere(1), environment=FAST)
        self.offline()
        self.assertNotIn("feed.failing", self.events())

        eventually(lambda: "feed.failing" in self.events(), "patience ends")

        self.assertEqual(len(self.logged("network.offline")), 1)
        self.assertEqual(len(self.logged("network.unclear")), 1)
        self.assertEqual(self.daemon.json("/v1/feeds")["feeds"][0]["state"], "failing")

    def test_a_dead_server_among_others_is_told_apart_from_the_network(self):
        server = Server(Newsroom())
        self.addCleanup(server.stop)
        alive = {"name": "lantern", "url": f"http://127.1:{server.port}/lantern/rss", "interval": "60s"}
        self.run_with([*nowhere(2), alive], environment=FAST)

        eventually(lambda: self.events().count("feed.failing") == 2, "both count once another has answered")

        self.assertEqual(self.logged("network.offline"), [])
        self.assertTrue(self.daemon.json("/v1/stories?feed=lantern")["stories"])

    def test_once_tells_each_feed_and_blames_none(self):
        self.home = self.make_home(nowhere(3))

        done = self.home.once(check=False)

        self.assertEqual(done.returncode, 1)
        self.assertEqual(done.stdout.count(": failed: "), 3)
        with self.home.database() as db:
            self.assertEqual(db.execute("SELECT count(*) FROM event WHERE type = 'feed.failing'").fetchone()[0], 0)


if __name__ == "__main__":
    unittest.main()
