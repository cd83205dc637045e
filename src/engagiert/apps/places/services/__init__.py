"""The verbs of the places: load and import the register, add a place, found an alliance, import houses."""

from .alliances import create_alliance
from .houses import HouseReport, import_addresses
from .imports import RegisterReport, import_places, load_register
from .outlines import OutlineReport, import_outlines
from .single import add_neighbourhood, add_place
from .towns import change_town, open_town

__all__ = [
    "HouseReport",
    "OutlineReport",
    "RegisterReport",
    "add_neighbourhood",
    "add_place",
    "change_town",
    "create_alliance",
    "import_addresses",
    "import_outlines",
    "import_places",
    "load_register",
    "open_town",
]
