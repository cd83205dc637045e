"""The public API: HSDS 3 (Open Referral) with its own paths, for anybody, from anywhere, read only."""

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Query, Router
from ninja.errors import HttpError

from engagiert.kernel.authz import public
from engagiert.kernel.http.open_access import etag, open_answer, with_open_headers

from . import register, schemas
from .models import PublicId
from .open_data import flat, hsds, identifiers, paging, records
from .open_data.records import OpenRecord, Surroundings
from .open_data.taxonomies import TAXONOMIES, codes_by_term

router = Router(tags=["HSDS 3"])
_METHODS = ["GET", "HEAD"]
_PROBLEMS = {404: schemas.Problem, 410: schemas.Problem, 422: schemas.Problem}

type Json = dict[str, Any]


def _get(path: str, shape: Any, summary: str) -> Callable[[Any], Any]:
    return router.api_operation(_METHODS, path, response={200: shape, **_PROBLEMS}, summary=summary)


def _answer(request: HttpRequest, body: Callable[[], Any], *, at: int | None = None) -> HttpResponseBase:
    """JSON with a validator that changes with the register."""
    tag = etag(register.state() if at is None else at, request.build_absolute_uri())
    return open_answer(request, media="application/json", tag=tag, body=lambda: flat.as_json(body()))


def _seen(request: HttpRequest) -> Surroundings:
    return Surroundings.seen_from(f"{request.scheme}://{request.get_host()}")


def _page(asked: schemas.Paging, contents: Sequence[Any], total: int) -> Json:
    pages = -(-total // asked.per_page)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": asked.page,
        "size": len(contents),
        "first_page": asked.page == 1,
        "last_page": asked.page >= pages,
        "empty": not contents,
        "contents": list(contents),
    }


def _wish(asked: schemas.Asked) -> paging.Wish:
    try:
        since = paging.moment(asked.modified_after)
    except ValueError as error:
        said = _("„modified_after“ ist kein Datum. Schreiben Sie zum Beispiel 2026-11-25.")
        raise HttpError(422, said) from error
    return paging.Wish(
        place=asked.place,
        text=asked.search.replace("\x00", "").strip(),
        term=asked.taxonomy_term_id,
        taxonomy=asked.taxonomy_id,
        organization=asked.organization_id,
        modified_after=since,
        postcode=getattr(asked, "postcode", ""),
    )


def _lines(request: HttpRequest, wish: paging.Wish, one: Callable[[OpenRecord], Iterable[Json]]) -> HttpResponseBase:
    """Everything, one entry a line, as it comes."""
    if not wish.is_everything:
        raise HttpError(422, _("„ndjson“ gibt immer alles aus, höchstens nach „place“ ausgewählt."))
    seen = _seen(request)

    def lines() -> Iterator[str]:
        for batch in records.batches(seen, wish.place):
            yield "".join(flat.as_json(entry) + "\n" for record in batch for entry in one(record))

    tag = etag(register.state(), request.build_absolute_uri())
    return open_answer(request, media="application/x-ndjson", tag=tag, body=lines)


@_get("/", schemas.Metadata, gettext_noop("Welche Fassung von HSDS diese Schnittstelle spricht"))
@public
def metadata(request: HttpRequest) -> HttpResponseBase:
    openapi = request.build_absolute_uri(reverse("api:openapi"))
    return _answer(request, lambda: {"version": hsds.VERSION, "profile": hsds.PROFILE, "openapi_url": openapi}, at=0)


@_get(
    "/organizations",
    schemas.Page[schemas.OrganizationBody | schemas.OrganizationListed],
    gettext_noop("Organisationen"),
)
@public
def organizations(request: HttpRequest, asked: Query[schemas.AskedOrganizations]) -> HttpResponseBase:
    wish = _wish(asked)

    def one(record: OpenRecord) -> Json:
        if asked.full or asked.full_service:
            return hsds.organization(record, full_services=asked.full_service)
        return hsds.organization_basics(record)

    if asked.format == "ndjson":
        return _lines(request, wish, lambda record: [one(record)])

    def body() -> Json:
        found, total = paging.records_on(wish, asked.page, asked.per_page, _seen(request))
        return _page(asked, [one(record) for record in found], total)

    return _answer(request, body)


@_get("/organizations/{id}", schemas.OrganizationBody, gettext_noop("Eine Organisation mit allem, was dazugehört"))
@public
def organization(request: HttpRequest, id: uuid.UUID, asked: Query[schemas.AskedOrganization]) -> HttpResponseBase:
    record = _one(request, records.by_uuid(id), "organization")
    if not isinstance(record, OpenRecord):
        return record
    return _answer(request, lambda: hsds.organization(record, full_services=asked.full_service))


@_get("/services", schemas.Page[schemas.ServiceBody | schemas.ServiceListed], gettext_noop("Angebote"))
@public
def services(request: HttpRequest, asked: Query[schemas.AskedServices]) -> HttpResponseBase:
    wish = _wish(asked)

    def one(record: OpenRecord, name: str) -> Json:
        if asked.minimal:
            short = hsds.short_service(record, name)
            return {"id": short["id"], "modified_date": short["last_modified"]}
        return hsds.full_service(record, name) if asked.full else hsds.short_service(record, name)

    return _services(request, asked, wish, one)


def _services(
    request: HttpRequest, asked: schemas.Asked, wish: paging.Wish, one: Callable[[OpenRecord, str], Json]
) -> HttpResponseBase:
    if asked.format == "ndjson":
        return _lines(
            request, wish, lambda record: (one(record, name) for name in identifiers.service_names(record.document))
        )

    def body() -> Json:
        found, total = paging.services_on(wish, asked.page, asked.per_page, _seen(request))
        return _page(asked, [one(record, name) for record, name in found], total)

    return _answer(request, body)


@_get("/services/{id}", schemas.ServiceBody, gettext_noop("Ein Angebot mit allem, was dazugehört"))
@public
def service(request: HttpRequest, id: uuid.UUID) -> HttpResponseBase:
    record = _one(request, records.by_part(id), "")
    if not isinstance(record, OpenRecord):
        return record
    name = _name_of(record, lambda own: own == id)
    return _answer(request, lambda: hsds.full_service(record, name))


@_get(
    "/service_at_locations",
    schemas.Page[schemas.Placement | schemas.PlacementListed],
    gettext_noop("Angebote an ihren Orten"),
)
@public
def service_at_locations(request: HttpRequest, asked: Query[schemas.AskedPlacements]) -> HttpResponseBase:
    def one(record: OpenRecord, name: str) -> Json:
        return hsds.placement(record, name, whole=asked.full)

    return _services(request, asked, _wish(asked), one)


@_get("/service_at_locations/{id}", schemas.Placement, gettext_noop("Ein Angebot an seinem Ort"))
@public
def service_at_location(request: HttpRequest, id: uuid.UUID) -> HttpResponseBase:
    record = _one(request, records.by_part(id), "")
    if not isinstance(record, OpenRecord):
        return record
    name = _name_of(record, lambda own: identifiers.placement_id(own) == id)
    return _answer(request, lambda: hsds.placement(record, name) | {"service": hsds.short_service(record, name)})


@_get(
    "/locations",
    schemas.Page[schemas.LocationBody],
    gettext_noop("Anschriften und Häuser, eine Seite nach Organisationen"),
)
@public
def locations(request: HttpRequest, asked: Query[schemas.Asked]) -> HttpResponseBase:
    wish = _wish(asked)
    if asked.format == "ndjson":
        return _lines(request, wish, hsds.locations)

    def body() -> Json:
        found, total = paging.records_on(wish, asked.page, asked.per_page, _seen(request))
        contents = [location for record in found for location in hsds.locations(record)]
        return _page(asked, contents, total)

    return _answer(request, body)


@_get("/locations/{id}", schemas.LocationBody, gettext_noop("Eine Anschrift oder ein Haus"))
@public
def location(request: HttpRequest, id: uuid.UUID) -> HttpResponseBase:
    record = _one(request, records.by_part(id), "")
    if not isinstance(record, OpenRecord):
        return record
    found = next((one for one in hsds.locations(record) if one["id"] == str(id)), None)
    if found is None:
        raise _unknown()
    return _answer(request, lambda: found)


@_get("/taxonomies", schemas.Page[schemas.TaxonomyBody], gettext_noop("Unsere Listen von Begriffen"))
@public
def taxonomies(request: HttpRequest, asked: Query[schemas.Paging]) -> HttpResponseBase:
    return _answer(request, lambda: _cut(asked, [one.as_hsds() for one in TAXONOMIES.values()]), at=0)


@_get("/taxonomies/{id}", schemas.TaxonomyBody, gettext_noop("Eine Liste von Begriffen"))
@public
def taxonomy(request: HttpRequest, id: uuid.UUID) -> HttpResponseBase:
    found = next((one for one in TAXONOMIES.values() if one.identifier == id), None)
    if found is None:
        raise _unknown()
    return _answer(request, found.as_hsds, at=0)


@_get("/taxonomy_terms", schemas.Page[schemas.TermBody], gettext_noop("Begriffe"))
@public
def taxonomy_terms(request: HttpRequest, asked: Query[schemas.AskedTerms]) -> HttpResponseBase:
    wanted = [one for one in TAXONOMIES.values() if asked.taxonomy_id in (None, one.identifier)]
    text = asked.search.casefold()

    def body() -> Json:
        terms = [one.term(code, detailed=True) for one in wanted for code in one.terms]
        return _cut(asked, [term for term in terms if text in term["name"].casefold()])

    return _answer(request, body, at=0)


@_get("/taxonomy_terms/{id}", schemas.TermBody, gettext_noop("Ein Begriff"))
@public
def taxonomy_term(request: HttpRequest, id: uuid.UUID) -> HttpResponseBase:
    found = codes_by_term().get(id)
    if found is None:
        raise _unknown()
    kept, code = found
    return _answer(request, lambda: kept.term(code, detailed=True), at=0)


def _cut(asked: schemas.Paging, entries: Sequence[Json]) -> Json:
    start = (asked.page - 1) * asked.per_page
    return _page(asked, entries[start : start + asked.per_page], len(entries))


def _unknown() -> HttpError:
    return HttpError(404, _("Diese Kennung kennen wir nicht."))


def _one(request: HttpRequest, found: tuple[PublicId | None, Any], name: str) -> OpenRecord | HttpResponseBase:
    """The record; after a merge the way to the one it went into. Raises 404 or, where it has gone, 410."""
    known, listing = found
    if known is None:
        raise _unknown()
    if listing is not None:
        return _seen(request).open_record(listing, known.uuid)
    successor = PublicId.objects.filter(pk=known.successor or 0, gone_at__isnull=True).first()
    if successor is None or not name:
        raise HttpError(410, _("Dieser Eintrag ist nicht mehr öffentlich."))
    return with_open_headers(HttpResponseRedirect(reverse(f"api:{name}", args=[successor.uuid])))


def _name_of(record: OpenRecord, is_it: Callable[[uuid.UUID], bool]) -> str:
    for name in identifiers.service_names(record.document):
        if is_it(identifiers.service_id(record.uuid, name)):
            return name
    raise _unknown()
