"""What other apps may use of the places."""

from .models import Address, Alliance, AllianceMember, Place, Town
from .rules import SHAPE_PLACE
from .selectors import (
    PlaceFinder,
    ask_geocoder,
    place_by_ags,
    place_for,
    places,
    point_of_address,
    spot,
    town_at,
    town_of,
)
from .services import add_neighbourhood, change_town, create_alliance, open_town

__all__ = [
    "SHAPE_PLACE",
    "Address",
    "Alliance",
    "AllianceMember",
    "Place",
    "PlaceFinder",
    "Town",
    "add_neighbourhood",
    "ask_geocoder",
    "change_town",
    "create_alliance",
    "open_town",
    "place_by_ags",
    "place_for",
    "places",
    "point_of_address",
    "spot",
    "town_at",
    "town_of",
]
