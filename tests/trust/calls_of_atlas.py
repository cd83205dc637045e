"""How the services of the atlas are called; see test_record.py. They are the operator's."""

import datetime
from collections.abc import Callable
from typing import Any

from engagiert.apps.atlas import services as atlas_services
from engagiert.apps.places.public import Place
from engagiert.kernel.authz import Actor

A_LIST = b"name;lat;lon\nKontaktstelle Probe;51.6;7.5\n"


def a_roll(actor: Actor, place: Place, absent: Place) -> Any:
    """A facility with a grant, and a place where somebody confirmed that there is none."""
    grant = ("Land", 80, datetime.date(2024, 1, 1), datetime.date(2026, 12, 31))
    return atlas_services.keep_roll(
        actor=actor,
        report=atlas_services.ImportReport(type="seniorenbuero", source="Probe"),
        entries=[atlas_services.Entry("Seniorenbüro Probe", place.pk, grants={grant})],
        absent=[absent.pk],
        as_of=datetime.date(2027, 1, 1),
    )


def ways(actor: Actor, start: Place, end: Place) -> Any:
    content = f"von;nach;minuten\n{start.ags};{end.ags};95\n".encode()
    return atlas_services.import_travel_times(actor=actor, content=content, filename="zeiten.csv")


def of_the_operator(place: Place, absent: Place) -> dict[str, Callable[[Actor], Any]]:
    return {
        "atlas.import_facilities": lambda a: atlas_services.import_facilities(
            actor=a, content=A_LIST, filename="liste.csv", type="seniorenbuero"
        ),
        "atlas.keep_roll": lambda a: a_roll(a, place, absent),
        "atlas.import_travel_times": lambda a: ways(a, place, absent),
        "atlas.remove_travel_times": lambda a: atlas_services.remove_travel_times(actor=a),
    }
