"""The search index as a whole: made anew for a new version of the engine, its terms counted from time to time."""

import itertools
from collections.abc import Callable

from django.db import connection
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.directory.models import Listing, Organisation, SearchTerm
from engagiert.apps.directory.projection import project
from engagiert.engines.text import search as engine
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

_BATCH = 500


def count_terms(*, actor: Actor) -> int:
    """Count anew in how many records each term stands; returns the number of terms. Some seconds for a Land."""
    sql = """
    select substr(word, 2) as term, sum(ndoc)::int from ts_stat('select search from directory_listing')
    where left(word, 1) between '0' and '9' group by 1
    """
    with enter(actor, action="directory.count_terms"):
        with connection.cursor() as cursor:
            cursor.execute(sql)
            counted: dict[str, int] = dict(cursor.fetchall())
        counted[SearchTerm.ALL] = Listing.objects.count()
        known = set(SearchTerm.objects.values_list("term", flat=True)) - {SearchTerm.VERSION}
        for gone in itertools.batched(sorted(known - counted.keys()), 5_000, strict=False):
            SearchTerm.objects.filter(term__in=gone).delete()
        _keep(counted)
    return len(counted)


def _keep(counted: dict[str, int]) -> None:
    rows = [SearchTerm(term=term, documents=number) for term, number in sorted(counted.items())]
    SearchTerm.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["term"], update_fields=["documents"], batch_size=5_000
    )


def index_is_current() -> bool:
    """Whether the index was made by this version of engine and vocabulary."""
    made_by = SearchTerm.objects.filter(term=SearchTerm.VERSION).values_list("documents", flat=True).first()
    return made_by == engine.version()


def index_anew(*, say: Callable[[str], None]) -> int:
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
        _keep({SearchTerm.VERSION: engine.version()})
    return done
