"""Operators' verdicts about stories, and why a story is one: merge, split, forget and explain over real sockets."""
import json
import os
import pty
import re
import subprocess
import threading
import unittest

from harness import BIN, LIMIT, IntegrationTest, UnixConnection, eventually
from newsroom import MODEL_TITLE, Newsroom, Server

STORY_ID = "[a-z2-7]{16}"


class VerdictTest(IntegrationTest):
    """A newspaper with two feeds, polled when a test says so."""

    def setUp(self):
        self.newsroom = Newsroom()
        self.server = Server(self.newsroom)
        self.addCleanup(self.server.stop)
        base = f"http://127.0.0.1:{self.server.port}"
        self.home = self.make_home(
            [
                {"name": "lantern", "url": base + "/lantern/rss", "interval": "1h"},
                {"name": "lantern-world", "url": base + "/lantern/world.atom", "interval": "1h"},
            ],
            fetch="floor: 1s, per_host: { connections: 8, spacing: 0s }",
        )
        self.daemon = self.start(self.home)
        self.stream = self.follow(self.home)
        self.stream.wait_for("story.new", 3)

    def poll(self):
        self.home.client("refresh")

    def stories(self):
        return {story["title"]: story["id"] for story in self.home.json_lines("stories", "--limit", "0")}

    def events(self, *types):
        return [event for event in self.home.json_lines("events", "--since", "begin") if event["type"] in types]

    def ask(self, method, target, body=None, socket="operator.sock"):
        path = self.home.socket if socket is None else os.path.join(self.home.folder, socket)
        connection = UnixConnection(path)
        try:
            connection.request(method, target, None if body is None else json.dumps(body))
            answer = connection.getresponse()
            return answer.status, answer.headers, json.loads(answer.read() or "null")
        finally:
            connection.close()

    def publish_model(self):
        """In both feeds, expanded. Returns its id."""
        self.newsroom.publish_model()
        self.poll()
        self.newsroom.expand_model()
        self.poll()
        self.newsroom.repeat_in_section()
        self.poll()
        return self.stories()[MODEL_TITLE]

    def on_terminal(self, *arguments, answer=None):
        """What the client writes to a terminal of 80 columns, with \\n for its line ends; and its exit code."""
        master, slave = pty.openpty()
        environment = dict(os.environ, TERM="xterm-256color", COLUMNS="80", TZ="UTC")
        environment.pop("NO_COLOR", None)
        process = subprocess.Popen(
            [os.path.join(BIN, "wireroom"), "--config", self.home.config, *arguments],
            stdin=slave, stdout=slave, stderr=slave, env=environment,
        )
        os.close(slave)
        alarm = threading.Timer(LIMIT, process.kill)
        alarm.start()
        text = b""
        try:
            while piece := os.read(master, 65536):
                text += piece
                if answer is not None and b"[y/N]" in text:
                    os.write(master, answer.encode() + b"\n")
                    answer = None
        except OSError:  # EIO: the terminal's other side is gone
            pass
        os.close(master)
        alarm.cancel()
        return text.decode().replace("\r\n", "\n"), process.wait(LIMIT)

    # -- explain -----------------------------------------------------------------------------------------------------
    def test_the_model_case_is_explained_in_words(self):
        story = self.publish_model()

        text = self.home.client("explain", story)

        self.assertTrue(text.startswith(f"{MODEL_TITLE}\n{story} · "), text)
        self.assertIn(" · revision 2 of 2\n", text)
        for part in (
            r"\nWhy this is one story\n  lantern  since \d{4}-\d\d-\d\d \d\d:\d\d, still there\n",
            r": a new text of this story, found by its guid\n",
            r"\[guid-hit\]",
            r"\n  lantern-world  since ",
            r": this story once more, found by its address\n",
            r"\[url-hit\]",
            r"\nFound by\n",
            rf"\n  guid  {self.newsroom.model.guid}  in lantern\n",
            r"\n  url   //lantern\.example/news/trumps-envoy",
            r"\nWhat is known of its feeds\n  lantern\n    guids: trusted\n    links: unique\n",
        ):
            self.assertRegex(text, part)
        self.assertNotIn("The operator's verdicts", text)
        for line in text.splitlines():
            if not re.match(r" +(guid|url) ", line):
                self.assertLessEqual(len(line), 80, line)

        found = self.home.json_lines("explain", story)[0]
        self.assertEqual([one["feed"] for one in found["sightings"]], ["lantern", "lantern-world"])
        self.assertEqual([one["rung"] for one in found["sightings"]], ["guid", "url"])
        self.assertTrue(all(one["reasons"] for one in found["sightings"]))
        self.assertEqual(found, self.daemon.json(f"/v1/stories/{story}/explain"))

    def test_a_text_that_made_no_revision_is_explained_until_it_goes(self):
        story = self.publish_model()
        whole = list(self.newsroom.model.paragraphs)
        with self.newsroom.lock:
            self.newsroom.model.paragraphs = [*whole[:2], "Subscribe to read on."]
        self.poll()

        text = self.home.client("explain", story)
        reasons = self.home.json_lines("explain", story)[0]["sightings"][0]["reasons"]
        self.poll()

        self.assertRegex(
            text,
            r": a new text of this story, found by its guid\n(    [^s\n].*\n)+"
            r"    since \d{4}-\d\d-\d\d \d\d:\d\d: another text, but no new revision\n"
            r"    – The text is .*\n?.*beginning",
        )
        self.assertEqual([one["code"] for one in reasons if "since" not in one], ["guid-hit", "text-new"])
        self.assertEqual([one["code"][:5] for one in reasons if "since" in one], ["text-"])
        self.assertEqual(self.home.json_lines("explain", story)[0]["sightings"][0]["reasons"], reasons)

        with self.newsroom.lock:
            self.newsroom.model.paragraphs = whole
        self.poll()
        self.assertNotIn("no new revision", self.home.client("explain", story))

    def test_on_a_terminal_headings_are_bold_and_feeds_coloured(self):
        text, code = self.on_terminal("explain", self.publish_model())

        self.assertEqual(code, 0)
        self.assertIn("\x1b[1mWhy this is one story\x1b[0m\n", text)
        self.assertRegex(text, "  \x1b\\[36mlantern\x1b\\[0m  since ")

    # -- merge and split ---------------------------------------------------------------------------------------------
    def test_a_merge_is_seen_everywhere_and_can_be_taken_back(self):
        before = self.stories()
        (first, one), (second, two), *_ = before.items()
        shown = self.home.json_lines("show", one)

        self.assertEqual(self.home.client("merge", one, two), f"story {one} is a part of {two} now\n")

        self.assertEqual(set(self.stories()), set(before) - {first})
        merged = self.stream.wait_for("story.merged")[0]
        self.assertEqual((merged["story"]["id"], merged["into"]), (one, two))
        done = self.home.client("show", one, check=False)
        self.assertEqual(done.returncode, 0)
        self.assertTrue(done.stdout.startswith(second), done.stdout)
        self.assertEqual(done.stderr, f"wireroom: story {one} was merged into {two}; this is about that one\n")
        status, headers, _ = self.ask("GET", f"/v1/stories/{one}/revisions", socket=None)
        self.assertEqual((status, headers["Location"]), (301, f"/v1/stories/{two}/revisions"))
        explained = self.home.client("explain", two)
        self.assertIn(f"merged in by the operator, with story {one}\n", explained)
        self.assertRegex(" ".join(explained.split()), rf"{one}.* was merged into this story")

        self.assertIn(one, self.home.client("split", one))

        self.assertEqual(self.stories(), before)
        split = self.stream.wait_for("story.split")[0]
        self.assertEqual((split["story"]["id"], split["from"]), (one, two))
        again = self.home.json_lines("show", one)
        for story in (*shown, *again):
            for sighting in story["sightings"]:
                del sighting["last_seen"]
            del story["last_seen"]
        self.assertEqual(again, shown)

    def test_a_merge_holds_for_what_comes(self):
        (first, one), (_, two), *_ = self.stories().items()
        self.home.client("merge", one, two)
        kept = set(self.stories_by_id())
        heard = len(self.home.json_lines("events", "--since", "begin"))

        item = next(story for story in self.newsroom.front if story.title == first)
        with self.newsroom.lock:
            item.paragraphs.append("A spokesman of the town added that eleven more would follow in the spring of next year.")
        self.poll()

        self.assertEqual(set(self.stories_by_id()), kept)
        told = self.home.json_lines("events", "--since", "begin")[heard:]
        self.assertEqual([(event["type"], event["story"]["id"]) for event in told], [("story.revised", two)])

    def test_a_sighting_becomes_a_story_of_its_own_and_stays_one(self):
        story = self.publish_model()

        done = self.home.json_lines("split", story, "--feed", "lantern-world")[0]

        made = done["story"]
        self.assertRegex(made, STORY_ID)
        self.assertNotEqual(made, story)
        split = self.stream.wait_for("story.split")[0]
        self.assertEqual((split["story"]["id"], split["from"]), (made, story))
        count = len(self.stories_by_id())
        with self.newsroom.lock:
            self.newsroom.model.paragraphs.append(
                "Dmitriev said in the evening that the second round of talks would be held in Riyadh in about nine days."
            )
        self.poll()
        self.assertEqual(len(self.stories_by_id()), count)
        self.assertEqual(
            {one: [s["feed"] for s in self.daemon.json(f"/v1/stories/{one}")["sightings"]] for one in (story, made)},
            {story: ["lantern"], made: ["lantern-world"]},
        )
        revised = [event["story"]["id"] for event in self.events("story.revised")]
        self.assertEqual(sorted(revised), sorted([story, story, made]))  # expanded before, then each by itself

    def stories_by_id(self):
        return {story["id"]: story["title"] for story in self.home.json_lines("stories", "--limit", "0")}

    def test_what_cannot_be_is_refused_and_says_why(self):
        one, two, _ = self.stories().values()
        self.home.client("merge", one, two)
        unknown = "a" * 16
        for arguments, words in (
            (("merge", two, two), "into itself"),
            (("merge", two, one), "split it off first"),
            (("merge", unknown, two), f"there is no story {unknown}; wireroom stories lists them"),
            (("split", two), "is not merged into another"),
            (("split", two, "--guid", "nothing"), "has no such sighting"),
            (("forget", "--yes", unknown), f"there is no story {unknown}"),
            (("explain", unknown), "wireroom stories lists them"),
        ):
            with self.subTest(arguments=arguments):
                done = self.home.client(*arguments, check=False)
                self.assertEqual((done.returncode, done.stdout), (1, ""), done.stderr)
                self.assertRegex(done.stderr, r"\Awireroom: [^\n]*" + re.escape(words) + r"[^\n]*\n\Z")
        status, _, problem = self.ask("POST", f"/v1/stories/{one}/merge", {"into": two}, socket=None)
        self.assertEqual(status, 403)
        self.assertIn("operators", problem["detail"])
        self.assertEqual(self.ask("POST", f"/v1/stories/{two}/merge", {"info": one})[0], 400)

    def test_without_the_daemon_nothing_is_decided(self):
        one, two, _ = self.stories().values()
        self.daemon.stop()

        done = self.home.client("merge", one, two, check=False)

        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("start", done.stderr)
        # Explaining is reading: the store does.
        self.assertIn("Why this is one story", self.home.client("explain", one))

    # -- forget ------------------------------------------------------------------------------------------------------
    def test_a_forgotten_story_leaves_nothing_and_does_not_come_back(self):
        story = self.publish_model()
        marker = b"no breakthrough should be expected"

        done = self.home.client("forget", story, check=False)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("say --yes", done.stderr)
        self.assertIn(story, self.stories().values())

        self.assertIn(story, self.home.client("forget", "--yes", story))

        self.assertNotIn(MODEL_TITLE, self.stories())
        removed = self.stream.wait_for("story.removed")[0]
        self.assertEqual(
            (removed["story"], removed["reason"], removed["purged"]), ({"id": story}, "purge", True)
        )
        status, _, problem = self.ask("GET", f"/v1/stories/{story}/diff", socket=None)
        self.assertEqual(status, 410)
        self.assertRegex(problem["detail"], rf"story {story} was removed on \d{{4}}-.* by the operator")
        self.assertEqual(self.home.client("show", story, check=False).returncode, 1)
        # Neither in the files, nor in what the log tells of it now.
        for name in ("wireroom.db", "wireroom.db-wal"):
            path = os.path.join(self.home.folder, name)
            if os.path.exists(path):
                with open(path, "rb") as file:
                    data = file.read()
                self.assertNotIn(marker, data, name)
                self.assertNotIn(MODEL_TITLE.encode(), data, name)
        self.assertNotIn(MODEL_TITLE, self.daemon.get("/v1/events")[2].decode())

        # The feeds still carry it, edited meanwhile, and the daemon is another.
        with self.newsroom.lock:
            self.newsroom.model.paragraphs.append("Talks ended after more than four hours, the agencies reported late at night.")
        self.poll()
        self.daemon.stop()
        self.start(self.home)
        self.poll()
        self.assertNotIn(MODEL_TITLE, self.stories())

    def test_on_a_terminal_forgetting_is_asked_about(self):
        title, story = next(iter(self.stories().items()))

        text, code = self.on_terminal("forget", story, answer="n")
        self.assertEqual(code, 1)
        self.assertIn(f"Forget “{title}”? It cannot be undone. [y/N] ", text)
        self.assertIn("nothing was forgotten", text)
        self.assertIn(title, self.stories())

        _, code = self.on_terminal("forget", story, answer="yes")
        self.assertEqual(code, 0)
        self.assertNotIn(title, self.stories())


if __name__ == "__main__":
    unittest.main()
