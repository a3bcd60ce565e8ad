"""What people see of wireroom(1), against a real daemon that a newsroom feeds."""
import contextlib
import json
import os
import pty
import re
import shutil
import subprocess
import threading
import unittest
import unittest.mock

from harness import BIN, LIMIT, IntegrationTest, eventually
from newsroom import MODEL_NOTE, MODEL_TITLE, Newsroom, Server

STORY_ID = r"[a-z2-7]{16}"
TIME = r"\d\d:\d\d:\d\d"


def exact(*parts):
    """A pattern of a whole line: plain texts as they are, compiled ones as patterns."""
    return re.compile("".join(p.pattern if hasattr(p, "pattern") else re.escape(p) for p in parts) + r"\Z")


AT = re.compile(TIME)
ID = re.compile(STORY_ID)


class Follow:
    """`wireroom follow …`: collects the lines of both outputs as they come."""

    def __init__(self, home, *arguments, environment=None):
        self.process = subprocess.Popen(
            [os.path.join(BIN, "wireroom"), "--config", home.config, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=dict(os.environ, TZ="UTC", **(environment or {})),
        )
        self.lines, self.errors = [], []
        self.threads = [
            threading.Thread(target=self.collect, args=(self.process.stdout, self.lines), daemon=True),
            threading.Thread(target=self.collect, args=(self.process.stderr, self.errors), daemon=True),
        ]
        for thread in self.threads:
            thread.start()

    @staticmethod
    def collect(stream, lines):
        for line in stream:
            lines.append(line.rstrip("\n"))

    def wait_for(self, pattern):
        def found():
            return next((line for line in list(self.lines) if re.search(pattern, line)), None)

        with contextlib.suppress(AssertionError):
            return eventually(found, "")
        raise AssertionError(f"no line like {pattern!r} in {self.lines} (errors: {self.errors})")

    def close(self):
        self.process.kill()
        self.process.wait()
        for thread in self.threads:
            thread.join(LIMIT)
        self.process.stdout.close()
        self.process.stderr.close()


class ClientTest(IntegrationTest):
    """A newsroom, a configuration and no daemon yet."""

    interval = "1s"

    def setUp(self):
        self.newsroom = Newsroom()
        self.server = Server(self.newsroom)
        self.addCleanup(self.server.stop)
        self.site = f"http://127.0.0.1:{self.server.port}"
        self.home = self.make_home([])
        self.operator = os.path.join(self.home.folder, "operator.sock")
        self.feeds = {
            "lantern": self.site + "/lantern/rss",
            "lantern-world": self.site + "/lantern/world.atom",
            "ferry-wire": self.site + "/ferrywire/feed.json",
        }
        self.monitors = {"peskov": ("peskov", "new, expanded, corrected, retracted")}
        self.configure()

    def configure(self, floor="1h", feeds=None, monitors=None):
        """Writes the configuration; a running daemon does not know of it."""
        lines = [f"fetch: {{ floor: {floor}, per_host: {{ connections: 8, spacing: 0s }} }}"]
        lines += [f"store: {{ path: {self.home.store} }}", f"socket: {{ path: {self.home.socket} }}", "feeds:"]
        interval = f', interval: "{self.interval}"' if self.interval else ""
        for name, url in (self.feeds if feeds is None else feeds).items():
            lines.append(f'  - {{ name: {name}, url: "{url}"{interval} }}')
        lines.append("monitors:")
        for name, (query, kinds) in (self.monitors if monitors is None else monitors).items():
            lines.append(f"  - {{ name: {name}, query: '{query}', on: [{kinds}] }}")
        with open(self.home.config, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")

    def run_follow(self, *arguments):
        follow = Follow(self.home, "follow", *arguments)
        self.addCleanup(follow.close)
        return follow

    def wait_for_stories(self, count):
        eventually(lambda: len(self.home.json_lines("stories", "--limit", "0")) >= count, f"{count} stories")

    def expect(self, done, code, out=None, error=None):
        """What a call of the client came to; errors are one line that begins with its name."""
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        if out is not None:
            self.assertEqual(done.stdout, out)
        if error is not None:
            self.assertRegex(done.stderr, r"\Awireroom: " + error + r"\n\Z")

    def on_terminal(self, *arguments, columns=80, until=None):
        """What the client writes to a terminal, with \\n for its line ends; it is ended when that matches `until`."""
        master, slave = pty.openpty()
        environment = dict(os.environ, TERM="xterm-256color", COLUMNS=str(columns), TZ="UTC")
        environment.pop("NO_COLOR", None)
        process = subprocess.Popen(
            [os.path.join(BIN, "wireroom"), "--config", self.home.config, *arguments],
            stdin=slave, stdout=slave, stderr=slave, env=environment,
        )
        os.close(slave)
        text = b""
        alarm = threading.Timer(LIMIT, process.kill)
        alarm.start()
        with contextlib.suppress(OSError):  # EIO: the terminal's other side is gone
            while piece := os.read(master, 65536):
                text += piece
                if until and re.search(until, re.sub(r"\x1b\[[0-9;]*m", "", text.decode("utf-8", "ignore"))):
                    process.kill()
        os.close(master)
        alarm.cancel()
        process.wait(LIMIT)
        return text.decode("utf-8").replace("\r\n", "\n")


class FollowTest(ClientTest):
    def test_a_first_run_is_a_line_a_feed_then_only_what_is_new(self):
        self.start(self.home)
        follow = self.run_follow("--after", "begin")
        follow.wait_for("^lantern: ")
        follow.wait_for("^ferry-wire: ")
        self.assertEqual(sorted(follow.lines), ["ferry-wire: 1 story", "lantern: 3 stories"])

        self.newsroom.publish_model()
        new = follow.wait_for("  new  ")
        self.newsroom.expand_model()
        revised = follow.wait_for("  revised  ")
        matched = follow.wait_for("  matched  ")
        self.newsroom.repeat_in_section()
        # The section's first story: news for its reader, since the feed itself was polled before.
        sighted = follow.wait_for("  sighted  |^lantern-world: ")

        self.assertRegex(new, exact(AT, "  new      lantern  ", MODEL_TITLE, " · ", ID))
        change = f" · expanded (material): +48 words · “{MODEL_NOTE}” · "
        self.assertRegex(revised, exact(AT, "  revised  lantern  ", MODEL_TITLE, change, ID))
        self.assertRegex(matched, exact(AT, "  matched  peskov  ", MODEL_TITLE, change, ID))
        self.assertIn(MODEL_TITLE, sighted)
        self.assertEqual(len(follow.lines), 6, follow.lines)
        self.assertEqual(follow.errors, [])

    def test_json_is_the_log_as_it_is(self):
        self.start(self.home)
        follow = self.run_follow("--after", "begin", "--json")
        eventually(lambda: sum('"story.new"' in line for line in list(follow.lines)) == 4, "four stories")

        events = [json.loads(line) for line in list(follow.lines)]

        self.assertEqual(sum(event["type"] == "feed.added" for event in events), 3)
        self.assertEqual(events[0]["type"], "stream.checkpoint")

    def test_a_monitor_is_followed_by_itself(self):
        self.newsroom.publish_model()
        self.newsroom.expand_model()
        self.start(self.home)
        follow = self.run_follow("--after", "begin", "--monitor", "peskov")

        follow.wait_for("^peskov: ")
        self.newsroom.publish_filler(7).paragraphs.append("Dmitry Peskov had no comment on number 7.")
        matched = follow.wait_for("  matched  peskov  ")

        self.assertEqual(follow.lines[0], "peskov: 1 story matches already")
        self.assertRegex(matched, rf"^{TIME}  matched  peskov  .* · {STORY_ID}$")
        self.assertEqual(len(follow.lines), 2, follow.lines)

    def test_a_daemon_that_goes_away_is_waited_for(self):
        daemon = self.start(self.home)
        follow = self.run_follow("--after", "begin")
        follow.wait_for("^lantern: 3")
        daemon.stop()
        eventually(lambda: any("went away" in line for line in list(follow.errors)), "it says so")
        self.newsroom.publish_model()

        self.start(self.home)

        self.assertIn(MODEL_TITLE, follow.wait_for("  new  "))
        self.assertEqual([line for line in follow.errors if "went away" not in line], ["wireroom: the daemon is back"])
        self.assertEqual(sum("went away" in line for line in follow.errors), 1)

    def test_on_a_terminal_it_says_what_is_followed_and_wraps_its_lines(self):
        self.feeds["broken"] = self.site + "/nothing"
        self.configure()
        self.start(self.home)
        self.wait_for_stories(4)
        eventually(lambda: self.home.json_lines("feeds", "--failing"), "a feed that fails")
        self.newsroom.publish_model()
        self.wait_for_stories(5)
        self.newsroom.expand_model()

        text = self.on_terminal("follow", "--after", "begin", until=f"(?s)  revised  .* {STORY_ID}")
        monitor = self.on_terminal("follow", "--monitor", "peskov", until="\n")

        lines = re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines()
        self.assertEqual(lines[0], "wireroom: following 4 feeds, 1 failing (wireroom feeds --failing); Ctrl-C ends")
        self.assertLessEqual(max(map(len, lines[1:])), 80)
        revised = next(i for i, line in enumerate(lines) if "  revised  " in line)
        self.assertRegex(lines[revised + 1], r"^ {10}\S")
        self.assertEqual(monitor, "wireroom: following monitor peskov; Ctrl-C ends\n")

    def test_without_a_network_there_is_one_calm_line(self):
        self.configure(feeds={name: f"https://{name}.invalid/rss" for name in ("a", "b", "c", "d")})
        self.start(self.home)
        follow = self.run_follow()

        eventually(lambda: follow.errors, "a line about the network")
        status = json.loads(self.home.client("status", "--json"))
        text = self.home.client("status")
        why = self.home.client("why", "a")

        self.assertEqual(
            follow.errors,
            ["wireroom: no network: nothing on the internet can be polled; wireroomd tries again every minute"],
        )
        self.assertEqual(follow.lines, [])
        self.assertIn("offline_since", status)
        self.assertRegex(text, r"(?m)^offline      for .*: nothing on the internet can be polled, ")
        self.assertIn("The machine has been offline for", why)


class OperatorTest(ClientTest):
    interval = None  # an hour between polls: what happens is what was asked for

    def test_refresh_polls_now_and_says_what_came_of_it(self):
        self.feeds["broken"] = self.site + "/nothing"
        self.configure()
        self.start(self.home)
        self.wait_for_stories(4)
        self.newsroom.publish_model()

        news = self.home.client("refresh", "lantern")
        same = self.home.client("refresh", "lantern", "1")
        everything = self.home.client("refresh", check=False)
        asked = self.home.client("refresh", "ferry-wire", "--no-wait")
        as_json = self.home.json_lines("refresh", "lantern", "ferry-wire")

        self.assertRegex(news, r"\Alantern: 1 new; next poll in (1 h|\d+ min)\n\Z")
        self.assertRegex(same, r"\Alantern: unchanged; next poll in (1 h|\d+ min)\n\Z")  # feed 1 is the same feed
        self.expect(everything, 1)
        self.assertRegex(everything.stdout, r"(?m)^broken: failed: .*404.*; next attempt in ")
        self.assertRegex(everything.stdout, r"(?m)^lantern-world: unchanged; ")
        self.assertRegex(asked, r"\Aferry-wire: ")
        self.assertEqual([(r["feed"], r["done"]) for r in as_json], [("lantern", True), ("ferry-wire", True)])

    def test_reload_prints_the_difference(self):
        self.start(self.home)
        self.wait_for_stories(4)
        self.assertEqual(self.home.client("reload"), "nothing changed\n")
        feeds = {
            "lantern": self.feeds["lantern"],
            "world": self.feeds["lantern-world"],
            "broken": self.site + "/nothing",
        }
        self.configure(floor="2h", feeds=feeds, monitors={**self.monitors, "kyiv": ("kyiv", "new")})

        difference = self.home.client("reload").splitlines()

        self.assertEqual(
            sorted(difference),
            sorted(
                [
                    f"+ feed broken  {self.site}/nothing",
                    "- feed ferry-wire (retired; its stories stay)",
                    "~ feed world renamed from lantern-world",
                    "+ monitor kyiv  kyiv",
                    "~ fetch.floor 1h → 2h",
                ]
            ),
        )
        self.assertEqual(len(self.home.json_lines("stories", "--limit", "0")), 4)

    def test_a_faulty_file_changes_nothing_and_every_fault_is_told(self):
        self.start(self.home)
        with open(self.home.config, encoding="utf-8") as file:
            text = file.read()
        with open(self.home.config, "w", encoding="utf-8") as file:
            file.write(text.replace("floor: 1h", "flor: 1h").replace("per_host", "per_hots"))

        reload = self.home.client("reload", check=False)
        check = self.home.client("check", check=False)

        for done in (reload, check):
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assertEqual(done.stdout, "")
            faults = [line for line in done.stderr.splitlines() if line.startswith(self.home.config + ":1:")]
            self.assertEqual(len(faults), 2, done.stderr)
            self.assertRegex(faults[0], r':1:\d+: .*flor.*did you mean "floor"')
        self.assertEqual(json.loads(self.home.client("status", "--json"))["feeds"]["total"], 3)

    def test_a_file_that_is_no_yaml_keeps_nobody_from_the_daemon(self):
        runtime = os.path.join(self.home.folder, "runtime")
        os.mkdir(runtime)
        self.home.socket = os.path.join(runtime, "wireroom", "wireroom.sock")
        with open(self.home.config, encoding="utf-8") as file:
            good = "".join(line for line in file if not line.startswith("socket:"))
        with open(self.home.config, "w", encoding="utf-8") as file:
            file.write(good)
        with unittest.mock.patch.dict(os.environ, XDG_RUNTIME_DIR=runtime):
            self.start(self.home)
            with open(self.home.config, "w", encoding="utf-8") as file:
                file.write(good + "}\n")

            status = self.home.client("status", check=False)
            reload = self.home.client("reload", check=False)

        notice = rf"wireroom: {re.escape(self.home.config)}:\d+:\d+: not YAML: .*; looking in the usual places\n"
        self.assertEqual(status.returncode, 0)
        self.assertRegex(status.stdout, "(?m)^daemon       wireroomd .*running for ")
        self.assertRegex(status.stderr, rf"\A{notice}\Z")
        self.assertEqual(reload.returncode, 2, reload.stderr)
        self.assertRegex(reload.stderr, rf"\A{notice}{re.escape(self.home.config)}:\d+:\d+: not YAML: ")
        self.assertRegex(reload.stderr, r"stays in force\n\Z")

    def test_a_daemon_that_listens_where_it_did_is_not_said_to_be_down(self):
        daemon = self.start(self.home)
        self.wait_for_stories(4)
        with open(self.home.config, encoding="utf-8") as file:
            text = file.read()
        moved = os.path.join(self.home.folder, "moved", "s")
        with open(self.home.config, "w", encoding="utf-8") as file:
            file.write(text.replace(f"path: {self.home.socket} ", f"path: {moved} "))
        elsewhere = (
            rf"wireroomd \(pid {daemon.process.pid}\) runs, but not at {os.path.dirname(moved)}/\S+: "
            "was socket.path changed[?] restart it, or name its socket with --socket"
        )

        for verb in (["follow"], ["reload"], ["refresh"]):
            with self.subTest(verb=verb):
                self.expect(self.home.client(*verb, check=False), 3, out="", error=elsewhere)
        stories = self.home.client("stories", check=False)
        status = self.home.client("status", check=False)

        self.expect(stories, 0, error=elsewhere + "; this is from its store")
        self.assertEqual(len(stories.stdout.splitlines()), 4)
        self.assertRegex(status.stdout, "(?m)^daemon       running, but somewhere else; ")
        self.assertIn("running for", self.home.client("status", "--socket", self.home.socket))

    def test_a_reload_that_drops_most_feeds_wants_to_be_forced(self):
        self.start(self.home)
        self.configure(feeds={"lantern": self.feeds["lantern"]})

        refused = self.home.client("reload", check=False)
        forced = self.home.client("reload", "--force")

        self.expect(refused, 1, out="", error=".*--force.*")
        self.assertEqual(forced.count("retired; its stories stay"), 2)

    def test_without_a_daemon_they_say_how_to_start_it(self):
        self.home.once()
        for verb in (["refresh"], ["refresh", "lantern"], ["reload"], ["follow"], ["events", "--since", "0", "--follow"]):
            with self.subTest(verb=verb):
                done = self.home.client(*verb, check=False)
                self.expect(done, 3, out="", error="wireroomd is not running.*start it.*wireroomd.*")
        self.assertEqual(len(self.home.client("stories").splitlines()), 4)  # the store is read all the same

    def test_whoever_may_not_is_told_who_may(self):
        self.start(self.home)
        keys = {}
        client = os.path.join(BIN, "wireroom")
        if os.geteuid() == 0:
            keys = {"user": 65534, "group": 65534, "extra_groups": []}
            os.chmod(self.home.folder, 0o755)
            client = shutil.copy(client, self.home.folder)  # where anybody may run it
            os.chmod(client, 0o755)
        for mode, who in ((0o600, "its owner's alone: run this as "), (0o060, r"the group \S+: join it \(sudo usermod ")):
            os.chmod(self.operator, mode)
            if mode == 0o600 and os.geteuid() != 0:
                os.chmod(self.operator, 0)
            for verb in ("refresh", "reload"):
                with self.subTest(verb=verb, mode=oct(mode)):
                    done = subprocess.run(
                        [client, "--config", self.home.config, verb],
                        capture_output=True, text=True, timeout=LIMIT, check=False, cwd=self.home.folder, **keys,
                    )
                    self.expect(done, 3, out="", error=f"you may not open {re.escape(self.operator)}; .*{who}.*")


class ArchiveTest(ClientTest):
    @property
    def model(self):
        return next(story for story in self.home.json_lines("stories") if story["title"] == MODEL_TITLE)

    def start_with_the_model(self):
        """A daemon that saw the model story come and be expanded."""
        self.start(self.home)
        self.wait_for_stories(4)
        self.newsroom.publish_model()
        self.wait_for_stories(5)
        self.newsroom.expand_model()
        eventually(lambda: self.model["revision"] == 2, "the expansion")

    def test_monitors_are_listed_tried_and_their_stories_shown(self):
        self.start_with_the_model()

        listed = self.home.client("monitor", "list")
        tried = self.home.client("monitor", "test", "kremlin NEAR/10 peskov", "--last", "1d")
        stories = self.home.client("stories", "--monitor", "peskov")
        none = self.home.client("monitor", "test", "zeppelin")

        name, count, last, kinds, query = listed.rstrip("\n").split("\t")
        self.assertEqual((name, count, kinds, query), ("peskov", "1", "new,expanded,corrected,retracted", "peskov"))
        self.assertTrue(last.endswith("Z"), last)
        story, _, revision, title, _ = tried.rstrip("\n").split("\t")
        self.assertEqual((story, revision, title), (self.model["id"], "2", MODEL_TITLE))
        self.assertEqual([line.split("\t")[0] for line in stories.splitlines()], [self.model["id"]])
        self.assertEqual(none, "")
        self.assertEqual(self.home.json_lines("monitor", "list")[0]["name"], "peskov")

    def test_a_query_that_does_not_compile_is_pointed_at(self):
        done = self.home.client("monitor", "test", "kremlin AND (peskov", check=False)
        self.home.once()
        piped = self.home.client("monitor", "test", "kremlin AND (peskov", check=False)
        shown = self.on_terminal("monitor", "test", "kremlin AND (peskov")

        self.assertEqual(done.returncode, 3)  # there is no store to ask yet
        self.expect(piped, 2, out="", error="the query: .*, at column 13.*")
        self.assertTrue(shown.startswith("kremlin AND (peskov\n            ^\nwireroom: the query: "), shown)

    def test_a_status_counts_what_there_is(self):
        self.start_with_the_model()

        text = self.home.client("status")

        for line in (r"daemon       wireroomd \S+, running for ", "feeds        3\n", "stories      5, with 6 rev", "monitors     1\n"):
            self.assertRegex(text, "(?m)^" + line)
        self.assertNotIn("offline", text)

    def test_export_is_opml_that_names_every_feed(self):
        self.home.once()

        text = self.home.client("export")

        self.assertTrue(text.startswith("<?xml"), text)
        for url in self.feeds.values():
            self.assertIn(url, text)

    def test_mistakes_are_one_line_that_says_what_to_do(self):
        self.home.once()
        cases = [
            (["why", "nothing"], 1, "there is no feed named nothing; wireroom feeds shows those there are"),
            (["why", "https://none.example/"], 1, "no feed has the URL .*; wireroom feeds shows those there are"),
            (["stories", "--feed", "nothing"], 1, "there is no feed named nothing; wireroom feeds shows those there are"),
            (["stories", "--monitor", "peskv"], 1,
             "there is no monitor named peskv; wireroom monitor list shows those there are"),
            (["monitor", "test", "-football"], 2, '-football is no option; .* behind --: .* -- "-football"; .*'),
            (["show", "aaaaaaaaaaaaaaaa"], 1, ".*; wireroom stories lists them"),
            (["stories", "--since", "yesterday"], 2, "--since yesterday is no time: say .*"),
            (["stoires"], 2, "stoires is no verb; did you mean stories[?]; see wireroom --help"),
            (["monitor"], 2, "say wireroom monitor list, or .*"),
            (["add", "https://a.example/"], 2,
             f"add: this version reads its feeds from the configuration file; edit {re.escape(self.home.config)}, .*reload"),
        ]
        for arguments, code, error in cases:
            with self.subTest(arguments=arguments):
                self.expect(self.home.client(*arguments, check=False), code, out="", error=error)

    def test_follow_knows_the_types_that_the_api_has(self):
        self.start(self.home)
        root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
        with open(os.path.join(root, "docs", "api.md"), encoding="utf-8") as file:
            rows = re.findall(r"^\| `((?:story|monitor|feed)\.[a-z]+)` \|", file.read(), re.MULTILINE)

        done = self.home.client("follow", "--type", "new", check=False)

        self.assertGreater(len(rows), 10)
        self.expect(done, 2, out="", error='--type: "new" is no event type; did you mean story.new[?]; there are .*')
        self.assertEqual(done.stderr.strip().split("there are ")[1].split(", "), rows)

    def test_what_was_asked_for_in_vain_is_named(self):
        self.home.once()

        self.assertEqual(self.on_terminal("stories", "--group", "ukrain"), "no story of group ukrain\n")
        self.assertEqual(self.home.client("stories", "--group", "ukrain"), "")

    def test_without_a_verb_there_is_a_short_help(self):
        done = self.home.client(check=False)

        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertTrue(done.stderr.startswith("usage: wireroom "), done.stderr)
        self.assertLess(done.stderr.count("\n"), 25)

    def test_check_counts_what_is_right(self):
        done = self.home.client("check", self.home.config)

        self.assertEqual(done, f"{self.home.config}: 3 feeds, 1 monitor, no faults\n")

    def test_a_reader_that_has_enough_is_no_failure(self):
        self.home.once()
        for verb in ("stories --limit 0", "events --since 0", "feeds", "export", "stories --json --limit 0"):
            with self.subTest(verb=verb):
                done = subprocess.run(
                    ["bash", "-o", "pipefail", "-c", f"wireroom {verb} | head -1"],
                    env=dict(
                        os.environ,
                        PATH=os.path.abspath(BIN) + os.pathsep + os.environ["PATH"],
                        WIREROOM_CONFIG=self.home.config,
                    ),
                    capture_output=True, text=True, timeout=LIMIT, check=False,
                )
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                self.assertEqual(done.stdout.count("\n"), 1)

    def test_nothing_that_a_feed_says_moves_the_terminal(self):
        wild = "\u009b2J\u202e]8;;https://evil.example/\\ wild\u2066 \u0090q\u007f title"
        self.newsroom.publish_model()
        with self.newsroom.lock:
            self.newsroom.model.title = wild
            self.newsroom.model.paragraphs[0] += wild
        self.home.once(check=False)
        story = next(s for s in self.home.json_lines("stories") if "wild" in s["title"])
        self.assertIn("title", story["title"])

        calls = [
            ["stories"], ["stories", "--json"], ["show", story["id"]], ["show", "--json", story["id"]],
            ["events", "--since", "0"], ["events", "--since", "0", "--json"], ["feeds"], ["export"],
            ["monitor", "test", "wild"],
        ]
        for call in calls:
            with self.subTest(call=call):
                text = self.on_terminal(*call)
                plain = re.sub(r"\x1b\[[0-9;]*m", "", text)  # our own colours
                self.assertIn("wild" if call[0] not in ("feeds", "export") else "antern", plain)
                self.assertNotRegex(plain, "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

    def test_tables_fit_the_terminal(self):
        self.home.once()
        for columns in (60, 80, 120):
            for verb in (["stories"], ["feeds"], ["monitor", "list"]):
                with self.subTest(verb=verb, columns=columns):
                    text = re.sub(r"\x1b\[[0-9;]*m", "", self.on_terminal(*verb, columns=columns))
                    self.assertLessEqual(max(map(len, text.splitlines())), columns)


if __name__ == "__main__":
    unittest.main()
