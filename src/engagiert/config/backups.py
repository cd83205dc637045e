"""`engagiert backup`: the whole installation as one folder, made while it runs, with a sum for each table and file.

    engagiert-20270201T010000Z/
        manifest.json      what is in it, and the sums
        database.dump      as pg_dump writes it
        media/…            uploaded files
        erasures.jsonl     the list of erasures as it was
        secrets.json       the installation's key; left out where the operator keeps it in the environment

The database is dumped and summed at one and the same moment, files are copied after it: whatever a row names is there.
A folder that has its name is whole; what a killed run left has another one and is removed by the next.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import hmac
import json
import os
import shutil
import time
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings

from engagiert.config import env
from engagiert.kernel.db import dumping
from engagiert.kernel.db.dumping import Place, TableSum

FORMAT = 1
NAME = "engagiert-%Y%m%dT%H%M%SZ"
DUMP, ERASURES, SECRETS, MEDIA, MANIFEST = "database.dump", "erasures.jsonl", "secrets.json", "media", "manifest.json"
# A half-made folder this old belongs to a run that is dead.
_DEAD_AFTER_SECONDS = 24 * 3600


class BackupError(Exception):
    """A backup cannot be made or used; the message is German and says what to do."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. ``files``: path below the folder → SHA-256. ``key``: a mark of the installation's key."""

    made_at: datetime.datetime
    version: str
    postgres: int
    key: str
    tables: dict[str, TableSum]
    files: dict[str, str]

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())


def back_up(target: Path, *, place: Place, with_key: bool = True) -> tuple[Path, Manifest]:
    """Save everything as a new folder below `target`; returns it when it is whole and on the disk."""
    made_at = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    folder = target / made_at.strftime(NAME)
    target.mkdir(parents=True, exist_ok=True)
    draft = target / f".{folder.name}.part"
    try:
        draft.mkdir(mode=0o700)
    except FileExistsError as problem:
        raise BackupError(f"In {target} läuft schon eine Sicherung.") from problem
    try:
        server, tables = _database(place, draft / DUMP)
        _files(draft, with_key=with_key)
        manifest = Manifest(made_at, version("engagiert"), server, key_mark(settings.SECRET_KEY), tables, _sums(draft))
        _write(draft / MANIFEST, json.dumps(_as_data(manifest), indent=1, sort_keys=True) + "\n")
        _onto_the_disk(draft)
        draft.rename(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    _note(folder, made_at)
    return folder, manifest


def _database(place: Place, file: Path) -> tuple[int, dict[str, TableSum]]:
    with contextlib.closing(dumping.connect(place)) as connection:
        dumping.check_reads_everything(connection)
        with dumping.one_moment(connection) as moment:
            dumping.dump(place, file, moment=moment)
            return connection.info.server_version, dumping.sums(connection)


def _files(draft: Path, *, with_key: bool) -> None:
    media, ledger = Path(settings.MEDIA_ROOT), Path(settings.ENGAGIERT_ERASURES)
    if media.is_dir():
        shutil.copytree(media, draft / MEDIA, ignore_dangling_symlinks=True)
    if ledger.exists():
        shutil.copyfile(ledger, draft / ERASURES)
    secrets = env.load().data_dir / SECRETS
    if with_key and secrets.exists():
        text = secrets.read_text(encoding="utf-8")
        # An operator's own key, in the environment, is the operator's to keep.
        if json.loads(text)["secret_key"] == settings.SECRET_KEY:
            _write(draft / SECRETS, text)


def _write(file: Path, text: str) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        out.write(text)


def _onto_the_disk(folder: Path) -> None:
    for path in [*folder.rglob("*"), folder]:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sums(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): _sha256(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def key_mark(key: str) -> str:
    """Tells one key from another without giving it away."""
    return hmac.new(key.encode(), b"engagiert.backup", hashlib.sha256).hexdigest()[:16]


def _as_data(manifest: Manifest) -> dict[str, Any]:
    return {"format": FORMAT, **asdict(manifest), "made_at": manifest.made_at.isoformat()}


def read(folder: Path) -> Manifest:
    """What the backup says of itself, with every file's sum checked; raises BackupError."""
    try:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if data.pop("format") != FORMAT:
            raise BackupError(f"Die Sicherung {folder} stammt von einer neueren Version. Bitte erst aktualisieren.")
        data["tables"] = {name: TableSum(**table) for name, table in data["tables"].items()}
        data["made_at"] = datetime.datetime.fromisoformat(data["made_at"])
        manifest = Manifest(**data)
    except FileNotFoundError as problem:
        raise BackupError(f"{folder} ist keine Sicherung: manifest.json fehlt.") from problem
    except (ValueError, TypeError, KeyError) as problem:
        raise BackupError(f"Die Sicherung {folder} ist beschädigt: manifest.json lässt sich nicht lesen.") from problem
    found = _sums(folder)
    wrong = sorted(name for name in manifest.files.keys() | found.keys() if manifest.files.get(name) != found.get(name))
    if wrong:
        raise BackupError(
            f"Die Sicherung {folder} ist beschädigt: {', '.join(wrong[:5])} stimmt nicht mit der Prüfsumme überein. "
            "Bitte eine andere nehmen."
        )
    return manifest


# -- how old the last one is, and how many stay --------------------------------------------------------------------


def _note(folder: Path, made_at: datetime.datetime) -> None:
    note = env.load().data_dir / "last-backup.json"
    draft = note.with_suffix(".new")
    draft.write_text(json.dumps({"made_at": made_at.isoformat(), "folder": str(folder)}) + "\n", encoding="utf-8")
    draft.replace(note)


def last() -> tuple[datetime.datetime, str] | None:
    """When the last whole backup was made and where it lies, as this installation remembers."""
    try:
        noted = json.loads((env.load().data_dir / "last-backup.json").read_text(encoding="utf-8"))
        return datetime.datetime.fromisoformat(noted["made_at"]), str(noted["folder"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def prune(target: Path, keep: int) -> list[Path]:
    """Remove all but the newest `keep` whole backups below `target`, and what dead runs left; returns what went."""
    whole = sorted(path for path in target.glob("engagiert-*Z") if (path / MANIFEST).exists())
    dead = [
        path for path in target.glob(".engagiert-*.part") if time.time() - path.stat().st_mtime > _DEAD_AFTER_SECONDS
    ]
    gone = [*whole[: max(len(whole) - keep, 0)], *dead]
    for path in gone:
        shutil.rmtree(path)
    return gone
