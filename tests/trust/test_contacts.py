"""A contact of an organisation works at no office: they read what is theirs, and change what the list allows."""

import datetime
import inspect
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.utils import timezone
from psycopg import sql

from engagiert.apps.accounts.public import Role
from engagiert.apps.directory.models import (
    Alias,
    ContactPoint,
    Facility,
    FundingSource,
    Organisation,
    Statement,
    Suggestion,
)
from engagiert.apps.directory.rules import CONTACT_FIELDS
from engagiert.apps.directory.services import Opened, selfservice
from engagiert.apps.opportunities.models import Opportunity
from engagiert.kernel.audit.models import AuditEntry
from engagiert.kernel.authz import Actor, NotAllowed
from engagiert.kernel.tenancy import ByAccount, Everyone, Ledger, enter, inspection
from engagiert.kernel.tenancy.models import WalledModel
from tests.cast import ANYBODY, BERTA, SELMA
from tests.factories import contacts, records
from tests.factories.contacts import ContactPerson
from tests.factories.downloads import whole_body
from tests.factories.worlds import World, a_world
from tests.trust.asking import questions

pytestmark = pytest.mark.django_db
OWN = {Organisation, Alias, ContactPoint, Facility, FundingSource, Opportunity}


@pytest.fixture
def nieheim() -> World:
    return a_world(BERTA)


@pytest.fixture
def hatice(nieheim: World) -> ContactPerson:
    return contacts.a_contact(of=nieheim.public, by=BERTA)


def rows(model: type[models.Model]) -> int:
    """All rows that the database shows here, without any filter of the code."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.SQL("select * from {}").format(sql.Identifier(model._meta.db_table)).as_string(None))
        return cursor.rowcount


def behind_walls() -> list[type[models.Model]]:
    return [model for model in inspection.own_models() if issubclass(model, WalledModel)]


def test_the_database_shows_a_contact_their_own_record_and_nothing_else_of_the_office(
    nieheim: World, hatice: ContactPerson
) -> None:
    with hatice.at_work():
        assert [one.pk for one in Organisation.objects.all()] == [nieheim.public.pk]
        for model in OWN - {Organisation}:
            keys = set(model._default_manager.values_list("organisation_id", flat=True))
            assert keys == {nieheim.public.pk}, model
        for model in behind_walls():
            if model in OWN or isinstance(model.wall, ByAccount | Ledger | Everyone):  # type: ignore[attr-defined]
                continue
            assert rows(model) == 0, model
        assert {role.account_id for role in Role.objects.all()} == {hatice.account().pk}


def test_a_contact_writes_to_no_table_by_themselves(nieheim: World, hatice: ContactPerson) -> None:
    with hatice.at_work():
        for model in OWN:
            assert model._default_manager.update(office_id=models.F("office_id")) == 0, model
            assert model._default_manager.all().delete()[0] == 0, model


def test_when_the_role_ends_the_wall_is_shut(nieheim: World, hatice: ContactPerson) -> None:
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    with BERTA.at_work():
        Role.objects.filter(name="organisation").update(starts_on=yesterday, ends_on=yesterday)
    with hatice.at_work():
        assert rows(Organisation) == 0


def test_a_contact_of_one_record_can_do_nothing_to_another(nieheim: World, hatice: ContactPerson) -> None:
    other = records.an_organisation(by=BERTA, name="Fremder Verein")
    opened = Opened(0)
    verbs = {
        "change": lambda actor: selfservice.change_own_record(
            actor=actor, organisation=other, values={"description": "Fremd"}, opened=opened
        ),
        "confirm": lambda actor: selfservice.confirm_own_record(actor=actor, organisation=other),
        "end": lambda actor: selfservice.report_own_end(actor=actor, organisation=other),
        "withdraw": lambda actor: selfservice.withdraw_proposal(actor=actor, organisation=other),
        "state": lambda actor: selfservice.write_statement(actor=actor, organisation=other, text="Fremd"),
        "unsay": lambda actor: selfservice.withdraw_statement(actor=actor, organisation=other),
        "invite": lambda actor: selfservice.invite_contact(
            actor=actor, organisation=other, mail="x@fremd.example", site="https://x.example"
        ),
        "leave": lambda actor: selfservice.leave_record(actor=actor, organisation=other),
    }
    for verb in verbs.values():
        with hatice.at_work() as actor, pytest.raises(NotAllowed):
            verb(actor)
        with enter(ANYBODY, action="tests.visit"), pytest.raises(NotAllowed):
            verb(ANYBODY)
    with BERTA.at_work():
        other.refresh_from_db()
        assert (other.description, other.confirmed_on) == ("", None)
        assert not Suggestion.objects.filter(organisation=other).exists()
        assert not Statement.objects.filter(organisation=other).exists()


def test_a_contact_changes_no_field_that_the_list_does_not_name(nieheim: World, hatice: ContactPerson) -> None:
    forbidden = {"state", "trusted_on", "trusted_by", "confirmed_on", "notes", "contacts", "funding", "facilities"}
    forbidden |= {"sources", "source_keys", "slug", "place_id", "budget_band", "staff_fte", "sector"}
    assert not forbidden & set(CONTACT_FIELDS)
    with hatice.at_work() as actor:
        values = {"state": "archived", "trusted_on": "2026-01-01", "notes": [], "description": "Wir singen."}
        proposal = selfservice.change_own_record(
            actor=actor, organisation=nieheim.public, values=values, opened=Opened(0)
        )
    assert isinstance(proposal, Suggestion)
    assert proposal.changes == {"description": "Wir singen."}
    with BERTA.at_work():
        nieheim.public.refresh_from_db()
        assert (nieheim.public.state, nieheim.public.trusted_on) == ("published", None)
        assert nieheim.public.notes.count() == 1


def test_no_page_shows_a_contact_what_is_private_to_the_office_or_to_any_other(
    nieheim: World, hatice: ContactPerson
) -> None:
    others = a_world(SELMA)
    browser = hatice.browser()
    # Of their own record they read what others suggest about it, and their own statement.
    allowed = {"suggested value", "statement that waits"}
    seen = set()
    for question in questions(nieheim):
        if question.address.room == "ui":
            continue
        text = whole_body(browser.get(question.url)).decode(errors="replace")
        leaks = {what for what, word in nieheim.canaries.items() if word in text}
        may = {"own": allowed, "volunteering": HELPERS, "recognition": HELPERS, "own_offers": OFFERED}.get(
            question.address.room, set()
        )
        assert leaks <= may, question.url
        assert not any(word in text for word in others.canaries.values()), question.url
        seen |= leaks
    # If nothing showed, the silence would prove nothing.
    assert allowed | HELPERS <= seen <= allowed | HELPERS | OFFERED


# Who helps at the organisation, once both have said yes.
HELPERS = {"name of a volunteer"}
# Their own offers, drafts too.
OFFERED = {"title of a draft offer", "contact of an offer", "wish about an offer"}
LINK = {"ask_again_by_link", "confirm_by_link", "report_gone_by_link", "suggest_by_link"}
CODE = {"prepare_account", "send_claim_code", "take_over"}
VERBS: dict[str, Callable[[World, Actor], Any]] = {
    "change_own_record": lambda w, a: selfservice.change_own_record(
        actor=a, organisation=w.public, values={"description": "Wir singen."}, opened=Opened(0)
    ),
    "confirm_own_record": lambda w, a: selfservice.confirm_own_record(actor=a, organisation=w.public),
    "report_own_end": lambda w, a: selfservice.report_own_end(actor=a, organisation=w.public),
    "withdraw_proposal": lambda w, a: (
        VERBS["change_own_record"](w, a),
        selfservice.withdraw_proposal(actor=a, organisation=w.public),
    ),
    "write_statement": lambda w, a: selfservice.write_statement(actor=a, organisation=w.public, text="Neu."),
    "withdraw_statement": lambda w, a: selfservice.withdraw_statement(actor=a, organisation=w.public),
    "invite_contact": lambda w, a: selfservice.invite_contact(
        actor=a, organisation=w.public, mail="klaas@chor.example", site="https://engagiert.example"
    ),
    "leave_record": lambda w, a: selfservice.leave_record(actor=a, organisation=w.public),
}


def test_every_verb_of_the_self_service_is_told_here_or_with_the_links() -> None:
    verbs = {
        name
        for name, function in inspect.getmembers(selfservice, inspect.isfunction)
        if "actor" in inspect.signature(function).parameters
    }
    assert verbs == VERBS.keys() | LINK | CODE


def test_every_verb_of_a_contact_is_on_record_in_their_name_for_the_office(
    nieheim: World, hatice: ContactPerson, subtests: pytest.Subtests
) -> None:
    office = BERTA.office().pk
    for name, verb in VERBS.items():
        with subtests.test(name), transaction.atomic():
            with BERTA.at_work():
                before = set(AuditEntry.objects.values_list("pk", flat=True))
            with hatice.at_work(f"directory.{name}") as actor:
                verb(nieheim, actor)
            with BERTA.at_work():
                new = AuditEntry.objects.exclude(pk__in=before)
                assert new.exists()
                assert {(entry.actor, entry.office_id) for entry in new} == {(hatice.actor().name_on_record, office)}
                assert {entry.account_id for entry in new} == {hatice.account().pk}
            transaction.set_rollback(True)
