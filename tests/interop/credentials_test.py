"""Where credentials do not go: to whom a redirect points, and to whoever is not named in the profile. And which TLS and
which CAs are taken."""
import unittest

import servers
from authority import Authority
from fault_proxy import FaultProxy, into_the_sandbox, server_tls


class Credentials(unittest.TestCase):
    place = npm = None  # given by run.py

    def tls(self):
        return server_tls(self.place.server_chain, self.place.pki / "server.key", trusted=self.place.pki / "root.pem")

    def config(self, **keys):
        return self.place.config(self.place.new_folder("profile"), **keys)

    def redirecting(self, status, to):
        rule = {"at": "request", "do": "refuse", "status": status,
                "headers": {"Location": f"https://127.0.0.1:{to}/tvangsoploesningssager"}}
        return FaultProxy([rule], self.tls())

    def test_a_redirect_of_the_api_is_not_followed(self):
        for status in (301, 302, 303, 307, 308):
            with FaultProxy([], self.tls(), into_the_sandbox(self.place)) as other, self.redirecting(status, other.port) as api:
                answer = self.place.run(self.config(**{"base-url": f"https://127.0.0.1:{api.port}"}), "sag", "liste", "-o", "json")
                self.assertEqual(answer.status, 6, answer.stderr)
                self.assertEqual(answer.error()["code"], "http.redirect")
                self.assertEqual(other.connections, 0)

    def test_a_redirect_of_a_filing_leaves_it_unknown_and_is_not_followed(self):
        case = self.place.case("foerste-redegoerelse")["sagId"]
        pdf = self.place.pdf(self.place.new_folder("pdf"), b"% omvej\n")
        with FaultProxy([], self.tls(), into_the_sandbox(self.place)) as other, self.redirecting(307, other.port) as api:
            api.rules[0]["calls"] = "POST"
            api.upstream = into_the_sandbox(self.place)
            answer = self.place.run(self.config(**{"base-url": f"https://127.0.0.1:{api.port}"}), "redegoerelse", "indsend",
                                    "--sag", case, "--fil", pdf, "--yes", "-o", "json")
            self.assertEqual(answer.status, 7, answer.stderr)
            self.assertEqual(other.connections, 0)

    def test_a_redirect_of_the_token_server_is_not_followed(self):
        with FaultProxy([], self.tls(), into_the_sandbox(self.place)) as other, self.redirecting(307, other.port) as tokens:
            answer = self.place.run(self.config(**{"token-endpoint": f"https://127.0.0.1:{tokens.port}/oauth2/token"}),
                                    "auth", "check", "-o", "json")
            self.assertEqual(answer.error()["code"], "token.http")
            self.assertEqual(other.connections, 0)

    def test_the_token_goes_to_the_api_and_the_secret_to_the_token_server_alone(self):
        with FaultProxy([], self.tls(), into_the_sandbox(self.place)) as api, \
                FaultProxy([], self.tls(), into_the_sandbox(self.place)) as tokens:
            answer = self.place.run(self.config(**{"base-url": f"https://127.0.0.1:{api.port}",
                                                   "token-endpoint": f"https://127.0.0.1:{tokens.port}/oauth2/token"}),
                                    "sag", "liste", "-o", "json")
            self.assertEqual(answer.status, 0, answer.stderr)
            self.assertIn("authorization: basic", "".join(tokens.heads).lower())
            self.assertNotIn("bearer", "".join(tokens.heads).lower())
            self.assertIn("authorization: bearer", "".join(api.heads).lower())
            self.assertNotIn("basic", "".join(api.heads).lower())

    def test_only_the_profiles_own_cas_are_trusted(self):
        other = Authority(self.place.new_folder("ca"))
        issued = other.issue("server")
        with FaultProxy([], server_tls(issued.chain, issued.key), into_the_sandbox(self.place)) as server:
            def ask(ca):
                return self.place.run(self.config(**{"base-url": f"https://127.0.0.1:{server.port}",
                                                     "token-endpoint": f"https://127.0.0.1:{server.port}/oauth2/token",
                                                     "ca-file": str(ca)}), "sag", "liste", "-o", "json")
            self.assertEqual(ask(other.certificate).status, 0)
            refused = ask(self.place.sandbox_folder / "ca.pem")
            self.assertEqual(refused.error()["arguments"]["state"], "unknown_ca")
            away = ask(self.place.folder / "findes-ikke.pem")
            self.assertEqual((away.status, away.error()["code"]), (3, "net.tls.ca_file"))

    def test_the_least_version_of_tls_is_the_profiles(self):
        for protocols, least, status in (("TLSv1.2", "1.2", 0), ("TLSv1.2", "1.3", 6), ("TLSv1.3", "1.3", 0)):
            with servers.nginx(self.place, protocols=protocols) as port:
                config = self.config(**self.place.addresses(port), **{"min-tls": least})
                answer = self.place.run(config, "sag", "liste", "-o", "json")
                self.assertEqual(answer.status, status, f"{protocols} for {least}: {answer.stderr}")
                if status:
                    self.assertEqual(answer.error()["arguments"]["state"], "version")
        # Whatever the profile says, TLS 1.1 is too old.
        with servers.nginx(self.place, protocols="TLSv1.1", extra="ssl_ciphers DEFAULT:@SECLEVEL=0;") as port:
            answer = self.place.run(self.config(**self.place.addresses(port)), "sag", "liste", "-o", "json")
            self.assertEqual(answer.error()["code"], "net.tls")
