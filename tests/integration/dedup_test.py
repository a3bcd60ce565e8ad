"""Identity end to end: a copy at another paper, a shared cluster, and what a monitor makes of it."""
import unittest

from harness import IntegrationTest, eventually
from newsroom import Newsroom, Server


class Identity(IntegrationTest):
    def setUp(self):
        self.newsroom = Newsroom()
        server = Server(self.newsroom)
        self.addCleanup(server.stop)
        base = f"http://127.0.0.1:{server.port}"
        self.home = self.make_home([
            {"name": "lantern", "url": base + "/lantern/rss", "interval": "1s"},
            {"name": "lantern-world", "url": base + "/lantern/world.atom", "interval": "1s"},
            {"name": "ferry-wire", "url": base + "/ferrywire/feed.json", "interval": "1s"},
        ])

    def test_merge_then_split_restores_and_forgetting_is_for_good(self):
        daemon = self.start(self.home)
        stream = self.follow(self.home)
        stream.wait_for("story.new", 4)
        before = {story["id"] for story in daemon.json("/v1/stories")["stories"]}
        one, other = sorted(before)[:2]

        self.home.client("merge", one, other)
        self.assertEqual({s["id"] for s in daemon.json("/v1/stories")["stories"]}, before - {one})
        status, headers, _ = daemon.get(f"/v1/stories/{one}")
        self.assertEqual((status, headers["Location"]), (301, f"/v1/stories/{other}"))

        self.home.client("split", one)
        self.assertEqual({s["id"] for s in daemon.json("/v1/stories")["stories"]}, before)
        self.assertEqual(daemon.get(f"/v1/stories/{one}")[0], 200)

        self.home.client("forget", "--yes", other)
        self.assertEqual(daemon.get(f"/v1/stories/{other}")[0], 410)
        for kind in ("story.merged", "story.split", "story.removed"):
            stream.wait_for(kind)
        # Its feed still carries it, and is read anew once it changes.
        self.newsroom.publish_model()
        stream.wait_for("story.new", 5)
        eventually(lambda: len(daemon.json("/v1/stories")["stories"]) == len(before), "one more story, and one less")
        self.assertNotIn(other, {s["id"] for s in daemon.json("/v1/stories")["stories"]})
        self.assertEqual(len(stream.events("story.new")), 5)


if __name__ == "__main__":
    unittest.main()
