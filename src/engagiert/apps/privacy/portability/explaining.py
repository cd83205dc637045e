"""What the files of an export mean: a schema for programs, a README for people, both from the declarations."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils import translation

from engagiert.apps.accounts.public import Office, Role
from engagiert.kernel.privacy import Datum

from .shape import FORMAT, columns, label, natural, tables, target

_HEAD = """# Alle Daten von: {office}

Format `{format}`, offen und ohne Engagiert lesbar.

- `daten/*.jsonl`: je Tabelle eine Datei, je Zeile ein Datensatz als JSON (UTF-8). Damit liest `engagiert import-office`
  alles auf einer anderen Installation wieder ein.
- `tabellen/*.csv`: dasselbe für Tabellenprogramme (UTF-8, Semikolon; Listen und Dokumente als JSON in der Zelle).
- `dateien/`: Dateien, benannt nach ihrer Prüfsumme (SHA-256); die Datensätze nennen den Namen.
- `protokoll/audit.jsonl`: wer wann was geschrieben hat. Es wird nicht wieder eingelesen.
- `schema.json`: jede Tabelle und Spalte mit Typ, für Programme.
- `inhalt.json`: Zahl der Zeilen und Prüfsumme je Datei.

Nummern zählen die Zeilen der Datei (1, 2, 3 …). Ein Verweis nennt diese Nummer, ein Ort seinen amtlichen Schlüssel
(AGS), ein Zugang seine E-Mail-Adresse. Zeiten stehen in UTC, Tage als JJJJ-MM-TT. Passwörter sind nicht dabei.

**Diese Datei enthält personenbezogene Daten.** Bewahren Sie sie auf wie die Daten selbst, und löschen Sie sie danach.
"""


def readme(office: Office, counts: Mapping[str, int]) -> str:
    with translation.override("de"):
        parts = [_HEAD.format(office=office.name, format=FORMAT)]
        parts += [_table(model, counts.get(label(model), 0)) for model in _described()]
        return "\n".join(parts)


def _described() -> list[type[models.Model]]:
    return [Office, Role, *tables()]


def _table(model: type[models.Model], number: int) -> str:
    lines = [f"\n## {label(model)} ({number} Zeilen)\n", "| Spalte | Typ | Bedeutung |", "| --- | --- | --- |"]
    lines += [f"| `{field.attname}` | {_type(field)} | {_meaning(model, field)} |" for field in columns(model)]
    return "\n".join(lines)


def _meaning(model: type[models.Model], field: Any) -> str:
    """The column's name for people, and what the declaration says of it."""
    personal: Mapping[str, Datum] = getattr(model, "personal", {})
    datum = personal.get(field.name)
    if datum is None:
        why = next((w for w, names in getattr(model, "impersonal", {}).items() if field.name in names), "")
        return f"{_name(field)} {_aside(why)}".strip()
    name = str(datum.label) or _name(field)
    return f"{name} (personenbezogen: {datum.purpose.name}; Aufbewahrung: {datum.kept.words})"


def _name(field: Any) -> str:
    words = str(field.verbose_name)
    return "" if words == field.name.replace("_", " ") else words


def _aside(words: Any) -> str:
    return f"({words})" if str(words) else ""


def _type(field: Any) -> str:
    leads_to = target(field)
    if leads_to is not None:
        return {"ags": "AGS", "email": "E-Mail"}.get(natural(leads_to), f"→ {label(leads_to)}")
    if field.choices:
        return ", ".join(f"{code} = {word}" for code, word in field.flatchoices if code)
    return _TYPES.get(field.get_internal_type(), "Text")


_TYPES = {
    "BigAutoField": "Nummer",
    "BigIntegerField": "Zahl",
    "PositiveIntegerField": "Zahl",
    "PositiveSmallIntegerField": "Zahl",
    "DecimalField": "Dezimalzahl als Text",
    "FloatField": "Kommazahl",
    "BooleanField": "ja/nein",
    "DateField": "Tag",
    "DateTimeField": "Zeitpunkt",
    "UUIDField": "UUID",
    "JSONField": "Dokument",
    "ArrayField": "Liste",
    "BinaryField": "Name der Datei",
    "FileField": "Name der Datei",
}


def schema() -> dict[str, Any]:
    """Table → column → type of Django, whether it may be empty, where it leads."""
    return {
        "format": FORMAT,
        "tables": {
            label(model): {
                field.attname: {
                    "type": field.get_internal_type(),
                    "null": field.null,
                    "references": label(leads_to) if (leads_to := target(field)) else None,
                }
                for field in columns(model)
            }
            for model in _described()
        },
    }
