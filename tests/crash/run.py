#!/usr/bin/env python3
"""The crash suite: a sheet of krav is filed by a program that is killed, whose disk loses power or is full, whose journal
is harmed, whose clock is set, whose portal fails; begun again, each krav is filed once, and the result says the truth of
every row. Counted at the sandbox. `--list` names the parts; `--broken` breaks one on purpose, and the suite must notice.
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

sys.dont_write_bytecode = True  # nothing is made in the source tree

import answers
import damage
import lives
import points
from explore import TRIALS_OF_A_WORLD, explore
from world import Parts, World

# What each part is for, and its share of the time.
PARTS = {
    "kill": (20, "killed at every file and network call of a run of three rows"),
    "torn": (20, "the same, and the write at that point is half done"),
    "power": (20, "the same, and what was not synced is lost"),
    "full": (10, "the disk full at every write that needs room"),
    "full-torn": (10, "the same, and half of that write was done"),
    "full-copied": (12, "the disk full at every write and sync, also where there was something"),
    "answers": (20, "the answer torn at its first and last byte and at each header and field"),
    "damage": (24, "the journal cut, and its bits turned"),
    "pair": (10, "two processes at once"),
    "wait": (6, "a second process while the first waits for an answer"),
    "edit": (10, "the file edited between two lives"),
    "restart": (8, "the sandbox restarted in mid-run"),
    "no-reference": (12, "a specification with no field for one's own reference, under kills and faults"),
    "no-list": (8, "a specification with no operation that finds what was filed, likewise"),
    "clock": (18, "the clock set back and forward, between two lives and within one"),
}
BROKEN = {
    "no-sync": ("power", "a store that does not sync, and the power goes"),
    "late-intent": ("power", "what was written before the send is lost when it dies, as if it were written after"),
    "absent": ("kill", "a look-up that says absent of what is there"),
    "no-mark": ("damage", "a journal that is cut, with nothing beside it that remembers"),
    "two-journals": ("wait", "two processes that know nothing of each other"),
    "wall-clock": ("clock", "time that passes as the clock is set"),
}


class Suite:
    def __init__(self, parts, folder, options):
        self.parts, self.folder, self.options = parts, folder, options
        self.broken = options.broken

    def with_world(self, name, ask):
        """What it says of a world that is there for that alone."""
        home = self.folder / f"for-{name}"
        home.mkdir()
        world = World(self.parts, home)
        try:
            return ask(world)
        finally:
            world.close()

    @functools.lru_cache
    def count(self, way):
        return self.with_world(f"count-{way}", lambda world: points.count(world, way))

    def cases(self, part):
        if part in points.WAYS:
            return [(part, at, self.broken) for at in points.spread(self.count(part) + points.MARGIN)]
        everything = self.options.everything
        if part == "answers":
            return self.with_world(part, lambda world: list(answers.cases(world, everything)))
        if part in ("wait", "restart"):
            return lives.waits(self.broken) if part == "wait" else lives.restarts()
        count = self.count("kill")
        if part == "damage":
            return [(*case, count, self.broken)
                    for case in self.with_world(part, lambda world: damage.cases(world, count, everything))]
        if part in lives.STRANGERS:
            return [(part, at) for at in points.spread(count)]
        return {"pair": lives.pairs, "edit": lives.edits,
                "clock": lambda points: lives.clocks(points, self.broken)}[part](count)

    def explore(self, part, seconds):
        trial = {"full": points.fill, "full-torn": points.fill, "full-copied": points.fill, "answers": answers.tear,
                 "damage": damage.damage, **dict.fromkeys(lives.STRANGERS, lives.stranger)}.get(part) or (points.die if part in points.WAYS else getattr(lives, part))
        return explore(self.parts, self.folder, part, trial, self.cases(part), seconds,
                       trials_of_a_world={"damage": None, "no-reference": 1}.get(part, TRIALS_OF_A_WORLD))

    def all_parts(self, names, seconds):
        """Each has its share, and what those before it left of theirs."""
        failures = []
        end = time.monotonic() + seconds
        for index, name in enumerate(names):
            shares = [PARTS[other][0] for other in names[index:]]
            left = float("inf") if self.options.everything else end - time.monotonic()
            failures += self.explore(name, left * shares[0] / sum(shares))
        return failures

    def schedules(self, seconds):
        if self.options.seed is not None:
            return explore(self.parts, self.folder, "random", lives.schedule, [(self.options.seed,)], 3600)
        first = random.SystemRandom().randrange(10**6) * 10**6
        print(f"seeds from {first}; one of them again: --seed N", flush=True)
        return explore(self.parts, self.folder, "random", lives.schedule, lives.schedules(first), seconds)


def fast_disk():
    """A folder in memory: a sync that takes no time proves as much, since what it keeps is reckoned by power.py."""
    memory = pathlib.Path("/dev/shm")
    return memory if memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 1 << 30 else None


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
    parser.add_argument("--everything", action="store_true", help="every byte and bit, however long it takes")
    parser.add_argument("--broken", choices=BROKEN, help="breaks a part: then the suite must fail, and 0 says it did")
    options = parser.parse_args()
    if options.list:
        print("\n".join(f"{name:12} {what}" for name, (_, what) in PARTS.items()))
        return 0
    with tempfile.TemporaryDirectory(prefix="skifte-crash-", dir=fast_disk()) as name:
        folder = pathlib.Path(name)
        programs = {"skifte": options.skifte, **{name: options.tests / f"skifte-{name}" for name in lives.STRANGERS}}
        preload = options.tests / "libskifte_crash_preload.so"
        suite = Suite(Parts(programs, options.sandbox, preload, folder), folder, options)
        failures = []
        if options.seed is None:
            names = [BROKEN[options.broken][0]] if options.broken else options.parts.split(",")
            failures = suite.all_parts(names, options.seconds)
        if not options.broken and options.random:
            failures += suite.schedules(options.random)
    for failure in failures:
        print(f"FAILED: {failure}")
    if options.broken:
        print(f"{BROKEN[options.broken][1]}: {'noticed' if failures else 'NOT noticed'}")
        return 0 if failures else 1
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
