"""The scope of a unit of work: who acts, why, for which offices.

A scope is a transaction. Its values are set with the transaction (``set_config(…, is_local => true)``), so they
end with it: a connection that goes back to the pool, or through a pooler, carries nothing of the last caller.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from engagiert.kernel.authz.actor import Actor


class ScopeMissing(RuntimeError):  # noqa: N818 - names what is missing
    """A table behind the wall was asked outside any scope: a mistake in the code, never a leak."""


@dataclass(frozen=True, slots=True)
class _Scope:
    actor: Actor
    action: str
    offices: tuple[int, ...]
    intake_office: int | None
    link_marks: tuple[str, ...]


_current: ContextVar[_Scope | None] = ContextVar("engagiert_scope", default=None)

_SET = """
select set_config('engagiert.actor', %s, true), set_config('engagiert.account', %s, true),
       set_config('engagiert.action', %s, true), set_config('engagiert.offices', %s, true),
       set_config('engagiert.intake_office', %s, true), set_config('engagiert.links', %s, true)
"""


def _values(scope: _Scope | None) -> list[str]:
    """In the order of ``_SET``."""
    if scope is None:
        return [""] * 6
    return [
        scope.actor.name_on_record,
        str(scope.actor.account_id or ""),
        scope.action,
        ",".join(map(str, scope.offices)),
        str(scope.intake_office or ""),
        ",".join(scope.link_marks),
    ]


def _apply(scope: _Scope | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_SET, _values(scope))


@contextmanager
def enter(
    actor: Actor,
    *,
    action: str,
    offices: tuple[int, ...] | None = None,
    intake_office: int | None = None,
    link_marks: tuple[str, ...] = (),
) -> Iterator[None]:
    """Open a scope: a transaction in which ``actor`` does ``action`` (``app.verb``).

    ``offices`` defaults to all offices where the actor has a role; ``intake_office`` is the one office to which
    somebody without account may hand something in; ``link_marks`` are the marks of the code they hold. An inner scope
    narrows or changes it and is undone at its end.
    """
    scope = _Scope(
        actor=actor,
        action=action,
        offices=actor.office_ids if offices is None else offices,
        intake_office=intake_office,
        link_marks=link_marks,
    )
    outer, is_inner = _current.get(), connection.in_atomic_block
    with transaction.atomic():
        _apply(scope)
        token = _current.set(scope)
        try:
            yield
        finally:
            _current.reset(token)
        # After an error the savepoint takes the values back by itself; those of a transaction end with it.
        if is_inner:
            _apply(outer)


def read_alone(actor: Actor, found: QuerySet[Any, Any], *, action: str) -> list[tuple[Any, ...]]:
    """One read in a scope of its own, sent together with it: what every request asks before it knows its scope.

    ``found`` is a query of values; they are given as they come from the database.
    """
    sql, parameters = found.query.sql_with_params()
    if connection.in_atomic_block:
        with enter(actor, action=action), connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return list(cursor.fetchall())
    scope = _Scope(actor=actor, action=action, offices=actor.office_ids, intake_office=None, link_marks=())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{_SET}; {sql}", [*_values(scope), *parameters])
        cursor.nextset()
        return list(cursor.fetchall())


def is_open() -> bool:
    return _current.get() is not None


def current_actor() -> Actor:
    """The actor of the open scope; raises ``ScopeMissing`` where none is open."""
    scope = _current.get()
    if scope is None:
        raise ScopeMissing("no scope is open")
    return scope.actor
