"""The supervisor of the embedded PostgreSQL, in folders of its own; no Django database is used."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from engagiert.kernel.db import cluster, embedded, privilege
from engagiert.kernel.db.embedded import EmbeddedPostgres, EmbeddedPostgresError

PASSWORDS = cluster.ClusterPasswords(superuser="s3", owner="o3", web="w3")
QUICK = {"fsync": "off", "shared_buffers": "16MB"}
AS_ROOT = os.geteuid() == 0

GUEST = """
import sys, time
from pathlib import Path
from engagiert.kernel.db import cluster
from engagiert.kernel.db.embedded import EmbeddedPostgres
server = EmbeddedPostgres(
    Path(sys.argv[1]), cluster.ClusterPasswords("s3", "o3", "w3"), {"fsync": "off", "shared_buffers": "16MB"}
)
with server.running():
    with server.connect_as_superuser("engagiert") as connection:
        print(connection.execute("SELECT current_setting('data_directory')").fetchone()[0], flush=True)
    time.sleep(float(sys.argv[2]))
"""


def a_server(folder: Path) -> EmbeddedPostgres:
    return EmbeddedPostgres(folder, PASSWORDS, QUICK)


def a_guest(folder: Path, seconds: float, *prefix: str) -> subprocess.Popen[str]:
    command = [*prefix, sys.executable, "-c", GUEST, str(folder), str(seconds)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def connect(server: EmbeddedPostgres, role: str, password: str) -> psycopg.Connection:
    return psycopg.connect(
        host=str(server.sockets), port=5432, user=role, password=password, dbname="engagiert", autocommit=True
    )


def write_a_row(server: EmbeddedPostgres) -> None:
    with connect(server, "engagiert_owner", "o3") as owner:
        owner.execute("CREATE TABLE IF NOT EXISTS kept (word text)")
        owner.execute("INSERT INTO kept VALUES ('da')")


def rows_kept(server: EmbeddedPostgres) -> int:
    with connect(server, "engagiert_owner", "o3") as owner:
        row = owner.execute("SELECT count(*) FROM kept").fetchone()
    assert row is not None
    return int(row[0])


def wait_until_dead(pid: int) -> None:
    for _ in range(500):
        if not Path(f"/proc/{pid}/cmdline").exists() or not Path(f"/proc/{pid}/cmdline").read_bytes():
            return
        time.sleep(0.02)
    raise AssertionError(f"process {pid} lives on")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedPostgres]:
    made = a_server(tmp_path / "data")
    made.start()
    yield made
    made.start()
    made.stop()
    assert made.pid() is None


def test_the_web_role_is_neither_superuser_nor_owner_nor_above_row_security(server: EmbeddedPostgres) -> None:
    with connect(server, "engagiert_web", "w3") as web:
        row = web.execute(
            "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, pg_get_userbyid(datdba) "
            "FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()"
        ).fetchone()
        assert row == (False, False, False, False, "engagiert_owner")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            web.execute("CREATE TABLE mine (word text)")


def test_the_owner_makes_databases_that_have_the_extensions_and_know_german(server: EmbeddedPostgres) -> None:
    with connect(server, "engagiert_owner", "o3") as owner:
        owner.execute("CREATE DATABASE another")
    with server.connect_as_superuser("another") as there:
        row = there.execute(
            "SELECT unaccent('Ä'), to_tsvector('ÄPFEL')::text, 'ÄPFEL' ILIKE 'äpfel', "
            "current_setting('jit'), current_setting('data_checksums')"
        ).fetchone()
    assert row == ("A", "'apfel':1", True, "off", "on")


def test_a_wrong_password_is_refused_at_the_socket(server: EmbeddedPostgres) -> None:
    with pytest.raises(psycopg.OperationalError, match="password"):
        connect(server, "engagiert_web", "guess")


def test_a_killed_server_starts_again_and_keeps_what_was_written(server: EmbeddedPostgres) -> None:
    write_a_row(server)
    pid = server.pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    wait_until_dead(pid)
    assert server.pid() is None
    server.start()
    assert rows_kept(server) == 1


def test_a_server_that_is_dying_is_not_taken_for_a_living_one(server: EmbeddedPostgres) -> None:
    pid = server.pid()
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    death = threading.Timer(0.5, os.kill, [pid, signal.SIGKILL])
    death.start()
    server.start()
    death.join()
    assert server.pid() not in {None, pid}
    write_a_row(server)
    assert rows_kept(server) == 1


def test_a_long_query_that_outlives_a_killed_server_is_no_obstacle(server: EmbeddedPostgres) -> None:
    with connect(server, "engagiert_owner", "o3") as owner:
        owner.execute("SET statement_timeout = 0")
        asleep = threading.Thread(target=until_cut_off, args=[owner])
        asleep.start()
        time.sleep(0.2)
        pid = server.pid()
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        server.start()
        asleep.join(timeout=20)
        assert not asleep.is_alive()


def until_cut_off(connection: psycopg.Connection) -> None:
    # Work that does not wait for anything, and so does not hear of the server's death.
    with contextlib.suppress(psycopg.OperationalError):
        connection.execute("SELECT count(*) FROM generate_series(1, 4e9::bigint)")


def test_a_server_left_by_a_killed_command_is_adopted_and_stopped_by_the_next(tmp_path: Path) -> None:
    guest = a_guest(tmp_path, 60)
    assert guest.stdout is not None
    assert guest.stdout.readline()
    guest.kill()
    guest.communicate()
    server = a_server(tmp_path)
    left = server.pid()
    assert left is not None
    with server.running():
        assert server.pid() == left
    assert server.pid() is None
    wait_until_dead(left)


def test_two_commands_at_once_share_one_server_and_the_last_one_stops_it(tmp_path: Path) -> None:
    short, long = a_guest(tmp_path, 0), a_guest(tmp_path, 1.5)
    assert short.wait(timeout=30) == 0
    assert long.stdout is not None
    assert long.stdout.readline().strip() == str(tmp_path / "postgres")
    assert a_server(tmp_path).pid() is not None
    assert long.wait(timeout=30) == 0
    assert a_server(tmp_path).pid() is None
    for guest in (short, long):
        guest.communicate()


def test_a_pid_file_that_names_a_stranger_is_no_obstacle(server: EmbeddedPostgres) -> None:
    server.stop()
    stranger = f"{os.getpid()}\n{server.folder}\n0\n5432\n{server.sockets}\n\n0 0\nready   \n"
    (server.folder / "postmaster.pid").write_text(stranger)
    assert server.pid() is None
    server.start()
    assert server.pid() not in {None, os.getpid()}


def test_a_half_made_cluster_is_thrown_away(tmp_path: Path) -> None:
    (tmp_path / "postgres.new").mkdir()
    (tmp_path / "postgres.new" / "PG_VERSION").write_text("18\n")
    with a_server(tmp_path).running() as server:
        assert server.pid() is not None
    assert not (tmp_path / "postgres.new").exists()


def test_another_major_version_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "PG_VERSION").write_text("15\n")
    with pytest.raises(EmbeddedPostgresError, match="gehört zu PostgreSQL 15"):
        a_server(tmp_path).start()


def test_a_deep_folder_gets_its_socket_elsewhere(tmp_path: Path) -> None:
    deep = tmp_path / ("tief" * 30)
    server = a_server(deep)
    assert not server.sockets.is_relative_to(deep)
    with server.running(), server.connect_as_superuser() as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert server.sockets.stat().st_mode & 0o777 == 0o700
    server.sockets.rmdir()


def test_no_folder_outside_the_data_folder_changes(tmp_path: Path) -> None:
    outside = [tmp_path, *list(tmp_path.parents)[:-1]]
    before = [(path.stat().st_mode, path.stat().st_uid) for path in outside]
    with a_server(tmp_path / "data").running():
        pass
    assert [(path.stat().st_mode, path.stat().st_uid) for path in outside] == before


@pytest.mark.skipif(not AS_ROOT, reason="only root can lend its rights")
def test_root_without_user_namespaces_runs_it_under_an_unprivileged_uid(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ways = privilege._ways
    monkeypatch.setattr(
        privilege, "_ways", lambda uid, gid: [way for way in ways(uid, gid) if way.prefix[0] != "unshare"]
    )
    with a_server(tmp_path).running() as server:
        pid = server.pid()
        assert pid is not None
        assert Path(f"/proc/{pid}").stat().st_uid not in {0, None}
        write_a_row(server)
    with a_server(tmp_path).running() as server:
        assert rows_kept(server) == 1
    monkeypatch.undo()
    with a_server(tmp_path).running() as server:
        assert rows_kept(server) == 1


@pytest.mark.skipif(not AS_ROOT, reason="every other test shows it already")
def test_a_plain_user_runs_it_directly(tmp_path: Path) -> None:
    folder = tmp_path / "plain"
    folder.mkdir()
    os.chown(folder, 65534, 65534)
    # The interpreter may lie below root's home: this user may pass there, but has no right of root's.
    prefix = (
        "setpriv",
        "--reuid=65534",
        "--regid=65534",
        "--clear-groups",
        "--inh-caps=+dac_override",
        "--ambient-caps=+dac_override",
    )
    guest = a_guest(folder, 0, *prefix)
    out, err = guest.communicate(timeout=30)
    assert (guest.returncode, out.strip(), err) == (0, str(folder / "postgres"), "")
    assert (folder / "postgres").stat().st_uid == 65534
    with a_server(folder).running() as server:
        pid = server.pid()
        assert pid is not None
        assert Path(f"/proc/{pid}").stat().st_uid == 65534


def test_the_binaries_come_from_the_wheel() -> None:
    assert (embedded.binaries() / "pg_dump").exists()
