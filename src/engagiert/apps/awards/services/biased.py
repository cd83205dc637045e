"""The lock for who is biased: no vote, and the wall shows them nothing of the nomination any more."""

import uuid

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from engagiert.apps.awards.models import Ballot, Nomination, Nominator
from engagiert.kernel.authz import Actor

from .biases import found_between


def bar_found(actor: Actor, nomination: Nomination) -> None:
    """Compare names and organisations of all who vote on it; each that is biased is barred."""
    nominators = list(Nominator.objects.filter(nomination=nomination))
    ballots = Ballot.objects.select_for_update(of=("self",)).filter(nomination=nomination, conflict="")
    for ballot in ballots.select_related("juror"):
        if why := found_between(ballot.juror, nomination, nominators):
            bar(actor, ballot, Ballot.Conflict.FOUND, why)


def bar(actor: Actor, ballot: Ballot, conflict: str, why: str) -> None:
    """A locked ballot loses its vote; nomination, reasons and votes are hidden from its member by the wall."""
    marks = ballot.juror.marks
    if actor.account_id is not None and f"account:{actor.account_id}" in marks:
        raise ValidationError(_("Sie sind hier selbst in der Jury und befangen. Das macht jemand anderes im Büro."))
    Ballot.objects.filter(pk=ballot.pk).update(conflict=conflict, why=why[:200], vote="", voted_at=None)
    spread(ballot.nomination_id)


def spread(nomination_id: uuid.UUID) -> None:
    """All rows of the nomination name the same people as barred; the nomination itself comes last."""
    locked = Ballot.objects.filter(nomination=nomination_id).exclude(conflict="").select_related("juror")
    barred = sorted({mark for one in locked for mark in one.juror.marks})
    Ballot.objects.filter(nomination=nomination_id).update(barred=barred)
    Nominator.objects.filter(nomination=nomination_id).update(barred=barred)
    Nomination.objects.filter(pk=nomination_id).update(barred=barred)
