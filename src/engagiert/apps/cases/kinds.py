"""Kinds of case. An app above registers its own, once, in ``ready()`` of its ``apps.py``; see docs/new-feature.md."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from engagiert.kernel.authz import Actor

    from .models import Case

type Words = Any  # a text of the catalogue, translated when shown


@dataclass(frozen=True, slots=True)
class Kind:
    """What the desk must know of a kind of case.

    ``code`` is ``app.noun`` and stays for ever. ``promised_days``: working days until an answer, where the office
    has promised nothing else. ``page``: name of the address that shows what the case is about; it takes the key out
    of ``about`` (``app.noun:key``). ``decided_there``: the decision falls on that page, so the case offers no answer of
    its own and is closed by ``close_cases_about``. ``confidential``: never shared beyond the office.
    ``task``: the office task (``Office.Task``) with which open cases move to another office.
    ``withdrawable``: whoever asked may take it back on the status page. ``leads_to``: the code of the page with
    what came of it, made from ``about`` in a scope of the office; the status page shows it once the case is closed.
    ``on_close`` runs in the transaction that closes the case; whoever may do it later listens to ``CaseClosed``.
    """

    code: str
    label: Words
    promised_days: int = 3
    page: str = ""
    decided_there: bool = False
    confidential: bool = False
    by_hand: bool = False
    task: str = ""
    withdrawable: bool = False
    leads_to: "Callable[[str], str] | None" = None
    on_close: "Callable[[Actor, Case], None] | None" = None


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """From now on cases of this kind can be opened; raises ``ValueError`` where the code belongs to another."""
    if _kinds.get(kind.code, kind) != kind:
        raise ValueError(f"two kinds of case are called {kind.code!r}")
    _kinds[kind.code] = kind


def kind_of(code: str) -> Kind:
    """The kind with this code; one whose app is not installed any more is shown by its code."""
    return _kinds.get(code) or Kind(code, code)


def kinds(*, by_hand: bool = False) -> list[Kind]:
    """All kinds, or those that the desk and the public form may choose."""
    return [kind for kind in _kinds.values() if kind.by_hand or not by_hand]


QUESTION = Kind("cases.question", _("Frage"), promised_days=3, by_hand=True)
WISH_TO_HELP = Kind("cases.wish_to_help", _("Möchte helfen"), promised_days=3, by_hand=True, task="exchange")
NEED_OF_HELP = Kind(
    "cases.need_of_help", _("Braucht Hilfe"), promised_days=3, confidential=True, by_hand=True, task="exchange"
)
FROM_ORGANISATION = Kind("cases.from_organisation", _("Verein oder Firma"), promised_days=3, by_hand=True)

for _kind in (QUESTION, WISH_TO_HELP, NEED_OF_HELP, FROM_ORGANISATION):
    register(_kind)
