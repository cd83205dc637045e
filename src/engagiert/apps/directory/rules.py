"""Who may do what in the directory. The office responsible for a record decides about it."""

from engagiert.kernel.authz import Actor, Permission
from engagiert.kernel.authz.roles import COORDINATOR, READERS, WRITERS

from .models import ImportRun, Organisation, Pair, Statement, Suggestion

type OfRecord = Organisation | ImportRun | Pair | Statement | Suggestion


# What anybody may ask to change; everything else is for the office. A new entry says what it is, too.
NEW_FIELDS = ("type",)
OPEN_FIELDS = (
    "name",
    "description",
    "opening_hours",
    "street",
    "postcode",
    "town",
    "phones",
    "mails",
    "website",
    "services",
)
# What an organisation says in a survey; a person at the office looks at each field before it is taken over.
SURVEYED_FIELDS = ("services", "fields", "target_groups", "languages", "budget_band", "staff_fte", "funding")
# What a contact of an organisation may change of its record.
# Houses, funding, budget and state stay with the office; so does everything private.
CONTACT_FIELDS = (
    "name",
    "aliases",
    "type",
    "fields",
    "description",
    "services",
    "target_groups",
    "languages",
    "accessibility",
    "opening_hours",
    "street",
    "postcode",
    "town",
    "district",
    "service_area",
    "phones",
    "mails",
    "website",
    "contact_points",
    "founded",
)


def may_write_for_office(actor: Actor, office_id: int) -> bool:
    return actor.has_role(office_id, *WRITERS)


def may_choose_licence(actor: Actor, office_id: int) -> bool:
    return actor.has_role(office_id, COORDINATOR)


def may_change(actor: Actor, record: OfRecord) -> bool:
    return may_write_for_office(actor, record.office_id)


def may_read_inside(actor: Actor, record: OfRecord) -> bool:
    return actor.has_role(record.office_id, *READERS)


def works_somewhere(actor: Actor, _nothing: None) -> bool:
    return actor.has_any_role(*READERS)


def writes_somewhere(actor: Actor, _nothing: None) -> bool:
    return actor.has_any_role(*WRITERS)


def maintains(actor: Actor, record: Organisation) -> bool:
    """Whether the actor is a contact of this organisation and keeps its record."""
    return actor.speaks_for(f"directory.organisation:{record.pk}", office_id=record.office_id)


def maintains_somewhere(actor: Actor, _nothing: None) -> bool:
    return actor.keeps_a_record


def may_manage_contacts(actor: Actor, record: Organisation) -> bool:
    return maintains(actor, record) or may_change(actor, record)


WORK_AT_DESK = Permission[None]("directory.work_at_desk", works_somewhere)
EDIT_SOMEWHERE = Permission[None]("directory.edit_somewhere", writes_somewhere)
CREATE_RECORD = Permission[int]("directory.create_record", may_write_for_office)
EDIT_RECORD = Permission[OfRecord]("directory.edit_record", may_change)
READ_RECORD = Permission[OfRecord]("directory.read_record", may_read_inside)
CHOOSE_LICENCE = Permission[int]("directory.choose_licence", may_choose_licence)
MAINTAIN_RECORD = Permission[Organisation]("directory.maintain_record", maintains)
MANAGE_CONTACTS = Permission[Organisation]("directory.manage_contacts", may_manage_contacts)
MAINTAIN_SOMEWHERE = Permission[None]("directory.maintain_somewhere", maintains_somewhere)
