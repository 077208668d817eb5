"""A run of so many rows that its journal is written on a thread of its own, killed somewhere, or interrupted, or with
the disk full; then begun again, until each row is filed once.
"""
import random
import signal

from explore import spread
from points import WAYS
from world import KILLED, Trial, Wrong, wait_until

ROWS = 205
INTERRUPTED = 130


def new_trial(world, name):
    return Trial(world, name, ROWS, flags=["--uden-opslag", "--samtidige", "20"])


def count(world):
    """How many points, and how many needs of room, a run has that nothing happens to."""
    trial = new_trial(world, "whole")
    trial.check(trial.live(count=world.folder / "count"))
    return tuple(map(int, (world.folder / "count").read_text().split()))


def cases(counts, broken):
    """At one in three points a kill, a power cut, and the disk full; and interrupts."""
    points, needs = counts
    if broken:
        return [("power", at, broken) for at in spread(points)]
    ways = [("kill", at, "") for at in spread(points)], [("power", at, "") for at in spread(points)], \
           [("full", at, "") for at in spread(needs)], [("interrupt", at, "") for at in spread(ROWS)]
    return [case for at_once in zip(*ways) for case in at_once]


def many(world, case):
    way, at, broken = case
    trial = new_trial(world, f"many-{way}-{at}")
    if way == "interrupt":
        status = interrupt(world, trial, at)
    elif way == "full":
        status = trial.live(full=at, torn=at % 2)
    else:
        if broken:
            trial.run(["indsendelse", "liste"])  # makes the journal, whose loss alone would be noticed by the program
        status = trial.live(at=at, torn=at % 2, no_sync=bool(broken), **WAYS[way])
    trial.check_counts()
    if status not in (0, 3, 7, INTERRUPTED, KILLED):
        raise Wrong(f"exit {status}:\n{trial.output}")
    if status == 0:
        trial.check(status)
    trial.see_at_once()
    trial.end()
    trial.remove()


def interrupt(world, trial, at):
    """Once the sandbox has been asked so often for this sheet, or at once."""
    before = world.logs.requests("opretKrav")
    process = trial.begin()
    wait_until(lambda: process.poll() is not None or world.logs.requests("opretKrav") - before >= at, process)
    if process.poll() is None:
        process.send_signal(random.Random(at).choice([signal.SIGINT, signal.SIGTERM]))
    status = trial.finish(process)
    return INTERRUPTED if status == 128 + signal.SIGTERM else status
