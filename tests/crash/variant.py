#!/usr/bin/env python3
"""Writes the creditors' specification and overlay as they might be: no-reference (no field that a creditor's own
reference fits in, so that what is filed is found by content and count) or no-list (no operation that finds it at all).
"""
import pathlib
import re
import sys

NAME = "tvangsoploesning-kreditor-dist-oas"


def without_block(text, heading):
    """Takes out a key and all below it, wherever it stands."""
    return re.sub(rf"^( *){heading}:.*\n(?:\1 +.*\n)*", "", text, flags=re.M)


def main():
    variant, specs, folder = sys.argv[1], *map(pathlib.Path, sys.argv[2:])
    spec = (specs / f"{NAME}.yaml").read_text()
    overlay = (specs / f"{NAME}.overlay.yaml").read_text()
    if variant == "no-reference":
        spec = without_block(spec, "egenReference")
        # What is filed is told by what it says instead.
        overlay = re.sub(r"^( *- body\.\w+)\.egenReference$", r"\1.grundlag\n\1.beloeb", overlay, flags=re.M)
        overlay = re.sub(r"^.*egenReference.*\n", "", overlay, flags=re.M)
    else:
        overlay = without_block(without_block(overlay, "look-up"), "visible-within")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{NAME}.yaml").write_text(spec)
    (folder / f"{NAME}.overlay.yaml").write_text(overlay)


if __name__ == "__main__":
    main()
