"""A server that has read so much of a request's body and then reads no more, until it is told to."""
import contextlib
import re
import select
import socket
import ssl
import threading


class SlowReader:
    """Takes one connection. `most` bytes of the body are read at first."""

    def __init__(self, certificate, key, most):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        self.listener = context.wrap_socket(socket.create_server(("127.0.0.1", 0)), server_side=True,
                                            do_handshake_on_connect=False)
        self.port = self.listener.getsockname()[1]
        self.most = most
        self.length = self.read = 0  # of the body: as stated, and what came of it
        self.is_reading = threading.Event()  # as much as it reads at first has come
        self.goes_on, self.goes_on_too = socket.socketpair()
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self):
        with contextlib.suppress(OSError):
            with self.listener.accept()[0] as connection:
                connection.do_handshake()
                self.take(connection)

    def take(self, connection):
        head = b""
        while b"\r\n\r\n" not in head:
            head += connection.recv(1)
        self.length = int(re.search(rb"(?im)^content-length: *(\d+)", head)[1])
        while self.read < self.most:
            self.read += len(connection.recv(self.most - self.read))
        self.is_reading.set()
        # Until it is to go on or to end, it does not look at the connection.
        select.select([self.goes_on], [], [])
        while chunk := connection.recv(1 << 16):
            self.read += len(chunk)

    def go_on(self):
        self.goes_on_too.send(b"x")

    def end(self):
        self.go_on()
        self.listener.close()
        self.thread.join(10)


@contextlib.contextmanager
def slow_reader(certificate, key, most):
    reader = SlowReader(certificate, key, most)
    try:
        yield reader
    finally:
        reader.end()
