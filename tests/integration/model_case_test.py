"""The model case end to end: a newspaper's story is expanded with a comment by the Kremlin's spokesperson."""
import unittest

from harness import IntegrationTest, eventually
from newsroom import MODEL_NOTE, MODEL_TITLE, Newsroom, Server


class ModelCase(IntegrationTest):
    def setUp(self):
        self.newsroom = Newsroom()
        self.server = Server(self.newsroom)
        self.addCleanup(self.server.stop)
        base = f"http://127.0.0.1:{self.server.port}"
        self.home = self.make_home(
            [
                {"name": "lantern", "url": base + "/lantern/rss", "interval": "1s"},
                {"name": "lantern-world", "url": base + "/lantern/world.atom", "interval": "1s"},
                {"name": "ferry-wire", "url": base + "/ferrywire/feed.json", "interval": "1s"},
            ]
        )

    def test_the_expansion_is_one_story_with_two_revisions_told_as_it_happens(self):
        daemon = self.start(self.home)
        stream = self.follow(self.home)
        backlog = stream.wait_for("story.new", 4)
        self.assertTrue(all(event["initial"] for event in backlog))

        self.newsroom.publish_model()
        published = stream.wait_for("story.new", 5)[-1]
        self.assertEqual(published["story"]["title"], MODEL_TITLE)
        self.assertFalse(published["initial"])
        self.assertNotIn("utm_source", published["story"]["url"])

        self.newsroom.expand_model()
        revised = stream.wait_for("story.revised")[0]
        change = revised["change"]
        self.assertEqual(revised["story"]["id"], published["story"]["id"])
        self.assertEqual((change["kind"], change["material"]), ("expanded", True))
        self.assertEqual(change["note"], MODEL_NOTE)
        self.assertIn("editors-note", change["why"])
        self.assertIn("new-paragraph", change["why"])
        self.assertGreaterEqual(change["words"]["added"], 30)
        self.assertEqual(change["words"]["removed"], 0)

        self.newsroom.repeat_in_section()
        sighted = stream.wait_for("story.sighted")[0]
        self.assertEqual(sighted["story"]["id"], published["story"]["id"])
        self.assertEqual(sighted["feed"]["name"], "lantern-world")

        story = daemon.json(f"/v1/stories/{published['story']['id']}")
        self.assertEqual(story["revision"], 2)
        self.assertEqual({s["feed"] for s in story["sightings"]}, {"lantern", "lantern-world"})
        diff = self.home.client("diff", story["id"])
        self.assertIn("no breakthrough should be expected", diff)
        self.assertEqual(len(daemon.json("/v1/stories")["stories"]), 5)

    def test_a_new_address_is_the_same_story(self):
        self.start(self.home)
        stream = self.follow(self.home)
        stream.wait_for("story.new", 4)

        self.newsroom.move_story()

        sighted = stream.wait_for("story.sighted")[0]
        self.assertEqual(sighted["by"], "alias")
        self.assertEqual(len(stream.events("story.new")), 4)
        self.assertEqual(len(stream.events("story.revised")), 0)

    def test_a_story_that_leaves_its_feed_stays_and_its_sighting_is_gone(self):
        self.start(self.home)
        stream = self.follow(self.home)
        stream.wait_for("story.new", 4)

        story = self.newsroom.withdraw_story()

        def gone():
            with self.home.database() as database:
                return database.execute(
                    "SELECT count(*) FROM sighting WHERE guid LIKE ? AND gone_ms IS NOT NULL", (f"%{story.guid}%",)
                ).fetchone()[0]

        eventually(gone, "the sighting is marked as gone")
        self.assertEqual(len(self.home.json_lines("stories", "--limit", "0")), 4)

    def test_an_unchanged_feed_is_asked_conditionally_and_writes_no_event(self):
        self.start(self.home)
        stream = self.follow(self.home)
        stream.wait_for("story.new", 4)
        eventually(
            lambda: sum(1 for path, status in list(self.newsroom.log) if status == 304) >= 6, "six answers with 304"
        )

        self.assertEqual(sum(1 for path, status in self.newsroom.log if status == 200), 3)
        self.assertEqual(len(stream.events("story.new", "story.revised", "story.sighted")), 4)

    def test_the_archive_is_readable_with_the_daemon_down(self):
        daemon = self.start(self.home)
        stream = self.follow(self.home)
        stream.wait_for("story.new", 4)
        status, seconds = daemon.stop()

        self.assertEqual(status, 0)
        self.assertLess(seconds, 10)
        stories = self.home.json_lines("stories", "--limit", "0")
        events = self.home.json_lines("events", "--since", "0")

        self.assertEqual(len(stories), 4)
        self.assertEqual([e["seq"] for e in events], sorted(e["seq"] for e in events))
        self.assertFalse([e for e in events if e["type"].startswith("stream.")])


if __name__ == "__main__":
    unittest.main()
