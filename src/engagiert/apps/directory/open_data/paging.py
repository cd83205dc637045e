"""One page of records or of services, found by what the API was asked."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, QuerySet, Sum
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from engagiert.apps.directory.models import Listing, PublicId
from engagiert.apps.directory.search import PAGE_SIZE, Question, search

from .identifiers import service_names
from .records import OpenRecord, Surroundings, listings, with_identifiers
from .taxonomies import TAXONOMIES, codes_by_term


@dataclass(frozen=True, slots=True)
class Wish:
    """Which records are wanted; see ``schemas.Asked``."""

    place: str = ""
    text: str = ""
    term: uuid.UUID | None = None
    taxonomy: uuid.UUID | None = None
    organization: uuid.UUID | None = None
    modified_after: datetime.datetime | None = None
    postcode: str = ""

    @property
    def is_everything(self) -> bool:
        return not (self.text or self.term or self.taxonomy or self.organization or self.modified_after) and not (
            self.postcode
        )


def moment(text: str) -> datetime.datetime | None:
    """A day or moment of ISO 8601; raises ``ValueError`` for anything else."""
    if not text:
        return None
    # A plus in an address arrives as a space.
    found = parse_datetime(text.replace(" ", "+"))
    if found is None:
        day = parse_date(text)
        if day is None:
            raise ValueError(text)
        found = datetime.datetime.combine(day, datetime.time())
    return found if timezone.is_aware(found) else timezone.make_aware(found)


def wished(wish: Wish) -> QuerySet[Listing]:
    """The records by everything but words, in the order of their keys."""
    found = listings(wish.place)
    if wish.term is not None:
        taxonomy, code = codes_by_term().get(wish.term, (None, ""))
        found = found.filter(_carries(taxonomy.column, code)) if taxonomy and taxonomy.column else found.none()
    if wish.taxonomy is not None:
        column = next((one.column for one in TAXONOMIES.values() if one.identifier == wish.taxonomy), "")
        found = found.exclude(_carries_none(column)) if column else found.none()
    if wish.organization is not None:
        found = found.filter(pk__in=PublicId.objects.filter(uuid=wish.organization).values("organisation_id"))
    if wish.modified_after is not None:
        found = found.filter(updated_at__gte=wish.modified_after)
    if wish.postcode:
        found = found.filter(document__postcode=wish.postcode)
    return found


_OF_ONE = ("type", "sector")


def _carries(column: str, code: str) -> Q:
    return Q(**{column: code}) if column in _OF_ONE else Q(**{f"{column}__contains": [code]})


def _carries_none(column: str) -> Q:
    return Q(**{column: ""}) if column in _OF_ONE else Q(**{f"{column}__len": 0})


def records_on(wish: Wish, page: int, size: int, surroundings: Surroundings) -> tuple[list[OpenRecord], int]:
    """The records of a page, and how many there are in all."""
    start = (page - 1) * size
    if wish.text:
        found, total = _by_words(wish, start, size)
    else:
        every = wished(wish)
        total = every.count()
        found = list(every[start : start + size]) if start < total else []
    return with_identifiers(found, surroundings), total


def _by_words(wish: Wish, start: int, size: int) -> tuple[list[Listing], int]:
    """In the order of the search; its pages are shorter than ours."""
    ids: list[int] = []
    number, total = start // PAGE_SIZE + 1, 0
    first = (number - 1) * PAGE_SIZE
    while first + len(ids) < start + size:
        answer = search(Question(ags=wish.place, text=wish.text, page=number))
        total = answer.total
        ids += [listing.pk for listing in answer.listings]
        if len(answer.listings) < PAGE_SIZE:
            break
        number += 1
    wanted = ids[start - first : start - first + size]
    found = wished(wish).in_bulk(wanted)
    return [found[pk] for pk in wanted if pk in found], total


def services_on(
    wish: Wish, page: int, size: int, surroundings: Surroundings
) -> tuple[list[tuple[OpenRecord, str]], int]:
    """Pairs of record and name of a service, in the order of records and, within one, as it lists them.

    By words, records are found: then a page holds all services of ``size`` records, and records are counted.
    """
    if wish.text:
        records, total = records_on(wish, page, size, surroundings)
        return [(record, name) for record in records for name in service_names(record.document)], total
    start = (page - 1) * size
    counted = PublicId.objects.filter(gone_at__isnull=True)
    if wish.is_everything:
        counted = counted.filter(ags__startswith=wish.place) if wish.place else counted
    else:
        counted = counted.filter(pk__in=wished(wish).order_by().values("pk"))
    total = counted.aggregate(total=Sum("service_count"))["total"] or 0
    if start >= total:
        return [], total
    span = _span(counted, start, size)
    found = listings().filter(pk__in=[pk for pk, _before in span])
    known = {record.listing.pk: record for record in with_identifiers(list(found), surroundings)}
    pairs = [(known[pk], name) for pk, _before in span if pk in known for name in _names(known[pk])]
    skipped = start - span[0][1] if span else 0
    return pairs[skipped : skipped + size], total


def _names(record: OpenRecord) -> Sequence[str]:
    return service_names(record.document)


def _span(counted: QuerySet[PublicId], start: int, size: int) -> list[tuple[int, int]]:
    """The records whose services lie on the page, each with the number of services before it."""
    inner, parameters = counted.values("organisation_id", "service_count").query.sql_with_params()
    sql = f"""
    select organisation_id, before from (
        select organisation_id, service_count,
            sum(service_count) over (order by organisation_id) - service_count as before
        from ({inner}) as counted) as running
    where before + service_count > %s and before < %s order by organisation_id
    """  # noqa: S608 - Django's own statement inside ours; values go in as parameters
    with connection.cursor() as cursor:
        cursor.execute(sql, [*parameters, start, start + size])
        return [(int(pk), int(before)) for pk, before in cursor.fetchall()]
