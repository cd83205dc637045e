"""Words that no password here may consist of: the product's, its field's, and the names of the towns (ASVS 6.1.2)."""

import re
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from engagiert.apps.places.public import Town

WORDS = (
    "buergerengagement", "buero", "ehrenamt", "ehrenamtlich", "ehrenamtskarte", "engagement", "engagiert",
    "freiwillig", "freiwillige", "freiwilligenagentur", "koordination", "passwort", "rathaus", "schreibtisch",
    "stadt", "verein", "volunteer", "willkommen",
)  # fmt: skip
# As many letters besides make a phrase of it.
_OTHER_LETTERS = 6
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


class WordsOfTheContext:
    """Refuses a password in which next to such words there are only figures, signs and a few letters."""

    def validate(self, password: str, user: Any = None) -> None:
        rest = plain = _plain(password)
        for word in sorted({*WORDS, *map(_plain, _towns())}, key=len, reverse=True):
            rest = rest.replace(word, " ")
        if rest != plain and len(re.findall(r"[^\W\d_]", rest)) < _OTHER_LETTERS:
            raise ValidationError(
                _("Das errät, wer die Stadt und dieses System kennt. Nehmen Sie andere Wörter dazu."),
                code="password_of_the_context",
            )

    def get_help_text(self) -> str:
        return _("Nicht nur der Name der Stadt oder Wörter wie „Ehrenamt“, auch nicht mit Zahlen dahinter.")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().translate(_UMLAUTS)


def _towns() -> list[str]:
    return list(Town.objects.values_list("place__name", flat=True))
