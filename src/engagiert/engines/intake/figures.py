"""Numbers, dates, years and coordinates as Germans, spreadsheets and old exports write them."""

import datetime as dt
import re

from engagiert.engines.intake.cleaning import Reading, is_placeholder

EARLIEST_YEAR = 1400
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jan jänner",
            "februar feb",
            "märz mär mrz maerz",
            "april apr",
            "mai",
            "juni jun",
            "juli jul",
            "august aug",
            "september sep sept",
            "oktober okt",
            "november nov",
            "dezember dez",
        ),
        start=1,
    )
    for name in names.split()
}
_NUMBER = re.compile(r"^[^\d+-]{0,12}([+-]?\d[\d.,' \xa0]*)\s*[^\d]{0,20}$")
_DAY = re.compile(r"^(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4}|\d{2})(?:\D|$)")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:\D|$)")
_SLASHED = re.compile(r"^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$")
_WORDS = re.compile(r"^(?:(\d{1,2})\.?\s+)?([A-Za-zäÄ]+)\.?\s+(\d{4})$")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_SEXAGESIMAL = re.compile(
    r"""^\s*(\d{1,2})\s*°\s*(\d{1,2}(?:[.,]\d+)?)\s*['’′]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:["”″]|''))?\s*[NEO]?\s*$"""
)
# Germany with a margin for its islands and borders, in degrees
_GERMANY = (47.2, 55.1, 5.8, 15.1)


def parse_decimal(text: str) -> float | None:
    """A number with German or English marks: "1.234,5", "1,234.5", "53,5511", "1 200 Euro"; None if none.

    A single dot before three digits is a German thousands mark; a single comma is always the decimal comma.
    """
    found = _NUMBER.match(text.strip()[:80])
    if found is None:
        return None
    digits = re.sub(r"[' \xa0]", "", found.group(1)).rstrip(".,")
    commas, dots = digits.count(","), digits.count(".")
    if commas and dots:
        last = max(digits.rfind(","), digits.rfind("."))
        whole, fraction = re.sub("[.,]", "", digits[:last]), digits[last + 1 :]
        return _to_float(f"{whole}.{fraction}")
    if commas == 1:
        return _to_float(digits.replace(",", "."))
    if dots > 1 or commas > 1 or re.fullmatch(r"[+-]?[1-9]\d{0,2}\.\d{3}", digits):
        return _to_float(re.sub("[.,]", "", digits))
    return _to_float(digits)


def _to_float(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def parse_count(text: str) -> int | None:
    """A whole number that is not negative, rounded; "ca. 120" is 120."""
    number = parse_decimal(text)
    return None if number is None or not 0 <= number < 1e12 else round(number)


def parse_unix_time(text: str) -> dt.date | None:
    """Seconds or milliseconds since 1970 in UTC, for days from 1990 on; None for anything else."""
    if not re.fullmatch(r"\d{9,10}(?:\d{3})?(?:\.0+)?", text):
        return None
    seconds = int(text.partition(".")[0])
    if seconds > 99_999_999_999:
        seconds //= 1000
    if not 631_152_000 <= seconds < 4_102_444_800:
        return None
    return (dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=seconds)).date()


def parse_date(text: str) -> dt.date | None:
    """German, ISO and Unix dates; a month without day is its first day, a lone year its first of January."""
    text = text.strip()[:40]
    unix = parse_unix_time(text)
    if unix is not None:
        return unix
    found = _ISO.match(text)
    if found:
        return _day(found.group(1), found.group(2), found.group(3))
    found = _DAY.match(text) or _SLASHED.match(text)
    if found:
        year = found.group(3)
        return _day(f"20{year}" if len(year) == 2 else year, found.group(2), found.group(1))
    found = _WORDS.match(text)
    if found and found.group(2).casefold() in _MONTHS:
        return _day(found.group(3), str(_MONTHS[found.group(2).casefold()]), found.group(1) or "1")
    found = re.fullmatch(r"(?:(\d{1,2})[/.])?(\d{4})", text)
    return _day(found.group(2), found.group(1) or "1", "1") if found else None


def parse_serial(text: str, earliest: int = 20_000) -> dt.date | None:
    """The day that Excel stores as a number of days: "45292" is 1 January 2024. ``earliest``: 20000 is in 1954."""
    found = re.fullmatch(r"(\d{4,5})(?:[.,]\d+)?", text.strip())
    days = int(found.group(1)) if found else 0
    return dt.date(1899, 12, 30) + dt.timedelta(days=days) if earliest <= days < 60_000 else None


def _day(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None


def parse_year(text: str, year: int) -> Reading[int | None]:
    """Founding year up to ``year``: "1921", "gegr. 01.03.1921", "1880/1911" (the first), "seit ca. 1950".

    A year before 1400 is older than any club known; the suggestion exchanges two neighbouring digits, or
    changes one, so that the year becomes possible.
    """
    if not text or is_placeholder(text):
        return Reading(None)
    plain = re.sub(r"^(\d+)[.,]0+$", r"\1", text.strip())
    serial = parse_serial(plain, 3_000)
    # "9191" is more likely 1991 with two digits exchanged than a day of 1925.
    if serial is not None and serial.year <= year and not (len(plain) == 4 and _near_years(plain, year)):
        return Reading(serial.year, "serial_date", params={"date": serial.strftime("%d.%m.%Y")})
    found = _YEAR.search(plain)
    if found is None:
        return _without_four_digits(plain, year)
    founded = int(found.group(1))
    if founded > year:
        return Reading(None, "year_future", _first(_near_years(found.group(1), year)), {"year": founded})
    if founded < EARLIEST_YEAR:
        near = _near_years(found.group(1), year)
        params: dict[str, str | int] = {
            "year": founded,
            "earliest": EARLIEST_YEAR,
            "suggestions": ", ".join(near),
        }
        return Reading(None, "year_too_early", _first(near), params)
    return Reading(founded)


def _without_four_digits(text: str, year: int) -> Reading[int | None]:
    day = _DAY.match(text)
    two = re.fullmatch(r"(?:.*\s)?['’]?(\d{2})", text) if day is None else None
    short = day.group(3) if day else two.group(1) if two else ""
    if not short:
        return Reading(None, "year_unreadable")
    century = 1900 if 2000 + int(short) > year else 2000
    return Reading(None, "year_two_digits", str(century + int(short)))


def _near_years(digits: str, year: int) -> list[str]:
    """Possible years one slip away: neighbours exchanged first, then a single digit changed to 8 or 9."""
    swapped = [digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :] for i in range(3)]
    changed = [digits[:i] + d + digits[i + 1 :] for i in (1, 0, 2) for d in ("9", "8", "1")]
    return list(dict.fromkeys(y for y in swapped + changed if 1700 <= int(y) <= year and y != digits))[:3]


def _first(values: list[str]) -> str:
    return values[0] if values else ""


def parse_point(latitude: str, longitude: str) -> Reading[tuple[float, float] | None]:
    """Latitude and longitude in degrees (WGS 84); turned round when that puts them in Germany."""
    if is_placeholder(latitude) and is_placeholder(longitude):
        return Reading(None)
    if is_placeholder(latitude) or is_placeholder(longitude):
        return Reading(None, "coordinates_incomplete")
    lat, lon = _degrees(latitude), _degrees(longitude)
    if lat is None or lon is None:
        return Reading(None, "coordinates_unreadable")
    return _placed(lat, lon)


def _placed(lat: float, lon: float) -> Reading[tuple[float, float] | None]:
    if lat == 0 or lon == 0:
        return Reading(None, "coordinates_zero")
    if _in_germany(lat, lon):
        return Reading((lat, lon))
    if _in_germany(lon, lat):
        return Reading((lon, lat), "coordinates_swapped")
    return Reading(None, "coordinates_outside")


def _degrees(text: str) -> float | None:
    parts = _SEXAGESIMAL.match(text)
    if parts:
        degrees, minutes, seconds = (float((part or "0").replace(",", ".")) for part in parts.groups())
        return degrees + minutes / 60 + seconds / 3600 if minutes < 60 and seconds < 60 else None
    plain = text.strip().rstrip("°NEO ").replace(",", ".")
    return float(plain) if re.fullmatch(r"[+-]?\d{1,3}(?:\.\d{1,20})?", plain) else None


def _in_germany(lat: float, lon: float) -> bool:
    south, north, west, east = _GERMANY
    return south <= lat <= north and west <= lon <= east
