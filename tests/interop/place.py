"""What every interop test stands on: a folder, a sandbox in it, its keys as PEM, and running skifte against an address
of the test's choosing."""
import json
import os
import pathlib
import re
import socket
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "acceptance"))
from sandbox import Logs, case_for, start_sandbox, stop_sandbox  # noqa: E402

DEADLINE = 60  # seconds
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def lookup_program(name):
    """Servers live in sbin, which an ordinary user's PATH lacks."""
    for folder in [*os.environ["PATH"].split(":"), "/usr/sbin", "/sbin"]:
        if os.access(f"{folder}/{name}", os.X_OK):
            return f"{folder}/{name}"
    return None


def write_client_pem(sandbox_folder, key, chain):
    """The client's key, and its certificate with those above it, as servers want them that open no .p12."""
    password = f"file:{sandbox_folder / 'client.p12.password'}"
    command = ["openssl", "pkcs12", "-in", sandbox_folder / "client.p12", "-passin", password, "-nodes"]
    key.touch(mode=0o600)
    key.write_bytes(subprocess.run([*command, "-nocerts"], capture_output=True, check=True).stdout)
    chain.write_bytes(subprocess.run([*command, "-nokeys"], capture_output=True, check=True).stdout)


class Answer:
    """What a run of skifte came to."""

    def __init__(self, process):
        self.status = process.returncode
        self.stdout = process.stdout
        self.stderr = process.stderr

    def json(self):
        return json.loads(self.stdout)

    def error(self):
        """The JSON object of the last line of stderr."""
        return json.loads(self.stderr.strip().splitlines()[-1])

    def attempts(self):
        """What --trace=json told of each attempt."""
        lines = [line for line in self.stderr.splitlines() if line.startswith("{") and '"method"' in line]
        return [json.loads(line) for line in lines]


class Place:
    """A sandbox for all tests of a run. Sockets on loopback, files below one folder."""

    def __init__(self, folder, skifte, sandbox_program):
        self.folder = pathlib.Path(folder)
        self.skifte = skifte
        self.sandbox_program = sandbox_program
        self.is_sanitized = b"__asan_init" in skifte.read_bytes() or b"__tsan_init" in skifte.read_bytes()
        self.sandbox_folder = self.folder / "sandkasse"
        self.sandbox = start_sandbox([sandbox_program, "serve"], self.sandbox_folder)
        self.logs = Logs(self.sandbox_folder)
        self.pki = self.sandbox_folder / "pki"
        self.port = int(self.sandbox.ready["url"].rsplit(":", 1)[1])
        self.client_key, self.client_chain = self.folder / "client.key", self.folder / "client-chain.pem"
        write_client_pem(self.sandbox_folder, self.client_key, self.client_chain)
        self.server_chain = self.folder / "server-chain.pem"
        self.server_chain.write_text((self.pki / "server.pem").read_text() + (self.pki / "issuing.pem").read_text())
        self.config_text = (self.sandbox_folder / "config.toml").read_text()
        self.runs = 0

    def new_folder(self, name):
        self.runs += 1
        folder = self.folder / f"{self.runs}-{name}"
        folder.mkdir()
        return folder

    def addresses(self, port):
        """The sandbox's own addresses, by way of a server at another port."""
        found = dict(re.findall(r'^(base-url|token-endpoint)\s*=\s*"(.*)"', self.config_text, flags=re.M))
        return {key: url.replace(f":{self.port}", f":{port}") for key, url in found.items()}

    def config(self, folder, **keys):
        """A configuration of the sandbox's with other values, and a cache and a journal of its own."""
        text = self.config_text
        keys.setdefault("state-folder", str(folder / "state"))
        keys.setdefault("cache-folder", str(folder / "cache"))
        for name, value in keys.items():
            text = re.sub(rf"^{re.escape(name)}\s*=.*\n", "", text, flags=re.M)
            if value is not None:
                text += f"{name} = {json.dumps(value)}\n"
        # Other files of the configuration count from its own folder.
        path = self.sandbox_folder / f"{folder.name}.toml"
        path.touch(mode=0o600)
        path.write_text(text)
        return path

    def run(self, config, *words, timeout=DEADLINE, environment=None):
        environment = {"HOME": str(self.folder), "LC_ALL": "C", "PATH": "/usr/bin:/bin",
                       "SKIFTE_CONFIG": str(config), **(environment or {})}
        environment |= {name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}
        return Answer(subprocess.run([self.skifte, *words], env=environment, cwd=self.folder, text=True,
                                     stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout, check=False))

    def case(self, what):
        return case_for(self.sandbox_folder, what)

    def pdf(self, folder, extra=b""):
        path = folder / "redegoerelse.pdf"
        path.write_bytes(PDF + extra)
        return path

    def close(self):
        stop_sandbox(self.sandbox)
