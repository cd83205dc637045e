"""The ground that measurements stand on: an own server with the settings of every installation, own databases.

The data lie in a temporary folder of their own and are kept there for the next run of the same version; nothing
of an installation is touched. Importing this module sets Django up, so it comes before all that needs models.
"""

import contextlib
import getpass
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
SOURCE = PROJECT / "src" / "engagiert"
for _name in ("DATABASE_URL", "DATABASE_WEB_URL", "EMAIL_URL", "ENGAGIERT_DEMO", "ENGAGIERT_TLS", "PORT"):
    os.environ.pop(_name, None)
DATA = Path(tempfile.gettempdir()) / f"engagiert-bench-{getpass.getuser()}"
os.environ["ENGAGIERT_DATA"] = str(DATA)
os.environ["DJANGO_SETTINGS_MODULE"] = "engagiert.config.settings"

from django.db import connections  # noqa: E402
from psycopg import sql  # noqa: E402

from engagiert.config import assets, installing  # noqa: E402
from engagiert.config.running import database, set_up_django  # noqa: E402
from engagiert.kernel.db.cluster import OWNER_ROLE, WEB_ROLE  # noqa: E402
from engagiert.kernel.db.embedded import EmbeddedPostgres  # noqa: E402

set_up_django()
REGISTER = "bench_register"


class Ground:
    """A running server. ``server.pid()`` is the parent of all its processes."""

    def __init__(self, server: EmbeddedPostgres) -> None:
        self.server = server

    def stand_on(self, name: str, make: Callable[[], None], *, of: tuple[str, ...], kept: bool = False) -> None:
        """Point Django to the database ``name``; ``make`` fills it once for each state of the sources ``of``.

        With ``kept`` one that was filled by an earlier version is brought along by its migrations.
        """
        mark = _mark(("**/migrations/*.py", *of))
        stamp = DATA / f"{name}.mark"
        if kept and stamp.exists():
            point_to(name)
            installing.migrate()
        elif not stamp.exists() or stamp.read_text() != mark:
            stamp.unlink(missing_ok=True)
            self.fresh(name)
            make()
            self._settle(name)
            stamp.write_text(mark)
        point_to(name)

    def fresh(self, name: str) -> None:
        """A new database with tables and the register of places, and nothing else."""
        if name != REGISTER:
            self.stand_on(REGISTER, _install, of=("apps/places/**/*",))
        point_to("postgres")
        with self.server.connect_as_superuser() as keeper:
            for statement in ("drop database if exists {0} with (force)", "create database {0} template {1} owner {2}"):
                template = REGISTER if name != REGISTER else "template1"
                keeper.execute(sql.SQL(statement).format(*map(sql.Identifier, (name, template, OWNER_ROLE))))
        point_to(name)

    def _settle(self, name: str) -> None:
        """What autovacuum does in the quiet of the night."""
        connections.close_all()
        with self.server.connect_as_superuser(name) as keeper:
            keeper.execute("vacuum analyze")
            keeper.execute("checkpoint")


@contextlib.contextmanager
def ground() -> Iterator[Ground]:
    DATA.mkdir(parents=True, exist_ok=True)
    with database() as server:
        assert server is not None
        assets.build()
        yield Ground(server)


def point_to(name: str) -> None:
    """Both roles use the database ``name`` from here on."""
    for alias in ("default", "owner"):
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name
    assert connections["default"].settings_dict["USER"] == WEB_ROLE


def _install() -> None:
    installing.migrate()
    installing.load_register(lambda _sentence: None)


def _mark(patterns: tuple[str, ...]) -> str:
    mark = hashlib.sha256()
    files = {path for pattern in patterns for path in SOURCE.glob(pattern) if path.suffix in (".py", ".csv", ".json")}
    for path in [*sorted(files), PROJECT / "benchmarks" / "filled.py", PROJECT / "benchmarks" / "invented.py"]:
        mark.update(path.read_bytes())
    return mark.hexdigest()
