"""Web servers under measurement: the same gunicorn as in an installation, and what its processes spend."""

import contextlib
import http.client
import os
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.ground import DATA, PROJECT, Ground
from benchmarks.measuring import family_of, processor_seconds
from engagiert.config.serving import web_command

OURS = "benchmarks.ours:application"
BARE = "benchmarks.bare:application"


@dataclass(frozen=True, slots=True)
class Spent:
    """Per request: processor time of web server and database together, and the waiting times at the client, in s."""

    processor: float
    waits: list[float]


class Web:
    """A gunicorn that answers on this machine; one connection is kept, as browsers do."""

    def __init__(self, process: "subprocess.Popen[bytes]", port: int, ground: Ground) -> None:
        self._process, self._port, self._ground = process, port, ground
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path: str, cookie: str = "") -> tuple[int, bytes, dict[str, str]]:
        """Status, body as sent (compressed where the server compresses) and headers."""
        headers = {"Accept-Encoding": "gzip"} | ({"Cookie": cookie} if cookie else {})
        self._line.request("GET", path, headers=headers)
        answer = self._line.getresponse()
        return answer.status, answer.read(), {name.lower(): value for name, value in answer.getheaders()}

    def spend(self, paths: Sequence[str], cookie: str = "") -> Spent:
        """Ask for each path once, one after another."""
        waits = []
        before = processor_seconds(self._processes())
        for path in paths:
            started = time.perf_counter()
            status, _body, _headers = self.get(path, cookie)
            waits.append(time.perf_counter() - started)
            assert status == 200, (path, status)
        return Spent((processor_seconds(self._processes()) - before) / len(paths), waits)

    def wait(self) -> None:
        """Until it takes connections: on a machine that does something else, loading all apps takes a minute."""
        deadline = time.monotonic() + 300
        while time.monotonic() < deadline and self._process.poll() is None:
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", self._port), timeout=1).close()
                return
            time.sleep(0.1)
        raise TimeoutError(f"the web server does not answer (ended: {self._process.poll()}); its own words stand above")

    def _processes(self) -> list[int]:
        return [*family_of(self._process.pid), *family_of(self._ground.server.pid() or 0)]


@contextlib.contextmanager
def web(ground: Ground, application: str, database: str) -> Iterator[Web]:
    """Serve ``application`` over ``database`` with one process, so that it is warm after a few requests."""
    port = free_port()
    command = [word for word in web_command("127.0.0.1", port) if not word.startswith(("--workers", "engagiert."))]
    surroundings = os.environ | {"ENGAGIERT_DATA": str(DATA), "BENCH_DATABASE": database}
    process = subprocess.Popen(
        [*command, "--workers=1", f"--chdir={PROJECT}", application], env=surroundings, stdin=subprocess.DEVNULL
    )
    try:
        serving = Web(process, port, ground)
        serving.wait()
        yield serving
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
