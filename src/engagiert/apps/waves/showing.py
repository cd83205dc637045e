"""A wave where people come by who would like to help."""

from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.volunteering.public import calling
from engagiert.kernel.authz import Actor
from engagiert.kernel.ui.addresses import address

from . import selectors


def call_of_wave(actor: Actor, office: Office, town: str) -> calling.Call | None:
    """The wave that takes people today; None where none does."""
    wave = selectors.wave_of_town(actor, office)
    if wave is None or not wave.takes_people:
        return None
    return calling.Call(wave.title, wave.reason, _("Hier mithelfen"), address("waves:sign_up", town))
