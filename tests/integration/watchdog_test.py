"""What the daemon tells a service manager: a socket of the test's stands for systemd's."""
import os
import signal
import socket
import time
import unittest

from harness import LIMIT, IntegrationTest, eventually
from newsroom import Newsroom, Server


class WatchdogTest(IntegrationTest):
    def setUp(self):
        server = Server(Newsroom())
        self.addCleanup(server.stop)
        url = f"http://127.0.0.1:{server.port}/lantern/rss"
        self.home = self.make_home([{"name": "lantern", "url": url}])
        path = os.path.join(self.home.folder, "notify")
        self.manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.addCleanup(self.manager.close)
        self.manager.bind(path)
        self.manager.settimeout(LIMIT)
        self.environment = {"NOTIFY_SOCKET": path}

    def hear(self, word):
        """The messages up to the first that has a line which begins with `word`."""
        heard = []
        while not heard or not any(line.startswith(word) for line in heard[-1]):
            heard.append(self.manager.recv(65536).decode().splitlines())
        return heard

    def test_it_says_when_it_is_ready_and_when_it_stops(self):
        daemon = self.start(self.home, environment=self.environment)

        self.assertIn("STATUS=polling 1 feed", self.hear("READY=1")[-1])
        daemon.stop()
        self.hear("STOPPING=1")

    def test_it_is_alive_at_least_twice_in_an_interval(self):
        interval = 0.6
        self.start(
            self.home, environment=dict(self.environment, WATCHDOG_USEC=str(int(interval * 1e6))), wait=False
        )
        self.hear("READY=1")

        started = time.monotonic()
        for _ in range(6):
            self.hear("WATCHDOG=1")

        # At a third of the interval the six take 2 intervals; a loaded machine may need more, never less than half.
        self.assertGreater(time.monotonic() - started, interval)

    def test_nothing_is_said_when_nobody_watches(self):
        daemon = self.start(self.home, environment=self.environment)
        self.hear("READY=1")

        daemon.stop()

        self.assertFalse(any("WATCHDOG=1" in lines for lines in self.hear("STOPPING=1")))

    def test_a_reload_is_announced_with_its_time_and_ends_with_ready(self):
        daemon = self.start(self.home, environment=self.environment)
        self.hear("READY=1")
        before = time.monotonic_ns() // 1000

        daemon.process.send_signal(signal.SIGHUP)

        reloading = self.hear("RELOADING=1")[-1]
        told = next(int(line.split("=")[1]) for line in reloading if line.startswith("MONOTONIC_USEC="))
        self.assertTrue(before <= told <= time.monotonic_ns() // 1000, told)
        self.assertIn("STATUS=polling 1 feed", self.hear("READY=1")[-1])

    def test_a_refused_reload_ends_with_ready_too(self):
        daemon = self.start(self.home, environment=self.environment)
        self.hear("READY=1")
        with open(self.home.config, "w", encoding="utf-8") as file:
            file.write("nonsense: true\n")

        daemon.process.send_signal(signal.SIGHUP)

        self.hear("RELOADING=1")
        self.assertTrue(any("still in force" in line for line in self.hear("READY=1")[-1]))
        eventually(lambda: "config.kept" in daemon.log_text(), "the log says why")


if __name__ == "__main__":
    unittest.main()
