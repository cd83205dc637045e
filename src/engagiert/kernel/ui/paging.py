"""Pages of a list that may be long: one query finds the keys, and how many there are is known up to a thousand."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet

MOST = 1000


def capped_page[M: Model](
    found: QuerySet[M], per_page: int, number: Any, *, read: Callable[[QuerySet[M]], list[Any]] = list
) -> Page[Any]:
    """The page with this number of the first ``MOST`` of ``found``; its ``is_cut`` says that there are more.

    Nobody turns two thousand pages, and to count what nobody asked for costs more than to find it. Two queries: one for
    all keys, which an index answers that holds what is filtered and sorted by, and one for the rows of the page;
    ``read`` makes of them what the page shows.
    """
    keys = list(found.values_list("pk", flat=True)[: MOST + 1])
    page: Any = Paginator(keys[:MOST], per_page).get_page(number)
    page.object_list = read(found.filter(pk__in=page.object_list)) if keys else []
    page.is_cut = len(keys) > MOST
    return page  # type: ignore[no-any-return]
