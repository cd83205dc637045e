"""The notice beside a form: two sentences and the way to the whole of it."""

from typing import Any

from django import template

from engagiert.apps.privacy import notices
from engagiert.apps.privacy.selectors import profile_of
from engagiert.kernel.documents.papers import Block
from engagiert.kernel.privacy.inspection import purposes

register = template.Library()


@register.inclusion_tag("privacy/notice_panel.html", takes_context=True)
def privacy_notice(context: Any, key: str) -> dict[str, Any]:
    """What the form's data are for (``key`` is the purpose's, an unknown one is an error), for the page's office."""
    purpose, office = purposes()[key], context.get("office")
    town = context.get("town")
    ground = purpose.ground.words()
    if office is not None:
        profile = profile_of(office)
        ground = purpose.ground.words(public_body=profile.public_body if profile else True)
    return {
        "purpose": purpose,
        "slug": notices.slug_of(purpose),
        "town": town,
        "ground": ground,
        "request": context.get("request"),
    }


@register.filter
def cells(block: Block) -> list[list[tuple[str, str]]]:
    """The rows of a table block as pairs of column head and cell: on a telephone each row is a card."""
    return [list(zip(block["head"], row, strict=True)) for row in block["rows"]]
