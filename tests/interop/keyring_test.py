"""gnome-keyring for keyring: references: there, missing, locked, and not running at all."""
import os
import shlex
import subprocess
import unittest

import servers


class Keyring(unittest.TestCase):
    place = None  # given by run.py

    def setUp(self):
        for program in ("dbus-run-session", "gnome-keyring-daemon", "secret-tool"):
            servers.needed(program)
        self.home = self.place.new_folder("home")
        (self.home / "run").mkdir(mode=0o700)

    def session(self, *lines):
        """Runs the lines in a session bus of their own; each starts with the same home."""
        environment = {"HOME": str(self.home), "XDG_RUNTIME_DIR": str(self.home / "run"), "LC_ALL": "C",
                       "PATH": os.environ["PATH"]}
        environment |= {name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}
        words = ["dbus-run-session", "--", "bash", "-ec", "\n".join(lines)]
        return subprocess.run(words, env=environment, capture_output=True, text=True, timeout=60, check=False)

    def check(self, name):
        """The line that asks for a token with a secret from the keyring; it prints its exit status."""
        folder = self.place.new_folder("profile")
        config = self.place.config(folder, **{"client-secret": f"keyring:{name}"})
        return f"{shlex.quote(str(self.place.skifte))} auth check --config {shlex.quote(str(config))} -o json || echo exit $?"

    UNLOCK = "printf adgangskode | gnome-keyring-daemon --unlock --components=secrets >/dev/null"

    def store(self, name):
        secret = shlex.quote(str(self.place.sandbox_folder / "client-secret"))
        return f"tr -d '\\n' < {secret} | secret-tool store --label=skifte service skifte name {name}"

    def test_a_secret_is_taken_from_it(self):
        done = self.session(self.UNLOCK, self.store("proeve"), self.check("proeve"))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn("exit", done.stdout, done.stderr)

    def test_a_name_it_does_not_know_is_told(self):
        done = self.session(self.UNLOCK, self.check("en-anden"))
        self.assertIn("exit 3", done.stdout, done.stderr)
        self.assertIn('"secret.keyring_missing"', done.stderr)

    def test_a_locked_keyring_is_told_apart_from_a_missing_secret(self):
        self.session(self.UNLOCK, self.store("proeve"))
        # A new session finds the keyring on disk, and nobody has unlocked it.
        done = self.session("gnome-keyring-daemon --start --components=secrets >/dev/null", self.check("proeve"))
        self.assertIn("exit 3", done.stdout, done.stderr)
        self.assertIn('"secret.keyring_locked"', done.stderr)

    def test_where_none_runs_the_message_says_so(self):
        folder = self.place.new_folder("profile")
        config = self.place.config(folder, **{"client-secret": "keyring:proeve"})
        answer = self.place.run(config, "auth", "check", "-o", "json")
        self.assertEqual(answer.status, 3, answer.stderr)
        self.assertEqual(answer.error()["code"], "secret.keyring_absent")
