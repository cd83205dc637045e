"""A place takes part: it gets a public face."""

from engagiert.apps.places import rules
from engagiert.apps.places.models import Place, Town
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.ui.colour import accent_css


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
    """Set accent, greeting or introduction; raises ``ValueError`` with a sentence for a colour too light to read."""
    require(actor, rules.MANAGE_REGISTER, None)
    if "accent" in face:
        accent_css(face["accent"])
    town = Town.objects.get(place=place)
    for column, value in face.items():
        setattr(town, column, value)
    town.save(update_fields=list(face))
    return town
