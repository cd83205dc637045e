"""What pages above the towns say of the register: figures of many towns at once, and where a record's page is."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Max, Q
from django.db.models.functions import Left

from engagiert.apps.places.public import within
from engagiert.kernel.ui.addresses import address

from . import register
from .models import Listing
from .models.organisation import due_before

_TOWN_DIGITS = 8


@dataclass(frozen=True, slots=True)
class AreaFigures:
    """``by_town``: official key of a municipality → published records; towns without any are missing.

    ``by_code``: code of a field, type and so on → published records.
    """

    published: int
    confirmed: int
    last_change: datetime.datetime | None
    by_town: Mapping[str, int]
    by_code: Mapping[str, int]

    @property
    def confirmed_percent(self) -> int:
        return round(100 * self.confirmed / self.published) if self.published else 0


_kept = register.Kept[AreaFigures]()


def area_figures(keys: Sequence[str], today: datetime.date) -> AreaFigures:
    """Figures of all records within these keys; kept until the register changes. One query, or three."""
    question, state = (tuple(keys), today), register.state()
    figures = _kept.get(question, state)
    if figures is None:
        figures = _counted(keys, today)
        _kept.put(question, state, figures)
    return figures


def _counted(keys: Sequence[str], today: datetime.date) -> AreaFigures:
    rows = (
        Listing.objects.filter(within(keys))
        .order_by()
        .annotate(town=Left("ags", _TOWN_DIGITS))
        .values_list("town")
        .annotate(
            published=Count("ags"),
            confirmed=Count("ags", filter=Q(confirmed_on__gt=due_before(today))),
            changed=Max("updated_at"),
        )
    )
    found = list(rows)
    return AreaFigures(
        published=sum(row[1] for row in found),
        confirmed=sum(row[2] for row in found),
        last_change=max((row[3] for row in found), default=None),
        by_town={row[0]: row[1] for row in found if len(row[0]) == _TOWN_DIGITS},
        by_code=_by_code(keys),
    )


def _by_code(keys: Sequence[str]) -> dict[str, int]:
    sql = """
    select code, count(*) from (select unnest(codes) as code from directory_listing where ags ^@ any(%s)) as found
    group by code
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(keys)])
        return dict(cursor.fetchall())


@dataclass(frozen=True, slots=True)
class Signpost:
    """The name of a record and the address of its page, in its own town or in that of its office."""

    id: int
    name: str
    url: str
    where: str
    approximate: bool


def signposts(ids: Iterable[int]) -> list[Signpost]:
    """One query; ids that are not in the public register are left out."""
    rows = (
        Listing.objects.filter(pk__in=list(ids))
        .order_by("sort_key", "pk")
        .values_list(
            *("pk", "name", "slug", "address_line", "approximate", "place__town__pk", "place__slug"),
            "office__place__slug",
        )
    )
    return [
        Signpost(
            id=pk,
            name=name,
            url=address("directory:organisation", own if takes_part else office, slug),
            where=line,
            approximate=approximate,
        )
        for pk, name, slug, line, approximate, takes_part, own, office in rows
    ]
