#!/usr/bin/env python3
"""Runs the fuzz targets, each for a short time, and says what each has found.

A target starts from its seeds in seeds/<name>, from what an earlier run found interesting (kept below
the build folder), and from the seeds that make_seeds makes. An input that ends a target is kept in
<build>/fuzz/findings: mend the code, and add the input, made small, to a test of the module.
"""

import argparse
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
# What other tests already have, and is a good beginning here.
BORROWED = {
    "openapi": HERE.parent / "codegen/cases",
    "codegen": HERE.parent / "codegen/cases",
    "overlay": HERE.parent / "codegen/cases",
}


def corpus_of(name, folder):
    """The folder that the target may write to, with the seeds that stand in no folder of their own."""
    corpus = folder / "corpus" / name
    corpus.mkdir(parents=True, exist_ok=True)
    file = "spec.overlay.yaml" if name == "overlay" else "spec.yaml"
    for case in sorted(BORROWED[name].glob("*/" + file)) if name in BORROWED else []:
        shutil.copyfile(case, corpus / f"case-{case.parent.name}")
    return corpus


def run(program, folder, seconds, seed):
    name = program.name.removesuffix("_fuzz")
    seeds = [path for path in (HERE / "seeds" / name, folder / "seeds" / name) if path.is_dir()]
    findings = folder / "findings"
    findings.mkdir(exist_ok=True)
    command = [program, corpus_of(name, folder), *seeds, f"-max_total_time={seconds}", "-timeout=25",
               "-rss_limit_mb=2048", "-max_len=8192", f"-seed={seed}", "-print_final_stats=1", f"-artifact_prefix={findings}/{name}-"]
    environment = dict(os.environ, ASAN_OPTIONS="detect_stack_use_after_return=1:strict_string_checks=1",
                       UBSAN_OPTIONS="print_stacktrace=1")
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", env=environment)
    return name, done.returncode, done.stderr


def executed(log):
    found = re.search(r"stat::number_of_executed_units:\s*(\d+)", log)
    return int(found.group(1)) if found else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=pathlib.Path, required=True, help="the build folder of the preset fuzz")
    parser.add_argument("--seconds", type=int, default=5, help="for each target (default 5)")
    parser.add_argument("--seed", type=int, default=1,
                        help="of the mutations (default 1: a short run tries the same each time; 0: another each time)")
    parser.add_argument("--jobs", type=int, default=2, help="targets at a time (default 2)")
    parser.add_argument("--only", default="", help="only the targets whose name holds this")
    arguments = parser.parse_args()

    folder = arguments.build.resolve() / "fuzz"
    programs = sorted(path for path in folder.glob("*_fuzz") if arguments.only in path.name)
    if not programs:
        print(f"no fuzz target in {folder}", file=sys.stderr)
        return 2
    subprocess.run([folder / "make_seeds", folder / "seeds"], check=True)
    failed = []
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        for name, status, log in pool.map(lambda p: run(p, folder, arguments.seconds, arguments.seed), programs):
            print(f"{name:14} {executed(log):>9} inputs  {'ok' if status == 0 else 'FOUND SOMETHING'}", flush=True)
            if status != 0:
                failed.append(name)
                print(log[-6000:], file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
