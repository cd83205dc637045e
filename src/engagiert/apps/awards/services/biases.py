"""Who is biased about a nomination, as far as names tell. What names do not tell, the member of the jury says."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from engagiert.apps.awards.models import Juror, Nomination, Nominator
from engagiert.engines.text.folding import fold


def found_between(juror: Juror, nomination: Nomination, nominators: Iterable[Nominator]) -> str:
    """Why the member is biased, in words; empty where nothing is found.

    Found are: the proposed person, who proposed them, the same organisation, and the same family name, which the office
    may clear where it is chance.
    """
    own = _words(juror.name)
    proposers = list(nominators)
    if (own and own == _words(nomination.name)) or _same(juror.mail, nomination.mail):
        return _("Ist selbst vorgeschlagen.")
    if any((own and own == _words(one.name)) or _same(juror.mail, one.mail) for one in proposers):
        return _("Hat diesen Menschen vorgeschlagen.")
    if _same(fold(juror.organisation), fold(nomination.organisation)):
        return _("Gehört zur selben Organisation.")
    if _family(juror.name) and _family(juror.name) == _family(nomination.name):
        return _("Hat denselben Familiennamen.")
    return ""


def _words(name: str) -> list[str]:
    return sorted(fold(name).split())


def _family(name: str) -> str:
    """The last word; a single word tells nothing."""
    words = fold(name).split()
    return words[-1] if len(words) > 1 else ""


def _same(one: str, other: str) -> bool:
    return bool(one.strip()) and one.strip().casefold() == other.strip().casefold()
