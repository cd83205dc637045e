"""What has changed, as an Atom feed (RFC 4287): the newest changes, and with RFC 6721 what has left the register.

Only facts that stand on public pages; of a record that has gone, nothing but its identifier.
"""

import datetime
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.directory import vocabulary
from engagiert.apps.directory.models import PublicId

from .extents import Extent
from .identifiers import ENGAGIERT, part
from .records import OpenRecord, Surroundings, listings, with_identifiers
from .xml import element

LONGEST = 100
GONE_DAYS = 90
# The date of a feed without entries: any that stays the same.
_BEGINNING = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


def feed(extent: Extent, surroundings: Surroundings) -> str:
    """The feed of a town or of the installation. Four queries beside those for the surroundings."""
    newest = listings(extent.ags).order_by("-updated_at", "-pk").defer("folded", "search", "keys", "codes", "document")
    records = with_identifiers(list(newest[:LONGEST]), surroundings)
    gone = list(_gone(extent))
    moments = [*(record.listing.updated_at for record in records), *(at for _uuid, at in gone)]
    return "".join(_lines(extent, surroundings, records, gone, max(moments, default=_BEGINNING)))


def _gone(extent: Extent) -> Iterable[tuple[str, datetime.datetime]]:
    since = timezone.now() - datetime.timedelta(days=GONE_DAYS)
    found = PublicId.objects.filter(gone_at__gte=since, ags__startswith=extent.ags).order_by("-gone_at", "-pk")
    for own, at in found.values_list("uuid", "gone_at")[:LONGEST]:
        if at is not None:
            yield f"urn:uuid:{own}", at


def _lines(
    extent: Extent,
    surroundings: Surroundings,
    records: Iterable[OpenRecord],
    gone: Iterable[tuple[str, datetime.datetime]],
    updated: datetime.datetime,
) -> Iterable[str]:
    own = part(ENGAGIERT, "feed", surroundings.base, extent.ags)
    office = extent.office
    terms = extent.terms(surroundings)
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0" xml:lang="de">\n'
    yield element("id", f"urn:uuid:{own}")
    yield element("title", _("Neues im Verzeichnis: %(title)s") % {"title": extent.title})
    yield element("updated", _moment(updated))
    yield _link("self", surroundings.base + extent.address("feed"), "application/atom+xml")
    yield _link("alternate", surroundings.base + extent.address("page"), "text/html")
    yield _link("license", terms.licence.uri)
    yield element("rights", f"{terms.licence.label} {terms.attribution}".strip())
    yield element("author", inner=element("name", office.name if office else extent.title))
    for record in records:
        yield element("entry", inner="".join(_entry(record)))
    for reference, at in gone:
        yield element("at:deleted-entry", attributes={"ref": reference, "when": _moment(at)})
    yield "</feed>\n"


def _entry(record: OpenRecord) -> Iterable[str]:
    listing = record.listing
    kind = vocabulary.label(vocabulary.FACILITY_TYPES, listing.type)
    yield element("id", f"urn:uuid:{record.uuid}")
    yield element("title", listing.name)
    yield element("updated", _moment(listing.updated_at))
    if listing.published_on:
        published = datetime.datetime.combine(listing.published_on, datetime.time(), datetime.UTC)
        yield element("published", _moment(min(published, listing.updated_at)))
    if record.url:
        yield _link("alternate", record.url, "text/html")
    yield element("category", attributes={"term": listing.type, "label": kind})
    # An entry without a page must have content; a summary alone would not do.
    said = " – ".join(text for text in (kind, listing.address_line, listing.summary) if text)
    yield element("summary" if record.url else "content", said)


def _link(rel: str, href: str, media: str = "") -> str:
    return element("link", attributes={"rel": rel} | ({"type": media} if media else {}) | {"href": href})


def _moment(at: datetime.datetime) -> str:
    return at.astimezone(datetime.UTC).isoformat(timespec="seconds")
