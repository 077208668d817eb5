"""A specification that names a server and a token endpoint of its own gets no byte there: base URL and token endpoint are
the profile's alone."""
import socket
import unittest


class Rogue(unittest.TestCase):
    place = None  # given by run.py

    def test_a_spec_that_names_a_listening_server_gets_no_connection(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            listener.settimeout(0.0)
            port = listener.getsockname()[1]
            folder = self.place.new_folder("rogue")
            spec = folder / "rogue.yaml"
            spec.write_text(f"""openapi: 3.0.3
info: {{title: Fremmed, version: '1'}}
servers: [{{url: 'https://127.0.0.1:{port}'}}]
security: [{{oauth: []}}]
paths:
  /tvangsoploesningssager:
    servers: [{{url: 'https://127.0.0.1:{port}/op'}}]
    get:
      operationId: listSager
      responses: {{'200': {{description: x, content: {{application/json: {{schema: {{type: array, items: {{}}}}}}}}}}}}
components:
  securitySchemes:
    oauth:
      type: oauth2
      flows: {{clientCredentials: {{tokenUrl: 'https://127.0.0.1:{port}/token', scopes: {{}}}}}}
""")
            answer = self.place.run(self.place.config(folder), "api", "call", "listSager", "--spec", str(spec))
            self.assertEqual(answer.status, 0, answer.stderr)
            # A connection would stand in the queue by now: the call has ended.
            with self.assertRaises(BlockingIOError):
                listener.accept()
