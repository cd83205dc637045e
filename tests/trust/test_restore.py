"""Erased means erased (scenario 9): a backup from before brings nobody back, and everything else as it was."""

import contextlib
import datetime
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from engagiert.apps.directory.models import Listing
from engagiert.apps.messages.public import Message
from engagiert.apps.privacy import ledger
from engagiert.apps.privacy.models import Erasure
from engagiert.apps.privacy.services import erase_person
from engagiert.config import backups, checking, env, restoring
from engagiert.config.backups import BackupError, Manifest
from engagiert.kernel.db import dumping
from engagiert.kernel.db.cluster import OWNER_ROLE
from engagiert.kernel.db.dumping import DumpError, Place, TableSum
from tests.cast import BERTA, SELMA
from tests.factories import letters, records
from tests.factories.people_in_data import KLARA as ELIF
from tests.factories.people_in_data import dumped, found_in_database, mentioned_everywhere
from tests.trust.promises import Kept

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
# What follows from an erasure, and what the queue and the log write of it.
TOUCHED_BY_ERASING = ("audit_entry", "procrastinate_", "privacy_erasure", "django_", "kernel_cache")


@pytest.fixture(autouse=True)
def _files_of_its_own(settings: Any, tmp_path: Path) -> None:
    settings.ENGAGIERT_ERASURES = tmp_path / "data" / "erasures.jsonl"
    settings.MEDIA_ROOT = tmp_path / "data" / "media"
    settings.MEDIA_ROOT.mkdir(parents=True)
    (settings.MEDIA_ROOT / "aushang.pdf").write_bytes(b"%PDF-1.7 Aushang")


def place() -> Place:
    return env.load().keeper() | {"NAME": connection.settings_dict["NAME"]}


def saved(target: Path) -> tuple[Path, Manifest]:
    return backups.back_up(target, place=place())


def restored(folder: Path, **more: Any) -> restoring.Report:
    return restoring.restore(folder, place=place(), owner=OWNER_ROLE, **more)


def sums_now() -> dict[str, TableSum]:
    with contextlib.closing(dumping.connect(place())) as keeper:
        return dumping.sums(keeper)


def erased() -> Erasure:
    with BERTA.at_work() as actor:
        return erase_person(actor=actor, office=BERTA.office(), who=ELIF.wanted())


def test_who_was_erased_after_the_backup_stays_erased(tmp_path: Path, settings: Any, promise: Kept) -> None:
    mentioned_everywhere(ELIF, by=BERTA)
    chess = records.an_organisation(by=SELMA, name="Schachclub Probe")
    letters.a_message(by=BERTA, to="chor@probe.example", key="tests:other")
    with BERTA.at_work():
        counted = Message.objects.count()
    folder, _manifest = saved(tmp_path / "backups")
    done = erased()
    records.an_organisation(by=SELMA, name="Nach der Sicherung")
    shutil.rmtree(settings.MEDIA_ROOT)

    report = restored(folder, force=True)

    assert found_in_database(ELIF.words) == []
    assert [word for word in ELIF.words if word in dumped()] == []
    with BERTA.at_work():
        assert Message.objects.count() == counted
        states = dict(Message.objects.values_list("key", "state"))
        assert Erasure.objects.get().pk == done.pk
    # Nobody writes to her any more; what waited for somebody else waits for a person.
    assert states["tests:answer"] == states["tests:letter"] == "cancelled"
    assert states["tests:other"] == "in_doubt"
    assert sorted(Listing.objects.values_list("name", flat=True))[0] == chess.name
    assert not Listing.objects.filter(name="Nach der Sicherung").exists()
    assert (settings.MEDIA_ROOT / "aushang.pdf").read_bytes() == b"%PDF-1.7 Aushang"
    said = " ".join(report.sentences())
    assert f"Löschung vom {done.at.astimezone():%d.%m.%Y} bei {BERTA.office().name}" in said
    assert "alle gleich" in said
    assert "wunderlich" not in said.lower()
    again = sum(number for _at, _office, number in report.erased)
    assert again > 10
    promise("restore", again, "values erased once more")


def test_everything_else_equals_the_backup_row_by_row(tmp_path: Path, promise: Kept) -> None:
    for person in (BERTA, SELMA):
        records.an_organisation(by=person)
    folder, manifest = saved(tmp_path / "backups")
    assert sums_now() == manifest.tables
    records.an_organisation(by=BERTA, name="Nach der Sicherung")
    assert sums_now() != manifest.tables
    restored(folder, force=True)
    assert [finding.sentence for finding in checking._promises() if not finding.good] == []
    differing = {name for name, found in sums_now().items() if manifest.tables.get(name) != found}
    assert {name for name in differing if not name.startswith(TOUCHED_BY_ERASING)} == set()
    promise("restore", len(manifest.tables), "tables equal row by row, walls and rights as declared")


def test_somebody_erased_before_the_backup_who_came_back_since_is_left_alone(tmp_path: Path) -> None:
    records.an_organisation(by=BERTA, description=f"Fragen an {ELIF.name}.")
    erased()
    again = records.an_organisation(by=BERTA, name="Wieder da", description=f"Fragen an {ELIF.name}.")
    folder, _manifest = saved(tmp_path / "backups")
    report = restored(folder, force=True)
    assert report.erased == []
    assert ELIF.name in str(Listing.objects.get(pk=again.pk).document)


def test_the_list_may_have_survived_elsewhere(tmp_path: Path) -> None:
    records.an_organisation(by=BERTA, description=f"Fragen an {ELIF.name}.")
    folder, _manifest = saved(tmp_path / "backups")
    erased()
    elsewhere = tmp_path / "other-disk.jsonl"
    ledger.path().rename(elsewhere)
    report = restored(folder, force=True, lists=[elsewhere])
    assert len(report.erased) == 1
    assert found_in_database(ELIF.words) == []
    # From now on it is known here as well.
    assert [line.id for line in ledger.read()] == [line.id for line in ledger.read(elsewhere)]


def test_without_any_list_the_report_says_so(tmp_path: Path) -> None:
    records.an_organisation(by=BERTA)
    folder, _manifest = saved(tmp_path / "backups")
    assert any(sentence.startswith("ACHTUNG") for sentence in restored(folder, force=True).sentences())


def test_a_filled_installation_is_not_overwritten_by_accident(tmp_path: Path) -> None:
    kept = records.an_organisation(by=BERTA)
    folder, _manifest = saved(tmp_path / "backups")
    later = records.an_organisation(by=BERTA, name="Danach")
    with pytest.raises(BackupError, match="--force"):
        restored(folder)
    assert set(Listing.objects.values_list("pk", flat=True)) == {kept.pk, later.pk}


@pytest.mark.parametrize("file", [backups.DUMP, "media/aushang.pdf"])
def test_a_damaged_backup_changes_nothing(tmp_path: Path, file: str) -> None:
    kept = records.an_organisation(by=BERTA)
    folder, _manifest = saved(tmp_path / "backups")
    with (folder / file).open("r+b") as broken:
        broken.seek(5)
        broken.write(b"?")
    with pytest.raises(BackupError, match="beschädigt"):
        restored(folder, force=True)
    assert Listing.objects.filter(pk=kept.pk).exists()


def test_a_database_that_does_not_equal_its_sums_is_not_put_in_place(tmp_path: Path) -> None:
    kept = records.an_organisation(by=BERTA)
    _folder, manifest = saved(tmp_path / "backups")
    tables = manifest.tables | {"accounts_office": TableSum(7, "1")}
    with pytest.raises(BackupError, match="accounts_office"):
        restoring._compare(place(), place()["NAME"], Manifest(**{**_fields(manifest), "tables": tables}))
    assert Listing.objects.filter(pk=kept.pk).exists()


def _fields(manifest: Manifest) -> dict[str, Any]:
    return {name: getattr(manifest, name) for name in Manifest.__dataclass_fields__}


def test_nothing_is_replaced_while_somebody_works(tmp_path: Path) -> None:
    records.an_organisation(by=BERTA)
    folder, _manifest = saved(tmp_path / "backups")
    with (
        contextlib.closing(dumping.connect(place())),
        pytest.raises(BackupError, match="in Gebrauch"),
    ):
        restored(folder, force=True)


def test_a_backup_of_another_key_is_refused(tmp_path: Path, settings: Any) -> None:
    records.an_organisation(by=BERTA)
    folder, _manifest = saved(tmp_path / "backups")
    former, settings.SECRET_KEY = settings.SECRET_KEY, "another key " * 5
    with pytest.raises(BackupError, match="Schlüssel"):
        restored(folder, force=True)
    settings.SECRET_KEY_FALLBACKS = [former]
    assert restored(folder, force=True).manifest.rows > 0


def test_the_owner_of_the_tables_cannot_make_a_backup_with_rows_missing(tmp_path: Path) -> None:
    surroundings = env.load()
    owner = place() | {"USER": OWNER_ROLE, "PASSWORD": surroundings.passwords.owner}
    with pytest.raises(DumpError, match="DATABASE_BACKUP_URL"):
        backups.back_up(tmp_path / "backups", place=owner)
    assert list((tmp_path / "backups").iterdir()) == []


def test_only_the_newest_backups_stay_and_the_last_one_is_remembered(tmp_path: Path) -> None:
    records.an_organisation(by=BERTA)
    folder, manifest = saved(tmp_path)
    for day in (1, 2, 3):
        shutil.copytree(
            folder, tmp_path / datetime.datetime(2026, 1, day, 2, tzinfo=datetime.UTC).strftime(backups.NAME)
        )
    assert [path.name for path in backups.prune(tmp_path, 2)] == [
        "engagiert-20260101T020000Z",
        "engagiert-20260102T020000Z",
    ]
    assert backups.last() == (manifest.made_at, str(folder))
    assert folder.stat().st_mode & 0o077 == 0
