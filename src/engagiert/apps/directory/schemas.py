"""The shapes of the public API: HSDS 3 as far as we fill it, and what the API adds for finding things.

They make the OpenAPI document; answers are written by ``open_data/hsds.py`` and held to these shapes by tests.
"""

import uuid
from typing import Annotated

from django.utils.translation import gettext_noop as _
from ninja import Field, Schema

MOST_A_PAGE = 500


class Problem(Schema):
    """What went wrong and what to do, in German."""

    detail: str


class Metadata(Schema):
    version: str
    profile: str
    openapi_url: str


class TaxonomyBody(Schema):
    id: uuid.UUID
    name: str
    description: str
    version: str


class TermBody(Schema):
    id: uuid.UUID
    code: str
    name: str
    description: str
    taxonomy: str
    taxonomy_id: uuid.UUID
    language: str
    taxonomy_detail: TaxonomyBody | None = None


class Attribute(Schema):
    """A value that HSDS has no field for; ``link_type`` is our name of the field."""

    id: uuid.UUID
    link_id: uuid.UUID
    link_entity: str
    link_type: str
    value: str
    taxonomy_term_id: uuid.UUID | None = None
    taxonomy_term: TermBody | None = None


class Phone(Schema):
    id: uuid.UUID
    number: str
    type: str


class ContactBody(Schema):
    id: uuid.UUID
    organization_id: uuid.UUID
    name: str | None = None
    title: str | None = None
    email: str | None = None
    phones: list[Phone] = []


class Funding(Schema):
    id: uuid.UUID
    organization_id: uuid.UUID
    source: str
    attributes: list[Attribute] = []


class Language(Schema):
    id: uuid.UUID
    code: str
    name: str


class AddressBody(Schema):
    id: uuid.UUID
    location_id: uuid.UUID
    address_1: str
    city: str
    region: str | None = None
    state_province: str
    postal_code: str
    country: str
    address_type: str


class Accessibility(Schema):
    id: uuid.UUID
    location_id: uuid.UUID
    description: str
    details: str


class Schedule(Schema):
    id: uuid.UUID
    location_id: uuid.UUID
    description: str


class LocationBody(Schema):
    id: uuid.UUID
    organization_id: uuid.UUID
    location_type: str
    name: str
    description: str | None = None
    url: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    languages: list[Language] = []
    addresses: list[AddressBody] = []
    accessibility: list[Accessibility] = []
    phones: list[Phone] = []
    schedules: list[Schedule] = []
    attributes: list[Attribute] = []


class OrganizationListed(Schema):
    id: uuid.UUID
    name: str
    description: str
    alternate_name: str | None = None
    email: str | None = None
    website: str | None = None
    year_incorporated: int | None = None
    uri: str | None = None


class ServiceListed(Schema):
    """``assured_date``: the day of the last confirmation."""

    id: uuid.UUID
    organization_id: uuid.UUID
    name: str
    status: str
    url: str | None = None
    assured_date: str | None = None
    last_modified: str


class ServiceArea(Schema):
    id: uuid.UUID
    service_id: uuid.UUID
    name: str


class PlacementListed(Schema):
    id: uuid.UUID
    service_id: uuid.UUID
    location_id: uuid.UUID


class Placement(PlacementListed):
    location: LocationBody
    service: ServiceListed | None = None


class ServiceBody(ServiceListed):
    description: str | None = None
    email: str | None = None
    phones: list[Phone] = []
    languages: list[Language] = []
    service_areas: list[ServiceArea] = []
    service_at_locations: list[Placement] = []
    organization: OrganizationListed
    attributes: list[Attribute] = []


class OrganizationBody(OrganizationListed):
    phones: list[Phone] = []
    contacts: list[ContactBody] = []
    funding: list[Funding] = []
    locations: list[LocationBody]
    services: list[ServiceListed | ServiceBody]
    attributes: list[Attribute]


class Page[T](Schema):
    total_items: int
    total_pages: int
    page_number: int
    size: int
    first_page: bool
    last_page: bool
    empty: bool
    contents: list[T]


_PAGE = _("Nummer der Seite, ab 1.")
_PER_PAGE = _("Einträge je Seite, höchstens 500.")


class Paging(Schema):
    page: Annotated[int, Field(ge=1, le=10_000_000, description=_PAGE)] = 1
    per_page: Annotated[int, Field(ge=1, le=MOST_A_PAGE, description=_PER_PAGE)] = 50
    format: Annotated[str, Field(pattern="^json$", description=_("Nur „json“."))] = "json"


class Asked(Paging):
    """``full``: with all that belongs to an entry. ``ndjson``: everything, one entry a line, without pages."""

    format: Annotated[
        str, Field(pattern="^(json|ndjson)$", description=_("„json“ oder „ndjson“ (alles, eine Zeile je Eintrag)."))
    ] = "json"
    full: Annotated[bool, Field(description=_("Mit allem, was dazugehört."))] = False
    place: Annotated[
        str,
        Field(
            pattern=r"^(\d{2,8}(-\d{1,6})?)?$", description=_("Amtlicher Schlüssel eines Ortes, Kreises oder Landes.")
        ),
    ] = ""
    search: Annotated[str, Field(max_length=200, description=_("Wörter, nach denen gesucht wird."))] = ""
    taxonomy_term_id: Annotated[uuid.UUID | None, Field(description=_("Nur Einträge mit diesem Begriff."))] = None
    taxonomy_id: Annotated[uuid.UUID | None, Field(description=_("Nur Einträge mit einem Begriff dieser Liste."))] = (
        None
    )
    organization_id: Annotated[uuid.UUID | None, Field(description=_("Nur von dieser Organisation."))] = None
    modified_after: Annotated[str, Field(max_length=40, description=_("Seit diesem Tag geändert (ISO 8601)."))] = ""


class AskedOrganization(Schema):
    full_service: Annotated[bool, Field(description=_("Angebote mit allem, was dazugehört."))] = False


class AskedOrganizations(Asked, AskedOrganization):
    pass


class AskedServices(Asked):
    minimal: Annotated[bool, Field(description=_("Nur Kennung und Tag der letzten Änderung."))] = False


class AskedPlacements(Asked):
    postcode: Annotated[str, Field(pattern=r"^(\d{5})?$", description=_("Nur mit dieser Postleitzahl."))] = ""


class AskedTerms(Paging):
    taxonomy_id: Annotated[uuid.UUID | None, Field(description=_("Nur Begriffe dieser Liste."))] = None
    search: Annotated[str, Field(max_length=200, description=_("Text im Namen des Begriffs."))] = ""
