"""The ways to the card: from somebody's page as a volunteer, and from the people of an organisation."""

from django.urls import reverse
from django.utils.translation import gettext as _

from engagiert.apps.directory.public import Organisation
from engagiert.apps.volunteering.public import Volunteer, onward

from .selectors import issues_cards


def of_person(volunteer: Volunteer, code: str) -> tuple[str, str] | None:
    """To the application, filled with confirmed hours, where somebody issues cards in this town."""
    if not issues_cards(volunteer.office):
        return None
    return _("Mit diesen Stunden die Ehrenamtskarte beantragen"), reverse("recognition:apply_own", args=[code])


def of_organisation(organisation: Organisation) -> tuple[str, str] | None:
    if not issues_cards(organisation.office):
        return None
    return _("Jemanden für die Ehrenamtskarte vorschlagen"), reverse("recognition:suggest", args=[organisation.pk])


onward.lead_on(person=of_person, organisation=of_organisation)
