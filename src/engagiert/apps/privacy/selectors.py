"""Reads of what the data protection of an office keeps."""

from django.http import Http404

from engagiert.apps.accounts.public import Office
from engagiert.kernel.authz import Actor

from . import rules
from .models import Profile
from .notices import Controller, controller_of


def profile_of(office: Office) -> Profile | None:
    return Profile.objects.filter(office=office).first()


def controller(office: Office) -> Controller:
    """Who answers for the data of this office, as far as it has said so."""
    return controller_of(office, profile_of(office))


def kept_office(actor: Actor) -> Office:
    """The office whose data protection the actor looks after: the first of theirs; 404 where there is none."""
    mine = [office_id for office_id in actor.office_ids if rules.keeps_privacy_for(actor, office_id)]
    office = Office.objects.select_related("place").filter(pk__in=mine).order_by("pk").first()
    if office is None:
        raise Http404
    return office


def offices_at(place_id: int) -> list[Office]:
    """All offices of a place, the oldest first."""
    return list(Office.objects.filter(place_id=place_id).select_related("place").order_by("pk"))
