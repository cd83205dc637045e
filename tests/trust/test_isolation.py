"""Nobody sees or changes another office's data: every address × method × role × relation, with canaries in the rows.

The short form asks each address by each method in a sample of the roles, the long form asks all of them. First
somebody of the office reads everything, so that what a process keeps is full of what others must not be given.
"""

import logging
import random
from collections.abc import Iterator

import pytest
from django.core.mail import EmailMessage
from django.db import connection, models
from django.http import HttpResponseBase
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from psycopg import sql

from engagiert.apps.accounts.models import Account
from engagiert.kernel.audit.models import AuditEntry
from engagiert.kernel.authz import Actor
from engagiert.kernel.authz.views import PUBLIC
from engagiert.kernel.tenancy import Everyone, enter, inspection
from engagiert.kernel.tenancy.third_party import DESTINY
from tests.cast import BERTA, SELMA
from tests.factories.worlds import World, a_world
from tests.trust import relations
from tests.trust.asking import Question, everything, questions, undone
from tests.trust.promises import Kept
from tests.trust.test_every_address import HANDED_IN, browser_of, goes_to_sign_in, last_of, leaks, whole

pytestmark = pytest.mark.django_db
UNUSUAL = ("put", "patch", "delete", "options", "head")
METHODS = ("get", "post", *UNUSUAL)
SHORT = 30


@pytest.fixture
def nieheim() -> World:
    return a_world(BERTA)


def sampled(world: World, is_long: bool) -> list[Question]:
    """Every address in the long form; in the short one each view once and some more."""
    all_of_them = [question for question in questions(world) if question.address.room != "ui"]
    if is_long:
        return all_of_them
    return random.sample(all_of_them, SHORT)


def ask(client: Client, method: str, question: Question, world: World) -> HttpResponseBase:
    if method == "post":
        return client.post(question.url, everything(world))
    return getattr(client, method)(question.url)  # type: ignore[no-any-return]


def warm(world: World) -> None:
    """The office's own people read everything, so that copies and kept answers hold it."""
    client = browser_of(BERTA)
    for question in questions(world):
        if question.address.room != "ui":
            client.get(question.url)


@pytest.mark.parametrize("relation", relations.ALL)
def test_no_address_tells_or_gives_in(
    nieheim: World, relation: str, is_long: bool, caplog: pytest.LogCaptureFixture, promise: Kept
) -> None:
    caplog.set_level(logging.INFO)
    if is_long:
        warm(nieheim)
    chosen = sampled(nieheim, is_long)
    everybody = list(relations.askers(nieheim, relation))
    asked, berta = 0, BERTA.actor()
    for asker in everybody if is_long else random.sample(everybody, min(2, len(everybody))):
        client, before = asker.browser(), last_of(BERTA)
        for question in chosen:
            for method in METHODS if is_long else ("get", "post", random.choice(UNUSUAL)):
                with undone(client):
                    answered_well(client, method, question, nieheim, asker)
                    # What is written is undone after each question, so whatever is newer comes from this one.
                    allowed = HANDED_IN if method == "post" else set()
                    assert method == "get" or tables_written(berta, before) <= allowed, question.url
                asked += 1
    assert leaks(caplog.text, nieheim) == [], "what the log says must name nobody"
    factors = (len(chosen), "addresses"), (len(METHODS), "methods"), (len(relations.ROLES), "roles")
    shape = " × ".join(f"{number} {what}" for number, what in (*factors, (len(relations.ALL), "relations")))
    promise("isolation", asked, f"requests of {shape}{'' if is_long else ' (sampled)'}, 0 leaks")


def answered_well(client: Client, method: str, question: Question, world: World, asker: relations.Asker) -> None:
    where = f"{method.upper()} {question.url} asked by {asker.role}, {asker.relation}"
    response = ask(client, method, question, world)
    assert response.status_code < 500, where
    text = whole(response)
    assert leaks(text, world) == [], where
    assert BERTA.mail not in text, where
    if question.names_a_record and asker.account is not None:
        assert response.status_code in (302, 403, 404, 405), f"{where}: {response.status_code}"
    if asker.account is None and question.address.access != PUBLIC:
        assert goes_to_sign_in(response), where


def tables_written(actor: Actor, before: int) -> set[str]:
    with enter(actor, action="tests.read"):
        return set(AuditEntry.objects.filter(pk__gt=before).values_list("table_name", flat=True))


def open_tables() -> Iterator[str]:
    """Tables without a wall for reading: what stands there, anybody's request may find."""
    for model in inspection.own_models():
        if isinstance(model.wall, Everyone) and model is not Account:
            yield model._meta.db_table
    yield from DESTINY


def test_no_table_without_a_wall_holds_what_is_private(nieheim: World, promise: Kept) -> None:
    """Search, maps, feeds, files, jobs and kept answers read from tables like these."""
    rows = 0
    for table in open_tables():
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL("select t::text from {} t").format(sql.Identifier(table)).as_string(None))
            for (row,) in cursor.fetchall():
                rows += 1
                # Sign-in must find an account by its address, before it can know an office.
                found = set(leaks(row, nieheim)) - (
                    {"address of a colleague"} if table.startswith("account") else set()
                )
                assert not found, f"{table}: {found}"
    promise("isolation", rows, f"rows of {len(set(open_tables()))} open tables (search, cache, jobs), 0 leaks")


def test_what_a_process_keeps_for_one_office_it_does_not_show_the_other(nieheim: World, is_long: bool) -> None:
    rheine = a_world(SELMA)
    own, other = browser_of(BERTA), browser_of(SELMA)
    at_desk = [question for question in questions(nieheim) if question.address.room == "desk"]
    chosen = [question for question in at_desk if not question.names_a_record]
    chosen = chosen if is_long else random.sample(chosen, min(40, len(chosen)))
    chosen.sort(key=lambda question: question.url)
    found: set[str] = set()
    for question in chosen:
        for client, mine, theirs in ((own, nieheim, rheine), (other, rheine, nieheim), (own, nieheim, rheine)):
            text = whole(client.get(question.url))
            assert leaks(text, theirs) == [], question.url
            found |= set(leaks(text, mine))
    assert found, "if nothing showed, the silence would prove nothing"


def work_off() -> int:
    """Run every periodic job, and then all that waits in the queue, as a worker would."""
    done: set[int] = set()
    for periodic in list(app.periodic_registry.periodic_tasks.values()):
        periodic.task.func(timestamp=int(timezone.now().timestamp()))
    while waiting := [job for job in ProcrastinateJob.objects.all() if job.pk not in done]:
        for job in waiting:
            done.add(job.pk)
            task = app.tasks[job.task_name]
            if not task.pass_context:
                task.func(**job.args)
    return len(done) + len(app.periodic_registry.periodic_tasks)


def rows_of(model: type[models.Model], office_id: int) -> list[str]:
    """The office's rows as text, whatever their columns."""
    with connection.cursor() as cursor:
        statement = sql.SQL("select t::text from {} t where office_id = %s").format(
            sql.Identifier(model._meta.db_table)
        )
        cursor.execute(statement.as_string(None), [office_id])
        return [row for (row,) in cursor.fetchall()]


def test_after_all_jobs_no_row_or_mail_of_one_office_holds_what_is_anothers(
    nieheim: World, mailoutbox: list[EmailMessage], promise: Kept
) -> None:
    rheine = a_world(SELMA)
    jobs = work_off()
    read = 0
    for person, others in ((BERTA, rheine), (SELMA, nieheim)):
        with person.at_work():
            for model in inspection.own_models():
                if "office_id" in {field.column for field in model._meta.concrete_fields}:
                    rows = rows_of(model, person.office().pk)
                    assert leaks("\n".join(rows), others) == [], model
                    read += len(rows)
    for mail in mailoutbox:
        text = str(mail.message())
        assert not (leaks(text, nieheim) and leaks(text, rheine)), mail.subject
    assert read > 200
    promise("isolation", jobs, "jobs of the worker, rows and mails of each office searched for the other's, 0 leaks")
