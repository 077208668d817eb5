"""What an HTTP/2 server says in the middle of its work: GOAWAY after so many requests, RST_STREAM where what is behind it
breaks off, and its own end. nginx says it, in front of a server of ours that breaks off."""
import threading
import unittest

import servers
from fault_proxy import FaultProxy, into_the_sandbox, server_tls


class Http2(unittest.TestCase):
    place = npm = None  # given by run.py

    def behind(self, rules):
        tls = server_tls(self.place.server_chain, self.place.pki / "server.key", trusted=self.place.pki / "root.pem")
        return FaultProxy(rules, tls, into_the_sandbox(self.place))

    def config(self, port):
        folder = self.place.new_folder("profile")
        return folder, self.place.config(folder, **{"base-url": f"https://127.0.0.1:{port}"})

    def filing(self, folder):
        case = self.place.case("foerste-redegoerelse")["sagId"]
        pdf = self.place.pdf(folder, f"% {folder.name}\n".encode())
        return ["redegoerelse", "indsend", "--sag", case, "--fil", pdf, "--yes", "-o", "json", "--trace=json"]

    def done(self):
        return self.place.logs.requests("indsendRedegoerelse", committed=True)

    def check_protocol(self, answer):
        spoken = {attempt["protocol"] for attempt in answer.attempts() if "status" in attempt and attempt["operation"] != "token"}
        self.assertEqual(spoken - {"HTTP/2"}, set())

    def test_goaway_between_requests_is_followed_by_another_connection(self):
        with servers.nginx(self.place, extra="keepalive_requests 3;") as port:
            folder, config = self.config(port)
            sheet = folder / "cvr.csv"
            company = self.place.case("med-likvidator")["cvrNummer"]
            sheet.write_text("cvrNummer\n" + f"{company}\n" * 10)
            answer = self.place.run(config, "selskab", "soeg", "--fil", sheet, "-o", "json", "--trace=json")
            self.assertEqual(answer.status, 0, answer.stderr)
            self.assertEqual(len(answer.json()), 10)
            self.check_protocol(answer)
            made = [attempt for attempt in answer.attempts() if attempt["operation"] != "token" and attempt["timing"]["tlsUs"]]
            self.assertGreaterEqual(len(made), 3)

    def test_goaway_with_each_request_of_a_filing_files_it_once(self):
        with servers.nginx(self.place, extra="keepalive_requests 1;") as port:
            folder, config = self.config(port)
            before = self.done()
            answer = self.place.run(config, *self.filing(folder))
            self.assertEqual(answer.status, 0, answer.stderr)
            self.assertEqual(answer.json()["efterproevning"], "bekræftet")
            self.assertEqual(self.done(), before + 1)
            self.check_protocol(answer)

    def test_rst_stream_in_the_answer_of_a_read_is_tried_again(self):
        with self.behind([{"at": "answer", "after": 0.8, "do": "close"}]) as behind, \
                servers.nginx(self.place, upstream=behind.port) as port:
            _, config = self.config(port)
            answer = self.place.run(config, "sag", "liste", "-o", "json", "--trace=json")
            self.assertEqual(answer.status, 0, answer.stderr)
            calls = [attempt for attempt in answer.attempts() if attempt["operation"] == "listSager"]
            self.assertEqual([attempt.get("error") for attempt in calls], ["net.reset", None])

    def test_rst_stream_in_the_answer_of_a_filing_leaves_it_unknown(self):
        with self.behind([{"at": "answer", "calls": "POST", "after": 0.8, "do": "close"}]) as behind, \
                servers.nginx(self.place, upstream=behind.port) as port:
            folder, config = self.config(port)
            before = self.done()
            answer = self.place.run(config, *self.filing(folder))
            self.assertEqual(answer.status, 7, answer.stderr)
            self.assertEqual(answer.error()["code"], "net.reset")
            self.assertEqual(self.done(), before + 1)
            settled = self.place.run(config, "indsendelse", "afklar", answer.error()["arguments"]["id"], "-o", "json")
            self.assertEqual(settled.status, 0, settled.stderr)

    def test_502_where_what_is_behind_broke_off_is_unknown_for_a_filing_and_passes_for_a_read(self):
        rule = {"at": "passed", "do": "reset"}
        with self.behind([rule]) as behind, servers.nginx(self.place, upstream=behind.port) as port:
            _, config = self.config(port)
            answer = self.place.run(config, "sag", "liste", "-o", "json")
            self.assertEqual(answer.status, 0, answer.stderr)
        with self.behind([dict(rule, calls="POST")]) as behind, servers.nginx(self.place, upstream=behind.port) as port:
            folder, config = self.config(port)
            answer = self.place.run(config, *self.filing(folder))
            self.assertEqual((answer.status, answer.error()["code"]), (7, "http.server"), answer.stderr)

    def test_the_end_of_the_server_while_it_works(self):
        for method, status in (("GET", 6), ("POST", 7)):
            with self.behind([{"at": "passed", "calls": method, "do": "stall"}]) as behind, \
                    servers.nginx(self.place, upstream=behind.port) as port:
                folder, config = self.config(port)
                # Its fast end, when the request is where it stays.
                ending = threading.Thread(target=lambda: (behind.stalled.wait(60), port.end()))
                ending.start()
                answer = self.place.run(config, *(self.filing(folder) if method == "POST" else ["sag", "liste", "-o", "json"]))
                ending.join()
                self.assertEqual(answer.status, status, answer.stderr)
