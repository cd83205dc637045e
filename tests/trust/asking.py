"""How the tests ask every address: which values its parameters take, and what is handed in."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from engagiert.apps.desk.sections import SECTIONS
from engagiert.apps.directory.models import PublicId
from engagiert.apps.directory.public import Listing
from engagiert.apps.places.public import Alliance
from engagiert.apps.privacy.notices import by_slug
from engagiert.apps.privacy.papers import PAPERS
from engagiert.kernel.http.addresses import Address, addresses
from engagiert.kernel.ui.guide import COMPONENTS
from tests.factories import lists
from tests.factories.worlds import World

DOORS = ["helfen", "hilfe", "vereine"]
STATEMENTS = ["impressum", "datenschutz", "barrierefreiheit", "leichte-sprache", "gebaerdensprache"]
MACHINES = ("api", "data", "offers_data", "cards")
VERBS = [
    "bestaetigen", "veroeffentlichen", "zurueckholen", "uebernehmen", "abschliessen", "teilen", "zusammenlegen",
    "fragen", "telefon", "vertrauen", "pruefen", "besetzt", "pause", "weiter", "ablehnen",
]  # fmt: skip


# Of the talk sheet: about the person, a proposal, a placement.
DOINGS = [
    "mitglieder", "ende", "weiter", "ersetzen", "sperren", "fragen", "bewilligen", "ablehnen", "verlaengern",
    "jury", "code", "auszeichnen", "sagen", "antwort", "zusammenlegen", "nie",
    "veroeffentlichen", "absagen", "kommt", "verbergen", "app-ja",
]  # fmt: skip
DEEDS = ["notiz", "pause", "doch", "erledigt", "ja", "organisation-ja", "kennenlernen", "dabei", "danke", "stunden",
    "absage", "war-da", "uebernehmen", "verwerfen",
    "absage", "war-da", "rechnen", "senden", "annahme-schliessen", "behalten", "loeschen", "beenden",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """One address with all its parameters filled in."""

    address: Address
    url: str
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_for_machines(self) -> bool:
        """What programs read has one address in one language (config/urls.py)."""
        return self.address.room in MACHINES

    @property
    def is_part_of_a_page(self) -> bool:
        """htmx sets it into a page; it has no head and no links of its own."""
        return self.address.name in ("directory:suggestions", "offers:suggestions")

    @property
    def names_a_record(self) -> bool:
        """Whether the address leads behind the wall to something of one office; settings lead to the asker's own."""
        return self.address.room == "desk" and bool(self.values.keys() - {"section", "paper", "sort"})


def known_values(world: World) -> dict[str, list[Any]]:
    """Room and parameter → what stands there, so that every address leads to something of this world."""
    return _in_public(world) | _of_helpers(world) | _at_the_desk(world)


def _in_public(world: World) -> dict[str, list[Any]]:
    slug = Listing.objects.get(pk=world.public.pk).slug
    alliance = f"verbund/verbund-{world.person.name.split()[0].lower()}"
    return {
        "front.slug": ["nieheim"],
        "front.area": [alliance],
        "atlas.where": ["nieheim", alliance],
        "atlas.type": ["seniorenbuero"],
        "atlas.day": ["2027-01-01"],
        "atlas.km": [15],
        "atlas.table": ["enden"],
        "atlas.suffix": ["csv", "json"],
        "atlas.writing": ["ttl", "rdf", "jsonld"],
        "front.door": DOORS,
        "front.page": STATEMENTS,
        "code.code": [world.code, world.case_code],
        "cases.town": ["nieheim"],
        "cases.code": [world.case_code],
        "open.town": ["nieheim"],
        "data.town": ["nieheim"],
        "data.number": [1],
        "data.suffix": ["ttl", "rdf", "jsonld"],
        "data.name": ["verzeichnis.csv", "verzeichnis.geojson", "verzeichnis.hsds.json"],
        "api.id": public_ids(world),
        "api.rest": ["gibt/es/nicht"],
        "directory.town": ["nieheim"],
        "directory.slug": [slug],
        "directory.facility": [world.facility.slug],
        "offers.where": ["nieheim", alliance],
        "offers.town": ["nieheim"],
        "offers.slug": ["gassi-gehen", world.hidden_offer.slug],
        "offers_data.where": ["nieheim", alliance],
        "offers_data.name": ["angebote.csv", "angebote.jsonld", "neu.atom"],
        "map.area": [alliance],
        "map.where": ["nieheim", alliance],
        "places.keys": ["05762028", "05"],
        "privacy.town": ["nieheim"],
        "privacy.purpose": list(by_slug()),
        "privacy.code": [world.code],
        "privacy.agreement_id": [world.agreement.pk],
        "privacy.answer": ["zugestimmt", "zurueckgenommen"],
        "directory.way": ["mail", "letter", "anfrage"],
        "offers.code": [world.code],
        "own_offers.organisation_id": [world.public.pk],
        "own_offers.opportunity_id": [world.offer.pk, world.proposed_offer.pk],
        "own_offers.verb": ["bestaetigen", "pause", "besetzt", "weiter"],
        "own.code": [world.code],
        "own.organisation_id": [world.public.pk],
        "own.verb": ["bestaetigen", "zurueckziehen", "stellungnahme-zuruecknehmen"],
        # The code of another question: an invitation's own code shows whom it is for, and may.
        ".code": [world.code],
        ".uidb36": ["1"],
        ".pk": [1],
        ".provider_id": ["stadt"],
        ".key": ["abc-def"],
    }


def _of_helpers(world: World) -> dict[str, list[Any]]:
    return {
        "volunteering.town": ["nieheim"],
        # Whoever holds the person's own code may read of them; this one belongs to another question.
        "volunteering.code": [world.code],
        "volunteering.organisation_id": [world.public.pk],
        "volunteering.proposal_id": [world.proposal.pk],
        "volunteering.placement_id": [world.placement.pk],
        "volunteering.doing": [
            "pause",
            "weiter",
            "abschied",
            "doch",
            "stimmt",
            "stimmt-nicht",
            "eintragen",
            "ja",
            "absagen",
            "war-da",
        ],
        "volunteering.shift_id": [world.seat.shift_id],
        "surveys.town": ["nieheim"],
        # The code of another question.
        "surveys.code": [world.code],
        "surveys.page": ["geld"],
        "waves.town": ["nieheim"],
        # The code of another question.
        "waves.code": [world.code],
        "waves.doing": ["platz", "behalten", "loeschen"],
        "ui.component": [component.slug for component in COMPONENTS],
        "recognition.town": ["nieheim"],
        "recognition.organisation_id": [world.public.pk],
        "programme.town": ["nieheim"],
        "programme.outing_id": [world.outing.pk],
        # The code of another question.
        "programme.code": [world.code],
        "programme.doing": ["ja", "absagen"],
        "awards.town": ["nieheim"],
        "awards.award_id": [world.award.pk],
        # The code of another question.
        "awards.code": [world.code],
        "awards.nomination_id": [world.nomination.pk],
        "awards.doing": ["ja", "befangen"],
        # The code of another question.
        "recognition.code": [world.code],
        "cards.ags": [world.person.town.ags],
        "cards.code": [world.code],
        "recognition.doing": ["verloren", "verlaengern", "app-ja", "app-nein"],
    }


def _at_the_desk(world: World) -> dict[str, list[Any]]:
    return (
        {
            "desk.case_id": [world.case.pk],
            "desk.organisation_id": [world.public.pk, world.draft.pk, world.archived.pk],
            "desk.revision_id": [world.revision.pk, world.offer_change.pk],
            "desk.opportunity_id": [world.offer.pk, world.hidden_offer.pk, world.proposed_offer.pk],
            "desk.facility_id": [world.facility.pk],
            "desk.kind": ["notiz", "kontakt"],
            "desk.row_id": [world.note_id],
            "desk.verb": VERBS,
            "desk.suggestion_id": [world.suggestion.pk],
            "desk.pair_id": [world.pair.pk],
            "desk.run_id": [world.done.pk, world.previewed.pk, world.uploaded.pk],
            "desk.round_id": [world.round.pk],
            "desk.doing": DOINGS,
            "desk.meeting_id": [world.meeting.pk],
            "desk.step": ["punkt", "vorgang", "protokoll", "beschluss", "verlegen", "absagen", "einladen", "senden"],
            "desk.item_id": [world.item.pk],
            "desk.decision_id": [world.decision.pk],
            "desk.turn": ["erledigt", "offen", "vorgang"],
            "desk.inbound_id": [world.inbound.pk],
            "desk.number": [1],
            "desk.alliance_id": [Alliance.objects.get(name=f"Verbund {world.person.name.split()[0]}").pk],
            "desk.matter": ["beitreten", "fragen", "aendern", "verlassen", "beenden"],
            "desk.account_id": [world.colleagues_role.account_id, world.contact.account().pk],
            "desk.role_id": [world.colleagues_role.pk],
            "desk.invitation_id": [world.invitation.pk],
            "desk.entry_id": [world.entry.pk],
            "desk.section": [*SECTIONS, "ort", "team"],
            "desk.paper": list(PAPERS),
            "desk.sort": ["youth"],
            "desk.breach_id": [world.breach.pk],
            "desk.agreement_id": [world.agreement.pk],
            "desk.message_id": [world.letter.pk, world.mail.pk],
            "desk.statement_id": [world.statement.pk],
            "desk.deed": DEEDS,
        }
        | _helpers_at_the_desk(world)
        | _honours_at_the_desk(world)
    )


def _honours_at_the_desk(world: World) -> dict[str, list[Any]]:
    return {
        "desk.card_id": [world.card.pk],
        "desk.hand_over_id": [world.hand_over.pk],
        "desk.app_list_id": [world.app_tried.pk, world.app_done.pk],
        "desk.proof_id": [world.proof.pk],
        "desk.partner_id": [world.partner.pk],
        "desk.award_id": [world.award.pk],
        "desk.outing_id": [world.outing.pk, world.outing_draft.pk],
        "desk.guest_id": [world.guest.pk, world.offered_guest.pk],
        "desk.news_id": [world.news.pk],
        "desk.nomination_id": [world.nomination.pk, world.granted.pk],
        "desk.thanks_id": [world.thanks.pk],
        "desk.juror_id": [world.juror.pk],
        "desk.ballot_id": [world.ballot.pk],
        "desk.offer_id": [world.partner_offer.pk],
        "desk.application_id": [world.application.pk],
        "desk.engagement_id": [world.engagement.pk],
    }


def _helpers_at_the_desk(world: World) -> dict[str, list[Any]]:
    return {
        "desk.volunteer_id": [world.volunteer.pk, world.minor.pk],
        "desk.proposal_id": [world.proposal.pk],
        "desk.placement_id": [world.placement.pk],
        "desk.step_key": [world.proposal.pk],
        "desk.shift_id": [world.seat.shift_id],
        "desk.list_id": [world.list_of_people.pk],
        "desk.offers_run_id": [world.offers_tried.pk, world.offers_taken_over.pk],
        "desk.seat_id": [world.seat.pk],
        "desk.survey_id": [world.survey.pk, world.staff_round.pk],
        "desk.sheet_id": [world.sheet.pk],
        "desk.page_slug": ["geld"],
        "desk.report_id": [world.need_report.pk],
        "desk.goal_id": [world.goal.pk],
        "desk.wave_id": [world.wave.pk],
        "desk.gathering_id": [world.gathering.pk],
        "desk.signup_id": [world.signup.pk],
        "desk.opening_id": [world.opening.pk],
    }


@contextmanager
def undone(client: Client) -> Iterator[None]:
    """What happens inside leaves the world and the browser as they were."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies = cookies


def public_ids(world: World) -> list[str]:
    """The public record, all its parts, and a record that has left the register."""
    public = PublicId.objects.get(pk=world.public.pk)
    gone = PublicId.objects.get(pk=world.archived.pk)
    return [str(one) for one in (public.uuid, *public.parts, gone.uuid)]


class UnknownParameterError(AssertionError):
    """A new address takes something that no test can fill in."""


def questions(world: World, urlconf: Any = None) -> Iterator[Question]:
    """Every address of the resolver with every combination of known values."""
    known = known_values(world)
    for address in addresses(urlconf):
        columns = [_values_of(address, name, known) for name in address.parameters]
        for row in product(*columns):
            values = dict(zip(address.parameters, row, strict=True))
            yield Question(address, reverse(address.name, urlconf=urlconf, kwargs=values), values)


def _values_of(address: Address, parameter: str, known: Mapping[str, list[Any]]) -> list[Any]:
    key = f"{address.room}.{parameter}"
    if key not in known:
        raise UnknownParameterError(
            f"The address {address.route} takes “{parameter}”. Add “{key}” to known_values in tests/trust/asking.py, "
            "with values that lead to records of one office, so that it can be asked by somebody from another."
        )
    return known[key]


def everything(world: World) -> dict[str, Any]:
    """One body that makes every form of the installation valid and every button pressed."""
    columns = {f"column_{index}": column["field"] for index, column in enumerate(world.uploaded.columns)}
    formsets = {
        f"{prefix}-{name}_FORMS": "0" for prefix in ("contact_points", "funding") for name in ("TOTAL", "INITIAL")
    }
    return {
        "name": "Von außen geändert",
        "type": "verein",
        "sector": "civil_society",
        "office": str(world.public.office_id),
        "place": str(world.public.place_id),
        "text": "Von außen geschrieben",
        "kontakt-name": "Von Außen",
        "mail": "x@outside.example",
        "reason": "von außen",
        "act": "archive",
        "ids": [str(record.pk) for record in (world.public, world.draft, world.archived)],
        "accept": "1",
        "take": "opening_hours",
        "join": "1",
        "source": "Von außen",
        "publish": "yes",
        "cancel": "1",
        "settle": "1",
        "who": "Von Außen",
        "starts_on": "2027-01-04",
        "ends_on": "2027-12-20",
        "on": "2027-02-01",
        "begins_at": "09:00",
        "weeks": "2",
        "subject": "Von außen",
        "way": "mail",
        "outcome": "answered",
        "seen": "99",
        "close": "1",
        "other": str(world.second_case.pk),
        "sharing": "alliance",
        "template": "1",
        "title": "Von außen",
        "role": str(world.colleagues_role.pk),
        "end": "1",
        "again": "1",
        "leave": "1",
        "task": "card",
        "taker": str(world.second_office.pk),
        "absent": str(world.colleagues_role.account_id),
        "deputy": str(world.person.account().pk),
        "first_day": str(timezone.localdate()),
        "last_day": str(timezone.localdate()),
        "file": SimpleUploadedFile("neu.csv", lists.a_csv(("Kegelclub Probe",))),
        **columns,
        **formsets,
    }
