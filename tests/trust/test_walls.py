"""Nobody sees another office's data: for every table behind the wall, with rows of two offices in it."""

import pytest
from django.db import connection, models, transaction
from django.db.utils import ProgrammingError
from psycopg import sql

from engagiert.apps.accounts.public import Role
from engagiert.apps.directory.public import Suggestion
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import Everyone, Ledger, ScopeMissing, enter, inspection
from tests.cast import ANYBODY, BERTA, SELMA, anybody_at_work
from tests.factories.worlds import World, a_world
from tests.trust.promises import Kept

pytestmark = pytest.mark.django_db

WALLED = [model for model in inspection.own_models() if not isinstance(model.wall, Everyone)]
WRITTEN_BY_OFFICE = [
    model for model in inspection.own_models() if isinstance(model.wall, Everyone) and model.wall.written_by_office
]
LEDGER = [model for model in WALLED if isinstance(model.wall, Ledger)]


@pytest.fixture
def nieheim() -> World:
    return a_world(BERTA)


@pytest.fixture
def rheine() -> World:
    return a_world(SELMA)


def ask(statement: str, model: type[models.Model], *values: object) -> int:
    """The number of rows that ``statement`` touches; it may name ``{t}`` and ``{pk}``."""
    names = {"t": sql.Identifier(model._meta.db_table), "pk": sql.Identifier(model._meta.pk.column)}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(**names).as_string(cursor.connection), values)
        return cursor.rowcount


def copy_to(model: type[models.Model], office_id: int) -> int:
    """Try to write a copy of a row one can see as a row of ``office_id``."""
    table, pk = sql.Identifier(model._meta.db_table), model._meta.pk
    written = [field for field in model._meta.concrete_fields if not field.generated]
    columns = sql.SQL(", ").join(sql.Identifier(field.column) for field in written)
    fresh = "gen_random_uuid()" if isinstance(pk, models.UUIDField) else f"(t.{pk.column} + 1000000)"
    statement = sql.SQL(
        "insert into {t} ({c}) select {c} from (select (jsonb_populate_record(t, jsonb_build_object("
        "{pk}::text, {fresh}, 'office_id', %s::bigint))).* from {t} t limit 1) copied"
    ).format(t=table, c=columns, pk=sql.Literal(pk.column), fresh=sql.SQL(fresh))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.as_string(cursor.connection), [office_id])
        return cursor.rowcount


def test_there_are_tables_behind_the_wall() -> None:
    assert len(WALLED) >= 17


@pytest.mark.usefixtures("nieheim", "rheine")
def test_every_table_behind_the_wall_shows_each_office_its_own_rows_only(promise: Kept) -> None:
    theirs = {person: person.office().pk for person in (BERTA, SELMA)}
    for model in WALLED:
        for person, other in ((BERTA, SELMA), (SELMA, BERTA)):
            with person.at_work():
                seen = ask("select {pk} from {t} where office_id = %s", model, theirs[person])
                assert seen, f"tests/factories/worlds.py gives {model.__name__} no row of {person.name}'s office"
                assert ask("select {pk} from {t} where office_id = %s", model, theirs[other]) == 0, model
                assert not model._default_manager.filter(office_id=theirs[other]).exists(), model
    promise("walls", len(WALLED), "tables, enabled and forced, in which each of two offices reads its own rows only")


@pytest.mark.usefixtures("nieheim", "rheine")
def test_no_office_changes_removes_or_plants_a_row_of_another(subtests: pytest.Subtests) -> None:
    mine, other = BERTA.office().pk, SELMA.office().pk
    for model in [model for model in WALLED if model not in LEDGER] + WRITTEN_BY_OFFICE:
        with subtests.test(model.__name__), BERTA.at_work():
            assert ask("update {t} set office_id = office_id where office_id = %s", model, other) == 0
            assert ask("delete from {t} where office_id = %s", model, other) == 0
            with pytest.raises(ProgrammingError, match="row-level security"):
                ask("update {t} set office_id = %s where office_id = %s", model, other, mine)
            with pytest.raises(ProgrammingError, match="row-level security"):
                copy_to(model, other)


@pytest.mark.usefixtures("nieheim", "rheine")
def test_without_a_scope_the_code_is_stopped_and_the_database_shows_nothing(
    subtests: pytest.Subtests, promise: Kept
) -> None:
    for model in WALLED:
        with subtests.test(model.__name__):
            for manager in (model._default_manager, model._base_manager):
                with pytest.raises(ScopeMissing):
                    manager.count()
            assert ask("select {pk} from {t}", model) == 0
    promise("walls", len(WALLED), "tables that show no row to who opened no scope")


@pytest.mark.usefixtures("nieheim")
def test_somebody_without_account_reads_nothing(subtests: pytest.Subtests) -> None:
    for model in WALLED:
        with subtests.test(model.__name__), anybody_at_work():
            assert ask("select {pk} from {t}", model) == 0


@pytest.mark.usefixtures("nieheim")
def test_what_everybody_reads_is_written_by_its_office_only(subtests: pytest.Subtests) -> None:
    office = BERTA.office().pk
    for model in WRITTEN_BY_OFFICE:
        with subtests.test(model.__name__), anybody_at_work():
            assert ask("select {pk} from {t}", model) > 0
            assert ask("update {t} set office_id = office_id", model) == 0
            assert ask("delete from {t}", model) == 0
            with pytest.raises(ProgrammingError, match="row-level security"):
                copy_to(model, office)


def test_the_log_is_neither_written_nor_changed_by_hand() -> None:
    [ledger] = LEDGER
    with BERTA.at_work():
        assert ask("select {pk} from {t}", ledger) > 0
        for statement in ("update {t} set actor = 'x'", "delete from {t}", "truncate {t}"):
            with pytest.raises(ProgrammingError, match="permission denied"):
                ask(statement, ledger)
        with pytest.raises(ProgrammingError, match="permission denied"):
            copy_to(ledger, BERTA.office().pk)


def test_who_has_no_account_hands_in_a_suggestion_and_cannot_read_it_back(nieheim: World) -> None:
    model = Suggestion
    suggestion = nieheim.suggestion
    suggestion.pk = None
    suggestion.id = model._meta.pk.get_default()
    mine, other = BERTA.office().pk, SELMA.office().pk
    with enter(ANYBODY, action="tests.suggest", intake_office=mine):
        suggestion.save(force_insert=True)
        assert ask("select {pk} from {t}", model) == 0
        suggestion.id, suggestion.office_id = model._meta.pk.get_default(), other
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            suggestion.save(force_insert=True)


def test_an_account_reads_its_own_roles_and_nobody_elses() -> None:
    SELMA.account()
    bare = Actor(label="Berta Beispiel", account_id=BERTA.account().pk)
    with enter(bare, action="tests.read_own_roles"):
        assert {role.account_id for role in Role.objects.all()} == {bare.account_id}
        with pytest.raises(ProgrammingError, match="row-level security"):
            ask("update {t} set name = 'coordinator', office_id = %s", Role, SELMA.office().pk)
