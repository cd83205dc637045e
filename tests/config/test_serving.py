"""`engagiert serve` as a real process tree, in a data folder of its own."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engagiert.config import env, serving
from engagiert.kernel.db.cluster import ClusterPasswords
from engagiert.kernel.db.embedded import EmbeddedPostgres


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(true: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.1)


def answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30).close()
    except urllib.error.HTTPError as answer:
        answer.close()
        return True
    except OSError:
        return False
    return True


def processes_about(mark: str) -> list[int]:
    """Processes that carry `mark` in their command or environment; the dead and unburied do not count."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            text = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
        except OSError:
            continue
        if mark.encode() in text and int(process.name) != os.getpid():
            found.append(int(process.name))
    return found


class Installation:
    """One data folder and the commands run on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.started: list[subprocess.Popen[str]] = []
        self.environment = {
            **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
            "ENGAGIERT_DATA": str(folder),
            "DJANGO_SETTINGS_MODULE": "engagiert.config.settings",
            "PORT": str(self.port),
            "ENGAGIERT_DEMO": "1",
        }

    def call(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*words),
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def serve(self) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            self.command("serve"),
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.started.append(process)
        until(lambda: process.poll() is not None or answers(self.port), 60)
        assert process.poll() is None, process.communicate()[0]
        return process

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "engagiert.config.cli", *words]

    def secrets(self) -> dict[str, str]:
        return dict(json.loads((self.folder / "secrets.json").read_text(encoding="utf-8")))

    def database_pid(self) -> int | None:
        return EmbeddedPostgres(self.folder, ClusterPasswords("", "", "")).pid()


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    made = Installation(tmp_path_factory.mktemp("installation"))
    done = made.call("migrate", "--traceback")
    assert done.returncode == 0, done.stderr
    yield made
    for process in made.started:
        process.terminate()
        process.communicate(timeout=40)
    until(lambda: processes_about(str(made.folder)) == [])


def stop(process: subprocess.Popen[str], way: signal.Signals) -> str:
    process.send_signal(way)
    out, _ = process.communicate(timeout=40)
    assert process.returncode == 0, out
    return out


def test_what_dies_is_started_again_and_a_signal_stops_it_all(installation: Installation) -> None:
    process = installation.serve()
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    web_and_worker = set(children.read_text().split())
    database = installation.database_pid()
    assert database is not None
    for pid in (database, *map(int, web_and_worker)):
        os.kill(pid, signal.SIGKILL)
    until(lambda: installation.database_pid() not in {None, database})
    until(lambda: len(set(children.read_text().split()) - web_and_worker) == 2 and answers(installation.port))
    # Another command works beside it and leaves the database running.
    beside = installation.call("places", "--json")
    assert (beside.returncode, beside.stderr) == (0, "")
    assert installation.database_pid() is not None
    out = stop(process, signal.SIGTERM)
    assert "Die Datenbank ist ausgefallen" in out
    assert "Der Webserver ist ausgefallen" in out
    assert processes_about(str(installation.folder)) == []


def test_the_next_start_works_after_a_kill(installation: Installation) -> None:
    process = installation.serve()
    process.kill()
    process.communicate(timeout=20)
    until(lambda: processes_about(str(installation.folder)) == [])
    process = installation.serve()
    for pid in processes_about(str(installation.folder)):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.communicate(timeout=20)
    out = stop(installation.serve(), signal.SIGINT)
    assert f"http://127.0.0.1:{installation.port}" in out
    assert installation.database_pid() is None
    assert processes_about(str(installation.folder)) == []


def test_a_busy_port_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "PORT_PATIENCE_SECONDS", 0.3)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(serving.ServingError, match="läuft schon etwas anderes"):
            serving.check_port_is_free("127.0.0.1", port)


def test_a_child_that_keeps_dying_is_tried_ever_more_patiently() -> None:
    child = serving.Child("Der Webserver", ["false"])
    child.started = time.monotonic()
    pauses = [child.note_death() for _ in range(12)]
    assert pauses[:3] == [0.5, 1.0, 2.0]
    assert pauses[-1] == serving.LONGEST_PAUSE_SECONDS
    child.started = time.monotonic() - serving.HEALTHY_SECONDS - 1
    assert child.note_death() == 0.5


def test_the_web_server_writes_nothing_outside_the_project() -> None:
    words = serving.web_command("127.0.0.1", 8000)
    assert "--no-control-socket" in words
    assert env.PROJECT_DIR.joinpath("pyproject.toml").exists()


def test_a_log_on_a_full_disk_ends_nothing() -> None:
    with Path("/dev/full").open("wb", buffering=0) as log:
        child = serving.Child("Der Webserver", ["true"])
        supervisor = serving.Supervisor(None, [child], lambda sentence: print(log.write(sentence.encode())))
        child.start()
        until(lambda: not child.is_running())
        supervisor._watch()
    assert child.deaths == 1
