"""Random life stories, each by a seed that replays it; and those of a program with a stranger's specification.

A life may be killed, lose power, have no room, a wrong clock and a portal that fails in every way, before and after it
has filed what it was asked to.
"""
import random

from clocks import SECONDS
from explore import spread
from world import Trial

STRANGERS = ("no-reference", "no-list")
STRANGERS_ROWS = 4
FAULTS = [
    {"do": "error-before", "status": 503}, {"do": "error-before", "status": 500}, {"do": "error-after", "status": 500},
    {"do": "error-after", "status": 502}, {"do": "reset-before"}, {"do": "reset-after"}, {"do": "cut", "bytes": 0},
    {"do": "cut", "bytes": 1}, {"do": "cut", "bytes": 40}, {"do": "torn", "bytes": 0}, {"do": "torn", "bytes": 12},
    {"do": "torn", "bytes": 100}, {"do": "html", "commit": True}, {"do": "html"}, {"do": "empty", "commit": True},
    {"do": "empty"}, {"do": "type"}, {"do": "late", "ms": 100}, {"do": "late", "ms": 700},
    {"do": "commit-late", "ms": 200}, {"do": "reset-after", "ms": 200}, {"do": "cut", "ms": 200},
    {"do": "error-after", "status": 500, "ms": 150},
    {"do": "refuse", "status": 429, "retryAfter": 0}, {"do": "refuse", "status": 409}, {"do": "unauthorized"},
]
LIST_FAULTS = [{"do": "error-before", "status": 500}, {"do": "reset-before"}, {"do": "torn", "bytes": 150},
               {"do": "cut", "bytes": 2}, {"do": "html"}]


def strangers(program, points):
    return [(program, at) for at in spread(points)]


def stranger(world, case):
    """A program of another specification is killed at a point, under faults that the point decides.

    Without a reference rows that are alike are told by their count, which says nothing where some of them are there;
    without a list nothing tells them. Then a person decides, and the result must say so.
    """
    program, at = case
    dice = random.Random(at)
    trial = Trial(world, f"{program}-{at}", STRANGERS_ROWS, flags=["--uden-opslag"], program=program,
                  references=program != "no-reference")
    alike = program == "no-reference" and at % 2 == 0
    if alike:
        trial.sheet.rows = [[grundlag, 1000, ""] for grundlag, _, _ in trial.sheet.rows]
        trial.sheet.write()
    world.set_faults([{"operation": "opretKrav", **dice.choice(FAULTS)} for _ in range(dice.randint(0, 3))])
    status = trial.live(at=at)
    trial.check_counts()
    if status in (0, 7, 8):
        trial.check(status, unknown_allowed=True)
    world.set_faults([])
    may_stay = alike or program == "no-list"
    trial.end(allowed=(0, 7, 8) if may_stay else (0, 8), unknown_allowed=may_stay)
    trial.remove()


def schedule(world, seed):
    """One random life story."""
    dice = random.Random(seed)
    flags = dice.choice([[], ["--uden-opslag"], ["--samtidige", "1"], ["--samtidige", "3", "--uden-opslag"],
                         ["--timeout", "500ms", "--uden-opslag"]])
    trial = Trial(world, f"seed-{seed}", dice.randint(1, 12), flags=flags)
    for _ in range(dice.randint(1, 4)):
        world.set_faults([{"operation": "opretKrav", "times": dice.randint(1, 3), **dice.choice(FAULTS)}
                          for _ in range(dice.randint(0, 4))] +
                         [{"operation": "listKrav", **dice.choice(LIST_FAULTS)}] * dice.choice([0, 0, 0, 1]))
        at = dice.choice([0, dice.randint(1, 60), dice.randint(1, 250)])
        full = dice.choice([0, 0, 0, dice.randint(1, 120)])
        power = dice.choice([None, "synced"]) if at else None
        status = trial.live(at=at, torn=dice.random() < 0.3, power=power, full=full,
                            clock=dice.choice([0, 0, 0, dice.choice(SECONDS)]), clock_at=dice.choice([0, at // 2]))
        trial.check_counts()
        if status in (0, 7, 8) and not full:  # which takes the result, too
            trial.check(status, unknown_allowed=True)
        if dice.random() < 0.1:
            world.restart(kill=dice.random() < 0.5)
    world.set_faults([])
    trial.end(allowed=(0, 8))
    trial.remove()
