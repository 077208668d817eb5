#!/usr/bin/env python3
"""Runs the README's console examples as they stand, and holds its tables against what the program says of itself.

An example is a `console` block: lines after `$ ` are given to one bash, in the order of the README, on a terminal that
answers yes. The lines that follow are what is printed, with `…` for anything; without any, all is well that ends with 0.
The sandbox is started in the background, in place of the other terminal that a reader has.
"""
import argparse
import contextlib
import json
import os
import pathlib
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
SANDBOX = (ROOT / "docs/sandbox.md").read_text()
DEADLINE = 60  # seconds
PDF = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n" \
      "trailer<</Root 1 0 R>>\n%%EOF\n"


def examples():
    """Pairs of a command and the lines expected."""
    found = []
    for block in re.findall(r"^```console\n(.*?)^```", README, re.M | re.S):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line)
    return found


def table(heading):
    """The rows of the first table below a heading, or below a line of text."""
    below = README[README.index(f"\n{heading}\n"):]
    rows = re.search(r"^\|.*?\n\|[-|]+\n((?:\|.*\n)+)", below, re.M)[1]
    return [[cell.strip().strip("`") for cell in row.strip("|").split(" | ")] for row in rows.splitlines()]


def fits(text, wanted):
    pattern = ".*".join(re.escape(part) for part in "\n".join(wanted).split("…"))
    return re.fullmatch(pattern, text.replace("\r", "").replace("\ufeff", "").strip("\n"), re.S)


class Terminal:
    """One bash on a terminal, as the reader of the README has."""

    def __init__(self, folder, skifte):
        home = folder / "home"
        home.mkdir()
        environment = {"HOME": str(home), "PATH": f"{skifte.parent}:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "dumb",
                       "PS1": "<$?>"}
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execve("/bin/bash", ["bash", "--norc", "--noprofile", "--noediting"], environment)
        self.text = ""
        self.read_until(r"<0>\Z")
        self.run("stty -echo")

    def read_until(self, pattern):
        until = time.monotonic() + DEADLINE
        while not (found := re.search(pattern, self.text)):
            if time.monotonic() > until:
                raise TimeoutError(f"no end after {DEADLINE} s:\n{self.text}")
            if select.select([self.terminal], [], [], 1)[0]:
                self.text += os.read(self.terminal, 1 << 16).decode("utf-8", "replace")
        return found

    def run(self, command):
        """What it printed, and its status. What runs in the background may speak after the prompt."""
        self.text = ""
        os.write(self.terminal, command.encode() + b"\n")
        prompt = r"<(\d+)>" if command.endswith("&") else r"<(\d+)>\Z|\[j/N\] \Z"
        while (end := self.read_until(prompt))[1] is None:
            os.write(self.terminal, b"j\n")
            self.text += "\n"
        return self.text[:end.start()], int(end[1])

    def close(self):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGHUP)
        os.close(self.terminal)
        os.waitpid(self.pid, 0)


def check_examples(skifte):
    faults = []
    with tempfile.TemporaryDirectory(prefix="skifte-") as name:
        folder = pathlib.Path(name)
        (folder / "redegoerelse.pdf").write_text(PDF)
        terminal = Terminal(folder, skifte)
        try:
            for command, wanted in examples():
                serves = command.startswith("skifte sandbox serve")
                text, status = terminal.run(command + " &" * serves)
                if serves:
                    terminal.read_until(r'"url".*\n')  # the sandbox is ready
                    terminal.run("")
                    continue
                print(f"$ {command}\n{text}", end="")
                if status != 0 or (wanted and not fits(text, wanted)):
                    faults.append(f"{command}\n  exit {status}, and printed:\n{text}")
        finally:
            terminal.run("kill %1; wait")
            terminal.close()
    return faults


def check_tables(skifte):
    helped = subprocess.run([skifte, "--help", "--lang", "en"], capture_output=True, text=True, check=True).stdout
    commands, codes = [re.findall(pattern, part, re.M) for pattern, part in zip(
        (r"^  (\w+(?: [\w-]+)?)  ", r"^  (\d+) "),
        (helped[helped.index("Commands:"):helped.index("Flags of")], helped[helped.index("Exit codes:"):]))]
    keys = re.search(r"profile_keys\(\).*?keys\{(.*?)\};", (ROOT / "src/cli/config.cpp").read_text(), re.S)[1]
    overlays = [overlay.read_text() for overlay in sorted((ROOT / "specs").glob("*.overlay.yaml"))]
    needs = {need for text in overlays for need in re.findall(r"^  ([a-z-]+):$", text[text.index("\nneeds:"):], re.M)}
    pairs = [("commands", [row[0] for row in table("## Commands")], commands),
             ("exit codes", [row[0] for row in table("## Exit codes")], codes),
             ("keys of a profile", [row[0] for row in table("In a profile:")], re.findall(r'"([^"]+)"', keys)),
             ("needs", [row[0] for row in table("### Needs")], list(needs))]
    listed = subprocess.run([ROOT / "scripts/setup", "--list", "build", "test", "ci", "interop", "bench"],
                            capture_output=True, text=True, check=True).stdout.split()
    pinned = [name for part in ("interop", "bench")
              for name in json.loads((ROOT / "tests" / part / "package.json").read_text())["dependencies"]]
    pinned += re.findall(r'"(@[^"@]+)@\$', (ROOT / ".ci/run").read_text())
    told = [name for heading in ("## Dependencies", "To build it:", "To test it:")
            for row in table(heading) for name in row[1].replace("`", "").split()]
    kinds = re.findall(r'KindName\{"([^"]+)"', (ROOT / "src/sandbox/faults.cpp").read_text())
    faults = re.findall(r"^\| `([^`]+)` \|", SANDBOX[SANDBOX.index("| `do` |"):], re.M)[1:]
    pairs.append(("faults in docs/sandbox.md", faults, kinds))
    pairs.append(("dependencies", told, list({*listed, *pinned})))
    return [f"the table of {what} and the program differ: {sorted(set(told) ^ set(is_so))}"
            for what, told, is_so in pairs if sorted(told) != sorted(is_so)]


def main():
    parser = argparse.ArgumentParser(description="Runs the README's examples and checks its tables.")
    parser.add_argument("--skifte", type=pathlib.Path, required=True, help="the program")
    parser.add_argument("--sandbox", type=pathlib.Path, help="not needed: skifte finds it")
    options = parser.parse_args()
    skifte = options.skifte.resolve()
    faults = check_tables(skifte) + check_examples(skifte)
    for fault in faults:
        print(f"README.md: {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
