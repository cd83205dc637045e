"""Cards on paper."""

import datetime
import io
from pathlib import Path

import segno
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from engagiert.kernel.documents import set_in_type

from .models import Card

_TEMPLATE = Path(__file__).with_name("card.typ")


def card_paper(card: Card, code: str, typed: str, *, on: datetime.datetime) -> bytes:
    """The card with its QR code (level M) as PDF/UA; cards are German, whoever prints them."""
    picture = io.BytesIO()
    segno.make(code, error="m", boost_error=False, micro=False).save(picture, kind="svg", border=2)
    with override(settings.LANGUAGE_CODE):
        data = {
            "title": f"{card.get_kind_display()}: {card.name}",
            "hint": _("Zum Ausschneiden, so groß wie eine Bankkarte."),
            "issuer": f"{card.place.designation} {card.place.name}".strip(),
            "kind": str(card.get_kind_display()),
            "name_word": _("Name"),
            "name": card.name,
            "until_word": _("Gültig bis"),
            "until": f"{card.expires_on:%d.%m.%Y}" if card.expires_on else _("auf Lebenszeit"),
            "picture": picture.getvalue().decode(),
            "picture_word": _("Code der Karte, zum Prüfen mit der Kamera"),
            "typed": _("Ohne Kamera: %(code)s") % {"code": typed} if typed else "",
            "check": _("Gilt nur zusammen mit einem Ausweis. Prüfen kann jedes Telefon, auch ohne Netz."),
        }
    return set_in_type(_TEMPLATE, data, on=on)
