"""The events of the log are those of the manual: programs match on them."""
import glob
import os
import re
import subprocess
import unittest

from harness import BIN, LIMIT

ROOT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))


class LogTest(unittest.TestCase):
    def test_every_event_is_in_the_manual_and_no_other(self):
        logged = set()
        for path in glob.glob(os.path.join(ROOT, "daemon", "*", "*.cpp")):
            with open(path, encoding="utf-8") as file:
                text = file.read()
            if "log::" in text or path.endswith("log.cpp"):
                logged |= set(re.findall(r'log::(?:debug|info|warning|error)\(\s*"([a-z]+\.[a-z_]+)"', text))
                logged |= set(re.findall(r'log::write\(\s*[^"();]*,\s*"([a-z]+\.[a-z_]+)"', text))
                logged |= set(re.findall(r'"(config\.(?:changed|needs_restart))"', text))
        with open(os.path.join(ROOT, "docs", "man", "wireroomd.8"), encoding="utf-8") as file:
            documented = set(re.findall(r"^\.It Li (\S+) Ta ", file.read(), re.MULTILINE))

        self.assertGreater(len(logged), 25)
        self.assertEqual(logged - documented, set(), "not in wireroomd(8)")
        self.assertEqual(documented - logged, set(), "in wireroomd(8), and never logged")

    def test_a_level_that_does_not_exist_is_refused(self):
        done = subprocess.run(
            [os.path.join(BIN, "wireroomd"), "--log-level", "loud"], capture_output=True, text=True, timeout=LIMIT, check=False
        )

        self.assertEqual(done.returncode, 2)
        self.assertIn("'loud'", done.stderr)


if __name__ == "__main__":
    unittest.main()
