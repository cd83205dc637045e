"""The search index of offers as a whole: made anew for a new version of the engine."""

import itertools
from collections.abc import Callable

from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.directory.public import search_indexing
from engagiert.apps.opportunities.models import Opportunity
from engagiert.apps.opportunities.projection import project
from engagiert.apps.opportunities.search.index import OFFERS, count_terms
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

_BATCH = 500


def index_anew(say: Callable[[str], None]) -> int:
    """Project all published offers again, office by office. May be interrupted and begun again: until it is through,
    the index counts as outdated."""
    done = 0
    for office_id in Office.objects.order_by("pk").values_list("pk", flat=True):
        actor = Actor.operator(office_ids=(office_id,))
        with enter(actor, action="opportunities.index"):
            published = Opportunity.objects.filter(office_id=office_id, state=Opportunity.State.PUBLISHED)
            ids = list(published.values_list("pk", flat=True))
        for batch in itertools.batched(ids, _BATCH, strict=False):
            with enter(actor, action="opportunities.index"):
                project(list(Opportunity.objects.filter(pk__in=batch).select_related("place").order_by("pk")))
            done += len(batch)
            say(_("Suchindex: %(number)s Angebote") % {"number": done})
    operator = Actor.operator()
    count_terms(actor=operator)
    with enter(operator, action="opportunities.index"):
        search_indexing.note_current(OFFERS)
    return done
