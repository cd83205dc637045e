"""The towns of the tests, without the other 452 places of the register."""

from dataclasses import dataclass

from engagiert.apps.places.public import Place, place_by_ags
from engagiert.apps.places.services import add_place
from engagiert.kernel.authz import Actor


@dataclass(frozen=True, slots=True)
class TownFacts:
    name: str
    ags: str
    postcode: str
    lat: float
    lon: float
    population: int


NIEHEIM = TownFacts("Nieheim", "05762028", "33039", 51.804067, 9.110021, 6084)
HEMER = TownFacts("Hemer", "05962016", "58675", 51.385395, 7.765233, 34062)
LUENEN = TownFacts("Lünen", "05978024", "44532", 51.616365, 7.528322, 86348)
RHEINE = TownFacts("Rheine", "05566076", "48431", 52.279214, 7.438651, 76218)


def in_register(town: TownFacts) -> Place:
    """The town as a place; added where the register was not loaded."""
    known = place_by_ags(town.ags)
    if known is not None:
        return known
    return add_place(
        actor=Actor.operator(),
        ags=town.ags,
        name=town.name,
        kind="municipality",
        lat=town.lat,
        lon=town.lon,
        population=town.population,
        postcodes=(town.postcode,),
    )
