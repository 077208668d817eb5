"""A world whose programs call nginx, by HTTP/2 and with their certificate, and nginx the sandbox."""
import contextlib
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "interop"))
from place import write_client_pem  # noqa: E402
from servers import nginx  # noqa: E402

from world import World  # noqa: E402


class EdgeWorld(World):
    def __init__(self, parts, folder):
        super().__init__(parts, folder)
        # As tests/interop/place.py calls them, for nginx's configuration.
        self.pki = self.sandbox_folder / "pki"
        self.client_key, self.client_chain = folder / "client.key", folder / "client-chain.pem"
        write_client_pem(self.sandbox_folder, self.client_key, self.client_chain)
        self.server_chain = folder / "server-chain.pem"
        self.server_chain.write_text((self.pki / "server.pem").read_text() + (self.pki / "issuing.pem").read_text())
        self.edges = contextlib.ExitStack()
        self.edge = None
        try:
            self.edge = self.edges.enter_context(nginx(self, upstream=self.sandbox_port))
        except BaseException:
            super().close()
            raise

    @property
    def port(self):
        return self.edge or self.sandbox_port

    def new_folder(self, name):
        folder = self.folder / name
        folder.mkdir()
        return folder

    def close(self):
        self.edges.close()
        super().close()
