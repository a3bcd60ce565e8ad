"""The newsboat of Debian reads wireroom's output feeds through curl, without a TCP port.

Skipped where newsboat or curl is not installed, and says so.
"""
import os
import shutil
import sqlite3
import subprocess
import sys
import unittest

from harness import LIMIT, IntegrationTest, eventually
from newsroom import MODEL_COMMENT, MODEL_TITLE, Newsroom, Server

MISSING = [name for name in ("newsboat", "curl") if not shutil.which(name)]
if MISSING:
    print(f"newsboat_test: SKIPPED, not installed: {', '.join(MISSING)}", file=sys.stderr)


class Newsboat:
    """A newsboat with a folder of its own, which reads these output feeds."""

    def __init__(self, folder, socket, *paths):
        self.folder = os.path.join(folder, "newsboat")
        os.mkdir(self.folder)
        self.cache = os.path.join(self.folder, "cache.db")
        with open(os.path.join(self.folder, "urls"), "w", encoding="utf-8") as file:
            for path in paths:
                file.write(f'"exec:curl -s --unix-socket {socket} http://x{path}"\n')
        with open(os.path.join(self.folder, "config"), "w", encoding="utf-8") as file:
            file.write(f"error-log {self.folder}/errors\n")

    def run(self, *commands):
        done = subprocess.run(
            ["newsboat", "-q", "-u", f"{self.folder}/urls", "-c", self.cache, "-C", f"{self.folder}/config", "-x", *commands],
            env=dict(os.environ, HOME=self.folder, XDG_CONFIG_HOME=self.folder, XDG_DATA_HOME=self.folder, TERM="dumb"),
            capture_output=True, text=True, timeout=LIMIT, check=False,
        )
        if done.returncode != 0:
            raise AssertionError(f"newsboat -x {' '.join(commands)}: exit {done.returncode}: {done.stdout}{done.stderr}")
        return done.stdout

    def reload(self):
        self.run("reload")

    def unread(self):
        return int(self.run("print-unread").split()[0])

    def items(self):
        """{title: (guid, url, author, content)} of all that it keeps."""
        connection = sqlite3.connect(self.cache)
        try:
            rows = connection.execute("SELECT title, guid, url, author, content FROM rss_item WHERE deleted = 0").fetchall()
        finally:
            connection.close()
        items = {title: rest for title, *rest in rows}
        if len(items) != len(rows):
            raise AssertionError(f"a title is there twice: {rows}")
        return items

    def feeds(self):
        connection = sqlite3.connect(self.cache)
        try:
            return {title for (title,) in connection.execute("SELECT title FROM rss_feed")}
        finally:
            connection.close()


@unittest.skipIf(MISSING, f"not installed: {', '.join(MISSING)}")
class NewsboatTest(IntegrationTest):
    def setUp(self):
        self.newsroom = Newsroom()
        self.newsroom.agency[0].title = "Bees & <b>trees</b>: “5 > 4”, says Ніна 🐝"
        self.server = Server(self.newsroom)
        self.addCleanup(self.server.stop)
        site = f"http://127.0.0.1:{self.server.port}"
        self.home = self.make_home(
            [
                {"name": "lantern", "url": f"{site}/lantern/rss", "interval": "1s"},
                {"name": "wire", "url": f"{site}/ferrywire/feed.json", "interval": "1s"},
            ]
        )
        with open(self.home.config, "a", encoding="utf-8") as file:
            file.write("monitors:\n  - { name: peskov, query: peskov }\n")
        self.daemon = self.start(self.home)
        eventually(lambda: len(self.stories()) == 4, "the first stories")

    def stories(self):
        return {story["title"]: story for story in self.daemon.json("/v1/stories")["stories"]}

    def newsboat(self, *paths):
        return Newsboat(self.home.folder, self.home.socket, *paths)

    def test_every_story_arrives_with_its_title_link_and_content(self):
        newsboat = self.newsboat("/feeds/all.atom")

        newsboat.reload()

        self.assertEqual(newsboat.unread(), 4)
        self.assertEqual(newsboat.feeds(), {"wireroom"})
        items = newsboat.items()
        stories = self.stories()
        self.assertIn(self.newsroom.agency[0].title, stories)
        self.assertEqual(set(items), set(stories))
        for title, (guid, url, author, content) in items.items():
            story = stories[title]
            self.assertEqual(guid, f"urn:wireroom:story:{story['id']}")
            self.assertEqual(url, story["url"])
            self.assertEqual(author, "Ferry Wire" if story["sightings"][0]["feed"] == "wire" else "The Lantern")
            self.assertEqual(content, story["content_html"])

    def test_an_expanded_story_is_one_item_with_the_new_text(self):
        self.newsroom.publish_model()
        eventually(lambda: MODEL_TITLE in self.stories(), "the story")
        newsboat = self.newsboat("/feeds/all.atom")
        newsboat.reload()
        before = newsboat.items()
        self.assertEqual(len(before), 5)
        self.assertNotIn("Peskov", before[MODEL_TITLE][3])

        self.newsroom.expand_model()
        eventually(lambda: self.stories()[MODEL_TITLE]["revision"] == 2, "the expansion")
        newsboat.reload()

        after = newsboat.items()
        self.assertEqual(set(after), set(before))
        self.assertEqual(after[MODEL_TITLE][0], before[MODEL_TITLE][0])
        self.assertIn(MODEL_COMMENT, after[MODEL_TITLE][3])

    def test_a_monitors_feed_shows_a_story_when_it_matches(self):
        self.newsroom.publish_model()
        eventually(lambda: MODEL_TITLE in self.stories(), "the story")
        newsboat = self.newsboat("/feeds/monitor/peskov.atom")
        newsboat.reload()
        self.assertEqual(newsboat.items(), {})

        self.newsroom.expand_model()
        eventually(lambda: self.stories()[MODEL_TITLE]["monitors"] == ["peskov"], "the match")
        newsboat.reload()

        self.assertEqual(set(newsboat.items()), {MODEL_TITLE})
        self.assertEqual(newsboat.unread(), 1)
        self.assertIn(MODEL_COMMENT, newsboat.items()[MODEL_TITLE][3])


if __name__ == "__main__":
    unittest.main()
