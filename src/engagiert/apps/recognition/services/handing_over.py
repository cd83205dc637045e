"""Cards go to the state's app as a file: only of who agreed, each file kept, what ended told in the next one."""

import datetime
import hashlib
import uuid
from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.recognition import app_files, rules, selectors
from engagiert.apps.recognition.models import AppLayout, Card, HandOver, HandOverFile
from engagiert.kernel.authz import Actor, require

_NAMESPACE = uuid.UUID("5b0e8a42-7c11-4d57-8f0a-2f8d2c9d6e31")


def set_app_layout(*, actor: Actor, office: Office, **values: Any) -> AppLayout:
    """How the file is laid out, and whether the office hands cards over at all. Raises ``ValidationError``."""
    require(actor, rules.KEEP_KEYS, office)
    found = AppLayout.objects.select_for_update().filter(office=office).first() or selectors.app_layout_of(office)
    for name, value in values.items():
        setattr(found, name, value)
    app_files.check_layout(found.columns, found.words)
    found.full_clean(exclude=["office"])
    found.save()
    return found


def hand_over_cards(*, actor: Actor, office: Office, parts: Collection[str], token: str = "") -> HandOver:
    """Write these parts (``app_files.PARTS``) into a file and keep it. The same ``token`` twice is one file.

    Raises ``ValidationError`` where there is nothing to hand over, where the office hands nothing over, and for a sign
    that the layout's encoding does not have; ``KeyMissing`` where the layout asks for codes and the key is away.
    """
    require(actor, rules.ISSUE, office)
    layout = AppLayout.objects.select_for_update().filter(office=office, in_use=True).first()
    if layout is None:
        raise ValidationError(_("Ihr Büro gibt noch keine Karten an die Landes-App. Schalten Sie es beim Aufbau ein."))
    key = uuid.uuid5(_NAMESPACE, f"{office.pk}:{token}") if token else uuid.uuid4()
    there = HandOver.objects.filter(pk=key).first()
    if there is not None:
        return there
    fields = frozenset(column["field"] for column in layout.columns)
    lines = {part: selectors.lines_of(office.pk, part, fields) for part in app_files.PARTS if part in parts}
    if not any(lines.values()):
        raise ValidationError(_("Es gibt nichts zu übergeben."))
    content = app_files.written(layout, [line for part in lines.values() for line in part])
    number = HandOver.objects.filter(office=office).count() + 1
    made = HandOver.objects.create(
        id=key,
        office=office,
        number=number,
        made_at=timezone.now(),
        actor=actor.label,
        layout=layout.name,
        filename=f"landes-app-{office.place.ags}-{timezone.localdate():%Y-%m-%d}-{number}.csv",
        sha256=hashlib.sha256(content).hexdigest(),
        **{part: len(rows) for part, rows in lines.items()},
    )
    HandOverFile.objects.create(office=office, hand_over=made, content=content)
    _note(lines, made.made_at)
    return made


def _note(lines: dict[str, list[app_files.Line]], now: datetime.datetime) -> None:
    """What the app has from now on, and what it has no more."""
    for part, at in ((app_files.NEW, now), (app_files.GONE, None)):
        keys = [line.card.pk for line in lines.get(part, [])]
        Card.objects.filter(pk__in=keys).update(handed_at=at)
