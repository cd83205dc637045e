"""Whose confirmed hours fill an application: by the code of their own page, at the desk, when a card goes on."""

import uuid

from django.utils import timezone

from engagiert.apps.accounts.public import Office
from engagiert.apps.places.public import Place
from engagiert.apps.recognition.models import Application
from engagiert.apps.recognition.prefilling import Known, known_of
from engagiert.apps.volunteering.public import Volunteer
from engagiert.apps.volunteering.public import selectors as volunteering
from engagiert.kernel.authz import Actor
from engagiert.kernel.links.public import answering

from .cards import card_office


def known_by_code(code: str) -> tuple[Place, Known]:
    """Who holds the code of their page as a volunteer, and their town. Raises ``LinkGone``."""
    link = volunteering.link_of(code)
    with answering(link, action="recognition.read_hours"):
        volunteer = volunteering.behind(link)
        return volunteer.office.place, known_of(volunteer, timezone.localdate())


def known_at_desk(actor: Actor, volunteer_id: uuid.UUID) -> Known:
    """Somebody of the actor's office; 404 or a refusal for anybody else."""
    return known_of(volunteering.volunteer_for(actor, volunteer_id), timezone.localdate())


def known_again(application: Application) -> Known | None:
    """Whose hours the application was filled with, as they stand today; None where another office keeps them."""
    if application.volunteer_id is None:
        return None
    found = Volunteer.objects.filter(pk=application.volunteer_id, office=application.office_id).first()
    return known_of(found, timezone.localdate()) if found is not None else None


def issues_cards(office: Office) -> bool:
    """Whether somebody at the office's place issues cards."""
    return card_office(office.place) is not None
