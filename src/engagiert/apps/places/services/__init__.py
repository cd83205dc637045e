"""The verbs of the places: load and import register and houses, add a place, found an alliance, shape a town's face."""

from .alliances import (
    ask_town,
    create_alliance,
    describe_alliance,
    end_alliance,
    end_alliances,
    found_alliance,
    join_alliance,
    leave_alliance,
)
from .domains import prove_domain, record_of, want_domain
from .faces import remove_file, set_arms, set_signs, write_text
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
    "ask_town",
    "change_town",
    "create_alliance",
    "describe_alliance",
    "end_alliance",
    "end_alliances",
    "found_alliance",
    "import_addresses",
    "import_outlines",
    "import_places",
    "join_alliance",
    "leave_alliance",
    "load_register",
    "open_town",
    "prove_domain",
    "record_of",
    "remove_file",
    "set_arms",
    "set_signs",
    "want_domain",
    "write_text",
]
