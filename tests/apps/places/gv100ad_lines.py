"""Writes lines of a GV100AD file, field by field as Destatis describes them."""

DATE = "20251231"


def _line(kind: str, key: str, name: str, *, association: str = "", type_code: str = "", seat: str = "") -> str:
    return f"{kind}{DATE}{key:<8}{association:<4}{name:<50}{seat:<50}{type_code:<2}"


def state(key: str, name: str) -> str:
    return _line("10", key, name, seat="Musterhauptstadt").ljust(220)


def region(key: str, name: str) -> str:
    return _line("20", key, name).ljust(220)


def district(key: str, name: str, type_code: str = "43") -> str:
    return _line("40", key, name, type_code=type_code).ljust(220)


def association(key: str, number: str, name: str) -> str:
    return _line("50", key, name, association=number, type_code="51").ljust(220)


def municipality(
    key: str,
    name: str,
    *,
    population: int | str = 1000,
    hectares: int | str = 500,
    postcode: str = "59999",
    several: bool = False,
    type_code: str = "64",
    number: str = "",
) -> str:
    start = _line("60", key, name, association=number or key[5:].rjust(4, "0"), type_code=type_code)
    figures = f"{hectares:>11}{population:>11}{500:>11}"
    return f"{start:<128}{figures}    {postcode:<5}{'*****' if several else '     '}".ljust(220)


def unna() -> list[str]:
    """A small, sound file: Kreis Unna with two of its towns, and a city state."""
    return [
        state("05", "Nordrhein-Westfalen"),
        region("059", "Reg.-Bez. Arnsberg"),
        district("05978", "Unna"),
        association("05978", "0024", "Lünen, Stadt"),
        municipality(
            "05978024",
            "Lünen, Stadt",
            population=88000,
            hectares=5940,
            postcode="44532",
            several=True,
            type_code="63",
        ),
        association("05978", "0020", "Holzwickede"),
        municipality("05978020", "Holzwickede", population=17000, hectares=2236, postcode="59439"),
        state("02", "Hamburg"),
        district("02000", "Hamburg, Freie und Hansestadt", "41"),
        municipality("02000000", "Hamburg, Freie und Hansestadt", population=1900000, type_code="61", number="0"),
        municipality("05978999", "Musterforst", population="", type_code="66", postcode=""),
    ]
