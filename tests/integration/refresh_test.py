"""An operator asks for polls now: the answer comes when they have ended, and hosts are treated no worse for it."""
import contextlib
import json
import os
import socket
import sqlite3
import threading
import unittest

from harness import LIMIT, IntegrationTest, UnixConnection, eventually
from newsroom import Newsroom
from newsroom import Server as NewsroomServer
from slow import Slow


class RefreshTest(IntegrationTest):
    def setUp(self):
        self.newsroom = Newsroom()
        server = NewsroomServer(self.newsroom)
        self.addCleanup(server.stop)
        self.slow = Slow()
        self.addCleanup(self.slow.stop)
        site = f"http://127.0.0.1:{server.port}"
        self.home = self.make_home(
            [
                {"name": "lantern", "url": f"{site}/lantern/rss"},
                {"name": "slow", "url": f"http://127.0.0.1:{self.slow.port}/feed"},
                {"name": "broken", "url": f"{site}/nothing"},
            ]
        )
        self.operator = os.path.join(self.home.folder, "operator.sock")
        self.daemon = self.start(self.home)
        eventually(lambda: all(f.get("last_poll") for f in self.feeds().values()), "all feeds are polled once")

    def feeds(self):
        return {feed["name"]: feed for feed in self.daemon.json("/v1/feeds")["feeds"]}

    def refresh(self, feed=None, wait=20, path=None):
        connection = UnixConnection(path or self.operator)
        try:
            target = f"/v1/feeds/{feed}/refresh" if feed else "/v1/feeds/refresh"
            connection.request("POST", f"{target}?wait={wait}")
            response = connection.getresponse()
            return response.status, json.loads(response.read())
        finally:
            connection.close()

    def one(self, feed, **keys):
        status, answer = self.refresh(feed, **keys)
        self.assertEqual(len(answer["feeds"]), 1, answer)
        result = answer["feeds"][0]
        self.assertEqual(result["feed"], feed)
        self.assertEqual(status, 200 if result["done"] else 202)
        return result

    def titles(self):
        return [story["title"] for story in self.daemon.json("/v1/stories?limit=100")["stories"]]

    def test_the_new_story_is_there_when_the_answer_comes(self):
        self.newsroom.publish_model()

        result = self.one("lantern")

        self.assertTrue(result["done"])
        self.assertEqual((result["outcome"], result["status"], result["new"]), ("updated", 200, 1))
        self.assertIn("next_poll", result)
        self.assertTrue(any("Witkoff" in title for title in self.titles()))
        self.assertEqual(self.one("lantern")["outcome"], "unchanged")

    def test_all_feeds_and_what_failed_among_them(self):
        status, answer = self.refresh()

        self.assertEqual(status, 200)
        results = {result["feed"]: result for result in answer["feeds"]}
        self.assertEqual(sorted(results), ["broken", "lantern", "slow"])
        self.assertEqual(results["broken"]["status"], 404)
        self.assertIn("404", results["broken"]["error"])
        self.assertNotIn("error", results["lantern"])

    def test_readers_may_not(self):
        asked = len(self.newsroom.log)

        status, answer = self.refresh("lantern", path=self.home.socket)

        self.assertEqual(status, 403, answer)
        self.assertIn("operator", answer["detail"])
        self.assertEqual(len(self.newsroom.log), asked)

    def test_unknown_feeds_are_not_found(self):
        self.assertEqual(self.refresh("nobody")[0], 404)

    def test_without_patience_the_answer_comes_at_once_and_the_poll_later(self):
        self.newsroom.publish_model()

        result = self.one("lantern", wait=0)

        self.assertFalse(result["done"])
        eventually(lambda: any("Witkoff" in title for title in self.titles()), "it is polled all the same")

    def test_many_who_ask_share_one_poll(self):
        self.slow.open.clear()
        before = self.slow.asked
        answers = []
        threads = [threading.Thread(target=lambda: answers.append(self.one("slow"))) for _ in range(5)]
        for thread in threads:
            thread.start()
        eventually(lambda: self.daemon.log_text().count("command.asked") == 5, "all have asked")
        eventually(lambda: self.slow.asked > before, "the server is asked")
        self.slow.open.set()
        for thread in threads:
            thread.join(LIMIT)

        self.assertEqual([answer["new"] for answer in answers], [1] * 5)
        self.assertEqual(self.slow.asked, before + 1)

    def test_when_time_is_over_the_poll_goes_on(self):
        self.slow.open.clear()

        result = self.one("slow", wait=1)

        self.assertFalse(result["done"])
        before = len(self.titles())
        self.slow.open.set()
        eventually(lambda: len(self.titles()) > before, "its story is stored")

    def test_a_client_that_leaves_leaves_nothing_behind(self):
        self.slow.open.clear()
        before = self.slow.asked
        for _ in range(20):
            with socket.socket(socket.AF_UNIX) as client:
                client.connect(self.operator)
                client.sendall(b"POST /v1/feeds/slow/refresh?wait=300 HTTP/1.1\r\nHost: x\r\n\r\n")
        eventually(lambda: self.slow.asked > before, "the poll has begun")
        self.slow.open.set()

        result = self.one("slow")

        self.assertTrue(result["done"])
        self.assertLessEqual(self.slow.asked, before + 2)
        self.assertEqual(self.daemon.stop()[0], 0)

    def test_a_server_that_asked_for_time_is_left_alone(self):
        self.slow.status = 429
        self.assertEqual(self.one("slow")["status"], 429)
        asked = self.slow.asked

        result = self.one("slow")

        self.assertFalse(result["done"])
        self.assertIn("left alone", result["error"])
        self.assertGreater(result["next_poll"], self.daemon.json("/v1/status")["time"])
        self.assertEqual(self.slow.asked, asked)

    def test_while_nothing_can_be_stored_it_says_so(self):
        with contextlib.closing(sqlite3.connect(self.home.store, timeout=LIMIT)) as db:
            db.execute(
                "CREATE TRIGGER no_feed BEFORE UPDATE ON feed BEGIN SELECT RAISE(ABORT, 'disk full (test)'); END"
            )
            db.commit()
        self.newsroom.publish_model()

        first = self.one("lantern")
        second = self.one("slow")

        for result in (first, second):
            self.assertFalse(result["done"])
            self.assertIn("disk full (test)", result["error"])

    def test_a_stop_ends_the_wait(self):
        self.slow.open.clear()
        before = self.slow.asked
        answers = []
        thread = threading.Thread(target=lambda: answers.append(self.refresh("slow", wait=300)))
        thread.start()
        eventually(lambda: self.slow.asked > before, "the poll is under way")

        status, seconds = self.daemon.stop()
        thread.join(LIMIT)

        self.assertEqual(status, 0, self.daemon.log_text())
        self.assertLess(seconds, 9)
        self.assertEqual(answers[0][0], 202)
        self.assertIn("stopping", answers[0][1]["feeds"][0]["error"])
        self.assertNotIn("task.failed", self.daemon.log_text())


if __name__ == "__main__":
    unittest.main()
