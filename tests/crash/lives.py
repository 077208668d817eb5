"""Lives that meet others: two processes at once, a file edited in between, a sandbox restarted, a clock set; and random ones.

Each ends when it has been begun again with nothing in its way, and then the invariant must hold.
"""
import random

from explore import spread
from world import GRUNDLAG, Sheet, Trial, Wrong, wait_until

ROWS = 4
FAULTS = [
    {"do": "error-before", "status": 503}, {"do": "error-before", "status": 500}, {"do": "error-after", "status": 500},
    {"do": "error-after", "status": 502}, {"do": "reset-before"}, {"do": "reset-after"}, {"do": "cut", "bytes": 0},
    {"do": "cut", "bytes": 1}, {"do": "cut", "bytes": 40}, {"do": "torn", "bytes": 0}, {"do": "torn", "bytes": 12},
    {"do": "torn", "bytes": 100}, {"do": "html", "commit": True}, {"do": "html"}, {"do": "empty", "commit": True},
    {"do": "empty"}, {"do": "type"}, {"do": "commit-late", "ms": 200}, {"do": "late", "ms": 100}, {"do": "late", "ms": 700},
    {"do": "reset-after", "ms": 200}, {"do": "error-after", "status": 500, "ms": 150}, {"do": "cut", "ms": 200},
    {"do": "refuse", "status": 429, "retryAfter": 0}, {"do": "refuse", "status": 409}, {"do": "unauthorized"},
]
LIST_FAULTS = [{"do": "error-before", "status": 500}, {"do": "reset-before"}, {"do": "torn", "bytes": 150},
               {"do": "cut", "bytes": 2}, {"do": "html"}]
EDITS = ("order", "more", "fewer", "amount", "bytes")
STRANGERS = ("no-reference", "no-list")
SECONDS = (-86400, -3000, -30, 30, 3600, 86400)


def new_trial(world, name, visible_within="400ms", flags=()):
    return Trial(world, name, ROWS, visible_within, ["--uden-opslag", *flags])


def other_sheet(trial, same):
    """The file that a second process files: the same one, or one of the same rows in another order."""
    if same:
        return trial.sheet
    other = Sheet(trial.folder, "andre", [])
    other.rows = trial.sheet.rows[::-1]
    other.write()
    return other


def end_both(trial, other):
    trial.see_at_once()
    trial.end()
    if other is not trial.sheet:
        trial.check(trial.live(sheet=other), sheet=other)
    trial.remove()


def pairs(points):
    return [(same, at) for at in [0, *spread(points)] for same in (True, False)]


def pair(world, case):
    """Two processes at once. The first is killed at a point, or at none."""
    same, at = case
    trial = new_trial(world, f"pair-{same}-{at}")
    other = other_sheet(trial, same)
    first, second = trial.begin(at=at), trial.begin(other)
    trial.finish(first)
    status = trial.finish(second)
    trial.check_counts()
    if status not in (0, 3, 7):
        raise Wrong(f"exit {status}:\n{trial.output}")
    end_both(trial, other)


def hold_row(world, row):
    """The answer to that row comes once there is a file `videre`; each row up to it counts as a fault."""
    (world.sandbox_folder / "videre").unlink(missing_ok=True)
    before = [{"operation": "opretKrav", "times": row - 1, "do": "late"}] if row > 1 else []
    world.set_faults([*before, {"operation": "opretKrav", "do": "late", "until": "videre"}])


def waits(broken):
    return [(same, row, dies, broken) for row in range(1, ROWS + 1) for same in (True, False) for dies in (True, False)]


def wait(world, case):
    """A second process comes while the first waits for the answer to a row; which it hears then, or dies."""
    same, row, dies, broken = case
    trial = new_trial(world, f"wait-{same}-{row}-{dies}", flags=["--samtidige", "1"])
    other = other_sheet(trial, same)
    hold_row(world, row)
    first = trial.begin()
    wait_until(lambda: world.logs.faults() == row, first)
    if broken:
        trial.write_config(state_folder="andet")
    status = trial.live(sheet=other)
    trial.check_counts()
    if status != 3 if same else status not in (0, 7):
        raise Wrong(f"the second ended with {status}:\n{trial.output}")
    if dies:
        first.kill()
    (world.sandbox_folder / "videre").touch()
    trial.finish(first)
    world.set_faults([])
    end_both(trial, other)


def edits(points):
    return [(edit, at) for at in spread(points) for edit in EDITS]


def edit(world, case):
    """Killed, and the file is another one when it is begun again."""
    what, at = case
    trial = new_trial(world, f"edit-{what}-{at}", flags=["--kun-gyldige"])
    trial.live(at=at)
    rows = trial.sheet.rows
    trial.sheet.rows = {"order": rows[::-1], "more": [[f"{GRUNDLAG}{trial.folder.name}-0", 1000, "ny"], *rows],
                        "fewer": rows[1:], "amount": [[rows[0][0], 2000, rows[0][2]], *rows[1:]], "bytes": rows}[what]
    trial.sheet.write()
    if what == "bytes":
        trial.sheet.path.write_text(trial.sheet.path.read_text().replace("\n", "\r\n"))
    trial.see_at_once()
    trial.end(allowed=(0, 8) if what == "amount" else (0,))
    trial.remove()


def restarts():
    """On a new port for the last row alone: those after it would knock at the old one for a long time."""
    ports = [(row, True) for row in range(1, ROWS + 1)] + [(ROWS, False)]
    return [(row, kill, same_port) for row, same_port in ports for kill in (True, False)]


def restart(world, case):
    """The sandbox is another process while a row waits for its answer."""
    row, kill, same_port = case
    trial = new_trial(world, f"restart-{row}-{kill}-{same_port}", flags=["--samtidige", "1"])
    hold_row(world, row)
    first = trial.begin()
    wait_until(lambda: world.logs.faults() == row, first)
    world.set_faults([])
    world.restart(kill, same_port)
    status = trial.finish(first)
    trial.check_counts()
    if status not in (0, 3, 6, 7):
        raise Wrong(f"exit {status}:\n{trial.output}")
    trial.see_at_once()
    trial.end()
    trial.remove()


def clocks(points, broken):
    """How far it is set, when, and the point: of the first life's death, or of the setting within a life."""
    asleep = [(seconds, when, 0, broken) for seconds in SECONDS[::-1] for when in ("asleep", "reboot")]
    return asleep + [(seconds, when, at, broken) for at in spread(points) for seconds in SECONDS
                     for when in ("between", "within")]


def clock(world, case):
    """The clock is set between two lives, or at a point of one, or is wrong after another start of the machine."""
    seconds, when, at, broken = case
    # No two names may have the same letters and digits: the portal might have tidied one into the other.
    trial = new_trial(world, f"clock-{when}-{'ahead' if seconds > 0 else 'back'}{abs(seconds)}-{at}", visible_within="300ms")
    # What is filed is shown late and not answered, so that a clock that is believed finds nothing and files it again.
    world.set_faults([{"operation": "opretKrav", "times": ROWS, "do": "reset-after", "ms": 150}])
    if when == "within":
        trial.live(clock=seconds, clock_at=at)
    else:
        if when == "between":
            trial.live(at=at)
        else:
            trial.die_asleep()
        boot = trial.folder / "boot_id"
        boot.write_text("00000000-0000-4000-8000-000000000000\n")
        trial.live(clock=seconds, uptime=broken, boot=boot if when == "reboot" else "")
    trial.check_counts()
    world.set_faults([])
    trial.end()
    trial.remove()


def stranger(world, case):
    """A program of another specification is killed at a point, under faults that the point decides.

    Without a reference rows that are alike are told by their count, which says nothing where some of them are there;
    without a list nothing tells them. Then a person decides, and the result must say so.
    """
    program, at = case
    dice = random.Random(at)
    trial = Trial(world, f"{program}-{at}", ROWS, flags=["--uden-opslag"], program=program,
                  references=program != "no-reference")
    alike = program == "no-reference" and at % 2 == 0
    if alike:
        trial.sheet.rows = [[grundlag, 1000, ""] for grundlag, _, _ in trial.sheet.rows]
        trial.sheet.write()
    world.set_faults([{"operation": "opretKrav", **dice.choice(FAULTS)} for _ in range(dice.randint(0, 3))])
    trial.live(at=at)
    trial.check_counts()
    world.set_faults([])
    may_stay = alike or program == "no-list"
    trial.end(allowed=(0, 7, 8) if may_stay else (0, 8), unknown_allowed=may_stay)
    trial.remove()


def schedules(first):
    return [(seed,) for seed in range(first, first + 10**6)]


def schedule(world, case):
    """One random life story."""
    seed, = case
    dice = random.Random(seed)
    flags = dice.choice([[], ["--uden-opslag"], ["--samtidige", "1"], ["--samtidige", "3", "--uden-opslag"],
                         ["--timeout", "500ms", "--uden-opslag"]])
    trial = Trial(world, f"seed-{seed}", dice.randint(1, 12), flags=flags)
    for _ in range(dice.randint(1, 4)):
        world.set_faults([{"operation": "opretKrav", "times": dice.randint(1, 3), **dice.choice(FAULTS)}
                          for _ in range(dice.randint(0, 4))] +
                         [{"operation": "listKrav", **dice.choice(LIST_FAULTS)} for _ in range(dice.choice([0, 0, 0, 1]))])
        at = dice.choice([0, dice.randint(1, 60), dice.randint(1, 250)])
        full = dice.choice([0, 0, 0, dice.randint(1, 120)])
        status = trial.live(at=at, torn=dice.random() < 0.3, power=dice.choice([None, "synced"]) if at else None, full=full,
                            clock=dice.choice([0, 0, 0, dice.choice(SECONDS)]), clock_at=dice.choice([0, at // 2]))
        trial.check_counts()
        if status in (0, 7, 8) and not full:  # which takes the result, too
            trial.check(status, unknown_allowed=True)
        if dice.random() < 0.1:
            world.restart(kill=dice.random() < 0.5)
    world.set_faults([])
    trial.end(allowed=(0, 8))
    trial.remove()
