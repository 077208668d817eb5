"""By way of a proxy for CONNECT: to whom the credentials go, and to whom they do not."""
import base64
import unittest

from authority import HERE, Authority
from connect_proxy import ConnectProxy
from fault_proxy import FaultProxy, into_the_sandbox, server_tls

NAME = "portal.example"  # found by nobody but the proxy
LOGIN = "bruger:kode med blank"


class ByProxy(unittest.TestCase):
    place = npm = None  # given by run.py

    def server(self):
        folder = self.place.new_folder("ca")
        authority = Authority(folder, self.place.pki / "issuing.key", self.place.pki / "issuing.pem")
        issued = authority.issue("server", names=f"{HERE}, DNS:{NAME}")
        tls = server_tls(issued.chain, issued.key, trusted=self.place.pki / "root.pem")
        return FaultProxy([], tls, into_the_sandbox(self.place))

    def run_by(self, proxy, port, *words, host=NAME, login="", **environment):
        """A list of cases, from a server that only the proxy finds."""
        url = f"http://{login}127.0.0.1:{proxy.port}"
        environment = {name: value.format(url=url) for name, value in (environment or {"https_proxy": "{url}"}).items()}
        folder = self.place.new_folder("profile")
        config = self.place.config(folder, **{"base-url": f"https://{host}:{port}",
                                              "token-endpoint": f"https://{host}:{port}/oauth2/token"})
        return self.place.run(config, "sag", "liste", "-o", "json", "-v", "--trace=json", *words,
                              environment=environment)

    def test_token_and_call_go_through_the_proxy_by_either_spelling_of_its_variable(self):
        for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
            with self.server() as server, ConnectProxy() as proxy:
                answer = self.run_by(proxy, server.port, **{name: "{url}"})
                self.assertEqual(answer.status, 0, f"{name}: {answer.stderr}")
                self.assertEqual(proxy.asked, [f"{NAME}:{server.port}"])  # one connection, kept
                self.assertEqual([call.split("?")[0] for call in server.requests],
                                 ["POST /oauth2/token", "GET /tvangsoploesningssager"])

    def test_the_login_goes_to_the_proxy_alone_and_the_token_to_the_server_alone(self):
        with self.server() as server, ConnectProxy(login=LOGIN) as proxy:
            answer = self.run_by(proxy, server.port, login="bruger:kode%20med%20blank@")
            self.assertEqual(answer.status, 0, answer.stderr)
            connects, requests = "".join(proxy.heads).lower(), "".join(server.heads).lower()
            self.assertIn("proxy-authorization: basic", connects)
            self.assertEqual(connects.count("authorization:"), connects.count("proxy-authorization:"))
            self.assertNotIn("bearer", connects)
            self.assertIn("authorization: bearer", requests)
            self.assertNotIn("proxy-", requests)
            for secret in ("kode med", "kode%20med", base64.b64encode(LOGIN.encode()).decode()):
                self.assertNotIn(secret, answer.stdout + answer.stderr)

    def test_a_wrong_login_is_told_as_such_and_not_tried_again(self):
        with self.server() as server, ConnectProxy(login=LOGIN) as proxy:
            answer = self.run_by(proxy, server.port, login="bruger:forkert@")
            self.assertEqual(answer.status, 6, answer.stderr)
            self.assertEqual(answer.error()["code"], "net.proxy")
            self.assertEqual(answer.error()["arguments"]["state"], "login")
            self.assertNotIn("forkert", answer.stderr)
            self.assertEqual(proxy.refused, 1)
            self.assertEqual(server.requests, [])

    def test_what_no_proxy_names_goes_past_the_proxy(self):
        for name in ("no_proxy", "NO_PROXY"):
            for value in (NAME, ".example", "*"):
                with self.server() as server, ConnectProxy() as proxy:
                    # Nobody finds the name but the proxy; by the limit nothing is tried again for long.
                    answer = self.run_by(proxy, server.port, "--timeout", "1s", https_proxy="{url}", **{name: value})
                    self.assertEqual(answer.error()["code"], "net.name", f"{name}={value}")
                    self.assertEqual(proxy.asked, [])

    def test_loopback_never_goes_by_a_proxy(self):
        with self.server() as server, ConnectProxy() as proxy:
            answer = self.run_by(proxy, server.port, host="127.0.0.1")
            self.assertEqual(answer.status, 0, answer.stderr)
            self.assertEqual(proxy.asked, [])
