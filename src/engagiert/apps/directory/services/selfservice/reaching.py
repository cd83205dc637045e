"""How an organisation is reached: at addresses that the record knows, never at one that somebody types in."""

from engagiert.apps.directory.models import Organisation
from engagiert.apps.messages.public import Recipient
from engagiert.kernel.links.public import Link, address_of, code_of

MAIL, LETTER = "mail", "letter"


def known_recipient(organisation: Organisation, channel: str = "") -> Recipient | None:
    """The record's public mail address, else its postal one; with ``channel`` only that one; None where unknown."""
    known = known_addresses(organisation)
    wanted = [channel] if channel else [MAIL, LETTER]
    return next((known[way] for way in wanted if way in known), None)


def known_addresses(organisation: Organisation) -> dict[str, Recipient]:
    """Each way on which the record itself can be reached. Private contacts of the office are none of them."""
    found: dict[str, Recipient] = {}
    mails = [*organisation.mails, *(point.mail for point in organisation.contact_points.all() if point.mail)]
    if mails:
        found[MAIL] = Recipient(mail=mails[0])
    town = " ".join(filter(None, (organisation.postcode, organisation.town or organisation.place.name)))
    if organisation.street and organisation.postcode:
        found[LETTER] = Recipient(postal=(organisation.name[:120], organisation.street[:120], town[:120]))
    return found


def code_and_address(link: Link, site: str) -> tuple[str, str]:
    """The code of a link, and the whole address of the page behind it; ``site`` is ``https://…``."""
    code = code_of(link)
    return code, site.rstrip("/") + address_of(code)


def about_record(organisation_id: int) -> str:
    """How roles, links and messages name an organisation."""
    return f"directory.organisation:{organisation_id}"


def record_of(about: str) -> int:
    """The key in such a name; raises ``ValueError`` for something else."""
    noun, _colon, key = about.partition(":")
    if noun != "directory.organisation":
        raise ValueError(about)
    return int(key)
