"""What the daemon tells a service manager: a socket of the test's stands for systemd's."""
import signal
import socket
import struct
import time
import unittest

from harness import IntegrationTest, ServiceManager, eventually
from newsroom import Newsroom, Server

SO_TIMESTAMPNS = 35  # of Linux; Python has no name for it


class WatchdogTest(IntegrationTest):
    def setUp(self):
        server = Server(Newsroom())
        self.addCleanup(server.stop)
        url = f"http://127.0.0.1:{server.port}/lantern/rss"
        self.home = self.make_home([{"name": "lantern", "url": url}])
        manager = ServiceManager(self.home)
        self.addCleanup(manager.close)
        self.environment = manager.environment
        self.hear = manager.hear
        self.socket = manager.socket
        self.socket.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)

    def sent_of(self, word):
        """When the next message that has such a line was sent, in seconds."""
        while True:
            message, notes, _, _ = self.socket.recvmsg(65536, 1024)
            if any(line.startswith(word) for line in message.decode().splitlines()):
                stamp = next(data for *kind, data in notes if kind == [socket.SOL_SOCKET, SO_TIMESTAMPNS])
                seconds, nanoseconds = struct.unpack("@ll", stamp)
                return seconds + nanoseconds / 1e9

    def test_it_says_when_it_is_ready_and_when_it_stops(self):
        daemon = self.start(self.home, environment=self.environment)

        self.assertIn("STATUS=polling 1 feed", self.hear("READY=1")[-1])
        daemon.stop()
        self.hear("STOPPING=1")

    def test_every_sign_of_life_comes_within_the_interval(self):
        interval, signs = 3.0, 6
        self.start(
            self.home, environment=dict(self.environment, WATCHDOG_USEC=str(int(interval * 1e6))), wait=False
        )
        self.hear("READY=1")

        # By the kernel's clock: a test that stalls and reads late sees no gaps that were none.
        sent = [self.sent_of("WATCHDOG=1") for _ in range(signs)]
        gaps = [later - earlier for earlier, later in zip(sent, sent[1:])]

        # They come a third of the interval apart, so a daemon on a loaded machine has twice that to spare.
        self.assertLess(max(gaps), interval, gaps)
        self.assertGreater(sum(gaps) / len(gaps), interval / 6, "more often than there is a use for")

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
