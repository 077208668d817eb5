"""A CA's web server on loopback: its files by GET, and an OCSP answer, which the openssl command makes, to any POST."""
import contextlib
import http.server
import pathlib
import subprocess
import threading


@contextlib.contextmanager
def responder(folder):
    """Its port. In the folder are the CA's ca.pem, ca.key and index."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            path = folder / pathlib.Path(self.path).name
            self.answer(path.read_bytes() if path.is_file() else None)

        def do_POST(self):
            (folder / "question").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            subprocess.run(["openssl", "ocsp", "-index", "index", "-CA", "ca.pem", "-rsigner", "ca.pem", "-rkey", "ca.key",
                            "-ndays", "1", "-reqin", "question", "-respout", "answer"],
                           cwd=folder, check=True, capture_output=True)
            self.answer((folder / "answer").read_bytes())

        def answer(self, content):
            self.send_response(404 if content is None else 200)
            self.send_header("Content-Length", str(len(content or b"")))
            self.end_headers()
            self.wfile.write(content or b"")

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
