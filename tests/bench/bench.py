#!/usr/bin/env python3
"""How fast: each client in turn does the same against the same nginx, and what is compared is the ratio within one run.

docs/performance.md says what is measured, how, and what it does not say.
"""
import argparse
import contextlib
import os
import pathlib
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True  # nothing is made in the source tree
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "interop"))
from place import Place, lookup_program  # noqa: E402
from servers import nginx  # noqa: E402

from sheets import BOUNDARY, write_bodies, write_csv, write_json_lines, write_xlsx  # noqa: E402

AT_ONCE = 50
TYPE = f"multipart/form-data; boundary={BOUNDARY}"
# Canned answers, given by a second server so that the first reads each body to its end, as a real one does.
CANNED = """
    keepalive_requests 100000000; http2_max_concurrent_streams 128; client_body_buffer_size 64k;
    location = {token} {{ default_type application/json;
      return 200 '{{"access_token":"bench","token_type":"Bearer","expires_in":3600}}'; }}
    location ~ /krav {{ proxy_pass http://unix:{socket}; proxy_http_version 1.1; proxy_set_header Connection ""; }}
  }}
  server {{
    listen unix:{socket}; keepalive_requests 100000000;
    location ~ /krav$ {{
      default_type application/json; add_header X-Total-Count 0 always; add_header Location {krav} always;
      if ($request_method = GET) {{ return 200 '[]'; }}
      return 201 '{body}'; }}
    location ~ /krav/ {{ default_type application/json; return 200 '{body}'; }}
"""


class Bench:
    def __init__(self, options, folder):
        self.options = options
        self.folder = folder
        self.place = Place(folder, options.skifte.resolve(), options.sandbox.resolve())
        self.cvr = self.place.case("foerste-redegoerelse")["cvrNummer"]
        self.programs = options.programs.resolve()

    def canned(self):
        """A krav as the sandbox answers one, and where things are."""
        config = self.place.config(self.place.new_folder("one"))
        filed = self.place.run(config, "krav", "anmeld", "--selskab", self.cvr, "--kravtype", "FORSYNING",
                               "--anmeldelsestype", "ENDELIG", "--beloeb", "1.234,50", "--grundlag", "Faktura 17", "--kreditor",
                               "Fiktiv Forsyning A/S", "--egen-reference", "17", "--yes", "-o", "json")
        krav = filed.json()["kravId"]
        shown = self.place.run(config, "krav", "vis", "--selskab", self.cvr, krav, "-o", "jsonl")
        return krav, shown.stdout.strip()

    @contextlib.contextmanager
    def edge(self):
        krav, body = self.canned()
        token = "/" + self.place.addresses(1)["token-endpoint"].split("/", 3)[3]
        with nginx(self.place, extra=CANNED.format(token=token, krav=krav, socket=self.folder / "answers", body=body.replace("'", ""))) as port:
            addresses = self.place.addresses(port)
            self.addresses = addresses
            self.url = f"{addresses['base-url']}/selskaber/{self.cvr}/krav"
            yield

    def config(self, name):
        return self.place.config(self.place.new_folder(name), **self.addresses)

    def time(self, command, environment=None, allowed=(0,)):
        started = time.monotonic()
        done = subprocess.run([str(word) for word in command], env=environment, cwd=self.folder,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        seconds = time.monotonic() - started
        if done.returncode not in allowed:
            raise RuntimeError(f"{command[0]} ended with {done.returncode}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
        return seconds

    def environment(self, config):
        return {"HOME": str(self.folder), "LC_ALL": "C", "SKIFTE_CONFIG": str(config)}

    def skifte(self, config, *words, allowed=(0,)):
        return self.time([self.place.skifte, *words], self.environment(config), allowed)

    def skifte_and_peak(self, config, *words):
        """Also the most memory that it had at once, in MiB."""
        started = time.monotonic()
        process = subprocess.Popen([str(word) for word in [self.place.skifte, *words]], env=self.environment(config), cwd=self.folder,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise RuntimeError(f"skifte ended with {process.returncode}")
        return time.monotonic() - started, used.ru_maxrss / 1024

    def tls(self):
        return self.place.client_chain, self.place.client_key, self.place.sandbox_folder / "ca.pem"

    def file_by_skifte(self, sheet, run):
        """Without the comparison at the end, whose beginning and end it tells."""
        config = self.config(f"skifte-{run}")
        self.skifte(config, "auth", "check", "-q")  # the others hold a token already
        words = ["krav", "anmeld", "--selskab", self.cvr, "--fil", sheet, "--uden-opslag", "--samtidige", AT_ONCE,
                 "--resultat", self.folder / f"result-{run}.csv", "--yes", "--lang", "en"]
        started = time.monotonic()
        process = subprocess.Popen([str(word) for word in [self.place.skifte, *words]], env=self.environment(config), cwd=self.folder,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        told = [(time.monotonic(), line) for line in process.stderr]
        if process.wait() != 0:
            raise RuntimeError(f"skifte ended with {process.returncode}: {told}")
        seconds = time.monotonic() - started
        compared = [when for when, line in told if "comparing them" in line or "Writing the result" in line]
        return seconds - (compared[1] - compared[0])

    def file_by_curl(self, bodies, rows, run):
        cert, key, ca = self.tls()
        config = self.folder / f"curl-{run}"
        one = (f'url = "{self.url}"\ncert = "{cert}"\nkey = "{key}"\ncacert = "{ca}"\nheader = "Authorization: Bearer bench"\n'
               f'header = "Content-Type: {TYPE}"\noutput = "/dev/null"\nsilent\nfail\n')
        config.write_text("next\n".join(f'{one}data-binary = "@{bodies}/{number}"\n' for number in range(rows)))
        return self.time(["curl", "--parallel", "--parallel-max", AT_ONCE, "--config", config])

    def file_by_bare_multi(self, bodies, rows):
        cert, key, ca = self.tls()
        return self.time([self.programs / "skifte_bare_multi", self.url, "bench", cert, key, ca, TYPE, bodies, rows, AT_ONCE])

    def file_by_undici(self, bodies, rows):
        cert, key, ca = self.tls()
        return self.time([lookup_program("node"), HERE / "undici_client.mjs", self.options.npm.resolve(), self.url, "bench", cert,
                          key, ca, TYPE, bodies, rows, AT_ONCE])

    def file_by_ab(self, bodies, rows):
        pem = self.folder / "ab.pem"
        pem.touch(mode=0o600)
        pem.write_text(self.place.client_chain.read_text() + self.place.client_key.read_text())
        return self.time(["ab", "-q", "-k", "-E", pem, "-c", AT_ONCE, "-n", rows, "-p", bodies / "0", "-T", TYPE, "-H",
                          "Authorization: Bearer bench", self.url])

    def filing(self):
        rows = self.options.rows
        sheet, bodies = self.folder / "krav.csv", self.folder / "bodies"
        write_csv(sheet, rows)
        write_bodies(bodies, rows)
        clients = {
            "skifte": lambda run: self.file_by_skifte(sheet, run),
            "curl --parallel": lambda run: self.file_by_curl(bodies, rows, run),
            "bare libcurl multi": lambda run: self.file_by_bare_multi(bodies, rows),
            "node undici": lambda run: self.file_by_undici(bodies, rows),
        }
        if shutil.which("ab"):
            clients["ab -k -E (HTTP/1.1)"] = lambda run: self.file_by_ab(bodies, rows)
        seconds = {name: [] for name in clients}
        for run in range(self.options.runs):
            for name, client in clients.items():
                seconds[name].append(client(run))
        print(f"\n{rows} krav filed, {AT_ONCE} in flight; median of {self.options.runs}")
        ours = statistics.median(seconds["skifte"])
        targets = {"curl --parallel": 1.2, "bare libcurl multi": 0.7, "node undici": 2.0}
        for name, all_runs in seconds.items():
            theirs = statistics.median(all_runs)
            self.tell(name, theirs, f"{rows / theirs:8.0f} a second", theirs / ours, targets.get(name), at_least=True)

    def one(self):
        """A POST with its read-back, against curl making the same two calls."""
        bodies = self.folder / "one-body"
        write_bodies(bodies, 1)
        # Both open the same .p12, which derives keys by thousands of rounds.
        p12, ca = self.place.sandbox_folder / "client.p12", self.place.sandbox_folder / "ca.pem"
        password = (self.place.sandbox_folder / "client.p12.password").read_text().rstrip("\n")
        config = self.config("one-filing")
        self.skifte(config, "auth", "check", "-q")
        ours, theirs = [], []
        for run in range(max(20, self.options.runs)):
            ours.append(self.skifte(config, "krav", "anmeld", "--selskab", self.cvr, "--kravtype", "FORSYNING",
                                    "--anmeldelsestype", "ENDELIG", "--beloeb", f"{run + 1},00", "--grundlag", "Faktura", "--kreditor",
                                    "Fiktiv Forsyning A/S", "--egen-reference", f"E{run}", "--uden-opslag", "--yes", "-q",
                                    "-o", "json", allowed=(11,)))  # the canned krav is not ours, and it says so
            common = ["--cert-type", "P12", "--cert", f"{p12}:{password}", "--cacert", ca, "-s", "-f", "-o", "/dev/null",
                      "-H", "Authorization: Bearer bench"]
            theirs.append(self.time(["curl", *common, "-H", f"Content-Type: {TYPE}", "--data-binary", f"@{bodies}/0", self.url,
                                     "--next", *common, f"{self.url}/1"]))
        print("\none POST with its read-back, token cached; median")
        mine, other = statistics.median(ours), statistics.median(theirs)
        self.tell("skifte", mine, "", 1.0, None)
        self.tell("curl, the same two calls", other, "", mine / other, 1.3, at_least=False)

    def checking(self):
        rows = self.options.million
        print(f"\n{rows} rows checked")
        for kind, write in {"csv": write_csv, "jsonl": write_json_lines, "xlsx": write_xlsx}.items():
            sheet = self.folder / f"million.{kind}"
            write(sheet, rows)
            ours, peak = self.skifte_and_peak(self.config(f"million-{kind}"), "krav", "anmeld", "--selskab", self.cvr, "--fil",
                                              sheet, "--uden-opslag", "--dry-run", "-q")
            self.tell(f"skifte, {kind}", ours, f"{peak:8.1f} MiB at most", 1.0, None)
            print(f"    target < 64 MiB: {'met' if peak < 64 else 'NOT MET'}", flush=True)
            if kind == "csv":
                theirs = self.time([self.programs / "skifte_csv_reader", sheet])
                self.tell("libcsv, reading alone", theirs, "", ours / theirs, 5.0, at_least=False)
            sheet.unlink()

    def resuming(self):
        """A run goes on in a journal of many rows: how long until its first byte leaves."""
        rows = self.options.million
        sheet = self.folder / "resumed.csv"
        write_csv(sheet, 2000)
        with socket.create_server(("127.0.0.1", 0)) as listener:
            config = self.config("resuming")
            self.skifte(config, "auth", "check", "-q")  # a token is held already
            words = ["krav", "anmeld", "--selskab", self.cvr, "--fil", sheet, "--uden-opslag", "--yes", "-q"]
            started = subprocess.Popen([str(word) for word in [self.place.skifte, *words, "--tempo", "50"]], stdin=subprocess.DEVNULL,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=self.environment(config))
            time.sleep(1)
            started.send_signal(signal.SIGINT)
            started.wait()
            state = self.place.folder / config.stem / "state"
            subprocess.run([str(self.programs / "skifte_fill_journal"), str(state), str(rows)], check=True)
            # The same journal, at an address that takes the call and tells when it came.
            port = listener.getsockname()[1]
            text = re.sub(r'^base-url = "https://([^:/]+):\d+', rf'base-url = "https://\1:{port}', config.read_text(), flags=re.M)
            config.write_text(text)
            began = time.monotonic()
            resumed = subprocess.Popen([str(word) for word in [self.place.skifte, *words]], stdin=subprocess.DEVNULL,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=self.environment(config))
            connection, _ = listener.accept()
            connection.recv(1)
            seconds = time.monotonic() - began
            connection.close()
            resumed.kill()
            resumed.wait()
        print(f"\na run resumed in a journal of {rows} rows")
        self.tell("until the first byte", seconds, "seconds", seconds, 3.0, at_least=False)

    @staticmethod
    def tell(name, seconds, rate, ratio, target, at_least=True):
        verdict = ""
        if target is not None:
            held = ratio >= target if at_least else ratio <= target
            verdict = f"  target {'≥' if at_least else '≤'} {target}: {'met' if held else 'NOT MET'}"
        print(f"  {name:26} {seconds:8.3f} s {rate:20} ratio {ratio:6.2f}{verdict}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--skifte", type=pathlib.Path, required=True)
    parser.add_argument("--sandbox", type=pathlib.Path, required=True)
    parser.add_argument("--programs", type=pathlib.Path, required=True, help="folder of the programs measured against")
    parser.add_argument("--npm", type=pathlib.Path, required=True, help="folder with node_modules")
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--million", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="filing,one,checking,resuming")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="skifte-bench-") as folder:
        bench = Bench(options, pathlib.Path(folder))
        try:
            with bench.edge():
                for part in options.only.split(","):
                    getattr(bench, part)()
        finally:
            bench.place.close()


if __name__ == "__main__":
    main()
