"""Answers of a token server that are no good, by oauth2-mock-server and nginx: each is told by its code, none hangs, none
is followed elsewhere, and what can be used is."""
import unittest

import servers


class BrokenTokens(unittest.TestCase):
    place = npm = None  # given by run.py

    def check(self, client, token_endpoint=None):
        """The outcome of asking for a token as that client."""
        folder = self.place.new_folder("profile")
        if token_endpoint:
            return self.place.run(self.place.config(folder, **{"token-endpoint": token_endpoint}), "auth", "check",
                                  "-o", "json", "--timeout", "5s")
        settings = {"serverKey": str(self.place.pki / "server.key"), "serverChain": str(self.place.server_chain)}
        with servers.node(self.place, self.npm, "mock", settings) as ready:
            config = self.place.config(folder, **{"token-endpoint": ready["token"], "client-id": client, "scope": None})
            return self.place.run(config, "auth", "check", "-o", "json", "--timeout", "5s")

    def refused(self, client, code, status, **more):
        answer = self.check(client, **more)
        self.assertEqual(answer.status, status, answer.stderr)
        self.assertEqual(answer.error()["code"], code)
        self.assertNotIn("Traceback", answer.stderr)
        return answer

    def accepted(self, client):
        answer = self.check(client)
        self.assertEqual(answer.status, 0, answer.stderr)

    def test_503_is_the_servers_trouble_and_may_pass(self):
        self.refused("unavailable", "token.http", 6)

    def test_an_answer_that_is_no_object_is_unreadable(self):
        self.refused("text", "token.unreadable", 6)

    def test_a_token_without_expiry_is_used(self):
        self.accepted("no-expiry")

    def test_an_expiry_of_0_is_a_token_for_this_once(self):
        self.accepted("expiry-0")

    def test_a_negative_expiry_is_a_token_for_this_once(self):
        self.accepted("expiry-negative")

    def test_an_expiry_written_as_text_is_read(self):
        self.accepted("expiry-text")

    def test_an_expiry_that_is_no_number_is_none(self):
        self.accepted("expiry-nonsense")

    def test_a_token_of_64_kib_is_used(self):
        self.accepted("long")

    def test_an_answer_without_a_token_is_unreadable(self):
        self.refused("no-token", "token.unreadable", 6)

    def test_a_token_of_another_type_is_not_used_as_bearer(self):
        self.refused("other-type", "token.unreadable", 6)

    def test_a_token_with_a_line_break_never_becomes_a_header(self):
        self.refused("line-break", "token.unreadable", 6)

    def test_invalid_request_is_told_as_such(self):
        self.refused("invalid_request", "token.invalid_request", 4)

    def test_invalid_grant_is_told_as_such(self):
        self.refused("invalid_grant", "token.invalid_grant", 4)

    def nginx_that(self, answers):
        return servers.nginx(self.place, extra=f"location = /token {{ {answers} }}")

    def test_html_with_200_is_unreadable(self):
        with self.nginx_that("default_type text/html; return 200 '<html><body>Login</body></html>';") as port:
            self.refused("", "token.unreadable", 6, token_endpoint=f"https://127.0.0.1:{port}/token")

    def test_a_redirect_is_never_followed(self):
        with self.nginx_that("return 307 https://127.0.0.1:1/token;") as port:
            answer = self.refused("", "token.http", 6, token_endpoint=f"https://127.0.0.1:{port}/token")
            self.assertEqual(answer.error()["http"]["status"], 307)
