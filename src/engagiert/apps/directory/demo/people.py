"""Who may sign in to the demo. All invented; the accounts open only where the installation runs as a demo."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """``towns`` are the keys of the towns, or of the Land, at whose offices the person works."""

    title: str
    name: str
    mail: str
    role: str
    towns: tuple[str, ...]


PEOPLE = (
    DemoPerson("Koordination Lünen", "Murat Misal", "koordination@luenen.example", "coordinator", ("05978024",)),
    DemoPerson("Redaktion Lünen", "Ida Probe", "redaktion@luenen.example", "editor", ("05978024",)),
    DemoPerson("Lesen Lünen", "Jan Muster", "lesen@luenen.example", "viewer", ("05978024",)),
    DemoPerson("Koordination Nieheim", "Berta Beispiel", "alles@nieheim.example", "coordinator", ("05762028",)),
    DemoPerson("Koordination Hemer", "Jan Probe", "koordination@hemer.example", "coordinator", ("05962016",)),
    DemoPerson("Koordination Rheine", "Selma Muster", "koordination@rheine.example", "coordinator", ("05566076",)),
    DemoPerson(
        "Verbund der vier Städte",
        "Rita Ersonnen",
        "verbund@ehrenamtskarte.example",
        "editor",
        ("05978024", "05978004", "05978032", "05978040"),
    ),
    DemoPerson("Auswertung Land", "Ada Ersonnen", "auswertung@land.example", "analyst", ("05",)),
)
