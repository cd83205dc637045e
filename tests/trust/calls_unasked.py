"""Verbs and reads that nobody at an office calls by themselves, or where a call elsewhere stops at an earlier question.

Each is called as directly as it can be, so that its own question is what refuses. ``MAY`` names who is let in.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.utils import timezone

from engagiert.apps.accounts import selectors as account_selectors
from engagiert.apps.accounts import services as account_services
from engagiert.apps.accounts.services import own as own_services
from engagiert.apps.accounts.services import team as team_services
from engagiert.apps.cases import selectors as case_selectors
from engagiert.apps.cases import services as case_services
from engagiert.apps.cases.models import Case
from engagiert.apps.cases.selectors import areas as area_selectors
from engagiert.apps.directory import own_selectors
from engagiert.apps.directory import services as directory_services
from engagiert.apps.directory.models import Organisation
from engagiert.apps.directory.services import importing as import_services
from engagiert.apps.directory.services import locating, records, selfservice
from engagiert.apps.messages import services as message_services
from engagiert.apps.messages.models import Inbound, Message
from engagiert.apps.places.models import Alliance
from engagiert.apps.places.services import end_alliance, import_addresses, prove_domain
from engagiert.apps.privacy import selectors as privacy_selectors
from engagiert.apps.privacy import services as privacy_services
from engagiert.apps.rounds import selectors as round_selectors
from engagiert.apps.rounds import services as round_services
from engagiert.kernel.authz import Actor
from engagiert.kernel.privacy.declarations import ERASED
from engagiert.kernel.privacy.marks import wanted
from tests.cast import OPERATOR, the_operator_at_work
from tests.factories.worlds import World

type Call = Callable[[World, Actor], Any]
NOWHERE = Path("/nowhere.zip")
SITE = "https://engagiert.example/"


def of_run(verb: str, run: str) -> Call:
    service = getattr(import_services, verb)
    return lambda world, actor: service(actor=actor, run_id=getattr(world, run).pk)


def appoint_who_has_no_role(world: World, actor: Actor) -> Any:
    today = timezone.localdate()
    nobody_here = world.contact.account()
    return team_services.appoint_deputy(
        actor=actor, absent=nobody_here, deputy=world.person.account(), office_id=world.public.office_id,
        first_day=today, last_day=today,
    )  # fmt: skip


def end_a_deputy(world: World, actor: Actor) -> Any:
    role = world.colleagues_role
    role.stands_in_for_id = world.person.account().pk
    return team_services.end_deputy(actor=actor, role=role)


def locate_a_known_house(world: World, actor: Actor) -> Any:
    """With house coordinates and an address among them."""
    Organisation.objects.filter(pk=world.public.pk).update(street="Marktstraße 3", postcode="33039")
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as houses, the_operator_at_work():
        houses.write("Straße;Hausnummer;PLZ;Ort;lat;lon\nMarktstraße;3;33039;Nieheim;51,80;9,11\n")
        houses.flush()
        import_addresses(actor=OPERATOR, path=Path(houses.name))
    return locating.locate_organisations(actor=actor, office_id=world.public.office_id)


def bring_anothers_case(world: World, actor: Actor) -> Any:
    """The round is one's own, the case is not."""
    case = Case.objects.get(pk=world.case.pk)
    case.office_id = world.second_office.pk
    return round_services.bring_case(actor=actor, meeting=world.meeting, case=case)


def an_about(world: World) -> str:
    Case.objects.filter(pk=world.case.pk).update(about="tests.nothing:1")
    return "tests.nothing:1"


def cancel_for_erased(world: World, actor: Actor) -> Any:
    """A letter to somebody who was erased since."""
    letter = Message.Channel.LETTER
    Message.objects.filter(pk=world.letter.pk).update(channel=letter, postal=[ERASED], state=Message.State.WAITING)
    return message_services.cancel_for_erased(actor=actor, ids=[str(world.letter.pk)])


def forget_received(world: World, actor: Actor) -> Any:
    """A mail of somebody who was erased since."""
    Inbound.objects.filter(pk=world.inbound.pk).update(sender_mail="")
    return message_services.forget_received(actor=actor, ids=[str(world.inbound.pk)])


def end_the_operators_alliance(_world: World, actor: Actor) -> Any:
    """Founded at the console: no town may end it."""
    alliance = Alliance.objects.create(name="Erdacht", slug="erdacht", founder=None)
    return end_alliance(actor=actor, alliance=alliance)


# What even the coordinator of the office may not.
NOT_EVEN_THE_COORDINATOR: dict[str, Call] = {"rounds.bring_case (of another office)": bring_anothers_case}
UNASKED: dict[str, Call] = {
    "accounts.open_invitations": lambda w, a: account_selectors.open_invitations(a, w.public.office_id),
    "accounts.entries_at": lambda w, a: account_selectors.entries_at(a, w.public.office_id),
    "accounts.open_office": lambda w, a: account_services.open_office(actor=a, place=w.public.place),
    "accounts.end_session": lambda _w, a: own_services.end_session(actor=a, handle="x"),
    "accounts.end_other_sessions": lambda _w, a: own_services.end_other_sessions(actor=a, current_key="x"),
    "accounts.appoint_deputy (of nobody)": appoint_who_has_no_role,
    "accounts.end_deputy (of another)": end_a_deputy,
    "accounts.enter_office (at once)": lambda w, a: team_services.enter_office(
        actor=a, office_id=w.public.office_id, reason="Der Import hängt.", hours=1
    ),
    "cases.forget_cases": lambda w, a: case_services.forget_cases(actor=a, office=w.person.office()),
    "cases.forget_notes": lambda w, a: case_services.forget_notes(actor=a, office=w.person.office(), case_ids=[]),
    "cases.forget_words": lambda w, a: case_services.forget_words(
        actor=a, office=w.person.office(), case_ids=[w.case.pk]
    ),
    "cases.pass_on_of": lambda w, a: case_services.pass_on_of(
        actor=a, office=w.person.office(), account_id=w.person.account().pk, successor_id=None
    ),
    "cases.follow_task": lambda w, a: case_services.follow_task(
        actor=a, giver=w.person.office(), taker=w.second_office, task="card"
    ),
    "cases.share_anew": lambda w, a: case_services.share_anew(actor=a, office=w.person.office()),
    "cases.close_cases_about": lambda w, a: case_services.close_cases_about(
        actor=a, office=w.person.office(), about="tests.nothing:1", outcome="helped"
    ),
    "directory.own_proposal": lambda w, a: own_selectors.own_proposal(a, w.public),
    "directory.last_change": lambda w, a: own_selectors.last_change(a, w.public),
    "directory.own_view": lambda w, a: own_selectors.own_view(a, w.public),
    "directory.withdraw_proposal": lambda w, a: selfservice.withdraw_proposal(actor=a, organisation=w.public),
    "directory.preview_in_steps": of_run("preview_in_steps", "uploaded"),
    "directory.fail_preview": of_run("fail_preview", "uploaded"),
    "directory.run_import": of_run("run_import", "previewed"),
    "directory.fail_import": of_run("fail_import", "previewed"),
    "directory.undo_import": of_run("undo_import", "done"),
    "directory.fail_undo": of_run("fail_undo", "done"),
    "directory.find_doubles": lambda w, a: directory_services.find_doubles(actor=a, office=w.person.office()),
    "directory.ask_yearly": lambda w, a: directory_services.ask_yearly(actor=a, office=w.person.office()),
    "messages.hold_mails": lambda _w, a: message_services.hold_mails(actor=a),
    "privacy.finds_of": lambda w, a: privacy_selectors.finds_of(a, w.person.office(), wanted(names=["Ole Exempel"])),
    "privacy.erase_account": lambda w, a: privacy_services.erase_account(actor=a, account=w.person.account()),
    "privacy.replay_erasures": lambda _w, a: privacy_services.replay_erasures(actor=a, lines=[]),
    "privacy.complete_ledger": lambda _w, a: privacy_services.complete_ledger(actor=a),
    "privacy.export_office": lambda w, a: privacy_services.export_office(
        actor=a, office=w.person.office(), out=NOWHERE
    ),
    "privacy.import_office": lambda _w, a: privacy_services.import_office(actor=a, file=NOWHERE),
    "privacy.end_sessions": lambda _w, a: privacy_services.end_sessions(actor=a),
    "privacy.end_sign_ins": lambda _w, a: privacy_services.end_sign_ins(actor=a),
    "cases.area_figures": lambda w, a: area_selectors.area_figures(a, w.person.office(), year=2026),
    "cases.way_to_asker": lambda w, a: case_selectors.way_to_asker(a, w.public.office_id, an_about(w)),
    "cases.close_erased": lambda w, a: case_services.close_erased(
        actor=a, office=w.person.office(), case_ids=[w.case.pk]
    ),
    "messages.cancel_for_erased": cancel_for_erased,
    "messages.forget_received": forget_received,
    "places.prove_domain": lambda w, a: prove_domain(actor=a, place=w.public.place),
    "places.end_alliance (of nobody)": end_the_operators_alliance,
    "rounds.forget_subjects": lambda w, a: round_services.forget_subjects(
        actor=a, office_id=w.public.office_id, numbers={}
    ),
    "rounds.cases_on": lambda w, a: round_selectors.cases_on(a, w.meeting, [w.item]),
    "rounds.reopen_decision": lambda w, a: round_services.reopen_decision(actor=a, decision=w.decision),
    "rounds.send_agenda": lambda w, a: round_services.send_agenda(actor=a, meeting=w.meeting, address=SITE),
    "rounds.send_minutes": lambda w, a: round_services.send_minutes(actor=a, meeting=w.meeting, address=SITE),
    "directory.locate_organisations": locate_a_known_house,
    "directory.create_many": lambda w, a: records.create_many(
        actor=a, office=w.person.office(), drafts=[], publish=False, sources=[]
    ),
}
MAY = {
    "accounts.open_invitations": {"viewer"},
    "accounts.entries_at": {"viewer"},
    "accounts.end_session": {"viewer", "coordinator elsewhere", "contact", "organisation", "analyst", "operator"},
    "accounts.enter_office (at once)": {"operator"},
    "cases.area_figures": {"analyst"},
    "cases.way_to_asker": {"viewer"},
    "rounds.cases_on": {"viewer"},
}
MAY["accounts.end_other_sessions"] = MAY["accounts.end_session"]
