"""Trying the cases of a part in two processes, until they are through or the time is up."""
import concurrent.futures
import contextlib
import itertools
import time

from world import World, Wrong

WORKERS = 2
TRIALS_OF_A_WORLD = 40  # its lists grow with each


@contextlib.contextmanager
def worlds(parts, folder, name, trials_of_a_world, kind):
    """A function that gives a world, and a new one after so many trials; after none, where there is no number."""
    made = []
    trials = itertools.count()

    def current():
        trial = next(trials)
        if not made or (trials_of_a_world and trial % trials_of_a_world == 0):
            if made:
                made[-1].close()
            home = folder / f"{name}-{len(made)}"
            home.mkdir()
            made.append(kind(parts, home))
        return made[-1]

    try:
        yield current
    finally:
        if made:
            made[-1].close()


def spread(count):
    """The numbers from 1 on, in an order that has covered them evenly whenever it is broken off."""
    return sorted(range(1, count + 1), key=lambda number: number * 0.6180339887498949 % 1)


def worker(parts, folder, name, trial, cases, deadline, trials_of_a_world, kind):
    tried = 0
    part = name.rpartition("-")[0]
    failed = folder / f"{part}.failed"  # one failure is enough
    with worlds(parts, folder, name, trials_of_a_world, kind) as world:
        for case in cases:
            if time.monotonic() > deadline or failed.exists():
                break
            try:
                trial(world(), case)
            except Wrong as wrong:
                failed.touch()
                return tried, f"{part} {case}: {wrong}"
            tried += 1
    return tried, ""


def explore(parts, folder, name, trial, cases, seconds, trials_of_a_world=TRIALS_OF_A_WORLD, kind=World):
    """Gives `trial`, a function of a module, a world of that kind and each case in turn. What went wrong, in words."""
    began = time.monotonic()
    cases = list(cases)
    with concurrent.futures.ProcessPoolExecutor(WORKERS) as pool:
        work = [pool.submit(worker, parts, folder, f"{name}-{first}", trial, cases[first::WORKERS], began + seconds,
                            trials_of_a_world, kind)
                for first in range(WORKERS)]
        done = [one.result() for one in work]
    tried = sum(count for count, _ in done)
    print(f"{name}: {tried} of {len(cases)}, {time.monotonic() - began:.0f} s", flush=True)
    return [wrong for _, wrong in done if wrong]
