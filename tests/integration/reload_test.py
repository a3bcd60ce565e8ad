"""The configuration is read again, by SIGHUP and over the operators' socket: all of it is applied, or nothing."""
import contextlib
import json
import os
import signal
import sqlite3
import threading
import unittest

from harness import LIMIT, IntegrationTest, ServiceManager, UnixConnection, eventually
from newsroom import Newsroom, Server
from slow import Slow


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

    def slow_server(self):
        slow = Slow()
        self.addCleanup(slow.stop)
        return slow

    def test_a_moved_feed_does_not_wait_for_the_next_turn_after_a_poll_of_its_old_place(self):
        slow = self.slow_server()
        slow.open.clear()
        old = {"name": "ferrywire", "url": f"http://127.0.0.1:{slow.port}/feed"}
        self.run_with(self.world, old)
        eventually(lambda: slow.asked, "the old place is asked")
        self.home.write_config([self.world, self.ferry])
        self.assertEqual(self.changes(), [("feed", "moved", "ferrywire")])
        self.assertEqual(self.asked_for("/ferrywire/feed.json"), 0, "one poll at a time")

        slow.open.set()

        eventually(lambda: self.stories("ferrywire"), "the new place is asked right after")
        self.assertFalse(self.logged("task.failed"))

    def test_feeds_that_come_back_are_no_burst(self):
        back = [dict(self.ferry, name=f"back{n}", url=self.url(path)) for n, path in enumerate(
            ("/ferrywire/feed.json", "/lantern/rss", "/lantern/world.atom"))]
        stays_server = self.slow_server()
        stays = {"name": "stays", "url": f"http://127.0.0.1:{stays_server.port}/feed"}
        home = self.make_home([stays, *back])
        home.once(now="2025-04-11T08:00:00Z")
        asked = len(self.newsroom.log)
        home.write_config([stays])
        self.home, self.operator = home, os.path.join(home.folder, "operator.sock")
        self.daemon = self.start(home, environment={"WIREROOM_NOW": "2025-04-13T08:00:00Z"})
        home.write_config([stays, *back])

        self.assertEqual(len(self.changes()), 3)

        # Whatever is due at this moment, at which the clock stands still, begins before this does.
        status, _ = post(self.operator, "/v1/feeds/stays/refresh?wait=20")
        self.assertEqual(status, 200)
        self.assertEqual(len(self.newsroom.log), asked, "they are overdue, and spread over some minutes")

    def test_a_moved_feed_keeps_its_plan_when_a_portal_is_found_out(self):
        slow = self.slow_server()
        # To the system's resolver these are 127.0.0.1; to the daemon they are hosts like any other.
        hosts = ("127.1", "127.0.1", "0x7f.1")
        papers = [{"name": f"paper{n}", "url": f"http://{host}:{slow.port}/feed"} for n, host in enumerate(hosts)]
        self.run_with(*papers)
        eventually(lambda: all(feed.get("last_poll") for feed in self.feeds().values()), "all are polled")
        slow.page = "<!DOCTYPE html><html><title>Log in</title><body>Welcome to the hotel.</body></html>"

        def refresh(name):
            return post(self.operator, f"/v1/feeds/{name}/refresh?wait=20")

        self.assertEqual(refresh("paper0")[0], 200)
        self.assertEqual(self.feed("paper0")["state"], "failing")
        moved = {"name": "paper0", "url": self.url("/lantern/rss"), "interval": "9h"}
        self.home.write_config([moved, *papers[1:]])
        self.changes()
        eventually(lambda: self.stories("paper0") and self.feed("paper0")["state"] == "ok", "its new place is polled")
        plan = self.feed("paper0")["next_poll"]

        self.assertEqual(refresh("paper1")[0], 200)
        self.assertEqual(refresh("paper2")[0], 202, "three hosts, one page: that is nobody's feed")

        self.assertTrue(self.logged("network.offline"))
        self.assertEqual(self.feed("paper0")["next_poll"], plan)
        self.home.write_config([dict(moved, interval="8h"), *papers[1:]])  # in memory it is not the old one, either
        self.changes()
        self.assertLess(self.feed("paper0")["next_poll"], plan)

    def offline_with_a_poll_in_flight(self):
        """Three hosts do not exist, and one has not answered yet."""
        self.slow = self.slow_server()
        self.slow.open.clear()
        silent = [{"name": f"paper{n}", "url": f"https://news.paper{n}.invalid/rss"} for n in range(3)]
        self.last = {"name": "last", "url": f"http://127.1:{self.slow.port}/feed"}
        self.home = self.make_home([*silent, self.last])
        self.operator = os.path.join(self.home.folder, "operator.sock")
        manager = ServiceManager(self.home)
        self.addCleanup(manager.close)
        self.daemon = self.start(self.home, environment=manager.environment)
        eventually(lambda: self.slow.asked and self.logged("network.offline"), "the machine is offline")
        manager.hear("STATUS=offline")
        return manager, silent

    def test_a_reload_does_not_hide_that_the_machine_is_offline(self):
        manager, silent = self.offline_with_a_poll_in_flight()
        self.home.write_config(silent)

        self.changes()

        self.assertIn("STATUS=offline: trying again every minute", manager.hear("READY=1")[-1])
        self.append("nonsense: true\n")
        self.assertEqual(self.reload()[0], 409)
        refused = " ".join(manager.hear("READY=1")[-1])
        self.assertIn("offline", refused)
        self.assertIn("still in force", refused)

    def test_the_answer_to_a_feed_that_left_still_ends_an_outage(self):
        manager, silent = self.offline_with_a_poll_in_flight()
        self.home.write_config(silent)
        self.changes()

        self.slow.open.set()

        eventually(lambda: self.logged("network.online"), "the log tells that the machine is back")
        manager.hear("STATUS=polling 3 feeds")
        self.assertNotIn("offline_since", self.daemon.json("/v1/status"))

    def opening(self, home):
        """A daemon that waits for its store, and what lets it have it."""
        holder = sqlite3.connect(home.store, isolation_level=None)
        self.addCleanup(holder.close)
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        holder.execute("SELECT count(*) FROM feed").fetchone()
        self.home = home
        self.daemon = self.start(home, wait=False)
        folder = f"/proc/{self.daemon.process.pid}/fd"

        def opened():
            links = []
            for number in os.listdir(folder):
                with contextlib.suppress(OSError):
                    links.append(os.readlink(os.path.join(folder, number)))
            return home.store in links

        eventually(opened, "it opens its store")
        return holder

    def test_a_hangup_while_the_store_is_opened_is_done_right_after(self):
        home = self.make_home([self.lantern])
        home.once()
        holder = self.opening(home)

        self.daemon.process.send_signal(signal.SIGHUP)
        holder.close()

        eventually(self.daemon.answers, "the daemon starts all the same")
        eventually(lambda: self.logged("config.reloaded"), "and reads its configuration again")

    def test_a_stop_while_the_store_is_opened_is_done_right_after(self):
        home = self.make_home([self.lantern])
        home.once()
        holder = self.opening(home)

        self.daemon.process.send_signal(signal.SIGTERM)
        holder.close()

        self.assertEqual(self.daemon.process.wait(LIMIT), 0, self.daemon.log_text())
        self.daemon.log.close()
        self.assertTrue(self.logged("daemon.stopped"))

    def test_a_refresh_that_waits_for_its_turn_outlives_another_floor(self):
        slow = self.slow_server()
        site = f"http://127.0.0.1:{slow.port}"
        ahead, behind = ({"name": name, "url": f"{site}/feed?{name}"} for name in ("ahead", "behind"))
        one = "per_host: { connections: 1, spacing: 0s }"
        self.run_with(ahead, behind, fetch=one)
        eventually(lambda: slow.asked == 2 and self.feed("behind").get("last_poll"), "both are polled")
        slow.open.clear()
        post(self.operator, "/v1/feeds/ahead/refresh?wait=0")
        eventually(lambda: slow.asked == 3, "the host is busy")
        post(self.operator, "/v1/feeds/behind/refresh?wait=0")

        self.home.write_config([ahead, behind], fetch=one + ", floor: 5h")
        self.changes()
        slow.open.set()

        eventually(lambda: slow.asked == 4, "what was asked for comes")

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
