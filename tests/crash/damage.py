"""The journal cut, and its bits turned, after a life that was killed: no cut and no flip ever leads to a second filing.

All rows were filed before the damage, so that whatever the next life files is a second filing. It may refuse, or go on
by what the portal shows; it must not crash, nor say what is not so. Broken by `no-mark` the mark is lost as well: then
the suite must see krav filed twice.
"""
import itertools
import random
import shutil

from points import ROWS
from world import KILLED, Trial, Wrong

FILES = ("journal.sqlite", "journal.sqlite-wal", "journal.mark", "hmac.key")
PIECES = {"journal.sqlite": (0, 4096), "journal.sqlite-wal": (32, 24 + 4096)}  # where the first begins, their length
STEP = 9  # points between two of the lives that are harmed
FLIPS = 5000  # of a sample


def lives_of(world, points):
    """Trials that were killed when all their rows had been filed, from just before their end to just then."""
    found = []
    for at in range(points, 0, -STEP):
        trial = Trial(world, f"journal-{at}", ROWS, flags=["--uden-opslag"])
        if trial.live(at=at) == KILLED:
            trial.see_at_once()
            if not trial.is_all_filed():
                break
            found.append(trial)
    return found


def edges(name, size):
    """Where one piece of a file ends and the next begins, and beside."""
    first, length = PIECES.get(name, (0, 16))
    ends = [0, size, *range(first, size, length)]
    return sorted({at for end in ends for at in (end - 1, end, end + 1) if 0 <= at < size})


def cases(world, points, everything, broken):
    """(life, file, "cut" or the bit to be turned, where, …), in an order that is even whenever it is broken off."""
    sizes = {(life, name): (trial.folder / "state" / name).stat().st_size
             for life, trial in enumerate(lives_of(world, points))
             for name in FILES if (trial.folder / "state" / name).exists()}
    cuts = [(life, name, "cut", at) for (life, name), size in sizes.items()
            for at in (range(size) if everything else edges(name, size))]
    dice = random.Random(1)
    places = [(*file, at) for file in (sizes if everything else dice.choices(list(sizes), k=FLIPS))
              for at in (range(sizes[file]) if everything else [dice.randrange(sizes[file])])]
    flips = [(life, name, dice.randrange(8), at) for life, name, at in places]
    # Cuts are fewer, and are all tried before the last flips.
    mixed = [case for pair in itertools.zip_longest(dice.sample(cuts, len(cuts)), flips) for case in pair if case]
    return [(*case, points, broken) for case in mixed]


def harm(path, how, at):
    content = bytearray(path.read_bytes())
    if how == "cut":
        del content[at:]
    elif at < len(content):  # it is not always as long to the byte
        content[at] ^= 1 << how
    path.write_bytes(content)


def damage(world, case):
    life, name, how, at, points, broken = case
    if not hasattr(world, "lives"):
        world.lives = lives_of(world, points)
    trial = world.lives[life % len(world.lives)]
    state, kept = trial.folder / "state", trial.folder / "kept"
    if not kept.exists():
        shutil.copytree(state, kept)
    shutil.rmtree(state)
    shutil.copytree(kept, state)
    trial.sheet.result.unlink(missing_ok=True)
    if (state / name).exists():
        harm(state / name, how, at)
    if broken == "no-mark":
        (state / "journal.mark").unlink()
    status = trial.live()
    trial.check_counts()
    if status not in (0, 3, 7):
        raise Wrong(f"exit {status}:\n{trial.output}")
    if status != 3:
        trial.check(status, unknown_allowed=True)
