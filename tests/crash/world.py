"""A sandbox, and runs of a sheet against it that are killed and begun again; what was filed is counted at the sandbox."""
import collections
import csv
import io
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "acceptance"))
from sandbox import case_for, start_sandbox, stop_sandbox  # noqa: E402

from power import cut_power  # noqa: E402

DEADLINE = 60  # seconds for one life
FILED = {"indgivet", "tidligere", "findes"}
NOT_FILED = {"ikke-sendt", "afvist", "fejl", "aendret"}


class Wrong(Exception):
    """The invariant does not hold; in words."""


class World:
    def __init__(self, parts, folder):
        self.parts = parts
        self.folder = folder
        self.sandbox_folder = folder / "sandkasse"
        shutil.copytree(parts.prepared, self.sandbox_folder)
        self.sandbox = start_sandbox([parts.sandbox, "serve"], self.sandbox_folder)
        self.cvr = case_for(self.sandbox_folder, "foerste-redegoerelse")["cvrNummer"]

    def close(self):
        stop_sandbox(self.sandbox)

    def set_faults(self, rules):
        (self.sandbox_folder / "faults.json").write_text(json.dumps(rules))

    def filed(self):
        """How many krav there are of each reference."""
        with sqlite3.connect(f"file:{self.sandbox_folder / 'sandbox.sqlite'}?mode=ro", uri=True) as state:
            ids = collections.defaultdict(set)
            for key, text in state.execute("SELECT id, json FROM change WHERE kind = 'krav'"):
                if reference := json.loads(text).get("egenReference"):
                    ids[reference].add(key)
        return {reference: len(found) for reference, found in ids.items()}


class Trial:
    """One sheet from its first life to its last."""

    def __init__(self, world, name, rows, visible_within="400ms", flags=()):
        self.world = world
        self.folder = world.folder / name
        self.folder.mkdir()
        self.flags = list(flags)
        self.references = [f"{name}-{row}" for row in range(1, rows + 1)]
        lines = ["kravtype;anmeldelsestype;beloeb;grundlag;kreditorNavn;egenReference"]
        lines += [f"FORSYNING;ENDELIG;1.234,{row % 100:02};Faktura {row};Fiktiv Forsyning A/S;{reference}"
                  for row, reference in enumerate(self.references, 1)]
        (self.folder / "krav.csv").write_text("\n".join(lines) + "\n")
        config = (world.sandbox_folder / "config.toml").read_text()
        config = re.sub(r'"file:', f'"file:{world.sandbox_folder}/', config)
        for key in ("certificate", "ca-file", "cache-folder"):
            config = re.sub(rf'^{key} = "', f'{key} = "{world.sandbox_folder}/', config, flags=re.M)
        config = re.sub(r'^visible-within = .*$', f'visible-within = "{visible_within}"', config, flags=re.M)
        (self.folder / "config.toml").write_text(config)
        (self.folder / "config.toml").chmod(0o600)
        self.output = ""

    def make_journal(self):
        self.run(["indsendelse", "liste"], {})

    def run(self, words, environment):
        environment = {"HOME": str(self.folder), "LC_ALL": "C", "SKIFTE_CONFIG": str(self.folder / "config.toml"),
                       **environment}
        return subprocess.run([self.world.parts.skifte, *words], cwd=self.folder, env=environment,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=DEADLINE)

    def live(self, at=0, torn=False, power=None, no_sync=False):
        """Files the sheet; dies before point `at`, if there is one. `power` then goes: "synced" keeps what was
        synced, "all" loses that too. The exit status, -9 if killed."""
        undo = self.folder.parent / f"{self.folder.name}.undo"
        undo.unlink(missing_ok=True)
        environment = {}
        if at or power or no_sync:
            environment |= {"LD_PRELOAD": str(self.world.parts.preload), "CRASH_AT": str(at),
                            "CRASH_FOLDER": str(self.folder)}
            environment |= {"CRASH_UNDO": str(undo)} if power else {}
            environment |= {"CRASH_TORN": "1"} if torn else {}
            environment |= {"CRASH_NO_SYNC": "1"} if no_sync else {}
        done = self.run(["krav", "anmeld", "--selskab", self.world.cvr, "--fil", "krav.csv", "--yes", "-o", "json",
                         *self.flags], environment)
        self.output = done.stdout.decode("utf-8", "replace")
        if done.returncode == -9 and power:
            cut_power(undo, self.folder, everything=power == "all")
        return done.returncode

    def sheet(self):
        """What the result says of each reference; none if there is no whole result."""
        path = self.folder / "krav.resultat.csv"
        if not path.exists():
            return None
        rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=";")
        return {row["egenReference"]: row["skifte.status"] for row in rows}

    def check_counts(self):
        counts = self.world.filed()
        for reference in self.references:
            if counts.get(reference, 0) > 1:
                raise Wrong(f"{reference} was filed {counts[reference]} times")
        return counts

    def check(self, exit_status, unknown_allowed=False):
        """After a life that ended by itself: no row twice, and the sheet tells the truth."""
        counts = self.check_counts()
        sheet = self.sheet()
        if sheet is None or set(sheet) != set(self.references):
            raise Wrong(f"there is no result of every row (exit {exit_status}):\n{self.output}")
        for reference, status in sheet.items():
            count = counts.get(reference, 0)
            truth = {1: FILED, 0: NOT_FILED}[count] | {"ukendt"}
            if status not in truth:
                raise Wrong(f"{reference} is said to be {status}, and was filed {count} times")
            if status == "ukendt" and (exit_status != 7 or not unknown_allowed):
                raise Wrong(f"{reference} is left unknown (exit {exit_status}):\n{self.output}")

    def remove(self):
        shutil.rmtree(self.folder)


class Parts:
    """The programs, and a sandbox's folder that is copied for each world."""

    def __init__(self, skifte, sandbox, preload, folder):
        self.skifte, self.sandbox, self.preload = (pathlib.Path(part).resolve() for part in (skifte, sandbox, preload))
        self.prepared = folder / "prepared"
        stop_sandbox(start_sandbox([self.sandbox, "serve"], self.prepared))
        os.environ.pop("SKIFTE_CONFIG", None)
