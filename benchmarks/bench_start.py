"""How long `engagiert serve` takes until the first page answers: a new installation, and every later start."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from benchmarks.measuring import ROUNDS, median_of_five, table


def first_start(data: Path) -> float:
    """Seconds of `init --demo` and `serve` in an empty folder."""
    started = time.perf_counter()
    subprocess.run([*_engagiert(), "init", "--demo"], env=_surroundings(data, 0), check=True, capture_output=True)
    return time.perf_counter() - started + later_start(data)


def later_start(data: Path) -> float:
    """Seconds until the first page is there; stops the server afterwards."""
    port = _free_port()
    started = time.perf_counter()
    serving = subprocess.Popen([*_engagiert(), "serve"], env=_surroundings(data, port), stdout=subprocess.DEVNULL)
    try:
        while not _answers(port):
            assert serving.poll() is None, "the server has given up"
            time.sleep(0.05)
        return time.perf_counter() - started
    finally:
        serving.send_signal(signal.SIGTERM)
        serving.wait(timeout=60)


def _engagiert() -> list[str]:
    return [sys.executable, "-m", "engagiert.config.cli"]


def _surroundings(data: Path, port: int) -> dict[str, str]:
    own = {"ENGAGIERT_DATA": str(data), "ENGAGIERT_DEMO": "1"} | ({"PORT": str(port)} if port else {})
    kept = {
        name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DATABASE_WEB_URL", "PORT")
    }
    return kept | own


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="engagiert-start-") as folder:
        data = Path(folder) / "data"
        first = first_start(data)
        later = median_of_five(lambda: later_start(data))
    rows = [["first start, demo loaded", first, "1.0×"], ["later start", later, f"{later / first:.2f}×"]]
    table(
        f"Until the first page answers; later start: median of {ROUNDS} (goal 10 s)",
        ("start", "seconds", "ratio"),
        rows,
    )


if __name__ == "__main__":
    main()
