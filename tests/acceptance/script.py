"""What the lines of a script mean. README.md beside this file lists them."""
import base64
import contextlib
import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import time

from command import Command, Failed, Outcome, Settings, require
from responder import responder
from sandbox import Logs, case_for, start_sandbox, stop_sandbox
from slow_reader import slow_reader

PDF = (b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
       b"trailer<</Root 1 0 R>>\n%%EOF\n")


def at_pointer(value, pointer):
    for word in pointer.split("/")[1:]:
        value = value[int(word)] if isinstance(value, list) else value[word.replace("~1", "/").replace("~0", "~")]
    return value


def parse_json(text):
    try:
        return json.loads(text)
    except ValueError as why:
        raise Failed(f"no JSON: {why}") from why


class Script:
    def __init__(self, path, skifte, prepared, folder, said=()):
        """`prepared` is a sandbox's folder to copy, `folder` an empty one to work in. With `said`, flags that make
        skifte say more or less, nothing is asked of its stderr but what is asked of all."""
        self.path = path
        self.said = said
        self.skifte = skifte
        self.prepared = prepared
        self.folder = folder
        self.sandbox_folder = folder / "sandkasse"
        self.logs = Logs(self.sandbox_folder)
        self.sandbox = self.listener = self.reader = self.size_limit = None
        self.outcome = Outcome()
        self.variables = {"FOLDER": str(folder), "SANDBOX": str(self.sandbox_folder)}
        home, temporary = folder / "home", folder / "tmp"
        home.mkdir()
        temporary.mkdir()
        self.environment = {"HOME": str(home), "TMPDIR": str(temporary), "LC_ALL": "C", "TZ": "UTC", "TERM": "xterm",
                            "PATH": f"{skifte.parent}:/usr/bin:/bin:/usr/sbin:/sbin"}
        self.environment |= {name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}
        self.open = contextlib.ExitStack()
        # Those of the test data are added when there is a sandbox.
        self.cprs = set(re.findall(r"(?<![\w.-])\d{10}(?![\w.-])", path.read_text()))

    def run(self):
        lines = self.path.read_text().splitlines()
        at = 0
        with self.open:
            while at < len(lines):
                first, at = at, at + 1
                try:
                    below = []
                    if lines[first].endswith("<<END"):
                        while lines[at] != "END":
                            below.append(lines[at])
                            at += 1
                        at += 1
                    while at < len(lines) and lines[at].startswith("  "):
                        below.append(lines[at].strip())
                        at += 1
                    self.line(self.filled(lines[first]), [self.filled(line) for line in below])
                except Exception as why:
                    raise Failed(self.account(first, lines[first], why)) from why
            self.check_files_for_secrets()
            self.check_files_for_cprs()

    def account(self, at, line, why):
        told = str(why) if isinstance(why, Failed) else f"{type(why).__name__}: {why}"
        last = self.outcome
        return (f"{self.path.parent.name}/{self.path.name}:{at + 1}: {line}\n{told}\n"
                f"--- last command: {last.line}\n--- exit: {last.status}\n"
                f"--- stdout:\n{last.stdout[-4000:]}\n--- stderr:\n{last.stderr[-4000:]}\n---")

    def filled(self, line):
        return re.sub(r"\$([A-Z][A-Z0-9_]*)", lambda match: self.variables.get(match[1], match[0]), line)

    def line(self, line, below):
        word, _, rest = line.partition(" ")
        if not line.strip() or line.startswith("#"):
            return
        if word == "$":
            self.command(rest, below)
        elif word == "write":
            (self.folder / rest.removesuffix(" <<END")).write_text("\n".join(below) + "\n")
        elif word == "stderr" and self.said:
            return
        elif word in ("stdout", "stderr"):
            self.check_text(getattr(self.outcome, word), rest)
        elif handler := getattr(self, "do_" + word, None):
            handler(rest)
        else:
            raise Failed("not understood")

    # --- what is done

    def command(self, line, below):
        is_ours = line.startswith("skifte ") and not line.startswith("skifte sandbox")
        if is_ours and self.said:
            line = " ".join([line, *(flag for flag in self.said if flag.partition("=")[0] not in line.split())])
        settings = Settings(below, self.size_limit)
        command = Command(line, settings, self.folder, self.environment, self.happened)
        filed = self.logs.all_committed()
        try:
            command.run()
        finally:
            self.outcome = command.outcome()
        for name in ("stdout", "stderr"):
            for secret in self.secrets():
                require(secret not in getattr(self.outcome, name), f"a secret stands in {name}")
        if is_ours:
            alone = not any(step.startswith("run ") for step in settings.steps)
            self.check_effect(self.logs.all_committed() - filed if alone else None)
            for cpr in self.cprs:
                require(not self.stands_in(cpr, self.outcome.stderr), "a CPR number stands in stderr")

    def check_effect(self, filed):
        """What the last line of stderr says of the effect, against the exit status and what the sandbox `filed`."""
        try:
            told = json.loads(self.outcome.stderr.strip().splitlines()[-1])
            effect, status = told["effect"], told["exit"]
        except (LookupError, TypeError, ValueError):
            return  # no such line was asked for
        require(status == self.outcome.status, f"it says exit {status}, and exit was {self.outcome.status}")
        require((effect == "unknown") == (status == 7), f"exit {status} with the effect {effect}")
        require(effect != "none" or not filed, f"it says effect none, and {filed} were filed")

    def happened(self, event):
        word, _, rest = event.partition(" ")
        if word == "requests":
            operation, least = rest.split()
            return self.logs.requests(operation) >= int(least)
        if word == "faults":
            return self.logs.faults() >= int(rest)
        if word == "file":
            return (self.folder / rest).exists()
        if word == "connection":
            with contextlib.suppress(BlockingIOError):
                self.open.enter_context(self.listener.accept()[0])
                return True
            return False
        if word == "body":
            return self.reader.is_reading.is_set()
        if word == "reader":
            self.reader.go_on()
            return True
        raise Failed(f"wait for what? {event}")

    def do_sandbox(self, rest):
        if rest == "stop":
            status = stop_sandbox(self.sandbox)
            self.sandbox = None
            require(status == 0, f"the sandbox ended with {status}")
            return
        if not self.sandbox_folder.exists():
            shutil.copytree(self.prepared, self.sandbox_folder)
        # The court decides nothing while a script looks on, unless the script says when.
        arguments = ["--afgoerelse-efter", "1h", *shlex.split(rest)]
        self.sandbox = start_sandbox([self.skifte, "sandbox", "serve"], self.sandbox_folder, arguments,
                                     self.environment)
        self.open.callback(self.sandbox.wait)
        self.open.callback(self.sandbox.kill)
        self.environment["SKIFTE_CONFIG"] = str(self.sandbox_folder / "config.toml")
        data = json.loads((self.sandbox_folder / "testdata.json").read_text())
        self.cprs |= {entry["cprNummer"] for entries in data.values() for entry in entries if "cprNummer" in entry}

    def do_config(self, rest):
        key, _, value = (part.strip() for part in rest.partition("="))
        path = self.sandbox_folder / "config.toml"
        lines = [line for line in path.read_text().splitlines() if not re.match(rf"{re.escape(key)}\s*=", line)]
        path.write_text("\n".join(lines + ([f"{key} = {value}"] if value else [])) + "\n")

    def do_env(self, rest):
        name, _, value = rest.partition("=")
        self.environment[name] = value

    def do_make(self, rest):
        kind, name, *size = rest.split()
        content = {"empty": b"", "text": b"Dette er ikke en PDF.\n", "pdf": PDF}[kind]
        (self.folder / name).write_bytes(content + b"%" * (int(size[0]) - len(content) if size else 0))

    def do_disk(self, rest):
        name, size = rest.split()
        folder = self.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        mount = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size},mode=700", "tmpfs", folder],
                               capture_output=True, check=False)
        if mount.returncode == 0:
            self.open.callback(subprocess.run, ["umount", folder], check=True)
        else:
            self.size_limit = int(size)

    def do_let(self, rest):
        name, _, source = (part.strip() for part in rest.partition("="))
        word, _, words = source.partition(" ")
        if word == "testdata":
            what, key = words.split()
            value = at_pointer(case_for(self.sandbox_folder, what), "/" + key)
        elif word == "stdout":
            value = at_pointer(parse_json(self.outcome.stdout), words.removeprefix("json "))
        elif word == "error":
            value = at_pointer(self.last_error(), words)
        elif word == "listener":
            self.listener = self.open.enter_context(socket.create_server(("127.0.0.1", 0)))
            self.listener.setblocking(False)
            value = self.listener.getsockname()[1]
        elif word == "reader":
            place = self.sandbox_folder / "pki"
            self.reader = self.open.enter_context(slow_reader(place / "server.pem", place / "server.key", int(words)))
            value = self.reader.port
        elif word == "responder":
            value = self.open.enter_context(responder(self.folder / words))
        elif word == "today":
            value = time.strftime("%Y-%m-%d", time.gmtime(time.time() + int(words or 0) * 86400))
        else:
            raise Failed("let it be what?")
        self.variables[name] = value if isinstance(value, str) else json.dumps(value)

    # --- what is asked

    def do_exit(self, rest):
        require(self.outcome.status == int(rest), f"exit was {self.outcome.status}")

    def do_requests(self, rest):
        operation, *committed, count = rest.split()
        got = self.logs.requests(operation, bool(committed))
        require(got == int(count), f"there were {got}")

    def do_body(self, rest):
        """How much of it the slow reader got in the end: `whole` or `short`."""
        self.reader.end()
        whole = self.reader.read == self.reader.length
        require(whole == (rest == "whole"), f"{self.reader.read} of {self.reader.length} bytes came")

    def do_faults(self, rest):
        if rest != "consumed":
            self.logs.set_faults(rest)
            return
        require(self.logs.faults() == self.logs.faults_wanted(), f"{self.logs.faults()} of the faults happened")

    def do_error(self, rest):
        self.check_json(self.last_error(), rest)

    def last_error(self):
        lines = self.outcome.stderr.strip().split("\n")  # a U+2028 in a text ends no line of JSON
        require(lines[-1], "stderr is empty")
        return parse_json(lines[-1])

    def do_file(self, rest):
        name, claim = rest.split(maxsplit=1)
        path = self.folder / name
        word, _, wanted = claim.partition(" ")
        if word == "absent":
            require(not path.exists(), "it is there")
        elif word == "exists":
            require(path.exists(), "it is not there")
        elif word == "mode":
            mode = f"{path.stat().st_mode & 0o777:o}"
            require(mode == wanted, f"its mode is {mode}")
        else:
            self.check_text(path.read_text("utf-8", "replace"), claim)

    def check_text(self, text, claim):
        word, _, rest = claim.partition(" ")
        if word == "json":
            self.check_json(parse_json(text), rest)
            return
        lines = text.splitlines()
        holds, why = {
            "empty": (text == "", "it is not empty"),
            "is": (text.rstrip("\r\n") == rest, "it is something else"),
            "contains": (rest in text, "it does not contain that"),
            "lacks": (rest not in text, "it contains that"),
            "matches": (word == "matches" and re.search(rest, text, re.M), "it does not match"),
            "lines": (str(len(lines)) == rest, f"it has {len(lines)} lines"),
        }[word]
        require(holds, why)

    @staticmethod
    def check_json(value, claim):
        match = re.fullmatch(r"(/\S*)?\s*(=|length|matches|exists|absent)\s*(.*)", claim)
        require(match, "not understood")
        pointer, word, wanted = match[1] or "", match[2], match[3]
        try:
            got = at_pointer(value, pointer)
        except (LookupError, TypeError, ValueError):
            require(word == "absent", f"there is no {pointer}")
            return
        holds = {
            "=": lambda: got == json.loads(wanted),
            "length": lambda: len(got) == int(wanted),
            "matches": lambda: re.search(wanted, got if isinstance(got, str) else json.dumps(got)),
            "exists": lambda: True,
            "absent": lambda: False,
        }[word]()
        require(holds, f"{pointer} is {json.dumps(got, ensure_ascii=False)}")

    # --- secrets, unasked

    def token_caches(self):
        return [path for path in self.folder.rglob("token-*.json") if path.is_file()]

    def secret_files(self):
        return [path for name in ("client-secret", "client.p12.password")
                if (path := self.sandbox_folder / name).exists()]

    def secrets(self):
        found = [path.read_text().strip() for path in self.secret_files()]
        for path in self.token_caches():
            found.append(json.loads(path.read_text())["access_token"])
        return found + [base64.b64encode(secret.encode()).decode() for secret in found]

    def check_files_for_secrets(self):
        own = {*self.secret_files(), *self.token_caches()}
        secrets = [secret.encode() for secret in self.secrets()]
        for path in self.folder.rglob("*"):
            if path in own or not path.is_file():
                continue
            content = path.read_bytes()
            require(not any(secret in content for secret in secrets),
                    f"a secret stands in {path.relative_to(self.folder)}")

    # --- whole CPR numbers, unasked: in nothing that skifte keeps or says about itself

    @staticmethod
    def stands_in(cpr, text):
        return cpr in text or f"{cpr[:6]}-{cpr[6:]}" in text

    def check_files_for_cprs(self):
        kept = [path for place in ("home", "tmp", "sandkasse/state", "sandkasse/cache")
                for path in (self.folder / place).rglob("*")]
        for path in [*kept, *self.sandbox_folder.glob("*.log"), *self.folder.glob("sandbox.stderr")]:
            # The input of a run that came from stdin is kept until the run is closed.
            if not path.is_file() or path.name.startswith("input-"):
                continue
            text = path.read_bytes().decode("latin-1")
            for cpr in self.cprs:
                require(not self.stands_in(cpr, text), f"a CPR number stands in {path.relative_to(self.folder)}")
        left = [str(path.relative_to(self.folder)) for path in (self.folder / "tmp").rglob("*")]
        require(not left, f"left behind: {', '.join(left)}")
