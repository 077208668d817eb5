"""A server on loopback that does to a connection what networks and broken servers do, by rules that say at which point.

A rule is a dictionary:
  at      connect    before a byte
          handshake  when the first bytes of TLS are here
          secured    when TLS is made
          request    when `after` bytes of the request are here (all of them, if it says nothing); so many are passed on
          passed     when the whole request was passed on, and answered to us; none of the answer
          answer     when `after` bytes of the answer were given
  do      reset      a TCP reset
          close      the end, without TLS's farewell
          stall      nothing more, until the client has gone
          garbage    what makes no sense there, and then the end
          drip       the rest of the answer byte by byte, each a TLS record (at answer)
          refuse     an answer of `status` with `headers`, by the proxy itself (at request)
          deaf       no more reading, until the client has gone (at request)
  after   a number of bytes, or below 1 a part of all; a negative one counts from the end
  calls   a regular expression for "METHOD /path"; any, if it says nothing (of use from `request` on)
Each rule is used once, in their order; one that nothing came by for is a failure of the test.
"""
import contextlib
import re
import select
import socket
import ssl
import struct
import threading

GARBAGE = b"SSH-2.0-garbage \x00\x01\xff\r\n\r\n" * 4
BLOCK = 16384


def place_of(rule, length):
    after = rule.get("after", length)
    return length + after if after < 0 else int(after * length) if 0 < after < 1 else after


class Gone(Exception):
    """The connection is over, one way or another."""


def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def wait_until_gone(connection):
    with contextlib.suppress(OSError):
        while connection.recv(BLOCK):
            pass


def head_of(data):
    """The head, and how long the whole message is; None while the head is not here."""
    end = data.find(b"\r\n\r\n")
    if end < 0:
        return None
    length = re.search(rb"\r\ncontent-length: *(\d+)", data[:end], re.I)
    return data[:end + 4], end + 4 + (int(length[1]) if length else 0)


class Unused(AssertionError):
    """Rules that did not come about."""


class FaultProxy:
    """`server` makes its end of TLS; `upstream` comes with a connection to what is behind, or is None: then every request
    must have a rule. A `polite` one lets the client read why its handshake failed. Of `spare` rules one is enough."""

    def __init__(self, rules, server, upstream=None, window=None, polite=True, spare=False):
        self.rules, self.server, self.upstream, self.polite = list(rules), server, upstream, polite
        self.may_be_left = max(len(self.rules) - 1, 0) if spare else 0
        self.lock, self.open = threading.Lock(), set()
        self.stalled = threading.Event()
        self.connections, self.requests, self.heads = 0, [], []
        self.listener = socket.create_server(("127.0.0.1", 0))
        if window:
            self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
        self.port = self.listener.getsockname()[1]
        self.threads = [threading.Thread(target=self.accept, daemon=True)]
        self.threads[0].start()

    def __enter__(self):
        return self

    def __exit__(self, failed, *_):
        self.listener.shutdown(socket.SHUT_RDWR)
        with self.lock:
            for connection in self.open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        for thread in self.threads:
            thread.join(30)
        self.listener.close()
        if len(self.rules) > self.may_be_left and not failed:
            raise Unused(f"nothing came by for {self.rules}")

    def take(self, at, call=None):
        with self.lock:
            for rule in self.rules:
                if rule["at"] == at and (call is None or re.search(rule.get("calls", ""), call)):
                    self.rules.remove(rule)
                    return rule
        return None

    def accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with self.lock:
                self.connections += 1
                self.open.add(connection)
            thread = threading.Thread(target=self.serve, args=(connection,), daemon=True)
            self.threads.append(thread)
            thread.start()

    def serve(self, connection):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with contextlib.suppress(Gone, OSError), contextlib.closing(connection):
            self.early(connection, "connect")
            connection.recv(1, socket.MSG_PEEK)
            self.early(connection, "handshake")
            secure = self.server.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
            with self.lock:
                self.open.add(secure)
            with contextlib.closing(secure):
                self.make_tls(secure)
                self.early(secure, "secured")
                while True:
                    self.exchange(secure)

    def make_tls(self, secure):
        try:
            secure.do_handshake()
        except OSError:
            # A close now, with the client's first request unread, would be a reset, and could outrun the alert.
            if self.polite:
                self.end(secure)
            else:
                reset(secure)
            raise

    def early(self, connection, at):
        rule = self.take(at)
        if rule:
            self.do(rule, connection)

    def do(self, rule, connection):
        """What a rule does to a connection; never comes back, for the connection is over."""
        if rule["do"] == "reset":
            reset(connection)
        elif rule["do"] == "stall":
            self.stalled.set()
            wait_until_gone(connection)
        elif rule["do"] == "garbage":
            connection.sendall(GARBAGE)
            self.end(connection)
        elif rule["do"] == "close":
            self.end(connection)
        raise Gone

    @staticmethod
    def end(connection):
        """Its end, and no farewell of TLS; what the client still sends is read, or it would be a reset."""
        plain = socket.socket(fileno=connection.detach())
        with contextlib.closing(plain):
            plain.shutdown(socket.SHUT_WR)
            wait_until_gone(plain)

    def exchange(self, client):
        data = b""
        while head_of(data) is None:
            data += self.received(client)
        head, length = head_of(data)
        call = head.split(b" HTTP/")[0].decode()
        with self.lock:
            self.requests.append(call)
            self.heads.append(head.decode())
        rule = self.take("request", call)
        if rule and rule["do"] == "deaf":
            # Nothing is read, and so TCP's window closes; the end is noticed all the same.
            gone = select.poll()
            gone.register(client, select.POLLRDHUP)
            gone.poll()
            raise Gone
        stop = place_of(rule, length) if rule else length
        while len(data) < stop:
            data += self.received(client)
        if rule and rule["do"] == "refuse":
            headers = "".join(f"{name}: {value}\r\n" for name, value in rule.get("headers", {}).items())
            body = rule.get("body", "")
            client.sendall(f"HTTP/1.1 {rule['status']} X\r\n{headers}Content-Length: {len(body)}\r\n\r\n{body}".encode())
            return
        if rule:
            if self.upstream and 0 < stop < length:
                with contextlib.closing(self.upstream()) as behind:
                    behind.sendall(data[:stop])
            self.do(rule, client)
        if not self.upstream:
            raise Gone
        with contextlib.closing(self.upstream()) as behind:
            behind.sendall(data)
            self.give(client, self.answer(behind), call)

    @staticmethod
    def received(connection):
        chunk = connection.recv(BLOCK)
        if not chunk:
            raise Gone
        return chunk

    def answer(self, behind):
        """All of it; the sandbox always says how long it is."""
        data = b""
        while head_of(data) is None or len(data) < head_of(data)[1]:
            data += self.received(behind)
        return data

    def give(self, client, answer, call):
        rule = self.take("passed", call)
        if rule:
            self.do(rule, client)
        rule = self.take("answer", call)
        if not rule:
            client.sendall(answer)
            return
        stop = place_of(rule, len(answer))
        client.sendall(answer[:stop])
        if rule["do"] == "drip":
            for byte in answer[stop:]:
                client.sendall(bytes([byte]))
            return
        self.do(rule, client)


def server_tls(chain, key, *, trusted=None, version=None, revocation_list=None):
    """The server's end of TLS; with `trusted`, it demands a certificate of that authority."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, key)
    context.set_alpn_protocols(["http/1.1"])
    if version:
        context.minimum_version = context.maximum_version = version
    if trusted:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(trusted)
    if revocation_list:
        context.load_verify_locations(revocation_list)
        context.verify_flags |= ssl.VERIFY_CRL_CHECK_LEAF
    return context


def into_the_sandbox(place):
    """Makes connections to the sandbox, as its client."""
    context = ssl.create_default_context(cafile=place.sandbox_folder / "ca.pem")
    context.load_cert_chain(place.client_chain, place.client_key)

    def connect():
        return context.wrap_socket(socket.create_connection(("127.0.0.1", place.port)), server_hostname="localhost")
    return connect
