"""The acceptance scripts with Prism between the client and each script's sandbox, by --everything: beyond what its line
says, nothing that a script does violates the specifications, and every script comes out as it does without.

Scripts that have the sandbox answer wrongly on purpose are left out, and those of validators.md.
"""
import contextlib
import pathlib
import re
import sys
import tempfile
import unittest

import servers
from place import Place
from relay import Relay
from validator_test import PATHS, spec_for_prism

ACCEPTANCE = pathlib.Path(__file__).resolve().parent.parent / "acceptance"
sys.path.insert(0, str(ACCEPTANCE))
from command import Failed  # noqa: E402
from sandbox import stop_sandbox  # noqa: E402
from script import Script  # noqa: E402

VALIDATORS = (pathlib.Path(__file__).resolve().parent / "validators.md").read_text()
LOCATION = """
    location {path} {{ proxy_pass http://127.0.0.1:{prism}; proxy_http_version 1.1; }}
"""


class ByPrism(Script):
    """A script whose configuration names `edge` in place of its sandbox, which `relay` is pointed at."""

    def __init__(self, *words, edge, relay):
        super().__init__(*words)
        self.edge, self.relay = edge, relay

    def do_sandbox(self, rest):
        super().do_sandbox(rest)
        if not self.sandbox:
            return
        self.relay.target = int(self.sandbox.ready["url"].rsplit(":", 1)[1])
        config = self.sandbox_folder / "config.toml"
        config.write_text(config.read_text().replace(f":{self.relay.target}", f":{self.edge}"))


class WholeSuite(unittest.TestCase):
    place = npm = None  # given by run.py
    everything = False

    def test_no_acceptance_script_violates_the_specifications(self):
        if not self.everything:
            return
        left_out = set(re.findall(r"^\| `([a-z-]+/[a-z-]+)` \|", VALIDATORS, flags=re.M))
        scripts = [path for path in sorted(ACCEPTANCE.glob("*/*.txt"))
                   if re.search(r"^sandbox", path.read_text(), re.M) and not re.search(r"^faults [\[{]", path.read_text(), re.M)]
        names = {f"{path.parent.name}/{path.stem}" for path in scripts}
        self.assertEqual(left_out - names, set())
        wrong = []
        with tempfile.TemporaryDirectory(prefix="skifte-prism-") as folder, contextlib.ExitStack() as running:
            # Of its own: every script begins with a copy of it.
            place = Place(folder, self.place.skifte, self.place.sandbox_program)
            stop_sandbox(place.sandbox)
            relay = running.enter_context(contextlib.closing(Relay()))
            upstream = running.enter_context(servers.inner(place, relay.port))
            logs, locations = [], ""
            for spec, path in PATHS.items():
                prism, log = running.enter_context(servers.prism(place, self.npm, spec_for_prism(place.folder, spec), upstream))
                logs.append(log)
                locations += LOCATION.format(path=path, prism=prism)
            edge = running.enter_context(servers.nginx(place, extra=locations, upstream=relay.port))
            for path in scripts:
                name = f"{path.parent.name}/{path.stem}"
                if name not in left_out:
                    wrong += self.violations(place, path, logs, {"edge": edge, "relay": relay})
        self.assertEqual(wrong, [], f"of {len(names - left_out)} scripts:\n" + "\n".join(wrong))

    def violations(self, place, path, logs, ways):
        before = [log.stat().st_size for log in logs]
        with tempfile.TemporaryDirectory(prefix="skifte-") as folder:
            try:
                ByPrism(path, place.skifte, place.sandbox_folder, pathlib.Path(folder), **ways).run()
            except Failed as failure:
                return [str(failure)]
        told = "".join(log.read_text()[size:] for log, size in zip(logs, before))
        return [f"{path.parent.name}/{path.stem}: {line}" for line in told.splitlines() if "violation" in line.lower()]
