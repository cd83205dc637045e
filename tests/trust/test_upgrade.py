"""A filled database of an earlier version comes along: its backup is restored by this version, and nothing is missing.

`earlier/<day>` is a backup of the demo as the version of that day made it: invented records, towns from the register.
"""

from pathlib import Path

import pytest

from engagiert.config import backups
from engagiert.kernel.db.cluster import DATABASE, ClusterPasswords
from engagiert.kernel.db.embedded import EmbeddedPostgres
from tests.config.test_serving import Installation
from tests.trust.promises import Kept

EARLIER = sorted((Path(__file__).parent / "earlier").iterdir())
KEY = "only-for-the-upgrade-of-tests-" + "x" * 30
# What a migration may empty or fill anew: the queue, sessions, and what is made from the records.
DERIVED = ("procrastinate_", "django_", "kernel_cache", "audit_entry", "directory_searchterm", "directory_termcount")


@pytest.mark.parametrize("folder", EARLIER, ids=lambda folder: folder.name)
def test_an_earlier_version_comes_along_with_all_its_rows(folder: Path, tmp_path: Path, promise: Kept) -> None:
    before = backups.read(folder)
    installation = Installation(tmp_path / "data")
    installation.environment["ENGAGIERT_SECRET_KEY"] = KEY
    done = installation.call("restore", str(folder), "--traceback")
    assert done.returncode == 0, done.stderr
    said = installation.call("check").stdout
    assert "Die Tabellen sind auf dem Stand dieser Version." in said
    assert "Alle Mauern zwischen den Städten stehen" in said
    after = rows_now(installation)
    lost = {
        name: (table.rows, after.get(name))
        for name, table in before.tables.items()
        if not name.startswith(DERIVED) and after.get(name, -1) < table.rows
    }
    assert lost == {}
    promise("upgrade", before.rows, f"rows of the version of {folder.name}, migrated, none lost")


def rows_now(installation: Installation) -> dict[str, int]:
    """As the superuser sees them."""
    secrets = installation.secrets()
    passwords = ClusterPasswords(secrets["postgres_password"], secrets["owner_password"], secrets["web_password"])
    with (
        EmbeddedPostgres(installation.folder, passwords).running() as server,
        server.connect_as_superuser(DATABASE) as keeper,
    ):
        tables = keeper.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()
        return {name: keeper.execute(f'select count(*) from "{name}"').fetchall()[0][0] for (name,) in tables}
