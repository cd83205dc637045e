"""First versions of the texts an office has to write: filled in as far as we know it, with gaps that say so."""

from functools import cache
from pathlib import Path

from engagiert.apps.accounts.public import Office
from engagiert.apps.places.public import Town, TownText, enforcement_for

# What stands here must be replaced before the text may go out.
GAP = "[bitte ergänzen"
_FOLDER = Path(__file__).with_name("data")


def draft(kind: str, town: Town, office: Office) -> str:
    """The draft of this text for this town in German; nothing for texts that everybody writes in their own way."""
    if kind not in (TownText.Kind.IMPRINT, TownText.Kind.PRIVACY, TownText.Kind.PLAIN):
        return ""
    land = enforcement_for(town)
    words = {
        "stadt": f"{town.place.designation} {town.place.name}".strip(),
        "ort": town.place.name,
        "buero": office.name,
        "aufsicht": land.privacy_body if land else f"{GAP}: Aufsicht für den Datenschutz in Ihrem Land]",
    }
    text = _raw(kind)
    for name, word in words.items():
        text = text.replace(f"{{{name}}}", word)
    return text


@cache
def _raw(kind: str) -> str:
    return (_FOLDER / f"{kind}.md").read_text(encoding="utf-8").strip()
