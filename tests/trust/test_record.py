"""Every write is on record: who, what, when, for which office. Each service is called, none is forgotten."""

import datetime
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection, models, transaction
from django.db.models import Max
from django.db.utils import ProgrammingError

from engagiert.apps.accounts import services as account_services
from engagiert.apps.accounts.services import team as team_services
from engagiert.apps.atlas import services as atlas_services
from engagiert.apps.awards import services as award_services
from engagiert.apps.cases import services as case_services
from engagiert.apps.cases.models import Case
from engagiert.apps.directory import services as directory_services
from engagiert.apps.directory.models import ImportRun, Organisation, Revision
from engagiert.apps.directory.services import importing as import_services
from engagiert.apps.messages import services as message_services
from engagiert.apps.opportunities import services as offer_services
from engagiert.apps.opportunities.models import Opportunity
from engagiert.apps.opportunities.services import importing as offer_list_services
from engagiert.apps.places import services as place_services
from engagiert.apps.places.public import Place
from engagiert.apps.privacy import services as privacy_services
from engagiert.apps.programme import services as programme_services
from engagiert.apps.recognition import services as recognition_services
from engagiert.apps.rounds import services as round_services
from engagiert.apps.surveys import services as survey_services
from engagiert.apps.volunteering import services as volunteer_services
from engagiert.apps.waves import services as wave_services
from engagiert.apps.waves.models import Allotment, Wave
from engagiert.kernel.audit.models import AuditEntry
from engagiert.kernel.authz import Actor, NotAllowed
from engagiert.kernel.tenancy import enter, inspection
from tests.apps.places import gv100ad_lines
from tests.cast import ANYBODY, BERTA, IDA, MURAT, OLE, OPERATOR, SELMA, the_operator_at_work
from tests.database import clones
from tests.factories import pictures, records
from tests.factories.towns import HEMER, NIEHEIM, in_register
from tests.factories.worlds import a_world
from tests.trust import calls_of_atlas
from tests.trust.calls import CALLS
from tests.trust.promises import Kept

pytestmark = pytest.mark.django_db

# Registers and offices are the operator's; nobody at an office may touch them.
OPERATORS = (place_services, account_services, atlas_services)
MODULES: tuple[ModuleType, ...] = (
    directory_services,
    import_services,
    message_services,
    round_services,
    recognition_services,
    offer_services,
    offer_list_services,
    case_services,
    place_services,
    account_services,
    team_services,
    privacy_services,
    volunteer_services,
    wave_services,
    survey_services,
    award_services,
    programme_services,
    atlas_services,
)
# Moves something from one office to another, so that both have it on record.
BETWEEN_OFFICES = {"accounts.hand_over_task", "cases.hand_over", "waves.ask_neighbour"}
# Does its work by the verbs of lower apps, which are on record under their own names.
BY_VERBS_OF = {
    "awards": ("privacy", "cases"),
    "recognition": ("privacy",),
    "surveys": ("directory",),
    "waves": ("volunteering", "cases", "directory", "privacy"),
}
# Called by no person at an office: the worker in transactions of its own, the operator after a restore.
WORKERS = {
    "messages.send_message",
    "messages.sweep_messages",
    "messages.hold_mails",
    "messages.cancel_for_erased",
    "messages.forget_received",
    "messages.fetch_mails",
    "messages.receive_mail",
    "directory.bring_to_desk",
    # When people or offices change: tests/apps/cases/test_moving.py.
    "cases.follow_task",
    "cases.forget_notes",
    "cases.forget_words",
    "cases.pass_on_of",
    "cases.share_anew",
    "cases.take_alliance_question",
    "cases.close_erased",
    "rounds.forget_subjects",
}
# In transactions of their own, batch by batch: tests/apps/opportunities/test_list_of_offers.py.
WORKERS |= {"opportunities.take_over_offers", "opportunities.take_back_list", "opportunities.fail_offers"}
WORKERS |= {"opportunities.try_in_steps"}
# Anybody may call these, with or without account.
ANYBODYS = {"directory.submit_suggestion", "cases.open_case", "cases.hand_in"}
# Whoever holds the code may, with or without role: tests/apps/accounts/test_invitations.py.
WORKERS |= {"accounts.accept_invitation", "accounts.prepare_account"}
# Everybody's for what they agreed to themselves: tests/apps/privacy/test_consents.py.
WORKERS |= {"privacy.withdraw_own"}
# Asks a name server first: tests/apps/front/test_own_domain.py.
WORKERS |= {"places.prove_domain"}
# The operator's, and everybody's for themselves (tests/trust/test_erasure.py).
WORKERS |= {
    "privacy.complete_ledger", "privacy.end_sign_ins", "privacy.export_office", "privacy.import_office",
    "privacy.end_sessions", "privacy.erase_account", "privacy.replay_erasures",
}  # fmt: skip
A_DAY = datetime.timedelta(days=1)
# Whoever holds the code of a person or a question, and contacts of an organisation: tests/apps/volunteering.
WORKERS |= {
    "volunteering.answer_as_organisation", "volunteering.answer_by_code", "volunteering.change_mind_by_code",
    "volunteering.change_wish_by_code", "volunteering.choose", "volunteering.codes_for_joined",
    "volunteering.confirm_hours_as_contact", "volunteering.leave_by_code", "volunteering.log_hours_as_contact",
    "volunteering.log_hours_by_code", "volunteering.pause_by_code", "volunteering.print_slip_by_code",
    "volunteering.resume_by_code", "volunteering.end_erased", "volunteering.accept_by_code",
    "volunteering.give_seat_code", "volunteering.give_up_by_code", "volunteering.say_attendance_by_code",
    "volunteering.take_seat_by_code", "volunteering.note_attendance_as_contact",
}  # fmt: skip
# On record under the verbs of data protection, which keeps the consents.
WORKERS |= {"volunteering.follow_consent", "volunteering.note_guardian", "volunteering.take_back_guardian"}
# The first without role, the second with any: the person reads that their office has looked.
ANYBODYS |= {"recognition.apply_for_card", "recognition.offer_partnership"}
# Anybody who searches; kept without persons: tests/apps/directory/test_needs.py.
WORKERS |= {"directory.note_unmet"}
# Whoever holds the code of the organisation: tests/apps/recognition/test_applications.py.
WORKERS |= {"recognition.confirm_engagement", "recognition.lose_by_code", "recognition.renew_by_code"}
# Whoever holds the code of the card's page: tests/apps/recognition/test_to_the_states_app.py.
WORKERS |= {"recognition.share_by_code"}
# A contact of the organisation: tests/apps/recognition/test_prefilled.py.
WORKERS |= {"recognition.suggest_as_contact"}
# Whoever holds the code of the status page: tests/apps/recognition/test_owners.py.
WORKERS |= {"cases.withdraw_case"}
# Whoever holds the code, and the office that is asked: tests/apps/waves.
WORKERS |= {"waves.take_seat_by_code", "waves.answer_keep_by_code", "waves.answer_neighbour"}
# Whoever holds the code; the answers of staff and public counts are off the record: tests/apps/surveys.
WORKERS |= {"surveys.save_page_by_link", "surveys.send_in_by_link", "surveys.answer_as_staff", "surveys.tally_needs"}
# Called where a survey's own rule was asked: tests/apps/surveys/test_survey.py.
WORKERS |= {"directory.suggest_from_survey"}
ANYBODYS |= {"surveys.report_need"}
# What the person said by their link, kept by data protection: tests/apps/awards/test_awards.py.
WORKERS |= {"awards.follow_consent"}
ANYBODYS |= {"awards.nominate"}
# Whoever has a card, or the code of their sign-up: tests/apps/programme/test_outings.py.
WORKERS |= {"programme.sign_up", "programme.accept_by_code", "programme.give_up_by_code"}
ANYBODYS |= {"waves.sign_up", "volunteering.join", "volunteering.take_seat", "volunteering.open_talk"}
OUTLINE = (
    '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"AGS": "05762028"}, "geometry": '
    '{"type": "Polygon", "coordinates": [[[9, 51.7], [9.2, 51.7], [9.1, 51.9], [9, 51.7]]]}}]}'
)
HOUSES = "Straße;Hausnummer;PLZ;Ort;lat;lon\nMarktstraße;3;33039;Nieheim;51,80;9,11\n"
# Writes rows of a table that is off the record for a reason that stands with its model.
OFF_THE_RECORD = {"places.import_addresses", "places.import_outlines"}


def services() -> Iterator[tuple[str, ModuleType]]:
    """Every public function of a services module that takes an actor."""
    for module in MODULES:
        app = module.__name__.split(".")[2]
        for name, function in inspect.getmembers(module, inspect.isfunction):
            own = function.__module__.startswith(module.__name__) and f"{app}.{name}" not in WORKERS
            if own and not name.startswith("_") and "actor" in inspect.signature(function).parameters:
                yield f"{app}.{name}", module


def at_office() -> list[str]:
    return [name for name, module in services() if module not in OPERATORS]


def entries_since(last: int) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(pk__gt=last))


def last_entry() -> int:
    """The last entry that one may read."""
    last: int | None = AuditEntry.objects.aggregate(last=Max("pk"))["last"]
    return last or 0


def test_every_service_of_an_office_is_called_here() -> None:
    missing = set(at_office()) - CALLS.keys()
    assert not missing, f"say in CALLS how these services are called: {sorted(missing)}"
    assert not CALLS.keys() - set(at_office()), "CALLS names services that do not exist"


def test_every_service_leaves_entries_with_actor_action_and_office(subtests: pytest.Subtests, promise: Kept) -> None:
    world, office = a_world(BERTA), BERTA.office().pk
    for name, call in CALLS.items():
        with subtests.test(name), transaction.atomic():
            with BERTA.at_work(name) as actor:
                last = last_entry()
                call(world, actor)
                entries = entries_since(last)
            assert entries, "nothing on record"
            for entry in entries:
                # The log outlives the person: it names the account by its number.
                assert (entry.actor, entry.account_id) == (f"Konto {BERTA.account().pk}", BERTA.account().pk)
                # What is handed over is written at the other office, too, and there as well in her name.
                assert entry.office_id == office or name in BETWEEN_OFFICES
                app = name.partition(".")[0]
                assert entry.action.partition(".")[0] in (app, *BY_VERBS_OF.get(app, ()))
            transaction.set_rollback(True)
    promise("record", len(CALLS), "services of an office called, each with actor, action and office in the log")


def test_who_only_reads_can_call_no_service_but_suggest(subtests: pytest.Subtests) -> None:
    world = a_world(BERTA)
    for name, call in CALLS.items():
        with subtests.test(name), transaction.atomic():
            with IDA.at_work(name) as actor:
                last = last_entry()
                if name in ANYBODYS:
                    call(world, actor)
                else:
                    with pytest.raises(NotAllowed):
                        call(world, actor)
                    assert entries_since(last) == []
            transaction.set_rollback(True)


def test_somebody_from_another_office_can_call_no_service_on_these_records(subtests: pytest.Subtests) -> None:
    world = a_world(BERTA)
    SELMA.account()
    refusals = (NotAllowed, Organisation.DoesNotExist, Case.DoesNotExist, ImportRun.DoesNotExist, Revision.DoesNotExist)
    refusals += (Opportunity.DoesNotExist, Allotment.DoesNotExist, Wave.DoesNotExist)
    for name, call in CALLS.items():
        if name in ANYBODYS:
            continue
        with subtests.test(name), transaction.atomic():
            with SELMA.at_work(name) as actor, pytest.raises(refusals):
                call(world, actor)
            transaction.set_rollback(True)


def operators_calls(folder: Path) -> dict[str, Callable[[Actor], Any]]:
    """The services of whoever runs the installation, each with something to write."""
    nieheim, hemer = in_register(NIEHEIM), in_register(HEMER)
    gv100ad = folder / "gv100ad.txt"
    gv100ad.write_text("\n".join(gv100ad_lines.unna()), encoding="utf-8")
    houses = folder / "houses.csv"
    houses.write_text(HOUSES, encoding="utf-8")
    outlines = folder / "outlines.geojson"
    outlines.write_text(OUTLINE, encoding="utf-8")
    point = {"lat": 51.8, "lon": 9.0}
    office, account = BERTA.office(), OLE.account()
    return {
        "places.load_register": lambda a: place_services.load_register(actor=a),
        "places.import_places": lambda a: place_services.import_places(actor=a, path=gv100ad),
        "places.import_addresses": lambda a: place_services.import_addresses(actor=a, path=houses),
        "places.import_outlines": lambda a: place_services.import_outlines(actor=a, path=outlines),
        "places.add_place": lambda a: place_services.add_place(
            actor=a, ags="16051000", name="Erfurt", kind="municipality", **point
        ),
        "places.add_neighbourhood": lambda a: place_services.add_neighbourhood(
            actor=a, municipality=nieheim, name="Himmighausen", **point
        ),
        "places.create_alliance": lambda a: place_services.create_alliance(
            actor=a, name="Verbund Probe", members=[nieheim.ags, hemer.ags]
        ),
        **calls_of_alliances(nieheim),
        **calls_of_atlas.of_the_operator(nieheim, hemer),
        "places.want_domain": lambda a: place_services.want_domain(actor=a, place=nieheim, domain="neu.example.de"),
        "places.set_arms": lambda a: place_services.set_arms(
            actor=a, place=nieheim, content=pictures.SHIELD, alt="Rot"
        ),
        "places.set_signs": lambda a: place_services.set_signs(actor=a, place=nieheim, content=pictures.FILM),
        "places.remove_file": lambda a: place_services.remove_file(actor=a, place=nieheim, kind="signs"),
        "places.write_text": lambda a: place_services.write_text(actor=a, place=nieheim, kind="impressum", text="Wir."),
        "accounts.set_hours": lambda a: account_services.set_hours(
            actor=a, office=office, hours={"week": {"mo": [["09:00", "12:00"]]}}, phone_hours={}, closed_days=[]
        ),
        "places.open_town": lambda a: place_services.open_town(actor=a, place=hemer),
        "places.change_town": lambda a: place_services.change_town(actor=a, place=nieheim, greeting="Willkommen"),
        "accounts.open_office": lambda a: account_services.open_office(actor=a, place=hemer),
        "accounts.add_office": lambda a: account_services.add_office(actor=a, place=nieheim, name="Agentur Probe"),
        "accounts.take_on_task": lambda a: account_services.take_on_task(actor=a, office=office, task="exchange"),
        "accounts.add_account": lambda a: account_services.add_account(
            actor=a, mail="neu@nieheim.example", name="Neu Beispiel", office=office, role="editor"
        ),
        "accounts.describe_office": lambda a: account_services.describe_office(actor=a, office=office, room="Zimmer 3"),
        "accounts.reset_second_factor": lambda a: reset_second_factor(a, account.email),
        "accounts.disable_account": lambda a: account_services.disable_account(actor=a, mail=account.email),
    }


def calls_of_alliances(nieheim: Place) -> dict[str, Callable[[Actor], Any]]:
    luenen, last = MURAT.office().place, datetime.date(2030, 1, 1)
    with the_operator_at_work() as operator:
        card, _course = (
            place_services.found_alliance(actor=operator, place=nieheim, name=name, purpose="Zusammen.", ends_on=last)
            for name in ("Karte Probe", "Kurs Probe")
        )
    return {
        "places.found_alliance": lambda a: place_services.found_alliance(
            actor=a, place=nieheim, name="Neuer Verbund", purpose="Zusammen."
        ),
        "places.ask_town": lambda a: place_services.ask_town(actor=a, alliance=card, town=luenen),
        "places.join_alliance": lambda a: place_services.join_alliance(actor=a, alliance=card, place=luenen),
        "places.leave_alliance": lambda a: place_services.leave_alliance(actor=a, alliance=card, place=luenen),
        "places.describe_alliance": lambda a: place_services.describe_alliance(
            actor=a, alliance=card, purpose="Anders.", ends_on=datetime.date(2029, 1, 1)
        ),
        "places.end_alliance": lambda a: place_services.end_alliance(actor=a, alliance=card),
        "places.end_alliances": lambda a: place_services.end_alliances(actor=a, today=last + A_DAY),
    }


def reset_second_factor(actor: Actor, mail: str) -> Any:
    if actor == OPERATOR:
        Authenticator.objects.create(user=OLE.account(), type="totp", data={})
    return account_services.reset_second_factor(actor=actor, mail=mail)


@pytest.mark.django_db(transaction=True)
def test_every_service_of_the_operator_is_on_record_and_the_operators_alone(tmp_path: Path) -> None:
    calls, selma = operators_calls(tmp_path), SELMA.actor()
    assert calls.keys() == {name for name, module in services() if module in OPERATORS}
    for name, call in calls.items():
        with pytest.raises(NotAllowed), enter(selma, action=name):
            call(selma)
        before = len(whole_log())
        with enter(OPERATOR, action=name):
            call(OPERATOR)
        written = whole_log()[before:]
        assert {actor for actor, _action in written} == (set() if name in OFF_THE_RECORD else {OPERATOR.label}), name
        assert all(action.startswith(name.partition(".")[0]) for _actor, action in written), name


def whole_log() -> list[tuple[str, str]]:
    """Actor and action of all entries, of whatever office: only the superuser sees them all."""
    with clones.server().connect_as_superuser(connection.settings_dict["NAME"]) as keeper:
        return keeper.execute("select actor, action from audit_entry order by id").fetchall()


def test_a_write_without_an_actor_is_refused_in_every_recorded_table(subtests: pytest.Subtests) -> None:
    a_world(BERTA)
    office, account = BERTA.office().pk, BERTA.account().pk
    place_services.create_alliance(actor=OPERATOR, name="Verbund Probe", members=[NIEHEIM.ags])
    calls_of_atlas.a_roll(OPERATOR, in_register(NIEHEIM), in_register(HEMER))
    calls_of_atlas.ways(OPERATOR, in_register(NIEHEIM), in_register(HEMER))
    for model in inspection.own_models():
        if getattr(model, "off_the_record", ""):
            continue
        with subtests.test(model.__name__), pytest.raises(ProgrammingError, match="without an actor"):
            touch_without_an_actor(model, office, account)


def touch_without_an_actor(model: type[models.Model], office: int, account: int) -> None:
    """Delete rows with office and account set, so that the wall lets it pass, but nobody named."""
    table = model._meta.db_table
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select set_config('engagiert.offices', %s, true)", [str(office)])
        cursor.execute("select set_config('engagiert.account', %s, true)", [str(account)])
        cursor.execute(f"delete from {table}")


def test_an_update_that_changes_nothing_leaves_no_entry() -> None:
    record = records.an_organisation(by=BERTA)
    with BERTA.at_work():
        last = last_entry()
        Organisation.objects.filter(pk=record.pk).update(name=record.name)
        assert entries_since(last) == []
        Organisation.objects.filter(pk=record.pk).update(name="Anders")
        [entry] = entries_since(last)
    assert (entry.operation, entry.table_name, entry.row_id) == ("UPDATE", "directory_organisation", str(record.pk))
    assert entry.columns == ["name"]


def test_a_suggestion_without_account_is_on_record_as_such() -> None:
    record = records.an_organisation(by=BERTA)
    records.a_suggestion(on=record)
    with BERTA.at_work():
        entry = AuditEntry.objects.get(table_name="directory_suggestion")
    assert (entry.actor, entry.account_id, entry.office_id) == (ANYBODY.label, None, record.office_id)
