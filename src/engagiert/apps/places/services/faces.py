"""The parts of a town's face that are more than a line: coat of arms, video, texts in versions."""

import hashlib

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.places import rules
from engagiert.apps.places.models import Place, Town, TownFile, TownText
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.documents import UnusablePicture, as_png
from engagiert.kernel.tenancy import enter

LARGEST_VIDEO = 40_000_000
LONGEST_TEXT = 40_000
# Media type → where its sign stands in the file, and the sign.
_VIDEOS = {"video/mp4": (4, b"ftyp"), "video/webm": (0, b"\x1aE\xdf\xa3")}


def set_arms(*, actor: Actor, place: Place, alt: str, content: bytes | None = None) -> Town:
    """The town's coat of arms: an SVG, PNG or JPEG, drawn anew as PNG; without ``content`` only its description.

    Raises ``ValidationError`` for a picture that cannot be read, or one without description.
    """
    require(actor, rules.SHAPE_PLACE, place)
    alt = " ".join(alt.split())
    if not alt:
        raise ValidationError(_("Beschreiben Sie in einem Satz, was das Wappen zeigt."), code="alt")
    try:
        png = as_png(content) if content else None
    except UnusablePicture as error:
        raise ValidationError(str(error), code="picture") from error
    with enter(actor, action="places.set_arms"):
        town = Town.objects.select_for_update().get(place=place)
        if png is None and not town.arms:
            raise ValidationError(_("Wählen Sie eine Datei aus."), code="picture")
        town.arms = _keep(town, TownFile.Kind.ARMS, "image/png", png) if png else town.arms
        town.arms_alt = alt
        town.save(update_fields=["arms", "arms_alt"])
    return town


def set_signs(*, actor: Actor, place: Place, content: bytes) -> Town:
    """The video in German Sign Language: MP4 or WebM; raises ``ValidationError`` for anything else or too much."""
    require(actor, rules.SHAPE_PLACE, place)
    if len(content) > LARGEST_VIDEO:
        raise ValidationError(_("Das Video ist zu groß. Es gehen höchstens 40 MB."), code="video")
    media_type = next((name for name, (at, sign) in _VIDEOS.items() if content.startswith(sign, at)), "")
    if not media_type:
        raise ValidationError(_("Dieses Video kennen wir nicht. Nehmen Sie MP4 oder WebM."), code="video")
    with enter(actor, action="places.set_signs"):
        town = Town.objects.select_for_update().get(place=place)
        town.signs = _keep(town, TownFile.Kind.SIGNS, media_type, content)
        town.save(update_fields=["signs"])
    return town


def remove_file(*, actor: Actor, place: Place, kind: str) -> Town:
    """Take away coat of arms or video; once more changes nothing."""
    require(actor, rules.SHAPE_PLACE, place)
    kind = TownFile.Kind(kind)
    with enter(actor, action="places.remove_file"):
        town = Town.objects.select_for_update().get(place=place)
        TownFile.objects.filter(town=town, kind=kind).delete()
        setattr(town, kind.value, "")
        if kind == TownFile.Kind.ARMS:
            town.arms_alt = ""
        town.save(update_fields=[kind.value, "arms_alt"])
    return town


def write_text(*, actor: Actor, place: Place, kind: str, text: str, checked_by: str = "") -> TownText:
    """A new version of a town's text, from today; the same words on the same day are no new version."""
    require(actor, rules.SHAPE_PLACE, place)
    kind = TownText.Kind(kind)
    said = {"text": text.replace("\r\n", "\n").strip()[:LONGEST_TEXT], "checked_by": " ".join(checked_by.split())[:200]}
    today = timezone.localdate()
    with enter(actor, action="places.write_text"):
        # Locked, so that two people who save at once write two versions.
        town = Town.objects.select_for_update().get(place=place)
        last = TownText.objects.filter(town=town, kind=kind).first()
        if last is not None and (last.on, last.text, last.checked_by) == (today, said["text"], said["checked_by"]):
            return last
        number = 1 + (last.version if last else 0)
        return TownText.objects.create(town=town, kind=kind, version=number, on=today, **said)


def _keep(town: Town, kind: TownFile.Kind, media_type: str, content: bytes) -> str:
    digest = hashlib.sha256(content).hexdigest()
    values = {"media_type": media_type, "digest": digest, "size": len(content), "content": content}
    TownFile.objects.update_or_create(town=town, kind=kind, defaults=values)
    return digest
