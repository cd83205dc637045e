"""`engagiert serve`: the database, the web server and the worker as one process tree.

The parent only watches. A child that dies is started again, more patiently each time; a child whose parent
dies is told by the kernel; the database survives a killed parent and is adopted by the next start.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from engagiert.kernel.db.embedded import EmbeddedPostgres, EmbeddedPostgresError

# Files that need not survive, made there under names of their own.
MEMORY = Path("/dev/shm")  # noqa: S108
WEB_PROCESSES = 2
WEB_THREADS = 4
GRACE_SECONDS = 10
LONGEST_PAUSE_SECONDS = 30.0
# A child that ran this long was healthy: its next death is a new story.
HEALTHY_SECONDS = 60.0
WATCH_SECONDS = 0.5
# After a kill the old web server needs a moment to notice that its parent is gone.
PORT_PATIENCE_SECONDS = 5.0
# Programs that start us and only wait: without them nobody is left who could stop us.
WAITING_PARENTS = frozenset({"make", "uv"})
SET_PARENT_DEATH_SIGNAL = 1


class ServingError(Exception):
    """Nothing can be served; the message is German and says what to do."""


@contextlib.contextmanager
def figures() -> Iterator[Path]:
    """The folder in which the web processes add up their figures; it goes with the run.

    In memory, as their heartbeats: a page of a mapped file that a full disk has no room for would kill the process.
    """
    with tempfile.TemporaryDirectory(prefix="engagiert-", dir=MEMORY if MEMORY.is_dir() else None) as folder:
        yield Path(folder)


def web_command(host: str, port: int, figures: Path | None = None) -> list[str]:
    """gunicorn, without anything outside the project folder and without a log of who read what."""
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    options = {
        "bind": bind,
        "workers": WEB_PROCESSES,
        "worker-class": "gthread",
        "threads": WEB_THREADS,
        "timeout": 60,
        "graceful-timeout": GRACE_SECONDS,
        "keep-alive": 5,
        # the most gunicorn takes: a long search shall be answered by our page, not by its bare one
        "limit-request-line": 8190,
        "log-level": "warning",
    }
    # Heartbeats of the web processes belong in memory: a slow disk would look like a dead process.
    if MEMORY.is_dir():
        options["worker-tmp-dir"] = str(MEMORY)
    words = [f"--{name}={value}" for name, value in options.items()]
    flags = [
        "--preload",
        "--no-control-socket",
        "--logger-class=engagiert.config.weblog.WebLogger",
    ]
    if figures is not None:
        flags.append(f"--env=PROMETHEUS_MULTIPROC_DIR={figures}")
    return [sys.executable, "-m", "gunicorn", *words, *flags, "engagiert.config.wsgi:application"]


def worker_command() -> list[str]:
    """The worker on the queue of background jobs."""
    return [sys.executable, "-m", "engagiert.config.cli", "worker"]


def check_port_is_free(host: str, port: int) -> None:
    """Raises ServingError if `host` and `port` cannot be listened to, even after some patience."""
    deadline = time.monotonic() + PORT_PATIENCE_SECONDS
    while (problem := _try_port(host, port)) is not None:
        if isinstance(problem, PermissionError):
            raise ServingError(f"Port {port} darf nur root öffnen. Bitte PORT ab 1024 wählen.") from problem
        if problem.errno != errno.EADDRINUSE:
            raise ServingError(f"Die Adresse {host} gehört nicht zu diesem Rechner.") from problem
        if time.monotonic() > deadline:
            raise ServingError(
                f"Auf {host}:{port} läuft schon etwas anderes. Bitte das andere Programm beenden oder einen "
                f"anderen Port wählen, zum Beispiel PORT={port + 1 if port < 65535 else 8000}."
            ) from problem
        time.sleep(0.2)


def _try_port(host: str, port: int) -> OSError | None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            return problem
    return None


def stop_with_a_waiting_parent() -> None:
    """Ask the kernel for SIGTERM when `make` or `uv` dies, if one of them started us."""
    parent = os.getppid()
    try:
        name = Path(f"/proc/{parent}/comm").read_text(encoding="utf-8").strip()
    except OSError:
        return
    if name in WAITING_PARENTS and sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_PARENT_DEATH_SIGNAL, int(signal.SIGTERM))


@dataclass
class Child:
    """A process that must run while we serve."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    not_before: float = 0.0
    deaths: int = 0

    def start(self) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.DEVNULL,
            # Ctrl-C in the terminal is meant for the parent, which stops the children in order.
            start_new_session=True,
            preexec_fn=_die_with(os.getpid()),  # noqa: PLW1509  this process has one thread
        )

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def note_death(self) -> float:
        """Count a death; returns the seconds to wait before the next start."""
        now = time.monotonic()
        self.deaths = 1 if now - self.started > HEALTHY_SECONDS else self.deaths + 1
        pause = min(0.5 * 2.0 ** min(self.deaths - 1, 10), LONGEST_PAUSE_SECONDS)
        self.not_before = now + pause
        self.process = None
        return pause


def _die_with(parent: int) -> Callable[[], None] | None:
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)

    def ask_the_kernel() -> None:
        libc.prctl(SET_PARENT_DEATH_SIGNAL, int(signal.SIGTERM))
        if os.getppid() != parent:
            os._exit(1)

    return ask_the_kernel


@dataclass
class Supervisor:
    """Keeps the server and the children running until a signal says otherwise."""

    server: EmbeddedPostgres | None
    children: list[Child]
    say: Callable[[str], None]
    _stop: threading.Event = field(default_factory=threading.Event)

    def run(self, on_start: Callable[[], None] = lambda: None) -> None:
        """Start the children, call `on_start`, return after SIGINT, SIGTERM or SIGHUP with all ended."""
        before = {number: signal.signal(number, self._heard) for number in _SIGNALS}
        try:
            for child in self.children:
                child.start()
            on_start()
            while not self._stop.wait(WATCH_SECONDS):
                self._watch()
        finally:
            self._end_children()
            for number, handler in before.items():
                signal.signal(number, handler)

    @property
    def stopping(self) -> bool:
        return self._stop.is_set()

    def _tell(self, sentence: str) -> None:
        # Where the log itself lies on a disk that is full, the pages go on all the same.
        with contextlib.suppress(OSError):
            self.say(sentence)

    def _heard(self, number: int, frame: FrameType | None) -> None:
        self._stop.set()

    def _watch(self) -> None:
        if self.server is not None and self.server.pid() is None:
            self._tell("Die Datenbank ist ausgefallen und wird neu gestartet.")
            self._start_database(self.server)
        for child in self.children:
            if child.is_running():
                continue
            if child.process is not None:
                pause = child.note_death()
                self._tell(f"{child.name} ist ausgefallen; neuer Start in {pause:.1f} s.")
            elif time.monotonic() >= child.not_before:
                child.start()

    def _start_database(self, server: EmbeddedPostgres) -> None:
        try:
            server.start()
        except (EmbeddedPostgresError, OSError) as problem:
            # On a full disk not even its log can be opened. The next round tries again: giving up would take the
            # pages away that need no database.
            self._tell(str(problem))

    def _end_children(self) -> None:
        running = [child.process for child in self.children if child.process is not None]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + GRACE_SECONDS + 5
        for process in running:
            try:
                process.wait(timeout=max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def wait_until_it_answers(host: str, port: int, *, given_up: Callable[[], bool], seconds: float = 60) -> bool:
    """True as soon as the web server takes connections; False after `seconds` or when `given_up`."""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and not given_up():
        try:
            socket.create_connection((reachable, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return True
    return False
