"""The rules hold alone, with every wall open; and each rule that is taken away is missed."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engagiert.kernel.authz import Actor, Permission
from engagiert.kernel.authz.actor import Grant
from engagiert.kernel.http.addresses import addresses
from tests.cast import BERTA, OPERATOR, SELMA
from tests.factories.worlds import World, a_world
from tests.trust import battery, planting, relations
from tests.trust.battery import Probe
from tests.trust.planting import Planted, Site, Watch
from tests.trust.promises import PLANTED, Kept
from tests.trust.test_record import operators_calls

pytestmark = pytest.mark.django_db
SHORT = 12
AGAIN = "asked again at"


@pytest.fixture
def nieheim() -> World:
    return a_world(BERTA)


def test_with_every_wall_open_the_rules_alone_refuse_every_verb(nieheim: World, promise: Kept) -> None:
    with battery.walls_open(nieheim.public.office_id):
        probes = list(battery.verbs(nieheim))
        assert [probe.name for probe in probes if not probe.refused()] == []
    promise("isolation", len(probes), "calls of services by who may not, with every wall open, 0 let in")


def test_with_every_wall_open_the_rules_alone_refuse_every_address(nieheim: World, is_long: bool) -> None:
    with battery.walls_open(nieheim.public.office_id):
        probes = list(battery.addresses(nieheim))
        chosen = probes if is_long else random.sample(probes, 60)
        assert [probe.name for probe in chosen if not probe.refused()] == []


# Who may enter a page says no more than its permission: the roles of an office, and the operator at the console.
WRITE, READ = {"coordinator", "editor"}, {"coordinator", "editor", "viewer"}
SIGNED_IN = set(relations.ROLES)
CONSOLE = "console"
# What a permission is called says whom it lets in; the others are named below.
BY_NAME = {"read_somewhere": READ, "edit_somewhere": WRITE, "work_somewhere": WRITE}
BY_NAME |= {"arrange_somewhere": {"coordinator"}, "issue_somewhere": WRITE}
MAY_ENTER: dict[str, set[str]] = {
    "accounts.be_absent_somewhere": WRITE,
    "accounts.end_entry_somewhere": {"coordinator", "operator"},
    "accounts.manage": {CONSOLE},
    "accounts.manage_team_somewhere": {"coordinator"},
    "accounts.own_account": SIGNED_IN,
    "accounts.read_team_somewhere": READ,
    # Who has no area finds nothing behind the door.
    "cases.read_some_area": {"analyst", *READ},
    "directory.maintain_somewhere": {"organisation"},
    "volunteering.import_somewhere": {"coordinator"},
    "directory.work_at_desk": READ,
    "messages.decide_somewhere": WRITE,
    "places.manage_register": {CONSOLE},
    "privacy.keep_somewhere": {"coordinator"},
    "privacy.own_data": SIGNED_IN,
    "privacy.read_record": READ,
    "privacy.take_consent_somewhere": WRITE,
    "privacy.run_installation": {CONSOLE},
    "rounds.keep_somewhere": WRITE,
    "rounds.read_somewhere": {*READ, "contact"},
}


def may_enter(name: str) -> set[str] | None:
    """The roles that should be let in; None where nobody has said so."""
    return MAY_ENTER.get(name, BY_NAME.get(name.partition(".")[2]))


def actors() -> dict[str, Actor]:
    """One actor a role, at some office; the console; and somebody without account."""
    grants = {name: frozenset({Grant(1, name, ags="05762028")}) for name in relations.ROLES}
    roles = {name: Actor(label="Probe", account_id=1, grants=held) for name, held in grants.items()}
    return {**roles, CONSOLE: OPERATOR, "anybody": Actor.anonymous()}


def wrongly_let_in(permission: Permission[None]) -> set[str]:
    """Roles that may enter although nobody said so, or may not although somebody did."""
    allowed = {name for name, actor in actors().items() if permission.allows(actor, None)}
    return allowed ^ (may_enter(permission.name) or set())


def entrances() -> dict[str, Permission[None]]:
    """Permissions that are asked without a subject: those that stand before a page."""
    guards = {address.access.name for address in addresses() if isinstance(address.access, Permission)}
    return {name: one for name, one in planting.permissions().items() if name in guards or may_enter(name)}


def test_each_page_lets_in_the_roles_that_it_should() -> None:
    unsaid = [name for name in entrances() if may_enter(name) is None]
    assert unsaid == [], "say in MAY_ENTER which roles a new permission of pages lets in"
    assert {name: wrong for name, one in entrances().items() if (wrong := wrongly_let_in(one))} == {}


def operators(folder: Path) -> Iterator[Probe]:
    """What only the console may, tried by the coordinator of a town."""
    actor = SELMA.actor()
    for name, call in operators_calls(folder).items():
        yield Probe(f"{name} by coordinator elsewhere", battery.trying(call, actor, name))


def everything_refused(world: World, folder: Path, is_long: bool) -> list[Probe]:
    probes = [*battery.verbs(world), *operators(folder)]
    return [*probes, *battery.addresses(world)] if is_long else probes


def who_refuses(probes: list[Probe], watch: planting.Watch) -> dict[str, list[Probe]]:
    """Permission or place of ``require`` → what it alone stopped."""
    found: dict[str, list[Probe]] = {}
    for probe in probes:
        watch.refusals = set()
        if probe.refused():
            for refusal in watch.refusals:
                found.setdefault(refusal, []).append(probe)
    return found


def test_a_rule_or_a_question_that_is_taken_away_is_missed(
    nieheim: World, tmp_path: Path, is_long: bool, promise: Kept, record_property: Callable[[str, object], None]
) -> None:
    with battery.walls_open(nieheim.public.office_id), planting.watching() as watch:
        by = who_refuses(everything_refused(nieheim, tmp_path, is_long), watch)
        planted = [
            *rules_taken_away(by, watch, None if is_long else SHORT),
            *questions_taken_away(by, watch, None if is_long else SHORT),
        ]
    for one in planted:
        record_property(PLANTED, (one.kind, one.what, one.noticed_by))
    unnoticed = [f"{one.kind} {one.what}" for one in planted if not one.noticed_by]
    assert not unnoticed, "\n".join(["nobody noticed:", *unnoticed])
    doubled = sum(one.noticed_by.startswith(AGAIN) for one in planted)
    promise("planted", len(planted) - doubled, "rules and questions taken away one at a time, each noticed")
    if doubled:
        promise("planted", doubled, "rules and questions taken away that another one further on asks again")


def chosen[T](everything: list[T], number: int | None) -> list[T]:
    return everything if number is None else random.sample(everything, min(number, len(everything)))


def rules_taken_away(by: dict[str, list[Probe]], watch: Watch, number: int | None) -> Iterator[Planted]:
    """Each permission, granted to everybody."""
    known = planting.permissions()
    for name in chosen(sorted(known), number):
        with planting.always_granted(known[name]):
            entrance = may_enter(name) is not None and wrongly_let_in(known[name])
            by_role = "test_each_page_lets_in_the_roles_that_it_should" if entrance else ""
            if number is None or by_role or name in by:
                yield Planted("rule", name, by_role or missed(watch, by.get(name, [])))


def questions_taken_away(by: dict[str, list[Probe]], watch: Watch, number: int | None) -> Iterator[Planted]:
    """Each call of ``require``, skipped."""
    sites = [site for site in planting.calls_of("require") if number is None or touching(by, site)]
    for site in chosen(sites, number):
        with watch.skipping(site):
            yield Planted("question", str(site), missed(watch, touching(by, site)))


def missed(watch: Watch, probes: list[Probe]) -> str:
    """Who is let in now; or, where all are still refused, which question further on does it."""
    watch.refusals = set()
    further = ""
    for probe in probes:
        if not probe.refused():
            return probe.name
        further = further or next((place for place in sorted(watch.refusals) if ":" in place), "")
    return f"{AGAIN} {further}" if further else ""


def touching(by: dict[str, list[Probe]], site: Site) -> list[Probe]:
    lines = range(site.first, site.last + 1)
    return [probe for line in lines for probe in by.get(f"{site.file}:{line}", [])]
