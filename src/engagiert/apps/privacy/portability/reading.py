"""Read an exported office into this installation: all of it or nothing, checked row by row against the file."""

import hashlib
import json
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, models
from django.utils.translation import gettext as _

from engagiert.apps.places.public import Place, open_town
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

from .shape import (
    FORMAT,
    NATURAL,
    Account,
    Office,
    Role,
    about_numbered,
    columns,
    decoded,
    is_numbered,
    label,
    natural,
    tables,
    target,
)

_BATCH = 500
# A file of a hostile maker must not fill the memory.
_MOST_UNPACKED = 4 * 1024**3


class ImportRefused(Exception):  # noqa: N818 - says what happened
    """The file cannot be read here; the message is German and says what to do. Nothing was written."""


class _Keys:
    """Number in the file → key here. Every row gets a new key from the sequence of its table."""

    def __init__(self) -> None:
        self._known: dict[str, dict[Any, Any]] = defaultdict(dict)
        self._sequences = {label(model): model for model in tables() if is_numbered(model)}

    def __call__(self, name: str, number: Any) -> Any:
        known = self._known[name]
        if number not in known and name in NATURAL:
            model, column = NATURAL[name]
            known[number] = model._default_manager.filter(**{column: number}).values_list("pk", flat=True).first()
        elif number not in known:
            known[number] = self._next(name) if name in self._sequences else number
        return known[number]

    def _next(self, name: str) -> int:
        table = self._sequences[name]._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute("select nextval(pg_get_serial_sequence(%s, 'id'))", [table])
            key: int = cursor.fetchone()[0]
        return key


def read_office(file: Path, *, name: str = "") -> tuple[Office, dict[str, int]]:
    """The office as it was, under ``name`` if given; rows by table. Raises ``ImportRefused``."""
    try:
        with zipfile.ZipFile(file) as archive:
            return _read(archive, name)
    except zipfile.BadZipFile as error:
        raise ImportRefused(_("Das ist keine ZIP-Datei, oder sie ist beschädigt.")) from error
    except (KeyError, json.JSONDecodeError, UnicodeDecodeError) as error:
        raise ImportRefused(
            _("In der Datei fehlt etwas, oder sie wurde verändert: %(what)s") % {"what": error}
        ) from error
    except (ValidationError, TypeError, ValueError) as error:
        raise ImportRefused(_("Ein Wert in der Datei passt nicht: %(what)s") % {"what": error}) from error
    except IntegrityError as error:
        words = str(error).partition("\n")[0]
        raise ImportRefused(
            _("Diese Daten gibt es hier schon, oder sie widersprechen sich: %(what)s") % {"what": words}
        ) from error


def _read(archive: zipfile.ZipFile, name: str) -> tuple[Office, dict[str, int]]:
    if sum(member.file_size for member in archive.infolist()) > _MOST_UNPACKED:
        raise ImportRefused(_("Die Datei ist ausgepackt größer als 4 GB."))
    manifest = json.loads(archive.read("inhalt.json"))
    if manifest["format"] != FORMAT:
        raise ImportRefused(_("Dieses Format kennt die Software nicht: %(format)s.") % {"format": manifest["format"]})
    _check_sums(archive, manifest)
    operator = Actor.operator()
    with enter(operator, action="privacy.import_office"):
        office = _office(archive, name)
        with enter(Actor.operator(office_ids=(office.pk,)), action="privacy.import_office"):
            keys = _Keys()
            _people(archive, office, keys)
            counts = _rows(archive, office, keys)
            # Where a row contradicts another one, it shall fail here and not after the last sentence.
            with connection.cursor() as cursor:
                cursor.execute("set constraints all immediate")
    return office, counts


def _check_sums(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
    known = {label(model) for model in tables()} | {"accounts.office", "accounts.account", "accounts.role"}
    unknown = manifest["rows"].keys() - known
    if unknown:
        raise ImportRefused(
            _("Die Datei kommt von einer neueren Version. Unbekannt ist: %(names)s.") % {"names": ", ".join(unknown)}
        )
    for table, wanted in manifest["sha256"].items():
        if hashlib.sha256(archive.read(f"daten/{table}.jsonl")).hexdigest() != wanted:
            raise ImportRefused(_("Die Prüfsumme von %(table)s stimmt nicht.") % {"table": table})


def _lines(archive: zipfile.ZipFile, name: str) -> Iterator[dict[str, Any]]:
    path = f"daten/{name}.jsonl"
    if path in archive.namelist():
        with archive.open(path) as file:
            yield from (json.loads(line) for line in file)


def _office(archive: zipfile.ZipFile, name: str) -> Office:
    [row] = _lines(archive, "accounts.office")
    values = {field.attname: _outside(field, row[field.attname]) for field in _present(Office, row)}
    values["name"] = name or values["name"]
    if Office.objects.filter(place_id=values["place_id"], name=values["name"]).exists():
        raise ImportRefused(
            _("Ein Büro „%(name)s“ gibt es an diesem Ort schon. Nennen Sie mit --name einen anderen Namen.")
            % {"name": values["name"]}
        )
    office = Office.objects.create(**values)
    open_town(actor=Actor.operator(), place=office.place, is_demo=office.is_demo)
    return office


def _present(model: type[models.Model], row: dict[str, Any]) -> list[Any]:
    return [field for field in columns(model) if field.attname in row]


def _outside(field: Any, value: Any) -> Any:
    """A value, or the row outside the office that it names."""
    leads_to = target(field)
    if value is None or leads_to is None or not natural(leads_to):
        return decoded(field, value)
    found = leads_to._default_manager.filter(**{natural(leads_to): value}).values_list("pk", flat=True).first()
    if found is None and leads_to is Place:
        raise ImportRefused(
            _("Den Ort %(ags)s kennt diese Installation nicht. Lesen Sie zuerst das Ortsregister seines Landes ein.")
            % {"ags": value}
        )
    # A former member of staff whose sign-in no longer exists: the columns that name accounts may be empty.
    return found


def _people(archive: zipfile.ZipFile, office: Office, keys: _Keys) -> None:
    for row in _lines(archive, "accounts.account"):
        if not Account.objects.filter(email=row["email"]).exists():
            Account.objects.create_user(row["email"], None, name=row["name"], is_active=row["is_active"])
    for row in _lines(archive, "accounts.role"):
        account = Account.objects.get(email=row["account"])
        values = {
            field.attname: _outside(field, row[field.attname])
            for field in _present(Role, row)
            if field.name != "account"
        }
        if row["stands_in_for_id"] and values["stands_in_for_id"] is None:
            # Whoever they stood in for is no longer there; without them this would be a role of their own.
            continue
        Role.objects.create(account=account, office=office, **values | {"about": about_numbered(row["about"], keys)})


def _rows(archive: zipfile.ZipFile, office: Office, keys: _Keys) -> dict[str, int]:
    counts = {}
    for model in tables():
        batch: list[models.Model] = []
        counts[label(model)] = 0
        for row in _lines(archive, label(model)):
            batch.append(_one(archive, model, office, row, keys))
            counts[label(model)] += 1
            if len(batch) >= _BATCH:
                model._default_manager.bulk_create(batch)
                batch = []
        if batch:
            model._default_manager.bulk_create(batch)
    return counts


def _one(
    archive: zipfile.ZipFile, model: type[models.Model], office: Office, row: dict[str, Any], keys: _Keys
) -> models.Model:
    renumbered: Any = getattr(model, "renumbered", None)
    if renumbered:
        row = renumbered(row, keys)
    if row.get("about"):
        row["about"] = about_numbered(row["about"], keys)
    values = {field.attname: _inside(archive, model, field, row[field.attname], keys) for field in _present(model, row)}
    return model(**values, office_id=office.pk)


def _inside(archive: zipfile.ZipFile, model: type[models.Model], field: Any, value: Any, keys: _Keys) -> Any:
    leads_to = target(field)
    if value is None:
        return None
    if field.primary_key and is_numbered(model):
        return keys(label(model), value)
    if leads_to is not None and not natural(leads_to):
        return keys(label(leads_to), value) if is_numbered(leads_to) else decoded(field, value)
    if isinstance(field, models.BinaryField):
        return archive.read(value)
    if isinstance(field, models.FileField):
        return ContentFile(archive.read(value), name=Path(value).name) if value else ""
    return _outside(field, value)
