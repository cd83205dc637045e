"""The page “Offene Daten”, the files behind it, and what programs look for at the root of a site."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from engagiert.apps.directory import register
from engagiert.apps.places.public import town_at
from engagiert.kernel.authz import public
from engagiert.kernel.http.open_access import etag, in_language_of_data, open_answer

from . import sitemap as site_map
from .catalogue import catalogue
from .extents import FORMATS, Extent, figures
from .feed import feed
from .graph import WRITINGS
from .records import Surroundings


def _base(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _extent(town: str) -> Extent:
    return Extent(town_at(town) if town else None)


@public
@require_safe
def page(request: HttpRequest, town: str = "") -> HttpResponse:
    """What there is, in which formats, under which licence, and how a program asks for it."""
    extent = _extent(town)
    base = _base(request)
    terms = extent.terms(Surroundings.seen_from(base))
    context: dict[str, Any] = {
        "town": extent.town,
        "office": extent.office,
        "figures": figures(extent),
        "terms": terms,
        "files": [(one, extent.address("file", one.file)) for one in FORMATS.values()],
        "catalogues": [(f"katalog.{suffix}", extent.address("catalogue", suffix)) for suffix in WRITINGS],
        "feed_url": extent.address("feed"),
        "examples": _examples(f"{base}{reverse('api:organizations')}", extent),
    }
    return render(request, "directory/open_data.html", context)


def _examples(url: str, extent: Extent) -> dict[str, str]:
    """Addresses to try out: the first page, and what has changed since a day."""
    here = {"place": extent.ags} if extent.ags else {}
    since = {"modified_after": f"{timezone.localdate():%Y-%m}-01", "full": "true"}
    return {"first": f"{url}?{urlencode(here)}" if here else url, "changed": f"{url}?{urlencode(here | since)}"}


@public
@require_safe
def file(request: HttpRequest, name: str, town: str = "") -> HttpResponseBase:
    """The register as a file, sent batch by batch."""
    extent = _extent(town)
    wanted = FORMATS.get(name)
    if wanted is None:
        raise Http404
    tag = etag(register.state(), request.build_absolute_uri())
    prefix = extent.town.place.slug if extent.town else "engagiert"
    return open_answer(
        request,
        media=wanted.media,
        tag=tag,
        body=lambda: wanted.write(extent, Surroundings.seen_from(_base(request))),
        filename=f"{prefix}-{name}",
    )


@public
@require_safe
def changes(request: HttpRequest, town: str = "") -> HttpResponseBase:
    extent = _extent(town)
    return _small(request, "application/atom+xml", lambda: feed(extent, Surroundings.seen_from(_base(request))))


@public
@require_safe
def catalogue_file(request: HttpRequest, suffix: str, town: str = "") -> HttpResponseBase:
    extent = _extent(town)
    if suffix not in WRITINGS:
        raise Http404
    media, write = WRITINGS[suffix]
    return _small(request, media, lambda: write(catalogue(extent, Surroundings.seen_from(_base(request)))))


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponseBase:
    return _small(request, "text/plain", lambda: site_map.robots(_base(request)))


@public
@require_safe
def sitemap(request: HttpRequest) -> HttpResponseBase:
    return _small(request, "application/xml", lambda: site_map.index(Surroundings.seen_from(_base(request))))


@public
@require_safe
def sitemap_part(request: HttpRequest, town: str, number: int) -> HttpResponseBase:
    found = town_at(town)
    if not 1 <= number <= site_map.parts(found):
        raise Http404
    tag = etag(register.state(), request.build_absolute_uri())
    surroundings = Surroundings.seen_from(_base(request))
    return open_answer(
        request, media="application/xml", tag=tag, body=lambda: site_map.part_of(found, number, surroundings)
    )


def _small(request: HttpRequest, media: str, make: Callable[[], str]) -> HttpResponseBase:
    """What is made quickly: its validator is made from it."""
    text = in_language_of_data(make)
    return open_answer(request, media=media, tag=etag(text), body=lambda: text)
