"""What the integration tests share: the real binaries, a temporary store, loopback only, every wait bounded.

`WIREROOM_BIN` names the folder with wireroomd and wireroom; ctest sets it.
"""
import contextlib
import http.client
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))

BIN = os.environ.get("WIREROOM_BIN", "build/dev/bin")
LIMIT = 30.0  # seconds that any single wait may take


def eventually(condition, what, limit=LIMIT):
    """Waits until condition() is true; fails the test with `what` after `limit` seconds. Returns its value."""
    deadline = time.monotonic() + limit
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {limit:.0f} s: {what}")
        time.sleep(0.01)


class Home:
    """A folder with a configuration, a store and a socket; removed at the end."""

    def __init__(self, feeds, fetch="per_host: { connections: 8, spacing: 0s }"):
        self.folder = tempfile.mkdtemp(prefix="wr-")
        self.config = os.path.join(self.folder, "wireroom.yaml")
        self.store = os.path.join(self.folder, "wireroom.db")
        self.socket = os.path.join(self.folder, "s")
        self.write_config(feeds, fetch)

    def write_config(self, feeds, fetch="per_host: { connections: 8, spacing: 0s }"):
        lines = [f"fetch: {{ {fetch} }}", f"store: {{ path: {self.store}, retention: none }}"]
        lines += [f"socket: {{ path: {self.socket} }}", "feeds:"]
        for feed in feeds:
            lines.append("  - { " + ", ".join(f'{k}: "{v}"' for k, v in feed.items()) + " }")
        with open(self.config, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def client(self, *arguments, check=True, text=None):
        """Runs the client and returns what it printed."""
        done = subprocess.run(
            [os.path.join(BIN, "wireroom"), "--config", self.config, *arguments],
            input=text,
            capture_output=True,
            text=True,
            timeout=LIMIT,
            check=False,
        )
        if check and done.returncode != 0:
            raise AssertionError(f"wireroom {' '.join(arguments)}: exit {done.returncode}: {done.stderr}")
        return done.stdout if check else done

    def ask(self, method, target, body=None, operator=True):
        """One request over the operators' socket, or the readers'; `body` is what JSON is made of. (status, headers, what the
        answer's JSON says)."""
        connection = UnixConnection(os.path.join(os.path.dirname(self.socket), "operator.sock") if operator else self.socket)
        try:
            connection.request(method, target, None if body is None else json.dumps(body))
            answer = connection.getresponse()
            return answer.status, answer.headers, json.loads(answer.read() or "null")
        finally:
            connection.close()

    def json_lines(self, *arguments):
        return [json.loads(line) for line in self.client(*arguments, "--json").splitlines()]

    def once(self, now=None, check=True):
        environment = dict(os.environ, **({"WIREROOM_NOW": now} if now else {}))
        done = subprocess.run(
            [os.path.join(BIN, "wireroomd"), "--config", self.config, "--once"],
            capture_output=True,
            text=True,
            timeout=LIMIT * 2,
            env=environment,
            check=False,
        )
        if check and done.returncode != 0:
            raise AssertionError(f"wireroomd --once: exit {done.returncode}: {done.stdout}{done.stderr}")
        return done

    @contextlib.contextmanager
    def database(self):
        connection = sqlite3.connect(f"file:{self.store}?mode=ro", uri=True, timeout=LIMIT)
        try:
            yield connection
        finally:
            connection.close()


class Daemon:
    """A running wireroomd."""

    def __init__(self, home, environment=None, wait=True):
        self.home = home
        self.log_path = os.path.join(home.folder, "log")
        self.log = open(self.log_path, "ab")
        self.process = subprocess.Popen(
            [os.path.join(BIN, "wireroomd"), "--config", home.config],
            stdout=self.log,
            stderr=self.log,
            env=dict(os.environ, **(environment or {})),
        )
        if wait:
            eventually(self.answers, "the daemon answers on its socket")

    def answers(self):
        if self.process.poll() is not None:
            raise AssertionError(f"wireroomd ended with {self.process.returncode}:\n{self.log_text()}")
        with contextlib.suppress(OSError):
            return self.get("/healthz")[0] == 200
        return False

    def log_text(self):
        with open(self.log_path, encoding="utf-8", errors="replace") as file:
            return file.read()

    def get(self, target):
        """One request over the socket: (status, headers, body)."""
        connection = UnixConnection(self.home.socket)
        try:
            connection.request("GET", target)
            response = connection.getresponse()
            return response.status, response.headers, response.read()
        finally:
            connection.close()

    def json(self, target):
        status, _, body = self.get(target)
        if status != 200:
            raise AssertionError(f"GET {target}: {status}: {body!r}")
        return json.loads(body)

    def rss_kib(self, peak=True):
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            fields = dict(line.split(":", 1) for line in file)
        return int(fields["VmHWM" if peak else "VmRSS"].split()[0])

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(LIMIT)
        self.log.close()

    def stop(self):
        """SIGTERM; returns (exit status, seconds it took)."""
        started = time.monotonic()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(LIMIT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise
        finally:
            self.log.close()
        return status, time.monotonic() - started


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("wireroom", timeout=LIMIT)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


class Follower:
    """`curl -N --unix-socket … /v1/events?follow=1`: collects the lines as they come."""

    def __init__(self, home, after="begin"):
        self.process = subprocess.Popen(
            ["curl", "-sN", "--unix-socket", home.socket, f"http://x/v1/events?follow=1&after={after}"],
            stdout=subprocess.PIPE,
            text=True,
        )
        self.lines = []
        self.thread = threading.Thread(target=self.collect, daemon=True)
        self.thread.start()

    def collect(self):
        for line in self.process.stdout:
            self.lines.append(json.loads(line))

    def events(self, *types):
        return [line for line in list(self.lines) if line["type"] in types]

    def wait_for(self, kind, count=1, limit=LIMIT):
        eventually(lambda: len(self.events(kind)) >= count, f"{count} {kind} on the stream", limit)
        return self.events(kind)

    def close(self):
        self.process.kill()
        self.process.wait()
        self.thread.join(LIMIT)
        self.process.stdout.close()


class ServiceManager:
    """Stands for systemd: hears what a daemon that is started with `environment` says."""

    def __init__(self, home):
        path = os.path.join(home.folder, "notify")
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(path)
        self.socket.settimeout(LIMIT)
        self.environment = {"NOTIFY_SOCKET": path}

    def hear(self, word):
        """The messages up to the first that has a line which begins with `word`."""
        heard = []
        while not heard or not any(line.startswith(word) for line in heard[-1]):
            heard.append(self.socket.recv(65536).decode().splitlines())
        return heard

    def close(self):
        self.socket.close()


class IntegrationTest(unittest.TestCase):
    """Removes what a test made, whatever way it ends."""

    def make_home(self, feeds, **keys):
        home = Home(feeds, **keys)
        self.addCleanup(home.remove)
        return home

    def start(self, home, **keys):
        daemon = Daemon(home, **keys)
        self.addCleanup(lambda: daemon.process.poll() is None and daemon.stop())
        return daemon

    def follow(self, home, after="begin"):
        follower = Follower(home, after)
        self.addCleanup(follower.close)
        return follower
