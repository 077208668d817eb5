"""docs/diagnosis.md is the data of this test: each row is provoked for real, and what skifte and curl say of it must be what
the row says."""
import os
import pathlib
import re
import subprocess
import unittest

import diagnosis_scenes

TABLE = pathlib.Path(__file__).resolve().parent.parent.parent / "docs" / "diagnosis.md"


def rows():
    """Situation, and the cells of skifte's code and sentence and of curl's words, as they stand in the table."""
    out = {}
    for line in TABLE.read_text().splitlines():
        cells = [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if len(cells) == 3 and cells[0] not in ("Situation", "---"):
            out[cells[0]] = cells[1:]
    return out


def neutral(text, scene):
    """Without what is another at each run."""
    text = re.sub(re.escape(str(scene.place.folder)) + r"/(\S*/)?", "", text)
    for pattern, instead in ((r"(127\.0\.0\.1|localhost|portal\.example)(:\d+)?", "HOST"), (r"\bport \d+", "port PORT"),
                             (r"\bafter \d+ ms", "after N ms"), (r"\d+ (milliseconds|out of|bytes)", r"N \1"),
                             (r"\d{4}-\d\d-\d\dT[\d:]+Z", "TIME"), (r"\bf-[0-9a-f]{12}\b", "ID"),
                             (r"\br-[0-9a-f]{12}\b", "RUN"), (r"a{70}", "unknown"),
                             (r"client-\d+\.p12", "client.p12"), (r"OpenSSL/[\d.]+", "OpenSSL")):
        text = re.sub(pattern, instead, text)
    return text


def lines_of(answer):
    """What skifte said, without the lines of progress before it."""
    object = answer.error()
    return object["code"], object["message"].splitlines()


def skifte_says(scene):
    answer = scene.place.run(scene.config(), *scene.words, "--lang", "en", "-o", "json", environment=scene.environment)
    if answer.status == 0:
        raise AssertionError(f"it went well: {answer.stdout[:300]}")
    code, lines = lines_of(answer)
    return answer, [f"`{code}`", *(neutral(line, scene) for line in lines)]


def curl_says(scene):
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", **scene.environment}
    done = subprocess.run(["curl", "-sS", "-o", "/dev/null", *map(str, scene.curl)], env=environment, text=True,
                          stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)
    said = [line for line in done.stderr.splitlines() if line.startswith("curl:")] or [""]
    return neutral(said[0], scene) if done.returncode else "nothing"


class Diagnosis(unittest.TestCase):
    place = npm = None  # given by run.py
    table = rows()

    def test_every_row_has_a_scene_and_every_scene_a_row(self):
        self.assertEqual(list(self.table), list(diagnosis_scenes.SCENES))

    def test_doctor_says_by_how_much_the_clock_is_wrong(self):
        scene = diagnosis_scenes.Scene(self.place)
        diagnosis_scenes.clock(scene, 1)
        answer = self.place.run(scene.config(), "doctor", "-o", "json", environment=scene.environment)
        [clock] = [row for row in answer.json() if row["kode"] == "clock"]
        self.assertEqual(clock["status"], "advarsel")
        self.assertRegex(clock["besked"], r"\b86[34]\d\d s foran serverens")

    def compare(self, situation):
        make, options = diagnosis_scenes.SCENES[situation]
        with diagnosis_scenes.played(self.place, make, options) as scene:
            answer, said = skifte_says(scene)
        with diagnosis_scenes.played(self.place, make, options) as scene:
            by_curl = curl_says(scene)
        ours = "<br>".join(said)
        if os.environ.get("SKIFTE_DIAGNOSIS"):  # to write the table by
            with open(os.environ["SKIFTE_DIAGNOSIS"], "a", encoding="utf-8") as out:
                out.write(f"| {situation} | {ours} | {by_curl} |\n".replace("\\|", "|"))
            return
        sentences, words = self.table[situation]
        self.assertIn(ours, sentences.split("<br>or: "), answer.stderr)  # more than one where it is a race
        if words.endswith(", as it happens"):
            self.assertIn(re.match(r"curl: (\(\d+\))", by_curl)[1], words)
        else:
            self.assertEqual(by_curl, words)
        # The code, its cause and its mend; below a filing also what became of it.
        self.assertLessEqual(len(said) - (answer.error()["effect"] == "unknown"), 3)


def add_tests():
    for situation in diagnosis_scenes.SCENES:
        name = "test_" + re.sub(r"\W+", "_", situation)

        def test(self, situation=situation):
            self.compare(situation)
        setattr(Diagnosis, name, test)


add_tests()
