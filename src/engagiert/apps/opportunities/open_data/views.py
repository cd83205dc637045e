"""Files of offers, and the list that other sites show in a frame."""

from collections.abc import Collection

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.csp import CSP
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_GET, require_safe

from engagiert.apps.accounts.public import office_of
from engagiert.apps.opportunities import wording
from engagiert.apps.opportunities.selectors import newest_within
from engagiert.apps.places.public import town_at, where_at
from engagiert.kernel.authz import public
from engagiert.kernel.http.hosts import site_of
from engagiert.kernel.http.open_access import etag, in_language_of_data, open_answer

from .files import FORMATS
from .records import with_addresses

SHOWN = 8
_LINE = '<iframe src="{}" title="{}" width="100%" height="640" loading="lazy"></iframe>'
# Other sites may show this page in a frame; it loads its own styles and pictures and nothing else.
_FRAMED: dict[str, Collection[str] | str] = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.NONE],
    "frame-ancestors": ["*"],
}


@public
@require_safe
def file(request: HttpRequest, where: str, name: str) -> HttpResponseBase:
    """All published offers of a town or area."""
    here = where_at(where)
    wanted = FORMATS.get(name)
    if wanted is None:
        raise Http404
    text = in_language_of_data(lambda: "".join(wanted.write(here, site_of(request).rstrip("/"))))
    filename = "" if name.endswith(".atom") else f"{where.replace('/', '-')}-{name}"
    return open_answer(request, media=wanted.media, tag=etag(text), body=lambda: text, filename=filename)


@public
@require_GET
def embedding(request: HttpRequest, town: str) -> HttpResponse:
    """How a site shows the newest offers of the town, without anybody's script."""
    found = town_at(town)
    address = site_of(request).rstrip("/") + reverse("offers:frame", args=[town])
    title = _("Engagement gesucht in %(name)s") % {"name": found.place.name}
    context = {
        "town": found,
        "office": office_of(found.place),
        "nav": "engagement",
        "line": str(format_html(_LINE, address, title)),
    }
    return render(request, "opportunities/embedding.html", context)


@public
@xframe_options_exempt
@csp_override(_FRAMED)
@require_GET
def frame(request: HttpRequest, town: str) -> HttpResponse:
    """The newest offers of the town, small, to be shown inside another page."""
    found = town_at(town)
    offers = with_addresses(list(newest_within((found.place.ags,), limit=SHOWN)), site_of(request).rstrip("/"))
    context = {"town": found, "hits": [wording.Hit.of(offer.listing, offer.url) for offer in offers]}
    return render(request, "opportunities/frame.html", context)
