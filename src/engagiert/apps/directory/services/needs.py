"""What people look for in vain becomes a need that the office can think about; no person is kept with it."""

import random

from django.db import connection
from django.utils import timezone

from engagiert.apps.accounts.public import Office
from engagiert.apps.directory import rules
from engagiert.apps.directory.models import Need, UnmetSearch
from engagiert.apps.directory.models.need import KEPT, MOST_A_DAY
from engagiert.apps.places.public import Place
from engagiert.engines.text import search as engine
from engagiert.engines.text.folding import fold
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

_ADD = """
insert into directory_unmetsearch (id, office_id, place_id, key, text, day, slot)
values (gen_random_uuid(), %s, %s, %s, %s, %s, %s) on conflict do nothing
"""


def note_unmet(*, actor: Actor, office: Office, place: Place, text: str) -> bool:
    """Keep the words of a search that found nothing, if they can be no name, number or address of a person.

    Who is at work for an office tries things out; their searches are no need. Returns whether something was kept.
    """
    if actor.is_signed_in or not engine.is_wish(text, engine.lexis()):
        return False
    words = " ".join(text.split())
    slot = random.randrange(MOST_A_DAY)  # noqa: S311 - a lot, no secret
    with enter(actor, action="directory.note_unmet", intake_office=office.pk), connection.cursor() as cursor:
        cursor.execute(_ADD, [office.pk, place.pk, fold(words), words, timezone.localdate(), slot])
    return True


def decide_need(*, actor: Actor, office: Office, key: str, state: str, note: str) -> Need:
    """Say of a need that it is met, may lie, or is open; a later decision replaces an earlier one."""
    require(actor, rules.CREATE_RECORD, office.pk)
    with enter(actor, action="directory.decide_need"):
        need, _new = Need.objects.update_or_create(
            office=office,
            key=key[:80],
            defaults={
                "state": Need.State(state),
                "note": note,
                "decided_by": actor.label,
                "decided_at": timezone.now(),
            },
        )
    return need


def forget_unmet(*, actor: Actor) -> int:
    """Delete what is older than ``KEPT`` at the actor's offices; returns how much."""
    with enter(actor, action="directory.forget_unmet"):
        deleted, _by_model = UnmetSearch.objects.filter(day__lt=timezone.localdate() - KEPT).delete()
    return deleted
