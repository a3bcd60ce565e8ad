"""Shell completion, in the real shells: what `wireroom completion SHELL` prints offers what wireroom(1) takes."""
import contextlib
import os
import pty
import re
import select
import shutil
import subprocess
import tempfile
import time
import unittest

from harness import BIN, LIMIT, Home

PROGRAMS = os.path.abspath(BIN)
CLIENT = os.path.join(PROGRAMS, "wireroom")
SHELLS = ("bash", "zsh", "fish")
FEEDS = ("lantern", "lantern-world")


def script(shell):
    return subprocess.run([CLIENT, "completion", shell], capture_output=True, text=True, timeout=LIMIT, check=True).stdout


def help_of(*verbs):
    return subprocess.run([CLIENT, *verbs, "--help"], capture_output=True, text=True, timeout=LIMIT, check=True).stdout


def listed(text, heading):
    """The first words of the lines of a section of a help."""
    found = re.search(rf"^{heading}:\n((?:  .*\n)*)", text, re.MULTILINE)
    return re.findall(r"^  ([a-z-]+)", found[1], re.MULTILINE) if found else []


def options_of(*verbs):
    """The long options that a verb takes, those of every verb included."""
    own = set(re.findall(r"^  (?:-\w,)?(--[a-z-]+)", help_of(*verbs), re.MULTILINE))
    return (own | {"--config", "--socket", "--json", "--help"}) - ({"--version"} if verbs else set())


class CompletionTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # Nobody serves these feeds: they are in the store all the same, and the client reads that.
        cls.home = Home([{"name": name, "url": f"http://127.0.0.1:1/{name}"} for name in FEEDS])
        cls.addClassCleanup(cls.home.remove)
        with open(cls.home.config, "a", encoding="utf-8") as file:
            file.write("monitors:\n  - { name: peskov, query: peskov, on: [new] }\n")
        cls.home.once(check=False)
        cls.folder = tempfile.mkdtemp(prefix="wr-")
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        for shell, name in zip(SHELLS, ("wireroom.bash", "_wireroom", "wireroom.fish")):
            with open(os.path.join(cls.folder, name), "w", encoding="utf-8") as file:
                file.write(script(shell))
        for name in ("document.xml", "feeds.yaml"):
            with open(os.path.join(cls.folder, name), "w", encoding="utf-8"):
                pass
        cls.verbs = listed(help_of(), "Verbs")
        cls.calls = [(verb,) for verb in cls.verbs] + [("monitor", verb) for verb in listed(help_of("monitor"), "Verbs")]

    def environment(self, **more):
        return dict(
            os.environ,
            PATH=PROGRAMS + os.pathsep + os.environ["PATH"],
            WIREROOM_CONFIG=self.home.config,
            HOME=self.folder,
            XDG_CONFIG_HOME=self.folder,
            XDG_DATA_HOME=self.folder,
            XDG_RUNTIME_DIR=self.folder,
            TERM="dumb",
            **more,
        )

    def need(self, shell):
        if not shutil.which(shell):
            self.skipTest(f"{shell} IS NOT INSTALLED: its completion was not tried")

    def run_shell(self, shell, *arguments, **more):
        done = subprocess.run(
            [shell, *arguments], capture_output=True, text=True, timeout=LIMIT, cwd=self.folder,
            env=self.environment(**more), check=False,
        )
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return done.stdout

    # What a shell offers behind these words; the last one is being typed.
    def bash(self, *words, **more):
        program = 'source ./wireroom.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _wireroom; printf "%s\\n" "${COMPREPLY[@]}"'
        return set(self.run_shell("bash", "--norc", "-c", program, "bash", *words, **more).split("\n")) - {""}

    def fish(self, *words, **more):
        line = " ".join(words)
        printed = self.run_shell("fish", "--no-config", "-c", f"source ./wireroom.fish; complete -C '{line}'", **more)
        return {offer.split("\t")[0] for offer in printed.splitlines()}

    def zsh(self, line, *wanted):
        """Types a line and a tab into an interactive zsh, until it shows what is wanted."""
        child, master = pty.fork()
        if child == 0:
            os.chdir(self.folder)
            os.execvpe("zsh", ["zsh", "-f", "-i"], self.environment(COLUMNS="200"))
        try:
            setup = (
                "PS1='READY''> '; unset zle_bracketed_paste; fpath=($PWD $fpath);"
                " autoload -Uz compinit; compinit -u -D; setopt no_beep auto_list no_list_ambiguous; LISTMAX=0\n"
            )
            os.write(master, setup.encode())
            self.read_until(master, [r"READY> "], "a prompt")
            os.write(master, (line + "\t").encode())
            return self.read_until(master, [rf"(?<![\w-]){re.escape(word)}(?![\w-])" for word in wanted], f"zsh: {line}")
        finally:
            os.close(master)
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, 9)
            os.waitpid(child, 0)

    def read_until(self, master, patterns, what):
        text, end = "", time.monotonic() + LIMIT
        while not all(re.search(pattern, text, re.MULTILINE) for pattern in patterns):
            ready, _, _ = select.select([master], [], [], max(0.0, end - time.monotonic()))
            if not ready:
                self.fail(f"{what}: no {patterns} in {text!r}")
            text += os.read(master, 65536).decode("utf-8", "replace").replace("\r", "")
        return text

    def offered_by_all(self, words, expected, unwanted=()):
        """bash and fish offer exactly these words; zsh shows them."""
        for shell, offer in (("bash", self.bash), ("fish", self.fish)):
            with self.subTest(shell=shell, words=words):
                self.need(shell)
                offers = offer(*words)
                self.assertEqual(offers & (set(expected) | set(unwanted)), set(expected), offers)

    def test_the_help_has_verbs_and_options(self):
        """What the other tests compare with is not empty."""
        self.assertGreaterEqual(len(self.verbs), 16)
        self.assertIn(("monitor", "test"), self.calls)
        self.assertIn("--monitor", options_of("stories"))
        self.assertIn("--version", options_of())

    def test_every_verb_is_offered(self):
        for shell, offer in (("bash", self.bash), ("fish", self.fish)):
            with self.subTest(shell=shell):
                self.need(shell)
                self.assertEqual(offer("wireroom", ""), {*self.verbs, "help"})
                self.assertEqual(offer("wireroom", "re"), {"refresh", "reload"})
                self.assertEqual(offer("wireroom", "--json", "--config", self.home.config, "re"), {"refresh", "reload"})
                self.assertEqual(offer("wireroom", "monitor", ""), {"list", "test"})

    def test_behind_help_stand_the_verbs(self):
        for shell, offer in (("bash", self.bash), ("fish", self.fish)):
            with self.subTest(shell=shell):
                self.need(shell)
                self.assertEqual(offer("wireroom", "help", ""), set(self.verbs))
                self.assertEqual(offer("wireroom", "help", "mon"), {"monitor"})
                self.assertEqual(offer("wireroom", "help", "monitor", ""), {"list", "test"})
                for words in (("help", "why", ""), ("help", "stories", ""), ("help", "monitor", "test", "")):
                    self.assertEqual({word for word in offer("wireroom", *words) if not word.startswith("-")}, set(), words)

    def test_every_type_of_event_is_offered(self):
        types = re.search(r"TYPE is one of ((?:[a-z]+\.[a-z]+,?\s+)+)or", help_of("follow"))[1].replace(",", "").split()
        self.assertGreaterEqual(len(types), 16)
        for shell, offer in (("bash", self.bash), ("fish", self.fish)):
            with self.subTest(shell=shell):
                self.need(shell)
                self.assertEqual(sorted(offer("wireroom", "follow", "--type", "")), sorted(types))
        values = re.search(r"_values -s , 'event type' ((?:[a-z.]+|\\?\s)+)\n}", script("zsh"))[1]
        self.assertEqual(re.findall(r"[a-z.]+", values), types)
        with open(os.path.join(os.path.dirname(__file__), "..", "..", "docs", "man", "wireroom.1"), encoding="utf-8") as file:
            manual = re.search(r"^\.It Fl Fl type Ar TYPE\n(.*?)^\.It", file.read(), re.MULTILINE | re.DOTALL)[1]
        self.assertEqual(re.findall(r"[a-z]+\.[a-z]+", manual), types)

    def test_every_option_of_every_verb_is_offered_and_no_other(self):
        for call in [(), *self.calls]:
            for shell, offer in (("bash", self.bash), ("fish", self.fish)):
                with self.subTest(shell=shell, call=call):
                    self.need(shell)
                    offers = {word for word in offer("wireroom", *call, "--") if word.startswith("--")}
                    self.assertEqual(offers, options_of(*call))

    def test_zsh_knows_every_verb_and_option(self):
        text = script("zsh")
        for call in self.calls:
            with self.subTest(call=call):
                self.assertRegex(text, rf"(?m)^ +['\"]{call[-1]}:")
                own = options_of(*call) - {"--config", "--socket", "--json", "--help"}
                branch = re.search(rf"(?ms)^ +{call[-1]}\) *(.*?)(;;)", text)
                self.assertEqual(set(re.findall(r"'(--[a-z-]+)\[", branch[1] if branch else "")), own)
        for option in options_of():
            self.assertRegex(text, rf"['\"]{option}=?\[")

    def test_names_come_from_the_daemon_or_its_store(self):
        for words, names in (
            (("wireroom", "why", ""), FEEDS),
            (("wireroom", "refresh", "lantern", "lan"), FEEDS),
            (("wireroom", "stories", "--feed", ""), FEEDS),
            (("wireroom", "follow", "--json", "--monitor", ""), ("peskov",)),
            (("wireroom", "--config", self.home.config, "stories", "--monitor", "pe"), ("peskov",)),
            (("wireroom", "stories", "--order", ""), ("seen", "published", "revised")),
            (("wireroom", "completion", ""), SHELLS),
        ):
            self.offered_by_all(words, names)

    def test_without_a_daemon_there_are_no_names_and_no_noise(self):
        nothing = {"WIREROOM_CONFIG": os.path.join(self.folder, "none.yaml")}
        self.environment = lambda **more: CompletionTest.environment(self, **more) | nothing
        for shell, offer in (("bash", self.bash), ("fish", self.fish)):
            with self.subTest(shell=shell):
                self.need(shell)
                self.assertEqual(offer("wireroom", "why", ""), set())
                self.assertEqual(offer("wireroom", "stories", "--monitor", ""), set())

    def with_client_of(self, text):
        """From here on the shells find this client, a script of sh, in a home of its own. Returns that home."""
        home = tempfile.mkdtemp(prefix="wr-")
        self.addCleanup(shutil.rmtree, home)
        client = os.path.join(home, "bin", "wireroom")
        os.mkdir(os.path.dirname(client))
        with open(client, "w", encoding="utf-8") as file:
            file.write("#!/bin/sh\n" + text)
        os.chmod(client, 0o755)
        found = {"PATH": os.path.dirname(client) + os.pathsep + os.environ["PATH"], "HOME": home}
        self.environment = lambda **more: CompletionTest.environment(self, **more) | found
        return home

    def test_what_is_no_name_is_neither_run_nor_offered(self):
        home = self.with_client_of(
            "printf '%s\\ttext\\n' '$(touch \"$HOME/ran\")' '`touch \"$HOME/ran\"`' '${x:=$(touch \"$HOME/ran\")}' \\\n"
            "    '; touch \"$HOME/ran\"' 'a b' '*' '~' UPPER good\n"
        )
        # The script does what it would do, so that the test can tell.
        self.assertIn("ran", subprocess.run(
            ["sh", "-c", '. /dev/stdin; ls', "sh"], input='eval "$(wireroom | head -n 1 | cut -f1)"', text=True,
            capture_output=True, cwd=home, env=self.environment(), timeout=LIMIT, check=True,
        ).stdout)
        os.remove(os.path.join(home, "ran"))

        for words in (("why", ""), ("refresh", ""), ("stories", "--feed", ""), ("follow", "--monitor", "")):
            for shell, offer in (("bash", self.bash), ("fish", self.fish)):
                with self.subTest(shell=shell, words=words):
                    self.need(shell)
                    self.assertEqual(offer("wireroom", *words), {"good"})
        with self.subTest(shell="zsh"):
            self.need("zsh")
            self.zsh("wireroom stories --feed ", "good")

        self.assertEqual(os.listdir(home), ["bin"])

    def test_names_come_from_the_daemon_that_the_line_names(self):
        home = self.with_client_of('printf "%s|" "$@" >>"$HOME/asked"\necho good\n')

        def asked():
            with open(os.path.join(home, "asked"), encoding="utf-8") as file:
                text = file.read()
            os.remove(file.name)
            return text

        config, spaced = f"--config|{home}/w.yaml|feeds|", f"--config|{home}/my feeds.yaml|feeds|"
        for line, expected in (
            ("wireroom --config ~/w.yaml why ", config),
            ("wireroom why --config ~/w.yaml ", config),
            (f"wireroom stories --config={home}/w.yaml --feed ", config),
            (f"wireroom --config={home}/w.yaml stories --feed ", config),
            ("wireroom --config '" + home + "/my feeds.yaml' why ", spaced),
            (f'wireroom --config "{home}/my feeds.yaml" why ', spaced),
            (f"wireroom --config {home}/my\\ feeds.yaml why ", spaced),
            ("wireroom --socket ~/s.sock why ", f"--socket|{home}/s.sock|feeds|"),
        ):
            with self.subTest(shell="zsh", line=line):
                self.need("zsh")
                self.zsh(line, "good")
                self.assertEqual(asked(), expected)
            with self.subTest(shell="fish", line=line):
                self.need("fish")
                printed = self.run_shell(
                    "fish", "--no-config", "-c", 'source ./wireroom.fish; complete -C "$LINE"', LINE=line
                )
                self.assertEqual(printed.split("\t")[0].strip(), "good")
                self.assertEqual(asked(), expected)
            with self.subTest(shell="bash", line=line):
                self.need("bash")
                # As readline splits it: quotes stay, and = is a word.
                words = re.findall(r"""'[^']*'|"[^"]*"|=|(?:\\.|[^\s='"\\])+""", line)
                self.assertEqual(self.bash(*words, ""), {"good"})
                self.assertEqual(asked(), expected)

    def test_files_are_offered_where_one_is_meant(self):
        for words in (("wireroom", "parse", "doc"), ("wireroom", "--config", "doc"), ("wireroom", "check", "doc")):
            self.offered_by_all(words, ("document.xml",))
        self.offered_by_all(("wireroom", "why", "doc"), (), unwanted=("document.xml",))

    def test_bash_completes_values_behind_an_equals_sign_and_lists_with_commas(self):
        # COMP_WORDBREAKS makes three words of `--order=re`.
        self.assertEqual(self.bash("wireroom", "stories", "--order", "=", "re"), {"revised"})
        self.assertEqual(self.bash("wireroom", "stories", "--order", "="), {"seen", "published", "revised"})
        self.assertEqual(self.bash("wireroom", "follow", "--type", "story.new,story.revi"), {"story.new,story.revised"})

    def test_zsh_completes_in_a_terminal(self):
        self.need("zsh")
        self.zsh("wireroom re", "refresh", "reload")
        self.zsh("wireroom why lan", *FEEDS)
        self.zsh("wireroom stories --", "--feed", "--monitor", "--order", "--json")
        self.zsh("wireroom stories --monitor p", "peskov")
        self.zsh("wireroom monitor ", "list", "test")
        self.zsh("wireroom he", "help")
        self.zsh("wireroom help re", "refresh", "reload")
        self.zsh("wireroom help monitor ", "list", "test")
        self.zsh("wireroom monitor test --l", "--last", "--limit")
        self.zsh("wireroom parse doc", "document.xml")

    def test_zsh_finds_no_fault_in_the_script(self):
        self.need("zsh")
        self.run_shell("zsh", "-n", "./_wireroom")


if __name__ == "__main__":
    unittest.main()
