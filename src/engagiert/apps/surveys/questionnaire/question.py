"""The shape of a question and of a page."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

type Words = Any  # a text of the catalogue, or what an office wrote

# What an office may ask by itself, in words.
OWN_KINDS: Mapping[str, Words] = {
    "text": _("Text"),
    "number": _("Zahl"),
    "one": _("eine Antwort von mehreren"),
    "several": _("mehrere Antworten"),
    "yes_no": _("Ja, Nein, weiß nicht"),
}
# In a round without names nobody writes free text: words tell who wrote them.
CLOSED_KINDS = ("one", "several", "yes_no")
YES_NO = (("yes", _("Ja")), ("no", _("Nein")), ("unknown", _("weiß nicht")))


@dataclass(frozen=True, slots=True)
class Question:
    """``kind``: one of ``OWN_KINDS``, or ``lines`` (a list), ``money`` (euros a year), ``funding`` (rows of funder,
    share in percent, begin, end). ``choices``: code and words. ``column``: of the directory, which prefills the
    answer and for which a new answer becomes a proposal; empty where the directory knows no such thing.
    """

    key: str
    kind: str
    label: Words
    help: Words = ""
    choices: tuple[tuple[str, Words], ...] = ()
    column: str = ""
    most: int = 0

    @property
    def is_own(self) -> bool:
        """Whether the office asks it by itself."""
        return self.key.startswith("own-")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a questionnaire: its name in the address, its title, the keys of its questions."""

    slug: str
    title: Words
    keys: tuple[str, ...]


def own_question(kind: str, label: str, choices: tuple[str, ...] = ()) -> dict[str, Any]:
    """A new question of an office as its questionnaire keeps it."""
    return {"key": f"own-{uuid.uuid4().hex[:10]}", "kind": kind, "label": label, "choices": list(choices)}


def read_own(row: Mapping[str, Any]) -> Question:
    """The question behind what a questionnaire keeps."""
    kind = str(row["kind"])
    choices = YES_NO if kind == "yes_no" else tuple((one, one) for one in row.get("choices", ()))
    return Question(str(row["key"]), kind, row["label"], choices=choices)
