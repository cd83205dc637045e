"""What the engine is told of one organisation."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Record:
    """One record as a list or a register has it. Everything but the name may be missing.

    ``place``: key of the municipality. ``point``: (latitude, longitude) in degrees. ``phones``, ``mails`` and
    ``website`` as the intake engine writes them; any fixed spelling will do, they are compared as they stand.
    """

    name: str
    other_names: tuple[str, ...] = ()
    street: str = ""
    house_number: str = ""
    postcode: str = ""
    town: str = ""
    place: str = ""
    point: tuple[float, float] | None = None
    phones: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    website: str = ""
