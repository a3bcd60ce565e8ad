"""`wireroomd --check-config` and `--print-config`: every fault of every file, and what is in force."""
import json
import os
import re
import subprocess
import unittest

from harness import BIN, LIMIT, Home, IntegrationTest

ROOT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
SHIPPED = os.path.join(ROOT, "config", "wireroom.yaml")

OPML = """<?xml version="1.0"?>
<opml version="2.0"><body>
  <outline text="Papers">
    <outline text="The Lantern" xmlUrl="https://lantern.example/rss"/>
    <outline text="Le Monde – Économie" xmlUrl="https://lemonde.example/rss"/>
    <outline text="Old files" xmlUrl="ftp://files.example/rss"/>
  </outline>
</body></opml>
"""


class ConfigTest(IntegrationTest):
    def setUp(self):
        self.home = self.make_home([])

    def write(self, name, text):
        path = os.path.join(self.home.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def run_daemon(self, *arguments):
        return subprocess.run(
            [os.path.abspath(os.path.join(BIN, "wireroomd")), *arguments],
            capture_output=True, text=True, timeout=LIMIT, check=False, cwd=self.home.folder,
        )

    def check(self, path):
        return self.run_daemon("--check-config", "--config", path)

    def test_a_pipe_that_nobody_writes_to_is_given_up(self):
        home = self.make_home([])
        os.remove(home.config)
        os.mkfifo(home.config)

        done = subprocess.run(
            [os.path.join(BIN, "wireroomd"), "--check-config", "--config", home.config],
            capture_output=True, text=True, timeout=LIMIT, check=False,
        )

        self.assertEqual(done.returncode, 2)
        self.assertIn("it is a pipe, and nothing came through it for 5 s", done.stderr)

    def test_the_shipped_configuration_has_no_fault(self):
        done = self.check(SHIPPED)

        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertRegex(done.stdout, r"\b12 feeds, 1 monitor\b")
        with open(SHIPPED, encoding="utf-8") as file:
            self.assertRegex(file.read(), r"(?m)^feeds:\n  - \{ name: kyiv-independent, url: .*https://kyivindependent")

    def test_what_is_commented_out_in_the_shipped_configuration_works(self):
        with open(SHIPPED, encoding="utf-8") as file:
            text = file.read()
        # A comment that is a key, an entry, or the end of a mapping; not one that is a sentence.
        text = re.sub(r"(?m)^( *)# ((?:- \{|[a-z_]+:(?: |$)).*)$", r"\1\2", text)
        text = re.sub(r"(?m)^  #   (\"127.*)$", r"    \1", text)
        path = self.write("all.yaml", text)
        self.write("subscriptions.opml", OPML)
        with open(os.path.join(ROOT, "config", "url-rules.txt"), encoding="utf-8") as file:
            self.write("url-rules.txt", file.read())
        self.write("editors-notes.txt", "label: from_the_night_desk:\n")

        done = self.check(path)

        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout, r"\b14 feeds, 1 monitor\b")
        printed = self.run_daemon("--print-config", "--config", path).stdout
        for key in ("contact", "ca_file", "operator_path", "127.0.0.1", "fd00::/8", "imported", "url-rules.txt"):
            self.assertIn(key, printed)

    def test_files_and_lists_are_read_and_counted(self):
        path = self.write(
            "w.yaml",
            'include: [ "feeds.d/*.yaml" ]\n'
            "feeds:\n  - { opml: lists/reader.opml, groups: [imported] }\n"
            '  - { name: mine, url: "https://mine.example/" }\n',
        )
        self.write("feeds.d/a.yaml", 'feeds: [ { name: a, url: "https://a.example/" } ]\n')
        self.write("feeds.d/m.yaml", "monitors: [ { name: peskov, query: peskov } ]\n")
        self.write("lists/reader.opml", OPML)

        done = self.check(path)

        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout, r"\b4 feeds, 1 monitor\b")
        self.assertIn("reader.opml:6:5: feed \"Old files\" is left out: scheme 'ftp' is not http or https", done.stderr)

    def test_every_fault_of_every_file_is_told_at_once(self):
        path = self.write(
            "w.yaml",
            "fetch: { flor: 1h }\n"
            "include: [ feeds.d/a.yaml, missing.yaml ]\n"
            "feeds:\n  - { name: lantern, url: gopher://lantern.example/ }\n  - { opml: none.opml }\n"
            'monitors:\n  - { name: m, query: "kremlin (peskov" }\n',
        )
        self.write("feeds.d/a.yaml", 'feeds: [ { name: lantern, url: "https://a.example/" } ]\nstore: {}\n')

        done = self.check(path)

        self.assertEqual(done.returncode, 2)
        lines = [line.replace(self.home.folder + "/", "") for line in done.stderr.splitlines()]
        self.assertEqual(
            lines[:7],
            [
                'w.yaml:1:10: unknown key "flor" in fetch; did you mean "floor"?',
                'w.yaml:2:28: include[1]: "missing.yaml" cannot be read: No such file or directory',
                "w.yaml:4:27: feeds[0].url: scheme 'gopher' is not http or https",
                'w.yaml:5:13: feeds[1].opml: "none.opml" cannot be read: No such file or directory',
                'w.yaml:7:32: monitors[0].query: a parenthesis is not closed; add a ")"',
                'feeds.d/a.yaml:1:18: feed name "lantern" is used twice, first in w.yaml:4',
                "feeds.d/a.yaml:2:1: store does not belong into an included file, which holds only feeds and monitors; "
                "write it into the main file",
            ],
        )
        self.assertIn("7 faults", lines[7])

    def test_the_operators_rules_are_checked_and_hold(self):
        path = self.write("w.yaml", "dedup: { url_rules: rules/urls.txt, notes: notes.txt }\n")
        self.write("rules/urls.txt", "drop bridge_id\ndorp utm_id\n")
        self.write("notes.txt", "label: from_the_night_desk:\nlable: x\n")

        faulty = self.check(path)

        self.assertEqual(faulty.returncode, 2)
        lines = [line.replace(self.home.folder + "/", "") for line in faulty.stderr.splitlines()]
        self.assertEqual(lines[0].split(";")[0], 'rules/urls.txt:2:1: no rule begins with "dorp"')
        self.assertTrue(lines[1].startswith("notes.txt:2:1: "), lines[1])
        self.assertIn("2 faults", lines[2])

        self.write("rules/urls.txt", "drop bridge_id\nkeep utm_id\n")
        self.write("notes.txt", "label: from_the_night_desk:\n")
        url = '"https://lantern.example/a?bridge_id=1&utm_id=2&utm_source=3"\n'

        def key(*arguments):
            done = subprocess.run(
                [os.path.abspath(os.path.join(BIN, "wireroom")), *arguments, "canon"], input=url,
                capture_output=True, text=True, timeout=LIMIT, check=True,
            )
            return json.loads(done.stdout)["key"]

        self.assertEqual(self.check(path).returncode, 0)
        self.assertEqual(key(), "//lantern.example/a?bridge_id=1")
        self.assertEqual(key("--config", path), "//lantern.example/a?utm_id=2")

    def test_a_fault_starts_nothing(self):
        self.write("wireroom.yaml", f"store: {{ path: {self.home.store} }}\nfeeds: [ {{ name: A }} ]\n")

        done = self.run_daemon("--config", self.home.config)

        self.assertEqual(done.returncode, 2)
        self.assertFalse(os.path.exists(self.home.store))

    def test_the_printed_configuration_means_the_same(self):
        path = self.write("w.yaml", 'include: [ "*.inc" ]\nfeeds: [ { opml: reader.opml, interval: 2h } ]\n')
        self.write("a.inc", "monitors: [ { name: m, query: 'title:\"it''s war\" OR ж*', on: [retitled] } ]\n")
        self.write("reader.opml", OPML)
        first = self.run_daemon("--print-config", "--config", path)
        self.assertEqual(first.returncode, 0, first.stderr)
        self.assertIn('name: le-monde-economie, url: "https://lemonde.example/rss"', first.stdout)

        again = self.run_daemon("--print-config", "--config", self.write("elsewhere/printed.yaml", first.stdout))

        self.assertEqual(again.returncode, 0, again.stderr)
        self.assertEqual(first.stdout.splitlines()[1:], again.stdout.splitlines()[1:])


if __name__ == "__main__":
    unittest.main()
