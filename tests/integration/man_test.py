"""Manual pages: mandoc finds no fault in them, what they refer to exists, and every example works.

In a section EXAMPLES each literal block (`.Bd -literal`) shows either commands, on lines that begin with `$ ` (those of root
begin with `# ` and are not run), or, in the manual of a file, that file. A command runs in bash with the programs on PATH
against a daemon that a newsroom feeds: feeds `lantern` and `lantern-world`, a monitor `peskov`, $ID a story with two revisions,
$OTHER another, $OLD one that nobody misses, $SOCKET and $OPERATOR the sockets. It must end well; one that follows must
go on doing so for a second.
"""
import glob
import json
import os
import re
import shutil
import signal
import subprocess
import unittest

from harness import BIN, LIMIT, Home, IntegrationTest, eventually
from newsroom import Newsroom, Server

ROOT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
PAGES = sorted(glob.glob(os.path.join(ROOT, "docs", "man", "*.[1-8]")))
ESCAPES = {
    r"\(aq": "'", r"\(dq": '"', r"\(rs": "\\", r"\(ti": "~", r"\(ha": "^", r"\(ga": "`", r"\(bq": "`", r"\(em": "—", r"\(en": "–",
    r"\e": "\\", r"\-": "-", r"\&": "", r"\ ": " ", r"\\": "\\",
}
FOLLOWS = re.compile(r"\bfollow(=1)?\b(?!=0)")


def name(page):
    return os.path.basename(page)


def read(page):
    with open(page, encoding="utf-8") as file:
        return file.read()


def plain(text):
    """A line of a literal block as the reader sees it."""

    def replace(match):
        if match[0] not in ESCAPES:
            raise AssertionError(f"this test does not know the escape {match[0]} in: {text}")
        return ESCAPES[match[0]]

    return re.sub(r"\\(?:\(..|\[[^]]*\]|.)", replace, text)


def section(text, heading):
    found = re.search(rf"^\.Sh {heading}\n(.*?)(?=^\.Sh |\Z)", text, re.M | re.S)
    return found[1] if found else ""


def literal_blocks(text):
    """The lines of each literal block; requests within (`.Pp`) do not belong there."""
    for block in re.findall(r"^\.Bd -literal[^\n]*\n(.*?)^\.Ed$", text, re.M | re.S):
        yield [plain(line) for line in block.splitlines() if not line.startswith((".\\\"", "'\\\""))]


def commands(lines):
    """The commands of a block; one that ends with a backslash goes on in the next line."""
    whole = "\n".join(lines).replace("\\\n", "")
    return [line[2:] for line in whole.splitlines() if line.startswith("$ ")]


class Pages(unittest.TestCase):
    def test_there_are_pages(self):
        self.assertTrue(PAGES, "docs/man holds no page")

    @unittest.skipUnless(shutil.which("mandoc"), "SKIPPED: no mandoc, so no page was checked (apt install mandoc)")
    def test_mandoc_finds_no_fault(self):
        for page in PAGES:
            with self.subTest(page=name(page)):
                done = subprocess.run(
                    ["mandoc", "-Tlint", "-W", "warning", page], capture_output=True, text=True, timeout=LIMIT, check=False
                )
                self.assertEqual((done.returncode, done.stdout + done.stderr), (0, ""))

    def test_pages_of_ours_that_are_referred_to_exist(self):
        there = {name(page) for page in PAGES}
        for page in PAGES:
            for title, number in re.findall(r"^\.Xr (wireroom\S*) (\d)", read(page), re.M):
                with self.subTest(page=name(page)):
                    self.assertIn(f"{title}.{number}", there)

    def test_a_page_calls_itself_by_its_file_name(self):
        for page in PAGES:
            title, number = name(page).rsplit(".", 1)
            with self.subTest(page=name(page)):
                self.assertRegex(read(page), rf"(?m)^\.Dt {re.escape(title.upper())} {number}$")
                self.assertRegex(read(page), rf"(?m)^\.Nm {re.escape(title)}$")


class Examples(IntegrationTest):
    @classmethod
    def setUpClass(cls):
        newsroom = Newsroom()
        cls.server = Server(newsroom)
        cls.addClassCleanup(cls.server.stop)
        cls.home = Home([])
        cls.addClassCleanup(cls.home.remove)
        cls.runtime = os.path.join(cls.home.folder, "run")
        cls.home.socket = os.path.join(cls.runtime, "wireroom", "wireroom.sock")
        site = f"http://127.0.0.1:{cls.server.port}"
        cls.home.write_config([
            {"name": "lantern", "url": f"{site}/lantern/rss", "interval": "1s"},
            {"name": "lantern-world", "url": f"{site}/lantern/world.atom", "interval": "1s"},
        ])
        with open(cls.home.config, "a", encoding="utf-8") as file:
            file.write("monitors:\n  - { name: peskov, query: peskov }\n")
        starter = cls()
        cls.daemon = starter.start(cls.home)
        cls.addClassCleanup(starter.doCleanups)

        def events(kind):
            lines = cls.daemon.get("/v1/events")[2].splitlines()
            return [event for event in map(json.loads, lines) if event["type"] == kind]

        eventually(lambda: events("story.new"), "the first stories")
        newsroom.publish_model()
        eventually(lambda: any(not event["initial"] for event in events("story.new")), "the new story")
        newsroom.expand_model()
        eventually(lambda: events("monitor.matched"), "the expanded story matches")
        newsroom.repeat_in_section()
        eventually(lambda: events("story.sighted"), "the story in the other feed")
        cls.story = events("story.revised")[0]["story"]["id"]
        told = [event["story"]["id"] for event in events("story.new")]
        cls.other, cls.old = [story for story in told if story != cls.story][:2]

    def runTest(self):
        """For the instance that starts the daemon."""

    def environment(self):
        return dict(
            os.environ,
            PATH=os.path.abspath(BIN) + os.pathsep + os.environ["PATH"],
            HOME=self.home.folder,
            XDG_RUNTIME_DIR=self.runtime,
            WIREROOM_CONFIG=self.home.config,
            SOCKET=self.home.socket,
            OPERATOR=os.path.join(os.path.dirname(self.home.socket), "operator.sock"),
            ID=self.story,
            OTHER=self.other,
            OLD=self.old,
        )

    def run_command(self, command):
        """What it printed. One that follows is ended after a second, and must still be at it then."""
        with open(os.path.join(self.home.folder, "printed"), "w+", encoding="utf-8") as printed:
            process = subprocess.Popen(
                ["bash", "-o", "pipefail", "-c", command],
                stdin=subprocess.DEVNULL,
                stdout=printed,
                stderr=subprocess.STDOUT,
                env=self.environment(),
                cwd=self.home.folder,
                start_new_session=True,
            )
            follows = FOLLOWS.search(command) is not None
            try:
                status = process.wait(1 if follows else LIMIT)
            except subprocess.TimeoutExpired:
                status = 0 if follows else f"nothing within {LIMIT} s"
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            printed.seek(0)
            text = printed.read()
        self.assertEqual(status, 0, f"`{command}` printed: {text}")
        self.assertNotIn("about:blank", text, f"`{command}` got a fault for an answer")  # no error of curl's

    def test_every_example_works(self):
        for page in PAGES:
            blocks = list(literal_blocks(section(read(page), "EXAMPLES")))
            shown = [command for block in blocks for command in commands(block)]
            with self.subTest(page=name(page)):
                self.assertTrue(shown, "no command in a literal block of a section EXAMPLES")
            for command in shown:
                with self.subTest(page=name(page), command=command):
                    self.run_command(command)

    def test_every_file_shown_is_a_good_one(self):
        page = os.path.join(ROOT, "docs", "man", "wireroom.yaml.5")
        folder = os.path.join(self.home.folder, "shown")
        os.makedirs(os.path.join(folder, "feeds.d"))
        with open(os.path.join(folder, "subscriptions.opml"), "w", encoding="utf-8") as file:
            file.write('<opml version="2.0"><body><outline text="A" xmlUrl="https://a.example/rss"/></body></opml>')
        files = [
            block for block in literal_blocks(section(read(page), "EXAMPLES")) if not block[0].startswith(("$ ", "# "))
        ]

        self.assertTrue(files, "it shows no file")
        for lines in files:
            with self.subTest(begins=lines[0]):
                path = os.path.join(folder, "wireroom.yaml")
                with open(path, "w", encoding="utf-8") as file:
                    file.write("\n".join(lines) + "\n")
                done = subprocess.run(
                    [os.path.join(BIN, "wireroomd"), "--check-config", "--config", path],
                    capture_output=True, text=True, timeout=LIMIT, check=False,
                )
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


class Reading(unittest.TestCase):
    """The test of the test: what it takes for a command."""

    def test_commands_are_taken_from_literal_blocks_only(self):
        text = ".Sh EXAMPLES\n$ not one\n.Bd -literal -offset indent\n$ one \\(aqa\\(aq \\e\n  two\n# root\nprinted\n.Ed\n.Sh SEE ALSO\n"
        blocks = list(literal_blocks(section(text, "EXAMPLES")))
        self.assertEqual([commands(block) for block in blocks], [["one 'a'   two"]])

    def test_what_follows_is_known(self):
        for command, follows in {
            "wireroom follow --json": True,
            "curl 'http://x/v1/events?follow=1'": True,
            "curl 'http://x/v1/events?follow=0'": False,
            "wireroom events": False,
        }.items():
            self.assertEqual(FOLLOWS.search(command) is not None, follows, command)


if __name__ == "__main__":
    unittest.main()
