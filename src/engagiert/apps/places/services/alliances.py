"""Founds an alliance of towns."""

from collections.abc import Sequence

from engagiert.apps.places import rules
from engagiert.apps.places.models import Alliance, AllianceMember, Place
from engagiert.apps.places.problems import Problem, RefusedPlace
from engagiert.engines.text.folding import slug
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter


def create_alliance(*, actor: Actor, name: str, members: Sequence[str], purpose: str = "") -> Alliance:
    """An alliance (Verbund) of the municipalities with these keys; the same name again sets its members.

    Publishes ``AllianceChanged`` with the keys of all towns that are or were in it, where that has changed. Raises
    ``RefusedPlace`` for an unknown key or a unit that is no municipality.
    """
    require(actor, rules.MANAGE_REGISTER, None)
    with enter(actor, action="places.create_alliance"):
        towns = {place.ags: place for place in Place.objects.filter(ags__in=members, kind=Place.Kind.MUNICIPALITY)}
        for key in members:
            if key not in towns:
                raise RefusedPlace(Problem("unknown_town", column="members", value=key))
        alliance, is_new = Alliance.objects.get_or_create(name=name, defaults={"slug": slug(name), "purpose": purpose})
        if not is_new and purpose and alliance.purpose != purpose:
            alliance.purpose = purpose
            alliance.save(update_fields=["purpose"])
        before = set(AllianceMember.objects.filter(alliance=alliance).values_list("place__ags", flat=True))
        AllianceMember.objects.filter(alliance=alliance).exclude(place__ags__in=members).delete()
        AllianceMember.objects.bulk_create(
            AllianceMember(alliance=alliance, place=towns[key]) for key in members if key not in before
        )
        if before != set(members):
            bus.publish("AllianceChanged", towns=sorted(before | set(members)))
        return alliance
