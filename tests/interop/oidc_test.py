"""oidc-provider as the token server, and Apache's mod_auth_openidc as the resource server behind it."""
import base64
import hashlib
import json
import ssl
import subprocess
import unittest
import unittest.mock
import urllib.request

import servers

# Everything that RFC 6749 section 2.3.1 says must be encoded, and what breaks those that do it by half.
SECRET = "p@ss:w%rd+ /~&=\"'\\<>?#;,|{}[]^`*"

# What the sandbox's first page would be, served from a file: this resource server is no proxy.
RESOURCE = """
  OIDCOAuthVerifyJwksUri {jwks}
  OIDCOAuthSSLValidateServer Off
  OIDCOAuthAccessTokenBindingPolicy enforced
  SetEnvIfExpr "%{{SSL_CLIENT_M_SERIAL}} == '{serial}'" TB_SSL_CLIENT_CERT_FINGERPRINT={fingerprint}
  DocumentRoot {root}
  <Location /tvangsoploesningssager>
    AuthType oauth20
    {require}
    AuthzSendForbiddenOnFailure On
    ForceType application/json
    Header set X-Total-Count 0
  </Location>
"""


class TokenServer(unittest.TestCase):
    place = npm = None  # given by run.py

    def settings(self):
        place = self.place
        return {"secret": SECRET, "resource": "https://api.example.org", "serverKey": str(place.pki / "server.key"),
                "serverChain": str(place.server_chain), "root": str(place.pki / "root.pem"),
                "clientCertificate": str(place.pki / "client.pem")}

    def start(self):
        return servers.node(self.place, self.npm, "oidc", self.settings())

    def config(self, ready, client, method=None, secret=SECRET, **more):
        folder = self.place.new_folder("profile")
        keys = {"token-endpoint": ready["token"], "client-id": client, "client-authentication": method, "scope": None,
                "client-secret": None, **more}
        if secret is not None:
            path = folder / "secret"
            path.touch(mode=0o600)
            path.write_text(secret)
            keys["client-secret"] = f"file:{path}"
        return self.place.config(folder, **keys)

    def check(self, config, *words):
        return self.place.run(config, *(words or ("auth", "check", "-o", "json")))

    def test_client_secret_basic_with_every_awkward_character(self):
        with self.start() as ready:
            answer = self.check(self.config(ready, "basic", "client_secret_basic"))
            self.assertEqual(answer.status, 0, answer.stderr)

    def test_client_secret_post_with_every_awkward_character(self):
        with self.start() as ready:
            answer = self.check(self.config(ready, "post", "client_secret_post"))
            self.assertEqual(answer.status, 0, answer.stderr)

    def test_tls_client_auth_needs_no_secret(self):
        with self.start() as ready:
            answer = self.check(self.config(ready, "certificate", "tls_client_auth", secret=None))
            self.assertEqual(answer.status, 0, answer.stderr)

    def test_a_wrong_secret_is_invalid_client_and_told_as_such(self):
        with self.start() as ready:
            answer = self.check(self.config(ready, "basic", secret="forkert"))
            self.assertEqual(answer.status, 4, answer.stderr)
            self.assertEqual(answer.error()["code"], "token.invalid_client")
            self.assertNotIn("forkert", answer.stderr)

    def test_a_scope_that_the_client_may_not_have_is_invalid_scope(self):
        with self.start() as ready:
            answer = self.check(self.config(ready, "narrow", scope="sager:read"))
            self.assertEqual(answer.status, 4, answer.stderr)
            self.assertEqual(answer.error()["code"], "token.invalid_scope")

    def test_a_token_that_lives_a_second_is_asked_for_again(self):
        with self.start() as ready:
            config = self.config(ready, "short")
            asked = 0
            for _ in range(200):  # each run takes some of the second
                answer = self.check(config, "auth", "check", "--trace=json")
                self.assertEqual(answer.status, 0, answer.stderr)
                asked += len(answer.attempts())
                if asked == 2:
                    return
            self.fail("the token outlived its second")

    # --- the resource server

    def resource(self, ready, require="Require valid-user"):
        root = self.place.new_folder("documents")
        root.chmod(0o755)
        (root / "tvangsoploesningssager").write_text("[]")
        for parent in [root, *root.parents]:
            if parent.is_relative_to(self.place.folder):
                parent.chmod(0o755)
        show = ["openssl", "x509", "-in", self.place.pki / "client.pem"]
        serial = subprocess.run([*show, "-noout", "-serial"], capture_output=True, text=True, check=True).stdout
        der = subprocess.run([*show, "-outform", "DER"], capture_output=True, check=True).stdout
        thumbprint = base64.urlsafe_b64encode(hashlib.sha256(der).digest()).rstrip(b"=").decode()  # RFC 8705, 3.1
        extra = RESOURCE.format(jwks=ready["jwks"], root=root, require=require,
                                serial=serial.strip().split("=")[1],
                                fingerprint=thumbprint)
        return servers.apache(self.place, extra=extra, proxied=False, modules=("auth_openidc", "dir"))

    def list_cases(self, ready, port, client="basic", **keys):
        config = self.config(ready, client, **{"base-url": f"https://127.0.0.1:{port}", **keys})
        return config, self.check(config, "sag", "liste", "-o", "json", "--trace=json")

    def test_a_bound_token_opens_the_resource_server_that_enforces_the_binding(self):
        with self.start() as ready, self.resource(ready) as port:
            _, answer = self.list_cases(ready, port)
            self.assertEqual(answer.status, 0, answer.stderr)
            self.assertEqual(answer.json(), [])

    def test_a_scope_that_the_resource_wants_and_the_token_lacks_is_403(self):
        with self.start() as ready, self.resource(ready, "Require claim scope~sager:read") as port:
            _, granted = self.list_cases(ready, port, scope="sager:read")
            self.assertEqual(granted.status, 0, granted.stderr)
            _, refused = self.list_cases(ready, port, scope="sager:write")
            self.assertEqual(refused.status, 4, refused.stderr)
            self.assertEqual(refused.error()["code"], "http.forbidden")

    def test_after_a_key_rollover_a_new_token_is_taken(self):
        with self.start() as ready, self.resource(ready) as port:
            _, before = self.list_cases(ready, port)
            self.assertEqual(before.status, 0, before.stderr)
            trust = ssl.create_default_context(cafile=self.place.pki / "root.pem")
            urllib.request.urlopen(f"{ready['url']}/roll", context=trust, timeout=30).close()
            config, after = self.list_cases(ready, port)
            self.assertEqual(after.status, 0, after.stderr)

    def cached(self, config):
        """The file of the one token that this profile keeps, and what stands in it."""
        [path] = (self.place.folder / config.stem / "cache").glob("token-*.json")
        return path, json.loads(path.read_text())

    def operations(self, config):
        answer = self.check(config, "sag", "liste", "-o", "json", "--trace=json")
        self.assertEqual(answer.status, 0, answer.stderr)
        return [attempt["operation"] for attempt in answer.attempts()]

    def test_a_token_whose_signature_does_not_hold_is_refused_and_another_is_fetched(self):
        with self.start() as ready, self.resource(ready) as port:
            config, answer = self.list_cases(ready, port)
            self.assertEqual(answer.status, 0, answer.stderr)
            self.assertEqual(self.operations(config), ["listSager"])
            path, kept = self.cached(config)
            head, body, signature = kept["access_token"].split(".")
            other = signature[::-1]
            path.write_text(json.dumps(kept | {"access_token": f"{head}.{body}.{other}"}))
            self.assertEqual(self.operations(config), ["listSager", "token", "listSager"])

    def test_a_token_that_has_run_out_at_the_resource_server_is_refused_and_another_is_fetched(self):
        with self.start() as ready, self.resource(ready) as port:
            config, answer = self.list_cases(ready, port, client="short")
            self.assertEqual(answer.status, 0, answer.stderr)
            for _ in range(200):  # each run takes some of the token's second
                path, kept = self.cached(config)
                # Here it is still good, as by a clock that is slow.
                path.write_text(json.dumps(kept | {"expires": "2099-01-01T00:00:00Z"}))
                operations = self.operations(config)
                if operations != ["listSager"]:
                    self.assertEqual(operations, ["listSager", "token", "listSager"])
                    return
            self.fail("the token outlived its second")

    def test_a_token_of_another_certificate_is_refused_once_more_after_a_fresh_one(self):
        # The resource server knows another certificate than ours by our serial: every token of ours is refused.
        with self.start() as ready:
            wrong = "A" * 43
            with unittest.mock.patch.dict(globals(), RESOURCE=RESOURCE.replace("{fingerprint}", wrong)):
                with self.resource(ready) as port:
                    _, answer = self.list_cases(ready, port)
            self.assertEqual(answer.status, 4, answer.stderr)
            self.assertEqual(answer.error()["code"], "http.unauthorized")
            operations = [attempt["operation"] for attempt in answer.attempts()]
            self.assertEqual(operations, ["token", "listSager", "token", "listSager"])
