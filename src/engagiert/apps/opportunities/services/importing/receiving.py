"""Receive a list of offers, and settle which column means what; nothing public changes here."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.directory.public import ImportRun, imports
from engagiert.apps.opportunities import rules
from engagiert.apps.opportunities.models import Run
from engagiert.engines.intake.offers import NEEDED, offer_columns, organisation_fields
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

# What a column says of organisation and place, not of the work: ``place:street``, a field of the directory's list.
OF_PLACE = "place:"


def receive_offers(*, actor: Actor, office: Office, filename: str, content: bytes, source: str = "") -> Run:
    """Keep the file and guess its columns; raises ``UnusableFile`` before anything is written.

    Its organisations are a run of the directory.
    """
    require(actor, rules.CREATE_OFFER, office.pk)
    with enter(actor, action="opportunities.receive_offers"):
        organisations = imports.receive_file(
            actor=actor, office=office, place=office.place, filename=filename, content=content
        )
        if len(organisations.columns) < len(NEEDED):
            imports.discard_import(actor=actor, run=organisations)
            raise imports.UnusableFile(
                _(
                    "„%(file)s“ hat nur eine Spalte. Nötig sind zwei: Titel und Organisation. "
                    "Speichern Sie die Liste als XLSX-Datei, oder als CSV-Datei mit Semikolon zwischen den Spalten."
                )
                % {"file": filename}
            )
        return Run.objects.create(
            office=office,
            place=organisations.place,
            organisations=organisations,
            filename=organisations.filename,
            source=source.strip()[:200] or organisations.source,
            columns=_guessed(organisations),
            state=Run.State.UPLOADED,
            actor=actor.label,
            created_at=timezone.now(),
        )


def _guessed(organisations: ImportRun) -> list[dict[str, Any]]:
    headers = [column["header"] for column in organisations.columns]
    columns = offer_columns(headers)
    named = {index: field for field, index in columns.items()}
    places = organisation_fields(columns, [column["field"] for column in organisations.columns])
    return [
        {
            "header": column["header"],
            "example": column["example"],
            "field": named.get(index) or (f"{OF_PLACE}{places[index]}" if places[index] not in ("", "ignore") else ""),
        }
        for index, column in enumerate(organisations.columns)
    ]


def choose_offer_columns(*, actor: Actor, run: Run, fields: Sequence[str], source: str, publish: bool) -> None:
    """Which column means what (an empty field is not read), what the list is called, whether new offers are public
    at once. Raises ``ValidationError`` without a column for title and organisation, or with two for one thing."""
    require(actor, rules.EDIT_OFFER, run)
    named = [field for field in fields if field and not field.startswith(OF_PLACE)]
    if not set(NEEDED) <= set(named):
        raise ValidationError(_("Es fehlt eine Spalte für den Titel oder für die Organisation. Wählen Sie sie aus."))
    if len(named) != len(set(named)):
        raise ValidationError(_("Zwei Spalten stehen auf demselben Feld. Lassen Sie nur eine davon."))
    with enter(actor, action="opportunities.choose_offer_columns"):
        organisations = still_open(run)
        run.columns = [column | {"field": field} for column, field in zip(run.columns, fields, strict=True)]
        run.source, run.publish = source.strip()[:200] or run.source, publish
        run.save(update_fields=["columns", "source", "publish"])
        imports.choose_mapping(
            actor=actor, run=organisations, fields=[_as_place(field) for field in fields], source=run.source,
            publish=publish,
        )  # fmt: skip


def _as_place(field: str) -> str:
    """What a column means to the list of organisations inside this list: the owner is the name, the work is none."""
    if field.startswith(OF_PLACE):
        return field.removeprefix(OF_PLACE)
    return {"organisation": "name", "id": "offer_id"}.get(field, "ignore")


def discard_offers(*, actor: Actor, run: Run) -> None:
    """Forget a file that was not taken over; raises ``ValidationError`` for one that was."""
    require(actor, rules.EDIT_OFFER, run)
    with enter(actor, action="opportunities.discard_offers"):
        organisations = still_open(run)
        run.delete()
        imports.discard_import(actor=actor, run=organisations)


def still_open(run: Run) -> ImportRun:
    """The list of its organisations, under a lock; raises ``ValidationError`` where it is no longer to be decided."""
    locked = Run.objects.select_for_update(of=("self",)).select_related("organisations").get(pk=run.pk)
    if locked.state == Run.State.TRYING:
        raise ValidationError(_("Der Probelauf läuft noch. Warten Sie, bis er fertig ist."))
    if not locked.is_open:
        raise ValidationError(_("Diese Liste ist schon übernommen. Sie können sie zurücknehmen."))
    if locked.organisations is None or not hasattr(locked.organisations, "file"):
        raise ValidationError(_("Die Datei dieser Liste ist verworfen. Laden Sie sie noch einmal hoch."))
    return locked.organisations
