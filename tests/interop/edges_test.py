"""nginx and Apache as the edge that asks for the client certificate, over each HTTP and TLS they speak."""
import unittest

import servers


# Asked for only when the request is known: by renegotiation in TLS 1.2, by post-handshake authentication in 1.3.
LATER = """SSLVerifyClient none
<Location />
  SSLVerifyClient require
  SSLVerifyDepth 3
  SSLRenegBufferSize 67108864
</Location>"""


class Edges(unittest.TestCase):
    place = None  # given by run.py

    def profile(self, port):
        folder = self.place.new_folder("profile")
        return folder, self.place.config(folder, **self.place.addresses(port))

    def files_and_reads(self, port, protocol, tls, asked=True):
        folder, config = self.profile(port)
        listed = self.place.run(config, "sag", "liste", "-o", "json", "--trace=json")
        self.assertEqual(listed.status, 0, listed.stderr)
        self.assertGreater(len(listed.json()), 5)
        for attempt in listed.attempts():
            self.assertEqual(attempt["protocol"], protocol)
            self.assertEqual(attempt["tls"], tls)
            if asked:
                self.assertTrue(attempt["certificateAsked"], attempt)
                self.assertTrue(attempt["certificateSent"], attempt)
        case = self.place.case("foerste-redegoerelse")["sagId"]
        # Of another content each time, or it would be the same filing; large enough for many packets.
        pdf = self.place.pdf(folder, f"% {folder.name}\n".encode() + b"%" * 300_000)
        filed = self.place.run(config, "redegoerelse", "indsend", "--sag", case, "--fil", pdf, "--yes", "-o", "json")
        self.assertEqual(filed.status, 0, filed.stderr)
        self.assertEqual(filed.json()["efterproevning"], "bekræftet")

    def test_nginx_over_http2_and_tls_1_3(self):
        with servers.nginx(self.place, http2=True, protocols="TLSv1.3") as port:
            self.files_and_reads(port, "HTTP/2", "TLSv1.3")

    def test_nginx_over_http2_and_tls_1_2(self):
        with servers.nginx(self.place, http2=True, protocols="TLSv1.2") as port:
            self.files_and_reads(port, "HTTP/2", "TLSv1.2")

    def test_nginx_over_http_1_1_and_tls_1_3(self):
        with servers.nginx(self.place, http2=False, protocols="TLSv1.3") as port:
            self.files_and_reads(port, "HTTP/1.1", "TLSv1.3")

    def test_nginx_over_http_1_1_and_tls_1_2(self):
        with servers.nginx(self.place, http2=False, protocols="TLSv1.2") as port:
            self.files_and_reads(port, "HTTP/1.1", "TLSv1.2")

    def test_apache_over_http2_and_tls_1_3(self):
        with servers.apache(self.place) as port:
            self.files_and_reads(port, "HTTP/2", "TLSv1.3")

    def test_apache_over_http2_and_tls_1_2(self):
        with servers.apache(self.place, tls="TLSv1.2") as port:
            self.files_and_reads(port, "HTTP/2", "TLSv1.2")

    def test_apache_over_http_1_1(self):
        with servers.apache(self.place, protocols="http/1.1") as port:
            self.files_and_reads(port, "HTTP/1.1", "TLSv1.3")

    def test_apache_that_asks_for_the_certificate_by_renegotiation(self):
        with servers.apache(self.place, protocols="http/1.1", tls="TLSv1.2", verify=LATER) as port:
            self.files_and_reads(port, "HTTP/1.1", "TLSv1.2", asked=False)

    def test_apache_that_asks_for_the_certificate_after_the_handshake(self):
        with servers.apache(self.place, protocols="http/1.1", tls="TLSv1.3", verify=LATER) as port:
            self.files_and_reads(port, "HTTP/1.1", "TLSv1.3", asked=False)
