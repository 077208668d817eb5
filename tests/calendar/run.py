#!/usr/bin/env python3
"""Holds what is computed of dates here against what nobody here wrote."""
import argparse
import pathlib
import unittest

from closed_days import closed_days

TABLE = pathlib.Path(__file__).resolve().parent.parent / "unit/calendar/closed_days.txt"


class ClosedDays(unittest.TestCase):
    def test_the_table_that_the_unit_tests_read_is_the_independent_one(self):
        self.assertEqual(TABLE.read_text(), closed_days())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--skifte", required=True)
    parser.add_argument("--sandbox", required=True)
    parser.parse_args()
    unittest.main(argv=["calendar"])
