"""The way from somebody's page as a volunteer to the card."""

from django.urls import reverse
from django.utils.translation import gettext as _

from engagiert.apps.volunteering.public import Volunteer, onward

from .selectors import issues_cards


def to_the_card(volunteer: Volunteer, code: str) -> tuple[str, str] | None:
    """To the application, filled with confirmed hours, where somebody issues cards in this town."""
    if not issues_cards(volunteer.office):
        return None
    return _("Mit diesen Stunden die Ehrenamtskarte beantragen"), reverse("recognition:apply_own", args=[code])


onward.lead_on(to_the_card)
