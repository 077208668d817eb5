"""The situations of docs/diagnosis.md, each set up anew for whoever calls: skifte, then curl."""
import contextlib
import datetime
import json
import pathlib
import socket
import ssl
import subprocess

import servers
from authority import HERE, Authority
from connect_proxy import ConnectProxy
from fault_proxy import FaultProxy, into_the_sandbox, server_tls

SCENES = {}
FAKETIME = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"
PATH = "/tvangsoploesningssager"
A_WHILE = 2  # seconds, for what is to run out


def scene(situation, **options):
    def keep(make):
        SCENES[situation] = (make, options)
        return make
    return keep


class Scene:
    """What both are told: addresses, certificate, environment."""

    def __init__(self, place):
        self.place = place
        self.folder = place.new_folder("scene")
        self.stack = contextlib.ExitStack()
        self.keys, self.environment = {}, {}
        self.words = ("sag", "liste")
        self.chain, self.key = place.client_chain, place.client_key
        self.ca = place.sandbox_folder / "ca.pem"
        self.url, self.curl_options, self.curl_fails = None, [], ()

    def config(self):
        return self.place.config(self.folder, **self.keys)

    @property
    def curl(self):
        return [*self.curl_fails, "--cacert", self.ca, "--cert", self.chain, "--key", self.key, *self.curl_options, self.url]

    def authority(self):
        """The sandbox's own issuing CA."""
        folder = self.place.new_folder("ca")
        return Authority(folder, self.place.pki / "issuing.key", self.place.pki / "issuing.pem")

    def show(self, issued):
        """As the client's certificate."""
        self.chain, self.key = issued.chain, issued.key
        self.keys |= {"certificate": str(issued.p12), "certificate-password": f"file:{issued.password}"}

    def call(self, port, host="127.0.0.1", path=PATH, token=False):
        """The API there; with `token`, the token server too, so that it is met first."""
        addresses = self.place.addresses(port)
        self.keys["base-url"] = f"https://{host}:{port}"
        if token:
            self.keys["token-endpoint"] = addresses["token-endpoint"]
        self.url = f"https://{host}:{port}{path}"

    def serve(self, rules=(), *, tls=None, token=False, host="127.0.0.1", behind=True, **how):
        """The fault proxy as the API's server."""
        tls = tls or server_tls(self.place.server_chain, self.place.pki / "server.key",
                                trusted=self.place.pki / "root.pem")
        upstream = into_the_sandbox(self.place) if behind else None
        proxy = self.stack.enter_context(FaultProxy(rules, tls, upstream, spare=True, **how))
        self.call(proxy.port, host, token=token)
        return proxy

    def demanding(self, **how):
        """A server that wants a certificate, and says no to ours."""
        tls = server_tls(self.place.server_chain, self.place.pki / "server.key",
                         **{"trusted": self.place.pki / "root.pem", **how})
        return self.serve(tls=tls, token=True)

    def openssl_server(self, *words):
        """`openssl s_server`, which verifies as it is told."""
        place = self.place
        command = ["openssl", "s_server", "-accept", "127.0.0.1:0", "-cert", place.pki / "server.pem", "-cert_chain",
                   place.pki / "issuing.pem", "-key", place.pki / "server.key", "-CAfile", place.pki / "root.pem",
                   "-verify_return_error", "-Verify", "3", *words]
        process = subprocess.Popen([*map(str, command)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, text=True)
        self.stack.callback(process.stdout.close)
        self.stack.callback(process.wait, 30)
        self.stack.callback(process.terminate)
        self.stack.callback(process.stdin.close)
        for line in process.stdout:
            if line.startswith("ACCEPT"):
                self.call(int(line.rsplit(":", 1)[1]), token=True)
                return

    def answering(self, status, body="", headers=None, token=False):
        """A token server or an API that answers so."""
        rule = {"at": "request", "do": "refuse", "status": status, "body": body,
                "headers": {"Content-Type": "application/json", **(headers or {})}}
        proxy = self.stack.enter_context(FaultProxy(
            [rule] * 4, server_tls(self.place.server_chain, self.place.pki / "server.key",
                                   trusted=self.place.pki / "root.pem"), spare=True))
        if token:
            self.keys["token-endpoint"] = f"https://127.0.0.1:{proxy.port}/token"
            self.url = self.keys["token-endpoint"]
            self.curl_options = ["--data", "grant_type=client_credentials"]
        else:
            self.call(proxy.port)

    def filing(self, size):
        case = self.place.case("foerste-redegoerelse")["sagId"]
        pdf = self.place.pdf(self.folder, b"%" * size)
        self.words = ("redegoerelse", "indsend", "--sag", case, "--fil", str(pdf), "--yes")
        self.curl_options = ["--data-binary", f"@{pdf}"]


@contextlib.contextmanager
def played(place, make, options):
    one = Scene(place)
    # Else curl stops at the head of the 401 that it gets for want of a token.
    one.curl_fails = () if options.get("whatever_status") else ("--fail",)
    with one.stack:
        make(one)
        if options.get("times_out"):
            # The token first, or its time would count too.
            place.run(one.config(), "auth", "check")
            one.words = (*one.words, "--timeout", f"{A_WHILE}s")
            one.curl_options = [*one.curl_options, "--max-time", A_WHILE]
        yield one


# --- the server refuses our certificate

@scene("The server refuses the certificate by a TLS alert, over TLS 1.2")
def alert_1_2(one):
    one.openssl_server("-tls1_2", "-verify_email", "nobody@example.org")


@scene("The same over TLS 1.3, where it comes after the handshake")
def alert_1_3(one):
    one.openssl_server("-tls1_3", "-verify_email", "nobody@example.org")


@scene("The same, where the alert races a reset")
def alert_races_reset(one):
    tls = server_tls(one.place.server_chain, one.place.pki / "server.key",
                     trusted=Authority(one.place.new_folder("ca")).certificate)
    one.serve(tls=tls, token=True, polite=False)


@scene("The same, but the alert is lost to a reset")
def alert_lost(one):
    tls = server_tls(one.place.server_chain, one.place.pki / "server.key", trusted=one.place.pki / "root.pem")
    one.serve([{"at": "secured", "do": "reset"}] * 4, tls=tls, token=True)


@scene("The server says that the certificate has expired")
def expired_there(one):
    later = datetime.datetime.now() + datetime.timedelta(days=2000)
    # Its own clock, of which `openssl s_server` checks the whole chain; the CAs of the sandbox outlive ours.
    one.openssl_server("-attime", int(later.timestamp()))


@scene("The server says that the certificate is revoked")
def revoked(one):
    authority = one.authority()
    issued = authority.issue("client")
    one.show(issued)
    one.demanding(revocation_list=authority.revocation_list(issued))


@scene("The certificate is of an authority that the server does not know")
def wrong_authority(one):
    one.show(Authority(one.place.new_folder("ca")).issue("client"))
    one.demanding()


@scene("The certificate is of the wrong kind")
def wrong_kind(one):
    one.show(one.authority().issue("server"))
    one.demanding()


@scene("The server takes no certificate with a key like ours, so that none is sent")
def not_sent(one):
    one.openssl_server("-client_sigalgs", "ECDSA+SHA256")


@scene("nginx refuses the certificate by a page with HTTP 400")
def nginx_refuses(one):
    other = Authority(one.place.new_folder("ca"))
    port = one.stack.enter_context(servers.nginx(one.place, trusted=other.certificate))
    one.call(port, token=True)


@scene("nginx gets no certificate, and says so by a page with HTTP 400")
def nginx_gets_none(one):
    port = one.stack.enter_context(servers.nginx(
        one.place, extra="ssl_conf_command ClientSignatureAlgorithms ECDSA+SHA256;"))
    one.call(port, token=True)


# --- our certificate, as we see it ourselves

@scene("The certificate has expired, and we know it")
def expired_here(one):
    one.show(one.authority().issue("client", first=-30, last=-1))
    one.demanding()


@scene("The certificate is not valid yet, and we know it")
def early_here(one):
    one.show(one.authority().issue("client", first=2, last=30))
    one.demanding()


@scene("The certificate is for another environment than the profile")
def other_environment(one):
    one.keys["environment"] = "test"
    one.show(Authority(one.place.new_folder("ca")).issue("client"))
    one.demanding()


# --- the API refuses

@scene("The API answers 401, and its server did not ask for the certificate")
def not_asked_401(one):
    not_asked(one, {"at": "request", "do": "refuse", "status": 401})


@scene("The API answers 403, and its server did not ask for the certificate")
def not_asked_403(one):
    not_asked(one, {"at": "request", "do": "refuse", "status": 403})


def not_asked(one, rule):
    tls = server_tls(one.place.server_chain, one.place.pki / "server.key")
    one.serve([rule] * 2, tls=tls, behind=False)


@scene("The API does not accept a token that the token server gave")
def token_refused_there(one):
    one.answering(401)


@scene("The API answers 403")
def forbidden(one):
    one.answering(403)


@scene("The API answers 403: the token lacks the scope")
def scope_refused_there(one):
    one.answering(403, headers={"WWW-Authenticate": 'Bearer error="insufficient_scope"'})


# --- the server's own certificate

def served_by(one, issued, **how):
    one.serve(tls=server_tls(issued.chain, issued.key), **how)


@scene("The server's certificate has expired")
def server_expired(one):
    served_by(one, one.authority().issue("server", first=-30, last=-1))


@scene("The server's certificate is not valid yet")
def server_early(one):
    served_by(one, one.authority().issue("server", first=2, last=30))


@scene("The server's certificate is for another name")
def server_other_name(one):
    served_by(one, one.authority().issue("server", names="DNS:elsewhere.example"))


@scene("The server's certificate is of an unknown authority, as where a proxy opens the connection")
def server_unknown_authority(one):
    served_by(one, Authority(one.place.new_folder("ca")).issue("server"))


def clock(one, days):
    if not pathlib.Path(FAKETIME).exists() or one.place.is_sanitized:
        raise servers.Missing("libfaketime")
    one.environment = {"LD_PRELOAD": FAKETIME, "FAKETIME": f"{days:+d}d", "FAKETIME_DONT_FAKE_MONOTONIC": "1",
                       "FAKETIME_NO_CACHE": "1"}


@scene("This machine's clock is a day slow, and the server's certificate new")
def slow_clock(one):
    one.show(one.authority().issue("client", first=-10))
    served_by(one, one.authority().issue("server", first=-0.5), token=True)
    clock(one, -1)


@scene("This machine's clock is a day slow, and our own certificate new")
def slow_clock_and_new(one):
    one.show(one.authority().issue("client", first=-0.5))
    one.demanding()
    clock(one, -1)


@scene("This machine's clock is a day fast, and the server's certificate runs out today")
def fast_clock(one):
    one.show(one.authority().issue("client", first=-10))
    served_by(one, one.authority().issue("server", first=-10, last=0.5), token=True)
    clock(one, 1)


# --- the way there

def by_proxy(one, **how):
    """By way of a proxy to a server that really bears the name."""
    issued = one.authority().issue("server", names=HERE + ", DNS:portal.example")
    server = one.serve(tls=server_tls(issued.chain, issued.key, trusted=one.place.pki / "root.pem"))
    proxy = one.stack.enter_context(ConnectProxy(to=server.port, **how))
    one.environment = {"https_proxy": f"http://127.0.0.1:{proxy.port}"}
    one.call(server.port, host="portal.example")


@scene("The proxy on the way does not let the connection through")
def proxy_refuses(one):
    by_proxy(one, refuse=403)


@scene("The proxy on the way wants a login")
def proxy_wants_login(one):
    by_proxy(one, login="bruger:kode")


@scene("The proxy on the way does not answer")
def proxy_away(one):
    by_proxy(one)
    one.environment = {"https_proxy": f"http://127.0.0.1:{closed_port()}"}


@scene("The name is not found")
def no_name(one):
    # Longer than a name can be, so that nobody is asked.
    name = "a" * 70 + ".invalid"
    one.keys["base-url"] = f"https://{name}"
    one.url = f"https://{name}{PATH}"


def closed_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


@scene("The connection is refused")
def refused(one):
    one.call(closed_port())


@scene("Timed out while connecting", times_out=True)
def timeout_connecting(one):
    # Its queue holds one connection, and is full.
    listener = one.stack.enter_context(socket.socket())
    listener.bind(("127.0.0.1", 0))
    listener.listen(0)
    port = listener.getsockname()[1]
    for _ in range(2):
        waiting = one.stack.enter_context(socket.socket())
        waiting.setblocking(False)
        waiting.connect_ex(("127.0.0.1", port))
    one.call(port)


@scene("Timed out in the handshake", times_out=True)
def timeout_in_handshake(one):
    one.serve([{"at": "handshake", "do": "stall"}] * 4)


@scene("Timed out while sending", times_out=True)
def timeout_sending(one):
    one.filing(12_000_000)
    one.serve([{"at": "request", "calls": "POST", "do": "deaf"}], window=4096)


@scene("Timed out while waiting for the answer", times_out=True)
def timeout_waiting(one):
    one.serve([{"at": "request", "do": "stall"}] * 4)


@scene("Timed out in the middle of the answer", times_out=True, whatever_status=True)
def timeout_receiving(one):
    one.serve([{"at": "answer", "after": 0.9, "do": "stall"}] * 4)


@scene("The server asks for a pause that the time limit has no room for", times_out=True)
def timeout_held(one):
    # The row is of unknown effect, and the look-up that would settle it is what has to wait.
    estate = one.place.case("proklama-loeber")["doedsbojournalId"]
    wish = json.loads(one.place.run(one.config(), "krav", "skabelon", "--bo", estate).stdout)
    sheet = one.folder / "krav.jsonl"
    sheet.write_text(json.dumps(wish) + "\n")
    one.serve([{"at": "request", "calls": "POST", "do": "refuse", "status": 503, "headers": {"Retry-After": "60"}}])
    one.words = ("krav", "anmeld", "--bo", estate, "--fil", str(sheet), "--yes")
    one.curl_options = ["--data", "{}"]


@scene("Reset as the connection is made")
def reset_connecting(one):
    one.serve([{"at": "connect", "do": "reset"}] * 4)


@scene("Reset in the handshake")
def reset_in_handshake(one):
    one.serve([{"at": "handshake", "do": "reset"}] * 4)


@scene("Reset while sending")
def reset_sending(one):
    one.filing(12_000_000)  # more than the kernel takes
    one.serve([{"at": "request", "calls": "POST", "after": 300_000, "do": "reset"}], window=4096)


@scene("Reset while waiting for the answer", whatever_status=True)
def reset_waiting(one):
    one.serve([{"at": "passed", "do": "reset"}] * 4, tls=server_tls(one.place.server_chain, one.place.pki / "server.key"))


@scene("Reset in the middle of the answer", whatever_status=True)
def reset_receiving(one):
    one.serve([{"at": "answer", "after": 0.9, "do": "reset"}] * 4)


@scene("The server has no version of TLS that the profile takes")
def no_common_version(one):
    one.keys["min-tls"], one.curl_options = "1.3", ["--tlsv1.3"]
    one.serve(tls=server_tls(one.place.server_chain, one.place.pki / "server.key", version=ssl.TLSVersion.TLSv1_2))


@scene("What is there speaks no TLS")
def no_tls(one):
    one.serve([{"at": "handshake", "do": "garbage"}] * 4)


@scene("What is there speaks no HTTP")
def no_http(one):
    one.serve([{"at": "passed", "do": "garbage"}] * 4)


# --- the token server refuses

def token_error(situation, error, status=400, description=""):
    @scene(situation)
    def make(one):
        text = f', "error_description": "{description}"' if description else ""
        one.answering(status, f'{{"error": "{error}"{text}}}', token=True)
    return make


token_error("The token server says invalid_client", "invalid_client", 401, "unknown client")
token_error("The token server says invalid_scope", "invalid_scope")
token_error("The token server says invalid_grant", "invalid_grant")
token_error("The token server says invalid_request", "invalid_request", 400, "missing grant_type")
token_error("The token server says unauthorized_client", "unauthorized_client")


@scene("The token server's answer is a page of HTML")
def token_html(one):
    one.answering(200, "<html><body>Login</body></html>", {"Content-Type": "text/html"}, token=True)
