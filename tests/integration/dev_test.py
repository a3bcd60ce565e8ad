"""`./dev`: its help, and what `./dev run` runs (tests/support/attached.sh)."""
import os
import re
import signal
import subprocess
import threading
import unittest

from harness import BIN, LIMIT, IntegrationTest, eventually
from newsroom import MODEL_TITLE, Newsroom, Server

ROOT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))


class Attached:
    """attached.sh in a process group of its own, as a terminal starts it."""

    def __init__(self, home):
        self.process = subprocess.Popen(
            [os.path.join(ROOT, "tests", "support", "attached.sh"), os.path.abspath(BIN), home.config],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.text = ""
        self.reader = threading.Thread(target=self.collect, daemon=True)
        self.reader.start()

    def collect(self):
        for line in self.process.stdout:
            self.text += line

    def end(self):
        """Its exit status, once everything that it started is gone and its output read."""
        status = self.process.wait(LIMIT)
        self.reader.join(LIMIT)  # until nobody holds the pipe any more
        assert not self.reader.is_alive(), "something that it started still runs"
        self.process.stdout.close()
        return status


class Run(IntegrationTest):
    def setUp(self):
        self.newsroom = Newsroom()
        server = Server(self.newsroom)
        self.addCleanup(server.stop)
        self.home = self.make_home([
            {"name": "lantern", "url": f"http://127.0.0.1:{server.port}/lantern/rss", "interval": "1s"}
        ])

    def attach(self):
        run = Attached(self.home)
        self.addCleanup(lambda: run.process.poll() is None and os.killpg(run.process.pid, signal.SIGKILL))
        return run

    def interrupted(self, run):
        """What it printed, after what Ctrl-C sends to the terminal's foreground group."""
        os.killpg(run.process.pid, signal.SIGINT)
        self.assertEqual(run.end(), 0, run.text)
        return run.text

    def test_stories_are_told_as_they_come_and_ctrl_c_ends_it_well(self):
        run = self.attach()
        eventually(lambda: "Ctrl-C" in run.text, "the daemon is up")
        eventually(lambda: len(self.home.client("stories", "--json").splitlines()) == 3, "the first stories")
        self.newsroom.publish_model()
        eventually(lambda: MODEL_TITLE in run.text, f"the new story is told:\n{run.text}")

        text = self.interrupted(run)

        self.assertIn("dev: stopped; what was read is kept", text)
        self.assertNotIn("Terminated", text)
        self.assertFalse(os.path.exists(self.home.socket), "the daemon left its socket")

    def test_the_second_run_tells_what_came_since_the_first(self):
        self.home.once()
        self.newsroom.publish_model()
        self.home.once()  # stored before the second run begins: no news to it
        late = self.newsroom.publish_filler(5)

        run = self.attach()
        eventually(lambda: late.title in run.text, f"the story since then is told:\n{run.text}")
        text = self.interrupted(run)

        self.assertNotIn(MODEL_TITLE, text)

    def test_another_configuration_s_store_is_left_alone(self):
        own = [{"name": f"own{n}", "url": f"http://127.0.0.1:9/{n}", "interval": "1h"} for n in range(3)]
        with open(self.home.config, encoding="utf-8") as file:
            sample = file.read()
        self.home.write_config(own)
        self.home.once(check=False)
        with open(self.home.config, "w", encoding="utf-8") as file:
            file.write(sample)

        run = self.attach()

        self.assertEqual(run.end(), 1, run.text)
        self.assertIn("your store holds 3 feeds that", run.text)
        names = {feed["name"] for feed in self.home.json_lines("feeds")}
        self.assertEqual(names, {"own0", "own1", "own2"})

    def test_a_store_in_use_is_told_with_what_to_do(self):
        self.start(self.home)

        run = self.attach()

        self.assertEqual(run.end(), 1)
        self.assertIn("another wireroomd (pid", run.text)
        self.assertIn(f"answers at {self.home.socket} already: stop it, or watch it", run.text)

    def test_a_faulty_configuration_ends_it(self):
        with open(self.home.config, "a", encoding="utf-8") as file:
            file.write("feedz: []\n")

        run = self.attach()

        self.assertEqual(run.end(), 2)
        self.assertIn("feedz", run.text)


class Help(unittest.TestCase):
    def dev(self, *arguments):
        return subprocess.run(
            [os.path.join(ROOT, "dev"), *arguments], capture_output=True, text=True, timeout=LIMIT, check=False
        )

    def test_help_lists_every_command(self):
        with open(os.path.join(ROOT, "dev"), encoding="utf-8") as file:
            cases = re.findall(r"^        (\w+)( \| [-\w| ]+)?\)", file.read(), re.M)
        done = self.dev("help")

        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertGreater(len(cases), 6)
        for command, _ in cases:
            self.assertRegex(done.stdout, rf"(?m)^  {command}\b")

    def test_an_unknown_command_is_refused_with_the_help(self):
        done = self.dev("tset")

        self.assertEqual(done.returncode, 1)
        self.assertIn("unknown command: tset", done.stderr)
        self.assertIn("usage: ./dev COMMAND", done.stderr)


if __name__ == "__main__":
    unittest.main()
