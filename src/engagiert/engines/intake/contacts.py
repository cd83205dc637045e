"""Phone numbers, mail addresses and web addresses out of cells that hold one, several or none."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

import phonenumbers

from engagiert.engines.intake.cleaning import Reading, is_placeholder

_PARTS = re.compile(
    r"[;,\n|]|\s(?:oder|od\.|und|u\.|bzw\.?)\s|(?=\b(?:Fax|Telefax|Mobil|Handy|Tel|Telefon|Fon)\b)", re.I
)
_FAX = re.compile(r"^\W*(?:tele)?fax|^\W*F\s*:", re.IGNORECASE)
_REMARK = re.compile(r"\((?!\s*0?\d)[^)]*\)|[^\W\d_][^\W\d_.:]*[.:]?", re.UNICODE)
_INTERNATIONAL = re.compile(r"^\s*(?:\+|00)")
# "23980-15/-16": the second extension of one number
_SECOND_EXTENSION = re.compile(r"(?<=\d)\s*(?:[/+]|oder)\s*-\s*\d{1,4}$")
_MAIL_AT = re.compile(r"\s*(?:\(at\)|\[at\]|\{at\}|<at>|\(a\)|\(ät\)|\[ät\]|\s+at\s+|_at_)\s*", re.IGNORECASE)
_MAIL_DOT = re.compile(r"\s*(?:\(dot\)|\[dot\]|\(punkt\)|\[punkt\]|\s+dot\s+|\s+punkt\s+)\s*", re.IGNORECASE)
_MAIL = re.compile(r"(?<![\w.%+-])[A-Za-z0-9][A-Za-z0-9._%+'-]{0,63}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,24}")
_HREF = re.compile(r"""href\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_HOST = re.compile(r"^(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,24}\.?$")
_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*):(?!\d)")
LONGEST_WEBSITE = 300


def parse_phone(text: str, region: str = "DE", area_hint: str | None = None) -> Reading[tuple[str, ...]]:
    """All numbers of a cell in E.164, each once; fax numbers are left out.

    ``area_hint``: an area code ("02303") put before numbers that have none. Code ``phone_unreadable`` when
    nothing could be read, ``phone_partly`` when some part could not.
    """
    if is_placeholder(text):
        return Reading(())
    numbers: list[str] = []
    failed: list[str] = []
    seen_fax = False
    for part in _PARTS.split(text[:300]):
        if _FAX.match(part):
            seen_fax = True
            continue
        digits = _REMARK.sub(" ", part).strip(" .:/-–")
        if not any(c.isdigit() for c in digits):
            continue
        found = _numbers_in(digits, region, area_hint)
        numbers.extend(found)
        if not found:
            failed.append(part.strip())
    unique = tuple(dict.fromkeys(numbers))
    if unique:
        return Reading(unique, "phone_partly" if failed else "", params={"part": failed[0]} if failed else {})
    return Reading(()) if seen_fax and not failed else Reading((), "phone_unreadable")


def _numbers_in(digits: str, region: str, area_hint: str | None) -> list[str]:
    """A whole part is tried first; only if it is no number do strokes separate two."""
    digits = _SECOND_EXTENSION.sub("", digits)
    whole = _e164(digits, region) or _e164(_with_lost_zero(digits), region)
    if whole:
        return [whole]
    pieces = [p for p in re.split(r"/|\s{3,}|\s(?=0\d{2,4}[ /-])", digits) if p.strip(" -")]
    if len(pieces) > 1:
        several = [_e164(p, region) for p in pieces]
        if all(several):
            return [s for s in several if s]
    if area_hint and not digits.startswith(("0", "+")):
        local = _e164(f"{area_hint} {digits}", region)
        return [local] if local else []
    return []


def _with_lost_zero(digits: str) -> str:
    """Spreadsheets drop the zero of "0171…" and the plus of "+49…"; no local number has nine digits."""
    if not re.fullmatch(r"[1-9]\d{8,13}(?:\.0)?", digits):
        return ""
    whole = digits.removesuffix(".0")
    return f"+{whole}" if whole.startswith("49") and len(whole) > 10 else f"0{whole}"


@lru_cache(maxsize=20_000)
def _e164(digits: str, region: str) -> str:
    """E.164, or "" when no carrier gives out such a number. A German number needs its area code."""
    if not _INTERNATIONAL.match(digits) and not digits.lstrip(" (").startswith("0"):
        return ""
    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def parse_mails(text: str) -> Reading[tuple[str, ...]]:
    """All mail addresses of a cell, each once, domain in small letters; "(at)" is understood."""
    if is_placeholder(text):
        return Reading(())
    plain = _MAIL_DOT.sub(".", _MAIL_AT.sub("@", text[:1000].replace("mailto:", " ")))
    plain = re.sub(r"\s*@\s*", "@", plain.replace("\xad", ""))
    found = []
    for mail in _MAIL.findall(plain):
        local, _, domain = mail.rpartition("@")
        if ".." not in local and not local.endswith("."):
            found.append(f"{local}@{domain.lower()}")
    unique = tuple(dict.fromkeys(found))
    if not unique:
        return Reading((), "mail_unreadable")
    missed = plain.count("@") > len(_MAIL.findall(plain))
    return Reading(unique, "mail_partly" if missed else "")


def parse_website(text: str) -> Reading[str]:
    """One web address with scheme; the first of several. Only http and https, never a script.

    A bare "www.verein.de" becomes https.
    """
    linked = _HREF.search(text)
    plain = (linked.group(1) if linked else text.strip()).strip("<>\"' ")
    if is_placeholder(plain):
        return Reading("")
    candidates = [c.strip("<>()[]\"',;") for c in re.split(r"[\s;,]+", plain) if "." in c or ":" in c]
    reading = Reading("", "website_unreadable")
    for candidate in candidates:
        reading = _website(candidate)
        if reading.value or reading.code == "website_unsafe":
            break
    return reading


def _website(candidate: str) -> Reading[str]:
    address = re.sub(r"^(https?)(?:[:;]/*|/+)(?=\w)", r"\1://", candidate, flags=re.IGNORECASE)
    scheme = _SCHEME.match(address)
    if scheme is None:
        address = f"https://{address.lstrip('/')}"
    elif scheme.group(1).lower() not in {"http", "https"}:
        return Reading("", "website_unsafe", params={"scheme": scheme.group(1).lower()})
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return Reading("", "website_unreadable")
    if "@" in parts.netloc or not _HOST.match(host) or len(address) > LONGEST_WEBSITE:
        return Reading("", "website_unreadable")
    place = f"{host}:{port}" if port else host
    rest = address.split(parts.netloc, 1)[1] if parts.netloc else ""
    return Reading(f"{parts.scheme.lower()}://{place}{rest}")
