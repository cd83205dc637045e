"""An invented register of many towns in which every fifth record says again what an earlier one says, in other words.

The truth is known: ``entity`` is the number of the organisation a record stands for. Beside the doubles stand the
near misses of real lists: supporters' associations, second sites and departments, which are organisations or
places of their own.
"""

import random
from dataclasses import dataclass

from benchmarks import invented
from engagiert.engines.linkage.records import Record

TOWN_SIZE = 300
SITES = ("Haus Abendrot", "Kita Wirbelwind", "Beratungsstelle", "Jugendabteilung", "(Handball)", "Außenstelle Ost")
SHORTER = (
    ("Turnverein", "TV"),
    ("Naturschutzbund", "NABU"),
    ("Freiwillige Feuerwehr", "FF"),
    ("Sankt", "St."),
    ("Kirchengemeinde", "KGM"),
    ("Karnevalsgesellschaft", "KG"),
    ("Kleingartenverein", "KGV"),
    ("Selbsthilfegruppe", "Selbsthilfe-Gruppe"),
    ("Interkultureller Verein", "Interkult. Verein"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    record: Record
    entity: int


def register(size: int, seed: int = 11) -> list[Entry]:
    """``size`` records in towns of about 300, in random order; the same for the same seed."""
    chance = random.Random(seed)
    entries: list[Entry] = []
    entity = 0
    while len(entries) < size:
        number = len(entries) // TOWN_SIZE
        known: set[str] = set()
        town = f"{chance.choice(invented.BEGINNINGS)}{chance.choice(invented.ENDINGS)}"
        place, postcode = f"05{number:06d}", f"{32000 + number % 27000:05d}"
        goal = min(size, len(entries) + TOWN_SIZE)
        while len(entries) < goal:
            one = _invented(chance, town, place, postcode)
            if one.name in known or f"{town}-{town}" in one.name:
                continue
            known.add(one.name)
            entity += 1
            entries.append(Entry(one, entity))
            for other, same in _others(chance, one, town):
                entity += not same
                entries.append(Entry(other, entity))
    del entries[size:]
    chance.shuffle(entries)
    return entries


def _invented(chance: random.Random, town: str, place: str, postcode: str) -> Record:
    values = invented.organisation(chance, town, postcode, 51.5, 7.5)
    street, _space, number = values["street"].rpartition(" ")
    has_address = chance.random() < 0.8
    return Record(
        name=values["name"],
        street=street if has_address else "",
        house_number=number if has_address else "",
        postcode=postcode if chance.random() < 0.85 else "",
        town=town,
        place=place,
        phones=tuple(values["phones"]) if chance.random() < 0.5 else (),
        mails=tuple(values["mails"]) if chance.random() < 0.4 else (),
    )


def _others(chance: random.Random, one: Record, town: str) -> list[tuple[Record, bool]]:
    """Further records near ``one``: (record, is it the same organisation)."""
    luck = chance.random()
    if luck < 0.22:
        return [(_again(chance, one, town), True)]
    if luck < 0.27 and not one.name.startswith("Förderverein"):
        plain = one.name.replace(" e. V.", "")
        return [(_moved(chance, one, f"Förderverein {plain} e. V."), False)]
    if luck < 0.33:
        return [(_moved(chance, one, f"{one.name} – {chance.choice(SITES)}"), False)]
    return []


def _moved(chance: random.Random, one: Record, name: str) -> Record:
    at_home = chance.random() < 0.4
    return Record(
        name=name,
        street=one.street if at_home else chance.choice(invented.STREETS),
        house_number=one.house_number if at_home else str(chance.randint(1, 120)),
        postcode=one.postcode,
        town=one.town,
        place=one.place,
        phones=one.phones if at_home else (),
    )


def _again(chance: random.Random, one: Record, town: str) -> Record:
    """The same organisation as another list has it: one or two changes to the name, some facts missing or old."""
    name = one.name
    for change in chance.sample(
        (_legal_form, _short, _loud, _typed_wrong, _with_town, _dashed), chance.choice((1, 1, 2))
    ):
        name = change(chance, name, town)
    keeps_address = chance.random() < 0.75
    return Record(
        name=name,
        street=(one.street.replace("Straße", "Str.") if keeps_address else ""),
        house_number=one.house_number if keeps_address else "",
        postcode=one.postcode if chance.random() < 0.8 else "",
        town=one.town,
        place=one.place,
        phones=one.phones if chance.random() < 0.5 else (),
        mails=one.mails if chance.random() < 0.5 else (),
    )


def _legal_form(_chance: random.Random, name: str, _town: str) -> str:
    return name.removesuffix(" e. V.") if name.endswith(" e. V.") else f"{name} e.V."


def _short(_chance: random.Random, name: str, _town: str) -> str:
    for long, short in SHORTER:
        if long in name:
            return name.replace(long, short)
    return name.replace("ß", "ss")


def _loud(_chance: random.Random, name: str, _town: str) -> str:
    return name.upper()


def _typed_wrong(chance: random.Random, name: str, _town: str) -> str:
    places = [i for i, letter in enumerate(name) if letter.isalpha() and i > 1]
    if not places:
        return name
    at = chance.choice(places)
    return chance.choice((name[:at] + name[at + 1 :], name[:at] + name[at] + name[at:]))


def _with_town(_chance: random.Random, name: str, town: str) -> str:
    return name if town in name else f"{name}, {town}"


def _dashed(_chance: random.Random, name: str, _town: str) -> str:
    return name.replace(" ", "-", 1) if chance_word(name) else name.replace("-", " ", 1)


def chance_word(name: str) -> bool:
    """Is there a blank to write as a dash?"""
    return " " in name.removesuffix(" e. V.")
