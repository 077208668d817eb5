#!/usr/bin/env python3
"""Runs the client against servers nobody here wrote. A test that is left out is a failure, unless skips.md names it."""
import argparse
import importlib
import pathlib
import re
import sys
import tempfile
import time
import unittest

sys.dont_write_bytecode = True  # nothing is made in the source tree
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from place import Place  # noqa: E402
from servers import Missing  # noqa: E402


def tests_of(place, npm, only, everything):
    for path in sorted(HERE.glob("*_test.py")):
        module = importlib.import_module(path.stem)
        for suite in unittest.defaultTestLoader.loadTestsFromModule(module):
            for test in suite:
                name = f"{path.stem.removesuffix('_test')}: {test._testMethodName.removeprefix('test_').replace('_', ' ')}"
                if only in name:
                    test.place, test.npm, test.everything = place, npm, everything
                    yield name, test


def run_one(test):
    """"ok", "missing WHAT", or what went wrong."""
    result = unittest.TestResult()
    test.run(result)
    for _, why in result.errors + result.failures:
        missing = re.search(r"servers\.Missing: (.*)", why)
        return f"missing {missing[1]}" if missing else why
    return "ok"


def skips(is_sanitized):
    """The names of what may be left out: some of it only where the program has a sanitizer in it."""
    always, _, sanitized = (HERE / "skips.md").read_text().partition("## Under a sanitizer")
    lines = (always + sanitized * is_sanitized).splitlines()
    return {line[2:].split(" — ")[0].strip() for line in lines if line.startswith("- ")}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--skifte", type=pathlib.Path, required=True, help="the program")
    parser.add_argument("--sandbox", type=pathlib.Path, required=True, help="the sandbox's program")
    parser.add_argument("--npm", type=pathlib.Path, default=pathlib.Path("/nonexistent"),
                        help="the folder that holds node_modules")
    parser.add_argument("--only", default="", metavar="NAME", help="only tests whose name contains it")
    parser.add_argument("--everything", action="store_true", help="also what takes longer than a change may wait for")
    options = parser.parse_args()
    passed = failed = skipped = 0
    with tempfile.TemporaryDirectory(prefix="skifte-interop-") as folder:
        place = Place(folder, options.skifte.resolve(), options.sandbox.resolve())
        may_miss = skips(place.is_sanitized)
        try:
            for name, test in tests_of(place, options.npm.resolve(), options.only, options.everything):
                started = time.monotonic()
                why = run_one(test)
                ok = why == "ok"
                skip = why.startswith("missing ") and name in may_miss
                passed, skipped, failed = passed + ok, skipped + skip, failed + (not ok and not skip)
                word = "ok     " if ok else "skipped" if skip else "FAILED "
                print(f"{word} {time.monotonic() - started:5.1f} s  {name}", flush=True)
                if not ok and not skip:
                    print(why, flush=True)
        finally:
            place.close()
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
