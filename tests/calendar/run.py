#!/usr/bin/env python3
"""Holds what is computed of dates here against what nobody here wrote: the calendar of working days against
python3-holidays, and the calendar file against python3-icalendar and a calendar program's rules."""
import argparse
import datetime
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import zoneinfo

import icalendar

from closed_days import closed_days

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS / "acceptance"))
from sandbox import start_sandbox, stop_sandbox  # noqa: E402

COPENHAGEN = zoneinfo.ZoneInfo("Europe/Copenhagen")
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"
PROGRAMS = {}


class ClosedDays(unittest.TestCase):
    def test_the_table_that_the_unit_tests_read_is_the_independent_one(self):
        self.assertEqual((TESTS / "unit/calendar/closed_days.txt").read_text(), closed_days())


def read(content):
    """A calendar as the parser has it; the parser itself is lenient, so what the RFC asks for is asked for here."""
    lines = content.split(b"\r\n")
    assert lines[-1] == b"" and not any(b"\n" in line or b"\r" in line or len(line) > 75 for line in lines)
    calendar = icalendar.Calendar.from_ical(content)
    assert not calendar.errors and str(calendar["VERSION"]) == "2.0" and "PRODID" in calendar
    for event in calendar.walk("VEVENT"):
        assert not event.errors, event.errors
        for name in ("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "STATUS"):
            assert name in event and not isinstance(event[name], list), name
        for alarm in event.walk("VALARM"):
            assert not alarm.errors and {"ACTION", "TRIGGER", "DESCRIPTION"} <= set(alarm.keys())
    return calendar


def events(calendar):
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


class CalendarProgram:
    """Takes in a file as RFC 5546 section 2.1.5 says: by UID, and only what is newer."""

    def __init__(self):
        self.entries = {}

    def take_in(self, calendar):
        for uid, event in events(calendar).items():
            known = self.entries.get(uid)
            if known is None or self.revision(event) > self.revision(known):
                self.entries[uid] = event

    @staticmethod
    def revision(event):
        return event["SEQUENCE"], event.decoded("DTSTAMP")


class WithSandbox(unittest.TestCase):
    """One for all tests of a class; each test that files something has a case or an estate of its own."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.place = cls.folder / "sandkasse"
        process = start_sandbox([PROGRAMS["sandbox"], "serve"], cls.place, ["--afgoerelse-efter", "0ms"])
        cls.addClassCleanup(stop_sandbox, process)
        cls.testdata = json.loads((cls.place / "testdata.json").read_text())

    def run_skifte(self, *words, expected=0):
        environment = {"HOME": str(self.folder), "LC_ALL": "C", "PATH": "/usr/bin:/bin",
                       "SKIFTE_CONFIG": str(self.place / "config.toml")}
        environment |= {name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}
        done = subprocess.run([PROGRAMS["skifte"], *words], cwd=self.folder, env=environment, capture_output=True,
                              stdin=subprocess.DEVNULL, check=False)
        self.assertEqual(done.returncode, expected, done.stderr.decode())
        return done.stdout

    def calendar(self, *words):
        return read(self.run_skifte("frist", "kalender", "--ics", "-", *words))

    def deadlines(self, *words):
        return json.loads(self.run_skifte("frist", "liste", "--inden", "0d", "-o", "json", *words))

    def case(self, what, noun="sager"):
        return next(one for one in self.testdata[noun] if one["formaal"] == what)


class CalendarFile(WithSandbox):
    def test_each_frist_is_its_day_and_our_advice_a_working_day_before(self):
        found = events(self.calendar())
        deadlines = self.deadlines()
        self.assertEqual(len(found), 2 * len(deadlines))
        filed_in = {self.case(what)["sagId"] for what in ("frist-godkendes", "redegoerelse-afslutter")}
        for deadline in (one for one in deadlines if one["sagId"] not in filed_in):
            uid = f"frist-{deadline['sagId']}-{deadline['fristId']}"
            day, advice = found[f"{uid}@skifte"], found[f"{uid}-raad@skifte"]
            last = datetime.date.fromisoformat(deadline["fristdato"])
            self.assertEqual(day.decoded("DTSTART"), last)
            self.assertEqual(day.decoded("DTEND"), last + datetime.timedelta(days=1))
            self.assertIn("Rettens frist", day["SUMMARY"])
            self.assertIn(deadline["skifte"]["hvor"], day["SUMMARY"])
            [alarm] = day.walk("VALARM")
            self.assertEqual(alarm.decoded("TRIGGER"), -datetime.timedelta(days=14) + datetime.timedelta(hours=9))

            by = datetime.date.fromisoformat(deadline["skifte"]["raadDato"])
            self.assertLess(by, last)
            morning = datetime.datetime.combine(by, datetime.time(9), COPENHAGEN)
            begins = advice.decoded("DTSTART")
            self.assertEqual(begins, morning)
            self.assertEqual(advice["DTSTART"].params["TZID"], "Europe/Copenhagen")
            self.assertIn("Råd fra skifte", advice["SUMMARY"])
            [alarm] = advice.walk("VALARM")
            self.assertEqual(alarm.decoded("TRIGGER"), datetime.timedelta(0))

    def test_the_time_zone_in_the_file_is_that_of_copenhagen(self):
        [zone] = self.calendar().walk("VTIMEZONE")
        described = zone.to_tz()
        for year in range(2020, 2038):
            for month in range(1, 13):
                for day in (1, 8, 15, 22, 28):
                    morning = datetime.datetime(year, month, day, 9)
                    self.assertEqual(described.utcoffset(morning), morning.replace(tzinfo=COPENHAGEN).utcoffset(), morning)

    def test_what_has_not_changed_is_the_same_file(self):
        first = self.run_skifte("frist", "kalender", "--ics", "-")
        self.assertEqual(first, self.run_skifte("frist", "kalender", "--ics", "-"))

    def test_an_extended_frist_moves_and_is_not_doubled(self):
        program = CalendarProgram()
        program.take_in(self.calendar())
        case = self.case("frist-godkendes")
        uid = f"frist-{case['sagId']}-{case['fristId']}@skifte"
        before = len(program.entries)
        day = datetime.date.today() + datetime.timedelta(days=90)
        self.run_skifte("frist", "udsaet", "--sag", case["sagId"], "--frist", case["fristId"], "--til", str(day),
                        "--begrundelse", "Afventer, årsregnskab; fra \\ revisor", "--yes")
        program.take_in(self.calendar())
        self.assertEqual(len(program.entries), before)
        self.assertEqual(program.entries[uid].decoded("DTSTART"), day)

    def test_a_case_that_is_closed_takes_its_alarms_with_it(self):
        program = CalendarProgram()
        program.take_in(self.calendar())
        case = self.case("redegoerelse-afslutter")
        uid = f"frist-{case['sagId']}-{case['fristId']}"
        (self.folder / "redegoerelse.pdf").write_bytes(PDF)
        self.run_skifte("redegoerelse", "indsend", "--sag", case["sagId"], "--fil", "redegoerelse.pdf", "--yes")
        program.take_in(self.calendar())
        for name in (f"{uid}@skifte", f"{uid}-raad@skifte"):
            self.assertEqual(program.entries[name].walk("VALARM"), [])
        self.assertEqual(str(program.entries[f"{uid}-raad@skifte"]["STATUS"]), "CANCELLED")

    def test_what_stands_in_estates_is_marked_as_advice_and_names_no_cpr(self):
        estates = [self.case(what, "boer") for what in ("proklama-loeber", "fjendtlig-tekst", "insolvent-bo")]
        (self.folder / "krav.json").write_text(json.dumps({
            "kravtype": "FORSYNING", "anmeldelsestype": "FORELOEBIG", "beloeb": 100, "grundlag": "Varme",
            "kreditor": {"navn": "Fiktiv Forsyning A/S"}, "egenReference": "F-1;2,3"}))
        self.run_skifte("krav", "anmeld", "--bo", estates[0]["doedsbojournalId"], "--fra", "krav.json", "--yes")
        words = [word for estate in estates for word in ("--bo", estate["doedsbojournalId"])]
        found = events(self.calendar(*words))
        advised = [event for event in found.values() if not str(event["UID"]).startswith("frist-")]
        self.assertEqual(len(advised), 2 * (len(estates) + 1))
        for event in advised:
            self.assertEqual([str(name) for name in event["CATEGORIES"].cats], ["Råd fra skifte"])
            for estate in estates:
                self.assertNotIn(estate["cprNummer"], str(event["SUMMARY"]) + str(event["DESCRIPTION"]))
            self.assertFalse(set(str(event["SUMMARY"])) & set("\x1b\u202e\x07\n"))
        final = next(event for event in advised if "endelig" in event["SUMMARY"])
        self.assertIn("F-1;2,3", final["SUMMARY"])
        self.assertEqual(len(final.walk("VALARM")), 1)
        [met] = [event for event in advised if str(event["SUMMARY"]).startswith("Overholdt")]
        self.assertEqual(met.walk("VALARM"), [])


class CalendarOfKrav(WithSandbox):
    def test_a_krav_that_becomes_endelig_or_is_deleted_takes_its_deadline_out_of_the_calendar(self):
        estate = self.case("proklama-loeber", "boer")["doedsbojournalId"]
        krav = []
        for reference in ("K-1", "K-2"):
            (self.folder / "krav.json").write_text(json.dumps({
                "kravtype": "FORSYNING", "anmeldelsestype": "FORELOEBIG", "beloeb": 100, "grundlag": "Varme",
                "kreditor": {"navn": "Fiktiv Forsyning A/S"}, "egenReference": reference}))
            receipt = self.run_skifte("krav", "anmeld", "--bo", estate, "--fra", "krav.json", "--yes", "-o", "json")
            krav.append(json.loads(receipt)["kravId"])

        def written():
            self.run_skifte("frist", "kalender", "--ics", "frister.ics", "--kreditor", "--bo", estate)
            return read((self.folder / "frister.ics").read_bytes())

        program = CalendarProgram()
        program.take_in(written())
        names = [[f"endelig-{estate}-{one}{end}@skifte" for end in ("", "-raad")] for one in krav]
        for name in sum(names, []):
            self.assertEqual(str(program.entries[name]["STATUS"]), "CONFIRMED")
        self.run_skifte("frist", "kalender", "--ics", "frister.ics")
        self.run_skifte("krav", "ret", krav[0], "--bo", estate, "--anmeldelsestype", "ENDELIG", "--yes")
        self.run_skifte("krav", "slet", krav[1], "--bo", estate, "--yes")
        program.take_in(written())
        for name in sum(names, []):
            self.assertEqual(str(program.entries[name]["STATUS"]), "CANCELLED")
            self.assertEqual(program.entries[name].walk("VALARM"), [])
        # What is not asked about neither leaves the file nor is taken away.
        self.run_skifte("frist", "kalender", "--ics", "frister.ics", "--sag", self.case("frist-afvises")["sagId"])
        program.take_in(read((self.folder / "frister.ics").read_bytes()))
        self.assertEqual([str(program.entries[name]["STATUS"]) for name in sum(names, [])], ["CANCELLED"] * 4)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--skifte", required=True)
    parser.add_argument("--sandbox", required=True)
    PROGRAMS |= {name: os.path.abspath(path) for name, path in vars(parser.parse_args()).items()}
    unittest.main(argv=["calendar"])
