"""Every app has the same rooms, and in each room stands only what belongs there."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.sources import APPS, PACKAGE, Source, imported, python

ROOMS = ("models", "rules", "selectors", "services", "public", "migrations")
# Rooms that house.md names for every app; whatever else an app has is its own trade and named below.
KNOWN = {*ROOMS, "apps", "urls", "views", "forms", "jobs", "commands", "templates", "demo", "__init__", "data"}
KNOWN |= {"api", "checks", "purposes", "schemas"}
TRADES = {
    "atlas": {"charts", "drawings", "file_views", "open_data", "papers", "parts", "wording"},
    "awards": {"kinds", "papers", "wording"},
    "accounts": {
        "adapter", "backends", "context", "hashers", "hours", "identity", "interrupted", "limits", "own_views",
        "passwords", "provider", "second_factor", "second_factor_forms", "sessions",
    },
    "cases": {"clock", "kinds", "reaching", "wording"},
    "desk": {
        "alliance_forms", "app_forms", "award_forms", "award_urls", "card_forms", "card_urls", "case_forms",
        "checklist", "drafts", "import_forms", "list_forms", "offer_urls", "privacy_forms", "programme_forms",
        "programme_urls", "proof_forms", "round_forms", "round_urls",
        "sections", "setting_forms", "shell", "survey_urls", "team_forms", "volunteer_forms",
        "volunteer_urls", "wave_urls",
    },
    "directory": {
        "areas", "beside", "console", "documents", "facets", "fields", "kinds", "linked_data", "map_urls", "map_views",
        "maps", "open_data",
        "projection", "register", "search", "tables", "vocabulary", "wording",
        "claim_views", "link_views", "own_forms", "own_selectors", "own_urls", "own_views", "record_forms",
        "standing_in",
    },
    "front": {"barriers", "code_urls", "code_views", "films", "statements"},
    "messages": {"invitations", "mailbox", "outbox", "papers", "reading", "replies", "texts", "watching", "wording"},
    "privacy": {"consenting", "ledger", "notices", "papers", "person", "portability", "templatetags", "wording"},
    "places": {
        "addresses", "alliances", "areas", "around", "enforcement", "geocoding", "gv100ad", "keys", "outlines",
        "problems", "register", "shapes", "utm",
    },
    "opportunities": {
        "guidance", "kinds", "link_views", "linked_data", "open_data", "own_urls", "own_views", "projection", "search",
        "showing", "vocabulary", "wording",
    },
    "recognition": {
        "app_commands", "app_files",
        "apply_views", "eligibility", "file_urls", "judging", "keyring", "kinds", "leading", "own_links", "own_views",
        "papers", "partner_forms", "partner_kinds", "partner_views", "renewing", "suggest_views",
        "wording",
    },
    "programme": {"kinds", "papers", "wording"},
    "rounds": {"wording"},
    "surveys": {"kinds", "need_views", "questionnaire", "showing", "wording"},
    "volunteering": {"calling", "kinds", "onward", "organisation_views", "seat_forms", "seat_views", "week", "wording"},
    "waves": {"kinds", "showing", "wording"},
}  # fmt: skip
NEVER_IMPORTED = {
    "services": r"django\.(http|template|shortcuts|forms|views)|.*\.(views|forms|urls|jobs)$",
    "selectors": r"django\.(template|shortcuts|forms|views)|.*\.(views|forms|urls|services|jobs)$",
    "models": r"django\.(http|core\.mail|template|shortcuts|forms)|.*\.(rules|services|selectors|views|forms|jobs)$",
    "rules": r"django\.(http|db|template|shortcuts)|.*\.(services|selectors|views|forms|jobs)$",
    "views": r"django\.db$|django\.db\.(models|transaction|connection)",
    "forms": r"django\.(http|db)|.*\.views$",
}


def files(room: str) -> list[Source]:
    return [source for source in python(PACKAGE / "apps") if source.room == room]


@pytest.mark.parametrize("app", APPS)
def test_an_app_with_tables_has_all_rooms(app: str) -> None:
    there = {path.name.removesuffix(".py") for path in (PACKAGE / "apps" / app).iterdir()}
    assert "apps" in there
    if "models" in there:
        assert set(ROOMS) <= there


@pytest.mark.parametrize("app", APPS)
def test_an_app_has_no_unknown_room(app: str) -> None:
    there = {source.room for source in python(PACKAGE / "apps") if source.app == app}
    assert there <= KNOWN | TRADES[app]


@pytest.mark.parametrize("room", NEVER_IMPORTED)
def test_a_room_imports_nothing_that_belongs_elsewhere(room: str) -> None:
    wrong = [
        f"{source.name}:{line} imports {module}"
        for source in files(room)
        for module, line in imported(source)
        if re.match(NEVER_IMPORTED[room], module)
    ]
    assert wrong == []


@pytest.mark.parametrize("room", ["views", "forms", "rules", "import_forms", "shell", "team_forms"])
def test_what_faces_people_never_asks_the_database_itself(room: str) -> None:
    wrong = [
        f"{source.name}:{node.lineno}"
        for source in files(room)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager", "_base_manager")
    ]
    assert wrong == []


def test_selectors_only_read() -> None:
    writing = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
    wrong = [
        f"{source.name}:{node.lineno}"
        for source in files("selectors")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in writing
    ]
    assert wrong == []


def test_another_app_is_entered_by_its_door_only() -> None:
    """A model's foreign key needs the class itself while the doors are still shut; nothing else does."""
    assert list(_trespassers()) == []


def _trespassers() -> Iterator[str]:
    for source in python(PACKAGE / "apps"):
        for module, line in imported(source):
            parts = module.split(".")
            if parts[:2] != ["engagiert", "apps"] or len(parts) < 4 or parts[2] == source.app:
                continue
            allowed = {"public", "models"} if source.room == "models" else {"public"}
            if parts[3] not in allowed:
                yield f"{source.name}:{line} enters {module}"


def test_every_door_says_what_it_lets_through() -> None:
    for source in files("public"):
        names = [
            node.targets[0].id
            for node in source.tree.body
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        ]
        assert names == ["__all__"], source.name


def test_every_service_takes_its_actor_first_and_by_name() -> None:
    wrong = [
        f"{source.name}:{node.name}"
        for source in files("services")
        for node in source.tree.body
        if isinstance(node, ast.FunctionDef)
        and any(argument.arg == "actor" for argument in [*node.args.args, *node.args.kwonlyargs])
        and node.name in exported(source)
        and (node.args.args or node.args.kwonlyargs[0].arg != "actor")
    ]
    assert wrong == []


def exported(source: Source) -> set[str]:
    """What the room lets out: the ``__all__`` of its package, or all that has no underscore in a single file."""
    door = source.path.parent / "__init__.py"
    if source.path.name != "services.py" and door.exists():
        return set(re.findall(r'"(\w+)"', door.read_text(encoding="utf-8").partition("__all__")[2]))
    return {node.name for node in source.tree.body if isinstance(node, ast.FunctionDef) and node.name[0] != "_"}


def test_nothing_but_env_reads_the_surroundings() -> None:
    # Hands its own surroundings on to the server it starts, without those that would lead it astray.
    passing_on = {"src/engagiert/kernel/db/embedded.py"}
    reading = {source.name for source in python(PACKAGE) if re.search(r"os\.(environ|getenv)", source.text)}
    assert {name for name in reading if not name.startswith("src/engagiert/config/")} <= passing_on
