"""A wave where people come by who would like to help."""

from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.places.public import Place
from engagiert.apps.volunteering.public import calling
from engagiert.kernel.ui.addresses import address

from .models import ShownWave


def calls_of_waves(place: Place) -> list[calling.Call]:
    """The waves that take people of this place today."""
    running = ShownWave.objects.filter(place=place.pk, ends_on__gte=timezone.localdate())
    return [calling.Call(one.title, one.reason, _("Hier mithelfen"), address("waves:sign_up", place.slug))
            for one in running]  # fmt: skip
