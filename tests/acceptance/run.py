#!/usr/bin/env python3
"""Runs the acceptance scripts: terminal sessions with the real programs against a sandbox.

A script is NOUN/WHAT.txt beside this file; README.md says what may stand in it. Each has a folder, a home and a sandbox
of its own, the C locale, and no terminal unless it asks for one.
"""
import argparse
import concurrent.futures
import pathlib
import sys
import tempfile
import time

sys.dont_write_bytecode = True  # nothing is made in the source tree

from command import Failed
from sandbox import start_sandbox, stop_sandbox
from script import Script

HERE = pathlib.Path(__file__).resolve().parent


def run_script(path, skifte, prepared, said):
    """The seconds it took, and why it failed; "" if it did not."""
    started = time.monotonic()
    why = ""
    with tempfile.TemporaryDirectory(prefix="skifte-") as folder:
        try:
            Script(path, skifte, prepared, pathlib.Path(folder), said).run()
        except Failed as failure:
            why = str(failure)
    return time.monotonic() - started, why


def run_scripts(scripts, skifte, sandbox, said):
    """How many failed. What failed is said again at the end, where it is looked for."""
    failures = []
    with tempfile.TemporaryDirectory(prefix="skifte-") as folder:
        # Making keys takes seconds: they are made once, and every script gets a copy.
        prepared = pathlib.Path(folder) / "sandkasse"
        stop_sandbox(start_sandbox([sandbox, "serve"], prepared))
        with concurrent.futures.ProcessPoolExecutor(2) as pool:
            runs = [(path, pool.submit(run_script, path, skifte, prepared, said)) for path in scripts]
            for path, run in runs:
                seconds, why = run.result()
                print(f"{'FAILED' if why else 'ok    '} {seconds:5.1f} s  {name_of(path)}", flush=True)
                if why:
                    failures.append((path, why))
                    print(why, flush=True)
    for path, why in failures:
        print(f"FAILED {name_of(path)}\n{why}")
    return len(failures)


def name_of(path):
    return str(path.relative_to(HERE).with_suffix(""))


def main():
    parser = argparse.ArgumentParser(description="Runs the acceptance scripts beside it.")
    parser.add_argument("--skifte", type=pathlib.Path, help="the program")
    parser.add_argument("--sandbox", type=pathlib.Path, help="the sandbox's program")
    parser.add_argument("--only", default="", metavar="NAME", help="only scripts whose name contains it")
    parser.add_argument("--said", default="", metavar="FLAGS",
                        help="run every skifte with these as well, as '-v --trace', and ask of its stderr only that no "
                             "secret and no CPR number stands there")
    parser.add_argument("--list", action="store_true", help="print the names of the scripts")
    options = parser.parse_args()

    scripts = [path for path in sorted(HERE.glob("*/*.txt")) if options.only in name_of(path)]
    if options.list:
        print("\n".join(name_of(path) for path in scripts))
        return 0
    if not scripts:
        parser.error(f"no script has such a name: {options.only}")
    if not options.skifte or not options.sandbox:
        parser.error("--skifte and --sandbox are needed")
    failures = run_scripts(scripts, options.skifte.resolve(), options.sandbox.resolve(), options.said.split())
    print(f"{len(scripts)} scripts, {failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
