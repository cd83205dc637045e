"""Streets, house numbers, postcodes and towns as lists write them, also all in one cell."""

import re
from dataclasses import dataclass, replace

from engagiert.engines.intake.cleaning import Reading, is_placeholder

_POSTCODE = re.compile(r"(?<![\w-])(?:(?:D|DE)\s?[-–]?\s?)?(\d{5})(?:\.0+)?(?!\d)", re.IGNORECASE)
_POSTCODE_CELL = re.compile(r"^(?:(?:D|DE)\s?[-–]?\s?)?(\d[\d ]*)(?:[.,]0+)?$", re.IGNORECASE)
# four or six digits where a postcode belongs: after the street, before a town
_SHORT_POSTCODE = re.compile(r"(?:^|[,\s])\s*(?:D-)?(\d{4}|\d{6})\s+([A-ZÄÖÜ][^\d,]{2,40})$")
_PO_BOX = re.compile(r"^(?:Postfach|Pf\.?|PF)\s*:?\s*[\d ]+$")
_CARE_OF = re.compile(r"^(?:c\s?/\s?o|bei|z\.\s?Hd\.?|per Adr)\b", re.IGNORECASE)
_EXTRA = re.compile(
    r"^(?:Zimmer|Raum|Zi\.|Haus [A-Z\d]\b|Hinterhaus|Vorderhaus|Seitenflügel|"
    r"Gebäude|Geb\.|Etage|Eingang|Aufgang|"
    r"\d+\.\s?(?:OG|Etage|Stock)|EG\b|OG\b|UG\b|Hof\b|"
    r"(?:Rathaus|Bürgerhaus|Gemeindehaus|Pfarrheim|Sporthalle|Turnhalle)\b)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"^(?P<street>\D.*?[^\d\s,])[\s,]*"
    r"(?P<number>\d{1,4}\s?[a-zA-Z]?(?:\s?[-–/+&]\s?\d{1,4}\s?[a-zA-Z]?|\s?[-–/]\s?[a-zA-Z])*)"
    r"(?:\s+(?P<rest>(?:\(|Hinterhaus|Eingang|Haus|Zimmer|Raum|Etage|\d\.\s?OG).*))?$"
)
_STREET_WORD = re.compile(
    r"(?:str\.?|straße|strasse|weg|platz|allee|ring|gasse|ufer|damm|markt|wall|graben|steig|pfad|kamp|chaussee|"
    r"stieg|twiete|winkel|berg|feld|hof|tor|promenade|park|kirchhof)$|^(?:an?|am|im|in|auf|zum|zur|unter|hinter|vor|"
    r"beim?|alte[rs]?|neue[rs]?|große[rs]?|kleine[rs]?) ",
    re.IGNORECASE,
)
_TOWN_PREFIX = re.compile(
    r"^(?:(?:Hansestadt|Universitätsstadt|Kreisstadt|Landeshauptstadt|Stadt|Gemeinde|Samtgemeinde)\s+)+"
    r"(?=[A-ZÄÖÜ])"
)
_TOWN_SUFFIX = re.compile(r",\s*(?:Stadt|Hansestadt|Landeshauptstadt|Gemeinde|Kreisstadt)$")
_DISTRICT = re.compile(
    r"^(?P<town>[^(,]+?)\s*(?:\((?P<a>[^)]+)\)|,?\s+(?:OT|Ortsteil|Stadtteil)\s+(?P<b>.+)|\s+[-–]\s+(?P<c>.+)|,\s*(?P<d>.+))$"
)
_DISTRICT_PIECE = re.compile(r"^(?:OT|Ortsteil|Stadtteil|Stadtbezirk)[\s:]+(?=[A-ZÄÖÜ])")
# a lone word in an address that names a building, not a town
_BUILDING = re.compile(
    r"heim\b|haus\b|hütte\b|halle\b|zentrum\b|schule\b|kirche\b|raum\b|büro\b|treff\b|stätte\b|stadion\b|bad\b|saal\b|café"
    r"|museum|anlage\b|gelände\b|verein|kita\b|garten\b|^(?:wechselnd|verschieden|diverse|online|nach |auf |im |in )",
    re.IGNORECASE,
)
_RIVERS = {
    "main": "am Main",
    "m": "am Main",
    "rhein": "am Rhein",
    "rh": "am Rhein",
    "neckar": "am Neckar",
    "inn": "am Inn",
    "lech": "am Lech",
    "oder": "(Oder)",
    "saale": "(Saale)",
    "ruhr": "an der Ruhr",
    "r": "an der Ruhr",
    "lahn": "an der Lahn",
    "donau": "an der Donau",
    "weser": "an der Weser",
    "aller": "an der Aller",
    "sieg": "an der Sieg",
    "lippe": "an der Lippe",
    "ems": "an der Ems",
    "elbe": "an der Elbe",
    "ts": "(Taunus)",
    "taunus": "(Taunus)",
    "westf": "(Westfalen)",
    "westfalen": "(Westfalen)",
    "sauerland": "(Sauerland)",
    "eifel": "(Eifel)",
    "rhld": "(Rheinland)",
    "holst": "(Holstein)",
}
_RIVER = re.compile(r"^(?P<town>.+?)\s*(?:/\s*|\ba\.\s?d?\.?\s?|\()(?P<river>[A-Za-zäöü]+)\.?\)?$")


@dataclass(frozen=True, slots=True)
class Town:
    """A town as written and what it may mean: ``candidates`` are pairs (town, district), likeliest first.

    Only a register of places can tell "Castrop-Rauxel" (a town) from "Lünen-Brambauer" (town and district).
    """

    name: str = ""
    district: str = ""
    candidates: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Address:
    """Parts of one address; ``extra``: c/o, room, building, post-office box."""

    street: str = ""
    house_number: str = ""
    postcode: str = ""
    town: Town = Town()
    extra: str = ""


def has_postcode(text: str) -> bool:
    """Whether five digits that may be a German postcode stand in the text."""
    return _POSTCODE.search(text) is not None


def parse_postcode(text: str) -> Reading[str]:
    """Five digits from "D-44532", "44532.0"; ``postcode_digits`` with their count for any other number."""
    plain = text.strip()
    if is_placeholder(plain):
        return Reading("")
    found = _POSTCODE_CELL.match(plain)
    if found is None:
        return Reading("", "postcode_unreadable")
    digits = found.group(1).replace(" ", "")
    if len(digits) != 5:
        return Reading("", "postcode_digits", params={"digits": len(digits)})
    if not 1001 <= int(digits) <= 99998:
        return Reading("", "postcode_unreadable")
    return Reading(digits)


def parse_postcode_town(text: str) -> Reading[tuple[str, Town]]:
    """ "59423 Unna" and "Unna, 59423"; a lone town or a lone postcode is fine as well."""
    if is_placeholder(text):
        return Reading(("", Town()))
    found = _POSTCODE.search(text)
    if found:
        rest = (text[: found.start()] + " " + text[found.end() :]).strip(" ,;-–/")
        postcode = parse_postcode(found.group(1))
        return Reading((postcode.value, parse_town(rest)), postcode.code)
    digits = re.match(r"^\s*(?:D-?)?(\d{1,8})\b\s*(.*)$", text)
    if digits:
        params = {"digits": len(digits.group(1))}
        return Reading(("", parse_town(digits.group(2))), "postcode_digits", params=params)
    return Reading(("", parse_town(text)))


def parse_town(text: str) -> Town:
    """A town without titles, in its usual spelling, with the readings a hyphen or bracket allows."""
    plain = " ".join(text.split()).strip(" ,;")
    if is_placeholder(plain) or not any(c.isalpha() for c in plain):
        return Town()
    plain = _TOWN_SUFFIX.sub("", _TOWN_PREFIX.sub("", plain))
    river = _RIVER.match(plain)
    if river and river.group("river").casefold() in _RIVERS:
        town = river.group("town").rstrip(" (,")
        full = f"{town} {_RIVERS[river.group('river').casefold()]}"
        return Town(full, "", ((full, ""), (plain, ""), (town, "")))
    inner = _DISTRICT.match(plain)
    if inner:
        district = next(g for g in inner.group("a", "b", "c", "d") if g)
        town = inner.group("town")
        return Town(town, district.strip(), ((town, district.strip()), (plain, "")))
    return Town(plain, "", _hyphenated(plain))


def _hyphenated(town: str) -> tuple[tuple[str, str], ...]:
    """The whole name first, then every way to read its end as a district."""
    parts = re.split(r"-|/", town)
    splits = [("-".join(parts[:i]).strip(), "-".join(parts[i:]).strip()) for i in range(1, len(parts))]
    return ((town, ""), *((a, b) for a, b in splits if len(a) > 2 and b))


def split_street(text: str) -> tuple[str, str, str]:
    """Street, house number and what follows: ("Lange Str.", "3a", "Hinterhaus")."""
    plain = " ".join(text.split()).strip(" ,;")
    found = _NUMBERED.match(plain)
    if found and any(c.isalpha() for c in found.group("street")):
        number = re.sub(r"\s*([-–/+&])\s*", r"\1", found.group("number")).replace(" ", "").replace("–", "-")
        street = re.sub(r"\s+(?:Nr|Hausnr|Hnr)\.?$", "", found.group("street").rstrip(" ,"))
        return street, number, (found.group("rest") or "").strip()
    head, comma, tail = plain.partition(",")
    if comma and _NUMBERED.match(head.strip()):
        street, number, rest = split_street(head)
        return street, number, ", ".join(p for p in (rest, tail.strip()) if p)
    return plain, "", ""


def parse_address(text: str) -> Reading[Address]:
    """An address in one string, in the usual German orders, over commas or lines."""
    if is_placeholder(text):
        return Reading(Address())
    plain = re.sub(r"\s*[\n;|•·]\s*", ", ", text[:400].strip())
    found = list(_POSTCODE.finditer(plain))
    postcode, town_text = "", ""
    if found:
        last = found[-1]
        postcode = last.group(1)
        before, after = plain[: last.start()], plain[last.end() :]
        town_text, _, tail = after.strip(" ,").partition(",")
        if not before.strip(" ,"):
            before, tail = tail, ""
        plain = ", ".join(p.strip(" ,-–") for p in (before, tail) if p.strip(" ,-–"))
    elif short := _SHORT_POSTCODE.search(plain):
        postcode, town_text = short.groups()
        plain = plain[: short.start()]
    address = _from_pieces([p.strip() for p in plain.split(",") if p.strip()], named_town=bool(town_text))
    checked = parse_postcode(postcode)
    address = replace(address, postcode=checked.value)
    if town_text:
        town = parse_town(town_text)
        district = town.district or address.town.district
        address = replace(address, town=replace(town, district=district))
    if checked.code:
        return Reading(address, checked.code, params=checked.params)
    if not (address.street or address.postcode or address.town.name or address.extra):
        return Reading(Address(), "address_unreadable")
    only_town = address.town.name and not (address.street or address.postcode or address.extra)
    return Reading(address, "address_only_town", params={"town": address.town.name}) if only_town else Reading(address)


def _from_pieces(pieces: list[str], *, named_town: bool) -> Address:
    """Pieces between commas: the first that reads like a street is it, the rest is extra or the town."""
    street = number = town = district = ""
    extra: list[str] = []
    for piece in pieces:
        if not district and (named := _DISTRICT_PIECE.match(piece)):
            district = piece[named.end() :].strip()
        elif _CARE_OF.match(piece) or _PO_BOX.match(piece) or _EXTRA.match(piece):
            extra.append(piece)
        elif not street and _is_street(piece):
            street, number, rest = split_street(piece)
            extra.extend([rest] if rest else [])
        elif street and not number and re.fullmatch(r"\d{1,4}\s?[a-zA-Z]?", piece):
            number = piece.replace(" ", "")
        elif not named_town and not town and re.fullmatch(r"[A-ZÄÖÜ][^\d]{2,50}", piece):
            town = piece
        else:
            extra.append(piece)
    if town and not street and len(pieces) == 1 and (_BUILDING.search(town) or len(town.split()) > 4):
        return Address(extra=town)
    known = parse_town(town)
    if district:
        known = replace(known, district=district, candidates=((known.name, district),) if known.name else ())
    return Address(street, number, "", known, ", ".join(extra))


def _is_street(piece: str) -> bool:
    return bool(_STREET_WORD.search(piece)) or bool(_NUMBERED.match(piece))
