"""The files themselves."""

import datetime
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from engagiert.apps.directory import public as directory
from engagiert.apps.opportunities import wording
from engagiert.apps.opportunities.models import Listing, Opportunity
from engagiert.apps.opportunities.selectors import newest_within
from engagiert.apps.opportunities.vocabulary import SUITS, skill_label
from engagiert.apps.places.public import Where

from .records import OpenOffer, offers, with_addresses

LONGEST_FEED = 100
_BETWEEN = " | "
_BEGINNING = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
_BASE = "https://ns.volunteeringdata.io/"
_XSD_DATE = "http://www.w3.org/2001/XMLSchema#date"
_DAYS = ("activityPublishStartDate", "activityPublishEndDate")
# The fourteen fields → causes of volunteeringdata.io, where one means the same.
_CAUSES = {
    "social": "Community",
    "sports": "SportOutdoorActivities",
    "culture": "ArtsAndCulture",
    "education_school": "EducationLanguages",
    "youth_adult_education": "EducationLanguages",
    "health": "Health",
    "environment": "Environment",
    "justice": "CrimeSafety",
    "local": "Community",
}


def _labels(words: Any, codes: Sequence[str]) -> str:
    return _BETWEEN.join(directory.labels(words, codes))


# Heading → what stands below it; ``engines/intake/offers.py`` reads these headings again.
_COLUMNS: Sequence[tuple[str, Callable[[OpenOffer], object]]] = (
    ("Angebotsnummer", lambda o: o.listing.pk),
    ("Titel", lambda o: o.listing.title),
    ("Organisation", lambda o: o.listing.organisation_name),
    ("Art des Engagements", lambda o: Opportunity.Kind(o.listing.kind).label),
    ("Was ist zu tun", lambda o: o.listing.document["tasks"]),
    ("Für wen", lambda o: o.listing.document["for_whom"] or _labels(directory.TARGET_GROUPS, o.listing.target_groups)),
    ("Engagementfelder", lambda o: _labels(directory.FIELDS, o.listing.fields)),
    ("Wo", lambda o: Opportunity.Where(o.listing.where).label),
    ("Straße und Hausnummer", lambda o: o.listing.document["street"]),
    ("Postleitzahl", lambda o: o.listing.document["postcode"]),
    ("Ort", lambda o: o.listing.document["town"]),
    ("Ortsteil", lambda o: o.listing.document["district"]),
    ("Breite", lambda o: o.point[0] if o.point else ""),
    ("Länge", lambda o: o.point[1] if o.point else ""),
    ("Zeiten", lambda o: o.listing.document["times"] or wording.when(o.listing)),
    ("Beginn", lambda o: o.listing.starts_on or ""),
    ("Ende", lambda o: o.listing.ends_on or ""),
    ("Stunden in der Woche", lambda o: o.listing.hours_per_week or ""),
    ("Was man können sollte", lambda o: _BETWEEN.join(map(skill_label, o.listing.skills_wanted))),
    ("Was man lernt", lambda o: _BETWEEN.join(map(skill_label, o.listing.skills_gained))),
    ("Sprachen", lambda o: _labels(directory.LANGUAGES, o.listing.languages)),
    ("Mindestalter", lambda o: o.listing.minimum_age or ""),
    ("Einarbeitung", lambda o: o.listing.document["training"]),
    ("Führungszeugnis", lambda o: "ja" if o.listing.needs_certificate else "nein"),
    ("Passt auch für", lambda o: _labels(SUITS, o.listing.suits)),
    ("Wie viele Menschen", lambda o: o.listing.capacity or ""),
    ("Internetseite", lambda o: o.listing.document["website"]),
    ("Bestätigt am", lambda o: o.listing.confirmed_on or ""),
    ("Seite", lambda o: o.url),
    ("Beispieldaten", lambda o: "ja" if o.listing.is_demo else ""),
)


def table(where: Where, base: str) -> Iterator[str]:
    """Semicolons, and a mark at the beginning by which spreadsheet programs know UTF-8."""
    yield "\ufeff" + directory.tables.lines([[heading for heading, _said in _COLUMNS]])
    for batch in offers(where, base):
        yield directory.tables.lines([said(offer) for _heading, said in _COLUMNS] for offer in batch)


def graph(where: Where, base: str) -> Iterator[str]:
    """JSON-LD in the terms of https://ns.volunteeringdata.io/ (OGL 3): each offer an activity with one role."""
    context = {"@vocab": _BASE, "id": "@id", "type": "@type", **{day: {"@type": _XSD_DATE} for day in _DAYS}}
    yield f'{{"@context": {json.dumps(context)}, "@graph": ['
    between = ""
    for batch in offers(where, base):
        for offer in batch:
            yield between + json.dumps(activity(offer), ensure_ascii=False)
            between = ",\n"
    yield "]}\n"


def activity(offer: OpenOffer) -> dict[str, Any]:
    """One offer as Activity, Role, Session, Location and Organisation."""
    listing, document = offer.listing, offer.listing.document
    role = {
        "id": f"{offer.url}#role",
        "type": "Role",
        "roleTitle": listing.title,
        "roleDescription": document["tasks"],
        "roleMinimumAge": listing.minimum_age,
        "roleAllowsRemoteParticipation": listing.where != Opportunity.Where.ON_SITE,
        "roleCommitment": wording.when(listing),
        "roleApplyLink": offer.url,
        "roleSkill": [_named("Skill", skill_label(code)) for code in listing.skills_wanted],
        "roleReward": [_named("Reward", skill_label(code)) for code in listing.skills_gained],
        "roleRequirement": [_named("Requirement", _("Führungszeugnis"))] if listing.needs_certificate else [],
        "roleAccessibility": [
            _named("Accessibility", label) for label in directory.labels(directory.ACCESSIBILITY, listing.accessibility)
        ],
    }
    organisation = {
        "id": offer.organisation_url or f"{offer.url}#organisation",
        "type": "Organisation",
        "organisationName": listing.organisation_name,
        "organisationWebsite": offer.organisation_url,
        "organisationCause": [
            {"id": _BASE + _CAUSES[code]} for code in dict.fromkeys(listing.fields) if code in _CAUSES
        ],
    }
    return _filled(
        {
            "id": offer.url,
            "type": "Activity",
            "activityTitle": listing.title,
            "activityDescription": document["tasks"],
            "activityPublishStartDate": listing.published_on.isoformat() if listing.published_on else "",
            "activityPublishEndDate": listing.ends_on.isoformat() if listing.ends_on else "",
            "activityRequiresEmergencyParticipation": listing.urgency == Opportunity.Urgency.URGENT,
            "activityRole": _filled(role),
            "activityOrganisation": _filled(organisation),
            "activitySession": _session(offer),
        }
    )


def _named(kind: str, name: object) -> dict[str, str]:
    """A thing of this kind that the vocabulary's own lists do not name."""
    return {"type": kind, "name": str(name)}


def _session(offer: OpenOffer) -> dict[str, Any]:
    listing = offer.listing
    when = wording.when(listing)
    session: dict[str, Any] = {
        "id": f"{offer.url}#session",
        "type": "Session",
        "sessionTime": {"type": "Time", "description": when} if when else {},
    }
    if listing.where != Opportunity.Where.FROM_HOME:
        lat, lon = offer.point or (None, None)
        place = {
            "type": "Location",
            "locationName": listing.document["district"] or listing.document["town"],
            "locationAddress": listing.address_line,
            "locationLatitude": lat,
            "locationLongitude": lon,
        }
        session["sessionLocation"] = _filled(place)
    return _filled(session)


def feed(where: Where, base: str) -> Iterator[str]:
    """The newest offers as Atom (RFC 4287)."""
    newest = with_addresses(list(newest_within(where.keys, limit=LONGEST_FEED)), base)
    updated = max((offer.listing.updated_at for offer in newest), default=_BEGINNING)
    own = f"{base}/{where.address}/engagement/"
    element = directory.element
    yield '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de">\n'
    yield element("id", own)
    yield element("title", _("Engagement gesucht: %(name)s") % {"name": where.name})
    yield element("updated", _moment(updated))
    yield element("link", attributes={"rel": "self", "href": f"{own}liste/neu.atom"})
    yield element("link", attributes={"rel": "alternate", "type": "text/html", "href": own})
    yield element("author", inner=element("name", where.name))
    for offer in newest:
        yield element("entry", inner="".join(_entry(offer.listing, offer.url)))
    yield "</feed>\n"


def _entry(listing: Listing, url: str) -> Iterable[str]:
    element = directory.element
    yield element("id", url)
    yield element("title", f"{listing.title} ({listing.organisation_name})")
    yield element("updated", _moment(listing.updated_at))
    yield element("link", attributes={"rel": "alternate", "type": "text/html", "href": url})
    yield element("category", attributes={"term": listing.kind, "label": str(Opportunity.Kind(listing.kind).label)})
    said = " – ".join(text for text in (wording.where(listing), wording.when(listing), listing.summary) if text)
    yield element("summary", said)


def _moment(at: datetime.datetime) -> str:
    return at.astimezone(datetime.UTC).isoformat(timespec="seconds")


def _filled(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in ("", None, [], {})}


@dataclass(frozen=True, slots=True)
class Format:
    media: str
    write: Callable[[Where, str], Iterator[str]]


FORMATS: Mapping[str, Format] = {
    "angebote.csv": Format("text/csv", table),
    "angebote.jsonld": Format("application/ld+json", graph),
    "neu.atom": Format("application/atom+xml", feed),
}
