"""A sandbox, and runs of a sheet against it that are killed and begun again; what was filed is counted at the sandbox.

Rows are known by their grundlag, which every row has: the client reads it in no list, so it settles nothing by it.
"""
import collections
import contextlib
import csv
import itertools
import json
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "acceptance"))
from sandbox import Logs, case_for, start_sandbox, stop_sandbox  # noqa: E402

from power import cut_power  # noqa: E402

GRUNDLAG = "Regning "  # no krav of the sandbox's own begins so
DEADLINE = 60  # seconds for one life
TICK = 0.005  # between two looks at whether what is waited for has happened
FILED = {"indgivet", "tidligere", "findes"}
NOT_FILED = {"ikke-sendt", "afvist", "fejl", "aendret"}
KILLED = -9


class Wrong(Exception):
    """The invariant does not hold; in words."""


class World:
    def __init__(self, parts, folder):
        self.parts = parts
        self.folder = folder
        self.sandbox_folder = folder / "sandkasse"
        shutil.copytree(parts.prepared, self.sandbox_folder)
        self.logs = Logs(self.sandbox_folder)
        self.settings = itertools.count()
        self.sandbox = start_sandbox([parts.sandbox, "serve"], self.sandbox_folder)
        self.idle = self.sockets()
        self.cvr = case_for(self.sandbox_folder, "foerste-redegoerelse")["cvrNummer"]

    @property
    def sandbox_port(self):
        return int(self.sandbox.ready["url"].rpartition(":")[2])

    @property
    def port(self):
        """Where programs call."""
        return self.sandbox_port

    def close(self):
        stop_sandbox(self.sandbox)
        shutil.rmtree(self.folder)  # in hours there are thousands

    def restart(self, kill=False, same_port=True):
        """Another process in the same folder. Programs that are running know the old port alone."""
        port = str(self.sandbox_port) if same_port else "0"
        if kill:
            self.sandbox.kill()
        stop_sandbox(self.sandbox)
        self.sandbox = start_sandbox([self.parts.sandbox, "serve"], self.sandbox_folder, ["--port", port])
        self.idle = self.sockets()

    def sockets(self):
        """How many the sandbox has."""
        folder = pathlib.Path(f"/proc/{self.sandbox.pid}/fd")
        return sum(name.startswith("socket:") for name in map(self.link, folder.iterdir()))

    @staticmethod
    def link(path):
        with contextlib.suppress(FileNotFoundError):  # closed meanwhile
            return os.readlink(path)
        return ""

    def come_to_rest(self):
        """Until the sandbox has done all it was asked by programs that are gone: from now its lists show it."""
        wait_until(lambda: self.sockets() <= self.idle, self.sandbox)

    def set_faults(self, rules):
        # The sandbox takes what it has read before for what it has begun to use up.
        self.logs.set_faults(json.dumps(rules) + "\n" * next(self.settings))

    def filed(self):
        """What the krav of our sheets that there are say of their amounts, by grundlag."""
        amounts = collections.defaultdict(dict)
        with contextlib.closing(self.state()) as state:
            for key, text in state.execute("SELECT id, json FROM change WHERE kind = 'krav'"):
                krav = json.loads(text)
                if krav.get("grundlag", "").startswith(GRUNDLAG):
                    amounts[krav["grundlag"]][key] = krav["beloeb"]
        return {grundlag: list(found.values()) for grundlag, found in amounts.items()}

    def state(self):
        return sqlite3.connect(f"file:{self.sandbox_folder / 'sandbox.sqlite'}?mode=ro", uri=True)


class Sheet:
    """A file of krav, and the result beside it. `amounts` are in whole kroner."""

    def __init__(self, folder, name, rows, references=True):
        self.path = folder / f"{name}.csv"
        self.result = folder / f"{name}.resultat.csv"
        self.references = references
        self.rows = [[GRUNDLAG + row, 1000 + number, row] for number, row in enumerate(rows, 1)]
        self.write()

    def write(self):
        lines = ["kravtype;anmeldelsestype;beloeb;grundlag;kreditorNavn" + ";egenReference" * self.references]
        lines += [f"FORSYNING;ENDELIG;{amount},00;{grundlag};Fiktiv Forsyning A/S" + f";{reference}" * self.references
                  for grundlag, amount, reference in self.rows]
        self.path.write_text("\n".join(lines) + "\n")

    def told(self):
        """What the result says of each row; none if there is no whole result."""
        if not self.result.exists():
            return None
        with self.result.open(encoding="utf-8-sig", newline="") as file:
            return {row["grundlag"]: row["skifte.status"] for row in csv.DictReader(file, delimiter=";")}


class Trial:
    """One sheet from its first life to its last."""

    def __init__(self, world, name, rows, visible_within="400ms", flags=(), program="skifte", references=True):
        self.world = world
        self.folder = world.folder / name
        self.folder.mkdir()
        self.flags = list(flags)
        self.program = world.parts.programs[program]
        self.sheet = Sheet(self.folder, "krav", [f"{name}-{row}" for row in range(1, rows + 1)], references)
        self.visible_within = visible_within
        self.boots = 0  # of the machine, beside the one it is on
        self.output = ""
        self.write_config()

    def see_at_once(self):
        """The portal shows all that it has, which must be true from now on."""
        self.world.come_to_rest()
        self.visible_within = "1ms"
        self.write_config()

    def write_config(self, state_folder="state"):
        """As the sandbox wrote its own, with the state in our folder."""
        config = (self.world.sandbox_folder / "config.toml").read_text()
        config = config.replace(f":{self.world.sandbox_port}/", f":{self.world.port}/")
        config = re.sub(r'"file:', f'"file:{self.world.sandbox_folder}/', config)
        for key in ("certificate", "ca-file", "cache-folder"):
            config = re.sub(rf'^{key} = "', f'{key} = "{self.world.sandbox_folder}/', config, flags=re.M)
        config = re.sub(r"^visible-within = .*$", f'visible-within = "{self.visible_within}"', config, flags=re.M)
        config = re.sub(r"^state-folder = .*$", f'state-folder = "{state_folder}"', config, flags=re.M)
        (self.folder / "config.toml").write_text(config)
        (self.folder / "config.toml").chmod(0o600)

    def run(self, words, environment=None):
        return self.finish(self.start(words, environment or {}))

    def start(self, words, environment):
        environment = {"HOME": str(self.folder), "LC_ALL": "C", "SKIFTE_CONFIG": str(self.folder / "config.toml"),
                       **environment}
        return subprocess.Popen([self.program, *words], cwd=self.folder, env=environment, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def begin(self, sheet=None, **faults):
        """A life that goes on meanwhile. `faults` are the settings of preload.cpp, without their CRASH_."""
        if self.boots:
            faults["boot"] = self.folder / "boot_id"
        environment = {f"CRASH_{name.upper()}": str(value) for name, value in faults.items() if value}
        if environment:
            environment |= {"LD_PRELOAD": str(self.world.parts.preload), "CRASH_FOLDER": str(self.folder)}
        file = (sheet or self.sheet).path.name
        return self.start(["krav", "anmeld", "--selskab", self.world.cvr, "--fil", file, "--yes", "-o", "json",
                           *self.flags], environment)

    def finish(self, process):
        try:
            self.output = process.communicate(timeout=DEADLINE)[0].decode("utf-8", "replace")
        except subprocess.TimeoutExpired:
            process.kill()
            self.output = process.communicate()[0].decode("utf-8", "replace")
            raise Wrong(f"it did not end in {DEADLINE} s:\n{self.output}") from None
        return process.returncode

    def live(self, power=None, **faults):
        """Files the sheet, and says how that ended. Where it is killed the power may go as well: "synced" keeps what
        was synced, "all" loses that too."""
        undo = self.folder.parent / f"{self.folder.name}.undo"
        undo.unlink(missing_ok=True)
        status = self.finish(self.begin(undo=undo if power else "", **faults))
        if status == KILLED and power:
            cut_power(undo, self.folder, everything=power == "all")
            self.reboot()
        return status

    def reboot(self):
        """From now on it is another start of the machine."""
        self.boots += 1
        (self.folder / "boot_id").write_text(f"00000000-0000-4000-8000-{self.boots:012}\n")

    def die_asleep(self):
        """A life that is killed while it waits for the portal to show what it filed."""
        process = self.begin()
        said = b""
        while b" venter " not in said:
            more = os.read(process.stdout.fileno(), 1 << 16)
            if not more:
                raise Wrong(f"it never waited:\n{said.decode('utf-8', 'replace')}")
            said += more
        process.kill()
        self.finish(process)

    def end(self, allowed=(0,), lives=6, unknown_allowed=False):
        """Begins it again until it ends by itself, with nothing in its way; then the invariant must hold."""
        for _ in range(lives):
            status = self.live()
            self.check_counts()
            if status in allowed:
                return self.check(status, unknown_allowed)
        raise Wrong(f"it did not come to an end (exit {status}):\n{self.output}")

    def check_counts(self):
        if self.world.sandbox.poll() is not None:
            raise Wrong(f"the sandbox ended by itself, with {self.world.sandbox.returncode}")
        filed = self.world.filed()
        for grundlag, amounts in filed.items():
            if len(amounts) > 1:
                raise Wrong(f"{grundlag} was filed {len(amounts)} times:\n{self.output}")
        return filed

    def check(self, status, unknown_allowed=False, sheet=None):
        """After a life that ended by itself: no row twice, and the result tells the truth."""
        filed = self.check_counts()
        sheet = sheet or self.sheet
        told = sheet.told()
        if told is None or set(told) != {grundlag for grundlag, _, _ in sheet.rows}:
            raise Wrong(f"there is no result of every row (exit {status}):\n{self.output}")
        for grundlag, amount, _ in sheet.rows:
            there = [float(found) for found in filed.get(grundlag, [])]
            truth = FILED if amount in there else NOT_FILED
            if told[grundlag] not in truth | {"ukendt"}:
                raise Wrong(f"{grundlag} of {amount} is said to be {told[grundlag]}; filed is {there}:\n{self.output}")
            if told[grundlag] == "ukendt" and not (status == 7 and unknown_allowed):
                raise Wrong(f"{grundlag} is left unknown (exit {status}):\n{self.output}")

    def is_all_filed(self):
        filed = self.world.filed()
        return all(grundlag in filed for grundlag, _, _ in self.sheet.rows)

    def remove(self):
        shutil.rmtree(self.folder)


def wait_until(holds, process):
    """Until it holds, which it must while the process runs."""
    deadline = time.monotonic() + DEADLINE
    while not holds():
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            raise Wrong(f"what was waited for did not happen (exit {process.poll()})")
        time.sleep(TICK)


class Parts:
    """The programs, and a sandbox's folder that is copied for each world."""

    def __init__(self, programs, sandbox, preload, folder):
        self.programs = {name: pathlib.Path(path).resolve() for name, path in programs.items()}
        self.sandbox, self.preload = pathlib.Path(sandbox).resolve(), pathlib.Path(preload).resolve()
        self.prepared = folder / "prepared"
        os.environ.pop("SKIFTE_CONFIG", None)
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        stop_sandbox(start_sandbox([self.sandbox, "serve"], self.prepared))
