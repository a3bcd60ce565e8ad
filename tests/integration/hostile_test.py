"""Broken and malicious servers cost the healthy feeds nothing, and the daemon little."""
import os
import unittest

from harness import IntegrationTest, eventually
from hostile import Hostile

ATTACKS = ["gzip-bomb", "huge", "deep-nesting", "deep-html", "slow-loris", "stall-midbody", "redirect-loop", "truncated"]
HEALTHY = 5
PEAK_MIB = 150
SANITIZED = bool(os.environ.get("WIREROOM_SANITIZED"))
LATE_S = 2.0


class HostileServers(IntegrationTest):
    def test_healthy_feeds_stay_punctual_and_memory_stays_flat(self):
        server = Hostile()
        self.addCleanup(server.stop)
        # Two names for one server: hosts are told apart by name and port, and the sick one must not hold up the other.
        sick = f"http://localhost:{server.port}"
        sound = f"http://127.0.0.1:{server.port}"
        home = self.make_home(
            [{"name": name, "url": f"{sick}/{name}", "interval": "3s"} for name in ATTACKS]
            + [{"name": f"healthy-{i}", "url": f"{sound}/healthy?{i}", "interval": "1s"} for i in range(HEALTHY)],
            fetch="per_host: { connections: 16, spacing: 0s }",
        )
        daemon = self.start(home)

        def rounds():
            return min(len(self.asked(server, f"/healthy?{i}")) for i in range(HEALTHY))

        def attacked():
            return all(self.asked(server, f"/{name}") for name in ATTACKS)

        eventually(lambda: rounds() >= 8 and attacked(), "eight rounds of healthy polls beside all attacks", 90)

        for i in range(HEALTHY):
            times = self.asked(server, f"/healthy?{i}")
            longest = max(later - earlier for earlier, later in zip(times, times[1:]))
            self.assertLess(longest, 1.0 * 1.1 + LATE_S, f"healthy-{i} was late")
        feeds = {feed["name"]: feed for feed in daemon.json("/v1/feeds")["feeds"]}
        for name in ("gzip-bomb", "huge", "redirect-loop", "truncated"):
            self.assertEqual(feeds[name]["state"], "failing", feeds[name])
            self.assertTrue(feeds[name]["last_error"])
            self.assertNotIn("etag", feeds[name])
        self.assertEqual(feeds["healthy-0"]["state"], "ok")
        peak = daemon.rss_kib() / 1024
        print(f"peak RSS {peak:.0f} MiB")
        if SANITIZED:
            print("NOT CHECKED: the peak of memory, because sanitizers multiply it")
        else:
            self.assertLess(peak, PEAK_MIB)
        status, seconds = daemon.stop()
        self.assertEqual(status, 0)
        self.assertLess(seconds, 10)

    @staticmethod
    def asked(server, path):
        return [when for when, asked in list(server.requests) if asked == path]


if __name__ == "__main__":
    unittest.main()
