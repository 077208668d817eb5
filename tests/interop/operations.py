"""A valid call of every operation of the three specifications, as words of `skifte api call`, from the specifications' own
examples and the sandbox's test data. What a call needs to be there is filed first; each call says something else."""
import json
import re


def varied(value, number):
    """The same with another reference and other words."""
    if isinstance(value, list):
        return [varied(item, number) for item in value]
    if not isinstance(value, dict):
        return value
    out = {}
    for key, item in value.items():
        if key in ("egenReference", "begrundelse", "grundlag", "titel"):
            item = f"{item} {number}"[-50:]
        elif key == "oensketDato":
            item = f"20{50 + number // 336}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"
        else:
            item = varied(item, number)
        out[key] = item
    return out


class Operation:
    def __init__(self, row, described):
        self.name, self.id, self.method = row["navn"], row["operationId"], row["method"]
        self.files = row["indgiver"]
        self.spec = row["spec"].removesuffix("-dist-oas").split("-")[-1]
        self.params = [one["navn"] for one in described["parametre"] if one["i"] == "path"]
        self.example = described["eksempel"].get("indhold")
        self.file_parts = re.findall(r"--fil (\S+)=fil\.pdf", described["eksempel"]["kommando"])
        self.fetches = row["path"].endswith(("/indhold", "/dokument")) and row["method"] == "GET"


class Operations:
    def __init__(self, place):
        self.place = place
        self.folder = place.new_folder("operations")
        self.config = place.config(self.folder)
        self.number = 0
        self.ids = {}
        listed = place.run(self.config, "api", "list", "-o", "json").json()
        self.all = [Operation(row, place.run(self.config, "api", "describe", row["navn"], "-o", "json").json())
                    for row in listed]
        self.by_name = {operation.name: operation for operation in self.all}
        self.make_ids()

    def make_ids(self):
        """An object of each kind below each specification's root, and the id of it for the parameter of that name."""
        case = self.place.case
        first, closed = case("foerste-redegoerelse"), case("afsluttet")
        self.extended = [case(what) for what in ("frist-godkendes", "frist-afvises", "redegoerelse-ny-frist",
                                                 "redegoerelse-afslutter", "krav-og-tilgodehavender")]
        # Where nobody acts for the estate, a forespørgsel is not answered, and can be changed for ever.
        undecided = case("uden-skifteform")
        claims = case("krav-og-tilgodehavender")
        self.ids["likvidator"] = {"sagId": first["sagId"], "fristId": first["fristId"]}
        self.ids["kreditor"] = {"cvrNummer": case("med-likvidator")["cvrNummer"]}
        self.ids["doedsbojournal"] = {"doedsbojournalId": case("proklama-loeber")["doedsbojournalId"]}
        report = self.file("indsendRedegoerelse")
        self.special = {
            "hentDokument": closed, "hentDokumentIndhold": closed,
            "likvidator/hentKrav": self.of_claims(claims, "krav"),
            "likvidator/hentTilgodehavende": self.of_claims(claims, "tilgodehavende"),
        }
        self.ids["likvidator"] |= {"redegoerelseId": report, "tilknytning": ("REDEGOERELSE", report)}
        self.ids["likvidator"]["anmodningId"] = self.file("opretAnmodning")
        asked = self.file("anmodOmFristudsaettelse")
        self.special["hentFristudsaettelse"] = {
            "sagId": self.extended[self.number % len(self.extended)]["sagId"], "fristudsaettelseId": asked}
        for verb in ("opret", "hent", "ret", "slet"):
            self.special[f"{verb}Forespoergsel"] = {"doedsbojournalId": undecided["doedsbojournalId"]}
        for spec, nouns in (("kreditor", ("Krav", "Tilgodehavende")),
                            ("doedsbojournal", ("Krav", "Tilgodehavende", "Forespoergsel", "Effektfortegnelse",
                                                "Proformaopgoerelse"))):
            for noun in nouns:
                name = f"{spec}/opret{noun}" if f"{spec}/opret{noun}" in self.by_name else f"opret{noun}"
                self.ids[spec][f"{noun[0].lower()}{noun[1:]}Id"] = self.file(name)
            self.ids[spec]["tilknytning"] = ("KRAV", self.ids[spec]["kravId"])
        for spec in self.ids:
            self.ids[spec]["bilagId"] = self.file(f"{spec}/opretBilag")

    def of_claims(self, case, noun):
        [first, *_] = self.place.run(self.config, noun, "liste", "--sag", case["sagId"], "-o", "json").json()
        return {"sagId": case["sagId"], f"{noun}Id": first[f"{noun}Id"]}

    def file(self, name):
        """Files one, and gives its id."""
        answer = self.place.run(self.config, *self.words(self.by_name[name]))
        if answer.status != 0:
            raise RuntimeError(f"{name}: {answer.stderr}")
        return answer.json()["serverId"]

    def words(self, operation):
        """A new call of it."""
        self.number += 1
        ids = dict(self.ids[operation.spec], **self.__dict__.get("special", {}).get(operation.name, {}))
        if operation.id == "anmodOmFristudsaettelse":  # of one that has no other waiting
            ids |= self.extended[self.number % len(self.extended)]
        if operation.method == "DELETE":
            ids[operation.params[-1]] = self.file(operation.name.replace("slet", "opret"))
        words = ["api", "call", operation.name, "--yes", "-o", "json"]
        words += [f"--param={name}={ids[name]}" for name in operation.params]
        words += self.files(operation)
        if operation.example:
            body = varied(operation.example, self.number)
            if "bilag" in body and isinstance(body["bilag"], dict):
                body["bilag"]["tilknytningstype"], body["bilag"]["tilknyttetId"] = ids["tilknytning"]
            path = self.folder / f"{self.number}.json"
            path.write_text(json.dumps(body))
            words.append(f"--body=@{path}")
        if operation.fetches:
            words.append(f"--til={self.folder / f'{self.number}.pdf'}")
        return words

    def files(self, operation):
        path = self.folder / f"{self.number}.pdf"
        if operation.file_parts:
            path.write_bytes(b"%PDF-1.4\n% " + f"{operation.id} {self.number}\n".encode() + b"%" * 2000 + b"\n%%EOF\n")
        return [f"--fil={part}={path}" for part in operation.file_parts]
