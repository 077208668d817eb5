"""Keys in hardware, by SoftHSM: made in the token with OpenSC's tool, certified by the sandbox's issuing CA, and used for
whatever a .p12 is used for. And what is said where something is wrong."""
import pathlib
import subprocess
import unittest

import servers
from authority import Authority

MODULE = pathlib.Path("/usr/lib/softhsm/libsofthsm2.so")
PIN = "opdigtet-pin-4711"
KINDS = {"rsa": "rsa:2048", "ec": "EC:prime256v1"}


class Token:
    """A token with a key of each kind, and their certificates."""

    def __init__(self, place):
        if not MODULE.exists():
            raise servers.Missing("softhsm2")
        self.place, self.folder = place, place.new_folder("hsm")
        (self.folder / "tokens").mkdir()
        (self.folder / "softhsm2.conf").write_text(f"directories.tokendir = {self.folder}/tokens\nlog.level = ERROR\n")
        self.environment = {"SOFTHSM2_CONF": str(self.folder / "softhsm2.conf")}
        self.pin = self.secret("pin", PIN)
        self.init("Skifte")
        authority = Authority(place.new_folder("ca"), place.pki / "issuing.key", place.pki / "issuing.pem")
        self.chains = {kind: authority.certify(self.make_key(kind)) for kind in KINDS}

    def tool(self, program, *words):
        done = subprocess.run([servers.needed(program), *map(str, words)], capture_output=True, text=True, check=False,
                              env={"PATH": "/usr/bin:/bin", **self.environment})
        if done.returncode != 0:
            raise RuntimeError(f"{program}: {done.stdout}{done.stderr}")

    def init(self, label):
        self.tool("softhsm2-util", "--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", "opdigtet-so-pin")

    def make_key(self, kind):
        """In the token; gives the public half as a file."""
        name = ("--module", MODULE, "--token-label", "Skifte", "--label", kind, "--id", kind.encode().hex())
        self.tool("pkcs11-tool", *name, "--login", "--pin", PIN, "--keypairgen", "--key-type", KINDS[kind])
        public = self.folder / f"{kind}.der"
        self.tool("pkcs11-tool", *name, "--read-object", "--type", "pubkey", "--output-file", public)
        return public

    def secret(self, name, text):
        path = self.folder / name
        path.touch(mode=0o600)
        path.write_text(text)
        return f"file:{path}"

    def profile(self, kind, uri=None, **keys):
        keys = {"certificate": str(self.chains[kind]), "certificate-password": self.pin,
                "certificate-key": uri or f"pkcs11:token=Skifte;object={kind}?module-path={MODULE}", **keys}
        return self.place.config(self.place.new_folder("profile"), **keys)


class HardwareKey(unittest.TestCase):
    place = npm = None  # given by run.py

    def setUp(self):
        if not hasattr(HardwareKey, "token"):
            HardwareKey.token = Token(self.place)

    def run_it(self, config, *words):
        answer = self.place.run(config, *words, environment=self.token.environment)
        self.assertNotIn(PIN, answer.stdout + answer.stderr)
        return answer

    def goes_well(self, config, *words):
        answer = self.run_it(config, *words, "-o", "json", "--trace=json")
        self.assertEqual(answer.status, 0, answer.stderr)
        return answer

    def test_whatever_a_p12_is_used_for(self):
        for kind in KINDS:
            for tls in ("1.2", "1.3"):
                with servers.nginx(self.place, protocols=f"TLSv{tls}") as port:
                    config = self.token.profile(kind, **self.place.addresses(port))
                    self.goes_well(config, "doctor")
                    self.goes_well(config, "auth", "token")
                    listed = self.goes_well(config, "sag", "liste")
                    self.assertTrue(all(attempt["certificateSent"] for attempt in listed.attempts()))
                    self.assertEqual({attempt["tls"] for attempt in listed.attempts()}, {f"TLSv{tls}"})

    def test_the_certificate_is_shown_and_checked_and_its_key_signs_the_log(self):
        for kind in KINDS:
            config = self.token.profile(kind)
            shown = self.goes_well(config, "cert", "show").json()
            self.assertEqual((shown["privatNoegle"], shown["filkryptering"], shown["format"]), ("matches", "PKCS#11", "pem"))
            self.goes_well(config, "cert", "renew-check", "--days", "1")
            case = self.place.case("foerste-redegoerelse")["sagId"]
            pdf = self.place.pdf(self.place.new_folder("pdf"), f"% {kind}\n".encode())
            self.goes_well(config, "redegoerelse", "indsend", "--sag", case, "--fil", pdf, "--yes")
            log = self.place.new_folder("log") / "log"
            self.goes_well(config, "kvittering", "liste", "--log", str(log))
            self.goes_well(config, "kvittering", "efterproev", str(log))

    def test_a_key_is_found_by_its_id_and_by_its_certificate_alone(self):
        by_id = f"pkcs11:token=Skifte;id=%65%63;type=private?module-path={MODULE}"
        self.goes_well(self.token.profile("ec", by_id), "sag", "liste")
        for kind in KINDS:
            self.goes_well(self.token.profile(kind, f"pkcs11:token=Skifte?module-path={MODULE}"), "sag", "liste")

    def refused(self, code, status, config):
        for language in ("da", "en"):
            answer = self.run_it(config, "sag", "liste", "--lang", language, "-o", "json")
            self.assertEqual((answer.error()["code"], answer.status), (code, status), answer.stderr)
            told, _ = answer.stderr.strip().rsplit("\n", 1)
            self.assertEqual(len(told.splitlines()), 2, told)
        return told

    def test_a_wrong_pin_is_told_and_tried_once(self):
        wrong = self.token.secret("wrong-pin", "forkert-pin")
        told = self.refused("cert.pkcs11_pin", 4, self.token.profile("ec", **{"certificate-password": wrong}))
        self.assertIn("Skifte", told)
        self.assertNotIn("forkert", told)

    def test_a_key_that_is_not_there_is_told_and_so_is_one_that_is_not_seen_without_a_pin(self):
        other = f"pkcs11:token=Skifte;object=en-anden?module-path={MODULE}"
        self.assertIn("en-anden", self.refused("cert.pkcs11_object", 4, self.token.profile("ec", other)))
        self.refused("cert.pkcs11_object", 4, self.token.profile("ec", **{"certificate-password": None}))

    def test_a_module_that_is_not_there_or_is_none_is_told(self):
        away = self.token.folder / "findes-ikke.so"
        self.assertIn(str(away), self.refused("cert.pkcs11_module", 4, self.token.profile(
            "ec", f"pkcs11:token=Skifte;object=ec?module-path={away}")))
        self.refused("cert.pkcs11_module", 4, self.token.profile(
            "ec", f"pkcs11:token=Skifte;object=ec?module-path={self.place.client_chain}"))

    def test_a_token_that_is_not_there_is_told_and_a_pin_is_tried_on_no_more_than_one(self):
        self.refused("cert.pkcs11_token", 4, self.token.profile("ec", f"pkcs11:token=En%20anden?module-path={MODULE}"))
        self.token.init("Et til")
        several = self.refused("cert.pkcs11_token", 4, self.token.profile("ec", f"pkcs11:object=ec?module-path={MODULE}"))
        self.assertIn("There are 2 tokens", several)

    def test_a_certificate_of_another_key_is_told(self):
        other = f"pkcs11:token=Skifte;object=rsa?module-path={MODULE}"
        self.refused("cert.pkcs11_mismatch", 4, self.token.profile("ec", other))

    def test_a_pin_in_the_uri_is_refused_and_not_repeated(self):
        for attribute in (f"?pin-value={PIN}", f";pin-value={PIN}", f"?module-path={MODULE}&pin-source=file:/pin"):
            told = self.refused("key_uri.pin", 3, self.token.profile("ec", f"pkcs11:token=Skifte{attribute}"))
            self.assertIn("certificate-password", told)
        self.refused("key_uri.syntax", 3, self.token.profile("ec", "pkcs11:token=Skifte;objekt=ec"))
