"""Copies end to end: a text at two outlets, the cluster that they share, and what a monitor makes of it."""
import unittest

from harness import IntegrationTest
from newsroom import MODEL_COMMENT, Newsroom, Server

MONITORS = """monitors:
  - { name: envoy, query: witkoff }
  - { name: comment, query: breakthrough }
"""


class Copies(IntegrationTest):
    """A newspaper and an agency with domains of their own, polled when a test says so."""

    def setUp(self):
        self.newsroom = Newsroom()
        server = Server(self.newsroom)
        self.addCleanup(server.stop)
        base = f"http://127.0.0.1:{server.port}"
        self.home = self.make_home(
            [
                {"name": "lantern", "url": base + "/lantern/rss", "interval": "1h"},
                {"name": "ferry-wire", "url": base + "/ferrywire/feed.json", "interval": "1h"},
            ],
            fetch="floor: 1s, per_host: { connections: 8, spacing: 0s }",
        )
        with open(self.home.config, "a", encoding="utf-8") as file:
            file.write(MONITORS)
        self.daemon = self.start(self.home)
        self.stream = self.follow(self.home)
        self.stream.wait_for("story.new", 4)
        self.newsroom.publish_model()
        self.home.client("refresh", "lantern")
        self.first = self.stream.wait_for("story.new", 5)[-1]["story"]["id"]

    def story(self, identity):
        return self.daemon.json(f"/v1/stories/{identity}")

    def explained(self, identity):
        return self.daemon.json(f"/v1/stories/{identity}/explain")

    def codes(self, identity):
        return [reason["code"] for sighting in self.explained(identity)["sightings"] for reason in sighting["reasons"]]

    def at_agency(self, publish, *arguments):
        """What the agency publishes now, as story.new tells of it."""
        publish(*arguments)
        self.home.client("refresh", "ferry-wire")
        return self.stream.wait_for("story.new", 6)[-1]["story"]

    def matched(self, identity):
        """Each monitor that told of the story, with the copy that it says was told before."""
        # What followed a document stands in the log with it, so that `refresh` has waited for it.
        return {
            event["monitor"]: event.get("copy_of")
            for event in self.home.json_lines("events", "--since", "begin")
            if event["type"] == "monitor.matched" and event["story"]["id"] == identity
        }

    def test_a_copy_at_another_outlet_shares_the_cluster_and_a_monitor_says_so(self):
        told = self.at_agency(self.newsroom.print_model_at_agency)
        copy = told["id"]

        self.assertNotEqual(copy, self.first)
        self.assertEqual((told["copy_of"], told["cluster"]), (self.first, self.first))
        self.assertEqual([self.story(one).get("cluster") for one in (self.first, copy)], [self.first] * 2)
        self.assertEqual([self.story(one).get("copy_of") for one in (self.first, copy)], [None, self.first])
        self.assertEqual(
            [(self.explained(one)["outlet"], self.explained(one)["members"]) for one in (self.first, copy)],
            [("lantern.example", [copy]), ("ferrywire.example", [self.first])],
        )
        self.assertIn("copy-hit", self.codes(copy))
        self.assertEqual(self.matched(self.first), {"envoy": None})
        self.assertEqual(self.matched(copy), {"envoy": self.first})

    def test_a_monitor_that_told_of_no_other_copy_names_none(self):
        copy = self.at_agency(self.newsroom.print_model_at_agency, MODEL_COMMENT)

        self.assertEqual(copy["copy_of"], self.first)
        self.assertEqual(self.matched(copy["id"]), {"envoy": self.first, "comment": None})

    def test_the_same_event_in_other_words_is_no_copy(self):
        told = self.at_agency(self.newsroom.report_at_agency)

        self.assertNotIn("copy_of", told)
        self.assertNotIn("cluster", told)
        self.assertNotIn("cluster", self.story(self.first))
        self.assertEqual(self.matched(told["id"]), {"envoy": None})

    def test_a_copy_stays_one_when_its_first_is_expanded_and_the_daemon_starts_anew(self):
        copy = self.at_agency(self.newsroom.print_model_at_agency)["id"]
        self.daemon.stop()
        self.daemon = self.start(self.home)

        self.newsroom.expand_model()
        self.home.client("refresh", "lantern")

        self.assertEqual(self.story(self.first)["revision"], 2)
        self.assertEqual(self.story(copy)["copy_of"], self.first)
        # Its new text made `comment` match; that one told of no copy, and nothing is a copy of itself.
        self.assertEqual(self.matched(copy), {"envoy": self.first})
        self.assertEqual(self.matched(self.first), {"envoy": None, "comment": None})


if __name__ == "__main__":
    unittest.main()
