"""By what offers are filtered: each value is a code in the listing's ``codes``.

Where a code could stand in two vocabularies its own has a mark before it, so that one list serves all facets.
"""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from engagiert.apps.directory import public as directory
from engagiert.apps.directory.public import Term
from engagiert.apps.opportunities.models import Listing, Opportunity
from engagiert.apps.opportunities.vocabulary import SUITS

KIND, WHERE, SKILL, SUITED, PART, WHEN, AGE = "kind:", "where:", "skill:", "suits:", "part:", "when:", "age:"
OPEN_TO_MINORS, NO_CERTIFICATE = "minors", "no_certificate"

_DAYS, _PARTS, _WEEKEND = 7, 4, (5, 6)
_NIGHT = 3


def _terms(*terms: Term) -> dict[str, Term]:
    return {term.code: term for term in terms}


KINDS = _terms(*(Term(f"{KIND}{kind.value}", kind.label) for kind in Opportunity.Kind))
WHERES = _terms(Term(f"{WHERE}on_site", _("vor Ort")), Term(f"{WHERE}from_home", _("von zu Hause")))
GROUPS = _terms(*(Term(f"{SUITED}{code}", term.label) for code, term in SUITS.items()))
# Parts of the week as people speak of them; the hours of one's own week are the matching's.
TIMES = _terms(
    Term(f"{WHEN}weekday_0", _("werktags vormittags")),
    Term(f"{WHEN}weekday_1", _("werktags nachmittags")),
    Term(f"{WHEN}weekday_2", _("werktags abends")),
    Term(f"{WHEN}weekend", _("am Wochenende")),
    Term(f"{WHEN}night", _("nachts")),
)
# An offer that names no age is open to all.
AGES = _terms(
    Term(f"{AGE}12", _("mit 12 Jahren")),
    Term(f"{AGE}14", _("mit 14 Jahren")),
    Term(f"{AGE}16", _("mit 16 Jahren")),
)
CONDITIONS = _terms(Term(NO_CERTIFICATE, _("ohne Führungszeugnis")))


def codes_of(listing: Listing) -> Iterator[str]:
    """All codes of an offer but its places."""
    yield from (*listing.fields, *listing.target_groups, *listing.languages, *listing.accessibility)
    yield KIND + listing.kind
    here, home = Opportunity.Where.ON_SITE, Opportunity.Where.FROM_HOME
    yield from (
        WHERE + where for where in ((here, home) if listing.where == Opportunity.Where.BOTH else (listing.where,))
    )
    yield from (SKILL + skill for skill in listing.skills_wanted)
    yield from (SUITED + group for group in listing.suits)
    yield from _times(listing.week_parts)
    age = listing.minimum_age or 0
    yield from (code for code in AGES if age <= int(code.removeprefix(AGE)))
    if age < 18:
        yield OPEN_TO_MINORS
    if not listing.needs_certificate:
        yield NO_CERTIFICATE
    yield directory.EVERY_ROW


def _times(week_parts: int) -> Iterator[str]:
    for bit in range(_DAYS * _PARTS):
        if week_parts >> bit & 1:
            day, part = divmod(bit, _PARTS)
            yield f"{PART}{bit}"
            if part == _NIGHT:
                yield f"{WHEN}night"
            yield f"{WHEN}weekend" if day in _WEEKEND else f"{WHEN}weekday_{part}"
