"""What the models declare, the database refuses to break; and each of it is missed when it is taken away."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from psycopg import Connection

from engagiert.apps.places.services import import_outlines
from tests.cast import BERTA, OPERATOR, SELMA
from tests.database import clones
from tests.factories.worlds import a_world
from tests.trust.calls_of_atlas import a_roll, ways
from tests.trust.catalogue import TAKEN, Attempt, Promised, outcome, promised, taken_away, violation
from tests.trust.promises import PLANTED, Kept
from tests.trust.test_record import OUTLINE

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def keeper() -> Iterator[Connection[Any]]:
    """The superuser: no wall and no right stands in the way, only what the table itself refuses."""
    with clones.server().connect_as_superuser(connection.settings_dict["NAME"]) as db:
        db.autocommit = False
        db.execute("select set_config('engagiert.actor', 'tests', false), set_config('engagiert.action', 'x.y', false)")
        yield db
        db.rollback()


def noticed(db: Connection[Any], one: Promised, attempt: Attempt) -> str:
    """What the test below says when it is gone."""
    with db.transaction(force_rollback=True):
        db.execute(taken_away(one))
        said = outcome(db, attempt)
    if said == TAKEN:
        return "a row that breaks it is taken"
    return "" if said == (one.name or one.columns[0]) else f"refused only by {said}"


def an_outline(folder: Path) -> None:
    """A table in which an office has no row, as those of the atlas."""
    file = folder / "outlines.geojson"
    file.write_text(OUTLINE, encoding="utf-8")
    import_outlines(actor=OPERATOR, path=file)


def test_each_constraint_refuses_a_row_that_breaks_it_and_is_missed_when_it_is_gone(
    tmp_path: Path, promise: Kept, record_property: Callable[[str, object], None]
) -> None:
    for person in (BERTA, SELMA):
        a_world(person)
    an_outline(tmp_path)
    there = BERTA.office().place, SELMA.office().place
    a_roll(OPERATOR, *there)
    ways(OPERATOR, *there)
    with keeper() as db:
        tried = {one: violation(db, one) for one in promised(db)}
        wrong = {str(one): said for one, (said, _how) in tried.items() if said != (one.name or one.columns[0])}
        assert not wrong, "\n".join(f"{one}: {said or 'the row is taken'}" for one, said in wrong.items())
        found = {one: noticed(db, one, attempt) for one, (_said, attempt) in tried.items()}
    for one, by in found.items():
        record_property(PLANTED, (one.kind, str(one), by))
    assert [str(one) for one, by in found.items() if not by] == []
    promise("planted", len(found), "constraints taken away one at a time, each noticed")
