"""A place takes part: it gets a public face, and its office changes it."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from engagiert.apps.places import rules
from engagiert.apps.places.models import Place, Town
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter
from engagiert.kernel.ui.colour import accent_css

FACE = frozenset({"title", "accent", "greeting", "introduction", "domain", "signs_link"})
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")


def open_town(
    *,
    actor: Actor,
    place: Place,
    accent: str = "",
    greeting: str = "",
    introduction: str = "",
    is_demo: bool = False,
) -> Town:
    """The town of the place; an existing one stays as it is."""
    require(actor, rules.MANAGE_REGISTER, None)
    face = {"greeting": greeting, "introduction": introduction, "is_demo": is_demo}
    if accent:
        face["accent"] = accent
    town, _new = Town.objects.get_or_create(place=place, defaults=face)
    return town


def change_town(*, actor: Actor, place: Place, **face: str) -> Town:
    """Set title, accent, greeting, introduction, domain or the link to a video in sign language.

    Raises ``ValueError`` with a sentence for a colour too light to read, ``ValidationError`` for a domain that is
    none or belongs to another town.
    """
    require(actor, rules.SHAPE_PLACE, place)
    if not face.keys() <= FACE:
        raise TypeError(f"no part of a town's face: {sorted(face.keys() - FACE)}")
    if "accent" in face:
        accent_css(face["accent"])
    if face.get("domain"):
        face["domain"] = _checked_domain(face["domain"], place)
    with enter(actor, action="places.change_town"):
        town = Town.objects.select_for_update().get(place=place)
        changed = [column for column, value in face.items() if getattr(town, column) != value]
        for column in changed:
            setattr(town, column, face[column])
        if changed:
            town.save(update_fields=changed)
    return town


def _checked_domain(text: str, place: Place) -> str:
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
