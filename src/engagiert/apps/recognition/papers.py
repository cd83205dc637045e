"""Cards on paper."""

import datetime
import io
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from engagiert.kernel.documents import set_in_type
from engagiert.kernel.ui.dates import written_out

from .models import Card, Proof
from .wording import proof_words

_TEMPLATE = Path(__file__).with_name("card.typ")
_PROOF = Path(__file__).with_name("proof.typ")


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


def proof_paper(proof: Proof, code: str, address: str, *, on: datetime.datetime) -> bytes:
    """A certificate as PDF/UA: German, and where it is wanted a second page in English. ``address``: of its code."""
    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(picture, kind="svg", border=2, xmldecl=False)
    data = {
        "title": f"{proof.get_kind_display()}: {proof.name}",
        "name": proof.name,
        "signed_by": proof.content["signed_by"],
        "code": code,
        "address": address,
        "picture": picture.getvalue().decode(),
        "pages": [_proof_page(proof, language) for language in ("de", "en")[: 1 + proof.bilingual]],
    }
    return set_in_type(_PROOF, data, on=on)


def _proof_page(proof: Proof, language: str) -> dict[str, Any]:
    born_on = proof.content.get("born_on")
    with override(language):
        day = written_out(timezone.localdate(proof.issued_at))
        born = _("geboren am %(day)s") % {"day": written_out(datetime.date.fromisoformat(born_on))} if born_on else ""
        return {
            "language": language,
            "office": proof.office.name,
            "title": str(proof.get_kind_display()),
            "born": born,
            "opening": proof_words.said(proof.content["opening"], proof.kind, "opening"),
            "thanks": proof_words.said(proof.content["thanks"], proof.kind, "thanks"),
            "rows": proof_words.sections(proof.content),
            "day": _("%(place)s, %(day)s") % {"place": proof.office.place.name, "day": day},
            "check": _("Ob dieser Nachweis echt ist, sehen Sie mit diesem Code:"),
            "picture_word": _("Code zum Prüfen des Nachweises"),
        }
