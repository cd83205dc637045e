"""Brings the database of an installation to the state of this version: tables, rights, register, demo."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from engagiert.config import env
from engagiert.kernel.authz.actor import Actor
from engagiert.kernel.db import roles
from engagiert.kernel.tenancy import grants

type Say = Callable[[str], None]


def rooms(name: str) -> list[tuple[str, Any]]:
    """The module `name` of every app that has one, with the app, from the ground up; needs Django set up.

    The order is the one of the settings: a lower app's data must be there before a higher one's.
    """
    apps = [app for app in settings.INSTALLED_APPS if app.startswith("engagiert.apps.")]
    return [
        (app.rpartition(".")[2], import_module(f"{app}.{name}"))
        for app in apps
        if find_spec(f"{app}.{name}") is not None
    ]


def prepare_external() -> None:
    """Check and complete the operator's database; nothing to do for the project's own."""
    surroundings = env.load()
    if surroundings.embedded:
        return
    databases = surroundings.database_settings()
    roles.prepare_external(
        databases["owner"], databases["default"], make_web_role=surroundings.database_web_url is None
    )


def migrate() -> None:
    """Bring the tables to this version as the owner and grant the web role what it may do with them."""
    call_command("migrate", database="owner", interactive=False, verbosity=0)
    call_command("createcachetable", database="owner", verbosity=0)
    grants.sync()


def pending_migrations() -> list[str]:
    """Names of migrations that the database has not seen yet, as `app.name`."""
    executor = MigrationExecutor(connections["owner"])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def load_register(say: Say) -> None:
    """Load the shipped register of places; changes nothing if it is in already."""
    services = import_module("engagiert.apps.places.services")
    report = services.load_register(actor=Actor.operator())
    say(f"Ortsregister: {report}")


def refresh_index(say: Say) -> None:
    """Make the search index anew where another version of the engine made it; else nothing."""
    search = import_module("engagiert.apps.directory.public")
    for name, kind in search.kinds().items():
        if not search.search_indexing.is_current(kind.index):
            say(f"Der Suchindex wird erneuert: {name}.")
            kind.anew(say)


def load_demo(say: Say) -> None:
    """Load the demo data of every app that has some; changes nothing if they are in already."""
    for demo in _demos():
        demo.load(say=say)
    search = import_module("engagiert.apps.directory.public")
    for kind in search.kinds().values():
        kind.count(actor=Actor.operator())


def demo_sign_ins() -> list[tuple[str, str, str]]:
    """Who may sign in where the demo runs: role, address, password."""
    return [sign_in for demo in _demos() for sign_in in getattr(demo, "SIGN_INS", [])]


def _demos() -> list[Any]:
    return [demo for _app, demo in rooms("demo")]
