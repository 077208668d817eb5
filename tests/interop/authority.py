"""Certificates that a sandbox does not make: run out, not begun, revoked, of the wrong kind, of another authority."""
import datetime
import secrets
import subprocess

SUBJECT = ("/C=DK/organizationIdentifier=NTRDK-99999999/O=Skifte test, opdigtet organisation"
           "/serialNumber=UI:DK-O:G:00000000-0000-4000-8000-000000000000/CN=Skifte test systemcertifikat")
CONFIG = """
[ca]
default_ca = here
[here]
new_certs_dir = {folder}
database = {folder}/index
rand_serial = yes
default_md = sha256
default_crl_days = 30
policy = any
unique_subject = no
[any]
countryName = optional
organizationName = optional
organizationIdentifier = optional
serialNumber = optional
commonName = supplied
[client]
keyUsage = critical, digitalSignature
[server]
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = {names}
[ca_itself]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
"""
HERE = "DNS:localhost, IP:127.0.0.1"


def openssl(*words):
    done = subprocess.run(["openssl", *map(str, words)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"openssl {words[0]}: {done.stderr}")


class Issued:
    """A key and a certificate, with its issuer's below it, as PEM files and as one .p12."""

    def __init__(self, folder, name):
        self.key, self.chain, self.p12 = (folder / f"{name}.{kind}" for kind in ("key", "pem", "p12"))
        self.password = folder / f"{name}.password"


class Authority:
    def __init__(self, folder, key=None, certificate=None):
        """By a key that is there, or a root of its own."""
        self.folder = folder
        self.config = folder / "ca.conf"
        self.write_config()
        (folder / "index").touch()
        self.key, self.certificate = key or folder / "ca.key", certificate or folder / "ca.pem"
        if key is None:
            openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", self.key, "-out", self.certificate,
                    "-subj", "/C=DK/O=Fremmed/CN=Fremmed CA", "-days", "30", "-config", self.config, "-extensions", "ca_itself")
        self.issued = 0

    def write_config(self, names=HERE):
        self.config.write_text(CONFIG.format(folder=self.folder, names=names) +
                               "[req]\ndistinguished_name = dn\n[dn]\n")

    def issue(self, kind, *, first=-1, last=30, names=HERE):
        """A certificate, valid from and to so many days from now; half a day will do."""
        self.issued += 1
        out = Issued(self.folder, f"{kind}-{self.issued}")
        request, leaf = self.folder / "request.pem", self.folder / "leaf.pem"
        self.write_config(names)
        subject = "/CN=localhost" if kind == "server" else SUBJECT
        openssl("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", out.key, "-out", request, "-subj", subject,
                "-utf8", "-config", self.config)
        openssl("ca", "-batch", "-notext", "-config", self.config, "-cert", self.certificate, "-keyfile", self.key,
                "-in", request, "-out", leaf, "-extensions", kind, "-startdate", self.date(first), "-enddate", self.date(last))
        out.chain.write_text(leaf.read_text() + self.certificate.read_text())
        out.password.touch(mode=0o600)
        out.password.write_text("kode")
        openssl("pkcs12", "-export", "-inkey", out.key, "-in", leaf, "-certfile", self.certificate, "-out", out.p12,
                "-passout", f"file:{out.password}")
        return out

    def certify(self, public_key):
        """A client's certificate for a key of which nobody has more than the public half; with its issuer's below it."""
        self.issued += 1
        leaf = self.folder / f"certified-{self.issued}.pem"
        openssl("x509", "-new", "-force_pubkey", public_key, "-subj", SUBJECT, "-days", "30", "-CA", self.certificate,
                "-CAkey", self.key, "-set_serial", f"0x{secrets.token_hex(8)}", "-extfile", self.config, "-extensions", "client",
                "-out", leaf)
        leaf.write_text(leaf.read_text() + self.certificate.read_text())
        return leaf

    @staticmethod
    def date(days):
        return (datetime.datetime.utcnow() + datetime.timedelta(days=days)).strftime("%y%m%d%H%M%SZ")

    def revocation_list(self, revoked):
        """A list that has that certificate."""
        by = ["-config", self.config, "-cert", self.certificate, "-keyfile", self.key]
        openssl("ca", *by, "-revoke", revoked.chain)
        path = self.folder / "crl.pem"
        openssl("ca", *by, "-gencrl", "-out", path)
        return path
