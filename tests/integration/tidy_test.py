"""What `./dev lint` makes of a repository and of what clang-tidy prints: without clang-tidy itself."""
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
sys.path.insert(0, os.path.join(ROOT, "tests", "style"))

import tidy  # noqa: E402

OURS = f"{ROOT}/daemon/app/main.cpp:1:2: error: too long [readability-function-size]"
BOOST = "/usr/include/boost/asio/impl/awaitable.hpp:150:5: error: null [clang-analyzer-core.NullDereference]"
NOTE = f"{ROOT}/daemon/app/main.cpp:9:9: note: calling this"


class Findings(unittest.TestCase):
    def test_what_lies_in_the_headers_of_others_is_theirs(self):
        self.assertEqual(tidy.findings("\n".join([BOOST, "  *frame", NOTE])), ({}, 1))

    def test_what_is_ours_comes_with_its_notes(self):
        ours, theirs = tidy.findings("\n".join([OURS, "  int main()", NOTE, BOOST, "  *frame", NOTE]))

        self.assertEqual(theirs, 1)
        self.assertEqual(
            ours[OURS],
            [
                "daemon/app/main.cpp:1:2: error: too long [readability-function-size]",
                "  int main()",
                "daemon/app/main.cpp:9:9: note: calling this",
            ],
        )

    def test_what_does_not_compile_is_ours_wherever_it_was_noticed(self):
        fault = "/usr/include/fmt/core.h:3:1: error: no such type [clang-diagnostic-error]"

        self.assertEqual(list(tidy.findings(fault)[0]), [fault])


@unittest.skipUnless(shutil.which("git"), "SKIPPED: no git (apt install git)")
class DefaultBase(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="wr-tidy-")
        self.addCleanup(shutil.rmtree, self.folder)
        self.addCleanup(setattr, tidy, "ROOT", tidy.ROOT)
        tidy.ROOT = os.path.join(self.folder, "clone")
        self.git(self.folder, "init", "-q", "-b", "main", "origin")
        self.first, self.second = (self.commit("origin") for _ in range(2))
        self.git(self.folder, "clone", "-q", "origin", "clone")

    def git(self, folder, *arguments):
        identity = ("-c", "user.name=t", "-c", "user.email=t@t.example", "-c", "commit.gpgsign=false")
        return subprocess.run(
            ["git", "-C", os.path.join(self.folder, folder), *identity, *arguments],
            capture_output=True, text=True, check=True,
        ).stdout.strip()

    def commit(self, folder):
        self.git(folder, "commit", "-q", "--allow-empty", "-m", "x")
        return self.git(folder, "rev-parse", "HEAD")

    def test_with_nothing_ahead_of_the_upstream_it_is_the_commit_before(self):
        self.assertEqual(tidy.default_base(), self.first)

    def test_else_it_is_where_the_branch_left_its_upstream(self):
        for _ in range(2):
            self.commit("clone")

        self.assertEqual(tidy.default_base(), self.second)


if __name__ == "__main__":
    unittest.main()
