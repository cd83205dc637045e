"""How each service verb of an office is called on a world, one line a verb."""

import datetime
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from engagiert.apps.accounts.models import Role
from engagiert.apps.accounts.services import team as team_services
from engagiert.apps.cases import services as case_services
from engagiert.apps.cases.models import Asker
from engagiert.apps.cases.public import asked_by
from engagiert.apps.directory import services as directory_services
from engagiert.apps.directory.services import Draft, Opened
from engagiert.apps.directory.services import importing as import_services
from engagiert.apps.messages import services as message_services
from engagiert.apps.messages.public import Recipient, Text, paragraph
from engagiert.apps.privacy import services as privacy_services
from engagiert.kernel.authz import Actor
from engagiert.kernel.privacy.marks import wanted
from tests.cast import PAUL
from tests.factories import lists
from tests.factories.data_protection import TEXT
from tests.factories.worlds import World
from tests.trust import (
    calls_of_awards,
    calls_of_offers,
    calls_of_programme,
    calls_of_recognition,
    calls_of_rounds,
    calls_of_surveys,
    calls_of_volunteering,
    calls_of_waves,
)

type Call = Callable[[World, Actor], Any]


def of_record(verb: str, record: str = "public", **more: Any) -> Call:
    service = getattr(directory_services, verb)
    return lambda world, actor: service(actor=actor, organisation=getattr(world, record), **more)


def create(world: World, actor: Actor) -> Any:
    values = {"name": "Neuer Verein", "type": "verein", "sector": "civil_society"}
    office = world.person.office()
    return directory_services.create_organisation(actor=actor, office=office, draft=Draft(office.place, values))


def submit(world: World, actor: Actor) -> Any:
    office = world.person.office()
    return directory_services.submit_suggestion(
        actor=actor, kind="remark", office=office, place=office.place, text="Die Tür klemmt."
    )


def receive(world: World, actor: Actor) -> Any:
    office = world.person.office()
    return import_services.receive_file(
        actor=actor, office=office, place=office.place, filename="neu.csv", content=lists.a_csv(("Kegelclub Probe",))
    )


def find_doubles(world: World, actor: Actor) -> Any:
    office = world.person.office()
    found = directory_services.find_doubles(actor=actor, office=office)
    for name in ("Sprachlotsen Eichengrün", "Sprach-Lotsen Eichengrün e.V."):
        values = {"name": name, "type": "verein", "sector": "civil_society"}
        directory_services.create_organisation(actor=actor, office=office, draft=Draft(office.place, values))
    return found + directory_services.find_doubles(actor=actor, office=office)


def ask_yearly(world: World, actor: Actor) -> Any:
    """Switched on, and one record has not been confirmed for years."""
    office = world.person.office()
    directory_services.plan_asking(
        actor=actor, office=office, is_on=True, by_letter=True, site="https://engagiert.example"
    )
    return directory_services.ask_yearly(actor=actor, office=office)


def columns(world: World, actor: Actor) -> Any:
    fields = [column["field"] for column in world.uploaded.columns]
    return import_services.choose_mapping(
        actor=actor, run=world.uploaded, fields=fields, source="Sportamt", publish=True
    )


def preview_in_steps(world: World, actor: Actor) -> Any:
    import_services.start_preview(actor=actor, run=world.uploaded)
    return import_services.preview_in_steps(actor=actor, run_id=world.uploaded.pk)


def fail_preview(world: World, actor: Actor) -> Any:
    import_services.start_preview(actor=actor, run=world.uploaded)
    return import_services.fail_preview(actor=actor, run_id=world.uploaded.pk)


def run_import(world: World, actor: Actor) -> Any:
    import_services.start_import(actor=actor, run=world.previewed)
    return import_services.run_import(actor=actor, run_id=world.previewed.pk)


def fail_import(world: World, actor: Actor) -> Any:
    import_services.start_import(actor=actor, run=world.previewed)
    return import_services.fail_import(actor=actor, run_id=world.previewed.pk)


def undo_import(world: World, actor: Actor) -> Any:
    import_services.start_undo(actor=actor, run=world.done)
    return import_services.undo_import(actor=actor, run_id=world.done.pk)


def fail_undo(world: World, actor: Actor) -> Any:
    import_services.start_undo(actor=actor, run=world.done)
    return import_services.fail_undo(actor=actor, run_id=world.done.pk)


def queue(world: World, actor: Actor) -> Any:
    return message_services.queue_message(
        actor=actor,
        office=world.person.office(),
        key="neu",
        purpose="tests.record",
        recipient=Recipient(mail="chor@probe.example"),
        text=Text("Hallo", (paragraph("Danke."),)),
    )


def of_case(verb: str, **more: Any) -> Call:
    service = getattr(case_services, verb)
    return lambda world, actor: service(actor=actor, case=world.case, **more)


def of_office(verb: str, **more: Any) -> Call:
    service = getattr(case_services, verb)
    return lambda world, actor: service(actor=actor, office=world.person.office(), **more)


def answer(world: World, actor: Actor) -> Any:
    said = case_services.Answer(text="Gern.", way="mail")
    return case_services.answer_case(actor=actor, case=world.case, answer=said, seen=None, token="neu")


def correct(world: World, actor: Actor) -> Any:
    asker = Asker.objects.filter(case=world.case).first() or Asker()
    asker.phone = "0000 4711"
    return case_services.correct_asker(actor=actor, case=world.case, asker=asker)


def reopened(world: World, actor: Actor) -> Any:
    case_services.close_case(actor=actor, case=world.case, outcome="answered")
    return case_services.reopen_case(actor=actor, case=world.case)


def running(world: World, actor: Actor) -> Any:
    said = case_services.Answer(text="Wann?", way="told", then="ask")
    case_services.answer_case(actor=actor, case=world.case, answer=said, seen=None, token="frage")
    return case_services.run_clock_again(actor=actor, case=world.case)


def given_back(world: World, actor: Actor) -> Any:
    case_services.take_case(actor=actor, case=world.case)
    return case_services.give_back(actor=actor, case=world.case)


def forgotten(world: World, actor: Actor) -> Any:
    case_services.close_case(actor=actor, case=world.case, outcome="answered")
    later = timezone.localdate() + datetime.timedelta(days=800)
    return case_services.forget_cases(actor=actor, office=world.person.office(), today=later)


def of_message(verb: str, **more: Any) -> Call:
    service = getattr(message_services, verb)
    return lambda world, actor: service(actor=actor, message=world.mail, **more)


def take_mail(world: World, actor: Actor) -> Any:
    message_services.assign_inbound(actor=actor, inbound=world.inbound, about=f"cases.case:{world.case.pk}")
    return case_services.take_mail(actor=actor, inbound=world.inbound)


def of_colleague(verb: str, **more: Any) -> Call:
    service = getattr(team_services, verb)
    return lambda world, actor: service(actor=actor, role=world.colleagues_role, **more)


def let_go(world: World, actor: Actor) -> Any:
    role = world.colleagues_role
    return team_services.let_go(actor=actor, office=world.person.office(), account=role.account)


def appoint_deputy(world: World, actor: Actor) -> list[Role]:
    today = timezone.localdate()
    return team_services.appoint_deputy(
        actor=actor,
        absent=world.colleagues_role.account,
        deputy=world.person.account(),
        office_id=world.colleagues_role.office_id,
        first_day=today,
        last_day=today,
    )


def end_deputy(world: World, actor: Actor) -> Any:
    [role] = appoint_deputy(world, actor)
    return team_services.end_deputy(actor=actor, role=role)


def enter_office(world: World, actor: Actor) -> Any:
    office = world.person.office().pk
    team_services.end_entry(actor=actor, entry=world.entry)
    return team_services.enter_office(actor=actor, office_id=office, reason="Der Import hängt.", hours=1)


def ask_consent(world: World, actor: Actor) -> Any:
    return privacy_services.ask_consent(
        actor=actor,
        office=world.person.office(),
        purpose="tests.photo",
        matter="data",
        words=TEXT,
        person=privacy_services.Asked("Aische Probe"),
    )


CALLS: dict[str, Call] = {
    **calls_of_rounds.CALLS,
    **calls_of_recognition.CALLS,
    **calls_of_volunteering.CALLS,
    **calls_of_waves.CALLS,
    **calls_of_surveys.CALLS,
    **calls_of_awards.CALLS,
    **calls_of_programme.CALLS,
    "privacy.code_for_paper": lambda w, a: privacy_services.code_for_paper(actor=a, agreement=w.agreement),
    **calls_of_offers.CALLS,
    "cases.take_mail": take_mail,
    "accounts.invite": lambda w, a: team_services.invite(
        actor=a, office=w.person.office(), name="Neu Beispiel", role="viewer"
    ),
    "accounts.require_second_factor": lambda w, a: team_services.require_second_factor(
        actor=a, office=w.person.office(), first_day=timezone.localdate()
    ),
    "accounts.renew_invitation": lambda w, a: team_services.renew_invitation(actor=a, invitation=w.invitation),
    "accounts.withdraw_invitation": lambda w, a: team_services.withdraw_invitation(actor=a, invitation=w.invitation),
    "accounts.change_role": of_colleague("change_role", name="viewer", ends_on=None),
    "accounts.end_role": of_colleague("end_role"),
    "accounts.let_go": let_go,
    "accounts.appoint_deputy": appoint_deputy,
    "accounts.end_deputy": end_deputy,
    "accounts.enter_office": enter_office,
    "accounts.end_entry": lambda w, a: team_services.end_entry(actor=a, entry=w.entry),
    "accounts.hand_over_task": lambda w, a: team_services.hand_over_task(
        actor=a, giver=w.person.office(), taker=w.second_office, task="card"
    ),
    "directory.create_organisation": create,
    "directory.update_organisation": of_record("update_organisation", values={"description": "Singt lauter."}),
    "directory.edit_organisation": of_record(
        "edit_organisation", values={"description": "Singt leiser."}, opened=Opened(0)
    ),
    "directory.publish_organisation": of_record("publish_organisation", "draft"),
    "directory.confirm_organisation": of_record("confirm_organisation"),
    "directory.archive_organisation": of_record("archive_organisation", reason="aufgelöst"),
    "directory.revive_organisation": of_record("revive_organisation", "archived"),
    "directory.add_note": of_record("add_note", text="Notiz"),
    "directory.add_contact": of_record("add_contact", name="Klaas Exempel"),
    "directory.remove_note": lambda w, a: directory_services.remove_note(
        actor=a, organisation=w.public, note_id=w.note_id
    ),
    "directory.remove_contact": lambda w, a: directory_services.remove_contact(
        actor=a, organisation=w.public, contact_id=w.contact_id
    ),
    "directory.save_facility": of_record("save_facility", values={"name": "Saal", "type": "buergertreff"}),
    "directory.remove_facility": lambda w, a: directory_services.remove_facility(
        actor=a, organisation=w.public, facility_id=w.facility.pk
    ),
    "directory.submit_suggestion": submit,
    "directory.accept_suggestion": lambda w, a: directory_services.accept_suggestion(actor=a, suggestion=w.suggestion),
    "directory.decline_suggestion": lambda w, a: directory_services.decline_suggestion(
        actor=a, suggestion=w.suggestion
    ),
    "directory.join_pair": lambda w, a: directory_services.join_pair(actor=a, pair=w.pair),
    "directory.keep_apart": lambda w, a: directory_services.keep_apart(actor=a, pair=w.pair),
    "directory.find_doubles": find_doubles,
    "directory.decide_need": lambda w, a: directory_services.decide_need(
        actor=a, office=w.person.office(), key="gebaerdensprache", state="done", note="Gibt es jetzt."
    ),
    "directory.ask_confirmation": of_record("ask_confirmation", "asking", site="https://engagiert.example"),
    "directory.ask_confirmations": lambda w, a: directory_services.ask_confirmations(
        actor=a, organisations=[w.asking], site="https://engagiert.example"
    ),
    "directory.ask_yearly": ask_yearly,
    "directory.plan_asking": lambda w, a: directory_services.plan_asking(
        actor=a, office=w.person.office(), is_on=True, by_letter=True, site="https://engagiert.example"
    ),
    "directory.confirm_by_phone": of_record("confirm_by_phone"),
    "directory.trust_organisation": of_record("trust_organisation", trusted=True),
    "directory.invite_contact": of_record(
        "invite_contact", mail="klaas@verein.example", site="https://engagiert.example"
    ),
    "directory.end_contact": lambda w, a: directory_services.end_contact(
        actor=a, organisation=w.public, account_id=w.contact.account().pk
    ),
    "directory.publish_statement": lambda w, a: directory_services.publish_statement(actor=a, statement=w.statement),
    "directory.decline_statement": lambda w, a: directory_services.decline_statement(
        actor=a, statement=w.statement, reason="Bitte ohne Namen."
    ),
    "directory.undo_revision": lambda w, a: directory_services.undo_revision(actor=a, revision=w.revision),
    "directory.choose_licence": lambda w, a: directory_services.choose_licence(
        actor=a, office=w.person.office(), licence="cc-by", attribution="Stadt Probe"
    ),
    "directory.receive_file": receive,
    "directory.choose_mapping": columns,
    "directory.start_preview": lambda w, a: import_services.start_preview(actor=a, run=w.uploaded),
    "directory.preview_in_steps": preview_in_steps,
    "directory.fail_preview": fail_preview,
    "directory.preview_import": lambda w, a: import_services.preview_import(actor=a, run=w.uploaded),
    "directory.start_import": lambda w, a: import_services.start_import(actor=a, run=w.previewed),
    "directory.run_import": run_import,
    "directory.fail_import": fail_import,
    "directory.start_undo": lambda w, a: import_services.start_undo(actor=a, run=w.done),
    "directory.undo_import": undo_import,
    "directory.fail_undo": fail_undo,
    "directory.discard_import": lambda w, a: import_services.discard_import(actor=a, run=w.uploaded),
    "messages.queue_message": queue,
    "privacy.describe_controller": lambda w, a: privacy_services.describe_controller(
        actor=a, office=w.person.office(), controller="Stadt Probe"
    ),
    "privacy.erase_person": lambda w, a: privacy_services.erase_person(
        actor=a, office=w.person.office(), who=wanted(names=["Ole Exempel"])
    ),
    "privacy.record_breach": lambda w, a: privacy_services.record_breach(
        actor=a, office=w.person.office(), what="Falsche Adresse.", noticed_at=timezone.now()
    ),
    "privacy.update_breach": lambda w, a: privacy_services.update_breach(actor=a, breach=w.breach, people=3),
    "privacy.ask_consent": ask_consent,
    "privacy.note_agreement": lambda w, a: privacy_services.note_agreement(
        actor=a, agreement=w.agreement, way="paper", note="Ordner 3"
    ),
    "privacy.withdraw_agreement": lambda w, a: privacy_services.withdraw_agreement(
        actor=a, agreement=w.agreement, way="phone"
    ),
    "privacy.end_consent": lambda w, a: privacy_services.end_consent(actor=a, consent=w.agreement.consent),
    "privacy.keep_periods": lambda w, a: privacy_services.keep_periods(actor=a, office=w.person.office()),
    "messages.confirm_arrival": of_message("confirm_arrival"),
    "messages.send_again": of_message("send_again"),
    "messages.turn_into_letter": of_message("turn_into_letter", lines=["Anneliese Erdacht", "33039 Nieheim"]),
    "messages.cancel_message": of_message("cancel_message"),
    "messages.assign_inbound": lambda w, a: message_services.assign_inbound(
        actor=a, inbound=w.inbound, about="tests.case:7"
    ),
    "messages.settle_inbound": lambda w, a: message_services.settle_inbound(actor=a, inbound=w.inbound),
    "cases.open_case": of_office(
        "open_case", kind="cases.question", asker=asked_by(name="Neu"), channel="phone", subject="Neu"
    ),
    "cases.open_cases": of_office(
        "open_cases", asked=[case_services.Asked("cases.question", asked_by(name="Neu"), "phone", "Neu")]
    ),
    "cases.hand_in": of_office(
        "hand_in", kind="cases.question", asker=asked_by(name="Neu"), subject="Neu", text="Neu", token="neu"
    ),
    "cases.status_code": lambda w, a: case_services.status_code(actor=a, case=w.second_case),
    "cases.add_note": of_case("add_note", text="Neu"),
    "cases.add_call": of_case("add_call", text="Neu"),
    "cases.add_confidential_note": of_case("add_confidential_note", text="Neu"),
    "cases.take_case": of_case("take_case"),
    "cases.give_to_colleague": lambda w, a: case_services.give_to_colleague(
        actor=a, case=w.case, account=w.person.account()
    ),
    "cases.give_back": given_back,
    "cases.note_reply": of_case("note_reply", text="Ja.", channel="letter"),
    "cases.run_clock_again": running,
    "cases.correct_asker": correct,
    "cases.answer_case": answer,
    "cases.confirm_receipt": of_case("confirm_receipt", status=("ABCD", "https://x.example/code/ABCD/")),
    "cases.close_case": of_case("close_case", outcome="answered"),
    "cases.close_cases_about": lambda w, a: case_services.close_cases_about(
        actor=a, office=w.person.office(), about=f"directory.pair:{w.pair.pk}", outcome="helped"
    ),
    "cases.reopen_case": reopened,
    "cases.hand_over": lambda w, a: case_services.hand_over(actor=a, case=w.case, office=PAUL.office()),
    "cases.merge_cases": lambda w, a: case_services.merge_cases(actor=a, case=w.second_case, into=w.case),
    "cases.share_case": of_case("share_case", sharing="alliance"),
    "cases.promise_days": of_office("promise_days", days={"cases.question": 9}),
    "cases.arrange_desk": of_office("arrange_desk", publishes_record=True, escalates_after=5),
    "cases.save_template": of_office("save_template", title="Neu", text="Neu"),
    "cases.drop_template": lambda w, a: case_services.drop_template(
        actor=a, office=w.person.office(), template_id=w.template.pk
    ),
    "cases.save_view": of_office("save_view", name="Neu", query="wer=meine"),
    "cases.drop_view": lambda w, a: case_services.drop_view(
        actor=a, office=w.person.office(), name=w.canaries["name of a view"]
    ),
    "cases.take_back_cases": lambda w, a: case_services.take_back_cases(
        actor=a, office=w.person.office(), about=[f"recognition.application:{w.application.pk}"]
    ),
    "cases.forget_cases": forgotten,
    "cases.tally_cases": of_office("tally_cases", today=datetime.date(2027, 1, 1)),
    "cases.remind_office": of_office("remind_office", today=datetime.date(2026, 12, 1)),
    "messages.mark_printed": lambda w, a: message_services.mark_printed(actor=a, letters=[w.letter]),
}
