"""The units: sound, hardened, and with everything that the daemon needs.

The service manager itself is not needed, only its tools (Debian package systemd); the system calls are watched by strace.
"""
import os
import re
import shutil
import signal
import subprocess
import tempfile
import unittest

from harness import BIN, LIMIT, Daemon, IntegrationTest, eventually
from newsroom import Newsroom, Server

ROOT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
UNITS = os.path.join(ROOT, "systemd")
EXPOSURE = 1.1  # of 10; fetching from the whole internet costs 1.0 of it

needs_systemd = unittest.skipUnless(
    shutil.which("systemd-analyze"), "SKIPPED: no systemd-analyze, so no unit was checked (apt install systemd)"
)


class Unit:
    """Settings of a unit, each with all its values."""

    def __init__(self, name):
        self.name = name
        self.values = {}
        part = None
        with open(os.path.join(UNITS, name), encoding="utf-8") as file:
            for line in file.read().splitlines():
                if line.startswith("["):
                    part = line.strip("[]")
                elif line and not line.startswith("#"):
                    key, _, value = line.partition("=")
                    self.values.setdefault((part, key), []).append(value)

    def get(self, part, key):
        return " ".join(self.values.get((part, key), []))


def run(*command, check=True):
    done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT, check=False)
    if check and done.returncode != 0:
        raise AssertionError(f"{' '.join(command)}: exit {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def text_of(*path):
    with open(os.path.join(UNITS, *path), encoding="utf-8") as file:
        return file.read()


@needs_systemd
class Analysis(unittest.TestCase):
    def test_the_service_is_exposed_no_more_than_it_must(self):
        printed = run(
            "systemd-analyze", "security", "--no-pager", "--offline=true", f"--threshold={round(EXPOSURE * 10)}",
            os.path.join(UNITS, "wireroomd.service"), check=False,
        )
        level = float(re.search(r"Overall exposure level for wireroomd\.service: ([0-9.]+)", printed)[1])

        faults = "\n".join(line for line in printed.splitlines() if line.startswith("✗"))
        self.assertLessEqual(level, EXPOSURE, faults)

    def test_the_units_have_no_fault(self):
        folder = tempfile.mkdtemp(prefix="wr-units-")
        self.addCleanup(shutil.rmtree, folder)
        paths = []
        for name in ("wireroomd.service", "wireroomd.socket", "wireroomd-operator.socket"):
            paths.append(os.path.join(folder, name))
            with open(paths[-1], "w", encoding="utf-8") as file:
                file.write(text_of(name).replace("/usr/bin/wireroomd", os.path.abspath(os.path.join(BIN, "wireroomd"))))

        # It speaks of every unknown key, and ends well all the same.
        self.assertEqual(run("systemd-analyze", "verify", "--man=no", *paths), "")

    def test_the_users_and_groups_can_be_made(self):
        root = tempfile.mkdtemp(prefix="wr-root-")
        self.addCleanup(shutil.rmtree, root)
        os.mkdir(os.path.join(root, "etc"))
        run("systemd-sysusers", f"--root={root}", os.path.join(UNITS, "sysusers.d", "wireroom.conf"))

        with open(os.path.join(root, "etc", "group"), encoding="utf-8") as file:
            groups = {line.split(":")[0] for line in file}
        with open(os.path.join(root, "etc", "passwd"), encoding="utf-8") as file:
            users = {line.split(":")[0]: line.strip().split(":") for line in file}
        self.assertLessEqual({"wireroom", "wireroom-operators"}, groups)
        self.assertEqual(users["wireroom"][5], "/var/lib/wireroom")
        self.assertIn("nologin", users["wireroom"][6])


class Agreement(unittest.TestCase):
    """What one file says and another must agree with."""

    service = Unit("wireroomd.service")
    sockets = {name: Unit(name) for name in ("wireroomd.socket", "wireroomd-operator.socket")}

    def test_the_sockets_are_those_that_the_programs_know(self):
        expected = {
            "wireroomd.socket": ("/run/wireroom/wireroom.sock", "reader", "wireroom"),
            "wireroomd-operator.socket": ("/run/wireroom/operator.sock", "operator", "wireroom-operators"),
        }
        for name, (path, descriptor, group) in expected.items():
            with self.subTest(unit=name):
                unit = self.sockets[name]
                self.assertEqual(unit.get("Socket", "ListenStream"), path)
                self.assertEqual(unit.get("Socket", "FileDescriptorName"), descriptor)
                self.assertEqual(unit.get("Socket", "SocketGroup"), group)
                self.assertEqual(unit.get("Socket", "SocketMode"), "0660")
                self.assertRegex(text_of("sysusers.d", "wireroom.conf"), rf"(?m)^[ug] {group} ")

    def test_both_sockets_belong_to_the_service(self):
        self.assertEqual(set(self.service.get("Service", "Sockets").split()), set(self.sockets))
        self.assertEqual(self.sockets["wireroomd-operator.socket"].get("Socket", "Service"), "wireroomd.service")
        self.assertEqual(set(self.service.get("Install", "Also").split()), set(self.sockets))

    def test_stopping_the_service_leaves_the_sockets(self):
        self.assertEqual(self.service.get("Service", "RuntimeDirectory"), "")
        self.assertRegex(text_of("tmpfiles.d", "wireroom.conf"), r"(?m)^d /run/wireroom 0755 root root -$")

    def test_the_daemon_may_take_the_time_that_it_needs_to_stop(self):
        self.assertGreater(int(self.service.get("Service", "TimeoutStopSec").removesuffix("s")), 10)

    def test_a_faulty_configuration_is_not_tried_again(self):
        folder = tempfile.mkdtemp(prefix="wr-units-")
        self.addCleanup(shutil.rmtree, folder)
        config = os.path.join(folder, "wireroom.yaml")
        with open(config, "w", encoding="utf-8") as file:
            file.write("nonsense: true\n")

        for options in ([], ["--check-config"], ["--print-config"]):
            done = subprocess.run(
                [os.path.join(BIN, "wireroomd"), "--config", config, *options],
                capture_output=True, text=True, timeout=LIMIT, check=False,
            )

            self.assertIn("1 fault in", done.stderr)
            self.assertIn(str(done.returncode), self.service.get("Service", "RestartPreventExitStatus").split())

    def test_every_manual_page_that_a_unit_names_exists(self):
        for unit in (self.service, *self.sockets.values()):
            for title, number in re.findall(r"man:(\S+)\((\d)\)", unit.get("Unit", "Documentation")):
                with self.subTest(unit=unit.name):
                    self.assertTrue(os.path.exists(os.path.join(ROOT, "docs", "man", f"{title}.{number}")), title)


def filtered_calls(expression):
    """The system calls of a filter like `@system-service ~@privileged`, groups in groups resolved."""
    groups, current = {}, None
    for line in run("systemd-analyze", "syscall-filter", "--no-pager").splitlines():
        line = re.sub(r"\x1b\[[0-9;]*m", "", line)
        if line.startswith("@"):
            current = groups.setdefault(line.strip(), [])
        elif line.startswith("    ") and not line.strip().startswith("#") and current is not None:
            current.append(line.strip())

    def resolve(name):
        return set().union(*map(resolve, groups[name])) if name.startswith("@") else {name}

    allowed = set()
    for word, denied in expression:
        allowed = allowed - resolve(word) if denied else allowed | resolve(word)
    return allowed | resolve("@default")


@needs_systemd
@unittest.skipUnless(shutil.which("strace"), "SKIPPED: no strace, so no system call was watched (apt install strace)")
@unittest.skipIf("WIREROOM_SANITIZED" in os.environ, "a sanitizer makes system calls of its own")
class SystemCalls(IntegrationTest):
    """The daemon at work makes no call that the service's filter would refuse, and opens no socket of another family."""

    def watch(self):
        """Strace's lines about a daemon that polls, answers, streams, reloads and stops."""
        newsroom = Newsroom()
        server = Server(newsroom)
        self.addCleanup(server.stop)
        home = self.make_home([
            {"name": "lantern", "url": f"http://127.0.0.1:{server.port}/lantern/rss", "interval": "1s"},
            {"name": "by-name", "url": f"http://localhost:{server.port}/lantern/world.atom", "interval": "1s"},
        ])
        trace = os.path.join(home.folder, "trace")
        daemon = TracedDaemon(home, trace)
        self.addCleanup(lambda: daemon.process.poll() is None and daemon.stop())
        follower = self.follow(home)
        follower.wait_for("story.new", 3)
        newsroom.publish_model()
        follower.wait_for("story.new", 4)
        newsroom.expand_model()
        follower.wait_for("story.revised")
        newsroom.repeat_in_section()
        follower.wait_for("story.sighted")
        daemon.process.send_signal(signal.SIGHUP)
        eventually(lambda: "SIGHUP" in daemon.log_text() or "config." in daemon.log_text(), "the reload")
        daemon.json("/v1/status")
        self.assertEqual(daemon.stop()[0], 0, daemon.log_text())

        def whole():
            with open(trace, encoding="utf-8", errors="replace") as file:
                lines = file.read().splitlines()
            end = re.compile(rf"{daemon.process.pid} +\+\+\+ exited")  # short numbers are padded
            return lines if any(map(end.match, lines)) else None

        return eventually(whole, "strace tells of the daemon's end")

    def test_the_filter_lets_through_what_the_daemon_does(self):
        service = Unit("wireroomd.service")
        filters = []
        for value in service.values["Service", "SystemCallFilter"]:
            filters += [(word, value.startswith("~")) for word in value.lstrip("~").split()]
        allowed = filtered_calls(filters)
        families = set(service.get("Service", "RestrictAddressFamilies").split())
        # Name resolution asks for the machine's addresses this way, and does without them.
        refused_and_missed_by_nobody = {"AF_NETLINK"}

        lines = self.watch()

        calls = {match[1] for match in (re.match(r"(?:\d+ +)?(\w+)\(", line) for line in lines) if match}
        self.assertLessEqual({"connect", "accept", "pwrite64", "fdatasync"}, calls, "strace did not see it at work")
        if os.geteuid() == 0:
            calls.discard("fchown")  # SQLite, as root only: its files get the owner of the database
        self.assertEqual(calls - allowed, set())
        used = {match[1] for match in (re.search(r"\bsocket\((AF_\w+)", line) for line in lines) if match}
        self.assertLessEqual(used - refused_and_missed_by_nobody, families)
        executable = [line for line in lines if re.search(r"\bm(map|protect)\(.*PROT_WRITE\|PROT_EXEC", line)]
        self.assertEqual(executable, [], "MemoryDenyWriteExecute= would refuse this")


class TracedDaemon(Daemon):
    """A wireroomd that a strace beside it (-D) watches."""

    def __init__(self, home, trace):
        self.home = home
        self.log_path = os.path.join(home.folder, "log")
        self.log = open(self.log_path, "ab")
        self.process = subprocess.Popen(
            ["strace", "-D", "-f", "-q", "-o", trace, os.path.join(BIN, "wireroomd"), "--config", home.config],
            stdout=self.log,
            stderr=self.log,
        )
        try:
            eventually(self.answers, "the daemon answers on its socket")
        except AssertionError as trouble:
            if "ptrace" in str(trouble):
                raise unittest.SkipTest("SKIPPED: this machine does not let strace trace") from trouble
            raise


if __name__ == "__main__":
    unittest.main()
