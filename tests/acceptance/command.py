"""One command of a script: its streams, and the steps taken while it runs."""
import contextlib
import ctypes
import fcntl
import os
import pty
import re
import resource
import shlex
import signal
import subprocess
import termios
import time

DEADLINE = 120  # seconds for one command; sanitizers and a busy machine included
TICK = 0.02  # seconds between two looks at what is waited for
UNTOUCHED = b"nobody may read this\n"


class Failed(Exception):
    """An expectation that does not hold, in words."""


def require(holds, why):
    if not holds:
        raise Failed(why)


def bind_root_by_modes():
    """Takes from root what lets it read files that nobody may read, so that tests of file modes hold for root."""
    prctl_capbset_drop, cap_dac_override, cap_dac_read_search = 24, 1, 2
    for capability in (cap_dac_override, cap_dac_read_search):
        ctypes.CDLL(None).prctl(prctl_capbset_drop, capability, 0, 0, 0)


class Outcome:
    """What the last command left."""

    def __init__(self, line="", status=None, stdout=b"", stderr=b""):
        self.line = line
        self.status = status
        self.stdout = stdout.decode("utf-8", "replace")
        self.stderr = stderr.decode("utf-8", "replace")


class Settings:
    """How a command is run, by the indented lines below it that are no steps."""

    def __init__(self, lines, size_limit):
        self.terminal = False
        self.stdin = self.stdout = None
        self.size_limit = size_limit
        self.environment = {}
        self.steps = []
        for line in lines:
            word, _, rest = line.partition(" ")
            if word == "tty":
                self.terminal = True
            elif word == "stdin":
                self.stdin = rest
            elif word == "stdout":
                self.stdout = rest
            elif word == "limit":
                self.size_limit = int(rest)
            elif word == "env":
                name, _, value = rest.partition("=")
                self.environment[name] = value
            else:
                self.steps.append(line)


class Command:
    def __init__(self, line, settings, folder, environment, happened):
        """`happened` says whether an event that a step waits for has come about."""
        self.line = line
        self.settings = settings
        self.folder = folder
        self.environment = environment | settings.environment
        self.happened = happened
        self.text = {"stdout": b"", "stderr": b""}
        self.seen = 0  # how much of the terminal earlier `expect`s have used up
        self.deadline = time.monotonic() + DEADLINE
        self.open = contextlib.ExitStack()
        self.start()

    def start(self):
        settings = self.settings
        stdout = stderr = subprocess.PIPE
        self.unread = self.terminal = None
        if settings.terminal:
            self.terminal, slave = pty.openpty()
            self.open.callback(os.close, self.terminal)
            fcntl.ioctl(slave, termios.TIOCSWINSZ, b"\x18\x00\x78\x00\x00\x00\x00\x00")  # 24 lines of 120
            stdin = stderr = slave
        elif settings.stdin:
            stdin = self.open.enter_context((self.folder / settings.stdin).open("rb"))
        else:
            self.unread, write = os.pipe()
            os.write(write, UNTOUCHED)
            os.set_blocking(self.unread, False)
            self.open.callback(os.close, self.unread)
            self.open.callback(os.close, write)
            stdin = self.unread
        if settings.stdout:
            stdout = self.open.enter_context(open(settings.stdout, "wb"))

        def prepare():
            bind_root_by_modes()
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell ignores it for what it runs in the background
            if settings.terminal:
                fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            if settings.size_limit:
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a full disk is an error and no signal
                resource.setrlimit(resource.RLIMIT_FSIZE, (settings.size_limit, settings.size_limit))

        self.process = subprocess.Popen(shlex.split(self.line), cwd=self.folder, env=self.environment, stdin=stdin,
                                        stdout=stdout, stderr=stderr, preexec_fn=prepare, start_new_session=True)
        if settings.terminal:
            os.close(slave)
        self.sources = {}
        if not settings.stdout:
            self.sources["stdout"] = self.process.stdout.fileno()
        self.sources["stderr"] = self.terminal if settings.terminal else self.process.stderr.fileno()
        for source in self.sources.values():
            os.set_blocking(source, False)

    def run(self):
        try:
            for step in self.settings.steps:
                self.step(step)
            self.wait_for("the end", lambda: self.process.poll() is not None)
            self.read()
            require(self.unread is None or self.left_in_stdin() == UNTOUCHED, "the command read from stdin")
        finally:
            if self.process.poll() is None:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
                self.read()
            for pipe in (self.process.stdout, self.process.stderr):
                if pipe:
                    pipe.close()
            self.open.close()

    def outcome(self):
        return Outcome(self.line, self.process.returncode, self.text["stdout"], self.text["stderr"])

    def left_in_stdin(self):
        with contextlib.suppress(BlockingIOError):
            return os.read(self.unread, 1 << 16)
        return b""

    def read(self):
        for name, source in self.sources.items():
            with contextlib.suppress(OSError):  # nothing there yet, or the other end of a terminal is closed
                while chunk := os.read(source, 1 << 16):
                    self.text[name] += chunk

    def wait_for(self, what, holds):
        while True:
            ended = self.process.poll() is not None
            self.read()
            if holds():
                return
            require(not ended, f"it ended before: {what}")
            require(time.monotonic() < self.deadline, f"waited {DEADLINE} s for: {what}")
            time.sleep(TICK)

    def step(self, line):
        word, _, rest = line.partition(" ")
        if word == "expect":
            wanted = rest.encode()
            self.wait_for(line, lambda: wanted in self.text["stderr"][self.seen:])
            self.seen = self.text["stderr"].index(wanted, self.seen) + len(wanted)
        elif word == "type":
            os.write(self.terminal, b"\x03" if rest == "^C" else rest.encode() + b"\n")
        elif word == "signal":
            os.kill(self.process.pid, getattr(signal, "SIG" + rest))
        elif word == "run":
            done = subprocess.run(shlex.split(rest), cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
                                  capture_output=True, text=True, timeout=DEADLINE, check=False)
            require(done.returncode == 0, f"{rest}: ended with {done.returncode}\n{done.stdout}{done.stderr}")
        elif word == "wait":
            stream = re.fullmatch(r"(stdout|stderr) contains (.*)", rest)
            if stream:
                self.wait_for(line, lambda: stream[2].encode() in self.text[stream[1]])
            else:
                self.wait_for(line, lambda: self.happened(rest))
        else:
            raise Failed(f"not understood: {line}")
