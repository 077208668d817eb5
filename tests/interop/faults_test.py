"""Every operation of the three specifications through a network that breaks, with the sandbox behind it: the exit code, what
the journal has of it, and how often it was done. Each run has one fault, and one that did not come about is a failure.

As it stands a ninth of all pairs of operation and fault is run, so that every operation and every fault has its turn;
`--everything` runs them all, and those that wait for a time-out on every operation too."""
import unittest

from fault_proxy import FaultProxy, Unused, into_the_sandbox, server_tls
from operations import Operations

DONE, UNKNOWN, NETWORK = 0, 7, 6
# What a call that only reads ends with, and what a filing. Where nothing left, either is sent again; where something
# left, only what reads. {METHOD} is that of the operation: a change looks at its object first.
FAULTS = {
    "reset as the connection is made": ({"at": "connect", "do": "reset"}, DONE, DONE),
    "closed as the connection is made": ({"at": "connect", "do": "close"}, DONE, DONE),
    "reset in the handshake": ({"at": "handshake", "do": "reset"}, DONE, DONE),
    "closed in the handshake": ({"at": "handshake", "do": "close"}, DONE, DONE),
    "garbage in the handshake": ({"at": "handshake", "do": "garbage"}, NETWORK, NETWORK),
    "reset in the head of the request": ({"at": "request", "after": 20, "do": "reset"}, DONE, UNKNOWN),
    "closed in the head of the request": ({"at": "request", "after": 20, "do": "close"}, DONE, UNKNOWN),
    "reset before the last byte of the request": ({"at": "request", "after": -1, "do": "reset"}, DONE, UNKNOWN),
    "reset after the request, which was lost": ({"at": "request", "do": "reset"}, DONE, UNKNOWN),
    "closed after the request, which was lost": ({"at": "request", "do": "close"}, DONE, UNKNOWN),
    "reset after the request, which was done": ({"at": "passed", "do": "reset"}, DONE, UNKNOWN),
    "closed after the request, which was done": ({"at": "passed", "do": "close"}, DONE, UNKNOWN),
    "garbage for an answer": ({"at": "passed", "do": "garbage"}, NETWORK, UNKNOWN),
    "reset in the head of the answer": ({"at": "answer", "after": 12, "do": "reset"}, DONE, UNKNOWN),
    "closed in the middle of the answer": ({"at": "answer", "after": 0.5, "do": "close"}, DONE, UNKNOWN),
    "reset before the last byte of the answer": ({"at": "answer", "after": -1, "do": "reset"}, DONE, UNKNOWN),
    "closed before the last byte of the answer": ({"at": "answer", "after": -1, "do": "close"}, DONE, UNKNOWN),
    "the answer byte by byte": ({"at": "answer", "after": 0, "do": "drip"}, DONE, DONE),
}
STALLS = {
    "stalled in the handshake": ({"at": "handshake", "do": "stall"}, NETWORK, NETWORK),
    "stalled after the request, which was lost": ({"at": "request", "do": "stall"}, NETWORK, UNKNOWN),
    "stalled after the request, which was done": ({"at": "passed", "do": "stall"}, NETWORK, UNKNOWN),
    "stalled in the middle of the answer": ({"at": "answer", "after": 0.5, "do": "stall"}, NETWORK, UNKNOWN),
}
STALLED = ("hentSag", "indsendRedegoerelse", "kreditor/retKrav")
SOME = 9  # one in so many


class Faults(unittest.TestCase):
    place = npm = None  # given by run.py
    everything = False

    def setUp(self):
        if not hasattr(Faults, "operations"):
            Faults.operations = Operations(self.place)
        self.wrong = []

    def tearDown(self):
        self.assertEqual(self.wrong, [], "\n".join(self.wrong))

    def proxy(self, rules):
        tls = server_tls(self.place.server_chain, self.place.pki / "server.key", trusted=self.place.pki / "root.pem")
        return FaultProxy(rules, tls, into_the_sandbox(self.place))

    def expect(self, holds, what):
        if not holds:
            self.wrong.append(what)

    def run_one(self, operation, name, fault, *more, then=None):
        """One call under one fault. `then` comes after it, while the server is still there."""
        rule, reads, files = fault
        rule = dict(rule, calls=f"^{operation.method} ") if rule["at"] in ("request", "passed", "answer") else dict(rule)
        words = self.operations.words(operation)
        what = f"{operation.name}, {name}"
        before = self.place.logs.requests(operation.id, committed=True)
        try:
            with self.proxy([rule]) as proxy:
                # A token that is there, so that a time limit is spent on the call.
                config = self.place.config(self.place.new_folder("run"), **{
                    "base-url": f"https://127.0.0.1:{proxy.port}", "cache-folder": str(self.operations.folder / "cache")})
                answer = self.place.run(config, *words, *more)
                wanted = files if operation.files else reads
                self.expect(answer.status == wanted, f"{what}: ended with {answer.status}\n{answer.stderr[-1500:]}")
                if operation.files:
                    done = self.place.logs.requests(operation.id, committed=True) - before
                    self.check_journal(what, config, answer, done)
                if then:
                    then(what, config, answer)
        except Unused as fault:
            self.wrong.append(f"{what}: {fault}")

    def check_journal(self, what, config, answer, done):
        rows = self.place.run(config, "indsendelse", "liste", "-o", "json").json()
        states = [row["skifte"]["effect"] for row in rows]
        wanted = {DONE: ["done"], UNKNOWN: ["unknown"]}.get(answer.status)
        if wanted:
            self.expect(states == wanted, f"{what}: the journal says {states}")
        else:
            self.expect("unknown" not in states and "done" not in states, f"{what}: the journal says {states}")
        self.expect(done <= 1, f"{what}: done {done} times")
        self.expect(answer.status == UNKNOWN or done == (1 if answer.status == DONE else 0), f"{what}: done {done} times")

    def test_every_operation_through_a_network_that_breaks(self):
        for i, operation in enumerate(self.operations.all):
            for j, (name, fault) in enumerate(FAULTS.items()):
                if self.everything or (i + j) % SOME == 0:
                    self.run_one(operation, name, fault)

    def test_operations_through_a_network_that_hangs(self):
        for operation in self.operations.all:
            if self.everything or operation.name in STALLED:
                for name, fault in STALLS.items():
                    self.run_one(operation, name, fault, "--timeout", "2s")

    def test_what_is_unknown_is_found_where_it_was_done(self):
        name = "reset after the request, which was done"

        def settle(what, config, answer):
            filing = answer.error()["arguments"]["id"]
            settled = self.place.run(config, "indsendelse", "afklar", filing, "-o", "json")
            self.expect(settled.status == 0, f"{what}: {settled.stderr}")

        for i, operation in enumerate(operation for operation in self.operations.all if operation.files):
            if self.everything or i % SOME == 0:
                self.run_one(operation, name, FAULTS[name], then=settle)
