"""The words in which guardians are asked; kept with each consent, so a change needs a new version."""

from django.utils.translation import gettext as _

from engagiert.apps.volunteering.models import Volunteer

VERSION = "engagement-2026-1"


def text(volunteer: Volunteer) -> str:
    return _(
        "%(name)s möchte sich freiwillig engagieren. Wir schlagen passende Einsätze für junge Menschen vor. Eine "
        "Organisation erfährt Name und Erreichbarkeit erst, wenn Sie zugestimmt haben und beide Seiten Ja sagen. Sie "
        "können Ihre Zustimmung jederzeit zurücknehmen, ohne Grund; dann enden alle offenen Vorschläge."
    ) % {"name": volunteer.name}
