"""Forms under which names of towns, streets and house numbers are compared."""

import re

from engagiert.engines.text.folding import fold

# "Frankfurt a. M." and "Frankfurt am Main", "Mülheim/Ruhr" and "Mülheim an der Ruhr" name the same town.
_LINKS = frozenset({"am", "an", "der", "dem", "den", "im", "in", "ob", "vor", "bei", "a", "d", "i"})
_TITLES = frozenset(
    {
        "stadt",
        "gemeinde",
        "hansestadt",
        "kreisstadt",
        "bundesstadt",
        "landeshauptstadt",
        "universitaetsstadt",
        "klingenstadt",
        "markt",
        "samtgemeinde",
        "verbandsgemeinde",
        "freie",
        "und",
    }
)
_LONG = {
    "westf": "westfalen",
    "westfal": "westfalen",
    "westph": "westfalen",
    "w": "westfalen",
    "rhld": "rheinland",
    "rheinl": "rheinland",
    "rhl": "rheinland",
    "sauerl": "sauerland",
    "m": "main",
    "st": "sankt",
}
_STREET_END = re.compile(r"(?:strasse|str)$")
_HOUSE_NUMBER = re.compile(
    r"^(?P<street>.*?\D)\s*(?P<number>\d{1,4}(?:\s*[a-zA-Z](?![a-zA-Z]))?"
    r"(?:\s*[-–/+]\s*\d{0,4}(?:\s*[a-zA-Z](?![a-zA-Z]))?)*)\s*$"
)
LONGEST_LINE = 200
_FIRST_NUMBER = re.compile(r"^\d+[a-z]?")
_PART_OF_TOWN = re.compile(r"\s*(?:[-–/,(]|\bOT\b|\bOrtsteil\b)\s*")


def town_key(name: str) -> str:
    """Equal for "Halle (Westf.)" and "Halle Westfalen", "Stadt Werne" and "Werne". Empty where no name is."""
    words = fold(name).split()
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    kept = [_LONG.get(word, word) for word in words[1:] if word not in _LINKS]
    return " ".join(words[:1] + kept)


def town_candidates(name: str) -> list[str]:
    """Keys to try, the surest first: the name, then what stands before a hyphen, slash, comma or bracket.

    "Lünen-Brambauer" gives "luenen brambauer" and then "luenen"; "Kamp-Lintfort" hits with the first.
    """
    cuts = [match.start() for match in _PART_OF_TOWN.finditer(name)]
    found = [town_key(name)] + [town_key(name[:cut]) for cut in reversed(cuts)]
    return [key for key in dict.fromkeys(found) if key]


def street_key(street: str) -> str:
    """Equal for "Hauptstr.", "Haupt-Straße" and "hauptstrasse"."""
    return _STREET_END.sub("str", fold(street).replace(" ", ""))


def number_key(number: str) -> str:
    """Letters small, no gaps: "12 A" becomes "12a"; ranges keep their mark: "12 - 14" becomes "12-14"."""
    plain = re.sub(r"[\s.]", "", number).casefold().replace("–", "-")
    return plain.lstrip("0") or plain


def first_number(key: str) -> str:
    """The first house of a range, "12" of "12-14" and of "12/14"; the key itself where there is no range."""
    match = _FIRST_NUMBER.match(key)
    return match.group() if match else key


def split_street(line: str) -> tuple[str, str]:
    """("Hauptstr.", "3 a") of "Hauptstr. 3 a"; the number is empty where the line has none."""
    plain = line.strip(" ,;")[:LONGEST_LINE]
    match = _HOUSE_NUMBER.match(plain)
    if not match:
        return plain, ""
    return match["street"].strip(" ,"), match["number"].strip()
