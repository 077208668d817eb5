"""Lives that meet something: a second process, a file that was edited in between, a sandbox that is another process.

Each story ends when it has been begun again with nothing in its way, and then the invariant must hold.
"""
from explore import spread
from world import GRUNDLAG, Sheet, Trial, Wrong, wait_until

ROWS = 4
EDITS = ("order", "more", "fewer", "amount", "bytes")


def new_trial(world, name, flags=()):
    return Trial(world, name, ROWS, flags=["--uden-opslag", *flags])


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
