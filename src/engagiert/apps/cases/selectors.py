"""Reads of cases."""

import uuid

from django.db.models import QuerySet
from django.http import Http404

from engagiert.apps.accounts.public import Account, staff_of
from engagiert.kernel.authz import Actor, require

from . import rules
from .models import Case, ConfidentialNote, Entry


def case_for(actor: Actor, case_id: uuid.UUID) -> Case:
    """The case, if the actor works at its office; 404 otherwise."""
    found = Case.objects.select_related("office__place", "owner", "asker", "merged_into").filter(pk=case_id).first()
    if found is None:
        raise Http404
    require(actor, rules.READ, found)
    return found


def entries_of(case: Case) -> QuerySet[Entry]:
    return Entry.objects.filter(case=case)


def confidential_notes_of(case: Case) -> QuerySet[ConfidentialNote]:
    """Those that name the actor of the open scope; the wall hides all others."""
    return ConfidentialNote.objects.filter(case=case)


def colleagues_at(office_id: int) -> list[Account]:
    """Who works on cases at this office today."""
    return staff_of(office_id, rules.WRITERS)
