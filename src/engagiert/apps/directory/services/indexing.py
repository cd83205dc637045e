"""The search index as a whole: made anew for a new version of the engine, its terms counted from time to time."""

import itertools
from collections.abc import Callable

from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.directory.models import Organisation
from engagiert.apps.directory.projection import project
from engagiert.apps.directory.search import ORGANISATIONS, indexing
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

_BATCH = 500


def count_terms(*, actor: Actor) -> int:
    """Count anew in how many records each term stands; returns the number of terms. Some seconds for a Land."""
    with enter(actor, action="directory.count_terms"):
        return indexing.count_terms(ORGANISATIONS)


def index_is_current() -> bool:
    """Whether the index was made by this version of engine and vocabulary."""
    return indexing.is_current(ORGANISATIONS)


def index_anew(say: Callable[[str], None]) -> int:
    """Project all published records again, office by office; about a thousand records a second and core.

    May be interrupted and begun again: until it is through, the index counts as outdated.
    """
    done = 0
    for office_id in Office.objects.order_by("pk").values_list("pk", flat=True):
        actor = Actor.operator(office_ids=(office_id,))
        with enter(actor, action="directory.index"):
            ids = list(Organisation.objects.filter(office_id=office_id, state="published").values_list("pk", flat=True))
        for batch in itertools.batched(ids, _BATCH, strict=False):
            with enter(actor, action="directory.index"):
                project(list(Organisation.objects.filter(pk__in=batch).select_related("place").order_by("pk")))
            done += len(batch)
            say(_("Suchindex: %(number)s Einträge") % {"number": done})
    operator = Actor.operator()
    count_terms(actor=operator)
    with enter(operator, action="directory.index"):
        indexing.note_current(ORGANISATIONS)
    return done
