"""The wall clock set back and forward: while the program waits, between two lives, at a point of one, with a new boot.

Broken by `wall-clock` the time since the start of the machine follows it: then the suite must see krav filed twice.
"""
from explore import spread
from world import Trial

ROWS = 4
SECONDS = (-86400, -3000, -30, 30, 3600, 86400)


def clocks(points, broken):
    """How far it is set, when, and the point: of the first life's death, or of the setting within a life."""
    asleep = [(seconds, when, 0, broken) for seconds in SECONDS[::-1] for when in ("asleep", "reboot")]
    return asleep + [(seconds, when, at, broken) for at in spread(points) for seconds in SECONDS
                     for when in ("between", "within")]


def clock(world, case):
    """The clock is set between two lives, or at a point of one, or is wrong after another start of the machine."""
    seconds, when, at, broken = case
    # No two names may have the same letters and digits: the portal might have tidied one into the other.
    name = f"clock-{when}-{'ahead' if seconds > 0 else 'back'}{abs(seconds)}-{at}"
    trial = Trial(world, name, ROWS, visible_within="300ms", flags=["--uden-opslag"])
    # What is filed is shown late and not answered, so that a clock that is believed finds nothing and files it again.
    world.set_faults([{"operation": "opretKrav", "times": ROWS, "do": "reset-after", "ms": 150}])
    if when == "within":
        trial.live(clock=seconds, clock_at=at)
    else:
        if when == "between":
            trial.live(at=at)
        else:
            trial.die_asleep()
        if when == "reboot":
            trial.reboot()
        trial.live(clock=seconds, uptime=broken)
    trial.check_counts()
    world.set_faults([])
    trial.end()
    trial.remove()
