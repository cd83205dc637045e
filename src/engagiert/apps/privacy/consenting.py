"""Who has to agree, by age: pure rules without clock and database.

Sources: Art. 8 DSGVO (own consent to services of the internet from 16 in Germany), § 2 BGB (of age with 18),
§§ 104, 106, 107 BGB (under 7 nobody can declare anything; from 7 with their guardians' consent), § 1629 BGB (both
parents together, one alone with sole custody). From 14 we ask the young person as well wherever data are concerned:
practice, not law.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

OF_AGE = 18
OWN_CONSENT_TO_DATA = 16
ASKED_ABOUT_DATA = 14
CAN_DECLARE = 7

type Matter = Literal["data", "engagement"]
type Custody = Literal["one", "both"]
type State = Literal["open", "given", "withdrawn", "outgrown"]


@dataclass(frozen=True, slots=True)
class Needed:
    """Whether the person themselves has to agree, and how many guardians (0 to 2)."""

    own: bool
    guardians: int


@dataclass(frozen=True, slots=True)
class Given:
    """One agreement as it stands: ``given`` once, ``withdrawn`` since."""

    guardian: bool
    given: bool
    withdrawn: bool = False

    @property
    def stands(self) -> bool:
        return self.given and not self.withdrawn


def age(born_on: datetime.date, on: datetime.date) -> int:
    """Completed years; who was born on 29 February completes one with the end of 28 February (§§ 187, 188 BGB)."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def needed(matter: Matter, born_on: datetime.date | None, custody: Custody, on: datetime.date) -> Needed:
    """Who has to agree on this day. Without a birthday somebody is taken for of age: who asks must know it."""
    years = OF_AGE if born_on is None else age(born_on, on)
    alone, asked = (OF_AGE, CAN_DECLARE) if matter == "engagement" else (OWN_CONSENT_TO_DATA, ASKED_ABOUT_DATA)
    if years >= alone:
        return Needed(own=True, guardians=0)
    return Needed(own=years >= asked, guardians=1 if custody == "one" else 2)


def state(need: Needed, agreements: Sequence[Given]) -> State:
    """What the agreements amount to.

    ``withdrawn``: somebody whose word is needed took it back; one of two guardians is enough. ``outgrown``: the
    guardians agreed, but by now the person decides alone and has not been heard.
    """
    own = [one for one in agreements if not one.guardian]
    guardians = [one for one in agreements if one.guardian]
    heard = [*(own if need.own else []), *(guardians if need.guardians else [])]
    if any(one.withdrawn for one in heard):
        return "withdrawn"
    own_stands = any(one.stands for one in own)
    if need.own and need.guardians == 0:
        outgrown = not own_stands and any(one.stands for one in guardians)
        return "given" if own_stands else "outgrown" if outgrown else "open"
    enough = sum(one.stands for one in guardians) >= need.guardians
    return "given" if enough and (own_stands or not need.own) else "open"
