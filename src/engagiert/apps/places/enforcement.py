"""Who holds towns to accessible pages, Land by Land: for the statement on their pages and for their office."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Town

type Words = str | Promise


@dataclass(frozen=True, slots=True)
class Enforcement:
    """The law of a Land and the bodies that hold towns to it. ``law``: of the statement; ``weeks``: to answer in.
    ``privacy_body``: where people complain about what is done with their data."""

    land: str
    law: Words
    body: Words
    street: str
    mail: str
    web: str
    procedure: Words
    supervisor: Words
    supervisor_mail: str
    weeks: tuple[int, int]
    privacy_body: str


# By the key of the Land. Read on the pages of mags.nrw, lbbp.nrw.de and it.nrw, and in § 10b, § 10d BGG NRW and
# § 5 BITVNRW. A Land that is missing gets a general sentence, and its towns a line in their list of what is missing.
ENFORCEMENT: Mapping[str, Enforcement] = {
    "05": Enforcement(
        land="Nordrhein-Westfalen",
        law=_("§ 10b BGG NRW und § 4 BITVNRW"),
        body=_("Ombudsstelle für barrierefreie Informationstechnik des Landes Nordrhein-Westfalen"),
        street="Fürstenwall 25, 40219 Düsseldorf",
        mail="ombudsstelle-barrierefreie-it@mags.nrw.de",
        web="https://www.lbbp.nrw.de/ombudsstelle",
        procedure=_("Ombudsverfahren nach § 10d BGG NRW"),
        supervisor=_("Überwachungsstelle für barrierefreie Informationstechnik NRW bei IT.NRW"),
        supervisor_mail="ueberwachungsstelle-nrw@it.nrw.de",
        weeks=(2, 6),
        privacy_body="Landesbeauftragte für Datenschutz und Informationsfreiheit Nordrhein-Westfalen, "
        "Postfach 20 04 44, 40102 Düsseldorf, www.ldi.nrw.de",
    ),
}


def enforcement_for(town: Town) -> Enforcement | None:
    """Of the Land in which the town lies; None where nobody has entered it yet."""
    return ENFORCEMENT.get(town.place.state_ags)
