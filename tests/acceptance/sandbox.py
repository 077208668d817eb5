"""Starting and stopping a sandbox, for every test that runs the programs."""
import json
import subprocess
import time

DEADLINE = 60  # seconds


def start_sandbox(program, folder, arguments=(), environment=None):
    """`program` and its words, up to --dir. Comes back when the sandbox can be called."""
    errors = folder.parent / "sandbox.stderr"
    with errors.open("wb") as stderr:
        process = subprocess.Popen([*program, "--dir", folder, "--port", "0", *arguments], stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=stderr, env=environment, text=True)
    ready = process.stdout.readline()  # written when it can be called; without one it has ended
    if not ready:
        raise RuntimeError(f"the sandbox did not start: {errors.read_text()}")
    process.ready = json.loads(ready)
    return process


def stop_sandbox(process):
    """Its exit status."""
    process.terminate()
    process.stdout.close()
    return process.wait(DEADLINE)


class Logs:
    """What the sandbox writes down in its folder of what it was asked, and of what it did to it."""

    def __init__(self, folder):
        self.folder = folder

    def read(self, name):
        path = self.folder / name
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    def requests(self, operation, committed=False):
        return sum(1 for entry in self.read("requests.log")
                   if entry.get("operation") == operation and (not committed or entry.get("committed")))

    def all_committed(self):
        return sum(1 for entry in self.read("requests.log") if entry.get("committed"))

    def faults(self):
        return len(self.read("faults.log"))

    def faults_wanted(self):
        return sum(rule.get("times", 1) for rule in json.loads((self.folder / "faults.json").read_text()))

    def set_faults(self, rules):
        (self.folder / "faults.log").unlink(missing_ok=True)
        (self.folder / "faults.json").write_text(rules)


def case_for(folder, what):
    """The case, company or estate of the test data that is there for `what`."""
    data = json.loads((folder / "testdata.json").read_text())
    return next(entry for entries in data.values() for entry in entries if entry["formaal"] == what)
