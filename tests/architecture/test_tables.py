"""Every table has an owner, a record and a way back."""

import re
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from engagiert.kernel.authz import Permission
from engagiert.kernel.tenancy import ByAccount, Everyone, Ledger, inspection
from engagiert.kernel.tenancy.models import WalledModel
from engagiert.kernel.tenancy.third_party import DESTINY
from tests.architecture.sources import APPS, PACKAGE

# An app's label is its folder's name, except where Django has taken that.
LABELS = {"messages": "correspondence"}
OWN_LABELS = ("tenancy", "audit", *(LABELS.get(app, app) for app in APPS))


def own_migrations() -> list[Migration]:
    loader = MigrationLoader(connection, ignore_no_migrations=True)
    return [migration for (label, _), migration in loader.disk_migrations.items() if label in OWN_LABELS]


@pytest.mark.django_db
def test_every_table_is_declared_walled_and_on_record_or_excused() -> None:
    with connection.cursor() as cursor:
        assert len(inspection.tables(cursor)) >= 35
        assert inspection.undeclared(cursor) == []
        assert inspection.broken_walls(cursor) == []
        assert inspection.off_the_record(cursor) == []


@pytest.mark.django_db
def test_no_third_party_table_is_listed_that_does_not_exist() -> None:
    with connection.cursor() as cursor:
        assert DESTINY.keys() <= set(inspection.tables(cursor))


def test_every_model_behind_a_wall_names_its_office_and_asks_for_a_scope() -> None:
    for model in inspection.own_models():
        columns = {field.column for field in model._meta.concrete_fields}
        if not isinstance(model.wall, Everyone):
            assert "office_id" in columns, model
            assert issubclass(model, WalledModel), model
            assert model._meta.base_manager_name == "objects", model
        if isinstance(model.wall, ByAccount | Ledger):
            assert "account_id" in columns, model


def test_every_open_table_says_why() -> None:
    for model in inspection.own_models():
        if isinstance(model.wall, Everyone):
            assert len(model.wall.reason.split()) >= 4, model
    for table, fate in DESTINY.items():
        assert fate.open_because.endswith("."), table


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_every_migration_has_a_name_that_says_what_it_does() -> None:
    found = own_migrations()
    assert len(found) >= 8
    assert [m.name for m in found if not re.fullmatch(r"\d{4}_[a-z][a-z_]{4,}", m.name) or "auto" in m.name] == []


def test_every_migration_can_be_taken_back() -> None:
    one_way = [f"{m.app_label}.{m.name}" for m in own_migrations() for op in m.operations if not op.reversible]
    assert one_way == []


@pytest.mark.django_db(databases=["default", "owner"])
def test_migrations_really_go_back_and_forth(is_long: bool) -> None:
    """Short: the newest of each app; long: all of them, until nothing is left."""
    with transaction.atomic("owner"):
        if is_long:
            for label in ("directory", "accounts", "places", "audit"):
                _migrate(label, "zero")
            assert not _own_tables()
        else:
            _undo_the_newest()
        _migrate()
        with connections["owner"].cursor() as cursor:
            assert inspection.broken_walls(cursor) == []
            assert inspection.off_the_record(cursor) == []
        transaction.set_rollback(True, "owner")


def _undo_the_newest() -> None:
    executor = MigrationExecutor(connections["owner"])
    nodes = sorted(executor.loader.graph.nodes)
    ours = {migration.app_label for migration in own_migrations()}
    for app, newest in executor.loader.graph.leaf_nodes():
        # An app that leans on another goes back with it.
        if app in ours and (app, newest) in executor.loader.applied_migrations:
            executor.migrate(
                [(app, max((name for label, name in nodes if label == app and name < newest), default=None))]
            )
            executor.loader.build_graph()
    applied = executor.loader.applied_migrations.keys()
    assert not {leaf for leaf in executor.loader.graph.leaf_nodes() if leaf[0] in ours} & applied


def _migrate(*words: str) -> None:
    call_command("migrate", *words, database="owner", verbosity=0, interactive=False)


def _own_tables() -> set[str]:
    with connections["owner"].cursor() as cursor:
        return set(inspection.walls()) & set(inspection.tables(cursor))


def modules_called(name: str) -> list[ModuleType]:
    found = [import_module(f"engagiert.apps.{app}") for app in APPS]
    return [
        import_module(f"{package.__name__}.{name}")
        for package in found
        if name in {module.name for module in iter_modules(package.__path__)}
    ]


def permissions() -> list[tuple[str, Permission[Any]]]:
    """App and permission, of all rules modules, each where it is made."""
    return [
        (module.__name__.split(".")[2], value)
        for module in modules_called("rules")
        for value in vars(module).values()
        if isinstance(value, Permission)
    ]


def test_every_permission_is_called_app_dot_verb_and_only_once() -> None:
    names = [permission.name for _app, permission in permissions()]
    assert len(names) >= 7
    assert len(names) == len(set(names))
    for app, permission in permissions():
        assert re.fullmatch(rf"{app}\.[a-z_]+", permission.name), permission


def test_permissions_are_made_in_rules_and_nowhere_else() -> None:
    wrong = [
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if re.search(r"\bPermission(\[[^\]]*\])?\(\"", path.read_text(encoding="utf-8")) and path.stem != "rules"
    ]
    assert wrong == []
