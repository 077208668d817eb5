"""Answers torn at their first and last byte and at each header and field, or at every byte; the row is filed by then.

The answer to a krav, and of the list by which a krav is found whose answer never came.
"""
import re

from world import Trial

OPERATIONS = {"opretKrav": [], "listKrav": [{"operation": "opretKrav", "do": "reset-after"}]}
# Where a line, a header's name or value, or a field's name or value begins or ends.
SEAMS = re.compile(rb'\r\n|: |"|[][{},:]')


def new_trial(world, operation, size):
    trial = Trial(world, f"{operation}-{size:07}", 1, "1ms", ["--uden-opslag"])
    world.set_faults([*OPERATIONS[operation], {"operation": operation, "do": "torn", "bytes": size}])
    return trial


def answer(world, operation):
    """An answer as it is."""
    trial = new_trial(world, operation, 10**6)
    trial.check(trial.live())
    trial.remove()
    return (world.sandbox_folder / "torn.http").read_bytes()


def cases(world, everything):
    for operation in OPERATIONS:
        whole = answer(world, operation)
        seams = {at for seam in SEAMS.finditer(whole) for at in seam.span()}
        if operation == "listKrav":  # one item is as the next
            seams = {at for at in seams if at <= whole.index(b"},{") + 3}
        sizes = range(len(whole)) if everything else sorted({0, 1, len(whole) - 1, len(whole), *seams})
        yield from ((operation, size) for size in sizes)


def tear(world, case):
    operation, size = case
    trial = new_trial(world, operation, size)
    trial.end()
    trial.remove()
