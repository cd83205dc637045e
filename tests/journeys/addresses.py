"""Every page there is, from the URL resolver, with its parameters filled in from the data.

A new address whose parameter is not known here fails `test_every_address_can_be_visited` with its name.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from engagiert.apps.desk.sections import SECTIONS
from engagiert.apps.front.views import DOORS, STATEMENTS
from engagiert.apps.privacy.notices import by_slug
from engagiert.apps.privacy.papers import PAPERS
from engagiert.kernel.ui.guide import COMPONENTS

TOWN = "luenen"
AREAS = ("kreis/unna", "land/nordrhein-westfalen", "verbund/ehrenamtskarte-im-verbund")
FRONT = ("town", "arms", "signs_video", "colours", "door", "barrier", "statement")
OWN = ("record", "edit", "act", "statement", "end", "leave")
OWN_OFFERS = ("list", "new", "offer", "close", "act")
_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
# Lists in other states, which no parameter of the path reaches.
WITH_QUESTION = (
    "/?q=hem",
    "/?q=gibtsnicht",
    "/luenen/verzeichnis/?q=vorlesen",
    "/luenen/verzeichnis/?q=gibtsnicht",
    "/luenen/verzeichnis/?sortierung=name",
    "/luenen/verzeichnis/?seite=2",
    "/luenen/karte/?q=vorlesen",
    "/luenen/karte/?ausschnitt=7.4,51.5,7.6,51.7",
    "/luenen/karte/?ausschnitt=hier",
    "/luenen/karte/namen.json?id=1",
    "/kreis/unna/verzeichnis/?q=gibtsnicht",
    "/kreis/unna/atlas/?art=muetterzentrum&zeigen=weite&tag=2028-01-01",
    "/kreis/unna/atlas/ende/?art=mehrgenerationenhaus&geld=1000000&tag=2028-01-01",
    "/kreis/unna/atlas/befunde/?umkreis=30",
    "/luenen/atlas/vergleich/?tag=2028-01-01",
    "/kreis/unna/atlas/einrichtungen/?art=alle&hinter=landesmittel",
    "/luenen/engagement/?q=vorlesen",
    "/luenen/engagement/?q=gibtsnicht",
    "/luenen/engagement/?form=kind:one_off&alter=age:16",
    # a town that does not take part yet
    "/holzwickede/",
    "/schreibtisch/verzeichnis/?zustand=due",
    "/schreibtisch/verzeichnis/?zustand=archived",
    "/schreibtisch/verzeichnis/?q=gibtsnicht",
    "/luenen/fragen/?tuer=hilfe",
    "/schreibtisch/freiwillige/?zustand=paused",
    "/schreibtisch/freiwillige/?q=gibtsnicht",
    "/schreibtisch/vorgaenge/?ansicht=rueckmeldung",
    "/schreibtisch/vorgaenge/?ansicht=abgeschlossen",
    "/schreibtisch/vorgaenge/?q=gibtsnicht",
    "/schreibtisch/vorgaenge/?wer=meine&art=cases.need_of_help",
    "/schreibtisch/nachrichten/?zustand=unterwegs",
    "/schreibtisch/nachrichten/?zustand=erledigt",
    "/schreibtisch/nachrichten/eingang/?zustand=erledigt",
)


@dataclass(frozen=True, slots=True)
class Unknown:
    """An address that cannot be filled in."""

    name: str
    parameter: str

    def __str__(self) -> str:
        return f"{self.name}: say in tests/journeys/addresses.py what „{self.parameter}“ can be"


# htmx sets it into a page: it has no head of its own.
PART_OF_A_PAGE = frozenset({"directory:suggestions", "offers:suggestions"})


def every_address(data: dict[str, Any]) -> Iterator[str | Unknown]:
    known = _values(data)
    for name, pattern in _patterns(get_resolver()):
        if name in PART_OF_A_PAGE:
            continue
        names = _PARAMETER.findall(pattern)
        choices = [known.get(f"{name} {word}", known.get(word)) for word in names]
        if None in choices:
            yield Unknown(name, names[choices.index(None)])
            continue
        for values in itertools.product(*(choice or () for choice in choices)):
            filled = iter(values)
            yield "/" + _PARAMETER.sub(lambda _match, filled=filled: str(next(filled)), pattern)
    yield from WITH_QUESTION


def _values(data: dict[str, Any]) -> dict[str, list[Any]]:
    """What a parameter can be: by its name, or by the view's name and its own where names are shared."""
    return _of_the_register(data) | _of_helpers(data) | _of_surveys(data) | _of_people(data)


def _of_the_register(data: dict[str, Any]) -> dict[str, list[Any]]:
    return {
        "town": [TOWN],
        "slug": [data["slug"]],
        **{f"offers:{view} slug": data["offer_slugs"] for view in ("offer", "data")},
        "offers_data:file name": ["angebote.csv", "angebote.jsonld", "neu.atom"],
        "opportunity_id": data["offers"],
        **{f"front:{view} slug": [TOWN] for view in FRONT},
        "where": [TOWN, *AREAS],
        "area": list(AREAS),
        "keys": ["05978", "05978024,05978004"],
        "facility": [data["facility_slug"]],
        "component": [component.slug for component in COMPONENTS],
        "door": list(DOORS),
        "page": list(STATEMENTS),
        "purpose": list(by_slug()),
        "paper": list(PAPERS),
        "breach_id": data["breaches"],
        "alliance_id": [1],
        "matter": ["beitreten"],
        "agreement_id": data["agreements"],
        "answer": ["zugestimmt", "zurueckgenommen"],
        "organisation_id": [data["organisation"]],
        "desk:organisation organisation_id": data["all_states"],
        "section": [*SECTIONS, "ort", "team"],
        "facility_id": [data["facility"]],
        "revision_id": [data["revision"]],
        "suggestion_id": data["suggestions"],
        "pair_id": data["pairs"],
        "run_id": data["runs"],
        "number": [1],
        "suffix": ["ttl"],
        "atlas:catalogue writing": ["ttl"],
        "atlas:dated type": ["seniorenbuero"],
        "atlas:dated day": ["2027-01-01"],
        "atlas:dated km": [15],
        "atlas:dated table": ["enden"],
        "atlas:dated suffix": ["csv"],
        "data:file name": ["verzeichnis.csv"],
        "data:all_file name": ["verzeichnis.geojson"],
        "id": ["7b0d3c1e-0000-4000-8000-000000000000"],
        "rest": ["gibt/es/nicht"],
        "message_id": data["messages"],
    }


def _of_surveys(data: dict[str, Any]) -> dict[str, list[Any]]:
    return {
        "survey_id": data["surveys"],
        **{f"desk:survey_{view} survey_id": [data["survey"]] for view in ("csv", "codebook", "sheets", "sheet")},
        "desk:survey_sheet_page survey_id": [data["survey"]],
        "desk:survey_codes survey_id": [data["staff_round"]],
        "sheet_id": [data["sheet"]],
        "page_slug": ["angebot", "mittel", "geld", "bedarf", "eigene"],
        "desk:decide_report report_id": [data["need_report"]],
        "goal_id": [data["goal"]],
        **{f"surveys:{view} code": [data["sheet_code"]] for view in ("start", "page", "send")},
        "surveys:page page": ["angebot", "mittel", "geld", "bedarf", "eigene"],
        "surveys:staff code": [data["staff_code"]],
    }


def _of_helpers(data: dict[str, Any]) -> dict[str, list[Any]]:
    return {
        "volunteer_id": data["volunteers"],
        "desk:talk_consent_slip volunteer_id": [data["minor"]],
        "proposal_id": data["proposals"][:1],
        "placement_id": data["placements"],
        "step_key": data["proposals"][:1],
        "volunteering:status code": data["volunteer_codes"],
        "volunteering:wish code": data["volunteer_codes"],
        "volunteering:answer code": data["volunteer_codes"][:1],
        "volunteering:consent_slip code": [data["minor_code"]],
        "volunteering:organisation code": data["organisation_codes"],
        "volunteering:own_people organisation_id": data["own_records"],
        "shift_id": data["shifts"],
        "list_id": data["volunteer_lists"],
        "offers_run_id": data["offer_lists"],
        "seat_id": data["seats"],
        "volunteering:seat code": data["seat_codes"],
        "volunteering:seat_calendar code": data["seat_codes"][:1],
        "wave_id": [data["wave"]],
        "gathering_id": [data["gathering"]],
        "signup_id": [data["signup"]],
        "opening_id": [data["opening"]],
        "waves:own code": [data["wave_code"]],
        "card_id": data["cards"],
        "hand_over_id": data["hand_overs"],
        "app_list_id": data["app_lists"],
        "application_id": data["card_applications"],
        "engagement_id": data["card_engagements"],
        "recognition:suggest organisation_id": data["own_records"],
        "recognition:apply_own code": data["volunteer_codes"][:1],
        "recognition:confirm code": data["confirmation_codes"],
        "proof_id": data["proofs"],
        "recognition:proof code": data["proof_codes"],
        "partner_id": data["partners"],
        "award_id": data["awards"],
        "nomination_id": data["nominations"],
        "juror_id": data["jurors"],
        "thanks_id": data["thanks"],
        "ballot_id": data["ballots"],
        "awards:jury code": data["jury_codes"],
        "outing_id": data["outings"],
        "guest_id": data["guests"],
        "news_id": data["news"],
        "programme:own code": data["own_card_codes"],
        "programme:own_outing code": data["own_card_codes"],
        "programme:signup code": data["signup_codes"],
        "programme:act code": data["signup_codes"],
        "offer_id": data["partner_offers"],
        "recognition:partner code": data["partner_codes"],
        "recognition:own code": data["own_card_codes"],
        "recognition:own_paper code": data["own_card_codes"],
        "recognition:own_act code": data["own_card_codes"],
        "cards:own_manifest code": data["own_card_codes"],
        "ags": ["05978024"],
    }


def _of_people(data: dict[str, Any]) -> dict[str, list[Any]]:
    return {
        "inbound_id": data["inbound"],
        "round_id": data["rounds"],
        "meeting_id": data["meetings"],
        "decision_id": data["decisions"],
        **{
            f"own_offers:{view} organisation_id": data["own_records"]
            for view in ("list", "new", "offer", "close", "act")
        },
        **{f"own_offers:{view} opportunity_id": data["own_offers"] for view in ("offer", "close", "act")},
        "offers:confirm code": data["offer_codes"],
        **{f"own:{view} organisation_id": data["own_records"] for view in OWN},
        "own:confirm code": data["confirm_codes"],
        "own:take_over code": data["claim_codes"],
        "way": ["mail", "letter", "anfrage"],
        "statement_id": data["statements"],
        "account_id": [data["account"]],
        # by POST only
        "deed": ["pause"],
        "doing": ["ende"],
        "desk:proof_text sort": ["youth"],
        "step": ["punkt"],
        "turn": ["erledigt"],
        "item_id": data["decisions"],
        "case_id": data["cases"],
        "cases:status code": [data["case_code"]],
        # one that opens nothing
        "code": ["ABCD-EFGH-JKMN"],
        # by POST only
        "kind": ["notiz"],
        "row_id": [1],
        "verb": ["bestaetigen"],
        "invitation_id": [data["invitation"]],
        "accept_invitation code": data["invitation_codes"],
        # by POST only
        "role_id": [1],
        "pk": [1],
        # none is set up in the demo
        "provider_id": ["stadt"],
        "entry_id": [1],
        "uidb36": [data["reset_user"]],
        "key": [data["reset_key"]],
    }


def _patterns(resolver: URLResolver, before: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    for entry in resolver.url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, path, f"{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", path
