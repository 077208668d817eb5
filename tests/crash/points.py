"""Every point of a run of a few rows: killed there, the power gone, the write torn; and the disk full at every need.

After each the run is begun again with nothing in its way, and must end with each row filed once.
"""
from explore import spread
from world import KILLED, Trial, Wrong

ROWS = 3
WAYS = {
    "kill": {},
    "torn": {"torn": 1},
    "power": {"power": "synced"},
    "full": {},
    "full-torn": {"torn": 1},
    "full-copied": {"copied": 1},
}
MARGIN = 3  # the points of a run are a few more or less, as the answers come


def new_trial(world, name, visible_within="400ms"):
    return Trial(world, name, ROWS, visible_within, ["--uden-opslag"])


def count(world, way):
    """How many points, or needs, a run has that nothing happens to."""
    for name in ("first", "second"):  # the first of a world fetches a token
        trial = new_trial(world, name)
        trial.check(trial.live(count=world.folder / "count", copied=WAYS[way].get("copied")))
    made, needed = map(int, (world.folder / "count").read_text().split())
    return needed if way.startswith("full") else made


def cases(way, count, broken):
    return [(way, at, broken) for at in spread(count + MARGIN)]


def die(world, case):
    """One run that dies at a point. What is broken is broken from outside the program."""
    way, at, broken = case
    trial = new_trial(world, f"{way}-{at}", "1ms" if broken == "absent" else "400ms")
    if broken:
        trial.run(["indsendelse", "liste"])  # makes the journal, whose loss alone would be noticed by the program
    if broken == "absent":
        world.set_faults([{"operation": "opretKrav", "times": ROWS, "do": "commit-late", "ms": 1500}])
    faults = WAYS[way] | ({"power": "all"} if broken == "late-intent" else {})
    status = trial.live(at=at, no_sync=broken == "no-sync", **faults)
    if broken:
        world.set_faults([])
    if status == KILLED:
        trial.see_at_once()
        trial.end()
    else:
        trial.check(status)
    trial.remove()


def fill(world, case):
    """One run whose disk is full from a need on; there is room again when it is begun again."""
    way, need, _ = case
    trial = new_trial(world, f"{way}-{need}")
    status = trial.live(full=need, **WAYS[way])
    trial.check_counts()
    if status not in (0, 3, 7):
        raise Wrong(f"exit {status}:\n{trial.output}")
    if status == 0:
        trial.check(status)
    trial.see_at_once()
    trial.end()
    trial.remove()
