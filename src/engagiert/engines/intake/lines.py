"""Lines amid a list that are no club: sums, page numbers, headings of a section, cells that hold no name."""

import re
from collections.abc import Sequence

from engagiert.engines.intake.cleaning import says_no, says_yes
from engagiert.engines.intake.fields import HEADERS
from engagiert.engines.intake.figures import parse_date
from engagiert.engines.text.folding import fold

_TOTAL = re.compile(
    r"^(?:(?:zwischen|gesamt)?summen?|gesamt|insgesamt|total|gesamtzahl|gesamtanzahl|anzahl|uebertrag"
    r"|(?:summe|gesamt|anzahl|insgesamt|total)\b.*\d+|\d+ (?:vereine|eintraege|datensaetze|organisationen))$"
)
_PAGE = re.compile(
    r"^(?:seite|blatt|page) \d+(?: (?:von|of) \d+)?$|^(?:stand|druckdatum|ausdruck)\b.*\d{4}$|^fortsetzung$"
)
_SECTION_WORDS = """
    sport kultur musik soziales bildung jugend kinder senioren umwelt natur kirche kirchen brauchtum gesundheit
    politik wirtschaft sonstige sonstiges freizeit hobby heimat heimatpflege tiere gesang theater kunst familie
    frauen integration migration selbsthilfe rettung schule schulen kita kitas verbaende vereine parteien
    initiativen stiftungen foerderung tanz turnen wandern verschiedenes andere uebrige pflege ehrenamt inklusion
    religion katastrophenschutz hilfsdienste
"""
_SECTIONS = frozenset(_SECTION_WORDS.split())
_BETWEEN = frozenset({"und", "u", "fuer", "im", "in", "der", "die"})


def code_of(cells: Sequence[str], name: str) -> str:
    """Why the line with this name is no organisation, as a code of ``PROBLEM_CODES``; "" when it may be one.

    ``cells``: the whole line; a word such as "Kultur" heads a section only where nothing else stands beside it.
    """
    folded = fold(name)
    dated = any(map(str.isdigit, name)) and parse_date(name) is not None
    if dated or says_yes(name) or says_no(name) or not any(map(str.isalpha, name)):
        return "name_no_name" if folded else ""
    others = [c for c in cells if c.strip() and c.strip() != name]
    if _TOTAL.match(folded) and all(not any(c.isalpha() for c in other) for other in others):
        return "row_total"
    if _PAGE.match(folded) and not others:
        return "row_page"
    if folded in HEADERS and len(others) > 1 and sum(fold(c) in HEADERS for c in others) * 2 > len(others):
        return "row_header"
    if not others and len(cells) > 1 and _is_section(folded):
        return "row_section"
    return ""


def code_without_name(cells: Sequence[str], code: str) -> str:
    """A better word for a line refused for its name, where its first cell says what the line is: "Summe", "SPORT"."""
    filled = [c for c in cells if c.strip()]
    folded = fold(filled[0]) if filled else ""
    if _TOTAL.match(folded):
        return "row_total"
    if len(filled) == 1 and (_PAGE.match(folded) or _is_section(folded)):
        return "row_page" if _PAGE.match(folded) else "row_section"
    return code


def _is_section(folded: str) -> bool:
    words = [w for w in re.sub(r"^(?:\d+|[a-z]|[ivx]+) ", "", folded).split() if w not in _BETWEEN]
    return bool(words) and all(
        w in _SECTIONS or re.fullmatch(r"[a-z]{3,}(?:vereine|verbaende|gruppen|clubs)", w) for w in words
    )


_ENDED = re.compile(
    r"aufgeloest|geloescht|\binaktiv|\bruht\b|\bruhend|erloschen|liquidation|nicht mehr aktiv|eingestellt|abgemeldet"
    r"|beendet"
)


def is_ended(status: str) -> bool:
    """Whether a cell for the status says that the organisation exists or works no more."""
    return says_no(status) or _ENDED.search(fold(status)) is not None
