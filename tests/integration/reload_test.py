"""The configuration is read again, by SIGHUP and over the operators' socket: all of it is applied, or nothing."""
import json
import os
import signal
import threading
import unittest

from harness import LIMIT, IntegrationTest, UnixConnection, eventually
from newsroom import Newsroom, Server


def post(path, target, body=None):
    """(status, the answer's JSON)."""
    connection = UnixConnection(path)
    try:
        connection.request("POST", target, body=json.dumps(body) if body is not None else None)
        response = connection.getresponse()
        return response.status, json.loads(response.read())
    finally:
        connection.close()


class ReloadTest(IntegrationTest):
    def setUp(self):
        self.newsroom = Newsroom()
        self.server = Server(self.newsroom)
        self.addCleanup(self.server.stop)
        self.lantern = {"name": "lantern", "url": self.url("/lantern/rss"), "interval": "1s"}
        self.world = {"name": "lantern-world", "url": self.url("/lantern/world.atom"), "interval": "1s"}
        self.ferry = {"name": "ferrywire", "url": self.url("/ferrywire/feed.json")}

    def url(self, path):
        return f"http://127.0.0.1:{self.server.port}{path}"

    def run_with(self, *feeds, **keys):
        self.home = self.make_home(list(feeds), **keys)
        self.operator = os.path.join(self.home.folder, "operator.sock")
        self.daemon = self.start(self.home)
        eventually(lambda: self.feed(feeds[0]["name"]).get("last_poll"), "the first feed is polled")

    def feeds(self):
        return {feed["name"]: feed for feed in self.daemon.json("/v1/feeds")["feeds"]}

    def feed(self, name):
        return self.feeds().get(name, {})

    def events(self, *types):
        lines = [json.loads(line) for line in self.daemon.get("/v1/events")[2].splitlines()]
        return [line for line in lines if line["type"] in types]

    def stories(self, feed):
        return {story["id"] for story in self.daemon.json(f"/v1/stories?feed={feed}")["stories"]}

    def reload(self, **body):
        return post(self.operator, "/v1/reload", body or None)

    def changes(self, **body):
        status, answer = self.reload(**body)
        self.assertEqual(status, 200, answer)
        self.assertEqual(answer["file"], self.home.config)
        return [(c["subject"], c["kind"], c["name"]) for c in answer["changes"]]

    def append(self, text):
        with open(self.home.config, "a", encoding="utf-8") as file:
            file.write(text)

    def logged(self, event):
        return [line for line in self.daemon.log_text().splitlines() if f" {event} " in f"{line} "]

    def asked_for(self, path):
        return sum(1 for asked, _ in self.newsroom.log if asked == path)

    def test_a_hangup_adds_removes_and_renames(self):
        self.run_with(self.lantern, self.world)
        follower = self.follow(self.home)
        stories = self.stories("lantern")
        self.home.write_config([dict(self.lantern, name="the-lantern"), self.ferry])

        self.daemon.process.send_signal(signal.SIGHUP)

        eventually(lambda: self.logged("config.reloaded"), "the reload is over")
        self.assertEqual(sorted(self.feeds()), ["ferrywire", "the-lantern"])
        self.assertEqual(self.stories("the-lantern"), stories)
        eventually(lambda: self.stories("ferrywire"), "the new feed is polled")
        eventually(lambda: {"feed.added", "feed.removed"} <= {e["type"] for e in follower.lines}, "streams hear of it")
        asked = self.asked_for("/lantern/world.atom")
        self.newsroom.publish_filler(3)
        eventually(lambda: len(self.stories("the-lantern")) > len(stories), "the renamed feed is polled on")
        self.assertEqual(self.asked_for("/lantern/world.atom"), asked, "the retired feed is left alone")
        changed = "\n".join(self.logged("config.changed"))
        for word in ("the-lantern", "renamed", "lantern-world", "removed", "ferrywire", "added"):
            self.assertIn(word, changed)

    def test_an_operator_is_told_the_difference(self):
        self.run_with(self.lantern, self.world)
        self.home.write_config([self.lantern, self.world, self.ferry], fetch="contact: https://example.org/us")

        changes = self.changes()

        self.assertIn(("feed", "added", "ferrywire"), changes)
        self.assertIn(("setting", "added", "fetch.contact"), changes)
        eventually(lambda: self.stories("ferrywire"), "it is polled at once")
        self.assertEqual(self.changes(), [], "nothing differs any more")

    def test_a_moved_feed_is_asked_for_at_its_new_place_at_once(self):
        self.run_with(self.ferry, self.world)
        before = self.feed("ferrywire")["id"]
        self.home.write_config([dict(self.ferry, url=self.url("/lantern/rss")), self.world])

        changes = self.changes()

        self.assertEqual(changes, [("feed", "moved", "ferrywire")])
        eventually(lambda: self.asked_for("/lantern/rss"), "the new URL is asked for")
        eventually(lambda: len(self.stories("ferrywire")) > 1, "and its stories are stored")
        self.assertEqual(self.feed("ferrywire")["id"], before)
        self.assertEqual(len(self.events("feed.moved")), 1)

    def test_another_floor_moves_the_next_poll(self):
        self.run_with(self.ferry)

        def minutes():
            return self.daemon.json("/v1/feeds/ferrywire")["next_poll"]

        first = eventually(minutes, "a next poll is planned")
        self.home.write_config([self.ferry], fetch="floor: 5h")
        self.assertIn(("setting", "changed", "fetch.floor"), self.changes())
        self.assertGreater(minutes(), first)
        self.assertEqual(self.asked_for("/ferrywire/feed.json"), 1, "no poll was needed for it")

        self.home.write_config([dict(self.ferry, interval="1s")], fetch="floor: 5h")
        self.assertEqual(self.changes(), [("feed", "changed", "ferrywire")])
        eventually(lambda: self.asked_for("/ferrywire/feed.json") >= 3, "the operator's interval holds at once")

    def test_a_bad_file_changes_nothing_and_all_its_faults_are_told(self):
        self.run_with(self.lantern, self.world)
        self.home.write_config([self.ferry])
        self.append("  - { name: Bad Name, url: 'ftp://x' }\nfetsch: {}\n")

        status, answer = self.reload()

        self.assertEqual(status, 409, answer)
        self.assertGreaterEqual(len(answer["faults"]), 3)
        for fault in answer["faults"]:
            self.assertEqual(fault["file"], self.home.config)
            self.assertGreater(fault["line"], 0)
            self.assertTrue(fault["message"])
        self.assertIn("stays in force", answer["detail"])
        self.daemon.process.send_signal(signal.SIGHUP)
        eventually(lambda: len(self.logged("config.kept")) == 2, "the signal finds them too")
        self.assertEqual(len(self.logged("config.fault")), 2 * len(answer["faults"]))
        self.assertEqual(sorted(self.feeds()), ["lantern", "lantern-world"])
        stories = len(self.stories("lantern"))
        self.newsroom.publish_filler(3)
        eventually(lambda: len(self.stories("lantern")) > stories, "the daemon polls on")

    def test_a_missing_file_changes_nothing(self):
        self.run_with(self.lantern)
        os.remove(self.home.config)

        self.assertEqual(self.reload()[0], 409)

        self.assertEqual(list(self.feeds()), ["lantern"])

    def test_more_than_half_of_the_feeds_are_retired_only_by_force(self):
        self.run_with(self.lantern, self.world, self.ferry)
        self.home.write_config([self.lantern])

        status, answer = self.reload()
        self.assertEqual(status, 409, answer)
        self.assertIn("2 of 3 feeds", answer["detail"])
        self.assertIn("--force", answer["detail"])
        self.assertEqual(len(self.feeds()), 3)

        self.assertEqual(len(self.changes(force=True)), 2)
        self.assertEqual(list(self.feeds()), ["lantern"])

    def test_a_retired_feed_comes_back_with_its_stories(self):
        self.run_with(self.lantern, self.ferry)
        stories = eventually(lambda: self.stories("ferrywire"), "its stories are stored")
        before = self.feed("ferrywire")["id"]
        self.home.write_config([self.lantern])
        self.changes()
        self.assertNotIn("ferrywire", self.feeds())

        self.home.write_config([self.lantern, self.ferry])
        self.assertEqual(self.changes(), [("feed", "added", "ferrywire")])

        self.assertEqual(self.feed("ferrywire")["id"], before)
        self.assertEqual(self.stories("ferrywire"), stories)

    def test_a_new_monitor_knows_the_stories_from_before_it(self):
        self.newsroom.publish_model()
        self.newsroom.expand_model()
        self.run_with(self.lantern)
        eventually(lambda: len(self.stories("lantern")) == 4, "the story is stored")
        self.append('monitors: [ { name: peskov, query: "peskov" } ]\n')

        self.assertEqual(self.changes(), [("monitor", "added", "peskov")])

        found = eventually(lambda: self.daemon.json("/v1/stories?monitor=peskov")["stories"], "the story is found")
        self.assertIn("Witkoff", found[0]["title"])
        self.assertEqual(self.events("monitor.matched"), [], "backlog is not news")

    def test_what_is_read_at_start_only_stays_and_is_said_each_time(self):
        self.run_with(self.lantern)
        with open(self.home.config, encoding="utf-8") as file:
            text = file.read().replace(self.home.store, self.home.store + ".other")
        with open(self.home.config, "w", encoding="utf-8") as file:
            file.write(text)

        for _ in range(2):
            status, answer = self.reload()
            self.assertEqual(status, 200, answer)
            self.assertEqual([(c["name"], c["needs_restart"]) for c in answer["changes"]], [("store.path", True)])
        self.assertTrue(self.stories("lantern"))
        self.assertFalse(os.path.exists(self.home.store + ".other"))

    def test_fewer_streams_are_let_in_after_it(self):
        self.run_with(self.lantern)
        self.follow(self.home).wait_for("story.new")
        with open(self.home.config, encoding="utf-8") as file:
            text = file.read().replace("socket: {", "socket: { streams: 1,")
        with open(self.home.config, "w", encoding="utf-8") as file:
            file.write(text)
        self.assertEqual(self.changes(), [("setting", "changed", "socket.streams")])

        self.assertEqual(self.daemon.get("/v1/events?follow=1")[0], 429)

    def test_readers_may_not(self):
        self.run_with(self.lantern)

        status, answer = post(self.home.socket, "/v1/reload")

        self.assertEqual(status, 403, answer)
        self.assertFalse(self.logged("config.reloading"))

    def test_many_at_once_come_one_after_the_other_and_the_stop_is_clean(self):
        self.run_with(self.lantern, self.world)
        answers = []

        def ask():
            try:
                answers.append(self.reload()[0])
            except OSError:
                answers.append("stopped")

        threads = [threading.Thread(target=ask) for _ in range(12)]
        for thread in threads:
            thread.start()
        eventually(lambda: self.logged("config.reloaded"), "the first of them")
        for _ in range(3):
            self.daemon.process.send_signal(signal.SIGHUP)
        status, seconds = self.daemon.stop()
        for thread in threads:
            thread.join(LIMIT)

        self.assertEqual(status, 0, self.daemon.log_text())
        self.assertLess(seconds, 9)
        self.assertEqual(len(answers), 12)
        self.assertLessEqual(set(answers), {200, 503, "stopped"})
        self.assertNotIn("task.failed", self.daemon.log_text())


if __name__ == "__main__":
    unittest.main()
