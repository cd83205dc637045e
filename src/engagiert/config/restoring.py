"""`engagiert restore`: a backup becomes the installation, whole or not at all, and what was erased since stays erased.

The backup is read into a database beside the one in use and compared with the sums of the manifest; only then the two
change names. Before anything is served

* what the list of erasures names and the backup does not know yet is erased once more;
* the queue is worked off without any way to a mail server, so that what follows from the erasures is done and what the
  backup's jobs wrote shows itself;
* every mail that waits is held: it may have gone out since the backup, and a person decides.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections
from django.utils import timezone

from engagiert.config import backups, env, installing, working
from engagiert.config.backups import BackupError, Manifest
from engagiert.kernel.authz import Actor
from engagiert.kernel.db import dumping
from engagiert.kernel.db.dumping import Place
from engagiert.kernel.db.roles import Connection
from engagiert.kernel.tenancy import enter

# Nobody listens at the port of “discard”: whatever wants to go out comes back as “later”.
_NO_MAIL_SERVER = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {"host": "127.0.0.1", "port": 9, "timeout": 1},
    }
}


@dataclass(slots=True)
class Report:
    """What was done. ``erased``: when, at which office, how many values. ``held``: mails that a person decides on."""

    manifest: Manifest
    erased: list[tuple[datetime.datetime, str, int]] = field(default_factory=list)
    ledgers: list[Path] = field(default_factory=list)
    held: int = 0

    def sentences(self) -> Iterator[str]:
        manifest = self.manifest
        local = timezone.localtime(manifest.made_at)
        yield f"Wiederhergestellt: Sicherung vom {local:%d.%m.%Y, %H:%M} Uhr (Version {manifest.version})."
        yield (
            f"Verglichen: {len(manifest.tables)} Tabellen mit {manifest.rows} Zeilen und {len(manifest.files)} "
            "Dateien, alle gleich."
        )
        if not self.ledgers:
            yield (
                "ACHTUNG: Es gibt keine Liste der Löschungen (erasures.jsonl). Wer nach der Sicherung gelöscht wurde, "
                "ist wieder da. Liegt die Liste an anderer Stelle: „engagiert replay-erasures --list DATEI“."
            )
        for at, office, number in self.erased:
            day = f"{timezone.localtime(at):%d.%m.%Y}"
            yield f"Noch einmal gelöscht: Löschung vom {day} bei {office}, {number} Angaben."
        if self.ledgers and not self.erased:
            yield "Seit der Sicherung wurde niemand gelöscht."
        yield (
            f"Angehalten: {self.held} Mails, die vielleicht schon hinausgegangen sind. Die Büros sehen sie als "
            "„unsicher“ unter „Nachrichten“ und entscheiden."
            if self.held
            else "Keine Mail wartete; nichts wird noch einmal gesendet."
        )


def bring_the_key(folder: Path) -> bool:
    """On a machine without secrets take over the key of the backup; call it before anything reads the surroundings.

    Passwords of the database are made anew, as its roles are. Marks of erased people are made with the key, so that
    without it nobody could be erased once more.
    """
    kept, saved = env.data_dir() / backups.SECRETS, folder / backups.SECRETS
    if kept.exists() or not saved.exists():
        return False
    env.load()
    secrets = json.loads(kept.read_text(encoding="utf-8"))
    secrets["secret_key"] = json.loads(saved.read_text(encoding="utf-8"))["secret_key"]
    kept.write_text(json.dumps(secrets, indent=2) + "\n", encoding="utf-8")
    env.load.cache_clear()
    return True


def restore(folder: Path, *, place: Place, owner: str, force: bool = False, lists: Sequence[Path] = ()) -> Report:
    """Make the backup in `folder` the installation's state; raises BackupError or DumpError and then changed nothing.

    `place`: the database for a role that reads everything and may create databases. `lists`: more lists of erasures.
    """
    manifest = backups.read(folder)
    _check_key(manifest)
    name = str(place["NAME"])
    connections.close_all()
    with contextlib.closing(dumping.connect(place, "postgres")) as keeper:
        dumping.check_reads_everything(keeper)
        _check_target(keeper, place, force=force)
        with dumping.new_database(keeper, name=f"restored_{name}", owner=owner) as fresh:
            dumping.load(place, fresh, folder / backups.DUMP, owner=owner)
            _compare(place, fresh, manifest)
            _media(folder)
            dumping.put_in_place(keeper, new=fresh, old=name)
    # The backup may be of an earlier version; and rights are given here, never read from a file.
    installing.migrate()
    report = Report(manifest)
    _afterwards(report, [folder / backups.ERASURES, *lists])
    return report


def _check_key(manifest: Manifest) -> None:
    ours = {backups.key_mark(key) for key in (settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS))}
    if manifest.key not in ours:
        raise BackupError(
            "Diese Sicherung gehört zu einem anderen Schlüssel. Ohne ihn lassen sich Löschungen nicht wiederholen und "
            "zweite Schritte beim Anmelden nicht lesen. Bitte „secret_key“ aus secrets.json der früheren Installation "
            "übernehmen oder ihn als ENGAGIERT_SECRET_KEY oder in ENGAGIERT_FORMER_KEYS angeben."
        )


def _check_target(keeper: Connection, place: Place, *, force: bool) -> None:
    name = str(place["NAME"])
    if dumping.others_in(keeper, name):
        raise BackupError("Die Datenbank ist in Gebrauch. Bitte Webserver und Arbeiter erst anhalten.")
    if not force and _is_filled(place):
        raise BackupError(
            "Diese Installation enthält schon Daten. Wiederherstellen ersetzt sie alle. Wenn das gewollt ist: --force."
        )


def _is_filled(place: Place) -> bool:
    """Whether an office has been opened; the register of places alone is nobody's data."""
    with contextlib.closing(dumping.connect(place)) as connection:
        there = connection.execute("select to_regclass('public.accounts_office') is not null").fetchone()
        if not there or not there[0]:
            return False
        return connection.execute("select 1 from accounts_office limit 1").fetchone() is not None


def _compare(place: Place, database: str, manifest: Manifest) -> None:
    with contextlib.closing(dumping.connect(place, database)) as connection:
        found = dumping.sums(connection)
    wrong = sorted(
        name for name in manifest.tables.keys() | found.keys() if manifest.tables.get(name) != found.get(name)
    )
    if wrong:
        raise BackupError(
            f"Die wiederhergestellte Datenbank gleicht der gesicherten nicht ({', '.join(wrong[:5])}). "
            "Die bisherige bleibt, wie sie ist."
        )


def _media(folder: Path) -> None:
    media = Path(settings.MEDIA_ROOT)
    fresh, old = media.with_name("media.restored"), media.with_name("media.before")
    for left in (fresh, old):
        shutil.rmtree(left, ignore_errors=True)
    if (folder / backups.MEDIA).is_dir():
        shutil.copytree(folder / backups.MEDIA, fresh)
    if media.exists():
        media.rename(old)
    if fresh.exists():
        fresh.rename(media)
    shutil.rmtree(old, ignore_errors=True)


# -- before anything is served ---------------------------------------------------------------------------------------


def _afterwards(report: Report, lists: Iterable[Path]) -> None:
    ledger = import_module("engagiert.apps.privacy.ledger")
    report.ledgers = [file for file in (ledger.path(), *lists) if file.exists()]
    with _no_way_out():
        report.held = _hold()
        report.erased = list(_erase_again(ledger, report.ledgers))
        working.work(once=True)
        report.held += _hold()


def _erase_again(ledger: Any, files: Iterable[Path]) -> Iterator[tuple[datetime.datetime, str, int]]:
    """Only what the backup does not know: whoever was erased before it and came back since is a new acquaintance."""
    accounts = import_module("engagiert.apps.accounts.public")
    services = import_module("engagiert.apps.privacy.public").services
    offices = {office.pk: office.name for office in accounts.Office.objects.all()}
    known = _known_erasures(tuple(offices))
    listed = {line.id for line in ledger.read()}
    lines = {line.id: line for file in files for line in ledger.read(file)}
    ledger.append([line for line in lines.values() if line.id not in listed])
    for line in sorted(lines.values(), key=lambda one: one.at):
        if line.id in known or line.office not in offices:
            continue
        counts = services.replay_erasures(actor=Actor.operator(), lines=[line])
        yield datetime.datetime.fromisoformat(line.at), offices[line.office], sum(counts.values())


def _known_erasures(offices: tuple[int, ...]) -> set[str]:
    models = import_module("engagiert.apps.privacy.models")
    with enter(Actor.operator(office_ids=offices), action="privacy.restore"):
        return {str(key) for key in models.Erasure.objects.values_list("pk", flat=True)}


def _hold() -> int:
    accounts = import_module("engagiert.apps.accounts.public")
    services = import_module("engagiert.apps.messages.public").services
    operator = Actor.operator(office_ids=tuple(accounts.Office.objects.values_list("pk", flat=True)))
    with enter(operator, action="messages.hold_mails"):
        return int(services.hold_mails(actor=operator))


@contextlib.contextmanager
def _no_way_out() -> Iterator[None]:
    """Inside the block no mail leaves, no box is read, and no address is asked for anywhere."""
    shut = {"MAILERS": _NO_MAIL_SERVER, "ENGAGIERT_MAILBOX": None, "ENGAGIERT_GEOCODER_URL": ""}
    before = {name: getattr(settings, name) for name in shut}
    for name, value in shut.items():
        setattr(settings, name, value)
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(settings, name, value)
