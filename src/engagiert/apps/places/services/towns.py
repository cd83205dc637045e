"""A place takes part: it gets a public face, and its office changes it."""

from engagiert.apps.places import rules
from engagiert.apps.places.models import Place, Town
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter
from engagiert.kernel.ui.colour import accent_css

FACE = frozenset({"title", "accent", "greeting", "introduction", "signs_link"})


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
    """Set title, accent, greeting, introduction or the link to a video in sign language.

    Raises ``ValueError`` with a sentence for a colour too light to read.
    """
    require(actor, rules.SHAPE_PLACE, place)
    if not face.keys() <= FACE:
        raise TypeError(f"no part of a town's face: {sorted(face.keys() - FACE)}")
    if "accent" in face:
        accent_css(face["accent"])
    with enter(actor, action="places.change_town"):
        town = Town.objects.select_for_update().get(place=place)
        changed = [column for column, value in face.items() if getattr(town, column) != value]
        for column in changed:
            setattr(town, column, face[column])
        if changed:
            town.save(update_fields=changed)
    return town
