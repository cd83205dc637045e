"""Find the point of a house where only the town's is known: later, in a job, so that no page waits for it."""

from django.utils import timezone
from django.utils.translation import gettext_noop

from engagiert.apps.directory import rules
from engagiert.apps.directory.models import Organisation
from engagiert.apps.directory.services.history import SourceOfValue, revise
from engagiert.apps.places.public import ask_geocoder, point_of_address
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

LOCATED = "located"


def locate_organisations(*, actor: Actor, office_id: int) -> int:
    """Look up every address of the office whose point is approximate; returns how many were found.

    The house coordinates are asked first, then the operator's geocoder, outside any transaction.
    """
    with enter(actor, action="directory.locate"):
        waiting = list(
            Organisation.objects.filter(office=office_id, point_quality=Organisation.PointQuality.APPROXIMATE)
            .exclude(street="")
            .select_related("place")
        )
    return sum(_locate(actor, organisation) for organisation in waiting)


def _locate(actor: Actor, organisation: Organisation) -> bool:
    address = {"street": organisation.street, "postcode": organisation.postcode}
    label = gettext_noop("Hauskoordinaten")
    point = point_of_address(organisation.place, **address)
    if point is None:
        label = gettext_noop("Adresssuche")
        point = ask_geocoder(organisation.place, **address)
    if point is None:
        return False
    with enter(actor, action="directory.locate"):
        current = Organisation.objects.filter(pk=organisation.pk, **address).first()
        if current is None:
            return False
        require(actor, rules.EDIT_RECORD, current)
        today = timezone.localdate().isoformat()
        revise(
            actor=actor,
            organisation=current,
            wanted={"lat": point[0], "lon": point[1], "point_quality": "exact"},
            action=LOCATED,
            source=SourceOfValue(label=label, kind="import", on=today),
        )
    return True
