"""How the services of the atlas are called; see test_record.py."""

import datetime
from collections.abc import Callable
from typing import Any

from engagiert.apps.atlas import services as atlas_services
from engagiert.kernel.authz import Actor
from tests.factories.worlds import World

type Call = Callable[[World, Actor], Any]


def import_facilities(_world: World, actor: Actor) -> Any:
    content = b"name;lat;lon\nKontaktstelle Probe;51.6;7.5\n"
    return atlas_services.import_facilities(actor=actor, content=content, filename="liste.csv", type="seniorenbuero")


def keep_roll(world: World, actor: Actor) -> Any:
    report = atlas_services.ImportReport(type="seniorenbuero", source="Probe")
    entry = atlas_services.Entry("Seniorenbüro Probe", world.person.office().place_id)
    return atlas_services.keep_roll(actor=actor, report=report, entries=[entry], as_of=datetime.date(2027, 1, 1))


CALLS: dict[str, Call] = {"atlas.import_facilities": import_facilities, "atlas.keep_roll": keep_roll}
