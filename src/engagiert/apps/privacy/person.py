"""Everything that is known of one person, to be handed to them (Art. 15 DSGVO): as data and as a paper to read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from engagiert.kernel.documents import Paper
from engagiert.kernel.documents.papers import Block, facts, heading, paragraph, points
from engagiert.kernel.privacy import REDACT, Purpose
from engagiert.kernel.privacy.inspection import Column
from engagiert.kernel.privacy.persons import Find

from . import notices
from .notices import Controller
from .papers.pieces import controller_facts, paper


@dataclass(frozen=True, slots=True)
class Entry:
    """One place where the person stands; ``values`` are pairs of the column's name and the words found in it."""

    table: str
    key: str
    purpose: Purpose
    kept: str
    values: tuple[tuple[str, str], ...]
    # Whether the whole row goes, the value, or the person's words within a text.
    way: str


def entries(finds: Iterable[Find]) -> list[Entry]:
    """The finds as a person reads them, one entry for each row and purpose."""
    return [entry for found in finds for entry in _entries(found)]


def _entries(found: Find) -> list[Entry]:
    groups: dict[str, list[tuple[Column, tuple[str, ...]]]] = {}
    for column, around in found.columns:
        groups.setdefault(column.datum.purpose.key, []).append((column, around))
    return [
        _entry(found, columns, [one for one in found.beside if one[0].datum.purpose.key == key])
        for key, columns in groups.items()
    ]


def _entry(found: Find, columns: list[tuple[Column, tuple[str, ...]]], beside: list[tuple[Column, str]]) -> Entry:
    first = columns[0][0]
    values = {column.name: (str(column.label), " · ".join(dict.fromkeys(around))) for column, around in columns}
    values |= {column.name: (str(column.label), said) for column, said in beside}
    only_words = all(column.datum.erase is REDACT for column, _around in columns)
    return Entry(
        table=found.model._meta.db_table,
        key=str(found.pk),
        purpose=first.datum.purpose,
        kept=str(first.datum.kept.words),
        values=tuple(values.values()),
        way=_("nur die Worte im Text gehen") if only_words else _("wird gelöscht"),
    )


def as_data(controller: Controller, found: list[Entry], more: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """For programs: the same as the paper, as plain values."""
    return {
        "controller": controller.name,
        "officer": controller.officer,
        "authority": controller.authority,
        **(more or {}),
        "entries": [
            {
                "purpose": str(entry.purpose.name),
                "why": str(entry.purpose.why),
                "ground": str(entry.purpose.ground.words(public_body=controller.public_body)),
                "recipients": str(entry.purpose.recipients),
                "source": str(entry.purpose.source),
                "kept": entry.kept,
                "values": dict(entry.values),
            }
            for entry in found
        ],
        "rights": notices.rights(),
    }


def as_paper(controller: Controller, found: list[Entry], more: Iterable[Block] = ()) -> Paper:
    """What is known, what for, how long, and which rights there are."""
    blocks: list[Block] = [controller_facts(controller), *more]
    for purpose in {entry.purpose.key: entry.purpose for entry in found}.values():
        blocks += [heading(purpose.name), facts(_about(purpose, controller))]
        for entry in found:
            if entry.purpose.key == purpose.key:
                # What is stored stands there in German, whatever the page's language.
                blocks.append(facts(entry.values) | {"german": True})
                blocks.append(facts([(_("Aufbewahrung"), entry.kept)]))
    if not found and not more:
        blocks.append(paragraph(_("Unter diesen Angaben haben wir nichts gefunden.")))
    blocks += [heading(_("Ihre Rechte")), points(notices.rights())]
    return paper(_("Auskunft über gespeicherte Daten"), blocks, under=_("Nach Artikel 15 DSGVO."))


def _about(purpose: Purpose, controller: Controller) -> list[tuple[Any, Any]]:
    return [
        (_("Zweck"), purpose.why),
        (_("Rechtsgrundlage"), purpose.ground.words(public_body=controller.public_body)),
        (_("Wer sie bekommt"), purpose.recipients),
        (_("Woher"), purpose.source or _("von Ihnen selbst")),
    ]
