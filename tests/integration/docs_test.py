"""What the documents show is what the programs do.

Of docs/api.md, docs/configuration.md and the README, against a real daemon that a newsroom feeds:

- ```sh blocks, and the README's blocks without a language: every `curl` and `wireroom` command is run. A line is a command
  of its own; one that follows must print an event, any other must end well and print something that is no error.
- ```json behind a comment `<!-- GET /path [status] -->`, `<!-- POST [$OPERATOR] /path [body] -->`, `<!-- event type -->`: the real
  answer has every member shown.
- ```python blocks are run until they print.
- ```yaml blocks (those of docs/deduplication.md, too) pass `wireroomd --check-config`, and together they show every key of
  the tables.
"""
import glob
import json
import os
import re
import shutil
import signal
import subprocess
import threading
import time
import unittest

from harness import BIN, LIMIT, Home, IntegrationTest, UnixConnection, eventually
from newsroom import MODEL_TITLE, Newsroom, Server

ROOT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
COMMENT = re.compile(r"<!-- (GET|event) (\S+)(?: (\d+))? -->\s*$")
POST = re.compile(r"<!-- POST (\$OPERATOR )?(\S+)(?: (\{.*\}))? -->\s*$")


def document(name):
    with open(os.path.join(ROOT, name), encoding="utf-8") as file:
        return file.read()


def blocks(text):
    """(language, lines, the line before, line number) of every fenced block."""
    found, block, before = [], None, ""
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("```"):
            if block is None:
                block = (line.strip()[3:].strip(), [], before, number)
            else:
                found.append(block)
                block = None
        elif block is not None:
            block[1].append(line)
        elif line.strip():
            before = line
    assert block is None, f"the block of line {block[3]} has no end"
    return found


def section(text, heading):
    """From one heading of the second level to the next."""
    parts = re.split(r"^## ", text, flags=re.MULTILINE)
    return next(part for part in parts if part.startswith(heading + "\n"))


def missing(shown, real, path=""):
    """Members of an example that the real answer does not have; values may differ, types may not."""
    if isinstance(shown, dict) and isinstance(real, dict):
        for name, value in shown.items():
            if name in real:
                yield from missing(value, real[name], f"{path}.{name}")
            else:
                yield f"{path}.{name} does not exist"
    elif isinstance(shown, list) and isinstance(real, list):
        if shown and real:
            yield from missing(shown[0], real[0], path + "[0]")
    elif type(shown) is not type(real):
        yield f"{path} is a {type(real).__name__}, not a {type(shown).__name__}"


class DocsTest(IntegrationTest):
    @classmethod
    def setUpClass(cls):
        cls.addClassCleanup(cls.end)
        newsroom = Newsroom()
        cls.server = Server(newsroom)
        site = f"http://127.0.0.1:{cls.server.port}"
        cls.home = Home([])
        cls.runtime = os.path.join(cls.home.folder, "r")
        cls.home.socket = os.path.join(cls.runtime, "wireroom", "wireroom.sock")
        feeds = [
            {"name": "lantern", "url": f"{site}/lantern/rss", "interval": "1s"},
            {"name": "lantern-world", "url": f"{site}/lantern/world.atom", "interval": "1s"},
            {"name": "broken", "url": f"{site}/nothing"},
        ]
        cls.home.write_config(feeds)
        with open(cls.home.config, encoding="utf-8") as file:
            text = file.read().replace('"1s" }', '"1s", groups: [ukraine] }')
        with open(cls.home.config, "w", encoding="utf-8") as file:
            file.write(text + "monitors:\n  - { name: peskov, query: peskov }\n")
        cls.operator = os.path.join(cls.runtime, "wireroom", "operator.sock")
        test = cls()  # `start` belongs to instances
        cls.daemon = test.start(cls.home)
        cls.addClassCleanup(test.doCleanups)

        def wait_for(kind):
            eventually(lambda: kind in {event["type"] for event in cls.events()}, f"a {kind}")

        wait_for("story.new")
        newsroom.publish_model()
        eventually(lambda: any(not e["initial"] for e in cls.events() if e["type"] == "story.new"), "the story")
        newsroom.expand_model()
        wait_for("story.revised")
        wait_for("monitor.matched")
        newsroom.repeat_in_section()
        wait_for("story.sighted")
        revised = next(event for event in cls.events() if event["type"] == "story.revised")
        cls.story = revised["story"]["id"]
        cls.cursor = revised["cursor"]
        told = [event["story"]["id"] for event in cls.events() if event["type"] == "story.new"]
        cls.other = next(story for story in told if story != cls.story)

    @classmethod
    def end(cls):
        cls.server.stop()
        cls.home.remove()

    def runTest(self):
        """For the instance that starts the daemon."""

    @classmethod
    def events(cls):
        return [json.loads(line) for line in cls.daemon.get("/v1/events")[2].splitlines()]

    def environment(self):
        return dict(
            os.environ,
            PATH=os.path.abspath(BIN) + os.pathsep + os.environ["PATH"],
            XDG_RUNTIME_DIR=self.runtime,
            SOCKET=self.home.socket,
            OPERATOR=self.operator,
            WIREROOM_CONFIG=self.home.config,
        )

    def in_place(self, text):
        """The words that stand for something; the README calls its newspaper by its real name."""
        text = text.replace("kyiv-independent", "lantern")
        text = re.sub(r"\bOTHER\b", self.other, text)
        return re.sub(r"\bID\b", self.story, re.sub(r"\bCURSOR\b", self.cursor, text))

    def run_command(self, command):
        """Runs it to its end, or until it has told an event when it would go on for ever."""
        follows = "follow" in command.split("#")[0]
        process = subprocess.Popen(
            ["bash", "-o", "pipefail", "-c", command],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=self.environment(),
            cwd=self.home.folder,
            start_new_session=True,
        )
        lines, errors = [], []
        readers = [
            threading.Thread(target=lambda: lines.extend(iter(process.stdout.readline, "")), daemon=True),
            threading.Thread(target=lambda: errors.extend(iter(process.stderr.readline, "")), daemon=True),
        ]
        for reader in readers:
            reader.start()
        try:
            if follows:
                # A stream from now on may say nothing for long; that it began is told at once.
                quiet = time.monotonic() + (1 if "wireroom follow" in command else LIMIT)
                while process.poll() is None and not lines and time.monotonic() < quiet:
                    time.sleep(0.01)
                self.assertIsNone(process.poll(), f"`{command}` ended: {''.join(lines + errors)}")
                self.assertTrue(lines or "wireroom follow" in command, f"`{command}` says nothing")
            else:
                self.assertEqual(process.wait(LIMIT), 0, f"`{command}`: {''.join(lines + errors)}")
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            for reader in readers:
                reader.join(LIMIT)
            process.stdout.close()
            process.stderr.close()
        text = "".join(lines)
        self.assertNotIn("about:blank", text, command)  # an error of the API is no error of curl's
        return text

    def run_commands(self, text, languages):
        count = 0
        for language, lines, _, number in blocks(text):
            if language not in languages:
                continue
            for line in "\n".join(lines).replace("\\\n", " ").splitlines():
                if not line.startswith(("curl ", "wireroom ")):
                    continue
                if "| jq" in line and not shutil.which("jq"):
                    line = line[: line.index("| jq")]
                count += 1
                with self.subTest(command=line, block=number):
                    printed = self.run_command(self.in_place(line))
                    if "--failing" not in line and "wireroom follow" not in line:
                        self.assertTrue(printed.strip(), "prints nothing")
        return count

    def test_the_commands_of_the_api_work(self):
        self.assertGreater(self.run_commands(document("docs/api.md"), {"sh"}), 8)

    def test_the_commands_of_the_readme_work(self):
        self.assertGreater(self.run_commands(section(document("README.md"), "Reading"), {"sh", ""}), 9)
        self.assertGreater(self.run_commands(section(document("README.md"), "Other programs"), {"sh"}), 1)

    def test_answers_have_the_members_that_the_api_shows(self):
        compared = 0
        for language, lines, before, number in blocks(document("docs/api.md")):
            if language != "json":
                continue
            with self.subTest(block=number):
                shown = json.loads("\n".join(lines))
                comment, post = COMMENT.match(before), POST.match(before)
                if post:
                    status, real = self.post(*(part and self.in_place(part) for part in post.groups()))
                    self.assertEqual(status, 200, real)
                elif not comment:
                    continue
                elif comment[1] == "event":
                    real = next(event for event in self.events() if event["type"] == comment[2])
                else:
                    answered, _, body = self.daemon.get(self.in_place(comment[2]))
                    self.assertEqual(answered, int(comment[3] or 200), body)
                    real = json.loads(body)
                self.assertEqual(list(missing(shown, real)), [])
                compared += 1
        self.assertGreater(compared, 12)

    def post(self, operator, target, body=None):
        connection = UnixConnection(self.operator if operator else self.home.socket)
        try:
            connection.request("POST", target, body or "")
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            connection.close()

    def example(self, member):
        """The one answer in the API's page that has this member."""
        texts = ["\n".join(lines) for language, lines, _, _ in blocks(document("docs/api.md")) if language == "json"]
        found = [shown for shown in map(json.loads, texts) if member in shown]
        self.assertEqual(len(found), 1, member)
        return found[0]

    def test_reloads_answer_as_shown(self):
        with open(self.home.config, encoding="utf-8") as file:
            text = file.read()

        def reload(changed):
            with open(self.home.config, "w", encoding="utf-8") as file:
                file.write(changed)
            return self.post(True, "/v1/reload")

        self.addCleanup(reload, text)
        feed = "feeds:\n  - { name: ferry-wire, url: http://127.0.0.1:9/feed.json }\n"
        changed = text.replace("feeds:\n", feed).replace("query: peskov", "query: peskov OR kremlin")
        status, real = reload(changed.replace("/wireroom.sock", "/other.sock"))
        self.assertEqual(status, 200, real)
        for shown in self.example("changes")["changes"]:
            with self.subTest(shown=shown):
                same = [
                    one for one in real["changes"]
                    if (one["subject"], one["kind"], one["name"]) == (shown["subject"], shown["kind"], shown["name"])
                ]
                self.assertEqual(len(same), 1, real)
                self.assertEqual(list(missing(shown, same[0])), [])

        status, real = reload(text.replace("interval:", "intervall:"))
        self.assertEqual(status, 409, real)
        self.assertEqual(list(missing(self.example("faults"), real)), [])

    def test_every_event_type_that_happens_is_documented(self):
        table = set(re.findall(r"^\| `([a-z]+\.[a-z]+)` \|", document("docs/api.md"), re.MULTILINE))

        self.assertLessEqual({event["type"] for event in self.events()}, table)

    def test_every_reason_code_is_documented(self):
        table = re.findall(r"^\| (`.*?) \|", section(document("docs/deduplication.md"), "Reason codes"), re.MULTILINE)
        documented = re.findall(r"`([a-z-]+)`", "".join(table))
        used = set()
        for path in glob.glob(os.path.join(ROOT, "daemon", "dedup", "*.cpp")) + glob.glob(
            os.path.join(ROOT, "daemon", "store", "*.cpp")
        ):
            text = document(path)
            used |= set(re.findall(r'"((?:guid|alias|url|text|near|copy|operator)-[a-z-]+|refused-[a-z-]+)"', text))
            # Those of one word look like any other, but for where they stand.
            used |= set(re.findall(r'(?:\.code = |\bnote\(\s*\w+,\s*)"([a-z-]+)"', text))

        self.assertGreater(len(used), 40)
        self.assertLessEqual({"new", "twin", "removed", "split"}, used)
        self.assertEqual(len(documented), len(set(documented)), "a code stands in the table twice")
        self.assertEqual(used - set(documented), set(), "not in docs/deduplication.md")
        self.assertEqual(set(documented) - used, set(), "in docs/deduplication.md, and never given")

    def start_program(self, name):
        """Runs the one program in Python that a document shows."""
        programs = [lines for language, lines, _, _ in blocks(document(name)) if language == "python"]
        self.assertEqual(len(programs), 1)
        path = os.path.join(self.home.folder, "reader.py")
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(programs[0]) + "\n")
        process = subprocess.Popen(
            ["python3", path], stdout=subprocess.PIPE, text=True, env=self.environment(), cwd=self.home.folder
        )
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def test_the_program_of_the_readme_works(self):
        process = self.start_program("README.md")

        self.assertEqual(process.stdout.readline(), f"expanded {MODEL_TITLE}\n")

    def test_the_reader_in_python_works(self):
        process = self.start_program("docs/api.md")
        first, second = process.stdout.readline(), process.stdout.readline()

        self.assertTrue(first.startswith("new: "), first)
        self.assertTrue(second.startswith("expanded: "), second)
        place = os.path.join(self.home.folder, "cursor")

        def kept():
            with open(place, encoding="utf-8") as file:
                return file.read() == self.events()[-1]["cursor"]

        eventually(kept, "it keeps its cursor")

    def check_config(self, text):
        path = os.path.join(self.home.folder, "example.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        # What the examples call the export of another reader.
        with open(os.path.join(self.home.folder, "subscriptions.opml"), "w", encoding="utf-8") as file:
            file.write('<opml version="2.0"><body><outline text="One" xmlUrl="https://one.example/"/></body></opml>')
        # The rules that the guide shows are checked with the configurations that name them.
        shown = {language: lines for language, lines, _, _ in blocks(document("docs/configuration.md"))}
        for name, language in (("url-rules.txt", "urls"), ("editors-notes.txt", "notes")):
            with open(os.path.join(self.home.folder, name), "w", encoding="utf-8") as file:
                file.write("\n".join(shown[language]) + "\n")
        return subprocess.run(
            [os.path.join(BIN, "wireroomd"), "--check-config", "--config", path],
            capture_output=True, text=True, timeout=LIMIT, check=False,
        )

    def test_the_configurations_have_no_fault(self):
        for name in ("docs/configuration.md", "docs/deduplication.md", "README.md"):
            for language, lines, _, number in blocks(document(name)):
                if language == "yaml":
                    with self.subTest(document=name, block=number):
                        done = self.check_config("\n".join(lines))
                        self.assertEqual(done.returncode, 0, done.stderr)
        done = self.check_config(document("config/wireroom.yaml"))
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_every_key_of_the_tables_is_shown(self):
        text = document("docs/configuration.md")
        examples = "\n".join("\n".join(lines) for language, lines, _, _ in blocks(text) if language == "yaml")
        keys = re.findall(r"^\| `((?:fetch|store|socket|dedup|feeds|monitors)\.[a-z_.]+)` \|", text, re.MULTILINE)

        self.assertGreater(len(keys), 18)
        for key in keys:
            with self.subTest(key=key):
                for word in key.split("."):
                    self.assertRegex(examples, rf"(?m)(^|[\s{{]){word}:")


if __name__ == "__main__":
    unittest.main()
