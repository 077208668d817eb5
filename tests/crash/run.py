#!/usr/bin/env python3
"""The crash suite: a sheet of krav is filed by a program that is killed, whose disk loses power, whose portal fails;
begun again, each krav is filed once, and the result says the truth of every row. Counted at the sandbox.

Exhaustive: killed before every file and network call in turn, of a run of a few rows. Random: schedules of kills and
faults, by a seed that is printed and replays. `--broken` breaks a part on purpose, and the suite must notice.
"""
import argparse
import concurrent.futures
import pathlib
import random
import sys
import tempfile
import time

sys.dont_write_bytecode = True  # nothing is made in the source tree

from world import Parts, Trial, World, Wrong

TRIALS_OF_A_WORLD = 25  # its lists grow with each
BROKEN = {
    "no-sync": "a store that does not sync, and the power goes",
    "late-intent": "what was written before the send is lost when it dies, as if it were written after",
    "absent": "a look-up that says absent of what is there",
}
FAULTS = [
    {"do": "error-before", "status": 503}, {"do": "error-before", "status": 500}, {"do": "error-after", "status": 500},
    {"do": "error-after", "status": 502}, {"do": "reset-before"}, {"do": "reset-after"}, {"do": "cut", "bytes": 0},
    {"do": "cut", "bytes": 1}, {"do": "cut", "bytes": 40}, {"do": "html", "commit": True}, {"do": "html"},
    {"do": "empty", "commit": True}, {"do": "empty"}, {"do": "type"}, {"do": "commit-late", "ms": 200},
    {"do": "late", "ms": 100}, {"do": "refuse", "status": 429, "retryAfter": 0}, {"do": "refuse", "status": 409},
    {"do": "unauthorized"},
]


def end(trial, allowed=(0,), lives=6):
    """Begins it again until it ends by itself, with nothing in its way; then the invariant must hold."""
    for _ in range(lives):
        status = trial.live()
        trial.check_counts()
        if status in allowed:
            return trial.check(status)
    raise Wrong(f"it did not come to an end (exit {status}):\n{trial.output}")


def kill_at(world, name, at, how, broken):
    """One run of three rows that dies at a point. Whether there is such a point."""
    visible = "1ms" if broken == "absent" else "400ms"
    trial = Trial(world, name, 3, visible_within=visible, flags=["--uden-opslag"])
    if broken:
        trial.make_journal()  # its loss alone is noticed by the product
    power = {"kill": None, "torn": None, "power": "synced"}[how]
    if broken == "late-intent":
        power = "all"
    if broken == "absent":
        world.set_faults([{"operation": "opretKrav", "times": 3, "do": "commit-late", "ms": 1500}])
    status = trial.live(at=at, torn=how == "torn", power=power, no_sync=broken == "no-sync")
    world.set_faults([])
    try:
        if status == -9:
            end(trial)
        else:
            trial.check(status)
    except Wrong as wrong:
        raise Wrong(f"point {at}: {wrong}") from None
    trial.remove()
    return status == -9


def exhaustive(world, how, first, step, deadline, broken):
    """Every `step`th point from `first` on, until there are no more or the time is up. How many, and whether all."""
    tried = 0
    at = first
    while time.monotonic() < deadline:
        if not kill_at(world(), f"{how}-{at}", at, how, broken):
            return tried, True
        tried += 1
        at += step
    return tried, False


def schedule(world, seed):
    """One random life story."""
    dice = random.Random(seed)
    trial = Trial(world, f"seed-{seed}", dice.randint(1, 12),
                  flags=dice.choice([[], ["--uden-opslag"], ["--samtidige", "1"], ["--samtidige", "3", "--uden-opslag"]]))
    for _ in range(dice.randint(1, 4)):
        world.set_faults([{"operation": "opretKrav", "times": dice.randint(1, 3), **dice.choice(FAULTS)}
                          for _ in range(dice.randint(0, 4))])
        at = dice.choice([0, dice.randint(1, 60), dice.randint(1, 250)])
        status = trial.live(at=at, torn=dice.random() < 0.3, power=dice.choice([None, "synced"]) if at else None)
        trial.check_counts()
        if status not in (-9, 6):
            trial.check(status, unknown_allowed=True)
    world.set_faults([])
    end(trial, allowed=(0, 8))
    trial.remove()


def worlds(parts, folder, name):
    """A function that gives a world, and a new one now and then."""
    state = {"world": None, "trials": 0, "count": 0}

    def current():
        if state["world"] is None or state["trials"] == TRIALS_OF_A_WORLD:
            if state["world"]:
                state["world"].close()
            state["count"] += 1
            home = folder / f"{name}-{state['count']}"
            home.mkdir()
            state["world"], state["trials"] = World(parts, home), 0
        state["trials"] += 1
        return state["world"]

    def close():
        if state["world"]:
            state["world"].close()

    return current, close


def exhaustive_worker(parts, folder, how, first, step, deadline, broken):
    current, close = worlds(parts, folder, f"{how}-{first}")
    try:
        return (how, *exhaustive(current, how, first, step, deadline, broken), "")
    except Wrong as wrong:
        return how, 0, False, f"{wrong}"
    finally:
        close()


def random_worker(parts, folder, seeds, deadline):
    current, close = worlds(parts, folder, f"random-{seeds[0]}")
    tried = 0
    try:
        for seed in seeds:
            if time.monotonic() > deadline:
                break
            try:
                schedule(current(), seed)
            except Wrong as wrong:
                return tried, f"seed {seed} (replays with --seed {seed}): {wrong}"
            tried += 1
        return tried, ""
    finally:
        close()


def run_exhaustive(parts, folder, seconds, broken, ways, begin):
    failures = []
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        for how in ways:
            deadline = time.monotonic() + seconds / len(ways)
            work = [pool.submit(exhaustive_worker, parts, folder, how, first, 2, deadline, broken)
                    for first in (begin, begin + 1)]
            done = [one.result() for one in work]
            wrongs = [wrong for _, _, _, wrong in done if wrong]
            whole = all(was_whole for _, _, was_whole, _ in done)
            print(f"{how}: {sum(tried for _, tried, _, _ in done)} points{'' if whole or wrongs else ', not all'}", flush=True)
            failures += [f"{how}: {wrong}" for wrong in wrongs]
    return failures


def run_random(parts, folder, seconds, seed):
    deadline = time.monotonic() + seconds
    if seed is not None:
        tried, wrong = random_worker(parts, folder, [seed], deadline + 3600)
        return [wrong] if wrong else []
    start = random.SystemRandom().randrange(10**6) * 10**4
    print(f"seeds from {start}", flush=True)
    failures = []
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        work = [pool.submit(random_worker, parts, folder, range(start + worker, start + 10**4, 2), deadline)
                for worker in (0, 1)]
        for done in work:
            tried, wrong = done.result()
            print(f"random: {tried} schedules", flush=True)
            failures += [wrong] if wrong else []
    return failures


def main():
    parser = argparse.ArgumentParser(description="The crash suite.")
    parser.add_argument("--skifte", required=True)
    parser.add_argument("--sandbox", required=True)
    parser.add_argument("--preload", required=True, help="the library made of preload.cpp")
    parser.add_argument("--exhaustive", type=float, default=180, metavar="SECONDS")
    parser.add_argument("--random", type=float, default=30, metavar="SECONDS")
    parser.add_argument("--seed", type=int, help="one random schedule again")
    parser.add_argument("--first", type=int, default=1, metavar="POINT", help="to begin at")
    parser.add_argument("--ways", default="kill,power,torn", help="of dying at a point")
    parser.add_argument("--broken", choices=BROKEN, help="breaks a part: then the suite must fail, and 0 says it did")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="skifte-crash-") as name:
        folder = pathlib.Path(name)
        parts = Parts(options.skifte, options.sandbox, options.preload, folder)
        failures = []
        if options.seed is None:
            ways = {"no-sync": ["power"], "late-intent": ["power"], "absent": ["kill"]}.get(options.broken,
                                                                                           options.ways.split(","))
            failures = run_exhaustive(parts, folder, options.exhaustive, options.broken, ways, options.first)
        if not options.broken and not failures:
            failures = run_random(parts, folder, options.random, options.seed)
    for failure in failures:
        print(f"FAILED: {failure}")
    if options.broken:
        print(f"{BROKEN[options.broken]}: {'noticed' if failures else 'NOT noticed'}")
        return 0 if failures else 1
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
