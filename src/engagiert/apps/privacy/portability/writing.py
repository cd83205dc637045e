"""All data of an office as one ZIP: JSON Lines and CSV for each table, files, a schema, and a README that explains."""

import csv
import hashlib
import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import models
from django.utils import timezone

from engagiert.kernel.audit.models import AuditEntry

from . import explaining
from .shape import (
    FORMAT,
    NATURAL,
    Account,
    Office,
    Role,
    about_numbered,
    columns,
    encoded,
    is_numbered,
    label,
    natural,
    tables,
    target,
)

_FILES = "dateien"


class _Numbers:
    """Key → place in the file, for each table; a row that is gone gets a number behind all others."""

    def __init__(self) -> None:
        self._known: dict[str, dict[Any, Any]] = defaultdict(dict)

    def give(self, name: str, keys: Iterator[int]) -> None:
        for key in keys:
            self(name, key)

    def __call__(self, name: str, key: Any) -> Any:
        known = self._known[name]
        if name in NATURAL and key not in known:
            model, column = NATURAL[name]
            known[key] = model._default_manager.filter(pk=key).values_list(column, flat=True).first()
        return known.setdefault(key, len(known) + 1)


def write_office(office: Office, out: Path) -> dict[str, int]:
    """Write everything of ``office`` in the open scope; returns the number of rows by table."""
    counts: dict[str, int] = {}
    sums: dict[str, str] = {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in _all_rows(office, archive):
            lines = [json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows]
            content = "".join(f"{line}\n" for line in lines)
            archive.writestr(f"daten/{name}.jsonl", content)
            archive.writestr(f"tabellen/{name}.csv", _csv(rows))
            counts[name], sums[name] = len(rows), hashlib.sha256(content.encode()).hexdigest()
        archive.writestr("protokoll/audit.jsonl", _log(office))
        archive.writestr("schema.json", json.dumps(explaining.schema(), ensure_ascii=False, indent=1))
        archive.writestr("LIESMICH.md", explaining.readme(office, counts))
        manifest = {"format": FORMAT, "written_at": timezone.now().isoformat(), "rows": counts, "sha256": sums}
        archive.writestr("inhalt.json", json.dumps(manifest, ensure_ascii=False, indent=1))
    return counts


def _all_rows(office: Office, archive: zipfile.ZipFile) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    numbers = _Numbers()
    for model in tables():
        if is_numbered(model):
            keys = model._default_manager.filter(office_id=office.pk).order_by("pk").values_list("pk", flat=True)
            numbers.give(label(model), keys.iterator())
    # A public record has the number of its organisation, which is known by now.
    yield "accounts.office", [_row(office, numbers, archive) or {}]
    yield "accounts.account", _accounts(office)
    yield "accounts.role", _roles(office, numbers)
    for model in tables():
        rows = model._default_manager.filter(office_id=office.pk).order_by("pk")
        yield label(model), [row for one in rows.iterator(chunk_size=500) if (row := _row(one, numbers, archive))]


def _row(one: models.Model, numbers: _Numbers, archive: zipfile.ZipFile) -> dict[str, Any] | None:
    model = type(one)
    row = {field.attname: _value(one, field, numbers, archive) for field in columns(model)}
    if model is Office:
        row.pop("id")
        return row
    if is_numbered(model):
        row[model._meta.pk.attname] = numbers(label(model), one.pk)
    if row.get("about"):
        row["about"] = about_numbered(row["about"], numbers)
    renumbered: Any = getattr(model, "renumbered", None)
    return renumbered(row, numbers) if renumbered else row


def _value(one: models.Model, field: Any, numbers: _Numbers, archive: zipfile.ZipFile) -> Any:
    value, leads_to = getattr(one, field.attname), target(field)
    if value is None:
        return None
    if leads_to is not None:
        column = natural(leads_to)
        if column:
            return getattr(getattr(one, field.name), column)
        return numbers(label(leads_to), value) if is_numbered(leads_to) else encoded(value)
    if isinstance(field, models.BinaryField):
        return _file(archive, bytes(value))
    if isinstance(field, models.FileField):
        return _file(archive, value.read()) if value else ""
    return encoded(value)


def _file(archive: zipfile.ZipFile, content: bytes) -> str:
    """The file under the name of its content: the same file twice is one."""
    name = f"{_FILES}/{hashlib.sha256(content).hexdigest()}"
    if name not in archive.namelist():
        archive.writestr(name, content)
    return name


def _accounts(office: Office) -> list[dict[str, Any]]:
    found = Account.objects.filter(roles__office=office).distinct().order_by("email")
    return [{"email": one.email, "name": one.name, "is_active": one.is_active} for one in found]


def _roles(office: Office, numbers: _Numbers) -> list[dict[str, Any]]:
    roles = Role.objects.filter(office=office).select_related("account", "stands_in_for", "successor")
    wanted = [field for field in columns(Role) if field.name not in ("id", "account")]
    rows = []
    for role in roles.order_by("account__email", "name", "starts_on", "pk"):
        row = {"account": role.account.email}
        for field in wanted:
            value = getattr(role, field.name)
            row[field.attname] = value.email if isinstance(value, Account) else encoded(value)
        rows.append(row | {"about": about_numbered(role.about, numbers)})
    return rows


def _log(office: Office) -> str:
    fields = [field.attname for field in AuditEntry._meta.concrete_fields if field.attname not in ("id", "office_id")]
    entries = AuditEntry.objects.filter(office_id=office.pk).order_by("pk").values(*fields)
    lines = ({name: encoded(value) for name, value in entry.items()} for entry in entries.iterator(chunk_size=1000))
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)


def _csv(rows: list[dict[str, Any]]) -> str:
    """For spreadsheets: UTF-8 with its mark, semicolons; lists and documents as JSON."""
    written = io.StringIO()
    if rows:
        table = csv.DictWriter(written, list(rows[0]), delimiter=";")
        table.writeheader()
        for row in rows:
            table.writerow({name: _cell(value) for name, value in row.items()})
    return "\ufeff" + written.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    # A spreadsheet must not take somebody's words for a formula.
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value
