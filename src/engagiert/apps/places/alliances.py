"""What a town sees of the alliances it is in or was asked to join."""

from .models import AllianceMember, Place


def alliances_around(place: Place) -> list[tuple[AllianceMember, list[AllianceMember]]]:
    """The alliances that the town is in or was asked to join: its own part, and that of all; two queries."""
    mine = AllianceMember.objects.filter(place=place).select_related("alliance__founder", "place")
    found = AllianceMember.objects.filter(alliance__in=mine.values("alliance")).select_related("place")
    others = list(found.order_by("place__sort_key"))
    return [
        (own, [one for one in others if one.alliance_id == own.alliance_id]) for own in mine.order_by("alliance__name")
    ]


def asked_member(alliance_id: int, place_id: int) -> AllianceMember | None:
    """A town that was asked and has not answered, with the alliance and its founder; None where that is over."""
    found = AllianceMember.objects.filter(alliance=alliance_id, place=place_id, joined_on__isnull=True)
    return found.select_related("alliance__founder", "place").first()


def towns_that_take_part() -> list[Place]:
    """All municipalities with a page of their own, in German order."""
    found = Place.objects.filter(kind=Place.Kind.MUNICIPALITY, town__isnull=False).select_related("town")
    return list(found.order_by("sort_key", "ags"))
