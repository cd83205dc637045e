"""The code lists of offers that the directory does not have."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from engagiert.apps.directory.public import Term
from engagiert.engines.matching.taxonomy import SKILL, UnknownTermError, code_of, skills, terms

SUITS = {
    term.code: term
    for term in (
        Term("friends", _("Freundinnen und Freunde")),
        Term("group", _("Gruppen")),
        Term("school_class", _("Schulklassen")),
        Term("company", _("Teams aus Firmen")),
    )
}
# In the order of the bits of ``Opportunity.week_parts``.
DAYS = (_("Montag"), _("Dienstag"), _("Mittwoch"), _("Donnerstag"), _("Freitag"), _("Samstag"), _("Sonntag"))
PARTS = (_("vormittags"), _("nachmittags"), _("abends"), _("nachts"))


def skill_label(code: str) -> str:
    """The word for a skill; a code of an older version stands for itself."""
    term = terms().get(code)
    return term.label((get_language() or "de")[:2]) if term else code


def skill_named(word: str) -> str:
    """The code of a skill in our words or those of other lists; empty where we have none for it."""
    try:
        return code_of(word, SKILL)
    except UnknownTermError:
        return ""


def skill_choices() -> list[tuple[str, str]]:
    """All skills in the order people read them, in the language of the page."""
    return [(term.code, skill_label(term.code)) for term in skills()]


__all__ = ["DAYS", "PARTS", "SUITS", "skill_choices", "skill_label", "skill_named"]
