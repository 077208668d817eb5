#!/usr/bin/env python3
"""The crash suite: a sheet of krav is filed by a program that is killed, whose disk loses power or is full, whose
journal is harmed, whose clock is set, whose portal fails; begun again, each krav is filed once, and the result says the
truth of every row. Counted at the sandbox. `--list` names the parts; `--broken` breaks one, and the suite must notice.
"""
import argparse
import functools
import os
import pathlib
import random
import shutil
import sys
import tempfile
import time
import typing

sys.dont_write_bytecode = True  # nothing is made in the source tree

import answers
import clocks
import damage
import lives
import many
import points
import schedules
from edge import EdgeWorld
from explore import TRIALS_OF_A_WORLD, explore
from world import Parts, World


class Part(typing.NamedTuple):
    share: int  # of the time
    what: str
    trial: typing.Callable  # of a world and a case
    cases: typing.Callable  # of the suite
    trials_of_a_world: int | None = TRIALS_OF_A_WORLD
    kind: type = World


def of_points(way, share, what, trial, kind=World):
    return Part(share, what, trial, lambda suite: points.cases(way, suite.count(way, kind), suite.broken), kind=kind)


def of_many(share, what, kind):
    return Part(share, what, many.many, lambda suite: many.cases(suite.with_world(
        lambda world: many.count(world), kind), suite.broken), 10, kind)


# The points come first, with more than they take on a quiet machine, and what they leave is the others'.
PARTS = {
    "kill": of_points("kill", 24, "killed at every file and network call of a run of three rows", points.die),
    "torn": of_points("torn", 24, "the same, and the write at that point is half done", points.die),
    "power": of_points("power", 44, "the same, and what was not synced is lost", points.die),
    "full": of_points("full", 10, "the disk full at every write that needs room", points.fill),
    "full-torn": of_points("full-torn", 10, "the same, and half of that write was done", points.fill),
    "full-copied": of_points("full-copied", 12, "the same at every write and sync, new or over something", points.fill),
    "edge-kill": of_points("kill", 14, "killed at every call, over HTTP/2", points.die, EdgeWorld),
    "edge-power": of_points("power", 14, "the same, and what was not synced is lost", points.die, EdgeWorld),
    "many": of_many(22, "205 rows, whose journal has a thread: killed, the power gone, the disk full, interrupted", World),
    "edge-many": of_many(22, "the same over HTTP/2", EdgeWorld),
    "answers": Part(46, "the answer torn at its first and last byte and at each header and field", answers.tear,
                    lambda suite: suite.with_world(lambda world: answers.cases(world, suite.everything))),
    "damage": Part(24, "the journal cut, and its bits turned", damage.damage,
                   lambda suite: suite.with_world(lambda world: damage.cases(
                       world, suite.count("kill"), suite.everything, suite.broken)), None),
    "pair": Part(12, "two processes at once", lives.pair, lambda suite: lives.pairs(suite.count("kill"))),
    "wait": Part(5, "a second process while the first waits for an answer", lives.wait,
                 lambda suite: lives.waits(suite.broken)),
    "edit": Part(12, "the file edited between two lives", lives.edit, lambda suite: lives.edits(suite.count("kill"))),
    "restart": Part(12, "the sandbox restarted in mid-run", lives.restart, lambda suite: lives.restarts()),
    "no-reference": Part(12, "no field for one's own reference in the specification, under kills and faults",
                         schedules.stranger, lambda suite: schedules.strangers("no-reference", suite.count("kill")), 1),
    "no-list": Part(8, "no operation that finds what was filed, likewise", schedules.stranger,
                    lambda suite: schedules.strangers("no-list", suite.count("kill"))),
    "clock": Part(18, "the clock set back and forward, between two lives and within one", clocks.clock,
                  lambda suite: clocks.clocks(suite.count("kill"), suite.broken)),
}
BROKEN = {
    "no-sync": ("power", "a store that does not sync, and the power goes"),
    "no-sync-many": ("edge-many", "the same, with a thread that writes it"),
    "late-intent": ("power", "what was written before the send is lost when it dies, as if it were written after"),
    "absent": ("kill", "a look-up that says absent of what is there"),
    "no-mark": ("damage", "a journal that is cut, with nothing beside it that remembers"),
    "two-journals": ("wait", "two processes that know nothing of each other"),
    "wall-clock": ("clock", "time that passes as the clock is set"),
}


class Suite:
    def __init__(self, parts, folder, options):
        self.parts, self.folder = parts, folder
        self.broken, self.everything = options.broken, options.everything

    def with_world(self, ask, kind=World):
        """What it says of a world that is there for that alone."""
        home = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        world = kind(self.parts, home)
        try:
            return list(ask(world))
        finally:
            world.close()

    @functools.lru_cache
    def count(self, way, kind=World):
        return self.with_world(lambda world: [points.count(world, way)], kind)[0]

    def explore(self, name, trial, cases, seconds, trials_of_a_world=TRIALS_OF_A_WORLD, kind=World):
        return explore(self.parts, self.folder, name, trial, cases, seconds, trials_of_a_world, kind)

    def explore_parts(self, names, seconds):
        """Each has its share, and what those before it left of theirs."""
        failures = []
        end = time.monotonic() + seconds
        for index, name in enumerate(names):
            part = PARTS[name]
            left = float("inf") if self.everything else end - time.monotonic()
            share = part.share / sum(PARTS[other].share for other in names[index:])
            failures += self.explore(name, part.trial, part.cases(self), left * share, part.trials_of_a_world,
                                     part.kind)
        return failures

    def explore_schedules(self, seconds, seed):
        if seed is not None:
            return self.explore("random", schedules.schedule, [seed], 3600)
        first = random.SystemRandom().randrange(10**6) * 10**6
        print(f"seeds from {first}; one of them again: --seed N", flush=True)
        return self.explore("random", schedules.schedule, range(first, first + 10**6), seconds)


def fast_disk():
    """A folder in memory: a sync that takes no time proves as much, since what it keeps is reckoned by power.py."""
    memory = pathlib.Path("/dev/shm")
    return memory if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 1 << 30 else None


def main():
    parser = argparse.ArgumentParser(description="The crash suite.")
    parser.add_argument("--skifte", required=True)
    parser.add_argument("--sandbox", required=True)
    parser.add_argument("--tests", required=True, type=pathlib.Path, help="where the build put what tests need")
    parser.add_argument("--list", action="store_true", help="names the parts")
    parser.add_argument("--parts", default=",".join(PARTS), help="only these, with commas between")
    parser.add_argument("--seconds", type=float, default=180, help="for the parts")
    parser.add_argument("--random", type=float, default=30, metavar="SECONDS", help="for random schedules")
    parser.add_argument("--seed", type=int, help="one random schedule again, and nothing else")
    parser.add_argument("--everything", action="store_true", help="every point and byte, however long it takes")
    parser.add_argument("--broken", choices=BROKEN, help="breaks a part: then the suite must fail, and 0 says it did")
    options = parser.parse_args()
    if options.list:
        print("\n".join(f"{name:12} {part.what}" for name, part in PARTS.items()))
        return 0
    with tempfile.TemporaryDirectory(prefix="skifte-crash-", dir=fast_disk()) as name:
        folder = pathlib.Path(name)
        programs = {name: options.tests / f"skifte-{name}" for name in schedules.STRANGERS} | {"skifte": options.skifte}
        preload = options.tests / "libskifte_crash_preload.so"
        suite = Suite(Parts(programs, options.sandbox, preload, folder), folder, options)
        failures = []
        if options.seed is None:
            names = [BROKEN[options.broken][0]] if options.broken else options.parts.split(",")
            failures = suite.explore_parts(names, options.seconds)
        if not options.broken and options.random:
            failures += suite.explore_schedules(options.random, options.seed)
    for failure in failures:
        print(f"FAILED: {failure}")
    if options.broken:
        print(f"{BROKEN[options.broken][1]}: {'noticed' if failures else 'NOT noticed'}")
        return 0 if failures else 1
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
