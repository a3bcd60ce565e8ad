"""Socket activation: systemd binds, wireroomd serves, and the sockets outlive it (sd_listen_fds(3))."""
import os
import socket
import subprocess
import sys
import unittest

from harness import BIN, LIMIT, Daemon, IntegrationTest, UnixConnection, eventually

# What the service manager does between fork and exec: the sockets become descriptors 3 and 4.
HAND_OVER = """
import fcntl, os, sys
reader, operator, names = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
# Out of the way first: a copy that happens to be 3 would be closed on exec.
spare = [fcntl.fcntl(one, fcntl.F_DUPFD_CLOEXEC, 10) for one in (reader, operator)]
os.dup2(spare[0], 3); os.dup2(spare[1], 4)
os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="2", LISTEN_FDNAMES=names)
os.execv(sys.argv[4], sys.argv[4:])
"""


class Activation(IntegrationTest):
    def activate(self, home, names):
        self.paths = [os.path.join(home.folder, name) for name in ("reader", "operator")]
        listeners = []
        for path in self.paths:
            listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            listener.bind(path)
            listener.listen(16)
            self.addCleanup(listener.close)
            listeners.append(listener)
        descriptors = [listener.fileno() for listener in listeners]
        process = subprocess.Popen(
            [sys.executable, "-c", HAND_OVER, *map(str, descriptors), names]
            + [os.path.join(BIN, "wireroomd"), "--config", home.config],
            pass_fds=descriptors,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.addCleanup(process.stderr.close)
        self.addCleanup(lambda: process.poll() is None and (process.kill(), process.wait()))
        return process

    def get(self, path, target):
        connection = UnixConnection(path)
        try:
            connection.request("GET", target)
            return connection.getresponse().status
        finally:
            connection.close()

    def test_serves_on_the_sockets_it_was_given_and_leaves_them(self):
        home = self.make_home([])
        process = self.activate(home, "reader:operator")

        # The connection waits in the listener's queue until the daemon is up: nobody is refused.
        self.assertEqual(self.get(self.paths[0], "/v1/status"), 200)
        self.assertEqual(self.get(self.paths[1], "/v1/status"), 200)
        self.assertFalse(os.path.exists(home.socket), "it bound a socket of its own beside")
        process.terminate()
        self.assertEqual(process.wait(LIMIT), 0)
        self.assertTrue(all(os.path.exists(path) for path in self.paths))

    def test_an_unknown_name_is_refused_at_start(self):
        process = self.activate(self.make_home([]), "reader:strange")

        self.assertEqual(process.wait(LIMIT), 1)
        self.assertIn("strange", process.stderr.read())


class OneDaemonOneStore(IntegrationTest):
    def test_a_second_daemon_is_refused_with_the_pid_of_the_first(self):
        home = self.make_home([])
        first = self.start(home)

        second = subprocess.run(
            [os.path.join(BIN, "wireroomd"), "--config", home.config],
            capture_output=True, text=True, timeout=LIMIT, check=False,
        )

        self.assertEqual(second.returncode, 1)
        self.assertIn(str(first.process.pid), second.stderr)
        self.assertEqual(first.get("/healthz")[0], 200)

    def test_a_socket_left_by_a_killed_daemon_is_taken_over(self):
        home = self.make_home([])
        self.start(home).kill()
        self.assertTrue(os.path.exists(home.socket))

        daemon = Daemon(home)
        self.addCleanup(lambda: daemon.process.poll() is None and daemon.stop())

        eventually(daemon.answers, "the new daemon answers")


if __name__ == "__main__":
    unittest.main()
