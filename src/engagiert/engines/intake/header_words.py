"""What the heading of a column says by itself: the field it names, and what must not come in at all."""

import re
from typing import Final

from engagiert.engines.intake.fields import HEADERS, LOST_UMLAUTS
from engagiert.engines.text.folding import fold

SEPARATOR: Final = re.compile(r"[/.:]")
_GAP = re.compile("(?<=[A-Za-z])[?\ufffd]|[?\ufffd](?=[a-z])")

# Bank, tax, birth and numbers of other registers: no business of a directory, and easily taken for a phone number.
_NEVER = re.compile(
    r"\biban\b|\bbic\b|swift|\bbank|\bblz\b|\bkonto|kontonummer|kontoinhaber|lastschrift|\bsepa\b|glaeubiger"
    r"|\bsteuer|finanzamt|\bust\b|umsatzsteuer|steuernummer|\bgeb\b|geburt|geboren|passwort|kennwort"
    r"|mitglied\w*\s?(?:nr|nummer|id)\b|kunden\s?(?:nr|nummer)|debitor|kreditor|register\s?(?:nr|nummer|blatt)"
    r"|vereinsregister|amtsgericht|\bvr\b|\bhrb?\b|aktenzeichen|personal\s?(?:nr|nummer)|sozialversicherung"
)


def is_never_read(header: str) -> bool:
    """Whether the column holds something that no directory keeps, whatever else its heading says."""
    folded = fold(header)
    return _NEVER.search(folded) is not None and folded not in HEADERS


def lost_umlauts(header: str) -> str:
    """The heading as it was meant, folded, where a sign stands for a lost umlaut ("Stra?e") or none ("Strae")."""
    if _GAP.search(header):
        return LOST_UMLAUTS.get(fold(_GAP.sub("", header)), "")
    folded = fold(header)
    return "" if folded in HEADERS else LOST_UMLAUTS.get(folded, "")


def by_header(header: str) -> tuple[str, bool]:
    """Field by the header, and whether the whole header is a word of it."""
    folded = fold(header)
    if folded in HEADERS:
        return HEADERS[folded], True
    if meant := lost_umlauts(header):
        return HEADERS[meant], True
    last = fold(SEPARATOR.split(header)[-1])
    plain = re.sub(r"\s\d+$", "", re.sub(r"^\d+\s", "", folded))
    for candidate in (plain, last):
        if candidate in HEADERS:
            return HEADERS[candidate], True
    words = folded.split()
    spans = [" ".join(words[i:j]) for i in range(len(words)) for j in range(len(words), i, -1)]
    known = [span for span in spans if span in HEADERS and len(span) > 2]
    # "E-Mail Einrichtung" is a mail address: a word for the owner says less than one for the thing.
    things = [span for span in known if HEADERS[span] not in {"name", "contact_name"} or "name" in span]
    if known:
        return HEADERS[max(things or known, key=len)], False
    return _by_stem(folded), False


def _by_stem(folded: str) -> str:
    """Compounds such as "vereinstelefonnummer" or "kontaktmailadresse"."""
    for stem, field in _STEMS:
        if stem in folded:
            return field
    return ""


_STEMS: Final = (
    ("telefax", "ignore"),
    ("mailadresse", "mail"),
    ("email", "mail"),
    ("handy", "mobile"),
    ("mobil", "mobile"),
    ("telefon", "phone"),
    ("homepage", "website"),
    ("internet", "website"),
    ("webseite", "website"),
    ("vereinsname", "name"),
    ("postleitzahl", "postcode"),
    ("hausnummer", "house_number"),
    ("strasse", "street"),
    ("anschrift", "address"),
    ("adresse", "address"),
    ("vorsitzende", "contact_name"),
    ("ansprechp", "contact_name"),
    ("gruendung", "founded"),
    ("mitglieder", "members"),
    ("oeffnungszeit", "opening_hours"),
    ("beschreibung", "description"),
    ("zielgruppe", "target_groups"),
    ("bemerkung", "note"),
    ("barriere", "accessibility"),
)
