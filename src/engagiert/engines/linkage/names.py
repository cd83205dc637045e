"""Keys under which two spellings of one name or address fall together.

``spelling_key`` is sure: equal keys mean the same name, typed differently. ``name_key`` is a hint for a
person to look at: it forgets legal forms and writes abbreviations out.
"""

import re

from engagiert.engines.text.folding import fold

_AND = re.compile(r"\s*&\s*|(?<=\w)\s\+\s(?=\w)")

# phrases after folding; longest first, so that "gemeinnuetzige gmbh" goes before "gmbh"
LEGAL_FORMS = (
    "gemeinnuetzige gesellschaft mit beschraenkter haftung",
    "gesellschaft mit beschraenkter haftung",
    "gemeinnuetzige unternehmergesellschaft haftungsbeschraenkt",
    "unternehmergesellschaft haftungsbeschraenkt",
    "gemeinnuetzige aktiengesellschaft",
    "anstalt des oeffentlichen rechts",
    "koerperschaft des oeffentlichen rechts",
    "gemeinnuetziger eingetragener verein",
    "eingetragener verein",
    "eingetragene genossenschaft",
    "ug haftungsbeschraenkt",
    "gemeinnuetzige gmbh",
    "gemeinnuetzige ug",
    "gemeinnuetzige ag",
    "nicht eingetragener verein",
    "gmbh co kg",
    "g gmbh",
    "e v i g",
    "i g",
    "e v",
    "e g",
    "ev",
    "eg",
    "ggmbh",
    "gmbh",
    "gug",
    "ug",
    "gag",
    "ag",
    "gbr",
    "kg",
    "ohg",
    "aoer",
    "a oe r",
    "kdoer",
    "k d oe r",
    "mbh",
)
# legal forms that are words of their own as well; only dropped at the end of a name ("AG Kinderschutz")
_ONLY_AT_END = frozenset({"ag", "eg", "kg", "ug", "e g", "i g", "mbh"})

# word after folding -> words; applied to whole words
ABBREVIATIONS = {
    "st": "sankt",
    "ev": "evangelisch",
    "evang": "evangelisch",
    "evangelische": "evangelisch",
    "evangelischer": "evangelisch",
    "evangelisches": "evangelisch",
    "evangelischen": "evangelisch",
    "kath": "katholisch",
    "rk": "katholisch",
    "katholische": "katholisch",
    "katholischer": "katholisch",
    "katholisches": "katholisch",
    "katholischen": "katholisch",
    "luth": "lutherisch",
    "lutherische": "lutherisch",
    "dt": "deutsch",
    "deutsche": "deutsch",
    "deutscher": "deutsch",
    "deutsches": "deutsch",
    "u": "und",
    "f": "fuer",
    "lv": "landesverband",
    "kv": "kreisverband",
    "ov": "ortsverband",
    "og": "ortsgruppe",
    "bv": "bezirksverband",
    "rv": "regionalverband",
    "ff": "freiwillige feuerwehr",
    "jf": "jugendfeuerwehr",
    "kita": "kindertagesstaette",
    "mgh": "mehrgenerationenhaus",
    "kgm": "kirchengemeinde",
    "hh": "hamburg",
    "drk": "deutsch rotes kreuz",
    "brk": "bayerisches rotes kreuz",
    "awo": "arbeiterwohlfahrt",
    "asb": "arbeiter samariter bund",
    "thw": "technisches hilfswerk",
    "dlrg": "deutsch lebens rettungs gesellschaft",
    "juh": "johanniter unfall hilfe",
    "mhd": "malteser hilfsdienst",
    "skf": "sozialdienst katholisch frauen",
    "skm": "sozialdienst katholisch maenner",
    "kfd": "katholisch frauengemeinschaft deutschlands",
    "nabu": "naturschutzbund",
    "sovd": "sozialverband deutschland",
    "adfc": "allgemeiner deutsch fahrrad club",
    "vhs": "volkshochschule",
    "sv": "sportverein",
    "sc": "sportclub",
    "ssv": "spiel und sportverein",
    "tv": "turnverein",
    "tsv": "turn und sportverein",
    "tus": "turn und sportverein",
    "spvg": "spielvereinigung",
    "spvgg": "spielvereinigung",
    "fc": "fussballclub",
    "fv": "fussballverein",
    "bsv": "buergerschuetzenverein",
    "mgv": "maennergesangverein",
    "tc": "tennisclub",
    "ttc": "tischtennisclub",
    "vfl": "verein fuer leibesuebungen",
    "vfb": "verein fuer bewegungsspiele",
}
_ARTICLES = frozenset({"der", "die", "das", "des", "dem", "den", "zu", "zur", "zum"})
# two spellings of one word once spaces are gone
_SAME_WORDS = (("klub", "club"), ("unfallhilfe", "unfall hilfe"), ("lebensrettungs", "lebens rettungs"))
_FORMS = re.compile(r"\b(?:" + "|".join(f for f in LEGAL_FORMS if f not in _ONLY_AT_END) + r")\b")
_FORMS_AT_END = re.compile(r"(?:\s(?:" + "|".join(_ONLY_AT_END) + r"))+$")
_REGISTERED = re.compile(r"(?i)\be\s*\.?\s*V\b\.?")
_EVANGELICAL = re.compile(r"\bEv\b\.?(?=\s*[-–]?\s*\w)")


def spelling_key(name: str) -> str:
    """Equal for spellings that differ in case, spaces, marks, quotes, umlaut spelling or the set of "e.V.".

    Empty for a name without any letter or digit: compare only keys that are not empty.
    """
    return fold(_AND.sub(" und ", name)).replace(" ", "")


def name_key(name: str, towns: frozenset[str] = frozenset()) -> str:
    """Coarser than ``spelling_key``: legal forms dropped, usual abbreviations written out, articles dropped.

    ``towns``: folded names of places that do not tell two organisations of one register apart ("hamburg").
    Falls back to the spelling where nothing else remains.
    """
    text = _AND.sub(" und ", name)
    # "Ev." before a word is evangelisch, "EV" or "e.V." anywhere else the legal form
    text = _EVANGELICAL.sub(" evangelisch ", text)
    text = _REGISTERED.sub(" ", text)
    folded = fold(text)
    folded = _FORMS_AT_END.sub("", _FORMS.sub(" ", folded).rstrip())
    words = _written_out(folded.split())
    kept = [w for w in words if w not in _ARTICLES and w not in towns]
    key = " ".join(kept or words)
    for long, short in _SAME_WORDS:
        key = key.replace(long, short)
    return key.replace(" ", "") or spelling_key(name)


def _written_out(words: list[str]) -> list[str]:
    """Abbreviations as words; single letters in a row ("R.U.N.") stay letters."""
    result: list[str] = []
    for place, word in enumerate(words):
        neighbours = words[max(place - 1, 0) : place] + words[place + 1 : place + 2]
        if len(word) == 1 and any(len(w) == 1 for w in neighbours):
            result.append(word)
        elif place == 0 and word == "ag":
            result.append("arbeitsgemeinschaft")
        else:
            result.extend(ABBREVIATIONS.get(word, word).split())
    return result


_STREET_END = re.compile(r"(?:\s*)(?:strasse|str)\b")


def address_key(street: str, house_number: str, postcode: str) -> str:
    """``postcode|street|number`` with "Straße", "Str." and "strasse" alike and "12 a" as "12a".

    Empty without street: a postcode alone says nothing about a door.
    """
    folded = fold(street)
    if not folded:
        return ""
    plain = _STREET_END.sub("str", folded).replace(" ", "")
    number = fold(house_number).replace(" ", "")
    return f"{fold(postcode).replace(' ', '')}|{plain}|{number}"
