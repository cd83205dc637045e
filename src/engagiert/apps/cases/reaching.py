"""One field for “Wie erreichen wir Sie?”: what somebody wrote there, told apart."""

import re
from dataclasses import dataclass

from .services.opening import From

_MAIL = re.compile(r"[^\s<>,;]+@[^\s<>,;]+\.[^\s<>,;]+")
_PHONE = re.compile(r"\+?[\d\s/().–-]{5,}")


@dataclass(frozen=True, slots=True)
class Reached:
    """What was found: a mail address, a phone number, the lines of a postal address."""

    mail: str = ""
    phone: str = ""
    postal: tuple[str, ...] = ()


def read_reach(text: str) -> Reached:
    """A mail address, a phone number and an address out of free text; what is neither of the first two is the last.

    A line of digits and a word (“12345 Musterstadt”) belongs to the address, not to the telephone.
    """
    mail, phone, lines = "", "", []
    for line in text.replace(",", "\n").splitlines():
        left = line.strip()
        found = _MAIL.search(left)
        if found and not mail:
            mail = found[0].rstrip(".")
            left = left.replace(found[0], "").strip(" ;:")
        if left and not phone and _PHONE.fullmatch(left):
            phone, left = left, ""
        if left:
            lines.append(left[:120])
    return Reached(mail[:254], phone[:60], tuple(lines[:5]) if any(char.isdigit() for char in "".join(lines)) else ())


def asked_by(*, name: str, for_whom: str = "", relation: str = "", reach: str = "", language: str = "de") -> From:
    """Who asks: for themselves, or ``name`` speaks ``for_whom``; then mail and telephone are the speaker's.

    An address that begins with the street gets the asker's name above it, as on the envelope.
    """
    reached = read_reach(reach)
    asker = for_whom or name
    postal = reached.postal
    if postal and asker and any(char.isdigit() for char in postal[0]):
        postal = (asker, *postal)[:6]
    if for_whom:
        return From(
            name=for_whom,
            speaker=name,
            relation=relation,
            speaker_mail=reached.mail,
            speaker_phone=reached.phone,
            postal=postal,
            language=language,
        )
    return From(name=name, mail=reached.mail, phone=reached.phone, postal=postal, language=language)
