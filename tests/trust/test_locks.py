"""Who changes a row that somebody else is changing waits before reading it, and not only when writing.

Each verb runs while another connection holds a row that the verb changes. Where the table is one that verbs lock, it
must wait at its lock: a decision taken from what it read earlier would be a decision about what is no longer so.
"""

import copy
import random
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.utils import OperationalError
from psycopg import Connection, sql

from engagiert.apps.messages import services as message_services
from engagiert.kernel.tenancy import enter
from tests.cast import BERTA, OPERATOR
from tests.factories.worlds import World, a_world
from tests.trust import planting
from tests.trust.calls import CALLS
from tests.trust.planting import Site
from tests.trust.promises import PLANTED, Kept
from tests.trust.test_constraints import keeper
from tests.trust.test_contacts import VERBS
from tests.trust.test_record import operators_calls

pytestmark = pytest.mark.django_db(transaction=True)
SHORT = 8
PATIENCE = "40ms"
DOUBLED = "another lock of the same verb stands before it"


def hold(table: str, db: Connection[Any]) -> None:
    """Somebody else is changing every row of the table."""
    db.execute(sql.SQL("select 1 from {} for no key update").format(sql.Identifier(table)))


@dataclass(frozen=True, slots=True)
class Verb:
    name: str
    run: Callable[[], Any]


def in_scope(call: Callable[[Any], Any], name: str) -> None:
    with enter(OPERATOR, action=name):
        call(OPERATOR)


def verbs(world: World, folder: Path) -> Iterator[Verb]:
    """Every service of an office and of a contact, as who may."""
    berta, hatice = BERTA.actor(), world.contact.actor()

    def of(name: str, call: Callable[..., Any], actor: Any) -> Verb:
        def run() -> None:
            with enter(actor, action=name):
                # Services change the objects they are given.
                call(copy.deepcopy(world), actor)

        return Verb(name, run)

    for name, call in CALLS.items():
        yield of(name, call, berta)
    for name, call in VERBS.items():
        yield of(f"directory.{name}", call, hatice)
    for name, of_the_operator in operators_calls(folder).items():
        yield Verb(name, partial(in_scope, of_the_operator, name))
    yield of("messages.hold_mails", lambda _world, actor: message_services.hold_mails(actor=actor), berta)
    yield of("messages.sweep_messages", lambda _world, actor: message_services.sweep_messages(actor=actor), berta)


@dataclass(slots=True)
class Course:
    """What a verb did: the tables it changed, those it locked rows of, and the statement at which it stood still."""

    changed: set[str]
    locked: set[str]
    stood_at: str = ""


@contextmanager
def followed(course: Course) -> Iterator[None]:
    def wrapper(execute: Any, statement: str, params: Any, many: bool, context: Any) -> Any:
        if "FOR UPDATE" in statement:
            course.locked.add(statement.partition(' FROM "')[2].partition('"')[0])
        if changed := re.match(r'(?:UPDATE|DELETE FROM) "(\w+)"', statement):
            course.changed.add(changed[1])
        try:
            return execute(statement, params, many, context)
        except OperationalError:
            course.stood_at = course.stood_at or statement
            raise

    with connection.execute_wrapper(wrapper):
        yield


def course_of(verb: Verb) -> Course:
    """Run it and take it back; it stands still where it meets a row that is held."""
    course = Course(set(), set())
    with followed(course), transaction.atomic():
        try:
            with connection.cursor() as cursor:
                cursor.execute(f"set local lock_timeout = '{PATIENCE}'")
            verb.run()
        except (OperationalError, ValidationError) as error:
            course.stood_at = course.stood_at or str(error)
        transaction.set_rollback(True)
    return course


# Changes a row without having locked anything, and may.
UNLOCKED = {
    "accounts.describe_office": "replaces what was said before; what is said last holds",
    "accounts.disable_account": "one statement",
    "accounts.set_hours": "replaces what was said before; what is said last holds",
    "accounts.end_entry": "one statement; it ends once, whoever is first",
    "accounts.enter_office": "the call ends an entry first, see above",
    "accounts.require_second_factor": "one statement; the day said last holds",
    "cases.drop_template": "one statement",
    "cases.drop_view": "one statement",
    "cases.tally_cases": "counts anew; a constraint keeps a second count of the month out",
    "directory.choose_mapping": "replaces what was chosen; the columns are read again when the list is tried",
    "directory.end_contact": "one statement; it ends once, whoever is first",
    "directory.fail_preview": "the call starts a preview first, see below",
    "directory.preview_import": "changes no record; the run is locked when it is taken over",
    "directory.preview_in_steps": "the call starts a preview first, see below",
    "directory.start_preview": "changes no record; the run is locked when it is taken over",
    "privacy.describe_controller": "replaces what was said before, as a whole",
    "volunteering.note_attendance": "the call moves the shift into the past first; the shift is locked then",
    "volunteering.remind_seats": "the call gives the person an address first; the verb changes nothing of them",
    "volunteering.log_hours": "adds hours; of the person it only notes the day something was last heard",
    "recognition.renew_card": "the call gives the card an end first; the card is locked then",
    "recognition.issue_proof": "the call confirms hours first; of them the verb changes nothing",
    "recognition.note_printed": "the call asks for plastic first; then it is one statement",
    "recognition.remind_owners": "the call gives the card an address first; the verb writes mails",
    "awards.end_award": "one statement; it ends once, whoever is first",
    "awards.remove_juror": "one statement; they leave once, whoever is first",
    "awards.thank_again": "one statement; it is gone once, whoever is first",
    "awards.clear_bias": "the call finds a bias first; the ballot is locked then",
    "waves.ask_to_keep": "one statement; who is asked is locked one by one",
    "waves.end_opening": "one statement; it ends once, whoever is first",
    "waves.follow_forgotten": "one statement",
    "waves.tell_end_in_steps": "one statement at the end; a message has one key",
    "waves.note_keep": "one statement; what is said last holds, and who leaves is locked as in volunteering.leave",
    "privacy.end_consent": "one statement; it ends once, whoever is first",
}


def while_held(verb: Verb, table: str, db: Connection[Any]) -> tuple[str, bool]:
    """What is wrong while somebody else holds the rows, if anything; and whether the verb stood at a lock on them."""
    with db.transaction(force_rollback=True):
        hold(table, db)
        course = course_of(verb)
    waits = "FOR UPDATE" in course.stood_at
    behind = course.locked - {table}
    is_wrong = course.stood_at and not waits and not behind
    return (f"{verb.name} changes {table} without a lock" if is_wrong else ""), waits


def test_who_changes_what_somebody_else_is_changing_waits_at_a_lock(
    tmp_path: Path, is_long: bool, promise: Kept, record_property: Callable[[str, object], None]
) -> None:
    world = a_world(BERTA)
    courses: dict[Verb, Course] = {}
    by: dict[Site, list[Verb]] = {}
    with planting.watching_locks() as watch, keeper() as db:
        for verb in verbs(world, tmp_path):
            watch.reached = set()
            courses[verb] = course_of(verb)
            for site in watch.reached:
                by.setdefault(site, []).append(verb)
        asked = [(verb, table) for verb in courses for table in courses[verb].changed if verb.name not in UNLOCKED]
        chosen = asked if is_long else random.sample(asked, 40)
        assert UNLOCKED.keys() <= {verb.name for verb in courses}
        faults = [fault for verb, table in chosen if (fault := while_held(verb, table, db)[0])]
        assert not faults, "\n".join(faults)
        noticed = [
            missed(site, by[site], courses, watch, db) for site in (by if is_long else random.sample([*by], SHORT))
        ]
    # Reached by no call here: what holds them are the tests of their apps, and the races.
    noticed += [(str(site), "") for site in watch.sites if site not in by and is_long]
    for what, said in noticed:
        record_property(PLANTED, ("lock", what, said))
    doubled = sum(said == DOUBLED for _what, said in noticed)
    promise("races", len(chosen), "changes of rows that somebody else holds: each waits at its lock before reading")
    promise("planted", sum(bool(said) for _what, said in noticed) - doubled, "locks taken away one at a time, noticed")
    if doubled:
        promise("planted", doubled, "locks taken away where another lock of the same verb stands before the row")


def missed(
    site: Site, verbs_there: list[Verb], courses: dict[Verb, Course], watch: planting.Locks, db: Connection[Any]
) -> tuple[str, str]:
    """The first verb that changes a row without having waited, now that the lock is gone."""
    with watch.leaving_out(site):
        for verb in verbs_there:
            for table in courses[verb].changed if verb.name not in UNLOCKED else ():
                if fault := while_held(verb, table, db)[0]:
                    return str(site), fault
    return str(site), DOUBLED
