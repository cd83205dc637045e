"""A town's own domain: asked for at the desk, in use once the net's directory of names says that it is the town's.

Proof is a TXT record (RFC 1464) below the name, because only whoever keeps the domain can write one. A file at the name
would prove less: once the name points here, this installation would answer for every town that asks.
"""

import re

import dns.exception
import dns.resolver
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from engagiert.apps.places import rules
from engagiert.apps.places.models import Place, Town
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_SECONDS = 5.0


def want_domain(*, actor: Actor, place: Place, domain: str) -> Town:
    """Register the town's own domain, or none. It is not used before ``prove_domain``; the operator's word is proof.

    Raises ``ValidationError`` for a name that is none or belongs to another town.
    """
    require(actor, rules.SHAPE_PLACE, place)
    name = _checked(domain, place) if domain.strip() else ""
    with enter(actor, action="places.want_domain"):
        town = Town.objects.select_for_update().get(place=place)
        proven = not name or name == town.domain or rules.is_operator(actor, None)
        before = (town.domain, town.wanted_domain)
        # The old name goes on until the new one is proven.
        town.domain, town.wanted_domain = (name, "") if proven else (town.domain, name)
        if (town.domain, town.wanted_domain) != before:
            town.save(update_fields=["domain", "wanted_domain"])
    return town


def prove_domain(*, actor: Actor, place: Place) -> Town:
    """Use the domain that the town wants, if the record stands; once more changes nothing.

    Asks a name server and waits up to five seconds. Raises ``ValidationError`` with what to do where it does not stand.
    """
    require(actor, rules.SHAPE_PLACE, place)
    with enter(actor, action="places.prove_domain"):
        town = Town.objects.select_for_update().get(place=place)
        if not town.wanted_domain:
            return town
        name, value = record_of(place, town.wanted_domain)
        if value not in _texts_at(name):
            words = _(
                "Der Eintrag steht noch nicht im DNS, oder er ist anders geschrieben. Neue Einträge brauchen bis zu "
                "einer Stunde. Versuchen Sie es dann noch einmal."
            )
            raise ValidationError(words, code="domain")
        town.domain, town.wanted_domain = _checked(town.wanted_domain, place), ""
        town.save(update_fields=["domain", "wanted_domain"])
    return town


def record_of(place: Place, domain: str) -> tuple[str, str]:
    """Name and text of the TXT record by which this town, and no other, proves this domain."""
    mark = salted_hmac("places.domain", f"{place.ags} {domain}", algorithm="sha256").hexdigest()[:32]
    return f"_engagiert.{domain}", f"engagiert={mark}"


def _texts_at(name: str) -> list[str]:
    """The TXT records of a name; none where it has none."""
    try:
        resolver = dns.resolver.Resolver(configure=not settings.ENGAGIERT_NAMESERVER)
        if settings.ENGAGIERT_NAMESERVER:
            host, port = settings.ENGAGIERT_NAMESERVER
            resolver.nameservers, resolver.port = [host], port
        found = resolver.resolve(name, "TXT", lifetime=_SECONDS, search=False)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except dns.exception.DNSException as error:
        words = _("Der Namensserver antwortet gerade nicht. Versuchen Sie es in einigen Minuten noch einmal.")
        raise ValidationError(words, code="domain") from error
    return [b"".join(row.strings).decode("ascii", "replace").strip() for row in found]


def _checked(text: str, place: Place) -> str:
    """The bare name in lower case, whatever was copied from the address line of a browser."""
    name = re.sub(r"^[a-z]+://", "", text.strip().lower()).partition("/")[0].partition(":")[0].rstrip(".")
    try:
        name = name.encode("idna").decode()
    except UnicodeError:
        name = ""
    if not _DOMAIN.fullmatch(name):
        raise ValidationError(_("Schreiben Sie nur den Namen, zum Beispiel engagiert.stadt.de."), code="domain")
    if Town.objects.filter(domain=name).exclude(place=place).exists():
        raise ValidationError(_("Diese Domain gehört schon zu einer anderen Stadt."), code="domain")
    return name
