"""An invented inventory: plausible names, texts and addresses of German organisations, the same for the same seed."""

import random
from typing import Any

NAMES = (
    ("sports", "verein", "Turnverein {year} {part} e. V.", "Turnen, Gymnastik und Ballspiele für jedes Alter"),
    ("sports", "verein", "SV {colour} {part} {year} e. V.", "Fußball für Kinder, Frauen und Männer"),
    ("sports", "verein", "Schachclub {piece} {part}", "Schach im Verein, Turniere und offene Abende"),
    ("culture", "verein", "Gemischter Chor „{piece}“ {part}", "Singen ohne Vorsingen, zwei Konzerte im Jahr"),
    ("culture", "verein", "Heimatverein {part} e. V.", "Heimatstube, Führungen und Plattdeutsch"),
    ("culture", "soziokulturelles_zentrum", "Kulturwerkstatt {piece}", "Bühne, Proberäume und Werkstätten"),
    ("social", "wohlfahrtsverband", "Tafel {part}", "Lebensmittel retten und weitergeben"),
    ("social", "initiative", "Nachbarschaftshilfe {part}", "Einkaufen, Begleiten, kleine Reparaturen"),
    ("social", "buergertreff", "Bürgertreff {street}", "Mittagstisch, Beratung und Spielenachmittage"),
    ("health", "initiative", "Selbsthilfegruppe {illness} {part}", "Austausch unter Betroffenen und Angehörigen"),
    ("environment", "verein", "Naturschutzbund {part}", "Nistkästen, Bachpatenschaften und Exkursionen"),
    ("environment", "initiative", "Gemeinschaftsgarten {street}", "Gärtnern ohne Gift, Beete für alle"),
    ("rescue", "verein", "Freiwillige Feuerwehr {part}", "Löschen, Retten, Bergen, mit Jugendfeuerwehr"),
    ("church", "kirchengemeinde", "Kirchengemeinde Sankt {saint} {part}", "Gottesdienste, Besuchsdienst, Jugendkeller"),
    ("education_school", "verein", "Förderverein der {saint}-Schule", "Lesepaten, Schulhof und Ferienangebote"),
    ("youth_adult_education", "verein", "Jugendtreff {street} e. V.", "Offene Tür, Hausaufgabenhilfe, Fahrten"),
    ("leisure", "verein", "Karnevalsgesellschaft {colour} {part} {year}", "Sitzungen, Umzug und Tanzgarde"),
    ("leisure", "verein", "Kleingartenverein {piece} e. V.", "Gärten, Sommerfest und Fachberatung"),
    ("local", "initiative", "Dorfwerkstatt {part}", "Dorfladen, Bürgerbus und Zukunftsabende"),
    ("politics", "migrantenorganisation", "Interkultureller Verein {piece}", "Sprachcafé, Feste und Beratung"),
)
COLOURS = ("Blau-Weiß", "Rot-Weiß", "Grün-Gelb", "Schwarz-Gelb", "Rot-Gold")
PIECES = ("Eintracht", "Concordia", "Frohsinn", "Harmonie", "Morgenröte", "Brücke", "Lichtblick", "Springer", "Linde")
ILLNESSES = ("Diabetes", "Rheuma", "Depression", "Parkinson", "Sucht", "Long Covid", "Krebs")
SAINTS = ("Anna", "Georg", "Martin", "Ursula", "Elisabeth", "Ludgerus", "Barbara", "Josef")
STREETS = ("Lange Straße", "Am Markt", "Bahnhofstraße", "Schützenweg", "Mühlenstraße", "Königsallee", "Zum Höfchen")
BEGINNINGS = ("Ahl", "Asch", "Bir", "Brak", "Dell", "Dorn", "Eich", "Erl", "Finn", "Gries", "Hag", "Kalk", "Lind")
ENDINGS = (
    "bach",
    "beck",
    "berg",
    "dorf",
    "feld",
    "hagen",
    "hausen",
    "heide",
    "horst",
    "kamp",
    "rath",
    "siepen",
    "wald",
)
PARTS = ("Nord", "Süd", "Mitte", "Altstadt", *(first + last for first in BEGINNINGS for last in ENDINGS))
SENTENCES = (
    "Wir treffen uns jede Woche und freuen uns über neue Gesichter.",
    "Vorkenntnisse braucht niemand, wir zeigen alles in Ruhe.",
    "Viele von uns sind schon seit Jahren dabei, andere erst seit diesem Frühjahr.",
    "Wer mag, hilft beim Sommerfest, beim Fahrdienst oder in der Küche.",
    "Für Kinder und Jugendliche gibt es eigene Gruppen mit ausgebildeten Übungsleitungen.",
    "Unsere Räume sind hell und liegen nahe an der Haltestelle.",
    "Wir arbeiten eng mit der Freiwilligenagentur und den Schulen zusammen.",
    "Spenden und Mitgliedsbeiträge tragen die Arbeit, der Vorstand ist ehrenamtlich.",
    "Gesucht werden gerade Menschen, die vorlesen, musizieren oder mit anpacken.",
    "Ältere Menschen begleiten wir zum Arzt, zum Amt oder auf den Wochenmarkt.",
    "Einmal im Monat laden wir zum Frühstück mit Vortrag ein.",
    "Geflüchtete und Einheimische lernen hier gemeinsam Deutsch und kochen zusammen.",
)
GROUPS = ("everyone", "children", "youth", "families", "seniors", "women", "newcomers", "disabled", "ill_carers")
LANGUAGES = ("tr", "ar", "uk", "ru", "pl", "en", "fr")
ACCESS = ("step_free", "wheelchair_wc", "lift", "parking", "hearing_loop", "plain_language")
MORE_FIELDS = ("social", "leisure", "culture", "local", "education_school")


def organisation(chance: random.Random, town: str, postcode: str, lat: float, lon: float) -> dict[str, Any]:
    """Column values of one organisation in the town; ``lat`` and ``lon`` are the town's."""
    field, kind, pattern, offers = chance.choice(NAMES)
    street = chance.choice(STREETS)
    part = f"{town}-{chance.choice(PARTS)}" if chance.random() < 0.6 else town
    name = pattern.format(
        year=chance.randint(1848, 2024),
        part=part,
        colour=chance.choice(COLOURS),
        piece=chance.choice(PIECES),
        illness=chance.choice(ILLNESSES),
        saint=chance.choice(SAINTS),
        street=street,
    )
    about = " ".join(chance.sample(SENTENCES, chance.randint(2, 6)))
    phone = f"+492{chance.randint(10_000_000, 99_999_999)}"
    mail = f"kontakt@verein-{chance.randrange(10**8)}.example"
    return {
        "name": name,
        "type": kind,
        "sector": "administration" if chance.random() < 0.03 else "civil_society",
        "fields": list(dict.fromkeys([field, *chance.sample(MORE_FIELDS, chance.choice((0, 0, 1, 2)))])),
        "description": f"{offers}.\n\n{about}",
        "services": [word.strip() for word in offers.replace(" und ", ", ").split(",")],
        "target_groups": chance.sample(GROUPS, chance.choice((0, 1, 1, 2))),
        "languages": ["de", *chance.sample(LANGUAGES, chance.choice((0, 0, 0, 1, 2)))],
        "accessibility": chance.sample(ACCESS, chance.choice((0, 0, 1, 2))),
        "opening_hours": f"{chance.choice(('montags', 'dienstags', 'donnerstags'))} {chance.randint(14, 19)} Uhr",
        "street": f"{street} {chance.randint(1, 120)}",
        "postcode": postcode,
        "town": town,
        "lat": round(lat + chance.gauss(0, 0.02), 6),
        "lon": round(lon + chance.gauss(0, 0.03), 6),
        "phones": [phone],
        "mails": [mail],
        "website": f"https://verein-{chance.randrange(10**8)}.example/",
        "founded": chance.randint(1848, 2024),
    }
