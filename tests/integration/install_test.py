"""What `cmake --install` leaves on a machine, in a folder that plays the machine's root (DESTDIR)."""
import glob
import os
import re
import shutil
import subprocess
import tempfile
import unittest

from harness import BIN, LIMIT

ROOT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
BUILD = os.path.abspath(os.environ.get("WIREROOM_BUILD", os.path.join(BIN, "..")))


def install(root, prefix):
    done = subprocess.run(
        ["cmake", "--install", BUILD, "--prefix", prefix],
        capture_output=True, text=True, timeout=LIMIT * 2, env=dict(os.environ, DESTDIR=root), check=False,
    )
    if done.returncode != 0:
        raise AssertionError(f"cmake --install: exit {done.returncode}: {done.stdout[-1000:]}{done.stderr}")
    return done.stdout


def files_below(root):
    return {
        os.path.relpath(os.path.join(folder, name), root) for folder, _, names in os.walk(root) for name in names
    }


def read(*path):
    with open(os.path.join(*path), encoding="utf-8") as file:
        return file.read()


def from_source(pattern):
    return sorted(os.path.relpath(path, ROOT) for path in glob.glob(os.path.join(ROOT, pattern)))


def setUpModule():
    """The list of what was installed belongs to whoever installed for good."""
    manifest = os.path.join(BUILD, "install_manifest.txt")
    aside = manifest + ".aside"
    if os.path.exists(manifest):
        os.replace(manifest, aside)

    def put_back():
        os.replace(aside, manifest) if os.path.exists(aside) else os.remove(manifest)

    unittest.addModuleCleanup(put_back)


class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.root = tempfile.mkdtemp(prefix="wr-install-")
        cls.addClassCleanup(shutil.rmtree, cls.root)
        install(cls.root, "/usr/local")

    def run_installed(self, *arguments):
        return subprocess.run(
            [os.path.join(self.root, "usr/local/bin", arguments[0]), *arguments[1:]],
            capture_output=True, text=True, timeout=LIMIT, check=False,
        )

    def test_every_file_is_where_it_belongs_and_no_other(self):
        share = "usr/local/share"
        pages = from_source("docs/man/*.[1-8]")
        expected = {
            "etc/wireroom/wireroom.yaml",
            "usr/local/bin/wireroom",
            "usr/local/bin/wireroomd",
            "usr/local/lib/systemd/system/wireroomd.service",
            "usr/local/lib/systemd/system/wireroomd.socket",
            "usr/local/lib/systemd/system/wireroomd-operator.socket",
            "usr/local/lib/sysusers.d/wireroom.conf",
            "usr/local/lib/tmpfiles.d/wireroom.conf",
            f"{share}/bash-completion/completions/wireroom",
            f"{share}/zsh/site-functions/_wireroom",
            f"{share}/fish/vendor_completions.d/wireroom.fish",
            f"{share}/wireroom/url-rules.txt",
        }
        expected |= {f"{share}/man/man{page[-1]}/{os.path.basename(page)}" for page in pages}
        documents = ["README.md", "CHANGELOG.md", "LICENSE", *from_source("docs/*.md"), *from_source("docs/decisions/*.md")]
        expected |= {f"{share}/doc/wireroom/{name.removeprefix('docs/')}" for name in documents}
        for pattern in ("config/**/*.yaml", "config/*.yaml", "config/**/*.opml", "config/*.opml"):
            expected |= {
                f"{share}/doc/wireroom/examples/{name.removeprefix('config/')}" for name in from_source(pattern)
            }

        self.assertTrue(pages)
        self.assertEqual(files_below(self.root), expected)

    def test_the_installed_programs_run(self):
        version = re.search(r"project\(wireroom VERSION (\S+)", read(ROOT, "CMakeLists.txt"))[1]
        for name in ("wireroom", "wireroomd"):
            done = self.run_installed(name, "--version")
            self.assertEqual((done.returncode, done.stdout), (0, f"{name} {version}\n"), done.stderr)

    def test_the_installed_configuration_has_no_fault(self):
        done = self.run_installed("wireroomd", "--check-config", "--config", f"{self.root}/etc/wireroom/wireroom.yaml")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("no faults", done.stdout)

    def test_the_service_starts_what_was_installed(self):
        unit = read(self.root, "usr/local/lib/systemd/system/wireroomd.service")
        self.assertIn("\nExecStart=/usr/local/bin/wireroomd --config /etc/wireroom/wireroom.yaml\n", unit)
        self.assertNotIn("/usr/bin/wireroom", unit)

    def test_nothing_names_the_checkout_or_the_build(self):
        for path in files_below(self.root):
            if "/bin/" not in path:
                with self.subTest(file=path):
                    text = read(self.root, path)
                    self.assertNotIn(BUILD, text)
                    self.assertNotIn(ROOT + "/", text)

    def test_everybody_may_read_it_and_nobody_else_write(self):
        for path in files_below(self.root):
            with self.subTest(file=path):
                mode = os.stat(os.path.join(self.root, path)).st_mode & 0o777
                self.assertEqual(mode, 0o755 if "/bin/" in path else 0o644)


class InstalledTwice(unittest.TestCase):
    def test_an_edited_configuration_is_kept_and_the_prefix_counts(self):
        root = tempfile.mkdtemp(prefix="wr-install-")
        self.addCleanup(shutil.rmtree, root)
        install(root, "/usr/local")
        config = os.path.join(root, "etc/wireroom/wireroom.yaml")
        with open(config, "w", encoding="utf-8") as file:
            file.write("feeds: []  # my own\n")

        printed = install(root, "/opt/wireroom")

        self.assertEqual(read(config), "feeds: []  # my own\n")
        self.assertIn(f"Kept: {config}", printed)
        unit = read(root, "opt/wireroom/lib/systemd/system/wireroomd.service")
        self.assertIn("ExecStart=/opt/wireroom/bin/wireroomd ", unit)


class InstalledElsewhere(unittest.TestCase):
    def test_zsh_finds_its_completion_where_debian_looks(self):
        root = tempfile.mkdtemp(prefix="wr-install-")
        self.addCleanup(shutil.rmtree, root)

        install(root, "/usr")

        self.assertEqual(
            [path for path in files_below(root) if path.endswith("/_wireroom")],
            ["usr/share/zsh/vendor-completions/_wireroom"],
        )
        self.assertIn("ExecStart=/usr/bin/wireroomd ", read(root, "usr/lib/systemd/system/wireroomd.service"))


if __name__ == "__main__":
    unittest.main()
