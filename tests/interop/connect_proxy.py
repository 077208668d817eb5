"""A small proxy for CONNECT (RFC 9110 section 9.3.6) on loopback, which leads every name to loopback too."""
import base64
import contextlib
import re
import socket
import threading

from relay import pump


class ConnectProxy:
    """`login` is "user:password", wanted of every client; `refuse` a status for all. `to` is a port in place of the one
    asked for."""

    def __init__(self, to=None, login=None, refuse=None):
        self.to, self.login, self.refuse = to, login, refuse
        self.asked, self.heads, self.refused = [], [], 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.open, self.threads = [], [threading.Thread(target=self.accept, daemon=True)]
        self.threads[0].start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for one in [self.listener, *self.open]:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        for thread in self.threads:
            thread.join(30)
        self.listener.close()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            self.open.append(client)
            self.threads.append(threading.Thread(target=self.serve, args=(client,), daemon=True))
            self.threads[-1].start()

    def serve(self, client):
        with contextlib.suppress(OSError), client:
            while head := self.read_head(client):
                status = self.judge(head)
                if status == 200:
                    return self.tunnel(client, int(self.to or self.asked[-1].rsplit(":", 1)[1]))
                self.refused += 1
                wish = 'Proxy-Authenticate: Basic realm="proxy"\r\n' if status == 407 else ""
                client.sendall(f"HTTP/1.1 {status} No\r\n{wish}Content-Length: 0\r\n\r\n".encode())
        return None

    @staticmethod
    def read_head(client):
        data = b""
        while b"\r\n\r\n" not in data:
            chunk = client.recv(1)  # not a byte of what comes behind it
            if not chunk:
                return None
            data += chunk
        return data.decode()

    def judge(self, head):
        asked = re.match(r"CONNECT (\S+) HTTP/1\.[01]\r\n", head)
        if not asked:
            return 405
        self.asked.append(asked[1])
        self.heads.append(head)
        if self.refuse:
            return self.refuse
        if not self.login:
            return 200
        given = re.search(r"^Proxy-Authorization: Basic (\S+)", head, re.I | re.M)
        return 200 if given and base64.b64decode(given[1]).decode() == self.login else 407

    def tunnel(self, client, port):
        with socket.create_connection(("127.0.0.1", port)) as server:
            client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            back = threading.Thread(target=pump, args=(server, client), daemon=True)
            back.start()
            pump(client, server)
            back.join(30)
